"""The codebook: what counts as each theme, and the words by which the rule finds it."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from os import PathLike
from pathlib import Path

from analysis import schema, text_files
from analysis.themes import codebook_file, refi_codebook
from analysis.themes.codebook_file import Codebook

# The order is that in which they are offered.
CODEBOOKS = {
    "world-affairs": schema.DATA / "themes.toml",
    "news": schema.DATA / "news.toml",
}
CODEBOOK = CODEBOOKS["world-affairs"]


Given = str | Path | Codebook | None


def codebook(path: Given = CODEBOOK) -> Codebook:
    """Return the codebook of a TOML file, or of a .qdc file of another program.

    Parameters
    ----------
    path : str, Path, Codebook or None
        The name of a bundled codebook ("world-affairs" or "news"), the path of a TOML or .qdc file,
        or what this function returned. None is a codebook without themes.

    Returns
    -------
    Codebook
        `themes` has one row a theme (the table "themes" of `schema`), `cues` one row a cue (the
        table "codebook"); `headline`, `quote` and `alone` (in a short quote without a headline) are the
        numbers of cues that earn a theme, `read` the documents that its author had read.

    Raises
    ------
    FileNotFoundError, IsADirectoryError
        With what there is instead.
    ValueError
        If something is wrong in the file; with its name, the line and the theme.

    Notes
    -----
    The parts of an entry are those of MacQueen et al. (1998), "Codebook development for team-based
    qualitative analysis".

    Examples
    --------
    >>> codebook().themes["theme"].tolist()[:3]
    ['pandemic', 'sanctions', 'world-order']
    >>> len(codebook("news").themes)
    28
    """
    if path is None:
        return Codebook(schema.empty("themes"), schema.empty("codebook"))
    if isinstance(path, Codebook):
        return path
    if not isinstance(path, str | PathLike):
        expected = f"a name ({', '.join(CODEBOOKS)}), the path of a TOML file, a Codebook or None"
        raise TypeError(f"codebook is {expected}; this is {type(path).__name__}")
    file = file_of(path)
    instead = f"the bundled codebooks are {', '.join(CODEBOOKS)}"
    text = text_files.read(file, what="codebook", instead=instead)
    # Lines are counted as an editor counts them, whatever ends them.
    newlines = text.replace("\r\n", "\n").replace("\r", "\n")
    # Other programs write XML; TOML is what people edit.
    read = _of_another_program if file.suffix.lower() == ".qdc" else _parsed
    book = read(newlines, str(file))
    # The parsed codebook is kept; its tables are copied, so that nobody changes those of others.
    return book._replace(themes=book.themes.copy(), cues=book.cues.copy())


def file_of(path: str | PathLike) -> Path:
    """Return the file of a bundled codebook that is given by its name, else the path itself.

    Parameters
    ----------
    path : str or path-like
        A name or a path.

    Returns
    -------
    Path
        The file.

    Examples
    --------
    >>> file_of("news").name, file_of("mine.toml").name
    ('news.toml', 'mine.toml')
    """
    return CODEBOOKS.get(str(path), Path(path))


def name_of(book: Codebook) -> str:
    """Return what a codebook is called: the name of a bundled one, or that of the file.

    Parameters
    ----------
    book : Codebook
        The codebook.

    Returns
    -------
    str
        The name.

    Examples
    --------
    >>> name_of(codebook())
    'world-affairs'
    """
    for name, file in CODEBOOKS.items():
        if book.path == str(file):
            return name
    return book.path.replace("\\", "/").rsplit("/", 1)[-1] or "the codebook"


def version_of(book: Codebook) -> str:
    """Return the name of a codebook and a checksum of what it says.

    Parameters
    ----------
    book : Codebook
        The codebook.

    Returns
    -------
    str
        Its name and the first twelve digits of the SHA-256 of its themes, cues and rule: comments
        and line breaks of the file make no difference.

    Examples
    --------
    >>> version_of(codebook()).split()[0]
    'world-affairs'
    """
    said = [str((book.headline, book.quote, book.alone))]
    for table in (book.themes, book.cues):
        said.append(repr(table.drop(columns="line").values.tolist()))
    checksum = hashlib.sha256("".join(said).encode()).hexdigest()
    return f"{name_of(book)} {checksum[:12]}"


@lru_cache(maxsize=8)
def _parsed(text: str, path: str) -> Codebook:
    found = codebook_file.parsed(text, Path(path).name)
    return Codebook(
        schema.table(found.themes, "themes"),
        schema.table(found.cues, "codebook"),
        **found.rule,
        path=path,
        read=tuple(found.read),
    )


@lru_cache(maxsize=8)
def _of_another_program(text: str, path: str) -> Codebook:
    return refi_codebook.read(text, path)
