"""Finding phrases in text: one pass over it, whatever the number of phrases.

The text is never changed but for a few characters, each folded to one other (`FOLDS`; capitals for entries whose case
does not matter), so that the span found is the span in the text as it stands. What varies in length is settled on the
side of the phrase instead: an accent of a form may be missing in the text or written as a combining mark.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, groupby

import ahocorasick_rs
import numpy as np
import pandas as pd

from analysis import schema

FOLDS = {
    **dict.fromkeys("’‘ʼʻ´`′＇", "'"),
    **dict.fromkeys("‐‑‒–−", "-"),
    **dict.fromkeys("\n\r\t\u00a0\u2007\u2009\u202f\u2028", " "),
    **dict.fromkeys("／⁄", "/"),
}
_BARE = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss"}
)
_LETTERS = re.compile(r"[^\W_]*")
_WINDOW = 1 << 20  # characters scanned at a time: memory does not grow with the text
_SMALLEST = 1 << 12  # fewer are never scanned at a time
_GAP = "\x00"  # stands between two texts; no form holds it


@dataclass(frozen=True)
class _Automaton:
    """The patterns of the entries of one case, ready to scan."""

    scanner: ahocorasick_rs.AhoCorasick
    entry: np.ndarray  # of each pattern
    longest: int
    deepest: int  # how many patterns may end at one place
    capitals: tuple[str, ...] | None  # letters beyond ASCII to fold; None where case matters


@dataclass(frozen=True)
class Lexicon:
    """Entries made ready by `build`, for `find`."""

    automata: tuple[_Automaton, ...]
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
    forms = [_form(form, row) for row, form in enumerate(entries["form"])]
    cases = _cases(entries)
    open_ended = np.array([form.endswith("*") for form in forms], dtype=bool)
    sets = pd.factorize(entries["set"])[0] if "set" in entries else np.zeros(len(forms), dtype=np.int64)
    exact = [(v, row) for row, form in enumerate(forms) if cases[row] == "exact" for v in _variants(form)]
    fold = [(_lower(v), row) for row, form in enumerate(forms) if cases[row] == "fold" for v in _variants(form)]
    capitals = tuple(sorted({c.upper() for v, _ in fold for c in v if not c.isascii() and len(c.upper()) == 1}))
    automata = tuple(_automaton(patterns, folded) for patterns, folded in ((exact, None), (fold, capitals)) if patterns)
    return Lexicon(automata, open_ended, sets.astype(np.int64))


def find(highlights: pd.DataFrame, lexicon: Lexicon) -> pd.DataFrame:
    """One row a hit, in both voices: the schema's `hits`, in the order of the highlights, headline first.

    A hit is a whole word or phrase. Where hits of one set overlap, the longest stays, then the leftmost, then the first
    entry. `entry` is the row of the entries, counted from 0, and `text[start:end] == surface` for any text.
    Time is linear in the text; beside the text and the hits, memory is constant.
    The scan is that of Aho & Corasick (1975).
    """
    schema.check(highlights, "highlights", needs=("document", "number", "headline", "quote"))
    texts = [text for pair in zip(highlights["headline"], highlights["quote"], strict=True) for text in pair]
    begins = np.concatenate([[0], np.cumsum([len(text) + 1 for text in texts], dtype=np.int64)])
    start, end, entry = _hits(texts, begins, lexicon)
    keep = _longest(start, end, entry, lexicon.sets)
    start, end, entry = start[keep], end[keep], entry[keep]
    text = np.searchsorted(begins, start, side="right") - 1
    start, end = start - begins[text], end - begins[text]
    spans = zip(text.tolist(), start.tolist(), end.tolist(), strict=True)
    row = text // 2
    hits = {
        "document": highlights["document"].array.take(row),
        "number": highlights["number"].to_numpy()[row],
        "voice": pd.array(schema.VOICES, dtype="str").take(text % 2),
        "start": start,
        "end": end,
        "surface": [texts[t][s:e] for t, s, e in spans],
        "entry": entry,
    }
    return schema.table(pd.DataFrame(hits), "hits")


def _form(form: object, row: int) -> str:
    """The form with its characters folded; a ValueError for one that can never be found, or everywhere."""
    if not isinstance(form, str):
        raise ValueError(f"row {row}: a form is text; this is {form!r}")
    folded = " ".join(fold(unicodedata.normalize("NFC", form)).split())
    if not any(c.isalnum() for c in folded):
        raise ValueError(f"row {row}: the form {form!r} holds no letter or digit; give the words to look for")
    if "*" in folded[:-1] or not folded.isprintable():
        raise ValueError(f"row {row}: the form {form!r} is literal text; only one * may stand, at its end")
    return folded


def _cases(entries: pd.DataFrame) -> list[str]:
    cases = list(entries["case"]) if "case" in entries else ["fold"] * len(entries)
    for row, case in enumerate(cases):
        if case not in ("exact", "fold"):
            near = difflib.get_close_matches(str(case), ("exact", "fold"), n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise ValueError(f"row {row}: case is 'exact' or 'fold', not {case!r}{hint}")
    return cases


def _variants(form: str) -> list[str]:
    """The form as it stands, without its accents, and with them as combining marks."""
    form = form.removesuffix("*")
    if form.isascii():
        return [form]
    apart = unicodedata.normalize("NFD", form)
    bare = "".join(c for c in apart if not unicodedata.combining(c)).translate(_BARE)
    return list(dict.fromkeys([form, bare, apart]))


def _automaton(patterns: list[tuple[str, int]], capitals: tuple[str, ...] | None) -> _Automaton:
    words = [pattern for pattern, _ in patterns]
    scanner = ahocorasick_rs.AhoCorasick(words, implementation=ahocorasick_rs.Implementation.ContiguousNFA)
    ends = [end for _, _, end in scanner.find_matches_as_indexes(_GAP.join(words), overlapping=True)]
    entry = np.array([row for _, row in patterns], dtype=np.int64)
    return _Automaton(scanner, entry, max(map(len, words)), int(np.unique(ends, return_counts=True)[1].max()), capitals)


def fold(text: str) -> str:
    for character, folded in FOLDS.items():
        text = text.replace(character, folded)
    return text


def _lower(text: str, capitals: tuple[str, ...] | None = None) -> str:
    """The text in small letters, of the same length; beyond ASCII only `capitals`, since all of them are slow."""
    if capitals is None:
        return text.replace("İ", "i").lower()
    if text.isascii():
        return text.lower()
    for capital in capitals:
        text = text.replace(capital, capital.lower())
    return text.encode().lower().decode()


def _hits(texts: list[str], begins: np.ndarray, lexicon: Lexicon) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Start, end and entry of every whole-word match; places are counted over all texts, with a gap between two."""
    found = [np.empty((0, 3), dtype=np.int64)]
    for automaton in lexicon.automata:
        for place, before, window in _windows(texts, begins, automaton):
            window = _encodable(window)
            matches = _scan(automaton, window)
            matches = matches[(matches[:, 1] >= before) & (matches[:, 1] < before + _size(automaton))]
            matches[:, 0] = automaton.entry[matches[:, 0]]
            left, right = _in_word(window, matches[:, 1] - 1, matches[:, 2])
            inside = left | right & ~lexicon.open_ended[matches[:, 0]]
            matches = matches[~inside]
            matches[:, 1:] += place - before
            found.append(matches)
    entry, start, end = np.concatenate(found).T
    return start, _endings(texts, begins, end, lexicon.open_ended[entry]), entry


