"""Where the entries of a lexicon are in a list of texts."""

from __future__ import annotations

import numpy as np

from analysis.lexicon.automaton import matches
from analysis.lexicon.build import Lexicon
from analysis.lexicon.characters import joined_up, word_end
from analysis.lexicon.overlaps import longest


def places(
    texts: list[str], lexicon: Lexicon
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The number of the text, start, end and entry of every hit, in order."""
    read = list(map(joined_up, texts))
    plain = [text for text, _ in read]
    lengths = np.fromiter(map(len, plain), dtype=np.int64, count=len(plain))
    # Texts are laid end to end with a gap of one, so that one array of places serves all of them.
    begins = np.append(0, np.cumsum(lengths + 1))

    start, end, entry = _hits(plain, begins, lexicon)
    keep = longest(start, end, entry, lexicon.sets)
    text = np.searchsorted(begins, start[keep], side="right") - 1
    start = start[keep] - begins[text]
    end = end[keep] - begins[text]

    for number, (_, before) in enumerate(read):
        if before is None:
            continue
        first, last = np.searchsorted(text, [number, number + 1])
        here = slice(first, last)
        start[here] = before[start[here]]
        # A span ends after its last character, and not before what was left out after it.
        end[here] = before[end[here] - 1] + 1
    return text, start, end, entry[keep]


def _hits(
    texts: list[str], begins: np.ndarray, lexicon: Lexicon
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Start, end and entry of every hit; places are counted over all texts, with a gap between two."""
    # An empty array first, since there may be no match, and nothing cannot be concatenated.
    found = [np.empty((3, 0), dtype=np.int64)]
    for machine in lexicon.automata:
        found += matches(texts, begins, machine, lexicon.open_ended)

    entry, start, end = map(np.concatenate, zip(*found, strict=True))
    return start, _endings(texts, begins, end, lexicon.open_ended[entry]), entry


def _endings(
    texts: list[str], begins: np.ndarray, end: np.ndarray, open_ended: np.ndarray
) -> np.ndarray:
    """The ends, those of open-ended hits moved to the end of the word."""
    end = end.copy()
    which = np.flatnonzero(open_ended)
    # From left to right, so that each word is walked once, however many hits end in it.
    in_order = which[np.argsort(end[which], kind="stable")]
    low, high = -1, -1
    for hit in in_order:
        if not low <= end[hit] <= high:
            low = int(end[hit])
            text = int(np.searchsorted(begins, low, side="right")) - 1
            begin = int(begins[text])
            high = begin + word_end(texts[text], low - begin)
        end[hit] = high
    return end
