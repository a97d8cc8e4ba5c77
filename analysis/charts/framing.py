"""What only the headline, or only the quote under it, names: paired bars of the same highlights."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from analysis import schema
from analysis.charts import style, titles, wording
from analysis.charts.marks import bar
from analysis.charts.record import chart
from analysis.charts.rows import close, row_labels
from analysis.charts.sheet import Room, Sheet, Source, empty_sheet

_NEEDS = ("unit", "label", "headline_only", "both", "quote_only", "n", "stands_out")

# Of a row's height: bars that are clearly apart.
_THICK = 0.62


class _Side(NamedTuple):
    """One voice: its column, colour, and in which direction its bars go."""

    voice: str
    column: str
    colour: str
    direction: int


_SIDES = (
    _Side("headline", "headline_only", style.SECOND, -1),
    _Side("quote", "quote_only", style.ACCENT, 1),
)


@chart
def framing(
    table: pd.DataFrame,
    ax: Axes | None = None,
    *,
    source: Source = None,
    title: str | None = None,
    size: str = "page",
    top: int = 20,
) -> Axes:
    """Draw for each row how many highlights name it in the headline only, in both, in the quote only.

    The same highlights are compared with themselves, so that it does not matter how much longer the
    quotes are in all. The title claims a difference only for rows that stand out after correction.

    Parameters
    ----------
    table : DataFrame
        A framing table.
    ax : Axes, optional
        Where to draw; a new figure without it.
    source : Series, DataFrame, mapping or str, optional
        The documents, for the source line.
    title : str, optional
        Your own title instead of the finding.
    size : {"page", "column", "slide"}
        The size of a new figure.
    top : int
        The most rows to draw: those that stand out, then in the order of the table.

    Returns
    -------
    Axes
        The Axes with the chart.

    Examples
    --------
    >>> row = {"unit": "mentions", "label": "India", "headline_only": 9, "both": 1,
    ...     "quote_only": 1, "n": 20, "stands_out": True}
    >>> framing(pd.DataFrame([row])).get_title()
    'India: 9 times in the headline only, 1 in the quote only'
    """
    schema.check(table, "framing", needs=_NEEDS)
    if table.empty:
        return empty_sheet(
            ax,
            title=title or "Nothing to compare",
            subtitle="The table has no rows",
            source=source,
            size=size,
        )

    # What stands out is drawn whatever else there is; the rest keeps the order of the table.
    ordered = table.sort_values("stands_out", ascending=False, kind="stable")
    shown = ordered.head(top)
    sheet = Sheet(ax, size)
    left, tall = row_labels(sheet, list(shown["label"]))
    gutter = _scale(sheet, shown, sheet.width - left)
    for at, row in enumerate(shown.to_dict("records")):
        _draw(sheet, at, row, gutter)
    _headings(sheet, gutter)

    subtitle = _subtitle(ordered, len(shown))
    finding = title or _finding(shown)
    facts = [_said(row) for row in shown.head(4).to_dict("records")]
    return sheet.finish(
        title=finding,
        subtitle=subtitle,
        source=source,
        room=Room(
            left=left,
            top=sheet.text * 1.8,
            body=len(shown) * tall,
            least=len(shown) * close(sheet, tall),
        ),
        alt=titles.alt("Diverging bar chart", finding, subtitle, facts),
    )


def _scale(sheet: Sheet, shown: pd.DataFrame, width: float) -> float:
    """Set the limits; half the width of the middle, where the highlights with both are written."""
    text = sheet.text
    headline, quote = (max(int(shown[side.column].max()), 0) for side in _SIDES)
    most = max(headline, quote)
    middle = max(style.width("both", text, "bold"), text * 2) + text
    number = style.width(wording.number(most), text) + text
    # Both sides have one scale: what is left of the width by the middle and by two numbers. A side
    # without bars has the room of its heading.
    heading = style.width("headline only", text, "bold")
    bars = max(width - middle - 2 * number, width * 0.3)
    least = max(0.0, heading - number)
    with_heading = max(bars - least, width * 0.2)
    per_point = max((headline + quote) / bars, max(most, 1) / with_heading)

    gutter = middle / 2 * per_point
    least *= per_point
    number *= per_point
    left = gutter + max(headline, least) + number
    right = gutter + max(quote, least) + number
    sheet.ax.set(xlim=(-left, right), ylim=(len(shown) - 0.5, -0.5), xticks=[])
    return gutter


def _draw(sheet: Sheet, at: int, row: dict[str, object], gutter: float) -> None:
    """The bars of one row to both sides of the middle, with their numbers."""
    said = _said(row)
    for side in _SIDES:
        value = int(row[side.column])
        start = side.direction * gutter
        end = start + side.direction * value
        drawn = bar(sheet, at, start, end, _THICK, facecolor=side.colour, linewidth=0)
        sheet.mark(drawn, said)
        sheet.ax.annotate(
            wording.number(value),
            (end, at),
            (side.direction * sheet.text * 0.4, 0),
            textcoords="offset points",
            ha="left" if side.direction > 0 else "right",
            va="center_baseline",
            fontsize=sheet.text,
            color=style.INK if value else style.GREY,
            annotation_clip=False,
        )
    sheet.ax.text(
        0,
        at,
        wording.number(int(row["both"])),
        fontsize=sheet.text,
        color=style.MUTED if row["both"] else style.GREY,
        ha="center",
        va="center_baseline",
    )


def _headings(sheet: Sheet, gutter: float) -> None:
    """Name the two sides and the middle over the plot."""
    for written, x, align, colour in (
        ("headline only", -gutter, "right", style.SECOND),
        ("both", 0, "center", style.MUTED),
        ("quote only", gutter, "left", style.ACCENT),
    ):
        sheet.ax.annotate(
            written,
            (x, 1),
            (0, sheet.text * 0.4),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            ha=align,
            va="bottom",
            fontsize=sheet.text,
            fontweight="bold",
            color=colour,
            annotation_clip=False,
        )


def _said(row: dict[str, object]) -> str:
    """One row in words."""
    return (
        f"{wording.short(str(row['label']), 8)}: headline only {row['headline_only']}, "
        f"both {row['both']}, quote only {row['quote_only']}"
    )


def _subtitle(table: pd.DataFrame, shown: int) -> str:
    """What is counted, of how many highlights, and how it was tested."""
    n = wording.many(int(table["n"].iloc[0]), "highlight")
    unit = table["unit"].iloc[0]
    what = {"tokens": "use the word", "codes": "have a cue of the theme"}.get(unit, "name it")
    text = f"Of {n}: how many {what} in the headline only, in both, in the quote only"
    text += f"; exact McNemar test, corrected for the number of {wording.row_noun(unit)}s"
    gap = (table["headline_only"] - table["quote_only"]).abs()
    return text + titles.cut(list(gap), shown)


def _finding(table: pd.DataFrame) -> str:
    """Which row differs most, if any differs more than chance explains."""
    unit = table["unit"].iloc[0]
    what = wording.row_noun(unit)
    certain = table[table["stands_out"]]
    if certain.empty:
        return f"No {what} differs between headline and quote by more than chance"
    if len(certain) > 1:
        first = [wording.name(label, unit) for label in certain["label"].head(2)]
        those = wording.listed(first)
        others = len(certain) - len(first)
        if others:
            noun = what if others == 1 else f"{what}s"
            those += f", and {wording.spelled(others)} more {noun},"
        return f"{those} differ between headline and quote by more than chance"
    row = certain.iloc[0]
    sides = sorted(_SIDES, key=lambda side: -row[side.column])
    label = wording.name(row["label"], unit)
    more, less = (int(row[side.column]) for side in sides)
    return (
        f"{label}: {more} times in the {sides[0].voice} only, {less} in the {sides[1].voice} only"
    )
