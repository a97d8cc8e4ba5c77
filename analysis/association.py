"""How strongly two things go together, from four counts."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def g2(together: ArrayLike, first: ArrayLike, second: ArrayLike, total: ArrayLike) -> np.ndarray:
    """The log-likelihood ratio of a two-by-two table (Dunning 1993), negative where they meet less than by chance.

    By chance it passes 3.84, 6.63, 10.83 and 15.13 in 5, 1, 0.1 and 0.01 cases of a hundred.

    Parameters
    ----------
    together : array_like
        The places with both.
    first, second : array_like
        The places with each.
    total : array_like
        All places.

    Returns
    -------
    ndarray
        The ratios.

    Examples
    --------
    >>> g2([10, 4, 0], 20, 20, 100).round(2).tolist()
    [12.07, 0.0, -10.11]
    """
    given = (together, first, second, total)
    together, first, second, total = (np.asarray(value, dtype=float) for value in given)
    expected = expected_together(first, second, total)

    neither = total - first - second
    observed = (together, first - together, second - together, neither + together)
    by_chance = (expected, first - expected, second - expected, neither + expected)
    terms = sum(_term(seen, chance) for seen, chance in zip(observed, by_chance, strict=True))

    # Rounding can carry a ratio of 0 a hair below it.
    return np.sign(together - expected) * np.maximum(2 * terms, 0)


def expected_together(first: ArrayLike, second: ArrayLike, total: ArrayLike) -> np.ndarray:
    """How many places would hold both by chance."""
    return np.asarray(first, dtype=float) * np.asarray(second, dtype=float) / np.asarray(total)


def log_dice(together: ArrayLike, first: ArrayLike, second: ArrayLike) -> np.ndarray:
    """14 + log2 of the Dice coefficient (Rychlý 2008): at most 14, one less where the bond is half as close.

    It does not depend on the size of the text.

    Parameters
    ----------
    together : array_like
        The places with both.
    first, second : array_like
        The places with each.

    Returns
    -------
    ndarray
        The coefficients; minus infinity for two that never meet.

    Examples
    --------
    >>> log_dice([10, 5, 0], [10, 10, 10], [10, 10, 10]).tolist()
    [14.0, 13.0, -inf]
    """
    given = (together, first, second)
    together, first, second = (np.asarray(value, dtype=float) for value in given)
    with np.errstate(divide="ignore"):
        return 14 + np.log2(2 * together / (first + second))


def _term(observed: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """Observed times the logarithm of observed over expected; nothing where nothing was observed."""
    seen = observed > 0
    ratio = np.where(seen, observed, 1) / np.where(expected > 0, expected, 1)
    return np.where(seen, observed * np.log(ratio), 0.0)
