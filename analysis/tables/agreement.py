"""How far coders agree, where they do not, and how one does against another."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis import schema

_PLACE = ["document", "number"]
ALL = "all"
_WIDE = 0.5  # an interval wider than this says little of a measure whose useful range is 0 to 1
_FEW = 10  # highlights: fewer give a bootstrap nothing to draw from
_CELLS = 4_000_000  # of samples by highlights held at a time
RELIABLE, TENTATIVE = (
    0.8,
    2 / 3,
)  # Krippendorff's own marks for relying on codes, and for tentative conclusions


def agreement(
    codings: pd.DataFrame, *, level: float = 0.95, draws: int = 2000, seed: int = 0
) -> pd.DataFrame:
    """How far the coders of each theme agree, and over all themes: the schema's `agreement`, in the order of the themes.

    `codings` has one row a document, number, coder and theme with the value 1, 0 or missing, for any number of coders.
    `percent` is the share of equal pairs of codes, `alpha` Krippendorff's alpha for nominal data, by coincidences of
    the codes of each unit (Hayes & Krippendorff 2007). `low` and `high` are the percentiles of a bootstrap that draws
    whole highlights; samples in which nothing varies have no alpha and are left out. The row "all" takes each
    highlight and theme as a unit. Where alpha has no meaning it is missing, and `means` says why.

    >>> rows = [("a", n, coder, "", "asia", v) for coder, vs in {"A": [1, 0, 0], "B": [1, 0, 1]}.items()
    ...         for n, v in enumerate(vs, 1)]
    >>> codings = pd.DataFrame(rows, columns=["document", "number", "coder", "date", "theme", "value"])
    >>> agreement(codings)[["theme", "n", "percent", "alpha"]].round(2).values.tolist()
    [['asia', 3, 0.67, 0.44], ['all', 3, 0.67, 0.44]]
    """
    if not 0 < level < 1 or draws < 1:
        raise ValueError(
            f"level lies between 0 and 1 and draws from 1 up, not {level!r} and {draws!r}"
        )
    codings = checked(codings)
    if codings.empty:
        return schema.empty("agreement")
    units, names = _units(codings), [*codings["theme"].drop_duplicates(), ALL]
    parts = [_part(units if name == ALL else units[units["theme"] == name]) for name in names]
    values = [_alpha(counts) for counts, _ in parts]
    varied = [part for part, value in zip(parts, values, strict=True) if value == value]
    intervals = iter(_intervals(varied, level, draws, seed))
    coders = codings.groupby("theme")["coder"].nunique().to_dict() | {
        ALL: codings["coder"].nunique()
    }
    rows = [
        (
            name,
            coders[name],
            *_compared(
                *part, value, next(intervals) if value == value else (np.nan, np.nan), level
            ),
        )
        for name, part, value in zip(names, parts, values, strict=True)
    ]
    return schema.table(rows, "agreement")


def alpha(units: pd.DataFrame | np.ndarray) -> float:
    """Krippendorff's alpha for nominal data of a table with one row a unit and one column a coder (Krippendorff 2011).

    Values may be of any kind, missing ones are allowed. NaN where no unit has two codes, or all codes are the same.

    >>> round(alpha(pd.DataFrame({"A": [0, 1, 0], "B": [0, 1, 1]})), 3)
    0.444
    """
    frame = pd.DataFrame(units).reset_index(drop=True)  # a row is a unit, whatever it is called
    long = frame.stack() if frame.size else pd.Series(dtype="object")
    long = long.dropna()
    counts = (
        pd.crosstab(long.index.get_level_values(0), long.to_numpy())
        if len(long)
        else pd.DataFrame()
    )
    return _alpha(counts.to_numpy(dtype="float64"))


def disagreements(codings: pd.DataFrame) -> pd.DataFrame:
    """The highlights and themes on which coders differ, to be discussed: the schema's `disagreements`, in their order."""
    codings = checked(codings)
    known = codings.dropna(subset="value")
    keys = [*_PLACE, "theme"]
    differ = known.groupby(keys, sort=False)["value"].transform("nunique").gt(1)
    rows = []
    for key, unit in known[differ].groupby(keys, sort=False):
        said = ("; ".join(unit.loc[unit["value"].eq(value), "coder"]) for value in (1, 0))
        rows.append((*key, *said))
    return schema.table(rows, "disagreements")


