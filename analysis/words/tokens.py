"""The tokens: a text read word by word with a vocabulary."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from analysis import lexicon, schema
from analysis.words.lightwords import LIGHTWORDS
from analysis.words.lightwords import lightwords as listed_lightwords
from analysis.words.lists import List
from analysis.words.stopwords import STOPWORDS, StopWords
from analysis.words.tokenizer import Words, plain, tokenize
from analysis.words.vocabulary import vocabulary as learnt


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
    needs = ("form", "token", "kind", "entity", "label")
    schema.check(vocabulary, "vocabulary", needs=needs)

    is_word = vocabulary["kind"] == "word"
    word_forms = vocabulary[is_word]
    token_of = dict(zip(word_forms["form"], word_forms["token"], strict=True))
    entries = vocabulary[~is_word]
    if merge_names:
        is_actor = entries["label"] != ""
        entries = entries.assign(token=entries["token"].mask(is_actor, entries["label"]))

    texts = lexicon.texts(highlights)
    known = lexicon.build(entries[["form"]].assign(case="exact"))
    parts = [schema.empty("tokens")]
    for words in tokenize(texts, known, stop.guarded):
        counted, row = _counted(words, entries, token_of, stop)
        counted["stop"] = list(map(stop.__contains__, counted["token"].tolist()))
        counted["light"] = counted["token"].str.lower().isin(light)

        columns = lexicon.keys(highlights, words.text)
        columns["start"] = words.start
        columns["end"] = words.end
        columns["surface"] = pd.array(words.surfaces, dtype="str").take(words.surface)
        for name in counted:
            columns[name] = counted[name].array.take(row)
        parts.append(pd.DataFrame(columns))

    return schema.table(pd.concat(parts, ignore_index=True), "tokens")


def _counted(
    words: Words, entries: pd.DataFrame, token_of: dict[str, str], stop: StopWords
) -> tuple[pd.DataFrame, np.ndarray]:
    """The different tokens with their entities, and the row of these for each word."""
    # In a sentence that is all in uppercase, US may be "us": guarded words have rows of their own.
    guarded = sorted(stop.guarded)
    first = len(words.surfaces)
    row_of = dict(zip(guarded, range(first, first + len(guarded)), strict=True))

    usual = []
    lowered = []
    for form in map(plain, words.surfaces):
        low = form.lower()
        # As the vocabulary has it, or else as it has the lowercase form, or as it is.
        usual.append(token_of.get(form) or token_of.get(low) or form)
        lowered.append(row_of.get(low, -1))

    row = words.surface
    lower_row = np.array(lowered, dtype=np.int64)[row]
    row = np.where(words.shouted & (lower_row >= 0), lower_row, row)
    row = np.where(words.entry >= 0, first + len(guarded) + words.entry, row)
    counted = pd.DataFrame({"token": [*usual, *guarded], "entity": ""})
    return pd.concat([counted, entries[["token", "entity"]]], ignore_index=True), row
