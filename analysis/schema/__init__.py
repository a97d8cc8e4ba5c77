"""What every table holds, and where the data is."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from analysis.schema.tables import TABLES, Column

VOICES = ("headline", "quote")
STRICT = ("name", "demonym")
BROAD = (*STRICT, "capital", "city", "territory")
KINDS = (*BROAD, "body", "region")

_HERE = Path(__file__).parents[1]
_WHEEL = (_HERE / "data").is_dir()  # a wheel carries data inside the package, a clone beside it
DATA = _HERE / "data" if _WHEEL else _HERE.parent / "data"
FIGURES = Path("figures") if _WHEEL else _HERE.parent / "figures"


def near(given: object, known: Iterable[object], *, ask: str = "did you mean") -> str:
    """The end of a message, which asks for the nearest of what is known; "" where nothing is near.

    >>> near("qoute", VOICES), near("both", VOICES)
    ("; did you mean 'quote'?", '')
    """
    alike = difflib.get_close_matches(str(given), [str(one) for one in known], n=1)
    return f"; {ask} {alike[0]!r}?" if alike else ""


def columns(name: str) -> tuple[Column, ...]:
    """The declared columns of a table; a KeyError with the nearest name for an unknown one."""
    if name not in TABLES:
        hint = near(name, TABLES) or f"; the tables are {', '.join(TABLES)}"
        raise KeyError(f"no table is called {name!r}{hint}")
    return TABLES[name]


def empty(name: str) -> pd.DataFrame:
    """A table of the declared columns and types without rows.

    >>> list(empty("hits").columns)
    ['document', 'number', 'voice', 'start', 'end', 'surface', 'entry']
    """
    return pd.DataFrame({c.name: pd.Series(dtype=c.dtype) for c in columns(name)})


def table(rows: object, name: str) -> pd.DataFrame:
    """Rows (a frame, or whatever a frame is made from) as a table of exactly the declared columns, order and types."""
    dtypes = {c.name: c.dtype for c in columns(name)}
    frame = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame(rows, columns=list(dtypes))
    if frame.empty:
        return empty(name)
    if list(frame.columns) != list(dtypes):
        frame = frame[list(dtypes)]
    other = {column: dtypes[column] for column, dtype in frame.dtypes.items() if dtype != dtypes[column]}
    return (frame.astype(other) if other else frame).reset_index(drop=True)


def check(frame: pd.DataFrame, name: str, *, needs: tuple[str, ...] | None = None) -> pd.DataFrame:
    """The same frame, or a ValueError that says which column is missing or holds missing text.

    `needs` names the columns that the caller reads; without it every declared column must be there.
    """
    if not isinstance(frame, pd.DataFrame):
        raise TypeError(f"a {name} table is a pandas DataFrame; this is {type(frame).__name__}")
    for column in columns(name):
        if needs is not None and column.name not in needs:
            continue
        if column.name not in frame.columns:
            hint = near(column.name, frame.columns, ask="did you mean to rename")
            have = ", ".join(map(str, frame.columns)) or "none"
            raise ValueError(
                f"a {name} table needs a column {column.name!r} ({column.meaning}); there are {have}{hint}"
            )
        if column.dtype == "str" and frame[column.name].isna().any():
            row = int(frame[column.name].isna().to_numpy().argmax())
            raise ValueError(
                f"row {row} of the {name} table has no text in {column.name!r}; use '' where there is none"
            )
    return frame


def dictionary() -> pd.DataFrame:
    """Every column of every table: table, column, type, meaning, example."""
    rows = [(name, c.name, c.dtype, c.meaning, str(c.example)) for name, cs in TABLES.items() for c in cs]
    return pd.DataFrame(rows, columns=["table", "column", "type", "meaning", "example"])


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()
