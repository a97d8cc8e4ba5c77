"""Which words one group uses more than another, by how much, and whether chance could do the same."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis import schema
from analysis.tables.interval import clopper_pearson

PRIOR = 500.0  # words, as in the example of Monroe, Colaresi & Quinn: few enough to leave clear differences standing
CONFIDENCE = 0.95
_SIDES = ("first", "second")
_NEEDS = ("group", "unit", "id", "label", "count", "highlights", "n", "words")


def keyness(
    counts: pd.DataFrame,
    *,
    first: str | None = None,
    second: str | None = None,
    prior: float = PRIOR,
    confidence: float = CONFIDENCE,
) -> pd.DataFrame:
    """How far two groups differ in the use of every word, mention or theme of a split counts table.

    Columns: those of "keyness" in `schema`; by distance of `lrc` from 0, then of `z`, then by label. Positive is more
    in `first`, by default the first of the table's two groups, or the one that is not `second`. Where one of the two
    has no words (an article without headlines) there is nothing to compare and the result has no rows.

    `log_odds` and `z`: log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008).
    The prior is worth `prior` words, spread over the words as in both groups together.
    `lrc`: conservative log ratio (Evert 2022), the end nearer to 0 of the exact interval of the log ratio, at
    `confidence` with Bonferroni's correction for all rows of the table; 0 where the interval spans 0. A row `stands_out`
    if it is not 0. Sizes are the groups' words, or the sums of their counts where words are not said; codes are
    counted in highlights, so that their sizes are n.
    """
    schema.check(counts, "counts", needs=_NEEDS)
    if not prior > 0 or not 0 < confidence < 1:
        raise ValueError(
            f"prior is above 0 and confidence between 0 and 1; these are {prior!r} and {confidence!r}"
        )
    if counts.empty:
        return schema.empty("keyness")
    sides = _sides(counts, first, second)
    if sides is None:
        return schema.empty("keyness")
    rows = _paired(counts, sides)
    y, n = (
        [rows[f"count_{side}"].to_numpy(float) for side in _SIDES],
        [float(rows[f"size_{s}"].iloc[0]) for s in _SIDES],
    )
    rows["prior"], rows["level"] = prior, (1 - confidence) / len(rows)
    rows["log_odds"], rows["z"] = _log_odds(*y, *n, prior)
    rows["log_ratio"] = np.log2((y[0] + 0.5) / (n[0] + 0.5)) - np.log2((y[1] + 0.5) / (n[1] + 0.5))
    rows["lrc"] = _lrc(*y, *n, (1 - confidence) / len(rows))
    rows["stands_out"] = rows["lrc"] != 0
    rows["group"] = np.where(y[0] * n[1] >= y[1] * n[0], *sides)
    ordered = rows.assign(far=-rows["lrc"].abs(), strong=-rows["z"].abs().round(9))
    return schema.table(
        ordered.sort_values(["far", "strong", "label", "id"], kind="stable"), "keyness"
    )


def _log_odds(y1, y2, n1: float, n2: float, prior: float) -> tuple[np.ndarray, np.ndarray]:
    """The log-odds ratio of every word between the groups, and its z-score."""
    alpha = prior * (y1 + y2) / (n1 + n2)
    # A theme that every highlight carries leaves nothing on the other side of the odds; half a highlight keeps them finite.
    rest = [np.maximum(n + prior - y - alpha, 0.5) for y, n in ((y1, n1), (y2, n2))]
    delta = np.log((y1 + alpha) / rest[0]) - np.log((y2 + alpha) / rest[1])
    return delta, delta / np.sqrt(1 / (y1 + alpha) + 1 / (y2 + alpha))


def _lrc(y1, y2, n1: float, n2: float, level: float) -> np.ndarray:
    """The end nearer to 0 of the interval of log2((y1 / n1) / (y2 / n2)); 0 where it spans 0."""
    low, high = clopper_pearson(
        y1, y1 + y2, level
    )  # of the first group's share in all uses of the word
    with np.errstate(divide="ignore"):
        least, most = (
            np.log2(n2 / n1) + np.log2(share) - np.log2(1 - share) for share in (low, high)
        )
    return np.where(y1 * n2 >= y2 * n1, np.maximum(least, 0), np.minimum(most, 0)) + 0.0


def _sides(counts: pd.DataFrame, first: str | None, second: str | None) -> tuple[str, str] | None:
    """The two groups, in order; nothing where one of them has no word at all."""
    groups = list(dict.fromkeys(counts["group"]))
    for name in (first, second):
        hint = schema.near(name, groups)
        if name is not None and name not in groups and hint:
            raise ValueError(f"no group is called {name!r}{hint}")
    rest = [group for group in groups if group not in (first, second)]
    if len(rest) > (first, second).count(None) and None in (first, second):
        raise ValueError(
            f"keyness compares two groups; this table has {len(groups)} ({', '.join(map(repr, groups[:8]))}): "
            'split it in two with counts(…, by="voice"), or name both with first= and second='
        )
    one, other = (rest.pop(0) if name is None and rest else name for name in (first, second))
    return (one, other) if one != other and one in groups and other in groups else None


def _paired(counts: pd.DataFrame, sides: tuple[str, str]) -> pd.DataFrame:
    """One row a word: its counts in both groups beside each other, with what they are counted in."""
    parts = [counts[counts["group"] == side] for side in sides]
    rows = pd.concat(parts, ignore_index=True).drop_duplicates("id", ignore_index=True)[
        ["unit", "id", "label"]
    ]
    columns = {}
    for side, name, part in zip(_SIDES, sides, parts, strict=True):
        by_id = part.set_index("id")[["count", "highlights"]].reindex(rows["id"], fill_value=0)
        columns |= {side: name, f"n_{side}": part["n"].iloc[0], f"size_{side}": _size(part, name)}
        columns |= {f"{column}_{side}": by_id[column].to_numpy() for column in by_id}
    rows = rows.assign(**columns)
    return rows[rows["count_first"] + rows["count_second"] > 0].reset_index(drop=True)


def _size(part: pd.DataFrame, name: str) -> int:
    """What the counts of a group are parts of."""
    codes = (part["unit"] == "codes").all()
    whole = part["n" if codes else "words"].iloc[0]
    counted = int(part["count"].max() if codes else part["count"].sum())
    if pd.isna(whole):
        return int(part["count"].sum())
    if not codes:  # what white space parts may be several tokens: Russia/China
        return max(int(whole), counted)
    if whole < counted:
        raise ValueError(
            f"group {name!r} counts {counted} in {whole}; give counts the highlights they were made from"
        )
    return int(whole)
