"""The spans of text behind a word, or behind rows of mentions, tokens, cues, codes or counts."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis import lexicon, schema
from analysis.evidence.counts import CODE, SPAN, CountedTable
from analysis.lexicon.overlaps import longest

_HIGHLIGHT = ["document", "number"]
_SPAN_OF_CODE = [*SPAN, "theme"]


def spans_of(
    highlights: pd.DataFrame,
    what: object,
    *,
    spans: pd.DataFrame | None = None,
    documents: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the spans of a word, of rows of spans, of codes or of counts.

    Parameters
    ----------
    highlights : DataFrame
        The highlights to look in.
    what : str, Series or DataFrame
        As for `concordance`.
    spans, documents : DataFrame, optional
        As for `concordance`.

    Returns
    -------
    DataFrame
        With the columns document, number, voice, start and end at least.

    Raises
    ------
    TypeError
        If `what` is neither a text nor a row or table, or `spans` is not a table.
    ValueError
        If the table has not the columns of spans, codes or counts.
    """
    if isinstance(what, str):
        return _of_word(highlights, what)
    table = what
    if isinstance(what, pd.Series):
        table = what.to_frame().T
    if not isinstance(table, pd.DataFrame):
        kind = type(table).__name__
        raise TypeError(f"what= must be a text, or a row or table of a DataFrame, not {kind}")
    if spans is not None and not isinstance(spans, pd.DataFrame):
        kind = type(spans).__name__
        raise TypeError(f"spans= must be the table that was counted (a DataFrame), not {kind}")

    columns = set(table.columns)
    if columns >= set(SPAN):
        return table
    if columns >= set(CODE):
        return _of_codes(highlights, table, spans)
    if columns >= {"unit", "id", "voice", "group"}:
        return _of_counts(highlights, table, spans, documents)
    have = ", ".join(map(str, table.columns)) or "none"
    needed = ", ".join(SPAN)
    raise ValueError(
        f"what= must be rows of spans (with {needed}), codes or counts; the columns are {have}"
    )


def _of_word(highlights: pd.DataFrame, word: str) -> pd.DataFrame:
    case = "exact"
    if word == word.lower():
        case = "fold"
    entries = pd.DataFrame({"form": [word], "case": [case]})
    return lexicon.find(highlights, lexicon.build(entries))


def _of_counts(
    highlights: pd.DataFrame,
    counts: pd.DataFrame,
    spans: pd.DataFrame | None,
    documents: pd.DataFrame | None,
) -> pd.DataFrame:
    """The spans of every row of a table of counts."""
    if spans is None:
        raise ValueError(
            "rows of counts need spans=, the table of mentions, tokens, cues or codes "
            "that was counted"
        )
    if counts.empty:
        return schema.empty("hits")
    counted = CountedTable(spans, highlights, documents)
    places = []
    for row in counts.itertuples():
        found = counted.of_counts(row.id, row.voice, row.group, row.count)
        places.append(found)
    rows = spans.iloc[np.concatenate(places)]
    return spans_of(highlights, rows)


def _of_codes(
    highlights: pd.DataFrame, codes: pd.DataFrame, cues: pd.DataFrame | None
) -> pd.DataFrame:
    """The cues that earned codes, or the headline where there are none, with their themes."""
    codes = codes.reset_index(drop=True)
    codes = codes.astype({"document": "str", "number": "int64", "theme": "str"})
    wanted = codes[CODE].drop_duplicates()
    if cues is not None and set(_SPAN_OF_CODE) <= set(cues.columns):
        earned = cues.merge(wanted, on=CODE)
    else:
        earned = _named_cues(highlights, codes)

    with_cues = earned[CODE].drop_duplicates()
    merged = wanted.merge(with_cues, on=CODE, how="left", indicator=True)
    is_bare = merged["_merge"] == "left_only"
    bare = merged.loc[is_bare, CODE]
    headlines = highlights[[*_HIGHLIGHT, "headline"]]
    # A person may code a theme that no cue speaks for; the headline then says what it is about.
    heads = headlines.merge(bare, on=_HIGHLIGHT)
    lengths = heads["headline"].str.len()
    heads = heads.assign(voice="headline", start=0, end=lengths)
    heads = heads[lengths > 0]
    return pd.concat([earned[_SPAN_OF_CODE], heads[_SPAN_OF_CODE]])


def _named_cues(highlights: pd.DataFrame, codes: pd.DataFrame) -> pd.DataFrame:
    """Where the words are that codes name, as they are written there."""
    if "cues" not in codes.columns:
        codes = codes.assign(cues="")
    named = codes["cues"].str.split(";")
    words = codes[CODE].assign(form=named)
    words = words.explode("form", ignore_index=True)
    words["form"] = words["form"].fillna("").str.strip()
    is_word = words["form"] != ""
    words = words[is_word].drop_duplicates()

    forms = words[["form"]].drop_duplicates(ignore_index=True)
    entries = forms.assign(case="exact", set=forms["form"])
    places = words[_HIGHLIGHT].drop_duplicates()
    coded = highlights.merge(places, on=_HIGHLIGHT)
    hits = lexicon.find(coded, lexicon.build(entries))
    found = forms["form"].array.take(hits["entry"])
    hits = hits.assign(form=found)
    hits = hits.merge(words, on=[*_HIGHLIGHT, "form"])

    # The words of one code do not hide those of another.
    by_text = hits.groupby([*CODE, "voice"], sort=False)
    texts = by_text.ngroup().to_numpy()
    starts = hits["start"].to_numpy()
    ends = hits["end"].to_numpy()
    kept = longest(starts, ends, np.arange(len(hits)), texts)
    return hits.iloc[kept]
