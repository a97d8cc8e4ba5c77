"""Rows of a counts table: which are drawn and in what order, their labels, and the room for the values."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from analysis import schema
from analysis.charts import style, titles, wording
from analysis.charts.sheet import Sheet, Source, empty_sheet

_NEEDS = (
    "voice",
    "group",
    "unit",
    "id",
    "label",
    "count",
    "strict",
    "highlights",
    "strict_highlights",
    "n",
    "words",
)
# Of the text size, between the labels and the plot.
ASIDE = 0.75


def one(counts: pd.DataFrame, function: str, *, several: tuple[str, ...] = ()) -> pd.DataFrame:
    """Return a table of one voice, group and unit, or raise an error that says which chart compares several."""
    for column, other in (("voice", "dumbbell"), ("group", "small_multiples"), ("unit", "")):
        values = list(dict.fromkeys(counts[column]))
        if len(values) < 2 or column in several:
            continue

        hint = ""
        if other:
            hint = f"; charts.{other} compares them"
        found = ", ".join(map(repr, values[:5]))
        raise ValueError(
            f"charts.{function} draws one {column} of counts; this table has {found}{hint}"
        )
    return counts


def ranked(counts: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Return the rows in falling order of a measure, ties by label."""
    if measure not in titles.MEASURES:
        raise ValueError(
            f"value is one of {', '.join(titles.MEASURES)}; this is {measure!r}"
            f"{schema.near(measure, titles.MEASURES)}"
        )
    schema.check(counts, "counts", needs=(*_NEEDS, measure))

    ordered = counts.sort_values([measure, "label"], ascending=[False, True], kind="stable")
    return ordered.reset_index(drop=True)


def empty_chart(
    counts: pd.DataFrame,
    ax: Axes | None,
    measure: str,
    source: Source,
    title: str | None,
    size: str,
) -> Axes:
    """Draw the sheet for a counts table without rows or with nothing but zeros."""
    if counts.empty:
        finding = titles.missing("")
        subtitle = "The table has no rows"
    elif counts["count"].any():
        finding = "No rates: the table does not say of how many words"
        subtitle = titles.counted(counts, measure)
    else:
        one_voice = counts["voice"].nunique() == 1
        voice = "both"
        if one_voice:
            voice = counts["voice"].iloc[0]
        finding = titles.missing(titles.unit_of(counts), voice)
        subtitle = titles.counted(counts, measure)

    name = ""
    if len(counts):
        name = titles.part(counts)
    if name:
        finding = f"{wording.short(name)}: {wording.lower(finding)}"
    return empty_sheet(ax, title=title or finding, subtitle=subtitle, source=source, size=size)


def reach(sheet: Sheet, ends: list[tuple[float, str]], width: float) -> float:
    """Return the value at the right edge of a plot so wide that every bar and the text at its end fit."""
    best = max(value for value, _ in ends) or 1
    needed = [best * 1.001]

    for value, text in ends:
        written = style.width(text, sheet.text, "bold") + sheet.text * 0.8
        # A text that would take nearly all of a narrow panel must not shrink its bars to nothing.
        room = max(width * 0.15, width - written)
        needed.append(value * width / room)
    return max(needed)


def row_labels(
    sheet: Sheet, labels: list[str], *, at: Sequence[float] | None = None, share: float = 0.4
) -> tuple[float, float]:
    """Write the rows' labels at the left; return the points they take, and a row's height.

    Parameters
    ----------
    sheet : Sheet
        Where they are written.
    labels : list of str
        The labels, wrapped to a share of the width.
    at : sequence of float, optional
        Where the rows are, by default 0, 1, 2 …
    share : float
        The share of the width that they may take.
    """
    wrapped = _wrapped(sheet, labels, share)
    places = at
    if places is None:
        places = range(len(labels))

    sheet.ax.tick_params(axis="y", labelcolor=style.INK, pad=sheet.text * 0.6)
    sheet.ax.set_yticks(places, labels=wrapped)

    widest = max(style.width(text, sheet.text) for text in wrapped)
    return widest + sheet.text * ASIDE, row_height(sheet, labels, share=share)


def row_height(sheet: Sheet, labels: list[str], *, share: float = 0.4) -> float:
    """Return the height of a row in points, with which no label touches the next one."""
    heights = [style.height(text, sheet.text) for text in _wrapped(sheet, labels, share)]
    # Half of a label and half of the next one are between two rows: one label of two lines does not
    # need rows of two lines throughout.
    needed = max(heights[0], heights[-1]) * 0.75
    for one, other in itertools.pairwise(heights):
        needed = max(needed, (one + other) / 2)
    return max(sheet.text * 1.7, needed + sheet.text * 0.55)


def close(sheet: Sheet, tall: float) -> float:
    """Return the least height of a row, for many rows on a page or slide: less air between labels, none touch."""
    # `row_height` adds at least 0.5 text sizes of air to the lines of a label.
    if tall < sheet.text * 1.8:
        return tall - sheet.text * 0.4
    # Labels of two lines keep more of it: else the second line is read as the next label.
    return tall - sheet.text * 0.2


def label_width(sheet: Sheet, labels: list[str], *, share: float = 0.4) -> float:
    """Return the points that the rows' labels take at the left."""
    widths = [style.width(text, sheet.text) for text in _wrapped(sheet, labels, share)]
    return max(widths) + sheet.text * ASIDE


def _wrapped(sheet: Sheet, labels: list[str], share: float) -> list[str]:
    """Wrap the labels to a share of the width."""
    named = [label or "(no name)" for label in labels]
    return [style.wrap(label, sheet.width * share, sheet.text) for label in named]
