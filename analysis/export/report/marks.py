"""What the marks of a figure count: spans, or the codes on which coders agree or differ."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

import pandas as pd

from analysis import schema
from analysis.charts.intervals import WHOLE
from analysis.evidence.counts import CODE, SPAN
from analysis.export.report.counted import (
    Code,
    Counted,
    Span,
    codes_in,
    places,
    spans_in,
)
from analysis.export.report.names import Names
from analysis.natural import natural

_COUNT = re.compile(r"\d+")

# "32 smaller groups together, Europe": the last of small multiples
_TOGETHER = re.compile(r"^([\d,]+) smaller groups together, ")

_HIGHLIGHT = re.compile(r"\bhighlight (\d+)\b", re.I)


class Judged(NamedTuple):
    """A theme of a highlight, who coded it and who did not."""

    document: str
    number: int
    theme: str
    coded: tuple[str, ...]
    not_coded: tuple[str, ...]


class Marks:
    """The marks of one figure, each of which is called by labels of the table that it draws."""

    def __init__(self, table: pd.DataFrame, counted: Counted) -> None:
        self._table = table
        self._columns = set(table.columns)
        self._counted = counted
        self.show_lengths = "unit" in table.columns and (table["unit"] == "words").any()

    def counted(self, name: str, said: str) -> Collection[Span] | Collection[Judged] | None:
        """Return what a mark counts, by the kind of table that the figure draws.

        Parameters
        ----------
        name, said : str
            What the mark is called, and what it says of itself.

        Returns
        -------
        collection of Span or of Judged, or None
            None where they do not give the number that the mark shows.
        """
        columns = self._columns
        if columns >= {"theme", "alpha", "n"}:
            return self._of_agreement(name)
        if columns >= {"row_label", "column_label"}:
            return self._of_pair(name)
        if columns >= set(SPAN):
            return self._in_text(name, said)
        if columns >= {*CODE, "label"}:
            return self._of_code(name, said)
        if _TOGETHER.match(name):
            return self._of_smaller_groups(name, said)
        row = self.row(name)
        if row is None:
            return None
        return self._of_row(row)

    def row(self, name: str) -> Any:
        """Return the row that a mark draws: by its label, then by voice, group and period."""
        rows = self._labelled(name)
        for column in ("voice", "group", "period"):
            if column in self._columns:
                rows = _narrowed(name, rows, column)
        if len(rows) != 1:
            return None
        return rows[0]

    def _of_row(self, row: Any) -> Collection[Span] | None:
        """The spans of a row that has a number, or two for two voices."""
        columns = self._columns
        if columns >= {"period", "id", "unit"}:
            return self._counted.in_period(row)
        if columns >= {"unit", "id", "voice", "group"}:
            return self._counted.of_count(row)
        if columns >= {"unit", "id", "headline_only", "both", "quote_only"}:
            spans = self._counted.in_both_voices(row)
            return _if_in(row.headline_only + row.both + row.quote_only, spans)
        if columns >= {"unit", "id", "count_first", "count_second"}:
            spans = self._counted.in_both_voices(row)
            if len(spans) == row.count_first + row.count_second:
                return spans
        if columns >= {"theme", "highlights", "share"}:
            return self._counted.of_theme(row.theme, row.highlights)
        return None

    @functools.cached_property
    def _rows(self) -> Mapping[str, list[Any]]:
        """The rows of the table by their label; of a table of spans or codes these."""
        rows: Iterable[Any]
        if self._columns >= set(SPAN):
            rows = spans_in(self._table)
        elif self._columns >= {*CODE, "label"}:
            rows = codes_in(self._table)
        else:
            rows = self._table.itertuples()
        column = "label"
        if column not in self._columns:
            column = "token"
        found = defaultdict(list)
        for label, row in zip(self._table[column], rows, strict=True):
            found[label].append(row)
        return found

    @functools.cached_property
    def _names(self) -> Names:
        return Names(self._rows)

    def _labelled(self, name: str) -> list[Any]:
        """The rows with the longest label that is a part of a mark's name."""
        return self._rows.get(self._names.longest(name), [])

    def _of_smaller_groups(self, name: str, said: str) -> Collection[Span] | None:
        """The spans of one row in all groups that small multiples draw as one."""
        number = int(_TOGETHER.findall(name)[0].replace(",", ""))
        smaller = self._groups[-number:]
        together = set()
        for row in self._labelled(name):
            if row.group in smaller and row.count > 0:
                spans = self._counted.of_count(row)
                if spans is None:
                    return None
                together |= spans
        return _if_in(_first_number(said), together)

    @functools.cached_property
    def _groups(self) -> list[str]:
        """The groups in the order of the chart: the largest first, ties by name."""
        groups = list(self._table.drop_duplicates("group").itertuples())
        groups.sort(key=lambda one: (-one.n, natural(str(one.group))))
        return [one.group for one in groups]

    @functools.cached_property
    def _cells(self) -> Mapping[str, Any]:
        """The cells of a table of pairs by their name."""
        cells: dict[str, Any] = {}
        for row in self._table.itertuples():
            # Two actors may have one label; the mark does not say which of them it is.
            cells.setdefault(f"{row.row_label}, {row.column_label}", row)
        return cells

    def _of_pair(self, name: str) -> Collection[Span] | None:
        """The spans of both sides of a cell, in the highlights that have both."""
        cell = self._cells.get(name)
        if cell is None:
            return self._of_diagonal(name)
        first = self._counted.of_side(cell.row, cell.voice)
        second = self._counted.of_side(cell.column, cell.voice)
        both = places(first) & places(second)
        if len(both) != cell.highlights:
            return None
        return [span for span in first | second if (span.document, span.number) in both]

    def _of_diagonal(self, name: str) -> Collection[Span] | None:
        """The spans of a row as a whole, which the diagonal of a square table shows."""
        for cell in self._cells.values():
            if cell.row_label == name:
                spans = self._counted.of_side(cell.row, cell.voice)
                return _if_in(cell.row_total, spans)
        return None

    def _of_code(self, name: str, said: str) -> Collection[Span] | None:
        """The cues of one theme in one highlight or document, as a document portrait draws them."""
        codes = self._labelled(name)
        if _HIGHLIGHT.search(name):
            fitting = [_in_named_highlight(name, codes)]
        else:
            number = _first_number(said)
            parts = self._in_documents(name, codes)
            fitting = [part for part in parts if len(places(part)) == number]
        # Two documents may have the same title, and the mark does not say which of them it is.
        if len(fitting) != 1:
            return None
        spans = set()
        for code in fitting[0]:
            spans |= self._spans_by_code[code]
        return spans

    @functools.cached_property
    def _spans_by_code(self) -> Mapping[Code, set[Span]]:
        return self._counted.by_code(self._table)

    def _in_text(self, name: str, said: str) -> Collection[Span] | None:
        """The spans of one label in one highlight or document, as a dispersion plot draws them."""
        spans = self._labelled(name)
        if _HIGHLIGHT.search(name):
            parts = [_in_named_highlight(name, spans)]
        else:
            parts = self._in_documents(name.replace(", document ", ", "), spans)
        number = _first_number(said)
        for part in parts:
            if len(part) == number:
                return part
            # The plot may draw one voice of a table that has both.
            for voice in schema.VOICES:
                of_voice = [span for span in part if span.voice == voice]
                if len(of_voice) == number:
                    return of_voice
        return None

    def _in_documents(self, name: str, found: list[Any]) -> list[list[Any]]:
        """What is in each document that a mark names."""
        parts = []
        for document in self._counted.documents_of(name):
            parts.append([unit for unit in found if unit.document == document])
        return parts

    def _of_agreement(self, name: str) -> list[Judged] | None:
        """Who coded a theme and who did not, where anyone did; over all themes where they differ."""
        rows = [row for row in self._table.itertuples() if _label_of(row) == name]
        if not rows:
            return None
        row = rows[0]
        is_over_all = row.theme in WHOLE
        compared = {}
        for code, coders in self._counted.coders.items():
            is_meant = is_over_all or code.theme == row.theme
            if is_meant and len(coders.coded) + len(coders.not_coded) > 1:
                compared[code] = coders
        # The sets of themes are compared by highlight, all others by highlight and theme.
        if row.n not in (len(compared), len(places(compared))):
            return None

        shown = []
        for code, coders in compared.items():
            if coders.coded and (coders.not_coded or not is_over_all):
                shown.append(Judged(*code, tuple(coders.coded), tuple(coders.not_coded)))
        return shown


def _label_of(row: Any) -> str:
    """The label of a row of agreement: that of its theme, where it has one."""
    label = getattr(row, "label", None)
    if label is None or pd.isna(label):
        return WHOLE.get(row.theme, row.theme)
    return label


def _narrowed(name: str, rows: list[Any], column: str) -> list[Any]:
    """Those of the rows that have a mark's voice, group or period, where they have several."""
    values = dict.fromkeys(getattr(row, column) for row in rows)
    if len(values) < 2:
        return rows
    best = Names(values).longest(name)
    return [row for row in rows if getattr(row, column) == best]


def _in_named_highlight(name: str, found: list[Any]) -> list[Any]:
    """What is in the highlight that a mark names: "Highlight 9, Asia"."""
    number = int(_HIGHLIGHT.findall(name)[0])
    here = [unit for unit in found if unit.number == number]
    return _narrowed(name, here, "document")


def _if_in(highlights: int, spans: Collection[Span]) -> Collection[Span] | None:
    """The spans if they are in so many highlights."""
    if len(places(spans)) == highlights:
        return spans
    return None


def _first_number(said: str) -> int:
    return int(_COUNT.findall(said)[0])
