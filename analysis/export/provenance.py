"""The parts of a figure's record, everything that draws it again, and how it is read back.

It holds the chart call with its options, the table without loss, and the checksums of the article,
the knowledge and the files that were written.
"""

from __future__ import annotations

import functools
import hashlib
import json
import math
import stat
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import schema
from analysis.export.drawing import FORMATS

FORMAT = 1
PACKAGES = ("fonttools", "matplotlib", "numpy", "pandas", "pillow", "wordcloud")
KNOWLEDGE = (".csv", ".toml", ".txt")
# Folders of data/ that the counting code does not read.
NOT_KNOWLEDGE = ("articles", "codings")

# A record or a picture beyond it is not one of ours: 64 MB hold a table of a million rows.
LARGEST = 64 * 2**20

# Characters of one text in a record. Titles and labels are drawn, and drawing one of millions of
# characters takes minutes.
LONGEST = 20_000

_TEXTS = ("figure", "title", "subtitle", "source", "alt", "drawn", "style")
_MAPPINGS = ("arguments", "inputs", "versions", "files", "table")
_TYPES = (
    dict.fromkeys(_TEXTS, str)
    | dict.fromkeys(_MAPPINGS, dict)
    | {"format": int, "chart": (str, type(None))}
)


def table_to_json(table: pd.DataFrame) -> dict[str, object]:
    """Return a table as JSON holds it without loss: columns with their types, then the rows."""
    has_named_index = table.index.name is not None
    if has_named_index and not isinstance(table.index, pd.RangeIndex):
        table = table.reset_index()
    columns = []
    cells = []
    for name, column in table.items():
        columns.append({"name": str(name), "type": str(column.dtype)})
        cells.append([_plain(value) for value in column.tolist()])
    rows = [list(row) for row in zip(*cells, strict=True)]
    return {"columns": columns, "rows": rows}


def table_from_json(kept: Mapping) -> pd.DataFrame:
    """Return the table that `table_to_json` kept."""
    names = []
    columns = {}
    for number, column in enumerate(kept["columns"]):
        values = [row[number] for row in kept["rows"]]
        names.append(column["name"])
        # By number, since two columns may have one name.
        columns[number] = pd.Series(values, dtype=column["type"])
    return pd.DataFrame(columns).set_axis(names, axis=1)


def arguments_to_json(given: Mapping[str, object]) -> dict[str, object]:
    """Return a chart's options as JSON holds them; a TypeError names one that it cannot hold."""
    return {name: _option_to_json(name, value) for name, value in given.items()}


def arguments_from_json(kept: Mapping[str, object]) -> dict[str, object]:
    """Return the options that `arguments_to_json` kept."""
    return {name: _option_from_json(value) for name, value in kept.items()}


def encoded(record: Mapping[str, object]) -> bytes:
    """Return the record as JSON: the same bytes every time, lines short enough to compare."""
    text = json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False)
    return (text + "\n").encode("utf-8", "replace")


def read(path: Path) -> dict:
    """Read a record, whoever wrote it.

    Parameters
    ----------
    path : Path
        A JSON file.

    Returns
    -------
    dict
        The record, its parts of the right types and its files of the same stem.

    Raises
    ------
    OSError
        If the file cannot be read.
    ValueError
        If it is not a record; with the reason.
    """
    try:
        # JSON in UTF-8 with a BOM or in UTF-16 is read as well: editors save it so.
        record = json.loads(content(path))
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    except UnicodeDecodeError:
        raise ValueError("it is not text") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"it is not JSON (line {error.lineno})") from None
    _check(record, path.stem)
    return record


def content(path: Path) -> bytes:
    """Return the bytes of a regular file of a sensible size; links and pipes are not followed."""
    found = path.lstat()
    if not stat.S_ISREG(found.st_mode):
        raise ValueError("it is a link, a pipe or a folder")
    if found.st_size > LARGEST:
        size = f"{found.st_size:,} bytes, more than {LARGEST:,}"
        raise ValueError(f"it has {size}")
    return path.read_bytes()


def _check(record: object, stem: str) -> None:
    """Raise a ValueError that says why this is not a record of ours."""
    if not isinstance(record, dict):
        raise ValueError("it is not a record of a figure")
    for key, kind in _TYPES.items():
        if not isinstance(record.get(key, ...), kind):
            problem = f"{key!r} is missing or of another kind"
            raise ValueError(f"it is not a record of a figure: {problem}")
    if record["format"] != FORMAT:
        raise ValueError(f"its format {record['format']} is not known here; update the package")
    known = {f"{stem}.{ending}" for ending in (*FORMATS, "csv")}
    if not set(record["files"]) <= known:
        raise ValueError("it names files of another figure")
    for key in ("files", "inputs", "versions"):
        for value in record[key].values():
            if not isinstance(value, str):
                raise ValueError(f"{key!r} holds something other than texts")
    lengths = map(len, _texts(record))
    longest = max(lengths, default=0)
    if longest > LONGEST:
        size = f"{longest:,} characters, more than {LONGEST:,}"
        raise ValueError(f"it holds a text of {size}")


