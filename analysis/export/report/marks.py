"""What the marks of a figure count: spans, or the codes on which coders agree or differ."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from analysis import schema
from analysis.charts.intervals import WHOLE
from analysis.evidence.counts import CODE, SPAN
from analysis.export.report.counted import Counted, Key, places
from analysis.export.report.names import Names
from analysis.natural import natural

_NUMBER = re.compile(r"\d+")

# "32 smaller groups together, Europe": the last of small multiples
_TOGETHER = re.compile(r"^([\d,]+) smaller groups together, ")

_HIGHLIGHT = re.compile(r"\bhighlight (\d+)\b", re.I)


class Marks:
    """The marks of one figure, each of which is called by labels of the table that it draws."""

    def __init__(self, table: pd.DataFrame, counted: Counted) -> None:
        self._table = table
        self._columns = set(table.columns)
        self._counted = counted
        self.show_lengths = "unit" in table.columns and (table["unit"] == "words").any()

    def counted(self, name: str, said: str) -> Iterable[Key] | None:
        """Return what a mark counts, by the kind of table that the figure draws.

        Parameters
        ----------
        name, said : str
            What the mark is called, and what it says of itself.

        Returns
        -------
        iterable of tuple, or None
            Spans, or codes with who gave them and who did not; None where they do not give the
            number that the mark shows.
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
        if columns >= {"period", "id", "unit"}:
            return self._counted.in_period(row)
        if columns >= {"unit", "id", "voice", "group"}:
            return self._counted.of_count(row)
        if columns >= {"unit", "id", "headline_only", "both", "quote_only"}:
            spans = self._counted.in_both_voices(row)
            expected = row.headline_only + row.both + row.quote_only
            return spans if len(places(spans)) == expected else None
        if columns >= {"unit", "id", "count_first", "count_second"}:
            spans = self._counted.in_both_voices(row)
            return spans if len(spans) == row.count_first + row.count_second else None
        if columns >= {"theme", "highlights", "share"}:
            return self._counted.of_theme(row.theme, row.highlights)
        return None

    def row(self, name: str) -> Any:
        """Return the row that a mark draws: by its label, then by voice, group and period."""
        rows = self._labelled(name)
        for column in ("voice", "group", "period"):
            if column in self._columns:
                rows = _narrowed(name, rows, column)
        if len(rows) != 1:
            return None
        return rows[0]

    @functools.cached_property
    def _rows(self) -> dict[str, list[Any]]:
        """The rows of the table by their label."""
        column = "label" if "label" in self._columns else "token"
        found = defaultdict(list)
        for row in self._table.itertuples():
            found[getattr(row, column)].append(row)
        return found

    @functools.cached_property
    def _names(self) -> Names:
        return Names(self._rows)

    def _labelled(self, name: str) -> list[Any]:
        """The rows with the longest label that is a part of a mark's name."""
        return self._rows.get(self._names.longest(name), [])

    def _of_smaller_groups(self, name: str, said: str) -> set[Key] | None:
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
        return together if len(places(together)) == _first_number(said) else None

    @functools.cached_property
    def _groups(self) -> list[str]:
        """The groups in the order of the chart: the largest first, ties by name."""
        groups = self._table.drop_duplicates("group").itertuples()
        ordered = sorted(groups, key=lambda one: (-one.n, natural(str(one.group))))
        return [one.group for one in ordered]

    @functools.cached_property
    def _cells(self) -> dict[str, Any]:
        """The cells of a table of pairs by their name."""
        cells: dict[str, Any] = {}
        for row in self._table.itertuples():
            cells.setdefault(f"{row.row_label}, {row.column_label}", row)
        return cells

    def _of_pair(self, name: str) -> set[Key] | None:
        """The spans of both sides of a cell, in the highlights that have both."""
        cell = self._cells.get(name)
        if cell is None:
            return self._of_diagonal(name)
        first = self._counted.of_side(cell.row, cell.voice)
        second = self._counted.of_side(cell.column, cell.voice)
        both = places(first) & places(second)
        if len(both) != cell.highlights:
            return None
        return {span for span in first | second if span[:2] in both}

    def _of_diagonal(self, name: str) -> set[Key] | None:
        """The spans of a row as a whole, which the diagonal of a square table shows."""
        cell = next((cell for cell in self._cells.values() if cell.row_label == name), None)
        if cell is None:
            return None
        spans = self._counted.of_side(cell.row, cell.voice)
        return spans if len(places(spans)) == cell.row_total else None

    def _of_code(self, name: str, said: str) -> set[Key] | None:
        """The cues of one theme in one highlight or document, as a document portrait draws them."""
        rows = self._labelled(name)
        if _HIGHLIGHT.search(name):
            fitting = [_in_named_highlight(name, rows)]
        else:
            number = _first_number(said)
            parts = self._in_documents(name, rows)
            fitting = [part for part in parts if _highlights(part) == number]
        # Two documents may have the same title, and the mark does not say which of them it is.
        if len(fitting) != 1:
            return None
        spans = set()
        for row in fitting[0]:
            spans |= self._spans_by_code[row.document, row.number, row.theme]
        return spans

    @functools.cached_property
    def _spans_by_code(self) -> Mapping[Key, set[Key]]:
        return self._counted.by_code(self._table)

    def _in_text(self, name: str, said: str) -> list[Key] | None:
        """The spans of one label in one highlight or document, as a dispersion plot draws them."""
        rows = self._labelled(name)
        if _HIGHLIGHT.search(name):
            parts = [_in_named_highlight(name, rows)]
        else:
            parts = self._in_documents(name.replace(", document ", ", "), rows)
        number = _first_number(said)
        for part in parts:
            # The plot may draw one voice of a table that has both.
            voices = [[row for row in part if row.voice == voice] for voice in schema.VOICES]
            for drawn in (part, *voices):
                if len(drawn) == number:
                    return [_span(row) for row in drawn]
        return None

    def _in_documents(self, name: str, rows: list[Any]) -> list[list[Any]]:
        """The rows of each document that a mark names."""
        parts = []
        for document in self._counted.documents_of(name):
            parts.append([row for row in rows if row.document == document])
        return parts

    def _of_agreement(self, name: str) -> list[Key] | None:
        """Who coded a theme and who did not, where anyone did; over all themes where they differ."""
        row = next((row for row in self._table.itertuples() if _label_of(row) == name), None)
        if row is None:
            return None
        is_over_all = row.theme in WHOLE
        units = {}
        for code, unit in self._counted.units.items():
            is_meant = is_over_all or code[2] == row.theme
            if is_meant and len(unit.coded) + len(unit.not_coded) > 1:
                units[code] = unit
        # The sets of themes are compared by highlight, all others by highlight and theme.
        if row.n not in (len(units), len(places(units))):
            return None

        shown = []
        for code, unit in units.items():
            if unit.coded and (unit.not_coded or not is_over_all):
                shown.append((*code, "; ".join(unit.coded), "; ".join(unit.not_coded)))
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


def _in_named_highlight(name: str, rows: list[Any]) -> list[Any]:
    """The rows of the highlight that a mark names: "Highlight 9, Asia"."""
    number = int(_HIGHLIGHT.findall(name)[0])
    return _narrowed(name, [row for row in rows if row.number == number], "document")


def _span(row: Any) -> Key:
    return (row.document, row.number, row.voice, row.start, row.end)


def _highlights(rows: list[Any]) -> int:
    return len({(row.document, row.number) for row in rows})


def _first_number(said: str) -> int:
    return int(_NUMBER.findall(said)[0])
