"""The plan of an article: which blocks are quotes, which are headlines, which is the title."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from analysis.load import marks, wording
from analysis.load.blocks import BOLD, BREAK, BULLET, HEADING, QUOTED, RULE, TEXT, Block


class Outline(NamedTuple):
    """The blocks, and what each is in the plan."""

    blocks: list[Block]
    quotes: list[bool]  # begins with a quotation of its own
    headlines: set[int]
    inline: dict[int, int]  # headline and quote in one block: where the headline ends
    title: int | None
    carries: list[bool]  # an open quotation would be closed from here on, before anything else opens

    def goes_on(self, i: int) -> bool:
        """Whether an open quotation goes on in block i."""
        return i not in self.headlines and i not in self.inline and (self.quotes[i] or self.carries[i])


def outline(blocks: list[Block]) -> Outline:
    """The plan of the blocks."""
    blocks = [part for block in blocks for part in _cut(block)]
    inline = {i: end for i, block in enumerate(blocks) if (end := _inline(block))}
    quotes = [i not in inline and _quote(block) for i, block in enumerate(blocks)]
    following = _following(blocks)
    strong = [b.kind in (HEADING, BOLD) and wording.short(b.flat) for b in blocks]
    strong = [s and not (quotes[i] and not _quote_next(i, following, quotes)) for i, s in enumerate(strong)]
    quotes = [q and not s for q, s in zip(quotes, strong, strict=True)]
    weak = {i for i in range(len(blocks)) if not strong[i] and _weak(i, blocks, quotes, following)}
    title = _title(blocks, quotes, strong, weak, inline, following)
    fed = _fed(blocks, quotes, strong)
    bold = {i for i, s in enumerate(strong) if s and fed[i] and i != title}
    sections = _sections(bold, weak, blocks, following)
    weak -= {i for i in weak if not sections and i - 1 in bold} | {title}
    headlines = weak | (bold - {i for i in bold if sections and following[i] in weak})
    return Outline(blocks, quotes, headlines, inline, title, _carries(blocks, quotes, strong, headlines, inline))


def _cut(block: Block) -> list[Block]:
    """A headline and the quotation that begins on the next line, as two blocks."""
    at = block.text.find("\n")
    if at < 0 or block.kind not in (TEXT, BULLET):
        return [block]
    found, _ = marks.spans(block.text)
    start = found[0].start if found else 0
    if not start or block.text[start - 1] != "\n" or block.text[:start].rstrip()[-1:] in ",;":
        return [block]
    if not (found[0].closed is False or _tail(block.text[found[-1].end :])):
        return [block]
    head = Block(block.line, block.text[: start - 1], block.kind, block.level, block.marker, block.lead)
    return [head, Block(block.at(start), block.text[start:])]


def _tail(text: str) -> bool:
    return not any(map(str.isalnum, text)) or bool(wording.speaker(text))


def _quote(block: Block) -> bool:
    """Whether a block begins with a quotation that is more than a word of a sentence."""
    if block.kind == QUOTED:
        return True
    if block.kind in (RULE, BREAK) or not marks.starts(block.text):
        return False
    found, depth = marks.spans(block.text)
    tail = block.text[found[0].end :] if found else ""
    if depth or not any(map(str.isalnum, tail)) or wording.speaker(tail):
        return True
    first = block.text[: found[0].end]
    return not block.flat.endswith(":") and (len(first.split()) > 5 or bool(wording.SAYS.search(tail[:80])))


def _inline(block: Block) -> int:
    """Where the headline ends in `On Syria: “We will …”`; 0 where that is not the shape."""
    if block.kind not in (TEXT, BULLET, BOLD, HEADING):
        return 0
    found, _ = marks.spans(block.text)
    if not found or not found[0].start:
        return 0
    head = block.text[: found[0].start].rstrip()
    name = head.rstrip(" :–—-")
    if not name or len(name.split()) > 20 or not wording.short(name) or wording.boilerplate(name):
        return 0
    if block.lead and block.lead >= len(name) and block.kind != BOLD and not wording.narrates(name):
        return len(head)
    parted = head.endswith((":", " –", " —", " -"))
    return len(head) if parted and not wording.narrates(name) and not block.text.rstrip().endswith(":") else 0


def _following(blocks: list[Block]) -> list[int]:
    """For each block the next one that is neither page break nor rule; len(blocks) at the end."""
    after, following = len(blocks), [0] * len(blocks)
    for i in range(len(blocks) - 1, -1, -1):
        following[i] = after
        if blocks[i].kind not in (BREAK, RULE):
            after = i
    return following


def _quote_next(i: int, following: list[int], quotes: list[bool]) -> bool:
    return following[i] < len(quotes) and quotes[following[i]]


def _weak(i: int, blocks: list[Block], quotes: list[bool], following: list[int]) -> bool:
    """Whether a plain block reads as a headline: short, directly over a quote, no sentence, no narration."""
    block = blocks[i]
    if quotes[i] or block.kind not in (TEXT, BULLET) or not _quote_next(i, following, quotes):
        return False
    text = block.flat
    if not wording.short(text) or wording.boilerplate(text) or wording.FIELD.match(text) or wording.BYLINE.match(text):
        return False
    if wording.speaker(text) and i and quotes[i - 1]:
        return False
    return not text.endswith((".", ",", ";")) and not (text.endswith(":") and wording.narrates(text))


def _title(
    blocks: list[Block],
    quotes: list[bool],
    strong: list[bool],
    weak: set[int],
    inline: dict[int, int],
    following: list[int],
) -> int | None:
    headings = [i for i, b in enumerate(blocks) if b.kind == HEADING]
    if headings:
        first, top = headings[0], min(blocks[i].level for i in headings)
        alone = blocks[first].level == top and sum(blocks[i].level == top for i in headings) == 1
        others = weak or inline or sum(strong) > 1
        if alone and (others or not _quote_next(first, following, quotes)):
            return first
    for i, block in enumerate(blocks):
        if block.kind not in (BREAK, RULE):
            sits = i in weak or i in inline or quotes[i] or block.kind == BULLET
            return None if sits or _quote_next(i, following, quotes) or not wording.short(block.flat) else i
    return None


def _fed(blocks: list[Block], quotes: list[bool], strong: list[bool]) -> list[bool]:
    """For each block whether quoted words come before the next strong headline."""
    fed, coming = [False] * len(blocks), False
    for i in range(len(blocks) - 1, -1, -1):
        fed[i] = coming
        if strong[i]:
            coming = False
        elif quotes[i] or (blocks[i].kind not in (RULE, BREAK) and marks.MARK.search(blocks[i].text)):
            coming = coming or quotes[i] or len(marks.spans(blocks[i].text)[0]) > 0
    return fed


def _sections(bold: set[int], weak: set[int], blocks: list[Block], following: list[int]) -> bool:
    """Whether strong headings name sections, with plain headlines under them."""
    order = sorted(bold | weak)
    for here, after in pairwise(order):
        if here in weak and after in weak and any(following[b] == here for b in (here - 1, here - 2) if b in bold):
            return True
    return False


def _carries(
    blocks: list[Block], quotes: list[bool], strong: list[bool], headlines: set[int], inline: dict[int, int]
) -> list[bool]:
    carries, coming = [False] * len(blocks), False
    for i in range(len(blocks) - 1, -1, -1):
        if quotes[i] or strong[i] or i in headlines or i in inline:
            coming = False
        elif marks.balance(blocks[i].text) < 0:
            coming = True
        carries[i] = coming
    return carries
