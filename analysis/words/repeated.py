"""Phrases found in the text: words that stand together more often than chance would have them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from analysis.association import g2

LONGEST = 4


def repeated(sentences: Iterable[list[str]], stop: set[str], *, least: int, threshold: float) -> pd.DataFrame:
    """Phrases of two to four words, with how often they occur and how strongly they hold together: form, count, g2.

    `sentences` are runs of words with nothing but spaces between them. A phrase occurs at least `least` times, begins
    and ends with a word that is no stop word, and its log-likelihood ratio (Dunning 1993) reaches `threshold` wherever
    it is cut in two (the smallest of these is given), so that "freedom of speech" is one and "speech is" none.

    >>> runs = [["human", "rights"]] * 3 + [["rights"], list("abcdefghijklmnopqrstuvwxyz")]
    >>> repeated(runs, {"a", "i"}, least=3, threshold=15.13).round(1).values.tolist()
    [['human rights', 3, 15.6]]
    """
    runs = list(sentences)
    seen: Counter[tuple[str, ...]] = Counter(gram for run in runs for gram in _grams(run))
    total = sum(map(len, runs))
    grams = [g for g, n in seen.items() if len(g) > 1 and n >= least and g[0] not in stop and g[-1] not in stop]
    table = pd.DataFrame({"form": [" ".join(gram) for gram in grams], "count": [seen[gram] for gram in grams]})
    table["g2"] = [_weakest(gram, seen, total) for gram in grams]
    kept = table[table["g2"] >= threshold].sort_values(["g2", "form"], ascending=[False, True], kind="stable")
    return kept.reset_index(drop=True)


def _grams(run: list[str]) -> Iterator[tuple[str, ...]]:
    for size in range(1, LONGEST + 1):
        yield from zip(*(run[at:] for at in range(size)), strict=False)


def _weakest(gram: tuple[str, ...], seen: Counter[tuple[str, ...]], total: int) -> float:
    cuts = [(seen[gram[:at]], seen[gram[at:]]) for at in range(1, len(gram))]
    left, right = np.array(cuts).T
    return float(g2(seen[gram], left, right, total).min())
