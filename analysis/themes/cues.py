"""The cues of a codebook in the highlights."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis import lexicon, schema, sentences
from analysis.themes.codebook import CODEBOOK, Codebook, Given
from analysis.themes.codebook import codebook as book_of

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
    hits = _hits(texts, book.cues)
    hits = hits.taken(_allowed(hits, texts, book.cues))

    # A theme that the codebook does not list comes last.
    names = pd.Index(book.themes["theme"])
    number = names.get_indexer(book.cues["theme"])[hits.entry]
    theme = np.where(number < 0, len(names), number)
    highlight, voice = np.divmod(hits.text, len(schema.VOICES))
    # The longer of two cues that begin at one place comes first, so that it covers the shorter.
    order = np.lexsort((-hits.end, hits.start, voice, theme, highlight))
    kept = order[~_covered(hits.taken(order), theme[order])]

    hits = hits.taken(kept)
    found = lexicon.keys(highlights, hits.text)
    found["start"] = hits.start
    found["end"] = hits.end
    found["surface"] = hits.surfaces(texts)
    found["theme"] = book.cues["theme"].array.take(hits.entry)
    found["label"] = book.themes["label"].array.take(number[kept], allow_fill=True)
    found["cue"] = book.cues["cue"].array.take(hits.entry)
    return schema.table(pd.DataFrame(found), "cues")


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
    place = {key: i for i, key in enumerate(tuples(highlights, *PLACE))}
    theme = {name: i for i, name in enumerate(book.themes["theme"].tolist())}
    themes = [theme.get(name, len(theme)) for name in rows["theme"].tolist()]
    places = [place[key] for key in tuples(rows, *PLACE)]
    order = np.lexsort((themes, places))
    return rows.iloc[order].reset_index(drop=True)


def tuples(table: pd.DataFrame, *columns: str) -> Iterator[tuple]:
    """Return the rows of some columns; `itertuples` is slow with text."""
    return zip(*(table[column].tolist() for column in columns), strict=True)


def _hits(texts: list[str], listed: pd.DataFrame) -> lexicon.Places:
    """Where the cues are, guards aside; each entry is the row of its cue."""
    # A guard that fails must not take a shorter cue along with it: what is guarded alike is searched
    # by itself.
    sets = listed["theme"] + ":" + listed["only_with"] + listed["not_near"]
    rows, built = _lexicon(tuple(listed["cue"].tolist()), tuple(sets.tolist()))
    found = lexicon.places(texts, built)
    return found._replace(entry=rows[found.entry])


def _covered(hits: lexicon.Places, theme: np.ndarray) -> np.ndarray:
    """Mask of cues nested inside an earlier, longer cue of the same theme and text."""
    begins = (np.diff(hits.text, prepend=-1) != 0) | (np.diff(theme, prepend=-1) != 0)
    group = np.cumsum(begins)
    # Groups are laid end to end, so that one running maximum sees how far what came before reaches.
    end = hits.end + group * (hits.end.max(initial=0) + 1)
    reached = np.maximum.accumulate(end)
    return np.append(False, end[1:] <= reached[:-1])[: len(end)]


@lru_cache(maxsize=16)
def _lexicon(words: tuple[str, ...], sets: tuple[str, ...]) -> tuple[np.ndarray, lexicon.Lexicon]:
    """The number of the word that each form is of, and the forms to search for.

    They are in any case for a lowercase word, else as it is written or in uppercase.
    """
    rows = []
    for number, (word, name) in enumerate(zip(words, sets, strict=True)):
        if word == word.lower():
            rows.append((word, "fold", name, number))
            continue
        for form in dict.fromkeys([word, word.upper()]):
            rows.append((form, "exact", name, number))
    forms = pd.DataFrame(rows, columns=["form", "case", "set", "number"])
    return forms["number"].to_numpy(dtype=np.int64), lexicon.build(forms)


class _Guards(NamedTuple):
    """What the sentence of each cue must hold, one of each group, and what it must not."""

    only: list[list[frozenset[str]]]
    never: list[list[frozenset[str]]]
    given: np.ndarray  # whether a cue has any
    words: tuple[str, ...]  # all of them


@lru_cache(maxsize=16)
def _guards(only_with: tuple[str, ...], not_near: tuple[str, ...]) -> _Guards:
    only = list(map(_groups, only_with))
    never = list(map(_groups, not_near))
    words: set[str] = set()
    for groups in (*only, *never):
        words.update(*groups)
    given = [bool(some or none) for some, none in zip(only, never, strict=True)]
    return _Guards(only, never, np.array(given, dtype=bool), tuple(sorted(words)))


def _groups(text: str) -> list[frozenset[str]]:
    return [frozenset(group.split("|")) for group in text.split(";")] if text else []


def _allowed(hits: lexicon.Places, texts: list[str], listed: pd.DataFrame) -> np.ndarray:
    """Whether the sentence of each hit holds what its cue asks for and nothing that forbids it."""
    only_with = tuple(listed["only_with"].tolist())
    not_near = tuple(listed["not_near"].tolist())
    guards = _guards(only_with, not_near)
    guarded = guards.given[hits.entry]
    allowed = ~guarded
    if allowed.all():
        return allowed

    # Only texts with a guarded cue are split into sentences, which is the slow part.
    asked = hits.taken(guarded)
    numbers = np.unique(asked.text).tolist()
    begins = {number: sentences.starts(texts[number]) for number in numbers}
    company = _company(texts, begins, guards.words)
    fits = []
    for text, start, cue in zip(
        asked.text.tolist(), asked.start.tolist(), asked.entry.tolist(), strict=True
    ):
        sentence = bisect_right(begins[text], start)
        here = company.get((text, sentence), frozenset())
        complete = all(here & group for group in guards.only[cue])
        fits.append(complete and not any(here & group for group in guards.never[cue]))
    allowed[guarded] = fits
    return allowed


def _company(
    texts: list[str], begins: dict[int, list[int]], words: tuple[str, ...]
) -> dict[tuple[int, int], set[str]]:
    """Which of the words each sentence holds, by the number of its text and its place from 1."""
    rows, built = _lexicon(words, words)
    numbers = list(begins)
    places = lexicon.places([texts[number] for number in numbers], built)
    held: dict[tuple[int, int], set[str]] = defaultdict(set)
    for place, start, _, entry in zip(*map(np.ndarray.tolist, places), strict=True):
        text = numbers[place]
        sentence = bisect_right(begins[text], start)
        held[text, sentence].add(words[rows[entry]])
    return held
