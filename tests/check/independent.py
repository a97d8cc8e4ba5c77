"""The statistics of `analysis.tables`, compared with packages that other people wrote.

`make check` runs this with the packages in a folder of their own (`tests/check/test_methods.py`); they
are no part of the project. Prints what was compared with what, in how many cases, and the largest
difference, and ends with an error where a difference is larger than rounding explains.
"""

import sys

import krippendorff
import numpy as np
import pandas as pd
from nltk.metrics import AnnotationTask, BigramAssocMeasures, f_measure, masi_distance
from nltk.metrics import precision as nltk_precision
from nltk.metrics import recall as nltk_recall
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import proportion_confint

from analysis import tables
from analysis.association import g2, log_dice
from analysis.tables import exact, intervals
from analysis.tables.agreement import SETS
from tests import make

RANDOM = np.random.default_rng(2026)


def apart(ours, theirs) -> float:
    """The largest difference, relative to theirs where that is above 1; both missing is none."""
    ours, theirs = np.asarray(ours, dtype=float), np.asarray(theirs, dtype=float)
    if ours.shape != theirs.shape or (np.isnan(ours) != np.isnan(theirs)).any():
        return float("inf")
    # Equal ends may be infinite.
    unlike = ~np.isnan(ours) & (ours != theirs)
    difference = np.abs(ours[unlike] - theirs[unlike]) / np.maximum(np.abs(theirs[unlike]), 1)
    return float(difference.max(initial=0))


def codings_of(values: np.ndarray) -> pd.DataFrame:
    """Codings of one theme from coders by highlights; NaN is missing."""
    lines = ["".join("." if np.isnan(one) else str(int(one)) for one in coder) for coder in values]
    return make.codings(**{f"c{i}": line for i, line in enumerate(lines)})


def alphas() -> tuple[str, str, int, float]:
    """Two to five coders, up to 60 % of the codes missing, also where nothing varies."""
    ours, theirs = [], []
    for _ in range(150):
        shape = RANDOM.integers(2, 6), RANDOM.integers(1, 40)
        values = (RANDOM.random(shape) < RANDOM.choice([0.05, 0.2, 0.5])).astype(float)
        values[RANDOM.random(shape) < RANDOM.uniform(0, 0.6)] = np.nan
        found = tables.agreement(codings_of(values), draws=1).iloc[0]
        ours.append(found["alpha"])
        pairable = (~np.isnan(values)).sum(axis=0) >= 2
        varied = len(np.unique(values[:, pairable][~np.isnan(values[:, pairable])])) > 1
        theirs.append(
            krippendorff.alpha(values, level_of_measurement="nominal") if varied else np.nan
        )
    return "Krippendorff's alpha", "krippendorff", len(ours), apart(ours, theirs)


def sets() -> tuple[str, str, int, float]:
    """Alpha of sets of themes with the MASI distance, of highlights that every coder gave a theme."""
    ours, theirs = [], []
    for _ in range(60):
        coders, n, themes = RANDOM.integers(2, 5), RANDOM.integers(3, 25), RANDOM.integers(2, 5)
        has = RANDOM.random((coders, n, themes)) < 0.4
        has[..., 0] |= ~has.any(axis=2)
        parts = [
            codings_of(has[:, :, theme].astype(float)).assign(theme=f"t{theme}")
            for theme in range(themes)
        ]
        ours.append(
            tables.agreement(pd.concat(parts), draws=1).set_index("theme").loc[SETS, "alpha"]
        )
        given = [
            (f"c{coder}", f"h{number}", frozenset(np.flatnonzero(has[coder, number])))
            for coder in range(coders)
            for number in range(n)
        ]
        theirs.append(AnnotationTask(data=given, distance=masi_distance).alpha())
    return "alpha of sets (MASI)", "nltk AnnotationTask", len(ours), apart(ours, theirs)


