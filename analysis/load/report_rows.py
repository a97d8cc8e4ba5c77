"""What the report says of an article's highlights, and of the blocks that are left out."""

from __future__ import annotations

import warnings

from analysis.layout import headings as roles
from analysis.layout.blocks import Block, words
from analysis.layout.layout import Layout
from analysis.load.records import Found, Highlight, LoadWarning, Note
from analysis.speech import speakers

SHOWN = 80  # characters of a text that a message shows
MANY = 10  # warnings that are shown one by one


def of_highlights(found: list[Highlight]) -> list[Note]:
    """The rows about what is to be looked at in highlights: what is odd, and guessed speakers."""
    guessed = [highlight for highlight in found if highlight.basis]
    return [*_odd(found), *map(_guess, guessed)]


def _odd(found: list[Highlight]) -> list[Note]:
    """What is kept and should be looked at: a headline that returns, a quote without words."""
    seen: dict[tuple[str, str], int] = {}
    notes = []
    for highlight in found:
        if not highlight.quote.strip():
            detail = "headline without a quote; kept with an empty quote"
            notes.append(Note(highlight.line, "warning", detail, highlight.headline))
        if not highlight.heading:
            continue
        at = highlight.heading.line
        first = seen.setdefault((highlight.section, highlight.headline), at)
        if first != at:
            detail = f"duplicate headline (first on line {first}); both kept"
            notes.append(Note(highlight.line, "warning", detail, highlight.headline))
    return notes


def _guess(highlight: Highlight) -> Note:
    """A guessed speaker, with the words that the guess rests on."""
    detail = f"speaker {highlight.speaker!r}, from the words: {highlight.basis}"
    return Note(highlight.line, "guess", detail, highlight.speaker)


def taken(highlight: Highlight) -> Note:
    """The row about a highlight and the length of its quote."""
    count = words(highlight.quote)
    detail = f"{count:,} words"
    paragraphs = highlight.quote.count("\n\n") + 1
    if paragraphs > 1:
        detail += f" in {paragraphs} paragraphs"
    text = highlight.headline or highlight.quote
    return Note(highlight.line, "highlight", detail, text, count)


def of_blocks(found: Found, used: set[int]) -> list[Note]:
    """The rows about the blocks outside all highlights; `used` has the lines of metadata."""
    blocks = [*found.front, *found.rest]
    return [_left(block, found, used) for block in blocks]


def _left(block: Block, found: Found, used: set[int]) -> Note:
    """A block outside all highlights."""
    count = words(block.text)
    if block.line in used:
        detail = "read as a field of the documents table"
        return Note(block.line, "metadata", detail, block.flat, count)
    first = found.highlights[0].line
    last = found.highlights[-1].line
    where = "between highlights"
    if block.line < first:
        where = "before the first highlight"
    elif block.line > last:
        where = "after the last highlight"
    return Note(block.line, "residue", f"left out, {where}", block.flat, count)


def of_unmarked(plan: Layout) -> list[Note]:
    """A warning where labels are followed by words without quotation marks: *Ana Lima: We wait.*"""
    if plan.labels != roles.SPEAKER:
        return []
    statements = []
    for unit in plan.units:
        if unit.role == roles.NARRATION and _is_statement(unit.block):
            statements.append(unit.block)
    if not statements:
        return []
    what = f"{len(statements)} labels are"
    if len(statements) == 1:
        what = "1 label is"
    detail = f"{what} followed by words without quotation marks; not read as quotes"
    first = statements[0]
    return [Note(first.line, "warning", detail, first.flat)]


def _is_statement(block: Block) -> bool:
    """Whether a block is a label and words without marks: `Sen. Lima: More than one bridge.`"""
    label, _, words = block.flat.partition(": ")
    # Up to three words after a name are an office or a place, and no statement.
    if len(words.split()) <= 3:
        return False
    return speakers.likeness(label) >= speakers.SURE


def as_message(note: Note, name: str) -> str:
    """A row as the warning of a file of this name."""
    place = name
    if note.line:
        place += f", line {note.line}"
    message = f"{place}: {note.detail}"
    if note.text:
        message += f" ({note.text[:SHOWN]})"
    return message


def warn(messages: list[str]) -> None:
    """The messages as warnings at the line that called our caller, the first ten of them."""
    shown = messages
    if len(messages) > MANY:
        shown = messages[: MANY - 1]
    for message in shown:
        warnings.warn(message, LoadWarning, stacklevel=3)
    rest = len(messages) - len(shown)
    if rest:
        text = f"{rest:,} more warnings; load.report() lists all of them with line numbers"
        warnings.warn(text, LoadWarning, stacklevel=3)
