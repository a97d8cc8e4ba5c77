"""Read a CSV table of highlights: one that was exported, or one that somebody typed."""

from __future__ import annotations

import re
from collections import Counter
from itertools import count
from typing import NamedTuple

from analysis import csv_files, schema
from analysis.layout.clean import newlines, tidy
from analysis.load.files import article_errors
from analysis.load.records import ArticleError, Highlight, Note
from analysis.speech import marks

SUFFIXES = (".csv", ".tsv")
_DIGITS = 15  # of a number: more do not fit the int64 of the table, or the float of a spreadsheet

# "10", and "10.0" as pandas and spreadsheets write a column of numbers that has an empty cell
_NUMBER = re.compile(r"(\d+)(?:\.0+)?")

# Paragraphs of a quote in one cell are separated by a blank line, which may hold spaces.
_BLANK_LINE = re.compile(r"\n\s*\n")


class Found(NamedTuple):
    """The highlights of one document, and what the report says of them."""

    highlights: list[Highlight]
    notes: list[Note]


def is_sheet(text: str, suffix: str) -> bool:
    r"""Return whether a text is a table of highlights.

    Parameters
    ----------
    text : str
        What the file holds.
    suffix : str
        The lowercase suffix of its name, such as ``".csv"``.

    Returns
    -------
    bool
        True for the suffix of a table, and for a first line that names the columns headline and
        quote.

    Examples
    --------
    >>> is_sheet('"Headline";Quote\nOn It;No.\n', ".txt"), is_sheet("On It\n", ".txt")
    (True, False)
    """
    if suffix in SUFFIXES:
        return True
    first = text.lstrip()[:1000].split("\n", 1)[0]
    cells = first.split(csv_files.delimiter(first))
    return {"headline", "quote"} <= {_column(cell.strip(' "')) for cell in cells}


def highlights(text: str, name: str, removed: Counter) -> dict[str, Found]:
    r"""Return the highlights of a table by document.

    A table with the columns document and number was exported: its cells are kept to the letter. In
    any other one, quotation marks around a whole paragraph of a quote are taken off.

    Parameters
    ----------
    text : str
        What the file holds: a CSV with the columns headline and quote and, optionally, speaker,
        narration, section, document, number and line. Other columns are ignored.
    name : str
        The name of the file, for messages.
    removed : Counter
        Is increased by the unwanted characters that were removed, as by `clean.tidy`.

    Returns
    -------
    dict of str to Found
        The document is "" if the table has no such column. Highlights keep the numbers of the
        table; one without a number is given the next free number, with a note. A table without any
        numbers is numbered from 1.

    Raises
    ------
    ArticleError
        If a column is missing, a row does not fit, or a number occurs twice in a document.

    Examples
    --------
    >>> found = highlights("headline,quote\nOn It,“We go.”\n", "a.csv", Counter())
    >>> [(one.number, one.headline, one.quote) for one in found[""].highlights]
    [(1, 'On It', 'We go.')]
    """
    columns, rows = _table(text, name)
    exported = {"document", "number"} <= set(columns)
    rows_by_document: dict[str, list[_Row]] = {}
    for row in rows:
        clean = [tidy(cell, removed) for cell in row.cells]
        cells = dict(zip(columns, clean, strict=True))
        document = cells.get("document", "").strip()
        rows_by_document.setdefault(document, []).append(_Row(row.line, cells))
    found = {}
    for document, listed in rows_by_document.items():
        one = _of_document(document, listed, name, exported)
        if one.highlights:
            found[document] = one
    return found


def bare(quote: str) -> str:
    """Return a quote without the quotation marks around it, or around every paragraph of it.

    Parameters
    ----------
    quote : str
        Paragraphs separated by blank lines.

    Returns
    -------
    str
        The quote; unchanged if any paragraph is not a single quotation.

    Examples
    --------
    >>> bare("“We go.”"), bare("“One” is not “two”")
    ('We go.', '“One” is not “two”')
    """
    parts = _BLANK_LINE.split(quote.strip())
    paragraphs = [part.strip() for part in parts]
    if all(map(_is_one_quotation, paragraphs)):
        paragraphs = [part[1:-1].strip() for part in paragraphs]
    return "\n\n".join(paragraphs)


