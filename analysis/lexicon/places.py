"""Where the entries of a lexicon are in a list of texts."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analysis.lexicon.automaton import matches
from analysis.lexicon.build import Lexicon
from analysis.lexicon.characters import joined_up, word_end
from analysis.lexicon.laid import Laid
from analysis.lexicon.overlaps import longest


class Places(NamedTuple):
    """The number of the text, start, end and entry of hits."""

    text: np.ndarray
    start: np.ndarray
    end: np.ndarray
    entry: np.ndarray

    def taken(self, which: np.ndarray) -> Places:
        """Some of them, by a mask or by their places in the order wanted."""
        return Places(*(values[which] for values in self))

    def surfaces(self, texts: list[str]) -> list[str]:
        """How the hits read."""
        # Python numbers, since each one taken from an array is slower than all of them at once.
        columns = (self.text.tolist(), self.start.tolist(), self.end.tolist())
        found = []
        for number, low, high in zip(*columns, strict=True):
            text = texts[number]
            found.append(text[low:high])
        return found


def places(texts: list[str], lexicon: Lexicon) -> Places:
    """Every hit in the texts, in order."""
    joined = list(map(joined_up, texts))
    plain = [text for text, _ in joined]
    laid = Laid(plain)

    entry, start, end = _hits(laid, lexicon)
    keep = longest(start, end, entry, lexicon.sets)
    text = laid.number(start[keep])
    begin = laid.begins[text]
    found = Places(
        text=text,
        start=start[keep] - begin,
        end=end[keep] - begin,
        entry=entry[keep],
    )

    for number, (_, before) in enumerate(joined):
        if before is not None:
            _put_back(found, number, before)
    return found


def _put_back(found: Places, number: int, before: np.ndarray) -> None:
    """Move the hits in one text to where its characters were before it was joined up."""
    first = np.searchsorted(found.text, number)
    last = np.searchsorted(found.text, number, side="right")
    start = found.start[first:last]
    end = found.end[first:last]
    start[:] = before[start]
    # A span ends after its last character, and not before what was left out after it.
    end[:] = before[end - 1] + 1


def _hits(laid: Laid, lexicon: Lexicon) -> np.ndarray:
    """Entry, start and end of every hit; places are counted over all texts."""
    # An empty array first, since there may be no match, and nothing cannot be concatenated.
    found = [np.empty((3, 0), dtype=np.int64)]
    for machine in lexicon.automata:
        found += matches(laid, machine, lexicon.open_ended)

    hits = np.concatenate(found, axis=1)
    _extend(hits, laid, lexicon)
    return hits


def _extend(hits: np.ndarray, laid: Laid, lexicon: Lexicon) -> None:
    """Move the ends of open-ended hits to the end of the word."""
    entry, _, end = hits
    which = np.flatnonzero(lexicon.open_ended[entry])
    # From left to right, so that each word is walked once, however many hits end in it.
    which = which[np.argsort(end[which], kind="stable")]
    numbers = laid.number(end[which])
    begins = laid.begins[numbers]

    extended = []
    low, high = -1, -1
    for place, number, begin in zip(
        end[which].tolist(), numbers.tolist(), begins.tolist(), strict=True
    ):
        if not low <= place <= high:
            low = place
            high = begin + word_end(laid.texts[number], place - begin)
        extended.append(high)
    end[which] = extended
