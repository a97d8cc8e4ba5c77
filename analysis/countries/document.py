"""What a whole document says about the names in it: the clues, and where paragraphs and sentences end."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from analysis import sentences
from analysis.countries.hits import Hits, Span
from analysis.countries.knowledge import Knowledge, types
from analysis.countries.phrases import Phrases, Words, words_around
from analysis.countries.tables import CLUE, NAME, Row

_REACH = 300  # characters at most that a sentence is read on either side
_BLANK_LINE = re.compile(r"\n\s*\n")


class Document:
    """The texts of one document, and what is found in them: read once, asked for every name that needs it."""

    def __init__(self, hits: Hits, evidence: np.ndarray, known: Knowledge) -> None:
        self._hits = hits
        self._evidence = evidence
        self._known = known
        # What is asked for again and again, as it was found: a text may repeat one name without end.
        self._breaks: dict[int, list[int]] = {}
        self._forms_of: dict[str, set[str]] = {}
        self._evidence_of: dict[frozenset[str], str] = {}
        self._named: dict[str, bool] = {}

    def words_around(self, span: Span) -> tuple[Words, Words]:
        """The words before a span, the nearest first, and those after it."""
        text = self._text(span)
        return words_around(text, span.start, span.end)

    def names(self, entity: str, *, besides: str = "") -> bool:
        """Whether the document names the entity clearly, in another way than `besides`."""
        forms = self._forms(entity)
        return not forms <= {besides.casefold()}

    def shown_of(self, places: frozenset[str]) -> set[str]:
        """Those of these states and provinces that the document names."""
        found = set()
        for place in places:
            if place in self._at and "-" in place:
                found.add(place)
        return found

    def evidence_of(self, entities: set[str]) -> str:
        """Words of the document that show one of these to be meant, the most frequent; or ''."""
        key = frozenset(entities)
        if key not in self._evidence_of:
            found: Counter[str] = Counter()
            for entity in entities:
                found.update(self._surfaces(entity))
            # Of equally frequent ones the first in the alphabet, so that the order of sets does not matter.
            in_order = sorted(found)
            most_frequent = max(in_order, key=found.__getitem__, default="")
            self._evidence_of[key] = most_frequent
        return self._evidence_of[key]

    def how_local(self) -> int:
        """How many things the document names that a town has: a school district, a city council."""
        local = self._at.get("local", ())
        return len(local)

    def following(self, span: Span) -> Span | None:
        """The name or clue that follows a span after a comma."""
        text = self._text(span)
        if not text.startswith(", ", span.end):
            return None
        place = span.end + len(", ")
        here = range(place, place + 1)
        for at in self._hits.within(span.text, here):
            if self._evidence[at]:
                return self._hits.span(at)
        return None

    def is_in_capitals(self, span: Span) -> bool:
        """Whether the sentence of a span is in ALL CAPS, and more than the span."""
        rest = self._rest_of_sentence(span)
        # A dateline ("US —") is no sentence in capitals.
        is_dateline = len(rest.strip()) <= 5
        return rest.isupper() and not is_dateline

    def is_in_title_case(self, span: Span) -> bool:
        """Whether the sentence of a span Has A Capital In Every Word but the short ones."""
        rest = self._rest_of_sentence(span)
        # Words of up to three letters (of, and, the) may be small in a title.
        long = re.findall(r"[^\W\d_]{4,}", rest)
        if len(long) < 2:
            return False
        return all(word[0].isupper() for word in long)

    def meaning_of(self, name: Name) -> str:
        """The candidate that the words around, the sentence, the paragraph or the document speaks for.

        Without any it is the default of the name, which may be empty.
        """
        row = name.row
        default = row.entity
        candidates = row.candidates.split("|")
        near = set()
        for _, entity in name.fitting(self._known.clues):
            if entity in candidates:
                near.add(entity)
        if len(near) == 1:
            return near.pop()
        if default in near:
            return default
        if near:
            return ""

        if not default and self._are_named_states(candidates):
            return ""
        return self._leader_around(candidates, name.span) or default

    def _are_named_states(self, candidates: list[str]) -> bool:
        """Whether all are states that are named: of two with one name none is likelier, however often it is named."""
        for entity in candidates:
            if types().get(entity) != "country":
                return False
        return all(map(self._is_named, candidates))

    def _leader_around(self, candidates: list[str], span: Span) -> str:
        """The candidate that the sentence, the paragraph or the document speaks for, or ''."""
        # Where the document speaks for one of them at most, no more need be read.
        shown = [entity for entity in candidates if entity in self._at]
        if not shown:
            return ""
        if len(shown) == 1:
            return shown[0]

        for passage in (self._sentence(span), self._paragraph(span)):
            near = self._hits.within(span.text, passage)
            leader = self._leader(candidates, near)
            if leader:
                return leader
        everywhere = range(len(self._hits))
        return self._leader(candidates, everywhere)

    def _leader(self, candidates: list[str], hits: range) -> str:
        """The candidate that is clearly meant most often among these hits, or '' where two are."""
        counts: Counter[str] = Counter()
        for entity in candidates:
            found = self._at.get(entity, [])
            first = bisect_left(found, hits.start)
            last = bisect_left(found, hits.stop)
            counts[entity] = last - first
        (leader, most), (_, others) = counts.most_common(2)
        return leader if most > others else ""

    def _is_named(self, entity: str) -> bool:
        """Whether the document names a country, and not only its capital or a clue."""
        if entity not in self._named:
            hits = self._at.get(entity, [])
            rows = self._hits.row[hits]
            are_names = self._known.is_strict[rows]
            self._named[entity] = bool(are_names.any())
        return self._named[entity]

    def _forms(self, entity: str) -> set[str]:
        """The forms by which the document clearly means an entity; collected once, since names recur."""
        if entity not in self._forms_of:
            forms = map(str.casefold, self._surfaces(entity))
            self._forms_of[entity] = set(forms)
        return self._forms_of[entity]

    def _surfaces(self, entity: str) -> list[str]:
        """How the hits read that show an entity to be meant."""
        hits = self._at.get(entity, [])
        return self._hits.surface[hits].tolist()

    def _text(self, span: Span) -> str:
        return self._hits.texts[span.text]

    def _rest_of_sentence(self, span: Span) -> str:
        text = self._text(span)
        sentence = self._sentence(span)
        before = text[sentence.start : span.start]
        after = text[span.end : sentence.stop]
        return before + after

    def _sentence(self, span: Span) -> range:
        """Where the sentence of a span is; what follows a semicolon may be about something else."""
        # A list without a full stop may go on for pages, and nothing is gained by reading all of it.
        text = self._text(span)
        first = max(0, span.start - _REACH)
        last = span.end + _REACH
        near = text[first:last]
        edges = {first, first + len(near)}
        for start in sentences.starts(near):
            edges.add(first + start)
        for mark in re.finditer("; ", near):
            edges.add(first + mark.end())
        return _around(span.start, sorted(edges))

    def _paragraph(self, span: Span) -> range:
        """Where the paragraph of a span is."""
        if span.text not in self._breaks:
            text = self._text(span)
            edges = {0, len(text)}
            for gap in _BLANK_LINE.finditer(text):
                edges.add(gap.end())
            self._breaks[span.text] = sorted(edges)
        breaks = self._breaks[span.text]
        return _around(span.start, breaks)

    @cached_property
    def _at(self) -> dict[str, list[int]]:
        """Of each entity, the hits that show it to be meant."""
        found = defaultdict(list)
        evidence = np.flatnonzero(self._evidence)
        rows = self._hits.row[evidence]
        entities = self._known.entities[rows]
        pairs = zip(entities.tolist(), evidence.tolist(), strict=True)
        for entity, at in pairs:
            found[entity].append(at)
        return found


def _around(place: int, edges: list[int]) -> range:
    """From the edge before a place to the one after it."""
    following = bisect_right(edges, place)
    first = edges[following - 1]
    last = edges[following]
    return range(first, last)


@dataclass
class Name:
    """A name as it is read: the span, the document that it is in, and what is known."""

    span: Span
    document: Document
    known: Knowledge

    @property
    def row(self) -> Row:
        """The row of the table that it was found by."""
        return self.span.row

    @cached_property
    def around(self) -> tuple[Words, Words]:
        """The words before it, the nearest first, and those after it."""
        return self.document.words_around(self.span)

    def fitting(self, phrases: Phrases) -> list[tuple[str, Any]]:
        """The phrases that fit the words around it, and what they mean."""
        before, after = self.around
        return list(phrases.around(before, after))


class Documents:
    """The documents of a batch, each made when the first name asks for it."""

    def __init__(self, hits: Hits, known: Knowledge) -> None:
        self._hits = hits
        self._known = known
        self._made: dict[int, Document] = {}
        self._evidence = _evidence(hits, known)

    def of(self, number: int) -> Document:
        """The document of a number."""
        if number not in self._made:
            # Hits of a document are adjacent.
            documents = self._hits.document
            first = np.searchsorted(documents, number)
            last = np.searchsorted(documents, number, side="right")
            here = slice(first, last)
            hits = self._hits.take(here)
            evidence = self._evidence[here]
            self._made[number] = Document(hits, evidence, self._known)
        return self._made[number]

    def with_rows(self, rows: np.ndarray) -> np.ndarray:
        """The numbers of the documents that have a hit of one of these rows."""
        are_of = rows[self._hits.row]
        return self._hits.document[are_of]


def _evidence(hits: Hits, known: Knowledge) -> np.ndarray:
    """Of each hit, whether it shows an entity to be meant: a clear name, or a clue outside of ambiguous names."""
    names = hits.of(NAME)
    unclear = names.take(known.has_candidates[names.row])
    clues = hits.of(CLUE)
    first, last = clues.overlaps(unclear)

    is_clue = hits.part == CLUE
    evidence = known.is_clear[hits.row]
    evidence[is_clue] = first == last
    return evidence
