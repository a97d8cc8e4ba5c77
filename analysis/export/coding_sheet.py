"""A blank sheet for a second coder, who sees the text and no earlier coding."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis import schema


def coding_sheet(highlights: pd.DataFrame, themes: Sequence[str]) -> pd.DataFrame:
    """Return a sheet to code highlights in, blind: the text is shown, every cell is empty.

    Write it with `write`, let another person fill in 1 and 0, and read it with `themes.codings`.

    Parameters
    ----------
    highlights : DataFrame
        The highlights to code.
    themes : sequence of str
        The ids of the themes: ``themes.codebook().themes["theme"]``.

    Returns
    -------
    DataFrame
        Columns document, number, coder (empty), headline, quote, and one for each theme (empty).

    Raises
    ------
    TypeError
        If `themes` is a single string.

    Examples
    --------
    >>> from analysis import load
    >>> sheet = coding_sheet(load.article(), ["asia", "europe"])
    >>> sheet.columns.tolist()
    ['document', 'number', 'coder', 'headline', 'quote', 'asia', 'europe']
    """
    schema.check(highlights, "highlights", needs=("document", "number", *schema.VOICES))
    if isinstance(themes, str):
        raise TypeError(f"themes= must be a sequence of theme ids, not the string {themes!r}")
    sheet = highlights[["document", "number"]].reset_index(drop=True)
    sheet["coder"] = ""
    for voice in schema.VOICES:
        sheet[voice] = highlights[voice].to_numpy()
    return sheet.assign(**dict.fromkeys(themes, ""))
