"""The tokens: a text read word by word with a vocabulary."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from analysis import lexicon, schema
from analysis.words import lists
from analysis.words.lists import StopWords
from analysis.words.tokenizer import Words, plain, tokenize
from analysis.words.vocabulary import vocabulary as learnt


def tokens(
    highlights: pd.DataFrame,
    *,
    vocabulary: pd.DataFrame | None = None,
    gazetteer: str | Path | pd.DataFrame | None = None,
    stopwords: lists.List = lists.STOPWORDS,
    lightwords: lists.List = lists.LIGHTWORDS,
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
    light = set(lists.lightwords(lightwords))
    if vocabulary is None:
        vocabulary = learnt(highlights, gazetteer=gazetteer, stopwords=stopwords)
    needs = ("form", "token", "kind", "entity", "label")
    schema.check(vocabulary, "vocabulary", needs=needs)

    is_word = vocabulary["kind"] == "word"
    entries = vocabulary[~is_word]
    if merge_names:
        is_actor = entries["label"] != ""
        entries = entries.assign(token=entries["token"].mask(is_actor, entries["label"]))
    word_forms = vocabulary[is_word]
    token_of = dict(zip(word_forms["form"], word_forms["token"], strict=True))

    texts = lexicon.texts(highlights)
    known = lexicon.build(entries[["form"]].assign(case="exact"))
    parts = [schema.empty("tokens")]
    for words in tokenize(texts, known, stop.guarded):
        counted, kind = _counted(words, entries, token_of, stop)
        counted["stop"] = [token in stop for token in counted["token"].tolist()]
        counted["light"] = counted["token"].str.lower().isin(light)
        place = {
            # Texts are headline and quote of each highlight in turn.
            "document": highlights["document"].array.take(words.text // 2),
            "number": highlights["number"].array.take(words.text // 2),
            "voice": pd.array(schema.VOICES, dtype="str").take(words.text % 2),
            "start": words.start,
            "end": words.end,
            "surface": pd.array(words.surfaces, dtype="str").take(words.surface),
        }
        described = {column: counted[column].array.take(kind) for column in counted}
        parts.append(pd.DataFrame(place | described))

    return schema.table(pd.concat(parts, ignore_index=True), "tokens")


def _counted(
    words: Words, entries: pd.DataFrame, token_of: dict[str, str], stop: StopWords
) -> tuple[pd.DataFrame, np.ndarray]:
    """The different tokens with their entities, and the row of these for each word."""
    forms = [plain(surface) for surface in words.surfaces]
    # As the vocabulary has it, or else as it has the lowercase form, or as it is.
    usual = [token_of.get(form) or token_of.get(form.lower()) or form for form in forms]

    # In a sentence that is all in uppercase, US may be "us".
    guarded = sorted(stop.guarded)
    row_of = {word: len(usual) + number for number, word in enumerate(guarded)}
    lowered = np.array([row_of.get(form.lower(), -1) for form in forms], dtype=np.int64)

    row = words.surface
    row = np.where(words.shouted & (lowered[row] >= 0), lowered[row], row)
    row = np.where(words.entry >= 0, len(usual) + len(guarded) + words.entry, row)
    counted = pd.DataFrame({"token": [*usual, *guarded], "entity": ""})
    return pd.concat([counted, entries[["token", "entity"]]], ignore_index=True), row
