"""How much of an article a theme takes, how sure that is, and how far the ranking hangs on one highlight."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pandas as pd

from analysis import schema

_PLACE = ["document", "number"]
CAVEAT = (
    "The highlights are an editor's selection, not a random sample: an interval says how far chance alone could move a "
    "share, not how far the selection has."
)


def shares(
    codes: pd.DataFrame, *, of: pd.DataFrame, interval: bool = False, level: float = 0.95
) -> pd.DataFrame:
    """In how many highlights, and in what share of the words, each theme is: the schema's `shares`, by highlights, label.

    `of` is the highlights table; themes that none of its highlights carries have no row. `words` are those of the
    quotes of the highlights that carry the theme. `interval=True` adds Wilson's score interval (Wilson 1927). Mind
    `tables.CAVEAT`: the highlights are an editor's selection.

    >>> highlights = pd.DataFrame({"document": "a", "number": [1, 2], "quote": ["three words here", "one"]})
    >>> codes = pd.DataFrame({"document": "a", "number": [2], "theme": "asia", "label": "Asia"})
    >>> shares(codes, of=highlights)[["highlights", "n", "share", "words", "words_share"]].values.tolist()
    [[1.0, 2.0, 0.5, 1.0, 0.25]]
    """
    carried = _carried(codes, of)
    length = of.set_index(_PLACE)["quote"].str.split().str.len()
    if carried.empty:
        return schema.empty("shares")
    rows = carried.assign(
        words=[length[place] for place in zip(carried["document"], carried["number"], strict=True)]
    )
    rows = rows.groupby(["theme", "label"], sort=False).agg(
        highlights=("number", "size"), words=("words", "sum")
    )
    rows = rows.reset_index().assign(n=len(of), low=np.nan, high=np.nan)
    rows["share"] = rows["highlights"] / len(of)
    rows["words_share"] = rows["words"] / max(int(length.sum()), 1)
    if interval:
        rows["low"], rows["high"] = zip(
            *(wilson(count, len(of), level=level) for count in rows["highlights"]), strict=True
        )
    return schema.table(_ranked(rows), "shares")


def wilson(count: int, n: int, *, level: float = 0.95) -> tuple[float, float]:
    """Wilson's score interval of the share count / n (Wilson 1927); (0, 1) where n is 0.

    >>> [round(end, 3) for end in wilson(5, 27)]
    [0.082, 0.367]
    """
    if not 0 < level < 1 or not 0 <= count <= n:
        raise ValueError(
            f"count lies between 0 and n, level between 0 and 1; not {count!r} of {n!r} at {level!r}"
        )
    if n == 0:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1 + level) / 2)
    share = count / n
    middle = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * (share * (1 - share) / n + z**2 / (4 * n**2)) ** 0.5
    # The ends are exact where nothing or everything is counted; rounding must not carry them past 0 and 1.
    return (0.0 if count == 0 else middle - half), (1.0 if count == n else middle + half)


def stability(codes: pd.DataFrame, *, of: pd.DataFrame) -> pd.DataFrame:
    """How the ranking of themes moves when any one highlight is left out: the schema's `stability`, by rank, label.

    A theme's rank is 1 + the number of themes with more highlights, so ties share a rank. `best` and `worst` are the
    ranks it gets over all omissions, `moves` how many of the n omissions change its rank.
    """
    carried = _carried(codes, of)
    if carried.empty:
        return schema.empty("stability")
    place = {key: i for i, key in enumerate(zip(of["document"], of["number"], strict=True))}
    themes = carried[["theme", "label"]].drop_duplicates("theme").reset_index(drop=True)
    column = {theme: i for i, theme in enumerate(themes["theme"])}
    carries = np.zeros((len(of), len(themes)), dtype="int64")
    rows = [place[key] for key in zip(carried["document"], carried["number"], strict=True)]
    carries[rows, carried["theme"].map(column)] = 1
    total = carries.sum(axis=0)
    rank, without = _ranks(total[None, :])[0], _ranks(total - carries)
    table = themes.assign(
        highlights=total,
        rank=rank,
        best=without.min(axis=0),
        worst=without.max(axis=0),
        moves=(without != rank).sum(axis=0),
    )
    return schema.table(_ranked(table), "stability")


def _carried(codes: pd.DataFrame, of: pd.DataFrame) -> pd.DataFrame:
    """One row a highlight of `of` and theme."""
    schema.check(codes, "codes", needs=(*_PLACE, "theme", "label"))
    schema.check(of, "highlights", needs=(*_PLACE, "quote"))
    unique = codes[[*_PLACE, "theme", "label"]].drop_duplicates([*_PLACE, "theme"])
    places = set(zip(of["document"], of["number"], strict=True))
    return unique[[key in places for key in zip(unique["document"], unique["number"], strict=True)]]


def _ranks(totals: np.ndarray) -> np.ndarray:
    """1 + the number of larger totals in the row."""
    return 1 + (totals[:, None, :] > totals[:, :, None]).sum(axis=2)


def _ranked(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.sort_values(
        ["highlights", "label", "theme"], ascending=[False, True, True], kind="stable"
    )
