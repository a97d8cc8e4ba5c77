"""What the rule says, what was corrected, and why."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from itertools import product
from typing import NamedTuple

import pandas as pd

from analysis import schema
from analysis.themes.codebook import CODEBOOK, Given
from analysis.themes.codebook import codebook as book_of
from analysis.themes.corrections import (
    CORRECTIONS,
    Correction,
    GivenCorrections,
    are_bundled,
    corrections_of,
    placed,
)
from analysis.themes.cues import PLACE, cues, tuples
from analysis.themes.matching import shortened
from analysis.themes.rule import Earned, Key, earned

_NO_CUE = Earned(cues="", enough=False)
_NO_CHANGE = Correction("", None, "", "", change="", reason="")


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
    return schema.table(reviewed(highlights, codebook, corrections, every=every), "review")


class Reviewed(NamedTuple):
    """A row of the table "review" of `schema`."""

    document: str
    number: int
    headline: str
    theme: str
    label: str
    rule: int
    change: str
    coded: int
    cues: str
    reason: str


def reviewed(
    highlights: pd.DataFrame,
    codebook: Given,
    corrections: GivenCorrections,
    *,
    every: bool = False,
) -> list[Reviewed]:
    """Return the table "review" for the functions that users call, as far from them as warnings expect.

    Parameters
    ----------
    highlights, codebook, corrections, every
        As for `review`.

    Returns
    -------
    list of Reviewed
        The rows of the table, in the order of the highlights and of the themes.
    """
    book = book_of(codebook)
    found = earned(cues(highlights, codebook=book), book, highlights)
    changes = corrections_of(corrections, codebook=book)
    bundled = are_bundled(corrections)
    here = placed(changes, highlights, only_here=bundled)

    headline_of = dict(
        zip(tuples(highlights, *PLACE), highlights["headline"].tolist(), strict=True)
    )
    label_of = dict(tuples(book.themes, "theme", "label"))
    # A correction may add a theme of which no cue was found.
    keys = _in_order({**found, **here}, headline_of, label_of)
    if every:
        keys = [(*place, theme) for place, theme in product(headline_of, label_of)]

    rows = []
    for key in keys:
        document, number, theme = key
        rule = found.get(key, _NO_CUE)
        change = here.get(key, _NO_CHANGE)
        kept = rule.enough and change.change != "-"
        row = Reviewed(
            document,
            number,
            headline=headline_of[document, number],
            theme=theme,
            label=label_of.get(theme, ""),
            rule=int(rule.enough),
            change=change.change,
            coded=int(kept or change.change == "+"),
            cues=rule.cues,
            reason=change.reason,
        )
        rows.append(row)

    # The bundled corrections are given by default, also to articles that nobody corrected.
    if not bundled:
        _warn_of_idle(rows)
    return rows


def _in_order(
    keys: Iterable[Key], headline_of: dict[tuple, str], label_of: dict[str, str]
) -> list[Key]:
    """The keys in the order of the highlights and of the themes."""
    place = {key: at for at, key in enumerate(headline_of)}
    rank = {theme: at for at, theme in enumerate(label_of)}
    return sorted(keys, key=lambda key: (place[key[:2]], rank.get(key[2], len(rank))))


def _warn_of_idle(rows: list[Reviewed]) -> None:
    """Warn of corrections that have no effect."""
    said = []
    for row in rows:
        if row.change == ("+" if row.rule else "-"):
            said.append(f"{row.document}, number {row.number} ({row.change}{row.theme})")
    if not said:
        return
    warnings.warn(
        f"{len(said)} corrections have no effect, since the rule already agrees: "
        f"{shortened(said)}; leave these rows out",
        stacklevel=4,  # warn → reviewed → codes, uncoded or review → the caller
    )
