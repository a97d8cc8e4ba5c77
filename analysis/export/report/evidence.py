"""Which concordance lines are behind a mark of a figure, and the section of the page that has them."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from analysis import schema
from analysis.evidence.concordance import concordance
from analysis.evidence.show import safe, summary
from analysis.evidence.spans import CODE, SPAN, counted_rows, spans_of
from analysis.export.report import page

_PLACE = ["document", "number"]
_IDS = {"mentions": "entity", "tokens": "token", "codes": "theme"}

# "Russia, quote: 9 highlights": what a mark is called, and what it says of itself
_LABEL = re.compile(r"^(?P<name>.*): (?P<said>.*?)$", re.S)

_NUMBER = re.compile(r"\d+")

# "0 mentions", "in 0 of 27 highlights", "not coded": there is nothing behind such a mark
_NOTHING = re.compile(r"(in )?0\b(?![.,]\d)|no\b|not\b")

_HIGHLIGHT = re.compile(r"\bhighlight (\d+)\b", re.I)


class Evidence:
    """The tables that were counted, and the lines that marks were linked to so far."""

    def __init__(
        self,
        highlights: pd.DataFrame,
        documents: pd.DataFrame,
        counted: Mapping[str, pd.DataFrame | None],
    ) -> None:
        self.highlights = highlights
        self.documents = documents
        self.counted = {name: table for name, table in counted.items() if table is not None}
        pairs = zip(highlights["document"], highlights["number"], strict=True)
        self._cards = {f"{document} {n}": place for place, (document, n) in enumerate(pairs)}
        self._targets: dict[tuple, str] = {}
        self._names: list[str] = []
        self._sides: dict[tuple[str, str], pd.DataFrame] = {}

    def link(self, label: str, table: pd.DataFrame) -> str:
        """Return the id of the lines behind a mark, or "" if they do not give its number.

        Parameters
        ----------
        label : str
            The label of the mark, as its tooltip: "Russia: 19 mentions".
        table : DataFrame
            The table that the figure draws.

        Returns
        -------
        str
            An id of the page.
        """
        found = _LABEL.match(label)
        if not found or _NOTHING.match(found["said"]):
            return ""
        if "unit" in table.columns and (table["unit"] == "words").any():
            return self._card(found["name"], table)
        try:
            spans = self._behind(found["name"], found["said"], table)
        except (ValueError, KeyError, TypeError):
            return ""  # a table of another kind, which says nothing of spans
        if spans is None or spans.empty:
            return ""
        return self._target(found["name"], spans)

    def section(self) -> str:
        """Return the section with all lines that marks lead to."""
        if not self._targets:
            return ""
        # All lines are made at once, which is much faster than once for each mark.
        keys = dict.fromkeys(key for target in self._targets for key in target)
        lines = concordance(self.highlights, pd.DataFrame(list(keys), columns=SPAN))
        several = self.highlights["document"].nunique() > 1
        items = {
            tuple(getattr(line, c) for c in SPAN): _item(line, several)
            for line in lines.itertuples()
        }
        order = {key: place for place, key in enumerate(items)}

        body = []
        for (spans, target), name in zip(self._targets.items(), self._names, strict=True):
            shown = "\n".join(items[key] for key in sorted(spans, key=order.__getitem__))
            said = f"{safe(name)}: {summary(pd.DataFrame(list(spans), columns=SPAN))}"
            # The id is inside the folded part: browsers open it for a link that leads there.
            inner = f'<ol class="lines" id="{target}" tabindex="-1">{shown}</ol>'
            body.append(page.folded(said, inner))
        lead = "Each mark of a figure leads here. The words that were counted are marked."
        heading = '<h2 id="words">The words behind the figures</h2>'
        return f"<section>{heading}\n<p>{lead}</p>\n{''.join(body)}</section>"

    def _card(self, name: str, table: pd.DataFrame) -> str:
        """The id of the highlight whose length a mark shows."""
        row = _row_of(name, table)
        place = None if row is None else self._cards.get(row.id)
        return "" if place is None else card_id(place)

    def _target(self, name: str, spans: pd.DataFrame) -> str:
        """The id of the lines of these spans; marks with the same spans share them."""
        columns = [spans[column].tolist() for column in SPAN]
        key = tuple(sorted(set(zip(*columns, strict=True))))
        if key not in self._targets:
            self._targets[key] = f"words-{len(self._targets) + 1}"
            self._names.append(name)
        return self._targets[key]

    def _behind(self, name: str, said: str, table: pd.DataFrame) -> pd.DataFrame | None:
        """The spans behind a mark, by the kind of table that the figure draws."""
        columns = set(table.columns)
        if columns >= {"row_label", "column_label"}:
            return self._of_pair(name, table)
        if columns >= set(SPAN):
            return _in_highlight(name, said, table)
        if columns >= {*CODE, "label"}:
            return self._of_code(name, table)
        row = _row_of(name, table)
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
            return self.counted["cues"]
        return self.counted[unit]

    def _of_count(self, row: tuple) -> pd.DataFrame | None:
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
        return spans_of(self.highlights, rows, spans=self.counted.get("cues"))

    def _in_highlights_of(self, row: tuple, source: pd.DataFrame) -> pd.DataFrame | None:
        """The rows of a group that is a theme or country: those in the highlights that have it."""
        rows = counted_rows(self.highlights, row._replace(group=""), source)
        for name in ("codes", "mentions"):
            other = self.counted.get(name)
            if other is None:
                continue
            places = other.loc[other["label"] == row.group, _PLACE].drop_duplicates()
            part = rows.merge(places, on=_PLACE)
            if len(part) == row.count:
                return part
        return None

    def _in_period(self, row: tuple) -> pd.DataFrame | None:
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
        return spans_of(self.highlights, rows, spans=self.counted.get("cues"))

    def _of_theme(self, theme: str, highlights: int) -> pd.DataFrame | None:
        codes = self.counted["codes"]
        rows = codes[codes["theme"] == theme]
        if _places(rows) != highlights:
            return None
        return spans_of(self.highlights, rows, spans=self.counted.get("cues"))

    def _in_both_voices(self, row: tuple) -> pd.DataFrame:
        """The spans of a theme, country or word in headlines and quotes."""
        source = self.counted["cues" if row.unit == "codes" else row.unit]
        return source[source[_IDS[row.unit]] == row.id]

    def _of_framing(self, row: tuple) -> pd.DataFrame | None:
        """The spans of what headlines and quotes name: in as many highlights as a row has."""
        rows = self._in_both_voices(row)
        places = row.headline_only + row.both + row.quote_only
        return rows if _places(rows) == places else None

    def _of_keyness(self, row: tuple) -> pd.DataFrame | None:
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
            table = self.counted.get(name)
            if table is None:
                continue
            rows = table[table[column] == identity]
            if "voice" in rows.columns and voice in schema.VOICES:
                rows = rows[rows["voice"] == voice]
            if not rows.empty:
                cues = self.counted.get("cues")
                return spans_of(self.highlights, rows, spans=cues)[SPAN]
        raise KeyError(identity)

    def _of_code(self, name: str, table: pd.DataFrame) -> pd.DataFrame | None:
        """The cues of one theme in one highlight, as a document portrait draws them."""
        rows = _in_named_highlight(name, table)
        rows = rows[rows["label"] == _longest(name, rows["label"])]
        return spans_of(self.highlights, rows, spans=self.counted.get("cues"))


def card_id(place: int) -> str:
    """Return the id of a highlight shown whole, by its place in the table."""
    return f"highlight-{place + 1}"


def _item(line: tuple, several: bool) -> str:
    document = f"{line.document}, " if several else ""
    place = safe(f"{document}{line.number}, {line.voice}, line {line.line}")
    words = f"{safe(line.left)}<mark>{safe(line.keyword)}</mark>{safe(line.right)}"
    return f'<li><span class="place">{place}</span>{words}</li>'


def _places(rows: pd.DataFrame) -> int:
    return len(rows[_PLACE].drop_duplicates())


def _in_named_highlight(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """The rows of the highlight that a mark names: "Highlight 9, Asia"."""
    found = _HIGHLIGHT.search(name)
    if not found:
        # Of a folder the plot has a column for each document: "Russia, document a".
        document = _longest(name.replace(", document ", ", "), table["document"])
        return table[table["document"] == document]
    rows = table[table["number"] == int(found[1])]
    if rows["document"].nunique() > 1:
        rows = rows[rows["document"] == _longest(name, rows["document"])]
    return rows


def _in_highlight(name: str, said: str, table: pd.DataFrame) -> pd.DataFrame | None:
    """The spans of one label in one highlight, as a dispersion plot draws them."""
    rows = _in_named_highlight(name, table)
    column = "label" if "label" in table.columns else "token"
    rows = rows[rows[column] == _longest(name, rows[column])]
    # The plot may draw one voice of a table that has both.
    parts = [rows, *(rows[rows["voice"] == voice] for voice in schema.VOICES)]
    number = int(_NUMBER.search(said)[0])
    return next((part for part in parts if len(part) == number), None)


def _longest(name: str, labels: pd.Series) -> str:
    """The longest label that is a part of a mark's name; "" where none is."""
    return max((label for label in labels.unique() if _names(name, label)), key=len, default="")


def _names(name: str, label: object) -> bool:
    """Whether a label is one of the parts of a mark's name, which commas separate."""
    text = " ".join(str(label).split())
    # Voices are in the plural there: "Russia, headlines"
    parts = f", {name}, "
    return bool(text) and (f", {text}, " in parts or f", {text}s, " in parts)


def _row_of(name: str, table: pd.DataFrame) -> tuple | None:
    """The row of a table that a mark draws: by its label, then by voice, group and period."""
    rows = table[table["label"] == _longest(name, table["label"])]
    for column in ("voice", "group", "period"):
        if column in rows.columns and rows[column].nunique() > 1:
            rows = rows[rows[column] == _longest(name, rows[column])]
    if len(rows) != 1:
        return None
    return next(rows.itertuples())
