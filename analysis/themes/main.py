"""The theme that each highlight is about most."""

from __future__ import annotations

import pandas as pd

from analysis import schema
from analysis.themes.codebook import CODEBOOK, Codebook, Given
from analysis.themes.codebook import codebook as book_of
from analysis.themes.cues import NEEDS, PLACE, cues, tuples
from analysis.themes.rule import weight_of

_KEYS = [*PLACE, "theme"]


def main(highlights: pd.DataFrame, *, codebook: Given = CODEBOOK) -> pd.DataFrame:
    """Return the theme that each highlight is about most.

    The cues of each theme vote: each counts for as much as it weighs, once in the headline and once in
    the quote. Where two themes have the same sum, the headline decides.

    Parameters
    ----------
    highlights : DataFrame
        The highlights.
    codebook : str, Path, Codebook or None
        What `themes.codebook` takes; "news" has a topic for news of every kind.

    Returns
    -------
    DataFrame
        The table "main" of `schema`, one row a highlight, in their order. `theme` is empty where no cue
        was found, or where two themes are level.

    Notes
    -----
    How often it is right is in `data/README.md`.

    Examples
    --------
    >>> texts = {"document": "a", "number": [1, 2], "headline": ["Mets Win", "Hello"], "quote": ""}
    >>> main(pd.DataFrame(texts), codebook="news")["theme"].tolist()
    ['sport', '']
    """
    schema.check(highlights, "highlights", needs=NEEDS)
    book = book_of(codebook)
    return leading(cues(highlights, codebook=book), book, highlights)


def leading(found: pd.DataFrame, book: Codebook, highlights: pd.DataFrame) -> pd.DataFrame:
    """Return the table "main" of `schema` for cues that were found already.

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
        The table.
    """
    ranked = _ranked(found, book)
    first = ranked.drop_duplicates(PLACE)
    second = ranked[ranked.duplicated(PLACE)].drop_duplicates(PLACE)
    rows = highlights[PLACE].merge(first, on=PLACE, how="left")
    rows = rows.merge(second, on=PLACE, how="left", suffixes=("", "_2"))
    # Two themes that are level in everything are left to the reader.
    same_score = rows["score"].eq(rows["score_2"])
    same_in_headline = rows["in_headline"].eq(rows["in_headline_2"])
    is_level = same_score & same_in_headline
    labels = dict(tuples(book.themes, "theme", "label"))
    rows["theme"] = rows["theme"].mask(is_level).fillna("")
    rows["label"] = rows["theme"].map(labels).fillna("")
    rows["score"] = rows["score"].fillna(0)
    rows["second"] = rows["theme_2"].fillna("")
    rows["second_score"] = rows["score_2"].fillna(0)
    rows["cues"] = rows["cues"].fillna("")
    return schema.table(rows, "main")


def _ranked(found: pd.DataFrame, book: Codebook) -> pd.DataFrame:
    """Each highlight's themes by the sum of their cues, the highest first."""
    weights = weight_of(book)
    # A word that is repeated is no more evidence than once: long quotes repeat their words.
    votes = found.drop_duplicates([*_KEYS, "voice", "cue"], ignore_index=True)
    weight = [weights[key] for key in tuples(votes, "theme", "cue")]
    is_headline = votes["voice"].eq("headline")
    votes["score"] = pd.Series(weight, dtype="float64")
    votes["in_headline"] = votes["score"].where(is_headline, 0.0)

    grouped = votes.groupby(_KEYS, sort=False)
    sums = grouped[["score", "in_headline"]].sum()
    sums["cues"] = grouped["surface"].agg(_each_once)
    by = ["score", "in_headline"]
    return sums.reset_index().sort_values(by, ascending=False, kind="stable")


def _each_once(words: pd.Series) -> str:
    return "; ".join(dict.fromkeys(words))
