"""The tokens: a text read word by word with a vocabulary."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis import lexicon, schema
from analysis.words.lightwords import LIGHTWORDS
from analysis.words.lightwords import lightwords as listed_lightwords
from analysis.words.lists import List
from analysis.words.stopwords import STOPWORDS, StopWords
from analysis.words.tokenizer import Words, plain, tokenize
from analysis.words.vocabulary import vocabulary as learnt

# The columns of a vocabulary that are read.
_NEEDS = ("form", "token", "kind", "entity", "label")


def tokens(
    highlights: pd.DataFrame,
    *,
    vocabulary: pd.DataFrame | None = None,
    gazetteer: str | Path | pd.DataFrame | None = None,
    stopwords: List = STOPWORDS,
    lightwords: List = LIGHTWORDS,
    merge_names: bool = True,
) -> pd.DataFrame:
    """Return one row for each word or phrase of both voices, in the order of the text.

    Parameters
    ----------
    highlights : DataFrame
        The highlights.
    vocabulary : DataFrame, optional
        From `words.vocabulary`: then every row is read by itself, so that a part of the text gives
        a part of the result. Without it, it is learnt from these highlights.
    gazetteer : str, Path or DataFrame, optional
        Your own rows, as for `countries.gazetteer`, to learn the vocabulary with.
    stopwords : str, Path, iterable of str or None
        Words to flag in the column stop, besides numbers and web addresses. A text file or strings
        add to the bundled list, or replace it if the first line is ``only``. None is none at all.
    lightwords : str, Path, iterable of str or None
        Words to flag in the column light, given in the same way.
    merge_names : bool
        Count all names of a country or other actor as one word: *US*, *United States* and
        *American* as *United States*. A name is taken by its form alone; `countries.mentions` also
        looks at what is around it.

    Returns
    -------
    DataFrame
        The schema's "tokens"; ``text[start:end] == surface``, without a possessive 's.

    Raises
    ------
    TypeError, ValueError
        If a table is not one, or lacks a column.

    Examples
    --------
    >>> rows = {"document": "a", "number": [1], "headline": [""], "quote": ["The US’ news for us."]}
    >>> found = tokens(pd.DataFrame(rows))
    >>> found[["start", "end", "surface", "token", "entity", "stop"]].values.tolist()
    [[0, 3, 'The', 'The', '', True], [4, 6, 'US', 'United States', 'USA', False],
     [8, 12, 'news', 'news', '', False], [13, 16, 'for', 'for', '', True],
     [17, 19, 'us', 'us', '', True]]
    """
    stop = StopWords(stopwords)
    light = set(listed_lightwords(lightwords))
    if vocabulary is None:
        vocabulary = learnt(highlights, gazetteer=gazetteer, stopwords=stopwords)
    known = _read(vocabulary, merge_names=merge_names)

    parts = []
    texts = lexicon.texts(highlights)
    for words in tokenize(texts, known.lexicon, stop.guarded):
        counted, row = _counted(words, known, stop)
        is_stop = [token in stop for token in counted.tokens]
        is_light = [token.lower() in light for token in counted.tokens]

        columns = lexicon.keys(highlights, words.text)
        columns["start"] = words.start
        columns["end"] = words.end
        columns["surface"] = pd.array(words.surfaces, dtype="str").take(words.surface)
        columns["token"] = pd.array(counted.tokens, dtype="str").take(row)
        columns["entity"] = pd.array(counted.entities, dtype="str").take(row)
        columns["stop"] = np.array(is_stop)[row]
        columns["light"] = np.array(is_light)[row]
        parts.append(pd.DataFrame(columns))

    if not parts:
        return schema.empty("tokens")
    return schema.table(pd.concat(parts, ignore_index=True), "tokens")


class _Tokens(NamedTuple):
    """Different tokens, with the entity of each or ""."""

    tokens: list[str]
    entities: list[str]


class _Known(NamedTuple):
    """What a vocabulary holds, ready to read with."""

    token_of: dict[str, str]  # of words
    lexicon: lexicon.Lexicon  # of names and phrases
    entries: _Tokens  # of its entries


def _read(vocabulary: pd.DataFrame, *, merge_names: bool) -> _Known:
    """The vocabulary; names are counted under their label if they are merged."""
    schema.check(vocabulary, "vocabulary", needs=_NEEDS)
    token_of = {}
    forms = []
    entries = _Tokens([], [])
    columns = [vocabulary[name].tolist() for name in _NEEDS]
    for form, token, kind, entity, label in zip(*columns, strict=True):
        if kind == "word":
            token_of[form] = token
            continue
        forms.append(form)
        entries.tokens.append(label if merge_names and label else token)
        entries.entities.append(entity)
    built = lexicon.build(pd.DataFrame({"form": forms, "case": "exact"}))
    return _Known(token_of, built, entries)


def _counted(words: Words, known: _Known, stop: StopWords) -> tuple[_Tokens, np.ndarray]:
    """The different tokens with their entities, and the number of that of each word."""
    # In a sentence that is all in uppercase, US may be "us": guarded words have rows of their own.
    guarded = sorted(stop.guarded)
    first = len(words.surfaces)
    row_of = dict(zip(guarded, range(first, first + len(guarded)), strict=True))

    usual = []
    lowered = []
    for form in map(plain, words.surfaces):
        low = form.lower()
        # As the vocabulary has it, or else as it has the lowercase form, or as it is.
        usual.append(known.token_of.get(form) or known.token_of.get(low) or form)
        lowered.append(row_of.get(low, -1))

    row = words.surface
    lower_row = np.array(lowered, dtype=np.int64)[row]
    is_guarded = words.shouted & (lower_row >= 0)
    row = np.where(is_guarded, lower_row, row)
    entities = [""] * (len(usual) + len(guarded))
    is_entry = words.entry >= 0
    row = np.where(is_entry, len(entities) + words.entry, row)
    tokens = [*usual, *guarded, *known.entries.tokens]
    return _Tokens(tokens, entities + known.entries.entities), row
