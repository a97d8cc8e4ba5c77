"""Horizontal bars of one measure of a counts table."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import titles, wording
from analysis.charts.panels import Panel, bar_end, draw_panels, facts, key_of, strict_part
from analysis.charts.record import chart
from analysis.charts.rows import empty_chart, one, ranked
from analysis.charts.sheet import Sheet, Source

# Where the longest bar of "k of n" is a tenth of n or more, the axis ends at n, so that the reader sees how
# much of the whole it is; shorter bars would be too short to compare with one another.
WHOLE = 0.1


@chart
def bars(
    table: pd.DataFrame,
    ax: Axes | None = None,
    *,
    source: Source = None,
    title: str | None = None,
    size: str = "page",
    value: str = "count",
    top: int = 30,
) -> Axes:
    """Draw horizontal bars of one measure of a counts table: solid to strict, hatched on to broad.

    Parameters
    ----------
    table : DataFrame
        A "counts" table of one voice, group and unit.
    ax : Axes, optional
        The Axes to draw into; by default a new figure.
    source : DataFrame, mapping or str, optional
        The documents table or row for the source line, or the line itself.
    title : str, optional
        A title in place of the finding.
    size : str
        "column", "page" or "slide".
    value : str
        "count", "highlights" or "rate" (per 1,000 words).
    top : int
        How many rows to draw, in falling order, ties by label.

    Returns
    -------
    Axes
        The Axes, with the record that `export.figure` reads.

    Raises
    ------
    ValueError
        If the table has several voices, groups or units, or `value` is not a measure.

    Examples
    --------
    >>> from analysis import tables
    >>> mentions = pd.DataFrame({"document": "a", "number": [1, 1, 2], "voice": "quote",
    ...     "entity": ["IND", "IND", "ITA"], "label": ["India", "India", "Italy"], "kind": "name"})
    >>> bars(tables.counts(mentions)).get_title()
    'India narrowly ahead: 2 mentions in the quotes (next: Italy, 1)'
    """
    counts = one(ranked(table, value), "bars")
    if counts.empty or not counts[value].any():
        return empty_chart(counts, ax, value, source, title, size)

    shown = counts.head(top)
    labels = list(shown["label"])
    whole = _whole(counts, value)
    panel = _panel(shown, value, whole)

    sheet = Sheet(ax, size)
    room = draw_panels(sheet, labels, [[panel]], end=whole)
    finding = title or titles.leading(counts, value, shown=len(shown))
    subtitle = titles.counted(counts, value, shown=len(shown), title=title)
    return sheet.finish(
        title=finding,
        subtitle=subtitle,
        source=source,
        room=room,
        key=key_of([[panel]]),
        alt=titles.alt("Bar chart", finding, subtitle, facts(labels, [[panel]])),
    )


def _whole(counts: pd.DataFrame, value: str) -> float | None:
    """Return the number of highlights at which the axis ends, where that helps to judge a bar's size."""
    codes = titles.unit_of(counts) == "codes" and value == "count"
    n = counts["n"].iloc[0]
    if pd.isna(n) or not (codes or value == "highlights"):
        return None
    if counts[value].max() >= WHOLE * n:
        return float(n)
    return None


def _panel(shown: pd.DataFrame, value: str, whole: float | None) -> Panel:
    """Return the bars of the rows that are drawn."""
    unit = titles.unit_of(shown)
    values = [float(number) for number in shown[value]]
    strict = strict_part(shown, value)
    written = []
    tips = []
    for label, number, part in zip(shown["label"], values, strict, strict=True):
        end = bar_end(number, part)
        written.append(end)
        tips.append(f"{label}: {end} {wording.noun(unit, value, number)}")

    if whole is not None:
        written[0] = f"{written[0]} of {wording.number(whole)}"
    return Panel(values, strict, written, tips)
