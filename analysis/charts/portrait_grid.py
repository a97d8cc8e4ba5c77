"""What a document portrait shows: its rows, its columns and what is in the cells."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from analysis.charts import columns
from analysis.charts.columns import Columns
from analysis.charts.facets import facet_of
from analysis.charts.sheet import Source

# In units of one column: the gap between two facets, and that before the totals.
_GAP = 0.5
_BEFORE_TOTAL = 0.35


class Grid(NamedTuple):
    """What is drawn: rows from top to bottom, columns from left to right."""

    along: Columns
    # The places, from 1, of the highlights or documents that have a row.
    shown: list[int]
    # Id, label, facet, total and at, the middle of its column.
    themes: pd.DataFrame
    # Number of codes by (id, row number).
    each: pd.Series
    # Who coded, by (id, row number); of one article only.
    coder: dict[tuple[str, int], str]
    # How many highlights there are, and how many carry none of the themes.
    n: int
    uncoded: int

    @property
    def rows(self) -> int:
        """How many rows are drawn."""
        return len(self.shown)

    @property
    def total_at(self) -> float:
        """The middle of the column of totals."""
        return self.themes["at"].iloc[-1] + 1 + _BEFORE_TOTAL


def grid(
    found: pd.DataFrame,
    of: pd.DataFrame | None,
    facets: pd.DataFrame | None,
    source: Source,
    top: int,
) -> Grid:
    """Rows, columns and what is in their cells."""
    once = found.drop_duplicates(["document", "id", "number"])
    along = _titled(columns.columns(once, of), source)
    found = along.found.assign(facet=facet_of(along.found, facets, id="id"))
    # In a corpus several highlights of one document carry a theme; the total counts all of them.
    by_theme = found.groupby(["id", "label"])
    total = by_theme.agg(total=("number", "size"), facet=("facet", "first")).reset_index()

    each = found.groupby(["id", "number"]).size()
    coder = {}
    if along.noun == "highlight":
        cells = found.drop_duplicates(["id", "number"])
        coder = cells.set_index(["id", "number"])["coder"].to_dict()
    n = sum(along.sizes)
    return Grid(
        along=along,
        shown=_shown(along, top),
        themes=arranged(total),
        each=each,
        coder=coder,
        n=n,
        uncoded=_uncoded(along, once, n),
    )


def _uncoded(along: Columns, once: pd.DataFrame, n: int) -> int:
    """How many of n highlights carry none of the themes; 0 where not all of them are known."""
    if not along.whole:
        return 0
    carrying = along.found["number"].nunique()
    if along.noun == "document":
        carrying = len(once.drop_duplicates(["document", "number"]))
    return max(0, n - carrying)


def _titled(along: Columns, source: Source) -> Columns:
    """Documents by their titles, where the table of documents gives them."""
    if along.noun != "document" or not isinstance(source, pd.DataFrame):
        return along
    if not {"document", "title"} <= set(source.columns):
        return along
    titles_of = dict(zip(source["document"], source["title"], strict=True))
    return along._replace(names=[titles_of.get(name) or name for name in along.names])


def _shown(along: Columns, top: int) -> list[int]:
    """The places that have a row: all of a short article, of a long one those that carry a theme."""
    if along.last > top:
        return sorted(set(along.found["number"]))[:top]
    return list(range(1, along.last + 1))


def arranged(themes: pd.DataFrame) -> pd.DataFrame:
    """The themes by facet, the largest facet first, then by total and label, with their places."""
    by_facet = themes.groupby("facet")["total"].transform("sum")
    ordered = themes.assign(by_facet=by_facet).sort_values(
        ["by_facet", "facet", "total", "label"],
        ascending=[False, True, False, True],
        kind="stable",
        ignore_index=True,
    )
    facet = ordered["facet"]
    facets_before = facet.ne(facet.shift()).cumsum() - 1
    return ordered.drop(columns="by_facet").assign(at=ordered.index + _GAP * facets_before)
