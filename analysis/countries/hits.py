"""What the lexicon finds in the texts of some documents, column by column: names, guards and clues."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis import lexicon
from analysis.countries.knowledge import Knowledge

# Characters from one text to the next where all are searched at once: more than any text has.
_APART = 1 << 32


class Span(NamedTuple):
    """A span of one text of a document, and the row of the table that it was found by."""

    text: int
    start: int
    end: int
    surface: str
    row: tuple


@dataclass(frozen=True)
class Hits:
    """The hits in these texts, in order; a Python object for each of them would take most of the time."""

    texts: list[str]
    rows: list[tuple]  # of the tables
    document: np.ndarray  # of each hit, as are all that follow
    text: np.ndarray
    start: np.ndarray
    end: np.ndarray
    row: np.ndarray  # the number of the row that it was found by
    part: np.ndarray  # name, guard or clue

    @cached_property
    def surfaces(self) -> list[str]:
        """The words of each hit."""
        found = []
        # Python numbers, since each one taken from an array is slower than all of them at once.
        columns = (self.text.tolist(), self.start.tolist(), self.end.tolist())
        for text, start, end in zip(*columns, strict=True):
            found.append(self.texts[text][start:end])
        return found

    def span(self, at: int) -> Span:
        """A hit with its row."""
        return Span(
            text=int(self.text[at]),
            start=int(self.start[at]),
            end=int(self.end[at]),
            surface=self.surfaces[at],
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
        begin = self.text * _APART
        start = begin + self.start
        end = begin + self.end
        first = np.searchsorted(end[others], start[these], side="right")
        last = np.searchsorted(start[others], end[these], side="left")
        return first, last


def find(texts: list[str], document: np.ndarray, known: Knowledge) -> Hits:
    """The hits in these texts, each of the document with that number, in ascending order."""
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
    text, *others = columns
    return Hits(texts, known.rows, document[text], text, *others)


def _found(texts: list[str], forms: lexicon.Lexicon, entries: pd.DataFrame) -> np.ndarray:
    """Text, start, end, row and part of every hit."""
    text, start, end, entry = lexicon.places(texts, forms)
    row = entries["row"].to_numpy(dtype=np.int64)[entry]
    part = entries["part"].to_numpy(dtype=np.int64)[entry]
    return np.stack([text, start, end, row, part])
