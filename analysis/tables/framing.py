"""What the headline names that the quote below it does not, and the other way round."""

from __future__ import annotations

import pandas as pd

from analysis import schema
from analysis.tables import units
from analysis.tables.correction import tarone
from analysis.tables.exact import binomial_p
from analysis.tables.units import PLACE

# The chance that any row at all is called different, where none is.
ERROR = 0.05


def framing(spans: pd.DataFrame, *, of: pd.DataFrame) -> pd.DataFrame:
    """In how many highlights only the headline, only the quote, or both name each country, word or theme.

    Headlines are much shorter than quotes, so that counts of the two voices, and even rates, compare
    unlike things. Headline and quote of the same highlight are a pair, whatever their lengths.

    Parameters
    ----------
    spans : DataFrame
        Mentions, tokens or cues: a table with a column `voice`.
    of : DataFrame
        The highlights. Those without a headline or without a quote are no pair and are left out.

    Returns
    -------
    DataFrame
        The columns of "framing" in `schema`; by the distance of `headline_only` and `quote_only`, then by
        their sum, then by label. `p` is the exact two-sided test of McNemar (1947): each highlight that
        only one voice names would fall to either with equal chance. `stands_out` marks rows that remain
        after the correction for all rows that could (Tarone 1990).

    Examples
    --------
    >>> of = pd.DataFrame({"document": "a", "number": [1, 2], "headline": "h", "quote": "q"})
    >>> spans = pd.DataFrame({"document": "a", "number": [1, 1, 2], "voice": ["headline", "quote", "headline"],
    ...                       "entity": "RUS", "label": "Russia"})
    >>> framing(spans, of=of)[["label", "headline_only", "both", "quote_only", "n", "p"]].values.tolist()
    [['Russia', 1, 1, 0, 2, 1.0]]
    """
    units.checked(of, *schema.VOICES)
    spans = units.labelled(spans, "spans")
    if "voice" not in spans.columns:
        raise ValueError(
            "spans must have a column 'voice' (mentions, tokens or cues); codes are made on the "
            "whole highlight"
        )

    has_headline = of["headline"].str.strip().ne("")
    has_quote = of["quote"].str.strip().ne("")
    pairs = of[has_headline & has_quote]
    spans = spans.merge(pairs[PLACE], on=PLACE)
    if spans.empty:
        return schema.empty("framing")

    in_headline = spans["voice"].eq("headline")
    in_quote = spans["voice"].eq("quote")
    voices = spans.assign(headline=in_headline, quote=in_quote)
    found = voices.groupby(["id", *PLACE])[["headline", "quote"]].any()
    found["headline_only"] = found["headline"] & ~found["quote"]
    found["both"] = found["headline"] & found["quote"]
    found["quote_only"] = found["quote"] & ~found["headline"]
    names = spans.drop_duplicates("id").set_index("id")[["unit", "label"]]
    rows = found.groupby("id").sum().join(names).reset_index()
    rows["n"] = len(pairs)

    one = rows["headline_only"]
    other = rows["quote_only"]
    rows["p"] = binomial_p(one, other, 0.5)
    extreme = binomial_p(one + other, 0 * other, 0.5)
    _, many = tarone(extreme, ERROR)
    rows["stands_out"] = rows["p"] <= ERROR / many

    rows["gap"] = (one - other).abs()
    rows["sum"] = one + other
    ordered = rows.sort_values(
        ["gap", "sum", "label", "id"], ascending=[False, False, True, True], kind="stable"
    )
    return schema.table(ordered, "framing")
