"""How many words each highlight has."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis import schema
from analysis.tables import units

# Characters of a quote that stand for a missing headline in a label.
_LABEL = 60


def lengths(highlights: pd.DataFrame, *, voice: str = "quote") -> pd.DataFrame:
    """How many words each highlight has in a voice.

    Words are what white space separates, as everywhere in this package.

    Parameters
    ----------
    highlights : DataFrame
        The highlights.
    voice : {"quote", "headline", "both"}
        The voice whose words are counted.

    Returns
    -------
    DataFrame
        The columns of "counts" in `schema`, unit words, one row per highlight, the longest first. Labels are
        the number and the headline, or the first words of the quote where there is no headline; where there
        are several documents, their names come first.

    Examples
    --------
    >>> rows = {"document": "a", "number": [1, 2], "headline": ["On trade", ""], "quote": ["We trade.", "No."]}
    >>> lengths(pd.DataFrame(rows))[["label", "count"]].values.tolist()
    [['1. On trade', 2], ['2. No.', 1]]
    """
    schema.check(
        highlights,
        "highlights",
        needs=("document", "number", *schema.VOICES),
        argument="highlights",
    )
    if highlights.empty:
        return schema.empty("counts")

    words = units.lengths_in(highlights, voice)
    number = highlights["number"].astype("str")
    named = highlights["headline"].where(
        highlights["headline"] != "", highlights["quote"].map(_beginning)
    )
    several = highlights["document"].nunique() > 1
    document = highlights["document"] + ", " if several else ""

    rows = pd.DataFrame(
        {
            "voice": voice,
            "group": "",
            "unit": "words",
            "id": (highlights["document"] + " " + number).array,
            "label": (document + number + ". " + named).array,
            "count": words,
            "strict": words,
            "highlights": 1,
            "strict_highlights": 1,
            "n": len(highlights),
            "words": int(words.sum()),
            "light": False,
            "few": False,
        }
    )
    rows[["rate", "dispersion", "low", "high", "overdispersion"]] = np.nan
    ordered = rows.sort_values(["count", "label"], ascending=[False, True], kind="stable")
    return schema.table(ordered, "counts")


def _beginning(quote: str) -> str:
    """The first words of a quote, with an ellipsis where it goes on."""
    text = " ".join(quote.split())
    if len(text) <= _LABEL:
        return text

    # A text without spaces, such as Chinese, is cut between any two characters.
    whole_words = text[:_LABEL].rpartition(" ")[0]
    return (whole_words or text[: _LABEL - 1]) + "…"
