"""Read texts for mentions: match names, set false positives aside, decide ambiguous ones by their document."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis import lexicon, schema
from analysis.countries.batch import Batch
from analysis.countries.gazetteer import labels
from analysis.countries.hits import find
from analysis.countries.knowledge import knowledge
from analysis.countries.own_rows import Rows

# Characters read at a time, but whole documents: memory does not grow with the text.
_BATCH = 1 << 22


def read(highlights: pd.DataFrame, own: Rows | None, name: str) -> pd.DataFrame:
    """The table of that name, "mentions" or "suppressed", read batch by batch of whole documents."""
    texts = lexicon.texts(highlights)
    document, _ = pd.factorize(highlights["document"])
    _warn_of_a_cut_document(highlights, document)
    known = knowledge(own)
    # Two texts of each highlight: headline and quote.
    document = document.repeat(2)

    tables = []
    for numbers in _batches(texts, document):
        some = [texts[number] for number in numbers]
        hits = find(some, document[numbers], known)
        batch = Batch(hits, known)
        table = batch.mentions() if name == "mentions" else batch.suppressed()
        # A batch counts its own texts; the table counts all of them.
        text = table["text"].to_numpy(dtype=np.int64)
        table["text"] = numbers[text]
        tables.append(table)
    return _table(tables, name, highlights)


def _warn_of_a_cut_document(highlights: pd.DataFrame, document: np.ndarray) -> None:
    """Report a document whose beginning is missing: a partition, or rows that were selected."""
    number = highlights["number"].to_numpy()
    whole = document[number <= 1]
    is_cut = ~np.isin(document, whole)
    if is_cut.any():
        first = int(is_cut.argmax())
        name = highlights["document"].iloc[first]
        is_same = document == document[first]
        begins = number[is_same].min()
        warnings.warn(
            f"document {name!r} begins at highlight {begins}; the document is the context "
            "of a name: read whole documents and select rows afterwards",
            # The line that called `mentions` or `suppressed`.
            stacklevel=4,
        )


def _batches(texts: list[str], document: np.ndarray) -> Iterator[np.ndarray]:
    """The numbers of the texts of some documents at a time."""
    order = np.argsort(document, kind="stable")
    sizes = [len(texts[number]) for number in order]
    batch = np.cumsum(sizes) // _BATCH
    # All texts of a document are in the batch that its first text falls into.
    in_order = document[order]
    first = np.searchsorted(in_order, in_order)
    changes = np.diff(batch[first])
    edges = np.flatnonzero(changes) + 1
    # Of no texts, `np.split` makes one empty part.
    parts = np.split(order, edges)
    return filter(len, parts)


def _table(tables: list[pd.DataFrame], name: str, highlights: pd.DataFrame) -> pd.DataFrame:
    """The rows of all batches as one table, in the order of the highlights."""
    if not tables:
        return schema.empty(name)
    table = pd.concat(tables, ignore_index=True)
    text = table["text"].to_numpy(dtype=np.int64)
    # Documents that are not in one piece were read as if they were.
    is_mixed = (np.diff(text) < 0).any()
    if is_mixed:
        order = np.argsort(text, kind="stable")
        table = table.iloc[order].reset_index(drop=True)
        text = table["text"].to_numpy(dtype=np.int64)
    places = lexicon.keys(highlights, text)
    table = table.assign(**places)
    if name == "mentions":
        table = _each_its_row(table)
    return schema.table(table, name)


def _each_its_row(mentions: pd.DataFrame) -> pd.DataFrame:
    """The mentions, with one row for each of the countries that a name means together: the Koreas."""
    candidates = mentions["candidates"].to_numpy()
    is_open = candidates != ""
    times = np.ones(len(mentions), dtype=np.int64)
    entities: list[str] = []
    # Few mentions are open at all.
    for at in np.flatnonzero(is_open):
        together = candidates[at].split("&")
        if len(together) > 1:
            times[at] = len(together)
            entities += together
    if not entities:
        return mentions

    every = np.arange(len(mentions))
    places = np.repeat(every, times)
    table = mentions.take(places)
    is_apart = times[places] > 1
    known = labels()
    table.loc[is_apart, "entity"] = entities
    table.loc[is_apart, "label"] = [known[entity] for entity in entities]
    table.loc[is_apart, "candidates"] = ""
    return table
