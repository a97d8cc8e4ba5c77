"""The themes of each highlight: what the rule proposes, and what corrections make of it."""

from __future__ import annotations

import warnings
from bisect import bisect_right
from collections import defaultdict

import numpy as np
import pandas as pd

from analysis import schema, sentences
from analysis.themes import asides
from analysis.themes.codebook import CODEBOOK, Codebook, Given
from analysis.themes.codebook import codebook as book_of
from analysis.themes.corrections import (
    CORRECTIONS,
    GivenCorrections,
    are_bundled,
    corrections_of,
    placed,
)
from analysis.themes.cues import NEEDS, PLACE, cues, in_order, tuples
from analysis.themes.matching import shortened

_KEYS = [*PLACE, "theme"]
_ASIDE = 0.5  # how much an aside counts: "climate change, terrorism and poverty", "in Libya"
_FURTHER = (
    0.25  # and each further item of one list: it takes three of a theme for a list to be about it
)
_SHORT = 100  # words: in a paragraph of so many one cue is seldom an aside


def codes(
    highlights: pd.DataFrame,
    *,
    codebook: Given = CODEBOOK,
    corrections: GivenCorrections = CORRECTIONS,
) -> pd.DataFrame:
    """Return the themes of each highlight.

    Parameters
    ----------
    highlights : DataFrame
        The highlights.
    codebook : str, Path, Codebook or None
        What `themes.codebook` takes.
    corrections : str, Path, DataFrame or None
        A table or CSV file of corrections; None leaves the rule alone. The bundled ones apply to the
        bundled article only. A correction that matches no highlight, or has no effect, is reported
        in a warning.

    Returns
    -------
    DataFrame
        The table "codes" of `schema`, one row for each highlight and theme, in the order of highlights
        and of the codebook. `coder` is "rule" where the rule found the theme and "corrected" where a
        correction added it; a theme that a correction removed has no row.

    Examples
    --------
    >>> texts = {"document": "a", "number": [1], "headline": ["New sanctions"], "quote": ["Tanks."]}
    >>> codes(pd.DataFrame(texts))[["number", "theme", "coder", "cues"]].values.tolist()
    [[1, 'sanctions', 'rule', 'sanctions']]
    """
    every = _reviewed(highlights, codebook, corrections)
    kept = every[every["coded"].eq(1)]
    # What the rule and a correction agree on is the rule's.
    coder = kept["rule"].map({1: "rule", 0: "corrected"}).astype("str")
    return schema.table(kept.assign(coder=coder), "codes")


def uncoded(
    highlights: pd.DataFrame,
    *,
    codebook: Given = CODEBOOK,
    corrections: GivenCorrections = CORRECTIONS,
) -> pd.DataFrame:
    """Return the highlights that carry no theme.

    Parameters
    ----------
    highlights, codebook, corrections
        As for `codes`.

    Returns
    -------
    DataFrame
        The rows of the highlights table, with a new index.

    Examples
    --------
    >>> texts = {"document": "a", "number": [1, 2], "headline": ["New sanctions", "Rain"], "quote": ""}
    >>> uncoded(pd.DataFrame(texts))["headline"].tolist()
    ['Rain']
    """
    every = _reviewed(highlights, codebook, corrections)
    coded = set(tuples(every[every["coded"].eq(1)], *PLACE))
    without = [place not in coded for place in tuples(highlights, *PLACE)]
    return highlights[np.array(without, dtype=bool)].reset_index(drop=True)


def review(
    highlights: pd.DataFrame,
    *,
    codebook: Given = CODEBOOK,
    corrections: GivenCorrections = CORRECTIONS,
    every: bool = False,
) -> pd.DataFrame:
    """Return what the rule says, what was corrected and why.

    Written to a CSV file this is the table in which to correct your own article: put + or - into
    `change` and say why in `reason`. Rows without a change are left out when it is read as
    `corrections`.

    Parameters
    ----------
    highlights, codebook, corrections
        As for `codes`.
    every : bool
        All themes of all highlights, not only those with a cue or a correction.

    Returns
    -------
    DataFrame
        The table "review" of `schema`, one row for each highlight and theme.

    Examples
    --------
    >>> texts = {"document": "a", "number": [1], "headline": ["Rain"], "quote": ["A sanction."]}
    >>> review(pd.DataFrame(texts))[["theme", "rule", "coded", "cues"]].values.tolist()
    [['sanctions', 0, 0, 'sanction']]
    """
    return _reviewed(highlights, codebook, corrections, every=every)


