"""The cues of a codebook in the highlights."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

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
    schema.check(highlights, "highlights", needs=NEEDS)
    book = book_of(codebook)
    listed = book.cues
    # A guard that fails must not take a shorter cue along with it: what is guarded alike is searched
    # by itself.
    groups = listed["theme"] + ":" + listed["only_with"] + listed["not_near"]
    forms, found = _find(highlights, listed["cue"], groups)
    row = forms["row"].to_numpy(dtype=np.int64)[found["entry"]]
    allowed = _allowed(found, row, highlights, listed)
    found = found[allowed]
    row = row[allowed]
    theme = listed["theme"].array.take(row)
    label = book.themes.set_index("theme")["label"].reindex(theme).array
    found = found.assign(theme=theme, label=label, cue=listed["cue"].array.take(row))
    # The longer of two cues that begin at one place comes first, so that it covers the shorter.
    then = (found["voice"].ne(schema.VOICES[0]), found["start"], found["start"] - found["end"])
    ordered = in_order(found, highlights, book, *then)
    return schema.table(ordered[~_covered(ordered)], "cues")


def in_order(
    rows: pd.DataFrame, highlights: pd.DataFrame, book: Codebook, *then: pd.Series
) -> pd.DataFrame:
    """Return the rows in the order of the highlights, of the codebook's themes, then of more columns.

    Parameters
    ----------
    rows : DataFrame
        Rows with document, number and theme.
    highlights : DataFrame
        The highlights.
    book : Codebook
        The codebook.
    *then : Series
        What to sort by after that.

    Returns
    -------
    DataFrame
        The same rows with a new index.
    """
    place = {key: i for i, key in enumerate(tuples(highlights, *PLACE))}
    theme = {name: i for i, name in enumerate(book.themes["theme"].tolist())}
    themes = [theme.get(name, len(theme)) for name in rows["theme"].tolist()]
    places = [place[key] for key in tuples(rows, *PLACE)]
    order = np.lexsort((*then[::-1], themes, places))
    return rows.iloc[order].reset_index(drop=True)


def tuples(table: pd.DataFrame, *columns: str) -> Iterator[tuple]:
    """Return the rows of some columns; `itertuples` is slow with text."""
    return zip(*(table[column].tolist() for column in columns), strict=True)


def _covered(found: pd.DataFrame) -> np.ndarray:
    """Mask of cues nested inside an earlier, longer cue of the same theme and voice."""
    group = found.groupby([*PLACE, "theme", "voice"], sort=False).ngroup().to_numpy()
    # Groups are laid end to end, so that one running maximum sees how far what came before reaches.
    end = found["end"].to_numpy() + group * (found["end"].max() + 1)
    reached = np.maximum.accumulate(end)
    return np.append(False, end[1:] <= reached[:-1])[: len(end)]


def _find(
    highlights: pd.DataFrame, words: pd.Series, groups: pd.Series
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The forms searched for (form, row: the word's place among the words), and the hits."""
    forms, built = _lexicon(tuple(words.tolist()), tuple(groups.tolist()))
    if built is None or highlights.empty:
        return forms, schema.empty("hits")
    return forms, lexicon.find(highlights, built)


@lru_cache(maxsize=16)
def _lexicon(
    words: tuple[str, ...], groups: tuple[str, ...]
) -> tuple[pd.DataFrame, lexicon.Lexicon | None]:
    """The forms of each word: any case for a lowercase word, else as it is written or in uppercase."""
    rows = []
    for row, (word, group) in enumerate(zip(words, groups, strict=True)):
        if word == word.lower():
            rows.append((word, "fold", group, row))
            continue
        rows += [(form, "exact", group, row) for form in dict.fromkeys([word, word.upper()])]
    forms = pd.DataFrame(rows, columns=["form", "case", "set", "row"])
    return forms, lexicon.build(forms) if rows else None


def _allowed(
    found: pd.DataFrame, row: np.ndarray, highlights: pd.DataFrame, listed: pd.DataFrame
) -> np.ndarray:
    """Whether the sentence of each hit holds what its cue asks for and nothing that forbids it."""
    only = [_groups(text) for text in listed["only_with"].tolist()]
    never = [_groups(text) for text in listed["not_near"].tolist()]
    has_guard = (listed["only_with"] + listed["not_near"]).ne("").to_numpy(dtype=bool)
    guarded = has_guard[row]
    allowed = ~guarded
    asked = found[guarded]
    if asked.empty:
        return allowed
    # Only highlights with a guarded cue are split into sentences, which is the slow part.
    wanted = set(tuples(asked, *PLACE))
    places = highlights[[key in wanted for key in tuples(highlights, *PLACE)]]
    begin = _sentences(places)
    company = _company(places, begin, _words((*only, *never)))
    fits = []
    for hit, cue in zip(tuples(asked, *PLACE, "voice", "start"), row[guarded], strict=True):
        key = hit[:-1]
        sentence = bisect_right(begin[key], hit[-1])
        here = company.get((*key, sentence), frozenset())
        complete = all(here & group for group in only[cue])
        fits.append(complete and not any(here & group for group in never[cue]))
    allowed[guarded] = fits
    return allowed


def _groups(text: str) -> list[frozenset[str]]:
    return [frozenset(group.split("|")) for group in text.split(";")] if text else []


def _words(guards: tuple[list[frozenset[str]], ...]) -> list[str]:
    words: set[str] = set()
    for groups in guards:
        words.update(*groups)
    return sorted(words)


def _sentences(highlights: pd.DataFrame) -> dict[tuple, list[int]]:
    """Where the sentences of each highlight and voice begin."""
    begin = {}
    for *key, headline, quote in tuples(highlights, *PLACE, *schema.VOICES):
        begin[*key, "headline"] = sentences.starts(headline)
        begin[*key, "quote"] = sentences.starts(quote)
    return begin


def _company(
    highlights: pd.DataFrame, begin: dict[tuple, list[int]], words: list[str]
) -> dict[tuple, set[str]]:
    """Which of the words each sentence holds, by document, number, voice and its place from 1."""
    series = pd.Series(words, dtype="str")
    forms, found = _find(highlights, series, series)
    word = [words[row] for row in forms["row"].tolist()]
    held: dict[tuple, set[str]] = {}
    for *key, start, entry in tuples(found, *PLACE, "voice", "start", "entry"):
        sentence = bisect_right(begin[tuple(key)], start)
        held.setdefault((*key, sentence), set()).add(word[entry])
    return held
