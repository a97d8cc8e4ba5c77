"""What looks like a mention and is none."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis.countries.reading import read


def suppressed(
    highlights: pd.DataFrame, *, gazetteer: str | Path | pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return one row for each span that looks like a mention and is not counted.

    Parameters
    ----------
    highlights : DataFrame
        The highlights, at least `document`, `number`, `headline` and `quote`.
    gazetteer : str, Path or DataFrame, optional
        Custom names, which win over the bundled ones; see `countries.gazetteer`.

    Returns
    -------
    DataFrame
        The schema's `suppressed`, in the order of the highlights. `entity`, `label` and `kind` say what
        the span would have been counted as, `guard` which words gave it away, `reason` why.

    Raises
    ------
    TypeError
        If `highlights` is not a DataFrame.
    ValueError
        If it lacks a column, or the gazetteer cannot be used.

    Warns
    -----
    UserWarning
        If a document does not begin with its first highlight: what was said before is no context.

    Examples
    --------
    >>> text = "the Sea of Japan"
    >>> highlights = pd.DataFrame({"document": "a", "number": [1], "headline": "", "quote": [text]})
    >>> suppressed(highlights)[["surface", "entity", "guard", "reason"]].values.tolist()
    [['Japan', 'JPN', 'Sea of Japan', 'a sea, strait or other feature, not the country']]
    """
    return read(highlights, gazetteer, "suppressed")
