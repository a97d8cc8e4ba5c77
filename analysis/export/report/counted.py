"""The tables that were counted, prepared so that a mark finds its spans in a few look-ups."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pandas as pd

from analysis import schema
from analysis.evidence.counts import CODE, SPAN, CountedTable
from analysis.evidence.spans import spans_of
from analysis.export.report.names import Names

_SOURCE_IN_BOTH_VOICES = {"mentions": "mentions", "tokens": "tokens", "codes": "cues"}


class Span(NamedTuple):
    """A piece of text that was counted."""

    document: str
    number: int
    voice: str
    start: int
    end: int


class Code(NamedTuple):
    """A theme of a highlight."""

    document: str
    number: int
    theme: str


@dataclass
class Coders:
    """Who gave a code and who did not."""

    coded: list[str] = field(default_factory=list)
    not_coded: list[str] = field(default_factory=list)


class Source:
    """One counted table: what each of its rows is, a span or a code."""

    def __init__(
        self, table: pd.DataFrame, highlights: pd.DataFrame, documents: pd.DataFrame
    ) -> None:
        self._table = table
        self._counted = CountedTable(table, highlights, documents)
        self._units: list[Any]
        if self._counted.has_spans:
            self._units = spans_in(table)
        else:
            self._units = codes_in(table)

    def of_counts(self, row: Any, group: str = "") -> list[Any]:
        """Return what a row of counts or of a timeline counts in a group, or in all of them."""
        found = self._counted.of_counts(row.id, row.voice, group, row.count)
        return [self._units[place] for place in found]

    def of_id(self, identity: str, voice: str = "") -> list[Any]:
        """Return all of an entity, theme or token, in a voice or in both."""
        found = self._counted.of_id(identity, voice)
        return [self._units[place] for place in found]

    @functools.cached_property
    def places_by_label(self) -> Mapping[str, set[tuple[str, int]]]:
        """The highlights that have a theme or country, by its label."""
        found = defaultdict(set)
        labelled = zip(self._table["label"], self._units, strict=True)
        for label, unit in labelled:
            found[label].add((unit.document, unit.number))
        return found


class Counted:
    """The tables that were counted."""

    def __init__(
        self,
        highlights: pd.DataFrame,
        documents: pd.DataFrame,
        tables: Mapping[str, pd.DataFrame | None],
    ) -> None:
        self.tables = {name: table for name, table in tables.items() if table is not None}
        self._highlights = highlights
        self._documents = documents
        self._sources: dict[str, Source] = {}
        # A row and a column of a table of pairs have one side in all their cells.
        self._sides: dict[tuple[str, str], set[Span]] = {}

    def of_count(self, row: Any) -> set[Span] | None:
        """Return the spans of a row of counts, or None where they do not give its numbers."""
        source = self._source_of(row)
        try:
            found = source.of_counts(row, row.group)
        except ValueError:
            found = self._in_highlights_of(row, source)
        # A line for each mention: the number of the mark is that of its lines.
        if len(set(found)) != row.count:
            return None
        return self._spans_in(found, row.highlights)

    def in_period(self, row: Any) -> set[Span] | None:
        """Return the spans of a row of a timeline: those in the documents of its period."""
        names = set()
        dates = zip(self._documents["document"], self._documents["date"], strict=True)
        for document, date in dates:
            if date.startswith(row.period):
                names.add(document)
        whole = self._source_of(row).of_counts(row)
        found = [unit for unit in whole if unit.document in names]
        return self._spans_in(found, row.highlights)

    def of_theme(self, theme: str, highlights: int) -> set[Span] | None:
        """Return the spans of a theme, or None where it is not in so many highlights."""
        codes = self._source("codes").of_id(theme)
        return self._spans_in(codes, highlights)

    def in_both_voices(self, row: Any) -> list[Span]:
        """Return the spans of a theme, country or word in headlines and quotes."""
        source = self._source(_SOURCE_IN_BOTH_VOICES[row.unit])
        return source.of_id(row.id)

    def of_side(self, identity: str, voice: str) -> set[Span]:
        """Return the spans of one side of a pair: a theme, a country or a word."""
        if (identity, voice) not in self._sides:
            self._sides[identity, voice] = self._found_side(identity, voice)
        return self._sides[identity, voice]

    def _found_side(self, identity: str, voice: str) -> set[Span]:
        for name in ("codes", "mentions", "tokens"):
            if name not in self.tables:
                continue
            found = self._source(name).of_id(identity, voice)
            if found:
                return self._spans(found)
        raise KeyError(identity)

    def _in_highlights_of(self, row: Any, source: Source) -> list[Any]:
        """The rows of a group that is a theme or country: those in the highlights that have it."""
        whole = source.of_counts(row)
        for name in ("codes", "mentions"):
            if name not in self.tables:
                continue
            having = self._source(name).places_by_label[row.group]
            part = [unit for unit in whole if (unit.document, unit.number) in having]
            if len(part) == row.count:
                return part
        # The name of a block of rows, as "Countries", is no group: all rows are counted then.
        return whole

    def _spans_in(self, found: Collection[Any], highlights: int) -> set[Span] | None:
        """The spans of what was found, or None where it is not in so many highlights."""
        if len(places(found)) != highlights:
            return None
        return self._spans(found)

    def _spans(self, found: Iterable[Any]) -> set[Span]:
        """The spans of what was found: of a code those of its cues, or its headline."""
        spans = set()
        for unit in found:
            if isinstance(unit, Code):
                spans |= self._spans_by_code[unit]
            else:
                spans.add(unit)
        return spans

    @functools.cached_property
    def _spans_by_code(self) -> Mapping[Code, set[Span]]:
        return self.by_code(self.tables["codes"])

    def by_code(self, codes: pd.DataFrame) -> Mapping[Code, set[Span]]:
        """Return the spans of each code of a table."""
        spans = spans_of(self._highlights, codes, spans=self.tables.get("cues"))
        found = defaultdict(set)
        pairs = zip(codes_in(spans), spans_in(spans), strict=True)
        for code, span in pairs:
            found[code].add(span)
        return found

    def _source(self, name: str) -> Source:
        if name not in self._sources:
            self._sources[name] = Source(self.tables[name], self._highlights, self._documents)
        return self._sources[name]

    def _source_of(self, row: Any) -> Source:
        """The table that was counted: codes are of whole highlights, cues of a voice."""
        if row.unit == "codes" and row.voice in schema.VOICES:
            return self._source("cues")
        return self._source(row.unit)

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
    def _titles(self) -> list[tuple[str, str]]:
        return list(zip(self._documents["document"], self._documents["title"], strict=True))

    @functools.cached_property
    def _names_of_documents(self) -> tuple[Names, Names]:
        return Names(self._documents["document"]), Names(self._documents["title"])

    @functools.cached_property
    def coders(self) -> Mapping[Code, Coders]:
        """Who gave each code that was judged and who did not."""
        # An empty cell of a coding sheet is no judgement.
        codings = self.tables["codings"].dropna(subset="value")
        found: defaultdict[Code, Coders] = defaultdict(Coders)
        judged = zip(codes_in(codings), codings["coder"], codings["value"], strict=True)
        for code, coder, value in judged:
            if value:
                found[code].coded.append(coder)
            else:
                found[code].not_coded.append(coder)
        return found


def spans_in(table: pd.DataFrame) -> list[Span]:
    """Return the rows of a table of spans."""
    columns = [table[name].tolist() for name in SPAN]
    return list(map(Span, *columns))


def codes_in(table: pd.DataFrame) -> list[Code]:
    """Return the rows of a table of codes, or of something else that has their columns."""
    columns = [table[name].tolist() for name in CODE]
    return list(map(Code, *columns))


def places(found: Iterable[Any]) -> set[tuple[str, int]]:
    """Return the highlights of spans or codes."""
    return {(unit.document, unit.number) for unit in found}
