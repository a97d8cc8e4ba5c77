"""Whether an order is more than chance: random reorderings of the same things."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

# With 1,999 reorderings the smallest p is 1 in 2,000; more take longer and decide nothing else.
DRAWS = 1999

# Fixed, so that the same table gives the same p in every run.
SEED = 0


class Blocks(NamedTuple):
    """How often neighbours share something, how often they would by chance, and the p-value."""

    shared: int
    expected: float
    p: float


def blocks(carried: np.ndarray) -> Blocks:
    """Whether things that follow each other are more alike than in a random order.

    Counts, for each pair of neighbours, the attributes that both carry, and compares the sum with
    that of random orders of the same things (a one-sided permutation test, Fisher 1935).

    Parameters
    ----------
    carried : ndarray
        One row for each thing in order, one column for each attribute; true where it carries it.

    Returns
    -------
    Blocks
        `shared`, the attributes that neighbours share; `expected`, their mean over all orders;
        `p`, the part of random orders, this one included, with at least as many.

    Examples
    --------
    >>> found = blocks(np.array([[1, 0]] * 6 + [[0, 1]] * 6))
    >>> found.shared, round(found.expected, 1), found.p < 0.05
    (10, 5.0, True)
    """
    rows = np.asarray(carried, dtype=bool)
    count = len(rows)
    if count < 2:
        return Blocks(0, 0.0, 1.0)

    shared = _shared(rows)
    # In a random order each pair of things is a pair of neighbours with the same chance, 2 / count.
    carrying = rows.sum(axis=0)
    expected = float((carrying * (carrying - 1)).sum() / count)

    chance = np.random.default_rng(SEED)
    as_many = 0
    for _ in range(DRAWS):
        as_many += _shared(rows[chance.permutation(count)]) >= shared
    return Blocks(shared, expected, (as_many + 1) / (DRAWS + 1))


def _shared(rows: np.ndarray) -> int:
    """How many attributes neighbours share, summed over all pairs of neighbours."""
    return int((rows[:-1] & rows[1:]).sum())
