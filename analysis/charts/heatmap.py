"""Cells: what goes with what, with the numbers written in."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from analysis import schema
from analysis.charts import findings, frame, style
from analysis.charts.rows import row_labels

VALUES = {
    "highlights": "Highlights with both",
    "jaccard": "Jaccard index (both / either)",
    "lift": "Lift over chance",
}
SMALLEST = 5.0  # points, below which a number in a cell is left out
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


@frame.chart
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
        return frame.nothing(
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
    sheet = frame.Sheet(ax, size)
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
                        findings.number(total),
                        f"{row}: {findings.many(total, 'highlight')} in all",
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
        alt=findings.alt("Heatmap", title or finding, subtitle, [f"{len(rows)} rows, {len(columns)} columns", *_first(table, value, same)]),
    )  # fmt: skip


def _counted(table: pd.DataFrame, value: str) -> str:
    """What the cells hold, of how many highlights, and in whose words."""
    if table.empty:
        return "The table has no rows"
    voice = table["voice"].iloc[0]
    heard = "" if voice == "highlight" else f"; names and words from {findings.place(voice)}"
    n = table["n"].iloc[0]
    of = (
        f", of {findings.number(n)}"
        if value == "highlights"
        else f", in {findings.many(n, 'highlight')}"
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
        pairs["row_label"].map(findings.short)
        + " with "
        + pairs["column_label"].map(findings.short)
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
        what: findings.cut(list(side["total"]), top)
        for what, side in sides.items()
        if len(side) > top
    }
    return "".join(said.replace(" shown", f" {what} shown") for what, said in cuts.items())


def _written(number: float, value: str) -> str:
    return (
        findings.number(number)
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
    number, n = best[value].iloc[0], findings.many(best["n"].iloc[0], "highlight")
    much = {
        "highlights": f"in {_written(number, value)} of {n}",
        "jaccard": f"Jaccard {_written(number, value)}",
        "lift": f"{_written(number, value)} times chance",
    }[value]
    if len(best) > 1:
        return f"{findings.spelled(len(best)).capitalize()} pairs go together most: {much} each"
    names = findings.listed([best[f"{side}_label"].iloc[0] for side in ("row", "column")])
    brief = findings.listed(
        [findings.short(best[f"{side}_label"].iloc[0], 3) for side in ("row", "column")]
    )
    return findings.fitting(
        f"Go together most: {names}, {much}", f"{names}: {much}", f"{brief}: {much}"
    )


class Cells:
    """A grid with labels at the left and on top, filled cell by cell."""

    def __init__(
        self,
        sheet: frame.Sheet,
        rows: Sequence[str],
        columns: Sequence[str],
        *,
        share: float = 0.34,
        widest: float = 7,
    ):
        self.sheet, self.rows, self.columns = sheet, len(rows), len(columns)
        self.unwritten = 0  # numbers that find no room
        self.left, self.tall = row_labels(sheet, list(rows), share=share)
        self.wide = min((sheet.width - self.left) / len(columns), sheet.text * widest)
        self.top = self._column_labels(list(columns))
        sheet.ax.set(xlim=(-0.5, self.columns - 0.5), ylim=(self.rows - 0.5, -0.5))

    def _column_labels(self, labels: list[str]) -> float:
        """Write the columns' labels on top: level where every word fits its column, else upright; their height."""
        text, room = self.sheet.text, self.wide - self.sheet.text * 0.4
        if 3 * sum(map(bool, labels)) < len(
            labels
        ):  # few columns have a label, and the room of their neighbours
            room = self.wide * len(labels) / (sum(map(bool, labels)) + 1)
        level = all(
            style.extent(word, text)[0] <= room for label in labels for word in label.split()
        )
        limit = room if level else text * 18
        lines = 3 if level else 2 if self.wide > text * 2.7 else 1
        labels = [style.wrap(label, limit, text, lines=lines) for label in labels]
        extents = [style.extent(label, text) for label in labels]
        if not level and self.wide < text * 1.25:
            labels = [label if i % 2 == 0 else "" for i, label in enumerate(labels)]
        self.sheet.ax.set_xticks(range(len(labels)), labels=labels, rotation=0 if level else 90)
        self.sheet.ax.tick_params(
            axis="x",
            top=False,
            bottom=False,
            labeltop=True,
            labelbottom=False,
            labelcolor=style.INK,
            pad=text * 0.4,
        )
        return max(high if level else wide for wide, high in extents) + text * 0.7

    def fill(
        self, row: int, column: int, shade: float | None, written: str, said: str, **look: object
    ) -> None:
        """One cell: a shade from 0 to 1 or an outline, the number written in, its label and value for the tooltip."""
        colour = to_hex(style.BLUES(0.12 + 0.88 * shade)) if shade else style.PALE
        if shade is None:
            look = {"facecolor": "white", "edgecolor": style.RULE, "linewidth": 0.8, **look}
        cell = Rectangle(
            (column - 0.46, row - 0.46), 0.92, 0.92, **{"facecolor": colour, "linewidth": 0, **look}
        )
        self.sheet.mark(
            self.sheet.ax.add_artist(cell), said
        )  # the limits are set, so nothing is to be measured
        points = self._fitting(written)
        if written and points < SMALLEST:
            self.unwritten += 1
        elif written:
            self.sheet.ax.text(column, row, written, fontsize=points, ha="center", va="center_baseline",
                color=style.MUTED if shade is None else style.ink(colour))  # fmt: skip

    def _fitting(self, written: str) -> float:
        """The text size in points at which a number fits its cell; a long one is set smaller."""
        usual = self.sheet.text * 0.9
        wide = style.extent(written, usual)[0] if written else 0
        return usual if wide <= self.wide * 0.9 else usual * self.wide * 0.88 / wide

    @property
    def cut(self) -> str:
        """That some numbers are not written, in words; "" where all are."""
        return "; numbers without room are left out" if self.unwritten else ""

    def room(self, *, tall: float | None = None) -> frame.Room:
        """The room that the grid and its labels need, cells not much wider than a number asks for."""
        right = self.sheet.width - self.left - self.wide * self.columns
        return frame.Room(
            left=self.left,
            right=max(0.0, right),
            top=self.top,
            body=self.rows * (tall or self.tall),
        )
