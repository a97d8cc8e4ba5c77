"""Quotation marks: which open, which close, and which parts of a text are between outer ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

OPENING, CLOSING = "“„‟«「『", "”»」』"
MARK = re.compile('["“”„‟«»「」『』＂]')
_BEFORE = "([{<—–-/:‘'¡¿“„«"  # what may come before an opening mark, besides space
_AFTER = ",.;:!?…)]}>—–-/’'”»"  # what may come after a closing one


@dataclass(slots=True)
class Span:
    """A quotation: text[start] opens it (or 0 in a quote carried on), text[end - 1] closes it."""

    start: int
    end: int
    closed: bool
    depth: int = 0  # marks that are still open after it


@lru_cache(maxsize=4096)
def opens(before: str, mark: str, after: str) -> bool | None:
    """Whether a mark opens a quotation, by its neighbours, then by its shape; None if unclear.

    >>> [opens(*three) for three in (("", '"', "W"), (" ", "“", "g"), (".", "”", '"'), ("“", '"', ""), ("a", '"', "b"))]
    [True, True, False, None, None]
    """
    if mark in "„‟「『」』":
        return mark in OPENING
    # With room on its left a mark may open a quotation, with room on its right it may close one.
    left = not before or before.isspace() or before in _BEFORE
    right = not after or after.isspace() or after in _AFTER
    if left != right:
        return left
    if mark in OPENING:
        return True
    if mark in CLOSING:
        return False
    return None


def spans(text: str, depth: int = 0) -> tuple[list[Span], int, int]:
    """The outermost quotations of a text that begins `depth` marks deep.

    Also the depth at its end, and the number of opening marks minus that of closing ones.

    >>> spans("She said “yes” and “no")
    ([Span(start=9, end=14, closed=True, depth=0), Span(start=19, end=22, closed=False, depth=1)], 1, 1)
    """
    found = []
    start = balance = 0
    for match in MARK.finditer(text):
        at = match.start()
        opening = opens(text[at - 1 : at], match[0], text[at + 1 : at + 2])
        if opening:
            balance += 1
        else:
            balance -= 1
        if opening or (opening is None and not depth):
            if not depth:
                start = at
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                found.append(Span(start, at + 1, True))
    if depth:
        found.append(Span(start, len(text), False, depth))
    return found, depth, balance


def starts(text: str) -> bool:
    """Whether a text begins with an opening mark."""
    return bool(MARK.match(text)) and opens("", text[0], text[1:2]) is not False


def ends(text: str) -> bool:
    """Whether a text ends with a mark that may close a quotation; the “ of English closes in German."""
    return text.endswith(('"', "”", "»", "“"))


def ended(words: str) -> str:
    """The words of a quoted sentence with its full stop, for which narration has put a comma.

    `“We wait,” she said. “We have time.”`: only where another sentence follows is that sure.

    >>> ended("We wait,"), ended("Why?")
    ('We wait.', 'Why?')
    """
    if words.endswith(","):
        return f"{words[:-1]}."
    return words


def quoted(text: str) -> list[tuple[int, int]]:
    """(begin, end) of the words between outer marks of a paragraph, faults of writers included.

    A mark that is never closed ends with the paragraph, unless another one opens or closes inside;
    a closing mark where only an opening one fits opens.

    >>> text = "“We pay more. “—X and ” the water is low.” – Y"
    >>> [text[begin:end] for begin, end in quoted(text)]
    ['We pay more. ', ' the water is low.']
    >>> text = 'He said "yes, and then "no" to “the “old” rule”'
    >>> [text[begin:end] for begin, end in quoted(text)]
    ['yes, and then ', 'no', 'the “old” rule']
    """
    found: list[tuple[int, int]] = []
    places = [match.start() for match in MARK.finditer(text)]
    last_closing = max((at for at in places if text[at] in CLOSING), default=-1)
    begin, depth = -1, 0

    for at in places:
        mark, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
        opening = opens(before, mark, after)

        if begin < 0:
            # 5" and a”b: a letter or a figure before it, so nothing opens here.
            stray = opening is False or before.isalnum()
            turned = mark in CLOSING and not before.strip() and at < last_closing
            if turned or not stray:
                begin, depth = at + 1, 0
            continue

        # “We pay more. “—X: with nothing after it to quote, a mark of any shape closes.
        ends = not after.strip() or after in "—–-,.;:)"
        straight = mark not in OPENING and mark not in CLOSING
        if opening and straight and text[begin - 1] == mark and not depth:
            # "yes, he said. "No": the first one was never closed.
            found.append((begin, at))
            begin = at + 1
        elif opening and not ends:
            depth += 1
        elif depth and (text[begin - 1] not in OPENING or at < last_closing):
            # The last closing mark closes the outer quotation: an inner one was left open.
            depth -= 1
        else:
            found.append((begin, at))
            begin = -1

    if begin >= 0:
        found.append((begin, len(text)))
    return found
