"""Shares of highlights, and agreement of coders, with their intervals: how sure a number is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from analysis import schema
from analysis.charts import intervals_text, style, titles, wording
from analysis.charts.facets import facet_of
from analysis.charts.marks import dot, line, thin_out_ticks, write_after
from analysis.charts.record import chart
from analysis.charts.rows import close, row_labels
from analysis.charts.sheet import Key, Room, Sheet, Source, empty_sheet

# The rows of an agreement table that are over all themes, and what they are called.
WHOLE = {"all": "All themes together", "all (MASI)": "Sets of themes (MASI)"}

# From tick to tick of an axis of shares.
_STEPS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2)

# What `means` of an agreement table begins with where a theme has too few positive codes.
_TOO_FEW = "too few"

_SHARES = ("theme", "label", "highlights", "n", "share", "low", "high", "confidence")
_AGREEMENT = ("theme", "n", "alpha", "low", "high", "means", "needed", "confidence")


class _Row(NamedTuple):
    """One row: label, value, ends of its interval (missing without one), and the text at its end.

    A heading has no value and no text.
    """

    label: str
    value: float
    low: float
    high: float
    written: str
    colour: str = style.ACCENT


@chart
def intervals(
    table: pd.DataFrame,
    ax: Axes | None = None,
    *,
    source: Source = None,
    title: str | None = None,
    size: str = "page",
    compared: str = "",
    facets: pd.DataFrame | None = None,
    top: int = 60,
) -> Axes:
    """Draw a dot with its 95 % interval for each row of a shares or an agreement table.

    The title claims of agreement only what the lower ends of the intervals allow.

    Parameters
    ----------
    table : DataFrame
        A shares table (Wilson intervals) or an agreement table (intervals of Krippendorff's alpha).
    ax : Axes, optional
        Where to draw; a new figure without it.
    source : Series, DataFrame, mapping or str, optional
        The documents, for the source line.
    title : str, optional
        Your own title instead of the finding.
    size : {"page", "column", "slide"}
        The size of a new figure.
    compared : str
        Who coded, for the subtitle: "the rule and a language model, on the article that the
        author of the rule had read".
    facets : DataFrame, optional
        A table with the columns `theme` and `facet`, such as `themes.codebook().themes`: shares are
        ranked within each facet. A column `facet` of the shares does the same.
    top : int
        How many themes to draw, those with the highest value first, ties by label.

    Returns
    -------
    Axes
        The Axes with the chart.

    Examples
    --------
    >>> shares = pd.DataFrame({"theme": ["p", "x"], "label": ["Ports", "Trade"],
    ...     "highlights": [6, 2], "n": 8, "share": [0.75, 0.25], "low": [0.41, 0.07],
    ...     "high": [0.93, 0.59], "confidence": 0.95})
    >>> intervals(shares).get_title()
    'Ports: in 6 of 8 highlights (next: Trade, 2)'
    """
    if "alpha" in table.columns:
        return _agreement(table, ax, source, title, size, compared, top)
    schema.check(table, "shares", needs=_SHARES)
    known = table[table["share"].notna()]
    if known.empty:
        finding = "No highlight carries a theme"
        if len(table):
            finding = "There are no highlights to take a share of"
        return _empty(table, ax, source, title or finding, size)

    known = known.sort_values(
        ["share", "label"], ascending=[False, True], kind="stable", ignore_index=True
    )
    blocks = _blocks(known, facets)
    rows: list[_Row] = []
    finding = title
    for facet, block in blocks.items():
        # The rows are numbered in their order.
        shown = block[block.index < top]
        if shown.empty:
            continue
        name = ""
        if len(blocks) > 1:
            name = facet
            rows.append(_heading(facet))
        if finding is None:
            finding = intervals_text.leading(block, name, len(shown))
        for row in shown.itertuples():
            rows.append(_share_row(row))

    sheet = Sheet(ax, size)
    ends = pd.concat([known["share"], known["high"]]).max()
    _percentages(sheet, max(float(ends), 0.01), len(rows))
    subtitle = intervals_text.share_subtitle(known, compared) + titles.cut(
        list(known["highlights"]), top
    )
    return _finish(sheet, rows, source, finding, subtitle)


def _empty(table: pd.DataFrame, ax: Axes | None, source: Source, title: str, size: str) -> Axes:
    """The sheet where no row has a value."""
    rows = wording.many(len(table), "row")
    subtitle = f"The table has {rows}, none with a value"
    return empty_sheet(ax, title=title, subtitle=subtitle, source=source, size=size)


def _heading(facet: str) -> _Row:
    missing = float("nan")
    return _Row((facet or "other").capitalize(), missing, missing, missing, "")


def _blocks(known: pd.DataFrame, facets: pd.DataFrame | None) -> dict[str, pd.DataFrame]:
    """The rows of each facet, the facet with the most highlights first."""
    facet = pd.Series(facet_of(known, facets, id="theme"), index=known.index)
    largest = known["highlights"].groupby(facet).sum().sort_index()
    order = largest.sort_values(ascending=False, kind="stable").index
    return {name: known[facet == name] for name in order}


def _share_row(row: object) -> _Row:
    written = f"{wording.number(row.highlights)} of {wording.number(row.n)}"
    if pd.notna(row.low) and pd.notna(row.high):
        low = wording.percent(row.low).removesuffix(" %")
        written += f" ({low}–{wording.percent(row.high)})"
    return _Row(row.label, row.share, row.low, row.high, written)


def _percentages(sheet: Sheet, end: float, rows: int) -> None:
    """The axis of shares: from 0 to the largest end, with round ticks."""
    for step in _STEPS:
        if end / step <= 5:
            break

    # The small addition keeps a tick at the end, which dividing may put a little before it.
    last = int(end / step + 1e-9)
    ticks = [step * place for place in range(last + 1)]
    labels = [wording.percent(tick) for tick in ticks]
    sheet.ax.set(xlim=(0, end), ylim=(rows - 0.5, -0.5))
    _grid(sheet, ticks, labels)


def _grid(sheet: Sheet, ticks: list[float], labels: list[str]) -> None:
    """Ticks with thin lines, a darker one at 0."""
    sheet.ax.tick_params(axis="x", labelcolor=style.MUTED)
    sheet.ax.set_xticks(ticks, labels=labels)
    for tick in ticks:
        sheet.ax.axvline(tick, color=style.PALE, linewidth=0.8, zorder=0)
    sheet.ax.axvline(0, color=style.RULE, linewidth=0.8, zorder=0)


def _agreement(
    table: pd.DataFrame,
    ax: Axes | None,
    source: Source,
    title: str | None,
    size: str,
    compared: str,
    top: int,
) -> Axes:
    """The chart of an agreement table: themes by alpha, then all of them together."""
    schema.check(table, "agreement", needs=_AGREEMENT)
    if table["alpha"].isna().all():
        return _empty(table, ax, source, title or "No two codings to compare", size)

    named = table.assign(label=_labels(table))
    named = named.sort_values(["alpha", "label"], ascending=[False, True], kind="stable")
    over_all = named["theme"].isin(WHOLE)
    parts = named[~over_all]
    whole = named[over_all]
    rows = []
    for row in parts.head(top).itertuples():
        rows.append(_alpha_row(row, style.ACCENT))
    for row in whole.itertuples():
        rows.append(_alpha_row(row, style.NEUTRAL))

    sheet = Sheet(ax, size)
    ends = pd.concat([named["alpha"], named["low"]]).min()
    low = min(0.0, float(ends))
    sheet.ax.set(xlim=(low, 1.0), ylim=(len(rows) - 0.5, -0.5))
    _grid(sheet, [0.0, intervals_text.GOOD, 1.0], ["0", f"{intervals_text.GOOD}", "1"])

    subtitle = intervals_text.agreement_subtitle(parts, whole, top, compared)
    finding = title or intervals_text.reached(parts, whole)
    key = []
    if any(row.colour == style.GREY for row in rows):
        key = [
            Key("enough codes to tell", style.ACCENT, shape="o"),
            Key("too few to tell", style.GREY, shape="o"),
        ]
    return _finish(sheet, rows, source, finding, subtitle, key)


def _labels(table: pd.DataFrame) -> pd.Series:
    """The labels of the themes, their ids where the table has none."""
    labels = table["theme"]
    if "label" in table.columns:
        labels = table["label"].where(table["label"].fillna("") != "", table["theme"])
    return labels.replace(WHOLE)


def _alpha_row(row: object, colour: str) -> _Row:
    """One theme's alpha, or why there is none."""
    if pd.isna(row.alpha):
        return _Row(row.label, row.alpha, row.low, row.high, "undefined: all codes are equal")
    written = f"{row.alpha:.2f}"
    if pd.notna(row.low) and pd.notna(row.high):
        written += f" ({row.low:.2f} to {row.high:.2f})"
    written = written.replace("-", "−")
    if row.means.startswith(_TOO_FEW):
        colour = style.GREY
    return _Row(row.label, row.alpha, row.low, row.high, written, colour)


def _finish(
    sheet: Sheet,
    rows: list[_Row],
    source: Source,
    finding: str,
    subtitle: str,
    key: Sequence[Key] = (),
) -> Axes:
    """Draw the rows and put the texts around them."""
    left, tall = row_labels(sheet, [row.label for row in rows])
    widest = max(style.width(row.written, sheet.text) for row in rows)
    right = widest + sheet.text * 1.2
    thin_out_ticks(sheet, sheet.width - left - right)
    drawn = []
    for at, (row, label) in enumerate(zip(rows, sheet.ax.get_yticklabels(), strict=True)):
        if row.written:
            _draw(sheet, at, row)
            drawn.append(row)
        else:
            label.set(fontweight="bold", color=style.MUTED)

    facts = [f"{wording.short(row.label, 8)} {row.written}" for row in (drawn[0], drawn[-1])]
    return sheet.finish(
        title=finding,
        subtitle=subtitle,
        source=source,
        key=key,
        room=Room(
            left=left,
            right=right,
            bottom=sheet.text * 1.8,
            body=len(rows) * tall,
            least=len(rows) * close(sheet, tall),
        ),
        alt=titles.alt("Dot plot with intervals", finding, subtitle, dict.fromkeys(facts)),
    )


def _draw(sheet: Sheet, at: int, row: _Row) -> None:
    """The interval, the dot and the text of one row."""
    if pd.notna(row.low) and pd.notna(row.high):
        line(sheet, at, row.low, row.high, width=1.8)
    if pd.notna(row.value):
        dot(sheet, at, row.value, row.colour, f"{row.label}: {row.written}")
    colour = style.INK
    if pd.isna(row.value):
        colour = style.MUTED
    write_after(sheet, at, row.written, color=colour)
