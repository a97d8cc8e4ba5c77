"""The links of marks to the words that they count, and the section of the page that has these."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from analysis import schema
from analysis.charts.wording import many, short
from analysis.evidence.concordance import concordance
from analysis.evidence.counts import SPAN
from analysis.evidence.highlight import Card, Mark, marks_of
from analysis.evidence.show import safe, summary
from analysis.export.report import page
from analysis.export.report.counted import Counted, Key, keys
from analysis.export.report.marks import Marks

# "Russia, quote: 9 highlights": what a mark is called, and what it says of itself
_LABEL = re.compile(r"^(?P<name>.*): (?P<said>.*?)$", re.S)

# "0 mentions", "in 0 of 27 highlights", "not coded": nothing is counted. "0.86" is another number,
# and "0 in the headlines, 5 in the quotes" counts something.
_NOTHING = re.compile(r"(in )?0\b(?![.,]\d| in )|no\b|not\b")


class Evidence:
    """The lines that marks were linked to so far."""

    def __init__(
        self,
        highlights: pd.DataFrame,
        documents: pd.DataFrame,
        counted: Mapping[str, pd.DataFrame | None],
        prefix: str = "",
    ) -> None:
        self.highlights = highlights
        self.prefix = prefix
        self._counted = Counted(highlights, documents, counted)
        self._several = highlights["document"].nunique() > 1
        highlight_keys = keys(highlights, ["document", "number"])
        self._cards = {key: place for place, key in enumerate(highlight_keys)}
        codes = self._counted.tables.get("codes", schema.empty("codes"))
        self._labels = dict(zip(codes["theme"], codes["label"], strict=True))
        self._linked_cards: set[int] = set()
        self._targets: dict[tuple[Key, ...], str] = {}
        self._names: list[str] = []

    def marks(self, table: pd.DataFrame) -> Marks:
        """Return the marks of a figure that draws a table, for `link`."""
        return Marks(table, self._counted)

    def link(self, label: str, marks: Marks) -> str:
        """Return the id of the lines behind a mark, or "" if they do not give its number.

        Parameters
        ----------
        label : str
            The label of the mark, as its tooltip: "Russia: 19 mentions".
        marks : Marks
            The marks of the figure.

        Returns
        -------
        str
            An id of the page.
        """
        found = _LABEL.match(label)
        if not found or _NOTHING.match(found["said"]):
            return ""
        if marks.show_lengths:
            return self._card(marks.row(found["name"]))
        try:
            rows = marks.counted(found["name"], found["said"])
        except (ValueError, KeyError, TypeError, IndexError, AttributeError):
            return ""  # a table of another kind, which says nothing of spans
        if not rows:
            return ""
        return self._target(found["name"], tuple(sorted(set(rows))))

    def section(self) -> str:
        """Return the section with all lines that marks lead to."""
        if not self._targets:
            return ""
        lead = "Each mark of a figure leads here. The words that were counted are marked."
        heading = '<h2 id="words">The words behind the figures</h2>'
        return f"<section>{heading}\n<p>{lead}</p>\n{self.lists()}</section>"

    def lists(self) -> str:
        """Return the lines that marks lead to, as a list for each that a reader opens."""
        # All lines are made at once, which is much faster than once for each mark.
        items = self._items(dict.fromkeys(itertools.chain.from_iterable(self._targets)))
        order = {key: place for place, key in enumerate(items)}

        body = []
        for (rows, target), name in zip(self._targets.items(), self._names, strict=True):
            shown = "\n".join(items[key] for key in sorted(rows, key=order.__getitem__))
            said = f"{safe(name)}: {_summary(rows)}"
            # The id is inside the folded part: browsers open it for a link that leads there.
            inner = f'<ol class="lines" id="{target}" tabindex="-1">{shown}</ol>'
            body.append(page.folded(said, inner))
        return "".join(body)

    def cards(self) -> str:
        """Return the highlights that marks lead to, whole."""
        places = sorted(self._linked_cards)
        return "".join(self.card(place) for place in places)

    def card(self, place: int) -> str:
        """Return one highlight whole, as a part that a reader opens.

        Parameters
        ----------
        place : int
            Its place in the table, from 0.

        Returns
        -------
        str
            HTML, with its mentions highlighted and its cues underlined.
        """
        row = self.highlights.iloc[place]
        marked = Card(row, self._marks[row["document"], row["number"]])
        headline = safe(row["headline"] or short(row["quote"], words=14, letters=80))
        shown = f'<div id="{self._card_id(place)}" tabindex="-1">{marked._repr_html_()}</div>'
        return page.folded(f"{row['number']}. {headline}", shown)

    @functools.cached_property
    def _marks(self) -> Mapping[tuple[str, int], list[Mark]]:
        tables = self._counted.tables
        return marks_of(tables.get("mentions"), tables.get("cues"))

    def _items(self, wanted: Iterable[Key]) -> dict[Key, str]:
        """The item of a list for each span and each code, in the order of the text."""
        codes, spans = [], []
        for key in wanted:
            if _is_code(key):
                codes.append(key)
            else:
                spans.append(key)

        items = {}
        lines = concordance(self.highlights, pd.DataFrame(spans, columns=SPAN))
        for key, line in zip(keys(lines, SPAN), lines.itertuples(), strict=True):
            items[key] = _line(line, self._several)
        for key in sorted(codes, key=lambda key: self._cards[key[:2]]):
            items[key] = self._coders(key)
        return items

    def _coders(self, key: Key) -> str:
        """One code: the highlight, the theme, who gave it and who did not."""
        document, number, theme, coded, not_coded = key
        place = self._cards[document, number]
        headline = self.highlights["headline"].iloc[place]
        where = f"highlight {number}"
        if self._several:
            where = f"{document}, {number}"
        text = f"{self._labels.get(theme, theme)}: coded by {coded.replace('; ', ', ')}"
        if not_coded:
            text += f"; not by {not_coded.replace('; ', ', ')}"
        link = f'<a href="#{self._card_id(place)}">{safe(where)}</a>'
        return f'<li><span class="place">{link}</span>{safe(headline)} <em>({safe(text)})</em></li>'

    def _card(self, row: Any) -> str:
        """The id of the highlight whose length a mark shows."""
        if row is None:
            return ""
        # The id of a length is the document and the number of its highlight.
        document, _, number = row.id.rpartition(" ")
        place = self._cards.get((document, int(number)))
        if place is None:
            return ""
        return self._card_id(place)

    def _card_id(self, place: int) -> str:
        """The id of a highlight shown whole, which is linked to from now on."""
        self._linked_cards.add(place)
        return f"{self.prefix}highlight-{place + 1}"

    def _target(self, name: str, rows: tuple[Key, ...]) -> str:
        """The id of the lines of these rows; marks with the same rows share them."""
        if rows not in self._targets:
            self._targets[rows] = f"{self.prefix}words-{len(self._targets) + 1}"
            self._names.append(name)
        return self._targets[rows]


def _is_code(key: Key) -> bool:
    """Whether a key is a code with its coders; where it begins is a number in the key of a span."""
    return isinstance(key[3], str)


def _summary(rows: tuple[Key, ...]) -> str:
    """How many lines there are, or on how many of them coders differ."""
    if not _is_code(rows[0]):
        return summary([span[:2] for span in rows])
    differ = sum(bool(not_coded) for *_, not_coded in rows)
    return f"{many(len(rows), 'code')}, coders differ on {differ or 'none'}"


def _line(line: Any, several: bool) -> str:
    document = ""
    if several:
        document = f"{line.document}, "
    place = safe(f"{document}{line.number}, {line.voice}, line {line.line}")
    words = f"{safe(line.left)}<mark>{safe(line.keyword)}</mark>{safe(line.right)}"
    return f'<li><span class="place">{place}</span>{words}</li>'
