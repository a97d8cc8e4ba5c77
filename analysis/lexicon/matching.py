"""Entries made into a lexicon, and their hits in a table of texts."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
import pandas as pd

from analysis import schema
from analysis.lexicon.automaton import Automaton, matches, ready
from analysis.lexicon.characters import fold, joined_up, lower, variants, word_end
from analysis.lexicon.overlaps import longest

_PLAIN = re.compile(
    r"[A-Za-z0-9]+(?:[ '.-][A-Za-z0-9]+)*\*?"
)  # forms, most of all, in which nothing is folded


@dataclass(frozen=True)
class Lexicon:
    """Entries made ready by `build`, for `find`."""

    automata: tuple[Automaton, ...]
    open_ended: np.ndarray  # of each entry: whether any ending may follow
    sets: np.ndarray  # of each entry: the number of its set


def build(entries: pd.DataFrame) -> Lexicon:
    """The entries as a lexicon.

    `entries` has a column `form`: the phrase, literally; a `*` at its end stands for any ending of the word. Optional
    are `case` ("exact", or "fold" where capitals do not matter, the default) and `set` (only within one set does a
    longer match hide a shorter one; the default is one set for all). A ValueError names the row that cannot be used.

    >>> lexicon = build(pd.DataFrame({"form": ["vaccin*", "US"], "case": ["fold", "exact"]}))
    >>> highlights = pd.DataFrame({"document": "a", "number": [1], "headline": [""], "quote": ["US Vaccines for us"]})
    >>> find(highlights, lexicon)[["start", "end", "surface", "entry"]].values.tolist()
    [[0, 2, 'US', 1], [3, 11, 'Vaccines', 0]]
    """
    if "form" not in entries:
        raise ValueError(
            f"entries need a column 'form'; there are {', '.join(map(str, entries.columns)) or 'none'}"
        )
    forms = [_form(form, row) for row, form in enumerate(entries["form"].tolist())]
    cases = _cases(entries)
    open_ended = np.array([form.endswith("*") for form in forms], dtype=bool)
    sets = (
        pd.factorize(entries["set"])[0]
        if "set" in entries
        else np.zeros(len(forms), dtype=np.int64)
    )
    exact, fold = (
        _patterns(forms, sets, [row for row, of in enumerate(cases) if of == case])
        for case in ("exact", "fold")
    )
    small = list(map(lower, fold[0]))
    capitals = tuple(
        sorted({c.upper() for c in set().union(*small) if not c.isascii() and len(c.upper()) == 1})
    )
    automata = tuple(
        ready(*found) for found in ((*exact, None), (small, fold[1], capitals)) if found[0]
    )
    return Lexicon(automata, open_ended, sets.astype(np.int64))


def joined(first: Lexicon, second: Lexicon) -> Lexicon:
    """The entries of two lexicons without sets of their own, those of the second behind the first's."""
    behind = (
        replace(machine, entry=machine.entry + len(first.sets)) for machine in second.automata
    )
    both = (
        np.append(getattr(first, name), getattr(second, name)) for name in ("open_ended", "sets")
    )
    return Lexicon((*first.automata, *behind), *both)


def find(highlights: pd.DataFrame, lexicon: Lexicon) -> pd.DataFrame:
    """One row a hit, in both voices: the schema's `hits`, in the order of the highlights, headline first.

    A hit is a whole word or phrase. Where hits of one set overlap, the longest stays, then the leftmost, then the first
    entry. `entry` is the row of the entries, counted from 0, and `text[start:end] == surface` for any text.
    Time is linear in the text; beside the text and the hits, memory is constant.
    The scan is that of Aho & Corasick (1975).
    """
    read = texts(highlights)
    text, start, end, entry = places(read, lexicon)
    return schema.table(
        pd.DataFrame(located(highlights, read, text, start, end) | {"entry": entry}), "hits"
    )


def texts(highlights: pd.DataFrame) -> list[str]:
    """Both voices of every highlight: headline, quote, headline, quote and so on."""
    schema.check(highlights, "highlights", needs=("document", "number", "headline", "quote"))
    return list(
        chain.from_iterable(
            zip(highlights["headline"].tolist(), highlights["quote"].tolist(), strict=True)
        )
    )


