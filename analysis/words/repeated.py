"""Phrases found in the text: words that stand together more often than chance would have them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

import numpy as np
import pandas as pd

from analysis.association import g2

LONGEST = 4

Gram = tuple[str, ...]


def repeated(
    sentences: Iterable[list[str]], stop: set[str], *, least: int, threshold: float
) -> pd.DataFrame:
    """Phrases of two to four words, with how often they occur and how strongly they hold together: form, count, g2.

    `sentences` are runs of words with nothing but spaces between them. A phrase occurs at least `least` times, begins
    and ends with a word that is no stop word, and its log-likelihood ratio (Dunning 1993) reaches `threshold` wherever
    it is cut in two (the smallest of these is given), so that "freedom of speech" is one and "speech is" none.

    >>> runs = [["human", "rights"]] * 3 + [["rights"], list("abcdefghijklmnopqrstuvwxyz")]
    >>> repeated(runs, {"a", "i"}, least=3, threshold=15.13).round(1).values.tolist()
    [['human rights', 3, 15.6]]
    """
    seen, total = _frequent(list(sentences), least)
    grams = [g for g in seen if len(g) > 1 and g[0] not in stop and g[-1] not in stop]
    table = pd.DataFrame(
        {"form": [" ".join(gram) for gram in grams], "count": [seen[gram] for gram in grams]}
    )
    table["g2"] = [_weakest(gram, seen, total) for gram in grams]
    kept = table[table["g2"] >= threshold].sort_values(
        ["g2", "form"], ascending=[False, True], kind="stable"
    )
    return kept.reset_index(drop=True)


def _frequent(runs: list[list[str]], least: int) -> tuple[dict[Gram, int], int]:
    """How often each stretch of up to four words occurs that occurs often enough, and how many words there are.

    What occurs often consists of what occurs often, so that only such stretches are made longer.
    """
    words = np.array(list(chain.from_iterable(runs)), dtype=object)
    run = np.repeat(np.arange(len(runs)), list(map(len, runs)))
    seen: dict[Gram, int] = {}
    gram = pd.factorize(words)[0].astype(
        np.int64
    )  # what begins at each word: a number, -1 where it is too rare
    for size in range(1, LONGEST + 1):
        at = np.flatnonzero(gram >= 0)
        _, first, number, count = np.unique(
            gram[at], return_index=True, return_inverse=True, return_counts=True
        )
        for begin, times in zip(at[first].tolist(), count.tolist(), strict=True):
            if times >= least:
                seen[tuple(words[begin : begin + size])] = times
        gram[at] = np.where(count[number] >= least, number, -1)
        longer = (gram[:-1] >= 0) & (gram[1:] >= 0) & (run[:-1] == run[1:])
        gram = np.append(np.where(longer, gram[:-1] * len(words) + gram[1:], -1), -1)[: len(words)]
    return seen, len(words)


def _weakest(gram: Gram, seen: dict[Gram, int], total: int) -> float:
    cuts = [(seen[gram[:at]], seen[gram[at:]]) for at in range(1, len(gram))]
    left, right = np.array(cuts).T
    return float(g2(seen[gram], left, right, total).min())
