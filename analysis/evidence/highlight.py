"""Show one highlight whole, with its mentions and cues marked: the reader's view."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping
from html import escape
from typing import NamedTuple

import pandas as pd

from analysis import schema
from analysis.evidence.counts import SPAN
from analysis.evidence.show import NO_FORMULAS, safe

_MENTION = "background-color:#ffe08a;color:#1f2328"
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
        names = ", ".join(map(repr, rows["document"].head(3)))
        raise ValueError(f"several documents have a highlight {number}: give document= ({names} …)")

    row = rows.iloc[0]
    marks = marks_of(
        _of_highlight(mentions, row, "mentions"),
        _of_highlight(cues, row, "cues"),
    )
    return Card(row, marks[row["document"], row["number"]])


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
        speaker = ""
        if self.row["speaker"]:
            speaker = f" — {self.row['speaker']}"
        headline = "".join(self._pieces("headline", html=False))
        quote = "".join(self._pieces("quote", html=False))
        return f"{self.row['number']}. {headline}\n\n{quote}{speaker}"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/html": self._repr_html_(), "text/plain": repr(self)}

    def _repr_html_(self) -> str:
        place = f"{self.row['document']}, highlight {self.row['number']}, line {self.row['line']}"
        headline = "".join(self._pieces("headline", html=True))
        # Paragraphs of a quote are separated by a blank line.
        quote = "".join(self._pieces("quote", html=True)).replace("\n\n", "</p><p>")
        speaker = ""
        if self.row["speaker"]:
            speaker = f"<p>— {safe(self.row['speaker'])}</p>"
        return (
            f'<div class="{NO_FORMULAS}" style="max-width:42rem">'
            f"<p><small>{safe(place)}</small></p><p><strong>{headline}</strong></p>"
            f"<blockquote><p>{quote}</p></blockquote>{speaker}</div>"
        )

    def _pieces(self, voice: str, *, html: bool) -> Iterator[str]:
        """The text of a voice, cut where a mark begins or ends."""
        text = self.row[voice]
        marks = [mark for mark in self.marks if mark.voice == voice]
        edges = {0, len(text)}
        for mark in marks:
            edges |= {mark.start, mark.end}
        ordered = sorted(edges)
        for start, end in itertools.pairwise(ordered):
            piece = text[start:end]
            # Where a cue and a mention overlap, the piece has both looks.
            here = [mark for mark in marks if mark.start <= start and end <= mark.end]
            if html:
                yield _marked(piece, here)
            elif here:
                yield f"[{piece}]"
            else:
                yield piece


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
        for *place, voice, start, end, label in zip(*columns, labels, strict=True):
            mark = Mark(voice, int(start), int(end), look, str(label))
            marks[tuple(place)].append(mark)
    return marks


def _of_highlight(spans: pd.DataFrame | None, row: pd.Series, name: str) -> pd.DataFrame | None:
    """The spans of a table in one highlight."""
    if spans is None:
        return None
    if not isinstance(spans, pd.DataFrame):
        raise TypeError(f"{name}= must be a DataFrame of spans, not {type(spans).__name__}")
    missing = [column for column in SPAN if column not in spans.columns]
    if missing:
        raise ValueError(f"{name}= needs a column {missing[0]!r}")
    return spans[(spans["document"] == row["document"]) & (spans["number"] == row["number"])]


def _marked(piece: str, marks: list[Mark]) -> str:
    """A piece of text as HTML, in the looks of the marks on it."""
    # The line breaks between paragraphs are kept for the caller; `safe` would make spaces of them.
    shown = "\n\n".join(safe(part) for part in piece.split("\n\n"))
    if not marks:
        return shown
    # A look or a label that several marks share is written once.
    style = ";".join(dict.fromkeys(mark.look for mark in marks))
    title = "; ".join(dict.fromkeys(mark.label for mark in marks if mark.label))
    return f'<mark style="{style}" title="{_attribute(title)}">{shown}</mark>'


def _attribute(text: str) -> str:
    """A text for an attribute of HTML."""
    return escape(" ".join(text.split()), quote=True)
