"""The table of corrections: what was changed in the rule's coding, and why."""

from __future__ import annotations

import warnings
from os import PathLike
from pathlib import Path
from typing import NamedTuple, TypeAlias

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


class Correction(NamedTuple):
    """A row of the table "corrections" of `schema`."""

    document: str
    number: int | None  # None where the headline is enough
    headline: str
    theme: str
    change: str
    reason: str


def corrections_of(
    corrections: GivenCorrections, *, codebook: Given = CODEBOOK
) -> list[Correction]:
    """Return the corrections of a table or CSV file, checked.

    Parameters
    ----------
    corrections : str, Path, DataFrame or None
        The file or table; None is no correction.
    codebook : str, Path, Codebook or None
        The codebook that has their themes.

    Returns
    -------
    list of Correction
        Rows without a change are left out.

    Raises
    ------
    TypeError
        If it is neither a path nor a table.
    ValueError
        If something is wrong in it; with the file and line.

    Examples
    --------
    >>> [row.theme for row in corrections_of(CORRECTIONS)]
    ['sanctions', 'russia-us', 'security']
    """
    if corrections is None:
        return []
    name, frame = _table(corrections)
    for column in _COLUMNS:
        if column not in frame.columns:
            hint = schema.near(column, frame.columns, ask="did you mean to rename")
            have = ", ".join(map(str, frame.columns))
            needed = f"a table of corrections needs a column {column!r}"
            raise ValueError(f"{name}: {needed}; it has {have}{hint}")

    known = book_of(codebook).themes["theme"].tolist()
    bundled = are_bundled(corrections)
    rows = {}
    for line, row in zip(frame.index, frame.to_dict("records"), strict=True):
        # The bundled ones were made for one codebook; another one may have other themes.
        if bundled and row["theme"] not in known:
            continue
        where = f"{name}, line {line}"
        checked = _checked(row, where, known)
        if checked is not None:
            rows[where] = checked
    _refuse_repeated(rows)
    return list(rows.values())


def are_bundled(corrections: GivenCorrections) -> bool:
    """Return whether the corrections are the bundled ones."""
    return isinstance(corrections, str | PathLike) and Path(corrections) == CORRECTIONS


def placed(
    changes: list[Correction], highlights: pd.DataFrame, *, only_here: bool = False
) -> dict[tuple[str, int, str], Correction]:
    """Return the highlights that corrections mean, and warn of those that mean none.

    Parameters
    ----------
    changes : list of Correction
        The corrections.
    highlights : DataFrame
        The highlights.
    only_here : bool
        Say nothing about documents that are not among the highlights.

    Returns
    -------
    dict
        The correction of each document, number and theme.
    """
    here = changes
    if only_here:
        documents = set(highlights["document"])
        here = [change for change in changes if change.document in documents]
    if not here:
        return {}

    matcher = Matcher(highlights)
    found: dict[tuple[str, int, str], Correction] = {}
    lost = []
    for change in here:
        numbers = matcher.numbers(change.document, change.headline, change.number)
        for number in numbers:
            # A headline and a number may both name one highlight.
            found.setdefault((change.document, number, change.theme), change)
        if not numbers:
            named = _named(change.headline, change.number)
            nearest = matcher.nearest(change.document, change.headline)
            lost.append(f"{change.document}: {named} ({change.change}{change.theme}){nearest}")
    if lost:
        warnings.warn(
            f"{len(lost)} of {len(changes)} corrections match no highlight and have no effect: "
            f"{shortened(lost)}",
            stacklevel=4,  # warn → reviewed → codes, uncoded or review → the caller
        )
    return found


def _table(corrections: str | Path | pd.DataFrame) -> tuple[str, pd.DataFrame]:
    """A name for messages and the table as text, with the line of each row."""
    if isinstance(corrections, pd.DataFrame):
        # The first row of a table is line 2 of the file it would be written to.
        return "corrections", corrections.set_axis(range(2, len(corrections) + 2))
    if not isinstance(corrections, str | PathLike):
        expected = "the path of a CSV file, a DataFrame or None"
        raise TypeError(f"corrections is {expected}; this is {type(corrections).__name__}")
    return Path(corrections).name, csv_files.read(corrections, what="corrections")


def _checked(row: dict, where: str, known: list[str]) -> Correction | None:
    """One correction, checked; None where nothing is changed."""
    # A word processor turns a hyphen into a dash or a minus sign.
    written = str(row["change"]).strip()
    change = _MINUS.get(written, written)
    if change in _NONE:
        return None
    if change not in ("+", "-"):
        raise ValueError(f"{where}: change is + or -, not {change!r}")
    theme = str(row["theme"]).strip()
    if theme not in known:
        hint = schema.near(theme, known) or f"; the themes are {', '.join(known)}"
        raise ValueError(f"{where}: the codebook has no theme {theme!r}{hint}")
    headline = str(row["headline"])
    number = _number(row.get("number", ""), where)
    if not headline.strip() and number is None:
        needed = "the headline, or the number of the highlight"
        raise ValueError(f"{where}: a correction needs {needed}")
    document = str(row["document"]).strip()
    return Correction(document, number, headline, theme, change, str(row["reason"]))


def _number(value: object, where: str) -> int | None:
    if str(value).strip() in _NONE:
        return None
    number = number_of(value)
    if number is None:
        raise ValueError(f"{where}: number is a whole number or empty, not {str(value)!r}")
    return number


def _refuse_repeated(rows: dict[str, Correction]) -> None:
    """An error where two rows, each with its place in the file, correct the same theme."""
    seen: dict[tuple, str] = {}
    for where, row in rows.items():
        key = (row.document, row.number, plain(row.headline), row.theme)
        if key in seen:
            named = _named(row.headline, row.number)
            first = seen[key].rsplit(", ", 1)[-1]
            what = f"theme {row.theme!r} of {named} is corrected twice, first in {first}"
            raise ValueError(f"{where}: {what}; keep one row")
        seen[key] = where


def _named(headline: str, number: object) -> str:
    return repr(headline) if headline.strip() else f"number {number}"
