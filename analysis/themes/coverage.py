"""How many highlights carry none of the themes of a codebook, and which bundled codebook fits them better."""

from __future__ import annotations

import pandas as pd

from analysis.themes.codebook import CODEBOOK, Given, name_of
from analysis.themes.codebook import codebook as book_of
from analysis.themes.codes import codes
from analysis.themes.corrections import CORRECTIONS, GivenCorrections
from analysis.themes.fit import carrying, fit

_FEW = (
    0.5  # of the highlights: with fewer of them coded, charts of themes say little about an article
)


def coverage(
    highlights: pd.DataFrame,
    *,
    codebook: Given = CODEBOOK,
    corrections: GivenCorrections = CORRECTIONS,
) -> str:
    """Return how many highlights carry none of the themes, and what to do if it is more than half.

    Parameters
    ----------
    highlights, codebook, corrections
        As for `themes.codes`.

    Returns
    -------
    str
        One sentence, or two if most highlights carry none: the second names a bundled codebook that
        codes more of them, if there is one, and how to write your own.

    Examples
    --------
    >>> texts = {"document": "a", "number": [1], "headline": ["Baseball Season Opens"], "quote": ""}
    >>> coverage(pd.DataFrame(texts))
    '1 of 1 highlight carries none of the 14 themes of world-affairs. The codebook news codes 1: codebook = "news"; or write your own, beginning with themes.template().'
    """
    book = book_of(codebook)
    coded = carrying(codes(highlights, codebook=book, corrections=corrections))
    n = len(highlights)
    name = name_of(book)
    without = n - coded
    if n and not without:
        every = "The highlight carries" if n == 1 else f"All {n} highlights carry"
        return f"{every} at least one of the {len(book.themes)} themes of {name}."
    highlight = "highlight" if n == 1 else "highlights"
    carry = "carries" if without == 1 else "carry"
    said = f"{without} of {n} {highlight} {carry} none of the {len(book.themes)} themes of {name}."
    if coded >= n * _FEW:
        return said
    fitting = fit(highlights)
    better = fitting[fitting["coded"].gt(coded) & fitting["codebook"].ne(name)]
    own = "beginning with themes.template()"
    if better.empty:
        return f"{said} Charts of themes say little here: write your own codebook, {own}."
    best = better.iloc[0]
    switch = (
        f'The codebook {best["codebook"]} codes {best["coded"]}: codebook = "{best["codebook"]}"'
    )
    return f"{said} {switch}; or write your own, {own}."
