"""Read `documents.csv`, in which a person says what the articles next to it are.

It has one row for each document. Its cells win over what the texts say, so that a wrong title or
date is corrected in one place, and its other columns (`country`, `party`, `outlet`) are kept for
comparisons.
"""

from __future__ import annotations

from collections import Counter
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analysis import csv_files, dates, schema, text_files
from analysis.layout.clean import newlines, tidy
from analysis.load.files import METADATA, File, article_errors, content
from analysis.load.records import ArticleError, Highlight, Note

if TYPE_CHECKING:
    from analysis.load.records import Article

FIELDS = ("title", "authors", "date", "publisher", "section", "address")
SPEAKER = "speaker"

# Columns of the exported table `documents` that are counted again, so that a row may be out of date
_COUNTED = ("highlights", "words", "sha256")


class About(NamedTuple):
    """What a row says of a document, and the line where it begins."""

    line: int
    cells: dict[str, str]


class Table(NamedTuple):
    """The rows by document, the columns that are not declared, and doubts about their names."""

    rows: dict[str, About]
    extra: tuple[str, ...]
    doubts: list[str]


def overrule(articles: list[Article], files: list[File]) -> list[tuple]:
    """Give articles the fields that a `documents.csv` in their folder or above it has for them.

    Cells that are empty change nothing. A row names a document by its name in the tables, by the
    name of its file or by that without the suffix. Where two files describe a document, the nearer
    one wins.

    Parameters
    ----------
    articles : list of Article
        The articles that were read; their `fields`, `highlights` and `notes` are changed.
        Undeclared columns are added to `fields` under their own name.
    files : list of File
        The files that they were read from.

    Returns
    -------
    list of tuple
        Rows of the table `report`, each a warning: a date that is not one, a column that is
        probably misspelled, and a row for a document that is not there. A row for another document
        is no reason for a warning if a single file was read.

    Raises
    ------
    ArticleError
        If a file cannot be read, has no column document, or describes a document twice.
    """
    # A row without an article is no mistake where one file of the folder was asked for.
    given_alone = set()
    folders = set()
    for file in files:
        folders.add(file.path.parent)
        if file.folder is None:
            given_alone.add(file.path.parent)
        else:
            folders.add(file.folder)

    doubts: list[tuple] = []
    # A folder sorts before those inside it, so the nearer file is read later and wins.
    for path in sorted(folder / METADATA for folder in folders):
        if not path.is_file():
            continue
        table = read(path)
        doubts += [_doubt(METADATA, 1, said) for said in table.doubts]
        used = set()
        for article in articles:
            if path.parent not in article.path.parents:
                continue
            for column in table.extra:
                article.fields.setdefault(column, "")
            name = _name_in(table, article)
            if name is not None:
                used.add(name)
                doubts += _fill(article, table.rows[name])
        if path.parent not in given_alone:
            doubts += _unused(table, used, articles)
    return doubts


def _name_in(table: Table, article: Article) -> str | None:
    """The name by which a row is about an article, or None."""
    for name in (article.document, article.path.name, article.path.stem):
        if name in table.rows:
            return name
    return None


def read(path: Path) -> Table:
    """Return the rows of a `documents.csv` by document.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    Table
        Declared columns in lowercase, others as they are written.

    Raises
    ------
    ArticleError
        If the file cannot be read, has no column document, or describes a document twice.
    """
    with article_errors():
        data = content(path)
        decoded = text_files.decode(data, path.name, wanted=csv_files.CSV)
        text = tidy(newlines(decoded.text), Counter())
        found = csv_files.rows(text, str(path), padded=True)
    columns = [_column(column) for column in found.columns]
    where = f"{path}, line {found.line}"
    if "document" not in columns:
        have = ", ".join(columns) or "nothing"
        expected = "a column 'document' (the article's file name)"
        raise ArticleError(f"{path}: expected {expected}, found {have}")
    for column in columns:
        if column and columns.count(column) > 1:
            raise ArticleError(f"{where}: column {column!r} appears twice; keep one")

    rows: dict[str, About] = {}
    for row in found.rows:
        stripped = map(str.strip, row.cells)
        cells = dict(zip(columns, stripped, strict=True))
        document = cells["document"]
        if document in rows:
            first = rows[document].line
            problem = f"{document!r} is described twice, first on line {first}"
            raise ArticleError(f"{path}, line {row.line}: {problem}")
        rows[document] = About(row.line, cells)

    extra = []
    warnings: list[str] = []
    for column in columns:
        if column not in ("", "document", *_COUNTED, *FIELDS):
            extra.append(column)
            warnings += _misspelled(column, path)
    return Table(rows, tuple(extra), warnings)


