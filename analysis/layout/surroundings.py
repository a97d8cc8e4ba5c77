"""What belongs to the page around an article, and what to the quotation above."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from analysis.dates import when
from analysis.layout import furniture
from analysis.layout.blocks import BREAK, BULLET, HEADING, RULE, TEXT, Block
from analysis.layout.headings import ATTRIBUTION, CONTINUED, FURNITURE, Unit, mark_dates
from analysis.layout.labels import are_speakers
from analysis.layout.quoting import BARE, LABELLED, NONE, TOLD
from analysis.speech import speakers


def mark_furniture(units: list[Unit], captions: frozenset[tuple[int, str]]) -> None:
    """Mark page breaks, navigation, captions, running heads and a menu below the article."""
    mark_dates(units)
    times = Counter([unit.text for unit in units if not unit.quotes])
    last = 0
    for i, unit in enumerate(units):
        if unit.quotes:
            last = i

    is_over = False  # whether the page has begun again after the last quotation
    for i, unit in enumerate(units):
        block = unit.block
        is_after = i > last
        if block.kind in (RULE, BREAK):
            unit.role = FURNITURE
        elif unit.quotes or unit.dated:
            continue
        elif (block.line, block.flat) in captions or (i < last and _is_byline(units, i)):
            unit.role = FURNITURE
        elif furniture.is_furniture(block) and not _is_headline_with_by(units, i):
            unit.role = FURNITURE
            if is_after and block.kind == TEXT:
                is_over = True
        elif is_after and block.kind == HEADING and furniture.is_page_line(block.flat):
            unit.role = FURNITURE  # ### Share this:
            is_over = True
        elif i and times[block.flat] > 1 and _is_at_break(units, i):
            unit.role = FURNITURE  # a running head
        unit.in_menu = is_over and block.kind in (TEXT, BULLET)


def _is_byline(units: list[Unit], i: int) -> bool:
    """Whether a line gives the author's name, in the second or third place and above a date."""
    if not 0 < i < min(4, len(units) - 2):
        return False
    # Above a quotation it is the speaker who is named with a date.
    if units[i + 2].shape in (BARE, LABELLED):
        return False
    date = units[i + 1].text
    # "Jan 14, 2024 ∙ Paid ∙ 12 min read" has 34 characters.
    if len(date) >= 40 or not when(date):
        return False
    return furniture.is_names(units[i].text)


def _is_headline_with_by(units: list[Unit], i: int) -> bool:
    """Whether what looks like a byline heads a quotation: *By Land And By Sea*."""
    text = units[i].text
    below = i + 1
    if below == len(units) or not furniture.BYLINE.match(text):
        return False
    if units[below].shape != BARE:
        return False
    # Words below 0.6 have neither a given name nor an office in them, so they are no author.
    name = text.split(None, 1)[1]
    return speakers.likeness(name) < 0.6


def _is_at_break(units: list[Unit], i: int) -> bool:
    """Whether a unit is next to a page break."""
    around = [unit.block.kind for unit in units[i - 1 : i + 2]]
    return BREAK in around


def mark_continued(units: list[Unit]) -> None:
    """Mark the blocks in which a quotation goes on that was opened in a block before."""
    closes = _closing(units)
    is_open = False
    for unit, closing in zip(units, closes, strict=True):
        block = unit.block
        reopens = block.opens and unit.shape in (BARE, TOLD)
        goes_on = closing and unit.shape in (NONE, TOLD)
        if is_open and reopens:
            unit.role = CONTINUED
            is_open = not block.spans[-1].closed
        elif is_open and goes_on:
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
        is_heading = block.kind == HEADING or "bold" in block.style
        if block.balance < 0:
            is_coming = True
        elif unit.quotes or is_heading:
            is_coming = False
        closes.append(is_coming)
    return closes[::-1]


def mark_names_below(units: list[Unit]) -> None:
    """Mark the lines below quotations that name their speakers, where quotations come first.

    `“We burn.”` and below it `Ana Lima, president`, again and again, with nothing above the first.
    """
    first = _first_quotation(units)
    if first and speakers.likeness(units[first - 1].text) >= 0.3:
        return  # the names are above their quotations

    quotations = 0
    below: list[Unit] = []
    is_last_named = False  # whether the last quotation has such a line below it
    for unit, after in zip(units, [*units[1:], None], strict=False):
        if unit.shape != BARE:
            continue
        quotations += 1
        is_last_named = False
        if after is not None and _may_be_name(after):
            is_last_named = True
            below.append(after)
    if len(below) * 2 <= quotations or not is_last_named:
        return

    likeness = [speakers.likeness(unit.text) for unit in below]
    # Where every quotation has such a line, only one that is surely no name speaks against it.
    every = len(below) == quotations > 1 and min(likeness) > -0.5
    if every or are_speakers(likeness):
        for unit in below:
            unit.role = ATTRIBUTION
            unit.quoting.speaker = unit.text


def _may_be_name(unit: Unit) -> bool:
    """Whether a unit is short enough to name a speaker."""
    # A name with its offices has up to thirty words; more are a paragraph.
    return unit.is_open and len(unit.text.split()) <= 30


def _first_quotation(units: list[Unit]) -> int:
    """The place of the first quotation, or how many units there are."""
    for i, unit in enumerate(units):
        if unit.quotes:
            return i
    return len(units)


def mark_attributions(units: list[Unit]) -> None:
    """Mark the lines that name who said the quotation above: — Ana Lima"""
    before = units[: _first_quotation(units)]
    bullets = {unit.block.marker for unit in before}
    for above, unit in pairwise(units):
        follows = above.quotes or above.role == CONTINUED
        if not follows or not unit.is_open:
            continue
        who = speakers.attribution(_attribution_text(unit.block, bullets))
        if who:
            unit.role = ATTRIBUTION
            unit.quoting.speaker = who


def _attribution_text(block: Block, bullets: set[str]) -> str:
    """A line as the end of a quotation, a dash that was taken for a bullet put back."""
    if block.marker in ("-", "–", "—") and block.marker not in bullets:
        return f"– {block.flat}"
    return block.flat
