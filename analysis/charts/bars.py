"""Horizontal bars of one measure of a counts table."""

from __future__ import annotations

from matplotlib.axes import Axes

from analysis.charts import titles
from analysis.charts.panels import Panel, draw_panels, strict_part
from analysis.charts.record import chart
from analysis.charts.rows import empty_chart, one, ranked
from analysis.charts.sheet import Sheet


@chart
def bars(table, ax=None, *, source=None, title=None, size="page", value="count", top=30) -> Axes:
    """Horizontal bars of one measure of a counts table: solid to strict, hatched on to broad.

    `value` is "count", "highlights" or "rate"; `top` the number of rows drawn, in falling order, ties by label.
    """
    counts = one(ranked(table, value), "bars")
    if counts.empty or not counts[value].any():
        return empty_chart(counts, ax, value, source, title, size)
    shown = counts.head(top)
    panel = Panel("", list(shown[value]), strict_part(shown, value), titles.unit_of(counts))
    return draw_panels(
        Sheet(ax, size), list(shown["label"]), [[panel]], measure=value, kind="Bar chart", source=source,
        title=title or titles.leading(counts, value),
        subtitle=titles.counted(counts, value, shown=len(shown), title=title),
    )  # fmt: skip
