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
    both, one, two, places = (
        np.asarray(value, dtype=float) for value in (together, first, second, total)
    )
    expected = expected_together(one, two, places)

    neither = places - one - two
    observed = (both, one - both, two - both, neither + both)
    by_chance = (expected, one - expected, two - expected, neither + expected)
    terms = np.sum([_term(*cell) for cell in zip(observed, by_chance, strict=True)], axis=0)

    # Rounding can carry a ratio of 0 a hair below it.
    return np.sign(both - expected) * np.maximum(2 * terms, 0)


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
    both, one, two = (np.asarray(value, dtype=float) for value in (together, first, second))
    with np.errstate(divide="ignore"):
        return 14 + np.log2(2 * both / (one + two))


def _term(observed: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """Observed times the logarithm of observed over expected; nothing where nothing was observed."""
    seen = observed > 0
    ratio = np.where(seen, observed, 1) / np.where(expected > 0, expected, 1)
    return np.where(seen, observed * np.log(ratio), 0.0)
