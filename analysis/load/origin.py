"""From an offset in a text back to the line of the file it was read from."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis import schema
from analysis.load.blocks import flat
from analysis.load.records import Highlight, Piece


def starts(highlight: Highlight) -> list[tuple[str, int, int]]:
    """Where the lines of the file begin in a highlight's two texts: voice, offset, line."""
    found = []
    if highlight.headline:
        found += [
            ("headline", *place) for place in _starts(highlight.heading or Piece(highlight.headline, highlight.line))
        ]
    offset = 0
    for pieces in highlight.paragraphs:
        words = [piece for piece in pieces if piece.text.strip()]
        for n, piece in enumerate(words):
            places = _starts(piece)
            found += [("quote", offset + start, line) for start, line in places]
            offset += len(flat(piece.text)) + (n + 1 < len(words))
        offset += 2 * bool(words)
    if not highlight.paragraphs and highlight.quote:
        found.append(("quote", 0, highlight.line))
    return found


def _starts(piece: Piece) -> list[tuple[int, int]]:
    """Offset and line of each line of a piece, in its flattened text."""
    found, end, before = [], 0, ""
    for n, part in enumerate(piece.text.split("\n")):
        words = " ".join(part.split())
        if not words:
            continue
        joined = before[-1:] == "-" and before[-2:-1].isalpha() and part[:1].isalpha()
        start = end if not found or joined else end + 1
        found.append((start, piece.line + n))
        end, before = start + len(words), part
    return found


def locate(spans: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    """The spans with a column `line`: the line of the file in which each begins, 0 where that isn't known.

    `spans` is any table with document, number, voice and start (mentions, tokens, cues, hits); `lines` is what
    `load.lines` gives for the same files.
    """
    keys = ["document", "number", "voice"]
    schema.check(lines, "lines")
    groups = {key: (part.start.to_numpy(), part.line.to_numpy()) for key, part in lines.groupby(keys, sort=False)}
    found = np.zeros(len(spans), dtype="int64")
    for row, (*key, start) in enumerate(spans[[*keys, "start"]].itertuples(index=False, name=None)):
        if tuple(key) in groups:
            offsets, numbers = groups[tuple(key)]
            found[row] = numbers[max(0, int(np.searchsorted(offsets, start, side="right")) - 1)]
    return spans.assign(line=found)