def _texts(value: object) -> Iterator[str]:
    """All texts in a JSON value, however deeply nested."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            waiting += [*one, *one.values()]
        elif isinstance(one, list):
            waiting += one


def digest(data: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def versions() -> dict[str, str]:
    """Return the versions of the packages that draw."""
    return {name: _version(name) for name in PACKAGES}


@functools.lru_cache
def _version(name: str) -> str:
    return metadata.version(name)


@functools.lru_cache(maxsize=1)
def style() -> str:
    """Return a digest of the charts' code and style."""
    folder = Path(__file__).parent.parent / "charts"
    parts = []
    paths = [*folder.glob("*.py"), *folder.glob("*.mplstyle")]
    for path in sorted(paths):
        parts.append(path.name.encode())
        parts.append(_with_plain_endings(path))
    return digest(b"".join(parts))


def _with_plain_endings(path: Path) -> bytes:
    """The bytes of a text file, whatever the line endings of the clone."""
    return path.read_bytes().replace(b"\r\n", b"\n")


def knowledge() -> dict[str, str]:
    """Return the SHA-256 of every file of knowledge in the package, by its name."""
    found = {}
    for path in sorted(schema.DATA.rglob("*")):
        name = path.relative_to(schema.DATA)
        if path.suffix in KNOWLEDGE and name.parts[0] not in NOT_KNOWLEDGE:
            found[name.as_posix()] = digest(_with_plain_endings(path))
    return found


def inputs(source: object, own: Mapping[str, str | Path] | None) -> dict[str, str]:
    """Return the SHA-256 of what the numbers were made from.

    Parameters
    ----------
    source : object
        What the chart was given as its source: a row or table of documents, or something else.
    own : mapping of str to path, optional
        The user's own files by what they are.

    Returns
    -------
    dict
        Checksums of the articles, the knowledge of the package and the user's own files.
    """
    found = _articles(source) | knowledge()
    for name, given in (own or {}).items():
        if given:
            path = Path(given)
            found[f"{name} {path.name}"] = schema.digest(path)
    return found


def _articles(source: object) -> dict[str, str]:
    """The checksums of the articles that a source names."""
    rows = source
    if not isinstance(source, pd.DataFrame):
        if not hasattr(source, "keys"):
            return {}
        rows = pd.DataFrame([dict(source)])
    if not {"document", "sha256"} <= set(rows.columns):
        return {}
    found = {}
    for document, sha in zip(rows["document"], rows["sha256"], strict=True):
        if sha:
            found[f"article {document}"] = sha
    return found


def _plain(value: object) -> object:
    """A value of a table as JSON holds it."""
    if isinstance(value, str) or value is None:
        return value
    # NaN is the one value that differs from itself.
    if value is pd.NA or value is pd.NaT or value != value:
        return None
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float) and math.isinf(value):
        return str(value)
    if isinstance(value, (bool, int, float)):
        return value
    return str(value)


def _option_to_json(name: str, value: object) -> object:
    if isinstance(value, pd.DataFrame):
        return {"table": table_to_json(value)}
    if isinstance(value, pd.Series):
        row = {str(key): _plain(cell) for key, cell in value.items()}
        return {"row": row}
    if isinstance(value, np.ndarray):
        return _option_to_json(name, value.tolist())
    if isinstance(value, Mapping):
        mapping = {}
        for key, one in value.items():
            mapping[str(key)] = _option_to_json(name, one)
        return {"mapping": mapping}
    if isinstance(value, (set, frozenset)):
        value = sorted(value, key=repr)
    if isinstance(value, (list, tuple)):
        return [_option_to_json(name, one) for one in value]
    if hasattr(value, "item"):
        value = value.item()
    if value is None or isinstance(value, (str, bool, int, float)):
        return _plain(value)
    raise TypeError(name)


def _option_from_json(value: object) -> object:
    if isinstance(value, list):
        return [_option_from_json(one) for one in value]
    if not isinstance(value, dict):
        return value
    if "table" in value:
        return table_from_json(value["table"])
    if "row" in value:
        return pd.Series(value["row"])
    return {key: _option_from_json(one) for key, one in value["mapping"].items()}
