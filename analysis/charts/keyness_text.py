"""The sentences of a keyness chart: what stands out, and what is compared with what."""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd

from analysis.charts import wording


class Sides(NamedTuple):
    """The two sides that are compared, as sentences name them, and their sizes in words."""

    first: str
    second: str
    sizes: str

    @property
    def both(self) -> str:
        """Both sides with their sizes."""
        return f"{self.first} and {self.second} ({self.sizes})"


def sides_of(table: pd.DataFrame) -> Sides:
    """The two sides of a keyness table."""
    first = table["first"].iloc[0]
    second = table["second"].iloc[0]
    whole = "word"
    if table["unit"].iloc[0] == "codes":
        whole = "highlight"
    first_size = int(table["size_first"].iloc[0])
    second_size = int(table["size_second"].iloc[0])
    return Sides(
        first=wording.voice_place(first) or wording.short(first),
        second=wording.voice_place(second) or wording.short(second),
        sizes=f"{wording.number(first_size)} and {wording.many(second_size, whole)}",
    )


def nothing(table: pd.DataFrame) -> tuple[str, str]:
    """Why there is nothing to draw: title and subtitle."""
    if table.empty:
        return "Nothing to compare", "The table has no rows"
    what = wording.row_noun(table["unit"].iloc[0])
    rows = wording.many(len(table), what)
    return f"No {what} occurs often enough to be compared", f"{rows} in {sides_of(table).both}"


def ratio(row: Any) -> str:
    """How many times as frequent, or "only" where one side has none."""
    if not row.count_first or not row.count_second:
        return "only"
    return f"{wording.number(_times(row.log_ratio))}×"


def _times(log_ratio: float) -> float:
    """A log ratio as a number of times, always 1 or more, with two digits that matter."""
    times = 2 ** abs(log_ratio)
    # From 10 on a decimal is a third digit, which no count here supports.
    if times >= 10:
        return round(times)
    return round(times, 1)


def said(row: Any, sides: Sides) -> str:
    """One row in words."""
    counts = f"{row.count_first} in {sides.first}, {row.count_second} in {sides.second}"
    return f"{row.label}: {counts}, {ratio(row)}"


def subtitle(table: pd.DataFrame, sides: Sides, out: int) -> str:
    """What is compared, with which interval and after which correction."""
    unit = table["unit"].iloc[0]
    what = wording.row_noun(unit)
    measure = "How many times as frequent"
    if unit == "codes":
        measure = "How many times as high the odds are"
    tests = int(table["tests"].iloc[0])
    stand = {0: "none stands", 1: "one stands"}.get(out, f"{wording.spelled(out)} stand")
    text = (
        f"{measure} in {sides.first} as in {sides.second} ({sides.sizes})"
        " with its exact 95 % interval; at the right the ratio and the counts"
        f"; after correction for {wording.many(tests, what)} (Tarone) {stand} out"
    )
    rare = len(table) - tests
    if rare > 0:
        verb = "are"
        if rare == 1:
            verb = "is"
        text += f"; {wording.number(rare)} more {verb} too rare to be tested"
    return text


def finding(out: pd.DataFrame, table: pd.DataFrame, sides: Sides) -> str:
    """What stands out most and where, or that nothing does."""
    unit = table["unit"].iloc[0]
    what = wording.row_noun(unit)
    between = wording.listed([sides.first, sides.second])
    if out.empty:
        return f"No {what} can be told from chance between {between}"
    best = out[out["reach"] == out["reach"].max()]
    if len(best) > 1:
        some = f"{wording.spelled(len(out)).capitalize()} {what}s stand out between"
        return f"{some} {between}"
    row = best.iloc[0]
    more = sides.first
    less = sides.second
    if row["log_ratio"] <= 0:
        more, less = less, more
    label = wording.name(row["label"], unit)
    if not row["count_first"] or not row["count_second"]:
        return f"{label} stands out: only in {more}, never in {less}"
    times = wording.number(_times(row["log_ratio"]))
    times_as = f"{times} times as frequent"
    if unit == "codes":
        # 9 of 20 highlights against 3 of 25 are 3.75 times as frequent, and 6 times the odds.
        times_as = f"odds {times} times as high"
    return f"{label}: {times_as} in {more} as in {less}"
