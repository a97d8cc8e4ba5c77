"""Tables that people edit: CSV files read as text, every row with its line."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pandas as pd

from analysis import plaintext
from analysis.cells import restored

_FIRST = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)?")
_QUOTED = re.compile(r'"[^"]*"')


def read(path: str | Path, *, what: str, instead: str = "") -> pd.DataFrame:
    """The rows of a CSV file, its index the line where each begins; every cell is text, "NA" and "" too.

    Cells are parted by commas, semicolons or tabs, as the line of column names has it. The apostrophe that keeps a
    spreadsheet from computing a cell is taken off again; blank rows, and blank columns without a name, are left out.

    An error names the file and line of a row whose cells do not fit the header, and of a column that stands twice.
    """
    name, text = Path(path).name, plaintext.read(path, what=what, instead=instead)
    rows = _rows(text, name)
    if not rows:
        raise ValueError(f"{name}: a table of {what} begins with a line of column names; the file is empty")
    (first, header), *body = rows
    header = [column.strip() for column in header]
    width = max((n for n, column in enumerate(header, 1) if column), default=0)
    for column in header[:width]:
        if header.count(column) > 1:
            raise ValueError(f"{name}, line {first}: column {column!r} stands twice; keep one")
    for line, row in body:
        if len(row) < width or any(map(str.strip, row[width:])):
            raise ValueError(
                f"{name}, line {line}: {width} cells were expected, {len(row)} found; put text that holds a comma, "
                "semicolon or tab between quotation marks"
            )
    index = pd.Index([line for line, _ in body], name="line", dtype="int64")
    return pd.DataFrame([row[:width] for _, row in body], columns=header[:width], index=index, dtype="str")


def _rows(text: str, name: str) -> list[tuple[int, tuple[str, ...]]]:
    """The rows that are not blank, each with the line where it begins."""
    before, delimiter = 0, None
    if told := re.match(r"sep=([,;\t])\s*?(?:\r\n|\r|\n)", text, re.I):  # a line by which spreadsheets name it
        before, delimiter, text = 1, told[1], text[told.end() :]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or _delimiter(text), strict=True)
    found, line = [], before + 1
    try:
        for row in reader:
            if any(map(str.strip, row)):
                found.append((line, tuple(map(restored, row))))
            line = before + reader.line_num + 1
    except csv.Error as error:
        raise ValueError(f"{name}, line {line}: this is not CSV: {error}") from None
    return found


def _delimiter(text: str) -> str:
    """What parts the column names most often; a comma where nothing does."""
    first = _QUOTED.sub("", _FIRST.match(text.lstrip("\r\n"))[0])
    return max(",;\t", key=first.count)
