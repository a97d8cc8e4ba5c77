"""The ranked dot plot of a counts table."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import style, titles, wording
from analysis.charts.marks import dot, line, set_scale, write
from analysis.charts.record import chart
from analysis.charts.rows import close, empty_chart, one, ranked, reach, row_labels
from analysis.charts.sheet import Key, Room, Sheet, Source


@chart
def dots(
    table: pd.DataFrame,
    ax: Axes | None = None,
    *,
    source: Source = None,
    title: str | None = None,
    size: str = "page",
    top: int = 30,
) -> Axes:
    """Draw a dot for each row's count and a ring for the number of highlights it occurs in, in falling order.

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
    top : int
        How many rows to draw, ties by label.

    Returns
    -------
    Axes
        The Axes, with the record that `export.figure` reads.

    Raises
    ------
    ValueError
        If the table has several voices, groups or units.

    Examples
    --------
    >>> from analysis import tables
    >>> tokens = pd.DataFrame({"document": "a", "number": [1, 1, 2], "voice": "quote", "token": "peace"})
    >>> dots(tables.counts(tokens)).get_title()
    '“peace”: 3 uses in 2 quotes'
    """
    counts = one(ranked(table, "count"), "dots")
    if counts.empty or not counts["count"].any():
        return empty_chart(counts, ax, "count", source, title, size)

    shown = counts.head(top)
    sheet = Sheet(ax, size)
    room = _draw(sheet, shown)

    unit = titles.unit_of(counts)
    voice = wording.voice_noun(counts["voice"].iloc[0])
    key = [
        Key(wording.noun(unit, "count", 2), style.ACCENT, shape="o"),
        Key(f"{voice}s with any, where fewer", style.ACCENT, shape="ring"),
    ]
    # A highlight carries a theme once: its dot and its ring would be the same.
    measure = "both"
    if unit == "codes":
        measure = "count"
    finding = title or titles.leading(counts, measure, shown=len(shown))
    subtitle = titles.counted(counts, "count", shown=len(shown), title=title)
    extremes = titles.extremes(list(shown["label"]), list(shown["count"]))
    return sheet.finish(
        title=finding,
        subtitle=subtitle,
        source=source,
        room=room,
        key=() if unit == "codes" else key,
        alt=titles.alt("Ranked dot plot", finding, subtitle, [extremes]),
    )


def _draw(sheet: Sheet, shown: pd.DataFrame) -> Room:
    """Draw the rows and return the room they need."""
    unit = titles.unit_of(shown)
    voice = wording.voice_noun(shown["voice"].iloc[0])
    rows = shown.to_dict("records")
    ends = []
    for row in rows:
        written = f"{wording.number(row['count'])} in {wording.number(row['highlights'])}"
        ends.append((row["count"], written))

    left, tall = row_labels(sheet, list(shown["label"]))
    plot = sheet.width - left
    scale = reach(sheet, ends, plot)
    set_scale(sheet, scale, plot, len(rows))

    for at, (row, (count, written)) in enumerate(zip(rows, ends, strict=True)):
        spread = row["highlights"]
        uses = f"{wording.number(count)} {wording.noun(unit, 'count', count)}"
        said = f"{row['label']}: {uses} in {wording.many(spread, voice)}"

        line(sheet, at, 0, count)
        dot(sheet, at, count, style.ACCENT, said)
        if spread != count:
            dot(sheet, at, spread, style.ACCENT, said, ring=True)
        write(sheet, at, count, written)
    return Room(left=left, body=len(rows) * tall, least=len(rows) * close(sheet, tall))
