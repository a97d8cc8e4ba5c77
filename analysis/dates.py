"""Find dates in text and write them as ISO 8601: 2021-01-26, 2021-01 or 2021."""

from __future__ import annotations

import re
from datetime import date

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_DIGIT = re.compile(r"\d")
# Whole words only: "Decision 2020", "Markets 2021" and "Marathon 2019" begin like months.
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})\b"

# 2018-03-09, also at the beginning of 2018-03-09T06:20 and 2018-03-09 06:20:41-03:00
_ISO_DAY = re.compile(r"(?<![\d-])(?P<year>\d{4})-(?P<m>\d{2})-(?P<day>\d{2})(?![\d-])")

# In this order: what has a day goes before what has none.
_WRITTEN = (
    re.compile(rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}", re.I),  # January 26, 2021
    re.compile(rf"\b{_DAY}\.?\s+{_MONTH},?\s+{_YEAR}", re.I),  # 26 Jan. 2021
    re.compile(rf"\b{_MONTH},?\s+{_YEAR}", re.I),  # May 2020
)

# A date that is as exact as it is known: 2020, 2020-05
_PARTIAL = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")

# GENEVA, 5 May 2020 (News Agency) —
_DATELINE = re.compile(
    r"[^\W\d_a-z][\w .'’/-]{1,40}, (?P<date>[^—–-]{4,20}\d{4})"
    r"\s*(?:\([^()]{0,60}\)\s*)?(?:--|[-–—])\s"
)
_DATELINE_LENGTH = 120  # characters that the pattern above can match


def when(text: str) -> str:
    """Return the first date of a text.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        YYYY-MM-DD, or YYYY-MM where no day is given. "" if there is no date, or none that exists.

    Examples
    --------
    >>> when("Global Research, January 26, 2021"), when("5 Sept 1999"), when("May 2020")
    ('2021-01-26', '1999-09-05', '2020-05')
    >>> when("31 February 2020"), when("Decision 2020"), when("2018-03-09 06:20:41-03:00")
    ('', '', '2018-03-09')
    """
    match = first(text)
    if match is None:
        return ""
    part = match.groupdict()
    year = int(part["year"])
    number = part.get("m")
    if number is None:
        number = _NAMES.index(part["month"].casefold()[:3]) + 1
    month = int(number)
    if "day" not in part:
        return f"{year:04}-{month:02}"
    try:
        return date(year, month, int(part["day"])).isoformat()
    except ValueError:  # 31 February
        return ""


def first(text: str) -> re.Match | None:
    """Return the match of the date that `when` gives, from the most exact form of date on.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    Match or None
        Where the date is in the text.
    """
    # Digits and names are looked for first, since the patterns are slow and few texts have a date.
    if not _DIGIT.search(text):
        return None
    match = _ISO_DAY.search(text)
    if match:
        return match
    folded = text.casefold()
    if not any(map(folded.__contains__, _NAMES)):
        return None
    for pattern in _WRITTEN:
        match = pattern.search(text)
        if match:
            return match
    return None


def iso(text: str) -> str:
    """Return a date that is given by itself, in a field or a cell, which may be a year alone.

    Parameters
    ----------
    text : str
        What the field holds.

    Returns
    -------
    str
        YYYY-MM-DD, YYYY-MM or YYYY; "" if it is not a date.

    Examples
    --------
    >>> iso("2020"), iso("2020-05"), iso("3 May 2021"), iso("2021-02-31"), iso("soon")
    ('2020', '2020-05', '2021-05-03', '', '')
    """
    text = text.strip()
    if _PARTIAL.fullmatch(text):
        return text
    return when(text)


def dateline(text: str) -> str:
    """Return the date of the place and day that a text begins with.

    Parameters
    ----------
    text : str
        The beginning of an article.

    Returns
    -------
    str
        As from `when`.

    Examples
    --------
    >>> dateline("PARIS, Feb 7, 2023 (News Agency) - Leaders met."), dateline("Paris fell.")
    ('2023-02-07', '')
    """
    match = _DATELINE.match(text[:_DATELINE_LENGTH])
    if match is None:
        return ""
    return when(match["date"])
