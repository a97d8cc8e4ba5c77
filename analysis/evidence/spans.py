"""The spans of text behind a word, or behind rows of mentions, tokens, cues, codes or counts."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis import lexicon, schema
from analysis.lexicon.overlaps import longest

SPAN = ["document", "number", "voice", "start", "end"]
CODE = ["document", "number", "theme"]

_HIGHLIGHT = ["document", "number"]
_IDS = ("token", "entity", "theme")

# Columns that never hold the group of a row of counts
_NOT_GROUPS = ("number", "start", "end", "surface", "token", "entity", "label", "cue", "line")


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
    return lexicon.find(highlights, lexicon.build(pd.DataFrame({"form": [word], "case": [case]})))


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
    parts = []
    for row in counts.itertuples():
        counted = counted_rows(highlights, row, spans, documents)
        parts.append(spans_of(highlights, counted)[SPAN])
    if parts:
        return pd.concat(parts)
    return schema.empty("hits")


def counted_rows(
    highlights: pd.DataFrame,
    row: tuple,
    spans: pd.DataFrame,
    documents: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the rows of a table that one row of counts counts.

    Parameters
    ----------
    highlights : DataFrame
        The highlights, for groups by one of their columns.
    row : namedtuple
        A row of counts.
    spans : DataFrame
        The table that was counted.
    documents : DataFrame, optional
        The documents, for groups by one of their columns.

    Returns
    -------
    DataFrame
        A part of `spans`.
    """
    spans = spans.reset_index(drop=True)
    ids = [column for column in _IDS if column in spans.columns]
    if not ids:
        have = ", ".join(map(str, spans.columns))
        raise ValueError(f"spans= needs a column {' or '.join(map(repr, _IDS))}; it has {have}")
    if row.voice == "highlight" and set(SPAN) <= set(spans.columns):
        raise ValueError(
            "these rows count codes and spans= has cues, some of them in highlights without the "
            "code; give the codes in spans=, or show codes[codes['theme'] == …] with spans=cues"
        )

    rows = spans[spans[ids[0]] == row.id]
    if "stop" in rows.columns:
        rows = rows[~rows["stop"].astype(bool)]
    if "voice" in rows.columns and row.voice in schema.VOICES:
        rows = rows[rows["voice"] == row.voice]
    if not row.group or row.group == row.voice:
        return rows
    return _of_group(highlights, rows, row, documents)


def _of_group(
    highlights: pd.DataFrame, rows: pd.DataFrame, row: tuple, documents: pd.DataFrame | None
) -> pd.DataFrame:
    """The rows of one group: one value in a column of the rows, the highlights or the documents."""
    known = _with_columns_of(rows, highlights, _HIGHLIGHT)
    if documents is not None:
        known = _with_columns_of(known, documents, ["document"])
    columns = [column for column in known.columns if column not in _NOT_GROUPS]
    masks = [(known[column].astype("str") == row.group).to_numpy() for column in columns]
    parts = [rows[mask] for mask in masks if mask.any()]
    if not parts:
        raise ValueError(
            f"no column of spans= or of the highlights has {row.group!r}, the group of this row; "
            "give documents= as well, or the part of the table that was counted"
        )
    # A table of counts does not say by which column it was grouped. Where several columns have the
    # value, it was one that gives the number.
    fitting = [part for part in parts if len(part) == row.count]
    return (fitting or parts)[0]


def _with_columns_of(rows: pd.DataFrame, other: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """The rows with the columns of another table that they lack, in the same order."""
    new = [column for column in other.columns if column not in rows.columns]
    texts = [column for column in new if column not in schema.VOICES]
    return rows.merge(other[[*keys, *texts]], on=keys, how="left")


def _of_codes(
    highlights: pd.DataFrame, codes: pd.DataFrame, cues: pd.DataFrame | None
) -> pd.DataFrame:
    """The cues that earned codes, or the headline where there are none."""
    codes = codes.reset_index(drop=True)
    codes = codes.astype({"document": "str", "number": "int64", "theme": "str"})
    if cues is not None and {*SPAN, "theme"} <= set(cues.columns):
        earned = cues.merge(codes[CODE].drop_duplicates(), on=CODE)
    else:
        earned = _named_cues(highlights, codes)

    with_cues = earned[CODE].drop_duplicates()
    bare = codes[CODE].merge(with_cues, on=CODE, how="left", indicator=True)
    bare = bare.loc[bare["_merge"] == "left_only", _HIGHLIGHT].drop_duplicates()
    heads = highlights.merge(bare, on=_HIGHLIGHT).assign(voice="headline", start=0)
    heads["end"] = heads["headline"].str.len()
    return pd.concat([earned[SPAN], heads.loc[heads["end"] > 0, SPAN]])


def _named_cues(highlights: pd.DataFrame, codes: pd.DataFrame) -> pd.DataFrame:
    """Where the words are that codes name, as they are written there."""
    if "cues" not in codes.columns:
        codes = codes.assign(cues="")
    words = codes[CODE].assign(form=codes["cues"].str.split(";"))
    words = words.explode("form", ignore_index=True)
    words["form"] = words["form"].fillna("").str.strip()
    words = words[words["form"] != ""].drop_duplicates()

    forms = words[["form"]].drop_duplicates(ignore_index=True)
    coded = highlights.merge(words[_HIGHLIGHT].drop_duplicates(), on=_HIGHLIGHT)
    hits = lexicon.find(coded, lexicon.build(forms.assign(case="exact", set=forms["form"])))
    hits = hits.assign(form=forms["form"].array.take(hits["entry"]))
    hits = hits.merge(words, on=[*_HIGHLIGHT, "form"])

    # The words of one code do not hide those of another.
    code = hits.groupby([*CODE, "voice"], sort=False).ngroup().to_numpy()
    starts, ends = hits["start"].to_numpy(), hits["end"].to_numpy()
    return hits.iloc[longest(starts, ends, np.arange(len(hits)), code)]
