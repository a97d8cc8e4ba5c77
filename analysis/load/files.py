"""Which files a path, a folder or a list of paths means, and the name of each document."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import NamedTuple

from analysis import staging, text_files
from analysis.load.records import ArticleError
from analysis.natural import natural

SUFFIXES = (
    *(".md", ".markdown", ".txt", ".text", ".html", ".htm", ".xhtml"),
    *(".csv", ".tsv", ".docx"),
)
METADATA = "documents.csv"

# The end of the name of a table written next to one that was edited: it is not an article.
_NEWER = f"{staging.NEWER}.csv"
_HIDDEN = (".", "~$")  # ~$talk.docx is there while Word has talk.docx open
SHOWN = 5  # names of other files that a message lists


class File(NamedTuple):
    """A file to read and the name of its document."""

    path: Path
    document: str
    folder: Path | None  # the folder it was found in; None if the file itself was given


def files(source: str | Path | Iterable[str | Path]) -> tuple[list[File], list[Path]]:
    """Return the articles that a source means, and the other files of its folders.

    Parameters
    ----------
    source : str, Path or iterable of them
        A file, a folder or a list of both. Folders are searched with their subfolders; hidden files
        and folders, notebook checkpoints, `documents.csv` and tables that `export.tables` wrote
        next to edited ones (`NAME.new.csv`) are left out without a word.

    Returns
    -------
    articles : list of File
        A folder's in the order of their paths, a list's in the order given.
    others : list of Path
        Files of folders whose suffix is not one of `SUFFIXES`.

    Raises
    ------
    ArticleError
        If nothing was given, a folder holds no article or cannot be read, or an address was given.
    TypeError
        If the source is not a path.
    """
    given = _paths(source)
    if not given:
        raise ArticleError("expected a file, a folder or a list of paths, found an empty list")
    articles: list[File] = []
    others: list[Path] = []
    taken: set[str] = set()
    for path in given:
        if not os.path.isdir(path):  # unlike Path.is_dir, False for a name that no system takes
            articles.append(File(path, _document(path, path.parent, taken), None))
            continue
        inside = _inside(path)
        before = len(articles)
        for file in inside:
            if file.suffix.lower() in SUFFIXES:
                articles.append(File(file, _document(file, path, taken), path))
            else:
                others.append(file)
        if len(articles) == before:
            have = ", ".join([file.name for file in inside[:SHOWN]]) or "nothing"
            expected = f"articles ({', '.join(SUFFIXES)})"
            raise ArticleError(f"{path}: expected {expected} in this folder, found {have}")
    return articles, others


def is_folder(source: object) -> bool:
    """Return whether a source is the path of a folder.

    Parameters
    ----------
    source : object
        What was given as an article.

    Returns
    -------
    bool
        False for a list, and for anything that is not a path.
    """
    return isinstance(source, (str, os.PathLike)) and os.path.isdir(os.path.expanduser(source))


def why_skipped(path: Path) -> str:
    """Return what the report says of a file of a folder that is no article."""
    if path.is_dir():
        return "skipped: a link to a folder; give that folder"
    return "skipped: unsupported file type"


def content(path: Path) -> bytes:
    """Return the bytes of a file.

    Parameters
    ----------
    path : Path
        An article or a `documents.csv`.

    Returns
    -------
    bytes
        What the file holds.

    Raises
    ------
    ArticleError
        If the file is missing (with what there is instead), a folder, a device, too large, or
        cannot be read.
    """
    with article_errors():
        try:
            return text_files.content(path)
        except IsADirectoryError as error:
            hint = f"load.corpus({str(path)!r}) reads its articles"
            raise ArticleError(f"{error}; {hint}") from None


@contextmanager
def article_errors() -> Iterator[None]:
    """Raise what the shared readers of text and CSV files raise as an ArticleError."""
    try:
        yield
    except ArticleError:
        raise
    except (OSError, ValueError) as error:
        raise ArticleError(str(error)) from None


def _paths(source: object) -> list[Path]:
    """The source as a list of paths; raises for anything that is not a path."""
    is_one = isinstance(source, (str, bytes, os.PathLike))
    if isinstance(source, Iterable) and not is_one:
        return [_path(one) for one in source]
    return [_path(source)]


def _path(one: object) -> Path:
    if not isinstance(one, (str, os.PathLike)):
        expected = "an article is the path of a file or folder, or a list of paths"
        raise TypeError(f"{expected}; this is {type(one).__name__}")
    # Path("https://x.org") has one slash only.
    if "://" in str(one) or str(one).startswith(("http:/", "https:/")):
        advice = "save the page as a file and load that"
        raise ArticleError(f"{one}: expected a path, found an address; {advice}")
    return Path(os.path.expanduser(one))


def _inside(folder: Path) -> list[Path]:
    """All files in a folder and below it that are not hidden, in the natural order of their paths."""

    def unreadable(error: OSError) -> None:
        advice = "make it readable, or give a list of files"
        raise ArticleError(f"{error.filename}: can't be read: {error.strerror}; {advice}")

    found = []
    for root, folders, names in os.walk(folder, onerror=unreadable):
        # os.walk goes into the folders that are left in this list; .ipynb_checkpoints is a hidden
        # one.
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            # A link to a folder may lead back here: it is not followed, but named as left out.
            if os.path.islink(os.path.join(root, name)):
                found.append(Path(root, name))
        for name in names:
            is_article = name != METADATA and not name.endswith(_NEWER)
            if is_article and not name.startswith(_HIDDEN):
                found.append(Path(root, name))
    return sorted(found, key=lambda path: natural(path.relative_to(folder).as_posix()))


def _document(path: Path, base: Path, taken: set[str]) -> str:
    """A name for the document that is not taken yet, which is added to those taken.

    The first free one of: the file name without suffix (`talk`), the path inside the folder without
    and with suffix (`2020/talk`, `2020/talk.md`), and a number (`talk-2`).
    """
    free = (name for name in _names(path, base) if name not in taken)
    name = next(free)
    taken.add(name)
    return name


def _names(path: Path, base: Path) -> Iterator[str]:
    """The names that a document may have, in this order."""
    stem = _as_text(path.stem)
    yield stem
    inside = path.relative_to(base)
    yield _as_text(inside.with_suffix("").as_posix())
    yield _as_text(inside.as_posix())
    # Two folders may have files of the same name and path: talk, talk-2, talk-3.
    for number in count(2):
        yield f"{stem}-{number}"


def _as_text(name: str) -> str:
    """A name of a file with question marks for bytes that are no text, which Linux allows."""
    return name.encode("utf-8", "replace").decode("utf-8")
