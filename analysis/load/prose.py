"""The highlights of ordinary prose: one for each act of speech."""

from __future__ import annotations

from analysis.layout import headings as roles
from analysis.layout.layout import Layout
from analysis.load.draft import without_colon
from analysis.load.records import Found, Highlight, Note, Piece
from analysis.speech import prose

DOUBTFUL = 8  # marked words from which a missing speaker is a warning; terms and titles are shorter


def quotations(plan: Layout) -> Found:
    """The highlights of prose: one for each act of speech, the heading above as its section."""
    found = Found()
    paragraphs, sections = [], []
    section = ""
    for unit in plan.units:
        block = unit.block
        if unit.role == roles.TITLE:
            found.front.append(block)
        elif unit.role == roles.FURNITURE:
            found.rest.append(block)
        elif unit.form and unit.role in (roles.SECTION, roles.HEADLINE, roles.SPEAKER):
            section = without_colon(block.flat)
        else:
            paragraphs.append(block)
            sections.append(section)
    read = prose.quotations(paragraphs)
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


def _unattributed(line: int, words: str) -> Note:
    """A note on marked words that nobody is said to have said: a term, or a missed quotation."""
    if len(words.split()) < DOUBTFUL:
        return Note(line, "residue", "marked words that nobody is said to have said", words)
    return Note(line, "warning", "a quotation that nobody is said to have said; left out", words)
