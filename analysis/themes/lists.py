"""Whether a phrase is an item of a list: what is only listed is seldom what a sentence is about."""

from __future__ import annotations

import re

# "wars and | terrorism", ", the | European Union": a comma or a conjunction, and at most one word, before the phrase
_JOINED_BEFORE = re.compile(
    r"(?:,|\b(?:and|or))\s+(?:(?:the|an?|as|by|of|in)\s+)*(?:[\w’'-]+\s+)?$", re.I
)

# "war | , famine", "terrorism | attacks and": a comma or a conjunction, and at most one word, after it
_JOINED_AFTER = re.compile(r"^\s*(?:[\w’'-]+\s*)?(?:,|\s(?:and|or)\b)", re.I)

# ", famine, malnutrition and | epidemics": the last item has a comma before the item that precedes it. 40 characters are
# a long item; with more it is a clause.
_LAST = re.compile(r",[^,.;]{1,40}(?:,\s+)?\b(?:and|or)\s+(?:[\w’'-]+\s+){0,2}$", re.I)

# "France | , Russia and the United States": the first item has one more comma or a conjunction after the next
_FIRST = re.compile(r"^\s*(?:[\w’'-]+\s*)?,[^,.;]{1,40}(?:,|\b(?:and|or)\b)", re.I)


def in_list(sentence: str, start: int, end: int) -> bool:
    """Return whether a phrase is an item of a list of three or more.

    Parameters
    ----------
    sentence : str
        The sentence.
    start, end : int
        Where the phrase begins and ends in it.

    Returns
    -------
    bool
        True for the first, a middle or the last item.

    Examples
    --------
    >>> sentence = "Famine, war and epidemics go on."
    >>> [in_list(sentence, *span) for span in ((0, 6), (8, 11), (16, 25))]
    [True, True, True]
    >>> in_list("War goes on, and we talk.", 0, 3)
    False
    """
    before = sentence[:start]
    after = sentence[end:]
    joined_before = bool(_JOINED_BEFORE.search(before))
    joined_after = bool(_JOINED_AFTER.match(after))
    if joined_before and joined_after:
        return True
    if joined_before:
        return bool(_LAST.search(before))
    return joined_after and bool(_FIRST.match(after))
