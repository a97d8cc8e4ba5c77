"""A word cloud that can be trusted: sizes are counts, a ranked dot plot shows the same counts."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.transforms import Affine2D, ScaledTranslation, Transform

from analysis import schema
from analysis.charts import style, titles, wording
from analysis.charts.cloud_layout import Canvas, Layout
from analysis.charts.faithful import LEGIBLE, faithful
from analysis.charts.marks import stroke
from analysis.charts.record import chart
from analysis.charts.rows import empty_chart, one
from analysis.charts.sheet import Room, Sheet, Source

# Parts of the text size: on a slide, seen from afar, that is more.
_LEGIBLE_PART = 0.66
# Height of the words by their width: that of the ranked dots at their side.
ASPECT = 0.62
# Of a label; longer ones are cut, as in titles.
LETTERS = 40
_NEEDS = ("voice", "group", "unit", "id", "label", "count", "n", "words")

# Where words and dots are side by side, the words get this part of the width and the dots the rest
# but for the gap; on a column (88 mm) the rest would be too narrow for a label and a line.
_WORDS = 0.63
_GAP = 0.04
# Points.
_NARROW = 300.0

# At most so many dots: a reader of a cloud wants to check its largest words, not all of them.
_DOTS = 15
# In given Axes with less room the words get all of it.
_LEAST_DOTS = 5
# From one dot to the next, in text sizes.
_PITCH = 1.75
# Of their width: the longest label, so that a line of some length remains.
_OF_DOTS = 0.6


class Area(NamedTuple):
    """A rectangle in points, measured from the upper left corner of the plot."""

    left: float
    top: float
    width: float
    height: float


@chart
def cloud(
    table: pd.DataFrame,
    ax: Axes | None = None,
    *,
    source: Source = None,
    title: str | None = None,
    size: str = "page",
    top: int = 300,
    light: bool = False,
) -> Axes:
    """Draw a word cloud of a counts table, with the ranked dot plot of the same counts.

    Font size is proportional to the count and equal counts have equal size, which is checked after
    the layout. All words are horizontal, none overlaps another, and the largest is in the middle.
    Words that would be under 6 points are left out; the subtitle says how many and which.

    Parameters
    ----------
    table : DataFrame
        One part of a counts table: one voice, one group, one unit.
    ax : Axes, optional
        Where to draw; a new figure without it.
    source : Series, DataFrame, mapping or str, optional
        The documents, for the source line.
    title : str, optional
        Your own title instead of the finding.
    size : {"page", "column", "slide"}
        The size of a new figure.
    top : int
        The most words to draw, the most frequent first.
    light : bool
        Whether to draw light words too (reporting verbs, *way*, *two*, *recently*): the rows whose
        column `light` is true. They say little about what a text is about.

    Returns
    -------
    Axes
        The Axes with the cloud.

    Raises
    ------
    ValueError
        If the table holds several groups, voices or units, or not one word fits.

    Examples
    --------
    >>> from analysis import tables
    >>> mentions = pd.DataFrame({"document": "a", "number": [1, 1, 2], "voice": "quote",
    ...     "entity": ["IND", "ITA", "IND"], "label": ["India", "Italy", "India"], "kind": "name"})
    >>> cloud(tables.counts(mentions)).get_title()
    'India narrowly ahead: 2 mentions in the quotes (next: Italy, 1)'
    """
    counts = _counted(table)
    own = counts["label"].eq(titles.part(counts)) if len(counts) else _none(counts)
    dim = _none(counts) if light else _light(counts)
    drawn = counts[~own & ~dim].reset_index(drop=True)
    if drawn.empty:
        return empty_chart(table, ax, "count", source, title, size)

    sheet = Sheet(ax, size)
    words_area, dots_area = _areas(sheet)
    pool = _first(drawn, top)
    labels = [wording.short(label, 99, LETTERS) for label in pool["label"]]
    canvas = Canvas(labels, pool["count"].tolist(), words_area.height / words_area.width)
    legible = max(LEGIBLE, round(sheet.text * _LEGIBLE_PART))
    least = legible / words_area.width
    shown = pool.head(canvas.shown(least))
    if shown.empty:
        raise ValueError(
            f"not one word fits in {legible:.0f} points here; give a larger size or Axes"
        )

    layout = canvas.largest(len(shown), least)
    points = _points(sheet)
    _draw_words(sheet, shown, labels, layout, words_area, points)
    ranked = 0
    if dots_area:
        ranked = _draw_dots(sheet, shown, dots_area, points)

    subtitle = titles.counted(drawn, "count", title=title)
    subtitle += "; size is proportional to the count"
    subtitle += _left_out(drawn, len(shown), len(pool), legible)
    subtitle += _set_aside(counts[own], "its own name")
    subtitle += _set_aside(counts[dim], "light word")
    finding = title or titles.leading(drawn, "count", shown=len(shown))
    facts = [titles.extremes(list(shown["label"]), list(shown["count"]))]
    if ranked:
        facts.append(f"Dots show the same counts of the first {ranked}")
    body = max(area.top + area.height for area in (words_area, dots_area) if area)
    sheet.finish(
        title=finding,
        subtitle=subtitle,
        source=source,
        room=Room(body=body),
        alt=titles.alt("Word cloud with ranked dot plot", finding, subtitle, facts),
    )
    faithful(sheet.ax, shown["count"].tolist(), (words_area.width, words_area.height))
    return sheet.ax


def _counted(table: pd.DataFrame) -> pd.DataFrame:
    """The rows with a count, in falling order, ties by label."""
    schema.check(table, "counts", needs=_NEEDS)
    groups = table["group"].unique()
    if len(groups) > 1:
        raise ValueError(
            "charts.cloud sizes words by one count each; this table is split into "
            f"{', '.join(map(repr, groups[:5]))}: draw one part of it, or count without by="
        )
    rows = one(table, "cloud")
    rows = rows[rows["count"] > 0]
    rows = rows.sort_values(["count", "label"], ascending=[False, True], kind="stable")
    return rows.reset_index(drop=True)


def _none(counts: pd.DataFrame) -> pd.Series:
    """A mask that no row is in."""
    return pd.Series(False, index=counts.index)


def _light(counts: pd.DataFrame) -> pd.Series:
    """Which rows are light words; tables made without the column have none."""
    if "light" not in counts.columns:
        return _none(counts)
    return counts["light"].astype(bool)


def _first(counts: pd.DataFrame, top: int) -> pd.DataFrame:
    """At most the first `top` rows, equal counts together unless the first count has more rows."""
    if len(counts) <= top:
        return counts
    whole = counts[counts["count"] > counts["count"].iloc[top]]
    if whole.empty:
        return counts.head(top)
    return whole


def _areas(sheet: Sheet) -> tuple[Area, Area | None]:
    """Where the words and where the dots go: side by side, or one below the other where narrow."""
    width = sheet.width
    gap = width * _GAP
    pitch = sheet.text * _PITCH
    side_by_side = width >= _NARROW
    if side_by_side:
        part = width * _WORDS
        height = part * ASPECT
        if not sheet.own:
            height = _height(sheet)
        return Area(0, 0, part, height), Area(part + gap, 0, width - part - gap, height)

    if sheet.own:
        height = width * ASPECT
        return Area(0, 0, width, height), Area(0, height + gap, width, _DOTS * pitch)

    height = _height(sheet)
    below = min(_DOTS * pitch, height * 0.4)
    if below < _LEAST_DOTS * pitch:
        return Area(0, 0, width, height), None
    above = height - below - gap
    return Area(0, 0, width, above), Area(0, above + gap, width, below)


def _height(sheet: Sheet) -> float:
    """The height for words and dots in Axes that were given."""
    _, bottom, _, top = sheet.edges
    whole = top - bottom
    # Title, subtitle and source take about ten lines of text.
    return max(whole * 0.4, whole - sheet.text * 10)


def _points(sheet: Sheet) -> Transform:
    """From points right of and above the plot's upper left corner to the screen."""
    corner = ScaledTranslation(0, 1, sheet.ax.transAxes)
    return Affine2D().scale(1 / 72) + sheet.figure.dpi_scale_trans + corner