def scores() -> tuple[str, str, int, float]:
    ours, theirs = [], []
    for _ in range(150):
        values = (RANDOM.random((2, RANDOM.integers(2, 30))) < 0.4).astype(float)
        row = tables.scores(codings_of(values), coder="c0", reference="c1").iloc[0]
        ours.append(row[["precision", "recall", "f1"]].to_numpy(float))
        mine, reference = set(np.flatnonzero(values[0])), set(np.flatnonzero(values[1]))
        found = [nltk_precision(reference, mine), nltk_recall(reference, mine)]
        both = f_measure(reference, mine) if mine and reference else None
        if not (mine and reference) and (mine or reference):
            both = 0.0
        theirs.append([np.nan if one is None else one for one in (*found, both)])
    return "precision, recall, F1", "nltk", len(ours), apart(ours, theirs)


def wilsons() -> tuple[str, str, int, float]:
    n = RANDOM.integers(1, 300, 1500)
    counts = RANDOM.integers(0, n + 1)
    ours = [intervals.wilson(count, size) for count, size in zip(counts, n, strict=True)]
    theirs = np.column_stack(proportion_confint(counts, n, method="wilson"))
    return "Wilson's interval", "statsmodels", len(n), apart(ours, theirs)


def binomials() -> tuple[str, str, int, float]:
    yes, no = RANDOM.integers(0, 200, (2, 1500))
    no[yes + no == 0] = 1
    worst = 0.0
    for error in (0.05, 1e-4):
        ours = np.column_stack(exact.clopper_pearson(yes, no, error))
        theirs = np.column_stack(proportion_confint(yes, yes + no, alpha=error, method="beta"))
        worst = max(worst, apart(ours, theirs))
    return "Clopper-Pearson interval", "statsmodels", 2 * len(yes), worst


def poissons() -> tuple[str, str, int, float]:
    counts = np.arange(2000)
    low, high = exact.poisson_interval(counts, 0.05)
    theirs = [
        np.where(counts > 0, stats.chi2.ppf(0.025, 2 * np.maximum(counts, 1)) / 2, 0),
        stats.chi2.ppf(0.975, 2 * counts + 2) / 2,
    ]
    return "Poisson interval", "scipy chi2", len(counts), apart([low, high], theirs)


def pairs() -> tuple[str, str, int, float]:
    ours, theirs = [], []
    for _ in range(15):
        n = int(RANDOM.integers(5, 60))
        has = RANDOM.random((n, 6)) < RANDOM.uniform(0.1, 0.6)
        has[0] = True
        where = zip(*np.nonzero(has), strict=True)
        codes = make.codes(*[(number + 1, f"t{theme}") for number, theme in where])
        rows = tables.crosstab(codes, codes, of=make.highlights(*["word"] * n))
        for row in rows[rows["row"] < rows["column"]].itertuples():
            only = row.row_total - row.highlights, row.column_total - row.highlights
            table = [[row.highlights, only[0]], [only[1], n - row.highlights - sum(only)]]
            ours.append(row.p)
            theirs.append(stats.fisher_exact(table, alternative="greater").pvalue)
    return "p of pairs (Fisher)", "scipy fisher_exact", len(ours), apart(ours, theirs)


def paired() -> tuple[str, str, int, float]:
    ours, theirs = [], []
    of = make.highlights(*[("h", "q")] * 40)
    for _ in range(60):
        has = RANDOM.random((2, 40)) < RANDOM.uniform(0.05, 0.6, (2, 1))
        spans = [
            (number + 1, voice, "X")
            for voice, found in zip(("headline", "quote"), has, strict=True)
            for number in np.flatnonzero(found)
        ]
        if not spans:
            continue
        found = tables.framing(make.mentions(*spans, columns="number voice entity"), of=of)
        ours.append(found["p"].iloc[0])
        cells = [[(has[0] & has[1]).sum(), (has[0] & ~has[1]).sum()]]
        cells.append([(~has[0] & has[1]).sum(), (~has[0] & ~has[1]).sum()])
        theirs.append(mcnemar(cells, exact=True).pvalue)
    return "p of framing (McNemar)", "statsmodels", len(ours), apart(ours, theirs)


def split(counts: np.ndarray, **columns: object) -> pd.DataFrame:
    """A counts table of two groups from words by groups."""
    parts = []
    for group in (0, 1):
        rows = [(f"w{i}", int(count)) for i, count in enumerate(counts[:, group]) if count]
        parts.append(make.counts(*rows, group="ab"[group], **columns))
    return pd.concat(parts, ignore_index=True)


