"""Where on the map what was counted is."""

from __future__ import annotations

import pandas as pd

from analysis.countries.gazetteer import entities


def places(counts: pd.DataFrame) -> pd.DataFrame:
    """Return the counts with `lon` and `lat`, for those that have a place on the map.

    Parameters
    ----------
    counts : DataFrame
        A table with a column `id` or `entity`.

    Returns
    -------
    DataFrame
        The rows with a place, in their order, and two more columns: `lon` and `lat` in degrees east and
        north. The dot of a country is at its capital, that of a disputed territory at its own.

    Raises
    ------
    TypeError
        If `counts` is not a DataFrame.
    ValueError
        If it has neither column.

    Examples
    --------
    >>> places(pd.DataFrame({"id": ["RUS", "eu"], "count": [3, 9]}))
        id  count    lon    lat
    0  RUS      3  37.62  55.75
    """
    if not isinstance(counts, pd.DataFrame):
        given = type(counts).__name__
        raise TypeError(f"counts must be a pandas DataFrame, not {given}")
    key = "id" if "id" in counts.columns else "entity"
    if key not in counts.columns:
        names = map(str, counts.columns)
        have = ", ".join(names) or "none"
        raise ValueError(f"places needs a column 'id' or 'entity'; there are {have}")

    where = entities().set_index("entity")
    where = where[["lon", "lat"]].dropna()
    has_a_place = counts[key].isin(where.index)
    placed = counts[has_a_place].join(where, on=key)
    return placed.reset_index(drop=True)
