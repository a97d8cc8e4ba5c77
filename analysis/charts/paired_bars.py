"""Paired bars: how often each row occurs, and in how many highlights."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import titles, wording
from analysis.charts.panels import Panel, draw_panels, strict_part
from analysis.charts.record import chart
from analysis.charts.rows import empty_chart, one, ranked
from analysis.charts.sheet import Sheet


@chart
def paired_bars(table, ax=None, *, source=None, title=None, size="page", top=30) -> Axes:
    """Two columns of bars on one scale: how often each row occurs, and in how many highlights."""
    counts = one(ranked(table, "count"), "paired_bars")
    if counts.empty or not counts["count"].any():
        return empty_chart(counts, ax, "count", source, title, size)
    shown = counts.head(top)
    unit, dense = titles.unit_of(counts), _dense(shown)
    panels = [
        Panel(
            wording.noun(unit, "count", 2).capitalize(),
            list(shown["count"]),
            strict_part(shown, "count"),
            unit,
        ),
        Panel("Highlights", list(shown["highlights"]), strict_part(shown, "highlights"), unit),
    ]
    return draw_panels(
        Sheet(ax, size), list(shown["label"]), [panels], measure="count", kind="Two bar charts side by side",
        source=source, title=title or _concentrated(counts, dense), accent=list(dense["label"]),
        subtitle=f"{titles.counted(counts, 'count', title=title)}, beside the number of highlights with any"
        f"{titles.cut(list(counts['count']), len(shown))}",
    )  # fmt: skip


def _dense(counts: pd.DataFrame) -> pd.DataFrame:
    """The one row whose uses stand closest together, three or more in each highlight; none where several do.

    Its highlights must be few: a tenth of them at most, or a single one of four or more.
    """
    n = counts["n"].astype("Float64").fillna(0).astype(float)
    few = (counts["highlights"] <= (n / 10).clip(lower=1)) & (n >= 4)
    density = counts["count"] / counts["highlights"]
    dense = counts[few & (density >= 3) & (density == density[few].max())]
    return dense if len(dense) == 1 else dense.head(0)


def _concentrated(counts: pd.DataFrame, dense: pd.DataFrame) -> str:
    """Into how few highlights the densest row falls; else who leads."""
    if dense.empty:
        return titles.leading(counts, "count")
    row, unit = dense.iloc[0], titles.unit_of(counts)
    much = f"{wording.number(row['count'])} {wording.noun(unit, 'count', row['count'])}"
    where = (
        f"{wording.spelled(row['highlights'])} {wording.noun('codes', 'count', row['highlights'])}"
    )
    name = titles.part(counts)
    said = [
        f"All {much} of {wording.short(row['label'], words)} fall into {where}" for words in (5, 2)
    ]
    return wording.fitting(
        *(f"{wording.short(name, 3)}: {s[0].lower()}{s[1:]}" if name else s for s in said)
    )
