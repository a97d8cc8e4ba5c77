"""How long the quotes or headlines are: a row of bars in article order."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis import schema
from analysis.charts import style, titles, wording
from analysis.charts.marks import stroke
from analysis.charts.record import chart
from analysis.charts.rows import one
from analysis.charts.sheet import Room, Sheet, Source, empty_sheet
from analysis.charts.ticks import number_ticks
from analysis.natural import natural

_NEEDS = ("voice", "group", "unit", "id", "label", "count", "n", "words")

# Text sizes: the height of the longest bar.
_TALL = 14.0
# Text sizes: a label over the bars.
_LINE_ABOVE = 1.7

# A bar takes this part of its place; more than 150 bars are thinner than a gap would be.
_THICK, _CROWDED = 0.78, 150


class _Side(NamedTuple):
    """To which side of its bar a label goes, and the part of the width that it has there."""

    bar: int
    room: float
    align: str


@chart
def lengths(
    table: pd.DataFrame,
    ax: Axes | None = None,
    *,
    source: Source = None,
    title: str | None = None,
    size: str = "page",
) -> Axes:
    """Draw one bar for each highlight in article order, as high as it has words.

    The longest and the shortest are named; a line shows the median.

    Parameters
    ----------
    table : DataFrame
        What `tables.lengths` returns.
    ax : Axes, optional
        Where to draw; a new figure without it.
    source : Series, DataFrame, mapping or str, optional
        The documents, for the source line.
    title : str, optional
        Your own title instead of the finding.
    size : {"page", "column", "slide"}
        The size of a new figure.

    Returns
    -------
    Axes
        The Axes with the chart.

    Raises
    ------
    ValueError
        If the table counts something else than words of highlights.

    Examples
    --------
    >>> from analysis import tables
    >>> highlights = pd.DataFrame({"document": "a", "number": [1, 2], "headline": ["x", "y"],
    ...     "quote": ["a b", "a b c d"]})
    >>> lengths(tables.lengths(highlights)).get_title()
    'From 2 words to 4: the median quote has 3'
    """
    schema.check(table, "counts", needs=_NEEDS)
    if not table["unit"].eq("words").all():
        raise ValueError(
            "charts.lengths draws the words of each highlight: make the table with "
            "tables.lengths(highlights)"
        )
    if not table["count"].any():
        subtitle = "Words of each highlight"
        if table.empty:
            subtitle = "The table has no rows"
        finding = title or "No words to count"
        return empty_sheet(ax, title=finding, subtitle=subtitle, source=source, size=size)

    rows = _in_order(one(table, "lengths"))
    sheet = Sheet(ax, size)
    left = _axis(sheet, rows)
    _bars(sheet, rows)
    _median(sheet, rows)
    right = style.width("median", sheet.text) + sheet.text * 0.6
    named = _extremes(rows)
    _names(sheet, rows, named, sheet.width - left - right)

    subtitle = _subtitle(rows)
    finding = title or _finding(rows)
    ranked = rows.sort_values(["count", "label"], ascending=[False, True], kind="stable")
    facts = [titles.extremes(list(ranked["label"]), list(ranked["count"]))]
    return sheet.finish(
        title=finding,
        subtitle=subtitle,
        source=source,
        room=Room(
            left=left,
            right=right,
            top=sheet.text * _LINE_ABOVE * len(named),
            bottom=sheet.text * 1.8,
            body=sheet.text * _TALL,
        ),
        alt=titles.alt("Bar chart in article order", finding, subtitle, facts),
    )


def _in_order(table: pd.DataFrame) -> pd.DataFrame:
    """The rows by document and number of the highlight, which are the two parts of the id."""
    parts = table["id"].str.rpartition(" ")
    place = {name: at for at, name in enumerate(sorted(set(parts[0]), key=natural))}
    number = pd.to_numeric(parts[2], errors="coerce")
    rows = table.assign(document=parts[0], place=parts[0].map(place), number=number)
    return rows.sort_values(["place", "number"], kind="stable").reset_index(drop=True)


def _axis(sheet: Sheet, rows: pd.DataFrame) -> float:
    """Set limits and ticks; the room that the numbers at the left take."""
    text = sheet.text
    most = int(rows["count"].max())
    step = _step(most)
    values = range(0, most + 1, step)
    written = [wording.number(value) for value in values]
    sheet.ax.tick_params(labelcolor=style.MUTED)
    sheet.ax.set(xlim=(-0.6, len(rows) - 0.4), ylim=(0, most))
    sheet.ax.set_yticks(values, labels=written)
    for value in values:
        sheet.ax.axhline(value, color=style.PALE, linewidth=0.8, zorder=0)
    sheet.ax.axhline(0, color=style.RULE, linewidth=0.8, zorder=0)

    width = sheet.width * 0.8
    if rows["document"].nunique() == 1:
        labels = number_ticks([int(number) for number in rows["number"]], width, text)
    else:
        labels = _document_ticks(rows, width, text)
    named = {}
    for at, label in enumerate(labels):
        if label:
            named[at] = label
    sheet.ax.set_xticks(list(named), labels=list(named.values()))
    return style.width(written[-1], text) + text


def _document_ticks(rows: pd.DataFrame, width: float, text: float) -> list[str]:
    """The name of a document at its first highlight, where it has room; "" for the rest."""
    first = ~rows["document"].duplicated()
    labels = []
    free = 0.0
    for at, (document, is_first) in enumerate(zip(rows["document"], first, strict=True)):
        middle = (at + 0.5) / len(rows) * width
        half = style.width(document, text) / 2
        end = middle + half
        if is_first and middle - half >= free and end <= width:
            free = end + text * 0.5
            labels.append(document)
        else:
            labels.append("")
    return labels


def _step(most: int) -> int:
    """A round step that gives three to six ticks."""
    power = 1
    while True:
        for digit in (1, 2, 5):
            step = digit * power
            # More than five lines across the plot would be a grid, not a help.
            if most / step <= 5:
                return step
        power *= 10


def _bars(sheet: Sheet, rows: pd.DataFrame) -> None:
    """A bar for each highlight, the longest and the shortest in colour."""
    ends = {rows["count"].max(), rows["count"].min()}
    thick = 1.0
    if len(rows) <= _CROWDED:
        thick = _THICK
    for at, row in enumerate(rows.itertuples()):
        words = row[rows.columns.get_loc("count") + 1]
        colour = style.GREY
        if words in ends:
            colour = style.ACCENT
        drawn = Rectangle((at - thick / 2, 0), thick, words, facecolor=colour, linewidth=0)
        sheet.ax.add_artist(drawn)
        sheet.mark(drawn, f"{row.label}: {wording.many(words, 'word')}")


def _median(sheet: Sheet, rows: pd.DataFrame) -> None:
    """A line at the median, named at its right end; not of a single bar."""
    if len(rows) == 1:
        return
    median = float(rows["count"].median())
    # Near the top the two lines of the name go down from the line, so that they stay on the plot.
    high = median > rows["count"].max() * 0.9
    sheet.ax.axhline(median, color=style.INK, linewidth=0.8, linestyle=(0, (4, 3)), zorder=3)
    sheet.ax.annotate(
        f"median\n{wording.number(median)}",
        (1, median),
        (sheet.text * 0.4, 0),
        xycoords=("axes fraction", "data"),
        textcoords="offset points",
        va="top" if high else "center",
        fontsize=sheet.text * 0.9,
        color=style.INK,
        annotation_clip=False,
    )


def _extremes(rows: pd.DataFrame) -> list[int]:
    """Where the first of the longest and of the shortest is; nowhere if all are level."""
    counts = rows["count"]
    if counts.max() == counts.min():
        return []
    return [int(counts.idxmax()), int(counts.idxmin())]


def _names(sheet: Sheet, rows: pd.DataFrame, named: list[int], width: float) -> None:
    """Write the labels of one or two bars over the plot, with lines down to the bars."""
    text = sheet.text
    sides = _sides(named, len(rows))
    turned = _sides(named[::-1], len(rows))
    if sides and min(side.room for side in turned) > min(side.room for side in sides):
        sides = turned

    for line, side in enumerate(sides):
        count = rows.at[side.bar, "count"]
        words = f" {wording.number(count)}"
        others = int(rows["count"].eq(count).sum()) - 1
        if others:
            words += f" (and {wording.number(others)} more)"

        fitting = side.room * width - style.width(words, text)
        label = style.wrap(rows.at[side.bar, "label"], fitting, text, lines=1)
        above = text * (0.4 + line * 1.6)
        _name(sheet, rows, side.bar, label + words, side.align, above)


def _sides(order: list[int], bars: int) -> list[_Side]:
    """The sides to which a lower and an upper label go.

    A label begins at its bar and goes to the side with more room. The lower one ends where the line
    from the upper one to its bar comes down.
    """
    sides = []
    for line, at in enumerate(order):
        to_left = at
        to_right = bars - 1 - at
        for upper in order[line + 1 :]:
            if upper > at:
                to_right = upper - at - 1
            else:
                to_left = at - upper - 1

        room = max(to_left, to_right) / bars
        align = "right"
        if to_right >= to_left:
            align = "left"
        sides.append(_Side(at, room, align))
    return sides


def _name(
    sheet: Sheet, rows: pd.DataFrame, at: int, written: str, align: str, above: float
) -> None:
    """Write one label over the plot, with a line down to its bar."""
    thin = {"color": style.ACCENT, "linewidth": 0.8}
    stroke(sheet, [at, at], [rows.at[at, "count"], rows["count"].max()], zorder=2, **thin)
    over = {"xycoords": ("data", "axes fraction"), "textcoords": "offset points"}
    plain_line = {"arrowstyle": "-", "shrinkA": 0, "shrinkB": 0, **thin}
    sheet.ax.annotate("", (at, 1), (0, above), arrowprops=plain_line, annotation_clip=False, **over)
    sheet.ax.annotate(
        written,
        (at, 1),
        (0, above),
        ha=align,
        va="bottom",
        fontsize=sheet.text,
        color=style.ACCENT,
        annotation_clip=False,
        **over,
    )


def _subtitle(rows: pd.DataFrame) -> str:
    """What is counted, in which order, of how many."""
    voice = wording.voice_noun(rows["voice"].iloc[0])
    documents = rows["document"].nunique()
    order = "in article order"
    if documents > 1:
        order = f"by document ({wording.number(documents)}), in the order of each"
    words = wording.many(int(rows["count"].sum()), "word")
    return f"Words of each {voice}, {order}; {wording.many(len(rows), voice)}, {words} in all"


def _finding(rows: pd.DataFrame) -> str:
    """The shortest, the longest and the one in the middle."""
    what = wording.voice_noun(rows["voice"].iloc[0])
    counts = rows["count"]
    most = int(counts.max())
    least = int(counts.min())
    if len(rows) == 1:
        return f"One {what} of {wording.many(most, 'word')}"
    if most == least:
        every = wording.every(len(rows), what)
        return f"{every} are level, each with {wording.many(most, 'word')}"
    median = wording.number(float(counts.median()))
    ends = f"{wording.many(least, 'word')} to {wording.number(most)}"
    return f"From {ends}: the median {what} has {median}"
