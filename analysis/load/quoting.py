"""How one block quotes: a bare quotation, one after a label, or narration with quoted words in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from analysis.load import furniture
from analysis.load.blocks import BREAK, HEADING, QUOTED, RULE, TEXT, Block, flat
from analysis.speech import english, marks, speakers
from analysis.speech.marks import Span

BARE, LABELLED, TOLD, NONE = "bare", "labelled", "told", "none"
FEW = 5  # words up to which marked words are more likely a term than speech

# After a quotation: [Tweet, 2/4/21], (Source: …), a footnote's number.
_NOTE = re.compile(r"[\[(][^\[\]()]*(?:\([^()]*\)[^\[\]()]*)*[\])]")
_LAST_NOTE = re.compile(r"\[([^\[\]]{1,300})\]\s*$")
_ADDRESS = re.compile(r"https?://\S+|\bsource$")
_SINGLE = re.compile(r"(?:^|(?<=:\s))[‘‚'](?=[^\W\d_])")  # ‘We wait.’ and On nets: ‘We wait.’
_SINGLE_END = re.compile(r"[’'‘](?=[\s.,]*+(?:[—–-]\s*[^—–]{2,200}|\([^()]{2,200}\))?\s*$)")
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?[:–—-]?", re.I)
_LABEL_END = re.compile(r":(?=\s|[\"“„«]|$)")
_GARBLED = re.compile(r"quicklist:\s*\d+\s*title:\s*(?P<title>.+?)\s*text:?\s*$", re.S)


@dataclass(slots=True)
class Quoting:
    """How a block quotes."""

    shape: str = NONE
    spans: tuple[Span, ...] = ()  # the quoted stretches, outer marks included
    label: str = ""  # the words before the colon
    end: int = 0  # where the label ends
    speaker: str = ""  # named after the quotation, behind a dash or in brackets
    narrated: bool = False  # whether there is narration between the label and the quotation
    doubt: str = ""  # what is uncertain about it
    emphasised: bool = False  # whether the label is emphasised or ends with a colon

    @property
    def quotes(self) -> bool:
        """Whether there is a quotation in it."""
        return self.shape != NONE


def quoting(block: Block) -> Quoting:
    """How a block quotes, judged by itself."""
    if block.kind in (RULE, BREAK):
        return Quoting()
    if not block.spans:
        if block.kind == QUOTED and not _is_attribution(block):
            return Quoting(BARE)
        return Quoting()
    if block.kind == QUOTED and not _is_enclosed(block):
        if _is_attribution(block):
            return Quoting()
        return Quoting(BARE)
    label = _label(block)
    if label:
        return label
    if block.kind == HEADING:
        return Quoting()
    if block.opens:
        return _opening(block)
    return told(block)


def _is_attribution(block: Block) -> bool:
    """Whether a line of a block quote is only its attribution: > — Ana Lima"""
    return block.marker in ("-", "–", "—") and bool(speakers.attribution("– " + block.flat))


def _is_enclosed(block: Block) -> bool:
    """Whether a block quote has marks of its own around it, or around all but the speaker."""
    if not block.opens:
        return False
    tail = block.text[block.spans[0].end :]
    return not english.wordy(tail) or bool(speakers.attribution(tail)) or english.narrates(tail[:80])


def _label(block: Block) -> Quoting | None:
    """The reading as a label and a quotation: `Ana Lima: “We wait.”`"""
    text = block.text
    first = block.spans[0].start
    head = text[:first].rstrip()
    if _CLOCK.fullmatch(head):
        return None  # 13:40 “We carried her out,” …
    in_lead = block.lead > block.spans[0].end  # [“The Tuna” author Lea Novak](…): “We wait.”
    if (block.opens and not in_lead) or (block.kind == HEADING and not head.endswith(":")):
        return None
    for span in block.spans[:4]:  # the label may have marks in it: On “fair” trade: “…”
        head = text[: span.start].rstrip()
        name = head.rstrip(" :–—-")
        if span.start > 400 or len(name.split()) > speakers.LONGEST_LABEL:
            break
        if not name:
            continue
        direct = head.endswith((":", " –", " —", " -"))
        bold = 0 < block.lead <= len(head) + 1 and len(name) <= block.lead + 1 and not block.style
        if not (direct or bold):
            continue
        who = speakers.likeness(flat(name))
        narrates = who < speakers.SURE and english.narrates(flat(name))
        if narrates and (not bold or english.says(name)):
            continue  # Asked about nets, she said: “…”
        if not bold and who < 0.4 and not _is_topic(text, name, span):
            continue
        if not english.short(flat(name)) and who < 0.4:
            continue
        inside = [s for s in block.spans if s.start >= span.start]
        spans = _outer(block, inside)
        found = Quoting(LABELLED, spans, flat(name), len(head), emphasised=True)
        if len(spans) < len(inside):
            found.doubt = "words between two quotations were taken as part of the quote"
        return _finished(block, found)
    return _narrated_label(block)


def _is_topic(text: str, name: str, span: Span) -> bool:
    """Whether words before a colon name a topic: few, and what is in marks among them is a term."""
    if name.startswith(("On ", "About ", "Sobre ", "Über ")):
        return True
    inner = [s for s in marks.spans(name)[0] if len(name[s.start : s.end].split()) > FEW]
    return len(name.split()) <= 20 and not inner and ", but" not in name


def _narrated_label(block: Block) -> Quoting | None:
    """`On the jet: The town will not stop. “They thought we would run,” she said.`"""
    text = block.text
    if 0 < block.lead < block.spans[0].start and block.kind != HEADING:
        end = block.lead
        closed = text[:end].rstrip()[-1:] in ".!?:" or text[end : end + 1] == ":"
        if not closed:
            return None
    else:
        colon = _LABEL_END.search(text, 0, min(block.spans[0].start, 160))
        if not colon or len(text[: colon.end()].split()) > 12:
            return None
        end = colon.end()
    name = flat(text[:end]).rstrip(" :–—-")
    narrates = english.says(name) if block.lead else english.narrates(name)
    if not name or block.style or (narrates and speakers.likeness(name) < speakers.SURE):
        return None
    spans = tuple(span for span in block.spans if is_spoken(text, span, min_words=2))
    if not spans:
        spans = tuple(s for s in block.spans if len(text[s.start : s.end].split()) > FEW)
    if not spans:
        return None
    return replace(
        _finished(block, Quoting(LABELLED, spans, name, end, emphasised=bool(block.lead))),
        narrated=True,
    )


def _opening(block: Block) -> Quoting:
    """A block that begins with a quotation: bare, told (`“…,” she said`), or a line with a term first."""
    text = block.text
    spans = block.spans
    rest = " | ".join([text[a.end : b.start] for a, b in pairwise(spans)])
    tail = _without_notes(text[spans[-1].end :]) if spans[-1].closed else ""
    who = speakers.attribution(tail)
    if text.rstrip().endswith(("”:", '":', "»:")):
        return Quoting()  # a headline in marks
    if not english.wordy(_without_notes(rest)) and (who or not english.wordy(tail)):
        return Quoting(BARE, tuple(spans), speaker=who)
    if who and not english.says(rest):
        return _finished(block, Quoting(BARE, _outer(block, spans)))
    if english.says(rest + " " + tail[:200]) or _is_cut_by_narration(text, spans):
        return told(block)
    if any(_is_sentence_between(text, a, b) for a, b in pairwise(spans)):
        return told(block)
    quoted = sum(len(text[s.start : s.end].split()) for s in spans)
    if quoted <= FEW and len(text.split()) > quoted:
        return Quoting()  # “Friends” Do Not Send Drones
    if quoted * 3 >= len(text.split()) * 2:
        return _finished(block, Quoting(BARE, _outer(block, spans)))
    return told(block)


def _is_sentence_between(text: str, one: Span, other: Span) -> bool:
    """Whether a sentence of narration is between two quotations: `“We sold.” He paused. “We lost.”`"""
    gap = text[one.end : other.start].strip()
    whole = gap[:1].isupper() and gap[-1:] == "." and len(gap.split()) <= 12
    return whole and text[one.end - 2] in ".!?" and text[other.start + 1 : other.start + 2].isupper()


def _is_cut_by_narration(text: str, spans: list[Span]) -> bool:
    """Whether a comma inside the marks shows narration: `“On Mondays,” she laughs. “By Friday …”`"""
    first = spans[0]
    gap = text[first.end : spans[1].start] if len(spans) > 1 else text[first.end :]
    return text[first.end - 2 : first.end - 1] == "," and 1 < len(gap.split()) <= 12


def told(block: Block) -> Quoting:
    """Narration with the speaker's words in it; a term in marks is not speech."""
    if block.kind == HEADING:
        return Quoting()
    text = block.text
    first = block.spans[0]
    attributed = english.says(text[first.end : first.end + 40])
    is_cut = block.opens and (attributed or _is_cut_by_narration(text, block.spans))
    # Long marked words are speech by themselves: the West is bound to pay, and "this debt is due now".
    speaks = [is_spoken(text, s) or _is_sentence(text, s, FEW + 2) for s in block.spans]
    if is_cut:
        # “We go”—so he said—“to Syria.”: however short, what ends like a sentence is speech
        ends = [text[s.end - 2 : s.end - 1] in (",", ".", "!", "?") for s in block.spans]
        speaks = [True, *map(max, speaks[1:], ends[1:])]
    if not any(speaks):
        return Quoting()
    # “We wait,” said Ana Lima. “We have waited.”: where one speaks, the other is no term
    pairs = zip(block.spans, speaks, strict=True)
    spans = [s for s, speech in pairs if speech or _is_sentence(text, s, 4)]
    return Quoting(TOLD, tuple(spans))


