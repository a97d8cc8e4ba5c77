"""The highlights in the making, with the heading, highlight and quotation that are open."""

from __future__ import annotations

from analysis.layout import headings as roles
from analysis.layout.blocks import Block, flat
from analysis.layout.headings import Unit
from analysis.load.records import Found, Highlight, Note, Piece
from analysis.speech import english, marks, prose, speakers
from analysis.speech.marks import Span


class Draft:
    """Highlights to which quoted words, speakers and narration are added in the text's order."""

    def __init__(self) -> None:
        self.found = Found()
        self.section = ""
        self.head: Unit | None = None  # the heading that quotations belong to
        self.head_used = False
        self.current: Highlight | None = None
        self.waiting: list[Block] = []  # narration if a quotation follows, else left over
        self.depth = 0  # marks open at the end of the unit before
        self.begun = 0  # where the open quotation began

    @property
    def open(self) -> Highlight:
        """The highlight that words are added to; there is one wherever words are added."""
        if self.current is None:
            raise RuntimeError("no highlight is open")
        return self.current

    def add(self, block: Block) -> None:
        """Begin a highlight, under the heading above if there is one."""
        self.leave_unless_narration()
        new = Highlight(block.line, section=self.section)
        if self.head:
            head = self.head.block
            if self.head.role == roles.HEADLINE:
                new.headline = without_colon(head.flat)
                new.heading = Piece(head.text, head.line)
            else:
                new.speaker = without_colon(head.flat)
                new.named = True
            if not self.head_used:
                new.line = head.line
        self.head_used = True
        self.found.highlights.append(new)
        self.current = new

    def name(self, who: str) -> None:
        """Give the current highlight its speaker, unless a heading or label has."""
        if not self.open.named:
            self.open.speaker, self.open.named = who, True

    def name_as_told(self, text: str) -> None:
        """Give the current highlight the speaker whom its narration names, unless it has one."""
        if not self.open.speaker:
            self.open.speaker, self.open.basis = as_written(*prose.told_by(text))

    def pieces(
        self,
        block: Block,
        spans: tuple[Span, ...],
        begin: int,
        *,
        fresh: bool,
        carried: bool = False,
    ) -> None:
        """Quoted words into the highlight's paragraphs, what is between them into its narration."""
        text = block.text
        around = []
        last = begin
        line, counted = block.line, 0
        for number, span in enumerate(spans):
            gap = text[last : span.start]
            around.append(gap)
            start = span.start
            if number or not carried:
                start = _after_mark(text, start)
            line += text.count("\n", counted, start)
            counted = start
            piece = Piece(text[start : span.end - span.closed], line)
            # Narration joins the pieces of a paragraph; without it each piece is a paragraph.
            is_apart = fresh
            if number:
                is_apart = not english.wordy(gap)
            if is_apart or not self.open.paragraphs:
                self.open.paragraphs.append([])
            elif _ends_sentence(gap) and piece.text[:1].isupper():
                before = self.open.paragraphs[-1][-1]
                before.text = marks.ended(before.text)
            self.open.paragraphs[-1].append(piece)
            last = span.end
        if not speakers.attribution(text[last:]):
            around.append(text[last:])
        narration = [flat(part).removeprefix("– ") for part in around if _is_narration(part)]
        if narration:
            self.open.narration.append(" … ".join(narration))
        self.depth = spans[-1].depth
        self.begun = block.line

    def close_quotation(self, end: str = "") -> None:
        """Report a quotation that was never closed; a repair where it clearly ends here."""
        if self.depth and self.current:
            words = flat(self.open.paragraphs[-1][-1].text)
            what, detail = "warning", "unclosed quotation mark: the quote was ended "
            if marks.ends(words):
                what = "repair"
                detail = (
                    "a single closing quotation mark closes both the nested and the outer quote"
                )
            elif end:
                what = "repair"
                detail += end
            else:
                detail += "at the end of its paragraph"
            self.note(self.begun, what, detail, words)
        self.depth = 0

    def narrate(self) -> None:
        """What waited for a quotation is its narration."""
        self.open.narration += [block.flat for block in self.waiting]
        self.waiting = []

    def leave_unless_narration(self) -> None:
        """Before a new highlight: narration that leads to it waits on, the rest is left over."""
        if self.head and not self.head_used:
            return
        kept = self.waiting[-1:]
        if kept and english.narrates(kept[0].flat):
            self.waiting.pop()
        else:
            kept = []
        self.leave()
        self.waiting = kept

    def leave(self, *blocks: Block) -> None:
        """What waited for a quotation and these blocks are left over."""
        self.rest().extend([*self.waiting, *blocks])
        self.waiting = []

    def rest(self) -> list[Block]:
        """Where blocks that are left over here are kept."""
        if self.found.highlights:
            return self.found.rest
        return self.found.front

    def note(self, line: int, what: str, detail: str, text: str) -> None:
        """Add a row to the report."""
        self.found.notes.append(Note(line, what, detail, text))


def without_colon(text: str) -> str:
    """A heading or label without the colon or dash at its end."""
    return text.rstrip(" :–—-\n")


def as_written(who: str, basis: str) -> tuple[str, str]:
    """A speaker named by the narration next to a verb of speech, and these words; no pronoun."""
    speaks = any(word in english.VERBS for word in basis.lower().split())
    if not who or speakers.is_pronoun(basis) or not speaks:
        return "", ""
    return who, basis


def _after_mark(text: str, start: int) -> int:
    """Where the words after an opening mark begin, a doubled mark left out: “”We wait.”"""
    start += 1
    is_double = marks.MARK.match(text, start) and text[start + 1 : start + 2].isalnum()
    if is_double:
        return start + 1
    return start


def _ends_sentence(gap: str) -> bool:
    """Whether a sentence ends with the narration between two quotations."""
    return gap.rstrip()[-1:] in tuple(".!?:")


def _is_narration(text: str) -> bool:
    """Whether words around a quotation are more than a note of its source."""
    return english.wordy(text) and not speakers.is_source(text.strip())
