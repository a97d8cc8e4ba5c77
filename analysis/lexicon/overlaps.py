"""Which of overlapping hits stay: of those of one set the longest, then the leftmost, then the first entry."""

from __future__ import annotations

from itertools import groupby

import numpy as np


def longest(start: np.ndarray, end: np.ndarray, entry: np.ndarray, sets: np.ndarray) -> np.ndarray:
    """Rows to keep, by start: of those of one set that overlap the longest, then the leftmost, then the first entry."""
    if not len(start):
        return np.empty(0, dtype=np.int64)
    cluster = _clusters(start, end, sets[entry])
    ranked = np.lexsort((entry, start, start - end, cluster))
    is_first = np.append(True, np.diff(cluster[ranked]) > 0)
    best = ranked[is_first]

    # The best of a cluster nearly always covers the others: few are left to be asked one by one.
    mine = best[cluster]
    is_clear = (end <= start[mine]) | (start >= end[mine])
    left = ranked[is_clear[ranked]]
    others = np.array(_greedy(left, start, end, cluster), dtype=np.int64)

    kept = np.append(best, others)
    order = np.lexsort((entry[kept], start[kept]))
    return kept[order]


def _clusters(start: np.ndarray, end: np.ndarray, group: np.ndarray) -> np.ndarray:
    """The number of each hit's cluster: hits of one group that hang together by overlapping."""
    order = np.lexsort((start, group))
    # Groups are laid end to end, so that one running maximum sees what reaches into what.
    shift = group[order] * int(end.max())
    begin = start[order] + shift
    reach = np.maximum.accumulate(end[order] + shift)
    is_apart = begin[1:] >= reach[:-1]

    cluster = np.empty(len(order), dtype=np.int64)
    cluster[order] = np.cumsum(np.append(False, is_apart))
    return cluster


def _greedy(
    ranked: np.ndarray, start: np.ndarray, end: np.ndarray, cluster: np.ndarray
) -> list[int]:
    """Of hits ranked within their clusters, those that overlap none ranked before and kept."""
    kept = []
    for _, group in groupby(ranked.tolist(), key=cluster.__getitem__):
        hits = list(group)
        origin = int(start[hits].min())
        # A byte for each character that the cluster covers.
        taken = bytearray(int(end[hits].max()) - origin)
        for hit in hits:
            first = int(start[hit]) - origin
            last = int(end[hit]) - origin
            # What was taken before is as long or longer: where it overlaps, it covers an end of this one.
            if not taken[first] and not taken[last - 1]:
                taken[first:last] = b"\x01" * (last - first)
                kept.append(hit)
    return kept
