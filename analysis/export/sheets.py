"""The tables behind the figures as CSV, for R, a spreadsheet or an appendix."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis import schema, staging
from analysis.export import capsule


def tables(folder: str | Path = "tables", **given: pd.DataFrame) -> list[Path]:
    """Write each table as NAME.csv, all or none; the names are those of `schema`: highlights=…, mentions=…, codes=….

    UTF-8, one header row, an apostrophe before what a spreadsheet would compute. `load.read` reads highlights.csv back,
    with what documents.csv beside it says of their articles: give `documents=` too, so that they keep their source.
    """
    files = {}
    for name, table in given.items():
        if name not in schema.TABLES:
            raise TypeError(f"no table is called {name!r}{schema.near(name, schema.TABLES)}")
        schema.check(table, name)
        files[f"{name}.csv"] = capsule.sheet(table)
    if not files:
        raise TypeError(
            "no table was given: export.tables(folder, highlights=highlights, mentions=mentions)"
        )
    return staging.write(Path(folder), files)


def write(content: pd.DataFrame | str, path: str | Path) -> Path:
    """Write one table as CSV, as `tables` does, or one text as it stands, to a path of yours; all of it or nothing.

    For what has no figure: `export.write(themes.codings_wide(codings), "codings.csv")`, `export.write(themes.qdc(), "x.qdc")`.
    """
    path = Path(path)
    if path.is_dir() or not path.name:
        raise IsADirectoryError(
            f"{path} is a folder; give the name of the file as well, such as {path / 'codings.csv'}"
        )
    data = content.encode("utf-8") if isinstance(content, str) else capsule.sheet(content)
    return staging.write(path.parent, {path.name: data})[0]
