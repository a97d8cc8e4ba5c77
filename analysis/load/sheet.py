"""Tables as CSV: an article's highlights in a sheet, and the `documents.csv` beside articles."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from analysis import schema
from analysis.cells import restored
from analysis.load import marks
from analysis.load.clean import tidy
from analysis.load.errors import ArticleError
from analysis.load.records import Highlight


class Row(NamedTuple):
    """A row of a sheet and the line of the file where it begins."""

    line: int
    cells: dict[str, str]


def rows(text: str, name: str) -> tuple[list[str], list[Row]]:
    """The column names, in small letters, and the rows of a CSV parted by commas, semicolons or tabs."""
    first, _, rest = text.lstrip("\n").partition("\n")
    delimiter = max(",;\t", key=first.count)
    if re.fullmatch("sep=.", first.rstrip(), re.I):  # a line by which spreadsheets name the delimiter
        delimiter, text = first[4], "\n" + rest
    limit = csv.field_size_limit(max(len(text), 131072) + 1)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
        header: list[str] = []
        found, line = [], 1
        for cells in reader:
            if not header:
                header = [cell.strip().lower().replace(" ", "_") for cell in cells]
                if twice := [column for column in header if column and header.count(column) > 1]:
                    raise ArticleError(f"{name}, line {line}: column {twice[0]!r} stands twice; keep one")
            elif any(cell.strip() for cell in cells):
                if len(cells) > len(header):
                    raise ArticleError(
                        f"{name}, line {line}: expected {len(header)} cells as in the first row, found {len(cells)}; "
                        'put texts that hold the delimiter in "double quotes"'
                    )
                cells = [restored(cell) for cell in cells] + [""] * (len(header) - len(cells))
                found.append(Row(line, dict(zip(header, cells, strict=True))))
            line = reader.line_num + 1
    except csv.Error as error:
        raise ArticleError(f"{name}, line {line}: not a readable CSV: {error}") from None
    finally:
        csv.field_size_limit(limit)
    return header, found


def about(path: Path, fields: tuple[str, ...], text: str) -> dict[str, Row]:
    """The rows of a `documents.csv` by document; unknown columns and doubled documents are errors."""
    header, found = rows(text, path.name)
    if "document" not in header:
        raise ArticleError(f"{path}: expected a column 'document' (the article's file name), found {', '.join(header)}")
    for column in header:
        if column and column not in ("document", "highlights", "words", "sha256", *fields):
            hint = schema.near(column, fields) or f"; the columns are document, {', '.join(fields)}"
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


def is_sheet(text: str, suffix: str) -> bool:
    """Whether a text is a table, by its suffix or by a first row that names headline and quote."""
    first = [cell.strip(' "').lower() for cell in re.split("[,;\t]", text.lstrip()[:1000].split("\n", 1)[0])]
    return suffix in (".csv", ".tsv") or {"headline", "quote"} <= set(first)


def highlights(text: str, name: str, dirt: Counter) -> dict[str, list[Highlight]]:
    """The highlights of a sheet by document ("" where it names none), with numbers where it gives good ones.

    A sheet with the columns document and number was exported from the table: its cells are kept to the letter. In
    another one quotation marks around a whole paragraph come off.
    """
    header, found = rows(text.replace("\f", " "), name)
    for column in ("headline", "quote"):
        if column not in header:
            hint = schema.near(column, header, ask="did you mean to rename")
            have = ", ".join(filter(None, header)) or "none"
            raise ArticleError(f"{name}, line 1: expected columns headline and quote, found {have[:200]}{hint}")
    exported = {"document", "number"} <= set(header)
    documents: dict[str, list[Highlight]] = {}
    for row in found:
        cell = {column: tidy(value, dirt) for column, value in row.cells.items()}
        quote = cell["quote"] if exported else bare(cell["quote"])
        number, line = cell.get("number", ""), cell.get("line", "")
        made = Highlight(
            int(line) if exported and line.isdecimal() and len(line) < 15 else row.line,
            cell["headline"] if exported else cell["headline"].strip(),
            number=int(number) if number.isdecimal() and len(number) < 15 else 0,
            quote=quote,
            speakers=list(filter(None, [cell.get("speaker", "")])),
            narration=list(filter(None, [cell.get("narration", "")])),
        )
        if made.headline or quote:
            documents.setdefault(cell.get("document", "").strip(), []).append(made)
    for one in documents.values():
        if len({h.number for h in one} - {0}) < len(one):
            for n, made in enumerate(one, 1):
                made.number = n
    return documents


def bare(quote: str) -> str:
    """A quote without the marks around it, or around every paragraph of it.

    >>> bare("“We go.”"), bare("“One” is not “two”")
    ('We go.', '“One” is not “two”')
    """
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", quote.strip())]
    if not all(map(_whole, paragraphs)):
        return "\n\n".join(paragraphs)
    return "\n\n".join(part[1:-1].strip() for part in paragraphs)


def _whole(text: str) -> bool:
    found, depth, _ = marks.spans(text)
    return marks.starts(text) and not depth and found[0].end == len(text)
