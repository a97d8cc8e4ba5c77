"""Read texts for mentions: match names, set false positives aside, decide ambiguous ones by their document."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import lexicon, schema
from analysis.countries.batch import Batch
from analysis.countries.hits import find
from analysis.countries.knowledge import knowledge, labels

# Characters read at a time, but whole documents: memory does not grow with the text.
_BATCH = 1 << 22


def read(
    highlights: pd.DataFrame, own: str | Path | pd.DataFrame | None, name: str
) -> pd.DataFrame:
    """The table of that name, "mentions" or "suppressed", read batch by batch of whole documents."""
    texts = lexicon.texts(highlights)
    document = pd.factorize(highlights["document"])[0]
    _warn_of_a_cut_document(highlights, document)
    known = knowledge(own)
    # Two texts of each highlight: headline and quote.
    document = document.repeat(2)

    tables = []
    for numbers in _batches(texts, document):
        some = list(map(texts.__getitem__, numbers.tolist()))
        batch = Batch(find(some, document[numbers], known), known)
        table = batch.mentions() if name == "mentions" else batch.suppressed()
        # A batch counts its own texts; the table counts all of them.
        table["text"] = numbers[table["text"].to_numpy(dtype=np.int64)]
        tables.append(table)
    return _table(tables, name, highlights)


def _warn_of_a_cut_document(highlights: pd.DataFrame, document: np.ndarray) -> None:
    """Report a document whose beginning is missing: a partition, or rows that were selected."""
    number = highlights["number"].to_numpy()
    is_cut = ~np.isin(document, document[number <= 1])
    if is_cut.any():
        first = int(is_cut.argmax())
        name = highlights["document"].iloc[first]
        begins = number[document == document[first]].min()
        warnings.warn(
            f"document {name!r} begins at highlight {begins}; the document is the context "
            "of a name: read whole documents and select rows afterwards",
            # The line that called `mentions` or `suppressed`.
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
    # Of no texts, `np.split` makes one empty part.
    return filter(len, np.split(order, edges))


def _table(tables: list[pd.DataFrame], name: str, highlights: pd.DataFrame) -> pd.DataFrame:
    """The rows of all batches as one table, in the order of the highlights."""
    if not tables:
        return schema.empty(name)
    table = pd.concat(tables, ignore_index=True)
    text = table["text"].to_numpy(dtype=np.int64)
    # Documents that are not in one piece were read as if they were.
    if (np.diff(text) < 0).any():
        table = table.iloc[np.argsort(text, kind="stable")].reset_index(drop=True)
        text = table["text"].to_numpy(dtype=np.int64)
    places = lexicon.keys(highlights, text)
    table = table.assign(**places)
    if name == "mentions":
        table = _each_its_row(table)
    return schema.table(table, name)


def _each_its_row(mentions: pd.DataFrame) -> pd.DataFrame:
    """The mentions, with one row for each of the countries that a name means together: the Koreas."""
    candidates = mentions["candidates"].to_numpy()
    several = [at for at in np.flatnonzero(candidates != "") if "&" in candidates[at]]
    if not several:
        return mentions

    meant = [candidates[at].split("&") for at in several]
    rows = np.ones(len(mentions), dtype=np.int64)
    rows[several] = list(map(len, meant))
    table = mentions.take(np.repeat(np.arange(len(mentions)), rows))

    entities = list(chain.from_iterable(meant))
    apart = np.repeat(np.isin(np.arange(len(mentions)), several), rows)
    table.loc[apart, "entity"] = entities
    table.loc[apart, "label"] = list(map(labels().__getitem__, entities))
    table.loc[apart, "candidates"] = ""
    return table
