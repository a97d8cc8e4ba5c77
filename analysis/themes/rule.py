"""What the rule finds: the cues of a codebook in the highlights, and the themes they earn."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import lexicon, schema, sentences
from analysis.themes.codebook import Codebook, codebook

_PLACE = ["document", "number"]
DIGITS = 18  # of a whole number that a table can hold
_Book = str | Path | Codebook | None


def cues(highlights: pd.DataFrame, *, codebook: _Book = None) -> pd.DataFrame:
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
    words: dict[tuple, dict[str, None]] = defaultdict(dict)  # in their order, each once
    times: Counter[tuple] = Counter()
    for *key, voice, surface in _tuples(cues, *_PLACE, "theme", "voice", "surface"):
        words[tuple(key)][surface] = None
        times[*key, voice] += 1
    rows = [
        (
            *key,
            "; ".join(found),
            times[*key, "headline"] >= book.headline or times[*key, "quote"] >= book.quote,
        )
        for key, found in words.items()
    ]
    return in_order(pd.DataFrame(rows, columns=columns), highlights, book)


def in_order(
    rows: pd.DataFrame, highlights: pd.DataFrame, book: Codebook, *then: pd.Series
) -> pd.DataFrame:
    """The rows in the order of the highlights, of the codebook's themes, then of more columns."""
    place = {key: i for i, key in enumerate(_tuples(highlights, *_PLACE))}
    theme = {name: i for i, name in enumerate(book.themes["theme"].tolist())}
    themes = [theme.get(name, len(theme)) for name in rows["theme"].tolist()]
    order = np.lexsort((*then[::-1], themes, [place[key] for key in _tuples(rows, *_PLACE)]))
    return rows.iloc[order].reset_index(drop=True)


def _tuples(table: pd.DataFrame, *columns: str) -> Iterator[tuple]:
    """The rows of some columns; `itertuples` is slow with text."""
    return zip(*(table[column].tolist() for column in columns), strict=True)


def _book(given: _Book) -> Codebook:
    return codebook(given)


def _hits(highlights: pd.DataFrame, book: Codebook) -> pd.DataFrame:
    schema.check(highlights, "highlights", needs=(*_PLACE, "headline", "quote"))
    # A guard that fails must not take a shorter cue along with it: what is guarded alike is searched by itself.
    cues = book.cues
    forms, found = _find(
        highlights, cues["cue"], cues["theme"] + ":" + cues["only_with"] + cues["not_near"]
    )
    row = forms["row"].to_numpy(dtype=np.int64)[found["entry"]]
    allowed = _allowed(found, row, highlights, cues)
    found, row = found[allowed], row[allowed]
    theme, label = cues["theme"].array.take(row), book.themes.set_index("theme")["label"]
    found = found.assign(
        theme=theme, label=label.reindex(theme).array, cue=cues["cue"].array.take(row)
    )
    start, end = found["start"], found["end"]
    ordered = in_order(
        found, highlights, book, found["voice"].ne(schema.VOICES[0]), start, start - end
    )
    return schema.table(ordered[~_covered(ordered)], "cues")


def _covered(found: pd.DataFrame) -> np.ndarray:
    """Whether a cue found lies within one found before it, in the same voice of the highlight and of the same theme."""
    group = found.groupby([*_PLACE, "theme", "voice"], sort=False).ngroup().to_numpy()
    # Groups are laid end to end, so that one running maximum sees how far what came before reaches.
    end = found["end"].to_numpy() + group * (found["end"].max() + 1)
    return np.append(False, end[1:] <= np.maximum.accumulate(end)[:-1])[: len(end)]


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
    """Each word in small letters in any case; with a capital as it is written, and in capitals throughout."""
    rows = [
        (form, "fold" if word == word.lower() else "exact", group, row)
        for row, (word, group) in enumerate(zip(words, groups, strict=True))
        for form in dict.fromkeys([word, word if word == word.lower() else word.upper()])
    ]
    forms = pd.DataFrame(rows, columns=["form", "case", "set", "row"])
    return forms, lexicon.build(forms) if rows else None


def _allowed(
    found: pd.DataFrame, row: np.ndarray, highlights: pd.DataFrame, cues: pd.DataFrame
) -> np.ndarray:
    """Whether each hit's sentence holds what its cue, the one of that row, asks for and nothing that forbids it."""
    only, never = (
        [_groups(text) for text in cues[column].tolist()] for column in ("only_with", "not_near")
    )
    guarded = np.array([bool(o or n) for o, n in zip(only, never, strict=True)], dtype=bool)[row]
    allowed, asked = ~guarded, found[guarded]
    if asked.empty:
        return allowed
    wanted = set(_tuples(asked, *_PLACE))
    places = highlights[[key in wanted for key in _tuples(highlights, *_PLACE)]]
    begin = _sentences(places)
    company = _company(
        places, begin, sorted({word for row in (*only, *never) for group in row for word in group})
    )
    fits = []
    for (*key, start), cue in zip(
        _tuples(asked, *_PLACE, "voice", "start"), row[guarded].tolist(), strict=True
    ):
        here = company.get((*key, bisect_right(begin[tuple(key)], start)), frozenset())
        fits.append(
            all(here & group for group in only[cue])
            and not any(here & group for group in never[cue])
        )
    allowed[guarded] = fits
    return allowed


def _groups(text: str) -> list[frozenset[str]]:
    return [frozenset(group.split("|")) for group in text.split(";")] if text else []


def _sentences(highlights: pd.DataFrame) -> dict[tuple, list[int]]:
    """Where the sentences of each highlight and voice begin."""
    return {
        (*key, voice): sentences.starts(text)
        for *key, headline, quote in _tuples(highlights, *_PLACE, *schema.VOICES)
        for voice, text in zip(schema.VOICES, (headline, quote), strict=True)
    }


def _company(
    highlights: pd.DataFrame, begin: dict[tuple, list[int]], words: list[str]
) -> dict[tuple, set[str]]:
    """The words of these that each sentence holds, by document, number, voice and the sentence's place from 1."""
    series = pd.Series(words, dtype="str")
    forms, found = _find(highlights, series, series)
    held: dict[tuple, set[str]] = {}
    word = forms["row"].map(dict(enumerate(words))).tolist()
    for *key, start, entry in _tuples(found, *_PLACE, "voice", "start", "entry"):
        held.setdefault((*key, bisect_right(begin[tuple(key)], start)), set()).add(word[entry])
    return held
