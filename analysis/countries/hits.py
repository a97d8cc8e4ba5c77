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
from analysis.countries.tables import Row

# Characters from one text to the next where all are searched at once: more than any text has.
_APART = 1 << 32


class Span(NamedTuple):
    """A span of one text of a document, and the row of the table that it was found by."""

    text: int
    start: int
    end: int
    surface: str
    row: Row


@dataclass(frozen=True)
class Hits:
    """Hits in these texts, in order; a Python object for each of them would take most of the time."""

    texts: list[str]
    rows: list[Row]  # of the tables
    document: np.ndarray  # of each hit, as are all that follow; in ascending order
    text: np.ndarray
    start: np.ndarray
    end: np.ndarray
    surface: np.ndarray  # how it reads
    row: np.ndarray  # the number of the row that it was found by
    part: np.ndarray  # name, guard or clue

    def __len__(self) -> int:
        """How many hits there are."""
        return len(self.row)

    def of(self, part: int) -> Hits:
        """Those of one part."""
        return self.take(self.part == part)

    def take(self, which: np.ndarray | slice) -> Hits:
        """Some of the hits."""
        return Hits(
            self.texts,
            self.rows,
            document=self.document[which],
            text=self.text[which],
            start=self.start[which],
            end=self.end[which],
            surface=self.surface[which],
            row=self.row[which],
            part=self.part[which],
        )

    def places(self) -> zip[tuple[int, int, int]]:
        """The number of the text, start and end of each hit."""
        # Python numbers, since each one taken from an array is slower than all of them at once.
        text = self.text.tolist()
        start = self.start.tolist()
        end = self.end.tolist()
        return zip(text, start, end, strict=True)

    def columns(self) -> dict[str, object]:
        """Where the hits are, and how they read."""
        return {
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "surface": pd.array(self.surface, dtype="str"),
        }

    def span(self, at: int) -> Span:
        """A hit with its row."""
        return Span(
            text=int(self.text[at]),
            start=int(self.start[at]),
            end=int(self.end[at]),
            surface=self.surface[at],
            row=self.rows[self.row[at]],
        )

    def within(self, text: int, passage: range) -> range:
        """The hits that begin in a passage of a text."""
        begin = text * _APART
        first = bisect_left(self.begins, begin + passage.start)
        last = bisect_left(self.begins, begin + passage.stop)
        return range(first, last)

    def overlaps(self, others: Hits) -> tuple[np.ndarray, np.ndarray]:
        """From which to which of the others each hit overlaps; the others do not overlap each other."""
        first = np.searchsorted(others.ends, self.begins, side="right")
        last = np.searchsorted(others.begins, self.ends, side="left")
        return first, last

    @cached_property
    def begins(self) -> np.ndarray:
        """Where each hit begins, counted over all texts, as if they were one."""
        return self.text * _APART + self.start

    @cached_property
    def ends(self) -> np.ndarray:
        """Where each hit ends, counted in the same way."""
        return self.text * _APART + self.end


def find(texts: list[str], document: np.ndarray, known: Knowledge) -> Hits:
    """The hits in these texts, each of the document with that number, in ascending order."""
    # Without any capital, a document is in lowercase throughout: a chat, a transcript made by a machine.
    with_a_capital = [any(map(str.isupper, text)) for text in texts]
    has_capital = np.array(with_a_capital, dtype=bool)
    is_lowercase = ~np.isin(document, document[has_capital])
    found = [_found(texts, known.lexicon, known.entries)]
    if is_lowercase.any():
        every = np.array(texts, dtype=object)
        lower = np.where(is_lowercase, every, "").tolist()
        found.append(_found(lower, known.lowercase, known.lowercase_entries))

    columns = np.concatenate(found, axis=1)
    if len(found) > 1:
        # Forms without a capital are found by both; of two equal hits the first stays.
        columns = np.unique(columns, axis=1)
    text, start, end, row = columns
    surfaces = lexicon.Places(*columns).surfaces(texts)
    return Hits(
        texts,
        known.rows,
        document=document[text],
        text=text,
        start=start,
        end=end,
        surface=np.array(surfaces, dtype=object),
        row=row,
        part=known.part[row],
    )


def _found(texts: list[str], forms: lexicon.Lexicon, entries: pd.DataFrame) -> np.ndarray:
    """Text, start, end and row of every hit."""
    text, start, end, entry = lexicon.places(texts, forms)
    row = entries["row"].to_numpy(dtype=np.int64)
    return np.stack([text, start, end, row[entry]])
