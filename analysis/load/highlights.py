"""From the layout to highlights: who is quoted with which words under which headline."""

from __future__ import annotations

from analysis.load import furniture
from analysis.load import headings as roles
from analysis.load.blocks import BREAK, RULE, Block, flat
from analysis.load.headings import Unit
from analysis.load.layout import Layout
from analysis.load.quoting import BARE, LABELLED
from analysis.load.records import Found, Highlight, Note, Piece
from analysis.speech import english, marks, prose, speakers
from analysis.speech.marks import Span

DOUBTFUL = 8  # marked words from which a missing speaker is a warning; terms and titles are shorter


def highlights(plan: Layout) -> Found:
    """The highlights of a layout.

    Parameters
    ----------
    plan : Layout

    Returns
    -------
    Found
    """
    if plan.prose:
        return numbered(_prose(plan))
    walk = _Walk(plan.labels)
    for unit in plan.units:
        walk.take(unit)
    walk.close()
    walk.found.notes += _unmarked(plan)
    return numbered(walk.found)


def numbered(found: Found) -> Found:
    """The highlights with their numbers, and with their quotes as one text each."""
    for number, highlight in enumerate(found.highlights, 1):
        highlight.number = number
        parts = [
            " ".join(filter(None, [flat(p.text) for p in part])) for part in highlight.paragraphs
        ]
        highlight.quote = "\n\n".join(filter(None, parts))
    return found


def _prose(plan: Layout) -> Found:
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
            section = _without_colon(block.flat)
        else:
            paragraphs.append(block)
            sections.append(section)
    read = prose.quotations(paragraphs)
    used: set[int] = set()
    for speech in read.speech:
        first = speech.pieces[0]
        new = Highlight(first.line, "", sections[first.paragraph], speaker=speech.speaker)
        new.basis = speech.basis
        new.narration = [speech.narration] if speech.narration else []
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
    for number, block in enumerate(paragraphs):
        if number not in used:
            (found.rest if used and number > min(used) else found.front).append(block)
    return found


def _unattributed(line: int, words: str) -> Note:
    """A note on marked words that nobody is said to have said: a term, or a missed quotation."""
    if len(words.split()) < DOUBTFUL:
        return Note(line, "residue", "marked words that nobody is said to have said", words)
    return Note(line, "warning", "a quotation that nobody is said to have said; left out", words)


def _unmarked(plan: Layout) -> list[Note]:
    """A warning where labels are followed by words without quotation marks: *Ana Lima: We wait.*"""
    if plan.labels != roles.SPEAKER:
        return []
    statements = [
        u.block for u in plan.units if u.role == roles.NARRATION and _is_statement(u.block)
    ]
    if not statements:
        return []
    number = len(statements)
    what = "1 label is" if number == 1 else f"{number} labels are"
    detail = f"{what} followed by words without quotation marks; not read as quotes"
    return [Note(statements[0].line, "warning", detail, statements[0].flat)]


def _is_statement(block: Block) -> bool:
    """Whether a block is a label and words without marks: `Sen. Lima: More than one bridge.`"""
    label, colon, words = block.flat.partition(": ")
    return bool(colon) and len(words.split()) > 3 and speakers.likeness(label) >= speakers.SURE


def _as_written(who: str, basis: str) -> tuple[str, str]:
    """A speaker named by the narration next to a verb of speech, and these words; no pronoun."""
    told = any(word in english.VERBS for word in basis.lower().split())
    if not who or speakers.is_pronoun(basis) or not told:
        return "", ""
    return who, basis