def _said(row: object) -> str:
    """A word and its count, for the tooltip."""
    return f"{row.label}: {wording.number(row.count)} {wording.noun(row.unit, 'count', row.count)}"


def _draw_words(
    sheet: Sheet,
    shown: pd.DataFrame,
    labels: list[str],
    layout: Layout,
    area: Area,
    points: Transform,
) -> None:
    """Every word at its place, in points, so that it keeps clear of the others at any zoom."""
    sheet.ax.set(xticks=[], yticks=[], xlim=(0, 1), ylim=(0, 1))
    for label, row, (x, y) in zip(labels, shown.itertuples(), layout.baselines, strict=False):
        word = sheet.ax.text(
            x * area.width,
            -y * area.width,
            label,
            fontsize=row.count * layout.scale * area.width,
            color=style.ACCENT,
            transform=points,
            ha="left",
            va="baseline",
            clip_on=False,
        )
        sheet.mark(word, _said(row))


def _draw_dots(sheet: Sheet, shown: pd.DataFrame, area: Area, points: Transform) -> int:
    """The ranked dot plot of the first words; how many it holds."""
    text = sheet.text
    pitch = text * _PITCH
    fitting = max(1, int(area.height / pitch))
    rows = shown.head(min(fitting, _DOTS))

    room = area.width * _OF_DOTS
    widest = 0.0
    widest_value = 0.0
    written = []
    for row in rows.itertuples():
        label = style.wrap(row.label, room, text, lines=1)
        value = wording.number(row.count)
        widest = max(widest, style.width(label, text))
        widest_value = max(widest_value, style.width(value, text))
        written.append((row, label, value))
    start = area.left + widest + text * 0.8
    end = area.left + area.width - widest_value - text
    per_use = (end - start) / rows["count"].max()

    free = {"transform": points, "clip_on": False}
    letters = {"va": "center_baseline", "fontsize": text, "color": style.INK, **free}
    for at, (row, label, value) in enumerate(written):
        y = -(area.top + (at + 0.5) * pitch)
        x = start + row.count * per_use
        sheet.ax.text(start - text * 0.6, y, label, ha="right", **letters)
        stroke(sheet, [start, x], [y, y], color=style.RULE, linewidth=0.9, zorder=1, **free)
        look = {"markersize": text * 0.75, "color": style.ACCENT, "zorder": 3}
        dot = stroke(sheet, [x], [y], marker="o", linestyle="", **look, **free)
        sheet.mark(dot, _said(row))
        sheet.ax.text(x + text * 0.7, y, value, ha="left", **letters)
    return len(rows)


