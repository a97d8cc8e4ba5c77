"""From the layout to highlights: who is quoted with which words under which headline."""

from __future__ import annotations

from analysis.layout import furniture
from analysis.layout import headings as roles
from analysis.layout.blocks import BREAK, RULE, Block, flat
from analysis.layout.headings import Unit
from analysis.layout.layout import Layout
from analysis.layout.quoting import BARE, LABELLED
from analysis.load import report_rows
from analysis.load.draft import Draft, as_written, without_colon
from analysis.load.prose import quotations
from analysis.load.records import Found, Piece
from analysis.speech import english, marks, prose, speakers


def highlights(plan: Layout) -> Found:
    """The highlights of a layout.

    Parameters
    ----------
    plan : Layout
        The layout of the article.

    Returns
    -------
    Found
    """
    if plan.prose:
        return numbered(quotations(plan))
    walk = _Walk(plan.labels)
    for unit in plan.units:
        walk.take(unit)
    walk.close()
    walk.found.notes += report_rows.of_unmarked(plan)
    return numbered(walk.found)


def numbered(found: Found) -> Found:
    """The highlights with their numbers, and with their quotes as one text each."""
    for number, highlight in enumerate(found.highlights, 1):
        highlight.number = number
        paragraphs = []
        for pieces in highlight.paragraphs:
            texts = [flat(piece.text) for piece in pieces]
            paragraphs.append(" ".join(filter(None, texts)))
        highlight.quote = "\n\n".join(filter(None, paragraphs))
    return found


def _ends_article(block: Block) -> bool:
    """Whether what follows a block of the page is not the article."""
    return furniture.ends(block.flat) or furniture.names_author(block.flat)


