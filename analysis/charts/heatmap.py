"""The heat map of a crosstab: in how many highlights two things come up together, and how closely they go together."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis import schema
from analysis.charts import titles, wording
from analysis.charts.cells import Cells
from analysis.charts.record import chart
from analysis.charts.sheet import Sheet, Source, empty_sheet
from analysis.tables.groups import FEW

_NEEDS = (
    "row",
    "row_label",
    "column",
    "column_label",
    "highlights",
    "row_total",
    "column_total",
    "n",
    "jaccard",
    "voice",
)

# The darkest shade is a Jaccard index of at least 0.5 (half of the highlights with either have both): where
# all pairs are weak, the closest of them must not look strong.
STRONG = 0.5

# Rows and columns of one highlight are left out where others have more: their cells can only be 1.
LEAST = 2


class Grid(NamedTuple):
    """What is drawn: the ids in their order, their labels and totals, and the numbers of each pair."""

    rows: pd.DataFrame
    columns: pd.DataFrame
    highlights: pd.DataFrame
    jaccard: pd.DataFrame
    # Whether rows and columns are the same, so that each pair is drawn once.
    same: bool


@chart
def heatmap(
    table: pd.DataFrame,
    ax: Axes | None = None,
    *,
    source: Source = None,
    title: str | None = None,
    size: str = "page",
    top: int = 20,
    compared: str = "",
) -> Axes:
    """Draw a crosstab as a grid: the number is the count of highlights with both, the shade the Jaccard index.

    Rows and columns that are alike are next to each other. A table with itself shows each pair once, and its totals on
    the diagonal. The title names a pair only if the table says that it is together more often than chance explains.
    A grid that would hold mostly ones, none of them beyond chance, is not drawn: the title says so.

    Parameters
    ----------
    table : DataFrame
        A "crosstab" table.
    ax : Axes, optional
        The Axes to draw into; by default a new figure.
    source : DataFrame, mapping or str, optional
        The documents table or row for the source line, or the line itself.
    title : str, optional
        A title in place of the finding.
    size : str
        "column", "page" or "slide".
    top : int
        How many rows and how many columns to draw, by their totals, ties by label.
    compared : str
        Who coded, for the subtitle: "coded by the rule".

    Returns
    -------
    Axes
        The Axes, with the record that `export.figure` reads.

    References
    ----------
    Jaccard, P. (1901). Étude comparative de la distribution florale dans une portion des Alpes et des Jura.

    Examples
    --------
    >>> cell = {"row": "x", "row_label": "X", "column": "y", "column_label": "Y", "highlights": 0, "row_total": 1,
    ...     "column_total": 1, "n": 27, "jaccard": 0.0, "together": False, "voice": "highlight"}
    >>> heatmap(pd.DataFrame([cell])).get_title()
    'No two of them come up in the same highlight'
    """
    schema.check(table, "crosstab", needs=_NEEDS)
    subtitle = _counted(table)
    if table.empty or not table["highlights"].any():
        finding = "No two of them come up in the same highlight"
        if table.empty:
            finding = "Nothing was found that could come up together"
        return empty_sheet(ax, title=title or finding, subtitle=subtitle, source=source, size=size)

    grid = _grid(table, top)
    too_little = _too_little(_pairs(table, grid))
    if too_little:
        subtitle += _left_out(table, grid)
        finding = title or too_little
        return empty_sheet(ax, title=finding, subtitle=subtitle, source=source, size=size)

    sheet = Sheet(ax, size)
    cells = Cells(sheet, list(grid.rows["label"]), list(grid.columns["label"]))
    _fill(cells, grid)

    finding = title or _finding(table, grid)
    subtitle += "; an empty cell is 0"
    if grid.same:
        subtitle += "; outlined: each one's own total"
    subtitle += _left_out(table, grid) + cells.cut
    if compared:
        subtitle += f"; {compared}"
    shape = f"{wording.many(len(grid.rows), 'row')}, {wording.many(len(grid.columns), 'column')}"
    return sheet.finish(
        title=finding,
        subtitle=subtitle,
        source=source,
        room=cells.room(),
        alt=titles.alt("Heat map", finding, subtitle, [shape, *_facts(table, grid)]),
    )


def _counted(table: pd.DataFrame) -> str:
    """Write what number and shade are, of how many highlights, and in whose words."""
    if table.empty:
        return "The table has no rows"
    voice = table["voice"].iloc[0]
    n = table["n"].iloc[0]
    text = f"Number: highlights with both, of {wording.number(n)}; shade: both / either (Jaccard)"
    if voice != "highlight":
        text += f"; from {wording.voice_place(voice)}"
    if "together" in table.columns:
        text += "; Fisher’s exact test, corrected for the number of pairs"
    return text


def _grid(table: pd.DataFrame, top: int) -> Grid:
    """Return the rows and columns that are drawn, alike ones next to each other, and their numbers."""
    rows = _side(table, "row")
    columns = _side(table, "column")
    same = list(rows["id"]) == list(columns["id"])
    rows, columns = (_often(side).head(top) for side in (rows, columns))

    highlights = _wide(table, "highlights", rows, columns)
    jaccard = _wide(table, "jaccard", rows, columns)
    if same:
        by_row = by_column = _chain(jaccard.to_numpy())
    else:
        by_row = _chain(_cosine(jaccard.to_numpy()))
        by_column = _chain(_cosine(jaccard.to_numpy().T))

    return Grid(
        rows=rows.iloc[by_row],
        columns=columns.iloc[by_column],
        highlights=highlights.iloc[by_row, by_column],
        jaccard=jaccard.iloc[by_row, by_column],
        same=same,
    )


def _side(table: pd.DataFrame, side: str) -> pd.DataFrame:
    """Return one side's ids, labels and totals in falling order of the total, ties by label."""
    found = table.drop_duplicates(side)[[side, f"{side}_label", f"{side}_total"]]
    found.columns = ["id", "label", "total"]
    return found.sort_values(
        ["total", "label"], ascending=[False, True], kind="stable", ignore_index=True
    )


