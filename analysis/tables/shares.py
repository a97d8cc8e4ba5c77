"""How much of an article a theme takes, and how sure that is."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis import schema
from analysis.tables import units
from analysis.tables.exact import binomial_p
from analysis.tables.intervals import wilson
from analysis.tables.units import PLACE


def shares(
    codes: pd.DataFrame, *, of: pd.DataFrame, interval: bool = False, level: float = 0.95
) -> pd.DataFrame:
    """In how many highlights, and in what share of the words, each theme is.

    The highlights are an editor's selection, not a random sample: an interval says how far chance alone
    could move a share, not how far the selection has.

    Parameters
    ----------
    codes : DataFrame
        The codes.
    of : DataFrame
        The highlights.
    interval : bool
        Whether to add the ends of Wilson's score interval (Wilson 1927).
    level : float
        The confidence level of the interval.

    Returns
    -------
    DataFrame
        The columns of "shares" in `schema`, by highlights, then label. Themes that no highlight of `of`
        carries have no row. `p_first` is the exact test of McNemar (1947) of the difference from the
        first theme: both are coded on the same highlights, so that overlapping intervals are no test.
        `uncoded`, the highlights without any theme, is the same in every row.

    Examples
    --------
    >>> highlights = pd.DataFrame({"document": "a", "number": [1, 2], "quote": ["three words here", "one"]})
    >>> codes = pd.DataFrame({"document": "a", "number": [2], "theme": "asia", "label": "Asia"})
    >>> shares(codes, of=highlights)[["highlights", "n", "share", "words", "words_share"]].values.tolist()
    [[1.0, 2.0, 0.5, 1.0, 0.25]]
    """
    carried = carries(codes, of)
    if carried.empty:
        return schema.empty("shares")

    n = len(of)
    has = carried.to_numpy(dtype="int64")
    highlights = has.sum(axis=0)
    words = units.lengths_in(of, "quote")
    spoken = words @ has
    rows = carried.columns.to_frame(index=False)
    rows["highlights"] = highlights
    rows["n"] = n
    rows["share"] = highlights / n
    rows["words"] = spoken
    rows["words_share"] = spoken / max(int(words.sum()), 1)

    rows[["low", "high", "confidence"]] = np.nan
    if interval:
        rows[["low", "high"]] = [wilson(count, n, level=level) for count in highlights]
        rows["confidence"] = level

    first = has[:, [0]]
    first_alone = (first > has).sum(axis=0)
    other_alone = (first < has).sum(axis=0)
    is_uncoded = has.sum(axis=1) == 0
    rows["p_first"] = binomial_p(first_alone, other_alone, 0.5)
    rows["uncoded"] = int(is_uncoded.sum())
    return schema.table(rows, "shares")


def carries(codes: pd.DataFrame, of: pd.DataFrame) -> pd.DataFrame:
    """Highlights by themes: 1 where the highlight carries it; themes by highlights, then label."""
    schema.check(codes, "codes", needs=(*PLACE, "theme", "label"), argument="codes")
    units.checked(of, "quote")
    places = pd.MultiIndex.from_frame(of[PLACE])
    rows = codes.merge(of[PLACE], on=PLACE)
    rows = rows.drop_duplicates([*PLACE, "theme"])
    named = rows.drop_duplicates("theme")[["theme", "label"]]
    total = rows["theme"].value_counts()
    named["highlights"] = named["theme"].map(total)
    named = named.sort_values(
        ["highlights", "label", "theme"], ascending=[False, True, True], kind="stable"
    )

    columns = pd.MultiIndex.from_frame(named[["theme", "label"]])
    row = places.get_indexer(pd.MultiIndex.from_frame(rows[PLACE]))
    column = pd.Index(named["theme"]).get_indexer(rows["theme"])
    values = np.zeros((len(places), len(columns)), dtype="int64")
    values[row, column] = 1
    return pd.DataFrame(values, index=places, columns=columns)
