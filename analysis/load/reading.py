"""Articles from files and folders to tables."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis import schema
from analysis.load import metadata, origin
from analysis.load.blocks import words
from analysis.load.errors import ArticleError, LoadWarning
from analysis.load.files import content, files, is_folder
from analysis.load.parse import Article, parse
from analysis.load.progress import progress

BUNDLED = schema.DATA / "articles" / "russia-2020-foreign-policy.md"
MANY = 10  # warnings said one by one
SHOWN = 80  # characters of a text that the report shows

Source = str | Path | Iterable[str | Path]


class Reading(NamedTuple):
    """Everything that one pass over the files gives: the tables highlights, documents and report."""

    highlights: pd.DataFrame
    documents: pd.DataFrame
    report: pd.DataFrame


def article(path: str | Path = BUNDLED, *, encoding: str | None = None) -> pd.DataFrame:
    """The highlights of one article, in the order of the text.

    Returns the table `highlights`: document, number, headline, quote, speaker, narration, line.
    Raises ArticleError where the file is missing, a folder, no text, or has no highlights; warns (LoadWarning) of
    what should be looked at. `encoding` overrules what is found.

    >>> article().shape
    (27, 7)
    """
    if is_folder(path):
        raise ArticleError(f"{path}: expected a file, found a folder; load.corpus({str(path)!r}) reads its articles")
    articles, _, messages = _articles(path, encoding)
    _warn(messages)
    return _highlights(articles)


def corpus(source: Source = BUNDLED, *, encoding: str | None = None) -> pd.DataFrame:
    """The highlights of a file, a folder or a list of paths, document after document.

    Returns the table `highlights`. In a folder or list a file that can't be read is warned of and left out; an
    ArticleError is raised where none can. A text that was there before, under whatever name, is read once.
    """
    articles, _, messages = _articles(source, encoding)
    _warn(messages)
    return _highlights(articles)


def documents(source: Source = BUNDLED, *, encoding: str | None = None) -> pd.DataFrame:
    """What each article says of itself: one row a document.

    Returns the table `documents`; a `documents.csv` beside the article overrules what its text says.

    >>> documents().loc[0, ["authors", "date", "publisher"]].tolist()
    ['Andrew Korybko; Aaron Glantz', '2021-01-26', 'Global Research']
    """
    return _documents(_articles(source, encoding)[0])


def report(source: Source = BUNDLED, *, encoding: str | None = None) -> pd.DataFrame:
    """How the loading went: every highlight, repair, warning and residue with its line, the encoding and how sure.

    Returns the table `report`; `summary` says it in a sentence.
    """
    articles, others, _ = _articles(source, encoding)
    return _report(articles, others)


def read(source: Source = BUNDLED, *, encoding: str | None = None) -> Reading:
    """All three tables from one pass over the files: `highlights, documents, report`.

    >>> [len(table) for table in read()][:2]
    [27, 1]
    """
    articles, others, messages = _articles(source, encoding)
    _warn(messages)
    return Reading(_highlights(articles), _documents(articles), _report(articles, others))


def summary(report: pd.DataFrame) -> str:
    """The report in a sentence.

    >>> summary(schema.empty("report"))
    '0 highlights, 0 words in quotes.'
    """
    schema.check(report, "report", needs=("document", "what", "detail", "words"))
    size = report.groupby("what").words.sum()
    count = report.what.value_counts()
    quoted, text = int(size.get("highlight", 0)), int(size.get("text", 0))
    spread = report.document[report.what == "text"].nunique()
    parts = [f"{_number(count.get('highlight', 0), 'highlight')}, {_number(quoted, 'word')} in quotes"]
    if spread > 1:
        parts[0] += f", from {spread:,} documents"
    if text:
        taken = text - int(size.get("residue", 0)) - int(size.get("metadata", 0))
        parts.append(
            f"headlines and quotes are {100 * taken / text:.0f} % of the text, quotes alone {100 * quoted / text:.0f} %"
        )
    for what, one, many in (
        ("repair", "repair", "repairs"),
        ("residue", "passage left out", "passages left out"),
        ("warning", "warning", "warnings"),
        ("refused", "file refused", "files refused"),
    ):
        if number := count.get(what, 0):
            parts.append(_number(number, one, many))
    if spread == 1:
        parts.append("encoding " + report.detail[report.what == "encoding"].iloc[0])
    return "; ".join(parts) + "."


def _number(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def lines(source: Source = BUNDLED, *, encoding: str | None = None) -> pd.DataFrame:
    """Where each line of the file begins in the texts of the highlights, so that an offset leads back to it.

    Returns the table `lines`: document, number, voice, start, line. `locate` looks spans up in it.
    """
    articles = _articles(source, encoding)[0]
    rows = [(a.document, h.number, *place) for a in articles for h in a.highlights for place in origin.starts(h)]
    return schema.table(rows, "lines")


def _articles(source: Source, encoding: str | None) -> tuple[list[Article], list[tuple], list[str]]:
    """The articles, rows of the report about other files, and what to warn of."""
    found, passed = files(source)
    single = not passed and len(found) == 1 and isinstance(source, (str, Path)) and not is_folder(source)
    articles: list[Article] = []
    rows = [
        (path.name, 0, "refused", "passed over: not a kind of file that articles come in", "", 0) for path in passed
    ]
    messages: list[str] = []
    seen: dict[str, str] = {}
    named: set[str] = set()
    for file in progress(found, len(found), "reading articles"):
        try:
            parsed = parse(content(file.path), file.path, file.document, encoding=encoding)
        except ArticleError as error:
            if single:
                raise
            rows.append((file.document, 0, "refused", " ".join(str(error).split()), "", 0))
            messages.append(f"left out: {error}")
            continue
        for one in parsed:
            earlier = seen.get(one.text) or (seen.get(one.sha256) if len(parsed) == 1 else None)
            if earlier:
                messages.append(f"{file.path.name}: the same text as {earlier!r}; read once")
                rows.append((one.document, 0, "refused", f"the same text as {earlier}; read once", "", 0))
                continue
            if one.document in named:  # a table of highlights may name a document as another file is named
                free = next(name for n in count(2) if (name := f"{one.document}-{n}") not in named)
                messages.append(
                    f"{file.path.name}: another file holds {one.document!r} too; it is called {free!r} here"
                )
                rows.append((free, 0, "warning", messages[-1], "", 0))
                one = replace(one, document=free)
            named.add(one.document)
            seen |= {one.text: one.document, one.sha256: one.document}
            articles.append(one)
            messages += one.warnings
    if not articles:
        raise ArticleError("none of the files could be read: " + " | ".join(messages[:5]))
    doubts = metadata.overrule(articles, found)
    return articles, rows + doubts, messages + [said for _, _, _, said, _, _ in doubts]


def _warn(messages: list[str]) -> None:
    """The messages as warnings at the caller's line, the first ten of them."""
    for message in messages if len(messages) <= MANY else messages[: MANY - 1]:
        warnings.warn(message, LoadWarning, stacklevel=3)
    if len(messages) > MANY:
        rest = f"{len(messages) - MANY + 1:,} more doubts like these; load.report lists them all with their lines"
        warnings.warn(rest, LoadWarning, stacklevel=3)


def _highlights(articles: list[Article]) -> pd.DataFrame:
    rows = [
        (a.document, h.number, h.headline, h.quote, h.speaker, " ".join(h.narration), h.line)
        for a in articles
        for h in a.highlights
    ]
    return schema.table(rows, "highlights")


def _documents(articles: list[Article]) -> pd.DataFrame:
    rows = [
        (
            a.document,
            *(a.fields.get(name, "") for name in metadata.FIELDS),
            len(a.highlights),
            sum(words(h.quote) for h in a.highlights),
            a.sha256,
        )
        for a in articles
    ]
    return schema.table(rows, "documents")


def _report(articles: list[Article], others: list[tuple]) -> pd.DataFrame:
    rows = [(a.document, *note.row(SHOWN)) for a in articles for note in a.notes]
    return schema.table([*rows, *others], "report")
