"""Phrases around a name, as the tables write them: `… Street`, `University of …`, `{given} …`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from analysis import text_files
from analysis.countries.gazetteer import FOLDER, SPAN, gazetteer, read
from analysis.lexicon import fold

NEXT_TO = 24  # characters of a sign and a word next to it: none of the tables has more
REACH = 60  # characters read on either side of a name: no phrase of the tables has more
# A web address is one word, so that the `de` of www.site.de is no particle before a family name.
_TOKEN = re.compile(r"\{\w+\}|(?:https?://|www\.)\S+|[^\W_]+(?:'[^\W_]+)*|[^\w\s]|_")
# A phrase does not reach over a blank line.
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_ENDS = frozenset(["", *".,;:!?)”", '"'])  # what may follow the last word of a clause
LISTS = {
    "{given}": "given-names.txt",
    "{surname}": "surnames.txt",
    "{language}": "languages.txt",
    "{region}": "regions.txt",
    "{state}": "american-states.txt",
    "{stop}": "function-words.txt",
    "{title}": "titles.txt",
    # Made from what the tables say, or from a rule.
    "{namesake}": "",
    "{country}": "",
    "{capital}": "",
    "{number}": "numbers.txt",
    "{end}": "",
}
_MEANINGS = "meanings"  # the key of a node for the phrases that end there; no token is as long

Words = list[str]  # of one side of a name, the nearest first


class Sides(NamedTuple):
    """The words of a phrase on either side of the name, the nearest first."""

    left: tuple[str, ...]
    right: tuple[str, ...]


class Phrases:
    """Phrases around a name, as a tree of words: outwards to the left, then the name, then to the right."""

    def __init__(self, rows: Iterable[tuple[str, Any]]) -> None:
        self._tree: dict = {}
        self.sides: list[Sides] = []
        for phrase, meaning in rows:
            sides = _sides(phrase)
            self.sides.append(sides)
            node = self._tree
            for token in (*sides.left, SPAN, *sides.right):
                node = node.setdefault(token, {})
            meanings = node.setdefault(_MEANINGS, [])
            meanings.append(meaning)

    def around(self, before: Words, after: Words) -> Iterator[tuple[str, Any]]:
        """Yield the words around the name, with it as `…`, and the meaning of every phrase that fits."""
        for left, middle in _steps(self._tree, before):
            if SPAN not in middle:
                continue
            for right, node in _steps(middle[SPAN], after):
                for meaning in node.get(_MEANINGS, ()):
                    shown = _shown(before[:left], after[:right])
                    yield shown, meaning

    def fit(self, before: Words, after: Words) -> bool:
        """Whether any phrase fits."""
        return any(True for _ in self.around(before, after))


@cache
def _sides(phrase: str) -> Sides:
    """The sides of a phrase; many names share one."""
    before, after = phrase.split(SPAN)
    left = reversed(_TOKEN.findall(before))
    right = _TOKEN.findall(after)
    return Sides(tuple(left), tuple(right))


def words_around(text: str, start: int, end: int) -> tuple[Words, Words]:
    """The words before a span, the nearest first, and those after it; signs are words of their own."""
    first = max(0, start - REACH)
    left = text[first:start]
    right = text[end : end + REACH]
    if "\n" in left or "\n" in right:
        left = _BLANK_LINE.split(left)[-1]
        right = _BLANK_LINE.split(right)[0]

    before = _TOKEN.findall(fold(left))
    after = _TOKEN.findall(fold(right))
    return before[::-1], after


def _steps(node: dict, words: Words) -> Iterator[tuple[int, dict]]:
    """The nodes that the first words lead to, and how many words that takes."""
    nodes = [(0, node)]
    for depth, node in nodes:
        yield depth, node
        word = ""
        if depth < len(words):
            word = words[depth]
        # Past the end of the text only `{end}` and its like go on, and only one step.
        elif depth > len(words):
            continue
        for token in _tokens(word):
            if token in node:
                nodes.append((depth + 1, node[token]))


@lru_cache(maxsize=1 << 14)
def _tokens(word: str) -> tuple[str, ...]:
    """What the tables may write for a word of a text: lowercase fits any case, a capital only a capital."""
    found = [word, word.lower()]
    if word.isupper():
        found.append(word.title())
    elif word[:1].isupper():
        found.append("{capital}")
    if word.isdecimal():
        found.append("{number}")

    written = frozenset(found)
    for name in LISTS:
        words = listed(name)
        if not written.isdisjoint(words):
            found.append(name)
    in_order = dict.fromkeys(found)
    return tuple(in_order)


@cache
def listed(name: str) -> frozenset[str]:
    """The words of a list."""
    if name == "{namesake}":
        namesakes = read(FOLDER / "namesakes.csv")
        return frozenset(namesakes["form"])
    if name == "{country}":
        return _first_words_of_countries()
    words = set()
    file = LISTS[name]
    if file:
        text = text_files.read(FOLDER / file)
        words.update(text.split())
    # Where a function word may follow, the clause may end as well.
    if name in ("{end}", "{stop}"):
        words |= _ENDS
    return frozenset(words)


def stands_for(token: str) -> Iterable[str]:
    """The words of a list, where the token is the name of one, or else the token alone."""
    if token in LISTS:
        return listed(token)
    return [token]


def _first_words_of_countries() -> frozenset[str]:
    """How the names of countries and their people begin."""
    names = gazetteer()
    is_country = names["kind"].isin(("name", "demonym", "territory"))
    found = set()
    for form in names["form"][is_country]:
        first, _, _ = form.partition(" ")
        if first[0].isupper():
            found.add(first)
    return frozenset(found)


def _shown(before: Words, after: Words) -> str:
    words = [*reversed(before), SPAN, *after]
    phrase = " ".join(words)
    # No space before a sign (but the name) and none after a hyphen.
    return re.sub(r" (?=[^\w…])|(?<=-) ", "", phrase)
