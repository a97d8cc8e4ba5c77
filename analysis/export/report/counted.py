"""The tables that were counted, prepared so that a mark finds its spans in a few look-ups."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analysis import schema
from analysis.evidence.counts import CODE, SPAN, CountedTable
from analysis.evidence.spans import spans_of
from analysis.export.report.names import Names

# A highlight, a span and a code: document and number, then voice, start and end, or the theme.
Place = tuple[str, int]
Key = tuple[Any, ...]

_CODED_IN_BOTH = {"mentions": "mentions", "tokens": "tokens", "codes": "cues"}


class Source:
    """One counted table: what each of its rows is, a span or a code."""

    def __init__(
        self, table: pd.DataFrame, highlights: pd.DataFrame, documents: pd.DataFrame
    ) -> None:
        self._table = table
        self._counted = CountedTable(table, highlights, documents)
        self._keys = keys(table, SPAN if self._counted.has_spans else CODE)

    def of_counts(self, row: Any, group: str = "") -> list[Key]:
        """Return what a row of counts or of a timeline counts in a group, or in all of them."""
        found = self._counted.of_counts(row.id, row.voice, group, row.count)
        return [self._keys[place] for place in found]

    def of_id(self, identity: str, voice: str = "") -> list[Key]:
        """Return all of an entity, theme or token, in a voice or in both."""
        return [self._keys[place] for place in self._counted.of_id(identity, voice)]

    @functools.cached_property
    def places_by_label(self) -> dict[str, set[Place]]:
        """The highlights that have a theme or country, by its label."""
        found = defaultdict(set)
        for label, key in zip(self._table["label"], self._keys, strict=True):
            found[label].add(key[:2])
        return found


@dataclass
class Unit:
    """A highlight and a theme that several coders judged."""

    coded: list[str] = field(default_factory=list)
    not_coded: list[str] = field(default_factory=list)


class Counted:
    """The tables that were counted."""

    def __init__(
        self,
        highlights: pd.DataFrame,
        documents: pd.DataFrame,
        tables: Mapping[str, pd.DataFrame | None],
    ) -> None:
        self.highlights = highlights
        self._documents = documents
        self.tables = {name: table for name, table in tables.items() if table is not None}
        self._sources: dict[str, Source] = {}
        self._sides: dict[tuple[str, str], set[Key]] = {}

    def of_count(self, row: Any) -> set[Key] | None:
        """Return the spans of a row of counts, or None where they do not give its numbers."""
        source = self._source_of(row)
        try:
            found = source.of_counts(row, row.group)
        except ValueError:
            found = self._in_highlights_of(row, source)
        # A line for each mention: the number of the mark is that of its lines.
        if len(places(found)) != row.highlights or len(set(found)) != row.count:
            return None
        return self.spans(found)

    def in_period(self, row: Any) -> set[Key] | None:
        """Return the spans of a row of a timeline: those in the documents of its period."""
        dates = zip(self._documents["document"], self._documents["date"], strict=True)
        names = {document for document, date in dates if date.startswith(row.period)}
        found = [key for key in self._source_of(row).of_counts(row) if key[0] in names]
        if len(places(found)) != row.highlights:
            return None
        return self.spans(found)

    def in_both_voices(self, row: Any) -> list[Key]:
        """Return the spans of a theme, country or word in headlines and quotes."""
        return self._source(_CODED_IN_BOTH[row.unit]).of_id(row.id)

    def of_theme(self, theme: str, highlights: int) -> set[Key] | None:
        """Return the spans of a theme, or None where it is not in so many highlights."""
        found = self._source("codes").of_id(theme)
        if len(places(found)) != highlights:
            return None
        return self.spans(found)

    def of_side(self, identity: str, voice: str) -> set[Key]:
        """Return the spans of one side of a pair: a theme, a country or a word."""
        if (identity, voice) not in self._sides:
            self._sides[identity, voice] = self._found_side(identity, voice)
        return self._sides[identity, voice]

    def _found_side(self, identity: str, voice: str) -> set[Key]:
        for name in ("codes", "mentions", "tokens"):
            if name in self.tables:
                found = self._source(name).of_id(identity, voice)
                if found:
                    return self.spans(found)
        raise KeyError(identity)

    def spans(self, found: Iterable[Key]) -> set[Key]:
        """Return the spans of what was counted: of a code those of its cues, or its headline."""
        spans = set()
        for key in found:
            if len(key) == len(SPAN):
                spans.add(key)
            else:
                spans |= self._spans_by_code[key]
        return spans

    @functools.cached_property
    def _spans_by_code(self) -> Mapping[Key, set[Key]]:
        return self.by_code(self.tables["codes"])

    def by_code(self, codes: pd.DataFrame) -> Mapping[Key, set[Key]]:
        """Return the spans of each code of a table."""
        spans = spans_of(self.highlights, codes, spans=self.tables.get("cues"))
        found = defaultdict(set)
        for code, span in zip(keys(spans, CODE), keys(spans, SPAN), strict=True):
            found[code].add(span)
        return found

    def documents_of(self, name: str) -> list[str]:
        """Return the documents that a mark names, by their name or their title."""
        documents, titles = self._names_of_documents
        best = {documents.longest(name), titles.longest(name)} - {""}
        found = []
        for document, title in self._titles:
            if document in best or title in best:
                found.append(document)
        return found

    @functools.cached_property
    def _titles(self) -> list[Key]:
        return keys(self._documents, ["document", "title"])

    @functools.cached_property
    def _names_of_documents(self) -> tuple[Names, Names]:
        return Names(self._documents["document"]), Names(self._documents["title"])

    @functools.cached_property
    def units(self) -> dict[Key, Unit]:
        """Who coded what and who did not, by highlight and theme."""
        codings = self.tables["codings"].dropna(subset="value")
        found: defaultdict[Key, Unit] = defaultdict(Unit)
        judged = zip(keys(codings, CODE), codings["coder"], codings["value"], strict=True)
        for code, coder, value in judged:
            if value:
                found[code].coded.append(coder)
            else:
                found[code].not_coded.append(coder)
        return found

    def _source(self, name: str) -> Source:
        if name not in self._sources:
            self._sources[name] = Source(self.tables[name], self.highlights, self._documents)
        return self._sources[name]

    def _source_of(self, row: Any) -> Source:
        """The table that was counted: codes are of whole highlights, cues of a voice."""
        if row.unit == "codes" and row.voice in schema.VOICES:
            return self._source("cues")
        return self._source(row.unit)

    def _in_highlights_of(self, row: Any, source: Source) -> list[Key]:
        """The rows of a group that is a theme or country: those in the highlights that have it."""
        whole = source.of_counts(row)
        for name in ("codes", "mentions"):
            if name in self.tables:
                having = self._source(name).places_by_label[row.group]
                part = [key for key in whole if key[:2] in having]
                if len(part) == row.count:
                    return part
        # The name of a block of rows, as "Countries", is no group: all rows are counted then.
        return whole


def keys(rows: pd.DataFrame, columns: list[str]) -> list[Key]:
    """Return the columns of each row as a tuple."""
    return list(zip(*(rows[column].tolist() for column in columns), strict=True))


def places(found: Iterable[Key]) -> set[Place]:
    """Return the highlights of spans or codes."""
    return {key[:2] for key in found}
