"""Stop words: words too common to tell anything."""

from __future__ import annotations

import re

from analysis import schema
from analysis.words.lists import List, lines

STOPWORDS = schema.DATA / "stopwords.txt"

# Web and e-mail addresses: https://example.org, www.example.org, example.org/news, ana@example.org.
# A domain by itself is the name of a medium or company: bbc.co.uk.
# The last two begin where a word does, one of them after a slash too: a long word is read once.
_ADDRESS = re.compile(r"https?://|www\.|(?:(?<!\S)|(?<=/))[^\s/]+\.\w+/|(?<!\S)\S+@")


class StopWords:
    """The stop words of a list, ready to be asked.

    Attributes
    ----------
    every : set of str
        All of them, in lowercase.
    guarded : set of str
        Those that are something else in uppercase: *us*, *it*, *may*.
    given : set of str
        Those of `guarded` that are something else with an initial capital, too: *may*, *will*.

    Examples
    --------
    >>> words = StopWords(["only", "The", "=may", "~us"])
    >>> "THE" in words, "us" in words, "Us" in words, "US" in words, "May" in words
    (True, True, True, False, False)
    >>> "2020" in words, "https://example.org/a" in words, "world" in words
    (True, True, False)
    """

    def __init__(self, source: List = STOPWORDS) -> None:
        self.every: set[str] = set()
        self.guarded: set[str] = set()
        self.given: set[str] = set()
        for line in stopwords(source):
            word = line.lstrip("=~").lower()
            self.every.add(word)
            if line[0] in "=~":
                self.guarded.add(word)
            if line[0] == "=":
                self.given.add(word)

    def __contains__(self, token: str) -> bool:
        """Whether a token is left out of tables of words."""
        # Most tokens are letters and nothing else.
        if not token.isalpha() and _is_number_or_address(token):
            return True
        low = token.lower()
        if low not in self.every:
            return False
        if low in self.given:
            return token == low
        return low not in self.guarded or token != token.upper()


def _is_number_or_address(token: str) -> bool:
    return not any(map(str.isalpha, token)) or bool(_ADDRESS.match(token))


def stopwords(source: List = STOPWORDS) -> list[str]:
    """Return stop words: the bundled ones, and those that are added to them.

    Parameters
    ----------
    source : str, Path, iterable of str or None
        A text file with one a line, or strings. They add to the bundled list, or replace it if the
        first is ``only``. None is no stop words at all.

    Returns
    -------
    list of str
        Without blank lines and comments. ``=may`` is a stop word in lowercase only, ``~us`` unless
        all of it is uppercase.

    Examples
    --------
    >>> stopwords(["only", "the  # article", "", "~us"])
    ['the', '~us']
    >>> stopwords(["harbour"]) == [*stopwords(), "harbour"]
    True
    """
    found = lines(source, STOPWORDS, "stop words")
    return list(found.values())
