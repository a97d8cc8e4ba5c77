"""The cues of a codebook in the highlights."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis import lexicon, schema
from analysis.themes.codebook import CODEBOOK, Codebook, Given
from analysis.themes.codebook import codebook as book_of
from analysis.themes.hits import allowed, hits

PLACE = ["document", "number"]
NEEDS = (*PLACE, "headline", "quote")


def cues(highlights: pd.DataFrame, *, codebook: Given = CODEBOOK) -> pd.DataFrame:
    """Return every cue of a codebook that occurs in the highlights.

    Parameters
    ----------
    highlights : DataFrame
        The highlights.
    codebook : str, Path, Codebook or None
        What `themes.codebook` takes.

    Returns
    -------
    DataFrame
        The table "cues" of `schema`, one row for each occurrence, in the order of highlights, themes
        and places. A guarded cue is found only where its sentence, in the same voice, holds what
        `only_with` asks for and nothing of `not_near`. Within one theme the longest cue wins; the
        cues of one theme never hide those of another.

    Examples
    --------
    >>> texts = {"document": "a", "number": [1], "headline": ["New sanctions"], "quote": ["Tanks."]}
    >>> cues(pd.DataFrame(texts))[["surface", "theme", "cue"]].values.tolist()
    [['sanctions', 'sanctions', 'sanction*']]
    """
    texts = lexicon.texts(highlights)
    book = book_of(codebook)
    if not texts or book.cues.empty:
        return schema.empty("cues")
    listed = book.cues
    # A guard that fails must not take a shorter cue along with it: what is guarded alike is searched
    # by itself.
    sets = listed["theme"] + ":" + listed["only_with"] + listed["not_near"]
    found = hits(texts, listed["cue"].tolist(), sets.tolist())
    found = found.taken(allowed(found, texts, listed))

    # A theme that the codebook does not list comes last.
    themes = pd.Index(book.themes["theme"])
    number = themes.get_indexer(listed["theme"])[found.entry]
    theme = np.where(number < 0, len(themes), number)
    highlight, voice = np.divmod(found.text, len(schema.VOICES))
    # The longer of two cues that begin at one place comes first, so that it covers the shorter.
    order = np.lexsort((-found.end, found.start, voice, theme, highlight))
    nested = _nested(found.taken(order), theme[order])
    kept = order[~nested]

    found = found.taken(kept)
    rows = lexicon.keys(highlights, found.text)
    rows["start"] = found.start
    rows["end"] = found.end
    rows["surface"] = found.surfaces(texts)
    rows["theme"] = listed["theme"].array.take(found.entry)
    rows["label"] = book.themes["label"].array.take(number[kept], allow_fill=True)
    rows["cue"] = listed["cue"].array.take(found.entry)
    return schema.table(pd.DataFrame(rows), "cues")


def _nested(found: lexicon.Places, theme: np.ndarray) -> np.ndarray:
    """Whether each cue is inside an earlier, longer cue of the same theme and text."""
    other_text = np.diff(found.text, prepend=-1) != 0
    other_theme = np.diff(theme, prepend=-1) != 0
    group = np.cumsum(other_text | other_theme)
    # Groups are laid end to end, so that one running maximum sees how far what came before reaches.
    longest = found.end.max(initial=0) + 1
    end = found.end + group * longest
    reached = np.maximum.accumulate(end)
    before = np.append(-1, reached)[:-1]
    return end <= before


def in_order(rows: pd.DataFrame, highlights: pd.DataFrame, book: Codebook) -> pd.DataFrame:
    """Return the rows in the order of the highlights, then of the codebook's themes.

    Parameters
    ----------
    rows : DataFrame
        Rows with document, number and theme.
    highlights : DataFrame
        The highlights.
    book : Codebook
        The codebook.

    Returns
    -------
    DataFrame
        The same rows with a new index.
    """
    place = {key: at for at, key in enumerate(tuples(highlights, *PLACE))}
    rank = {theme: at for at, theme in enumerate(book.themes["theme"].tolist())}
    keys = []
    for *key, theme in tuples(rows, *PLACE, "theme"):
        keys.append((place[tuple(key)], rank.get(theme, len(rank))))
    order = sorted(range(len(rows)), key=keys.__getitem__)
    return rows.iloc[order].reset_index(drop=True)


def tuples(table: pd.DataFrame, *columns: str) -> Iterator[tuple]:
    """Return the rows of some columns; `itertuples` is slow with text."""
    return zip(*(table[column].tolist() for column in columns), strict=True)
