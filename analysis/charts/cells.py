"""A grid of cells with labels at the left and on top, filled cell by cell."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from analysis.charts import style
from analysis.charts.rows import close, row_labels
from analysis.charts.sheet import Room, Sheet

# Points, below which a number is not read in print and is left out; on a slide, parts of its text.
SMALLEST, SMALLEST_PART = 6.0, 0.6
# Of a cell's width, that a number may take: digits of neighbours must not be read as one number.
FILLED = 0.8
# Of a cell's width and height: the white between two cells separates them.
CELL = 0.92


class Cells:
    """A grid with labels at the left and on top, filled cell by cell.

    Parameters
    ----------
    sheet : Sheet
        What is drawn on.
    rows, columns : sequence of str
        The labels; empty ones leave their room to the others.
    share : float
        The share of the width that the rows' labels may take.
    widest : float
        The width of a cell at most, in text sizes.
    """

    def __init__(
        self,
        sheet: Sheet,
        rows: Sequence[str],
        columns: Sequence[str],
        *,
        share: float = 0.34,
        widest: float = 7,
    ):
        self.sheet = sheet
        self.rows = len(rows)
        self.columns = len(columns)
        # Numbers that find no room.
        self.unwritten = 0
        self.left, self.tall = row_labels(sheet, list(rows), share=share)
        self.wide = min((sheet.width - self.left) / len(columns), sheet.text * widest)
        self.top = self._column_labels(list(columns))
        sheet.ax.set(xlim=(-0.5, self.columns - 0.5), ylim=(self.rows - 0.5, -0.5))

    def _column_labels(self, labels: list[str]) -> float:
        """Write the columns' labels on top: level where every word fits its column, else upright; return their height."""
        text = self.sheet.text
        room = self._label_room(labels)
        words = " ".join(labels).split()
        level = all(style.width(word, text) <= room for word in words)

        if level:
            wrapped = [style.wrap(label, room, text, lines=3) for label in labels]
        else:
            # Upright, two lines need a column of 2.7 times the text size.
            lines = 1
            if self.wide > text * 2.7:
                lines = 2
            wrapped = [style.wrap(label, text * 18, text, lines=lines) for label in labels]

        measured = style.height if level else style.width
        tallest = max(measured(label, text) for label in wrapped)
        if not level and self.wide < text * 1.25:
            # Upright lines in narrower columns would cover each other: every second one is written.
            wrapped = [label if i % 2 == 0 else "" for i, label in enumerate(wrapped)]

        self.sheet.ax.tick_params(
            axis="x",
            top=False,
            bottom=False,
            labeltop=True,
            labelbottom=False,
            labelcolor=style.INK,
            pad=text * 0.4,
        )
        self.sheet.ax.set_xticks(range(len(labels)), labels=wrapped, rotation=0 if level else 90)
        return tallest + text * 0.7

    def _label_room(self, labels: list[str]) -> float:
        """Return the width that a level label may take: its column, or its empty neighbours' as well."""
        named = sum(map(bool, labels))
        if 3 * named < len(labels):
            return self.wide * len(labels) / (named + 1)
        return self.wide - self.sheet.text * 0.4

    def fill(
        self, row: int, column: int, shade: float | None, written: str, said: str, **look: object
    ) -> None:
        """Draw one cell: a shade from 0 to 1 or an outline, the number written in, its tooltip."""
        colour = style.PALE
        if shade:
            # The palest eighth of the scale cannot be told from an empty cell.
            colour = to_hex(style.BLUES(0.12 + 0.88 * shade))
        if shade is None:
            look = {"facecolor": "white", "edgecolor": style.RULE, "linewidth": 0.8, **look}

        corner = (column - CELL / 2, row - CELL / 2)
        cell = Rectangle(corner, CELL, CELL, **{"facecolor": colour, "linewidth": 0, **look})
        # The limits are set: `add_artist` measures nothing, which `add_patch` would do for every cell.
        self.sheet.mark(self.sheet.ax.add_artist(cell), said)

        if written:
            self._write(row, column, written, style.MUTED if shade is None else style.ink(colour))

    def _write(self, row: int, column: int, written: str, colour: str) -> None:
        """Write a number into its cell, smaller where it is long, or count it as left out."""
        points = self._fitting(written)
        if points < max(SMALLEST, self.sheet.text * SMALLEST_PART):
            self.unwritten += 1
            return
        self.sheet.ax.text(
            column,
            row,
            written,
            fontsize=points,
            ha="center",
            va="center_baseline",
            color=colour,
        )

    def _fitting(self, written: str) -> float:
        """Return the text size in points at which a number fits its cell."""
        usual = max(SMALLEST, self.sheet.text * 0.9)
        wide = style.width(written, usual)
        return usual * min(1.0, self.wide * FILLED / wide)

    @property
    def cut(self) -> str:
        """Say that some numbers are not written; "" where all are."""
        if self.unwritten:
            return "; numbers without room are left out"
        return ""

    def room(self) -> Room:
        """Return the room that the grid and its labels need, cells not much wider than a number asks for."""
        right = self.sheet.width - self.left - self.wide * self.columns
        return Room(
            left=self.left,
            right=max(0.0, right),
            top=self.top,
            body=self.rows * self.tall,
            least=self.rows * close(self.sheet, self.tall),
        )
