"""Where words are in texts, as arrays, and which of them their sentences allow."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis import lexicon, sentences


class Guard(NamedTuple):
    """What the sentence of a cue must hold, one of each group, and what it must not."""

    only_with: list[frozenset[str]]
    not_near: frozenset[str]

    def allows(self, words: set[str]) -> bool:
        """Whether a sentence with these words may hold the cue."""
        if not self.not_near.isdisjoint(words):
            return False
        return not any(group.isdisjoint(words) for group in self.only_with)


def hits(texts: list[str], words: Iterable[str], sets: Iterable[str]) -> lexicon.Places:
    """Where the words are, with the number of each as the entry; a longer one hides a shorter one of its set."""
    number, built = _lexicon(tuple(words), tuple(sets))
    found = lexicon.places(texts, built)
    return found._replace(entry=number[found.entry])


def allowed(found: lexicon.Places, texts: list[str], listed: pd.DataFrame) -> np.ndarray:
    """Whether the guard of each cue allows it where it is."""
    only_with = listed["only_with"].tolist()
    not_near = listed["not_near"].tolist()
    guards = _guards(tuple(only_with), tuple(not_near))
    guarded = np.isin(found.entry, list(guards))
    fits = ~guarded
    if not guarded.any():
        return fits

    # Only texts with a guarded cue are split into sentences, which is the slow part.
    asked = found.taken(guarded)
    begins = {number: sentences.starts(texts[number]) for number in np.unique(asked.text).tolist()}
    held = _held(texts, begins, guards)
    verdicts = []
    for text, start, _, cue in _rows(asked):
        sentence = bisect_right(begins[text], start)
        verdicts.append(guards[cue].allows(held[text, sentence]))
    fits[guarded] = verdicts
    return fits


def _rows(found: lexicon.Places) -> Iterable[tuple[int, int, int, int]]:
    """One after the other; a number at a time from an array is slower than all at once."""
    return zip(*map(np.ndarray.tolist, found), strict=True)


def _held(
    texts: list[str], begins: dict[int, list[int]], guards: dict[int, Guard]
) -> dict[tuple[int, int], set[str]]:
    """Which words of the guards each sentence holds, by the number of its text and its place from 1."""
    every: set[str] = set()
    for guard in guards.values():
        every.update(guard.not_near, *guard.only_with)
    words = sorted(every)
    numbers = list(begins)

    held: dict[tuple[int, int], set[str]] = defaultdict(set)
    found = hits([texts[number] for number in numbers], words, words)
    for place, start, _, word in _rows(found):
        text = numbers[place]
        sentence = bisect_right(begins[text], start)
        held[text, sentence].add(words[word])
    return held


@lru_cache(maxsize=16)
def _guards(only_with: tuple[str, ...], not_near: tuple[str, ...]) -> dict[int, Guard]:
    """The guards of the cues that have one, by their number."""
    guards = {}
    for number, (only, never) in enumerate(zip(only_with, not_near, strict=True)):
        if only or never:
            forbidden = never.replace(";", "|").split("|")
            guards[number] = Guard(_groups(only), frozenset(filter(None, forbidden)))
    return guards


def _groups(text: str) -> list[frozenset[str]]:
    if not text:
        return []
    return [frozenset(group.split("|")) for group in text.split(";")]


@lru_cache(maxsize=16)
def _lexicon(words: tuple[str, ...], sets: tuple[str, ...]) -> tuple[np.ndarray, lexicon.Lexicon]:
    """The number of the word that each form is of, and the forms to search for.

    They are in any case for a lowercase word, else as it is written or in uppercase.
    """
    rows = []
    for number, (word, name) in enumerate(zip(words, sets, strict=True)):
        if word == word.lower():
            rows.append((word, "fold", name, number))
            continue
        for form in dict.fromkeys([word, word.upper()]):
            rows.append((form, "exact", name, number))
    forms = pd.DataFrame(rows, columns=["form", "case", "set", "number"])
    return forms["number"].to_numpy(dtype=np.int64), lexicon.build(forms)