def _left_out(counts: pd.DataFrame, shown: int, pool: int, legible: float) -> str:
    """How many words are not shown, why, and which."""
    rest = counts.iloc[shown:]
    if rest.empty and shown == 1:
        return "; the one word shown"
    if rest.empty:
        return f"; {wording.every(shown, 'word').lower()} shown"

    why = f" that would be under {legible:.0f} pt"
    if shown == pool:
        # Not their size, but `top` left them out.
        why = ""
    most = rest["count"].iloc[0]
    or_less = ""
    if most > 1:
        or_less = " or less"
    often = f"count {wording.number(most)}{or_less}: {_named(rest)}"
    words = wording.many(shown, "word")
    return f"; {words} shown, {wording.number(len(rest))} left out{why} ({often})"


def _set_aside(rows: pd.DataFrame, what: str) -> str:
    """The rows that were left out for what they are, in words."""
    if rows.empty:
        return ""
    if what == "its own name":
        return f"; {what} left out ({wording.number(rows['count'].iloc[0])} uses)"
    return f"; {wording.many(len(rows), what)} left out ({_named(rows)})"


def _named(rows: pd.DataFrame) -> str:
    """The first three words, and a sign that there are more."""
    names = ", ".join(wording.short(label, 3, 20) for label in rows["label"].head(3))
    if len(rows) > 3:
        return f"{names} …"
    return names
