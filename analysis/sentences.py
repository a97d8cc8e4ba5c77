"""Sentence splitter: where the sentences of a text begin, for themes, words and countries."""

from __future__ import annotations

import re

# Titles and abbreviations whose full stop is followed by a capital without ending the sentence.
_TITLES = "Mr Mrs Ms Messrs Dr Prof St Rev Hon Gen Adm Capt Maj Lt Col Sgt Sen Sens Gov Rep Reps"
_ABBREVIATIONS = frozenset([*_TITLES.split(), "vs", "approx", "cf", "e.g", "i.e"])

# What may end a sentence, with the marks that close it, and the space after it: “Why?” They; or a
# blank line. The space is optional, so that a long run of marks is passed in one step.
_END = re.compile(r"([.!?…。！？]+[\"'”’»)\]]*)(\s*)|\n\s*\n\s*")

# Full stops of Chinese and Japanese, which no space follows.
_WIDE = "。！？"

# Initials such as "J" or "U.S", taken without their last full stop. A lowercase letter at the end
# ("5 p.m") is no initial: what follows it with a capital is a new sentence.
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_a-z]")

# What is before an abbreviation in the same run of characters: (Dr. or “Mr.
_BEFORE_WORD = re.compile(r"[\s(“\"]")

# The longest abbreviation and the marks before it; looking further back would cost time only.
_REACH = 12


def starts(text: str) -> list[int]:
    """Return the offset at which each sentence of a text begins; in linear time.

    A sentence ends at ``. ! ?`` or ``…`` before white space, at ``。`` and its like anywhere, and
    at a blank line. The full stop of an initial (U.S., J. Smith) or a title (Dr.) does not end one,
    nor does one before a lowercase letter.

    Parameters
    ----------
    text : str
        The text.

    Returns
    -------
    list of int
        Offsets in ascending order, the first of which is 0.

    Examples
    --------
    >>> starts("He met Dr. Li in the U.S. today. “Why?” They talked.")
    [0, 33, 40]
    """
    found = [0]
    for end in _END.finditer(text):
        following = end.end()
        if following < len(text) and not _goes_on(text, end, following):
            found.append(following)

    return found


def _goes_on(text: str, end: re.Match[str], following: int) -> bool:
    """Whether a sentence goes on after a possible end, when the next word begins at `following`."""
    mark, space = end.groups()
    if not space:
        return mark is not None and mark[0] not in _WIDE
    # Only a bare full stop may belong to an abbreviation, and no sentence passes a blank line.
    if mark != "." or space.count("\n") > 1:
        return False
    if text[following].islower():
        return True

    stop = end.start()
    before = text[max(0, stop - _REACH) : stop]
    word = _BEFORE_WORD.split(before)[-1]
    return word in _ABBREVIATIONS or _INITIALS.fullmatch(word) is not None
