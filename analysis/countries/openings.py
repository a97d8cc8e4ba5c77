"""How the text goes on next to a name, and how phrases do: one look shows that none fits most names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache

from analysis.countries.phrases import NEXT_TO, Phrases, stands_for
from analysis.lexicon import fold

# What is next to a name: a sign, if there is one, and a word. Words that are everywhere are read with the next one,
# like signs. The left side is read backwards, which is how `re` finds the last word at once.
_SIGN_AFTER = re.compile(r"[^\w\s]|(?:of|and|people)(?![^\W_])", re.IGNORECASE)
_SIGN_BEFORE = re.compile(r"[^\w\s]|(?:fo|eht|dna|ni)(?![^\W_])", re.IGNORECASE)
_NEXT = re.compile(rf"\s*(?:{_SIGN_AFTER.pattern}|)\s*[^\W_]*", re.IGNORECASE)
_LAST = re.compile(rf"\s*(?:{_SIGN_BEFORE.pattern}|)\s*[^\W_]*", re.IGNORECASE)
_EVERYWHERE = frozenset(["of", "and", "people", "fo", "eht", "dna", "ni"])
_ANY = "*"  # in an opening: whatever follows the sign

Side = frozenset[str]  # how one side of a phrase may begin


class Openings:
    """How phrases begin next to the name: enough to see, for most names, that none of them fits."""

    def __init__(self, sides: Iterable[tuple[Side, Side]]) -> None:
        self._before: set[str] = set()
        self._after: set[str] = set()
        # Of phrases with two sides: which openings on the right go with one on the left.
        self._pairs: dict[str, set[Side]] = defaultdict(set)
        self._after_any: set[str] = set()

        for before, after in sides:
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


def openings(phrases: Phrases) -> set[tuple[Side, Side]]:
    """How these phrases begin on either side; many begin alike."""
    found = set()
    for sides in phrases.sides:
        left = _openings(sides.left, side=-1)
        right = _openings(sides.right, side=0)
        found.add((left, right))
    return found


@lru_cache(maxsize=1 << 16)
def _ways(opening: str) -> Side:
    """The openings that fit how a text goes on: the same, any word after the same sign, or anything."""
    # A curly apostrophe or a long dash is folded where phrases are read, and so it is here.
    opening = fold(opening).lower().strip()
    parts = opening.split()
    ways = {"".join(parts), _ANY}
    for sign in (_SIGN_AFTER, _SIGN_BEFORE):
        found = sign.match(opening)
        if found:
            ways.add(found[0] + _ANY)
    return frozenset(ways)


def openings_around(
    texts: list[str], places: Iterable[tuple[int, int, int]]
) -> tuple[list[str], list[str]]:
    """How the texts go on from names on either side, the left one backwards: all that most names must be asked for."""
    before = []
    after = []
    current = -1
    for number, start, end in places:
        # One text backwards at a time, since names come in order.
        if number != current:
            current = number
            text = texts[number]
            backwards = text[::-1]
        mirrored = len(text) - start
        left = _LAST.match(backwards, mirrored, mirrored + NEXT_TO)
        right = _NEXT.match(text, end, end + NEXT_TO)
        # Both fit the empty text too, so that there is always a match.
        before.append(left[0] if left else "")
        after.append(right[0] if right else "")
    return before, after


@cache
def _openings(words: tuple[str, ...], side: int) -> Side:
    """How one side of a phrase may begin: with a word, a sign and the word next to it, or any word after a sign."""
    if not words:
        return frozenset()
    # After a sign only a word is read, and no second sign.
    first, *others = words
    following = {_ANY}
    if others:
        following = set()
        for word in _words(others[0], side):
            following.add(word if word.isalnum() else _ANY)

    found = set()
    for opening in _words(first, side):
        is_word = opening in ("", _ANY) or opening.isalnum()
        if is_word and opening not in _EVERYWHERE:
            found.add(opening)
            continue
        for word in following:
            found.add(opening + word)
    return frozenset(found)


@cache
def _words(token: str, side: int) -> Side:
    """The words that a token stands for, in lowercase, as `openings_around` shows them."""
    if token in ("{capital}", "{number}"):
        return frozenset([_ANY])
    found = set()
    for word in map(str.lower, stands_for(token)):
        part = word
        # Of "Mobutu's" only the part next to the name is read.
        if "'" in word:
            parts = re.split("(?<=.)'", word)
            part = parts[side]
        # The left side is read backwards.
        if side == -1:
            part = part[::-1]
        found.add(part)
    return frozenset(found)
