"""Files of codings: one row a highlight (CSV), one row a code (CSV or JSON Lines), or a project (.qdpx)."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from analysis import csv_files, schema, text_files
from analysis.themes import refi_project
from analysis.themes.check_evidence import BETWEEN
from analysis.themes.codebook_file import RESERVED
from analysis.themes.cues import PLACE
from analysis.themes.matching import Matcher, number_of, shortened

ENDINGS = (".csv", ".jsonl", ".ndjson", ".qdpx")
_LINES = (".jsonl", ".ndjson")
EXTRA = ("evidence", "note", "voice")

_VALUES = {"0": 0, "1": 1, "": pd.NA, "false": 0, "true": 1}
_FENCE = "```"  # a line that language models put around what they were asked for


def read(
    path: Path,
    *,
    known: list[str] | None,
    of: pd.DataFrame | None,
    only_here: bool = False,
) -> pd.DataFrame:
    """Return the codings of one file.

    Parameters
    ----------
    path : Path
        The file.
    known : list of str, optional
        The themes of the codebook; another theme is then an error.
    of : DataFrame, optional
        The highlights by whose headlines the rows are matched.
    only_here : bool
        Say nothing about rows of documents that are not among the highlights.

    Returns
    -------
    DataFrame
        The table "codings" of `schema`.

    Raises
    ------
    ValueError
        If something is wrong in the file; with its name and the line.
    """
    ending = path.suffix.lower()
    if ending == ".qdpx":
        return refi_project.read(path, of)
    # Whatever has another ending is read as CSV, which says best what is wrong.
    is_csv = ending not in _LINES
    if is_csv:
        table = csv_files.read(path, what="codings")
        long = {"theme", "value"} <= set(table.columns)
    else:
        table = _json_lines(path)
        long = True
    if long:
        needed(table, ["document", "theme", "coder"], path.name)
        named = table["theme"].items()
    else:
        named = [(1, theme) for theme in themes_of(table)]
    # Before anything else is read, since a mistyped column would look like a theme.
    if known is not None:
        _check_themes(named, known, path.name)
    if long and of is None and "headline" in table.columns and "number" not in table.columns:
        what = "codings by headline need the highlights: themes.codings(path, of=highlights)"
        raise ValueError(f"{path.name}: {what}")
    table = _placed(table, of, path.name, only_here)
    if long:
        return _from_long(table, path.name)
    return from_wide(table, path.name)


def themes_of(wide: pd.DataFrame) -> list[str]:
    """Return the columns of a wide table that are themes."""
    return [column for column in wide.columns if column not in RESERVED]


def from_wide(wide: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the codings of a table with one row a highlight, whose index is the line of each row.

    Parameters
    ----------
    wide : DataFrame
        The table.
    name : str
        The name of the file, for messages and as the coder where none is named.

    Returns
    -------
    DataFrame
        The table "codings" of `schema`.
    """
    needed(wide, PLACE, name)
    themes = themes_of(wide)
    rows = []
    for line, row in zip(wide.index, wide.to_dict("records"), strict=True):
        where = f"{name}, line {line}"
        document = str(row["document"])
        number = _number(row["number"], where)
        coder = _coder(row, name)
        date = _text(row.get("date", ""))
        for theme in themes:
            value = _value(row[theme], theme, where)
            rows.append((document, number, coder, date, str(theme), value))
    columns = [column.name for column in schema.columns("codings")]
    return schema.table(pd.DataFrame(rows, columns=columns), "codings")


def needed(table: pd.DataFrame, columns: list[str], name: str) -> None:
    """Refuse a table that lacks a column."""
    for column in columns:
        if column not in table.columns:
            hint = schema.near(column, table.columns, ask="did you mean to rename")
            have = ", ".join(map(str, table.columns))
            what = f"a table of codings needs a column {column!r}"
            raise ValueError(f"{name}: {what}; it has {have}{hint}")


def _json_lines(path: Path) -> pd.DataFrame:
    """The objects of a JSON Lines file as a table of text, whose index is the line of each."""
    text = text_files.read(path, what="codings", wanted="JSON Lines (UTF-8)")
    rows = {}
    # Not splitlines(): a JSON text may contain U+2028, which would end a line there.
    lines = text.replace("\r", "\n").split("\n")
    for line, written in enumerate(lines, 1):
        if written.strip() and not written.startswith(_FENCE):
            rows[line] = _cells(written, f"{path.name}, line {line}")
    index = pd.Index(list(rows), dtype="int64")
    table = pd.DataFrame(list(rows.values()), index=index, dtype="str")
    return table.fillna("")


def _cells(written: str, where: str) -> dict[str, str]:
    """The cells of one line of JSON."""
    try:
        row = json.loads(written)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{where}: not a line of JSON: {error}") from None
    if not isinstance(row, dict):
        expected = 'an object such as {"document": "a", "number": 1, "theme": "asia", …}'
        raise ValueError(f"{where}: expected {expected}")
    return {key: _cell(value) for key, value in row.items()}


