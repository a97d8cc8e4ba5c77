"""Which files a path, a folder or a list of paths means, and what each document is called."""

from __future__ import annotations

import difflib
import os
import stat
from collections.abc import Iterable
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

from analysis.load import decode
from analysis.load.errors import ArticleError

SUFFIXES = (".md", ".markdown", ".txt", ".text", ".html", ".htm", ".xhtml", ".csv", ".tsv")
METADATA = "documents.csv"


class File(NamedTuple):
    """A file to read and the name of its document."""

    path: Path
    document: str
    folder: Path | None  # the folder it was found in; None where it was named by itself


def files(source: str | Path | Iterable[str | Path]) -> tuple[list[File], list[Path]]:
    """The files in a stated order (a folder's by their path, a list's as given), and those passed over.

    Folders are walked through; names that begin with a dot, checkpoints and `documents.csv` are left out unseen.
    """
    given = _paths(source)
    if not given:
        raise ArticleError("expected a file, a folder or a list of paths, found an empty list")
    found: list[File] = []
    passed: list[Path] = []
    taken: set[str] = set()
    for path in given:
        folder = path if os.path.isdir(path) else None  # None, too, for a name that no system takes
        inside = _walk(folder) if folder else [path]
        for file in inside:
            if folder and file.suffix.lower() not in SUFFIXES:
                passed.append(file)
                continue
            found.append(File(file, _name(file, folder or path.parent, taken), folder))
        if folder and not any(file.suffix.lower() in SUFFIXES for file in inside):
            have = ", ".join(file.name for file in inside[:5]) or "nothing"
            raise ArticleError(f"{path}: expected articles ({', '.join(SUFFIXES)}) in this folder, found {have}")
    return found, passed


def is_folder(source: object) -> bool:
    """Whether a source is the path of a folder."""
    return isinstance(source, (str, os.PathLike)) and os.path.isdir(os.path.expanduser(source))


def content(path: Path) -> bytes:
    """The bytes of a file; an ArticleError that says where it was looked for and what is there."""
    if os.path.isdir(path):
        raise ArticleError(f"{path}: expected a file, found a folder; load.corpus({str(path)!r}) reads its articles")
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise ArticleError(
                f"{path}: expected a file, found a pipe or device; save what comes from it and load that"
            )
        if about.st_size > decode.LIMIT:
            raise ArticleError(decode.too_long(about.st_size, path.name))
        return path.read_bytes()
    except FileNotFoundError:
        raise ArticleError(_missing(path)) from None
    except ArticleError:
        raise
    except (OSError, ValueError) as error:
        raise ArticleError(f"{path}: can't be read: {getattr(error, 'strerror', None) or error}") from None


def _paths(source: object) -> list[Path]:
    """What was given as a list of paths; an ArticleError for what can be none."""
    listed = [source] if isinstance(source, (str, bytes, os.PathLike)) or not isinstance(source, Iterable) else source
    paths = []
    for one in listed:
        if not isinstance(one, (str, os.PathLike)):
            raise TypeError(
                f"an article is the path of a file or folder, or a list of paths; this is {type(one).__name__}"
            )
        if "://" in str(one) or str(one).startswith(("http:/", "https:/")):  # a Path makes one slash of two
            raise ArticleError(f"{one}: expected a path, found an address; save the page as a file and load that")
        paths.append(Path(os.path.expanduser(one)))
    return paths


def _walk(folder: Path) -> list[Path]:
    def unreadable(error: OSError) -> None:
        raise ArticleError(
            f"{error.filename}: can't be read: {error.strerror}; let it be read, or give a list of files"
        )

    found = []
    for root, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(root, name) for name in names if not name.startswith(".") and name != METADATA]
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _name(path: Path, base: Path, taken: set[str]) -> str:
    """The stem; where another document has it, the path inside the folder, then with its suffix, then a number.

    Bytes of a name that are no text become question marks, since a table need not be able to hold them.
    """
    inside = path.relative_to(base)
    names = [path.stem, inside.with_suffix("").as_posix(), inside.as_posix()]
    names = [name.encode("utf-8", "replace").decode("utf-8") for name in names]
    numbered = (f"{names[0]}-{n}" for n in count(2))
    name = next(name for name in chain(names, numbered) if name not in taken)
    taken.add(name)
    return name


def _missing(path: Path) -> str:
    folder = path.parent
    there = sorted(file.name for file in folder.iterdir() if not file.name.startswith(".")) if folder.is_dir() else []
    near = difflib.get_close_matches(path.name, there, n=1)
    where = f"{path}: no such file; looked in {folder.resolve()}"
    if near:
        return f"{where}; did you mean {near[0]!r}?"
    return f"{where}, where there is {', '.join(there[:8])}" if there else f"{where}, which is empty or no folder"
