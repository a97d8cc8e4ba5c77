"""The public functions of the reader: articles from files, folders and strings to tables."""

from __future__ import annotations

import re
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis import schema
from analysis.load import metadata
from analysis.load.article import articles
from analysis.load.files import is_folder
from analysis.load.gathered import Source, all_articles
from analysis.load.records import Article, ArticleError
from analysis.load.report_rows import SHOWN, taken, warn

BUNDLED = schema.DATA / "articles" / "russia-2020-foreign-policy.md"


class Reading(NamedTuple):
    """Everything that one pass over the files gives: the tables highlights, documents and report."""

    highlights: pd.DataFrame
    documents: pd.DataFrame
    report: pd.DataFrame


def article(
    path: str | Path = BUNDLED, *, encoding: str | None = None, transcript: bool = False
) -> pd.DataFrame:
    """The highlights of one article, in the order of the text.

    Parameters
    ----------
    path : str or Path
        A Markdown, text, HTML, Word (.docx) or CSV file.
    encoding : str, optional
        Overrules the encoding that is found.
    transcript : bool
        Read a transcript or interview without quotation marks (`NAME: text`, `Q:` and `A:`).

    Returns
    -------
    DataFrame
        The table `highlights`: document, number, section, headline, quote, speaker, narration, line.

    Raises
    ------
    ArticleError
        Where the file is missing, a folder, not text, or has no highlights. A LoadWarning is given
        for what should be looked at.

    >>> article().shape
    (27, 8)
    """
    if is_folder(path):
        raise ArticleError(
            f"{path}: expected a file, found a folder; load.corpus({str(path)!r}) reads its articles"
        )
    made, _, messages = all_articles(path, encoding, transcript)
    warn(messages)
    return _highlights(made)


def text(words: str, *, document: str = "text", transcript: bool = False) -> pd.DataFrame:
    r"""The highlights of an article that is given as a string.

    Parameters
    ----------
    words : str
        The article, as Markdown, plain text, or a whole HTML page.
    document : str
        What the article is called in the tables.
    transcript : bool
        Read a transcript without quotation marks.

    Returns
    -------
    DataFrame
        The table `highlights`.

    >>> text("On nets: “We check them all.”\n\nOn boats: “They stay.”")[["headline", "quote"]].values.tolist()
    [['On nets', 'We check them all.'], ['On boats', 'They stay.']]
    """
    if not isinstance(words, str):
        raise TypeError(
            f"load.text takes the words of an article as a string, not {type(words).__name__}"
        )
    encoding: str | None = "utf-8"
    data = words.encode("utf-8", "surrogatepass")
    if re.search("[\ud800-\udfff]", words):
        encoding = None  # lone surrogates are no valid UTF-8; they are removed and reported
    made = articles(data, Path(document), document, encoding=encoding, as_transcript=transcript)
    messages: list[str] = []
    for one in made:
        messages += one.warnings
    warn(messages)
    return _highlights(made)


def corpus(
    source: Source = BUNDLED, *, encoding: str | None = None, transcript: bool = False
) -> pd.DataFrame:
    """The highlights of a file, a folder or a list of paths, document after document.

    Parameters
    ----------
    source : path, folder, or list of paths
        In a folder or list a file that cannot be read is left out with a warning. A text that was
        read before, under whatever name, is read once.
    encoding, transcript
        As for `article`.

    Returns
    -------
    DataFrame
        The table `highlights`.

    Raises
    ------
    ArticleError
        Where no file can be read.

    >>> corpus().groupby("document").size().to_dict()
    {'russia-2020-foreign-policy': 27}
    """
    made, _, messages = all_articles(source, encoding, transcript)
    warn(messages)
    return _highlights(made)


def documents(
    source: Source = BUNDLED, *, encoding: str | None = None, transcript: bool = False
) -> pd.DataFrame:
    """What each article says of itself: one row for each document.

    Parameters
    ----------
    source, encoding, transcript
        As for `corpus`. A `documents.csv` next to the articles overrules what their text says.

    Returns
    -------
    DataFrame
        The table `documents`, and the further columns of `documents.csv`.

    >>> documents().loc[0, ["authors", "date", "publisher"]].tolist()
    ['Andrew Korybko; Aaron Glantz', '2021-01-26', 'Global Research']
    """
    return metadata.documents(all_articles(source, encoding, transcript)[0])


