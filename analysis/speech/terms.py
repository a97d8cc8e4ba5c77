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
    words = [word.strip("’'\"(.,!?:;)") for word in text.replace("-", " ").split()]
    capitals = [word for word in words if word[:1].isupper()]
    # Small words are written small in a title, longer ones are not.
    small = [word for word in words if word[:1].islower() and len(word) > 3]
    small = [word for word in small if word not in english.PREPOSITIONS]

    # One capitalised word is no title; more than twelve words are a sentence.
    enough = len(capitals) > 1 and len(capitals) * 2 >= len(words)
    return text[0].isupper() and enough and not small and len(words) <= 12


def is_work(sentence: Narration, at: int) -> bool:
    """Whether a title comes where a work is named: on “…”, Friday's “…”, his book, “…”."""
    before = at - 1
    if sentence.low(before) == ",":
        return sentence.low(before - 1) in english.TERMS
    # "told “Meet the Press”"
    named = sentence.low(before) in english.PREPOSITIONS | {"tell", "tells", "told"}
    return named or sentence.owns(before) or sentence.low(before) in english.TERMS


def is_announced(sentence: Narration, at: int) -> bool:
    """Whether words like a title are speech all the same: after a comma, a colon, *says*."""
    low = sentence.low(at - 1)
    # "The sign says “Share the Road”", but songs are sung.
    says = english.VERBS.get(low) == "say" and low not in _SUNG
    if low in (",", ":") or says:
        return True
    before = [claim for claim in sentence.claims if claim.verb < at]
    # "concluded that it was “Plainly Wrong”", but "the topic was “The World After Trade”"
    if low in ("is", "was", "were"):
        return bool(before)
    calls = any(claim.kind == "call" for claim in before)
    return calls and low not in english.PREPOSITIONS and low != "the"
