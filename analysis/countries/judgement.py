"""What one name is: a mention, something that only looks like one, or nothing without the words it needs."""

from __future__ import annotations

from typing import NamedTuple

from analysis.countries.document import Name
from analysis.countries.gazetteer import labels
from analysis.countries.hits import Span
from analysis.countries.knowledge import types
from analysis.countries.own_rows import NAMED, SPAN
from analysis.countries.phrasebook import NOTHING, TOWNS
from analysis.countries.tables import Row

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
    if row.needs and not _has_what_it_needs(name):
        return None

    aside = _under_a_guard(name, guards)
    if aside is None and may_be_guarded:
        aside = _in_a_phrase(name)
    if aside is None:
        aside = _elsewhere(name) or _a_word_in_capitals(name)
    if aside is not None:
        return aside
    if row.candidates:
        return _decided(name)
    return meaning_of(row)


def meaning_of(row: Row) -> Meaning:
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
    if not before:
        return False
    return before[0].lower() in words


def _has_what_it_needs(name: Name) -> bool:
    """Whether one of the words that a name needs is around it, or its country is named elsewhere."""
    row = name.row
    if NAMED in row.needs:
        is_named = name.document.names(row.entity)
        if is_named:
            return True
    phrases = name.known.phrasebook.needed(row.needs)
    return phrases.fit(*name.around)


def _aside(name: Name, words: str, reason: str, again: str = "") -> Aside:
    return Aside(meaning_of(name.row), words, reason, again)


def _under_a_guard(name: Name, guards: list[Span]) -> Aside | None:
    """A name that is part of a longer guard."""
    size = len(name.span.surface)
    for guard in guards:
        row = guard.row
        is_longer = len(guard.surface) > size
        if is_longer and row.of != NOTHING:
            return _aside(name, guard.surface, row.reason, row.again)
    return None


def _in_a_phrase(name: Name) -> Aside | None:
    """A name that a phrase around it guards."""
    phrase, guard = _longest_guard(name)
    if guard is None or guard.of == NOTHING:
        return None
    words = phrase.replace(SPAN, name.span.surface)
    return _aside(name, words, guard.reason, guard.again)


def _longest_guard(name: Name) -> tuple[str, Row | None]:
    """The longest phrase around a name that guards it, and its row; one of `nothing` keeps shorter ones from it."""
    phrasebook = name.known.phrasebook
    fitting = []
    for phrases in phrasebook.guarding(name.row):
        for phrase, guard in name.fitting(phrases):
            if not _is_too_wide(phrase, guard, name):
                fitting.append((phrase, guard))
    # What hides nothing matters only where something would hide the name.
    if fitting:
        fitting += name.fitting(phrasebook.unguarding)
    return max(fitting, key=lambda one: len(one[0]), default=("", None))


def _is_too_wide(phrase: str, guard: Row, name: Name) -> bool:
    """Whether a phrase after a name only looks like a guard."""
    left, right = phrase.split(SPAN)
    if left or guard.of == NOTHING:
        return False

    # "Prime Minister of Israel Benjamin Netanyahu": a country, and then a person.
    if guard.reason == "a person's name":
        return _follows_one_of(_PREPOSITIONS, name)

    # "China Daily Cases Rise": in a title, every word may follow a name with a capital.
    _, after = name.around
    words = right.split()
    following = after[len(words) :]
    if not following:
        return False
    first = following[0]
    return first[0].isupper() and name.document.is_in_title_case(name.span)


def _a_word_in_capitals(name: Name) -> Aside | None:
    """US where it is the pronoun, or WHO: in a sentence in ALL CAPS, without a phrase that makes it a name."""
    phrases = name.known.capitals.get(name.row.form)
    if phrases is None or not name.document.is_in_capitals(name.span):
        return None
    if phrases.fit(*name.around):
        return None
    reason = "a pronoun, as far as one can see in ALL CAPS"
    return _aside(name, name.span.surface, reason)


def _elsewhere(name: Name) -> Aside | None:
    """A name where another place of that name is shown to be meant."""
    row = name.row
    elsewhere = name.known.namesakes.get(row.form, frozenset())
    if row.kind in TOWNS:
        # "Lagos, Portugal": the country after the comma says which one it is.
        following = name.document.following(name.span)
        if following and _names_its_country(name, following, elsewhere):
            words = f"{name.span.surface}, {following.surface}"
            reason = "a place of that name in another country"
            return _aside(name, words, reason, "place")

    if not elsewhere:
        return None
    return _elsewhere_by_the_document(name, elsewhere)


def _elsewhere_by_the_document(name: Name, elsewhere: frozenset[str]) -> Aside | None:
    """A name where the document shows a place of that name elsewhere."""
    row = name.row
    document = name.document
    states = document.shown_of(elsewhere)
    local = document.how_local()
    # A capital is so much better known that a state alone does not make it another place.
    is_city = row.kind == "city"
    is_in_a_state = states and (is_city or local)
    # One school district may be in any report, two things that a town has are a report from a town.
    is_a_town = local > 1
    if not is_in_a_state and not is_a_town:
        return None
    if document.names(row.entity, besides=name.span.surface):
        return None

    if is_in_a_state:
        words = document.evidence_of(states)
        reason = "a place of that name elsewhere, as the document shows"
    else:
        words = document.evidence_of({"local"})
        reason = "a town of that name, as the document shows"
    return _aside(name, words, reason, "place")


def _names_its_country(name: Name, following: Span, elsewhere: frozenset[str]) -> bool:
    """Whether a city and another country is meant, and not a list as "Moscow, China and Iran"."""
    row = following.row
    if row.kind not in ("name", "territory"):
        return False
    if row.entity == name.row.entity:
        return False
    if row.entity in elsewhere:
        return True

    # "in Moscow, Idaho." and "in Moscow, Idaho, he said", but not "in Moscow, China, and Iran".
    _, after = name.document.words_around(following)
    if after:
        sign, *others = after
        if sign not in ".,;:)":
            return False
        if others and others[0] in ("and", "or"):
            return False
    return _follows_one_of(_PLACED, name)


def _decided(name: Name) -> Meaning | Aside:
    """A mention of the entity that the context speaks for."""
    meaning = meaning_of(name.row)
    kind = meaning.kind
    entity = name.document.meaning_of(name)
    if not entity or entity == meaning.entity:
        return meaning

    if entity not in types():
        first, _, _ = name.row.candidates.partition("|")
        label = labels()[first]
        would_be = Meaning(first, label, kind, "")
        shown = labels().get(entity, entity)
        return Aside(would_be, name.span.surface, f"here {shown}")

    of_entity = types()[entity]
    if of_entity in ("body", "region"):
        kind = of_entity
    elif kind == "capital" and meaning.entity:
        kind = "city"  # of another country than the one whose capital has the name
    label = labels()[entity]
    return Meaning(entity, label, kind, "")
