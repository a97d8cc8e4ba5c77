"""Shares over time: one panel for each row of a timeline table, period by period, with intervals."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from analysis import schema
from analysis.charts import periods, style, timeline_text, titles, wording
from analysis.charts.courses import Cell, Course, courses_of
from analysis.charts.marks import stroke
from analysis.charts.record import chart
from analysis.charts.rows import row_labels
from analysis.charts.sheet import Room, Sheet, Source, empty_sheet

_NEEDS = ("voice", "unit", "period", "id", "label", "highlights", "n", "documents")
# Periods from which dots are joined: fewer are points, not a course.
JOINED = 5
# Of a panel's height, between two panels: the highest value is written there.
GAP = 0.45
# The height of a panel, in text sizes.
TALL = 4.6
# Where many panels would be too tall for a slide: the highest value still has room over its dot.
LOW = 3.8


@chart
def timeline(
    table: pd.DataFrame,
    ax: Axes | None = None,
    *,
    source: Source = None,
    title: str | None = None,
    size: str = "page",
    top: int = 6,
) -> Axes:
    """Draw for each row the share of each period's highlights in which it occurs, with 95 % intervals.

    Periods of fewer than five highlights are pale and lead nothing. The title names a change only where the intervals
    of two periods do not overlap when they are widened so that all of them hold at once (Bonferroni).

    Parameters
    ----------
    table : DataFrame
        A "timeline" table of one voice and unit.
    ax : Axes, optional
        The Axes to draw into; by default a new figure.
    source : DataFrame, mapping or str, optional
        The documents table or row for the source line, or the line itself.
    title : str, optional
        A title in place of the finding.
    size : str
        "column", "page" or "slide".
    top : int
        How many rows to draw, by the highlights of all periods, ties by label.

    Returns
    -------
    Axes
        The Axes, with the record that `export.figure` reads.

    Raises
    ------
    ValueError
        If the table has several voices or units.

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference.

    Examples
    --------
    >>> rows = [{"voice": "highlight", "unit": "codes", "period": year, "id": "x", "label": "Asia", "highlights": k,
    ...     "n": 40, "documents": 1} for year, k in (("2020", 2), ("2021", 30))]
    >>> timeline(pd.DataFrame(rows)).get_title()
    'Asia: 5 % of highlights in 2020, 75 % in 2021'
    """
    schema.check(table, "timeline", needs=_NEEDS)
    _check_one(table)
    dated = table[table["period"] != ""]
    why = _nothing(table, dated)
    if why:
        return empty_sheet(
            ax, title=title or why, subtitle=timeline_text.what(table), source=source, size=size
        )

    courses = courses_of(dated)
    shown = courses[:top]
    sheet = Sheet(ax, size)
    room = _draw(sheet, shown)

    unit = table["unit"].iloc[0]
    finding = title or timeline_text.finding(shown, unit)
    subtitle = timeline_text.subtitle(table, dated, courses, len(shown), source)
    facts = [timeline_text.fact(course) for course in shown]
    return sheet.finish(
        title=finding,
        subtitle=subtitle,
        source=source,
        room=room,
        alt=titles.alt("Timeline", finding, subtitle, facts),
    )


def _check_one(table: pd.DataFrame) -> None:
    """Refuse a table of several voices or units."""
    for column in ("voice", "unit"):
        values = list(dict.fromkeys(table[column]))
        if len(values) > 1:
            found = ", ".join(map(repr, values[:5]))
            raise ValueError(
                f"charts.timeline draws one {column} of a timeline; this table has {found}"
            )


def _nothing(table: pd.DataFrame, dated: pd.DataFrame) -> str:
    """Say why there is nothing to draw; "" where there is something."""
    if table.empty:
        return "Nothing to show: the table has no rows"
    if dated.empty:
        return "Nothing to show: no document has a date"
    if not dated["highlights"].any():
        return "Nothing to show: all counts are 0"
    if dated["period"].nunique() == 1:
        noun = periods.noun(dated["period"].iloc[0])
        return f"Only one {noun} has dated documents: nothing to compare over time"
    return ""


def _draw(sheet: Sheet, shown: list[Course]) -> Room:
    """Draw one panel under the other and return the room they need."""
    text = sheet.text
    step = 1 + GAP
    labels = []
    middles = []
    for panel, course in enumerate(shown):
        labels.append(course.label)
        middles.append(panel * step + 0.5)
    left, tall = row_labels(sheet, labels, at=middles, share=0.3)

    cells = shown[0].cells
    first = cells[0].at
    last = cells[-1].at
    # Half a period at either side, so that the first and last numbers have room.
    edge = max(0.5, (last - first) * 0.03)
    # Many periods are closer to each other than the last one's name is long.
    half = style.width(_period(cells[-1]), text) / 2
    room = sheet.width - left
    right = max(0.0, half - room * edge / (last - first + 2 * edge))
    plot = room - right
    lowest = (len(shown) - 1) * step + 1.08
    sheet.ax.set(xlim=(first - edge, last + edge), ylim=(lowest, -GAP))

    # All panels have one scale, so that rows can be compared with each other.
    best = max(course.best.share for course in shown)
    closest = plot / (last - first + 1)
    size = max(2.0, min(text * 0.7, 0.5 * closest))
    for panel, course in enumerate(shown):
        floor = panel * step + 1
        sheet.ax.axhline(floor, color=style.RULE, linewidth=0.8, zorder=0)
        _draw_course(sheet, course, floor, best, size)
        _write_peak(sheet, course, floor, best)

    bottom = _write_periods(sheet, cells, plot)
    return Room(
        left=left,
        right=right,
        bottom=bottom,
        body=len(shown) * max(tall, text * TALL * step),
        least=len(shown) * max(tall, text * LOW * step),
    )


def _draw_course(sheet: Sheet, course: Course, floor: float, best: float, size: float) -> None:
    """Draw one panel: intervals, dots, and lines between neighbouring periods."""
    joined = len(course.cells) >= JOINED
    before = None
    for cell in course.cells:
        colour = style.ACCENT
        if cell.few:
            colour = style.RULE

        height = floor - cell.share / best
        if joined and before is not None and cell.at - before.at == 1:
            heights = [floor - before.share / best, height]
            stroke(sheet, [before.at, cell.at], heights, color=style.GREY, linewidth=1.0, zorder=2)
        before = cell

        low, high = cell.interval()
        # An interval that leaves its panel would run into the next one.
        highest = floor - 1 - GAP * 0.4
        ends = [floor - low / best, max(floor - high / best, highest)]
        stroke(sheet, [cell.at] * 2, ends, color=colour, linewidth=1.6, alpha=0.45, zorder=1)

        look = {"markersize": size, "color": colour, "zorder": 3, "clip_on": False}
        dot = stroke(sheet, [cell.at], [height], marker="o", linestyle="", **look)
        said = f"{wording.number(cell.highlights)} of {wording.many(cell.n, 'highlight')}"
        sheet.mark(dot, f"{course.label}, {cell.period}: {said}")


def _write_peak(sheet: Sheet, course: Course, floor: float, best: float) -> None:
    """Write the highest value of a panel over its dot, on the side with more room."""
    cells = course.cells
    solid = [cell for cell in cells if not cell.few]
    peak = max(solid or cells, key=lambda cell: cell.share)

    align = "right"
    aside = -0.5
    middle = (cells[0].at + cells[-1].at) / 2
    if peak.at <= middle:
        align = "left"
        aside = 0.5
    sheet.ax.annotate(
        wording.percent(peak.share),
        (peak.at, floor - peak.share / best),
        (sheet.text * aside, sheet.text * 0.6),
        textcoords="offset points",
        ha=align,
        fontsize=sheet.text,
        color=style.INK,
        fontweight="bold",
        annotation_clip=False,
    )


def _period(cell: Cell) -> str:
    """A period and its number of highlights, as they are written below the plot."""
    return f"{cell.period}\nn {wording.number(cell.n)}"


def _write_periods(sheet: Sheet, cells: list[Cell], plot: float) -> float:
    """Write the periods with their n below the plot, as many as have room, and return the points they take."""
    text = sheet.text
    low, high = sheet.ax.get_xlim()
    taken: list[tuple[float, float]] = []
    written: dict[int, str] = {}
    tallest = 0.0
    # The first and the last period first: they say from when to when.
    for cell in [cells[0], cells[-1], *cells[1:-1]]:
        label = _period(cell)
        tallest = max(tallest, style.height(label, text))
        middle = (cell.at - low) / (high - low) * plot
        half = style.width(label, text) / 2 + text * 0.5
        left = middle - half
        right = middle + half
        if all(right <= start or left >= end for start, end in taken):
            taken.append((left, right))
            written[cell.at] = label

    places = sorted(written)
    labels = [written[place] for place in places]
    sheet.ax.tick_params(axis="x", labelcolor=style.MUTED, pad=text * 0.5)
    sheet.ax.set_xticks(places, labels=labels)
    return tallest + text * 0.9
