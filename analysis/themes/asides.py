"""Whether a phrase is an aside: what is only listed, or only says where, is seldom what a sentence is about."""

from __future__ import annotations

import re

# "economic, commercial and financial | embargo": the list is of adjectives
_ADJECTIVES = re.compile(r",\s+\w+(?:al|ic|ive|ous)\s+(?:and|or)\s+\w+(?:al|ic|ive|ous)\s+$", re.I)

# "wars and | terrorism", ", the | European Union", "and the rise of | terrorism": a comma or a conjunction, and at most
# one word, or one and "of", before the phrase
_JOINED_BEFORE = re.compile(
    r"(?:,|\b(?:and|or))\s+(?:(?:the|an?|as|by|of|in)\s+)*(?:[\w’'-]+\s+(?:of\s+(?:the\s+)?)?)?$",
    re.I,
)

# "war | , famine", "terrorism | attacks and": a comma or a conjunction, and at most one word, after it
_JOINED_AFTER = re.compile(r"^\s*(?:[\w’'-]+\s*)?(?:,|\s(?:and|or)\b)", re.I)

# ", famine, malnutrition and | epidemics": the last item has a comma before the item that precedes it. 40 characters are
# a long item; with more it is a clause.
_LAST = re.compile(r",[^,.;]{1,40}(?:,\s+)?\b(?:and|or)\s+(?:[\w’'-]+\s+){0,3}$", re.I)

# "France | , Russia and the United States": after the first item come more of them, and a conjunction before the last.
# "The Court | , therefore, cannot" is no list. More than three words are a clause, as is "which …".
_FIRST = re.compile(
    r"^\s*(?:[\w’'-]+\s*)?(?:,(?!\s+(?:wh|that|but))(?:\s+[\w’'-]+){1,3}){1,9},?\s(?:and|or)\s",
    re.I,
)

# "a | Norwegian ship", "countries like the | Maldives", "Mr. Thomson of | Fiji": one of many, and no state
_EXAMPLE = re.compile(
    r"\b(?:an?|like|such as|including)\s+(?:the\s+)?$|\b(?:Mr|Mrs|Ms)\.?\s+(?:\S+\s+){1,3}of\s+$",
    re.I,
)

# "a camp in | Libya", "from | Damascus", "north west | London" (but North Korea): where something happens, or
# somebody comes from
_WHERE = re.compile(
    r"\b(?:in|from|at|near|off|to|through|left|across|outside)\s+(?:the\s+)?$"
    r"|\b(?-i:north|south|east|west|northern|southern|eastern|western)\s+$",
    re.I,
)

# "the conflict in | Libya", "people in | Taiwan", "we in | Serbia": a place, and what it is about as well
_SUBJECT = re.compile(
    r"\b(?:conflicts?|cris[ei]s|parties|peace|people|situation|violence|wars?|we)\s+in\s+(?:the\s+)?$",
    re.I,
)

# "the Syrian | Observatory", "Berlin | -based": part of the name of something that is no state
_TITLE = re.compile(
    r"^-(?:based|born|speaking)\b"
    r"|^\s+(?:(?:[A-Z][\w’'-]*|and|for|of)\s+){0,5}"
    r"(?:Association|Centre|Center|Club|Conference|Cup|Festival|Forum|Group|Institute|Museum|Observatory|Open|University)\b"
)


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
    if _ADJECTIVES.search(before):
        return False
    if joined_before and joined_after:
        return True
    if joined_before:
        return bool(_LAST.search(before))
    return joined_after and bool(_FIRST.match(after))


def in_passing(sentence: str, start: int, end: int) -> bool:
    """Return whether the name of a country is an example, says where something is, or is part of a title.

    Parameters
    ----------
    sentence : str
        The sentence.
    start, end : int
        Where the name begins and ends in it.

    Returns
    -------
    bool
        True after "a", "like" and "such as", after a preposition of place, and before words such as
        "Conference".

    Examples
    --------
    >>> in_passing("They fled from Libya.", 15, 20), in_passing("Libya votes.", 0, 5)
    (True, False)
    """
    before = sentence[:start]
    after = sentence[end:]
    # "a two-State solution" is no name
    if _SUBJECT.search(before) or not sentence[start].isupper():
        return False
    return bool(_EXAMPLE.search(before) or _WHERE.search(before) or _TITLE.match(after))
