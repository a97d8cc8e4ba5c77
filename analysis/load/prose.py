"""The highlights of ordinary prose: one for each act of speech."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

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
    found = Found()
    around: list[Block] = []  # what belongs to the page or the title
    paragraphs: list[Block] = []
    sections: list[str] = []
    section = ""
    subtitle = _subtitle(plan)
    for unit in plan.units:
        block = unit.block
        is_set_off = block.kind == HEADING or bool(block.style)
        announces = unit.role == roles.ANNOUNCEMENT and is_set_off
        is_around = unit.role in (roles.TITLE, roles.FURNITURE) or unit is subtitle
        if is_around or announces:
            around.append(block)
        elif _is_section(unit):
            section = without_colon(block.flat)
        elif unit.role == roles.ATTRIBUTION and sections:
            around.append(block)  # the quotation above has it
        else:
            if block.kind == QUOTED and unit.shape == BARE and not block.spans:
                block = _marked(unit, plan)
            paragraphs.append(block)
            sections.append(section)
    read = prose.quotations(paragraphs)
    first_line = min((speech.pieces[0].line for speech in read.speech), default=0)
    for block in around:
        left = found.front if block.line < first_line else found.rest
        left.append(block)
    used: set[int] = set()
    for speech in read.speech:
        first = speech.pieces[0]
        new = Highlight(first.line, "", sections[first.paragraph], speaker=speech.speaker)
        new.basis = speech.basis
        new.narration = list(filter(None, [speech.narration]))
        last = -1
        for piece in speech.pieces:
            if piece.paragraph != last:
                new.paragraphs.append([])
            new.paragraphs[-1].append(Piece(piece.text, piece.line))
            last = piece.paragraph
            used.add(piece.paragraph)
        found.highlights.append(new)
    for piece in read.unattributed:
        found.notes.append(_unattributed(piece.line, piece.text))
    first_used = min(used, default=len(paragraphs))
    for number, block in enumerate(paragraphs):
        if number < first_used:
            found.front.append(block)
        elif number not in used:
            found.rest.append(block)
    return found


def _subtitle(plan: Layout) -> Unit | None:
    """The line that goes on with the title: right below it, and set like no other line."""
    units = [unit for unit in plan.units if unit.role != roles.FURNITURE]
    for above, unit in pairwise(units):
        if above.role == roles.TITLE and unit.form:
            alike = sum(other.form == unit.form for other in units)
            return unit if alike == 1 else None
    return None


def _marked(unit: Unit, plan: Layout) -> Block:
    """A block quote as a quotation in marks, with the speaker whom the line below it names."""
    below = plan.units[plan.units.index(unit) + 1 :][:1]
    who = unit.quoting.speaker
    if below and below[0].role == roles.ATTRIBUTION:
        who = below[0].quoting.speaker
    text = f"“{unit.block.text}”"
    if who:
        text = f"{text} — {who}"
    return replace(unit.block, text=text)


def _is_section(unit: Unit) -> bool:
    """Whether a line is the heading of what follows, whatever is quoted in it."""
    block = unit.block
    if block.kind == HEADING:
        return english.heads(block.flat)
    is_point = block.kind == BULLET and not block.style and not block.marker[:-1].isdigit()
    heads = unit.role in (roles.SECTION, roles.HEADLINE, roles.SPEAKER)
    return bool(unit.form) and heads and not is_point


def _unattributed(line: int, words: str) -> Note:
    """A note on marked words that nobody is said to have said: a term, or a missed quotation."""
    if len(words.split()) < DOUBTFUL:
        return Note(line, "residue", "marked words that nobody is said to have said", words)
    return Note(line, "warning", "a quotation that nobody is said to have said; left out", words)
