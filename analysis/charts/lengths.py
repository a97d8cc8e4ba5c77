"""The lengths of the highlights, one bar each, in the order of the article."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from analysis import schema
from analysis.charts import style, titles, wording
from analysis.charts.marks import ticks
from analysis.charts.record import chart
from analysis.charts.sheet import Room, Sheet, Source, empty_sheet

_NEEDS = ("voice", "unit", "id", "label", "count")
HEIGHT = 14  # of the plot, in text sizes
_STEPS = [number * 10**power for power in range(9) for number in (1, 2, 5)]


@chart
def lengths(
    table: pd.DataFrame,
    ax: Axes | None = None,
    *,
    source: Source = None,
    title: str | None = None,
    size: str = "page",
) -> Axes:
    """Draw one upright bar for the words of each highlight, in the order of the article; the longest is named.

    Parameters
    ----------
    table : DataFrame
        A "counts" table made by `tables.lengths`.
    ax : Axes, optional
        The Axes to draw into; by default a new figure.
    source : DataFrame, mapping or str, optional
        The documents table or row for the source line, or the line itself.
    title : str, optional
        A title in place of the finding.
    size : str
        "column", "page" or "slide".

    Returns
    -------
    Axes
        The Axes, with the record that `export.figure` reads.

    Raises
    ------
    ValueError
        If the table counts something else than words.

    Examples
    --------
    >>> from analysis import tables
    >>> highlights = pd.DataFrame({"document": "a", "number": [1, 2], "headline": "", "quote": ["We trade.", "No."]})
    >>> lengths(tables.lengths(highlights)).get_title()
    'From 1 word to 2: the median quote has 1.5'
    """
    schema.check(table, "counts", needs=_NEEDS)
    if table.empty or not table["count"].any():
        return empty_sheet(
            ax,
            title=title or "No words to count",
            subtitle="The table has no rows" if table.empty else "Words of each highlight",
            source=source,
            size=size,
        )
    if not table["unit"].eq("words").all():
        raise ValueError(
            "charts.lengths draws the words of each highlight: make the table with tables.lengths(highlights)"
        )

    rows = _in_order(table)
    voice = wording.voice_noun(rows["voice"].iloc[0])
    sheet = Sheet(ax, size)
    room = _draw(sheet, rows)
    finding = title or _finding(rows, voice)
    several = rows["document"].nunique()
    order = "in the order of the article"
    if several > 1:
        order = f"by document ({wording.number(several)}), in the order of each"
    subtitle = (
        f"Words of each {voice}, {order}; {wording.many(len(rows), voice)}, "
        f"{wording.many(int(rows['count'].sum()), 'word')} in all"
    )
    return sheet.finish(
        title=finding,
        subtitle=subtitle,
        source=source,
        room=room,
        alt=titles.alt("Column chart", finding, subtitle, _facts(rows)),
    )


def _in_order(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows by document and number, which the id holds with a space between them."""
    place = table["id"].str.rpartition(" ")
    rows = table.assign(document=place[0], number=pd.to_numeric(place[2]))
    return rows.sort_values(["document", "number"], kind="stable", ignore_index=True)


def _draw(sheet: Sheet, rows: pd.DataFrame) -> Room:
    """Draw the bars, a scale of words at the left and the numbers of the highlights below."""
    best = int(rows["count"].max())
    longest = rows["count"] == best
    # Above about 150 bars the white between them would be thinner than a printed line.
    width = 0.8 if len(rows) <= 150 else 1.0

    for place, row in enumerate(rows.itertuples()):
        colour = style.ACCENT if longest[place] else style.GREY
        (bar,) = sheet.ax.bar(place, row.count, width, color=colour, linewidth=0)
        sheet.mark(bar, f"{row.label}: {wording.many(row.count, 'word')}")

    # A fifth of the height is left for the name of the longest.
    sheet.ax.set(xlim=(-0.6, len(rows) - 0.4), ylim=(0, best * 1.2))
    at = ticks(best, whole=True)
    labels = [wording.number(tick) for tick in at]
    sheet.ax.set_yticks(at, labels=labels)
    sheet.ax.tick_params(axis="y", labelcolor=style.MUTED, pad=sheet.text * 0.5)
    for tick in at:
        sheet.ax.axhline(tick, color=style.RULE, linewidth=0.5, zorder=0)

    left = max(style.extent(label, sheet.text)[0] for label in labels) + sheet.text
    _name_longest(sheet, rows, int(longest.to_numpy().argmax()), sheet.width - left)
    _number(sheet, rows, sheet.width - left)
    return Room(left=left, bottom=sheet.text * 1.9, body=sheet.text * HEIGHT)


def _name_longest(sheet: Sheet, rows: pd.DataFrame, place: int, plot: float) -> None:
    """Write the label of the first of the longest over its bar, towards the side with more room."""
    right = place < len(rows) / 2
    room = plot * (1 - place / len(rows) if right else (place + 1) / len(rows))
    name = style.wrap(rows["label"].iloc[place], max(room, plot / 2), sheet.text, lines=1)
    sheet.ax.annotate(
        name,
        (place - 0.4 if right else place + 0.4, rows["count"].iloc[place]),
        (0, sheet.text * 0.4),
        textcoords="offset points",
        ha="left" if right else "right",
        va="bottom",
        fontsize=sheet.text,
        color=style.INK,
        annotation_clip=False,
    )


def _number(sheet: Sheet, rows: pd.DataFrame, plot: float) -> None:
    """Write the highlights' numbers below, every one or in even steps; of several documents, the first of each."""
    several = rows["document"].nunique() > 1
    if several:
        labels = list(rows["document"].where(~rows["document"].duplicated(), ""))
    else:
        labels = [str(number) for number in rows["number"]]
        widest = max(style.extent(label, sheet.text)[0] for label in labels) + sheet.text * 0.8
        step = next(step for step in _STEPS if step * plot / len(rows) >= widest)
        labels = [label if int(label) % step == 0 or label == "1" else "" for label in labels]

    written, free = [], 0.0
    for place, label in enumerate(labels):
        middle = (place + 0.5) / len(rows) * plot
        half = style.extent(label, sheet.text)[0] / 2 if label else 0.0
        fits = middle - half >= free and middle + half <= plot + sheet.text
        if label and fits:
            free = middle + half + sheet.text * 0.5
        written.append(label if fits else "")

    sheet.ax.set_xticks(range(len(rows)), labels=written)
    sheet.ax.tick_params(axis="x", labelcolor=style.MUTED, pad=sheet.text * 0.4)


def _finding(rows: pd.DataFrame, voice: str) -> str:
    """Say how long the highlights are, from the shortest to the longest, and in the middle."""
    least, most = int(rows["count"].min()), int(rows["count"].max())
    if len(rows) == 1:
        return f"One {voice} of {wording.many(most, 'word')}"
    if least == most:
        every = wording.every(len(rows), voice)
        return f"{every} are level, each with {wording.many(most, 'word')}"
    middle = wording.number(float(rows["count"].median()))
    words = wording.many(least, "word")
    return f"From {words} to {wording.number(most)}: the median {voice} has {middle}"


def _facts(rows: pd.DataFrame) -> list[str]:
    """Write the longest and the shortest for the alt text."""
    longest = rows.loc[rows["count"].idxmax()]
    shortest = rows.loc[rows["count"].idxmin()]
    return [
        f"Longest: {wording.short(longest['label'], 8)}, {wording.many(longest['count'], 'word')}",
        f"Shortest: {wording.short(shortest['label'], 8)}, {wording.many(shortest['count'], 'word')}",
    ]
