"""How strongly two things go together, from four counts."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def g2(together: ArrayLike, first: ArrayLike, second: ArrayLike, total: ArrayLike) -> np.ndarray:
    """The log-likelihood ratio of a two-by-two table (Dunning 1993), negative where they meet less than by chance.

    `together` counts the places with both, `first` and `second` those with each, `total` all places. Numbers or arrays;
    Chance passes 3.84, 6.63, 10.83 and 15.13 in 5, 1, 0.1 and 0.01 cases of a hundred.

    >>> g2([10, 4, 0], 20, 20, 100).round(2).tolist()
    [12.07, 0.0, -10.11]
    """
    together, first, second, total = (
        np.asarray(a, dtype=float) for a in (together, first, second, total)
    )
    expected = expected_together(first, second, total)
    observed = (together, first - together, second - together, total - first - second + together)
    by_chance = (expected, first - expected, second - expected, total - first - second + expected)
    return np.sign(together - expected) * np.maximum(2 * sum(map(_term, observed, by_chance)), 0)


def expected_together(first: ArrayLike, second: ArrayLike, total: ArrayLike) -> np.ndarray:
    """How many places would hold both by chance."""
    return (
        np.asarray(first, dtype=float)
        * np.asarray(second, dtype=float)
        / np.asarray(total, dtype=float)
    )


def log_dice(together: ArrayLike, first: ArrayLike, second: ArrayLike) -> np.ndarray:
    """14 + log2 of the Dice coefficient (Rychlý 2008): at most 14, one less where the bond is half as close.

    It does not depend on the size of the text. Two that never meet have minus infinity.

    >>> log_dice([10, 5, 0], [10, 10, 10], [10, 10, 10]).tolist()
    [14.0, 13.0, -inf]
    """
    together, first, second = (np.asarray(a, dtype=float) for a in (together, first, second))
    with np.errstate(divide="ignore"):
        return 14 + np.log2(2 * together / (first + second))


def _term(observed: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """Observed times the logarithm of observed over expected; nothing where nothing was observed."""
    safe = np.where(observed > 0, observed, 1)
    return np.where(
        observed > 0, observed * np.log(safe / np.where(expected > 0, expected, 1)), 0.0
    )
