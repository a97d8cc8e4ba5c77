"""What one name is: a mention, something that only looks like one, or nothing without the words it needs."""

from __future__ import annotations

from typing import NamedTuple

from analysis.countries.document import Name
from analysis.countries.gazetteer import NAMED
from analysis.countries.hits import Span
from analysis.countries.knowledge import labels, types
from analysis.countries.phrasebook import NOTHING, TOWNS
from analysis.countries.phrases import SPAN

# After these no person's first name follows at once: "in Jordan", "to China Nicholas Burns".
_WHERE = frozenset(
    ["in", "to", "from", "at", "near", "around", "outside", "inside", "across", "a", "an"]
)
_PLACED = frozenset(["in", "near", "from", "at", "outside", "of"])
_PREPOSITIONS = _WHERE | {"of", "with", "between", "for"}


class Meaning(NamedTuple):
    """What a mention means."""

    entity: str
    label: str
    kind: str
    candidates: str


class Aside(NamedTuple):
    """What a name would have meant, the words that gave it away, the reason, and whether others follow it."""

    meaning: Meaning
    guard: str
    reason: str
    again: str = ""  # "person" or "place": the other mentions by this name are no mentions either


def judged(name: Name, guards: list[Span], may_be_guarded: bool) -> Meaning | Aside | None:
    """What a name is, given the guards that overlap it; None where it lacks the words it needs.

    `may_be_guarded` says whether a phrase around the name may guard it.
    """
    row = name.row
    meaning = meaning_of(row)
    surface = name.span.surface

    if row.needs and not _has_what_it_needs(name):
        return None

    for guard in guards:
        is_longer = len(guard.surface) > len(surface)
        if is_longer and guard.row.of != NOTHING:
            return Aside(meaning, guard.surface, guard.row.reason, guard.row.again)

    if may_be_guarded:
        phrase, guarding = _longest_guard(name)
        if guarding and guarding.of != NOTHING:
            words = phrase.replace(SPAN, surface)
            return Aside(meaning, words, guarding.reason, guarding.again)

    elsewhere = _shown_elsewhere(name)
    if elsewhere:
        words, reason = elsewhere
        return Aside(meaning, words, reason, "place")

    if row.form in name.known.capitals and _is_a_word_in_capitals(name):
        return Aside(meaning, surface, "a pronoun, as far as one can see in ALL CAPS")

    if row.candidates:
        return _decided(name, meaning, name.document.meaning_of(name))
    return meaning


def meaning_of(row: tuple) -> Meaning:
    """What a name means by itself; candidates are of interest only while it is open."""
    candidates = "" if row.entity else row.candidates
    return Meaning(row.entity, row.label, row.kind, candidates)


def stays(name: Name, entity: str, aside: Aside) -> bool:
    """Whether a name counts although the same name is a person's or another place's elsewhere in the document."""
    if name.document.names(entity, besides=name.span.surface):
        return True
    return aside.again == "person" and _follows_one_of(_WHERE, name)


def _follows_one_of(words: frozenset[str], name: Name) -> bool:
    """Whether the word before a name is one of these."""
    before, _ = name.around
    return bool(before) and before[0].lower() in words


def _has_what_it_needs(name: Name) -> bool:
    """Whether one of the words that a name needs is around it, or its country is named elsewhere."""
    row = name.row
    if NAMED in row.needs and name.document.names(row.entity):
        return True
    return name.known.phrasebook.needed(row.needs).fit(*name.around)


def _longest_guard(name: Name) -> tuple[str, tuple | None]:
    """The longest phrase around a name that guards it, and its row; one of `nothing` keeps shorter ones from it."""
    fitting = []
    for phrases in name.known.phrasebook.guarding(name.row):
        for phrase, guard in name.fitting(phrases):
            if not _is_too_wide(phrase, guard, name):
                fitting.append((phrase, guard))
    # What hides nothing matters only where something would hide the name.
    if fitting:
        fitting += name.fitting(name.known.phrasebook.unguarding)
    return max(fitting, key=lambda one: len(one[0]), default=("", None))


def _is_too_wide(phrase: str, guard: tuple, name: Name) -> bool:
    """Whether a phrase after a name only looks like a guard."""
    left, right = phrase.split(SPAN)
    if left or guard.of == NOTHING:
        return False

    # "Prime Minister of Israel Benjamin Netanyahu": a country, and then a person.
    if guard.reason == "a person's name":
        return _follows_one_of(_PREPOSITIONS, name)

    # "China Daily Cases Rise": in a title, every word may follow a name with a capital.
    _, after = name.around
    following = after[len(right.split()) :]
    goes_on = bool(following) and following[0][0].isupper()
    return goes_on and name.document.is_in_title_case(name.span)


def _is_a_word_in_capitals(name: Name) -> bool:
    """Whether US is the pronoun, or WHO: in a sentence in ALL CAPS, without a phrase that makes it a name."""
    if not name.document.is_in_capitals(name.span):
        return False
    phrases = name.known.capitals[name.row.form]
    return not phrases.fit(*name.around)


def _shown_elsewhere(name: Name) -> tuple[str, str] | None:
    """The words that show another place of that name to be meant, and the reason; or None."""
    row = name.row
    surface = name.span.surface
    document = name.document
    elsewhere = name.known.namesakes.get(row.form, frozenset())

    # "Lagos, Portugal": the country after the comma says which one it is.
    following = document.following(name.span) if row.kind in TOWNS else None
    if following and _names_its_country(name, following, elsewhere):
        return f"{surface}, {following.surface}", "a place of that name in another country"

    if not elsewhere:
        return None
    states = document.shown_of(elsewhere)
    local = document.how_local()
    # A capital is so much better known that a state alone does not make it another place.
    is_in_a_state = states and (row.kind == "city" or local)
    # One school district may be in any report, two things that a town has are a report from a town.
    is_a_town = local > 1
    if not (is_in_a_state or is_a_town):
        return None
    if document.names(row.entity, besides=surface):
        return None

    if is_in_a_state:
        return document.evidence_of(states), "a place of that name elsewhere, as the document shows"
    return document.evidence_of({"local"}), "a town of that name, as the document shows"


def _names_its_country(name: Name, following: Span, elsewhere: frozenset[str]) -> bool:
    """Whether a city and another country is meant, and not a list as "Moscow, China and Iran"."""
    row = following.row
    is_country = getattr(row, "kind", "") in ("name", "territory")
    if not is_country or row.entity == name.row.entity:
        return False
    if row.entity in elsewhere:
        return True

    # "in Moscow, Idaho." and "in Moscow, Idaho, he said", but not "in Moscow, China, and Iran".
    _, after = name.document.words_around(following)
    is_list = after[1:2] in (["and"], ["or"])
    is_closed = not after or (after[0] in ".,;:)" and not is_list)
    return is_closed and _follows_one_of(_PLACED, name)


def _decided(name: Name, meaning: Meaning, entity: str) -> Meaning | Aside:
    """A mention of the entity that the context speaks for."""
    if not entity or entity == meaning.entity:
        return meaning

    first = name.row.candidates.split("|")[0]
    if entity not in types():
        would_be = Meaning(first, labels()[first], meaning.kind, "")
        shown = labels().get(entity, entity)
        return Aside(would_be, name.span.surface, f"here {shown}")

    kind = meaning.kind
    if types()[entity] in ("body", "region"):
        kind = types()[entity]
    elif kind == "capital" and meaning.entity:
        kind = "city"  # of another country than the one whose capital has the name
    return Meaning(entity, labels()[entity], kind, "")
