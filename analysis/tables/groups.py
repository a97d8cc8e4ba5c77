"""The groups that are compared, and how many highlights and words each holds."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis import schema
from analysis.natural import natural
from analysis.tables import units
from analysis.tables.units import PLACE

# Columns that describe the span or code itself. They separate spans, not highlights, so that the
# denominator of each group is the whole: capitals per 1,000 words of all quotes.
_OF_SPANS = set[str]().union(*map(schema.empty, ("mentions", "tokens", "cues", "codes")))
_OF_SPANS -= {*PLACE, "voice"}

# Groups and periods with fewer highlights are marked, and charts draw them pale and let them lead
# nothing: one highlight more or less moves a share of four by 25 percentage points.
FEW = 5

# What a group is called whose highlights have nothing in the column, as a speaker who is not named.
NOT_GIVEN = "(not given)"


def groups(
    highlights: pd.DataFrame,
    *,
    by: str = "document",
    documents: pd.DataFrame | None = None,
    voice: str = "quote",
) -> pd.DataFrame:
    """Return the groups that highlights are split into by a column, the largest first.

    Parameters
    ----------
    highlights : DataFrame
        The highlights.
    by : str
        A column of the highlights (document, speaker, section) or of the documents (publisher, date,
        one of your own).
    documents : DataFrame, optional
        The documents, where `by` is one of their columns.
    voice : {"quote", "headline", "both"}
        The voice whose words are counted.

    Returns
    -------
    DataFrame
        The columns of "groups" in `schema`: group, documents, highlights, words, few. Highlights with
        nothing in the column are the group "(not given)".

    Raises
    ------
    ValueError
        If neither table has the column.

    Examples
    --------
    >>> rows = {"document": "a", "number": [1, 2], "headline": "", "quote": ["We wait.", "No."], "speaker": ["Ana Lima", ""]}
    >>> groups(pd.DataFrame(rows), by="speaker")[["group", "highlights", "words"]].values.tolist()
    [['Ana Lima', 1, 2], ['(not given)', 1, 1]]
    """
    schema.check(highlights, "highlights", needs=(*PLACE, *schema.VOICES), argument="highlights")
    split = labels(by, highlights, highlights, documents)
    sizes = _sizes(highlights, voice).merge(split, on=PLACE)
    by_group = sizes.groupby("group", sort=False)
    found = by_group.agg(
        documents=("document", "nunique"),
        highlights=("document", "size"),
        words=("size", "sum"),
    )
    found = found.reset_index()
    found["few"] = found["highlights"] < FEW
    found["place"] = natural_rank(found["group"].tolist())
    ordered = found.sort_values(
        ["highlights", "words", "place"], ascending=[False, False, True], kind="stable"
    )
    return schema.table(ordered, "groups")


def natural_rank(names: list[str]) -> np.ndarray:
    """The place of each name among all of them, in which "talk 2" is before "talk 10"."""
    rank = {name: place for place, name in enumerate(sorted(names, key=natural))}
    return np.array([rank[name] for name in names], dtype=np.int64)


class Groups(NamedTuple):
    """The counted rows with their group, and the words of each highlight of each group.

    Both have `place`, the number of the highlight.
    """

    rows: pd.DataFrame
    sizes: pd.DataFrame  # group, document, number, place, size; empty without highlights


def grouped(
    table: pd.DataFrame,
    by: str | pd.DataFrame | None,
    *,
    source: pd.DataFrame,
    voice: str,
    of: pd.DataFrame | None,
    documents: pd.DataFrame | None,
) -> Groups:
    """Split the rows, and the highlights that they were counted in, into groups.

    `source` is the table that the rows were taken from: a stop word, too, says whose highlight it is in.
    """
    if isinstance(by, str) and by == "voice":
        return _by_voice(table, of)

    units.check_voice(voice)
    rows, sizes = _placed(table, _sizes(of, voice))
    if by is None:
        return Groups(rows.assign(group=""), sizes.assign(group=""))

    if isinstance(by, pd.DataFrame):
        found = units.presence(by, "both", argument="by")
        split = found[[*PLACE, "label"]].rename(columns={"label": "group"})
    elif not isinstance(by, str):
        expected = "the name of a column or a table of mentions, tokens or codes"
        raise TypeError(f"by must be {expected}, not {type(by).__name__}")
    elif by in table.columns and (of is None or by in _OF_SPANS):
        return _whole(rows.assign(group=_text(table[by])), sizes)
    else:
        split = labels(by, source, of, documents)

    # Two names that are labelled alike are one group.
    split = split.dropna(subset="group").drop_duplicates()
    rows = rows.drop(columns="group", errors="ignore").merge(split, on=PLACE)
    return Groups(rows, sizes.merge(split, on=PLACE))


def _by_voice(table: pd.DataFrame, of: pd.DataFrame | None) -> Groups:
    """Headlines and quotes as two groups, each with its own words."""
    if "voice" not in table.columns:
        raise ValueError(
            "by='voice' needs a column 'voice'; codes are made on the whole highlight, "
            "count mentions, tokens or cues instead"
        )
    parts = [_sizes(of, voice).assign(group=voice) for voice in schema.VOICES]
    rows, sizes = _placed(table.dropna(subset="voice"), pd.concat(parts))
    return Groups(rows.assign(group=rows["voice"]), sizes)


def _whole(rows: pd.DataFrame, sizes: pd.DataFrame) -> Groups:
    """Every group with the words of all highlights."""
    rows = rows.dropna(subset="group")
    names = rows[["group"]].drop_duplicates()
    return Groups(rows, sizes.merge(names, how="cross"))


def _sizes(of: pd.DataFrame | None, voice: str) -> pd.DataFrame:
    """The words of each highlight in a voice: document, number, size."""
    if of is None:
        return schema.empty("highlights")[PLACE].assign(size=0)
    return of[PLACE].assign(size=units.lengths_in(of, voice))


def _placed(rows: pd.DataFrame, sizes: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Both tables with the number of each row's highlight."""
    both = [np.append(sizes[column], rows[column]) for column in PLACE]
    place = units.numbered(*both)
    given, counted = np.split(place, [len(sizes)])

    # The given highlights have the first numbers. Where they hold no word they claim nothing.
    lost = counted > given.max(initial=-1)
    if lost.any() and sizes["size"].sum():
        first = rows[PLACE][lost].sort_values(PLACE).iloc[0]
        raise ValueError(
            f"highlight {first['number']} of {first['document']!r} holds counted rows but is not in of=; "
            "pass the highlights they were counted in"
        )
    return rows.assign(place=counted), sizes.assign(place=given)


