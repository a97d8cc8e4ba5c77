"""How one block quotes: a bare quotation, one after a label, or words quoted in narration."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from analysis.layout.blocks import HEADING, QUOTED, Block, flat
from analysis.speech import english, marks, speakers
from analysis.speech.marks import Span

BARE, LABELLED, TOLD, NONE = "bare", "labelled", "told", "none"
FEW = 5  # words up to which marked words are more likely a term than speech
TOPIC = 20  # words of a topic before a colon

# After a quotation: [Tweet, 2/4/21], (Source: …), a footnote's number.
_NOTE = re.compile(r"[\[(][^\[\]()]*(?:\([^()]*\)[^\[\]()]*)*[\])]")
# The note at the end of a quotation that is never closed: “We sign today. [Tweet, 2/4/21]
_LAST_NOTE = re.compile(r"\[([^\[\]]{1,300})\]\s*$")
_ADDRESS = re.compile(r"https?://\S+|\bsource$")  # “We wait.” https://…, “We wait.” source
_DASHED = re.compile(r"\s*[–—]\s")  # after an emphasised label
# The colon of a label; not the one in "10:30" or "https://"
_LABEL_END = re.compile(r":(?=\s|[\"“„«]|$)")


@dataclass(slots=True)
class Quoting:
    """How a block quotes."""

    shape: str = NONE
    spans: tuple[Span, ...] = ()  # the quoted stretches, outer marks included
    label: str = ""  # the words before the colon
    end: int = 0  # where the label ends
    speaker: str = ""  # named after the quotation, after a dash or in brackets
    narrated: bool = False  # whether there is narration between the label and the quotation
    doubt: str = ""  # what is uncertain about it
    emphasised: bool = False  # whether the label is emphasised or ends with a colon


def quoting(block: Block) -> Quoting:
    """How a block quotes, judged by itself."""
    if block.kind == QUOTED and not _is_enclosed(block):
        if _is_attribution(block):
            return Quoting()
        return Quoting(BARE)
    if not block.spans:
        return Quoting()
    if _is_quotation(block):
        if block.kind == HEADING:
            return Quoting()
        return Quoting(BARE, tuple(block.spans))
    label = _label(block)
    if label:
        return label
    if block.kind == HEADING:
        return Quoting()
    if block.opens:
        return _opening(block)
    return told(block)


def _is_quotation(block: Block) -> bool:
    """Whether a block is one quotation and nothing else."""
    span = block.spans[0]
    if span.start or not span.closed:
        return False
    return span.end == len(block.text)


def _is_attribution(block: Block) -> bool:
    """Whether a line of a block quote is only its attribution: > — Ana Lima"""
    if block.marker not in ("-", "–", "—"):
        return False
    return bool(speakers.attribution(f"– {block.flat}"))


def _is_enclosed(block: Block) -> bool:
    """Whether a block quote is in quotation marks, or all of it but the speaker."""
    if not block.opens:
        return False
    tail = block.text[block.spans[0].end :]
    if not english.wordy(tail) or speakers.attribution(tail):
        return True
    return english.narrates(tail[:80])


def _label(block: Block) -> Quoting | None:
    """The reading as a label and a quotation: `Ana Lima: “We wait.”`"""
    text = block.text
    for span in block.spans[:4]:  # the label may have marks in it: On “fair” trade: “…”
        head = text[: span.start].rstrip()
        name = head.rstrip(" :–—-")
        if not name:
            continue
        lead = block.lead
        if 0 < lead < len(name) and _DASHED.match(head, lead):
            break  # **France** – President Lima said: “…”
        direct = head.endswith((":", " –", " —", " -"))
        bold = 0 < lead <= len(head) + 1 and len(name) <= lead + 1
        if not direct and not bold:
            continue
        name = flat(name)
        if not _is_label(name, bold):
            continue
        inside = [other for other in block.spans if other.start >= span.start]
        spans = _outer(block, inside)
        found = Quoting(LABELLED, spans, name, len(head), emphasised=True)
        if len(spans) < len(inside):
            found.doubt = "words between two quotations were taken as part of the quote"
        return _finished(block, found)
    return _narrated_label(block)


def _is_label(name: str, bold: bool) -> bool:
    """Whether the words directly before a quotation are its label and no narration."""
    who = speakers.likeness(name)
    if who < speakers.SURE and english.narrates(name):
        # Asked about nets, she said: “…”
        return bold and not english.says(name)
    if bold:
        return True
    if english.passage(name):
        return False  # The jury is in. His lawyer begins: “…”
    # From 0.4 on a long label is a person with an office.
    return who >= 0.4 or len(name.split()) <= TOPIC


def _narrated_label(block: Block) -> Quoting | None:
    """`On the ferry: The crew stays aboard. “They hoped we would leave,” she said.`"""
    text = block.text
    first = block.spans[0].start
    if not first:
        return None  # nothing is before the quotation
    end = _label_end(block, first)
    name = flat(text[:end]).rstrip(" :–—-")
    if not name:
        return None  # no label, or a colon with nothing before it
    is_emphasised = bool(block.lead)
    if english.narrates(name) and speakers.likeness(name) < speakers.SURE:
        return None
    if not is_emphasised and english.passage(name):
        return None
    spans = [span for span in block.spans if is_spoken(text, span, min_words=2)]
    if not spans:
        # An emphasised label shows by itself that words are quoted after it.
        least = FEW + 1
        if is_emphasised:
            least = FEW
        spans = [span for span in block.spans if _length(text, span) >= least]
    if not spans:
        return None
    found = Quoting(LABELLED, tuple(spans), name, end, narrated=True, emphasised=is_emphasised)
    return _finished(block, found)


def _label_end(block: Block, first: int) -> int:
    """Where a label ends that has narration between it and the first quotation; 0 without one."""
    text = block.text
    end = block.lead
    if 0 < end < first:
        is_closed = text[:end].rstrip().endswith((".", "!", "?", ":"))
        if is_closed or text.startswith(":", end) or _DASHED.match(text, end):
            return end
        return 0
    # A label has up to a dozen words, which are fewer than 160 characters.
    colon = _LABEL_END.search(text, 0, min(first, 160))
    if not colon:
        return 0
    end = colon.end()
    label = text[:end].split()
    if len(label) > 12:
        return 0
    return end


def _length(text: str, span: Span) -> int:
    """How many words are quoted."""
    return len(text[span.start : span.end].split())


def _opening(block: Block) -> Quoting:
    """A block that begins with a quotation: bare, or with narration (`“…,” she said`)."""
    text = block.text
    spans = block.spans
    if text.rstrip().endswith(("”:", '":', "»:")):
        return Quoting()  # a headline in marks
    gaps = [text[one.end : other.start] for one, other in pairwise(spans)]
    between = " | ".join(gaps)
    tail = _without_notes(text[spans[-1].end :])
    who = speakers.attribution(tail)
    if english.says(between):
        return told(block)
    is_narrated = english.wordy(tail) or english.wordy(_without_notes(between))
    if is_narrated and not who:
        return told(block)
    return Quoting(BARE, _outer(block, spans), speaker=who)


def told(block: Block) -> Quoting:
    """Narration with the speaker's words in it; a term in marks is not speech."""
    text = block.text
    is_cut = block.opens and _is_cut(text, block.spans[0].end)

    spoken = []
    for number, span in enumerate(block.spans):
        # Long marked words are speech by themselves: They must pay, and “this debt is due by May”.
        speaks = is_spoken(text, span) or _is_sentence(text, span, FEW + 2)
        if is_cut and not speaks:
            # “We go”—so he said—“to Syria.”: however short, what ends like a sentence is speech
            before = span.end - 1
            ends = text[before - 1 : before] in (",", ".", "!", "?")
            speaks = ends or number == 0
        spoken.append(speaks)
    if not any(spoken):
        return Quoting()

    spans = []
    for span, speaks in zip(block.spans, spoken, strict=True):
        # “We wait,” said Ana Lima. “We have waited.”: where one speaks, the other is no term
        if speaks or _is_sentence(text, span, 4):
            spans.append(span)
    return Quoting(TOLD, tuple(spans))


