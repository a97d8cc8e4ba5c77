"""The exact confidence interval of a proportion."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

_HALVINGS = 60
_TERMS = 100_000
_TINY = 1e-300


def clopper_pearson(
    successes: ArrayLike, trials: ArrayLike, level: float
) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper end of the exact interval of a binomial proportion that errs with probability `level`.

    Half of `level` on either side (Clopper & Pearson 1934), by way of the beta distribution.

    >>> [end.round(4).tolist() for end in clopper_pearson([0, 3, 10], [10, 10, 10], 0.05)]
    [[0.0, 0.0667, 0.6915], [0.3085, 0.6525, 1.0]]
    """
    successes, trials = np.broadcast_arrays(
        np.asarray(successes, dtype=float), np.asarray(trials, dtype=float)
    )
    pairs, each = np.unique(
        np.stack([successes.ravel(), trials.ravel()]), axis=1, return_inverse=True
    )
    ends = _ends(pairs[0], pairs[1] - pairs[0], level)
    low, high = (end[each.ravel()].reshape(successes.shape) for end in ends)
    return low, high


def _ends(
    successes: np.ndarray, failures: np.ndarray, level: float
) -> tuple[np.ndarray, np.ndarray]:
    low = np.where(
        successes > 0, _beta_quantile(level / 2, np.maximum(successes, 1), failures + 1), 0.0
    )
    high = np.where(
        failures > 0, 1 - _beta_quantile(level / 2, np.maximum(failures, 1), successes + 1), 1.0
    )
    return low, high


def _beta_quantile(share: float, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Where the distribution function of Beta(a, b) reaches a share, by halving."""
    low, high, log_beta = np.zeros(a.shape), np.ones(a.shape), _log_beta(a, b)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        below = _cdf(middle, a, b, log_beta) < share
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return (low + high) / 2


def beta_cdf(x: ArrayLike, a: ArrayLike, b: ArrayLike) -> np.ndarray:
    """The regularised incomplete beta function (its continued fraction: Abramowitz & Stegun 1964, 26.5.8).

    >>> beta_cdf([0.0, 0.5, 1.0], 2, 2).round(12).tolist()
    [0.0, 0.5, 1.0]
    """
    x, a, b = np.broadcast_arrays(*(np.asarray(v, dtype=float) for v in (x, a, b)))
    return _cdf(x, a, b, _log_beta(a, b))


def _cdf(x: np.ndarray, a: np.ndarray, b: np.ndarray, log_beta: np.ndarray) -> np.ndarray:
    # The fraction converges fast below the mean; beyond it the other tail is taken.
    far = x > (a + 1) / (a + b + 2)
    x, a, b = np.where(far, 1 - x, x), np.where(far, b, a), np.where(far, a, b)
    inside = (x > 0) & (x < 1)
    safe = np.where(inside, x, 0.5)
    log_front = a * np.log(safe) + b * np.log1p(-safe) - np.log(a) - log_beta
    tail = np.where(inside, np.exp(log_front) / _fraction(safe, a, b), (x >= 1).astype(float))
    return np.where(far, 1 - tail, tail)


def _fraction(x: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """1 + d1/(1 + d2/(1 + …)), from the front, by the ratios of successive convergents (Lentz 1976)."""
    value = top = np.ones(x.shape)
    bottom = np.zeros(x.shape)
    for term in range(1, _TERMS):
        m = term // 2
        if term % 2:
            d = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            d = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        bottom = 1 / _nonzero(1 + d * bottom)
        top = _nonzero(1 + d / top)
        value = value * top * bottom
        if (np.abs(top * bottom - 1) < 1e-15).all():
            break
    return value


def _nonzero(values: np.ndarray) -> np.ndarray:
    return np.where(np.abs(values) < _TINY, _TINY, values)


_log_gamma = np.vectorize(math.lgamma, otypes=[float])


def _log_beta(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return _log_gamma(a) + _log_gamma(b) - _log_gamma(a + b)
