"""Bars, dots, lines and their values along the rows of a chart.

The artists are made here instead of by `Axes.barh` and `Axes.plot`: those measure every one to find limits, which a
chart sets by itself, and that takes longer than all the rest.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from analysis.charts import style
from analysis.charts.sheet import Sheet


def set_scale(sheet: Sheet, scale: float, plot: float, rows: int) -> None:
    """Set the limits so that dots at both ends and the text after the last one fit."""
    edge = scale * sheet.text * 0.45 / plot
    sheet.ax.set(xlim=(-edge, scale + edge), ylim=(rows - 0.5, -0.5), xticks=[])


def bar(
    sheet: Sheet, row: float, start: float, end: float, thick: float, **look: object
) -> Rectangle:
    """Draw a bar along a row and return it."""
    # Rounded as `Axes.barh` does it, so that figures are the same to the last digit.
    thick = (row + thick) - row
    drawn = Rectangle((start, row - thick / 2), end - start, thick, **look)
    sheet.ax.add_artist(drawn)
    return drawn


def stroke(sheet: Sheet, xs: Sequence[float], ys: Sequence[float], **look: object) -> Line2D:
    """Draw a line through points, or with `marker` and without `linestyle` a mark at each, and return it."""
    drawn = Line2D(np.asarray(xs), np.asarray(ys), **look)
    sheet.ax.add_artist(drawn)
    return drawn


def line(
    sheet: Sheet,
    row: float,
    start: float,
    end: float,
    *,
    width: float = 0.9,
    colour: str | None = None,
) -> None:
    """Draw a line along a row: thin and pale to lead the eye, thick and dark for a span."""
    usual = style.GREY
    if width < 1:
        usual = style.RULE
    stroke(
        sheet,
        [start, end],
        [row, row],
        color=colour or usual,
        linewidth=width,
        zorder=1,
        solid_capstyle="butt",
    )


def interval(
    sheet: Sheet, row: float, low: float, high: float, *, width: float, colour: str
) -> None:
    """Draw an interval along a row; an arrow shows an end that is beyond the scale."""
    first, last = sheet.ax.get_xlim()
    line(sheet, row, max(low, first), min(high, last), width=width, colour=colour)
    for goes_on, end, arrow in ((low < first, first, "<"), (high > last, last, ">")):
        if goes_on:
            look = {"markersize": sheet.text * 0.5, "color": colour, "clip_on": False}
            stroke(sheet, [end], [row], marker=arrow, linestyle="", **look)


def dot(
    sheet: Sheet,
    row: float,
    value: float,
    colour: str,
    said: str,
    *,
    ring: bool = False,
    grow: float = 1,
) -> None:
    """Draw a dot or a ring at a value of a row, named by its label and value."""
    drawn = stroke(
        sheet,
        [value],
        [row],
        linestyle="",
        marker="o",
        markersize=sheet.text * 0.75 * grow,
        markerfacecolor="white" if ring else colour,
        markeredgecolor=colour,
        markeredgewidth=1.2,
        zorder=2 if ring else 3,
        clip_on=False,
    )
    sheet.mark(drawn, said)


def write(sheet: Sheet, row: float, value: float, text: str) -> None:
    """Write a text after a value of a row."""
    sheet.ax.annotate(
        text,
        (value, row),
        (sheet.text * 0.8, 0),
        textcoords="offset points",
        va="center_baseline",
        ha="left",
        fontsize=sheet.text,
        annotation_clip=False,
        zorder=2,
    )


def write_after(sheet: Sheet, row: float, text: str, **look: object) -> None:
    """Write a text after the plot's right edge, in line with a row."""
    sheet.ax.annotate(
        text,
        (1, row),
        (sheet.text, 0),
        xycoords=("axes fraction", "data"),
        textcoords="offset points",
        va="center_baseline",
        fontsize=sheet.text,
        annotation_clip=False,
        **look,
    )


def ticks(end: float, *, most: int = 4, whole: bool = False) -> list[float]:
    """Return round values from 0 to the end of a scale.

    >>> ticks(63.7), ticks(3, whole=True)
    ([0.0, 20.0, 40.0, 60.0], [0.0, 1.0, 2.0, 3.0])
    """
    locator = MaxNLocator(nbins=most, integer=whole, steps=[1, 2, 2.5, 5, 10])
    # The locator also returns a value on either side of the scale.
    return [float(tick) for tick in locator.tick_values(0, end) if 0 <= tick <= end * 1.001]


def thin_out_ticks(sheet: Sheet, width: float) -> None:
    """Label every tick, every second … of the axis, as many as have room."""
    low, high = sheet.ax.get_xlim()
    values = sheet.ax.get_xticks()
    places = (values - low) / (high - low) * width
    labels = [label.get_text() for label in sheet.ax.get_xticklabels()]
    widest = max(style.width(label, sheet.text) for label in labels)
    needed = widest + sheet.text * 0.3

    every = 1
    while every < len(values) and (np.diff(places[::every]) < needed).any():
        every += 1
    for at in range(len(labels)):
        if at % every:
            labels[at] = ""
    sheet.ax.set_xticks(values, labels=labels)
