"""Whether a text is in English, told by its function words."""

from __future__ import annotations

import re
import string

_FUNCTION_WORDS = (
    "the and of to that with for it this have are not by from they which would there we you be is as at on an will has "
    "our their been"
)
_COMMON = frozenset(f"{_FUNCTION_WORDS} {_FUNCTION_WORDS.title()}".split())
_LETTERS = string.ascii_letters.encode()
_WORD = re.compile(r"[^\W\d_]+")
ENOUGH = 200  # letters, below which nothing is said
FEW = 20  # the same for a text most of whose letters are not Latin
LATIN = "\u024f"  # the last of the Latin letters, but for rare ones
SHARE = 0.15  # English prose has two to three times this share of the words above


def foreign(text: str) -> str:
    """Why a text seems not to be in English, or "".

    >>> foreign("Der Minister sagte, dass die Verhandlungen in der kommenden Woche weitergehen. " * 4)[:32]
    '0 % of the words are common Engl'
    >>> foreign("The minister said that talks would go on in the coming week, and that he hoped for the best. " * 4)
    ''
    """
    text = text[:4000]
    common = sum(map(_COMMON.__contains__, text.split()))  # at least
    gaps = len(text.encode(errors="replace").translate(None, _LETTERS))  # at most, since other letters count as well
    if common >= SHARE * (gaps + 1):
        return ""
    words = _WORD.findall(text.lower())
    letters = "".join(words)
    others = sum(letter > LATIN for letter in letters)
    if len(letters) < (FEW if others > len(letters) / 2 else ENOUGH):
        return ""
    share = sum(map(_COMMON.__contains__, words)) / len(words)
    if share >= SHARE:
        return ""
    return (
        f"{100 * share:.0f} % of the words are common English ones, too few for an English text; the gazetteer, the "
        "codebook and the stop words are English, so counts will miss what is said here"
    )
