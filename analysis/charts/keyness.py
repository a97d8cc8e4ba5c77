"""Keyness as a forest plot: how many times as frequent a word is on one side as on the other."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from analysis import schema
from analysis.charts import keyness_text, style, titles
from analysis.charts.marks import interval, stroke
from analysis.charts.record import chart
from analysis.charts.rows import close, row_labels
from analysis.charts.sheet import Room, Sheet, Source, empty_sheet

_NEEDS = (
    "unit",
    "label",
    "first",
    "second",
    "count_first",
    "count_second",
    "size_first",
    "size_second",
    "log_ratio",
    "lrc",
    "z",
    "stands_out",
    "low",
    "high",
    "tested",
    "tests",
)

# Where fewer rows stand out, the strongest of the others are drawn up to this number: a reader sees
# how far from chance the best candidates are.
_AT_LEAST = 10

# The axis ends this many doublings beyond the most extreme dot, even if an interval goes on: one
# with a count of 0 has no end.
_BEYOND = 1.5

# Halves and doubles, then steps of four: no axis has room for more labels.
_STEPS = (1, 2, 4, 8)


@chart
def keyness(
    table: pd.DataFrame,
    ax: Axes | None = None,
    *,
    source: Source = None,
    title: str | None = None,
    size: str = "page",
    top: int = 30,
) -> Axes:
    """Draw the ratio of two rates with its interval for each row of a keyness table.

    Rows that stand out are in colour. Where few or none do, the strongest candidates are drawn in
    grey; where none does, the title says that none can be told from chance.

    Parameters
    ----------
    table : DataFrame
        A keyness table.
    ax : Axes, optional
        Where to draw; a new figure without it.
    source : Series, DataFrame, mapping or str, optional
        The documents, for the source line.
    title : str, optional
        Your own title instead of the finding.
    size : {"page", "column", "slide"}
        The size of a new figure.
    top : int
        The most rows to draw.

    Returns
    -------
    Axes
        The Axes with the forest plot; its x axis is the base-2 logarithm of the ratio.

    Examples
    --------
    >>> from analysis import tables
    >>> highlights = pd.DataFrame({"document": "a", "number": [1, 2],
    ...     "headline": ["India, Italy", "India"], "quote": ["In Italy.", "Of India."]})
    >>> mentions = pd.DataFrame({"document": "a", "number": [1, 1, 2],
    ...     "voice": ["headline", "headline", "quote"], "entity": ["IND", "ITA", "IND"],
    ...     "label": ["India", "Italy", "India"], "kind": "name"})
    >>> counts = tables.counts(mentions, of=highlights, by="voice")
    >>> keyness(tables.keyness(counts, first="headline", second="quote")).get_title()
    'No name occurs often enough to be compared'
    """
    schema.check(table, "keyness", needs=_NEEDS)
    ranked = _ranked(table)
    if ranked.empty:
        why, subtitle = keyness_text.nothing(table)
        return empty_sheet(ax, title=title or why, subtitle=subtitle, source=source, size=size)

    sides = keyness_text.sides_of(table)
    out = ranked[ranked["stands_out"]]
    shown = ranked.head(min(top, max(len(out), _AT_LEAST)))
    shown = shown.sort_values(["log_ratio", "label"], ascending=[False, True], kind="stable")
    sheet = Sheet(ax, size)
    left, tall = row_labels(sheet, list(shown["label"]))
    right = _values(sheet, shown)
    _scale(sheet, shown, sheet.width - left - right)
    _directions(sheet, sides, sheet.width - left - right, right)
    for at, row in enumerate(shown.itertuples()):
        _draw(sheet, at, row, sides)

    subtitle = keyness_text.subtitle(table, sides, len(out))
    if len(out) > len(shown):
        subtitle += f"; the first {len(shown)} of them shown"
    finding = title or keyness_text.finding(out, table, sides)
    facts = [keyness_text.said(row, sides) for row in ranked.head(3).itertuples()]
    return sheet.finish(
        title=finding,
        subtitle=subtitle,
        source=source,
        room=Room(
            left=left,
            right=right,
            top=sheet.text * 1.8,
            bottom=sheet.text * 1.8,
            body=len(shown) * tall,
            least=len(shown) * close(sheet, tall),
        ),
        alt=titles.alt("Forest plot", finding, subtitle, facts),
    )


def _ranked(table: pd.DataFrame) -> pd.DataFrame:
    """The rows that stand out, then the candidates that could have; both strongest first."""
    rows = table.assign(reach=table["lrc"].abs(), strength=table["z"].abs())
    rows = rows[rows["tested"] | rows["stands_out"]]
    by = ["stands_out", "reach", "strength", "label"]
    return rows.sort_values(by, ascending=[False, False, False, True], kind="stable")


def _values(sheet: Sheet, shown: pd.DataFrame) -> float:
    """Write ratio and counts at the end of each row; the room that they take."""
    text = sheet.text
    ratios = []
    counts = []
    for row in shown.itertuples():
        ratios.append(keyness_text.ratio(row))
        counts.append(f"{row.count_first} : {row.count_second}")

    after_ratio = text + max(style.width(ratio, text) for ratio in ratios)
    after_count = text + after_ratio + max(style.width(count, text) for count in counts)
    for at, written in enumerate(zip(ratios, counts, strict=True)):
        for value, x in zip(written, (after_ratio, after_count), strict=True):
            sheet.ax.annotate(
                value,
                (1, at),
                (x, 0),
                xycoords=("axes fraction", "data"),
                textcoords="offset points",
                ha="right",
                va="center_baseline",
                fontsize=text,
                annotation_clip=False,
            )
    return after_count


def _scale(sheet: Sheet, shown: pd.DataFrame, width: float) -> None:
    """The axis: even in the middle, doublings to both sides, each labelled as a number of times."""
    text = sheet.text
    dots = shown["log_ratio"]
    # At least half and double are shown; an interval without an end is cut beyond the last dot.
    least = min(dots.min(), -1) - _BEYOND
    most = max(dots.max(), 1) + _BEYOND
    low = min(shown["low"].clip(lower=least).min(), -1)
    high = max(shown["high"].clip(upper=most).max(), 1)
    span = high - low
    # Half a dot more on both sides, so that none is cut.
    edge = span * text * 0.5 / width
    sheet.ax.set(xlim=(low - edge, high + edge), ylim=(len(shown) - 0.5, -0.5))

    furthest = f"{2 ** round(max(-low, high))}×"
    needed = style.width(furthest, text) + text
    for step in _STEPS:
        if width * step / span > needed:
            break

    same = "same"
    if width * step / span < style.width(same, text) + text:
        same = "="
    ticks = {}
    for at in range(-64, 65, step):
        if low <= at <= high:
            ticks[at] = f"{2 ** abs(at)}×"
            if at == 0:
                ticks[at] = same

    sheet.ax.tick_params(axis="x", labelcolor=style.MUTED)
    sheet.ax.set_xticks(list(ticks), labels=list(ticks.values()))
    for at in ticks:
        sheet.ax.axvline(at, color=style.PALE, linewidth=0.8, zorder=0)
    sheet.ax.axvline(0, color=style.MUTED, linewidth=0.8, zorder=0)


def _directions(sheet: Sheet, sides: keyness_text.Sides, width: float, right: float) -> None:
    """Say over the plot which side is which."""
    text = sheet.text
    # "headlines" is enough over an axis, where a sentence needs "the headlines".
    left_name = f"← {sides.second.removeprefix('the ')}"
    right_name = f"{sides.first.removeprefix('the ')} →"
    needed = sum(style.width(name, text, "bold") for name in (left_name, right_name)) + text
    # On a narrow plot the right one goes on over the values at the ends of the rows.
    beyond = min(right, max(0.0, needed - width))
    room = width + beyond - text
    if needed > width + beyond:
        # Long names of groups share the room and are cut.
        room /= 2
    for written, x, offset, colour, align in (
        (left_name, 0, 0, style.SECOND, "left"),
        (right_name, 1, beyond, style.ACCENT, "right"),
    ):
        sheet.ax.annotate(
            style.wrap(written, room, text, lines=1, weight="bold"),
            (x, 1),
            (offset, text * 0.4),
            xycoords="axes fraction",
            textcoords="offset points",
            ha=align,
            va="bottom",
            fontsize=text,
            fontweight="bold",
            color=colour,
            annotation_clip=False,
        )


def _draw(sheet: Sheet, at: int, row: object, sides: keyness_text.Sides) -> None:
    """The dot and the interval of one row; an arrow where the interval goes on."""
    colour = style.GREY
    if row.stands_out:
        colour = style.SECOND
        if row.log_ratio > 0:
            colour = style.ACCENT
    if pd.notna(row.low) and pd.notna(row.high):
        interval(sheet, at, row.low, row.high, width=1.6, colour=colour)
    look = {"markersize": sheet.text * 0.75, "color": colour, "zorder": 3, "clip_on": False}
    dot = stroke(sheet, [row.log_ratio], [at], marker="o", linestyle="", **look)
    sheet.mark(dot, keyness_text.said(row, sides))
