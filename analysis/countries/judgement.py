"""What one name is: a mention, something that only looks like one, or nothing without the words it needs."""

from __future__ import annotations

from typing import NamedTuple

from analysis.countries.document import Document
from analysis.countries.gazetteer import NAMED
from analysis.countries.hits import Span
from analysis.countries.knowledge import NOTHING, TOWNS, Knowledge, labels, types
from analysis.countries.phrases import SPAN, Words

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


def judged(
    span: Span, guards: list[Span], may_be_guarded: bool, document: Document, known: Knowledge
) -> Meaning | Aside | None:
    """What a name is, given the guards that overlap it and its document; None where it lacks the words it needs.

    `may_be_guarded` says whether a phrase around the name may guard it.
    """
    row = span.row
    meaning = meaning_of(row)

    if row.needs and not _has_what_it_needs(span, document, known):
        return None

    for guard in guards:
        is_longer = len(guard.surface) > len(span.surface)
        if is_longer and guard.row.of != NOTHING:
            return Aside(meaning, guard.surface, guard.row.reason, guard.row.again)

    if may_be_guarded:
        phrase, guarding = _longest_guard(span, document, known)
        if guarding and guarding.of != NOTHING:
            words = phrase.replace(SPAN, span.surface)
            return Aside(meaning, words, guarding.reason, guarding.again)

    elsewhere = _shown_elsewhere(span, document, known)
    if elsewhere:
        words, reason = elsewhere
        return Aside(meaning, words, reason, "place")

    if row.form in known.capitals and _is_a_word_in_capitals(span, document, known):
        return Aside(meaning, span.surface, "a pronoun, as far as one can see in ALL CAPS")

    if row.candidates:
        return _decided(meaning, document.meaning_of(span), span)
    return meaning


def meaning_of(row: tuple) -> Meaning:
    """What a name means by itself; candidates are of interest only while it is open."""
    candidates = "" if row.entity else row.candidates
    return Meaning(row.entity, row.label, row.kind, candidates)


def stays(surface: str, entity: str, aside: Aside, before: Words, document: Document) -> bool:
    """Whether a name counts although the same name is a person's or another place's elsewhere in the document."""
    if document.names(entity, besides=surface):
        return True
    return aside.again == "person" and _follows_one_of(_WHERE, before)


def _follows_one_of(words: frozenset[str], before: Words) -> bool:
    """Whether the word before a name is one of these."""
    return bool(before) and before[0].lower() in words


def _has_what_it_needs(span: Span, document: Document, known: Knowledge) -> bool:
    """Whether one of the words that a name needs is around it, or its country is named elsewhere."""
    needs = span.row.needs
    if NAMED in needs and document.names(span.row.entity):
        return True
    before, after = document.words_around(span)
    return known.needed(needs).fit(before, after)


def _longest_guard(span: Span, document: Document, known: Knowledge) -> tuple[str, tuple | None]:
    """The longest phrase around a name that guards it, and its row; one of `nothing` keeps shorter ones from it."""
    before, after = document.words_around(span)
    fitting = []
    for phrases in known.guarding(span.row):
        for phrase, guard in phrases.around(before, after):
            if not _is_too_wide(phrase, guard, before, after, span, document):
                fitting.append((phrase, guard))
    # What hides nothing matters only where something would hide the name.
    if fitting:
        fitting += known.unguarding.around(before, after)
    return max(fitting, key=lambda one: len(one[0]), default=("", None))


def _is_too_wide(
    phrase: str, guard: tuple, before: Words, after: Words, span: Span, document: Document
) -> bool:
    """Whether a phrase after a name only looks like a guard."""
    left, right = phrase.split(SPAN)
    if left or guard.of == NOTHING:
        return False

    # "Prime Minister of Israel Benjamin Netanyahu": a country, and then a person.
    if guard.reason == "a person's name":
        return _follows_one_of(_PREPOSITIONS, before)

    # "China Daily Cases Rise": in a title, every word may follow a name with a capital.
    following = after[len(right.split()) :]
    goes_on = bool(following) and following[0][0].isupper()
    return goes_on and document.is_in_title_case(span)


def _is_a_word_in_capitals(span: Span, document: Document, known: Knowledge) -> bool:
    """Whether US is the pronoun, or WHO: in a sentence in ALL CAPS, without a phrase that makes it a name."""
    if not document.is_in_capitals(span):
        return False
    before, after = document.words_around(span)
    return not known.capitals[span.row.form].fit(before, after)


def _shown_elsewhere(span: Span, document: Document, known: Knowledge) -> tuple[str, str] | None:
    """The words that show another place of that name to be meant, and the reason; or None."""
    row = span.row
    elsewhere = known.namesakes.get(row.form, frozenset())

    # "Lagos, Portugal": the country after the comma says which one it is.
    following = document.following(span) if row.kind in TOWNS else None
    if following and _names_its_country(span, following, elsewhere, document):
        return f"{span.surface}, {following.surface}", "a place of that name in another country"

    if not elsewhere:
        return None
    states = document.shown_of(elsewhere)
    local = document.how_local()
    # A capital is so much better known that a state alone does not make it another place.
    is_in_a_state = states and (row.kind == "city" or local)
    # One school district may be in any report, two things that a town has are a report from a town.
    is_a_town = local > 1
    if not (is_in_a_state or is_a_town) or document.names(row.entity, besides=span.surface):
        return None
    if is_in_a_state:
        return document.evidence_of(states), "a place of that name elsewhere, as the document shows"
    return document.evidence_of({"local"}), "a town of that name, as the document shows"


def _names_its_country(
    span: Span, following: Span, elsewhere: frozenset[str], document: Document
) -> bool:
    """Whether a city and another country is meant, and not a list as "Moscow, China and Iran"."""
    row = following.row
    is_country = getattr(row, "kind", "") in ("name", "territory")
    if not is_country or row.entity == span.row.entity:
        return False
    if row.entity in elsewhere:
        return True

    # "in Moscow, Idaho." and "in Moscow, Idaho, he said", but not "in Moscow, China, and Iran".
    before, _ = document.words_around(span)
    _, after = document.words_around(following)
    is_list = after[1:2] in (["and"], ["or"])
    is_closed = not after or (after[0] in ".,;:)" and not is_list)
    return is_closed and _follows_one_of(_PLACED, before)


def _decided(meaning: Meaning, entity: str, span: Span) -> Meaning | Aside:
    """A mention of the entity that the context speaks for."""
    if not entity or entity == meaning.entity:
        return meaning

    first = span.row.candidates.split("|")[0]
    if entity not in types():
        would_be = Meaning(first, labels()[first], meaning.kind, "")
        shown = labels().get(entity, entity)
        return Aside(would_be, span.surface, f"here {shown}")

    kind = meaning.kind
    if types()[entity] in ("body", "region"):
        kind = types()[entity]
    elif kind == "capital" and meaning.entity:
        kind = "city"  # of another country than the one whose capital has the name
    return Meaning(entity, labels()[entity], kind, "")
