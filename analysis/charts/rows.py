"""Rows of a counts table: which are drawn and in what order, their labels, and the room for what stands at their ends."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from analysis import schema
from analysis.charts import style, titles, wording
from analysis.charts.sheet import Sheet, empty_sheet

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


def one(counts: pd.DataFrame, function: str, *, several: tuple[str, ...] = ()) -> pd.DataFrame:
    """The counts table, or an error that says which function takes a table with several voices, groups or units."""
    for column, other in (("voice", "dumbbell"), ("group", "small_multiples"), ("unit", "")):
        values = list(dict.fromkeys(counts[column]))
        if len(values) > 1 and column not in several:
            hint = f"; charts.{other} compares them" if other else ""
            found = ", ".join(map(repr, values[:5]))
            raise ValueError(
                f"charts.{function} draws one {column} of counts; this table has {found}{hint}"
            )
    return counts


BETWEEN = 2.6  # rows between two bands of panels, where the headings stand
ASIDE = 0.75  # of the text size, between the labels and the plot


def ranked(counts: pd.DataFrame, measure: str) -> pd.DataFrame:
    """The rows in falling order of a measure, ties by label."""
    if measure not in titles.MEASURES:
        raise ValueError(f"value is one of {', '.join(titles.MEASURES)}; this is {measure!r}")
    schema.check(counts, "counts", needs=(*_NEEDS, measure))
    return counts.sort_values(
        [measure, "label"], ascending=[False, True], kind="stable"
    ).reset_index(drop=True)


def empty_chart(counts, ax, measure, source, title, size) -> Axes:
    """The sheet for a counts table without rows or without anything but zeros."""
    if counts.empty:
        finding, subtitle = titles.missing(""), "The table has no rows"
    elif counts["count"].any():
        finding, subtitle = (
            "No rates: the table does not say of how many words",
            titles.counted(counts, measure),
        )
    else:
        voice = counts["voice"].iloc[0] if counts["voice"].nunique() == 1 else "both"
        finding, subtitle = (
            titles.missing(titles.unit_of(counts), voice),
            titles.counted(counts, measure),
        )
        name = titles.part(counts)
        finding = f"{wording.short(name)}: {finding[0].lower()}{finding[1:]}" if name else finding
    return empty_sheet(ax, title=title or finding, subtitle=subtitle, source=source, size=size)


def reach(sheet: Sheet, ends: list[tuple[float, str]], width: float) -> float:
    """The value at the right edge of a plot so wide that every bar and the text at its end fit."""
    best = max(value for value, _ in ends) or 1
    gap = sheet.text * 0.8
    free = [
        max(width * 0.15, width - gap - style.extent(text, sheet.text, "bold")[0])
        for _, text in ends
    ]
    return max(
        best * 1.001, *(value * width / room for (value, _), room in zip(ends, free, strict=True))
    )


def row_labels(
    sheet: Sheet, labels: list[str], *, bands: int = 1, share: float = 0.4
) -> tuple[float, float]:
    """Write the rows' labels at the left, wrapped to a share of the width; the points they take, and a row's height."""
    wrapped = _wrapped(sheet, labels, share)
    extents = [style.extent(text, sheet.text) for text in wrapped]
    at = [
        band * (len(labels) + BETWEEN) + row for band in range(bands) for row in range(len(labels))
    ]
    sheet.ax.set_yticks(at, labels=wrapped * bands)
    sheet.ax.tick_params(axis="y", labelcolor=style.INK, pad=sheet.text * 0.6)
    tall = max(sheet.text * 1.7, max(high for _, high in extents) + sheet.text * 0.55)
    return max(wide for wide, _ in extents) + sheet.text * ASIDE, tall


def label_width(sheet: Sheet, labels: list[str], *, share: float = 0.4) -> float:
    """The points that the rows' labels take at the left."""
    return (
        max(style.extent(text, sheet.text)[0] for text in _wrapped(sheet, labels, share))
        + sheet.text * ASIDE
    )


def _wrapped(sheet: Sheet, labels: list[str], share: float) -> list[str]:
    return [style.wrap(label or "(no name)", sheet.width * share, sheet.text) for label in labels]