def _is_sentence(text: str, span: Span, least: int) -> bool:
    """Whether marked words are long enough for speech and are no title of a work."""
    quotation = text[span.start : span.end]
    return len(quotation.split()) >= least and not english.title_case(quotation)


def rejoined(blocks: list[Block]) -> list[Block]:
    """The blocks, with a headline that a page break cut in two in one block again.

    Only where both parts are written Like A Title, the first ends open, after a quotation, and the
    second ends in a colon.
    """
    made = blocks[:2]
    for block, after in zip(blocks[2:], [*blocks[3:], None], strict=False):
        if after and after.opens and block.text.endswith(":") and _ends_open(*made[-2:], block):
            before = made[-1]
            gap = "\n" * (block.line - before.line - before.text.count("\n"))
            whole = before.text + gap + block.text
            made[-1] = replace(before, text=whole, repaired="headline rejoined across a page break")
        else:
            made.append(block)
    return made


def _ends_open(quote: Block, head: Block, rest: Block) -> bool:
    """Whether a block after a quotation is a headline that the next one goes on with."""
    return (
        head.text[-1:].isalpha()
        and head.kind == rest.kind == TEXT
        and quote.text.endswith(('"', "”", "»", "“"))
        and len(head.text) < 200
        and len(head.text.split()) > 3
        and english.title_case(f"{head.text} {rest.text}")
        and not furniture.is_boilerplate(head.text)
    )


