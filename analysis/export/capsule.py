"""What is written beside the pictures: the drawn table as CSV, and as JSON everything that draws it again."""

from __future__ import annotations

import csv
import functools
import hashlib
import io
import json
import math
import re
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import schema
from analysis.csv_files import defused

FORMAT = 1
_TEXTS = ("figure", "title", "subtitle", "source", "alt", "drawn", "style")
_MAPPINGS = ("arguments", "inputs", "versions", "files", "table")
_KEYS = (
    dict.fromkeys(_TEXTS, str)
    | dict.fromkeys(_MAPPINGS, dict)
    | {"format": int, "chart": (str, type(None))}
)
PACKAGES = ("fonttools", "matplotlib", "numpy", "pandas", "pillow", "wordcloud")
KNOWLEDGE = (".csv", ".toml", ".txt")
MADE = ("articles", "codings")  # folders of data/ whose files are no knowledge that the code reads


def sheet(table: pd.DataFrame) -> bytes:
    """A table as CSV (UTF-8, commas, one header row), cells defused against spreadsheets."""
    buffer = io.StringIO(newline="")
    out = csv.writer(buffer, lineterminator="\n")
    out.writerow([defused(str(column)) for column in table.columns])
    columns = [[_cell(value) for value in table.iloc[:, i]] for i in range(table.shape[1])]
    out.writerows(zip(*columns, strict=True))
    return buffer.getvalue().encode("utf-8", "replace")


def _cell(value: object) -> str:
    if isinstance(value, str):
        return defused(value)
    return "" if value is None or value is pd.NA or value != value else str(value)


def plain(table: pd.DataFrame) -> dict[str, object]:
    """A table as JSON holds it, without loss: columns with their types, then the rows."""
    table = (
        table
        if isinstance(table.index, pd.RangeIndex) or table.index.name is None
        else table.reset_index()
    )
    columns = [
        {"name": str(name), "type": str(dtype)}
        for name, dtype in zip(table.columns, table.dtypes, strict=True)
    ]
    cells = [[_value(v) for v in table.iloc[:, i].tolist()] for i in range(table.shape[1])]
    return {"columns": columns, "rows": [list(row) for row in zip(*cells, strict=True)]}


def table(kept: Mapping) -> pd.DataFrame:
    """The table that `plain` kept."""
    names = [column["name"] for column in kept["columns"]]
    cells = {
        i: pd.Series([row[i] for row in kept["rows"]], dtype=column["type"])
        for i, column in enumerate(kept["columns"])
    }
    return pd.DataFrame(cells).set_axis(names, axis=1)


def _value(value: object) -> object:
    if isinstance(value, str) or value is None:
        return value
    if value is pd.NA or value is pd.NaT or value != value:
        return None
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float) and math.isinf(value):
        return str(value)
    return value if isinstance(value, (bool, int, float)) else str(value)


def arguments(given: Mapping[str, object]) -> dict[str, object]:
    """A chart's options as JSON holds them; a TypeError names one that it cannot."""
    return {name: _argument(name, value) for name, value in given.items()}


def _argument(name: str, value: object) -> object:
    if isinstance(value, pd.DataFrame):
        return {"table": plain(value)}
    if isinstance(value, pd.Series):
        return {"row": {str(k): _value(v) for k, v in value.items()}}
    if isinstance(value, np.ndarray):
        return _argument(name, value.tolist())
    if isinstance(value, Mapping):
        return {"mapping": {str(k): _argument(name, v) for k, v in value.items()}}
    if isinstance(value, (list, tuple, set, frozenset)):
        ordered = sorted(value, key=repr) if isinstance(value, (set, frozenset)) else value
        return [_argument(name, v) for v in ordered]
    if hasattr(value, "item"):
        value = value.item()
    if value is None or isinstance(value, (str, bool, int, float)):
        return _value(value)
    raise TypeError(name)


def given(kept: Mapping[str, object]) -> dict[str, object]:
    """The options that `arguments` kept."""
    return {name: _given(value) for name, value in kept.items()}


def _given(value: object) -> object:
    if isinstance(value, list):
        return [_given(v) for v in value]
    if isinstance(value, dict):
        if "table" in value:
            return table(value["table"])
        if "row" in value:
            return pd.Series(value["row"])
        return {k: _given(v) for k, v in value["mapping"].items()}
    return value


def written(record: Mapping[str, object]) -> bytes:
    """The record as JSON: the same keys in the same order, one row of the table a line short enough to compare."""
    return (json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode(
        "utf-8", "replace"
    )


def read(path: Path) -> dict | None:
    """The record in a JSON file, or None where it is none of ours."""
    try:
        record = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return record if isinstance(record, dict) and _is_ours(record) else None


def _is_ours(record: Mapping[str, object]) -> bool:
    """Whether a record has every key that is written, each of its type, and files of its own folder only."""
    return (
        all(isinstance(record.get(key, ...), kind) for key, kind in _KEYS.items())
        and all(
            isinstance(sha, str)
            for key in ("files", "inputs", "versions")
            for sha in record[key].values()
        )
        and not any(re.search(r"[/\\:]|^\.*$", name) for name in record["files"])
    )


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def versions() -> dict[str, str]:
    """The versions of what draws."""
    return {name: _version(name) for name in PACKAGES}


@functools.lru_cache
def _version(name: str) -> str:
    return metadata.version(name)


@functools.lru_cache(maxsize=1)
def style() -> str:
    """A digest of the charts' own code and style, whatever the line endings of the clone."""
    room = Path(__file__).parent.parent / "charts"
    files = sorted([*room.glob("*.py"), *room.glob("*.mplstyle")])
    return digest(
        b"".join(path.name.encode() + path.read_bytes().replace(b"\r\n", b"\n") for path in files)
    )


def knowledge() -> dict[str, str]:
    """SHA-256 of every table of knowledge that the package brings: codebook, gazetteer, corrections, stop words."""
    paths = {
        path.relative_to(schema.DATA): path
        for path in schema.DATA.rglob("*")
        if path.suffix in KNOWLEDGE
    }
    known = {name.as_posix(): path for name, path in paths.items() if name.parts[0] not in MADE}
    return {
        name: digest(path.read_bytes().replace(b"\r\n", b"\n"))
        for name, path in sorted(known.items())
    }


def inputs(source: object, own: Mapping[str, str | Path] | None) -> dict[str, str]:
    """SHA-256 of what the numbers were made from: the article as its source says, the knowledge, the user's own files."""
    rows = (
        source
        if isinstance(source, pd.DataFrame)
        else pd.DataFrame([dict(source)] if hasattr(source, "keys") else [])
    )
    found = {}
    if {"document", "sha256"} <= set(rows.columns):
        found = {
            f"article {name}": sha
            for name, sha in zip(rows["document"], rows["sha256"], strict=True)
            if sha
        }
    mine = {
        f"{name} {Path(path).name}": schema.digest(Path(path))
        for name, path in (own or {}).items()
        if path
    }
    return found | knowledge() | mine
