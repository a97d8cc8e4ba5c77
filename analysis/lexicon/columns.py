"""The texts of a table of highlights, and the columns that say which text a row is about."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis import schema


def texts(highlights: pd.DataFrame) -> list[str]:
    """Both voices of every highlight: headline, quote, headline, quote and so on."""
    schema.check(highlights, "highlights", needs=("document", "number", "headline", "quote"))
    both = [""] * (2 * len(highlights))
    both[::2] = highlights["headline"].tolist()
    both[1::2] = highlights["quote"].tolist()
    return both


def keys(highlights: pd.DataFrame, text: np.ndarray) -> dict[str, object]:
    """The columns that say which texts these are: document, number and voice."""
    # Texts are counted as `texts` lists them, two for each highlight.
    highlight = text // 2
    voice = text % 2
    return {
        "document": highlights["document"].array.take(highlight),
        "number": highlights["number"].to_numpy()[highlight],
        "voice": pd.array(schema.VOICES, dtype="str").take(voice),
    }
