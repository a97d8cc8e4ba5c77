"""The day, month or year of each document."""

from __future__ import annotations

import datetime
import re

import pandas as pd

from analysis import schema

# How many characters of YYYY-MM-DD name each period, its name, and pandas' name for it; the finest first.
PERIODS = {10: ("day", "D"), 7: ("month", "M"), 4: ("year", "Y")}
LENGTHS = {name: length for length, (name, _) in PERIODS.items()}

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
    period : {"auto", "day", "month", "year"}
        "auto" is the finest that every dated document has and that makes at most 36 periods from the
        first to the last.

    Returns
    -------
    DataFrame
        document, period.

    Raises
    ------
    ValueError
        If a date has another form.

    Examples
    --------
    >>> periods(pd.DataFrame({"document": ["a", "b", "c"], "date": ["2020-05-01", "2021-02", ""]}))["period"].tolist()
    ['2020-05', '2021-02', '']
    """
    schema.check(documents, "documents", needs=("document", "date"), argument="documents")
    if period not in ("auto", *LENGTHS):
        hint = schema.near(period, ("auto", *LENGTHS))
        raise ValueError(f"period must be auto, {', '.join(LENGTHS)}, not {period!r}{hint}")

    for document, date in zip(documents["document"], documents["date"], strict=True):
        if date and not _is_date(date):
            raise ValueError(
                f"the date of {document!r} is {date!r}; write YYYY-MM-DD, YYYY-MM, YYYY or nothing (in documents.csv)"
            )

    dates = documents["date"].astype("str")
    if period == "auto":
        period = _fitting(dates[dates != ""])
    length = LENGTHS[period]
    cut = dates.str.slice(0, length).where(dates.str.len() >= length, "")
    return pd.DataFrame({"document": documents["document"].array, "period": cut.array})


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
    for period, length in LENGTHS.items():
        if (dates.str.len() >= length).all() and _span(dates, length) <= MOST:
            return period
    return "year"


def _span(dates: pd.Series, length: int) -> int:
    """How many periods there are from the first date to the last."""
    first, last = min(dates)[:length], max(dates)[:length]
    frequency = PERIODS[length][1]
    return pd.Period(last, frequency).ordinal - pd.Period(first, frequency).ordinal + 1
