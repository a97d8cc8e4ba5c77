"""How many highlights each bundled codebook codes."""

from __future__ import annotations

import pandas as pd

from analysis import schema
from analysis.themes.codebook import CODEBOOKS
from analysis.themes.codebook import codebook as book_of
from analysis.themes.codes import codes
from analysis.themes.cues import NEEDS, PLACE


def fit(highlights: pd.DataFrame) -> pd.DataFrame:
    """Return how many highlights each bundled codebook codes.

    Parameters
    ----------
    highlights : DataFrame
        The highlights.

    Returns
    -------
    DataFrame
        The table "fit" of `schema`, one row a codebook, the one that codes most highlights first.

    Examples
    --------
    >>> texts = {"document": "a", "number": [1, 2], "headline": ["Sanctions", "Baseball"], "quote": ""}
    >>> fit(pd.DataFrame(texts))[["codebook", "coded", "n"]].values.tolist()
    [['news', 2, 2], ['world-affairs', 1, 2]]
    """
    n = len(schema.check(highlights, "highlights", needs=NEEDS))
    if not n:
        return schema.empty("fit")
    rows = []
    for name in CODEBOOKS:
        coded = carrying(codes(highlights, codebook=name, corrections=None))
        rows.append((name, len(book_of(name).themes), coded, n, coded / n))
    table = schema.table(rows, "fit")
    return table.sort_values("coded", ascending=False, kind="stable", ignore_index=True)


def carrying(coded: pd.DataFrame) -> int:
    """Return how many highlights a table of codes is about."""
    return len(coded[PLACE].drop_duplicates())
