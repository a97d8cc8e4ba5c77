"""Show any table in a notebook as static HTML: text on the left, numbers on the right."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis import schema
from analysis.evidence.show import ROWS, boxed, safe

_HEAD = (
    '<th scope="col" style="font-weight:600;padding:2px 6px;vertical-align:bottom;'
    'text-align:{side}">{text}</th>'
)
_CELL = (
    '<td style="padding:2px 6px;vertical-align:top;max-width:36em;text-align:{side}">{text}</td>'
)


def table(
    rows: pd.DataFrame, columns: Sequence[str] | None = None, *, first: int | None = None
) -> Table:
    """Show a table without its index.

    Parameters
    ----------
    rows : DataFrame
        Any table.
    columns : sequence of str, optional
        The columns to show; all of them by default. `document` is shown only where the table has
        several.
    first : int, optional
        How many rows are shown at most; 200 by default.

    Returns
    -------
    Table
        Static HTML in JupyterLab, in the saved notebook and in its HTML export, plain text
        elsewhere. Whatever the text holds is shown as text.

    Raises
    ------
    TypeError
        If `rows` is not a DataFrame.
    ValueError
        If a column is not in the table.

    Examples
    --------
    >>> counts = pd.DataFrame({"document": "a", "label": ["Italy", "Chad"], "rate": [1200, 0.0312]})
    >>> table(counts, first=1)
    label  rate
    Italy 1,200
    the first row of 2
    """
    if not isinstance(rows, pd.DataFrame):
        raise TypeError(f"a table is a pandas DataFrame, not {type(rows).__name__}")
    if columns is None:
        columns = rows.columns
    chosen = list(columns)
    for name in chosen:
        if name not in rows.columns:
            hint = schema.near(name, rows.columns)
            raise ValueError(f"the table has no column {name!r}{hint}")
    if "document" in chosen and rows["document"].nunique() < 2:
        chosen.remove("document")
    if first is None:
        first = ROWS
    return Table(rows[chosen], first)


class Table:
    """A table, shown as HTML where that is possible and as plain text elsewhere."""

    def __init__(self, rows: pd.DataFrame, first: int = ROWS) -> None:
        self.rows = rows
        self.first = first

    def __repr__(self) -> str:
        """The table as plain text."""
        if self.rows.empty:
            return "No rows."
        shown = self._texts().to_string(index=False)
        caption = self._caption()
        if not caption:
            return shown
        return f"{shown}\n{caption}"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/html": self._repr_html_(), "text/plain": repr(self)}

    def _repr_html_(self) -> str:
        if self.rows.empty:
            return "<p>No rows.</p>"
        sides = []
        heads = ""
        for name, column in self.rows.items():
            side = _side(column)
            sides.append(side)
            heads += _HEAD.format(side=side, text=safe(str(name)))
        body = ""
        for row in self._texts().itertuples(index=False):
            cells = ""
            for text, side in zip(row, sides, strict=True):
                cells += _CELL.format(side=side, text=safe(text))
            body += f"<tr>{cells}</tr>"
        caption = self._caption()
        below = ""
        if caption:
            below = f'<p style="padding:2px 6px">{caption}</p>'
        name = f"table of {len(self.rows):,} rows"
        return boxed(name, heads, body, below=below)

    def _texts(self) -> pd.DataFrame:
        """The rows that are shown, each cell as text."""
        shown = self.rows.head(self.first)
        # As objects, or a column of whole numbers would become one of texts only in part.
        return shown.astype(object).map(written)

    def _caption(self) -> str:
        if len(self.rows) <= self.first:
            return ""
        shown = f"the first {self.first:,} rows"
        if self.first == 1:
            shown = "the first row"
        return f"{shown} of {len(self.rows):,}"


def _side(column: pd.Series) -> str:
    """The side on which a column is aligned."""
    if pd.api.types.is_bool_dtype(column):
        return "left"
    if pd.api.types.is_numeric_dtype(column):
        return "right"
    return "left"


def written(value: object) -> str:
    """Return a cell as text.

    >>> written(1234.0), written(0.031), written(True), written(pd.NA), written(None)
    ('1,234', '0.031', 'yes', '–', '')
    """
    if value is pd.NA or value is pd.NaT:
        return "–"
    if isinstance(value, (bool, np.bool_)):
        if value:
            return "yes"
        return "no"
    if isinstance(value, (int, np.integer)):
        return f"{value:,}"
    if isinstance(value, (float, np.floating)):
        return _number(float(value))
    if value is None:
        return ""
    return str(value)


def _number(value: float) -> str:
    """A number with two decimals, or two significant digits where that would round it to 0."""
    if np.isnan(value):
        return "–"
    if np.isinf(value):
        if value > 0:
            return "∞"
        return "−∞"
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}"
    # 0.031 per 1,000 words is not 0.03 or 0.0.
    if abs(value) >= 0.1:
        return f"{value:,.2f}"
    return f"{value:.2g}"
