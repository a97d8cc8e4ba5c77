"""From blocks to highlights: what is a headline, what is quoted under it, what is narration, what is left over."""

from __future__ import annotations

from analysis.load import marks, wording
from analysis.load.blocks import BREAK, BULLET, QUOTED, RULE, SET, Block, flat
from analysis.load.marks import Span
from analysis.load.names import names
from analysis.load.outline import Outline, outline
from analysis.load.records import Highlight, Note, Piece, Shape
from analysis.load.roles import behind_lead, spoken


def shape(blocks: list[Block]) -> Shape:
    """The highlights of an article's blocks."""
    return _Walk(outline(blocks)).result()


class _Walk:
    """One pass over the blocks, with the highlight and the quotation that are open."""

    def __init__(self, plan: Outline) -> None:
        self.plan, self.blocks = plan, plan.blocks
        self.highlights: list[Highlight] = []
        self.current: Highlight | None = None  # the last of them
        self.notes: list[Note] = []
        self.front: list[Block] = []
        self.rest: list[Block] = []
        self.waiting: list[Block] = []  # narration if a quote follows, else left over
        self.depth = 0  # marks open at the end of the block before
        self.begun = 0  # the line where the open quotation began
        self.broken = False  # whether a page break stands between
        self.ended = False  # whether boilerplate came since the last headline

    def result(self) -> Shape:
        for i, block in enumerate(self.blocks):
            self._take(i, block)
        self._unclosed()
        self._leave()
        for number, highlight in enumerate(self.highlights, 1):
            highlight.number = number
            parts = [" ".join(filter(None, [flat(piece.text) for piece in part])) for part in highlight.paragraphs]
            highlight.quote = "\n\n".join(filter(None, parts))
        title = self.blocks[self.plan.title].flat if self.plan.title is not None else ""
        return Shape(self.highlights, self.notes, title, self.front, self.rest)

    def _take(self, i: int, block: Block) -> None:
        apart = block.kind == BREAK or i in self.plan.running
        if apart:
            (self.rest if self.highlights else self.front).extend([block] if block.text else [])
        elif self.depth and self.plan.goes_on(i):
            self._go_on(block)
        elif block.kind == RULE:
            self._unclosed()
        else:
            self._unclosed()
            self._begin(i, block)
        self.broken = apart

    def _begin(self, i: int, block: Block) -> None:
        plan = self.plan
        if block.mended:
            self._note(block.line, "repair", block.mended, block.flat)
        if i in plan.headlines:
            self._headline(block.text, block)
        elif plan.quotes[i] and not self.ended:
            self._quoted(block)
        elif i in plan.bare and self.highlights:
            self._note(block.line, "warning", "a headline without a quoted word under it; left out", block.flat)
            self._leave(block)
        elif i == plan.title or wording.boilerplate(block.flat):
            self._leave(block)
            self.ended = bool(self.highlights) and 0 <= plan.last < i
        elif i in plan.speakers and self.current and self.current.paragraphs and not self.ended:
            self.current.speakers.append(plan.speakers[i])
        elif i in plan.inline:
            self._inline(block, plan.inline[i])
        elif not self.ended and self._told(block):
            self._mixed(block)
        else:
            if plan.quotes[i]:
                self._note(block.line, "warning", "a quotation behind the article's end; left out", block.flat)
            self.waiting.append(block)

    def _headline(self, text: str, block: Block) -> None:
        whole = text is block.text
        headline = (block.flat if whole else flat(text)).rstrip(" :–—-")
        strong = whole and block.kind in SET
        self._add(Highlight(block.line, headline, headed=True, strong=strong, heading=Piece(text, block.line)))

    def _add(self, highlight: Highlight) -> None:
        self._leave()
        self.highlights.append(highlight)
        self.current = highlight

    def _inline(self, block: Block, end: int) -> None:
        """A headline, or under a headline a speaker, and a quotation in one block."""
        name = wording.topic(block.text[:end].rstrip(" :–—-\n"))
        under = self.current and self.current.strong
        if under and self.plan.told == "speaker":
            self.current.speakers.append(flat(name))
        elif under and self.plan.told == "narration" and not self.current.paragraphs:
            self._narrate()
            self.current.narration.append(flat(block.text[:end]))
        else:
            self._headline(name, block)
        self._mixed(block, end)

    def _told(self, block: Block) -> bool:
        """Whether a block is narration with the speaker's words in it, and there is a highlight to hold it."""
        holds = block.kind == BULLET or (self.current and self.current.headed)
        return bool(holds) and any(spoken(block.text, span) for span in block.spans)

    def _quoted(self, block: Block) -> None:
        """A block that begins with a quotation, or is a block quote."""
        if not (self.current and self.current.headed):  # a highlight without a headline, perhaps with its narration
            told_by = [self.waiting.pop()] if self.waiting and wording.narrates(self.waiting[-1].flat) else []
            self._add(Highlight(block.line, listed=block.kind in (BULLET, QUOTED)))
            self.waiting = told_by
        self._narrate()
        if block.kind == QUOTED and not enclosed(block):
            self.current.paragraphs.append([Piece(block.text, block.line)])
        else:
            self._pieces(block, block.spans, 0, fresh=True)

    def _mixed(self, block: Block, begin: int = 0) -> None:
        """Narration with quotations in it, behind the headline that ends at `begin` if there is one."""
        if not (self.current and self.current.headed):
            self._add(Highlight(block.line, listed=block.kind in (BULLET, QUOTED)))
        self._narrate()
        found = [s for s in block.spans if (s.start >= begin if begin else spoken(block.text, s))]
        if begin and found and wording.wordy(block.text[begin : found[0].start]):
            found = behind_lead(block)
        self._pieces(block, found, begin, fresh=True)

    def _narrate(self) -> None:
        """What waited for a quote is its narration."""
        if self.waiting:
            self.current.narration += [block.flat for block in self.waiting]
            self.waiting = []

    def _go_on(self, block: Block) -> None:
        """A quotation carried over from the block before, reopened or not."""
        reopened = block.quotes
        found = block.spans if reopened else marks.spans(block.text, self.depth)[0]
        tail = block.text[found[-1].end :] if found and found[-1].closed else ""
        if reopened and tail.strip(" .,;") and not wording.speaker(tail):  # a term in marks, first in its paragraph
            found, reopened = marks.spans(block.text, self.depth)[0], False
        before = self.current.paragraphs[-1][-1].text.rstrip()
        cut = not reopened and (self.broken or before[-1:] not in tuple('.!?…:;"”’»)') or block.text[:1].islower())
        if cut:
            self._note(block.line, "repair", "quote rejoined across a page break or a hard newline", block.flat)
        self._pieces(block, found, 0, fresh=not cut, carried=not reopened, begun=self.begun)

    def _pieces(
        self, block: Block, found: list[Span], begin: int, *, fresh: bool, carried: bool = False, begun: int = 0
    ) -> None:
        """Quoted words into the highlight's paragraph, what stands between them into its narration."""
        text, pieces, around = block.text, [], []
        at = last = begin
        line = block.at(begin)
        for span in found:
            around.append(text[last : span.start])
            start = span.start if carried and span is found[0] else span.start + 1
            line += text.count("\n", at, span.start)
            pieces.append(Piece(text[start : span.end - 1 if span.closed else span.end], line))
            at, last = span.start, span.end
        around.append(text[last:])
        self.depth = found[-1].depth if found else 0
        self.begun = begun or block.line
        if found and around[-1] and (who := wording.speaker(around[-1]) or _named(around[-1])):
            self.current.speakers.append(who)
            around[-1] = ""
        words = [flat(part) for part in around if part and wording.wordy(part)]
        if words:
            self.current.narration.append(" … ".join(words))
        for n, piece in enumerate(pieces):
            apart = not wording.wordy(around[n]) if n else fresh  # two quotations with nothing said between them
            if apart or not self.current.paragraphs:
                self.current.paragraphs.append([piece])
            else:
                self.current.paragraphs[-1].append(piece)

    def _unclosed(self) -> None:
        if self.depth:
            words = flat(self.current.paragraphs[-1][-1].text)
            if words.endswith(('"', "”", "»", "“")):
                self._note(self.begun, "repair", "one closing mark taken for the inner and the outer one", words)
            else:
                detail = "quotation mark never closed: the quote ends where its paragraph ends"
                self._note(self.begun, "warning", detail, words)
        self.depth = 0

    def _leave(self, *blocks: Block) -> None:
        """What waited for a quote and got none is left over, and so are these blocks."""
        if blocks or self.waiting:
            (self.rest if self.highlights else self.front).extend([*self.waiting, *blocks])
            self.waiting = []

    def _note(self, line: int, what: str, detail: str, text: str) -> None:
        self.notes.append(Note(line, what, detail, text))


def _named(text: str) -> str:
    """The name behind a quotation that no dash introduces."""
    name = flat(text).strip(" ,.")
    return name if names(name) else ""


def enclosed(block: Block) -> bool:
    """Whether a block quote has marks of its own around it, or around all but the narration or the speaker."""
    if not block.quotes:
        return False
    tail = block.text[block.spans[0].end :]
    return not wording.wordy(tail) or bool(wording.speaker(tail)) or wording.narrates(tail[:80])
