"""Shares and agreement with their intervals: how sure a number is."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from analysis import schema
from analysis.charts import style, titles, wording
from analysis.charts.marks import dot, line
from analysis.charts.record import chart
from analysis.charts.rows import row_labels
from analysis.charts.sheet import Room, Sheet, empty_sheet

GOOD = 0.8  # alpha from which Krippendorff (2004) relies on a coding
WHOLE = "all"  # the row of an agreement table that is over all themes


class Row(NamedTuple):
    """One row: its label, value and the ends of its interval (missing where there is none)."""

    label: str
    value: float
    low: float
    high: float
    n: int


@chart
def intervals(table, ax=None, *, source=None, title=None, size="page") -> Axes:
    """A dot with its interval for each row of a shares table (Wilson) or an agreement table (bootstrap of alpha).

    An agreement table has ids for labels; a column `label` beside them is used where there is one.
    """
    alpha = "alpha" in table.columns
    name, value, label = ("agreement", "alpha", "theme") if alpha else ("shares", "share", "label")
    schema.check(table, name, needs=(label, value, "low", "high", "n"))
    if alpha:
        table = table[table["theme"] != "all (MASI)"]  # sets of themes, which are no theme
    known = table[table[value].notna()]
    if known.empty:
        finding = "No two codings to compare" if alpha else titles.missing("")
        finding = f"No {'alpha' if alpha else 'share'} can be given" if len(table) else finding
        what = "Krippendorff's alpha" if alpha else "Share of highlights"
        what = what if len(table) else "The table has no rows"
        return empty_sheet(ax, title=title or finding, subtitle=what, source=source, size=size)
    label = "label" if "label" in known.columns else label
    if alpha:
        unnamed = known["theme"].eq(WHOLE) & (known[label].isna() | known[label].isin(["", WHOLE]))
        known = known.assign(**{label: known[label].mask(unnamed, "All themes together")})
    known = known.sort_values([value, label], ascending=[False, True], kind="stable")
    whole = (
        table.loc[known.index, "theme"].eq(WHOLE) if alpha else pd.Series(False, index=known.index)
    )
    parts, over_all = _rows(known[~whole], label, value), _rows(known[whole], label, value)
    rows = parts + over_all
    sheet = Sheet(ax, size)
    left, tall = row_labels(sheet, [row.label for row in rows])
    written = [_written(row, alpha) for row in rows]
    end = max(style.extent(text, sheet.text)[0] for text in written) + sheet.text * 1.2
    _scale(sheet, rows, alpha)
    for at, (row, text) in enumerate(zip(rows, written, strict=True)):
        colour = style.NEUTRAL if row in over_all else style.ACCENT
        if pd.notna(row.low) and pd.notna(row.high):
            line(sheet, at, row.low, row.high, width=1.8)
        dot(sheet, at, row.value, colour, f"{row.label}: {text}")
        sheet.ax.annotate(text, (1, at), (sheet.text, 0), xycoords=("axes fraction", "data"),
            textcoords="offset points", va="center_baseline", fontsize=sheet.text, annotation_clip=False)  # fmt: skip
    subtitle = _subtitle(known[~whole] if len(parts) else known, alpha)
    finding = title or (_agreement(parts, over_all) if alpha else _shares(parts))
    ends = [
        _end("Highest", parts or rows, alpha),
        *([_end("Lowest", parts[::-1], alpha)] if len(parts) > 1 else []),
    ]
    return sheet.finish(
        title=finding, subtitle=subtitle, source=source,
        room=Room(left=left, right=end, bottom=sheet.text * 1.8 if alpha else 0, body=len(rows) * tall),
        alt=titles.alt("Dot plot with intervals", finding, subtitle, ends),
    )  # fmt: skip


def _rows(table: pd.DataFrame, label: str, value: str) -> list[Row]:
    columns = (table[name] for name in (label, value, "low", "high", "n"))
    return [Row(*cells) for cells in zip(*columns, strict=True)]


def _end(what: str, rows: list[Row], alpha: bool) -> str:
    """Who stands at one end of the rows, or how many do."""
    same = [row for row in rows if row.value == rows[0].value]
    if len(same) == 1:
        return f"{what}: {wording.short(rows[0].label, 8)} {_written(rows[0], alpha)}"
    return f"{what}: {len(same)} themes, {f'{rows[0].value:.2f}' if alpha else f'{100 * rows[0].value:.0f} %'} each"


def _written(row: Row, alpha: bool) -> str:
    """The value and its interval as they stand behind the dot."""
    known = pd.notna(row.low) and pd.notna(row.high)
    if alpha and row.value == 1:
        return f"1.00 (no disagreement in {wording.number(row.n)})"
    if alpha:
        text = f"{row.value:.2f}" + (f" ({row.low:.2f} to {row.high:.2f})" if known else "")
        return text.replace("-", "−")
    return f"{100 * row.value:.0f} %" + (
        f" ({100 * row.low:.0f}–{100 * row.high:.0f} %)" if known else ""
    )


def _scale(sheet: Sheet, rows: list[Row], alpha: bool) -> None:
    """From 0, or below it where alpha is, to the largest end, for alpha to 1."""
    ends = [end for row in rows for end in (row.value, row.low, row.high) if pd.notna(end)]
    top = 1.0 if alpha else max(*ends, 0.01)
    sheet.ax.set(xlim=(min(0.0, *ends), top), ylim=(len(rows) - 0.5, -0.5))
    sheet.ax.set_xticks([0, 1] if alpha else [], labels=["0", "1"] if alpha else [])
    sheet.ax.axvline(0, color=style.RULE, linewidth=0.8, zorder=0)


def _subtitle(table: pd.DataFrame, alpha: bool) -> str:
    n = sorted(set(table["n"]))
    many = ("" if len(n) == 1 else f"{wording.number(n[0])} to ") + wording.many(n[-1], "highlight")
    if alpha:
        return f"Krippendorff's alpha with its bootstrap interval, {many}; 1 is full agreement, 0 that of chance"
    line = (
        "; the line is the range that chance leaves open (Wilson interval)"
        if table["low"].notna().any()
        else ""
    )
    return f"Share of {many} that carry the theme{line}"


def _agreement(parts: list[Row], over_all: list[Row]) -> str:
    """How many themes reach a reliable alpha, and what it is over all of them."""
    many = len(parts)
    if not parts:
        return f"Alpha of all themes together is {over_all[0].value:.2f}".replace("-", "−")
    if all(row.value == 1 for row in parts):
        return (
            f"The coders agree fully on {wording.every(many, 'theme').lower()}"
            if many > 1
            else "The coders agree fully"
        )
    good = sum(row.value >= GOOD for row in parts)
    who = (
        wording.every(many, "theme")
        if good == many > 1
        else f"{good or 'None'} of {wording.many(many, 'theme')}"
    )
    reach = f"{who} reach{'es' if good < 2 else ''} alpha {GOOD:.2f}"
    whole = f"; overall it is {over_all[0].value:.2f}".replace("-", "−") if over_all else ""
    return wording.fitting(reach + whole, reach)


def _shares(parts: list[Row]) -> str:
    """Which theme leads, and how many others could as well be in its place."""
    best = [row for row in parts if row.value == parts[0].value]
    share = f"{100 * best[0].value:.0f} %"
    much = f"{share} of highlights"
    if len(best) == len(parts):
        level = f"{wording.every(len(parts), 'theme')} are level at {much}"
        return (
            level if len(parts) > 1 else wording.fitting(f"{wording.short(best[0].label)}: {much}")
        )
    rest = [row for row in parts[len(best) :] if pd.notna(row.high)]
    near = sum(row.high >= best[0].low for row in rest) if pd.notna(best[0].low) else 0
    others = (
        "all others"
        if near == len(rest)
        else "one other"
        if near == 1
        else f"{wording.spelled(near)} others"
    )
    others = "the other" if near == len(rest) == 1 else others
    tail = f"; {others} may be level" if near else ""
    if len(best) == 1:
        return wording.fitting(
            *(f"{wording.short(best[0].label)}: {much}{end}" for end in (tail, ""))
        )
    names = (
        [f"{wording.listed([row.label for row in best])} lead with {much} each"]
        if len(best) < 4
        else []
    )
    level = (
        f"{wording.spelled(len(best)).capitalize()} of {len(parts)} themes lead with {share} each"
    )
    return wording.fitting(*(name + tail for name in names), level + tail, *names, level)
