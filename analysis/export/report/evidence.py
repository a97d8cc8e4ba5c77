"""The links of marks to the words that they count, and the section of the page that has these."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import pandas as pd

from analysis.charts.wording import many, short
from analysis.evidence.concordance import concordance
from analysis.evidence.counts import SPAN
from analysis.evidence.highlight import Card, Mark, marks_of
from analysis.evidence.show import place_of, safe, summary
from analysis.export.report import page
from analysis.export.report.counted import Counted, Span, spans_in
from analysis.export.report.marks import Judged, Marks

# "Russia, quote: 9 highlights": what a mark is called, and what it says of itself
_LABEL = re.compile(r"^(?P<name>.*): (?P<said>.*?)$", re.S)

# "0 mentions", "in 0 of 27 highlights", "not coded": nothing is counted. "0.86" is another number,
# and "0 in the headlines, 5 in the quotes" counts something.
_NOTHING = re.compile(r"(in )?0\b(?![.,]\d| in )|no\b|not\b")

_SECTION = """<section><h2 id="words">The words behind the figures</h2>
<p>Each mark of a figure leads here. The words that were counted are marked.</p>
{lines}</section>"""
_CODERS = (
    '<li><span class="place"><a href="#{target}">{where}</a></span>'
    "{headline} <em>({said})</em></li>"
)
_LINE = '<li><span class="place">{place}</span>{left}<mark>{keyword}</mark>{right}</li>'

# What marks count, without doubles and in order: marks that count the same have one list.
_Found = tuple[Span | Judged, ...]


class _Target(NamedTuple):
    """A list of lines: its id, and the name of the first mark that leads to it."""

    id: str
    name: str


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
        pairs = zip(highlights["document"], highlights["number"], strict=True)
        self._cards = {pair: place for place, pair in enumerate(pairs)}
        self._labels = {}
        if "codes" in self._counted.tables:
            codes = self._counted.tables["codes"]
            self._labels = dict(zip(codes["theme"], codes["label"], strict=True))
        self._linked_cards: set[int] = set()
        self._targets: dict[_Found, _Target] = {}

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
            counted = marks.counted(found["name"], found["said"])
        except (ValueError, KeyError, TypeError, IndexError, AttributeError):
            # A table of another kind, which says nothing of spans
            return ""
        if not counted:
            return ""
        in_order: list[Any] = sorted(set(counted))
        return self._target(found["name"], tuple(in_order))

    def section(self) -> str:
        """Return the section with all lines that marks lead to."""
        if not self._targets:
            return ""
        return _SECTION.format(lines=self.lists())

    def lists(self) -> str:
        """Return the lines that marks lead to, as a list for each that a reader opens."""
        # All lines are made at once, which is much faster than once for each mark.
        wanted = dict.fromkeys(itertools.chain.from_iterable(self._targets))
        items = self._items(wanted)
        order = {unit: place for place, unit in enumerate(items)}

        body = []
        for found, target in self._targets.items():
            ordered = sorted(found, key=order.__getitem__)
            shown = "\n".join(items[unit] for unit in ordered)
            said = f"{safe(target.name)}: {_summary(found)}"
            # The id is inside the folded part: browsers open it for a link that leads there.
            inner = f'<ol class="lines" id="{target.id}" tabindex="-1">{shown}</ol>'
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
        marks = self._marks[row["document"], row["number"]]
        html = Card(row, marks)._repr_html_()
        headline = row["headline"] or short(row["quote"], words=14, letters=80)
        shown = f'<div id="{self._card_id(place)}" tabindex="-1">{html}</div>'
        name = f"{row['number']}. {safe(headline)}"
        return page.folded(name, shown)

    @functools.cached_property
    def _marks(self) -> Mapping[tuple[str, int], list[Mark]]:
        tables = self._counted.tables
        return marks_of(tables.get("mentions"), tables.get("cues"))

    def _items(self, wanted: Iterable[Span | Judged]) -> dict[Span | Judged, str]:
        """The item of a list for each span and each code, in the order of the text."""
        codes, spans = [], []
        for unit in wanted:
            if isinstance(unit, Judged):
                codes.append(unit)
            else:
                spans.append(unit)

        items: dict[Span | Judged, str] = {}
        lines = concordance(self.highlights, pd.DataFrame(spans, columns=SPAN))
        for span, line in zip(spans_in(lines), lines.itertuples(), strict=True):
            items[span] = _line(line, self._several)
        codes.sort(key=self._place)
        for code in codes:
            items[code] = self._coders(code)
        return items

    def _place(self, unit: Span | Judged) -> int:
        """The place of the highlight in its table."""
        return self._cards[unit.document, unit.number]

    def _coders(self, code: Judged) -> str:
        """One code: the highlight, the theme, who gave it and who did not."""
        place = self._place(code)
        headline = self.highlights["headline"].iloc[place]
        where = f"highlight {code.number}"
        if self._several:
            where = f"{code.document}, {code.number}"
        theme = self._labels.get(code.theme, code.theme)
        said = f"{theme}: coded by {', '.join(code.coded)}"
        if code.not_coded:
            said += f"; not by {', '.join(code.not_coded)}"
        return _CODERS.format(
            target=self._card_id(place),
            where=safe(where),
            headline=safe(headline),
            said=safe(said),
        )

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

    def _target(self, name: str, found: _Found) -> str:
        """The id of the lines of what was found; marks that found the same share them."""
        if found not in self._targets:
            number = len(self._targets) + 1
            self._targets[found] = _Target(f"{self.prefix}words-{number}", name)
        return self._targets[found].id


def _summary(found: _Found) -> str:
    """How many lines there are, or on how many of them coders differ."""
    codes = [code for code in found if isinstance(code, Judged)]
    if not codes:
        return summary([(span.document, span.number) for span in found])
    differ = sum(bool(code.not_coded) for code in codes)
    number = many(len(codes), "code")
    return f"{number}, coders differ on {differ or 'none'}"


def _line(line: Any, several: bool) -> str:
    return _LINE.format(
        place=safe(place_of(line, several)),
        left=safe(line.left),
        keyword=safe(line.keyword),
        right=safe(line.right),
    )
