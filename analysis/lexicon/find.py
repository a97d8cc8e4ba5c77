"""The hits of a lexicon in a table of highlights."""

from __future__ import annotations

import pandas as pd

from analysis import schema
from analysis.lexicon.build import Lexicon
from analysis.lexicon.columns import keys, texts
from analysis.lexicon.places import places


def find(highlights: pd.DataFrame, lexicon: Lexicon) -> pd.DataFrame:
    """Return one row for each hit, in both voices.

    A hit is a whole word or phrase. Where hits of one set overlap, the longest stays, then the leftmost,
    then the first entry. Time is linear in the text; apart from the text and the hits, memory is constant.

    Parameters
    ----------
    highlights : DataFrame
        The highlights, at least `document`, `number`, `headline` and `quote`.
    lexicon : Lexicon
        The entries to look for, as `build` returns them.

    Returns
    -------
    DataFrame
        The schema's `hits`, in the order of the highlights, headline first. `entry` is the row of the
        entries, counted from 0. `start` and `end` are character offsets into the text of the voice:
        `text[start:end] == surface`.

    Raises
    ------
    TypeError
        If `highlights` is not a DataFrame.
    ValueError
        If it lacks a column.

    References
    ----------
    Aho, A. V., & Corasick, M. J. (1975). Efficient string matching: an aid to bibliographic search.
    Communications of the ACM, 18(6), 333-340.

    Examples
    --------
    >>> from analysis.lexicon import build
    >>> capitals = build(pd.DataFrame({"form": ["Rome", "Paris"]}))
    >>> highlights = pd.DataFrame({"document": "a", "number": [1], "headline": "", "quote": "Paris, Rome"})
    >>> find(highlights, capitals)[["start", "end", "surface", "entry"]].values.tolist()
    [[0, 5, 'Paris', 1], [7, 11, 'Rome', 0]]
    """
    read = texts(highlights)
    found = places(read, lexicon)
    columns = keys(highlights, found.text)
    columns["start"] = found.start
    columns["end"] = found.end
    columns["surface"] = found.surfaces(read)
    columns["entry"] = found.entry
    return schema.table(pd.DataFrame(columns), "hits")
