"""Light words: words that carry little meaning by themselves."""

from __future__ import annotations

from analysis import schema
from analysis.words.lists import List, lines

LIGHTWORDS = schema.DATA / "lightwords.txt"


def lightwords(source: List = LIGHTWORDS) -> list[str]:
    """Return light words, which carry little meaning by themselves: *thing*, *say*, *recently*.

    Parameters
    ----------
    source : str, Path, iterable of str or None
        As for `stopwords`.

    Returns
    -------
    list of str
        In lowercase.

    Examples
    --------
    >>> {"thing", "things", "said"} <= set(lightwords())
    True
    """
    found = lines(source, LIGHTWORDS, "light words")
    return list(map(str.lower, found.values()))
