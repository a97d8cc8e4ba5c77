"""Read and write CSV files as spreadsheets and editors save them.

One reader serves the whole package: gazetteer, corrections, codings, tables of highlights and
`documents.csv`; one writer serves the tables next to figures and those to take along. The rule that
keeps a spreadsheet from computing a cell (`defused`, `restored`) is shared by both.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis import text_files

CSV = "CSV (UTF-8)"

# =1+1, +49 30, -5 degrees, @name: a spreadsheet computes these, and their full-width forms (＝) in
# some languages. An apostrophe before them is taken for ours, so one more is added to a cell that
# has apostrophes already ('=1).
_FORMULA = r"'*[=+\-@\uff1d\uff0b\uff0d\uff20]"

# Where a cell can begin: at its own beginning, and after a semicolon, tab or line break in it. A
# spreadsheet of half of Europe separates cells by semicolons and takes "x;=1+1" for two.
_STARTS = rf"\A(?={_FORMULA}|'*[\t\r\n])|(?<=[;\t\r\n])(?={_FORMULA})"
_TO_DEFUSE = re.compile(_STARTS)
_TO_RESTORE = re.compile(rf"\A'(?={_FORMULA}|'*[\t\r\n])|(?<=[;\t\r\n])'(?={_FORMULA})")

# "sep=;": the first line by which Excel names the delimiter
_SEPARATOR = re.compile(r"sep=([^\"\r\n])[ \t]*(?:\r\n|\r|\n|$)", re.I)

# Not splitlines, which would also cut at a form feed or U+2028 inside a cell
_FIRST_LINE = re.compile(r"[^\r\n]*")

# Delimiters inside quoted names do not count: headline,"note; a; b"
_QUOTED = re.compile(r'"[^"]*"')


class Row(NamedTuple):
    """The cells of a row and the line of the file where it begins."""

    line: int
    cells: tuple[str, ...]


class Rows(NamedTuple):
    """The column names, the line they are in, and the rows that are not blank."""

    columns: tuple[str, ...]
    line: int
    rows: list[Row]


def read(path: str | Path, *, what: str, instead: str = "") -> pd.DataFrame:
    """Return the rows of a CSV file as text.

    Parameters
    ----------
    path : str or Path
        The file. Cells are separated by commas, semicolons or tabs.
    what : str
        What the file is for, as messages name it: ``"corrections"``.
    instead : str
        What else can be given, for the message about a missing file.

    Returns
    -------
    DataFrame
        Every cell is text, "NA" and "" too. The index is the line where each row begins. Blank rows
        are left out, and so are columns at the end that have neither a name nor cells.

    Raises
    ------
    FileNotFoundError, IsADirectoryError
        With what there is instead.
    ValueError
        If the file is not a CSV; with its name and the line.
    """
    name = Path(path).name
    text = text_files.read(path, what=what, instead=instead, wanted=CSV)
    found = rows(text, name)
    if not found.columns:
        expected = f"a table of {what} begins with a line of column names"
        raise ValueError(f"{name}: {expected}; the file is empty")
    index = pd.Index([row.line for row in found.rows], name="line", dtype="int64")
    cells = [row.cells for row in found.rows]
    return pd.DataFrame(cells, columns=list(found.columns), index=index, dtype="str")


def rows(text: str, name: str, *, padded: bool = False) -> Rows:
    r"""Return the column names and the rows of a CSV.

    Parameters
    ----------
    text : str
        What the file holds.
    name : str
        The name of the file, for messages.
    padded : bool
        Fill a row that is too short with empty cells instead of refusing it.

    Returns
    -------
    Rows
        Without blank rows. No columns if the text is blank.

    Raises
    ------
    ValueError
        If a quotation mark is never closed, a row does not fit the columns, or a name occurs twice.

    Examples
    --------
    >>> rows('theme;"a; b"\n\nasia;"x\ny"\n', "own.csv")
    Rows(columns=('theme', 'a; b'), line=1, rows=[Row(line=3, cells=('asia', 'x\ny'))])
    """
    parsed = _parsed(text, name)
    if not parsed:
        return Rows((), 1, [])

    header, *body = parsed
    columns = [column.strip() for column in header.cells]
    while columns and not columns[-1]:
        columns.pop()

    counts = Counter(columns)
    repeated = [column for column in columns if column and counts[column] > 1]
    if repeated:
        where = f"{name}, line {header.line}"
        raise ValueError(f"{where}: column {repeated[0]!r} appears twice; keep one")

    fitted = [_fitted(row, len(columns), name, padded) for row in body]
    return Rows(tuple(columns), header.line, fitted)


def delimiter(text: str) -> str:
    r"""Return the delimiter that is most frequent in the first line of a CSV.

    Parameters
    ----------
    text : str
        What the file holds.

    Returns
    -------
    str
        A comma, a semicolon or a tab; a comma if there is none of them.

    Examples
    --------
    >>> delimiter('headline,quote,"note; a; b; c"\n')
    ','
    """
    first = _FIRST_LINE.match(text.lstrip("\r\n"))[0]
    unquoted = _QUOTED.sub("", first)
    return max(",;\t", key=unquoted.count)


def encoded(table: pd.DataFrame) -> bytes:
    r"""Return a table as a CSV that spreadsheets open and `read` reads back.

    Parameters
    ----------
    table : DataFrame
        Any table; its index is left out.

    Returns
    -------
    bytes
        UTF-8 with a BOM, by which spreadsheets know the encoding; commas, one header row, missing
        values as empty cells, an apostrophe before what a spreadsheet would compute.

    Examples
    --------
    >>> table = pd.DataFrame({"label": ["=1", "a, b"], "n": [1, 2]})
    >>> print(encoded(table).decode("utf-8-sig"), end="")
    label,n
    '=1,1
    "a, b",2
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([defused(str(column)) for column in table.columns])
    columns = [map(_cell, table.iloc[:, number].tolist()) for number in range(table.shape[1])]
    writer.writerows(zip(*columns, strict=True))
    # A lone surrogate of a file name has no UTF-8 and becomes "?".
    return codecs.BOM_UTF8 + buffer.getvalue().encode("utf-8", "replace")


