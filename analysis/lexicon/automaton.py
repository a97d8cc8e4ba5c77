"""The scan: one pass over the texts, in windows of bounded size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import ahocorasick_rs
import numpy as np

from analysis.lexicon.characters import encodable, fold, in_words, lower

# Characters scanned at a time: memory does not grow with the text.
_WINDOW = 1 << 19
# Fewer are never scanned at a time: each call has a cost of its own.
_SMALLEST = 1 << 12
# Between two texts. No form holds it, so that none is found across them.
_GAP = "\x00"


@dataclass(frozen=True)
class Automaton:
    """The patterns of the entries of one case, ready to scan."""

    scanner: ahocorasick_rs.AhoCorasick
    entry: np.ndarray  # of each pattern
    longest: int
    deepest: int  # how many patterns may end at one place
    capitals: tuple[str, ...] | None  # letters beyond ASCII to fold; None where case matters


def ready(patterns: list[str], entry: list[int], capitals: tuple[str, ...] | None) -> Automaton:
    """The patterns, each with its entry, as an automaton."""
    # Scans as fast as the other kinds, is ready ten times sooner, and its memory grows with the patterns alone.
    scanner = ahocorasick_rs.AhoCorasick(
        patterns, implementation=ahocorasick_rs.Implementation.ContiguousNFA
    )
    # No text has more matches that end at one place than the patterns themselves have.
    _, _, end = _found(scanner, _GAP.join(patterns))
    deepest = int(np.bincount(end).max())
    longest = max(map(len, patterns))
    return Automaton(scanner, np.array(entry, dtype=np.int64), longest, deepest, capitals)


def matches(
    texts: list[str], begins: np.ndarray, machine: Automaton, open_ended: np.ndarray
) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Entry, start and end of the matches that are whole words, window by window.

    Places are counted over all texts, each of which begins where `begins` says. Open-ended matches end with their form.
    """
    for place, before, text in _windows(texts, begins, machine):
        text = encodable(text)
        pattern, start, end = _scan(machine, text)
        entry = machine.entry[pattern]

        # With a gap on either side, every match has a character before it and one after it.
        within_gaps = f"{_GAP}{text}{_GAP}"
        codes = np.frombuffer(within_gaps.encode("utf-32-le"), dtype=np.uint32)
        # That gap moves the codes by one place.
        is_begun = in_words(codes[start])
        goes_on = in_words(codes[end + 1])
        is_whole = ~is_begun & (~goes_on | open_ended[entry])

        # What begins in the next window is found there.
        is_here = (start >= before) & (start < before + _size(machine))
        kept = is_whole & is_here
        shift = place - before
        yield entry[kept], start[kept] + shift, end[kept] + shift


def _size(machine: Automaton) -> int:
    # Memory goes with the matches, of which nested forms make many at one place.
    return max(_WINDOW // machine.deepest, _SMALLEST)


def _windows(
    texts: list[str], begins: np.ndarray, machine: Automaton
) -> Iterator[tuple[int, int, str]]:
    """Pieces of bounded size: their place, how many characters are before it, and the text with what follows.

    Short texts are joined, so that calls are few; long ones are cut, and a piece sees one character before it and as
    many after it as a match may need.
    """
    size, first = _size(machine), 0
    while first < len(texts):
        place = int(begins[first])
        last = int(np.searchsorted(begins, place + size, side="right")) - 1
        if last > first:
            yield place, 0, _GAP.join(texts[first:last])
            first = last
            continue

        text = texts[first]
        for at in range(0, len(text), size):
            # One character before it, which tells whether a word begins here.
            before = min(at, 1)
            end = at + size + machine.longest + 1
            yield place + at, before, text[at - before : end]
        first += 1


def _scan(machine: Automaton, text: str) -> np.ndarray:
    """Pattern, start and end of every match, overlapping ones too."""
    text = fold(text)
    if machine.capitals is not None:
        text = lower(text, machine.capitals)
    return _found(machine.scanner, text)


def _found(scanner: ahocorasick_rs.AhoCorasick, text: str) -> np.ndarray:
    found = scanner.find_matches_as_indexes(text, overlapping=True)
    # The scanner answers in Python tuples; flat, NumPy reads them faster.
    numbers = np.fromiter(chain.from_iterable(found), dtype=np.int64, count=3 * len(found))
    return np.ascontiguousarray(numbers.reshape(-1, 3).T)
