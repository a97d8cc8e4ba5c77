"""The plan of an article: which blocks are quotes, which are headlines, which is the title."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from analysis.load import roles, wording
from analysis.load.blocks import APART, BOLD, BREAK, BULLET, HEADING, QUOTED, SET, TEXT, Block
from analysis.load.mending import mended


@dataclass(slots=True)
class Outline:
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
    behind = [i for i, block in enumerate(blocks) if block.spans and block.spans[-1].start]
    inline = {i: end for i in behind if (end := roles.headline_end(blocks[i]))}
    leads = {i: end for i, b in enumerate(blocks) if b.lead and i not in inline and (end := roles.lead_end(b))}
    labelled = roles.under_labels(blocks)
    inline |= leads
    if labelled:
        inline = {i: end for i, end in inline.items() if i < min(labelled) or not roles.label(blocks[i])}
    quotes = [(b.quotes or b.kind == QUOTED) and i not in inline and roles.is_quote(b) for i, b in enumerate(blocks)]
    speakers = roles.speaker_lines(blocks, quotes)
    quotes = [q and i not in speakers for i, q in enumerate(quotes)]
    strong = _strong(blocks, quotes, inline, following)
    quotes = [q and not s for q, s in zip(quotes, strong, strict=True)]
    over = [i for i in range(len(blocks)) if roles.over_quote(i, following, quotes) and not quotes[i]]
    weak = {i for i in over if roles.is_headline(blocks[i])}
    weak = (weak | labelled) - inline.keys() - speakers.keys()
    if not weak and not inline and sum(strong) < 2:
        weak = roles.sentence_headlines(blocks, quotes, following) - speakers.keys()
    speakers |= roles.names_below(blocks, quotes, weak | {i for i, s in enumerate(strong) if s})
    weak -= speakers.keys()
    strong = [s and i not in speakers for i, s in enumerate(strong)]
    voiced = len(speakers) + sum(q and roles.is_voiced(b) for q, b in zip(quotes, blocks, strict=True))
    if voiced > 1 and len(weak) == 1 and not inline and not any(strong[1:]):
        weak = set()  # one plain line over quotes that each name their speaker is an introduction
    title = _title(
        blocks, quotes, strong, bool(weak or inline or sum(strong) > 1 or voiced > 1), following, weak, inline
    )
    fed = _fed(blocks, quotes, strong)
    bold = {i for i, s in enumerate(strong) if s and fed[i] and i != title}
    sections = _sections(bold, weak, following)
    first = min(bold, default=len(blocks))
    weak -= {i for i in weak if not sections and (i - 1 in bold or (i > first and wording.goes_on(blocks[i].flat)))}
    weak -= {title}
    bold -= _over_leads(bold, leads, quotes)
    headlines = weak | (bold - {i for i in bold if sections and following[i] in weak})
    among = roles.among_bullets(blocks, quotes, headlines, inline)
    inline = {i: end for i, end in inline.items() if i not in among}
    kinds = {(blocks[i].kind, blocks[i].level) for i in headlines if strong[i]}
    bare = {i for i, b in enumerate(blocks) if strong[i] and not fed[i] and i != title and (b.kind, b.level) in kinds}
    told = roles.told_as(inline, bold, blocks)
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


def _strong(blocks: list[Block], quotes: list[bool], inline: dict[int, int], following: list[int]) -> list[bool]:
    """Whether a block is set as a headline; bold words in quotation marks are one where a quote follows."""
    return [
        b.kind in SET
        and i not in inline
        and wording.heads(b.flat)
        and not (b.kind == BOLD and quotes[i] and not roles.over_quote(i, following, quotes))
        for i, b in enumerate(blocks)
    ]


def _running(blocks: list[Block], title: int | None) -> set[int]:
    """Running heads: short lines beside a page break that stand there more than once, or repeat the title."""
    if BREAK not in [block.kind for block in blocks]:
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
        if blocks[i].kind not in APART and not wording.alone(blocks[i].text):
            after = i
    return following


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
        if alone and (others or not roles.over_quote(first, following, quotes)):
            return first
    first = next((i for i, b in enumerate(blocks) if b.kind not in APART), None)
    if first is None or first in weak or first in inline or quotes[first] or blocks[first].kind == BULLET:
        return None
    if strong[first] and sum(strong) > 1 and _fed(blocks, quotes, strong)[first]:
        return None
    heads = roles.over_quote(first, following, quotes) and (strong[first] or not others or weak)
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
        elif quotes[i] or (blocks[i].spans and blocks[i].kind not in APART):
            coming = True
    return fed


def _sections(bold: set[int], weak: set[int], following: list[int]) -> bool:
    """Whether strong headings name sections, with plain headlines under them."""
    under = weak.intersection(following[i] for i in bold if following[i] <= i + 2)
    return any(here in under and after in weak for here, after in pairwise(sorted(bold | weak)))


def _over_leads(bold: set[int], leads: dict[int, int], quotes: list[bool]) -> set[int]:
    """The strong headlines that name a section of bullets with headlines of their own."""
    if not leads:
        return set()
    order = sorted(bold | leads.keys() | {i for i, quoted in enumerate(quotes) if quoted})
    return {here for here, after in pairwise(order) if here in bold and after in leads}


def _carries(blocks: list[Block], quotes: list[bool], strong: list[bool], headlines: set[int]) -> list[bool]:
    carries, coming = [False] * len(blocks), False
    for i in range(len(blocks) - 1, -1, -1):
        if quotes[i] or strong[i] or i in headlines:
            coming = False
        elif blocks[i].balance < 0:
            coming = True
        carries[i] = coming
    return carries