def opened(blocks: list[Block]) -> list[Block]:
    """The blocks, with an opening mark where a quotation has lost its own and closes nothing open."""
    if all(block.spans or not block.balance for block in blocks):
        return blocks
    made, is_open = [], False
    for block in blocks:
        if block.kind in (RULE, BREAK):
            pass
        elif block.spans:
            is_open = _leaves_open(block, is_open)
        elif block.balance == -1 and block.text[-1] in '"”»':
            if not is_open and block.kind == TEXT and english.wordy(block.text):
                block = _with_opening_mark(block)
            is_open = False
        made.append(block)
    return made


def _with_opening_mark(block: Block) -> Block:
    """The block with the opening mark that it lost, after a label if it has one."""
    label, colon, _ = block.text.partition(": ")
    at = 0
    if colon and (block.lead or speakers.likeness(label) >= speakers.SURE):
        at = len(label) + len(colon)
    text = f"{block.text[:at]}“{block.text[at:]}"
    return replace(block, text=text, repaired="opening quotation mark supplied")


def _leaves_open(block: Block, before: bool) -> bool:
    """Whether a quotation is open after a block with marks, when one was or was not before it."""
    if block.opens:
        if not block.spans[-1].closed:
            return True
        tail = block.text[block.spans[-1].end :]
        if not english.wordy(tail) or speakers.attribution(tail):
            return False
    return block.balance > 0 or (before and block.balance == 0)