def scores(codings: pd.DataFrame, *, coder: str, reference: str) -> pd.DataFrame:
    """How one coder does against another who is taken as right: the schema's `scores`, one row a theme, then all.

    Only what both coded is compared. `precision` is missing where the coder coded none, `recall` where the reference
    did, `f1` where neither did.
    """
    codings = checked(codings)
    coders = codings["coder"].drop_duplicates().tolist()
    for name in (coder, reference) if coders else ():
        if name not in coders:
            hint = schema.near(name, coders)
            raise ValueError(
                f"there is no coder {name!r}; the coders are {', '.join(coders)}{hint}"
            )
    if coder == reference:
        raise ValueError(
            f"coder and reference are both {coder!r}; a coder is held against another one"
        )
    if not coders:
        return schema.empty("scores")
    pairs = codings.pivot(index=[*_PLACE, "theme"], columns="coder", values="value")
    pairs = pairs.reindex(columns=[coder, reference]).dropna()
    theme, (ours, theirs) = (
        pairs.index.get_level_values("theme"),
        (pairs[c].eq(1).to_numpy() for c in (coder, reference)),
    )
    rows = []
    for name in [*codings["theme"].drop_duplicates(), ALL]:
        mine = (theme == name) | (name == ALL)
        rows.append((name, coder, reference, int(mine.sum()), *_score(ours[mine], theirs[mine])))
    return schema.table(rows, "scores")


def checked(codings: pd.DataFrame) -> pd.DataFrame:
    """The codings in their order, or a ValueError for a value that is none of 0, 1 and missing, or a code given twice."""
    keys = [*_PLACE, "coder", "theme"]
    schema.check(codings, "codings", needs=(*keys, "value"))
    wrong = ~(codings["value"].isna() | codings["value"].isin([0, 1]))
    if wrong.any():
        row = codings[wrong].iloc[0]
        raise ValueError(
            f"a code is 1, 0 or missing; {row['coder']} gave {row['value']} to {row['theme']} of highlight "
            f"{row['number']} of {row['document']}"
        )
    twice = codings.duplicated(keys)
    if twice.any():
        row = codings[twice].iloc[0]
        raise ValueError(
            f"{row['coder']} coded {row['theme']} of highlight {row['number']} of {row['document']} twice; "
            "keep one, or give the two codings different coders"
        )
    return codings.assign(value=codings["value"].astype("Int64"))


def _units(codings: pd.DataFrame) -> pd.DataFrame:
    """Every highlight and theme with two codes or more: theme, the number of the highlight, how many codes are 0 and 1."""
    known = codings.dropna(subset="value")
    known = known.assign(one=known["value"].eq(1).astype("int64"))
    units = known.groupby([*_PLACE, "theme"], sort=False)["one"].agg(["size", "sum"]).reset_index()
    units = units[units["size"].ge(2)]
    highlight = units.groupby(_PLACE, sort=False).ngroup()
    return units[["theme"]].assign(
        highlight=highlight, no=units["size"] - units["sum"], yes=units["sum"]
    )


