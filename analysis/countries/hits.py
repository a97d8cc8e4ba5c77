"""What the lexicon finds in the texts of some documents, column by column: names, guards and clues."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis import lexicon
from analysis.countries.knowledge import Knowledge


class Span(NamedTuple):
    """A span of one text of a document, and the row of the table that it was found by."""

    text: int
    start: int
    end: int
    surface: str
    row: tuple


class Hits(NamedTuple):
    """The hits in these texts, in order; a Python object for each of them would take most of the time."""

    texts: list[str]
    document: np.ndarray  # of each text
    rows: list[tuple]  # of the tables
    text: np.ndarray  # of each hit, as are all that follow
    start: np.ndarray
    end: np.ndarray
    row: np.ndarray  # the number of the row that it was found by
    part: np.ndarray  # name, guard or clue

    def surface(self, at: int) -> str:
        """The words of a hit."""
        text = self.texts[self.text[at]]
        return text[self.start[at] : self.end[at]]

    def span(self, at: int) -> Span:
        """A hit with its row."""
        return Span(
            text=int(self.text[at]),
            start=int(self.start[at]),
            end=int(self.end[at]),
            surface=self.surface(at),
            row=self.rows[self.row[at]],
        )

    def within(self, text: int, low: int, high: int) -> range:
        """The hits that begin between two places of a text."""
        first = bisect_left(self.text, text)
        last = bisect_left(self.text, text + 1)
        return range(
            bisect_left(self.start, low, first, last),
            bisect_left(self.start, high, first, last),
        )

    def overlaps(self, these: np.ndarray, others: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """From which to which of the others each of these overlaps; the others do not overlap each other."""
        lengths = np.fromiter(map(len, self.texts), dtype=np.int64, count=len(self.texts))
        # Texts are laid end to end, so that one search sees all of them.
        begins = np.append(0, np.cumsum(lengths + 1))[self.text]
        start = begins + self.start
        end = begins + self.end
        first = np.searchsorted(end[others], start[these], side="right")
        last = np.searchsorted(start[others], end[these], side="left")
        return first, last

    def spans(self, places: np.ndarray) -> Iterator[tuple[int, int, int]]:
        """The number of the text, start and end of some hits."""
        columns = (self.text[places], self.start[places], self.end[places])
        # Python numbers, since each one taken from an array is slower than all of them at once.
        return zip(*map(np.ndarray.tolist, columns), strict=True)

    def columns(self, places: np.ndarray) -> dict[str, object]:
        """Where some hits are, and how they read."""
        surface = []
        for text, start, end in self.spans(places):
            surface.append(self.texts[text][start:end])
        return {
            "text": self.text[places],
            "start": self.start[places],
            "end": self.end[places],
            "surface": surface,
        }


def find(texts: list[str], document: np.ndarray, known: Knowledge) -> Hits:
    """The hits in these texts, each of the document with that number; texts of a document are adjacent."""
    # Without any capital, a document is in lowercase throughout: a chat, a transcript made by a machine.
    has_capital = np.array([any(map(str.isupper, text)) for text in texts], dtype=bool)
    is_lowercase = ~np.isin(document, document[has_capital])
    found = [_found(texts, known.lexicon, known.entries)]
    if is_lowercase.any():
        lower = np.where(is_lowercase, np.array(texts, dtype=object), "").tolist()
        found.append(_found(lower, known.lowercase, known.lowercase_entries))

    columns = np.concatenate(found, axis=1)
    if len(found) > 1:
        # Forms without a capital are found by both; of two equal hits the first stays.
        columns = np.unique(columns, axis=1)
    return Hits(texts, document, known.rows, *columns)


def _found(texts: list[str], forms: lexicon.Lexicon, entries: pd.DataFrame) -> np.ndarray:
    """Text, start, end, row and part of every hit."""
    text, start, end, entry = lexicon.places(texts, forms)
    row = entries["row"].to_numpy(dtype=np.int64)[entry]
    part = entries["part"].to_numpy(dtype=np.int64)[entry]
    return np.stack([text, start, end, row, part])
