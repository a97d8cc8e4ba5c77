"""What a whole document says about the names in it: the clues, and where paragraphs and sentences end."""

from __future__ import annotations

import re
import sys
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

    def __init__(self, hits: Hits, number: int, known: Knowledge) -> None:
        self._hits = hits
        self._number = number
        self._known = known
        self._texts = hits.texts
        self._starts: dict[int, list[int]] = {}
        self._breaks: dict[int, list[int]] = {}

    def words_around(self, span: Span) -> tuple[Words, Words]:
        """The words before a span, the nearest first, and those after it."""
        return words_around(self._texts[span.text], span.start, span.end)

    def names(self, entity: str, *, besides: str = "") -> bool:
        """Whether the document names the entity clearly, in another way than `besides`."""
        return bool(self._forms.get(entity, set()) - {besides.casefold()})

    def evidence_of(self, entities: frozenset[str]) -> str:
        """Words of the document that show one of these to be meant, the most frequent; or ''."""
        found = Counter(span.surface for span in self._evidence if span.row.entity in entities)
        return found.most_common(1)[0][0] if found else ""

    def how_local(self) -> int:
        """How many things the document names that a town has: a school district, a city council."""
        return self._all["local"]

    def following(self, span: Span) -> Span | None:
        """The name or clue that follows a span after a comma."""
        return self._after_comma.get((span.text, span.end))

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
        long = [word for word in re.findall(r"[^\W\d_]{4,}", before + after)]
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
        windows = (
            _between(self._sentences(span.text), span.start),
            _between(self._paragraphs(span.text), span.start),
        )
        for low, high in windows:
            counts = {entity: self._count(entity, span.text, low, high) for entity in candidates}
            if leader := _leader(counts):
                return leader
        return _leader({entity: self._all[entity] for entity in candidates}) or row.entity

    def _count(self, entity: str, text: int, low: int, high: int) -> int:
        """How often an entity is clearly meant in a part of a text."""
        places = self._places.get((entity, text), ())
        return bisect_left(places, high) - bisect_left(places, low)

    def _is_named(self, entity: str) -> bool:
        return entity in self._strict

    def _rest_of_sentence(self, span: Span) -> tuple[str, str]:
        text = self._texts[span.text]
        low, high = _between(self._sentences(span.text), span.start)
        # A list without a full stop may go on for pages, and nothing is gained by reading all of it.
        before = text[max(low, span.start - _REACH) : span.start]
        after = text[span.end : min(high, span.end + _REACH)]
        return before, after

    def _sentences(self, text: int) -> list[int]:
        """Where the sentences of a text begin, and what follows a semicolon, which may be about something else."""
        if text not in self._starts:
            clauses = (mark.end() for mark in re.finditer("; ", self._texts[text]))
            self._starts[text] = sorted({*sentences.starts(self._texts[text]), *clauses})
        return self._starts[text]

    def _paragraphs(self, text: int) -> list[int]:
        """Where the paragraphs of a text begin."""
        if text not in self._breaks:
            ends = (gap.end() for gap in _BLANK_LINE.finditer(self._texts[text]))
            self._breaks[text] = [0, *ends]
        return self._breaks[text]

    @cached_property
    def _found(self) -> list[tuple[int, Span]]:
        """Part and span of every hit in the document, in order."""
        texts = np.flatnonzero(self._hits.document == self._number)
        first, last = np.searchsorted(self._hits.text, [texts[0], texts[-1] + 1])
        return [(int(self._hits.part[at]), self._hits.span(at)) for at in range(first, last)]

    @cached_property
    def _after_comma(self) -> dict[tuple[int, int], Span]:
        """The clear names and clues after a comma, by where the comma is."""
        texts = self._texts
        return {
            (span.text, span.start - 2): span
            for span in self._evidence
            if texts[span.text][max(0, span.start - 2) : span.start] == ", "
        }

    @cached_property
    def _clear(self) -> list[Span]:
        """The names that mean one thing wherever they stand."""
        names = (span for part, span in self._found if part == NAME)
        return [s for s in names if s.row.entity and not s.row.candidates and not s.row.needs]

    @cached_property
    def _evidence(self) -> list[Span]:
        """Clear names, and clues but for those that overlap an ambiguous name."""
        unclear = [span for part, span in self._found if part == NAME and span.row.candidates]
        clues = (span for part, span in self._found if part == CLUE)
        return [*(clue for clue in clues if not overlapping(clue, unclear)), *self._clear]

    @cached_property
    def _places(self) -> dict[tuple[str, int], list[int]]:
        """Of each entity and text, where the entity is clearly meant."""
        found = defaultdict(list)
        for span in self._evidence:
            found[span.row.entity, span.text].append(span.start)
        for places in found.values():
            places.sort()
        return found

    @cached_property
    def _all(self) -> Counter:
        """How often each entity is clearly meant."""
        return Counter(span.row.entity for span in self._evidence)

    @cached_property
    def _forms(self) -> dict[str, set[str]]:
        """Of each entity, the forms by which it is clearly meant."""
        found = defaultdict(set)
        for span in self._evidence:
            found[span.row.entity].add(span.surface.casefold())
        return found

    @cached_property
    def _strict(self) -> set[str]:
        """The entities that the document names: by a name or demonym, and not only by a capital or a clue."""
        return {span.row.entity for span in self._clear if span.row.kind in schema.STRICT}


class Documents:
    """The documents of a batch, each made when the first name asks for it."""

    def __init__(self, hits: Hits, known: Knowledge) -> None:
        self._hits = hits
        self._known = known
        self._made: dict[int, Document] = {}

    def number(self, at: int) -> int:
        """The number of the document that a hit is in."""
        return int(self._hits.document[self._hits.text[at]])

    def of(self, at: int) -> Document:
        """The document that a hit is in."""
        number = self.number(at)
        if number not in self._made:
            self._made[number] = Document(self._hits, number, self._known)
        return self._made[number]


def overlapping(span: Span, others: list[Span]) -> list[Span]:
    """Those of the others, which are in order and do not overlap each other, that overlap the span."""
    at = bisect_left(others, (span.text, span.end))
    found = []
    while at and others[at - 1].text == span.text and others[at - 1].end > span.start:
        at -= 1
        found.append(others[at])
    return found


def _between(edges: list[int], place: int) -> tuple[int, int]:
    """The edges between which a place is."""
    at = bisect_right(edges, place)
    following = edges[at] if at < len(edges) else sys.maxsize
    return edges[at - 1], following


def _leader(counts: dict[str, int]) -> str:
    """The one that is counted most often, or '' where two are."""
    (first, most), (_, second) = Counter(counts).most_common(2)
    return first if most > second else ""

