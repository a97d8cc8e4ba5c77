"""From the layout to highlights: who is quoted with which words under which headline."""

from __future__ import annotations

from analysis.load import furniture
from analysis.load import layout as roles
from analysis.load.blocks import BREAK, RULE, Block, flat
from analysis.load.layout import Layout, Unit
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
    walk = _Walk(plan)
    for i, unit in enumerate(plan.units):
        walk.take(i, unit)
    walk.close()
    walk.found.notes += _unmarked(plan)
    return numbered(walk.found)


def numbered(found: Found) -> Found:
    """The highlights with their numbers, and with their quotes as one text each."""
    for number, highlight in enumerate(found.highlights, 1):
        highlight.number = number
        parts = [" ".join(filter(None, [flat(p.text) for p in part])) for part in highlight.paragraphs]
        highlight.quote = "\n\n".join(filter(None, parts))
    return found


def _prose(plan: Layout) -> Found:
    """The highlights of ordinary prose: one for each act of speech, the heading above as its section."""
    found = Found()
    paragraphs, sections = [], []
    section = ""
    for unit in plan.units:
        block = unit.block
        if unit.role == roles.TITLE:
            found.front.append(block)
        elif unit.role == roles.FURNITURE or block.kind in (RULE, BREAK):
            if block.text and block.kind != RULE:
                found.rest.append(block)
        elif unit.form and unit.role in (roles.SECTION, roles.HEADLINE, roles.SPEAKER):
            section = block.flat.rstrip(" :–—-")
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
    """Marked words that nobody is said to have said: a term, or a quotation whose speaker is missed."""
    if len(words.split()) < DOUBTFUL:
        return Note(line, "residue", "marked words that nobody is said to have said", words)
    return Note(line, "warning", "a quotation that nobody is said to have said; left out", words)


def _unmarked(plan: Layout) -> list[Note]:
    """A warning where labels are followed by words without quotation marks: *Ana Lima: We wait.*"""
    if plan.labels != roles.SPEAKER:
        return []
    statements = [u.block for u in plan.units if u.role == roles.NARRATION and roles.is_statement(u.block)]
    if not statements:
        return []
    number = len(statements)
    what = "1 label is" if number == 1 else f"{number} labels are"
    detail = f"{what} followed by words without quotation marks; not read as quotes"
    return [Note(statements[0].line, "warning", detail, statements[0].flat)]


def _as_written(who: str, basis: str) -> tuple[str, str]:
    """A speaker named by the narration next to a verb of speech, and these words; no pronoun."""
    told = any(word in english.VERBS for word in basis.lower().split())
    if not who or speakers.is_pronoun(basis) or not told:
        return "", ""
    return who, basis


