"""What every table holds, and where the data is."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionDtype
from pandas.api.types import pandas_dtype

from analysis.schema.column import Column
from analysis.schema.tables import KEYS, OPEN, TABLES

__all__ = [
    "BROAD",
    "DATA",
    "FIGURES",
    "KEYS",
    "KINDS",
    "OPEN",
    "STRICT",
    "TABLES",
    "VOICES",
    "Column",
    "check",
    "columns",
    "dictionary",
    "digest",
    "empty",
    "near",
    "table",
]

VOICES = ("headline", "quote")
STRICT = ("name", "demonym")
BROAD = (*STRICT, "capital", "city", "territory")
KINDS = (*BROAD, "body", "region")

_HERE = Path(__file__).parents[1]

# A wheel carries the data inside the package, a clone next to it.
_WHEEL = (_HERE / "data").is_dir()
DATA = _HERE / "data" if _WHEEL else _HERE.parent / "data"
FIGURES = Path("figures") if _WHEEL else _HERE.parent / "figures"


def near(given: object, known: Iterable[object], *, ask: str = "did you mean") -> str:
    """The end of an error message that asks for the nearest of the known names.

    Parameters
    ----------
    given : object
        What was given.
    known : iterable
        What could have been given.
    ask : str
        The words before the name.

    Returns
    -------
    str
        The question, or "" where nothing is near.

    Examples
    --------
    >>> near("qoute", VOICES), near("both", VOICES), near("party", ["start", "date"])
    ("; did you mean 'quote'?", '', '')
    """
    names = [str(one) for one in known]
    # Above difflib's usual 0.6, at which "start" is near "party".
    alike = difflib.get_close_matches(str(given), names, n=1, cutoff=0.61)
    if not alike:
        return ""
    return f"; {ask} {alike[0]!r}?"


def columns(name: str) -> tuple[Column, ...]:
    """The declared columns of a table.

    Parameters
    ----------
    name : str
        The name of the table.

    Returns
    -------
    tuple of Column
        The columns, in their order.

    Raises
    ------
    KeyError
        If there is no such table; the message names the nearest one.

    Examples
    --------
    >>> [column.name for column in columns("lines")]
    ['document', 'number', 'voice', 'start', 'line']
    """
    if name not in TABLES:
        hint = near(name, TABLES) or f"; the tables are {', '.join(TABLES)}"
        raise KeyError(f"no table is called {name!r}{hint}")
    return TABLES[name]


def empty(name: str) -> pd.DataFrame:
    """A table of the declared columns and types without rows.

    Parameters
    ----------
    name : str
        The name of the table.

    Returns
    -------
    DataFrame
        The table.

    Examples
    --------
    >>> list(empty("hits").columns)
    ['document', 'number', 'voice', 'start', 'end', 'surface', 'entry']
    """
    return pd.DataFrame({c.name: pd.Series(dtype=c.dtype) for c in columns(name)})


def table(rows: object, name: str) -> pd.DataFrame:
    """Return rows as a table of the declared columns, in their order and with their types.

    Parameters
    ----------
    rows : DataFrame, or whatever a DataFrame is made from
        The rows. Columns of a DataFrame that are not declared are left out, except in a table of `OPEN`,
        which keeps them as text after the declared ones.
    name : str
        The name of the table.

    Returns
    -------
    DataFrame
        The table, with a new index.

    Examples
    --------
    >>> made = pd.DataFrame({"party": ["Green"]} | {c.name: [c.example] for c in columns("documents")})
    >>> table(made, "documents").columns[-2:].tolist()
    ['sha256', 'party']
    """
    if isinstance(rows, list) and rows and isinstance(rows[0], tuple):
        return _from_tuples(rows, name)
    dtypes = {c.name: c.dtype for c in columns(name)}
    frame = rows
    if not isinstance(frame, pd.DataFrame):
        frame = pd.DataFrame(rows, columns=list(dtypes))
    if frame.empty:
        return empty(name)
    if name in OPEN:
        dtypes |= {column: "str" for column in frame.columns if column not in dtypes}
    if list(frame.columns) != list(dtypes):
        frame = frame[list(dtypes)]
    other = {
        column: dtypes[column] for column, dtype in frame.dtypes.items() if dtype != dtypes[column]
    }
    # A copy of millions of tokens is worth avoiding where every type is right already.
    if other:
        frame = frame.astype(other)
    return frame.reset_index(drop=True)


def _from_tuples(rows: list[tuple], name: str) -> pd.DataFrame:
    """The table of rows that have every column; types need not be guessed first and changed then."""
    arrays = {}
    for (column, dtype), values in zip(_dtypes(name).items(), zip(*rows, strict=True), strict=True):
        arrays[column] = pd.array(list(values), dtype=dtype)
    return pd.DataFrame(arrays, copy=False)


@cache
def _dtypes(name: str) -> dict[str, np.dtype | ExtensionDtype]:
    """The types of a table's columns, which pandas takes some time to find by their names."""
    return {column.name: pandas_dtype(column.dtype) for column in columns(name)}


