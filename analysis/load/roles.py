"""What a block is by itself and beside its neighbours: a quote, a headline, the name of a speaker."""

from __future__ import annotations

from itertools import pairwise

from analysis.load import wording
from analysis.load.blocks import BOLD, BREAK, BULLET, HEADING, QUOTED, RULE, TEXT, Block, flat
from analysis.load.names import is_bare, names


def is_quote(block: Block) -> bool:
    """Whether a block begins with a quotation that is more than a word of a sentence."""
    if block.kind == QUOTED:
        return not (block.marker in ("-", "–", "—") and wording.speaker("– " + block.flat))
    if not block.quotes or block.kind in (RULE, BREAK) or block.text.rstrip().endswith(("”:", '":', "»:")):
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
        if (bold or head.endswith((":", " –", " —", " -"))) and not wording.narrates(name):
            return len(head)
    return 0


def is_headline(i: int, blocks: list[Block], quotes: list[bool], following: list[int]) -> bool:
    """Whether a plain block reads as a headline: short, directly over a quote, no sentence, no narration."""
    block = blocks[i]
    if quotes[i] or block.kind not in (TEXT, BULLET) or not over_quote(i, following, quotes):
        return False
    text = block.flat
    if not wording.short(text) or wording.off_topic(text):
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
    for i, block in enumerate(blocks[1:], 1):
        above = blocks[i - 1]
        if (
            (quotes[i] and not (block.kind == above.kind == QUOTED and names(block.flat)))
            or block.kind not in (TEXT, BULLET, QUOTED)
            or not (above.kind == QUOTED or above.text.rstrip(" .").endswith(('"', "”", "»", "“")))
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
