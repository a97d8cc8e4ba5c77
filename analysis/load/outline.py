"""The plan of an article: which blocks are quotes, which are headlines, which is the title."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from analysis.load import marks, wording
from analysis.load.blocks import BOLD, BREAK, BULLET, HEADING, QUOTED, RULE, TEXT, Block, flat
from analysis.load.mending import mended, tail
from analysis.load.names import is_bare, names


class Outline(NamedTuple):
    """The blocks, and what each is in the plan."""

    blocks: list[Block]
    quotes: list[bool]  # begins with a quotation of its own
    headlines: set[int]
    inline: dict[int, int]  # headline and quote in one block: where the headline ends
    told: str  # what such beginnings are under a heading: headline, speaker or narration
    speakers: dict[int, str]  # a line that names who was quoted above it
    title: int | None
    carries: list[bool]  # an open quotation would be closed from here on, before anything else opens
    last: int  # the last block that is or holds a headline; -1 where none is
    running: set[int]  # running heads beside a page break
    bare: set[int]  # what looks like the other headlines and has no quote under it

    def goes_on(self, i: int) -> bool:
        """Whether an open quotation goes on in block i."""
        return i not in self.headlines and i not in self.inline and (self.quotes[i] or self.carries[i])


def outline(blocks: list[Block]) -> Outline:
    """The plan of the blocks."""
    blocks = mended(blocks)
    following = _following(blocks)
    inline = {i: end for i, block in enumerate(blocks) if (end := _inline(block))}
    quotes = [i not in inline and _quote(block) for i, block in enumerate(blocks)]
    speakers = _speakers(blocks, quotes)
    quotes = [q and i not in speakers for i, q in enumerate(quotes)]
    strong = [b.kind in (HEADING, BOLD) and i not in inline and wording.short(b.flat) for i, b in enumerate(blocks)]
    strong = [
        s and not (blocks[i].kind == BOLD and quotes[i] and not _quote_next(i, following, quotes))
        for i, s in enumerate(strong)
    ]
    quotes = [q and not s for q, s in zip(quotes, strong, strict=True)]
    weak = {i for i in range(len(blocks)) if not strong[i] and _weak(i, blocks, quotes, following)}
    weak -= inline.keys() | speakers.keys()
    if not weak and not inline and sum(strong) < 2:
        weak = _sentences(blocks, quotes, following) - speakers.keys()
    speakers |= _names_below(blocks, quotes, weak | {i for i, s in enumerate(strong) if s})
    weak -= speakers.keys()
    strong = [s and i not in speakers for i, s in enumerate(strong)]
    voiced = len(speakers) + sum(q and _voiced(b) for q, b in zip(quotes, blocks, strict=True))
    if voiced > 1 and len(weak) == 1 and not inline and not any(strong[1:]):
        weak = set()  # one plain line over quotes that each name their speaker is an introduction
    title = _title(
        blocks, quotes, strong, bool(weak or inline or sum(strong) > 1 or voiced > 1), following, weak, inline
    )
    fed = _fed(blocks, quotes, strong)
    bold = {i for i, s in enumerate(strong) if s and fed[i] and i != title}
    sections = _sections(bold, weak, following)
    weak -= {i for i in weak if not sections and i - 1 in bold} | {title}
    headlines = weak | (bold - {i for i in bold if sections and following[i] in weak})
    kinds = {(blocks[i].kind, blocks[i].level) for i in headlines if strong[i]}
    bare = {i for i, b in enumerate(blocks) if strong[i] and not fed[i] and i != title and (b.kind, b.level) in kinds}
    told = _told(inline, bold, blocks)
    carries = _carries(blocks, quotes, strong, headlines | inline.keys())
    return Outline(
        blocks,
        quotes,
        headlines,
        inline,
        told,
        speakers,
        title,
        carries,
        max(headlines | inline.keys(), default=-1),
        _running(blocks, title),
        bare,
    )


def _quote(block: Block) -> bool:
    """Whether a block begins with a quotation that is more than a word of a sentence."""
    if block.kind == QUOTED:
        return not (block.marker in ("-", "–", "—") and wording.speaker("– " + block.flat))
    if block.kind in (RULE, BREAK) or not marks.starts(block.text) or block.text.rstrip().endswith(("”:", '":', "»:")):
        return False
    found = block.spans
    if not found or not found[-1].closed or tail(block.text[found[0].end :]):
        return True
    if not any(wording.wordy(block.text[a.end : b.start]) for a, b in pairwise(found)) and tail(
        block.text[found[-1].end :]
    ):
        return True
    behind = block.text[found[0].end :]
    first = block.text[: min(found[0].end, 200)]
    return not block.flat.endswith(":") and (len(first.split()) > 5 or wording.says(behind[:80]))


def _inline(block: Block) -> int:
    """Where the headline ends in `On Syria: “We will …”`; 0 where that is not the shape."""
    if block.kind not in (TEXT, BULLET, BOLD, HEADING) or block.text.rstrip().endswith(":"):
        return 0
    for span in block.spans[:4]:
        if span.start > 300:
            break
        head = block.text[: span.start].rstrip()
        name = head.rstrip(" :–—-")
        if not name or len(name.split()) > 20 or not wording.short(name) or wording.off_topic(head):
            continue
        bold = bool(block.lead) and block.lead >= len(name) and block.kind != BOLD
        if (bold or head.endswith((":", " –", " —", " -"))) and not wording.narrates(name):
            return len(head)
    return 0


def _speakers(blocks: list[Block], quotes: list[bool]) -> dict[int, str]:
    """The lines that name a speaker, by the block: behind a dash or in brackets, right under a quotation."""
    first = quotes.index(True) if True in quotes else len(blocks)
    markers = {b.marker for b in blocks[:first] if b.kind == BULLET}  # these mark headlines
    found = {}
    for i, block in enumerate(blocks[1:], 1):
        above = blocks[i - 1]
        if (
            (quotes[i] and not (block.kind == above.kind == QUOTED and names(block.flat)))
            or block.kind not in (TEXT, BULLET, QUOTED)
            or not (above.kind == QUOTED or above.text.rstrip(" .")[-1:] in tuple('"”»“'))
        ):
            continue
        dash = block.marker in ("-", "–", "—") and block.marker not in markers
        if block.marker and not dash:
            continue
        if who := wording.speaker("– " + block.flat if dash or block.kind == QUOTED else block.flat):
            found[i] = who
    return found


def _sentences(blocks: list[Block], quotes: list[bool], following: list[int]) -> set[int]:
    """The headlines of an article where they are plain sentences: each over a quote, little else in between."""
    plain = {i for i, b in enumerate(blocks) if b.kind == TEXT and not quotes[i] and wording.sentence(b.flat)}
    heads = {i for i in plain if _quote_next(i, following, quotes)}
    whole = all(tail(b.text[b.spans[-1].end :]) for q, b in zip(quotes, blocks, strict=True) if q and b.spans)
    others = sum(b.kind == TEXT and not q for q, b in zip(quotes, blocks, strict=True)) - len(heads)
    return heads if whole and len(heads) > max(1, others) else set()


def _names_below(blocks: list[Block], quotes: list[bool], heads: set[int]) -> dict[int, str]:
    """The speakers, where quotations come first and a line under each names who said it."""
    first = quotes.index(True) if True in quotes else 0
    levels = [blocks[i].level for i in heads if blocks[i].kind == HEADING]
    heads = {i for i in heads if not (i < first and blocks[i].kind == HEADING and levels.count(blocks[i].level) == 1)}
    if any(i < first for i in heads):
        return {}
    under = {i + 1 for i, quoted in enumerate(quotes[:-1]) if quoted and blocks[i + 1].kind in (TEXT, BOLD)}
    named = {i: blocks[i].flat for i in under if names(blocks[i].flat) or is_bare(blocks[i].flat)}
    return named if heads <= named.keys() and sum(map(names, named.values())) * 2 > len(named) else {}


def _voiced(block: Block) -> bool:
    return bool(block.spans) and bool(wording.speaker(block.text[block.spans[-1].end :]))


def _running(blocks: list[Block], title: int | None) -> set[int]:
    """Running heads: short lines beside a page break that stand there more than once, or repeat the title."""
    if not any(block.kind == BREAK for block in blocks):
        return set()
    times = Counter(b.flat for b in blocks if b.kind in (TEXT, HEADING))
    found = set()
    for i, block in enumerate(blocks):
        beside = (i and blocks[i - 1].kind == BREAK) or (i + 1 < len(blocks) and blocks[i + 1].kind == BREAK)
        if beside and i != title and times[block.flat] > 1 and len(block.flat) < 120:
            found.add(i)
    return found


def _following(blocks: list[Block]) -> list[int]:
    """For each block the next one that is neither page break nor rule; len(blocks) at the end."""
    after, following = len(blocks), [0] * len(blocks)
    for i in range(len(blocks) - 1, -1, -1):
        following[i] = after
        if blocks[i].kind not in (BREAK, RULE) and not wording.alone(blocks[i].text):
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
    if not wording.short(text) or wording.off_topic(text):
        return False
    if text.endswith(":"):
        return not wording.narrates(text)
    return not text.endswith((".", ",", ";")) or (block.marker[:-1].isdigit() and wording.sentence(text))


def _title(
    blocks: list[Block],
    quotes: list[bool],
    strong: list[bool],
    others: bool,
    following: list[int],
    weak: set[int],
    inline: dict[int, int],
) -> int | None:
    """The block that is the article's title: its one top heading, or a short first line that heads no quote."""
    headings = [i for i, b in enumerate(blocks) if b.kind == HEADING]
    if headings:
        first, top = headings[0], min(blocks[i].level for i in headings)
        alone = blocks[first].level == top and sum(blocks[i].level == top for i in headings) == 1
        if alone and (others or not _quote_next(first, following, quotes)):
            return first
    first = next((i for i, b in enumerate(blocks) if b.kind not in (BREAK, RULE)), None)
    if first is None or first in weak or first in inline or quotes[first] or blocks[first].kind == BULLET:
        return None
    if strong[first] and sum(strong) > 1 and _fed(blocks, quotes, strong)[first]:
        return None
    heads = _quote_next(first, following, quotes) and (strong[first] or not others or weak)
    if heads or not wording.short(blocks[first].flat):
        return None
    return None if wording.FIELD.match(blocks[first].flat) or wording.BYLINE.match(blocks[first].flat) else first


