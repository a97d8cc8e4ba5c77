"""The codings of one coder as codes, to count and chart them."""

from __future__ import annotations

import pandas as pd

from analysis import schema
from analysis.themes.check_evidence import check_evidence
from analysis.themes.codebook import CODEBOOK, Given
from analysis.themes.codebook import codebook as book_of
from analysis.themes.cues import NEEDS, PLACE, in_order


def as_codes(
    codings: pd.DataFrame,
    *,
    of: pd.DataFrame,
    codebook: Given = CODEBOOK,
    coder: str | None = None,
    evidenced: bool = False,
) -> pd.DataFrame:
    """Return the codings of one coder as codes, to count and chart them.

    Parameters
    ----------
    codings : DataFrame
        The table of codings.
    of : DataFrame
        The highlights that were coded.
    codebook : str, Path, Codebook or None
        The codebook by which they were coded.
    coder : str, optional
        Whose codings; needed where there are several coders.
    evidenced : bool
        Leave out every code whose evidence `check_evidence` does not find.

    Returns
    -------
    DataFrame
        The table "codes" of `schema`. `cues` is the evidence that was found, as the text has it.

    Raises
    ------
    ValueError
        If `coder` is not one of the coders, or is needed.

    Examples
    --------
    >>> texts = {"document": "a", "number": [1, 2], "headline": "", "quote": ["We met in Delhi.", "No."]}
    >>> rows = {"document": "a", "number": [1, 2], "coder": "m", "date": "", "theme": "asia", "value": 1}
    >>> coded = pd.DataFrame(rows | {"evidence": ["met in Delhi", "met in Rome"]})
    >>> as_codes(coded, of=pd.DataFrame(texts), evidenced=True)[["number", "cues"]].values.tolist()
    [[1, 'met in Delhi']]
    """
    schema.check(codings, "codings")
    schema.check(of, "highlights", needs=NEEDS)
    book = book_of(codebook)
    if codings.empty:
        return schema.empty("codes")
    mine = codings[codings["coder"].eq(_coder(codings, coder))]
    here = mine.merge(of[PLACE], on=PLACE)
    here = here.merge(book.themes[["theme", "label"]], on="theme")
    coded = here[here["value"].eq(1)]
    if coded.empty:
        return schema.empty("codes")

    keys = [*PLACE, "theme"]
    checked = check_evidence(coded, of=of)
    found = checked[checked["found"]].groupby(keys, sort=False)["surface"]
    cues = found.agg("; ".join).rename("cues").reset_index()
    rows = coded.merge(cues, on=keys, how="left")
    if evidenced:
        rows = rows[rows["cues"].notna()]
    rows["cues"] = rows["cues"].fillna("")
    return schema.table(in_order(rows, of, book), "codes")


def _coder(codings: pd.DataFrame, coder: str | None) -> str:
    coders = codings["coder"].drop_duplicates().tolist()
    if coder is None and len(coders) > 1:
        raise ValueError(f"there are several coders; give coder=, one of {', '.join(coders)}")
    if coder is not None and coder not in coders:
        hint = schema.near(coder, coders)
        raise ValueError(f"there is no coder {coder!r}; the coders are {', '.join(coders)}{hint}")
    return coders[0] if coder is None else coder