def _often(side: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of two highlights or more, or all where there are none."""
    often = side[side["total"] >= LEAST]
    if len(often):
        return often
    return side


def _wide(
    table: pd.DataFrame, value: str, rows: pd.DataFrame, columns: pd.DataFrame
) -> pd.DataFrame:
    """Return one value of the pairs as a grid."""
    grid = table.pivot_table(index="row", columns="column", values=value, aggfunc="first")
    return grid.reindex(index=rows["id"], columns=columns["id"]).fillna(0)


def _cosine(vectors: np.ndarray) -> np.ndarray:
    """Return how alike the rows of a grid are: the cosine of their angles, 0 for empty ones."""
    lengths = np.linalg.norm(vectors, axis=1)
    unit = vectors / np.where(lengths > 0, lengths, 1)[:, None]
    return unit @ unit.T


def _chain(likeness: np.ndarray) -> list[int]:
    """Order rows so that each is followed by the one most like it, from the first; ties keep their order.

    >>> _chain(np.array([[1, 0.1, 0.8], [0.1, 1, 0], [0.8, 0, 1]]))
    [0, 2, 1]
    """
    order = [0]
    rest = list(range(1, len(likeness)))
    while rest:
        # Rounded, since equal sums may differ in their last digit from machine to machine.
        alike = [round(float(likeness[order[-1], row]), 9) for row in rest]
        order.append(rest.pop(alike.index(max(alike))))
    return order


def _fill(cells: Cells, grid: Grid) -> None:
    """Fill the cells: below the diagonal only where rows and columns are the same, with the totals on it."""
    highlights = grid.highlights.to_numpy(int)
    likeness = grid.jaccard.to_numpy(float)
    darkest = max(STRONG, likeness.max())

    for r, (row, total) in enumerate(zip(grid.rows["label"], grid.rows["total"], strict=True)):
        for c, column in enumerate(grid.columns["label"]):
            if grid.same and c > r:
                break
            if grid.same and c == r:
                said = f"{row}: {wording.many(total, 'highlight')} in all"
                cells.fill(r, c, None, wording.number(total), said)
                break

            both = highlights[r, c]
            jaccard = likeness[r, c]
            said = f"{row}, {column}: {wording.many(both, 'highlight')}, Jaccard {jaccard:.2f}"
            written = ""
            if both:
                written = wording.number(both)
            cells.fill(r, c, jaccard / darkest, written, said)


def _pairs(table: pd.DataFrame, grid: Grid) -> pd.DataFrame:
    """Return the pairs that are drawn, each once, the most frequent first."""
    drawn = table[table["row"].isin(grid.rows["id"]) & table["column"].isin(grid.columns["id"])]
    if grid.same:
        drawn = drawn[drawn["row"] < drawn["column"]]
    return drawn[drawn["highlights"] > 0].sort_values(
        ["highlights", "jaccard", "row_label", "column_label"],
        ascending=[False, False, True, True],
        kind="stable",
    )


def _too_little(pairs: pd.DataFrame) -> str:
    """Say why the drawn pairs are too few for a grid; "" where they are not.

    Half of them or more come up together once, which may be chance, and none in five highlights or
    more often than chance explains.
    """
    if pairs.empty:
        return "Too little to draw: no pair of the most frequent comes up in the same highlight"

    once = int((pairs["highlights"] == 1).sum())
    most = int(pairs["highlights"].max())
    has_finding = "together" in pairs and bool(pairs["together"].any())
    if has_finding or most >= FEW or 2 * once < len(pairs):
        return ""

    verb = "come"
    if once == 1:
        verb = "comes"
    some = f"{wording.number(once)} of {wording.many(len(pairs), 'pair')}"
    text = f"Too little to draw: {some} {verb} up together in one highlight only"
    if most > 1:
        text += f", none in more than {wording.number(most)}"
    return text


def _finding(table: pd.DataFrame, grid: Grid) -> str:
    """Name the pairs that are together more often than chance explains, the most frequent first, or say that none is."""
    pairs = _pairs(table, grid)
    if "together" not in pairs:
        return "How often they come up together"

    together = pairs[pairs["together"].astype(bool)]
    if together.empty:
        return "No pair comes up together more often than chance explains"

    first = together.iloc[0]
    both = f"in {wording.number(first['highlights'])} of {wording.many(first['n'], 'highlight')}"
    names = [wording.short(first[f"{side}_label"]) for side in ("row", "column")]
    sentence = f"{wording.listed(names)} go together, {both}"

    others = len(together) - 1
    if others:
        verb = "do"
        if others == 1:
            verb = "does"
        sentence += f"; so {verb} {wording.spelled(others)} other {wording.plural('pair', others)}"
    return wording.capital(sentence)


def _left_out(table: pd.DataFrame, grid: Grid) -> str:
    """Say how many rows and columns are not drawn."""
    if grid.same:
        return _cut(table, "row", len(grid.rows), "rows and columns")
    rows = _cut(table, "row", len(grid.rows), "rows")
    return rows + _cut(table, "column", len(grid.columns), "columns")


def _cut(table: pd.DataFrame, side: str, shown: int, what: str) -> str:
    """Say how many rows or columns are not drawn: those of one highlight, and those after the first."""
    every = _side(table, side)
    often = _often(every)
    totals = list(often["total"])
    text = titles.cut(totals, shown).replace(" shown", f" {what} shown")

    once = len(every) - len(often)
    if once:
        text += f"; of the {what}, {wording.number(once)} with one highlight left out"
    return text


def _facts(table: pd.DataFrame, grid: Grid) -> list[str]:
    """Write the three most frequent pairs for the alt text."""
    facts = []
    for _, pair in _pairs(table, grid).head(3).iterrows():
        names = f"{wording.short(pair['row_label'])} with {wording.short(pair['column_label'])}"
        facts.append(f"{names} {wording.number(pair['highlights'])}")
    return facts
