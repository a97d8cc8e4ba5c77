"""Where words stand in texts, and whether their capitals say anything there: many texts at a time, column by column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import cache
from itertools import chain
from typing import NamedTuple

import numpy as np

from analysis import lexicon

# A sentence ends at its mark before a space, and at a blank line, which parts the texts as well.
_SENTENCE = re.compile(r"[.!?…][\"”’»)\]]*\s+|\n\s*\n")
_BETWEEN = "\n\n"
_OPENING = re.compile(r"[.!?…:;\n\"“”„«»]|(?<!\w)['‘]")
_APOSTROPHES = "'’ʼ"
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}](?:[sS](?!\w))?")
# Dotted abbreviations whole; letters and digits, with hyphens, apostrophes and the points of numbers inside.
_WORD = re.compile(r"\w(?:\.(?<=[^\W\d].)(?:[^\W\d]\.)+|\w*(?:[-‐‑'’ʼ]\w+|[.,](?<=\d.)(?=\d)\w+)*)")
_PLAIN = str.maketrans({"’": "'", "ʼ": "'", "‐": "-", "‑": "-"})
_LONG = 5  # letters from which on headlines in title case write a capital
_WINDOW = 1 << 20  # characters read at a time

Hits = tuple[np.ndarray, np.ndarray, np.ndarray]  # start, end, entry


class Spans(NamedTuple):
    """Words and known phrases, in order: one column each."""

    text: np.ndarray  # the number of the text
    start: np.ndarray
    end: np.ndarray
    surface: list[str]
    entry: np.ndarray  # of the lexicon; -1 for a word that is not in it
    joined: np.ndarray  # nothing but white space stands between it and the one before
    telling: (
        np.ndarray
    )  # a capital is the writer's choice here: not a sentence's first word, no line in title case
    shouted: np.ndarray  # its sentence is in capitals throughout


def spans(texts: list[str], known: lexicon.Lexicon, small: Collection[str] = ()) -> Iterator[Spans]:
    """The words of texts in order, hits of a lexicon among them whole, some million characters at a time.

    A word is a run of letters, digits and their marks, with hyphens and apostrophes inside; a possessive 's is no part
    of it. A script that puts no space between words gives one word a run. Amid capitals a hit that is a word of `small`
    in them (US) may be that word (us): there it is no hit.

    >>> import pandas as pd
    >>> entries = lexicon.build(pd.DataFrame({"form": ["Russia"]}))
    >>> [words.surface for words in spans(["Russia’s so-called “allies” don't know."], entries)]
    [['Russia', 'so-called', 'allies', "don't", 'know']]
    """
    text, start, end, entry = lexicon.places(texts, known)
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    edges = np.append(0, np.cumsum(lengths + len(_BETWEEN)))
    first = 0
    while first < len(texts):
        last = max(first + 1, int(np.searchsorted(edges, edges[first] + _WINDOW, side="right")) - 1)
        begins = edges[first:last] - edges[first]
        mine = slice(*np.searchsorted(text, (first, last)))
        shift = begins[text[mine] - first]
        found = _spans(
            texts[first:last], begins, (start[mine] + shift, end[mine] + shift, entry[mine]), small
        )
        yield found._replace(text=found.text + first)
        first = last


def _spans(texts: list[str], begins: np.ndarray, hits: Hits, small: Collection[str]) -> Spans:
    """The spans of one window, each of whose texts begins where `begins` says, as do the places of the hits."""
    whole = _BETWEEN.join(texts) + _BETWEEN
    codes = np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    breaks = np.fromiter(map(re.Match.end, _SENTENCE.finditer(whole)), dtype=np.int64)
    loud = _shouted(whole, breaks)
    start, end, entry = _placed(
        whole, codes, _sure(whole, hits, loud[_number(breaks, hits[0])], small)
    )
    text, sentence = np.searchsorted(begins, start, side="right") - 1, _number(breaks, start)
    joined, telling = _gaps(
        whole, codes, start, end, sentence, _titled(whole, start, end, sentence)
    )
    shouted = loud[sentence]
    if not small:
        shouted &= np.fromiter(map(str.isupper, texts), dtype=bool)[text]
    surface = list(map(whole.__getitem__, map(slice, start.tolist(), end.tolist())))
    return Spans(
        text, start - begins[text], end - begins[text], surface, entry, joined, telling, shouted
    )


def plain(surface: str) -> str:
    r"""A surface as a form: composed, with straight apostrophes, plain hyphens and single spaces.

    >>> plain("don’t"), plain("New\nDelhi")
    ("don't", 'New Delhi')
    """
    if surface.isascii() and surface.isalnum():
        return surface
    return " ".join(unicodedata.normalize("NFC", surface).translate(_PLAIN).split())


def _number(breaks: np.ndarray, start: np.ndarray) -> np.ndarray:
    """The number of the sentence in which a span begins."""
    return np.searchsorted(breaks, start, side="right")


def _shouted(whole: str, breaks: np.ndarray) -> np.ndarray:
    """Of each sentence whether it has two or more words and no small letter."""
    edges = [0, *breaks.tolist(), len(whole)]
    pieces = map(whole.__getitem__, map(slice, edges, edges[1:]))
    return np.array([piece.isupper() and len(piece.split()) > 1 for piece in pieces])


def _sure(whole: str, hits: Hits, loud: np.ndarray, small: Collection[str]) -> Hits:
    """The hits without those amid capitals that may be a word of `small`."""
    start, end, entry = hits
    sure = ~loud
    for i in np.flatnonzero(loud):
        sure[i] = whole[start[i] : end[i]].lower() not in small
    return start[sure], end[sure], entry[sure]


def _placed(whole: str, codes: np.ndarray, hits: Hits) -> Hits:
    """The hits and the words between them, in order."""
    pieces, at = [], 0
    for start, end in zip(hits[0].tolist(), hits[1].tolist(), strict=True):
        possessive = _POSSESSIVE.match(whole, end)
        start, end = max(start, at), max(possessive.end() if possessive else end, at)
        pieces += [whole[at:start], " " * (end - start)]
        at = end
    rest = _lettered("".join([*pieces, whole[at:]]))
    edges = chain.from_iterable(map(re.Match.span, _WORD.finditer(rest)))
    start, end = np.fromiter(edges, dtype=np.int64).reshape(-1, 2).T
    possessive = (
        (end - start > 2)
        & np.isin(codes[end - 1], _codes("sS"))
        & np.isin(codes[end - 2], _codes(_APOSTROPHES))
    )
    words = start, end - 2 * possessive, np.full(len(start), -1)
    order = np.argsort(np.append(start, hits[0]), kind="stable")
    start, end, entry = (np.append(word, hit)[order] for word, hit in zip(words, hits, strict=True))
    return start, end, entry


def _codes(characters: str) -> list[int]:
    return list(map(ord, characters))


def _titled(whole: str, start: np.ndarray, end: np.ndarray, sentence: np.ndarray) -> np.ndarray:
    """Of each span whether its sentence's capitals tell nothing: every long word has one, and there are at least two."""
    if not len(start):
        return np.zeros(0, dtype=bool)
    long = np.flatnonzero(end - start >= _LONG)
    low = np.fromiter((whole[at].islower() for at in start[long].tolist()), dtype=bool)
    words = np.bincount(sentence[long], minlength=sentence[-1] + 1)
    lower = np.bincount(sentence[long[low]], minlength=sentence[-1] + 1)
    return ((words > 1) & (lower == 0))[sentence]


