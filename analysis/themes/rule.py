"""What the rule finds: the cues of a codebook in the highlights, and the themes they earn."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pandas as pd

from analysis import lexicon, schema
from analysis.themes import sentences
from analysis.themes.codebook import Codebook, codebook

_PLACE = ["document", "number"]
DIGITS = 18  # of a whole number that a table can hold
_Book = str | Path | Codebook | None


def hits(highlights: pd.DataFrame, *, codebook: _Book = None) -> pd.DataFrame:
    """One row a cue found, in the order of highlights, themes and places: the schema's `cues`.

    `codebook` is a TOML file or what `themes.codebook` gave. A guarded cue is found only where its sentence, in the
    same voice, holds what `only_with` asks for and nothing of `not_near`. Within one theme the longest cue wins;
    the cues of one theme never hide those of another.
    """
    return _hits(highlights, _book(codebook))


def coded(highlights: pd.DataFrame, cues: pd.DataFrame, book: Codebook) -> pd.DataFrame:
    """One row a highlight and theme with a cue: document, number, theme, cues, and whether they earn the theme."""
    columns = [*_PLACE, "theme", "cues", "earned"]
    if cues.empty:
        return pd.DataFrame(columns=columns)
    rows = cues.assign(headline=cues["voice"].eq("headline"), quote=cues["voice"].eq("quote"))
    found = rows.groupby([*_PLACE, "theme"], sort=False)[["headline", "quote"]].sum()
    words: dict[tuple, dict[str, None]] = defaultdict(dict)  # in their order, each once
    for *key, surface in _tuples(rows, *_PLACE, "theme", "surface"):
        words[tuple(key)][surface] = None
    found["cues"] = ["; ".join(words[key]) for key in found.index]
    found["earned"] = found["headline"].ge(book.headline) | found["quote"].ge(book.quote)
    return in_order(found.reset_index(), highlights, book)[columns]


def in_order(rows: pd.DataFrame, highlights: pd.DataFrame, book: Codebook) -> pd.DataFrame:
    """The rows in the order of the highlights, then of the codebook's themes."""
    place = {key: i for i, key in enumerate(_tuples(highlights, *_PLACE))}
    theme = {name: i for i, name in enumerate(book.themes["theme"])}
    keys = pd.DataFrame(
        {
            "place": [place[key] for key in _tuples(rows, *_PLACE)],
            "theme": rows["theme"].map(theme).to_numpy(),
        },
        index=rows.index,
    )
    return rows.loc[keys.sort_values(["place", "theme"], kind="stable").index].reset_index(drop=True)


def _tuples(table: pd.DataFrame, *columns: str) -> Iterator[tuple]:
    """The rows of some columns; `itertuples` is slow with text."""
    return zip(*(table[column].tolist() for column in columns), strict=True)


def _book(given: _Book) -> Codebook:
    return codebook(given)


def _hits(highlights: pd.DataFrame, book: Codebook) -> pd.DataFrame:
    schema.check(highlights, "highlights", needs=(*_PLACE, "headline", "quote"))
    # A guard that fails must not take a shorter cue along with it: what is guarded alike is searched by itself.
    forms, found = _find(
        highlights, book.cues["cue"], book.cues["theme"] + ":" + book.cues["only_with"] + book.cues["not_near"]
    )
    found = found.assign(cue_row=forms["row"].to_numpy()[found["entry"]])
    found = found[_allowed(found, highlights, book)]
    cues = book.cues.merge(book.themes[["theme", "label"]], on="theme")[["theme", "label", "cue"]]
    found = found.join(cues, on="cue_row")
    voice = found["voice"].map({voice: i for i, voice in enumerate(schema.VOICES)})
    found = found.assign(voice_order=voice, length=found["start"] - found["end"])
    ordered = in_order(found.sort_values(["voice_order", "start", "length"], kind="stable"), highlights, book)
    return schema.table(ordered[~_covered(ordered)], "cues")


def _covered(found: pd.DataFrame) -> pd.Series:
    """Whether a cue found lies within one found before it, in the same voice of the highlight and of the same theme."""
    group = found.groupby([*_PLACE, "voice", "theme"], sort=False).ngroup()
    reach = found["end"].groupby(group).cummax().groupby(group).shift()
    return found["end"].le(reach)


def _find(highlights: pd.DataFrame, words: pd.Series, groups: pd.Series) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The forms searched for (form, row: the word's place among the words), and the hits."""
    forms, built = _lexicon(tuple(words), tuple(groups))
    if built is None or highlights.empty:
        return forms, schema.empty("hits")
    return forms, lexicon.find(highlights, built)


@lru_cache(maxsize=16)
def _lexicon(words: tuple[str, ...], groups: tuple[str, ...]) -> tuple[pd.DataFrame, lexicon.Lexicon | None]:
    """Each word in small letters in any case; with a capital as it is written, and in capitals throughout."""
    rows = [
        (form, "fold" if word == word.lower() else "exact", group, row)
        for row, (word, group) in enumerate(zip(words, groups, strict=True))
        for form in dict.fromkeys([word, word if word == word.lower() else word.upper()])
    ]
    forms = pd.DataFrame(rows, columns=["form", "case", "set", "row"])
    return forms, lexicon.build(forms) if rows else None


def _allowed(found: pd.DataFrame, highlights: pd.DataFrame, book: Codebook) -> pd.Series:
    """Whether each hit's sentence holds what its cue asks for and nothing that forbids it."""
    only = [_groups(text) for text in book.cues["only_with"]]
    never = [_groups(text) for text in book.cues["not_near"]]
    guarded = [bool(o or n) for o, n in zip(only, never, strict=True)]
    allowed = pd.Series(True, index=found.index)
    asked = found[[guarded[row] for row in found["cue_row"]]]
    if asked.empty:
        return allowed
    places = highlights.merge(asked[_PLACE].drop_duplicates(), on=_PLACE)
    begin = _sentences(places)
    company = _company(places, begin, sorted({word for row in (*only, *never) for group in row for word in group}))
    fits = []
    for *key, start, row in _tuples(asked, *_PLACE, "voice", "start", "cue_row"):
        here = company.get((*key, bisect_right(begin[tuple(key)], start)), frozenset())
        fits.append(all(here & group for group in only[row]) and not any(here & group for group in never[row]))
    allowed[asked.index] = fits
    return allowed


def _groups(text: str) -> list[frozenset[str]]:
    return [frozenset(group.split("|")) for group in text.split(";")] if text else []


def _sentences(highlights: pd.DataFrame) -> dict[tuple, list[int]]:
    """Where the sentences of each highlight and voice begin."""
    return {
        (row.document, row.number, voice): sentences.starts(getattr(row, voice))
        for row in highlights.itertuples()
        for voice in schema.VOICES
    }


def _company(highlights: pd.DataFrame, begin: dict[tuple, list[int]], words: list[str]) -> dict[tuple, set[str]]:
    """The words of these that each sentence holds, by document, number, voice and the sentence's place from 1."""
    series = pd.Series(words, dtype="str")
    forms, found = _find(highlights, series, series)
    held: dict[tuple, set[str]] = {}
    word = forms["row"].map(dict(enumerate(words))).tolist()
    for *key, start, entry in _tuples(found, *_PLACE, "voice", "start", "entry"):
        held.setdefault((*key, bisect_right(begin[tuple(key)], start)), set()).add(word[entry])
    return held
