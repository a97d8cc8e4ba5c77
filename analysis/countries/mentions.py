"""Find mentions: match names, set false positives aside, decide ambiguous ones by their document."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import lexicon, schema
from analysis.countries.document import Documents
from analysis.countries.hits import Hits, find
from analysis.countries.judgement import Aside, Meaning, judged, meaning_of, stays
from analysis.countries.knowledge import GUARD, NAME, Knowledge, knowledge, labels
from analysis.countries.phrases import openings_around

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
        kept, aside = _judge(hits, known)
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


def _judge(hits: Hits, known: Knowledge) -> tuple[dict[str, object], dict[str, object]]:
    """The columns of the mentions among the hits, and of those set aside."""
    names = np.flatnonzero(hits.part == NAME)
    guards = np.flatnonzero(hits.part == GUARD)
    first, last = hits.overlaps(names, guards)

    documents = Documents(hits, known)
    changed: dict[int, Meaning] = {}
    aside: dict[int, Aside] = {}
    kept = np.zeros(len(hits.row), dtype=bool)
    kept[names] = True
    for at in np.flatnonzero((first < last) | _need_context(hits, names, known)).tolist():
        name = int(names[at])
        found = [hits.span(guard) for guard in guards[first[at] : last[at]].tolist()]
        outcome = judged(hits.span(name), found, documents.of(name), known)
        if isinstance(outcome, Meaning):
            changed[name] = outcome
            continue
        kept[name] = False
        if outcome is not None:
            aside[name] = outcome

    aside |= _followers(hits, kept, changed, aside, documents)
    judged_names = np.union1d(np.flatnonzero(kept), np.array([*aside], dtype=np.int64))
    aside |= _guards_without_a_name(hits, judged_names, guards)
    kept[list(aside)] = False
    return _columns(hits, np.flatnonzero(kept), changed, known), _columns_aside(hits, aside)


def _need_context(hits: Hits, names: np.ndarray, known: Knowledge) -> np.ndarray:
    """Of each name, whether more than the name must be read; for most of them the words next to it will do."""
    rows = hits.row[names]
    plain = known.is_plain[rows]
    need = ~plain
    openings = {row: known.openings(known.rows[row]) for row in np.unique(rows).tolist()}

    candidates = np.flatnonzero(plain)
    places = names[candidates]
    columns = (
        candidates,
        rows[candidates],
        hits.text[places],
        hits.start[places],
        hits.end[places],
    )
    for at, row, text, start, end in zip(*(column.tolist() for column in columns), strict=True):
        if openings[row].may_fit(*openings_around(hits.texts[text], start, end)):
            need[at] = True
    return need


def _followers(
    hits: Hits,
    kept: np.ndarray,
    changed: dict[int, Meaning],
    aside: dict[int, Aside],
    documents: Documents,
) -> dict[int, Aside]:
    """The mentions by the name of a person or another place of the same document, unless the text shows the country."""
    again = {
        (documents.number(name), hits.surface(name).casefold()): one
        for name, one in aside.items()
        if one.again
    }
    if not again:
        return {}

    found = {}
    concerned = np.isin(hits.document[hits.text], [document for document, _ in again])
    for name in np.flatnonzero(kept & concerned).tolist():
        surface = hits.surface(name)
        first = again.get((documents.number(name), surface.casefold()))
        if first is None:
            continue
        span, document = hits.span(name), documents.of(name)
        meaning = changed.get(name) or meaning_of(span.row)
        before, _ = document.words_around(span)
        if not stays(surface, meaning.entity, first, before, document):
            found[name] = Aside(meaning, surface, first.reason)
    return found


def _guards_without_a_name(hits: Hits, names: np.ndarray, guards: np.ndarray) -> dict[int, Aside]:
    """The guards that are themselves what would have been counted, as `us`."""
    first, last = hits.overlaps(guards, names)
    found = {}
    for guard in guards[first == last].tolist():
        row = hits.span(guard).row
        if row.entity:
            meaning = Meaning(row.entity, labels()[row.entity], row.kind, "")
            found[guard] = Aside(meaning, hits.surface(guard), row.reason)
    return found


def _columns(
    hits: Hits, places: np.ndarray, changed: dict[int, Meaning], known: Knowledge
) -> dict[str, object]:
    """The columns of the mentions at these places."""
    columns = {name: values[hits.row[places]] for name, values in known.meanings.items()}
    for at in np.flatnonzero(np.isin(places, list(changed))).tolist():
        for name, value in zip(Meaning._fields, changed[int(places[at])], strict=True):
            columns[name][at] = value
    return hits.columns(places) | columns


def _columns_aside(hits: Hits, aside: dict[int, Aside]) -> dict[str, object]:
    """The columns of what is set aside, in the order of the text."""
    places = np.array(sorted(aside), dtype=np.int64)
    ordered = [aside[place] for place in places.tolist()]
    columns = {
        name: [getattr(one.meaning, name) for one in ordered]
        for name in ("entity", "label", "kind")
    }
    columns |= {name: [getattr(one, name) for one in ordered] for name in ("guard", "reason")}
    return hits.columns(places) | columns


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
