"""Tables as CSV: an article's highlights in a sheet, and the `documents.csv` beside articles."""

from __future__ import annotations

import csv
import difflib
import io
from pathlib import Path
from typing import NamedTuple

from analysis.load.errors import ArticleError

DEFUSED = ("=", "+", "-", "@", "\t", "\r")  # a cell that begins so is a formula to a spreadsheet


class Row(NamedTuple):
    """A row of a sheet and the line of the file where it begins."""

    line: int
    cells: dict[str, str]


def rows(text: str, name: str) -> tuple[list[str], list[Row]]:
    """The column names, in small letters, and the rows of a CSV parted by commas, semicolons or tabs."""
    first = text.lstrip("\n").split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    limit = csv.field_size_limit(max(len(text), 131072) + 1)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
        header: list[str] = []
        found, line = [], 1
        for cells in reader:
            if not header:
                header = [cell.strip().lower().replace(" ", "_") for cell in cells]
            elif any(cell.strip() for cell in cells):
                if len(cells) > len(header):
                    raise ArticleError(
                        f"{name}, line {line}: expected {len(header)} cells as in the first row, found {len(cells)}; "
                        'put texts that hold the delimiter in "double quotes"'
                    )
                cells = [_restored(cell) for cell in cells] + [""] * (len(header) - len(cells))
                found.append(Row(line, dict(zip(header, cells, strict=True))))
            line = reader.line_num + 1
    except csv.Error as error:
        raise ArticleError(f"{name}, line {line}: not a readable CSV: {error}") from None
    finally:
        csv.field_size_limit(limit)
    return header, found


def _restored(cell: str) -> str:
    """A cell without the apostrophe that an export put before what a spreadsheet would compute."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in DEFUSED and len(cell) > 1 else cell


def about(path: Path, fields: tuple[str, ...], text: str) -> dict[str, Row]:
    """The rows of a `documents.csv` by document; unknown columns and doubled documents are errors."""
    header, found = rows(text, path.name)
    if "document" not in header:
        raise ArticleError(f"{path}: expected a column 'document' (the article's file name), found {', '.join(header)}")
    for column in header:
        if column and column not in ("document", "highlights", "words", "sha256", *fields):
            near = difflib.get_close_matches(column, fields, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else f"; the columns are document, {', '.join(fields)}"
            raise ArticleError(f"{path}: no field is called {column!r}{hint}")
    table: dict[str, Row] = {}
    for row in found:
        document = row.cells["document"].strip()
        if document in table:
            raise ArticleError(
                f"{path}, line {row.line}: {document!r} is described twice, first in line {table[document].line}"
            )
        table[document] = row
    return table