def _gaps(
    whole: str,
    codes: np.ndarray,
    start: np.ndarray,
    end: np.ndarray,
    sentence: np.ndarray,
    titled: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """Of each span whether it is joined to the one before, and whether a capital tells something."""
    before = np.append(0, end)[:-1]
    inside = np.append(False, np.diff(sentence) == 0)[: len(start)]
    joined = (start - before == 1) & (codes[before] == ord(" "))  # most are
    quiet = joined.copy()
    for i in np.flatnonzero(~joined):
        gap = whole[before[i] : start[i]]
        joined[i], quiet[i] = gap.isspace(), not _OPENING.search(gap)
    return inside & joined, inside & quiet & ~titled


def _lettered(text: str) -> str:
    """The text with a letter for every mark on a letter or digit, and without underscores, which `re` takes for words."""
    if not text.isascii() and any(map(_is_mark, set(text))):
        text = _marks().sub(
            lambda m: ("a" if text[m.start() - 1].isalnum() else " ") * len(m.group()), text
        )
    return text.replace("_", " ")


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M"


@cache
def _marks() -> re.Pattern[str]:
    """Combining marks, which `re` does not count among letters."""
    return re.compile(f"[{''.join(filter(_is_mark, map(chr, range(0x300, 0x20000))))}]+")
