"""Panels of bars with the same rows on one scale: what bars, paired bars and small multiples share."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from analysis.charts import style, titles, wording
from analysis.charts.marks import bar
from analysis.charts.rows import close, label_width, reach, row_height, row_labels
from analysis.charts.sheet import Key, Room, Sheet

_STRICT = {"count": "strict", "highlights": "strict_highlights"}

# Of a row's height: the gap between two bars is half a bar.
THICK = 0.66
# Of the text size, between two panels next to each other.
SPACE = 1.6
STRICT_KEY = (
    Key("by name or demonym (strict)", style.GREY),
    Key("also by capital, city or territory (broad)", style.GREY, "/////"),
)


class Panel(NamedTuple):
    """One column of bars: the rows' values, their strict parts, what is written at their ends, their tooltips."""

    values: list[float]
    strict: list[float]
    written: list[str]
    tips: list[str]
    heading: str = ""
    # "n = 27", kept whole after the heading.
    size: str = ""
    pale: bool = False
    # The highest value of all rows, where some are not drawn.
    most: float = 0.0

    @property
    def name(self) -> str:
        """The heading with the number of highlights after it."""
        return ", ".join(filter(None, (self.heading, self.size)))

    @property
    def accented(self) -> set[int]:
        """The rows with the highest value of all, drawn or not; none where all are level or the panel is pale."""
        best = max(self.most, *self.values)
        first = {row for row, value in enumerate(self.values) if value == best}
        level = len(first) == len(self.values) > 1
        if self.pale or level or not any(self.values):
            return set()
        return first


def strict_part(counts: pd.DataFrame, measure: str) -> list[float]:
    """Return the strict part of each value; all of it in a group whose rows have none, as organisations."""
    whole = counts[measure].astype(float)
    strict = counts["strict"].astype(float)
    if measure in _STRICT:
        part = counts[_STRICT[measure]].astype(float)
    else:
        # Of a rate, the part that the strict mentions have in the count.
        part = whole * strict / counts["count"].where(counts["count"] > 0, 1)

    knows = strict.groupby(counts["group"]).transform("max") > 0
    return list(part.where(knows, whole))


def bar_end(value: float, strict: float) -> str:
    """Write the value at a bar's end; that nothing of it is strict is seen by the hatching.

    >>> bar_end(22, 21), bar_end(2, 0), bar_end(7, 7)
    ('22 (strict 21)', '2', '7')
    """
    written = wording.number(value)
    if 0 < strict < value:
        return f"{written} (strict {wording.number(strict)})"
    return written


def draw_panels(
    sheet: Sheet,
    labels: list[str],
    bands: list[list[Panel]],
    *,
    end: float | None = None,
    places: Sequence[float] | None = None,
) -> Room:
    """Draw bands of panels, every panel with the same rows and scale; return the room they need.

    Parameters
    ----------
    sheet : Sheet
        What is drawn on.
    labels : list of str
        The rows' labels.
    bands : list of list of Panel
        The panels next to each other, band by band.
    end : float, optional
        A value at which the axis ends, for bars that are parts of a whole; a pale track then leads to it.
    places : sequence of float, optional
        Where the rows are, by default 0, 1, 2 …
    """
    text = sheet.text
    rows: Sequence[float] = range(len(labels))
    if places is not None:
        rows = places
    across = len(bands[0])
    space = 0.0
    if across > 1:
        space = text * SPACE
    plot = sheet.width - label_width(sheet, labels)
    each = (plot - space * (across - 1)) / across

    panels = list(itertools.chain.from_iterable(bands))
    lines = max(_heading(panel, each, text).count("\n") + 1 for panel in panels)
    closest = close(sheet, row_height(sheet, labels))
    deep = rows[-1] + 1 + _between(lines, closest / text)
    at = []
    for band in range(len(bands)):
        for row in rows:
            at.append(deep * band + row)

    left, tall = row_labels(sheet, labels * len(bands), at=at)
    scale = _scale(sheet, panels, each, end)
    step = scale * (each + space) / each
    for place, band in enumerate(bands):
        for column, panel in enumerate(band):
            corner = (column * step, deep * place)
            _draw(sheet, panel, rows, corner, end)
            _write_heading(sheet, panel, corner, each)

    height = at[-1] + 1
    right = step * (across - 1) + scale
    sheet.ax.set(xlim=(0, right), ylim=(height - 0.5, -0.5), xticks=[])
    heading = 0.0
    if any(panel.heading for panel in panels):
        heading = text * (1.3 * lines + 0.2)
    return Room(left=left, top=heading, body=height * tall, least=height * close(sheet, tall))


