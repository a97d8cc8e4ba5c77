"""The names of periods, as "2021" and "2021-02" are, in sentences."""

from __future__ import annotations

import pandas as pd

# By pandas' names of frequencies.
_NOUNS = {"Y": "year", "Q": "quarter", "M": "month", "D": "day"}

# In English whatever the language of the computer, in which `strftime` writes them.
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def noun(period: str) -> str:
    """Name the kind of a period.

    >>> noun("2021"), noun("2021-02")
    ('year', 'month')
    """
    return _NOUNS[pd.Period(period).freqstr[0]]


def when(period: str) -> str:
    """Write a period as a sentence says it.

    >>> when("2021"), when("2021-Q2"), when("2021-02"), when("2021-02-05")
    ('in 2021', 'in Q2 2021', 'in February 2021', 'on 5 February 2021')
    """
    moment = pd.Period(period)
    kind = noun(period)
    month = _MONTHS[moment.month - 1]

    if kind == "year":
        return f"in {moment.year}"
    if kind == "quarter":
        return f"in Q{moment.quarter} {moment.year}"
    if kind == "month":
        return f"in {month} {moment.year}"
    return f"on {moment.day} {month} {moment.year}"
