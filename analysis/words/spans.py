"""Where words stand in a text, and whether their capitals say anything there."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import NamedTuple

import pandas as pd

from analysis import schema

# A sentence ends at its mark before a space, and at a blank line.
_SENTENCE = re.compile(r"[.!?…][\"”’»)\]]*\s+|\n\s*\n")
_OPENING = re.compile(r"[.!?…:;\n\"“”„«»]|(?<!\w)['‘]")
_POSSESSIVE = re.compile(r"['’ʼ](?:[sS](?!\w))?")
_PLAIN = str.maketrans({"’": "'", "ʼ": "'", "‐": "-", "‑": "-"})
_LONG = 5  # letters from which on headlines in title case write a capital

Hit = tuple[int, int, int]  # start, end, entry


class Span(NamedTuple):
    """A word or a known phrase in a text."""

    start: int
    end: int
    entry: int  # of the lexicon; -1 for a word that is not in it
    joined: bool  # nothing but white space stands between it and the one before
    telling: bool  # a capital is the writer's choice here: not a sentence's first word, no line in title case
    shouted: bool  # its sentence is in capitals throughout


class Line(NamedTuple):
    """One voice of one highlight: document, number and voice, its text, and its words in order."""

    place: tuple[str, int, str]
    text: str
    spans: list[Span]


def lines(highlights: pd.DataFrame, hits: pd.DataFrame, small: Collection[str] = ()) -> Iterator[Line]:
    """Both voices of every highlight, split into words and the `hits` of a lexicon.

    Amid capitals a hit that is a word of `small` in them (US) may be that word (us): there it is no hit.
    """
    found: dict[tuple[str, int, str], list[Hit]] = defaultdict(list)
    for document, number, voice, start, end, _, entry in hits.itertuples(index=False, name=None):
        found[document, number, voice].append((start, end, entry))
    for row in highlights[["document", "number", *schema.VOICES]].itertuples(index=False, name=None):
        for voice, text in zip(schema.VOICES, row[2:], strict=True):
            place = (row[0], row[1], voice)
            yield Line(place, text, spans(text, found.get(place, []), small))


def spans(text: str, hits: Iterable[Hit] = (), small: Collection[str] = ()) -> list[Span]:
    """The words of a text in order, the hits among them whole.

    A word is a run of letters, digits and their marks, with hyphens and apostrophes inside; a possessive 's is no part
    of it. A script that puts no space between words gives one word a run.

    >>> text = "Russia’s so-called “allies” don't know."
    >>> [text[span.start:span.end] for span in spans(text, [(0, 6, 0)])]
    ['Russia', 'so-called', 'allies', "don't", 'know']
    """
    breaks = [match.end() for match in _SENTENCE.finditer(text)]
    shouted = _shouted(text, breaks) if text.isupper() or small else set()
    sure = [h for h in hits if bisect_right(breaks, h[0]) not in shouted or text[h[0] : h[1]].lower() not in small]
    places = [(start, end, entry, bisect_right(breaks, start)) for start, end, entry in _places(text, sure)]
    titled = _titled(text, places)
    found, before, last = [], 0, -1
    for start, end, entry, sentence in places:
        gap = text[before:start]
        joined = sentence == last and gap.isspace()
        telling = sentence == last and sentence not in titled and not _OPENING.search(gap)
        found.append(Span(start, end, entry, joined, telling, sentence in shouted))
        before, last = end, sentence
    return found


def plain(surface: str) -> str:
    r"""A surface as a form: composed, with straight apostrophes, plain hyphens and single spaces.

    >>> plain("don’t"), plain("New\nDelhi")
    ("don't", 'New Delhi')
    """
    if surface.isascii() and surface.isalnum():
        return surface
    return " ".join(unicodedata.normalize("NFC", surface).translate(_PLAIN).split())


def _places(text: str, hits: Iterable[Hit]) -> Iterator[Hit]:
    at, word = 0, _word(_marked(text))
    for start, end, entry in [*hits, (len(text), len(text), -1)]:
        for match in word.finditer(text, at, start):
            yield match.start(), _without_possessive(text, match.start(), match.end()), -1
        if start < end:
            yield start, end, entry
        possessive = _POSSESSIVE.match(text, end)
        at = possessive.end() if possessive else end


def _without_possessive(text: str, start: int, end: int) -> int:
    return end - 2 if end - start > 2 and text[end - 2] in "'’ʼ" and text[end - 1] in "sS" else end


def _titled(text: str, places: list[tuple[int, int, int, int]]) -> set[int]:
    """Sentences whose capitals tell nothing: every long word has one, and there are at least two."""
    capitals: dict[int, list[bool]] = defaultdict(list)
    for start, end, _, sentence in places:
        if end - start >= _LONG:
            capitals[sentence].append(not text[start].islower())
    return {sentence for sentence, long in capitals.items() if len(long) > 1 and all(long)}


def _shouted(text: str, breaks: list[int]) -> set[int]:
    """Sentences of two or more words without a small letter."""
    pieces = (text[start:end] for start, end in zip([0, *breaks], [*breaks, len(text)], strict=True))
    return {number for number, piece in enumerate(pieces) if piece.isupper() and len(piece.split()) > 1}


def _marked(text: str) -> bool:
    return not text.isascii() and any(map(_is_mark, set(text)))


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M"


@cache
def _word(marked: bool) -> re.Pattern[str]:
    """Letters and digits, with the combining marks that `re` does not count among them; dotted abbreviations whole."""
    marks = "".join(filter(_is_mark, map(chr, range(0x300, 0x20000)))) if marked else ""
    run = rf"(?:[^\W_][{marks}]*)+" if marked else r"[^\W_]+"  # the first is slow
    return re.compile(rf"(?:[^\W\d_]\.){{2,}}|{run}(?:[-‐‑'’ʼ]{run}|[.,](?<=\d.)(?=\d){run})*")
