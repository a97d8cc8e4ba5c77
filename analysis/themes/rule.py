"""The rule: for how much each cue counts, and whether the cues of a theme are enough."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import NamedTuple, TypeAlias

import pandas as pd

from analysis import sentences
from analysis.themes import asides
from analysis.themes.codebook_file import Codebook
from analysis.themes.cues import NEEDS, PLACE, tuples

_KEYS = [*PLACE, "theme"]
_ASIDE = 0.5  # how much an aside counts: "climate change, terrorism and poverty", "in Libya"
_FURTHER = 0.25  # each further item of one list: with three of a theme the list is about it
_SHORT = 100  # words: in a paragraph of so many one cue is seldom an aside


Key: TypeAlias = tuple[str, int, str]  # document, number, theme


class Earned(NamedTuple):
    """The cues of a theme in a highlight: their words, each once, and whether they are enough."""

    cues: str
    enough: bool


def earned(found: pd.DataFrame, book: Codebook, highlights: pd.DataFrame) -> dict[Key, Earned]:
    """Return whether the cues of each highlight and theme are enough for the codebook's rule.

    Parameters
    ----------
    found : DataFrame
        The table of cues.
    book : Codebook
        Their codebook.
    highlights : DataFrame
        The highlights in which they were found.

    Returns
    -------
    dict
        By document, number and theme, for each highlight and theme with a cue.
    """
    words: dict[Key, dict[str, None]] = defaultdict(dict)  # in their order, each once
    sums: dict[tuple, float] = defaultdict(float)
    weights = weights_of(found, book, highlights)
    cues = tuples(found, *_KEYS, "voice", "surface")
    for (*place, theme, voice, surface), weight in zip(cues, weights, strict=True):
        words[*place, theme][surface] = None
        sums[*place, theme, voice] += weight

    asked = asked_of_quotes(highlights, book)
    rows = {}
    for key, surfaces in words.items():
        by_headline = sums[*key, "headline"] >= book.headline
        by_quote = sums[*key, "quote"] >= asked[key[:-1]]
        rows[key] = Earned("; ".join(surfaces), by_headline or by_quote)
    return rows


def asked_of_quotes(highlights: pd.DataFrame, book: Codebook) -> dict[tuple, float]:
    """Return how many cues earn a theme in each quote, by document and number.

    Parameters
    ----------
    highlights : DataFrame
        The highlights.
    book : Codebook
        The codebook.

    Returns
    -------
    dict
        `alone` where a quote is short and has no headline, which would say what it is about; else `quote`.
    """
    asked = dict.fromkeys(tuples(highlights, *PLACE), book.quote)
    for place in _alone(highlights):
        asked[place] = min(book.alone, book.quote)
    return asked


def weights_of(found: pd.DataFrame, book: Codebook, highlights: pd.DataFrame) -> list[float]:
    """Return for how many cues each occurrence counts.

    Parameters
    ----------
    found : DataFrame
        The table of cues.
    book : Codebook
        Their codebook.
    highlights : DataFrame
        The highlights in which they were found.

    Returns
    -------
    list of float
        The weight of its cue. In a short quote without a headline an aside counts half: the first item of
        a theme in a list (each other one a quarter), and a region that is listed, an example or says where
        (only once).
    """
    weight = weight_of(book)
    is_region = book.themes["facet"].eq("region")
    regions = set(book.themes.loc[is_region, "theme"])
    alone = {}
    # Where one cue is as good as another everywhere, asides make no difference.
    if book.alone < book.quote:
        alone = _alone(highlights)

    seen: set[tuple] = set()
    weights = []
    columns = (*_KEYS, "voice", "cue", "start", "end")
    for *place, theme, voice, cue, start, end in tuples(found, *columns):
        counted = weight[theme, cue]
        quote = alone.get(tuple(place))
        if voice == "quote" and quote is not None:
            sentence, first = _sentence(quote, start)
            span = (start - first, end - first)
            listed = asides.in_list(sentence, *span)
            if theme in regions and (listed or asides.in_passing(sentence, *span)):
                # A region is not the subject, however many of its countries are named in passing.
                key = (*place, theme)
                counted *= 0 if key in seen else _ASIDE
                seen.add(key)
            elif listed:
                # A list with two wars in it is hardly more about war than a list with one.
                key = (*place, theme, first)
                counted *= _FURTHER if key in seen else _ASIDE
                seen.add(key)
        weights.append(counted)
    return weights


def _alone(highlights: pd.DataFrame) -> dict[tuple, str]:
    """The short quotes without a headline."""
    found = {}
    for *place, headline, quote in tuples(highlights, *NEEDS):
        if _stands_alone(headline, quote):
            found[tuple(place)] = quote
    return found


def _stands_alone(headline: str, quote: str) -> bool:
    return not headline.strip() and len(quote.split()) <= _SHORT


def _sentence(quote: str, start: int) -> tuple[str, int]:
    """The sentence around a place in a quote, and where it begins."""
    begin = [*sentences.starts(quote), len(quote)]
    following = bisect_right(begin, start)
    first = begin[following - 1]
    return quote[first : begin[following]], first


def weight_of(book: Codebook) -> dict[tuple[str, str], float]:
    """Return the weight of each cue, by theme and cue."""
    keys = tuples(book.cues, "theme", "cue")
    return dict(zip(keys, book.cues["weight"].tolist(), strict=True))
