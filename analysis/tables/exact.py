"""Exact tests and intervals of counts: Poisson, binomial and hypergeometric.

SciPy has all of them, and is 35 MB for these few lines. `tests/check/test_methods.py` compares the two.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

_log_gamma = np.vectorize(math.lgamma, otypes=[float])

_TINY = 1e-300

# Terms below this part of their sum no longer change a float64.
_EPSILON = 1e-16


def poisson_interval(counts: ArrayLike, error: float) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper end of the exact interval of a Poisson mean, from one count (Garwood 1936).

    Parameters
    ----------
    counts : array_like
        The counts, whole numbers from 0.
    error : float
        The probability that the interval misses, half of it on either side.

    Returns
    -------
    tuple of ndarray
        The lower and the upper ends.

    Examples
    --------
    >>> [end.round(3).tolist() for end in poisson_interval([0, 1, 10], 0.05)]
    [[0.0, 0.025, 4.795], [3.689, 5.572, 18.39]]
    """
    counts = np.asarray(counts, dtype=float)
    distinct, each = np.unique(counts, return_inverse=True)
    positive = np.maximum(distinct, 1)
    low = _gamma_quantile(error / 2, positive)
    low[distinct == 0] = 0.0
    high = _gamma_quantile(1 - error / 2, distinct + 1)
    return low[each], high[each]


def _gamma_quantile(share: float, shape: np.ndarray) -> np.ndarray:
    """Where the distribution function of Gamma(shape, 1) reaches a share."""
    # The cube-root approximation (Wilson & Hilferty 1931) is close enough for Newton's method to
    # double its digits in every step: eight are plenty from shape 1 to a million.
    z = NormalDist().inv_cdf(share)
    root = 1 - 1 / (9 * shape) + z / (3 * np.sqrt(shape))
    x = shape * np.maximum(root, 0.1) ** 3
    for _ in range(8):
        log_density = (shape - 1) * np.log(x) - x - _log_gamma(shape)
        missed = _gamma_cdf(x, shape) - share
        step = missed / np.exp(log_density)
        x = np.maximum(x - step, x / 2)
    return x


def _gamma_cdf(x: np.ndarray, shape: np.ndarray) -> np.ndarray:
    """The regularised incomplete gamma function, by its series (Abramowitz & Stegun 1964, 6.5.29)."""
    log_term = shape * np.log(x) - x - _log_gamma(shape + 1)
    term = np.exp(log_term)
    total = term.copy()
    n = 0
    # Of short arrays, counting is several times as fast as any().
    while np.count_nonzero(term > _EPSILON * total):
        n += 1
        term = term * x / (shape + n)
        total += term
    return total