def _fed(blocks: list[Block], quotes: list[bool], strong: list[bool]) -> list[bool]:
    """For each block whether quoted words come before the next strong headline."""
    fed, coming = [False] * len(blocks), False
    for i in range(len(blocks) - 1, -1, -1):
        fed[i] = coming
        if strong[i]:
            coming = False
        elif quotes[i] or (blocks[i].kind not in (RULE, BREAK) and marks.MARK.search(blocks[i].text)):
            coming = coming or quotes[i] or bool(blocks[i].spans)
    return fed


def _sections(bold: set[int], weak: set[int], following: list[int]) -> bool:
    """Whether strong headings name sections, with plain headlines under them."""
    order = sorted(bold | weak)
    for here, after in pairwise(order):
        if here in weak and after in weak and any(following[b] == here for b in (here - 1, here - 2) if b in bold):
            return True
    return False


def _told(inline: dict[int, int], bold: set[int], blocks: list[Block]) -> str:
    """What the words before a colon and a quotation are where they stand under a heading."""
    begun = [flat(blocks[i].text[:end]).rstrip(" :–—-") for i, end in inline.items()]
    if sum(is_bare(text) or names(text) for text in begun) * 2 > len(begun):
        return "speaker"
    order = sorted(bold | inline.keys())
    several = any(
        a in bold and b in inline and c in inline for a, b, c in zip(order, order[1:], order[2:], strict=False)
    )
    return "headline" if several else "narration"


def _carries(blocks: list[Block], quotes: list[bool], strong: list[bool], headlines: set[int]) -> list[bool]:
    carries, coming = [False] * len(blocks), False
    for i in range(len(blocks) - 1, -1, -1):
        if quotes[i] or strong[i] or i in headlines:
            coming = False
        elif marks.balance(blocks[i].text) < 0:
            coming = True
        carries[i] = coming
    return carries
