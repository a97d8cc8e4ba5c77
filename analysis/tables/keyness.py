"""Which words one group uses more than another, by how much, and whether chance could do the same."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis import schema
from analysis.tables import ratios

# What the prior is worth in words: that of the example of Monroe, Colaresi & Quinn, few enough to
# leave clear differences. In highlights, two, as many as Agresti & Coull (1998) add on either side.
WORDS, HIGHLIGHTS = 500.0, 2.0

CONFIDENCE = 0.95

# Highlights that must have a word before it can stand out, in both groups together: one speech about
# fish is no finding about its group (text dispersion, Egbert & Biber 2019).
LEAST = 3

_SIDES = ("first", "second")
_NEEDS = ("group", "unit", "id", "label", "count", "highlights", "n", "words")


def keyness(
    counts: pd.DataFrame,
    *,
    first: str | None = None,
    second: str | None = None,
    prior: float | str = "auto",
    confidence: float = CONFIDENCE,
    least: int = LEAST,
) -> pd.DataFrame:
    """How far two groups differ in the use of every word, mention or theme.

    Parameters
    ----------
    counts : DataFrame
        A counts table of two groups, from `counts(…, by=…)`.
    first, second : str, optional
        The groups; positive is more in `first`. By default they are the two of the table.
    prior : float or "auto"
        What the prior of the log-odds is worth: 500 words, or 2 highlights for codes.
    confidence : float
        The confidence of the intervals, and 1 minus the chance that any row at all stands out where
        the groups do not differ.
    least : int
        In how many highlights, of both groups together, a row must be found before it can stand out.

    Returns
    -------
    DataFrame
        The columns of "keyness" in `schema`; by distance of `lrc` from 0, then of `z`, then by label. There
        are no rows where one of the groups has no words: there is nothing to compare.

    Raises
    ------
    ValueError
        If the table has more than two groups and not both are named, or no group of the name.

    Notes
    -----
    `log_odds` and `z` are the log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi &
    Quinn 2008), spread over the words as in both groups together.

    `log_ratio` is the base-2 logarithm of the ratio of the two rates; `low` and `high` are its exact
    interval, by the binomial distribution of the uses given their sum (Clopper & Pearson 1934). Codes are
    in a highlight once or not at all, so theirs is the ratio of the odds, by Fisher's exact test.

    Where a count of 0 leaves no ratio, one use is shared between the groups in proportion to their sizes
    (Sweeting, Sutton & Lambert 2004), so that `log_ratio` is on the side of the higher rate.

    Uses that come in clumps count less: counts are first divided by how much more they vary between
    highlights than chance would have it (`overdispersion` of the counts table), as the quasi-Poisson
    model does (McCullagh & Nelder 1989).

    `lrc` is the conservative log ratio (Evert 2022), the end nearer to 0 of the same interval after
    Bonferroni's correction, at the error `level`. The correction counts the `tests` that could stand out
    however their uses fall (Tarone 1990).

    Examples
    --------
    >>> rows = {"unit": "tokens", "highlights": 5, "n": 9, "words": 100}
    >>> table = pd.DataFrame({"group": ["a", "b", "b"], "id": ["x", "x", "y"], "count": [20, 2, 10], **rows})
    >>> keyness(table.assign(label=table["id"]))[["id", "stands_out"]].values.tolist()
    [['x', True], ['y', True]]
    """
    schema.check(counts, "counts", needs=_NEEDS, argument="counts")
    if not 0 < confidence < 1:
        raise ValueError(f"confidence must be between 0 and 1, not {confidence!r}")
    weight = _weight(prior)
    if counts.empty:
        return schema.empty("keyness")

    sides = _sides(counts, first, second)
    if sides is None:
        return schema.empty("keyness")

    rows = _paired(counts, sides)
    if rows["unit"].eq("codes").all():
        weight = weight or HIGHLIGHTS
        measured = ratios.of_odds(rows, 1 - confidence, least)
    else:
        weight = weight or WORDS
        measured = ratios.of_rates(rows, 1 - confidence, least)

    rows = rows.assign(**measured, prior=weight)
    rows["log_odds"], rows["z"] = ratios.log_odds(rows, weight)
    rows["stands_out"] = rows["tested"] & (rows["p"] <= rows["level"])

    y1, y2, n1, n2 = ratios.uses_of(rows)
    rows["group"] = np.where(y1 * n2 >= y2 * n1, *sides)
    rows["far"] = -rows["lrc"].abs()
    rows["strong"] = -rows["z"].abs().round(9)
    ordered = rows.sort_values(["far", "strong", "label", "id"], kind="stable")
    return schema.table(ordered, "keyness")


def _weight(prior: float | str) -> float | None:
    """What the prior is worth; None where its unit decides."""
    if prior == "auto":
        return None
    if isinstance(prior, str) or not prior > 0:
        raise ValueError(f"prior must be 'auto' or a number above 0, not {prior!r}")
    return float(prior)


def _sides(counts: pd.DataFrame, first: str | None, second: str | None) -> tuple[str, str] | None:
    """The two groups, in order; nothing where one of them has no word at all."""
    groups = list(dict.fromkeys(counts["group"]))
    for name in (first, second):
        hint = schema.near(name, groups)
        is_unknown = name is not None and name not in groups
        if is_unknown and hint:
            raise ValueError(f"no group is called {name!r}{hint}")

    rest = [group for group in groups if group not in (first, second)]
    open_sides = (first, second).count(None)
    if open_sides and len(rest) > open_sides:
        named = ", ".join(map(repr, groups[:8]))
        raise ValueError(
            f"keyness compares two groups; this table has {len(groups)} ({named}): split it in two "
            'with counts(…, by="voice"), or name both with first= and second='
        )

    if first is None and rest:
        first = rest.pop(0)
    if second is None and rest:
        second = rest.pop(0)
    if first is None or second is None or first == second:
        return None
    if not {first, second} <= set(groups):
        return None
    return first, second


def _paired(counts: pd.DataFrame, sides: tuple[str, str]) -> pd.DataFrame:
    """One row per id: its counts in both groups next to each other, and what they are counted in."""
    if "overdispersion" not in counts.columns:
        counts = counts.assign(overdispersion=np.nan)
    both = counts[counts["group"].isin(sides)]
    rows = both.sort_values("group", key=lambda group: group.ne(sides[0]), kind="stable")
    rows = rows.drop_duplicates("id", ignore_index=True)[["unit", "id", "label"]]

    extra = pd.Series(0.0, index=rows.index)
    for side, name in zip(_SIDES, sides, strict=True):
        part = counts[counts["group"] == name]
        found = part.set_index("id").reindex(rows["id"]).reset_index(drop=True)
        count = found["count"].fillna(0)
        highlights = found["highlights"].fillna(0)
        rows[side] = name
        rows[f"n_{side}"] = part["n"].iloc[0]
        rows[f"size_{side}"] = _size(part, name)
        rows[f"count_{side}"] = count.astype("int64")
        rows[f"highlights_{side}"] = highlights.astype("int64")
        extra += count * (found["overdispersion"].fillna(1) - 1)

    # Both groups together say how much a word comes in clumps: each alone has too few uses.
    uses = rows["count_first"] + rows["count_second"]
    rows["clumps"] = 1 + extra / uses
    return rows[uses > 0].reset_index(drop=True)


def _size(part: pd.DataFrame, name: str) -> int:
    """What the counts of a group are parts of."""
    total = int(part["count"].sum())
    codes = part["unit"].eq("codes").all()
    if not codes:
        words = part["words"].iloc[0]
        # What white space separates may be several tokens: Russia/China.
        return total if pd.isna(words) else max(int(words), total)

    n, most = part["n"].iloc[0], int(part["count"].max())
    if pd.isna(n):
        return total
    if n < most:
        raise ValueError(
            f"group {name!r} counts {most} in {n}; give counts the highlights they were made from"
        )
    return int(n)
