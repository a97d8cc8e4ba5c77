"""What the words around a span tell of it: its sentence, and the clues of its highlight."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import NamedTuple

from analysis import schema
from analysis.countries.knowledge import Knowledge
from analysis.countries.phrases import Words, neighbours
from analysis.lexicon import fold

_REACH = 300  # characters at most that a sentence is followed on either side
_STOPS = (". ", "! ", "? ", "; ", "  ")  # a line break is folded to a space, a blank line to two


class Span(NamedTuple):
    """A span of one highlight, and the row of the table that names it."""

    voice: str
    start: int
    end: int
    surface: str
    row: tuple


def over(span: Span, others: list[Span]) -> list[Span]:
    """Those of the others, which do not overlap each other and stand in order, that overlap the span."""
    at, found = bisect_left(others, span.end, key=lambda other: other.start), []
    while at and others[at - 1].end > span.start:
        at -= 1
        found.append(others[at])
    return found


class Context:
    """The texts of one highlight, and the clues in them: entity by entity, place by place."""

    def __init__(self, texts: dict[str, str], names: list[Span], clues: list[Span]) -> None:
        self._texts = {voice: fold(text) for voice, text in texts.items()}
        self._places, self._forms = defaultdict(list), defaultdict(set)
        unclear = {
            v: [span for span in names if span.voice == v and span.row.candidates]
            for v in schema.VOICES
        }
        clear = (
            span
            for span in names
            if span.row.entity and not span.row.candidates and not span.row.needs
        )
        for span in (*(clue for clue in clues if not over(clue, unclear[clue.voice])), *clear):
            self._places[span.row.entity, span.voice].append(span.start)
            self._forms[span.row.entity].add(span.surface.casefold())
        for places in self._places.values():
            places.sort()

    def beside(self, span: Span) -> tuple[Words, Words]:
        """The words before a span, nearest first, and those behind it."""
        return neighbours(self._texts[span.voice], span.start, span.end)

    def names(self, entity: str, *, besides: str = "") -> bool:
        """Whether the highlight names the entity clearly, by another form than `besides`."""
        return bool(self._forms.get(entity, set()) - {besides.casefold()})

    def in_capitals(self, span: Span) -> bool:
        """Whether the sentence of the span is all in capitals, and more than the span."""
        text, (low, high) = self._texts[span.voice], self._sentence(span)
        others = text[low : span.start] + text[span.end : high]
        return others.isupper() and len(others.strip()) > 5

    def told_apart(self, span: Span, known: Knowledge) -> str:
        """The candidate for which the words beside, the sentence or else the highlight speak; the default, or empty."""
        candidates, default = span.row.candidates.split("|"), span.row.entity
        near = {entity for _, entity in known.clues.around(*self.beside(span))} & set(candidates)
        if near:
            return near.pop() if len(near) == 1 else default if default in near else ""
        low, high = self._sentence(span)
        for counts in (
            {entity: self._count(entity, span.voice, low, high) for entity in candidates},
            {
                entity: sum(len(self._places.get((entity, v), ())) for v in schema.VOICES)
                for entity in candidates
            },
        ):
            first, second, *_ = sorted(counts, key=counts.get, reverse=True)
            if counts[first] > counts[second]:
                return first
        return default

    def _count(self, entity: str, voice: str, low: int, high: int) -> int:
        places = self._places.get((entity, voice), ())
        return bisect_left(places, high) - bisect_left(places, low)

    def _sentence(self, span: Span) -> tuple[int, int]:
        """Where the sentence around a span begins and ends, as far as can be told without looking far."""
        text, low, high = self._texts[span.voice], max(0, span.start - _REACH), span.end + _REACH
        begin = max(text.rfind(stop, low, span.start) for stop in _STOPS)
        ends = [at for stop in _STOPS if (at := text.find(stop, span.end, high)) >= 0]
        return max(low, begin + 1), min([high, *ends])
