"""How often, in how many highlights, how evenly, and what goes with what."""

from __future__ import annotations

import pandas as pd

from analysis import schema

_UNITS = {"entity": "mentions", "token": "tokens", "theme": "codes"}
_PLACE = ["document", "number"]


def unit(table: pd.DataFrame) -> tuple[str, str]:
    """The id column of a table of mentions, tokens or codes, and the unit it is counted in."""
    for column, name in _UNITS.items():
        if column in table.columns:
            return column, name
    raise ValueError(
        f"counts takes mentions, tokens or codes; none of {', '.join(_UNITS)} is among the columns "
        f"{', '.join(map(str, table.columns))}"
    )


def counts(
    table: pd.DataFrame, *, by: str | None = None, voice: str = "quote", of: pd.DataFrame | None = None
) -> pd.DataFrame:
    """How often each entity, token or theme occurs, by count, then by label.

    Open mentions and stop words are in no count. `by` splits by a column of the table (document, voice, theme …);
    `of` is the highlights table, which gives n, words, rate and dispersion their denominators.
    """
    raise NotImplementedError


def crosstab(rows: pd.DataFrame, columns: pd.DataFrame, *, of: pd.DataFrame) -> pd.DataFrame:
    """In how many highlights each row goes with each column."""
    raise NotImplementedError
