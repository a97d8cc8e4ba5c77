"""What a table of hits says about each: the text it is in, where it is in that, and how it reads."""

from __future__ import annotations

from itertools import chain

import numpy as np
import pandas as pd

from analysis import schema


def texts(highlights: pd.DataFrame) -> list[str]:
    """Both voices of every highlight: headline, quote, headline, quote and so on."""
    schema.check(highlights, "highlights", needs=("document", "number", "headline", "quote"))
    pairs = zip(highlights["headline"].tolist(), highlights["quote"].tolist(), strict=True)
    return list(chain.from_iterable(pairs))


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


def located(
    highlights: pd.DataFrame, texts: list[str], text: np.ndarray, start: np.ndarray, end: np.ndarray
) -> dict[str, object]:
    """The columns that say where spans of these texts are, and how they read: document to surface."""
    # Python numbers, since each one taken from an array is slower than all of them at once.
    spans = zip(text.tolist(), start.tolist(), end.tolist(), strict=True)
    surface = [texts[number][low:high] for number, low, high in spans]
    return keys(highlights, text) | {"start": start, "end": end, "surface": surface}
