"""The scan: one pass over the texts, in windows of bounded size.

Matches are an array of three rows: entry, start and end of each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
from ahocorasick_rs import BytesAhoCorasick, Implementation

from analysis.lexicon.characters import fold, in_words
from analysis.lexicon.laid import GAP, Laid

# Characters scanned at a time: memory does not grow with the text.
_WINDOW = 1 << 19
# Fewer are never scanned at a time: each call has a cost of its own.
_SMALLEST = 1 << 12
# Up to so many patterns are made into a full table of states, which scans three times as fast as the compact one. That
# of all names would take a quarter of a second to make.
_FEW = 500

Pattern = tuple[str, int]  # what is looked for, and its entry


@dataclass(frozen=True)
class Scanner:
    """Some patterns, ready to scan for."""

    machine: BytesAhoCorasick
    entry: np.ndarray  # of each pattern

    def found(self, data: bytes) -> np.ndarray:
        """Every match in encoded text, overlapping ones too."""
        matches = self.machine.find_matches_as_indexes(data, overlapping=True)
        # The machine answers in Python tuples; flat, NumPy reads them faster.
        flat = chain.from_iterable(matches)
        numbers = np.fromiter(flat, dtype=np.int64, count=3 * len(matches))
        rows = numbers.reshape(-1, 3)
        found = np.ascontiguousarray(rows.T)
        found[0] = self.entry[found[0]]
        return found


@dataclass(frozen=True)
class Automaton:
    """The patterns of the entries of one case, ready to scan for."""

    scanners: list[Scanner]
    longest: int
    deepest: int  # how many patterns may end at one place
    capitals: tuple[str, ...] | None  # letters beyond ASCII to fold; None where case matters

    @property
    def window(self) -> int:
        """Characters scanned at a time; memory goes with the matches, of which nested forms make many at one place."""
        return max(_WINDOW // self.deepest, _SMALLEST)

    def shifted(self, by: int) -> Automaton:
        """The same for entries with higher numbers."""
        scanners = []
        for scanner in self.scanners:
            entry = scanner.entry + by
            scanners.append(Scanner(scanner.machine, entry))
        return replace(self, scanners=scanners)


def ready(patterns: list[Pattern], capitals: tuple[str, ...] | None) -> Automaton:
    """The patterns as an automaton."""
    # Where patterns begin with capitals only, most of a text is passed over: the others are scanned for by themselves.
    small: list[Pattern] = []
    large: list[Pattern] = []
    for pattern in patterns:
        form, _ = pattern
        if form[0].islower():
            small.append(pattern)
        else:
            large.append(pattern)

    forms = [form for form, _ in patterns]
    return Automaton(
        scanners=[_scanner(group) for group in (small, large) if group],
        longest=max(map(len, forms)),
        deepest=_deepest(forms),
        capitals=capitals,
    )


def _scanner(patterns: list[Pattern]) -> Scanner:
    """Some of the patterns as a scanner."""
    # Of text instead of bytes, the machine would count every character.
    forms = [form.encode() for form, _ in patterns]
    entry = [entry for _, entry in patterns]
    kind = Implementation.ContiguousNFA
    if len(patterns) <= _FEW:
        kind = Implementation.DFA
    machine = BytesAhoCorasick(forms, implementation=kind)
    return Scanner(machine, np.array(entry, dtype=np.int64))


def _deepest(forms: list[str]) -> int:
    """How many of the forms may end at one place of a text: one in another's end, a third in the end of that."""
    deepest = 0
    nested: list[str] = []
    # Read backwards and sorted, forms follow those that they end with.
    backwards = sorted(form[::-1] for form in forms)
    for form in backwards:
        while nested and not form.startswith(nested[-1]):
            nested.pop()
        nested.append(form)
        deepest = max(deepest, len(nested))
    return deepest


def matches(laid: Laid, machine: Automaton, open_ended: np.ndarray) -> Iterator[np.ndarray]:
    """The matches that are whole words, window by window; open-ended ones end with their form."""
    size = machine.window
    for window in laid.windows(size, machine.longest):
        found = _scan(machine, window.text)
        entry, start, end = found

        # With a gap on either side, every match has a character before it and one after it.
        within_gaps = f"{GAP}{window.text}{GAP}"
        encoded = within_gaps.encode("utf-32-le", "surrogatepass")
        codes = np.frombuffer(encoded, dtype=np.uint32)
        # That gap moves the codes by one place.
        is_begun = in_words(codes[start])
        goes_on = in_words(codes[end + 1])
        goes_on &= ~open_ended[entry]

        # What begins in the next window is found there.
        begin = start - window.before
        is_here = (begin >= 0) & (begin < size)
        is_whole = ~is_begun & ~goes_on
        kept = found[:, is_whole & is_here]
        kept[1:] += window.place - window.before
        yield kept


def _scan(machine: Automaton, text: str) -> np.ndarray:
    """Every match in a text, overlapping ones too."""
    text = fold(text)
    for capital in machine.capitals or ():
        text = text.replace(capital, capital.lower())
    # A lone surrogate, half a character in a broken file, has no bytes; it becomes "?".
    data = text.encode("utf-8", "replace")
    if machine.capitals is not None:
        # Of bytes, `lower` changes ASCII alone.
        data = data.lower()

    parts = [scanner.found(data) for scanner in machine.scanners]
    found = np.concatenate(parts, axis=1)
    if len(data) > len(text):
        # Bytes 10xxxxxx are the second, third or fourth of a character: without them, places are those of characters.
        codes = np.frombuffer(data, dtype=np.uint8)
        later = np.flatnonzero(codes & 0xC0 == 0x80)
        found[1:] -= np.searchsorted(later, found[1:])
    return found
