"""What a block is by itself and beside its neighbours: a quote, a headline, the name of a speaker."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from analysis.load import wording
from analysis.load.blocks import APART, BOLD, BREAK, BULLET, HEADING, QUOTED, RULE, TEXT, Block, flat
from analysis.load.marks import Span
from analysis.load.names import is_bare, names


def is_quote(block: Block) -> bool:
    """Whether a block begins with a quotation that is more than a word of a sentence."""
    if block.kind == QUOTED:
        return not (block.marker in ("-", "–", "—") and wording.speaker("– " + block.flat))
    if not block.quotes or block.kind in APART or block.text.rstrip().endswith(("”:", '":', "»:")):
        return False
    found = block.spans
    if not found or not found[-1].closed or wording.tail(block.text[found[0].end :]):
        return True
    if not any(wording.wordy(block.text[a.end : b.start]) for a, b in pairwise(found)) and wording.tail(
        block.text[found[-1].end :]
    ):
        return True
    behind = block.text[found[0].end :]
    first = block.text[: min(found[0].end, 200)]
    return not block.flat.endswith(":") and (len(first.split()) > 5 or wording.says(behind[:80]))


def headline_end(block: Block) -> int:
    """Where the headline ends in `On Syria: “We will …”`; 0 where that is not the shape."""
    if not block.spans or block.kind in (QUOTED, RULE, BREAK) or block.text.rstrip().endswith(":"):
        return 0
    for span in block.spans[:4]:
        if span.start > 300:
            break
        head = block.text[: span.start].rstrip()
        name = head.rstrip(" :–—-")
        if not name or len(name.split()) > 20 or not wording.short(name) or wording.off_topic(head):
            continue
        bold = block.lead and len(name) <= block.lead <= len(head) + 1 and block.kind != BOLD
        if (bold or head.endswith((":", " –", " —", " -"))) and not _tells(name, bold=bool(bold)):
            return len(head)
    return 0


def _tells(name: str, *, bold: bool) -> bool:
    """Whether words before a quotation are narration; set in bold, *On who she wants to win* names a subject."""
    return wording.says(name) and not wording.title_case(name) if bold else wording.narrates(name)


def lead_end(block: Block) -> int:
    """Where the headline ends in a bullet such as `**Permits take years.** As one put it: “We …”`; else 0."""
    lead = block.text[: block.lead].rstrip() if block.kind == BULLET else ""
    if lead[-1:] not in (".", "!", "?", ":") or len(lead.split()) < 3 or not wording.short(lead):
        return 0
    return block.lead if behind_lead(block) else 0


def behind_lead(block: Block) -> list[Span]:
    """The speaker's words in what stands behind the bold beginning of a block; a term in marks is short."""
    behind = [span for span in block.spans if span.start > block.lead]
    return [s for s in behind if spoken(block.text, s) or len(block.text[s.start : s.end].split()) > 5]


def label(block: Block) -> str:
    """The words before a colon and a quotation that a block begins with."""
    if not block.spans or block.spans[0].start > 60 or block.kind not in (TEXT, BULLET):
        return ""
    head = block.text[: block.spans[0].start].rstrip()
    return flat(head) if head.endswith(":") else ""


def under_labels(blocks: list[Block]) -> set[int]:
    """The headlines, where most quotes have one and the same label: *Line to take: “…”*; a name is no such label."""
    labels = {i: words for i, b in enumerate(blocks) if b.spans and not b.quotes and (words := label(b))}
    if len(labels) < 3:
        return set()
    [(words, times)] = Counter(labels.values()).most_common(1)
    name = words.rstrip(" :")
    if times < 3 or times <= max(len(labels) / 2, sum(b.quotes for b in blocks)) or names(name) or is_bare(name):
        return set()
    same = [i for i, here in labels.items() if here == words]
    heads = [_head(blocks, before + 1, i) for before, i in pairwise([-1, *same])]
    return {i for head in heads for i in head} if heads[0] and sum(map(len, heads)) * 2 > len(same) else set()


def _head(blocks: list[Block], begin: int, end: int) -> list[int]:
    """What stands between two labelled quotes as a headline: what is set as one, else the last line that reads so."""
    between = [i for i in range(begin, end) if not blocks[i].spans and blocks[i].kind not in APART]
    between = [i for i in between if wording.short(blocks[i].flat) and not wording.off_topic(blocks[i].flat)]
    marked = [i for i in between if blocks[i].kind in (BULLET, BOLD, HEADING)]
    plain = [i for i in between if blocks[i].text[-1:] not in (".", "!", ",", ";")]
    return (marked[:1] if begin else marked[-1:]) or plain[-1:]


