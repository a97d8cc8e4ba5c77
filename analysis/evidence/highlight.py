"""Show one highlight whole, with its mentions and cues marked: the reader's view."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from html import escape

import pandas as pd

from analysis import schema
from analysis.evidence.show import NO_FORMULAS, safe
from analysis.evidence.spans import SPAN

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
    # The look of a mention comes last, since that of a cue has no background.
    marks = [
        *_marks(cues, row, _CUE, "cues"),
        *_marks(mentions, row, _MENTION, "mentions"),
    ]
    return Card(row, marks)


class Card:
    """One highlight with marked spans, shown as HTML where that is possible."""

    def __init__(self, row: pd.Series, marks: list[tuple[str, int, int, str, str]]) -> None:
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
        marks = [mark for mark in self.marks if mark[0] == voice]
        edges = {0, len(text)}
        for _, start, end, _, _ in marks:
            edges |= {start, end}
        ordered = sorted(edges)
        for start, end in itertools.pairwise(ordered):
            piece = text[start:end]
            # Where a cue and a mention overlap, the piece has both looks.
            here = [mark for mark in marks if mark[1] <= start and end <= mark[2]]
            if html:
                yield _marked(piece, here)
            elif here:
                yield f"[{piece}]"
            else:
                yield piece


def _marks(
    spans: pd.DataFrame | None, row: pd.Series, look: str, name: str
) -> list[tuple[str, int, int, str, str]]:
    """Voice, start, end, look and label of the spans of a table in one highlight."""
    if spans is None:
        return []
    if not isinstance(spans, pd.DataFrame):
        raise TypeError(f"{name}= must be a DataFrame of spans, not {type(spans).__name__}")
    missing = [column for column in SPAN if column not in spans.columns]
    if missing:
        raise ValueError(f"{name}= needs a column {missing[0]!r}")
    mine = spans[(spans["document"] == row["document"]) & (spans["number"] == row["number"])]
    labels = mine["label"] if "label" in mine.columns else [""] * len(mine)
    columns = (mine["voice"], mine["start"], mine["end"], labels)
    return [(v, int(s), int(e), look, str(n)) for v, s, e, n in zip(*columns, strict=True)]


def _marked(piece: str, marks: list[tuple[str, int, int, str, str]]) -> str:
    """A piece of text as HTML, in the looks of the marks on it."""
    # The line breaks between paragraphs are kept for the caller; `safe` would make spaces of them.
    shown = "\n\n".join(safe(part) for part in piece.split("\n\n"))
    if not marks:
        return shown
    # A look or a label that several marks share is written once.
    style = ";".join(dict.fromkeys(mark[3] for mark in marks))
    title = "; ".join(dict.fromkeys(mark[4] for mark in marks if mark[4]))
    return f'<mark style="{style}" title="{_attribute(title)}">{shown}</mark>'


def _attribute(text: str) -> str:
    """A text for an attribute of HTML."""
    return escape(" ".join(text.split()), quote=True)
