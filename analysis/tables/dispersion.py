"""How evenly something is spread over the parts of a text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd


def dp(counts: Sequence[float], sizes: Sequence[float], *, normalised: bool = False) -> float:
    """The deviation of proportions of one word, whose `counts` over the parts stand beside the parts' `sizes`.

    Half the sum of |share of the word - share of the text| over all parts (Gries 2008): 0 where the word is spread as
    the text is, near 1 where it all stands in one small part. Its ceiling is 1 minus the share of the smallest part;
    `normalised` divides by that ceiling (Lijffijt & Gries 2012). It is not a number where there is nothing to spread.

    >>> dp([2, 2], [50, 50]), dp([4, 0], [50, 50]), dp([4, 0], [50, 50], normalised=True)
    (0.0, 0.5, 1.0)
    """
    counts, sizes = np.asarray(counts, dtype=float), np.asarray(sizes, dtype=float)
    if counts.shape != sizes.shape:
        raise ValueError(
            f"every part has a count and a size; there are {counts.size} counts and {sizes.size} sizes"
        )
    if counts.sum() <= 0 or sizes.sum() <= 0:
        return float("nan")
    share = sizes / sizes.sum()
    found = float(np.abs(counts / counts.sum() - share).sum() / 2)
    if not normalised:
        return found
    ceiling = 1 - float(share.min())
    return found / ceiling if ceiling > 0 else 0.0


def dps(occurrences: pd.Series, sizes: pd.Series) -> pd.Series:
    """The deviation of proportions of every id at once, as a Series over the ids in sorted order.

    `occurrences` holds counts; the first level of its index is the id, the others are the part. `sizes` holds the words
    of every part, over the same part levels. Parts where an id is absent need no row: they add their share of the text.

    >>> places = pd.MultiIndex.from_tuples([("India", "a", 1), ("peace", "a", 1), ("peace", "a", 2)])
    >>> words = pd.Series([30, 70], index=pd.MultiIndex.from_tuples([("a", 1), ("a", 2)]))
    >>> dps(pd.Series([7, 1, 1], index=places), words).round(2).to_dict()
    {'India': 0.7, 'peace': 0.2}
    """
    if occurrences.empty or sizes.sum() <= 0:
        return occurrences.head(0).groupby(level=0).sum().astype("float64")
    places = occurrences.index.droplevel(0)
    part = sizes.index.get_indexer(places)
    if (part < 0).any():
        raise ValueError(
            f"part {places[part < 0][0]!r} holds occurrences but has no size; give the highlights they were counted in"
        )
    share = (sizes / sizes.sum()).to_numpy()[part]
    own = (occurrences / occurrences.groupby(level=0).transform("sum")).to_numpy()
    return _spread(own, share, occurrences.index.get_level_values(0))


def numbered(of: np.ndarray, part: np.ndarray, size: np.ndarray, text: np.ndarray) -> pd.Series:
    """The deviation of every id that occurs, where everything is a number: the id and the part of each occurrence, and of
    each part its size and its text.
    """
    cell, count = np.unique(of * len(size) + part, return_counts=True)
    each, part = divmod(cell, len(size))
    with np.errstate(invalid="ignore"):
        share = size[part] / np.bincount(text, size)[text[part]]
    return _spread(count / np.bincount(of)[each], share, each)


def _spread(own: np.ndarray, share: np.ndarray, of: object) -> pd.Series:
    """Deviations from the shares that each part has of an id, and of its text; `of` says which id is meant."""
    apart = pd.Series(np.abs(own - share) - share)
    return (1 + apart.groupby(of, sort=True).sum()) / 2
