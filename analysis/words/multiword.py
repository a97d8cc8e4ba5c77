"""Multi-word phrases found in the text: words that occur together more often than by chance."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.association import g2

LONGEST = 4  # words; longer repetitions are quotations, not phrases


def repeated(
    word: np.ndarray,
    joined: np.ndarray,
    forms: list[str],
    *,
    stop: set[str],
    least: int,
    threshold: float,
) -> pd.DataFrame:
    """Return phrases of two to four words that are repeated and hold together.

    A phrase occurs at least `least` times and begins and ends with a word that is not a stop word.
    Its log-likelihood ratio (Dunning 1993) reaches `threshold` wherever it is cut in two, so that
    "freedom of speech" is a phrase and "speech is" is not.

    Parameters
    ----------
    word : ndarray
        The words of the text in order, as numbers in `forms`; -1 where no phrase goes on.
    joined : ndarray
        Whether only a space is between a word and the one before.
    forms : list of str
        The different words.
    stop : set of str
        Stop words.
    least : int
        How often a phrase must occur.
    threshold : float
        The smallest log-likelihood ratio.

    Returns
    -------
    DataFrame
        Columns form, count and g2 (the smallest of all cuts), by g2, then by form.

    Examples
    --------
    >>> forms = ["human", "rights", *"abcdefghijklmnopqrstuvwxyz"]
    >>> word = np.array([0, 1, -1, 0, 1, -1, 0, 1, -1, 1, -1, *range(2, 28)])
    >>> found = repeated(word, word >= 0, forms, stop={"a"}, least=3, threshold=15.13)
    >>> found.round(1).values.tolist()
    [['human rights', 3, 15.6]]
    """
    seen = _frequent(word, joined, least)
    ends = {number for number, form in enumerate(forms) if form not in stop}
    grams = [gram for gram in seen if len(gram) > 1 and gram[0] in ends and gram[-1] in ends]
    table = pd.DataFrame(
        {
            "form": [" ".join(map(forms.__getitem__, gram)) for gram in grams],
            "count": [seen[gram] for gram in grams],
            "g2": _weakest(grams, seen, np.count_nonzero(word >= 0)),
        }
    )
    table = table[table["g2"] >= threshold]
    return table.sort_values(
        ["g2", "form"], ascending=[False, True], kind="stable", ignore_index=True
    )


def _frequent(word: np.ndarray, joined: np.ndarray, least: int) -> dict[tuple[int, ...], int]:
    """How often each stretch of up to four words occurs, of those that occur often enough.

    What occurs often consists of what occurs often, so that only such stretches are made longer.
    """
    seen: dict[tuple[int, ...], int] = {}
    gram = word.astype(np.int64)  # the stretch that begins at each word; -1 where it is too rare
    for size in range(1, LONGEST + 1):
        at = np.flatnonzero(gram >= 0)
        number, different = pd.factorize(gram[at])
        count = np.bincount(number, minlength=len(different))
        begin = np.empty(len(different), dtype=np.int64)
        begin[number] = at

        frequent = np.flatnonzero(count >= least)
        stretches = word[begin[frequent, None] + np.arange(size)]
        seen |= zip(map(tuple, stretches.tolist()), count[frequent].tolist(), strict=True)

        gram[at] = np.where(count[number] >= least, number, -1)
        longer = (gram[:-1] >= 0) & (gram[1:] >= 0) & joined[1:]
        gram = np.append(np.where(longer, gram[:-1] * len(word) + gram[1:], -1), -1)[: len(word)]

    return seen


def _weakest(
    grams: list[tuple[int, ...]], seen: dict[tuple[int, ...], int], total: int
) -> np.ndarray:
    """The smallest log-likelihood ratio of each stretch over all places where it can be cut."""
    weakest = np.full(len(grams), np.inf)
    for cut in range(1, LONGEST):
        row = [i for i, gram in enumerate(grams) if len(gram) > cut]
        together = [seen[grams[i]] for i in row]
        left = [seen[grams[i][:cut]] for i in row]
        right = [seen[grams[i][cut:]] for i in row]
        weakest[row] = np.minimum(weakest[row], g2(together, left, right, total))

    return weakest