def among_bullets(blocks: list[Block], quotes: list[bool], headlines: set[int], inline: dict[int, int]) -> set[int]:
    """The bullets that say what the next quotation is on, among the bullets of quotes under a headline of its own."""
    found: set[int] = set()
    if not any(blocks[i].kind == BULLET for i in inline):
        return found
    apart = False  # whether the last headline stood apart from its quotes
    for i, block in enumerate(blocks):
        if i in headlines:
            apart = True
        elif i in inline:
            among = block.kind == blocks[i - 1].kind == BULLET and (quotes[i - 1] or i - 1 in found)
            apart = apart and among
            found |= {i} if apart else set()
    return found


def is_headline(block: Block) -> bool:
    """Whether a plain block over a quote reads as a headline: short, no sentence, no narration."""
    text = block.flat
    if block.kind not in (TEXT, BULLET) or not wording.short(text) or wording.off_topic(text):
        return False
    if text.endswith(":"):
        return not wording.narrates(text)
    return not text.endswith((".", ",", ";")) or (block.marker[:-1].isdigit() and wording.sentence(text))


def sentence_headlines(blocks: list[Block], quotes: list[bool], following: list[int]) -> set[int]:
    """The headlines of an article where they are plain sentences: each over a quote, little else in between."""
    plain = {i for i, b in enumerate(blocks) if b.kind == TEXT and not quotes[i] and wording.sentence(b.flat)}
    heads = {i for i in plain if over_quote(i, following, quotes)}
    whole = all(wording.tail(b.text[b.spans[-1].end :]) for q, b in zip(quotes, blocks, strict=True) if q and b.spans)
    others = sum(b.kind == TEXT and not q for q, b in zip(quotes, blocks, strict=True)) - len(heads)
    return heads if whole and len(heads) > max(1, others) else set()


def speaker_lines(blocks: list[Block], quotes: list[bool]) -> dict[int, str]:
    """The lines that name a speaker, by the block: behind a dash or in brackets, right under a quotation."""
    first = quotes.index(True) if True in quotes else len(blocks)
    markers = {b.marker for b in blocks[:first] if b.kind == BULLET}  # these mark headlines
    found = {}
    for i, (above, block) in enumerate(pairwise(blocks), 1):
        if (
            not (above.kind == QUOTED or above.text.rstrip(" .").endswith(('"', "”", "»", "“")))
            or block.kind not in (TEXT, BULLET, QUOTED)
            or (quotes[i] and not (block.kind == above.kind == QUOTED and names(block.flat)))
        ):
            continue
        dash = block.marker in ("-", "–", "—") and block.marker not in markers
        if block.marker and not dash:
            continue
        if who := wording.speaker("– " + block.flat if dash or block.kind == QUOTED else block.flat):
            found[i] = who
    return found


def names_below(blocks: list[Block], quotes: list[bool], heads: set[int]) -> dict[int, str]:
    """The speakers, where quotations come first and a line under each names who said it."""
    first = quotes.index(True) if True in quotes else 0
    levels = [blocks[i].level for i in heads if blocks[i].kind == HEADING]
    heads = {i for i in heads if not (i < first and blocks[i].kind == HEADING and levels.count(blocks[i].level) == 1)}
    if any(i < first for i in heads):
        return {}
    under = {i + 1 for i, quoted in enumerate(quotes[:-1]) if quoted and blocks[i + 1].kind in (TEXT, BOLD)}
    named = {i: blocks[i].flat for i in under if names(blocks[i].flat) or is_bare(blocks[i].flat)}
    return named if heads <= named.keys() and sum(map(names, named.values())) * 2 > len(named) else {}


def is_voiced(block: Block) -> bool:
    """Whether a quotation's own block names the speaker behind it."""
    return bool(block.spans) and bool(wording.speaker(block.text[block.spans[-1].end :]))


def told_as(inline: dict[int, int], bold: set[int], blocks: list[Block]) -> str:
    """What the words before a colon and a quotation are where they stand under a heading."""
    begun = [flat(blocks[i].text[:end]).rstrip(" :–—-") for i, end in inline.items()]
    if sum(is_bare(text) or names(text) for text in begun) * 2 > len(begun):
        return "speaker"
    order = sorted(bold | inline.keys())
    several = any(
        a in bold and b in inline and c in inline for a, b, c in zip(order, order[1:], order[2:], strict=False)
    )
    return "headline" if several else "narration"


def over_quote(i: int, following: list[int], quotes: list[bool]) -> bool:
    """Whether what follows block i is a quote."""
    return following[i] < len(quotes) and quotes[following[i]]


def spoken(text: str, span: Span) -> bool:
    """Whether a quotation inside narration is the speaker's words and not a term in quotation marks."""
    before, after = text[max(0, span.start - 80) : span.start].rstrip(), text[span.end : span.end + 80]
    words = len(text[span.start : min(span.end, span.start + 200)].split())
    if before.endswith(":"):
        return True
    if words < 3:
        return False
    near = " ".join(before.split()[-8:]) + " | " + " ".join(after.split()[:8])
    return wording.says(near) or (before.endswith(",") and words > 5) or not before
