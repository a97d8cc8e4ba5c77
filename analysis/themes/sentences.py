"""Where the sentences of a text begin: the window of a guarded cue."""

from __future__ import annotations

import re

_SHORT = [
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
    "No",
    "Nos",
    "vs",
    "approx",
    "cf",
    "e.g",
    "i.e",
]
_END = re.compile(r"[.!?…。！？]+[\"'”’»)\]]*(?=\s|$|[^\W\d_])|\n\s*\n")


def starts(text: str) -> list[int]:
    """The offset at which each sentence begins, from 0.

    A sentence ends at . ! ? or …, with the marks that close it, before white space; or at a blank line. An initial
    (U.S., J. Smith) and a title (Dr.) end none.

    >>> starts("He met Dr. Li in the U.S. today. “Why?” They talked.")
    [0, 33, 40]
    """
    found = [0]
    for match in _END.finditer(text):
        if match.end() < len(text) and not _goes_on(text, match):
            found.append(match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip()))
    return found


def _goes_on(text: str, match: re.Match) -> bool:
    """Whether the sentence goes on behind what looks like its end."""
    if match[0].isspace():
        return False
    if not text[match.end()].isspace():
        return match[0][-1] not in "。！？"
    if match[0] != ".":
        return False
    word = re.split(r"[\s(“\"]", text[max(0, match.start() - 12) : match.start()])[-1]
    following = text[match.end() :].lstrip()[:1]
    return following.islower() or word in _SHORT or re.fullmatch(r"(?:[^\W\d_]\.)*[^\W\d_a-z]", word) is not None