def rates() -> tuple[str, str, int, float]:
    """The conservative log ratio, its interval and p, with uses as they are and in clumps."""
    worst, cases = 0.0, 0
    for clumps in (1.0, 2.5):
        counts = RANDOM.integers(0, 80, (300, 2))
        table = split(counts, unit="tokens", n=200, words=20_000, overdispersion=clumps)
        found = tables.keyness(table).sort_values("id")
        y1, y2 = (found[f"count_{side}"] / clumps for side in ("first", "second"))
        n1, n2 = (float(found[f"size_{side}"].iloc[0]) for side in ("first", "second"))

        def ends(error, y1=y1, y2=y2, n1=n1, n2=n2):
            low = np.where(y1 > 0, stats.beta.ppf(error / 2, np.where(y1 > 0, y1, 1), y2 + 1), 0)
            some = np.where(y2 > 0, y2, 1)
            high = np.where(y2 > 0, stats.beta.ppf(1 - error / 2, y1 + 1, some), 1)
            with np.errstate(divide="ignore"):
                return [np.log2(end / (1 - end) * n2 / n1) for end in (low, high)]

        worst = max(worst, apart([found["low"], found["high"]], ends(0.05)))
        low, high = ends(found["level"].iloc[0])
        lrc = np.where(found["tested"], np.maximum(low, 0) + np.minimum(high, 0), 0)
        worst = max(worst, apart(found["lrc"], lrc))
        cases += len(found)
    return "log ratio, interval, LRC", "scipy beta", cases, worst


def odds() -> tuple[str, str, int, float]:
    ours, theirs = [], []
    for _ in range(25):
        n = RANDOM.integers(4, 60, 2)
        counts = RANDOM.integers(0, n + 1, (6, 2))
        counts[0] = n
        table = split(counts, unit="codes", n=1).assign(
            n=lambda rows, n=n: np.where(rows["group"] == "a", *n)
        )
        if table["group"].nunique() < 2:
            continue
        for row in tables.keyness(table).itertuples():
            y = row.count_first, row.count_second
            cells = [y, (row.n_first - y[0], row.n_second - y[1])]
            known = stats.contingency.odds_ratio(cells, kind="conditional").confidence_interval(
                0.95
            )
            with np.errstate(divide="ignore"):
                theirs.append([np.log2(known.low), np.log2(known.high)])
            ours.append([row.low, row.high])
    return "odds ratio, interval", "scipy odds_ratio", len(ours), apart(ours, theirs)


def log_likelihoods() -> tuple[str, str, int, float]:
    n = RANDOM.integers(20, 5000, 1500)
    first, second = RANDOM.integers(1, n - 1), RANDOM.integers(1, n - 1)
    both = RANDOM.integers(np.maximum(0, first + second - n), np.minimum(first, second) + 1)
    cells = zip(both, first, second, n, strict=True)
    theirs = [
        BigramAssocMeasures.likelihood_ratio(k, (a, b), m) for k, a, b, m in map(_ints, cells)
    ]
    return "log-likelihood ratio", "nltk", len(n), apart(np.abs(g2(both, first, second, n)), theirs)


def dices() -> tuple[str, str, int, float]:
    first, second = RANDOM.integers(1, 500, (2, 500))
    both = RANDOM.integers(1, np.minimum(first, second) + 1)
    cells = zip(both, first, second, strict=True)
    theirs = [
        14 + np.log2(BigramAssocMeasures.dice(k, (a, b), 10**6)) for k, a, b in map(_ints, cells)
    ]
    return "log Dice", "nltk dice", len(first), apart(log_dice(both, first, second), theirs)


def _ints(values: tuple) -> list[int]:
    return [int(value) for value in values]


COMPARED = (
    alphas, sets, scores, wilsons, binomials, poissons, pairs, paired, rates, odds, log_likelihoods, dices
)  # fmt: skip

# Differences of the last digits of sums over thousands of terms.
ROUNDING = 1e-8


def main() -> int:
    """Print the comparisons; 1 where one differs by more than rounding."""
    wrong = 0
    for compare in COMPARED:
        what, against, cases, worst = compare()
        wrong += not worst <= ROUNDING
        print(f"{what:28} {against:22} {cases:6} cases, differs by {worst:.0e} at most")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