def _cell(value: object) -> str:
    """A value of JSON as the text that a CSV would have in its place."""
    if value is None:
        return ""
    if isinstance(value, list):
        return BETWEEN.join(map(str, value))
    return str(value)


def _placed(
    table: pd.DataFrame, of: pd.DataFrame | None, name: str, only_here: bool
) -> pd.DataFrame:
    """The rows with the numbers of the highlights they mean; those that mean none are reported."""
    if of is None:
        needed(table, PLACE, name)
        return table
    if "headline" not in table.columns:
        needed(table, PLACE, name)
    needed(table, PLACE[:1], name)
    # Headlines outlive numbers: an article that is read again may be numbered differently.
    matcher = Matcher(of)
    documents = set(of["document"])
    numbers = []
    lost = []
    for line, row in zip(table.index, table.to_dict("records"), strict=True):
        number, problem = _meant(row, matcher, f"{name}, line {line}")
        numbers.append(number)
        elsewhere = only_here and row["document"] not in documents
        if problem and not elsewhere:
            lost.append(f"line {line}, {problem}")
    if lost:
        warnings.warn(
            f"{name}: {len(lost)} of {len(table)} rows match no highlight and are left out: "
            f"{shortened(lost)}",
            stacklevel=4,  # warn → _placed → read → codings → the caller
        )
    placed = table.assign(number=pd.array(numbers, dtype="Int64"))
    return placed[placed["number"].notna()]


def _meant(row: dict, matcher: Matcher, where: str) -> tuple[object, str]:
    """The number of the highlight that a row means, or a missing one and the reason."""
    written = _text(row.get("number", "")).strip()
    number: object = pd.NA
    if written:
        number = _number(written, where)
    headline = _text(row.get("headline", ""))
    document = str(row["document"])
    found = matcher.numbers(document, headline, number)
    if len(found) == 1:
        return found[0], ""

    named = repr(headline)
    if not headline.strip():
        named = f"number {written or '(empty)'}"
    if found:
        return pd.NA, f"{named} is the headline of {len(found)} highlights; give the number"
    nearest = matcher.nearest(document, headline)
    return pd.NA, f"{document}: {named}{nearest}"


def _from_long(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """The codings of a table of text with one row a code, or a row for each piece of evidence."""
    extra = [column for column in EXTRA if column in table.columns]
    rows = []
    for line, row in zip(table.index, table.to_dict("records"), strict=True):
        where = f"{name}, line {line}"
        made = {
            "document": row.get("document", ""),
            "number": _number(row["number"], where),
            "coder": _coder(row, name),
            "date": row.get("date", ""),
            "theme": row.get("theme", ""),
            "value": _value(row.get("value", "1"), row["theme"], where),
        }
        for column in extra:
            made[column] = row[column]
        rows.append(made)

    if not rows:
        return schema.empty("codings")
    found = pd.DataFrame(rows)
    # Missing values keep their column a column of whole numbers.
    found["value"] = found["value"].astype("Int64")
    return schema.table(_joined(found), "codings")


def _joined(rows: pd.DataFrame) -> pd.DataFrame:
    """One row a code: several rows that give more evidence for one code are joined."""
    if "evidence" not in rows.columns:
        return rows
    keys = [*PLACE, "coder", "date", "theme", "value"]
    # Grouping is slow, and most files give one row a code.
    if not rows.duplicated(keys).any():
        return rows
    extra = [column for column in EXTRA if column in rows.columns]
    grouped = rows.groupby(keys, sort=False, dropna=False)[extra]
    return grouped.agg(lambda texts: BETWEEN.join(filter(None, texts))).reset_index()


def _text(value: object) -> str:
    return "" if pd.isna(value) else str(value)


def _coder(row: dict, name: str) -> str:
    """Who coded a row: the name of the file where the sheet was filled in without one."""
    return _text(row.get("coder", "")).strip() or Path(name).stem


def _number(value: object, where: str) -> int:
    number = number_of(value)
    if not number:  # None or 0
        raise ValueError(f"{where}: number is a whole number from 1, not {value!r}")
    return number


def _value(value: object, theme: object, where: str) -> object:
    if not isinstance(value, str):
        value = "" if pd.isna(value) else f"{value:g}"
    written = value.strip().lower()
    if written not in _VALUES:
        raise ValueError(f"{where}: {theme} is 1, 0 or empty, not {value!r}")
    return _VALUES[written]


def _check_themes(found: Iterable[tuple[int, str]], known: list[str], name: str) -> None:
    """An error for the first theme, given with its line, that the codebook does not have."""
    for line, theme in found:
        if theme not in known:
            hint = schema.near(theme, known) or f"; the themes are {', '.join(known)}"
            raise ValueError(f"{name}, line {line}: the codebook has no theme {theme!r}{hint}")
