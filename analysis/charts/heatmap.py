"""The heat map of a crosstab: what goes with what."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from analysis import schema
from analysis.charts import titles, wording
from analysis.charts.cells import Cells
from analysis.charts.record import chart
from analysis.charts.sheet import Sheet, empty_sheet

VALUES = {
    "highlights": "Highlights with both",
    "jaccard": "Jaccard index (both / either)",
    "lift": "Lift over chance",
}


_NEEDS = (
    "row",
    "row_label",
    "column",
    "column_label",
    "highlights",
    "row_total",
    "column_total",
    "n",
    "voice",
)


@chart
def heatmap(
    table, ax=None, *, source=None, title=None, size="page", value="highlights", top=20
) -> Axes:
    """A crosstab as a grid of cells, darker for more, each with its number; a table with itself shows each pair once.

    `value` is "highlights", "jaccard" or "lift"; `top` the number of rows and of columns, by their totals.
    """
    if value not in VALUES:
        raise ValueError(f"value is one of {', '.join(VALUES)}; this is {value!r}")
    schema.check(table, "crosstab", needs=(*_NEEDS, value))
    subtitle = _counted(table, value)
    if table.empty or not table["highlights"].any():
        return empty_sheet(
            ax,
            title=title or "Nothing to show" if table.empty else "No two of them go together",
            subtitle=subtitle,
            source=source,
            size=size,
        )
    rows, columns = _side(table, "row"), _side(table, "column")
    same = list(rows["id"]) == list(columns["id"])
    cut = _cut(rows, columns, top, same)
    rows, columns = rows.head(top), columns.head(top)
    grid = table.pivot_table(index="row", columns="column", values=value, aggfunc="first")
    grid = grid.reindex(index=rows["id"], columns=columns["id"]).fillna(0)
    sheet = Sheet(ax, size)
    darkest = max(
        (
            grid.iat[r, c]
            for r in range(len(rows))
            for c in range(len(columns))
            if not same or r > c
        ),
        default=0,
    )
    cells = Cells(sheet, list(rows["label"]), list(columns["label"]))
    for r, (row, total) in enumerate(zip(rows["label"], rows["total"], strict=True)):
        for c, column in enumerate(columns["label"]):
            number = float(grid.iat[r, c])
            if same and c >= r:
                if c == r:
                    cells.fill(
                        r,
                        c,
                        None,
                        wording.number(total),
                        f"{row}: {wording.many(total, 'highlight')} in all",
                    )
            else:
                written = _written(number, value) if number else ""
                cells.fill(
                    r,
                    c,
                    number / darkest if darkest and number else 0,
                    written,
                    f"{row}, {column}: {_written(number, value)}",
                )
    subtitle += "; an empty cell is none"
    subtitle += "; in outline each one's own total" if same else ""
    subtitle += cut + cells.cut
    finding = _pairs(table, value, same)
    return sheet.finish(
        title=title or finding, subtitle=subtitle, source=source, room=cells.room(),
        alt=titles.alt("Heatmap", title or finding, subtitle, [f"{len(rows)} rows, {len(columns)} columns", *_first(table, value, same)]),
    )  # fmt: skip


def _counted(table: pd.DataFrame, value: str) -> str:
    """What the cells hold, of how many highlights, and in whose words."""
    if table.empty:
        return "The table has no rows"
    voice = table["voice"].iloc[0]
    heard = "" if voice == "highlight" else f"; names and words from {wording.voice_place(voice)}"
    n = table["n"].iloc[0]
    of = (
        f", of {wording.number(n)}"
        if value == "highlights"
        else f", in {wording.many(n, 'highlight')}"
    )
    return f"{VALUES[value]}{of}{heard}"


def _first(table: pd.DataFrame, value: str, same: bool) -> list[str]:
    """The three pairs with most, in words."""
    pairs = table[(table["row"] < table["column"])] if same else table
    pairs = pairs[pairs[value] > 0]
    pairs = pairs.sort_values(
        [value, "row_label", "column_label"], ascending=[False, True, True], kind="stable"
    )
    names = (
        pairs["row_label"].map(wording.short) + " with " + pairs["column_label"].map(wording.short)
    )
    return [
        f"{name} {_written(number, value)}"
        for name, number in zip(names.head(3), pairs[value].head(3), strict=True)
    ]


def _side(table: pd.DataFrame, side: str) -> pd.DataFrame:
    """One side's ids, labels and totals in falling order of the total, ties by label."""
    found = table.drop_duplicates(side)[[side, f"{side}_label", f"{side}_total"]]
    found.columns = ["id", "label", "total"]
    return found.sort_values(
        ["total", "label"], ascending=[False, True], kind="stable"
    ).reset_index(drop=True)


def _cut(rows: pd.DataFrame, columns: pd.DataFrame, top: int, same: bool) -> str:
    """Which rows and columns are not drawn, and whether the cut parts a tie."""
    sides = {"rows and columns": rows} if same else {"rows": rows, "columns": columns}
    cuts = {
        what: titles.cut(list(side["total"]), top)
        for what, side in sides.items()
        if len(side) > top
    }
    return "".join(said.replace(" shown", f" {what} shown") for what, said in cuts.items())


def _written(number: float, value: str) -> str:
    return (
        wording.number(number)
        if value == "highlights"
        else f"{number:.2f}"
        if value == "jaccard"
        else f"{number:.1f}"
    )


def _pairs(table: pd.DataFrame, value: str, same: bool) -> str:
    """Which pair goes together most, or how many share that place."""
    pairs = table[table["row"] < table["column"]] if same else table
    if pairs.empty or not pairs[value].any():
        return "No two of them go together"
    best = pairs[pairs[value] == pairs[value].max()]
    number, n = best[value].iloc[0], wording.many(best["n"].iloc[0], "highlight")
    much = {
        "highlights": f"in {_written(number, value)} of {n}",
        "jaccard": f"Jaccard {_written(number, value)}",
        "lift": f"{_written(number, value)} times chance",
    }[value]
    if len(best) > 1:
        return f"{wording.spelled(len(best)).capitalize()} pairs go together most: {much} each"
    names = wording.listed([best[f"{side}_label"].iloc[0] for side in ("row", "column")])
    brief = wording.listed(
        [wording.short(best[f"{side}_label"].iloc[0], 3) for side in ("row", "column")]
    )
    return wording.fitting(
        f"Go together most: {names}, {much}", f"{names}: {much}", f"{brief}: {much}"
    )
