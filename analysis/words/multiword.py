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
) -> dict[str, float]:
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
    dict
        The log-likelihood ratio of each phrase, the smallest of all cuts; by this, then by phrase.

    Examples
    --------
    >>> forms = ["human", "rights", *"abcdefghijklmnopqrstuvwxyz"]
    >>> word = np.array([0, 1, -1, 0, 1, -1, 0, 1, -1, 1, -1, *range(2, 28)])
    >>> found = repeated(word, word >= 0, forms, stop={"a"}, least=3, threshold=15.13)
    >>> {form: round(g2, 1) for form, g2 in found.items()}
    {'human rights': 15.6}
    """
    seen = _frequent(word, joined, least)
    grams = []
    phrases = []
    for gram in seen:
        words = [forms[number] for number in gram]
        if len(words) < 2:
            continue
        if words[0] not in stop and words[-1] not in stop:
            grams.append(gram)
            phrases.append(" ".join(words))

    total = np.count_nonzero(word >= 0)
    found = []
    for phrase, strength in zip(phrases, _weakest(grams, seen, total).tolist(), strict=True):
        if strength >= threshold:
            found.append((phrase, strength))
    found.sort(key=lambda one: (-one[1], one[0]))
    return dict(found)


def _frequent(word: np.ndarray, joined: np.ndarray, least: int) -> dict[tuple[int, ...], int]:
    """How often each stretch of up to four words occurs, of those that occur often enough.

    What occurs often consists of what occurs often, so that only such stretches are made longer.
    """
    seen: dict[tuple[int, ...], int] = {}
    # The stretch that begins at each word, as a number; -1 where it is too rare.
    stretch = word.astype(np.int64)
    for size in range(1, LONGEST + 1):
        at = np.flatnonzero(stretch >= 0)
        number, different = pd.factorize(stretch[at])
        count = np.bincount(number, minlength=len(different))
        is_frequent = count >= least

        # One place of each, to read its words there.
        place = np.empty(len(different), dtype=np.int64)
        place[number] = at
        places = place[is_frequent, None] + np.arange(size)
        words = map(tuple, word[places].tolist())
        seen |= zip(words, count[is_frequent].tolist(), strict=True)

        stretch[at] = np.where(is_frequent[number], number, -1)
        stretch = _longer(stretch, joined)

    return seen


def _longer(stretch: np.ndarray, joined: np.ndarray) -> np.ndarray:
    """The stretches with one word more: each is known by the two that overlap in all words but the outer ones."""
    longer = np.full(len(stretch), -1, dtype=np.int64)
    first = stretch[:-1]
    second = stretch[1:]
    goes_on = (first >= 0) & (second >= 0) & joined[1:]
    pair = first * len(stretch) + second
    longer[:-1] = np.where(goes_on, pair, -1)
    return longer


def _weakest(
    grams: list[tuple[int, ...]], seen: dict[tuple[int, ...], int], total: int
) -> np.ndarray:
    """The smallest log-likelihood ratio of each stretch over all places where it can be cut."""
    weakest = np.full(len(grams), np.inf)
    for cut in range(1, LONGEST):
        rows = []
        counts = []
        for row, gram in enumerate(grams):
            if len(gram) > cut:
                rows.append(row)
                left = gram[:cut]
                right = gram[cut:]
                counts.append((seen[gram], seen[left], seen[right]))

        # Of no stretch that long, the array needs its shape all the same.
        columns = np.array(counts, dtype=np.int64).reshape(-1, 3).T
        strength = g2(*columns, total)
        weakest[rows] = np.minimum(weakest[rows], strength)

    return weakest
