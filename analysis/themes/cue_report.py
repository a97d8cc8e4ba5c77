"""What each cue of a codebook is worth: its hits, what it alone earns, and how often a coder agrees."""

from __future__ import annotations

import math
from collections import Counter, defaultdict

import pandas as pd

from analysis import schema
from analysis.themes.codebook import CODEBOOK, Codebook, Given
from analysis.themes.codebook import codebook as book_of
from analysis.themes.cues import NEEDS, PLACE, cues, tuples
from analysis.themes.rule import asked_of_quotes, earned, weights_of

_KEYS = [*PLACE, "theme"]


def cue_report(
    highlights: pd.DataFrame,
    codings: pd.DataFrame | None = None,
    *,
    codebook: Given = CODEBOOK,
    coder: str | None = None,
) -> pd.DataFrame:
    """Return what each cue of a codebook is worth in the highlights.

    Parameters
    ----------
    highlights : DataFrame
        The highlights.
    codings : DataFrame, optional
        Codings to compare with. Without them the columns that need them are missing.
    codebook : str, Path, Codebook or None
        What `themes.codebook` takes.
    coder : str, optional
        Whose codings; with several coders a theme counts as coded where most of them say so.

    Returns
    -------
    DataFrame
        The table "cue_report" of `schema`, one row for each cue, in the order of the codebook. `alone` are the
        highlights that would lose the theme without the cue; `lost` and `spared` are those of them
        where the coder gave the theme and where not.

    Examples
    --------
    >>> texts = {"document": "a", "number": [1, 2], "headline": ["Sanctions", "Embargo Ends"], "quote": ""}
    >>> found = cue_report(pd.DataFrame(texts))
    >>> found.loc[found["hits"].gt(0), ["cue", "hits", "alone"]].values.tolist()
    [['sanction*', 1, 1], ['embargo*', 1, 1]]
    """
    schema.check(highlights, "highlights", needs=NEEDS)
    book = book_of(codebook)
    if book.cues.empty or highlights.empty:
        return schema.empty("cue_report")
    found = cues(highlights, codebook=book)
    needed = _needed(found, book, highlights)
    gold = verdicts(codings, highlights, book, coder)
    hits: dict[tuple[str, str], list[tuple]] = defaultdict(list)
    for *place, theme, cue in tuples(found, *_KEYS, "cue"):
        hits[theme, cue].append((*place, theme))

    label_of = dict(tuples(book.themes, "theme", "label"))
    rows = []
    for row in book.cues.to_dict("records"):
        key = row["theme"], row["cue"]
        places = set(hits[key])
        alone = needed.get(key, set())
        row |= {"hits": len(hits[key]), "highlights": len(places), "alone": len(alone)}
        row |= _compared(places, alone, gold)
        row["label"] = label_of.get(row["theme"])
        rows.append(row)
    return schema.table(pd.DataFrame(rows), "cue_report")


def verdicts(
    codings: pd.DataFrame | None,
    highlights: pd.DataFrame,
    book: Codebook,
    coder: str | None,
) -> dict[tuple, bool] | None:
    """Return whether each theme of each highlight is coded, by most of the coders, or by one.

    Parameters
    ----------
    codings : DataFrame or None
        The codings.
    highlights : DataFrame
        The highlights; codings of others are left out.
    book : Codebook
        The codebook.
    coder : str or None
        Whose codings; all of them without it.

    Returns
    -------
    dict or None
        By document, number and theme. A theme that nobody mentions of a highlight that somebody coded
        is not coded: many coders list only the themes that apply.
    """
    if codings is None:
        return None
    schema.check(codings, "codings", needs=(*_KEYS, "coder", "value"))
    if coder is not None and coder not in set(codings["coder"]):
        hint = schema.near(coder, codings["coder"].unique())
        raise ValueError(f"there is no coder {coder!r}{hint}")
    here = codings.dropna(subset="value").merge(highlights[PLACE], on=PLACE)
    if coder is not None:
        here = here[here["coder"].eq(coder)]

    found = {}
    for place in dict.fromkeys(tuples(here, *PLACE)):
        for theme in book.themes["theme"].tolist():
            found[*place, theme] = False
    # The mean of 0 and 1 is the share of coders who gave the theme. A tie is no majority, so that
    # the theme does not count as coded.
    share = here.groupby(_KEYS, sort=False)["value"].mean()
    for key, value in share.items():
        found[key] = bool(value > 0.5)
    return found


def _needed(
    found: pd.DataFrame, book: Codebook, highlights: pd.DataFrame
) -> dict[tuple[str, str], set]:
    """The highlights that would lose a theme without one cue, by theme and cue."""
    by_rule = earned(found, book, highlights)
    sums: dict[tuple, float] = defaultdict(float)
    each: dict[tuple, float] = defaultdict(float)
    weighed = found.assign(weight=weights_of(found, book, highlights))
    for *key, voice, cue, weight in tuples(weighed, *_KEYS, "voice", "cue", "weight"):
        sums[*key, voice] += weight
        each[*key, voice, cue] += weight

    needed: dict[tuple[str, str], set] = defaultdict(set)
    quotes = asked_of_quotes(highlights, book)
    for *place, theme, cue in dict.fromkeys(tuples(found, *_KEYS, "cue")):
        key = (*place, theme)
        if not by_rule[key].enough:
            continue
        # Both voices are tried, since either can earn the theme.
        in_headline = sums[*key, "headline"] - each[*key, "headline", cue]
        in_quote = sums[*key, "quote"] - each[*key, "quote", cue]
        if in_headline < book.headline and in_quote < quotes[tuple(place)]:
            needed[theme, cue].add(key)
    return needed


def _compared(places: set, alone: set, gold: dict[tuple, bool] | None) -> dict:
    """How the highlights of a cue were coded."""
    if gold is None:
        numbers = ("right", "wrong", "lost", "spared")
        return dict.fromkeys(numbers, pd.NA) | {"precision": math.nan}
    coded = Counter(map(gold.get, places))
    coded_alone = Counter(map(gold.get, alone))
    right = coded[True]
    wrong = coded[False]
    precision = math.nan
    if right + wrong:
        precision = right / (right + wrong)
    return {
        "right": right,
        "wrong": wrong,
        "precision": precision,
        "lost": coded_alone[True],
        "spared": coded_alone[False],
    }
