"""Tables that people edit: CSV files read as text, every row with its line."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from analysis.cells import restored


def read(path: str | Path, *, what: str) -> tuple[list[str], list[list[str]], list[int]]:
    """Header, rows and the line of each row of a CSV file; every cell is text, "NA" and "" too.

    The apostrophe that keeps a spreadsheet from computing a cell is taken off again.

    An error names the file and line of a row whose cells do not fit the header, and of a column that stands twice.
    """
    path = Path(path)
    if not path.is_file():
        there = ", ".join(sorted(p.name for p in path.parent.glob("*.csv"))) or "no .csv file"
        raise FileNotFoundError(f"no {what} at {path}; in that folder there is {there}")
    reader = csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), strict=True)
    try:
        table = [([restored(cell) for cell in row], reader.line_num) for row in reader if row]
    except csv.Error as error:
        raise ValueError(f"{path.name}, line {reader.line_num}: this is not CSV: {error}") from None
    if not table:
        raise ValueError(f"{path.name}: a table of {what} begins with a line of column names; the file is empty")
    header, *rows = [row for row, _ in table]
    for name in header:
        if header.count(name) > 1:
            raise ValueError(f"{path.name}, line 1: column {name!r} stands twice; keep one")
    lines = [line for _, line in table[1:]]
    for row, line in zip(rows, lines, strict=True):
        if len(row) != len(header):
            raise ValueError(
                f"{path.name}, line {line}: {len(header)} cells were expected, {len(row)} found; put text that holds a "
                "comma between quotation marks"
            )
    return header, rows, lines
