"""The articles of a file, a folder or a list of paths: each text once, under a name of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import count
from pathlib import Path

from tqdm import tqdm

from analysis.load import documents_csv
from analysis.load.article import articles
from analysis.load.files import File, content, files, why_skipped
from analysis.load.records import Article, ArticleError, Note
from analysis.load.report_rows import SHOWN

Source = str | Path | Iterable[str | Path]


def all_articles(
    source: Source, encoding: str | None, transcript: bool
) -> tuple[list[Article], list[tuple], list[str]]:
    """The articles, rows of the report about other files, and what to warn of."""
    found, skipped = files(source)
    is_path = isinstance(source, (str, Path))
    single = is_path and len(found) == 1 and found[0].folder is None
    gathered = _Gathered()
    gathered.rows += [_row(path.name, "refused", why_skipped(path)) for path in skipped]

    for file in _with_bar(found):
        try:
            data = content(file.path)
            parts = articles(
                data, file.path, file.document, encoding=encoding, as_transcript=transcript
            )
        except ArticleError as error:
            if single:
                raise
            gathered.refuse(file, error)
            continue
        if single and len(parts) == 1:
            gathered.add(parts[0])  # nothing to compare it with
        else:
            gathered.compare(parts, file)

    made, messages = gathered.made, gathered.messages
    if not made:
        raise ArticleError("none of the files could be read: " + " | ".join(messages[:5]))
    doubts = documents_csv.overrule(made, found)
    messages += [said for _, _, what, said, _, _ in doubts if what == "warning"]
    return made, gathered.rows + doubts, messages


def _with_bar(found: list[File]) -> Iterable[File]:
    """The files, several of them with a bar that shows how far the reading is."""
    if len(found) == 1:
        return found
    # disable=None: nothing where no terminal is
    return tqdm(found, desc="reading articles", delay=2, leave=False, disable=None)


class _Gathered:
    """Articles with names of their own, and what is to be said of others."""

    def __init__(self) -> None:
        self.made: list[Article] = []
        self.rows: list[tuple] = []  # of the report
        self.messages: list[str] = []
        self.named: set[str] = set()
        self.seen: dict[str, str] = {}  # the name of an article by what identifies its text

    def refuse(self, file: File, error: ArticleError) -> None:
        """Leave out a file that cannot be read."""
        self.rows.append(_row(file.document, "refused", " ".join(str(error).split())))
        self.messages.append(f"left out: {error}")

    def compare(self, parts: list[Article], file: File) -> None:
        """Add the articles of a file that were not read before, under whatever name."""
        for one in parts:
            fingerprint = one.text
            earlier = self.seen.get(fingerprint)
            if earlier is None and len(parts) == 1:
                earlier = self.seen.get(one.sha256)
            if earlier:
                said = f"duplicate of {earlier!r}; skipped"
                self._say(one.document, "refused", said, file)
                continue
            if one.document in self.named:  # a table may name a document as another file is named
                one = self._renamed(one, file)
            self.seen |= {fingerprint: one.document, one.sha256: one.document}
            self.add(one)

    def add(self, one: Article) -> None:
        """Add an article and what it warns of."""
        self.named.add(one.document)
        self.made.append(one)
        self.messages += one.warnings

    def _renamed(self, one: Article, file: File) -> Article:
        """The article under a name that is free."""
        free = _free_name(one.document, self.named)
        said = f"document name {one.document!r} is already used; renamed to {free!r}"
        self._say(free, "warning", said, file)
        return replace(one, document=free)

    def _say(self, document: str, what: str, said: str, file: File) -> None:
        """Report something about a document, and warn of it."""
        self.messages.append(f"{file.path.name}: {said}")
        self.rows.append(_row(document, what, said))


def _row(document: str, what: str, detail: str) -> tuple:
    return (document, *Note(0, what, detail).row(SHOWN))


def _free_name(document: str, named: set[str]) -> str:
    return next(name for n in count(2) if (name := f"{document}-{n}") not in named)
