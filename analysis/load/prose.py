"""The highlights of ordinary prose: one for each act of speech."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest
from operator import attrgetter

from analysis.layout import headings as roles
from analysis.layout.blocks import BULLET, HEADING, QUOTED, Block
from analysis.layout.headings import Unit
from analysis.layout.layout import Layout
from analysis.layout.quoting import BARE
from analysis.load.draft import without_colon
from analysis.load.records import Found, Highlight, Note, Piece
from analysis.speech import english, prose

DOUBTFUL = 8  # marked words from which a missing speaker is a warning; terms and titles are shorter


def quotations(plan: Layout) -> Found:
    """The highlights of prose: one for each act of speech, the heading above as its section."""
    text = _text(plan)
    read = prose.quotations(text.paragraphs)

    found = Found()
    used: set[int] = set()
    for speech in read.speech:
        section = text.sections[speech.pieces[0].paragraph]
        found.highlights.append(_highlight(speech, section))
        used |= {piece.paragraph for piece in speech.pieces}

    for piece in read.unattributed:
        found.notes.append(_unattributed(piece.line, piece.text))

    first_line = min([highlight.line for highlight in found.highlights], default=0)
    left = list(text.around)
    for number, block in enumerate(text.paragraphs):
        if number not in used:
            left.append(block)
    for block in sorted(left, key=attrgetter("line")):
        if block.line < first_line:
            found.front.append(block)
        else:
            found.rest.append(block)
    return found


@dataclass(slots=True)
class _Text:
    """The paragraphs of an article, the heading above each, and what belongs to the page."""

    paragraphs: list[Block] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    around: list[Block] = field(default_factory=list)


def _text(plan: Layout) -> _Text:
    """The paragraphs of a layout's article."""
    found = _Text()
    section = ""
    subtitle = _subtitle(plan)
    for unit, below in zip_longest(plan.units, plan.units[1:]):
        if unit is subtitle or _is_around(unit):
            found.around.append(unit.block)
        elif _is_section(unit):
            section = without_colon(unit.block.flat)
        elif unit.role == roles.ATTRIBUTION and found.paragraphs:
            found.around.append(unit.block)  # the quotation above has it
        else:
            found.paragraphs.append(_paragraph(unit, below))
            found.sections.append(section)
    return found


def _highlight(speech: prose.Speech, section: str) -> Highlight:
    """An act of speech as a highlight: the pieces of a paragraph are joined."""
    new = Highlight(speech.pieces[0].line, section=section, speaker=speech.speaker)
    new.basis = speech.basis
    if speech.narration:
        new.narration.append(speech.narration)

    last = -1
    for piece in speech.pieces:
        if piece.paragraph != last:
            new.paragraphs.append([])
        new.paragraphs[-1].append(Piece(piece.text, piece.line))
        last = piece.paragraph
    return new


def _is_around(unit: Unit) -> bool:
    """Whether a line belongs to the title or the page, or announces quotations by a heading."""
    if unit.role == roles.ANNOUNCEMENT:
        return unit.block.kind == HEADING or bool(unit.block.style)
    return unit.role in (roles.TITLE, roles.FURNITURE)


def _subtitle(plan: Layout) -> Unit | None:
    """The line that goes on with the title: right below it, and set like no other line."""
    units = [unit for unit in plan.units if unit.role != roles.FURNITURE]
    for above, unit in pairwise(units):
        if above.role == roles.TITLE and unit.form:
            alike = [other for other in units if other.form == unit.form]
            if len(alike) == 1:
                return unit
            return None
    return None


def _paragraph(unit: Unit, below: Unit | None) -> Block:
    """A paragraph; a block quote in quotation marks, with the speaker whom the line below names."""
    block = unit.block
    if block.kind != QUOTED or unit.shape != BARE or block.spans:
        return block
    who = unit.quoting.speaker
    if below and below.role == roles.ATTRIBUTION:
        who = below.quoting.speaker
    text = f"“{block.text}”"
    if who:
        text = f"{text} — {who}"
    return replace(block, text=text)


def _is_section(unit: Unit) -> bool:
    """Whether a line is the heading of what follows, whatever is quoted in it."""
    block = unit.block
    if block.kind == HEADING:
        return english.heads(block.flat)
    if not unit.form or unit.role not in (roles.SECTION, roles.HEADLINE, roles.SPEAKER):
        return False
    is_point = block.kind == BULLET and not block.style
    return not is_point or block.marker[:-1].isdigit()


def _unattributed(line: int, words: str) -> Note:
    """A note on marked words that nobody is said to have said: a term, or a missed quotation."""
    if len(words.split()) < DOUBTFUL:
        return Note(line, "residue", "marked words that nobody is said to have said", words)
    return Note(line, "warning", "a quotation that nobody is said to have said; left out", words)
