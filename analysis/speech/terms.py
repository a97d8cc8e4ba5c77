"""Marked words that nobody says: titles of works, terms, nicknames."""

from __future__ import annotations

from analysis.speech import english
from analysis.speech.claims import Narration

_SUNG = frozenset(("sing", "sings", "sang", "singing", "sung"))


def is_title(text: str) -> bool:
    """Whether marked words are written as a title is: “The Art of the Deal”.

    >>> is_title("The Art of the Deal,"), is_title("Berg Must Go."), is_title("We want Berg")
    (True, True, False)
    """
    words = text.replace("-", " ").split()
    # More than twelve words are a sentence.
    if len(words) > 12 or not text[0].isupper():
        return False
    capitals = 0
    for written in words:
        word = written.strip("’'\"(.,!?:;)")
        if word[:1].isupper():
            capitals += 1
        elif word[:1].islower() and len(word) > 3 and word not in english.PREPOSITIONS:
            return False  # small words are written small in a title, longer ones are not
    # One capitalised word is no title.
    return capitals > 1 and capitals * 2 >= len(words)


def is_work(sentence: Narration, at: int) -> bool:
    """Whether a title comes where a work is named: on “…”, Friday's “…”, his book, “…”."""
    before = at - 1
    low = sentence.low(before)
    if low == ",":
        return sentence.low(before - 1) in english.TERMS
    if low in english.PREPOSITIONS or low in english.TERMS:
        return True
    # "told “Meet the Press”"
    return low in ("tell", "tells", "told") or sentence.owns(before)


def is_announced(sentence: Narration, at: int) -> bool:
    """Whether words like a title are speech all the same: after a comma, a colon, *says*."""
    low = sentence.low(at - 1)
    if low in (",", ":"):
        return True
    # "The sign says “Share the Road”", but songs are sung.
    if english.VERBS.get(low) == "say" and low not in _SUNG:
        return True
    kinds = [claim.kind for claim in sentence.claims if claim.verb < at]
    # "concluded that it was “Plainly Wrong”", but "the topic was “The World After Trade”"
    if low in ("is", "was", "were"):
        return bool(kinds)
    if low == "the" or low in english.PREPOSITIONS:
        return False
    return "call" in kinds