def _reviewed(
    highlights: pd.DataFrame,
    codebook: Given,
    corrections: GivenCorrections,
    *,
    every: bool = False,
) -> pd.DataFrame:
    schema.check(highlights, "highlights", needs=NEEDS)
    book = book_of(codebook)
    found = earned(cues(highlights, codebook=book), book, highlights)
    changes = corrections_of(corrections, codebook=book)
    bundled = are_bundled(corrections)
    here = placed(changes, highlights, only_here=bundled)
    # A correction may add a theme of which no cue was found.
    rows = found.merge(here, on=_KEYS, how="outer")
    # Without a cue or a correction a theme has no row yet.
    if every:
        grid = highlights[PLACE].merge(book.themes[["theme"]], how="cross")
        rows = grid.merge(rows, on=_KEYS, how="left")
    texts = {name: rows[name].fillna("").astype("str") for name in ("cues", "change", "reason")}
    rows = rows.assign(rule=rows["earned"].eq(True).astype("int64"), **texts)
    # The bundled corrections are given by default, also to articles that nobody corrected.
    if not bundled:
        _warn_of_idle(rows)
    kept = rows["rule"].eq(1) & rows["change"].ne("-")
    added = rows["change"].eq("+")
    rows["coded"] = (kept | added).astype("int64")
    rows = rows.merge(highlights[[*PLACE, "headline"]], on=PLACE, how="left")
    rows["label"] = rows["theme"].map(book.themes.set_index("theme")["label"])
    return schema.table(in_order(rows, highlights, book), "review")


def earned(found: pd.DataFrame, book: Codebook, highlights: pd.DataFrame) -> pd.DataFrame:
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
    DataFrame
        One row for each highlight and theme with a cue: document, number, theme, cues (their words,
        each once) and earned.
    """
    columns = [*_KEYS, "cues", "earned"]
    if found.empty:
        return pd.DataFrame(columns=columns)
    words: dict[tuple, dict[str, None]] = defaultdict(dict)  # in their order, each once
    sums: dict[tuple, float] = defaultdict(float)
    asked = asked_of_quotes(highlights, book)
    weights = weights_of(found, book, highlights)
    for *key, voice, surface, weight in zip(
        *(found[column].tolist() for column in (*_KEYS, "voice", "surface")), weights, strict=True
    ):
        words[tuple(key)][surface] = None
        sums[*key, voice] += weight
    rows = []
    for key, surfaces in words.items():
        by_headline = sums[*key, "headline"] >= book.headline
        by_quote = sums[*key, "quote"] >= asked[key[:-1]]
        rows.append((*key, "; ".join(surfaces), by_headline or by_quote))
    return pd.DataFrame(rows, columns=columns)


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
    asked = {}
    for *place, headline, quote in tuples(highlights, *NEEDS):
        asked[tuple(place)] = book.quote
        if _stands_alone(headline, quote):
            asked[tuple(place)] = min(book.alone, book.quote)
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
        The weight of its cue. In a short quote without a headline an aside counts half: the first item of a
        theme in a list (the others count nothing), and a region that is an example or says where.
    """
    weight = weight_of(book)
    regions = set(book.themes.loc[book.themes["facet"].eq("region"), "theme"])
    alone = {}
    for *place, headline, quote in tuples(highlights, *NEEDS):
        # Where one cue is as good as another everywhere, asides make no difference.
        if book.alone < book.quote and _stands_alone(headline, quote):
            alone[tuple(place)] = quote
    lists: set[tuple] = set()
    weights = []
    for *place, theme, voice, cue, start, end in tuples(
        found, *_KEYS, "voice", "cue", "start", "end"
    ):
        counted = weight[theme, cue]
        if voice == "quote" and tuple(place) in alone:
            sentence, first = _sentence(alone[tuple(place)], start)
            here = (*place, theme, first)
            span = (start - first, end - first)
            if asides.in_list(sentence, *span):
                # A list of two wars is no more about war than a list of one.
                counted *= _FURTHER if here in lists else _ASIDE
                lists.add(here)
            elif theme in regions and asides.in_passing(sentence, *span):
                counted *= _ASIDE
        weights.append(counted)
    return weights


def _stands_alone(headline: str, quote: str) -> bool:
    return not headline.strip() and len(quote.split()) <= _SHORT


def _sentence(quote: str, start: int) -> tuple[str, int]:
    """The sentence around a place in a quote, and where it begins."""
    begin = [*sentences.starts(quote), len(quote)]
    at = bisect_right(begin, start)
    return quote[begin[at - 1] : begin[at]], begin[at - 1]


def weight_of(book: Codebook) -> dict[tuple[str, str], float]:
    """Return the weight of each cue, by theme and cue."""
    keys = tuples(book.cues, "theme", "cue")
    return dict(zip(keys, book.cues["weight"].tolist(), strict=True))


def _warn_of_idle(rows: pd.DataFrame) -> None:
    """Warn of corrections that have no effect."""
    added_again = rows["change"].eq("+") & rows["rule"].eq(1)
    removed_again = rows["change"].eq("-") & rows["rule"].eq(0)
    idle = rows[added_again | removed_again]
    if idle.empty:
        return
    said = []
    for row in idle.itertuples():
        said.append(f"{row.document}, number {row.number} ({row.change}{row.theme})")
    warnings.warn(
        f"{len(idle)} corrections have no effect, since the rule already agrees: "
        f"{shortened(said)}; leave these rows out",
        stacklevel=4,  # warn → _reviewed → codes, uncoded or review → the caller
    )
