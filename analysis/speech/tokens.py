"""Words and marks of a sentence of narration."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A quotation inside a sentence: one character of the private use area, so that it is one token.
QUOTE = "\ue000"
DASHES = frozenset(("-", "--", "---", "–", "—", "―"))

_TOKEN = re.compile(
    rf"{QUOTE}"
    r"|(?:[^\W\d_]\.){2,}"  # U.S., N.C.
    r"|[A-Z]\.(?=\s)|[JS]r\."  # Paul J. Berg Jr.
    r"|\d{1,3}(?:,\d{3})+"  # 40,000
    r"|[^\W_]+(?:[’'&./-][^\W_]+)*(?:(?<=s)[’'](?=\s))?"  # don't, AT&T, 10.5, auditors'
    r"|-{2,}|[^\s.]|\.(?=\s*$)"  # a full stop before the end belongs to an abbreviation
)
# Berg's, and the auditors' without an -s.
_POSSESSIVE = re.compile(r"[’']s$|(?<=s)[’']$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark of a sentence; `low` is it in lowercase without a possessive ending."""

    text: str
    low: str
    start: int
    place: int
    owns: bool = False

    @property
    def end(self) -> int:
        """Where it ends in the sentence's text."""
        return self.start + len(self.text)

    @property
    def bare(self) -> str:
        """The word without a possessive ending."""
        return without_ending(self.text)

    @property
    def capital(self) -> bool:
        """Whether it begins with an uppercase letter."""
        return self.text[0].isupper()

    @property
    def word(self) -> bool:
        """Whether it is a word or a figure and no mark."""
        return self.text[0].isalnum()


def tokens(sentence: str) -> list[Token]:
    """Words and marks of a sentence.

    >>> [token.low for token in tokens("Mr. Berg’s aide, of the U.S. Senate, said no.")]
    ['mr', 'berg', 'aide', ',', 'of', 'the', 'u.s', 'senate', ',', 'said', 'no', '.']
    """
    found: list[Token] = []

    for match in _TOKEN.finditer(sentence):
        text = match[0]
        lower = text.lower()
        low = without_ending(lower)
        owns = low != lower
        found.append(Token(text, low.rstrip(".") or low, match.start(), len(found), owns))

    return found


def without_ending(words: str) -> str:
    """Words without the possessive ending of the last one."""
    if words[-1:] not in ("s", "’", "'"):
        return words  # as most
    return _POSSESSIVE.sub("", words)
