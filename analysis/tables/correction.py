"""How many of many tests a correction has to count."""

from __future__ import annotations

import numpy as np


def tarone(least: np.ndarray, error: float) -> tuple[np.ndarray, int]:
    """Which tests could reach significance at all, and how many Bonferroni's correction must count.

    Counts are discrete: a word with two uses cannot differ significantly however they fall, and need
    not be corrected for. The number of tests is the smallest k for which at most k of them can reach
    error / k (Tarone 1990).

    Parameters
    ----------
    least : ndarray
        The smallest p-value that each test can have, given its margins.
    error : float
        The probability of any false finding that is allowed, such as 0.05.

    Returns
    -------
    tuple of (ndarray of bool, int)
        The tests that can reach error / k, and k, which is at least 1.

    Examples
    --------
    >>> tarone(np.array([0.5, 0.25, 0.001, 0.02]), 0.05)
    (array([False, False,  True,  True]), 2)
    """
    ordered = np.sort(least)
    k = 1
    while np.searchsorted(ordered, error / k, side="right") > k:
        k += 1
    return least <= error / k, k
