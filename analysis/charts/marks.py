"""Dots, lines and their values along the rows of a chart."""

from __future__ import annotations

from analysis.charts import style
from analysis.charts.sheet import Sheet


def set_scale(sheet: Sheet, scale: float, plot: float, rows: int) -> None:
    """Set the limits so that dots at both ends and the text after the last one fit."""
    edge = scale * sheet.text * 0.45 / plot
    sheet.ax.set(xlim=(-edge, scale + edge), ylim=(rows - 0.5, -0.5), xticks=[])


def line(sheet: Sheet, row: int, start: float, end: float, *, width: float = 0.9) -> None:
    """A line along a row: thin and pale to lead the eye, thick and dark for a span."""
    sheet.ax.plot(
        [start, end],
        [row, row],
        color=style.RULE if width < 1 else style.GREY,
        linewidth=width,
        zorder=1,
        solid_capstyle="butt",
    )


def dot(
    sheet: Sheet,
    row: int,
    value: float,
    colour: str,
    said: str,
    *,
    ring: bool = False,
    grow: float = 1,
) -> None:
    """A dot or a ring at a value of a row, known by its label and value."""
    (drawn,) = sheet.ax.plot([value], [row], "o", markersize=sheet.text * 0.75 * grow, zorder=3 if not ring else 2, clip_on=False,
        markerfacecolor="white" if ring else colour, markeredgecolor=colour, markeredgewidth=1.2)  # fmt: skip
    sheet.mark(drawn, said)


def write(sheet: Sheet, row: int, value: float, text: str, *, before: bool = False) -> None:
    """A text beside a value of a row, behind it or before it."""
    side = -1 if before else 1
    sheet.ax.annotate(
        text, (value, row), (sheet.text * 0.8 * side, 0), textcoords="offset points", va="center_baseline",
        ha="right" if before else "left", fontsize=sheet.text, annotation_clip=False, zorder=2,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.0} if before else None,
    )  # fmt: skip
