"""How far the uses of two groups are apart: ratios of rates or odds, their intervals and tests."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.tables.correction import tarone
from analysis.tables.exact import binomial_p, clopper_pearson, fisher_p, odds_interval

_LN2 = math.log(2)


class Uses(NamedTuple):
    """How often each row is used in both groups, and the size of each."""

    y1: np.ndarray
    y2: np.ndarray
    n1: int
    n2: int

    @property
    def share(self) -> float:
        """The share of the first group in both."""
        return self.n1 / (self.n1 + self.n2)

    def without_ratio(self) -> np.ndarray:
        """Where a count of 0 leaves no ratio."""
        return (self.y1 == 0) | (self.y2 == 0)


def uses_of(rows: pd.DataFrame) -> Uses:
    """The uses of the rows of both groups next to each other."""
    return Uses(
        y1=rows["count_first"].to_numpy("int64"),
        y2=rows["count_second"].to_numpy("int64"),
        n1=int(rows["size_first"].iloc[0]),
        n2=int(rows["size_second"].iloc[0]),
    )


def of_rates(rows: pd.DataFrame, error: float, least: int) -> dict[str, object]:
    """Tests and intervals of the ratio of the rates."""
    uses = uses_of(rows)
    clumps = rows["clumps"].to_numpy(float)
    one = uses.y1 / clumps
    two = uses.y2 / clumps
    # However the uses fall, none is more surprising than all of them in the shorter group.
    shorter = min(uses.share, 1 - uses.share)
    extreme = binomial_p(one + two, np.zeros(len(rows)), shorter)
    family = _family(rows, extreme, error, least)

    more_one, more_two = _shared_use(uses.without_ratio(), uses.share)
    rate_one = (uses.y1 + more_one) / uses.n1
    rate_two = (uses.y2 + more_two) / uses.n2
    sizes = uses.n2 / uses.n1
    low, high = _rate_interval(one, two, sizes, error)
    corrected = _rate_interval(one, two, sizes, family.level)
    return {
        "log_ratio": np.log2(rate_one) - np.log2(rate_two),
        "p": binomial_p(one, two, uses.share),
        "low": low,
        "high": high,
        "lrc": _nearest(corrected, family.tested),
        **family._asdict(),
    }


def of_odds(rows: pd.DataFrame, error: float, least: int) -> dict[str, object]:
    """Tests and intervals of the ratio of the odds."""
    uses = uses_of(rows)
    y1, y2, n1, n2 = uses
    both = y1 + y2
    # All in the first group that it can have, or all in the second.
    most = np.minimum(both, n1)
    fewest = np.maximum(both - n2, 0)
    at_most = fisher_p(most, both - most, n1, n2)
    at_least = fisher_p(fewest, both - fewest, n1, n2)
    family = _family(rows, np.minimum(at_most, at_least), error, least)

    no_ratio = uses.without_ratio() | (y1 == n1) | (y2 == n2)
    more_one, more_two = _shared_use(no_ratio, uses.share)
    odds_one = (y1 + more_one) / (n1 - y1 + more_one)
    odds_two = (y2 + more_two) / (n2 - y2 + more_two)
    low, high = _odds_intervals(uses, error)
    corrected = _odds_intervals(uses, family.level)
    return {
        "log_ratio": np.log2(odds_one) - np.log2(odds_two),
        "p": fisher_p(y1, y2, n1, n2),
        "low": low,
        "high": high,
        "lrc": _nearest(corrected, family.tested),
        **family._asdict(),
    }


def _shared_use(no_ratio: np.ndarray, share: float) -> tuple[np.ndarray, np.ndarray]:
    """What is added to the counts of both groups where a count of 0 would leave no ratio.

    One use, by the sizes of the groups (Sweeting, Sutton & Lambert 2004): half a use in each would be a
    high rate in a tiny group, and put a word that it never has on its side.
    """
    return no_ratio * share, no_ratio * (1 - share)


class _Family(NamedTuple):
    """Which rows could stand out, at which error each, and for how many the correction counts."""

    tested: np.ndarray
    level: float
    tests: int


def _family(rows: pd.DataFrame, extreme: np.ndarray, error: float, least: int) -> _Family:
    """The rows that are tested together; `extreme` is the smallest p-value that each could have."""
    highlights = rows["highlights_first"] + rows["highlights_second"]
    known = highlights.to_numpy() >= least
    reachable, tests = tarone(extreme[known], error)
    tested = known.copy()
    tested[known] = reachable
    return _Family(tested, error / tests, tests * int(tested.any()))


def _rate_interval(
    y1: np.ndarray, y2: np.ndarray, sizes: float, error: float
) -> tuple[np.ndarray, np.ndarray]:
    """The interval of log2 of the ratio of two rates; `sizes` is that of the second group to the first."""
    shares = np.array(clopper_pearson(y1, y2, error))
    with np.errstate(divide="ignore"):
        low, high = np.log2(sizes) + np.log2(shares) - np.log2(1 - shares)
    return low, high


def _odds_intervals(uses: Uses, error: float) -> tuple[np.ndarray, np.ndarray]:
    """The interval of log2 of each odds ratio."""
    ends = []
    for y1, y2 in zip(uses.y1, uses.y2, strict=True):
        ends.append(odds_interval(y1, y2, uses.n1, uses.n2, error))
    low, high = np.array(ends, dtype=float).T / _LN2
    return low, high


def _nearest(interval: tuple[np.ndarray, np.ndarray], tested: np.ndarray) -> np.ndarray:
    """The end nearer to 0; 0 where the interval contains it, or where the row was not tested."""
    low, high = interval
    nearest = np.maximum(low, 0) + np.minimum(high, 0)
    return np.where(tested, nearest, 0.0)


def log_odds(rows: pd.DataFrame, prior: float) -> tuple[np.ndarray, np.ndarray]:
    """The log-odds ratio of every word between the groups, and its z-score."""
    y1, y2, n1, n2 = uses_of(rows)
    alpha = prior * (y1 + y2) / (n1 + n2)
    one = y1 + alpha
    two = y2 + alpha

    # A theme that every highlight carries leaves nothing on the other side of the odds; half a
    # highlight keeps them finite.
    rest_one = np.maximum(n1 + prior - y1 - alpha, 0.5)
    rest_two = np.maximum(n2 + prior - y2 - alpha, 0.5)
    delta = np.log(one / rest_one) - np.log(two / rest_two)
    variance = 1 / one + 1 / two
    return delta, delta / np.sqrt(variance)
