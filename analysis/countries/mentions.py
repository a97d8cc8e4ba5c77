"""The mentions of countries, territories, bodies and regions."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis.countries.reading import read


def mentions(
    highlights: pd.DataFrame, *, gazetteer: str | Path | pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return one row for each mention of a country, territory, body or region, in both voices.

    The document is the context: an ambiguous name (*Georgia*) is decided by clues anywhere in the
    document, the nearest first, so give documents whole. What only looks like a mention is in
    `suppressed`. A name is also found with curly apostrophes, no-break spaces, line breaks, soft
    hyphens and other hyphens in it, without its accents or with combining ones, in Title Case, in
    ALL CAPS and, in a document without any capital, in lowercase.

    Parameters
    ----------
    highlights : DataFrame
        The highlights, at least `document`, `number`, `headline` and `quote`.
    gazetteer : str, Path or DataFrame, optional
        Custom names, which win over the bundled ones; see `countries.gazetteer`.

    Returns
    -------
    DataFrame
        The schema's `mentions`, in the order of the highlights, headline first. `start` and `end` are
        character offsets into the text of the voice: `text[start:end] == surface`. A mention that
        stays open has no `entity` but `candidates`, separated by |.

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
    >>> text = "The West asked us; Russia and the U.S. met near the Sea of Japan, Congo did not."
    >>> highlights = pd.DataFrame({"document": "a", "number": [1], "headline": "", "quote": [text]})
    >>> mentions(highlights)[["surface", "entity", "kind", "candidates"]].values.tolist()
    ... # doctest: +NORMALIZE_WHITESPACE
    [['West', 'the-west', 'body', ''], ['Russia', 'RUS', 'name', ''], ['U.S.', 'USA', 'name', ''],
     ['Congo', '', 'name', 'COD|COG']]
    """
    return read(highlights, gazetteer, "mentions")
