"""What reading an article brings forth: highlights, notes for the report, and what is left over."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.load.blocks import Block


class Piece(NamedTuple):
    """Words as they stand in the file, newlines and all, and the line where they begin."""

    text: str
    line: int


@dataclass(slots=True)
class Highlight:
    """A highlight in the making: its paragraphs are lists of pieces that a space joins."""

    line: int
    headline: str = ""
    number: int = 0
    headed: bool = False
    listed: bool = False  # whether it stands in a list or a block quote
    strong: bool = False  # whether its headline is set as one
    quote: str = ""  # its paragraphs, parted by a blank line
    heading: Piece | None = None  # the headline as it stands in the file
    paragraphs: list[list[Piece]] = field(default_factory=list)
    speakers: list[str] = field(default_factory=list)
    narration: list[str] = field(default_factory=list)

    @property
    def speaker(self) -> str:
        """Who is quoted; several are parted by semicolons."""
        return "; ".join(dict.fromkeys(self.speakers))


class Note(NamedTuple):
    """A row of the report in the making."""

    line: int
    what: str
    detail: str
    text: str = ""
    words: int = 0

    def row(self, width: int) -> tuple:
        """The row, its text shortened."""
        text = self.text if len(self.text) <= width else self.text[: width - 2].rstrip() + " …"
        return self.line, self.what, self.detail, text, self.words


class Shape(NamedTuple):
    """What an article is made of: highlights, notes, and the blocks that belong to none."""

    highlights: list[Highlight]
    notes: list[Note]
    title: str
    front: list[Block]
    rest: list[Block]