def fill_speakers(highlights: list[Highlight], speaker: str, source: str) -> list[Note]:
    """Give a speaker to the highlights that have none.

    Parameters
    ----------
    highlights : list of Highlight
        Those of one article; their `speaker` is changed.
    speaker : str
        Who speaks in the article.
    source : str
        Where that is said, for the report: ``"front matter"``.

    Returns
    -------
    list of Note
        One for the report, or none if nothing was changed.
    """
    without = [highlight for highlight in highlights if not highlight.speaker]
    if not speaker or not without:
        return []
    for highlight in without:
        highlight.speaker = speaker
    who = f"{len(without):,} highlights that name"
    if len(without) == 1:
        who = "1 highlight that names"
    detail = f"speaker from {source}, for {who} nobody"
    return [Note(0, "repair", detail, speaker)]


def extra_columns(articles: list[Article]) -> list[str]:
    """Return the names of the fields beyond the declared ones, in the order in which they were met.

    Parameters
    ----------
    articles : list of Article
        Articles after `overrule`.

    Returns
    -------
    list of str
        Columns to put after the declared ones of the table `documents`.
    """
    # A dict keeps each name once, in the order in which they were met.
    names: dict[str, None] = {}
    for article in articles:
        names |= dict.fromkeys(article.fields)
    return [name for name in names if name not in FIELDS]


def _column(name: str) -> str:
    """A declared column as the schema writes it, any other as it is written in the file."""
    lower = name.lower().replace(" ", "_")
    if lower in ("document", SPEAKER, *FIELDS, *_COUNTED):
        return lower
    return name


def _misspelled(column: str, path: Path) -> list[str]:
    """A warning about a column that resembles a declared one: titel, autors."""
    hint = "" if column == SPEAKER else schema.near(column.lower(), (*FIELDS, SPEAKER))
    if not hint:
        return []
    return [f"{path.name}, line 1: column {column!r} is not a field and is kept as it is{hint}"]


def _fill(article: Article, row: About) -> list[tuple]:
    """Give an article what a row says of it; returns a warning about a date that is not one."""
    doubts = []
    given = {}
    for name, cell in row.cells.items():
        if cell and name not in ("", "document", *_COUNTED):
            given[name] = cell
    if "date" in given:
        written = given.pop("date")
        date = dates.iso(written)
        if date:
            given["date"] = date
        else:
            expected = f"expected a date as YYYY-MM-DD, found {written!r}"
            said = f"{METADATA}, line {row.line}: {expected}; using the date found in the text"
            doubts.append(_doubt(article.document, row.line, said))
    article.fields.update(given)
    source = f"{METADATA}, line {row.line}"
    article.notes += fill_speakers(article.highlights, given.get(SPEAKER, ""), source)
    article.notes.sort(key=attrgetter("line"))
    return doubts


def _unused(table: Table, used: set[str], articles: list[Article]) -> list[tuple]:
    """Warnings about rows that name no document."""
    doubts = []
    documents = [article.document for article in articles]
    for name in sorted(table.rows.keys() - used):
        line = table.rows[name].line
        hint = schema.near(name, documents)
        said = f"{METADATA}, line {line}: no article is named {name!r}{hint}"
        doubts.append(_doubt(name, line, said))
    return doubts


def _doubt(document: str, line: int, said: str) -> tuple:
    """A warning as a row of the table `report`."""
    return document, line, "warning", said, "", 0
