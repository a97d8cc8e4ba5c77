"""The sentences of a timeline: which row changes, and what is drawn."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from analysis.charts import periods, titles, wording
from analysis.charts.courses import CONFIDENCE, Cell, Course
from analysis.charts.source import Source
from analysis.tables.groups import FEW


class _Change(NamedTuple):
    """A row's lowest and highest period, and the space between their intervals."""

    label: str
    gap: float
    low: Cell
    high: Cell


def what(table: pd.DataFrame) -> str:
    """Write what the shares are of; "" for a table without rows."""
    if table.empty:
        return ""
    unit = table["unit"].iloc[0]
    voice = table["voice"].iloc[0]
    return f"Share of {wording.lower(titles.having(unit, voice))}"


def finding(shown: list[Course], unit: str) -> str:
    """Say which row changes most between two periods, by more than chance explains."""
    cells = 0
    compared = set()
    for course in shown:
        for cell in course.cells:
            if not cell.few:
                cells += 1
                compared.add(cell.period)
    if len(compared) < 2:
        noun = periods.noun(shown[0].cells[0].period)
        few = wording.spelled(FEW)
        return f"No two {noun}s have {few} highlights, too few to compare"

    # Intervals at this level hold all at once in 95 % of cases (Bonferroni), so that any two may be compared.
    confidence = 1 - (1 - CONFIDENCE) / cells
    changes = [_change(course, confidence) for course in shown]
    widest = max(changes, key=lambda change: change.gap)
    if widest.gap <= 0:
        return f"No {wording.row_noun(unit)} changes over time by more than chance explains"

    earlier, later = sorted((widest.low, widest.high), key=lambda cell: cell.at)
    name = wording.name(widest.label, unit)
    return wording.capital(
        f"{name}: {wording.percent(earlier.share)} of highlights {periods.when(earlier.period)}, "
        f"{wording.percent(later.share)} {periods.when(later.period)}"
    )


def _change(course: Course, confidence: float) -> _Change:
    """Return the change between a row's lowest and highest period."""
    cells = [cell for cell in course.cells if not cell.few]
    low = min(cells, key=lambda cell: (cell.share, cell.at))
    high = max(cells, key=lambda cell: (cell.share, -cell.at))
    _, low_end = low.interval(confidence)
    high_end, _ = high.interval(confidence)
    return _Change(course.label, high_end - low_end, low, high)


def subtitle(
    table: pd.DataFrame,
    dated: pd.DataFrame,
    courses: list[Course],
    shown: int,
    source: Source,
) -> str:
    """Write what is counted, by what period, of how many highlights and documents, and what is left out."""
    first = dated.drop_duplicates("period")
    n = int(first["n"].sum())
    documents = int(first["documents"].sum())
    noun = periods.noun(first["period"].iloc[0])
    text = f"{what(table)}, by {noun}, of {wording.many(n, 'highlight')} "
    text += f"in {wording.many(documents, 'document')}; the line is the 95 % interval (Wilson)"

    totals = [course.highlights for course in courses]
    text += titles.cut(totals, shown)
    if (first["n"] < FEW).any():
        text += f"; pale: fewer than {wording.spelled(FEW)} highlights"
    return text + _undated(table, source)


def _undated(table: pd.DataFrame, source: Source) -> str:
    """Say how many documents have no date, and which, where the source tells them."""
    left = table.loc[table["period"] == "", "documents"]
    if left.empty:
        return ""

    count = int(left.iloc[0])
    text = f"; {wording.many(count, 'document')} without such a date left out"
    if not isinstance(source, pd.DataFrame) or not {"document", "date"} <= set(source):
        return text

    # 2021-Q1 is as long as the 2021-02 that it takes.
    length = len(table.loc[table["period"] != "", "period"].iloc[0])
    names = source.loc[source["date"].str.len() < length, "document"]
    if len(names) != count:
        return text
    named = ", ".join(wording.short(name) for name in names[:3])
    if count > 3:
        named += " …"
    return f"{text}: {named}"


def fact(course: Course) -> str:
    """Write where a row begins, is highest and ends, for the alt text."""
    steps = []
    for cell in (course.cells[0], course.best, course.cells[-1]):
        steps.append(f"{wording.percent(cell.share)} in {cell.period}")
    # The highest may be the first or the last.
    said = ", ".join(dict.fromkeys(steps))
    return f"{wording.short(course.label, 8)} {said}"
