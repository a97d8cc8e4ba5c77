"""Rows of a table that a reader asks for by name, or its first ones."""

from __future__ import annotations

import pandas as pd

from analysis import schema


def chosen(table: pd.DataFrame, label: str = "", *, first: int = 1) -> pd.DataFrame:
    """Return the rows with a label, or the first rows where none is named.

    Parameters
    ----------
    table : DataFrame
        A table with a column `label` (counts, keyness) or `group` (groups).
    label : str
        The label, in any case.
    first : int
        How many rows to return where `label` is empty.

    Returns
    -------
    DataFrame
        Rows of the table, with the same columns.

    Raises
    ------
    ValueError
        If no row has the label; the message names the nearest one.

    Examples
    --------
    >>> counts = pd.DataFrame({"label": ["Russia", "Germany", "Italy"], "count": [19, 4, 2]})
    >>> chosen(counts, first=2)["label"].tolist(), chosen(counts, "germany")["count"].tolist()
    (['Russia', 'Germany'], [4])
    >>> chosen(counts, "Germnay")
    Traceback (most recent call last):
    ValueError: no row has the label 'Germnay'; did you mean 'Germany'?
    """
    if not isinstance(table, pd.DataFrame):
        raise TypeError(f"table must be a pandas DataFrame, not {type(table).__name__}")
    if not label:
        return table.head(first)

    name = "label" if "label" in table.columns else "group"
    rows = table[table[name].str.casefold() == label.casefold()]
    if rows.empty:
        raise ValueError(f"no row has the {name} {label!r}{schema.near(label, table[name])}")
    return rows