def places(
    texts: list[str], lexicon: Lexicon
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The number of the text, start, end and entry of every hit, in order."""
    read = list(map(joined_up, texts))
    plain = [text for text, _ in read]
    lengths = np.fromiter(map(len, plain), dtype=np.int64, count=len(plain))
    begins = np.append(0, np.cumsum(lengths + 1))

    start, end, entry = _hits(plain, begins, lexicon)
    keep = longest(start, end, entry, lexicon.sets)
    start, end, entry = start[keep], end[keep], entry[keep]
    text = np.searchsorted(begins, start, side="right") - 1
    start, end = start - begins[text], end - begins[text]

    for number in (number for number, (_, before) in enumerate(read) if before is not None):
        # A span ends after its last character, and not before what was left out after it.
        first, last = np.searchsorted(text, [number, number + 1])
        before = read[number][1]
        start[first:last] = before[start[first:last]]
        end[first:last] = before[end[first:last] - 1] + 1
    return text, start, end, entry


def keys(highlights: pd.DataFrame, text: np.ndarray) -> dict[str, object]:
    """The columns that say which texts these are: document, number and voice."""
    return {
        "document": highlights["document"].array.take(text // 2),
        "number": highlights["number"].to_numpy()[text // 2],
        "voice": pd.array(schema.VOICES, dtype="str").take(text % 2),
    }


def located(
    highlights: pd.DataFrame, texts: list[str], text: np.ndarray, start: np.ndarray, end: np.ndarray
) -> dict[str, object]:
    """The columns that say where spans of these texts are, and how they read: document to surface."""
    spans = zip(text.tolist(), start.tolist(), end.tolist(), strict=True)
    surface = [texts[number][low:high] for number, low, high in spans]
    return keys(highlights, text) | {"start": start, "end": end, "surface": surface}


def unusable(form: str) -> str:
    """Why a form can never be found, or would be everywhere; "" where it can be looked for.

    >>> unusable("vaccin*"), unusable("--")
    ('', "the form '--' holds no letter or digit; give the words to look for")
    """
    return _wrong(form, _folded(form))


def _wrong(form: str, folded: str) -> str:
    if not any(map(str.isalnum, folded)):
        return f"the form {form!r} holds no letter or digit; give the words to look for"
    if "*" in folded[:-1] or not folded.isprintable():
        return f"the form {form!r} is literal text without control characters; only one * may stand, at its end"
    return ""


def _form(form: object, row: int) -> str:
    """The form with its characters folded; a ValueError for one that cannot be looked for."""
    if isinstance(form, str) and _PLAIN.fullmatch(form):
        return form
    folded = _folded(form) if isinstance(form, str) else ""
    wrong = _wrong(form, folded) if isinstance(form, str) else f"a form is text; this is {form!r}"
    if wrong:
        raise ValueError(f"row {row}: {wrong}")
    return folded


def _folded(form: str) -> str:
    return " ".join(fold(unicodedata.normalize("NFC", form)).split())


def _patterns(forms: list[str], sets: np.ndarray, rows: list[int]) -> tuple[list[str], list[int]]:
    """What the forms of some rows look like in a text, and the row of each."""
    patterns, entry = [], []
    # Malé without its accent is Male, but not where that is an entry of the same set, with rules of its own.
    written = set(zip(sets.tolist(), forms, strict=True))
    for row in rows:
        own, *others = variants(forms[row])
        found = [own, *(form for form in others if (sets[row], form) not in written)]
        patterns += found
        entry += [row] * len(found)
    return patterns, entry


def _cases(entries: pd.DataFrame) -> list[str]:
    cases = entries["case"].tolist() if "case" in entries else ["fold"] * len(entries)
    for row, case in enumerate(cases):
        if case not in ("exact", "fold"):
            hint = schema.near(case, ("exact", "fold"))
            raise ValueError(f"row {row}: case is 'exact' or 'fold', not {case!r}{hint}")
    return cases


def _hits(
    texts: list[str], begins: np.ndarray, lexicon: Lexicon
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Start, end and entry of every hit; places are counted over all texts, with a gap between two."""
    found = [np.empty((3, 0), dtype=np.int64)]
    for machine in lexicon.automata:
        found += matches(texts, begins, machine, lexicon.open_ended)
    entry, start, end = map(np.concatenate, zip(*found, strict=True))
    return start, _endings(texts, begins, end, lexicon.open_ended[entry]), entry


def _endings(
    texts: list[str], begins: np.ndarray, end: np.ndarray, open_ended: np.ndarray
) -> np.ndarray:
    """The ends, those of open-ended hits moved to the end of the word; each word is walked once."""
    end, low, high = end.copy(), -1, -1
    which = np.flatnonzero(open_ended)
    for hit in which[np.argsort(end[which], kind="stable")]:
        if not low <= end[hit] <= high:
            low = int(end[hit])
            text = int(np.searchsorted(begins, low, side="right")) - 1
            high = int(begins[text]) + word_end(texts[text], low - int(begins[text]))
        end[hit] = high
    return end
