"""The vocabulary: what the words of a text are, learnt once from all of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import lexicon, schema
from analysis.words import lists
from analysis.words.forms import merged
from analysis.words.lists import StopWords
from analysis.words.multiword import repeated
from analysis.words.tokenizer import plain, tokenize

LEAST = 3  # times that a phrase must occur to be found
THRESHOLD = 15.13  # of its log-likelihood ratio: chance passes it once in 10,000 cases

_ENTRY = ["kind", "source", "entity", "label"]


def vocabulary(
    highlights: pd.DataFrame,
    *,
    gazetteer: str | Path | pd.DataFrame | None = None,
    phrases: lists.List = lists.PHRASES,
    stopwords: lists.List = lists.STOPWORDS,
    least: int = LEAST,
    threshold: float = THRESHOLD,
) -> pd.DataFrame:
    """Return every form of every word in both voices, with the token it is counted under.

    Names come from the gazetteer, phrases from a list and from the text itself: words that occur
    together at least `least` times with a log-likelihood ratio (Dunning 1993) of `threshold` or
    more, without a stop word at the edges or a name inside. Uppercase and plural are merged where
    the text uses both forms; a token is always a form that occurs, except for stop words.

    Parameters
    ----------
    highlights : DataFrame
        The highlights.
    gazetteer : str, Path or DataFrame, optional
        Your own rows, as for `countries.gazetteer`.
    phrases, stopwords : str, Path, iterable of str or None
        A text file or strings that add to the bundled list, or replace it if the first line is
        ``only``. None is none at all.
    least : int
        How often a phrase must occur to be found.
    threshold : float
        The log-likelihood ratio from which on a phrase is found.

    Returns
    -------
    DataFrame
        The schema's "vocabulary", by kind, then by count, then by form.

    Examples
    --------
    >>> rows = {"document": "a", "number": [1], "headline": [""], "quote": ["American or US votes?"]}
    >>> vocabulary(pd.DataFrame(rows))[["form", "token", "kind", "label"]].values.tolist()
    [['American', 'American', 'name', 'United States'], ['US', 'US', 'name', 'United States'],
     ['or', 'or', 'word', ''], ['votes', 'votes', 'word', '']]
    """
    stop = StopWords(stopwords)
    texts = lexicon.texts(highlights)
    names, named = _names(gazetteer)
    found = _found(texts, named, stop, least=least, threshold=threshold)
    listed = lists.phrases(phrases).assign(source="list")
    all_phrases = pd.concat([listed, found.assign(case="fold", source="found")], ignore_index=True)

    known = lexicon.joined(named, lexicon.build(all_phrases))
    entries = pd.concat([names, all_phrases.assign(kind="phrase")], ignore_index=True)
    forms = _forms(texts, known, entries, stop)
    if forms.empty:
        return schema.empty("vocabulary")

    table = _tokens(forms, stop)

    strength = dict(zip(found["form"], found["g2"], strict=True))
    g2 = table["form"].str.lower().map(strength).astype("float64")
    table["g2"] = g2.where(table["source"] == "found")
    table = table.sort_values(["kind", "count", "form"], ascending=[True, False, True])
    return schema.table(table, "vocabulary")


def _names(
    gazetteer: str | Path | pd.DataFrame | None,
) -> tuple[pd.DataFrame, lexicon.Lexicon]:
    """The names and their lexicon; the bundled ones are prepared once."""
    return _bundled() if gazetteer is None else _prepared(gazetteer)


@cache
def _bundled() -> tuple[pd.DataFrame, lexicon.Lexicon]:
    return _prepared(None)


def _prepared(
    gazetteer: str | Path | pd.DataFrame | None,
) -> tuple[pd.DataFrame, lexicon.Lexicon]:
    names = lists.names(gazetteer).assign(kind="name", source="gazetteer", case="exact")
    return names, lexicon.build(names)


def _found(
    texts: list[str], named: lexicon.Lexicon, stop: StopWords, *, least: int, threshold: float
) -> pd.DataFrame:
    """The phrases that the texts repeat."""
    numbers: dict[str, int] = {}
    word = [np.empty(0, dtype=np.int64)]
    joined = [np.empty(0, dtype=bool)]
    for words in tokenize(texts, named):
        forms = [plain(surface).lower() for surface in words.surfaces]
        number = np.array([numbers.setdefault(form, len(numbers)) for form in forms])
        # Phrases are made of words: names and numbers ("in 2020") separate them.
        number[[not any(map(str.isalpha, form)) for form in forms]] = -1
        word.append(np.where(words.entry < 0, number[words.surface], -1))
        joined.append(words.joined)

    return repeated(
        np.concatenate(word),
        np.concatenate(joined),
        list(numbers),
        stop=stop.every,
        least=least,
        threshold=threshold,
    )


def _forms(
    texts: list[str], known: lexicon.Lexicon, entries: pd.DataFrame, stop: StopWords
) -> pd.DataFrame:
    """How every form is used: by kind, source and actor, with count, telling and shouted."""
    parts = [pd.DataFrame({"entry": [], "form": [], "telling": [], "shouted": [], "count": []})]
    for words in tokenize(texts, known, stop.guarded):
        use = {
            "entry": words.entry,
            "surface": words.surface,
            "telling": words.telling,
            "shouted": words.shouted,
        }
        seen = pd.DataFrame(use).value_counts(sort=False).reset_index()
        forms = pd.Series([plain(surface) for surface in words.surfaces])
        seen["form"] = forms.take(seen["surface"]).array
        parts.append(seen)

    seen = pd.concat(parts, ignore_index=True)
    seen["telling"] *= seen["count"]
    seen["shouted"] *= seen["count"]
    # The row after the last entry describes the words that are in no lexicon.
    word = pd.DataFrame({"kind": ["word"], "source": ["text"]})
    described = pd.concat([entries[_ENTRY], word], ignore_index=True).fillna("")
    described.index = [*range(len(entries)), -1]
    seen = seen.join(described, on="entry")
    return seen.groupby([*_ENTRY, "form"], as_index=False)[["count", "telling", "shouted"]].sum()


def _tokens(forms: pd.DataFrame, stop: StopWords) -> pd.DataFrame:
    """The forms with their tokens, merged within each kind; names have no plural."""
    plurals = lists.plurals()
    parts = []
    for kind, of_kind in forms.groupby("kind"):
        parts.append(merged(of_kind, stop=stop, plurals=None if kind == "name" else plurals))
    return pd.concat(parts, ignore_index=True)
