"""The vocabulary: what the words of a text are, learnt once from all of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis import lexicon, schema
from analysis.words import lists
from analysis.words.forms import Form, merged
from analysis.words.multiword import repeated
from analysis.words.stopwords import STOPWORDS, StopWords
from analysis.words.tokenizer import plain, tokenize

LEAST = 3  # times that a phrase must occur to be found
THRESHOLD = 15.13  # of its log-likelihood ratio: chance passes it once in 10,000 cases


class Description(NamedTuple):
    """What an entry of the lexicon is: the columns of the vocabulary that it decides."""

    kind: str
    source: str
    entity: str = ""
    label: str = ""


_LISTED = Description("phrase", "list")
_FOUND = Description("phrase", "found")
_WORD = Description("word", "text")


def vocabulary(
    highlights: pd.DataFrame,
    *,
    gazetteer: str | Path | pd.DataFrame | None = None,
    phrases: lists.List = lists.PHRASES,
    stopwords: lists.List = STOPWORDS,
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
    listed = lists.phrases(phrases)
    found = _found(texts, named, stop, least=least, threshold=threshold)

    all_phrases = pd.DataFrame(
        {
            "form": [*listed["form"].tolist(), *found],
            "case": [*listed["case"].tolist(), *["fold"] * len(found)],
        }
    )
    known = lexicon.joined(named, lexicon.build(all_phrases))
    described = [*names]
    described += [_LISTED] * len(listed)
    described += [_FOUND] * len(found)
    described.append(_WORD)
    forms = _forms(texts, known, described, stop)

    rows = []
    tokens = _tokens(forms, stop)
    for ((description, form), use), token in zip(forms.items(), tokens, strict=True):
        kind, source, entity, label = description
        strength = None
        if description is _FOUND:
            strength = found.get(form.lower())
        rows.append((form, token, kind, source, use.count, strength, entity, label))
    # By kind, then by count, then by form
    rows.sort(key=lambda row: (row[2], -row[4], row[0]))
    return schema.table(rows, "vocabulary")


def _names(
    gazetteer: str | Path | pd.DataFrame | None,
) -> tuple[list[Description], lexicon.Lexicon]:
    """The names described, and their lexicon; the bundled ones are prepared once."""
    return _bundled() if gazetteer is None else _prepared(gazetteer)


@cache
def _bundled() -> tuple[list[Description], lexicon.Lexicon]:
    return _prepared(None)


def _prepared(
    gazetteer: str | Path | pd.DataFrame | None,
) -> tuple[list[Description], lexicon.Lexicon]:
    names = lists.names(gazetteer)
    entities = names["entity"].tolist()
    labels = names["label"].tolist()
    described = []
    for entity, label in zip(entities, labels, strict=True):
        described.append(Description("name", "gazetteer", entity, label))
    return described, lexicon.build(names[["form"]].assign(case="exact"))


@cache
def _plurals() -> dict[str, str]:
    return lists.plurals()


def _found(
    texts: list[str], named: lexicon.Lexicon, stop: StopWords, *, least: int, threshold: float
) -> dict[str, float]:
    """The phrases that the texts repeat, with their log-likelihood ratios."""
    numbers: dict[str, int] = {}
    word = [np.empty(0, dtype=np.int64)]
    joined = [np.empty(0, dtype=bool)]
    for words in tokenize(texts, named):
        number_of = []
        for surface in words.surfaces:
            form = plain(surface).lower()
            number = numbers.setdefault(form, len(numbers))
            # Phrases are made of words: names and numbers ("in 2020") separate them.
            has_letters = any(map(str.isalpha, form))
            number_of.append(number if has_letters else -1)

        number = np.array(number_of, dtype=np.int64)[words.surface]
        word.append(np.where(words.entry < 0, number, -1))
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
    texts: list[str], known: lexicon.Lexicon, described: list[Description], stop: StopWords
) -> dict[tuple[Description, str], Form]:
    """How every form is used, by what its entry of the lexicon is; a word is the last of these."""
    found: dict[tuple[Description, str], Form] = {}
    for words in tokenize(texts, known, stop.guarded):
        forms = list(map(plain, words.surfaces))
        # Counted as one number, since a word occurs in the same way again and again.
        way = words.telling * 2 + words.shouted
        what = (words.entry + 1) * len(forms) + words.surface
        different, counts = np.unique(what * 4 + way, return_counts=True)
        what, way = np.divmod(different, 4)
        entries, surfaces = np.divmod(what, max(len(forms), 1))
        telling, shouted = np.divmod(way, 2)

        columns = (entries - 1, surfaces, telling, shouted, counts)
        # Python numbers, since each one taken from an array is slower than all of them at once.
        for row in zip(*map(np.ndarray.tolist, columns), strict=True):
            entry, surface, is_telling, is_shouted, count = row
            form = forms[surface]
            use = found.setdefault((described[entry], form), Form(form))
            use.count += count
            use.telling += count * is_telling
            use.shouted += count * is_shouted

    return found


def _tokens(forms: dict[tuple[Description, str], Form], stop: StopWords) -> list[str]:
    """The tokens of the forms, which are merged within each kind; names have no plural."""
    uses: dict[str, list[Form]] = {"name": [], "phrase": [], "word": []}
    for (description, _), use in forms.items():
        uses[description.kind].append(use)

    token_of = {}
    for kind, of_kind in uses.items():
        plurals = None if kind == "name" else _plurals()
        token_of[kind] = merged(of_kind, stop=stop, plurals=plurals)
    return [token_of[description.kind][form] for description, form in forms]
