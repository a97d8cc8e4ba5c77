"""What a timeline table says, in words: who stands highest and when, what was counted, and what is left out."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from analysis.charts import titles, wording
from analysis.tables.periods import PERIODS

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def written(number: float, value: str) -> str:
    """A value as it stands on the chart."""
    if value != "share":
        return wording.number(number)
    return f"{100 * number:.0f} %" if 100 * number >= 10 or not number else f"{100 * number:.2g} %"


def said(cell: pd.Series, value: str) -> str:
    """A value in words."""
    if value == "share":
        return f"in {wording.number(cell['highlights'])} of {wording.many(cell['n'], 'highlight')}"
    return f"{wording.number(cell[value])} {wording.noun(cell['unit'], value, cell[value])}"


def _when(period: str) -> str:
    """A period as a sentence says it.

    >>> _when("2021"), _when("2021-02"), _when("2021-02-05")
    ('in 2021', 'in February 2021', 'on 5 February 2021')
    """
    year, *rest = period.split("-")
    if not rest:
        return f"in {year}"
    month = f"{_MONTHS[int(rest[0]) - 1]} {year}"
    return f"in {month}" if len(rest) == 1 else f"on {int(rest[1])} {month}"


def finding(rows: list[pd.DataFrame], value: str) -> str:
    """Who stands highest and when, in at most fourteen words and true in ties."""
    cells = pd.concat(rows)
    best = cells[cells[value] == cells[value].max()]
    first = best.iloc[0]
    label = (
        f"“{wording.short(first['label'])}”"
        if first["unit"] == "tokens"
        else wording.short(first["label"])
    )
    much = said(first, value) if value == "share" else f"with {said(first, value)}"
    period = PERIODS[len(first["period"])][0]
    if cells["period"].nunique() == 1:
        when = _when(first["period"])
        if len(rows) == 1:
            return wording.fitting(f"{label}: {much} {when}", f"{label}: {much}")
        if len(best) == 1:
            return wording.fitting(f"Highest {when}: {label}, {much}", f"Highest: {label}, {much}")
        return wording.fitting(
            f"{wording.spelled(len(best)).capitalize()} share the lead {when}, {much} each"
        )
    if len(best) == 1:
        return wording.fitting(
            f"Highest: {label} {_when(first['period'])}, {much}", f"Highest: {label}, {much}"
        )
    level = written(first[value], value) + (" of highlights" if value == "share" else "")
    level += f" {wording.noun(first['unit'], value, first[value])}" if value != "share" else ""
    if len(best) == len(cells):
        who = label if len(rows) == 1 else wording.every(len(rows), wording.row_noun(first["unit"]))
        return wording.fitting(
            f"{who}{':' if len(rows) == 1 else ' stay at'} {level} in every {period}"
        )
    if best["id"].nunique() == 1:
        times = f"{wording.spelled(len(best))} {period}s"
        return wording.fitting(
            f"Highest: {label}, with {level} in {times}", f"{level} is the highest, in {times}"
        )
    if best["id"].nunique() == len(rows):
        return wording.fitting(
            f"{wording.every(len(rows), wording.row_noun(first['unit']))} share the highest point, {level}"
        )
    many = wording.spelled(best["id"].nunique()).capitalize()
    return wording.fitting(f"{many} share the highest point, {level}", f"{level} is the highest")


def what(table: pd.DataFrame, value: str) -> str:
    """What is counted, and in whose words."""
    if table.empty:
        return ""
    unit, voice = table["unit"].iloc[0], table["voice"].iloc[0]
    where = wording.voice_place(voice)
    if value in ("rate", "count"):
        return wording.noun(unit, value, 2).capitalize() + (f" in {where}" if where else "")
    noun = "Share of highlights" if value == "share" else "Highlights"
    if unit == "codes":
        return f"{noun} that carry the theme"
    return noun + titles.having(unit, voice).removeprefix("Highlights")


def subtitle(table, dated, rows, totals: list[float], at: list[int], value: str, source) -> str:
    """What is counted, by what period, of how many highlights and documents, and what is left out."""
    period = PERIODS[len(rows[0]["period"].iloc[0])][0]
    n, documents = (
        int(dated.drop_duplicates("period")[column].sum()) for column in ("n", "documents")
    )
    many = wording.many(documents, "document")
    when = f"by {period}" if len(at) > 1 else f"one {period} only"
    parts = [f"{what(table, value)}, {when}, of {wording.many(n, 'highlight')} in {many}"]
    parts += [titles.cut(totals, len(rows)).removeprefix("; ")] if len(rows) < len(totals) else []
    if any(later - earlier > 1 for earlier, later in pairwise(at)):
        parts.append(f"dotted across {period}s without a document")
    return "; ".join([*parts, *_undated(table, source)])


def _undated(table: pd.DataFrame, source: object) -> list[str]:
    """How many documents have no date, and which, where that can be told."""
    left = table.loc[table["period"] == "", "documents"]
    if left.empty:
        return []
    count = int(left.iloc[0])
    names: list[str] = []
    if isinstance(source, pd.DataFrame) and {"document", "date"} <= set(source.columns):
        length = len(table.loc[table["period"] != "", "period"].iloc[0])
        names = [
            wording.short(d) for d in source.loc[source["date"].str.len() < length, "document"]
        ]
    named = (
        f": {', '.join(names[:3])}{' …' if len(names) > 3 else ''}" if len(names) == count else ""
    )
    return [f"{wording.many(count, 'document')} without such a date left out{named}"]


def fact(row: pd.DataFrame, value: str) -> str:
    """A line in words: where it begins, stands highest and ends."""
    first, last, best = row.iloc[0], row.iloc[-1], row.loc[row[value].idxmax()]
    steps = {cell["period"]: written(cell[value], value) for cell in (first, best, last)}
    return f"{wording.short(first['label'], 8)} " + ", ".join(
        f"{step} in {period}" for period, step in steps.items()
    )
