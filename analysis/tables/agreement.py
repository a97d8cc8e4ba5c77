"""How far coders agree, and how sure that is."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis import schema
from analysis.tables.alpha import alpha, alphas, masi
from analysis.tables.codings import ALL, checked
from analysis.tables.exact import clopper_pearson
from analysis.tables.units import PLACE

# The row that compares, for each highlight, the set of all its themes.
SETS = "all (MASI)"

# Krippendorff's own marks (2004) for relying on codes, and for tentative conclusions.
RELIABLE, TENTATIVE = 0.8, 2 / 3

# Highlights of the rarer kind (coded, or not) under which nothing can be told: with four, one
# changed code moves alpha by about 0.15, and many bootstrap samples hold none.
FEW = 5

# An interval wider than this says little of a measure whose useful range is 0 to 1.
_WIDE = 0.5

# Highlights under which a bootstrap has too little to draw from.
_LEAST = 10

# A code is equal to another one or not.
NOMINAL = 1 - np.eye(2)

# Samples by highlights that are held at a time: about 30 MB.
_CELLS = 4_000_000


class _Part(NamedTuple):
    """The units of one row of the table."""

    counts: np.ndarray  # units by values: how many coders gave it
    highlight: np.ndarray  # of each unit the number of its highlight, from 0
    distance: np.ndarray  # values by values: how far they are apart

    @property
    def highlights(self) -> int:
        return len(np.unique(self.highlight))


def agreement(
    codings: pd.DataFrame, *, level: float = 0.95, draws: int = 2000, seed: int = 0
) -> pd.DataFrame:
    """How far the coders of each theme agree, over all themes, and on the set of themes of a highlight.

    Parameters
    ----------
    codings : DataFrame
        One row per document, number, coder and theme with the value 1, 0 or missing, for any number of
        coders.
    level : float
        The confidence level of the interval.
    draws : int
        How many samples the bootstrap draws.
    seed : int
        What the samples depend on: the same seed gives the same table.

    Returns
    -------
    DataFrame
        The columns of "agreement" in `schema`, one row per theme in their order, also where alpha is
        undefined; then "all", which takes each highlight and theme as a unit, and "all (MASI)", which
        takes each highlight and compares the sets of its themes. Where alpha has no meaning it is missing,
        and `means` says why.

    Notes
    -----
    `alpha` is Krippendorff's alpha for nominal data, by coincidences (Hayes & Krippendorff 2007); for sets,
    with the MASI distance (Passonneau 2006). `low` and `high` are the percentiles of a bootstrap that
    draws whole highlights; samples in which nothing varies have no alpha and are left out. Where nobody
    disagreed, or fewer than five highlights hold the rarer code, samples hold too little to disagree on:
    there the interval is that of the alphas which would follow from the exact binomial interval of the
    rate of disagreement. `needed` is the number of
    highlights from which an alpha of 0.80 or more can be shown at the 5 % level (Krippendorff 2004, after
    Bloch & Kraemer 1989).

    Examples
    --------
    >>> values = {"A": [1, 0, 0], "B": [1, 0, 1]}
    >>> codings = pd.DataFrame(values, index=pd.Index([1, 2, 3], name="number")).melt(
    ...     var_name="coder", ignore_index=False).reset_index().assign(document="a", theme="asia")
    >>> agreement(codings)[["theme", "n", "percent", "alpha"]].round(2).values.tolist()
    [['asia', 3, 0.67, 0.44], ['all', 3, 0.67, 0.44], ['all (MASI)', 3, 0.67, 0.44]]
    """
    if not 0 < level < 1 or draws < 1:
        raise ValueError(
            f"level must be between 0 and 1, and draws at least 1, not {level!r} and {draws!r}"
        )
    codings = checked(codings)
    if codings.empty:
        return schema.empty("agreement")

    parts = _parts(codings)
    drawn = _intervals(list(parts.values()), level, draws, seed)
    coders = codings.groupby("theme")["coder"].nunique()
    everyone = codings["coder"].nunique()

    rows = []
    for (name, part), interval in zip(parts.items(), drawn, strict=True):
        row = {"theme": name, "coders": coders.get(name, everyone), "confidence": level}
        row |= _compared(part, interval, level, sets=name == SETS)
        rows.append(row)
    names = [column.name for column in schema.columns("agreement")]
    return schema.table(pd.DataFrame(rows, columns=names), "agreement")


def _parts(codings: pd.DataFrame) -> dict[str, _Part]:
    """The units of each row of the table."""
    known = codings.dropna(subset="value")
    is_coded = known["value"].eq(1).astype("int64")
    by_unit = known.assign(one=is_coded).groupby([*PLACE, "theme"], sort=False)["one"]
    units = by_unit.agg(["size", "sum"]).reset_index()
    units = units[units["size"] >= 2]
    units["no"] = units["size"] - units["sum"]

    parts = {}
    for name in codings["theme"].drop_duplicates():
        parts[name] = _nominal(units[units["theme"] == name])
    parts[ALL] = _nominal(units)
    parts[SETS] = _sets(codings)
    return parts


def _nominal(units: pd.DataFrame) -> _Part:
    """Units that are coded or not."""
    counts = units[["no", "sum"]].to_numpy("float64")
    highlight = units.groupby(PLACE, sort=False).ngroup().to_numpy()
    return _Part(counts, highlight, NOMINAL)


def _sets(codings: pd.DataFrame) -> _Part:
    """Each highlight as a unit, whose values are the sets of themes that its coders gave it."""
    wide = codings.pivot(index=[*PLACE, "coder"], columns="theme", values="value").dropna()
    if wide.empty:
        return _Part(np.zeros((0, 1)), np.zeros(0, dtype="int64"), np.zeros((1, 1)))

    themes = wide.columns.to_numpy()
    number_of: dict[frozenset, int] = {}
    numbers = []
    for row in wide.eq(1).to_numpy(dtype=bool):
        given = frozenset(themes[row])
        numbers.append(number_of.setdefault(given, len(number_of)))

    highlight = wide.groupby(PLACE, sort=False).ngroup().to_numpy()
    counts = np.zeros((highlight.max() + 1, len(number_of)))
    np.add.at(counts, (highlight, numbers), 1)
    counts = counts[counts.sum(axis=1) >= 2]
    return _Part(counts, np.arange(len(counts)), masi(list(number_of)))


def _compared(part: _Part, drawn: tuple[float, float], level: float, *, sets: bool) -> dict:
    """The numbers of one row, and what they mean."""
    counts = part.counts
    if not len(counts):
        return {
            "n": 0,
            "means": "no highlight has two codes, so there is nothing to compare",
        }

    sizes = counts.sum(axis=1)
    agreeing = (counts * (counts - 1)).sum()
    pairs = (sizes * (sizes - 1)).sum()
    percent = float(agreeing / pairs)
    value = alpha(counts, part.distance)
    is_rare = not sets and _rarer(part) < FEW
    interval = drawn
    if not np.isnan(value) and (percent == 1 or is_rare):
        interval = _exact(part, drawn, level)

    found: dict = {"n": len(counts), "percent": percent, "alpha": value}
    found["low"], found["high"] = interval
    if not sets:
        prevalence = float(counts[:, 1].sum() / sizes.sum())
        found["prevalence"] = prevalence
        found["needed"] = _needed(prevalence)
    found["means"] = _means(part, found, level, sets=sets)
    return found


def _exact(part: _Part, drawn: tuple[float, float], level: float) -> tuple[float, float]:
    """The alphas that the number of highlights with a disagreement is compatible with, and the bootstrap's.

    Samples of few codes hold few disagreements or none: the bootstrap alone would be sure of what it
    has not seen.
    """
    shares = part.counts.sum(axis=0) / part.counts.sum()
    expected = float(shares @ part.distance @ shares)

    n = part.highlights
    differs = (part.counts > 0).sum(axis=1) > 1
    differing = len(np.unique(part.highlight[differs]))
    if not differing:
        low = 1 - _open_rate(n, level) / expected
        return max(low, -1.0), 1.0

    least, most = clopper_pearson(differing, n - differing, 1 - level)
    drawn_low, drawn_high = drawn
    low = min(1 - float(most) / expected, drawn_low)
    high = max(1 - float(least) / expected, drawn_high)
    return max(low, -1.0), high


def _open_rate(n: int, level: float) -> float:
    """The largest rate of disagreement under which none in n has a chance of 1 - level (Clopper & Pearson)."""
    return 1 - (1 - level) ** (1 / n)


def _needed(prevalence: float) -> float:
    """How many highlights show an alpha of 0.80 or more at the 5 % level; missing where nothing varies."""
    spread = prevalence * (1 - prevalence)
    if spread == 0:
        return np.nan

    z = 1.645  # the 5 % point of the normal distribution, one-sided
    low = RELIABLE
    above = (1 + low) * (3 - low)
    below = 4 * (1 - low) * spread
    return round(z**2 * (above / below - low))


def _intervals(
    parts: list[_Part], level: float, draws: int, seed: int
) -> list[tuple[float, float]]:
    """Percentiles of each part's alpha over samples of whole highlights, drawn with replacement.

    Parts of as many highlights share their samples.
    """
    sampled: list[list[np.ndarray]] = [[] for _ in parts]
    for n in {part.highlights for part in parts} - {0}:
        random = np.random.default_rng(seed)
        batch = max(1, _CELLS // n)
        for done in range(0, draws, batch):
            size = min(batch, draws - done)
            drawn = random.multinomial(n, np.full(n, 1 / n), size)
            for part, found in zip(parts, sampled, strict=True):
                if part.highlights != n:
                    continue
                times = drawn[:, part.highlight]
                found.append(alphas(times, part.counts, part.distance))
    return [_percentiles(found, level) for found in sampled]


def _percentiles(sampled: list[np.ndarray], level: float) -> tuple[float, float]:
    every = np.concatenate([np.zeros(0), *sampled])
    known = every[~np.isnan(every)]
    if not len(known):
        return np.nan, np.nan
    ends = [(1 - level) / 2, (1 + level) / 2]
    low, high = np.quantile(known, ends)
    return float(low), float(high)


def _means(part: _Part, found: dict, level: float, *, sets: bool) -> str:
    """What n highlights allow to be said, in plain words."""
    n = part.highlights
    seen = f"{n} highlight" + ("s" if n != 1 else "")
    low, high = found["low"], found["high"]
    span = f"alpha lies between {low:.2f} and {high:.2f}"

    if np.isnan(found["alpha"]):
        open_rate = _open_rate(n, level)
        return (
            f"too few to tell: all codes of {seen} are the same, so that alpha has no value; that is "
            f"compatible with a disagreement rate of up to {open_rate:.0%}"
        )
    if not sets and _rarer(part) < FEW:
        return f"too few to tell: {_coded(part, seen)}; {span}"
    if n < _LEAST or high - low > _WIDE:
        return f"too few to tell: {span}, from {seen}"
    if found["percent"] == 1:
        return (
            f"no disagreement in {seen}, which is compatible with a disagreement rate of up to "
            f"{_open_rate(n, level):.0%}; {span}"
        )
    if low >= RELIABLE:
        return f"{span}: the codes can be relied on"
    if low >= TENTATIVE:
        return f"{span}: good enough for tentative conclusions"
    if high < TENTATIVE:
        return f"{span}: too little agreement to rest a conclusion on"
    return f"{span}: {seen} do not settle whether the codes can be relied on"


def _rarer(part: _Part) -> int:
    """How many highlights anyone coded, or anyone did not code, whichever are fewer."""
    return min(_holding(part, 0), _holding(part, 1))


def _holding(part: _Part, value: int) -> int:
    """How many highlights anyone gave the value."""
    is_given = part.counts[:, value] > 0
    return len(np.unique(part.highlight[is_given]))


def _coded(part: _Part, seen: str) -> str:
    """How many highlights hold the rarer code."""
    ones = _holding(part, 1)
    zeros = _holding(part, 0)
    if ones <= zeros:
        return f"anyone coded it in {ones} of {seen}"
    return f"anyone left it out in {zeros} of {seen}"