def clopper_pearson(
    successes: ArrayLike, failures: ArrayLike, error: float
) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper end of the exact interval of a binomial share (Clopper & Pearson 1934).

    Parameters
    ----------
    successes, failures : array_like
        How often the one and the other happened; effective counts need not be whole.
    error : float
        The probability that the interval misses, half of it on either side.

    Returns
    -------
    tuple of ndarray
        The lower and the upper ends.

    Examples
    --------
    >>> [end.round(4).tolist() for end in clopper_pearson([0, 3, 10], [10, 7, 0], 0.05)]
    [[0.0, 0.0667, 0.6915], [0.3085, 0.6525, 1.0]]
    """
    pairs, each = _distinct(successes, failures)
    yes, no = pairs.astype(float)
    low = _beta_quantile(error / 2, _or_one(yes), no + 1)
    low[yes == 0] = 0.0
    high = 1 - _beta_quantile(error / 2, _or_one(no), yes + 1)
    high[no == 0] = 1.0
    return low[each], high[each]


def _distinct(*values: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """The different cases, and the number of that of each place; the values belong together.

    Most words of a text are as frequent as many others: a few hundred cases stand for thousands.
    """
    rows = np.stack(np.broadcast_arrays(*map(np.asarray, values)))
    flat = rows.reshape(len(rows), -1)
    distinct, each = np.unique(flat, axis=1, return_inverse=True)
    return distinct, each.reshape(rows.shape[1:])


def _or_one(counts: np.ndarray) -> np.ndarray:
    """The counts with 1 for those of 0, which have no quantile and are set afterwards."""
    return np.where(counts > 0, counts, 1)


def binomial_p(successes: ArrayLike, failures: ArrayLike, share: float) -> np.ndarray:
    """Twice the smaller tail of a binomial, at most 1: the test that `clopper_pearson` inverts.

    >>> binomial_p([8, 5], [0, 3], 0.5).round(4).tolist()
    [0.0078, 0.7266]
    """
    yes = np.asarray(successes, float)
    no = np.asarray(failures, float)
    yes, no = np.broadcast_arrays(yes, no)
    log_share = np.full(yes.shape, math.log(share))
    log_rest = np.full(yes.shape, math.log1p(-share))
    log_at_least = _log_beta_cdf(log_share, _or_one(yes), no + 1)
    log_at_most = _log_beta_cdf(log_rest, _or_one(no), yes + 1)
    at_least = np.where(yes > 0, np.exp(log_at_least), 1.0)
    at_most = np.where(no > 0, np.exp(log_at_most), 1.0)
    return _two_sided(at_least, at_most)


def _two_sided(at_least: np.ndarray, at_most: np.ndarray) -> np.ndarray:
    """Twice the smaller tail, at most 1."""
    smaller = np.minimum(at_least, at_most)
    return np.minimum(2 * smaller, 1)


def _beta_quantile(share: float, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Where the distribution function of Beta(a, b) reaches a share; b is at least 1."""
    log_beta = _log_beta(a, b)
    # With b >= 1 the function is below x**a / (a * beta), which gives a start to the left of the end.
    # Its logarithm is concave in log(x), so that Newton's method goes up from there and never too far.
    log_share = math.log(share)
    log_x = np.minimum((log_share + np.log(a) + log_beta) / a, -1e-16)
    for _ in range(100):
        log_reached = _log_beta_cdf(log_x, a, b)
        log_rest = np.log1p(-np.exp(log_x))
        log_slope = a * log_x + (b - 1) * log_rest - log_beta - log_reached
        step = (log_share - log_reached) / np.exp(log_slope)
        log_x = np.minimum(log_x + step, -1e-16)
        is_small = np.abs(step) < 1e-12 * (1 - log_x)
        if is_small.all():
            break
    return np.exp(log_x)


