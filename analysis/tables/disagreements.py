"""Where coders differ."""

from __future__ import annotations

import pandas as pd

from analysis import schema
from analysis.tables.codings import checked
from analysis.tables.units import PLACE


def disagreements(codings: pd.DataFrame) -> pd.DataFrame:
    """The highlights and themes on which coders differ, to be discussed.

    Parameters
    ----------
    codings : DataFrame
        The codings of two or more coders.

    Returns
    -------
    DataFrame
        The columns of "disagreements" in `schema`, in the order of the codings.

    Examples
    --------
    >>> rows = {"document": "a", "number": [1, 2, 1, 2], "coder": list("AABB"), "theme": "asia", "value": [1, 0, 1, 1]}
    >>> disagreements(pd.DataFrame(rows)).values.tolist()
    [['a', 2, 'asia', 'B', 'A']]
    """
    known = checked(codings).dropna(subset="value")
    keys = [*PLACE, "theme"]
    differ = known.groupby(keys, sort=False)["value"].transform("nunique").gt(1)

    rows = []
    for key, unit in known[differ].groupby(keys, sort=False):
        coded = "; ".join(unit.loc[unit["value"].eq(1), "coder"])
        not_coded = "; ".join(unit.loc[unit["value"].eq(0), "coder"])
        rows.append((*key, coded, not_coded))
    return schema.table(rows, "disagreements")
