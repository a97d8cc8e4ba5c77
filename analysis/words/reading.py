"""Reading a text word by word, each row by itself, with a vocabulary learnt before."""

from __future__ import annotations

from functools import cache

import pandas as pd

from analysis import lexicon, schema
from analysis.words import learning, lists
from analysis.words.spans import plain, spans


def tokens(
    highlights: pd.DataFrame,
    *,
    vocabulary: pd.DataFrame | None = None,
    stopwords: lists.List | None = None,
) -> pd.DataFrame:
    """One row a word or phrase of both voices, in the order of the text; stop words and bare numbers are flagged.

    Columns: those of "tokens" in `schema`; `text[start:end] == surface`, and a possessive 's is no part of it.
    Given a `vocabulary`, every row is read by itself, so that a part of the text gives a part of the result; without
    one it is learnt from these highlights. `stopwords` is a file or strings, used instead of
    the bundled list; `[*words.stopwords(), "said"]` adds to it.

    >>> highlights = pd.DataFrame({"document": "a", "number": [1], "headline": [""], "quote": ["The US’ news for us."]})
    >>> tokens(highlights)[["start", "end", "surface", "token", "stop"]].values.tolist()
    [[0, 3, 'The', 'The', True], [4, 6, 'US', 'US', False], [8, 12, 'news', 'news', False], [13, 16, 'for', 'for', True], [17, 19, 'us', 'us', True]]
    """
    stop = lists.StopWords(stopwords)
    known = (
        learning.vocabulary(highlights, stopwords=stopwords) if vocabulary is None else vocabulary
    )
    schema.check(known, "vocabulary", needs=("form", "token", "kind"))
    single = known["kind"] == "word"
    entries = known.loc[~single, ["form", "token"]].assign(case="exact").reset_index(drop=True)
    token_of = dict(zip(known.loc[single, "form"], known.loc[single, "token"], strict=True))
    phrase = entries["token"].tolist()
    token = cache(lambda surface, shouted: _token(surface, shouted, token_of, stop.small))
    stops = cache(stop.__contains__)
    texts, parts = lexicon.texts(highlights), []
    for found in spans(texts, lexicon.build(entries), stop.small):
        each = zip(found.entry.tolist(), found.surface, found.shouted.tolist(), strict=True)
        named = [
            phrase[entry] if entry >= 0 else token(surface, shouted)
            for entry, surface, shouted in each
        ]
        place = lexicon.located(highlights, texts, found.text, found.start, found.end)
        parts.append(pd.DataFrame(place | {"token": named, "stop": list(map(stops, named))}))
    return schema.table(pd.concat(parts) if len(parts) > 1 else pd.DataFrame(*parts), "tokens")


def _token(surface: str, shouted: bool, token_of: dict[str, str], small: set[str]) -> str:
    """What a word is counted under: as the vocabulary has it, or else as the small letters are known, or as it stands."""
    form = plain(surface)
    if shouted and form.lower() in small:
        return form.lower()
    return token_of.get(form) or token_of.get(form.lower()) or form
