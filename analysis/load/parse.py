"""One file's bytes to articles: highlights, metadata, and the notes of how it went."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from analysis.load import decode, metadata
from analysis.load.blocks import Block, blocks
from analysis.load.clean import NAMES, Line, split
from analysis.load.errors import ArticleError
from analysis.load.shape import Highlight, Note, Shape, shape

SHOWN = 80  # characters of a text that a message shows


@dataclass
class Article:
    """What one file holds."""

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
        words = "\0".join(part for h in self.highlights for part in (h.headline, h.quote))
        return hashlib.sha256(words.encode()).hexdigest()


def parse(data: bytes, path: Path, document: str, *, encoding: str | None = None) -> list[Article]:
    """The articles in a file's bytes: one, or as many as a table of highlights names."""
    name = path.name
    decoded = decode.decode(data, name, encoding=encoding)
    lines, dirt = split(decoded.text)
    found = shape(blocks(lines))
    if not found.highlights:
        raise ArticleError(_nothing(name, lines, decoded.warnings))
    fields, used = metadata.metadata(found.front, found.rest, found.title)
    notes = [Note(0, "encoding", f"{decoded.encoding} ({decoded.sure})")]
    notes.append(Note(0, "text", "words of the whole file", words=sum(_words(line.text) for line in lines)))
    notes += [Note(0, "repair", f"{count} {NAMES[kind]}") for kind, count in sorted(dirt.items())]
    notes += [Note(0, "warning", warning) for warning in decoded.warnings]
    notes += found.notes
    notes += [_left(block, found, used) for block in (*found.front, *found.rest)]
    notes += [_taken(highlight) for highlight in found.highlights]
    notes.sort(key=lambda note: note.line)
    warnings = [_warning(name, note) for note in notes if note.what == "warning"]
    return [Article(document, path, found.highlights, notes, fields, hashlib.sha256(data).hexdigest(), warnings)]


def _words(text: str) -> int:
    return len(text.split())


def _taken(highlight: Highlight) -> Note:
    words = _words(highlight.quote)
    paragraphs = highlight.quote.count("\n\n") + 1
    detail = f"{words:,} words" + (f" in {paragraphs} paragraphs" if paragraphs > 1 else "")
    return Note(highlight.line, "highlight", detail, highlight.headline or highlight.quote, words)


def _left(block: Block, found: Shape, used: set[int]) -> Note:
    words = _words(block.text)
    if block.line in used:
        return Note(block.line, "metadata", "read as a field of the documents table", block.flat, words)
    where = "between highlights"
    if block.line < found.highlights[0].line:
        where = "before the first highlight"
    elif block.line > found.highlights[-1].line:
        where = "behind the last highlight"
    return Note(block.line, "residue", f"left out, {where}", block.flat, words)


def _warning(name: str, note: Note) -> str:
    place = f"{name}, line {note.line}" if note.line else name
    return f"{place}: {note.detail}" + (f" ({note.text[:SHOWN]})" if note.text else "")


def _nothing(name: str, lines: list[Line], warnings: tuple[str, ...]) -> str:
    seen = [f"  {number}: {text.strip()[:SHOWN]}" for number, text in lines if text.strip()][:5]
    return "\n".join(
        [
            f"{name}: expected headlines with quotations under them, or quotations with a speaker; found none.",
            *warnings,
            "Its first lines are",
            *seen,
            "Give it in one of the shapes the README names, or as a CSV with columns headline and quote",
        ]
    )
