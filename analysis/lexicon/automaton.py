"""The scan: one pass over the texts, in windows of bounded size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import numpy as np
from ahocorasick_rs import BytesAhoCorasick, Implementation

from analysis.lexicon.characters import fold, in_words

# Characters scanned at a time: memory does not grow with the text.
_WINDOW = 1 << 19
# Fewer are never scanned at a time: each call has a cost of its own.
_SMALLEST = 1 << 12
# Between two texts. No form holds it, so that none is found across them.
_GAP = "\x00"
# Up to so many patterns are made into a full table of states, which scans three times as fast as the compact one. That
# of all names would take a quarter of a second to make.
_FEW = 500


class Matches(NamedTuple):
    """Entry, start and end of each match."""

    entry: np.ndarray
    start: np.ndarray
    end: np.ndarray


@dataclass(frozen=True)
class Scanner:
    """Some patterns, ready to scan for."""

    machine: BytesAhoCorasick
    entry: np.ndarray  # of each pattern

    def found(self, data: bytes) -> Matches:
        """Every match in encoded text, overlapping ones too."""
        found = self.machine.find_matches_as_indexes(data, overlapping=True)
        # The scanner answers in Python tuples; flat, NumPy reads them faster.
        numbers = np.fromiter(chain.from_iterable(found), dtype=np.int64, count=3 * len(found))
        pattern, start, end = numbers.reshape(-1, 3).T
        return Matches(self.entry[pattern], start, end)


@dataclass(frozen=True)
class Automaton:
    """The patterns of the entries of one case, ready to scan for."""

    scanners: list[Scanner]
    longest: int
    deepest: int  # how many patterns may end at one place
    capitals: tuple[str, ...] | None  # letters beyond ASCII to fold; None where case matters

    def shifted(self, by: int) -> Automaton:
        """The same for entries with higher numbers."""
        scanners = [Scanner(one.machine, one.entry + by) for one in self.scanners]
        return Automaton(scanners, self.longest, self.deepest, self.capitals)

    @property
    def window(self) -> int:
        """Characters scanned at a time; memory goes with the matches, of which nested forms make many at one place."""
        return max(_WINDOW // self.deepest, _SMALLEST)


def ready(patterns: list[str], entry: list[int], capitals: tuple[str, ...] | None) -> Automaton:
    """The patterns, each with its entry, as an automaton."""
    # Where patterns begin with capitals only, most of a text is passed over: the others are scanned for by themselves.
    begins_small = np.array([pattern[0].islower() for pattern in patterns])
    scanners = []
    for group in (np.flatnonzero(begins_small), np.flatnonzero(~begins_small)):
        if len(group):
            scanners.append(_scanner(patterns, entry, group))
    longest = max(map(len, patterns))
    return Automaton(scanners, longest, _deepest(patterns), capitals)


def _deepest(patterns: list[str]) -> int:
    """How many of the patterns may end at one place of a text: one in another's end, a third in the end of that."""
    deepest = 0
    nested: list[str] = []
    # Read backwards and sorted, patterns follow those that they end with.
    for pattern in sorted(pattern[::-1] for pattern in patterns):
        while nested and not pattern.startswith(nested[-1]):
            nested.pop()
        nested.append(pattern)
        deepest = max(deepest, len(nested))
    return deepest


def _scanner(patterns: list[str], entry: list[int], group: np.ndarray) -> Scanner:
    """Some of the patterns, each with its entry, as a scanner."""
    kind = Implementation.DFA if len(group) <= _FEW else Implementation.ContiguousNFA
    # Of text instead of bytes, the machine would count every character.
    encoded = [patterns[at].encode() for at in group.tolist()]
    machine = BytesAhoCorasick(encoded, implementation=kind)
    return Scanner(machine, np.array(entry, dtype=np.int64)[group])


def matches(
    texts: list[str], begins: np.ndarray, machine: Automaton, open_ended: np.ndarray
) -> Iterator[Matches]:
    """The matches that are whole words, window by window.

    Places are counted over all texts, each of which begins where `begins` says. Open-ended matches end with their form.
    """
    for place, before, text in _windows(texts, begins, machine):
        entry, start, end = _scan(machine, text)

        # With a gap on either side, every match has a character before it and one after it.
        within_gaps = f"{_GAP}{text}{_GAP}"
        codes = np.frombuffer(within_gaps.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        # That gap moves the codes by one place.
        is_begun = in_words(codes[start])
        goes_on = in_words(codes[end + 1])
        is_whole = ~is_begun & (~goes_on | open_ended[entry])

        # What begins in the next window is found there.
        is_here = (start >= before) & (start < before + machine.window)
        kept = is_whole & is_here
        shift = place - before
        yield Matches(entry[kept], start[kept] + shift, end[kept] + shift)


def _windows(
    texts: list[str], begins: np.ndarray, machine: Automaton
) -> Iterator[tuple[int, int, str]]:
    """Pieces of bounded size: their place, how many characters are before it, and the text with what follows.

    Short texts are joined, so that calls are few; long ones are cut, and a piece sees one character before it and as
    many after it as a match may need.
    """
    first = 0
    while first < len(texts):
        place = int(begins[first])
        last = int(np.searchsorted(begins, place + machine.window, side="right")) - 1
        if last > first:
            yield place, 0, _GAP.join(texts[first:last])
            first = last
            continue

        text = texts[first]
        for at in range(0, len(text), machine.window):
            # One character before it, which tells whether a word begins here.
            before = min(at, 1)
            end = at + machine.window + machine.longest + 1
            yield place + at, before, text[at - before : end]
        first += 1


def _scan(machine: Automaton, text: str) -> Matches:
    """Every match in a text, overlapping ones too."""
    text = fold(text)
    for capital in machine.capitals or ():
        text = text.replace(capital, capital.lower())
    # A lone surrogate, half a character in a broken file, has no bytes; it becomes "?".
    data = text.encode("utf-8", "replace")
    if machine.capitals is not None:
        # Of bytes, `lower` changes ASCII alone.
        data = data.lower()

    entry, start, end = _found(machine.scanners, data)
    if len(data) > len(text):
        # Bytes 10xxxxxx are the second, third or fourth of a character: without them, places are those of characters.
        later = np.flatnonzero(np.frombuffer(data, dtype=np.uint8) & 0xC0 == 0x80)
        start = start - np.searchsorted(later, start)
        end = end - np.searchsorted(later, end)
    return Matches(entry, start, end)


def _found(scanners: list[Scanner], data: bytes) -> Matches:
    """Every match of all scanners in encoded text."""
    found = [scanner.found(data) for scanner in scanners]
    return Matches(*map(np.concatenate, zip(*found, strict=True)))
