"""Krippendorff's alpha of codes and of sets of codes."""

from __future__ import annotations

import numpy as np


def alpha(counts: np.ndarray, distance: np.ndarray | None = None) -> float:
    """Krippendorff's alpha by coincidences (Krippendorff 2011).

    Parameters
    ----------
    counts : ndarray
        Units by values: how many coders gave the unit the value.
    distance : ndarray, optional
        Values by values: how far they are apart, 0 on the diagonal; 1 elsewhere by default (nominal data).

    Returns
    -------
    float
        Alpha; NaN where no unit has two codes, or all codes are the same.

    Examples
    --------
    >>> round(alpha(np.array([[2, 0], [0, 2], [1, 1]])), 3)
    0.444
    """
    if not len(counts):
        return float("nan")
    if distance is None:
        distance = 1 - np.eye(counts.shape[1])
    return float(alphas(np.ones((1, len(counts))), counts, distance)[0])


def alphas(weights: np.ndarray, counts: np.ndarray, distance: np.ndarray) -> np.ndarray:
    """Alpha of each sample: `weights` is samples by units, how often each unit was drawn."""
    # A unit with one code has nothing to be compared with.
    size = counts.sum(axis=1)
    is_compared = size >= 2
    counts = counts[is_compared]
    weights = weights[:, is_compared]
    size = size[is_compared]

    within = _apart(counts, distance) / (size - 1)
    observed = weights @ within
    totals = weights @ counts
    expected = _apart(totals, distance)
    n = totals.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > 0, 1 - (n - 1) * observed / expected, np.nan)


def _apart(counts: np.ndarray, distance: np.ndarray) -> np.ndarray:
    """The sum of the distances between all pairs of the codes in each row."""
    to_each = counts @ distance
    return (to_each * counts).sum(axis=1)


def masi(sets: list[frozenset]) -> np.ndarray:
    """The distance of sets of themes, from 0 (equal) to 1 (nothing in common) (MASI, Passonneau 2006).

    1 - Jaccard x weight, where the weight is 2/3 if one set contains the other, 1/3 if they overlap.

    >>> masi([frozenset("ab"), frozenset("a")]).round(3).tolist()
    [[0.0, 0.667], [0.667, 0.0]]
    """
    made = np.zeros((len(sets), len(sets)))
    for i, one in enumerate(sets):
        for j, other in enumerate(sets):
            if one != other:
                made[i, j] = 1 - _alike(one, other)
    return made


def _alike(one: frozenset, other: frozenset) -> float:
    """Jaccard's coefficient of two different sets, weighted."""
    nested = one <= other or other <= one
    weight = 2 / 3 if nested else 1 / 3
    shared = len(one & other)
    every = len(one | other)
    return weight * shared / every
