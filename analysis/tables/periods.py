"""The day, month, quarter or year of each document."""

from __future__ import annotations

import datetime
import re

import pandas as pd

from analysis import schema

# How many characters of YYYY-MM-DD each period needs, and pandas' name for it; the finest first.
PERIODS = {"day": (10, "D"), "month": (7, "M"), "quarter": (7, "Q"), "year": (4, "Y")}

# Periods that "auto" spans at most: three years of months are what a chart has room for.
MOST = 36

# As far as a date is known. `date.fromisoformat` alone would also take 20200105 and 2020-W01.
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


def periods(documents: pd.DataFrame, *, period: str = "auto") -> pd.DataFrame:
    """The period of each document, in their order; "" where its date does not say.

    Parameters
    ----------
    documents : DataFrame
        The documents, with their dates as YYYY-MM-DD, YYYY-MM, YYYY or "".
    period : {"auto", "day", "month", "quarter", "year"}
        "auto" is the finest that every dated document has and that makes at most 36 periods from the
        first to the last.

    Returns
    -------
    DataFrame
        document, period: 2021-02-05, 2021-02, 2021-Q1 or 2021.

    Raises
    ------
    ValueError
        If a date has another form.

    Examples
    --------
    >>> periods(pd.DataFrame({"document": ["a", "b", "c"], "date": ["2020-05-01", "2021-02", ""]}))["period"].tolist()
    ['2020-05', '2021-02', '']
    >>> periods(pd.DataFrame({"document": ["a"], "date": ["2020-05-01"]}), period="quarter")["period"].tolist()
    ['2020-Q2']
    """
    schema.check(documents, "documents", needs=("document", "date"), argument="documents")
    if period not in ("auto", *PERIODS):
        hint = schema.near(period, ("auto", *PERIODS))
        raise ValueError(f"period must be auto, {', '.join(PERIODS)}, not {period!r}{hint}")

    for document, date in zip(documents["document"], documents["date"], strict=True):
        if date and not _is_date(date):
            raise ValueError(
                f"the date of {document!r} is {date!r}; write YYYY-MM-DD, YYYY-MM, YYYY or nothing (in documents.csv)"
            )

    dates = documents["date"].astype("str")
    if period == "auto":
        period = _fitting(dates[dates != ""])
    length, _ = PERIODS[period]
    is_long_enough = dates.str.len() >= length
    cut = dates.str.slice(0, length).where(is_long_enough, "")
    if period == "quarter":
        cut = cut.map(_quarter)
    return pd.DataFrame({"document": documents["document"].array, "period": cut.array})


def _quarter(month: str) -> str:
    """The quarter of a month, "2021-Q1" of "2021-02"; "" of ""."""
    if not month:
        return ""
    year, _, number = month.partition("-")
    quarter = (int(number) + 2) // 3
    return f"{year}-Q{quarter}"


def _is_date(date: str) -> bool:
    if not _DATE.fullmatch(date):
        return False

    # The missing month and day are those of the first of January.
    whole = date + "-01-01"[len(date) - 4 :]
    try:
        datetime.date.fromisoformat(whole)
    except ValueError:
        return False
    return True


def _fitting(dates: pd.Series) -> str:
    """The finest period that every date has and that does not make too many."""
    if dates.empty:
        return "day"
    shortest = dates.str.len().min()
    first = min(dates)
    last = max(dates)
    for period, (length, frequency) in PERIODS.items():
        # A date that lacks the day or month is in no such period.
        if shortest >= length and _span(first[:length], last[:length], frequency) <= MOST:
            return period
    return "year"


def _span(first: str, last: str, frequency: str) -> int:
    """How many periods there are from the first date to the last."""
    begin = pd.Period(first, frequency)
    end = pd.Period(last, frequency)
    return end.ordinal - begin.ordinal + 1