class _Walk:
    """One pass over the units, with the headline, speaker and quotation that are open."""

    def __init__(self, plan: Layout) -> None:
        self.plan = plan
        self.found = Found()
        self.section = ""
        self.head: Unit | None = None  # the heading that quotations belong to
        self.head_used = False
        self.current: Highlight | None = None
        self.waiting: list[Block] = []  # narration if a quotation follows, else left over
        self.depth = 0  # marks open at the end of the unit before
        self.begun = 0  # where the open quotation began
        self.broken = False  # whether a page break is in between
        self.in_box = False  # whether that box is about a person
        self.ended = False  # whether a box about the article or its author has begun

    # -- one unit --

    def take(self, i: int, unit: Unit) -> None:
        block = unit.block
        if block.kind == BREAK or (unit.role == roles.FURNITURE and block.kind != RULE):
            self.broken = block.kind == BREAK or self.broken
            self.ended = self.ended or (bool(self.found.highlights) and furniture.ends(block.flat))
            if block.text:
                self._rest().append(block)
            return
        if unit.role == roles.CONTINUED and self.current:
            self._go_on(unit)
        elif block.kind == RULE:
            self._unclosed()
        else:
            self.ended = self.ended and unit.quoting.shape != LABELLED
            labelled = unit.quoting.shape == LABELLED and self.plan.labels == roles.SPEAKER
            self._unclosed("at the next label" if labelled else "")
            self._begin(unit)
        self.broken = False

    def _begin(self, unit: Unit) -> None:
        block, role = unit.block, unit.role
        if block.repaired:
            self._note(block.line, "repair", block.repaired, block.flat)
        if role == roles.TITLE:
            self._leave(block)
        elif role == roles.SECTION:
            self._end_head()
            self._leave()
            self.section = block.flat.rstrip(" :–—-")
            self.head = self.current = None
            self.ended = False
        elif role in (roles.HEADLINE, roles.SPEAKER):
            self._end_head()
            self._leave()
            self.head, self.head_used, self.current = unit, False, None
            self.ended = False
        elif role == roles.ANNOUNCEMENT:
            self._end_head()
            self._leave(block)
            self.head = self.current = None
        elif role == roles.QUOTE:
            self._quote(unit)
        elif role == roles.ATTRIBUTION and self.current:
            self._name(unit.quoting.speaker)
        else:
            if self._ends_article(block):
                self._end_head()
                self._leave(block)
                self.head = self.current = None
                self.ended = True
                self.in_box = furniture.is_about_box(block.flat)
            else:
                self.waiting.append(block)

    def _quote(self, unit: Unit) -> None:
        shape, block = unit.quoting.shape, unit.block
        if self.ended:
            if not self.in_box:
                detail = "quotation after the end of the article; ignored"
                self._note(block.line, "warning", detail, block.flat)
            self.waiting.append(block)
        elif shape == LABELLED:
            self._labelled(unit)
        elif shape == BARE:
            self._bare(unit)
        else:
            self._narrated(unit)

    def _labelled(self, unit: Unit) -> None:
        found, block = unit.quoting, unit.block
        labels = self.plan.labels
        if labels == roles.NARRATION and unit.likeness >= speakers.SURE:
            labels = roles.SPEAKER
        if labels == roles.SPEAKER and unit.likeness < 0 and self.head and self.head.role == roles.HEADLINE:
            labels = roles.NARRATION
        if self.head_role() == roles.HEADLINE and english.says(found.label):
            labels = roles.NARRATION  # He turned to Japan and said: “…”
        if self.head and self.head.role == roles.SPEAKER:
            if labels == roles.SPEAKER and unit.likeness >= 0:
                self._end_head()  # one speaker after the other
            elif unit.likeness < 1:
                labels = roles.NARRATION
        label = flat(block.text[: found.end]).rstrip(" :–—-")
        if labels != roles.NARRATION:
            self._leave()
        if labels == roles.SPEAKER:
            self._add(block)
            self.current.speaker = speakers.without_date(speakers.without_verb(label))
            self.current.named = True
        elif labels == roles.HEADLINE:
            self._end_head()
            self._add(
                block,
                headline=english.topic(label),
                heading=block.text[: found.end].rstrip(" :–—-\n"),
            )
            self.head = None
        else:
            self._under_head(block)
            self._narrate()
            self.current.narration.append(flat(block.text[: found.end]))
            if not self.current.speaker:
                named = _as_written(*prose.told_by(block.flat))
                self.current.speaker, self.current.basis = named
        self._pieces(block, found.spans, found.end, fresh=True)
        if found.doubt:
            self._note(block.line, "warning", found.doubt, block.flat)
        if found.speaker and not self.current.speaker:
            self._name(found.speaker)
        elif labels == roles.HEADLINE and not self.current.speaker:
            named = _as_written(*prose.told_by(flat(block.text[found.end :])))
            self.current.speaker, self.current.basis = named

    def _bare(self, unit: Unit) -> None:
        block, found = unit.block, unit.quoting
        if self._takes_more(found.speaker, block.marker == ">" and not block.spans):
            self._narrate()
        else:
            self._under_head(block, fresh=True)
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
        if current.named and speaker and speaker != current.speaker and self.head_role() != roles.SPEAKER:
            return False
        if self.head:
            return not (current.named and self.head.role == roles.HEADLINE and not speaker)
        return bool(current.headline or (current.named and self._labelled_last()))

    def head_role(self) -> str:
        return self.head.role if self.head else ""

    def _labelled_last(self) -> bool:
        return self.plan.labels in (roles.SPEAKER, roles.HEADLINE)

    def _narrated(self, unit: Unit) -> None:
        """Narration with quoted words in it: under a heading its quote, else read as prose."""
        block = unit.block
        in_list = bool(block.marker)
        several = self.head_role() == roles.HEADLINE and len(unit.quoting.spans) > 1
        turns = prose.quotations([block]).speech if several else []
        if len({turn.speaker for turn in turns if turn.speaker}) > 1:
            self._turns(block, turns)
            return
        named = prose.told_by(block.flat)
        who, basis = _as_written(*named)
        if self.head or (self.current and self.current.headline):
            another = self._is_another(named[0], in_list)
            if another:
                who, basis = named
            self._under_head(block, fresh=another)
        elif in_list or basis:
            self._add(block)
        else:
            self.current = None
            self._leave(block)
            return
        self._narrate()
        self._pieces(block, unit.quoting.spans, 0, fresh=True)
        if who and not self.current.speaker:
            self.current.speaker, self.current.basis = who, basis

    def _turns(self, block: Block, turns: list[prose.Speech]) -> None:
        """Several speakers in one paragraph: “We do,” said Ana Lima. “You do,” said Rui Sá."""
        lead = flat(block.text[: block.spans[0].start])
        for number, turn in enumerate(turns):
            self._under_head(block, fresh=True)
            self._narrate()
            if not number and lead and not turn.narration.startswith(lead):
                self.current.narration.append(lead)
            self.current.paragraphs.append([Piece(piece.text, piece.line) for piece in turn.pieces])
            self.current.speaker, self.current.basis = turn.speaker, turn.basis
            self.current.narration += [turn.narration] if turn.narration else []

    def _is_another(self, who: str, in_list: bool) -> bool:
        """Whether narration under a heading begins another highlight: a list item, or other words."""
        current = self.current
        if not current or not current.paragraphs:
            return False
        if self.head_role() == roles.SPEAKER:
            return False
        other = bool(who and current.basis) and not speakers.same(who, current.speaker)
        return in_list or other

    # -- highlights --

    def _under_head(self, block: Block, *, fresh: bool = False) -> None:
        """The highlight that a quotation belongs to: that of the heading above, or one of its own."""
        if self.current and (self.head or self.current.headline) and not fresh:
            return
        if self.current and not self.head and self.current.headline:  # after an inline headline
            headline, heading = self.current.headline, self.current.heading
            self._add(block, headline=headline, heading=heading.text if heading else "")
            return
        self._add(block)

    def _add(self, block: Block, *, headline: str = "", heading: str = "") -> None:
        head = self.head
        self._leave_unless_narration()
        new = Highlight(block.line, headline, self.section)
        if heading:
            new.heading = Piece(heading, block.line)
        if head and head.role == roles.HEADLINE and not headline:
            text = head.block.text
            new.headline = head.block.flat.rstrip(" :–—-")
            new.heading = Piece(text, head.block.line)
            new.line = head.block.line if not self.head_used else block.line
        elif head and head.role == roles.SPEAKER and not headline:
            new.speaker = head.block.flat.rstrip(" :–—-")
            new.named = True
            new.line = head.block.line if not self.head_used else block.line
        self.head_used = True
        self.found.highlights.append(new)
        self.current = new

    def _name(self, who: str) -> None:
        """Give the current highlight its speaker."""
        if not self.current.named:
            self.current.speaker, self.current.named = who, True
        elif who not in self.current.speaker:
            self.current.narration.append(who)

    def _end_head(self) -> None:
        """A heading under which nothing was quoted is reported."""
        if self.head and not self.head_used and not self.found.highlights:
            self._rest().append(self.head.block)
        elif self.head and not self.head_used:
            block = self.head.block
            if self.waiting:  # without any words below it nothing can have been lost
                detail = f"{self.head.role} with no quotation below it; ignored"
                self._note(block.line, "warning", detail, block.flat)
            self._rest().append(block)
        self.head = None

    def _ends_article(self, block: Block) -> bool:
        if not self.found.highlights or block.spans:
            return False
        return furniture.is_about_box(block.flat) or furniture.is_boilerplate(block.flat)

    # -- pieces of a quotation --

    def _go_on(self, unit: Unit) -> None:
        """A quotation carried over from the block before, reopened or not."""
        block = unit.block
        if self.waiting:
            self._narrate()
        reopened = block.opens and unit.quotes
        spans = block.spans if reopened else marks.spans(block.text, max(self.depth, 1))[0]
        if not self.current.paragraphs:
            self.current.paragraphs.append([])
        last = self.current.paragraphs[-1]
        before = last[-1].text.rstrip() if last else ""
        ends_open = before[-1:] not in tuple('.!?…:;"”’»)')
        cut = not reopened and (self.broken or ends_open or block.text[:1].islower())
        if cut:
            self._note(block.line, "repair", "quote rejoined across a page break or a newline", block.flat)
        begun = self.begun
        self._pieces(block, tuple(spans), 0, fresh=not cut, carried=not reopened)
        self.begun = begun
        tail = block.text[spans[-1].end :] if spans and spans[-1].closed else ""
        who = speakers.attribution(tail)
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
        text, current = block.text, self.current
        around, pieces = [], []
        last, line, counted = begin, block.line, 0
        for span in spans:
            around.append(text[last : span.start])
            start = span.start
            if not (carried and span is spans[0]):
                start += 1
                if marks.MARK.match(text, start) and text[start + 1 : start + 2].isalnum():
                    start += 1  # “”We wait.”
            end = span.end - 1 if span.closed else span.end
            words = text[start:end]
            line += text.count("\n", counted, start)
            counted = start
            pieces.append(Piece(words, line))
            last = span.end
        around.append(text[last:])
        self.depth = spans[-1].depth if spans and not spans[-1].closed else 0
        self.begun = block.line
        if speakers.attribution(around[-1]):
            around[-1] = ""
        told = [flat(part) for part in around if english.wordy(part) and not speakers.is_source(part.strip())]
        if told:
            current.narration.append(" … ".join(told))
        for n, piece in enumerate(pieces):
            gap = around[n] if n else ""
            apart = not english.wordy(gap) if n else fresh
            if apart or not current.paragraphs:
                current.paragraphs.append([piece])
            else:
                current.paragraphs[-1].append(piece)

    def _unclosed(self, end: str = "") -> None:
        """Report a quotation that was never closed; a repair where it is clear that it ends here."""
        if self.depth and self.current and self.current.paragraphs and self.current.paragraphs[-1]:
            words = flat(self.current.paragraphs[-1][-1].text)
            if words.endswith(('"', "”", "»", "“")):
                detail = "a single closing quotation mark closes both the nested and the outer quote"
                self._note(self.begun, "repair", detail, words)
            elif end:
                self._note(
                    self.begun,
                    "repair",
                    f"unclosed quotation mark: the quote was ended {end}",
                    words,
                )
            else:
                detail = "unclosed quotation mark: the quote was ended at the end of its paragraph"
                self._note(self.begun, "warning", detail, words)
        self.depth = 0

    # -- what is left over --

    def close(self) -> None:
        self._unclosed("where the text ends")
        self._end_head()
        self._leave()

    def _narrate(self) -> None:
        """What waited for a quotation is its narration."""
        self.current.narration += [block.flat for block in self.waiting]
        self.waiting = []

    def _leave_unless_narration(self) -> None:
        """Before a new highlight: narration that leads to it waits on, the rest is left over."""
        if self.head and not self.head_used:
            return
        if self.waiting and english.narrates(self.waiting[-1].flat):
            last = self.waiting.pop()
            self._leave()
            self.waiting = [last]
        else:
            self._leave()

    def _leave(self, *blocks: Block) -> None:
        self._rest().extend([*self.waiting, *blocks])
        self.waiting = []

    def _rest(self) -> list[Block]:
        return self.found.rest if self.found.highlights else self.found.front

    def _note(self, line: int, what: str, detail: str, text: str) -> None:
        self.found.notes.append(Note(line, what, detail, text))
