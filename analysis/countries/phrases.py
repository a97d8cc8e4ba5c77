"""Phrases around a name, as the tables write them: `… Street`, `University of …`, `{given} …`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from analysis import text_files
from analysis.countries.gazetteer import FOLDER, SPAN, gazetteer, read
from analysis.lexicon import fold

if TYPE_CHECKING:
    from analysis.countries.hits import Hits

REACH = 60  # characters read on either side of a name: no phrase of the tables has more
NEXT_TO = 24  # characters of a sign and a word next to it: none of the tables has more
# A web address is one word, so that the `de` of www.site.de is no particle before a family name.
_TOKEN = re.compile(r"\{\w+\}|(?:https?://|www\.)\S+|[^\W_]+(?:'[^\W_]+)*|[^\w\s]|_")
# A phrase does not reach over a blank line.
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
# What is next to a name: a sign, if there is one, and a word. Words that are everywhere are read with the next one,
# like signs. The left side is read backwards, which is how `re` finds the last word at once.
_SIGN_AFTER = re.compile(r"[^\w\s]|(?:of|and|people)(?![^\W_])", re.IGNORECASE)
_SIGN_BEFORE = re.compile(r"[^\w\s]|(?:fo|eht|dna|ni)(?![^\W_])", re.IGNORECASE)
_NEXT = re.compile(rf"\s*(?:{_SIGN_AFTER.pattern}|)\s*[^\W_]*", re.IGNORECASE)
_LAST = re.compile(rf"\s*(?:{_SIGN_BEFORE.pattern}|)\s*[^\W_]*", re.IGNORECASE)
_EVERYWHERE = frozenset(["of", "and", "people", "fo", "eht", "dna", "ni"])
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
_ANY = "*"  # in an opening: whatever follows the sign
_MEANINGS = "meanings"  # the key of a node for the phrases that end there; no token is as long

Words = list[str]  # of one side of a name, the nearest first


class Phrases:
    """Phrases around a name, as a tree of words: outwards to the left, then the name, then to the right."""

    def __init__(self, rows: Iterable[tuple[str, Hashable]]) -> None:
        self._tree: dict = {}
        self.sides: list[tuple[Words, Words]] = []
        for phrase, meaning in rows:
            left, right = map(_TOKEN.findall, phrase.split(SPAN))
            left.reverse()
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


class Openings:
    """How phrases begin next to the name: enough to see, for most names, that none of them fits."""

    def __init__(self, tables: Iterable[Phrases]) -> None:
        self._before: set[str] = set()
        self._after: set[str] = set()
        # Of phrases with two sides: which openings on the right go with one on the left.
        self._pairs: dict[str, set[frozenset[str]]] = defaultdict(set)
        self._after_any: set[str] = set()
        for phrases in tables:
            for left, right in phrases.sides:
                self._add(_openings(tuple(left), side=-1), _openings(tuple(right), side=0))

    def _add(self, before: frozenset[str], after: frozenset[str]) -> None:
        self._after_any |= after
        if not before:
            self._after |= after
        elif not after:
            self._before |= before
        else:
            for opening in before:
                self._pairs[opening].add(after)

    def may_fit(self, before: str, after: str) -> bool:
        """Whether a phrase may fit where the text goes on like this, as `openings_around` shows it."""
        left = _ways(before)
        right = _ways(after)
        if not left.isdisjoint(self._before):
            return True
        # Most names are before a word that no phrase goes on with.
        if right.isdisjoint(self._after_any):
            return False
        if not right.isdisjoint(self._after):
            return True
        for opening in left:
            for others in self._pairs.get(opening, ()):
                if not right.isdisjoint(others):
                    return True
        return False


@lru_cache(maxsize=1 << 16)
def _ways(opening: str) -> frozenset[str]:
    """The openings that fit how a text goes on: the same, any word after the same sign, or anything."""
    # A curly apostrophe or a long dash is folded where phrases are read, and so it is here.
    opening = fold(opening).lower().strip()
    ways = {"".join(opening.split()), _ANY}
    sign = _SIGN_AFTER.match(opening) or _SIGN_BEFORE.match(opening)
    if sign:
        ways.add(sign.group() + _ANY)
    return frozenset(ways)


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


def openings_around(hits: Hits, names: np.ndarray) -> Iterator[tuple[str, str]]:
    """How the texts go on from names on either side, the left one backwards: all that most names must be asked for."""
    backwards = [text[::-1] for text in hits.texts]
    columns = (hits.text[names], hits.start[names], hits.end[names])
    for text, start, end in zip(*map(np.ndarray.tolist, columns), strict=True):
        before = _LAST.match(backwards[text], len(backwards[text]) - start)
        after = _NEXT.match(hits.texts[text], end)
        yield before[0], after[0]


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


@cache
def _openings(words: tuple[str, ...], side: int) -> frozenset[str]:
    """How one side of a phrase may begin: with a word, a sign and the word next to it, or any word after a sign."""
    if not words:
        return frozenset()
    # After a sign only a word is read, and no second sign.
    following = {_ANY}
    if len(words) > 1:
        following = set()
        for second in _words(words[1], side):
            following.add(second if second.isalnum() else _ANY)

    found = set()
    for first in _words(words[0], side):
        is_word = first in ("", _ANY) or first.isalnum()
        if is_word and first not in _EVERYWHERE:
            found.add(first)
        else:
            found |= {first + second for second in following}
    return frozenset(found)


@cache
def _words(token: str, side: int) -> frozenset[str]:
    """The words that a token stands for, in lowercase, as `openings_around` shows them."""
    if token in ("{capital}", "{number}"):
        return frozenset([_ANY])
    found = set()
    for word in map(str.lower, stands_for(token)):
        part = word
        # Of "Mobutu's" only the part next to the name is read.
        if "'" in word:
            part = re.split("(?<=.)'", word)[side]
        # The left side is read backwards.
        if side == -1:
            part = part[::-1]
        found.add(part)
    return frozenset(found)


def _shown(before: Words, after: Words) -> str:
    phrase = " ".join([*before[::-1], SPAN, *after])
    # No space before a sign (but the name) and none after a hyphen.
    return re.sub(r" (?=[^\w…])|(?<=-) ", "", phrase)
