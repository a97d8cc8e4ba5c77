"""The lines of a file in which the words of its highlights are."""

from __future__ import annotations

import pandas as pd

from analysis import schema
from analysis.layout.blocks import flat
from analysis.load.api import BUNDLED
from analysis.load.gathered import Source, all_articles
from analysis.load.records import Highlight, Piece


def lines(
    source: Source = BUNDLED, *, encoding: str | None = None, transcript: bool = False
) -> pd.DataFrame:
    """Where each line of the file begins in the texts of the highlights.

    Parameters
    ----------
    source, encoding, transcript
        As for `corpus`.

    Returns
    -------
    DataFrame
        The table `lines`: document, number, voice, start, line. `locate` looks spans up in it.

    >>> lines().head(2)[["number", "voice", "start", "line"]].values.tolist()
    [[1, 'headline', 0, 19], [1, 'quote', 0, 21]]
    """
    rows = []
    for made in all_articles(source, encoding, transcript)[0]:
        for highlight in made.highlights:
            rows += [(made.document, highlight.number, *place) for place in _starts(highlight)]
    return schema.table(rows, "lines")


def _starts(highlight: Highlight) -> list[tuple[str, int, int]]:
    """Where the lines of the file begin in a highlight's two texts: voice, offset, line."""
    found = []
    if highlight.headline:
        heading = highlight.heading or Piece(highlight.headline, highlight.line)
        for start, line in _piece_starts(heading):
            found.append(("headline", start, line))

    offset = 0
    for paragraph in highlight.paragraphs:
        pieces = [piece for piece in paragraph if piece.text.strip()]
        for piece in pieces:
            for start, line in _piece_starts(piece):
                found.append(("quote", offset + start, line))
            offset += len(flat(piece.text)) + 1  # a space joins pieces
        if pieces:
            offset += 1  # a blank line joins paragraphs, instead of the space
    if not highlight.paragraphs and highlight.quote:
        found.append(("quote", 0, highlight.line))
    return found


def _piece_starts(piece: Piece) -> list[tuple[int, int]]:
    """Offset and line of each line of a piece, in its text on one line."""
    found: list[tuple[int, int]] = []
    end = 0
    before = ""
    for n, part in enumerate(piece.text.split("\n")):
        words = " ".join(part.split())
        if not words:
            continue
        # a hyphen at a line's end keeps its word together, as `flat` does
        joined = before[-1:] == "-" and before[-2:-1].isalpha() and part[:1].isalpha()
        start = end
        if found and not joined:
            start += 1  # the space that joins two lines
        found.append((start, piece.line + n))
        end = start + len(words)
        before = part
    return found
