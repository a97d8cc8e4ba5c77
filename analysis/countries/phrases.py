"""Phrases around a name, as the tables write them: `… Street`, `University of …`, `{given} …`."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from functools import cache, lru_cache

from analysis import text_files
from analysis.countries.gazetteer import FOLDER, SPAN, gazetteer, read
from analysis.lexicon import fold

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
Sides = tuple[tuple[str, ...], tuple[str, ...]]  # of a phrase: the words on either side of the name


class Phrases:
    """Phrases around a name, as a tree of words: outwards to the left, then the name, then to the right."""

    def __init__(self, rows: Iterable[tuple[str, Hashable]]) -> None:
        self._tree: dict = {}
        self.sides: list[Sides] = []
        for phrase, meaning in rows:
            left, right = _sides(phrase)
            self.sides.append((left, right))
            node = self._tree
            for token in (*left, SPAN, *right):
                node = node.setdefault(token, {})
            node.setdefault(_MEANINGS, []).append(meaning)

    def around(self, before: Words, after: Words) -> Iterator[tuple[str, Hashable]]:
        """Yield the words around the name, with it as `…`, and the meaning of every phrase that fits."""
        for left, middle in _steps(self._tree, before):
            for right, node in _steps(middle.get(SPAN, {}), after):
                for meaning in node.get(_MEANINGS, ()):
                    yield _shown(before[:left], after[:right]), meaning

    def fit(self, before: Words, after: Words) -> bool:
        """Whether any phrase fits."""
        return next(self.around(before, after), None) is not None


@cache
def _sides(phrase: str) -> Sides:
    """The sides of a phrase, the word next to the name first on each; many names share a phrase."""
    left, right = map(_TOKEN.findall, phrase.split(SPAN))
    return tuple(reversed(left)), tuple(right)


def words_around(text: str, start: int, end: int) -> tuple[Words, Words]:
    """The words before a span, the nearest first, and those after it; signs are words of their own."""
    left = text[max(0, start - REACH) : start]
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
        word = words[depth] if depth < len(words) else ""
        # Past the end of the text only `{end}` and its like go on, and only one step.
        if depth <= len(words):
            nodes += [(depth + 1, node[token]) for token in _tokens(word) if token in node]


@lru_cache(maxsize=1 << 14)
def _tokens(word: str) -> tuple[str, ...]:
    """What the tables may write for a word of a text: lowercase fits any case, a capital only a capital."""
    found = {word: None, word.lower(): None}
    if word.isupper():
        found[word.title()] = None
    lists = [name for name in LISTS if not found.keys().isdisjoint(listed(name))]
    if word[:1].isupper() and not word.isupper():
        lists.append("{capital}")
    if word.isdecimal():
        lists.append("{number}")
    return (*found, *lists)


@cache
def listed(name: str) -> frozenset[str]:
    """The words of a list."""
    if name == "{namesake}":
        return frozenset(read(FOLDER / "namesakes.csv")["form"])
    if name == "{country}":
        return _first_words_of_countries()
    words = set()
    if LISTS[name]:
        words.update(text_files.read(FOLDER / LISTS[name]).split())
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
    forms = names["form"][names["kind"].isin(("name", "demonym", "territory"))]
    return frozenset(form.split()[0] for form in forms if form[0].isupper())


def _shown(before: Words, after: Words) -> str:
    phrase = " ".join([*before[::-1], SPAN, *after])
    # No space before a sign (but the name) and none after a hyphen.
    return re.sub(r" (?=[^\w…])|(?<=-) ", "", phrase)
