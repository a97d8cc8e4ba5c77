"""Which of overlapping hits stay: of those of one set the longest, then the leftmost, then the first entry."""

from __future__ import annotations

from itertools import groupby

import numpy as np


def longest(start: np.ndarray, end: np.ndarray, entry: np.ndarray, sets: np.ndarray) -> np.ndarray:
    """Rows to keep, by start: of those of one set that overlap the longest, then the leftmost, then the first entry."""
    if not len(start):
        return np.empty(0, dtype=np.int64)
    cluster = _clusters(start, end, sets[entry])
    length = end - start
    ranked = np.lexsort((entry, start, -length, cluster))
    in_order = cluster[ranked]
    is_next = np.diff(in_order) > 0
    is_first = np.append(True, is_next)
    best = ranked[is_first]

    # The best of a cluster nearly always covers the others: few are left to be asked one by one.
    mine = best[cluster]
    is_before = end <= start[mine]
    is_after = start >= end[mine]
    is_clear = is_before | is_after
    left = ranked[is_clear[ranked]]
    others = _greedy(left, start, end, cluster)

    kept = np.append(best, others)
    order = np.lexsort((entry[kept], start[kept]))
    return kept[order]


def _clusters(start: np.ndarray, end: np.ndarray, group: np.ndarray) -> np.ndarray:
    """The number of each hit's cluster: hits of one group that hang together by overlapping."""
    order = np.lexsort((start, group))
    # Groups are laid end to end, so that one running maximum sees what reaches into what.
    shift = group * end.max()
    begin = (start + shift)[order]
    finish = (end + shift)[order]
    reach = np.maximum.accumulate(finish)
    is_apart = begin[1:] >= reach[:-1]

    number = np.append(0, np.cumsum(is_apart))
    cluster = np.empty_like(number)
    cluster[order] = number
    return cluster


def _greedy(
    ranked: np.ndarray, start: np.ndarray, end: np.ndarray, cluster: np.ndarray
) -> np.ndarray:
    """Of hits ranked within their clusters, those that overlap none ranked before and kept."""
    kept = []
    for _, group in groupby(ranked.tolist(), key=cluster.__getitem__):
        hits = list(group)
        starts = start[hits]
        ends = end[hits]
        origin = starts.min()
        # A byte for each character that the cluster covers.
        taken = bytearray(ends.max() - origin)
        places = zip(hits, starts - origin, ends - origin, strict=True)
        for hit, first, last in places:
            # What was taken before is as long or longer: where it overlaps, it covers an end of this one.
            if taken[first] or taken[last - 1]:
                continue
            taken[first:last] = b"\x01" * (last - first)
            kept.append(hit)
    return np.array(kept, dtype=np.int64)