def labels(
    by: str, table: pd.DataFrame, of: pd.DataFrame | None, documents: pd.DataFrame | None
) -> pd.DataFrame:
    """The group of each highlight: document, number, group."""
    if by == "voice":
        raise ValueError(
            "every highlight has both voices: compare them with counts(…, by='voice') and "
            "keyness(…, first='headline', second='quote')"
        )
    if of is not None and by in of.columns:
        return of[PLACE].assign(group=_text(of[by]))

    highlights = table if of is None else of
    places = highlights[PLACE].drop_duplicates()

    if documents is not None and by in documents.columns:
        check_documents(documents, places)
        return _by_document(by, documents, places)

    if by in table.columns:
        return _from_rows(by, table, places)

    known: list[str] = []
    for given in (table, of, documents):
        if given is not None:
            known.extend(given.columns)
    hint = schema.near(by, dict.fromkeys(known))
    if not hint and documents is None:
        hint = "; columns of the documents need documents="
    raise ValueError(
        f"by must be a column of the table, of the highlights or of the documents, not {by!r}{hint}"
    )


def _by_document(by: str, table: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """The group of each highlight as the first row of its document has it."""
    first = table.drop_duplicates("document").set_index("document")
    values = _text(first[by])
    return places.assign(group=places["document"].map(values))


def _from_rows(by: str, table: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """The group of each highlight as the counted rows say it, where they say it without doubt."""
    # A column that describes documents (publisher) also covers highlights in which nothing was counted.
    in_document = table.groupby("document")[by].nunique(dropna=False)
    if not (in_document > 1).any():
        return _by_document(by, table, places)

    in_highlight = table.groupby(PLACE)[by].nunique(dropna=False)
    different = in_highlight.index[in_highlight > 1]
    if len(different):
        document, number = different[0]
        raise ValueError(
            f"by={by!r} has several values in highlight {number} of {document!r}; "
            "add the column to the highlights (of=), so that each highlight has one group"
        )

    split = table.drop_duplicates(PLACE)[[*PLACE, by]]
    split = places.merge(split, on=PLACE, how="left", indicator=True)
    unknown = split["_merge"].eq("left_only")
    if unknown.any():
        first = split[unknown].iloc[0]
        raise ValueError(
            f"by={by!r} is not known for highlight {first['number']} of {first['document']!r}, in "
            "which nothing was counted; add the column to the highlights (of=)"
        )
    return split[PLACE].assign(group=_text(split[by]))


def check_documents(documents: pd.DataFrame, places: pd.DataFrame) -> None:
    """Refuse a documents table that lacks a document of the highlights."""
    unknown = sorted(set(places["document"]) - set(documents["document"]))
    if unknown:
        named = ", ".join(map(repr, unknown[:5]))
        raise ValueError(
            f"the documents table has no row for {named}, which the highlights come from"
        )


def _text(values: pd.Series) -> pd.Series:
    """The values as text, the missing ones still missing and the empty ones named."""
    texts = values.astype("str").where(values.notna())
    return texts.mask(texts == "", NOT_GIVEN)