def _size(automaton: _Automaton) -> int:
    return max(_WINDOW // automaton.deepest, _SMALLEST)


def _windows(texts: list[str], begins: np.ndarray, automaton: _Automaton) -> Iterator[tuple[int, int, str]]:
    """Pieces of bounded size: their place, how many characters stand before it, and the text with what follows.

    Short texts are joined, so that calls are few; long ones are cut, and a piece sees one character before it and as
    many behind as a match may need.
    """
    size, margin = _size(automaton), automaton.longest + 1
    first, length = 0, 0
    for i, text in enumerate(texts):
        if length + len(text) + 1 > size and first < i:
            yield int(begins[first]), 0, _GAP.join(texts[first:i])
            first, length = i, 0
        if len(text) + 1 > size:
            for at in range(0, len(text), size):
                before = min(at, 1)
                yield int(begins[i]) + at, before, text[at - before : at + size + margin]
            first = i + 1
        else:
            length += len(text) + 1
    if first < len(texts):
        yield int(begins[first]), 0, _GAP.join(texts[first:])


def _scan(automaton: _Automaton, window: str) -> np.ndarray:
    """Pattern, start and end of every match, overlapping ones too."""
    window = fold(window)
    if automaton.capitals is not None:
        window = _lower(window, automaton.capitals)
    matches = automaton.scanner.find_matches_as_indexes(window, overlapping=True)
    return np.fromiter(chain.from_iterable(matches), dtype=np.int64, count=3 * len(matches)).reshape(-1, 3)


def _encodable(text: str) -> str:
    """The text with lone surrogates, which no encoding takes, replaced one for one."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    return text


def _in_word(text: str, before: np.ndarray, behind: np.ndarray) -> np.ndarray:
    """Whether there is a letter, digit or combining mark at the places; none is beyond the ends of the text."""
    codes = np.frombuffer(f"{_GAP}{text}{_GAP}".encode("utf-32-le"), dtype=np.uint32)
    which, at = np.unique(codes[np.stack([before, behind]) + 1], return_inverse=True)
    return np.array([_is_word(chr(code)) for code in which.tolist()], dtype=bool)[at].reshape(2, -1)


def _is_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _endings(texts: list[str], begins: np.ndarray, end: np.ndarray, open_ended: np.ndarray) -> np.ndarray:
    """The ends, those of open-ended hits moved to the end of the word; each word is walked once."""
    end, low, high = end.copy(), -1, -1
    which = np.flatnonzero(open_ended)
    for hit in which[np.argsort(end[which], kind="stable")]:
        if not low <= end[hit] <= high:
            low = int(end[hit])
            text = int(np.searchsorted(begins, low, side="right")) - 1
            high = int(begins[text]) + _word_end(texts[text], low - int(begins[text]))
        end[hit] = high
    return end


def _word_end(text: str, at: int) -> int:
    while True:
        at = _LETTERS.match(text, at).end()
        if at == len(text) or not _is_word(text[at]):
            return at
        at += 1  # a combining mark, which no class of `re` knows


def _longest(start: np.ndarray, end: np.ndarray, entry: np.ndarray, sets: np.ndarray) -> np.ndarray:
    """Rows to keep, by start: of those of one set that overlap the longest, then the leftmost, then the first entry."""
    if not len(start):
        return np.empty(0, dtype=np.int64)
    cluster = _clusters(start, end, sets[entry])
    ranked = np.lexsort((entry, start, start - end, cluster))
    leads = np.append(True, np.diff(cluster[ranked]) > 0)
    best = ranked[leads]
    mine = best[cluster]  # the best of each hit's cluster, which nearly always covers the others
    clear = (end <= start[mine]) | (start >= end[mine])
    kept = np.append(best, np.array(_greedy(ranked[clear[ranked]], start, end, cluster), dtype=np.int64))
    return kept[np.lexsort((entry[kept], start[kept]))]


def _clusters(start: np.ndarray, end: np.ndarray, group: np.ndarray) -> np.ndarray:
    """The number of each hit's cluster: hits of one group that hang together by overlapping."""
    order = np.lexsort((start, group))
    # Groups are laid end to end, so that one running maximum sees what reaches into what.
    shift = group[order] * int(end.max())
    reach = np.maximum.accumulate(end[order] + shift)
    cluster = np.empty(len(order), dtype=np.int64)
    cluster[order] = np.cumsum(np.append(False, start[order][1:] + shift[1:] >= reach[:-1]))
    return cluster


def _greedy(ranked: np.ndarray, start: np.ndarray, end: np.ndarray, cluster: np.ndarray) -> list[int]:
    """Of hits ranked within their clusters, those that overlap none ranked before and kept."""
    kept = []
    for _, group in groupby(ranked.tolist(), key=cluster.__getitem__):
        hits = list(group)
        origin = int(start[hits].min())
        taken = bytearray(int(end[hits].max()) - origin)
        for hit in hits:
            first, last = int(start[hit]) - origin, int(end[hit]) - origin
            # What was taken before is as long or longer: where it overlaps, it covers an end of this one.
            if not taken[first] and not taken[last - 1]:
                taken[first:last] = b"\x01" * (last - first)
                kept.append(hit)
    return kept
