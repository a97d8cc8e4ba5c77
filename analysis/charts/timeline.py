"""Lines over time: how the rows of a timeline table move from period to period."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from analysis import schema
from analysis.charts import course, style, titles, wording
from analysis.charts.record import chart
from analysis.charts.rows import one
from analysis.charts.sheet import Room, Sheet, empty_sheet

VALUES = ("share", "rate", "count", "highlights")
_LINES = len(style.GROUPS)  # more cannot be told apart


@chart
def timeline(
    table, ax=None, *, source=None, title=None, size="page", value="share", top=_LINES
) -> Axes:
    """Dots joined by lines, one line a row of a timeline table, named at its right end; at most six.

    `value` is "share" (of the period's highlights), "rate", "count" or "highlights". A line is dotted across periods
    that have no document. Undated documents are counted in the subtitle, and named there where `source` is the
    documents table.
    """
    if value not in VALUES:
        raise ValueError(f"value is one of {', '.join(VALUES)}; this is {value!r}")
    schema.check(
        table,
        "timeline",
        needs=("voice", "unit", "period", "id", "label", "n", "documents", *VALUES),
    )
    one(table.assign(group=""), "timeline")
    dated = table[table["period"] != ""]
    if dated.empty or not dated[value].any():
        why = (
            "the table has no rows"
            if table.empty
            else "no document has a date"
            if dated.empty
            else "all counts are 0"
        )
        finding = f"Nothing to show: {why}"
        return empty_sheet(
            ax, title=title or finding, subtitle=course.what(table, value), source=source, size=size
        )
    totals = _totals(dated, value)
    rows = [
        dated[dated["id"] == one_id].sort_values("period")
        for one_id in totals.index[: max(1, min(top, _LINES))]
    ]
    sheet = Sheet(ax, size)
    at = [pd.Period(period, course.PERIODS[len(period)][1]).ordinal for period in rows[0]["period"]]
    names = [
        _ending(sheet, row["label"].iloc[0], course.written(row[value].iloc[-1], value))
        for row in rows
    ]
    right = max(style.extent(name, sheet.text)[0] for name in names) + sheet.text * 1.7
    left = _scale(sheet, max(row[value].max() for row in rows), value)
    dot = max(
        1.5, min(sheet.text * 0.7, 0.6 * (sheet.width - left - right) / max(1, at[-1] - at[0]))
    )
    colours = style.GROUPS if len(rows) > 1 else (style.ACCENT,)
    for order, (row, colour) in enumerate(zip(rows, colours, strict=False)):
        _draw(sheet, row, at, value, colour, dot, zorder=3 + len(rows) - order)
    bottom = _axis(sheet, rows[0], at, sheet.width - left - right)
    finding = title or course.finding(rows, value)
    subtitle = course.subtitle(table, dated, rows, list(totals), at, value, source)
    axes = sheet.finish(
        title=finding, subtitle=subtitle, source=source,
        room=Room(left=left, right=right, bottom=bottom, top=sheet.text * 0.6, body=sheet.text * 22),
        alt=titles.alt("Line chart", finding, subtitle, [course.fact(row, value) for row in rows]),
    )  # fmt: skip
    _name(sheet, names, [float(row[value].iloc[-1]) for row in rows], colours, right)
    return axes


def _totals(dated: pd.DataFrame, value: str) -> pd.Series:
    """What the whole time has of each id, in falling order, ties by label."""
    measure = "count" if value in ("rate", "count") else "highlights"
    total = dated.groupby(["id", "label"], sort=False)[measure].sum().reset_index()
    return total.sort_values(
        [measure, "label", "id"], ascending=[False, True, True], kind="stable"
    ).set_index("id")[measure]


def _ending(sheet: Sheet, label: str, end: str) -> str:
    """What stands at a line's end: its name and last value, on at most two lines, the value always whole."""
    width = sheet.width * 0.34
    name = style.wrap(f"{label} {end}", width, sheet.text, lines=2)
    if not name.endswith("…"):
        return name
    return f"{style.wrap(label, width - style.extent(f' {end}', sheet.text)[0], sheet.text, lines=2)} {end}"


def _scale(sheet: Sheet, best: float, value: str) -> float:
    """Set the values' axis from 0 to a little above the highest; the points that its labels take."""
    ticks = MaxNLocator(
        nbins=4, integer=value in ("count", "highlights"), steps=[1, 2, 2.5, 5, 10]
    ).tick_values(0, best)
    ticks = [tick for tick in ticks if 0 <= tick <= best * 1.02]
    labels = [course.written(tick, value) for tick in ticks]
    sheet.ax.set_yticks(ticks, labels=labels)
    sheet.ax.tick_params(axis="y", labelcolor=style.MUTED, pad=sheet.text * 0.8)
    sheet.ax.set_ylim(0, best * 1.04)
    for tick in ticks:
        sheet.ax.axhline(tick, color=style.RULE, linewidth=0.8 if tick == 0 else 0.5, zorder=0)
    return max(style.extent(label, sheet.text)[0] for label in labels) + sheet.text * 1.3


def _draw(
    sheet, row: pd.DataFrame, at: list[int], value: str, colour: str, dot: float, *, zorder: int
) -> None:
    values = row[value].astype(float).tolist()
    for i in range(1, len(at)):
        gap = at[i] - at[i - 1] > 1
        sheet.ax.plot(at[i - 1 : i + 1], values[i - 1 : i + 1], color=colour, linewidth=0.9 if gap or dot < 3 else 1.5,
            linestyle=":" if gap else "-", zorder=zorder, clip_on=False, solid_capstyle="round")  # fmt: skip
    for place, (_, cell), height in zip(at, row.iterrows(), values, strict=True):
        (mark,) = sheet.ax.plot(
            [place], [height], "o", color=colour, markersize=dot, zorder=zorder, clip_on=False
        )
        sheet.mark(mark, f"{cell['label']}, {cell['period']}: {course.said(cell, value)}")


def _axis(sheet: Sheet, row: pd.DataFrame, at: list[int], plot: float) -> float:
    """Write the periods with their n below the plot, as many as have room; the points that they take."""
    low, high = at[0] - (len(at) == 1), at[-1]
    sheet.ax.set_xlim(low, high)
    labels = [
        f"{period}\nn {wording.number(n)}"
        for period, n in zip(row["period"], row["n"], strict=True)
    ]
    extents = [style.extent(label, sheet.text) for label in labels]
    taken: dict[int, tuple[float, float]] = {}
    for i in dict.fromkeys([0, len(at) - 1, *range(len(at))]):
        middle, half = (at[i] - low) / (high - low) * plot, extents[i][0] / 2 + sheet.text * 0.5
        if all(middle + half <= start or middle - half >= end for start, end in taken.values()):
            taken[i] = (middle - half, middle + half)
    sheet.ax.set_xticks([at[i] for i in sorted(taken)], labels=[labels[i] for i in sorted(taken)])
    sheet.ax.tick_params(axis="x", labelcolor=style.MUTED, pad=sheet.text * 0.7)
    return max(high for _, high in extents) + sheet.text * 0.9


def _name(sheet, names: list[str], values: list[float], colours, right: float) -> None:
    """Write each line's name beside its end, moved apart where they would overlap, and lead to it."""
    box = sheet.ax.get_window_extent()
    width, height = (v * 72 / sheet.figure.dpi for v in (box.width, box.height))
    ceiling = sheet.ax.get_ylim()[1]
    order = sorted(range(len(names)), key=lambda i: (values[i], -i))
    tall = [style.extent(names[i], sheet.text)[1] + sheet.text * 0.25 for i in order]
    middles = _apart([values[i] / ceiling * height for i in order], tall, sheet.text * 0.4, height)
    for i, middle in zip(order, middles, strict=True):
        end = (1 + sheet.text * 1.2 / width, middle / height)
        sheet.ax.plot([1, end[0]], [values[i] / ceiling, end[1]], color=colours[i], linewidth=0.7, clip_on=False,
            transform=sheet.ax.transAxes, zorder=1)  # fmt: skip
        sheet.ax.annotate(names[i], end, (sheet.text * 0.3, 0), xycoords="axes fraction", textcoords="offset points",
            va="center", fontsize=sheet.text, color=colours[i], annotation_clip=False, linespacing=1.05)  # fmt: skip


def _apart(middles: list[float], tall: list[float], floor: float, ceiling: float) -> list[float]:
    """Rising places as near to the given ones as an upward and then a downward pass brings them, none on another.

    >>> _apart([0, 1, 50], [10, 10, 10], 4, 100)
    [4, 14.0, 50]
    >>> _apart([98, 99], [10, 10], 4, 100)
    [90.0, 100]
    """
    found = list(middles)
    for i, high in enumerate(tall):
        found[i] = max(found[i], floor if i == 0 else found[i - 1] + (high + tall[i - 1]) / 2)
    for i in reversed(range(len(found))):
        bound = ceiling if i == len(found) - 1 else found[i + 1] - (tall[i] + tall[i + 1]) / 2
        found[i] = min(found[i], bound)
    return found
