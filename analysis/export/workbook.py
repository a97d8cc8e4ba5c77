"""Write several tables as one Excel workbook, where openpyxl is installed."""

from __future__ import annotations

import importlib.util
import io
import re
import zipfile
from collections.abc import Mapping

import pandas as pd

# Characters of a cell that Excel holds.
LONGEST = 32_767

# Characters that XML 1.0 does not hold
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_TIME = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_FIXED_TIME = b"2000-01-01T00:00:00Z"


def is_possible() -> bool:
    """Return whether openpyxl is installed."""
    return importlib.util.find_spec("openpyxl") is not None


def encoded(tables: Mapping[str, pd.DataFrame]) -> bytes:
    """Return tables as one workbook, a sheet each, the same bytes every time.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        The tables by the names of their sheets.

    Returns
    -------
    bytes
        An .xlsx file. Texts are stored as texts, so that nothing is computed.
    """
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    for name, table in tables.items():
        # The longest name that Excel takes.
        sheet = book.create_sheet(name[:31])
        sheet.freeze_panes = "A2"
        sheet.append([_cell(sheet, str(column)) for column in table.columns])
        for row in table.itertuples(index=False):
            sheet.append([_cell(sheet, value) for value in row])
    buffer = io.BytesIO()
    book.save(buffer)
    return _without_times(buffer.getvalue())


def _cell(sheet: object, value: object) -> object:
    """A value as a cell: a text that begins with "=" stays a text."""
    from openpyxl.cell import WriteOnlyCell

    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, value=_FORBIDDEN.sub("", value)[:LONGEST])
        cell.data_type = "s"
        return cell
    # NaN is the one value that differs from itself.
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return None
    if isinstance(value, (bool, int, float)):
        return value
    return str(value)


def _without_times(data: bytes) -> bytes:
    """The workbook with a fixed time in its properties and archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _TIME.sub(_FIXED_TIME, part)
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, part)
    return buffer.getvalue()
