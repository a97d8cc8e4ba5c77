"""The record attached to a figure: alt text, chart call and table, for export and verification."""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ParamSpec

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis import schema
from analysis.charts import style

Options = ParamSpec("Options")

# Every chart function by its name, filled by `chart`.
CHARTS: dict[str, Callable[..., Axes]] = {}

# What a chart draws along its scale, where no option `value` says it.
_MEASURES = {"dumbbell": "rate", "keyness": "log_ratio"}
# Columns that charts draw or write in which no number is ever missing.
_WHOLE = {
    "number",
    "count",
    "strict",
    "highlights",
    "documents",
    "uncoded",
    "headline_only",
    "both",
    "quote_only",
}
# Columns in which numbers may be missing, but are never infinite.
_FINITE = {"n", "words", "needed", "share", "low", "high", "lon", "lat"}

# Control characters, halves of surrogate pairs and the two non-characters that XML 1.0 forbids: no font
# draws them, and an SVG that holds one is not opened.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass
class Record:
    """What a chart function drew: enough to describe it, to draw it again and to see whether it was altered."""

    axes: Axes
    title: str
    subtitle: str
    source: str
    alt: str
    marks: dict[str, str]
    # Whether there was nothing to draw, as the title says.
    is_empty: bool = False
    chart: str = ""
    table: pd.DataFrame | None = None
    arguments: dict[str, object] = field(default_factory=dict)


def records(figure: Figure) -> list[Record]:
    """Return the records of the charts on a figure whose Axes are still there, in the order they were drawn."""
    return [record for record in getattr(figure, "charts", []) if record.axes in figure.axes]


def chart(function: Callable[Options, Axes]) -> Callable[Options, Axes]:
    """Run a function in the house style, keep its call on the figure and make it one of the package's charts."""
    parameters = inspect.signature(function).parameters
    options = [name for name in parameters if name not in ("table", "ax")]
    most = parameters["top"].default if "top" in parameters else 1
    measure = _MEASURES.get(function.__name__)
    if "value" in parameters:
        measure = parameters["value"].default

    @functools.wraps(function)
    def drawn(table: pd.DataFrame, ax: Axes | None = None, **given: object) -> Axes:
        _check_options(function.__name__, options, given)
        given = _without_quotes(given)
        clean = printable(table)
        _check_numbers(clean, given.get("value", measure))

        with style.context():
            axes = _fitted(function, clean, ax, given, most)

        figure = axes.get_figure(root=True)
        record = figure.charts[-1]
        record.chart = function.__name__
        record.table = table.copy()
        record.arguments = dict(given)
        figure.touched = False
        return axes

    CHARTS[function.__name__] = drawn
    return drawn


def _fitted(
    function: Callable[..., Axes],
    table: pd.DataFrame,
    ax: Axes | None,
    given: dict[str, object],
    most: int,
) -> Axes:
    """Draw a chart; where its figure would be too tall, in smaller text, and then fewer of its rows."""
    axes = function(table, ax, **given)
    if ax is not None or _fitting(axes) == 1:
        return axes

    text = None
    for text in axes.get_figure(root=True).sheet.size.smaller:
        with style.smaller(text):
            axes = function(table, **given)
        if _fitting(axes) == 1:
            return axes

    top = min(int(given.get("top", most)), len(table))
    while _fitting(axes) < 1 and top > 1:
        top = max(1, min(top - 1, int(top * _fitting(axes))))
        with style.smaller(text):
            axes = function(table, **{**given, "top": top})
    return axes


def _fitting(axes: Axes) -> float:
    """The part of a chart's rows that has room in a figure of its size."""
    return axes.get_figure(root=True).sheet.fitting


def _check_options(name: str, options: list[str], given: dict[str, object]) -> None:
    """Refuse an option that the chart does not have, and a number of rows that is none."""
    for option in given:
        if option not in options:
            raise TypeError(
                f"charts.{name} has no option {option!r}, it has {', '.join(options)}"
                f"{schema.near(option, options)}"
            )

    top = given.get("top", 1)
    whole = isinstance(top, (int, np.integer)) and not isinstance(top, bool)
    if not whole or top < 1:
        raise ValueError(f"top is how many rows to draw, a whole number from 1; this is {top!r}")


def _check_numbers(table: pd.DataFrame, measure: object) -> None:
    """Refuse numbers that no scale has a place for; a measure may be missing in all rows, but not in some."""
    needed = set(_WHOLE)
    if "group" not in table.columns:
        # Only counts can be made without the table of all highlights.
        needed.add("n")
    finite = needed | _FINITE | {measure}
    if "log_ratio" in table.columns:
        # A ratio that is known from one side only has an open interval.
        finite -= {"low", "high"}

    for name in table.select_dtypes("number").columns:
        if name not in finite:
            continue
        values = table[name].to_numpy(float, na_value=np.nan)
        infinite = np.isinf(values)
        missing = np.isnan(values)

        wrong = infinite
        if name in needed or (name == measure and not missing.all()):
            wrong = infinite | missing
        if wrong.any():
            row = int(wrong.argmax())
            what = "an infinite number"
            if missing[row]:
                what = "no number"
            raise ValueError(
                f"row {row} of the table has {what} in {name!r}, which cannot be drawn"
            )


def _without_quotes(given: dict[str, object]) -> dict[str, object]:
    """Keep of the highlights what a chart draws: the record need not hold every quote."""
    highlights = given.get("of")
    if not isinstance(highlights, pd.DataFrame):
        return given
    drawn = [name for name in ("document", "number", "headline") if name in highlights.columns]
    return given | {"of": highlights[drawn]}


def printable(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table without characters that no font draws and no XML holds."""
    if not isinstance(table, pd.DataFrame):
        raise TypeError(f"a chart takes a pandas DataFrame; this is {type(table).__name__}")

    clean = {}
    for name in table.columns:
        values = table[name]
        if not pd.api.types.is_string_dtype(values.dtype):
            continue
        if any(isinstance(value, str) and _UNPRINTABLE.search(value) for value in values):
            clean[name] = [_printable(value) for value in values]
    if clean:
        return table.assign(**clean)
    return table


def _printable(value: object) -> object:
    """Remove what cannot be drawn from a text and leave anything else alone."""
    if isinstance(value, str):
        return _UNPRINTABLE.sub("", value)
    return value