def _log_beta_cdf(log_x: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The logarithm of the regularised incomplete beta function, by its continued fraction."""
    x = np.exp(log_x)
    other = -np.expm1(log_x)
    log_front = a * log_x + b * np.log(other) - _log_beta(a, b)

    # The fraction converges fast below the mean; beyond it the other tail is taken.
    far = x > (a + 1) / (a + b + 2)
    near = np.where(far, other, x)
    first = np.where(far, b, a)
    second = np.where(far, a, b)
    log_tail = log_front - np.log(first) - np.log(_fraction(near, first, second))
    log_other = np.where(far, log_tail, -1.0)
    return np.where(far, np.log1p(-np.exp(log_other)), log_tail)


def _log_beta(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return _log_gamma(a) + _log_gamma(b) - _log_gamma(a + b)


def _fraction(x: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """1 + d1/(1 + d2/(1 + …)) of the incomplete beta function (Abramowitz & Stegun 1964, 26.5.8).

    From the front, by the ratios of successive convergents (Lentz 1976).
    """
    value = top = np.ones(x.shape)
    bottom = np.zeros(x.shape)
    change = np.full(x.shape, np.inf)
    # A few dozen terms do for any counts of words.
    for term in range(1, 100_001):
        m = term // 2
        place = a + 2 * m
        if term % 2:
            d = -(a + m) * (a + b + m) * x / (place * (place + 1))
        else:
            d = m * (b - m) * x / ((place - 1) * place)
        bottom = 1 / _nonzero(1 + d * bottom)
        top = _nonzero(1 + d / top)
        change = top * bottom
        value = value * change
        if (np.abs(change - 1) <= 1e-15).all():
            break
    return value


def _nonzero(values: np.ndarray) -> np.ndarray:
    return np.where(np.abs(values) < _TINY, _TINY, values)


def meeting_p(both: ArrayLike, first: ArrayLike, second: ArrayLike, total: ArrayLike) -> np.ndarray:
    """The chance that at least `both` of `total` highlights have two things (Fisher's exact test, one-sided).

    Parameters
    ----------
    both, first, second, total : array_like of int
        The highlights with both things, with the first, with the second, and all of them.

    Returns
    -------
    ndarray
        The upper tail of the hypergeometric distribution.

    Examples
    --------
    >>> meeting_p([2, 0], 2, 2, 4).round(4).tolist()
    [0.1667, 1.0]
    """
    distinct, each = _distinct(both, first, second, total)
    met, one, two, whole = distinct.astype(np.int64)

    # The smaller tail is summed, whose terms fall from the start.
    above = _falling(met, one, two, whole)
    below = _falling(one - met + 1, one, whole - two, whole)
    is_more = met * whole > one * two
    tail = np.where(is_more, above, 1 - below)
    return np.clip(tail, 0, 1)[each]


def _falling(
    both: np.ndarray, first: np.ndarray, second: np.ndarray, total: np.ndarray
) -> np.ndarray:
    """The sum of the hypergeometric probabilities from `both` upwards."""
    neither = total - first - second
    most = np.minimum(first, second)
    least = np.maximum(0, -neither)
    possible = (both <= most) & (both >= least)
    x = np.where(possible, both, most)
    chance = np.exp(_log_meeting(x, first, second, total))
    term = np.where(possible, chance, 0.0)
    whole = term.copy()
    while np.count_nonzero(term > _EPSILON * whole):
        up = (first - x) * (second - x) / ((x + 1) * (neither + x + 1))
        term = np.where(x < most, term * up, 0.0)
        whole += term
        x = np.minimum(x + 1, most)
    return whole


def _log_meeting(
    both: np.ndarray, first: np.ndarray, second: np.ndarray, total: np.ndarray
) -> np.ndarray:
    """The logarithm of the hypergeometric probability of `both`."""
    inside = _log_choose(first, both)
    outside = _log_choose(total - first, second - both)
    return inside + outside - _log_choose(total, second)


def _log_choose(n: np.ndarray, k: np.ndarray) -> np.ndarray:
    return _log_gamma(n + 1.0) - _log_gamma(k + 1.0) - _log_gamma(n - k + 1.0)


def fisher_p(y1: np.ndarray, y2: np.ndarray, n1: int, n2: int) -> np.ndarray:
    """Twice the smaller tail of Fisher's exact test of y1 of n1 against y2 of n2, at most 1.

    >>> fisher_p(np.array([27]), np.array([14]), 27, 27).round(6).tolist()
    [3.6e-05]
    """
    total = n1 + n2
    at_least = meeting_p(y1, y1 + y2, n1, total)
    at_most = meeting_p(y2, y1 + y2, n2, total)
    return _two_sided(at_least, at_most)


def odds_interval(y1: int, y2: int, n1: int, n2: int, error: float) -> tuple[float, float]:
    """The exact interval of the logarithm of the odds ratio of y1 of n1 and y2 of n2 (Cornfield 1956).

    The test that it inverts is `fisher_p`. An end is infinite where a cell of the table is 0.

    >>> [round(end, 2) for end in odds_interval(5, 2, 10, 10, 0.05)]
    [-0.9, 3.99]
    """
    margin = y1 + y2
    x = np.arange(max(0, margin - n2), min(margin, n1) + 1)
    log_first = _log_choose(np.full(x.shape, n1), x)
    log_second = _log_choose(np.full(x.shape, n2), margin - x)
    log_p = log_first + log_second

    def tail(log_odds: float, mask: np.ndarray) -> float:
        log_weight = log_p + log_odds * x
        weight = np.exp(log_weight - log_weight.max())
        return float(weight[mask].sum() / weight.sum())

    low, high = -math.inf, math.inf
    if y1 > x[0]:
        low = _halve(lambda w: tail(w, x >= y1) < error / 2)
    if y1 < x[-1]:
        high = _halve(lambda w: tail(w, x <= y1) > error / 2)
    return low, high


def _halve(below: Callable[[float], bool]) -> float:
    """Where a condition that holds for small log-odds ceases to hold."""
    # exp(±700) is the range of float64, far beyond any table of highlights.
    low, high = -700.0, 700.0
    for _ in range(70):
        middle = (low + high) / 2
        if below(middle):
            low = middle
        else:
            high = middle
    return (low + high) / 2