def _is_cut(text: str, end: int) -> bool:
    """Whether narration cuts a quotation that ends here: “On Mondays,” she laughs. “By Friday …”"""
    # A comma inside the marks shows narration after them.
    has_comma = text[end - 2 : end - 1] == ","
    after = text[end:].split(None, 2)
    if has_comma and len(after) > 1:
        return True
    return english.says(text[end : end + 40])


def _is_sentence(text: str, span: Span, least: int) -> bool:
    """Whether marked words are long enough for speech and are no title of a work."""
    quotation = text[span.start : span.end]
    if len(quotation.split()) < least:
        return False
    return not english.title_case(quotation)


def is_spoken(text: str, span: Span, *, min_words: int = 3) -> bool:
    """Whether a quotation inside narration is the speaker's words and not a term in marks."""
    begin = max(0, span.start - 80)
    before = text[begin : span.start].rstrip()
    if before.endswith(":"):
        return True
    before_words = before.split()
    after_words = text[span.end : span.end + 80].split()
    if _length(text, span) < min_words:
        # “It rots,” he said
        ends = text[span.end - 2] in ",.!?"
        next_words = " ".join(after_words[:3])
        if not ends or not english.says(next_words):
            return False
    if before.endswith((".", "!", "?")) and _is_whole_sentence(text, span):
        return True  # She shrugged. “We want it now.”
    if not before:
        return True
    # A verb of speech is at most eight words away: "told the board of the bank on Monday, “…”"
    near = [*before_words[-8:], "|", *after_words[:8]]
    if english.says(" ".join(near)):
        return True
    nearer = before_words[-7:]
    return english.calls(" ".join(nearer))