def _between(lines: int, row: float) -> float:
    """Return how many rows are between two panels above each other, for headings of so many lines.

    `row` is the least height of a row in text sizes.
    """
    # In text sizes: the lines, the air over and under them, and half of the last row's label, which
    # may have two lines. Half a row is over the first one anyway.
    return (1.3 * lines + 1.2) / row - 0.5


def _scale(sheet: Sheet, panels: list[Panel], width: float, end: float | None) -> float:
    """Return the value at the right edge of each panel."""
    ends: list[tuple[float, str]] = []
    for panel in panels:
        ends.extend(zip(panel.values, panel.written, strict=True))
    return max(reach(sheet, ends, width), end or 0)


def _draw(
    sheet: Sheet,
    panel: Panel,
    rows: Sequence[float],
    corner: tuple[float, float],
    end: float | None,
) -> None:
    """Draw one panel's bars from its corner: a track, the strict part solid, the rest hatched, the value."""
    x, top = corner
    accented = panel.accented

    for row, place in enumerate(rows):
        y = top + place
        value = panel.values[row]
        strict = panel.strict[row]
        colour = style.GREY
        if row in accented:
            colour = style.ACCENT
        if panel.pale:
            colour = style.RULE

        if end is not None:
            bar(sheet, y, x, x + end, THICK, facecolor=style.PALE, linewidth=0, zorder=0)
        solid = bar(sheet, y, x, x + strict, THICK, facecolor=colour, linewidth=0)
        sheet.mark(solid, panel.tips[row])
        if strict < value:
            # The SVG names a hatch by a checksum of its colours, which `barh` writes in its own way; without
            # it, figures of earlier versions would be taken for altered.
            look = {"facecolor": "white", "edgecolor": colour, "hatch": "/////", "linewidth": 0.7}
            hatched = sheet.ax.barh(y, value - strict, THICK, left=x + strict, **look)
            sheet.mark(hatched[0], panel.tips[row])

        sheet.ax.annotate(
            panel.written[row],
            (x + value, y),
            (sheet.text * 0.4, 0),
            textcoords="offset points",
            va="center_baseline",
            fontsize=sheet.text,
            color=style.MUTED if panel.pale else style.INK,
            fontweight="bold" if row in accented else "normal",
            annotation_clip=False,
        )


def _write_heading(sheet: Sheet, panel: Panel, corner: tuple[float, float], width: float) -> None:
    """Write a panel's heading over its bars."""
    x, top = corner
    sheet.ax.annotate(
        _heading(panel, width, sheet.text),
        (x, top - 0.5),
        (0, sheet.text * 0.2),
        textcoords="offset points",
        fontsize=sheet.text,
        fontweight="bold",
        color=style.MUTED if panel.pale else style.INK,
        va="bottom",
        annotation_clip=False,
    )


def _heading(panel: Panel, width: float, points: float) -> str:
    """Wrap a panel's heading to four lines at most, the number of highlights never separated nor cut."""
    if style.width(panel.name, points, "bold") <= width:
        return panel.name
    heading = style.wrap(panel.heading, width, points, lines=3, weight="bold")
    return "\n".join(filter(None, (heading, panel.size)))


def key_of(bands: list[list[Panel]]) -> tuple[Key, ...]:
    """Return the key of strict and broad, where any bar has both."""
    panels = itertools.chain.from_iterable(bands)
    mixed = any(panel.strict != panel.values for panel in panels)
    if mixed:
        return STRICT_KEY
    return ()


def facts(labels: list[str], bands: list[list[Panel]]) -> list[str]:
    """Write the extremes of each panel for the alt text."""
    found = []
    for band in bands:
        for panel in band:
            order = sorted(range(len(labels)), key=lambda row, p=panel: (-p.values[row], row))
            said = titles.extremes(
                [labels[row] for row in order],
                [panel.values[row] for row in order],
                written=[panel.written[row] for row in order],
            )
            found.append(f"{panel.name}: {said}" if panel.heading else said)
    return found
