"""From blocks to highlights: what is a headline, what is quoted under it, what is narration, what is left over."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.load import marks, wording
from analysis.load.blocks import BREAK, BULLET, QUOTED, RULE, Block, flat
from analysis.load.outline import Outline, outline


@dataclass
class Highlight:
    """A highlight in the making: its paragraphs are lists of pieces that a space joins."""

    line: int
    headline: str = ""
    number: int = 0  # where a table gives it
    headed: bool = False
    marker: str = ""
    paragraphs: list[list[str]] = field(default_factory=list)
    speakers: list[str] = field(default_factory=list)
    narration: list[str] = field(default_factory=list)

    @property
    def speaker(self) -> str:
        """Who is quoted; several are parted by semicolons."""
        return "; ".join(dict.fromkeys(self.speakers))

    @property
    def quote(self) -> str:
        """The quoted words, paragraphs parted by a blank line."""
        return "\n\n".join(" ".join(filter(None, pieces)) for pieces in self.paragraphs if any(pieces))


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


def shape(blocks: list[Block]) -> Shape:
    """The highlights of an article's blocks."""
    return _Walk(outline(blocks)).result()


class _Walk:
    """One pass over the blocks, with the highlight and the quotation that are open."""

    def __init__(self, plan: Outline) -> None:
        self.plan, self.blocks = plan, plan.blocks
        self.highlights: list[Highlight] = []
        self.notes: list[Note] = []
        self.front: list[Block] = []
        self.rest: list[Block] = []
        self.waiting: list[Block] = []  # narration if a quote follows, else left over
        self.depth = 0  # marks open at the end of the block before
        self.begun = 0  # the line where the open quotation began
        self.broken = False  # whether a page break stands between
        self.ended = False  # whether boilerplate came since the last headline

    @property
    def current(self) -> Highlight | None:
        return self.highlights[-1] if self.highlights else None

    def result(self) -> Shape:
        for i, block in enumerate(self.blocks):
            self._take(i, block)
        self._unclosed()
        self._leave()
        title = self.blocks[self.plan.title].flat if self.plan.title is not None else ""
        return Shape(self.highlights, self.notes, title, self.front, self.rest)

    def _take(self, i: int, block: Block) -> None:
        if block.kind == BREAK or i in self.plan.running:
            self.broken = True
        elif self.depth and self.plan.goes_on(i):
            self._go_on(block)
        elif block.kind == RULE:
            self._unclosed()
        else:
            self._unclosed()
            self._begin(i, block)
        self.broken = block.kind == BREAK or i in self.plan.running

    def _begin(self, i: int, block: Block) -> None:
        if i in self.plan.headlines:
            self._headline(block.flat, block.line, block.marker)
        elif self.plan.quotes[i]:
            self._quoted(block)
        elif i in self.plan.bare and self.highlights:
            self._leave()
            self._note(block.line, "warning", "a headline without a quoted word under it; left out", block.flat)
            self.rest.append(block)
        elif i == self.plan.title or wording.boilerplate(block.flat):
            self._leave()
            self.ended = bool(self.highlights)
            (self.rest if self.highlights else self.front).append(block)
        elif i in self.plan.speakers and self.current and self.current.paragraphs:
            self.current.speakers.append(self.plan.speakers[i])
        elif i in self.plan.inline:
            self._inline(block, self.plan.inline[i])
        elif self._told(block):
            self._mixed(block)
        else:
            self.waiting.append(block)

    def _headline(self, text: str, line: int, marker: str = "") -> None:
        self._leave()
        self.ended = False
        self.highlights.append(Highlight(line, text.rstrip().removesuffix(":").rstrip(), headed=True, marker=marker))

    def _inline(self, block: Block, end: int) -> None:
        """A headline, or a speaker, and a quotation in one block."""
        name = flat(block.text[:end]).rstrip(" :–—-")
        if self.current and self.current.headed and not self.current.paragraphs and not self.waiting:
            self.current.speakers.append(name)
        else:
            self._headline(name, block.line, block.marker)
        self._mixed(block, end)

    def _told(self, block: Block) -> bool:
        """Whether a block is narration with the speaker's words in it, and there is a highlight to hold it."""
        if self.ended or not (block.kind == BULLET or (self.current and self.current.headed)):
            return False
        return any(told(block.text, span) for span in block.spans)

    def _quoted(self, block: Block) -> None:
        """A block that begins with a quotation, or is a block quote."""
        highlight = self.current
        if not (highlight and highlight.headed and not self.ended):
            if highlight and not highlight.headed and not highlight.paragraphs:
                pass
            else:
                narration = self.waiting if self.waiting and wording.narrates(self.waiting[-1].flat) else []
                self.waiting = self.waiting[: len(self.waiting) - len(narration[-1:])]
                self._leave()
                self.highlights.append(Highlight(block.line, narration=[b.flat for b in narration[-1:]]))
            self.ended = False
        self.current.narration += [b.flat for b in self.waiting]
        self.waiting = []
        if block.kind == QUOTED and not enclosed(block.text):
            self.current.paragraphs.append([block.flat])
        else:
            found, self.depth = marks.spans(block.text)
            self.begun = block.line
            self._pieces(block, found, 0, fresh=True)

    def _mixed(self, block: Block, begin: int = 0) -> None:
        """Narration with quotations in it."""
        if not (self.current and self.current.headed and not self.ended):
            self._leave()
            self.highlights.append(Highlight(block.line))
            self.ended = False
        self.current.narration += [b.flat for b in self.waiting]
        self.waiting = []
        _, self.depth = marks.spans(block.text)
        self.begun = block.line
        spoken = [s for s in block.spans if (s.start >= begin if begin else told(block.text, s))]
        self._pieces(block, spoken, begin, fresh=True)

    def _go_on(self, block: Block) -> None:
        """A quotation carried over from the block before, reopened or not."""
        reopened = marks.starts(block.text)
        found, depth = marks.spans(block.text, 0 if reopened else self.depth)
        if (
            reopened
            and depth == 0
            and found
            and block.text[found[-1].end :].strip(" .,;")
            and not wording.speaker(block.text[found[-1].end :])
        ):
            found, depth, reopened = *marks.spans(block.text, self.depth), False
        before = self.current.paragraphs[-1][-1] if self.current.paragraphs else ""
        cut = not reopened and (self.broken or before[-1:] not in tuple('.!?…:;"”’»)') or block.text[:1].islower())
        if cut:
            self._note(block.line, "repair", "quote rejoined across a page break or a hard newline", block.flat)
        self.depth = depth
        self._pieces(block, found, 0, fresh=not cut, carried=not reopened)

    def _pieces(self, block: Block, found: list[marks.Span], begin: int, *, fresh: bool, carried: bool = False) -> None:
        """Quoted words into the highlight's paragraph, what stands between them into its narration."""
        pieces, around, last = [], [], begin
        for span in found:
            around.append(block.text[last : span.start])
            start = span.start if carried and span is found[0] else span.start + 1
            pieces.append(flat(block.text[start : span.end - 1 if span.closed else span.end]))
            last = span.end
        if not self.depth or not found or found[-1].closed:
            around.append(block.text[last:])
        who = wording.speaker(around[-1]) if around and last else ""
        if who:
            self.current.speakers.append(who)
            around.pop()
        words = [flat(part) for part in around if any(map(str.isalnum, part))]
        if words:
            self.current.narration.append(" … ".join(words))
        if fresh or not self.current.paragraphs:
            self.current.paragraphs.append(pieces)
        else:
            self.current.paragraphs[-1] += pieces

    def _unclosed(self) -> None:
        if self.depth:
            words = self.current.paragraphs[-1][-1] if self.current.paragraphs else ""
            if words.endswith(('"', "”", "»", "“")):
                self._note(self.begun, "repair", "one closing mark taken for the inner and the outer one", words)
            else:
                detail = "quotation mark never closed: the quote ends where its paragraph ends"
                self._note(self.begun, "warning", detail, words)
        self.depth = 0

    def _leave(self) -> None:
        """What waited for a quote and got none is left over."""
        (self.rest if self.highlights else self.front).extend(self.waiting)
        self.waiting = []

    def _note(self, line: int, what: str, detail: str, text: str) -> None:
        self.notes.append(Note(line, what, detail, text))


def enclosed(text: str) -> bool:
    """Whether a block quote has marks of its own around it, or around all but the narration or the speaker."""
    found, _ = marks.spans(text)
    if not marks.starts(text) or not found:
        return False
    tail = text[found[0].end :]
    return not any(map(str.isalnum, tail)) or bool(wording.speaker(tail)) or wording.narrates(tail[:80])


def told(text: str, span: marks.Span) -> bool:
    """Whether a quotation inside narration is the speaker's words and not a term in quotation marks."""
    before, after = text[max(0, span.start - 80) : span.start].rstrip(), text[span.end : span.end + 80]
    words = len(text[span.start : span.end].split())
    if before.endswith(":"):
        return True
    if words < 3:
        return False
    near = " ".join(before.split()[-8:]) + " | " + " ".join(after.split()[:8])
    return wording.says(near) or (before.endswith(",") and words > 5) or not before
