"""The highlights that carry no theme."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.themes.codebook import CODEBOOK, Given
from analysis.themes.corrections import CORRECTIONS, GivenCorrections
from analysis.themes.cues import PLACE, tuples
from analysis.themes.review import reviewed


def uncoded(
    highlights: pd.DataFrame,
    *,
    codebook: Given = CODEBOOK,
    corrections: GivenCorrections = CORRECTIONS,
) -> pd.DataFrame:
    """Return the highlights that carry no theme.

    Parameters
    ----------
    highlights, codebook, corrections
        As for `themes.codes`.

    Returns
    -------
    DataFrame
        The rows of the highlights table, with a new index.

    Examples
    --------
    >>> texts = {"document": "a", "number": [1, 2], "headline": ["New sanctions", "Rain"], "quote": ""}
    >>> uncoded(pd.DataFrame(texts))["headline"].tolist()
    ['Rain']
    """
    rows = reviewed(highlights, codebook, corrections)
    coded = {(row.document, row.number) for row in rows if row.coded}
    without = [place not in coded for place in tuples(highlights, *PLACE)]
    return highlights[np.array(without, dtype=bool)].reset_index(drop=True)
