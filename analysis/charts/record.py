"""What a chart function leaves on its figure: enough to describe it, to draw it again and to see whether it was altered."""

from __future__ import annotations

import difflib
import functools
import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.charts import style

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


CHARTS: dict[str, Callable[..., Axes]] = {}  # every chart function by its name, filled by `chart`


@dataclass
class Record:
    """What a chart function drew: enough to describe it, to draw it again and to see whether it was altered."""

    axes: Axes
    title: str
    subtitle: str
    source: str
    alt: str
    marks: dict[str, str]
    chart: str = ""
    table: pd.DataFrame | None = None
    arguments: dict[str, object] = field(default_factory=dict)


def records(figure: Figure) -> list[Record]:
    """The records of the charts on a figure whose Axes are still there, in the order they were drawn."""
    return [r for r in getattr(figure, "charts", []) if r.axes in figure.axes]


def chart(function: Callable[..., Axes]) -> Callable[..., Axes]:
    """Run a chart function in the house style and keep its call on the figure; unknown options say what is near."""
    signature = inspect.signature(function)
    options = [p for p in signature.parameters if p not in ("table", "ax")]

    @functools.wraps(function)
    def drawn(table: pd.DataFrame, ax: Axes | None = None, **given: object) -> Axes:
        for name in given:
            if name not in options:
                near = difflib.get_close_matches(name, options, n=1)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                raise TypeError(
                    f"charts.{function.__name__} has no option {name!r}, it has {', '.join(options)}{hint}"
                )
        top = given.get("top", 1)
        if isinstance(top, bool) or not isinstance(top, (int, np.integer)) or top < 1:
            raise ValueError(
                f"top is how many rows to draw, a whole number from 1; this is {top!r}"
            )
        if isinstance(given.get("of"), pd.DataFrame):  # the record need not hold every quote
            given["of"] = given["of"][
                [c for c in ("document", "number", "headline") if c in given["of"].columns]
            ]
        with style.context():
            axes = function(printable(table), ax, **given)
        figure = axes.get_figure(root=True)
        record = figure.charts[-1]
        record.chart, record.table, record.arguments = function.__name__, table.copy(), dict(given)
        figure.touched = False
        return axes

    CHARTS[function.__name__] = drawn
    return drawn


def printable(table: pd.DataFrame) -> pd.DataFrame:
    """The table without characters that no font draws and no XML holds: control characters, halves of surrogate pairs."""
    if not isinstance(table, pd.DataFrame):
        raise TypeError(f"a chart takes a pandas DataFrame; this is {type(table).__name__}")
    texts = [name for name in table.columns if pd.api.types.is_string_dtype(table[name].dtype)]
    dirty = [
        n for n in texts if any(_UNPRINTABLE.search(v) for v in table[n] if isinstance(v, str))
    ]
    clean = {
        n: [_UNPRINTABLE.sub("", v) if isinstance(v, str) else v for v in table[n]] for n in dirty
    }
    return table.assign(**clean) if dirty else table
