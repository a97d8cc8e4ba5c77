"""The ranked dot plot of a counts table."""

from __future__ import annotations

from matplotlib.axes import Axes

from analysis.charts import style, titles, wording
from analysis.charts.marks import dot, line, set_scale, write
from analysis.charts.record import chart
from analysis.charts.rows import empty_chart, one, ranked, reach, row_labels
from analysis.charts.sheet import Key, Room, Sheet


@chart
def dots(table, ax=None, *, source=None, title=None, size="page", top=30) -> Axes:
    """The ranked dot plot of a counts table: a dot for the count, a ring for the highlights it occurs in."""
    counts = one(ranked(table, "count"), "dots")
    if counts.empty or not counts["count"].any():
        return empty_chart(counts, ax, "count", source, title, size)
    shown, unit = counts.head(top), titles.unit_of(counts)
    sheet = Sheet(ax, size)
    where = f"{wording.voice_noun(counts['voice'].iloc[0])}s"
    rows = list(zip(shown["label"], shown["count"], shown["highlights"], strict=True))
    ends = [f"{wording.number(count)} in {wording.number(spread)}" for _, count, spread in rows]
    left, tall = row_labels(sheet, [label for label, _, _ in rows])
    plot = sheet.width - left
    scale = reach(sheet, list(zip(shown["count"], ends, strict=True)), plot)
    set_scale(sheet, scale, plot, len(rows))
    for row, ((label, count, spread), end) in enumerate(zip(rows, ends, strict=True)):
        said = f"{label}: {wording.number(count)} {wording.noun(unit, 'count', count)} in {wording.many(spread, where[:-1])}"
        line(sheet, row, 0, count)
        dot(sheet, row, count, style.ACCENT, said)
        if spread != count:
            dot(sheet, row, spread, style.ACCENT, said, ring=True)
        write(sheet, row, count, end)
    finding = titles.leading(counts, "count")
    subtitle = titles.counted(counts, "count", shown=len(shown), title=title)
    key = [
        Key(wording.noun(unit, "count", 2), style.ACCENT, shape="o"),
        Key(f"{where} with any, where fewer", style.ACCENT, shape="ring"),
    ]
    return sheet.finish(
        title=title or finding, subtitle=subtitle, source=source, key=key if unit != "codes" else (),
        room=Room(left=left, body=len(rows) * tall),
        alt=titles.alt("Ranked dot plot", title or finding, subtitle,
            [titles.extremes(list(counts["label"]), list(counts["count"]))]),
    )  # fmt: skip