def report(
    source: Source = BUNDLED, *, encoding: str | None = None, transcript: bool = False
) -> pd.DataFrame:
    """How the loading went: how the article was read, and every repair, guess, warning and residue.

    Parameters
    ----------
    source, encoding, transcript
        As for `corpus`.

    Returns
    -------
    DataFrame
        The table `report`, each row with its line; `summary` puts it into two sentences.

    >>> report().what.value_counts()[["highlight", "residue", "repair", "guess"]].to_dict()
    {'highlight': 27, 'residue': 16, 'repair': 4, 'guess': 1}
    """
    made, others, _ = all_articles(source, encoding, transcript)
    return _report(made, others)


def read(
    source: Source = BUNDLED, *, encoding: str | None = None, transcript: bool = False
) -> Reading:
    """All three tables from one pass over the files.

    Parameters
    ----------
    source, encoding, transcript
        As for `corpus`.

    Returns
    -------
    Reading
        The tables `highlights`, `documents` and `report`.

    >>> [len(table) for table in read()][:2]
    [27, 1]
    """
    made, others, messages = all_articles(source, encoding, transcript)
    warn(messages)
    return Reading(_highlights(made), metadata.documents(made), _report(made, others))


def summary(report: pd.DataFrame) -> str:
    """The report in two sentences: how the article was read, and what was found.

    Parameters
    ----------
    report : DataFrame
        The table `report`.

    Returns
    -------
    str

    >>> summary(schema.empty("report"))
    '0 highlights, 0 words in quotes.'
    """
    schema.check(report, "report", needs=("document", "what", "detail", "words"))
    size = report.groupby("what").words.sum()
    number = report.what.value_counts()
    quoted = int(size.get("highlight", 0))
    whole = int(size.get("text", 0))
    documents = report.document[report.what == "text"].nunique()

    highlights = _number(number.get("highlight", 0), "highlight")
    words = _number(quoted, "word")
    begin = f"{highlights}, {words} in quotes"
    if documents > 1:
        begin += f", from {documents:,} documents"
    parts = [begin]
    if whole:
        taken = whole - int(size.get("residue", 0)) - int(size.get("metadata", 0))
        of_both = f"headlines and quotes are {100 * taken / whole:.0f} % of the text"
        of_quotes = f"quotes alone {100 * quoted / whole:.0f} %"
        parts.append(f"{of_both}, {of_quotes}")
    for what, one, many in _COUNTED:
        if number.get(what, 0):
            parts.append(_number(number[what], one, many))
    if documents == 1:
        encoding = report.detail[report.what == "encoding"].iloc[0]
        parts.append(f"encoding {encoding}")

    found = "; ".join(parts) + "."
    readings = report.detail[report.what == "reading"]
    if len(readings) != 1:
        return found
    return f"{readings.iloc[0]} {found}"


_COUNTED = (
    ("repair", "repair", "repairs"),
    ("guess", "guess at a speaker", "guesses at speakers"),
    ("residue", "passage left out", "passages left out"),
    ("warning", "warning", "warnings"),
    ("refused", "file refused", "files refused"),
)


def _number(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _highlights(made: list[Article]) -> pd.DataFrame:
    rows = []
    for one in made:
        for highlight in one.highlights:
            row = (
                one.document,
                highlight.number,
                highlight.section,
                highlight.headline,
                highlight.quote,
                highlight.speaker,
                " ".join(highlight.narration),
                highlight.line,
            )
            rows.append(row)
    return schema.table(rows, "highlights")


def _report(made: list[Article], others: list[tuple]) -> pd.DataFrame:
    rows = []
    for one in made:
        notes = [*one.notes, *map(taken, one.highlights)]
        notes.sort(key=attrgetter("line"))
        rows += [(one.document, *note.row(SHOWN)) for note in notes]
    return schema.table([*rows, *others], "report")
