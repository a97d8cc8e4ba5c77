"""What the reader passes on: highlights, rows of the report, articles, and its errors."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from analysis.layout.blocks import Block


class ArticleError(ValueError):
    """A file that is no article of highlights: what was expected, what was found, what to do."""


class LoadWarning(UserWarning):
    """An article that was read, with something in it to look at."""


@dataclass(slots=True)
class Piece:
    """Words as they are in the file, newlines included, and the line where they begin."""

    text: str
    line: int


@dataclass(slots=True)
class Highlight:
    """A highlight in the making: its paragraphs are lists of pieces that a space joins."""

    line: int
    headline: str = ""
    section: str = ""
    number: int = 0
    quote: str = ""
    heading: Piece | None = None  # the headline as it is in the file
    paragraphs: list[list[Piece]] = field(default_factory=list)
    speaker: str = ""
    basis: str = ""  # the words that a guessed speaker rests on
    named: bool = False  # whether the speaker is given by a label, a heading or an attribution
    narration: list[str] = field(default_factory=list)


class Note(NamedTuple):
    """A row of the report in the making."""

    line: int
    what: str
    detail: str
    text: str = ""
    words: int = 0

    def row(self, width: int) -> tuple:
        """The row, its text shortened."""
        text = self.text
        if len(text) > width:
            text = text[: width - 2].rstrip() + " …"
        return self.line, self.what, self.detail, text, self.words


@dataclass(slots=True)
class Found:
    """What a reading finds: highlights, notes for the report, and the blocks that are left over."""

    highlights: list[Highlight] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    front: list[Block] = field(default_factory=list)  # before the first highlight
    rest: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Article:
    """What one file holds, or one document of a table of highlights."""

    document: str
    path: Path
    highlights: list[Highlight]
    notes: list[Note]
    fields: dict[str, str]
    sha256: str
    warnings: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """A fingerprint of the words, by which the same article in another file is known."""
        parts = []
        for highlight in self.highlights:
            parts += [highlight.headline, highlight.quote]
        # NUL is in no cleaned text, so it cannot shift words from one part to the next.
        words = "\0".join(parts)
        return hashlib.sha256(words.encode()).hexdigest()
