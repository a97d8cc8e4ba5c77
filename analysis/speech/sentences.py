"""Paragraphs of an article in sentences, with their quotations taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from analysis.speech import english, marks
from analysis.speech.tokens import QUOTE

# Where a sentence can end: its mark or a quotation, then space and what can begin another one.
_END = re.compile(rf"(?:[.!?…][)\]'’]{{0,3}}|{QUOTE})\s{{1,9}}(?=[(\[‘']?[^\Wa-z]|{QUOTE})")
# What a quoted sentence ends with; "…" and a dash are speech broken off.
_ENDS = re.compile(r"[.!?…—–-][’')\]]*$")
_LONGEST = 2_000  # characters of a sentence; the longest in print have about 1,500


class Paragraph(Protocol):
    """A paragraph of an article: `line` is where it begins in the file."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words between outer marks, the line they begin on, and the place of their paragraph."""

    text: str
    line: int
    paragraph: int


@dataclass(slots=True)
class Frame:
    """A paragraph in which each quotation is one character, and the quotations themselves."""

    text: str
    pieces: list[Piece]
    runs_on: bool  # the last quotation is not closed


def frame(paragraph: Paragraph, number: int) -> Frame:
    """A paragraph with its quotations taken out."""
    text = paragraph.text.replace(QUOTE, " ")
    parts: list[str] = []
    pieces = []
    at = 0
    done = 0
    line = paragraph.line
    runs_on = False

    for begin, end in marks.quoted(text):
        words = text[begin:end].strip(' \t\n“”"')
        if not any(map(str.isalnum, words)):
            continue
        # The marks themselves go with the words, the closing one only if there is one.
        parts.append(text[done : begin - 1])
        parts.append(QUOTE)
        # Only from the quotation before: counting from the beginning would take squared time.
        line += text.count("\n", at, begin)
        pieces.append(Piece(words, line, number))
        runs_on = end == len(text)
        at = begin
        done = min(end + 1, len(text))

    parts.append(text[done:])
    return Frame("".join(parts), pieces, runs_on)


def sentences(frame: Frame) -> Iterator[tuple[str, list[Piece]]]:
    """Sentences of a paragraph, each with its quotations; no part is longer than _LONGEST."""
    for text, pieces in _whole(frame):
        used = 0
        # Longer than any writer's: cut, so that time stays linear.
        for begin in range(0, len(text) or 1, _LONGEST):
            part = text[begin : begin + _LONGEST]
            count = part.count(QUOTE)
            yield part, pieces[used : used + count]
            used += count


def _whole(frame: Frame) -> Iterator[tuple[str, list[Piece]]]:
    """Sentences of a paragraph, each with its quotations."""
    begin = used = 0
    at = seen = 0

    for match in _END.finditer(frame.text):
        # Only from the match before: counting from the beginning would take squared time.
        seen += frame.text.count(QUOTE, at, match.end())
        at = match.end()
        piece = None
        if seen > used:
            piece = frame.pieces[seen - 1]
        if not _ends(frame, match, piece):
            continue
        yield frame.text[begin:at].strip(), frame.pieces[used:seen]
        begin = at
        used = seen

    yield frame.text[begin:].strip(), frame.pieces[used:]


def _ends(frame: Frame, match: re.Match, piece: Piece | None) -> bool:
    """Whether a sentence ends at a place where it can."""
    if match[0][0] != QUOTE:
        # Twenty characters hold the longest abbreviation with the space before it.
        before = frame.text[max(0, match.start() - 20) : match.start()]
        return not (match[0][0] == "." and english.ABBREVIATED.search(before))

    return piece is not None and bool(_ENDS.search(piece.text[-4:]))
