"""A grid of cells with labels at the left and on top."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from analysis.charts import style
from analysis.charts.rows import row_labels
from analysis.charts.sheet import Room, Sheet

SMALLEST = 5.0  # points, below which a number in a cell is left out


class Cells:
    """A grid with labels at the left and on top, filled cell by cell."""

    def __init__(
        self,
        sheet: Sheet,
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

    def room(self, *, tall: float | None = None) -> Room:
        """The room that the grid and its labels need, cells not much wider than a number asks for."""
        right = self.sheet.width - self.left - self.wide * self.columns
        return Room(
            left=self.left,
            right=max(0.0, right),
            top=self.top,
            body=self.rows * (tall or self.tall),
        )