def _part(units: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Counts of units by values, and the number of the highlight of each unit."""
    return units[["no", "yes"]].to_numpy(dtype="float64"), pd.factorize(units["highlight"])[0]


def _compared(
    counts: np.ndarray,
    highlight: np.ndarray,
    value: float,
    interval: tuple[float, float],
    level: float,
) -> tuple:
    """n, prevalence, percent, alpha, low, high and what they mean."""
    if not len(counts):
        return (
            0,
            np.nan,
            np.nan,
            np.nan,
            np.nan,
            np.nan,
            "no highlight has two codes, so there is nothing to compare",
        )
    sizes = counts.sum(axis=1)
    percent = float((counts * (counts - 1)).sum() / (sizes * (sizes - 1)).sum())
    prevalence = float(counts[:, 1].sum() / sizes.sum())
    means = _means(int(highlight.max()) + 1, prevalence, percent, value, interval, level)
    return len(counts), prevalence, percent, value, *interval, means


def _intervals(
    parts: list[tuple[np.ndarray, np.ndarray]], level: float, draws: int, seed: int
) -> list[tuple[float, float]]:
    """Percentiles of each part's alpha over samples of whole highlights, drawn with replacement.

    Parts of as many highlights share their samples.
    """
    sizes, sampled = [int(highlight.max()) + 1 for _, highlight in parts], [[] for _ in parts]
    for n in set(sizes):
        random, batch = np.random.default_rng(seed), max(1, _CELLS // n)
        for done in range(0, draws, batch):
            drawn = random.multinomial(n, np.full(n, 1 / n), min(batch, draws - done))
            for (counts, highlight), size, alphas in zip(parts, sizes, sampled, strict=True):
                if size == n:
                    alphas.append(_alphas(drawn[:, highlight], counts))
    return [_percentiles(np.concatenate(alphas), level) for alphas in sampled]


def _percentiles(sampled: np.ndarray, level: float) -> tuple[float, float]:
    sampled = sampled[~np.isnan(sampled)]
    return (
        tuple(np.quantile(sampled, [(1 - level) / 2, (1 + level) / 2]).tolist())
        if len(sampled)
        else (np.nan,) * 2
    )


def _alpha(counts: np.ndarray) -> float:
    """Alpha of counts of units by values; NaN where there is no unit."""
    return float(_alphas(np.ones((1, len(counts))), counts)[0]) if len(counts) else np.nan


def _alphas(weights: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Alpha of each sample: `weights` is samples by units, `counts` units by values."""
    size = counts.sum(axis=1)
    counts, weights = counts[size >= 2], weights[:, size >= 2]
    size = size[size >= 2]
    observed = weights @ ((size**2 - (counts**2).sum(axis=1)) / (size - 1))
    totals = weights @ counts
    n = totals.sum(axis=1)
    expected = n**2 - (totals**2).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > 0, 1 - (n - 1) * observed / expected, np.nan)


def _means(
    n: int, prevalence: float, percent: float, value: float, interval: Iterable[float], level: float
) -> str:
    """What n highlights allow to be said, in plain words."""
    seen = f"{n} highlight" + ("s" if n != 1 else "")
    if percent == 1:
        # With no disagreement the bootstrap sees none either: the exact binomial bound says what n excludes.
        unseen = 1 - (1 - level) ** (1 / n)
        alike = "" if value == value else "; as all codes are the same, alpha has no value"
        return f"no disagreement in {seen}, which leaves it open that up to {unseen:.0%} would be coded differently{alike}"
    low, high = interval
    span = f"alpha may be anything from {low:.2f} to {high:.2f}"
    if n < _FEW or not high - low <= _WIDE:
        return f"{span}: {seen}, {prevalence:.0%} of the codes a 1, are too few to say how far the coders agree"
    if low >= RELIABLE:
        return f"{span}: the codes can be relied on"
    if low >= TENTATIVE:
        return f"{span}: good enough for tentative conclusions"
    if high < TENTATIVE:
        return f"{span}: too little agreement to rest a conclusion on"
    return f"{span}: {seen} do not settle whether the codes can be relied on"


def _score(ours: np.ndarray, theirs: np.ndarray) -> tuple:
    both, only, missed = (
        int((ours & theirs).sum()),
        int((ours & ~theirs).sum()),
        int((~ours & theirs).sum()),
    )
    precision, recall = _share(both, both + only), _share(both, both + missed)
    ones = np.add(ours, theirs, dtype="float64")
    return (
        both,
        only,
        missed,
        precision,
        recall,
        _share(2 * both, 2 * both + only + missed),
        _alpha(np.c_[2 - ones, ones]),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else np.nan
