"""What a whole document says about the names in it: the clues, and where paragraphs and sentences end."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from functools import cached_property

import numpy as np

from analysis import schema, sentences
from analysis.countries.hits import Hits, Span
from analysis.countries.knowledge import CLUE, NAME, Knowledge, types
from analysis.countries.phrases import Words, words_around

_REACH = 300  # characters at most that a sentence is read on either side
_BLANK_LINE = re.compile(r"\n\s*\n")


class Document:
    """The texts of one document, and what is found in them: read once, asked for every name that needs it."""

    def __init__(self, hits: Hits, evidence: np.ndarray, number: int, known: Knowledge) -> None:
        self._hits = hits
        self._texts = hits.texts
        self._number = number
        self._shows = evidence
        self._known = known
        # What is asked for again and again, as it was found: a text may repeat one name without end.
        self._breaks: dict[int, list[int]] = {}
        self._forms_of: dict[str, set[str]] = {}
        self._evidence_of: dict[frozenset[str], str] = {}
        self._named: dict[str, bool] = {}

    def words_around(self, span: Span) -> tuple[Words, Words]:
        """The words before a span, the nearest first, and those after it."""
        return words_around(self._texts[span.text], span.start, span.end)

    def names(self, entity: str, *, besides: str = "") -> bool:
        """Whether the document names the entity clearly, in another way than `besides`."""
        forms = self._forms(entity)
        return len(forms) > 1 or bool(forms - {besides.casefold()})

    def _forms(self, entity: str) -> set[str]:
        """The forms by which the document clearly means an entity; collected once, since names recur."""
        if entity not in self._forms_of:
            found = self._at.get(entity, ())
            self._forms_of[entity] = {self._hits.surface(at).casefold() for at in found}
        return self._forms_of[entity]

    def shown_of(self, places: frozenset[str]) -> set[str]:
        """Those of these states and provinces that the document names."""
        return {place for place in places.intersection(self._at) if "-" in place}

    def evidence_of(self, entities: set[str]) -> str:
        """Words of the document that show one of these to be meant, the most frequent; or ''."""
        key = frozenset(entities)
        if key not in self._evidence_of:
            found = Counter()
            for entity in entities:
                found.update(map(self._hits.surface, self._at.get(entity, ())))
            first = min(found, key=lambda words: (-found[words], words), default="")
            self._evidence_of[key] = first
        return self._evidence_of[key]

    def how_local(self) -> int:
        """How many things the document names that a town has: a school district, a city council."""
        return len(self._at.get("local", ()))

    def following(self, span: Span) -> Span | None:
        """The name or clue that follows a span after a comma."""
        if self._texts[span.text][span.end : span.end + 2] != ", ":
            return None
        first, last = np.searchsorted(self._hits.text, [span.text, span.text + 1])
        starts = self._hits.start[first:last]
        low, high = first + np.searchsorted(starts, [span.end + 2, span.end + 3])
        shown = (at for at in range(low, high) if self._shows[at])
        return next(map(self._hits.span, shown), None)

    def is_in_capitals(self, span: Span) -> bool:
        """Whether the sentence of a span is in ALL CAPS, and more than the span."""
        before, after = self._rest_of_sentence(span)
        rest = before + after
        # A dateline ("US —") is no sentence in capitals.
        return rest.isupper() and len(rest.strip()) > 5

    def is_in_title_case(self, span: Span) -> bool:
        """Whether the sentence of a span Has A Capital In Every Word but the short ones."""
        before, after = self._rest_of_sentence(span)
        # Words of up to three letters (of, and, the) may be small in a title.
        long = list(re.findall(r"[^\W\d_]{4,}", before + after))
        return len(long) > 1 and all(word[0].isupper() for word in long)

    def meaning_of(self, span: Span) -> str:
        """The candidate that the words around, the sentence, the paragraph or the document speaks for.

        Without any it is the default of the name, which may be empty.
        """
        row = span.row
        candidates = row.candidates.split("|")
        phrases = self._known.clues.around(*self.words_around(span))
        near = {entity for _, entity in phrases}.intersection(candidates)
        if len(near) == 1:
            return near.pop()
        if near:
            return row.entity if row.entity in near else ""

        # Of two states of one name none is likelier than the other, however often it is named.
        states = [entity for entity in candidates if types().get(entity) == "country"]
        if not row.entity and states == candidates and all(map(self._is_named, candidates)):
            return ""
        # Where the document speaks for one of them at most, no more need be read.
        shown = [entity for entity in candidates if entity in self._at]
        if len(shown) < 2:
            return (shown or [row.entity])[0]
        for low, high in (self._sentence(span), self._paragraph(span)):
            counts = {entity: self._count(entity, span.text, low, high) for entity in candidates}
            if leader := _leader(counts):
                return leader
        everywhere = {entity: len(self._at.get(entity, ())) for entity in candidates}
        return _leader(everywhere) or row.entity

    def _count(self, entity: str, text: int, low: int, high: int) -> int:
        """How often an entity is clearly meant in a part of a text."""
        first, last = np.searchsorted(self._hits.text, [text, text + 1])
        low, high = first + np.searchsorted(self._hits.start[first:last], [low, high])
        found = self._at.get(entity, ())
        return bisect_left(found, high) - bisect_left(found, low)

    def _is_named(self, entity: str) -> bool:
        """Whether the document names a country, and not only its capital or a clue."""
        if entity not in self._named:
            rows = set(self._hits.row[self._at.get(entity, [])].tolist())
            names = (self._known.rows[row] for row in rows if self._known.is_clear[row])
            self._named[entity] = any(name.kind in schema.STRICT for name in names)
        return self._named[entity]

    def _rest_of_sentence(self, span: Span) -> tuple[str, str]:
        text = self._texts[span.text]
        low, high = self._sentence(span)
        return text[low : span.start], text[span.end : high]

    def _sentence(self, span: Span) -> tuple[int, int]:
        """Where the sentence of a span begins and ends; what follows a semicolon may be about something else."""
        text = self._texts[span.text]
        # A list without a full stop may go on for pages, and nothing is gained by reading all of it.
        first, last = max(0, span.start - _REACH), min(len(text), span.end + _REACH)
        near = text[first:last]
        clauses = (mark.end() for mark in re.finditer("; ", near))
        edges = sorted({*sentences.starts(near), *clauses, len(near)})
        at = bisect_right(edges, span.start - first)
        return first + edges[at - 1], first + edges[at]

    def _paragraph(self, span: Span) -> tuple[int, int]:
        """Where the paragraph of a span begins and ends."""
        if span.text not in self._breaks:
            text = self._texts[span.text]
            ends = (gap.end() for gap in _BLANK_LINE.finditer(text))
            self._breaks[span.text] = sorted({0, *ends, len(text)})
        edges = self._breaks[span.text]
        at = bisect_right(edges, span.start)
        return edges[at - 1], edges[at]

    @cached_property
    def _evidence(self) -> np.ndarray:
        """The hits that show an entity to be meant."""
        texts = np.flatnonzero(self._hits.document == self._number)
        first, last = np.searchsorted(self._hits.text, [texts[0], texts[-1] + 1])
        return np.flatnonzero(self._shows[first:last]) + first

    @cached_property
    def _at(self) -> dict[str, list[int]]:
        """Of each entity, the hits that show it to be meant."""
        found = defaultdict(list)
        entities = self._known.entities[self._hits.row[self._evidence]].tolist()
        for entity, at in zip(entities, self._evidence.tolist(), strict=True):
            found[entity].append(at)
        return found


class Documents:
    """The documents of a batch, each made when the first name asks for it."""

    def __init__(self, hits: Hits, known: Knowledge) -> None:
        self._hits = hits
        self._known = known
        self._made: dict[int, Document] = {}
        self._evidence = _evidence(hits, known)

    def number(self, at: int) -> int:
        """The number of the document that a hit is in."""
        return int(self._hits.document[self._hits.text[at]])

    def of(self, at: int) -> Document:
        """The document that a hit is in."""
        number = self.number(at)
        if number not in self._made:
            self._made[number] = Document(self._hits, self._evidence, number, self._known)
        return self._made[number]


def _evidence(hits: Hits, known: Knowledge) -> np.ndarray:
    """Of each hit, whether it shows an entity to be meant: a clear name, or a clue outside of ambiguous names."""
    names, clues = np.flatnonzero(hits.part == NAME), np.flatnonzero(hits.part == CLUE)
    unclear = names[known.has_candidates[hits.row[names]]]
    first, last = hits.overlaps(clues, unclear)

    evidence = (hits.part == NAME) & known.is_clear[hits.row]
    evidence[clues[first == last]] = True
    return evidence


def _leader(counts: dict[str, int]) -> str:
    """The one that is counted most often, or '' where two are."""
    (first, most), (_, second) = Counter(counts).most_common(2)
    return first if most > second else ""
