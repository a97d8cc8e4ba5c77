"""Cells of a CSV that a spreadsheet will not compute, and back: the one rule that writing and reading share."""

from __future__ import annotations

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")


def defused(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would take for a formula.

    >>> defused("=1+1"), defused("-5 degrees"), defused("'tis"), defused("a=b")
    ("'=1+1", "'-5 degrees", "'tis", 'a=b')
    """
    return "'" + cell if _FORMULA.match(cell) else cell


def restored(cell: str) -> str:
    """The cell as it was before `defused`.

    >>> all(restored(defused(cell)) == cell for cell in ("=1", "'=1", "''", "'tis", "x", ""))
    True
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
