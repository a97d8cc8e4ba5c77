"""Where the sentences of a text begin: the window of a guarded cue."""

from __future__ import annotations

import re

_SHORT = frozenset(
    [
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Prof",
        "St",
        "Gen",
        "Sen",
        "Gov",
        "Rep",
        "Lt",
        "Col",
        "vs",
        "approx",
        "cf",
        "e.g",
        "i.e",
    ]
)
_END = re.compile(r"[.!?…。！？]+[\"'”’»)\]]*|\n\s*\n")
_SPACE = re.compile(r"\s*")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_a-z]")


def starts(text: str) -> list[int]:
    """The offset at which each sentence begins, from 0; in linear time.

    A sentence ends at . ! ? or …, with the marks that close it, before white space; at 。 and its like anywhere; or at a
    blank line. An initial (U.S., J. Smith) and a title (Dr.) end none.

    >>> starts("He met Dr. Li in the U.S. today. “Why?” They talked.")
    [0, 33, 40]
    """
    found = [0]
    for match in _END.finditer(text):
        following = _SPACE.match(text, match.end()).end()
        if following < len(text) and not _goes_on(text, match, following):
            found.append(following)
    return found


def _goes_on(text: str, match: re.Match, following: int) -> bool:
    """Whether the sentence goes on behind what looks like its end."""
    if match[0].isspace():
        return False
    if following == match.end():
        return match[0][0] not in "。！？"
    if match[0] != ".":
        return False
    word = re.split(r"[\s(“\"]", text[max(0, match.start() - 12) : match.start()])[-1]
    return text[following].islower() or word in _SHORT or _INITIALS.fullmatch(word) is not None
