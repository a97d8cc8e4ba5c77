"""What goes with what: pairs of themes, countries or words in the same highlight."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis import schema
from analysis.tables import units
from analysis.tables.correction import tarone
from analysis.tables.exact import meeting_p
from analysis.tables.units import PLACE

# The chance that any pair at all is called more frequent than chance, where none is.
ERROR = 0.05


def crosstab(
    rows: pd.DataFrame, columns: pd.DataFrame, *, of: pd.DataFrame, voice: str = "quote"
) -> pd.DataFrame:
    """In how many highlights each row goes with each column, including the pairs that never meet.

    Parameters
    ----------
    rows, columns : DataFrame
        Mentions, tokens, cues or codes; the same table twice gives who goes with whom.
    of : DataFrame
        The highlights that are looked at.
    voice : {"quote", "headline", "both"}
        The voice of mentions, tokens and cues.

    Returns
    -------
    DataFrame
        The columns of "crosstab" in `schema`; rows, then columns, by their totals and labels.
        `jaccard` is both / either (Jaccard 1901), `lift` both over what independence would give, `p` the
        chance of as many or more with both (Fisher's exact test, one-sided). `together` marks pairs
        that remain after the correction for all pairs that could (Tarone 1990).

    Examples
    --------
    >>> codes = pd.DataFrame({"document": "a", "number": [1, 2, 2], "theme": ["asia", "asia", "europe"]})
    >>> of = pd.DataFrame({"document": "a", "number": [1, 2, 3]})
    >>> crosstab(codes, codes, of=of)[["row", "column", "highlights"]].values.tolist()
    [['asia', 'asia', 2], ['asia', 'europe', 1], ['europe', 'asia', 1], ['europe', 'europe', 1]]
    """
    units.checked(of)
    here = of[PLACE].drop_duplicates()
    left = units.presence(rows, voice, argument="rows").merge(here, on=PLACE)
    right = units.presence(columns, voice, argument="columns").merge(here, on=PLACE)
    if left.empty or right.empty:
        return schema.empty("crosstab")

    meetings = left.merge(right, on=PLACE, suffixes=("_row", "_column"))
    both = meetings.groupby(["id_row", "id_column"]).size()
    grid = _totals(left, "row").merge(_totals(right, "column"), how="cross")
    pairs = pd.MultiIndex.from_frame(grid[["row", "column"]])
    grid["highlights"] = both.reindex(pairs, fill_value=0).to_numpy()
    grid["n"] = len(of)

    met = grid["highlights"]
    row_total = grid["row_total"]
    column_total = grid["column_total"]
    either = row_total + column_total - met
    grid["jaccard"] = met / either
    grid["lift"] = met * grid["n"] / (row_total * column_total)
    grid["p"], grid["together"] = _tested(grid, same=left.equals(right))

    voices = any("voice" in side.columns for side in (rows, columns))
    grid["voice"] = voice if voices else "highlight"
    return schema.table(grid, "crosstab")


def _tested(grid: pd.DataFrame, *, same: bool) -> tuple[np.ndarray, np.ndarray]:
    """The p-value of each pair, and whether it is small enough for so many pairs."""
    row_total = grid["row_total"]
    column_total = grid["column_total"]
    p = meeting_p(grid["highlights"], row_total, column_total, grid["n"])
    most = np.minimum(row_total, column_total)
    least = meeting_p(most, row_total, column_total, grid["n"])

    # Of one table with itself, each pair occurs twice, and nothing is tested against itself.
    tests = np.ones(len(grid), dtype=bool)
    if same:
        row = grid["row"].to_numpy()
        column = grid["column"].to_numpy()
        tests = row < column
        p = np.where(row == column, np.nan, p)

    _, many = tarone(least[tests], ERROR)
    return p, p <= ERROR / many


def _totals(present: pd.DataFrame, side: str) -> pd.DataFrame:
    """Each id of one side with its label and in how many highlights it is."""
    totals = present[["id", "label"]].drop_duplicates("id")
    totals["total"] = totals["id"].map(present["id"].value_counts())
    totals = totals.sort_values(
        ["total", "label", "id"], ascending=[False, True, True], kind="stable"
    )
    return totals.rename(columns={"id": side, "label": f"{side}_label", "total": f"{side}_total"})
