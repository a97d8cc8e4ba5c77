"""How far the ranking of themes depends on the highlights that happen to be there."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis import schema
from analysis.tables.shares import carries

# Samples by themes by themes that are held at a time: about 30 MB.
_CELLS = 4_000_000


def stability(
    codes: pd.DataFrame,
    *,
    of: pd.DataFrame,
    facets: pd.DataFrame | None = None,
    level: float = 0.95,
    draws: int = 2000,
    seed: int = 0,
) -> pd.DataFrame:
    """How the rank of each theme moves when a highlight is left out, and when all are drawn again.

    Parameters
    ----------
    codes : DataFrame
        The codes.
    of : DataFrame
        The highlights.
    facets : DataFrame, optional
        A table with the columns `theme` and `facet`, such as `themes.codebook().themes`: topics and
        regions are ranked apart.
    level : float
        The confidence level of the bootstrap interval.
    draws : int
        How many samples the bootstrap draws.
    seed : int
        What the samples depend on: the same seed gives the same table.

    Returns
    -------
    DataFrame
        The columns of "stability" in `schema`, by facet (that of the most frequent theme first), rank, then label. A theme's rank is 1 + the number of
        themes with more highlights, so ties share a rank. `best` and `worst` are its ranks over the n
        omissions of one highlight, `low` and `high` the percentiles of its rank over samples of n
        highlights, drawn with replacement (Efron 1979). The second is the wider, and says how far the
        order would hold in other highlights of the same kind.

    Examples
    --------
    >>> of = pd.DataFrame({"document": "a", "number": [1, 2, 3], "quote": "words"})
    >>> codes = pd.DataFrame({"document": "a", "number": [1, 2, 3], "theme": list("xxy"), "label": list("XXY")})
    >>> stability(codes, of=of)[["theme", "rank", "best", "worst", "low", "high"]].values.tolist()
    [['x', 1, 1, 1, 1, 2], ['y', 2, 1, 2, 1, 2]]
    """
    if not 0 < level < 1 or draws < 1:
        raise ValueError(
            f"level must be between 0 and 1, and draws at least 1, not {level!r} and {draws!r}"
        )
    carried = carries(codes, of)
    if carried.empty:
        return schema.empty("stability")

    themes = carried.columns.get_level_values("theme")
    facet = np.full(len(themes), "", dtype=object)
    if facets is not None:
        schema.check(facets, "themes", needs=("theme", "facet"), argument="facets")
        known = dict(zip(facets["theme"], facets["facet"], strict=True))
        facet[:] = [known.get(theme, "") for theme in themes]

    parts = []
    for name in dict.fromkeys(facet):
        part = _ranked(carried.loc[:, facet == name], level, draws, seed)
        parts.append(part.assign(facet=name))
    return schema.table(pd.concat(parts), "stability")


def _ranked(carried: pd.DataFrame, level: float, draws: int, seed: int) -> pd.DataFrame:
    """The ranks of themes of one facet among each other."""
    has = carried.to_numpy()
    total = has.sum(axis=0)
    rank = _ranks(total[None, :])[0]
    without = _ranks(total - has)
    drawn = _drawn(has, draws, seed)
    ends = [(1 - level) / 2, (1 + level) / 2]
    low, high = np.quantile(drawn, ends, axis=0, method="inverted_cdf")
    moves = without != rank

    return carried.columns.to_frame(index=False).assign(
        highlights=total,
        rank=rank,
        best=without.min(axis=0),
        worst=without.max(axis=0),
        moves=moves.sum(axis=0),
        low=low,
        high=high,
    )


def _drawn(has: np.ndarray, draws: int, seed: int) -> np.ndarray:
    """The rank of each theme in each sample of the highlights."""
    n, themes = has.shape
    random = np.random.default_rng(seed)
    batch = max(1, _CELLS // max(themes**2, n))
    chances = np.full(n, 1 / n)
    ranks = []
    for done in range(0, draws, batch):
        times = random.multinomial(n, chances, min(batch, draws - done))
        ranks.append(_ranks(times @ has))
    return np.concatenate(ranks)


def _ranks(totals: np.ndarray) -> np.ndarray:
    """1 + the number of larger totals in the row."""
    is_larger = totals[:, None, :] > totals[:, :, None]
    return 1 + is_larger.sum(axis=2)