def _is_whole_sentence(text: str, span: Span) -> bool:
    """Whether a sentence is quoted, from its capital letter to its end, and no title of a work."""
    words = text[span.start + 1 : span.end - 1]
    if not words[:1].isupper() or not words.endswith((".", "!", "?", "…", ",")):
        return False
    return not english.title_case(words)


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
            if _belongs(gap):
                first = joined.pop()
                span = Span(first.start, span.end, span.closed, span.depth)
        joined.append(span)
    last = joined[-1]
    tail = text[last.end :]
    if not tail:
        return tuple(joined)
    later = list(marks.MARK.finditer(text, last.end))
    if later and _ends_in_quotation(tail):
        end = later[-1].end()
        joined[-1] = Span(last.start, end, True, 0)
    return tuple(joined)


def _ends_in_quotation(tail: str) -> bool:
    """Whether words after a quotation up to another mark belong to it, and are no attribution."""
    return _belongs(tail) and not speakers.attribution(_without_notes(tail))


def _belongs(text: str) -> bool:
    """Whether words after a quotation belong to it: they are neither a note nor narration."""
    words = _without_notes(text)
    if not english.wordy(words):
        return False
    return not english.says(words)


def _without_notes(text: str) -> str:
    """Text after a quotation without source notes in brackets and addresses."""
    if not text:
        return ""
    text = _ADDRESS.sub("", text)
    if "[" not in text and "(" not in text:
        return text
    return _NOTE.sub(_without_source, text)


def _without_source(note: re.Match) -> str:
    """A space for a note that says where a quotation was printed; another note as it is."""
    if speakers.is_source(note[0].strip()):
        return " "
    return note[0]


def _finished(block: Block, found: Quoting) -> Quoting:
    """The reading with the speaker that follows the quotation."""
    last = found.spans[-1]
    if last.closed:
        tail = _without_notes(block.text[last.end :])
        found.speaker = speakers.attribution(tail)
        return found
    # “We sign today. [Tweet, 2/4/21]: a quotation never closed ends before its source note
    note = _LAST_NOTE.search(block.text, last.start)
    if note and speakers.is_source(note[1]):
        ended = Span(last.start, note.start(), False, 0)
        found.spans = (*found.spans[:-1], ended)
    return found
