"""Shares and agreement with their intervals: how sure a number is."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from analysis import schema
from analysis.charts import findings, frame, style
from analysis.charts.dots import dot, line
from analysis.charts.rows import row_labels

GOOD = 0.8  # alpha from which Krippendorff (2004) relies on a coding
WHOLE = "all"  # the row of an agreement table that is over all themes


class Row(NamedTuple):
    """One row: its label, value and the ends of its interval (missing where there is none)."""

    label: str
    value: float
    low: float
    high: float


@frame.chart
def intervals(table, ax=None, *, source=None, title=None, size="page") -> Axes:
    """A dot with its interval for each row of a shares table (Wilson) or an agreement table (bootstrap of alpha).

    An agreement table has ids for labels; a column `label` beside them is used where there is one.
    """
    alpha = "alpha" in table.columns
    name, value, label = ("agreement", "alpha", "theme") if alpha else ("shares", "share", "label")
    schema.check(table, name, needs=(label, value, "low", "high", "n"))
    known = table[table[value].notna()]
    if known.empty:
        finding = f"Nothing to show: no {'alpha' if alpha else 'share'} can be given"
        what = "Krippendorff's alpha" if alpha else "Share of highlights"
        return frame.nothing(ax, title=title or finding, subtitle=what, source=source, size=size)
    label = "label" if "label" in known.columns else label
    known = known.sort_values([value, label], ascending=[False, True], kind="stable")
    whole = known["theme"].eq(WHOLE) if alpha else pd.Series(False, index=known.index)
    parts, over_all = _rows(known[~whole], label, value), _rows(known[whole], label, value)
    rows = parts + over_all
    sheet = frame.Sheet(ax, size)
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
    ends = [f"Highest {findings.short(r.label, 8)} {_written(r, alpha)}" for r in rows[:1]]
    ends += [f"lowest {findings.short(r.label, 8)} {_written(r, alpha)}" for r in parts[1:][-1:]]
    return sheet.finish(
        title=finding, subtitle=subtitle, source=source,
        room=frame.Room(left=left, right=end, bottom=sheet.text * 1.8 if alpha else 0, body=len(rows) * tall),
        alt=findings.alt("Dot plot with intervals", finding, subtitle, ends),
    )  # fmt: skip


def _rows(table: pd.DataFrame, label: str, value: str) -> list[Row]:
    return [Row(*cells) for cells in zip(table[label], table[value], table["low"], table["high"], strict=True)]


def _written(row: Row, alpha: bool) -> str:
    """The value and its interval as they stand behind the dot."""
    known = pd.notna(row.low) and pd.notna(row.high)
    if alpha:
        text = f"{row.value:.2f}" + (f" ({row.low:.2f} to {row.high:.2f})" if known else "")
        return text.replace("-", "−")
    return f"{100 * row.value:.0f} %" + (f" ({100 * row.low:.0f}–{100 * row.high:.0f} %)" if known else "")


def _scale(sheet: frame.Sheet, rows: list[Row], alpha: bool) -> None:
    """From 0, or below it where alpha is, to the largest end, for alpha to 1."""
    ends = [end for row in rows for end in (row.value, row.low, row.high) if pd.notna(end)]
    top = 1.0 if alpha else max(*ends, 0.01)
    sheet.ax.set(xlim=(min(0.0, *ends), top), ylim=(len(rows) - 0.5, -0.5))
    sheet.ax.set_xticks([0, 1] if alpha else [], labels=["0", "1"] if alpha else [])
    sheet.ax.axvline(0, color=style.RULE, linewidth=0.8, zorder=0)


def _subtitle(table: pd.DataFrame, alpha: bool) -> str:
    n = sorted(set(table["n"]))
    many = findings.number(n[0]) if len(n) == 1 else f"{findings.number(n[0])} to {findings.number(n[-1])}"
    if alpha:
        return f"Krippendorff's alpha with its bootstrap interval, {many} highlights; 1 is full agreement, 0 that of chance"
    return f"Share of {many} highlights that carry the theme, with its Wilson interval where it was asked for"


def _agreement(parts: list[Row], over_all: list[Row]) -> str:
    """How many themes reach a reliable alpha, and what it is over all of them."""
    many = len(parts)
    if not parts:
        return f"Alpha over all themes is {over_all[0].value:.2f}".replace("-", "−")
    if all(row.value == 1 for row in parts):
        return f"The coders agree fully on all {many} themes" if many > 1 else "The coders agree fully"
    good = sum(row.value >= GOOD for row in parts)
    reach = f"{good} of {many} themes reach{'es' if good == 1 else ''} alpha {GOOD:.2f}"
    whole = f"; over all it is {over_all[0].value:.2f}".replace("-", "−") if over_all else ""
    return findings.fitting(reach + whole, reach)


def _shares(parts: list[Row]) -> str:
    """Which theme leads, and how many others could as well be in its place."""
    best = [row for row in parts if row.value == parts[0].value]
    share = f"{100 * best[0].value:.0f} %"
    much = f"{share} of highlights"
    if len(best) == len(parts):
        return f"All {len(parts)} are level at {much}" if len(parts) > 1 else f"{findings.short(best[0].label)}: {much}"
    rest = [row for row in parts[len(best) :] if pd.notna(row.high)]
    near = sum(row.high >= best[0].low for row in rest) if pd.notna(best[0].low) else 0
    tail = "" if not near else f"; {'all' if near == len(rest) else near} other intervals overlap"
    names = findings.listed([row.label for row in best]) if len(best) < 4 else ""
    lead = f"{names} lead{'s' if len(best) == 1 else ''} with {much}"
    level = f"{findings.spelled(len(best)).capitalize()} of {len(parts)} share first place at {share}{tail}"
    return findings.fitting(*([lead + tail] if names else []), level)
