"""Write tables as CSV, for R, a spreadsheet or an appendix."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis import csv_files, schema, staging
from analysis.export import workbook

WORKBOOK = "tables.xlsx"


def tables(folder: str | Path = "tables", **given: pd.DataFrame) -> list[Path]:
    """Write each table as NAME.csv, all or none, and all of them as one workbook.

    A table that somebody edited since it was written is kept; the new one is then written next to
    it as NAME.new.csv, with a warning. `load.read` reads highlights.csv back, with what
    documents.csv next to it says of the articles.

    Parameters
    ----------
    folder : str or Path
        Where the files go.
    **given : DataFrame
        Tables by their names in `schema`: ``highlights=…, mentions=…, codes=…``.

    Returns
    -------
    list of Path
        The files written, ``tables.xlsx`` among them where openpyxl is installed.

    Raises
    ------
    TypeError
        If no table is given, or one has an unknown name or is not a DataFrame.
    ValueError
        If a table lacks a column of `schema`.

    Examples
    --------
    >>> import tempfile
    >>> from analysis import load
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     tables(folder, highlights=load.article())[0].name
    'highlights.csv'
    """
    if not given:
        example = "export.tables(folder, highlights=highlights, mentions=mentions)"
        raise TypeError(f"no table was given: {example}")
    files = {}
    for name, table in given.items():
        if name not in schema.TABLES:
            hint = schema.near(name, schema.TABLES)
            raise TypeError(f"no table is called {name!r}{hint}")
        schema.check(table, name)
        files[f"{name}.csv"] = csv_files.encoded(table)
    if workbook.is_possible():
        files[WORKBOOK] = workbook.encoded(given)
    return staging.write(Path(folder), files, track=True)