class _Row(NamedTuple):
    line: int
    cells: dict[str, str]


def _table(text: str, name: str) -> tuple[list[str], list[csv_files.Row]]:
    """The column names in lowercase and the rows of a table that has what a highlight needs."""
    with article_errors():
        # A page break inside a cell is no more than a space.
        plain = newlines(text).replace("\f", " ")
        table = csv_files.rows(plain, name, padded=True)
    columns = [_column(column) for column in table.columns]
    where = f"{name}, line {table.line}"
    for column in ("headline", "quote"):
        if columns.count(column) > 1:
            raise ArticleError(f"{where}: column {column!r} appears twice; keep one")
        if column not in columns:
            named = ", ".join(filter(None, columns))
            have = named[:200] or "none"
            hint = schema.near(column, columns, ask="did you mean to rename")
            raise ArticleError(f"{where}: expected columns headline and quote, found {have}{hint}")
    return columns, table.rows


def _column(name: str) -> str:
    """The name of a column as the schema writes it."""
    return name.strip().lower().replace(" ", "_")


def _of_document(document: str, rows: list[_Row], name: str, exported: bool) -> Found:
    """The highlights of the rows of one document, numbered."""
    made: list[Highlight] = []
    kept: list[_Row] = []
    notes: list[Note] = []
    for row in rows:
        highlight = _highlight(row, exported)
        if highlight.headline or highlight.quote:
            made.append(highlight)
            kept.append(row)
        else:
            words = " ".join(filter(None, row.cells.values()))
            detail = "row without headline and quote; skipped"
            notes.append(Note(row.line, "residue", detail, words))
    _refuse_repeated(document, kept, name)
    notes += _number_the_rest(made, kept)
    return Found(made, notes)


def _highlight(row: _Row, exported: bool) -> Highlight:
    """A row as a highlight; its number is 0 where it has none."""
    cells = row.cells
    headline = cells["headline"]
    quote = cells["quote"]
    line = row.line
    if exported:
        # The line of the article where the highlight began before it was exported
        line = _whole_number(cells.get("line", "")) or row.line
    else:
        headline = headline.strip()
        quote = bare(quote)
    return Highlight(
        line,
        headline,
        number=_whole_number(cells.get("number", "")),
        quote=quote,
        speaker=cells.get("speaker", ""),
        narration=list(filter(None, [cells.get("narration", "")])),
        section=cells.get("section", ""),
    )


def _whole_number(cell: str) -> int:
    """The number in a cell, or 0."""
    match = _NUMBER.fullmatch(cell.strip())
    if not match:
        return 0
    digits = match[1]
    if not digits.isascii() or len(digits) > _DIGITS:
        return 0
    return int(digits)


def _refuse_repeated(document: str, rows: list[_Row], name: str) -> None:
    """Raise an ArticleError for a number that occurs twice: it identifies a highlight."""
    lines: dict[int, int] = {}
    for row in rows:
        number = _whole_number(row.cells.get("number", ""))
        first = lines.setdefault(number, row.line)
        if number and first != row.line:
            owner = ""
            if document:
                owner = f" of document {document!r}"
            problem = f"number {number}{owner} appears twice, first on line {first}"
            advice = "change one of them, or leave its cell empty for a free number"
            raise ArticleError(f"{name}, line {row.line}: {problem}; {advice}")


def _number_the_rest(made: list[Highlight], rows: list[_Row]) -> list[Note]:
    """Number the highlights that have no number after the highest one, and say so."""
    numbers = [highlight.number for highlight in made]
    highest = max(numbers, default=0)
    free = count(highest + 1)
    notes = []
    for highlight, row in zip(made, rows, strict=True):
        if highlight.number:
            continue
        highlight.number = next(free)
        cell = row.cells.get("number", "").strip()
        if cell:
            problem = f"number {cell!r} is not a whole number from 1"
        elif highest:
            problem = "no number in this row"
        else:
            continue  # a table without numbers is numbered as a matter of course
        detail = f"{problem}; numbered {highlight.number}"
        notes.append(Note(highlight.line, "repair", detail, highlight.headline))
    return notes


def _is_one_quotation(text: str) -> bool:
    found, depth, _ = marks.spans(text)
    return marks.starts(text) and not depth and found[0].end == len(text)
