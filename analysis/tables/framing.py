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

    pairs = of[of["headline"].str.strip().ne("") & of["quote"].str.strip().ne("")]
    spans = spans.merge(pairs[PLACE], on=PLACE)
    if spans.empty:
        return schema.empty("framing")

    voices = {
        voice: spans["voice"].eq(voice).groupby([spans["id"], *(spans[c] for c in PLACE)]).any()
        for voice in schema.VOICES
    }
    in_headline, in_quote = voices["headline"], voices["quote"]
    found = pd.DataFrame(
        {
            "headline_only": in_headline & ~in_quote,
            "both": in_headline & in_quote,
            "quote_only": in_quote & ~in_headline,
        }
    )
    rows = found.groupby("id").sum()
    rows = rows.join(spans.drop_duplicates("id").set_index("id")[["unit", "label"]]).reset_index()
    rows["n"] = len(pairs)

    one, other = rows["headline_only"], rows["quote_only"]
    rows["p"] = binomial_p(one, other, 0.5)
    _, many = tarone(binomial_p(one + other, 0 * other, 0.5), ERROR)
    rows["stands_out"] = rows["p"] <= ERROR / many

    ordered = rows.assign(gap=(one - other).abs(), sum=one + other).sort_values(
        ["gap", "sum", "label", "id"], ascending=[False, False, True, True], kind="stable"
    )
    return schema.table(ordered, "framing")
