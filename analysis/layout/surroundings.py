"""What belongs to the page around an article, and what to the quotation above."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from analysis.dates import when
from analysis.layout import furniture
from analysis.layout.blocks import BREAK, BULLET, HEADING, RULE, TEXT, Block
from analysis.layout.headings import ATTRIBUTION, CONTINUED, FURNITURE, Unit, mark_dates
from analysis.layout.labels import are_speakers
from analysis.layout.quoting import BARE, NONE, TOLD
from analysis.speech import speakers


def mark_furniture(units: list[Unit], captions: frozenset[tuple[int, str]]) -> None:
    """Mark page breaks, navigation, captions, running heads and a menu below the article."""
    mark_dates(units)
    times = Counter(unit.text for unit in units if not unit.quotes)
    last = max((i for i, unit in enumerate(units) if unit.quotes), default=0)
    is_over = False  # whether the page has begun again after the last quotation
    for i, unit in enumerate(units):
        block = unit.block
        if block.kind in (RULE, BREAK):
            unit.role = FURNITURE
        elif unit.quotes or unit.dated:
            continue
        elif (block.line, block.flat) in captions or (i < last and _is_byline(units, i)):
            unit.role = FURNITURE
        elif furniture.is_furniture(block) and not _is_headline_with_by(units, i):
            unit.role = FURNITURE
            is_over = is_over or (i > last and block.kind == TEXT)
        elif i > last and block.kind == HEADING and furniture.is_page_line(block.flat):
            unit.role, is_over = FURNITURE, True  # ### Share this:
        elif i and times[block.flat] > 1 and _is_at_break(units, i):
            unit.role = FURNITURE  # a running head
        unit.in_menu = is_over and block.kind in (TEXT, BULLET)


def _is_byline(units: list[Unit], i: int) -> bool:
    """Whether a line gives the author's name, in the second or third place and above a date."""
    if not 0 < i < min(4, len(units) - 2):
        return False
    date, after = units[i + 1], units[i + 2]
    # Above a quotation it is the speaker who is named with a date.
    if after.quotes and after.shape != TOLD:
        return False
    # "Jan 14, 2024 ∙ Paid ∙ 12 min read" has 34 characters.
    is_dated = len(date.text) < 40 and bool(when(date.text))
    return is_dated and furniture.is_names(units[i].text)


def _is_headline_with_by(units: list[Unit], i: int) -> bool:
    """Whether what looks like a byline heads a quotation: *By Land And By Sea*."""
    text = units[i].text
    if not furniture.BYLINE.match(text) or i + 1 == len(units):
        return False
    # Words below 0.6 have neither a given name nor an office in them, so they are no author.
    name = text.split(None, 1)[1]
    return units[i + 1].shape == BARE and speakers.likeness(name) < 0.6


def _is_at_break(units: list[Unit], i: int) -> bool:
    """Whether a unit is next to a page break."""
    return any(unit.block.kind == BREAK for unit in units[i - 1 : i + 2])


def mark_continued(units: list[Unit]) -> None:
    """Mark the blocks in which a quotation goes on that was opened in a block before."""
    closes = _closing(units)
    is_open = False
    for unit, closing in zip(units, closes, strict=True):
        block = unit.block
        if is_open and block.opens and unit.shape in (BARE, TOLD):
            unit.role = CONTINUED
            is_open = not block.spans[-1].closed
        elif is_open and closing and unit.shape in (NONE, TOLD):
            unit.role = CONTINUED
            # a term in marks, first in its paragraph, closes nothing: “Wrong” is a word
            is_open = block.opens or block.balance >= 0
        else:
            spans = unit.quoting.spans
            is_open = bool(spans) and not spans[-1].closed


def _closing(units: list[Unit]) -> list[bool]:
    """For each unit whether a closing mark comes, there or later, before a quotation or heading."""
    closes = []
    is_coming = False
    for unit in reversed(units):
        block = unit.block
        if block.balance < 0:
            is_coming = True
        elif unit.quotes or block.kind == HEADING or "bold" in block.style:
            is_coming = False
        closes.append(is_coming)
    return closes[::-1]


def mark_names_below(units: list[Unit]) -> None:
    """Mark the lines below quotations that name their speakers, where quotations come first.

    `“We burn.”` and below it `Ana Lima, president`, again and again, with nothing above the first.
    """
    first = next((i for i, unit in enumerate(units) if unit.quotes), len(units))
    if first and speakers.likeness(units[first - 1].text) >= 0.3:
        return  # the names are above their quotations
    # A name with its offices has up to thirty words; more are a paragraph.
    below = []
    for unit, after in pairwise(units):
        if unit.shape == BARE and after.is_open and len(after.text.split()) <= 30:
            below.append(after)
    bare = [i for i, unit in enumerate(units) if unit.shape == BARE]
    quotations = len(bare)
    if len(below) * 2 <= quotations or units[bare[-1] + 1 : bare[-1] + 2] != below[-1:]:
        return  # the last quotation has no name below it either
    # Where every quotation has such a line, only one that is surely no name speaks against it.
    likeness = [speakers.likeness(unit.text) for unit in below]
    every = len(below) == quotations > 1 and min(likeness) > -0.5
    if below and (every or are_speakers(likeness)):
        for unit in below:
            unit.role, unit.quoting.speaker = ATTRIBUTION, unit.text


def mark_attributions(units: list[Unit]) -> None:
    """Mark the lines that name who said the quotation above: — Ana Lima"""
    first = next((i for i, unit in enumerate(units) if unit.quotes), len(units))
    bullets = {unit.block.marker for unit in units[:first]}
    for above, unit in pairwise(units):
        if unit.is_open and (above.quotes or above.role == CONTINUED):
            who = speakers.attribution(_attribution_text(unit.block, bullets))
            if who:
                unit.role, unit.quoting.speaker = ATTRIBUTION, who


def _attribution_text(block: Block, bullets: set[str]) -> str:
    """A line as the end of a quotation, a dash that was taken for a bullet put back."""
    if block.marker in ("-", "–", "—") and block.marker not in bullets:
        return f"– {block.flat}"
    return block.flat
