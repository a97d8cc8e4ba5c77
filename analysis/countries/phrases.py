"""Phrases beside a span, as the tables write them: `… Street`, `University of …`, `{given} …`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from functools import cache
from itertools import product

from analysis.countries.gazetteer import FOLDER
from analysis.lexicon import fold

SPAN = "…"
_TOKEN = re.compile(r"\{\w+\}|[^\W_]+(?:'[^\W_]+)*|[^\w\s]|_")
_REACH = 60  # characters looked at on either side
_ENDS = ("", *".,;:!?)”", '"')  # what may stand behind the last word of a clause
_LISTS = {"{given}": "given-names.txt", "{surname}": "surnames.txt", "{stop}": "function-words.txt"}


class Phrases:
    """Phrases around a span, each with what it stands for, found by the words next to the span."""

    def __init__(self, rows: Iterable[tuple[str, Hashable]]) -> None:
        self._behind, self._before = defaultdict(list), defaultdict(list)
        for phrase, meaning in rows:
            left, right = phrase.split(SPAN)
            for words in product(*map(_words, [*_TOKEN.findall(left)[::-1], SPAN, *_TOKEN.findall(right)])):
                at = words.index(SPAN)
                before, behind = words[:at], words[at + 1 :]
                index, key = (self._behind, behind[0]) if behind else (self._before, before[0])
                index[key.lower()].append((before, behind, phrase, meaning))

    def around(self, before: list[str], behind: list[str]) -> Iterator[tuple[str, Hashable]]:
        """Phrase and meaning of all that fit the words before the span (nearest first) and behind it."""
        for index, side in ((self._behind, behind), (self._before, before)):
            for left, right, phrase, meaning in index.get(side[0].lower() if side else "", ()):
                if _fits(left, before) and _fits(right, behind):
                    yield phrase, meaning


def neighbours(text: str, start: int, end: int) -> tuple[list[str], list[str]]:
    """The words before a span, nearest first, and those behind it; signs are words of their own."""
    before = _TOKEN.findall(fold(text[max(0, start - _REACH) : start]))
    return before[::-1], _TOKEN.findall(fold(text[end : end + _REACH]))


@cache
def _words(token: str) -> tuple[str, ...]:
    """What a token of the table stands for: itself, or the words of a list."""
    if token not in ("{end}", *_LISTS):
        return (token,)
    words = (FOLDER / _LISTS[token]).read_text("utf-8").split() if token in _LISTS else ()
    return (*words, *_ENDS) if token in ("{end}", "{stop}") else tuple(words)


def _fits(expected: tuple[str, ...], words: list[str]) -> bool:
    """Whether the words begin as expected: small letters fit any case, capitals only capitals."""
    for at, word in enumerate(expected):
        found = words[at] if at < len(words) else ""
        if found != word and not (word.islower() and found.lower() == word) and found != word.upper():
            return False
    return True