def _cell(value: object) -> str:
    """A value as the text of a cell."""
    if isinstance(value, str):
        return defused(value)
    if value is None or value is pd.NA or value is pd.NaT:
        return ""
    # NaN is the one value that differs from itself.
    is_missing = value != value
    if is_missing:
        return ""
    return str(value)


def defused(cell: str) -> str:
    r"""Return the cell with an apostrophe before what a spreadsheet would take for a formula.

    Parameters
    ----------
    cell : str
        Any text.

    Returns
    -------
    str
        What is safe to write.

    Examples
    --------
    >>> defused("=1+1"), defused("-5 degrees"), defused("'tis"), defused("a=b")
    ("'=1+1", "'-5 degrees", "'tis", 'a=b')
    >>> defused('x;=HYPERLINK("//a")'), defused("＝1+1")
    ('x;\'=HYPERLINK("//a")', "'＝1+1")
    """
    return _TO_DEFUSE.sub("'", cell)


def restored(cell: str) -> str:
    """Return the cell as it was before `defused`.

    Parameters
    ----------
    cell : str
        A cell of a CSV.

    Returns
    -------
    str
        The original text.

    Examples
    --------
    >>> all(restored(defused(cell)) == cell for cell in ("=1", "'=1", "''", "'tis", "x", ""))
    True
    """
    # Most cells have no apostrophe, and looking for one is faster.
    return _TO_RESTORE.sub("", cell) if "'" in cell else cell


def _parsed(text: str, name: str) -> list[Row]:
    """The rows that are not blank, the column names among them."""
    lines_before = 0
    separator = delimiter(text)
    named = _SEPARATOR.match(text)
    if named:
        lines_before = 1
        separator = named[1]
        text = text[named.end() :]
    found = []
    line = lines_before + 1
    with _cells_of_any_size(len(text)):
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        try:
            for cells in reader:
                if any(map(str.strip, cells)):
                    found.append(Row(line, tuple(map(restored, cells))))
                line = lines_before + reader.line_num + 1
        except csv.Error as error:
            raise ValueError(f"{name}, line {line}: {_explained(error)}") from None
    return found


@contextmanager
def _cells_of_any_size(size: int) -> Iterator[None]:
    """Raise the limit of the csv module (131,072 characters), which is one for the process."""
    before = csv.field_size_limit()
    csv.field_size_limit(max(before, size + 1))
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _explained(error: csv.Error) -> str:
    """What is wrong in a row, and what to do."""
    # The words of Python's csv module (3.11 to 3.14) for a text that ends inside quotation marks
    if "unexpected end of data" in str(error):
        problem = "a quotation mark in the row that begins here is never closed"
    else:
        problem = str(error)
    return f'not a readable CSV: {problem}; write a quotation mark inside a cell twice ("")'


def _fitted(row: Row, width: int, name: str, padded: bool) -> Row:
    """The row with as many cells as there are columns."""
    if len(row.cells) == width:
        return row
    beyond = any(map(str.strip, row.cells[width:]))
    short = len(row.cells) < width
    if beyond or (short and not padded):
        where = f"{name}, line {row.line}"
        found = f"expected {width} cells as in the first row, found {len(row.cells)}"
        advice = "put a text that contains a comma, semicolon or tab in double quotes"
        raise ValueError(f"{where}: {found}; {advice}")
    missing = ("",) * (width - len(row.cells))
    return Row(row.line, row.cells[:width] + missing)
