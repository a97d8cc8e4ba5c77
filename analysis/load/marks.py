"""Quotation marks: which open, which close, and which stretches of a text stand between outer ones."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

OPENING, CLOSING = "“„‟«「『", "”»」』"
MARK = re.compile('["“”„‟«»「」『』＂]')
_BEFORE = "([{<—–-/:‘'¡¿“„«"  # what may stand before an opening mark, beside space
_AFTER = ",.;:!?…)]}>—–-/’'”»"  # what may stand behind a closing one


class Span(NamedTuple):
    """Where outer marks stand: text[start] opens (or 0 in a quote carried on), text[end - 1] closes."""

    start: int
    end: int
    closed: bool
    depth: int = 0  # marks still open behind it


def opens(text: str, at: int, depth: int) -> bool:
    """Whether the mark at that place opens a quotation, told by its neighbours, then by its shape.

    >>> [opens('"We “go.”"', i, 1) for i in (0, 4, 8, 9)]
    [True, True, False, False]
    """
    told = _told(text[at - 1 : at], text[at], text[at + 1 : at + 2])
    return depth == 0 if told is None else told


@lru_cache(maxsize=4096)
def _told(before: str, mark: str, after: str) -> bool | None:
    """Whether a mark opens or closes a quotation between two characters; None where they do not say."""
    if mark in "„‟「『」』":
        return mark in OPENING
    left = not before or before.isspace() or before in _BEFORE  # room on the left: an opening mark could stand here
    right = not after or after.isspace() or after in _AFTER
    if left != right:
        return left
    return mark in OPENING if mark in OPENING or mark in CLOSING else None


def spans(text: str, depth: int = 0) -> tuple[list[Span], int]:
    """The outermost quotations of a text that begins `depth` marks deep, and the depth at its end."""
    found, start = [], 0
    for match in MARK.finditer(text):
        at = match.start()
        if opens(text, at, depth):
            start = start if depth else at
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                found.append(Span(start, at + 1, True))
    if depth:
        found.append(Span(start, len(text), False, depth))
    return found, depth


def balance(text: str) -> int:
    """Opening marks minus closing ones."""
    opening = [opens(text, match.start(), 1) for match in MARK.finditer(text)]
    return 2 * sum(opening) - len(opening)


def starts(text: str) -> bool:
    """Whether a text begins with an opening mark."""
    return bool(MARK.match(text)) and opens(text, 0, 0)
