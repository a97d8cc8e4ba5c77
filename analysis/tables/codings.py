"""Codings that can be compared."""

from __future__ import annotations

import pandas as pd

from analysis import schema
from analysis.tables.units import PLACE

# The row of agreement and scores that is over all themes.
ALL = "all"


def checked(codings: pd.DataFrame) -> pd.DataFrame:
    """The codings, or a ValueError for a value other than 0, 1 and missing, or a code given twice."""
    keys = [*PLACE, "coder", "theme"]
    schema.check(codings, "codings", needs=(*keys, "value"), argument="codings")

    wrong = ~(codings["value"].isna() | codings["value"].isin([0, 1]))
    if wrong.any():
        row = codings[wrong].iloc[0]
        raise ValueError(
            f"a code must be 1, 0 or missing; {row['coder']} gave {row['value']} to {row['theme']} of "
            f"highlight {row['number']} of {row['document']}"
        )

    twice = codings.duplicated(keys)
    if twice.any():
        row = codings[twice].iloc[0]
        raise ValueError(
            f"{row['coder']} coded {row['theme']} of highlight {row['number']} of {row['document']} twice; "
            "keep one, or give the two codings different coders"
        )
    return codings.assign(value=codings["value"].astype("Int64"))
