"""The one topic that a highlight is about most, and which bundled codebook fits the highlights."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd

from analysis import schema
from analysis.themes.codebook import CODEBOOK, Given
from analysis.themes.codebook import codebook as book_of
from analysis.themes.codes import weight_of
from analysis.themes.cues import PLACE, cues, tuples

HEADLINE = 1.0
REPEAT = 0.0
MINIMUM = 0.0


def main(highlights: pd.DataFrame, *, codebook: Given = CODEBOOK) -> pd.DataFrame:
    """Return main topics."""
    book = book_of(codebook)
    found = cues(highlights, codebook=book)
    weights = weight_of(book)
    order = {theme: i for i, theme in enumerate(book.themes["theme"])}
    seen = set()
    scores = defaultdict(lambda: defaultdict(float))
    for doc, number, theme, voice, surface, cue in tuples(found, *PLACE, "theme", "voice", "surface", "cue"):
        key = (doc, number, theme, cue)
        w = weights[theme, cue] * (HEADLINE if voice == "headline" else 1)
        if key in seen:
            w *= REPEAT
        seen.add(key)
        scores[doc, number][theme] += w
    rows = []
    for doc, number in tuples(highlights, *PLACE):
        s = scores.get((doc, number), {})
        best = max(s, key=lambda t: (s[t], -order[t]), default="")
        if best and s[best] < MINIMUM:
            best = ""
        rows.append((doc, number, best, dict(s)))
    return pd.DataFrame(rows, columns=[*PLACE, "theme", "scores"])
