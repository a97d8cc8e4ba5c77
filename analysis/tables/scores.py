"""How one coder does against another who is taken as right."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis import schema
from analysis.tables.alpha import alpha
from analysis.tables.codings import ALL, checked
from analysis.tables.units import PLACE


def scores(codings: pd.DataFrame, *, coder: str, reference: str) -> pd.DataFrame:
    """How one coder does against another who is taken as right: precision, recall and F1 of each theme.

    Parameters
    ----------
    codings : DataFrame
        The codings of both. Only what both coded is compared.
    coder : str
        Whose coding is judged.
    reference : str
        The coder it is judged by.

    Returns
    -------
    DataFrame
        The columns of "scores" in `schema`, one row a theme in their order, then "all". `precision` is
        missing where the coder coded none, `recall` where the reference did, `f1` where neither did.

    Examples
    --------
    >>> rows = {"document": "a", "number": [1, 2, 1, 2], "coder": list("AABB"), "theme": "asia", "value": [1, 0, 1, 1]}
    >>> scores(pd.DataFrame(rows), coder="A", reference="B")[["theme", "both", "precision", "recall"]].values.tolist()
    [['asia', 1, 1.0, 0.5], ['all', 1, 1.0, 0.5]]
    """
    codings = checked(codings)
    if coder == reference:
        raise ValueError(f"coder and reference are both {coder!r}; they must be two coders")
    coders = codings["coder"].drop_duplicates().tolist()
    if not coders:
        return schema.empty("scores")
    for name in (coder, reference):
        if name not in coders:
            hint = schema.near(name, coders)
            raise ValueError(
                f"there is no coder {name!r}; the coders are {', '.join(coders)}{hint}"
            )

    pairs = codings.pivot(index=[*PLACE, "theme"], columns="coder", values="value")
    pairs = pairs.reindex(columns=[coder, reference]).dropna()
    theme = pairs.index.get_level_values("theme")
    ours = pairs[coder].eq(1).to_numpy()
    theirs = pairs[reference].eq(1).to_numpy()

    rows = []
    for name in codings["theme"].drop_duplicates():
        mine = theme == name
        rows.append((name, coder, reference, *_score(ours[mine], theirs[mine])))
    rows.append((ALL, coder, reference, *_score(ours, theirs)))
    return schema.table(rows, "scores")


def _score(ours: np.ndarray, theirs: np.ndarray) -> tuple:
    """n, both, coder_only, reference_only, precision, recall, f1, alpha."""
    both = int((ours & theirs).sum())
    only = int((ours & ~theirs).sum())
    missed = int((~ours & theirs).sum())
    ones = np.add(ours, theirs, dtype="float64")
    return (
        len(ours),
        both,
        only,
        missed,
        _share(both, both + only),
        _share(both, both + missed),
        _share(2 * both, 2 * both + only + missed),
        alpha(np.column_stack([2 - ones, ones])),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else np.nan
