"""Find mentions: match names, set false positives aside, decide ambiguous ones by their document."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import lexicon, schema
from analysis.countries.batch import Batch
from analysis.countries.hits import find
from analysis.countries.knowledge import knowledge

_BATCH = (
    1 << 22
)  # characters read at a time, but whole documents: memory does not grow with the text


def mentions(
    highlights: pd.DataFrame, *, gazetteer: str | Path | pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return one row for each mention of a country, territory, body or region, in both voices.

    The document is the context: an ambiguous name (*Georgia*) is decided by clues anywhere in the
    document, the nearest first, so give documents whole. What only looks like a mention is in
    `suppressed`. A name is also found with curly apostrophes, no-break spaces, line breaks, soft
    hyphens and other hyphens in it, without its accents or with combining ones, in Title Case, in
    ALL CAPS and, in a document without any capital, in lowercase.

    Parameters
    ----------
    highlights : DataFrame
        The highlights, at least `document`, `number`, `headline` and `quote`.
    gazetteer : str, Path or DataFrame, optional
        Custom names, which win over the bundled ones; see `countries.gazetteer`.

    Returns
    -------
    DataFrame
        The schema's `mentions`, in the order of the highlights, headline first. `start` and `end` are
        character offsets into the text of the voice: `text[start:end] == surface`. A mention that
        stays open has no `entity` but `candidates`, separated by |.

    Raises
    ------
    TypeError
        If `highlights` is not a DataFrame.
    ValueError
        If it lacks a column, or the gazetteer cannot be used.

    Warns
    -----
    UserWarning
        If a document does not begin with its first highlight: what was said before is no context.

    Examples
    --------
    >>> text = "The West asked us; Russia and the U.S. met near the Sea of Japan, Congo did not."
    >>> highlights = pd.DataFrame({"document": "a", "number": [1], "headline": "", "quote": [text]})
    >>> mentions(highlights)[["surface", "entity", "kind", "candidates"]].values.tolist()
    ... # doctest: +NORMALIZE_WHITESPACE
    [['West', 'the-west', 'body', ''], ['Russia', 'RUS', 'name', ''], ['U.S.', 'USA', 'name', ''],
     ['Congo', '', 'name', 'COD|COG']]
    """
    return _read(highlights, gazetteer)[0]


def suppressed(
    highlights: pd.DataFrame, *, gazetteer: str | Path | pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return one row for each span that looks like a mention and is not counted.

    Parameters
    ----------
    highlights, gazetteer
        As for `mentions`.

    Returns
    -------
    DataFrame
        The schema's `suppressed`, in the order of the highlights. `entity`, `label` and `kind` say what
        the span would have been counted as, `guard` which words gave it away, `reason` why.

    Raises
    ------
    TypeError, ValueError
        As `mentions` does.

    Examples
    --------
    >>> highlights = pd.DataFrame({"document": "a", "number": [1], "headline": "", "quote": ["the Sea of Japan"]})
    >>> suppressed(highlights)[["surface", "entity", "guard", "reason"]].values.tolist()
    [['Japan', 'JPN', 'Sea of Japan', 'a sea, strait or other feature, not the country']]
    """
    return _read(highlights, gazetteer)[1]


def _read(
    highlights: pd.DataFrame, own: str | Path | pd.DataFrame | None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Both tables, read batch by batch of whole documents."""
    texts = lexicon.texts(highlights)
    _warn_of_cut_documents(highlights)
    known = knowledge(own)
    document = pd.factorize(highlights["document"])[0].repeat(2)

    counted, set_aside = [], []
    for numbers in _batches(texts, document):
        hits = find([texts[number] for number in numbers], document[numbers], known)
        kept, aside = Batch(hits, known).read()
        for tables, columns in ((counted, kept), (set_aside, aside)):
            columns["text"] = numbers[columns["text"]]
            tables.append(pd.DataFrame(columns))

    return _table(counted, "mentions", highlights), _table(set_aside, "suppressed", highlights)


def _warn_of_cut_documents(highlights: pd.DataFrame) -> None:
    """Report a document whose beginning is missing: a partition, or rows that were selected."""
    first = highlights.groupby("document", sort=False)["number"].min()
    cut = first[first > 1]
    if len(cut):
        warnings.warn(
            f"document {cut.index[0]!r} begins at highlight {cut.iloc[0]}; the document is the context of a name: "
            "read whole documents and select rows afterwards",
            stacklevel=4,
        )


def _batches(texts: list[str], document: np.ndarray) -> Iterator[np.ndarray]:
    """The numbers of the texts of some documents at a time."""
    order = np.argsort(document, kind="stable")
    sizes = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))[order]
    batch = np.cumsum(sizes) // _BATCH
    # All texts of a document are in the batch that its first text falls into.
    first = np.searchsorted(document[order], document[order])
    edges = np.flatnonzero(np.diff(batch[first])) + 1
    return (numbers for numbers in np.split(order, edges) if len(numbers))


def _table(tables: list[pd.DataFrame], name: str, highlights: pd.DataFrame) -> pd.DataFrame:
    """The rows of all batches as one table, in the order of the highlights."""
    if not tables:
        return schema.empty(name)
    table = pd.concat(tables, ignore_index=True)
    text = table["text"].to_numpy(dtype=np.int64)
    if (np.diff(text) < 0).any():  # documents that are not in one piece
        table = table.iloc[np.argsort(text, kind="stable")]
        text = table["text"].to_numpy(dtype=np.int64)
    places = lexicon.keys(highlights, text)
    return schema.table(table.assign(**places), name)
