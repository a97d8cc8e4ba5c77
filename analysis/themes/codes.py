"""The themes of each highlight: what the rule proposes, and what corrections make of it."""

from __future__ import annotations

import pandas as pd

from analysis import schema
from analysis.themes.codebook import CODEBOOK, Given
from analysis.themes.corrections import CORRECTIONS, GivenCorrections
from analysis.themes.review import reviewed


def codes(
    highlights: pd.DataFrame,
    *,
    codebook: Given = CODEBOOK,
    corrections: GivenCorrections = CORRECTIONS,
) -> pd.DataFrame:
    """Return the themes of each highlight.

    Parameters
    ----------
    highlights : DataFrame
        The highlights.
    codebook : str, Path, Codebook or None
        What `themes.codebook` takes.
    corrections : str, Path, DataFrame or None
        A table or CSV file of corrections; None leaves the rule alone. The bundled ones apply to the
        bundled article only. A correction that matches no highlight, or has no effect, is reported
        in a warning.

    Returns
    -------
    DataFrame
        The table "codes" of `schema`, one row for each highlight and theme, in the order of highlights
        and of the codebook. `coder` is "rule" where the rule found the theme and "corrected" where a
        correction added it; a theme that a correction removed has no row.

    Examples
    --------
    >>> texts = {"document": "a", "number": [1], "headline": ["New sanctions"], "quote": ["Tanks."]}
    >>> codes(pd.DataFrame(texts))[["number", "theme", "coder", "cues"]].values.tolist()
    [[1, 'sanctions', 'rule', 'sanctions']]
    """
    rows = []
    for row in reviewed(highlights, codebook, corrections):
        if row.coded:
            # What the rule and a correction agree on is the rule's.
            coder = "rule" if row.rule else "corrected"
            rows.append((row.document, row.number, row.theme, row.label, coder, row.cues))
    return schema.table(rows, "codes")