class _Walk(Draft):
    """One pass over the units of an article: each is added to the draft as its role says."""

    def __init__(self, labels: str) -> None:
        super().__init__()
        self.labels = labels  # what labels before quotations are
        self.broken = False  # whether a page break is in between
        self.ended = False  # whether a box about a person, or the end of the page, has begun
        self.in_box = False  # whether that is a box about a person

    # -- one unit --

    def take(self, unit: Unit) -> None:
        """Read one unit."""
        block = unit.block
        if block.kind == RULE:
            self.close_quotation()
        elif unit.role == roles.FURNITURE:
            self.broken = self.broken or block.kind == BREAK
            if self.found.highlights and _ends_article(block):
                self.ended = True
            self.rest().append(block)
            return
        elif unit.role == roles.CONTINUED and self.current:
            self._go_on(unit)
        else:
            is_labelled = unit.shape == LABELLED
            self.ended = self.ended and not is_labelled
            self.close_quotation("at the next label" if is_labelled else "")
            self._begin(unit)
        self.broken = False

    def _begin(self, unit: Unit) -> None:
        block = unit.block
        role = unit.role
        if block.repaired:
            self.note(block.line, "repair", block.repaired, block.flat)
        if role == roles.TITLE:
            self.leave(block)
        elif role == roles.QUOTE:
            self._quote(unit)
        elif role == roles.ATTRIBUTION and self.current:
            self.name(unit.quoting.speaker)
        elif role in (roles.SECTION, roles.HEADLINE, roles.SPEAKER):
            self._end_head()
            self.ended = False
            if role == roles.SECTION:
                self.section = without_colon(block.flat)
            else:
                self.head = unit
                self.head_used = False
        elif role == roles.ANNOUNCEMENT:
            self._end_head(block)
        elif self.found.highlights and furniture.is_about_box(block.flat):
            self._end_head(block)
            self.ended = self.in_box = True
        else:
            self.waiting.append(block)

    def _quote(self, unit: Unit) -> None:
        block = unit.block
        if self.ended:
            if not self.in_box:
                detail = "quotation after the end of the article; ignored"
                self.note(block.line, "warning", detail, block.flat)
            self.waiting.append(block)
        elif unit.shape == LABELLED:
            self._labelled(unit)
        elif unit.shape == BARE:
            self._bare(unit)
        else:
            self._narrated(unit)

    def _labelled(self, unit: Unit) -> None:
        """A label and its quotation: `Ana Lima: “We wait.”`, `On nets: “We wait.”`"""
        found = unit.quoting
        block = unit.block
        role = self._role_of_label(unit)
        before = block.text[: found.end]
        after = block.text[found.end :]
        heading = without_colon(before)
        label = flat(heading)
        if role == roles.NARRATION:
            who, _ = prose.told_by(block.flat)
            is_another = self._is_another(who)
            self._under_head(block, fresh=is_another)
            self.narrate()
            self.open.narration.append(flat(before))
            self.name_as_told(block.flat)
        elif role == roles.SPEAKER:
            if self._head_role() == roles.SPEAKER:
                self._leave_head()  # one speaker after the other
            self.leave()
            self.add(block)
            name = speakers.without_verb(label)
            self.name(speakers.without_date(name))
        else:
            self.leave()
            self._leave_head()
            self.add(block)
            self.open.headline = english.topic(label)
            self.open.heading = Piece(heading, block.line)
        self.pieces(block, found.spans, found.end, fresh=True)
        if found.doubt:
            self.note(block.line, "warning", found.doubt, block.flat)
        if found.speaker and not self.open.speaker:
            self.name(found.speaker)
        elif role == roles.HEADLINE:
            self.name_as_told(flat(after))

    def _role_of_label(self, unit: Unit) -> str:
        """What a label is where it is: most are what all labels of the article are."""
        role = self.labels
        if role == roles.NARRATION and unit.likeness >= speakers.SURE:
            role = roles.SPEAKER
        head = self._head_role()
        if head == roles.SPEAKER and role != roles.SPEAKER:
            return roles.NARRATION
        if head == roles.HEADLINE and english.says(unit.quoting.label):
            return roles.NARRATION  # He turned to Japan and said: “…”
        return role

    def _bare(self, unit: Unit) -> None:
        block = unit.block
        found = unit.quoting
        goes_on = block.marker == ">"
        if not self._takes_more(found.speaker, goes_on):
            self.add(block)
        self.narrate()
        if not self.open.named and not self.head:
            self._name_by_introduction(block)
        if found.spans:
            self.pieces(block, found.spans, 0, fresh=True)
        else:
            self.open.paragraphs.append([Piece(block.text, block.line)])
        if found.speaker:
            self.name(found.speaker)

    def _name_by_introduction(self, block: Block) -> None:
        """Give the highlight the speaker whom the narration before it names: *She said:*"""
        introduction = "".join(self.open.narration[-1:])
        if not introduction.endswith(":"):
            return
        # Nine words make a quotation: fewer could be taken for a term in marks.
        begun = " ".join(block.flat.split()[:9])
        who, basis = prose.told_by(f"{introduction} “{begun}”")
        if english.says(basis):
            self.open.speaker, self.open.basis = as_written(who, basis)

    def _takes_more(self, speaker: str, goes_on: bool) -> bool:
        """Whether a bare quotation is another paragraph of the highlight before."""
        current = self.current
        if not current:
            return False
        if goes_on and not current.named:
            return True
        if self.head:
            if self.head.role == roles.SPEAKER or not current.named:
                return True
            return speaker == current.speaker
        are_labelled = self.labels in (roles.SPEAKER, roles.HEADLINE)
        return bool(current.headline) or (current.named and are_labelled)

    def _narrated(self, unit: Unit) -> None:
        """Narration with quoted words in it: under a heading its quote, else read as prose."""
        block = unit.block
        if self._head_role() == roles.HEADLINE and len(unit.quoting.spans) > 1:
            turns = prose.quotations([block]).speech
            named = {turn.speaker for turn in turns if turn.speaker}
            if len(named) > 1:
                self._turns(block, turns)
                return
        self._one_turn(unit)

    def _one_turn(self, unit: Unit) -> None:
        """Narration with the words of one speaker."""
        block = unit.block
        named = prose.told_by(block.flat)
        who, basis = as_written(*named)
        if self.head or (self.current and self.current.headline):
            is_another = self._is_another(named[0])
            if is_another:
                who, basis = named
            self._under_head(block, fresh=is_another)
        elif block.marker or basis:
            self.add(block)
        else:
            self.current = None
            self.leave(block)
            return
        self.narrate()
        self.pieces(block, unit.quoting.spans, 0, fresh=True)
        if not self.open.speaker:
            self.open.speaker, self.open.basis = who, basis

    def _turns(self, block: Block, turns: list[prose.Speech]) -> None:
        """Several speakers in one paragraph: “We do,” said Ana Lima. “You do,” said Rui Sá."""
        lead = flat(block.text[: block.spans[0].start])
        for number, turn in enumerate(turns):
            self.add(block)
            self.narrate()
            if not number and lead and not turn.narration.startswith(lead):
                self.open.narration.append(lead)
            pieces = [Piece(piece.text, piece.line) for piece in turn.pieces]
            self.open.paragraphs.append(pieces)
            self.open.speaker = turn.speaker
            self.open.basis = turn.basis
            if turn.narration:
                self.open.narration.append(turn.narration)

    def _is_another(self, who: str) -> bool:
        """Whether narration under a heading has the words of another person than before."""
        current = self.current
        if not (current and current.basis and who):
            return False
        return not speakers.same(who, current.speaker)

    def _head_role(self) -> str:
        if self.head is None:
            return ""
        return self.head.role

    # -- highlights --

    def _under_head(self, block: Block, *, fresh: bool = False) -> None:
        """Go on with the highlight of the heading above, or begin one."""
        if fresh or not self.current or not (self.head or self.current.headline):
            self.add(block)

    def _end_head(self, *blocks: Block) -> None:
        """End what the heading above heads; what waited and these blocks are left over."""
        self._leave_head()
        self.leave(*blocks)
        self.current = None

    def _leave_head(self) -> None:
        """Report a heading under which nothing was quoted."""
        if self.head and not self.head_used:
            block = self.head.block
            # Without any words below it nothing can have been lost.
            if self.waiting and self.found.highlights:
                detail = f"{self.head.role} with no quotation below it; ignored"
                self.note(block.line, "warning", detail, block.flat)
            self.rest().append(block)
        self.head = None

    # -- pieces of a quotation --

    def _go_on(self, unit: Unit) -> None:
        """A quotation carried over from the block before, reopened or not."""
        block = unit.block
        self.narrate()
        reopened = block.opens and unit.quotes
        spans = block.spans
        is_cut = False
        if not reopened:
            spans, _, _ = marks.spans(block.text, max(self.depth, 1))
            is_cut = self._is_cut(block)
        if is_cut:
            detail = "quote rejoined across a page break or a newline"
            self.note(block.line, "repair", detail, block.flat)
        begun = self.begun
        self.pieces(block, tuple(spans), 0, fresh=not is_cut, carried=not reopened)
        self.begun = begun
        who = speakers.attribution(block.text[spans[-1].end :])
        if who:
            self.name(who)

    def _is_cut(self, block: Block) -> bool:
        """Whether a page break or a newline in a sentence cut a paragraph in two before a block."""
        before = self.open.paragraphs[-1][-1].text.rstrip()
        if self.broken or block.text[:1].islower():
            return True
        return before[-1:] not in tuple('.!?…:;"”’»)')

    # -- what is left over --

    def close(self) -> None:
        """Report what is open at the end of the article."""
        self.close_quotation("where the text ends")
        self._end_head()