def _outer(block: Block, spans: list[Span]) -> tuple[Span, ...]:
    """The quotations, those joined again that badly nested marks cut apart.

    Between two quotations of one block there is a source note, narration, or nothing; other words
    between them belong to the quotation: `“He said “no”, and “never”, and left.”`
    """
    text = block.text
    joined: list[Span] = []
    for span in spans:
        if joined:
            gap = text[joined[-1].end : span.start]
            words = _without_notes(gap)
            if english.wordy(words) and not _is_aside(words):
                last = joined.pop()
                span = Span(last.start, span.end, span.closed, span.depth)
        joined.append(span)
    last = joined[-1]
    tail = text[last.end :]
    if last.closed and english.wordy(_without_notes(tail)):
        end = _last_mark(text, last.end)
        if end and not speakers.attribution(_without_notes(tail)) and not _is_aside(tail):
            joined[-1] = Span(last.start, end, True, 0)
    return tuple(joined)


def _last_mark(text: str, begin: int) -> int:
    """Where the last quotation mark after `begin` ends; 0 where there is none."""
    found = [m.end() for m in marks.MARK.finditer(text, begin)]
    return found[-1] if found else 0


def _is_aside(text: str) -> bool:
    """Whether words between quotations are narration: they tell who speaks, or begin like it."""
    return english.says(text) or text.lstrip()[:1] in "–—-"


def _without_notes(text: str) -> str:
    """Text after a quotation without notes in brackets and footnote numbers."""
    if "[" in text or "(" in text:
        kept = _NOTE.sub(lambda m: m[0] if not speakers.is_source(m[0].strip()) else " ", text)
    else:
        kept = text
    kept = _ADDRESS.sub("", kept)
    number = kept.strip(" \n\t\xa0.,;…")  # of a footnote
    return "" if not number or (len(number) < 4 and number.isdigit()) else kept


def _finished(block: Block, found: Quoting) -> Quoting:
    """The reading with the speaker that follows the quotation."""
    last = found.spans[-1]
    if last.closed:
        found.speaker = speakers.attribution(_without_notes(block.text[last.end :]))
        return found
    # “We sign today. [Tweet, 2/4/21]: a quotation never closed ends before its source note
    note = _LAST_NOTE.search(block.text, last.start)
    if note and speakers.is_source(note[1]):
        ended = Span(last.start, note.start(), False, 0)
        found.spans = (*found.spans[:-1], ended)
    return found


def is_spoken(text: str, span: Span, *, min_words: int = 3) -> bool:
    """Whether a quotation inside narration is the speaker's words and not a term in marks."""
    before = text[max(0, span.start - 80) : span.start].rstrip()
    after = text[span.end : span.end + 80]
    words = len(text[span.start : min(span.end, span.start + 200)].split())
    if before.endswith(":"):
        return True
    if words < min_words:
        return False
    near = " ".join(before.split()[-8:]) + " | " + " ".join(after.split()[:8])
    if english.says(near) or english.calls(" ".join(before.split()[-7:])):
        return True
    return (before.endswith(",") and words > FEW) or not before


def doubled(block: Block) -> Block:
    """The block with single quotation marks around a whole quotation made double."""
    text = block.text
    if block.style or block.kind == HEADING or not (text[:1] in "‘‚'" or ": ‘" in text):
        return block
    start = _SINGLE.search(text)
    end = _SINGLE_END.search(text, max(0, len(text) - 260)) if start else None
    if not end or end.start() <= start.end():
        return block
    inner = text[start.end() : end.start()]
    if not start.start() and len(inner.split()) <= FEW and inner[-1:] not in ".,!?":
        return block  # a heading in single marks: 'One nation, one vote'
    whole = f"{text[: start.start()]}“{text[start.end() : end.start()]}”{text[end.end() :]}"
    return replace(block, text=whole)