def check(
    frame: pd.DataFrame,
    name: str,
    *,
    needs: tuple[str, ...] | None = None,
    argument: str | None = None,
) -> pd.DataFrame:
    """Return the frame as it is, if it can be used as a table of this name.

    Parameters
    ----------
    frame : DataFrame
        What was given as the table.
    name : str
        The name of the table.
    needs : tuple of str, optional
        The columns that the caller reads. Without it every declared column must be there.
    argument : str, optional
        What the caller calls the table, for messages.

    Returns
    -------
    DataFrame
        The same frame.

    Raises
    ------
    TypeError
        If it is not a DataFrame.
    ValueError
        If a column is missing, a text is missing in it, or two rows have the same key: a highlight
        is identified by its document and number.

    Examples
    --------
    >>> twice = pd.DataFrame({"document": "a", "number": [1, 2, 2]})
    >>> check(twice, "highlights", needs=("document", "number"))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ValueError: rows 1 and 2 of the highlights table are both highlight 2 of 'a'; give each highlight ...
    """
    if not isinstance(frame, pd.DataFrame):
        named = f"a {name} table"
        if argument is not None:
            named = f"{argument} ({named})"
        raise TypeError(f"{named} must be a pandas DataFrame, not {type(frame).__name__}")

    for column in columns(name):
        if needs is None or column.name in needs:
            _check_column(frame, name, column)
    if name in KEYS and (needs is None or set(KEYS[name]) <= set(needs)):
        _check_keys(frame, name)
    return frame


def _check_column(frame: pd.DataFrame, name: str, column: Column) -> None:
    """Refuse a table without the column, or with a missing text in it."""
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


def _check_keys(frame: pd.DataFrame, name: str) -> None:
    """Refuse a table in which two rows have the same key."""
    keys = frame[list(KEYS[name])]
    repeated = keys.duplicated().to_numpy()
    if not repeated.any():
        return
    second = int(repeated.argmax())
    document, number = keys.iloc[second]
    first = int(keys.eq([document, number]).all(axis=1).to_numpy().argmax())
    raise ValueError(
        f"rows {first} and {second} of the {name} table are both highlight {number} of {document!r}; "
        "give each highlight of a document its own number, or the documents different names"
    )


def dictionary() -> pd.DataFrame:
    """Every column of every table.

    Returns
    -------
    DataFrame
        table, column, type, meaning, example.

    Examples
    --------
    >>> dictionary()[["table", "column"]].head(2).values.tolist()
    [['highlights', 'document'], ['highlights', 'number']]
    """
    rows = []
    for name in TABLES:
        rows += [(name, c.name, c.dtype, c.meaning, str(c.example)) for c in columns(name)]
    return pd.DataFrame(rows, columns=["table", "column", "type", "meaning", "example"])


def digest(path: Path) -> str:
    """SHA-256 of a file.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    str
        The digest, in hexadecimal.
    """
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def __dir__() -> list[str]:
    return __all__