class _Walk:
    """One pass over the units, with the headline, speaker and quotation that are open."""

    def __init__(self, labels: str) -> None:
        self.labels = labels  # what labels before quotations are
        self.found = Found()
        self.section = ""
        self.head: Unit | None = None  # the heading that quotations belong to
        self.head_used = False
        self.current: Highlight | None = None
        self.waiting: list[Block] = []  # narration if a quotation follows, else left over
        self.depth = 0  # marks open at the end of the unit before
        self.begun = 0  # where the open quotation began
        self.broken = False  # whether a page break is in between
        self.ended = False  # whether a box about a person, or the end of the page, has begun
        self.in_box = False  # whether that is a box about a person

    # -- one unit --

    def take(self, unit: Unit) -> None:
        """Read one unit."""
        block = unit.block
        if block.kind == RULE:
            self._close_quotation()
        elif unit.role == roles.FURNITURE:
            self.broken = self.broken or block.kind == BREAK
            ends = furniture.ends(block.flat) or furniture.names_author(block.flat)
            self.ended = self.ended or (bool(self.found.highlights) and ends)
            self._rest().append(block)
            return
        elif unit.role == roles.CONTINUED and self.current:
            self._go_on(unit)
        else:
            is_labelled = unit.shape == LABELLED
            self.ended = self.ended and not is_labelled
            self._close_quotation("at the next label" if is_labelled else "")
            self._begin(unit)
        self.broken = False

    def _begin(self, unit: Unit) -> None:
        block, role = unit.block, unit.role
        if block.repaired:
            self._note(block.line, "repair", block.repaired, block.flat)
        if role == roles.TITLE:
            self._leave(block)
        elif role == roles.QUOTE:
            self._quote(unit)
        elif role == roles.ATTRIBUTION and self.current:
            self._name(unit.quoting.speaker)
        elif role in (roles.SECTION, roles.HEADLINE, roles.SPEAKER):
            self._end_head()
            self.ended = False
            if role == roles.SECTION:
                self.section = _without_colon(block.flat)
            else:
                self.head, self.head_used = unit, False
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
                self._note(block.line, "warning", detail, block.flat)
            self.waiting.append(block)
        elif unit.shape == LABELLED:
            self._labelled(unit)
        elif unit.shape == BARE:
            self._bare(unit)
        else:
            self._narrated(unit)

    def _labelled(self, unit: Unit) -> None:
        """A label and its quotation: `Ana Lima: “We wait.”`, `On nets: “We wait.”`"""
        found, block = unit.quoting, unit.block
        role = self._role_of_label(unit)
        heading = _without_colon(block.text[: found.end])
        label = flat(heading)
        if role == roles.NARRATION:
            self._under_head(block)
            self._narrate()
            self.current.narration.append(flat(block.text[: found.end]))
            self._name_as_told(block.flat)
        elif role == roles.SPEAKER:
            if self._head_role() == roles.SPEAKER:
                self._leave_head()  # one speaker after the other
            self._leave()
            self._add(block)
            self._name(speakers.without_date(speakers.without_verb(label)))
        else:
            self._leave()
            self._leave_head()
            self._add(block)
            self.current.headline = english.topic(label)
            self.current.heading = Piece(heading, block.line)
        self._pieces(block, found.spans, found.end, fresh=True)
        if found.doubt:
            self._note(block.line, "warning", found.doubt, block.flat)
        if found.speaker and not self.current.speaker:
            self._name(found.speaker)
        elif role == roles.HEADLINE:
            self._name_as_told(flat(block.text[found.end :]))

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
        block, found = unit.block, unit.quoting
        if not self._takes_more(found.speaker, block.marker == ">"):
            self._add(block)
        self._narrate()
        introduction = self.current.narration[-1] if self.current.narration else ""
        if introduction.endswith(":") and not self.current.named and not self.head:
            who, basis = prose.told_by(f"{introduction} “{' '.join(block.flat.split()[:9])}”")
            if english.says(basis):
                self.current.speaker, self.current.basis = _as_written(who, basis)
        if found.spans:
            self._pieces(block, found.spans, 0, fresh=True)
        else:
            self.current.paragraphs.append([Piece(block.text, block.line)])
        if found.speaker:
            self._name(found.speaker)

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
        several = self._head_role() == roles.HEADLINE and len(unit.quoting.spans) > 1
        turns = prose.quotations([block]).speech if several else []
        if len({turn.speaker for turn in turns if turn.speaker}) > 1:
            self._turns(block, turns)
            return
        named = prose.told_by(block.flat)
        who, basis = _as_written(*named)
        if self.head or (self.current and self.current.headline):
            is_another = self._is_another(named[0])
            if is_another:
                who, basis = named
            self._under_head(block, fresh=is_another)
        elif block.marker or basis:
            self._add(block)
        else:
            self.current = None
            self._leave(block)
            return
        self._narrate()
        self._pieces(block, unit.quoting.spans, 0, fresh=True)
        if not self.current.speaker:
            self.current.speaker, self.current.basis = who, basis

    def _turns(self, block: Block, turns: list[prose.Speech]) -> None:
        """Several speakers in one paragraph: “We do,” said Ana Lima. “You do,” said Rui Sá."""
        lead = flat(block.text[: block.spans[0].start])
        for number, turn in enumerate(turns):
            self._add(block)
            self._narrate()
            if not number and lead and not turn.narration.startswith(lead):
                self.current.narration.append(lead)
            self.current.paragraphs.append([Piece(piece.text, piece.line) for piece in turn.pieces])
            self.current.speaker, self.current.basis = turn.speaker, turn.basis
            self.current.narration += [turn.narration] if turn.narration else []

    def _is_another(self, who: str) -> bool:
        """Whether narration under a heading has the words of another person than before."""
        current = self.current
        if not (current and current.basis and who):
            return False
        return not speakers.same(who, current.speaker)

    def _head_role(self) -> str:
        return self.head.role if self.head else ""

    # -- highlights --

    def _under_head(self, block: Block, *, fresh: bool = False) -> None:
        """Go on with the highlight of the heading above, or begin one."""
        if fresh or not self.current or not (self.head or self.current.headline):
            self._add(block)

    def _add(self, block: Block) -> None:
        """Begin a highlight, under the heading above if there is one."""
        self._leave_unless_narration()
        new = Highlight(block.line, section=self.section)
        if self.head:
            head = self.head.block
            if self.head.role == roles.HEADLINE:
                new.headline = _without_colon(head.flat)
                new.heading = Piece(head.text, head.line)
            else:
                new.speaker = _without_colon(head.flat)
                new.named = True
            if not self.head_used:
                new.line = head.line
        self.head_used = True
        self.found.highlights.append(new)
        self.current = new

    def _name(self, who: str) -> None:
        """Give the current highlight its speaker, unless a heading or label has."""
        if not self.current.named:
            self.current.speaker, self.current.named = who, True

    def _name_as_told(self, text: str) -> None:
        """Give the current highlight the speaker whom its narration names, unless it has one."""
        if not self.current.speaker:
            told = _as_written(*prose.told_by(text))
            self.current.speaker, self.current.basis = told

    def _end_head(self, *blocks: Block) -> None:
        """End what the heading above heads; what waited and these blocks are left over."""
        self._leave_head()
        self._leave(*blocks)
        self.current = None

    def _leave_head(self) -> None:
        """Report a heading under which nothing was quoted."""
        if self.head and not self.head_used:
            block = self.head.block
            # Without any words below it nothing can have been lost.
            if self.waiting and self.found.highlights:
                detail = f"{self.head.role} with no quotation below it; ignored"
                self._note(block.line, "warning", detail, block.flat)
            self._rest().append(block)
        self.head = None

    # -- pieces of a quotation --

    def _go_on(self, unit: Unit) -> None:
        """A quotation carried over from the block before, reopened or not."""
        block = unit.block
        self._narrate()
        reopened = block.opens and unit.quotes
        spans = block.spans if reopened else marks.spans(block.text, max(self.depth, 1))[0]
        before = self.current.paragraphs[-1][-1].text.rstrip()
        ends_open = before[-1:] not in tuple('.!?…:;"”’»)')
        is_cut = not reopened and (self.broken or ends_open or block.text[:1].islower())
        if is_cut:
            detail = "quote rejoined across a page break or a newline"
            self._note(block.line, "repair", detail, block.flat)
        begun = self.begun
        self._pieces(block, tuple(spans), 0, fresh=not is_cut, carried=not reopened)
        self.begun = begun
        who = speakers.attribution(block.text[spans[-1].end :])
        if who:
            self._name(who)

    def _pieces(
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
            is_apart = fresh if not number else not english.wordy(gap)
            if is_apart or not self.current.paragraphs:
                self.current.paragraphs.append([])
            self.current.paragraphs[-1].append(piece)
            last = span.end
        if not speakers.attribution(text[last:]):
            around.append(text[last:])
        told = [flat(part).removeprefix("– ") for part in around if _is_narration(part)]
        if told:
            self.current.narration.append(" … ".join(told))
        self.depth = spans[-1].depth
        self.begun = block.line

    def _close_quotation(self, end: str = "") -> None:
        """Report a quotation that was never closed; a repair where it clearly ends here."""
        if self.depth and self.current:
            words = flat(self.current.paragraphs[-1][-1].text)
            what, detail = "warning", "unclosed quotation mark: the quote was ended "
            if words.endswith(('"', "”", "»", "“")):
                what = "repair"
                detail = (
                    "a single closing quotation mark closes both the nested and the outer quote"
                )
            elif end:
                what = "repair"
                detail += end
            else:
                detail += "at the end of its paragraph"
            self._note(self.begun, what, detail, words)
        self.depth = 0

    # -- what is left over --

    def close(self) -> None:
        """Report what is open at the end of the article."""
        self._close_quotation("where the text ends")
        self._end_head()

    def _narrate(self) -> None:
        """What waited for a quotation is its narration."""
        self.current.narration += [block.flat for block in self.waiting]
        self.waiting = []

    def _leave_unless_narration(self) -> None:
        """Before a new highlight: narration that leads to it waits on, the rest is left over."""
        if self.head and not self.head_used:
            return
        kept = self.waiting[-1:]
        if kept and english.narrates(kept[0].flat):
            self.waiting.pop()
        else:
            kept = []
        self._leave()
        self.waiting = kept

    def _leave(self, *blocks: Block) -> None:
        self._rest().extend([*self.waiting, *blocks])
        self.waiting = []

    def _rest(self) -> list[Block]:
        return self.found.rest if self.found.highlights else self.found.front

    def _note(self, line: int, what: str, detail: str, text: str) -> None:
        self.found.notes.append(Note(line, what, detail, text))


def _without_colon(text: str) -> str:
    """A heading or label without the colon or dash at its end."""
    return text.rstrip(" :–—-\n")


def _after_mark(text: str, start: int) -> int:
    """Where the words after an opening mark begin, a doubled mark left out: “”We wait.”"""
    start += 1
    is_double = marks.MARK.match(text, start) and text[start + 1 : start + 2].isalnum()
    return start + 1 if is_double else start


def _is_narration(text: str) -> bool:
    """Whether words around a quotation are more than a note of its source."""
    return english.wordy(text) and not speakers.is_source(text.strip())
