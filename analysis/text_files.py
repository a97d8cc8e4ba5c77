"""Read text files: from bytes to text, for every file that the package is given.

Articles, codebooks, gazetteers, tables and word lists are saved by many editors and spreadsheets.
This is the one way in: `text_encoding` knows their encodings, `file_formats` the files that are not
text at all, and this module what to say of a file that is missing.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from analysis import file_formats, schema, text_encoding
from analysis.file_formats import kind_of_zip
from analysis.text_encoding import PLAIN, Text

__all__ = [
    "LIMIT",
    "PLAIN",
    "Text",
    "content",
    "decode",
    "kind_of_zip",
    "missing",
    "read",
    "too_large",
]

LIMIT = 64 * 2**20  # bytes: about a hundred thick books, more than any text that people edit
SHOWN = 8  # names of neighbouring files that a message lists

# No editor shows these: the BOMs of files that were joined, and what turns the direction of writing
# round, so that a label reads otherwise than it is.
_UNSEEN = re.compile("[\ufeff\u202a-\u202e\u2066-\u2069]")


def read(path: str | Path, *, what: str = "", instead: str = "", wanted: str = PLAIN) -> str:
    """Return the text of a file that a person maintains, such as a codebook or a word list.

    Parameters
    ----------
    path : str or Path
        The file: UTF-8, UTF-16 with a BOM, or Windows-1252.
    what : str
        What the file is for, as messages name it: ``"codebook"``.
    instead : str
        What else can be given, for the message about a missing file.
    wanted : str
        The format to save a file in that is not text.

    Returns
    -------
    str
        The text, with the newlines of the file.

    Raises
    ------
    FileNotFoundError, IsADirectoryError
        With what there is instead.
    ValueError
        If the file is not text, or has a byte that does not fit its encoding; with the line.
    """
    data = content(path, what=what, instead=instead)
    text = decode(data, Path(path).name, wanted=wanted, strict=True).text
    return _UNSEEN.sub("", text)


def content(path: str | Path, *, what: str = "", instead: str = "") -> bytes:
    """Return the bytes of a regular file of at most `LIMIT` bytes.

    Parameters
    ----------
    path : str or Path
        The file.
    what, instead : str
        As for `read`.

    Returns
    -------
    bytes
        What the file holds.

    Raises
    ------
    FileNotFoundError, IsADirectoryError
        With what there is instead.
    ValueError
        If the file is a pipe or device, too large, or cannot be read.
    """
    path = Path(path)
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(f"{path}: expected a file{_named(what)}, found a folder")
        if not stat.S_ISREG(found.st_mode):
            # A device such as /dev/zero never ends, and a pipe may wait for ever.
            advice = "save what comes from it as a file"
            raise ValueError(f"{path}: expected a file, found a pipe or device; {advice}")
        if found.st_size > LIMIT:
            raise ValueError(too_large(found.st_size, path.name))
        return path.read_bytes()
    except FileNotFoundError:
        raise FileNotFoundError(missing(path, what=what, instead=instead)) from None
    except IsADirectoryError:
        raise
    except OSError as error:
        raise ValueError(f"{path}: can't be read: {error.strerror or error}") from None
    except ValueError as error:
        if "null" in str(error):  # "a\0b.md" is a name that no system takes
            raise ValueError(f"{path}: can't be read: {error}") from None
        raise


def missing(path: str | Path, *, what: str = "", instead: str = "") -> str:
    """Return the message about a missing file: where it was looked for and what is there.

    Parameters
    ----------
    path : str or Path
        The file.
    what, instead : str
        As for `read`.

    Returns
    -------
    str
        One sentence.

    Examples
    --------
    >>> missing("none/book.toml", what="codebook")  # doctest: +ELLIPSIS
    'none/book.toml: no such file (codebook); looked in ...none, which is empty or does not exist'
    """
    path = Path(path)
    message = f"{path}: no such file{_named(what)}; looked in {os.path.realpath(path.parent)}"
    there = _neighbours(path)
    alike = schema.near(path.name, there)
    if alike:
        message += alike
    elif there:
        # Files of the same kind are the likelier ones: other .toml files for a missing .toml file.
        same = [name for name in there if name.endswith(path.suffix)]
        message += f", where there is {', '.join((same or there)[:SHOWN])}"
    else:
        message += ", which is empty or does not exist"
    if instead and not alike:
        message += f"; {instead}"
    return message


def too_large(size: int, name: str) -> str:
    """Return the message about a file above the size limit."""
    return f"{name}: {size:,} bytes; a file may have up to {LIMIT:,}. Split it into several files"


def decode(
    data: bytes,
    name: str,
    *,
    encoding: str | None = None,
    wanted: str = PLAIN,
    strict: bool = False,
) -> Text:
    """Return the text of a file's bytes and how its encoding was determined.

    The encoding is, in this order, the one requested, that of the BOM, UTF-8, the one that a web
    page declares, and Windows-1252 or Mac Roman where the bytes look like a Western language.

    Parameters
    ----------
    data : bytes
        What the file holds.
    name : str
        The name of the file, for messages.
    encoding : str, optional
        The encoding to use instead of a detected one.
    wanted : str
        The format to save a file in that is not text.
    strict : bool
        Refuse damaged bytes instead of replacing them by U+FFFD with a warning.

    Returns
    -------
    Text
        The text without a BOM; newlines and everything else as they are in the file.

    Raises
    ------
    ValueError
        If the bytes are not text, or their encoding cannot be determined.

    Examples
    --------
    >>> decode("“Käse”".encode("cp1252"), "list.txt")[:2]
    ('“Käse”', 'Windows-1252')
    """
    if len(data) > LIMIT:
        raise ValueError(too_large(len(data), name))
    file_formats.refuse(data, name, wanted)
    if encoding is not None:
        found = Text(text_encoding.requested(data, name, encoding), encoding, "as requested")
    else:
        found = text_encoding.detected(data, name, strict=strict)
    # Some programs write a BOM before one that is there already.
    found = found._replace(text=found.text.lstrip("\ufeff"))
    suspect = text_encoding.mojibake(found.text)
    if suspect:
        return found._replace(warnings=(*found.warnings, suspect))
    return found


def _named(what: str) -> str:
    if not what:
        return ""
    return f" ({what})"


def _neighbours(path: Path) -> list[str]:
    """The names in the folder of a file, without hidden ones."""
    try:
        names = [other.name for other in path.parent.iterdir()]
    except (OSError, ValueError):
        return []
    return sorted(name for name in names if not name.startswith("."))
