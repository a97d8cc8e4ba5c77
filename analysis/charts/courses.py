"""The rows of a timeline table through all periods, and how sure the share of a period is."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from analysis.tables.groups import FEW
from analysis.tables.intervals import wilson

CONFIDENCE = 0.95


class Cell(NamedTuple):
    """One row in one period: where it is on the time axis, and in how many of its highlights the row occurs."""

    at: int
    period: str
    highlights: int
    n: int

    @property
    def few(self) -> bool:
        """Whether the period has too few highlights to lead anything."""
        return self.n < FEW

    @property
    def share(self) -> float:
        """The share of the period's highlights."""
        if self.n:
            return self.highlights / self.n
        return 0.0

    def interval(self, confidence: float = CONFIDENCE) -> tuple[float, float]:
        """Return the Wilson interval of the share."""
        return wilson(self.highlights, self.n, level=confidence)


class Course(NamedTuple):
    """One row of the table through all periods."""

    label: str
    cells: list[Cell]

    @property
    def highlights(self) -> int:
        """The highlights of all periods in which the row occurs."""
        return sum(cell.highlights for cell in self.cells)

    @property
    def best(self) -> Cell:
        """The period with the highest share, the first of several."""
        return max(self.cells, key=lambda cell: cell.share)


def courses_of(dated: pd.DataFrame) -> list[Course]:
    """Return the rows by the highlights of all periods, ties by label."""
    total = dated.groupby(["id", "label"], sort=False)["highlights"].sum().reset_index()
    total = total.sort_values(
        ["highlights", "label", "id"], ascending=[False, True, True], kind="stable"
    )
    found = []
    for key, label in zip(total["id"], total["label"], strict=True):
        rows = dated[dated["id"] == key].sort_values("period")
        cells: list[Cell] = []
        for period, highlights, n in zip(
            rows["period"], rows["highlights"], rows["n"], strict=True
        ):
            # Where a period is on the axis: its number in pandas' count, which knows leap years.
            at = pd.Period(period).ordinal
            cells.append(Cell(at, period, int(highlights), int(n)))
        found.append(Course(label, cells))
    return found
