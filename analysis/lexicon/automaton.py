"""The scan: one pass over the texts, in windows of bounded size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import ahocorasick_rs
import numpy as np

from analysis.lexicon.characters import encodable, fold, lower, words

_WINDOW = 1 << 21  # characters scanned at a time: memory does not grow with the text
_SMALLEST = 1 << 12  # fewer are never scanned at a time
_LARGE = 500_000  # characters of patterns from which the faster automaton would take too much memory
_GAP = "\x00"  # stands between two texts; no form holds it


@dataclass(frozen=True)
class Automaton:
    """The patterns of the entries of one case, ready to scan."""

    scanner: ahocorasick_rs.AhoCorasick
    entry: np.ndarray  # of each pattern
    longest: int
    deepest: int  # how many patterns may end at one place
    capitals: tuple[str, ...] | None  # letters beyond ASCII to fold; None where case matters


def ready(patterns: list[tuple[str, int]], capitals: tuple[str, ...] | None) -> Automaton:
    """The patterns, each with its entry, as an automaton."""
    words = [pattern for pattern, _ in patterns]
    kind = ahocorasick_rs.Implementation
    fast = kind.DFA if sum(map(len, words)) < _LARGE else kind.ContiguousNFA
    scanner = ahocorasick_rs.AhoCorasick(words, implementation=fast)
    ends = [end for _, _, end in scanner.find_matches_as_indexes(_GAP.join(words), overlapping=True)]
    entry = np.array([row for _, row in patterns], dtype=np.int64)
    return Automaton(scanner, entry, max(map(len, words)), int(np.unique(ends, return_counts=True)[1].max()), capitals)


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
        codes = np.frombuffer(f"{_GAP}{text}{_GAP}".encode("utf-32-le"), dtype=np.uint32)
        begun, goes_on = words()[codes[start]], words()[codes[end + 1]]  # codes stand one place on, behind the gap
        whole = ~begun & (~goes_on | open_ended[entry])
        whole &= (start >= before) & (start < before + _size(machine))
        yield entry[whole], start[whole] + (place - before), end[whole] + (place - before)


def _size(machine: Automaton) -> int:
    return max(_WINDOW // machine.deepest, _SMALLEST)


def _windows(texts: list[str], begins: np.ndarray, machine: Automaton) -> Iterator[tuple[int, int, str]]:
    """Pieces of bounded size: their place, how many characters stand before it, and the text with what follows.

    Short texts are joined, so that calls are few; long ones are cut, and a piece sees one character before it and as
    many behind as a match may need.
    """
    size, first = _size(machine), 0
    while first < len(texts):
        place = int(begins[first])
        last = int(np.searchsorted(begins, place + size, side="right")) - 1
        if last > first:
            yield place, 0, _GAP.join(texts[first:last])
        else:
            last = first + 1
            for at in range(0, len(texts[first]), size):
                before = min(at, 1)
                yield place + at, before, texts[first][at - before : at + size + machine.longest + 1]
        first = last


def _scan(machine: Automaton, text: str) -> np.ndarray:
    """Pattern, start and end of every match, overlapping ones too."""
    text = fold(text)
    if machine.capitals is not None:
        text = lower(text, machine.capitals)
    found = machine.scanner.find_matches_as_indexes(text, overlapping=True)
    numbers = np.fromiter(chain.from_iterable(found), dtype=np.int64, count=3 * len(found))
    return np.ascontiguousarray(numbers.reshape(-1, 3).T)
