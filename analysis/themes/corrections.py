"""The table of corrections: what was changed in the rule's coding, and why."""

from __future__ import annotations

import warnings
from os import PathLike
from pathlib import Path
from typing import TypeAlias

import pandas as pd

from analysis import csv_files, schema
from analysis.themes.codebook import CODEBOOK, Given
from analysis.themes.codebook import codebook as book_of
from analysis.themes.matching import Matcher, number_of, plain, shortened

CORRECTIONS = schema.DATA / "corrections.csv"

_COLUMNS = ("document", "headline", "theme", "change", "reason")
_MINUS = {"−": "-", "–": "-"}  # what spreadsheets and word processors make of a hyphen
_NONE = ("", "nan", "<NA>", "None")  # an empty cell of a file, or a missing one of a DataFrame

GivenCorrections: TypeAlias = str | Path | pd.DataFrame | None


def corrections_of(corrections: GivenCorrections, *, codebook: Given = CODEBOOK) -> pd.DataFrame:
    """Return the corrections of a table or CSV file, checked.

    Parameters
    ----------
    corrections : str, Path, DataFrame or None
        The file or table; None is no correction.
    codebook : str, Path, Codebook or None
        The codebook that has their themes.

    Returns
    -------
    DataFrame
        The table "corrections" of `schema`. Rows without a change are left out.

    Raises
    ------
    TypeError
        If it is neither a path nor a table.
    ValueError
        If something is wrong in it; with the file and line.

    Examples
    --------
    >>> corrections_of(CORRECTIONS)["theme"].tolist()
    ['sanctions', 'russia-us', 'security']
    """
    if corrections is None:
        return schema.empty("corrections")
    name, frame = _table(corrections)
    for column in _COLUMNS:
        if column not in frame.columns:
            hint = schema.near(column, frame.columns, ask="did you mean to rename")
            have = ", ".join(map(str, frame.columns))
            needed = f"a table of corrections needs a column {column!r}"
            raise ValueError(f"{name}: {needed}; it has {have}{hint}")
    known = book_of(codebook).themes["theme"].tolist()
    if are_bundled(corrections):
        # They were made for one bundled codebook; another one may have other themes.
        frame = frame[frame["theme"].isin(known)]
    rows = {}
    for line, row in zip(frame.index, frame.to_dict("records"), strict=True):
        where = f"{name}, line {line}"
        checked = _row(row, where, known)
        if checked:
            rows[where] = checked
    _refuse_repeated(rows)
    return schema.table(list(rows.values()), "corrections")


def are_bundled(corrections: GivenCorrections) -> bool:
    """Return whether the corrections are the bundled ones."""
    return isinstance(corrections, str | PathLike) and Path(corrections) == CORRECTIONS


def placed(
    changes: pd.DataFrame, highlights: pd.DataFrame, *, only_here: bool = False
) -> pd.DataFrame:
    """Return the highlights that corrections mean, and warn of those that mean none.

    Parameters
    ----------
    changes : DataFrame
        The table of corrections.
    highlights : DataFrame
        The highlights.
    only_here : bool
        Say nothing about documents that are not among the highlights.

    Returns
    -------
    DataFrame
        document, number, theme, change and reason, one row for each highlight and theme.
    """
    matcher = Matcher(highlights)
    documents = set(highlights["document"])
    rows = []
    lost = []
    for change in changes.itertuples():
        numbers = matcher.numbers(change.document, change.headline, change.number)
        for number in numbers:
            rows.append((change.document, number, change.theme, change.change, change.reason))
        elsewhere = only_here and change.document not in documents
        if not numbers and not elsewhere:
            named = _named(change.headline, change.number)
            nearest = matcher.nearest(change.document, change.headline)
            lost.append(f"{change.document}: {named} ({change.change}{change.theme}){nearest}")
    if lost:
        warnings.warn(
            f"{len(lost)} of {len(changes)} corrections match no highlight and have no effect: "
            f"{shortened(lost)}",
            stacklevel=4,  # warn → reviewed → codes, uncoded or review → the caller
        )
    columns = ["document", "number", "theme", "change", "reason"]
    found = pd.DataFrame(rows, columns=columns).astype({"number": "int64"})
    # A headline and a number may both name one highlight.
    return found.drop_duplicates(["document", "number", "theme"])


def _table(corrections: str | Path | pd.DataFrame) -> tuple[str, pd.DataFrame]:
    """A name for messages and the table as text, with the line of each row."""
    if isinstance(corrections, pd.DataFrame):
        # The first row of a table is line 2 of the file it would be written to.
        return "corrections", corrections.set_axis(range(2, len(corrections) + 2))
    if not isinstance(corrections, str | PathLike):
        expected = "the path of a CSV file, a DataFrame or None"
        raise TypeError(f"corrections is {expected}; this is {type(corrections).__name__}")
    return Path(corrections).name, csv_files.read(corrections, what="corrections")


def _row(row: dict, where: str, known: list[str]) -> dict:
    """One correction, checked; an empty one where nothing is changed."""
    # A word processor turns a hyphen into a dash or a minus sign.
    written = str(row["change"]).strip()
    change = _MINUS.get(written, written)
    if change in _NONE:
        return {}
    if change not in ("+", "-"):
        raise ValueError(f"{where}: change is + or -, not {change!r}")
    theme = str(row["theme"]).strip()
    if theme not in known:
        hint = schema.near(theme, known) or f"; the themes are {', '.join(known)}"
        raise ValueError(f"{where}: the codebook has no theme {theme!r}{hint}")
    headline = str(row["headline"])
    number = _number(row.get("number", ""), where)
    if not headline.strip() and number is pd.NA:
        needed = "the headline, or the number of the highlight"
        raise ValueError(f"{where}: a correction needs {needed}")
    return {
        "document": str(row["document"]).strip(),
        "number": number,
        "headline": headline,
        "theme": theme,
        "change": change,
        "reason": str(row["reason"]),
    }


def _number(value: object, where: str) -> object:
    if str(value).strip() in _NONE:
        return pd.NA
    number = number_of(value)
    if number is None:
        raise ValueError(f"{where}: number is a whole number or empty, not {str(value)!r}")
    return number


def _refuse_repeated(rows: dict[str, dict]) -> None:
    """An error where two rows, each with its place in the file, correct the same theme."""
    seen: dict[tuple, str] = {}
    for where, row in rows.items():
        key = (row["document"], str(row["number"]), plain(row["headline"]), row["theme"])
        if key in seen:
            named = _named(row["headline"], row["number"])
            first = seen[key].rsplit(", ", 1)[-1]
            what = f"theme {row['theme']!r} of {named} is corrected twice, first in {first}"
            raise ValueError(f"{where}: {what}; keep one row")
        seen[key] = where


def _named(headline: str, number: object) -> str:
    return repr(headline) if headline.strip() else f"number {number}"
