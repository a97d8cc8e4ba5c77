"""Phrases beside a span, as the tables write them: `… Street`, `University of …`, `{given} …`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from functools import cache
from operator import itemgetter

from analysis.countries.gazetteer import FOLDER

SPAN = "…"
_REACH = 60  # characters looked at on either side
_TOKEN = re.compile(r"\{\w+\}|[^\W_]+(?:'[^\W_]+)*|[^\w\s]|_")
_ENDS = ("", *".,;:!?)”", '"')  # what may stand behind the last word of a clause
_LISTS = {
    "{given}": "given-names.txt",
    "{surname}": "surnames.txt",
    "{language}": "languages.txt",
    "{state}": "american-states.txt",
    "{stop}": "function-words.txt",
    "{end}": "",
}

Words = list[str]  # of one side of a span, the nearest first


class Phrases:
    """Phrases around a span and what each stands for, found by their most telling word."""

    def __init__(self, rows: Iterable[tuple[str, Hashable]]) -> None:
        self._index, keys, lists = defaultdict(list), set(), defaultdict(list)
        for number, (phrase, meaning) in enumerate(rows):
            left, right = phrase.split(SPAN)
            sides = (_TOKEN.findall(left)[::-1], _TOKEN.findall(right))
            side, at, token = max(
                ((side, at, token) for side in (0, 1) for at, token in enumerate(sides[side])),
                key=lambda place: (
                    not place[2].startswith("{"),
                    place[2][0].isalnum(),
                    len(place[2]),
                ),
            )
            keys.add((side, at))
            self._index[side, at, token.lower()].append((number, sides, meaning))
            if token in _LISTS and token not in lists[side, at]:
                lists[side, at].append(token)
        self._places = [
            (*key, lists[key]) for key in keys
        ]  # where telling words stand, and the lists among them

    def around(self, before: Words, behind: Words) -> Iterator[tuple[str, Hashable]]:
        """The words beside the span, with it as `…`, and the meaning of every phrase that they fit."""
        both = before, behind
        for side, at, lists in self._places:
            word = both[side][at].lower() if at < len(both[side]) else ""
            found = self._index.get((side, at, word), ())
            for name in lists:
                if word in _lower(name):
                    found = sorted([*found, *self._index[side, at, name]], key=itemgetter(0))
            for _, sides, meaning in found:
                if all(map(_fits, sides, both)):
                    yield _shown(before[: len(sides[0])], behind[: len(sides[1])]), meaning


def neighbours(text: str, start: int, end: int) -> tuple[Words, Words]:
    """The words before a span of a folded text, nearest first, and those behind it; signs are words of their own."""
    before = _TOKEN.findall(text, max(0, start - _REACH), start)
    return before[::-1], _TOKEN.findall(text, end, end + _REACH)


@cache
def _words(token: str) -> frozenset[str]:
    """What a token of the table stands for: itself, or the words of a list."""
    if token not in _LISTS:
        return frozenset([token])
    words = (FOLDER / _LISTS[token]).read_text("utf-8").split() if _LISTS[token] else ()
    return frozenset([*words, *_ENDS]) if token in ("{end}", "{stop}") else frozenset(words)


@cache
def _lower(token: str) -> frozenset[str]:
    return frozenset(map(str.lower, _words(token)))


def _fits(expected: Words, words: Words) -> bool:
    """Whether the words begin as expected: small letters fit any case, capitals only capitals."""
    for at, token in enumerate(expected):
        found, allowed = words[at] if at < len(words) else "", _words(token)
        if (
            found not in allowed
            and found.lower() not in allowed
            and not (found.isupper() and found.title() in allowed)
        ):
            return False
    return True


def _shown(before: Words, behind: Words) -> str:
    return re.sub(r" (?=[^\w…])|(?<=-) ", "", " ".join([*before[::-1], SPAN, *behind]))
