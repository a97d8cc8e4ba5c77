"""Codings of several coders: one row a code to compare them, one row a highlight to read and edit them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from analysis import csv_files, schema
from analysis.themes import rule
from analysis.themes.codebook import RESERVED, Codebook

BUNDLED = schema.DATA / "codings"
_PLACE = ["document", "number"]
_KEYS = [*_PLACE, "coder", "date"]
_VALUES = {"0": 0, "1": 1, "": pd.NA}


def codings(
    paths: str | Path | Iterable[str | Path] = BUNDLED,
    *,
    codebook: str | Path | Codebook | None = None,
) -> pd.DataFrame:
    """The codings of CSV files, or of all those in a folder by name: the schema's `codings`, one row a code.

    A file has one row a highlight and coder (document, number, coder, date) and one column a theme with 0, 1 or
    nothing; without a column `coder` the file's name stands for it, and a headline there is for the reader alone.
    A file with one row a code, as the table itself is, is read as well.
    With a `codebook` a theme that it does not have is an error, which names file and line as for any other mistake.
    """
    files = [paths] if isinstance(paths, str | Path) else list(paths)
    files = [
        file
        for path in files
        for file in (sorted(Path(path).glob("*.csv")) if Path(path).is_dir() else [path])
    ]
    known = None if codebook is None else rule._book(codebook).themes["theme"].tolist()
    tables = [_read(Path(file), known) for file in files]
    if not tables:
        return schema.empty("codings")
    return schema.table(pd.concat(tables, ignore_index=True), "codings")


def codings_wide(codings: pd.DataFrame) -> pd.DataFrame:
    """The codings with one row a highlight and coder and one column a theme, in the order in which they first come.

    Values stay 0, 1 or missing, so that `from_wide` gives the same codings again, with a row for every code that was
    not there as missing. Written to CSV it is what `codings` reads.

    >>> rows = [("a", 1, "A", "", "asia", 1), ("a", 1, "A", "", "europe", 0), ("a", 2, "A", "", "asia", 0)]
    >>> codings_wide(schema.table(rows, "codings")).astype(object).fillna("").values.tolist()
    [['a', 1, 'A', '', 1, 0], ['a', 2, 'A', '', 0, '']]
    """
    schema.check(codings, "codings")
    twice = codings.duplicated([*_PLACE, "coder", "theme"])
    if twice.any():
        row = codings[twice].iloc[0]
        raise ValueError(
            f"{row['coder']} coded {row['theme']} of highlight {row['number']} of {row['document']} twice"
        )
    for name in {*codings["document"], *codings["coder"], *codings["date"], *codings["theme"]}:
        if any(unicodedata.category(character) == "Cc" for character in name):
            raise ValueError(
                f"{name!r} holds a control character, which does not survive in a CSV file; rename it"
            )
    places, themes = codings[_KEYS].drop_duplicates(), codings["theme"].drop_duplicates()
    wide = codings.pivot(index=_KEYS, columns="theme", values="value")
    wide = wide.reindex(index=pd.MultiIndex.from_frame(places), columns=themes).astype("Int64")
    return wide.rename_axis(columns=None).reset_index().astype({"number": "int64"})


def from_wide(wide: pd.DataFrame, *, name: str = "codings") -> pd.DataFrame:
    """The codings of a table with one row a highlight and coder and one column a theme: the schema's `codings`.

    Values may be numbers or text; `name` stands in messages, and for the coder where there is no column `coder`.
    """
    return _from_wide(wide.set_axis(range(2, len(wide) + 2)), name)


def _from_wide(wide: pd.DataFrame, name: str) -> pd.DataFrame:
    """The codings of a table whose index is the line of each row."""
    _needed(wide, _PLACE, name)
    themes = _themes(wide)
    rows = []
    for line, row in zip(wide.index, wide.to_dict("records"), strict=True):
        where = f"{name}, line {line}"
        coder, date = _text(row.get("coder", Path(name).stem)), _text(row.get("date", ""))
        key = (str(row["document"]), _number(row["number"], where), coder, date)
        rows += [(*key, str(theme), _value(row[theme], theme, where)) for theme in themes]
    return schema.table(rows, "codings")


def as_codings(
    codes: pd.DataFrame,
    *,
    of: pd.DataFrame,
    codebook: str | Path | Codebook | None = None,
    coder: str = "rule",
) -> pd.DataFrame:
    """Codes as the codings of one coder: 1 for each code, 0 for every other theme of every highlight of `of`."""
    schema.check(codes, "codes", needs=(*_PLACE, "theme"))
    schema.check(of, "highlights", needs=tuple(_PLACE))
    every = of[_PLACE].merge(rule._book(codebook).themes[["theme"]], how="cross")
    given = codes[[*_PLACE, "theme"]].drop_duplicates().assign(value=1)
    rows = every.merge(given, on=[*_PLACE, "theme"], how="left").assign(coder=coder, date="")
    return schema.table(rows.assign(value=rows["value"].fillna(0)), "codings")


def _read(path: Path, known: list[str] | None) -> pd.DataFrame:
    table = csv_files.read(path, what="codings")
    long = {"theme", "value"} <= set(table.columns)
    if known is not None:
        named = table["theme"].items() if long else [(1, theme) for theme in _themes(table)]
        _check_themes(named, known, path.name)
    return _from_long(table, path.name) if long else _from_wide(table, path.name)


def _themes(wide: pd.DataFrame) -> list[str]:
    return [column for column in wide.columns if column not in RESERVED]


def _from_long(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """The codings of a table of text with one row a code."""
    _needed(table, _KEYS, name)
    where = [f"{name}, line {line}" for line in table.index]
    numbers = [_number(number, place) for number, place in zip(table["number"], where, strict=True)]
    values = [_value(*row) for row in zip(table["value"], table["theme"], where, strict=True)]
    return schema.table(
        table.assign(number=numbers, value=pd.array(values, dtype="Int64")), "codings"
    )


def _text(value: object) -> str:
    return "" if pd.isna(value) else str(value)


def _number(value: object, where: str) -> int:
    text = str(value).strip()
    if not text.isdecimal() or len(text) > rule.DIGITS or int(text) < 1:
        raise ValueError(f"{where}: number is a whole number from 1, not {value!r}")
    return int(text)


def _value(value: object, theme: object, where: str) -> object:
    if not isinstance(value, str):
        value = "" if pd.isna(value) else f"{value:g}"
    if value.strip() not in _VALUES:
        raise ValueError(f"{where}: {theme} is 1, 0 or empty, not {value!r}")
    return _VALUES[value.strip()]


def _needed(table: pd.DataFrame, columns: list[str], name: str) -> None:
    for column in columns:
        if column not in table.columns:
            hint = schema.near(column, table.columns, ask="did you mean to rename")
            have = ", ".join(map(str, table.columns))
            raise ValueError(
                f"{name}: a table of codings needs a column {column!r}; it has {have}{hint}"
            )


def _check_themes(found: Iterable[tuple[int, str]], known: list[str], name: str) -> None:
    """An error for the first theme, given with its line, that the codebook does not have."""
    for line, theme in found:
        if theme not in known:
            hint = schema.near(theme, known) or f"; the themes are {', '.join(known)}"
            raise ValueError(f"{name}, line {line}: the codebook has no theme {theme!r}{hint}")
