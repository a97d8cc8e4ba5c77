"""What the rule says, what was corrected, and why."""

from __future__ import annotations

import warnings

import pandas as pd

from analysis import schema
from analysis.themes.codebook import CODEBOOK, Given
from analysis.themes.codebook import codebook as book_of
from analysis.themes.corrections import (
    CORRECTIONS,
    GivenCorrections,
    are_bundled,
    corrections_of,
    placed,
)
from analysis.themes.cues import NEEDS, PLACE, cues, in_order
from analysis.themes.matching import shortened
from analysis.themes.rule import earned

_KEYS = [*PLACE, "theme"]


def review(
    highlights: pd.DataFrame,
    *,
    codebook: Given = CODEBOOK,
    corrections: GivenCorrections = CORRECTIONS,
    every: bool = False,
) -> pd.DataFrame:
    """Return what the rule says, what was corrected and why.

    Written to a CSV file this is the table in which to correct your own article: put + or - into
    `change` and say why in `reason`. Rows without a change are left out when it is read as
    `corrections`.

    Parameters
    ----------
    highlights, codebook, corrections
        As for `themes.codes`.
    every : bool
        All themes of all highlights, not only those with a cue or a correction.

    Returns
    -------
    DataFrame
        The table "review" of `schema`, one row for each highlight and theme.

    Examples
    --------
    >>> texts = {"document": "a", "number": [1], "headline": ["Rain"], "quote": ["A sanction."]}
    >>> review(pd.DataFrame(texts))[["theme", "rule", "coded", "cues"]].values.tolist()
    [['sanctions', 0, 0, 'sanction']]
    """
    return reviewed(highlights, codebook, corrections, every=every)


def reviewed(
    highlights: pd.DataFrame,
    codebook: Given,
    corrections: GivenCorrections,
    *,
    every: bool = False,
) -> pd.DataFrame:
    """Return the table "review" for the functions that users call, as far from them as warnings expect.

    Parameters
    ----------
    highlights, codebook, corrections, every
        As for `review`.

    Returns
    -------
    DataFrame
        The table "review" of `schema`.
    """
    schema.check(highlights, "highlights", needs=NEEDS)
    book = book_of(codebook)
    found = earned(cues(highlights, codebook=book), book, highlights)
    changes = corrections_of(corrections, codebook=book)
    bundled = are_bundled(corrections)
    here = placed(changes, highlights, only_here=bundled)
    # A correction may add a theme of which no cue was found.
    rows = found.merge(here, on=_KEYS, how="outer")
    # Without a cue or a correction a theme has no row yet.
    if every:
        grid = highlights[PLACE].merge(book.themes[["theme"]], how="cross")
        rows = grid.merge(rows, on=_KEYS, how="left")
    texts = {name: rows[name].fillna("").astype("str") for name in ("cues", "change", "reason")}
    rows = rows.assign(rule=rows["earned"].eq(True).astype("int64"), **texts)
    # The bundled corrections are given by default, also to articles that nobody corrected.
    if not bundled:
        _warn_of_idle(rows)
    kept = rows["rule"].eq(1) & rows["change"].ne("-")
    added = rows["change"].eq("+")
    rows["coded"] = (kept | added).astype("int64")
    rows = rows.merge(highlights[[*PLACE, "headline"]], on=PLACE, how="left")
    rows["label"] = rows["theme"].map(book.themes.set_index("theme")["label"])
    return schema.table(in_order(rows, highlights, book), "review")


def _warn_of_idle(rows: pd.DataFrame) -> None:
    """Warn of corrections that have no effect."""
    added_again = rows["change"].eq("+") & rows["rule"].eq(1)
    removed_again = rows["change"].eq("-") & rows["rule"].eq(0)
    idle = rows[added_again | removed_again]
    if idle.empty:
        return
    said = []
    for row in idle.itertuples():
        said.append(f"{row.document}, number {row.number} ({row.change}{row.theme})")
    warnings.warn(
        f"{len(idle)} corrections have no effect, since the rule already agrees: "
        f"{shortened(said)}; leave these rows out",
        stacklevel=4,  # warn → reviewed → codes, uncoded or review → the caller
    )
