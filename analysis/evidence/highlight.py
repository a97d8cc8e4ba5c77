"""Show one highlight whole, with its mentions and cues marked: the reader's view."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Mapping
from html import escape
from typing import NamedTuple

import pandas as pd

from analysis import schema
from analysis.evidence.counts import SPAN
from analysis.evidence.show import NO_FORMULAS, safe

_MENTION = "background-color:#ffe08a;color:#1f2328"
_CARD = (
    f'<div class="{NO_FORMULAS}" style="max-width:42rem">'
    "<p><small>{place}</small></p><p><strong>{headline}</strong></p>"
    "<blockquote><p>{quote}</p></blockquote>{speaker}</div>"
)
_CUE = "background-color:transparent;color:inherit;border-bottom:2px solid #0969da"


def highlight(
    highlights: pd.DataFrame,
    number: int,
    *,
    document: str | None = None,
    mentions: pd.DataFrame | None = None,
    cues: pd.DataFrame | None = None,
) -> Card:
    """Show one highlight whole, its mentions highlighted and its cues underlined.

    Parameters
    ----------
    highlights : DataFrame
        The highlights.
    number : int
        The number of the highlight in its document.
    document : str, optional
        The document; needed where several have a highlight of this number.
    mentions, cues : DataFrame, optional
        Tables of `countries.mentions` and `themes.cues`, or other spans with a column ``label``.

    Returns
    -------
    Card
        Static HTML in JupyterLab, plain text elsewhere.

    Raises
    ------
    TypeError
        If a table is not a DataFrame.
    ValueError
        If there is no such highlight, or there are several.

    Examples
    --------
    >>> from analysis import countries, load
    >>> article = load.article()
    >>> print(highlight(article, 9, mentions=countries.mentions(article)))  # doctest: +ELLIPSIS
    9. ...
    """
    needed = ("document", "number", "headline", "quote", "speaker", "line")
    schema.check(highlights, "highlights", needs=needed)
    rows = highlights[highlights["number"] == number]
    if document is not None:
        rows = rows[rows["document"] == document]
    if rows.empty:
        where = ""
        if document is not None:
            where = f" of {document!r}"
        raise ValueError(f"there is no highlight {number!r}{where}")
    if len(rows) > 1:
        first = rows["document"].head(3)
        names = ", ".join(map(repr, first))
        raise ValueError(f"several documents have a highlight {number}: give document= ({names} …)")

    row = rows.iloc[0]
    cues = _of_highlight(cues, row, "cues")
    mentions = _of_highlight(mentions, row, "mentions")
    marks = marks_of(mentions, cues)
    place = (row["document"], row["number"])
    return Card(row, marks[place])


class Mark(NamedTuple):
    """A marked span: where it is in which voice, how it looks and what is said of it."""

    voice: str
    start: int
    end: int
    look: str
    label: str


class Card:
    """One highlight with marked spans, shown as HTML where that is possible."""

    def __init__(self, row: pd.Series, marks: list[Mark]) -> None:
        self.row = row
        self.marks = marks

    def __repr__(self) -> str:
        """The highlight as plain text, what is marked in brackets."""
        number, speaker = self.row[["number", "speaker"]]
        headline = self._text("headline", html=False)
        quote = self._text("quote", html=False)
        shown = f"{number}. {headline}\n\n{quote}"
        if speaker:
            shown += f" — {speaker}"
        return shown

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/html": self._repr_html_(), "text/plain": repr(self)}

    def _repr_html_(self) -> str:
        quote = self._text("quote", html=True)
        speaker = self.row["speaker"]
        if speaker:
            speaker = f"<p>— {safe(speaker)}</p>"
        place = "{document}, highlight {number}, line {line}".format_map(self.row)
        return _CARD.format(
            place=safe(place),
            headline=self._text("headline", html=True),
            # Paragraphs of a quote are separated by a blank line.
            quote=quote.replace("\n\n", "</p><p>"),
            speaker=speaker,
        )

    def _text(self, voice: str, *, html: bool) -> str:
        """The text of a voice, each piece between two ends of marks as it looks."""
        text = self.row[voice]
        marks = [mark for mark in self.marks if mark.voice == voice]
        edges = {0, len(text)}
        for mark in marks:
            edges |= {mark.start, mark.end}
        pieces = []
        ordered = sorted(edges)
        for start, end in itertools.pairwise(ordered):
            piece = text[start:end]
            # Where a cue and a mention overlap, the piece has both looks.
            here = []
            for mark in marks:
                if mark.start <= start and end <= mark.end:
                    here.append(mark)
            if html:
                piece = _marked(piece, here)
            elif here:
                piece = f"[{piece}]"
            pieces.append(piece)
        return "".join(pieces)


def marks_of(
    mentions: pd.DataFrame | None, cues: pd.DataFrame | None
) -> Mapping[tuple[str, int], list[Mark]]:
    """Return the marks of every highlight, which document and number name.

    Parameters
    ----------
    mentions, cues : DataFrame or None
        As for `highlight`.

    Returns
    -------
    mapping of tuple to list of Mark
    """
    marks = defaultdict(list)
    # The look of a mention comes last, since that of a cue has no background.
    for spans, look in ((cues, _CUE), (mentions, _MENTION)):
        if spans is None:
            continue
        labels = [""] * len(spans)
        if "label" in spans.columns:
            labels = spans["label"].tolist()
        columns = [spans[name].tolist() for name in SPAN]
        rows = zip(*columns, labels, strict=True)
        for document, number, voice, start, end, label in rows:
            mark = Mark(voice, int(start), int(end), look, str(label))
            marks[document, number].append(mark)
    return marks


def _of_highlight(spans: pd.DataFrame | None, row: pd.Series, name: str) -> pd.DataFrame | None:
    """The spans of a table in one highlight."""
    if spans is None:
        return None
    if not isinstance(spans, pd.DataFrame):
        raise TypeError(f"{name}= must be a DataFrame of spans, not {type(spans).__name__}")
    for column in SPAN:
        if column not in spans.columns:
            raise ValueError(f"{name}= needs a column {column!r}")
    is_of_document = spans["document"] == row["document"]
    is_of_number = spans["number"] == row["number"]
    return spans[is_of_document & is_of_number]


def _marked(piece: str, marks: list[Mark]) -> str:
    """A piece of text as HTML, in the looks of the marks on it."""
    # The line breaks between paragraphs are kept for the caller; `safe` would make spaces of them.
    paragraphs = piece.split("\n\n")
    shown = "\n\n".join(map(safe, paragraphs))
    if not marks:
        return shown
    # A look or a label that several marks share is written once.
    # Dictionaries, since they keep the order.
    looks: dict[str, None] = {}
    labels: dict[str, None] = {}
    for mark in marks:
        looks[mark.look] = None
        if mark.label:
            labels[mark.label] = None
    style = ";".join(looks)
    title = " ".join("; ".join(labels).split())
    title = escape(title, quote=True)
    return f'<mark style="{style}" title="{title}">{shown}</mark>'
