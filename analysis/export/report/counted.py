"""What a mark of a figure counts: the spans, or the codes on which coders agree or differ."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis import schema
from analysis.charts.intervals import WHOLE
from analysis.evidence.spans import CODE, SPAN, counted_rows, spans_of
from analysis.natural import natural

_PLACE = ["document", "number"]
_IDS = {"mentions": "entity", "tokens": "token", "codes": "theme"}

_DIGITS = re.compile(r"\d+")

# "32 smaller groups together, Europe": the last of small multiples
_TOGETHER = re.compile(r"^([\d,]+) smaller groups together, ")

_HIGHLIGHT = re.compile(r"\bhighlight (\d+)\b", re.I)


class Counted:
    """The tables that were counted."""

    def __init__(
        self,
        highlights: pd.DataFrame,
        documents: pd.DataFrame,
        tables: Mapping[str, pd.DataFrame | None],
    ) -> None:
        self.highlights = highlights
        self.documents = documents
        self.tables = {name: table for name, table in tables.items() if table is not None}
        self._sides: dict[tuple[str, str], pd.DataFrame] = {}

    def of_mark(self, name: str, said: str, table: pd.DataFrame) -> pd.DataFrame | None:
        """Return what a mark counts, by the kind of table that the figure draws.

        Parameters
        ----------
        name, said : str
            What the mark is called, and what it says of itself.
        table : DataFrame
            The table that the figure draws.

        Returns
        -------
        DataFrame or None
            Spans, or rows as of `tables.disagreements`; None where they do not give the number that
            the mark shows.
        """
        columns = set(table.columns)
        if columns >= {"theme", "alpha", "n"}:
            return self._of_agreement(name, table)
        if columns >= {"row_label", "column_label"}:
            return self._of_pair(name, table)
        if columns >= set(SPAN):
            return self._in_highlight(name, said, table)
        if columns >= {*CODE, "label"}:
            return self._of_code(name, said, table)
        if _TOGETHER.match(name):
            return self._of_smaller_groups(name, said, table)
        row = row_of(name, table)
        if row is None:
            return None
        if columns >= {"period", "id", "unit"}:
            return self._in_period(row)
        if columns >= {"unit", "id", "voice", "group"}:
            return self._of_count(row)
        if columns >= {"unit", "id", "headline_only", "both", "quote_only"}:
            return self._of_framing(row)
        if columns >= {"unit", "id", "count_first", "count_second"}:
            return self._of_keyness(row)
        if columns >= {"theme", "highlights", "share"}:
            return self._of_theme(row.theme, row.highlights)
        return None

    def _source(self, unit: str, voice: str) -> pd.DataFrame:
        """The table that was counted: codes are of whole highlights, cues of a voice."""
        if unit == "codes" and voice in schema.VOICES:
            return self.tables["cues"]
        return self.tables[unit]

    def _of_count(self, row: Any) -> pd.DataFrame | None:
        """The spans of a row of counts."""
        source = self._source(row.unit, row.voice)
        try:
            rows = counted_rows(self.highlights, row, source, self.documents)
        except ValueError:
            rows = self._in_highlights_of(row, source)
        if rows is None or _places(rows) != row.highlights:
            return None
        # A line for each mention: the number of the mark is that of its lines.
        keys = SPAN if set(SPAN) <= set(rows.columns) else CODE
        if len(rows.drop_duplicates(keys)) != row.count:
            return None
        return spans_of(self.highlights, rows, spans=self.tables.get("cues"))

    def _of_smaller_groups(self, name: str, said: str, table: pd.DataFrame) -> pd.DataFrame | None:
        """The spans of one row in all groups that small multiples draw as one."""
        groups = table.drop_duplicates("group").itertuples()
        # In the order of the chart: the largest first, ties by name.
        ordered = sorted(groups, key=lambda one: (-one.n, natural(str(one.group))))
        number = int(_TOGETHER.findall(name)[0].replace(",", ""))
        smaller = [one.group for one in ordered[-number:]]
        rows = table[table["label"] == _longest(name, table["label"])]
        rows = rows[rows["group"].isin(smaller) & (rows["count"] > 0)]
        parts = [self._of_count(row) for row in rows.itertuples()]
        found = [part for part in parts if part is not None]
        if len(found) < len(parts) or not found:
            return None
        together = pd.concat(found)
        return together if _places(together) == int(_DIGITS.findall(said)[0]) else None

    def _in_highlights_of(self, row: Any, source: pd.DataFrame) -> pd.DataFrame | None:
        """The rows of a group that is a theme or country: those in the highlights that have it."""
        rows = counted_rows(self.highlights, row._replace(group=""), source)
        for name in ("codes", "mentions"):
            other = self.tables.get(name)
            if other is None:
                continue
            places = other.loc[other["label"] == row.group, _PLACE].drop_duplicates()
            part = rows.merge(places, on=_PLACE)
            if len(part) == row.count:
                return part
        # The name of a block of rows, as "Countries", is no group: all rows are counted then.
        return rows

    def _in_period(self, row: Any) -> pd.DataFrame | None:
        """The spans of a row of a timeline: those in the documents of its period."""
        dates = self.documents.set_index("document")["date"]
        names = dates.index[dates.str.startswith(row.period)]
        source = self._source(row.unit, row.voice)
        source = source[source["document"].isin(names)]
        whole = {"unit": row.unit, "id": row.id, "voice": row.voice, "group": ""}
        return self._of_counted(pd.Series(whole), source, row.highlights)

    def _of_counted(
        self, row: pd.Series, source: pd.DataFrame, highlights: int
    ) -> pd.DataFrame | None:
        (one,) = row.to_frame().T.itertuples()
        rows = counted_rows(self.highlights, one, source)
        if _places(rows) != highlights:
            return None
        return spans_of(self.highlights, rows, spans=self.tables.get("cues"))

    def _of_theme(self, theme: str, highlights: int) -> pd.DataFrame | None:
        codes = self.tables["codes"]
        rows = codes[codes["theme"] == theme]
        if _places(rows) != highlights:
            return None
        return spans_of(self.highlights, rows, spans=self.tables.get("cues"))

    def _in_both_voices(self, row: Any) -> pd.DataFrame:
        """The spans of a theme, country or word in headlines and quotes."""
        source = self.tables["cues" if row.unit == "codes" else row.unit]
        return source[source[_IDS[row.unit]] == row.id]

    def _of_framing(self, row: Any) -> pd.DataFrame | None:
        """The spans of what headlines and quotes name: in as many highlights as a row has."""
        rows = self._in_both_voices(row)
        places = row.headline_only + row.both + row.quote_only
        return rows if _places(rows) == places else None

    def _of_keyness(self, row: Any) -> pd.DataFrame | None:
        """The spans of a word or country in two voices: as many as a row has in both."""
        rows = self._in_both_voices(row)
        return rows if len(rows) == row.count_first + row.count_second else None

    def _of_pair(self, name: str, table: pd.DataFrame) -> pd.DataFrame | None:
        """The spans of both sides of a cell, in the highlights that have both."""
        names = table["row_label"] + ", " + table["column_label"]
        found = table[names == name]
        if found.empty:
            return self._of_diagonal(name, table)
        cell = found.iloc[0]
        sides = [self._of_side(cell[side], cell["voice"]) for side in ("row", "column")]
        places = sides[0][_PLACE].drop_duplicates().merge(sides[1][_PLACE].drop_duplicates())
        if len(places) != cell["highlights"]:
            return None
        return pd.concat([side.merge(places, on=_PLACE) for side in sides])

    def _of_diagonal(self, name: str, table: pd.DataFrame) -> pd.DataFrame | None:
        """The spans of a row as a whole, which the diagonal of a square table shows."""
        found = table[table["row_label"] == name]
        if found.empty:
            return None
        spans = self._of_side(found["row"].iloc[0], found["voice"].iloc[0])
        return spans if _places(spans) == found["row_total"].iloc[0] else None

    def _of_side(self, identity: str, voice: str) -> pd.DataFrame:
        """The spans of one side of a pair: a theme, a country or a word."""
        if (identity, voice) not in self._sides:
            self._sides[identity, voice] = self._found_side(identity, voice)
        return self._sides[identity, voice]

    def _found_side(self, identity: str, voice: str) -> pd.DataFrame:
        for name, column in (("codes", "theme"), ("mentions", "entity"), ("tokens", "token")):
            table = self.tables.get(name)
            if table is None:
                continue
            rows = table[table[column] == identity]
            if "voice" in rows.columns and voice in schema.VOICES:
                rows = rows[rows["voice"] == voice]
            if not rows.empty:
                cues = self.tables.get("cues")
                return spans_of(self.highlights, rows, spans=cues)[SPAN]
        raise KeyError(identity)

    def _of_code(self, name: str, said: str, table: pd.DataFrame) -> pd.DataFrame | None:
        """The cues of one theme in one highlight or document, as a document portrait draws them."""
        theme = _longest(name, table["label"])
        rows = table[table["label"] == theme]
        cues = self.tables.get("cues")
        if _HIGHLIGHT.search(name):
            return spans_of(self.highlights, _in_named_highlight(name, rows), spans=cues)
        number = int(_DIGITS.findall(said)[0])
        fitting = [part for part in self._in_documents(name, rows) if _places(part) == number]
        # Two documents may have the same title, and the mark does not say which of them it is.
        if len(fitting) != 1:
            return None
        return spans_of(self.highlights, fitting[0], spans=cues)

    def _in_highlight(self, name: str, said: str, table: pd.DataFrame) -> pd.DataFrame | None:
        """The spans of one label in one highlight or document, as a dispersion plot draws them."""
        column = "label" if "label" in table.columns else "token"
        rows = table[table[column] == _longest(name, table[column])]
        if _HIGHLIGHT.search(name):
            parts = [_in_named_highlight(name, rows)]
        else:
            parts = self._in_documents(name.replace(", document ", ", "), rows)
        number = int(_DIGITS.findall(said)[0])
        for part in parts:
            # The plot may draw one voice of a table that has both.
            voices = [part[part["voice"] == voice] for voice in schema.VOICES]
            for drawn in (part, *voices):
                if len(drawn) == number:
                    return drawn
        return None

    def _in_documents(self, name: str, rows: pd.DataFrame) -> list[pd.DataFrame]:
        """The rows of each document that a mark names, by its name or its title."""
        names = self.documents["document"]
        titles = self.documents["title"]
        best = {_longest(name, names), _longest(name, titles)} - {""}
        found = names[names.isin(best) | titles.isin(best)]
        return [rows[rows["document"] == one] for one in found]

    def _of_agreement(self, name: str, table: pd.DataFrame) -> pd.DataFrame | None:
        """Who coded a theme and who did not, where anyone did; over all themes where they differ."""
        labels = table["theme"].replace(WHOLE)
        if "label" in table.columns:
            labels = table["label"].fillna(labels)
        row = table[labels == name].iloc[0]
        known = self.tables["codings"].dropna(subset="value")
        is_over_all = row["theme"] in WHOLE
        if not is_over_all:
            known = known[known["theme"] == row["theme"]]

        units = known.groupby(CODE, sort=False)["coder"].size().rename("coders").reset_index()
        for column, value in (("coded", 1), ("not_coded", 0)):
            coders = known[known["value"] == value].groupby(CODE)["coder"].agg("; ".join)
            units = units.merge(coders.rename(column).reset_index(), on=CODE, how="left")
        units = units[units["coders"] > 1].fillna({"coded": "", "not_coded": ""})
        # The sets of themes are compared by highlight, all others by highlight and theme.
        if row["n"] not in (len(units), _places(units)):
            return None
        shown = units["coded"] != ""
        if is_over_all:
            shown &= units["not_coded"] != ""
        return units[shown]


def _places(rows: pd.DataFrame) -> int:
    return len(rows[_PLACE].drop_duplicates())


def _in_named_highlight(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of the highlight that a mark names: "Highlight 9, Asia"."""
    rows = rows[rows["number"] == int(_HIGHLIGHT.findall(name)[0])]
    if rows["document"].nunique() > 1:
        rows = rows[rows["document"] == _longest(name, rows["document"])]
    return rows


def _longest(name: str, labels: pd.Series) -> str:
    """The longest label that is a part of a mark's name; "" where none is."""
    return max((label for label in labels.unique() if _names(name, label)), key=len, default="")


def _names(name: str, label: object) -> bool:
    """Whether a label is one of the parts of a mark's name, which commas separate."""
    text = " ".join(str(label).split())
    # Voices are in the plural there: "Russia, headlines"
    parts = f", {name}, "
    return bool(text) and (f", {text}, " in parts or f", {text}s, " in parts)


def row_of(name: str, table: pd.DataFrame) -> Any:
    """Return the row of a table that a mark draws: by its label, then by voice, group and period."""
    rows = table[table["label"] == _longest(name, table["label"])]
    for column in ("voice", "group", "period"):
        if column in rows.columns and rows[column].nunique() > 1:
            rows = rows[rows[column] == _longest(name, rows[column])]
    if len(rows) != 1:
        return None
    return next(rows.itertuples())
