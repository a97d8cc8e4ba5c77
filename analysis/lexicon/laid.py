"""Texts laid end to end, so that one array of places serves all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

# Between two texts. No form holds it, so that none is found across them.
GAP = "\x00"


class Window(NamedTuple):
    """A piece of the texts that is scanned at a time."""

    place: int  # of the first character whose matches are looked for
    before: int  # how many characters are read before that
    text: str


class Laid:
    """Texts with a gap of one character after each; places are counted over all of them."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        lengths = np.array([len(text) for text in texts], dtype=np.int64)
        ends = np.cumsum(lengths + 1)
        self.begins = np.append(0, ends)

    def number(self, place: int | np.ndarray) -> np.ndarray:
        """The number of the text that a place is in."""
        return np.searchsorted(self.begins, place, side="right") - 1

    def windows(self, size: int, longest: int) -> Iterator[Window]:
        """Pieces of bounded size.

        Short texts are joined, so that calls are few; long ones are cut, and a piece sees one character before it and as
        many after it as the longest match may need.
        """
        first = 0
        while first < len(self.texts):
            place = int(self.begins[first])
            last = int(self.number(place + size))
            if last > first:
                joined = GAP.join(self.texts[first:last])
                yield Window(place, 0, joined)
                first = last
                continue

            text = self.texts[first]
            for at in range(0, len(text), size):
                # One character before it, which tells whether a word begins here.
                before = min(at, 1)
                end = at + size + longest + 1
                piece = text[at - before : end]
                yield Window(place + at, before, piece)
            first += 1
