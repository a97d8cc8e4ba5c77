"""Which block of an article is its title."""

from __future__ import annotations

from analysis.dates import when
from analysis.layout import furniture
from analysis.layout.blocks import HEADING, TEXT
from analysis.layout.headings import TITLE, Unit, form_of, shape_below
from analysis.layout.quoting import BARE, LABELLED, NONE
from analysis.speech import english

FRONT = 60  # blocks at the beginning among which the title is looked for


def mark_title(units: list[Unit], given: str) -> str:
    """Mark the blocks that are the article's title and return it."""
    index = _title_heading(units, given)
    if index is None:
        index = _title_line(units)
    if index is None:
        return ""
    title = units[index].text
    for unit in units:
        if unit.text == title:
            unit.role = TITLE
    return title


def _title_heading(units: list[Unit], given: str) -> int | None:
    """The heading that is the title: the given one, or the only one of the highest level."""
    headings = [i for i, unit in enumerate(units) if unit.block.kind == HEADING]
    if not headings:
        return None
    # Only the site's name and a section may be above the title.
    for i in headings[:3]:
        if given and units[i].text == given:
            return i
    first = headings[0]
    levels = [units[i].block.level for i in headings]
    highest = levels[0]
    if highest > min(levels) or levels.count(highest) > 1:
        return None
    if len(headings) == 1 and _is_over_one_quotation(units, first):
        return None
    return first


def _is_over_one_quotation(units: list[Unit], heading: int) -> bool:
    """Whether the only heading is over one quotation, and not over a list of them."""
    if shape_below(units, heading) != BARE:
        return False
    numbered = 0
    for unit in units:
        if unit.shape == LABELLED or unit.quoting.speaker:
            return False
        if unit.shape == BARE and unit.block.marker[:1].isdigit():
            numbered += 1
    return numbered < 2


def _title_line(units: list[Unit]) -> int | None:
    """The plain line that is the title: the first one that can be it."""
    candidates = []
    for i, unit in enumerate(units[:FRONT]):
        if unit.quotes:
            break
        if _may_be_title(unit):
            candidates.append(i)
    if not candidates:
        return None
    first = candidates[0]
    for i in candidates:
        # One or two words above the title are a section or a site: "Opinion", "The Paper".
        if len(units[i].text.split()) >= 3:
            first = i
            break
    if len(units[first].text.split()) < 2 or _heads_like_others(units, first):
        return None
    attributed = sum(bool(unit.quoting.speaker) for unit in units)
    if attributed < 2 and shape_below(units, first) == BARE:
        return None
    return first


def _may_be_title(unit: Unit) -> bool:
    """Whether a line could be the title: short, no sentence, no list item."""
    block = unit.block
    text = unit.text
    if not unit.is_open or block.style:
        return False
    if block.kind not in (TEXT, HEADING):
        return False
    # More characters are a paragraph; "The Paper | News | Talks" is a path through the site.
    if len(text) > 250 or text[-1] in ":,;" or "|" in text:
        return False
    if furniture.is_list_heading(text) and len(text.split()) < 5:
        return False
    if text.endswith("."):
        return english.title_case(text) or not english.sentences(text)
    if english.short(text):
        return True
    return len(text) < 150 and not when(text)


def _heads_like_others(units: list[Unit], first: int) -> bool:
    """Whether a line heads a quotation, as another line of its form does."""
    if shape_below(units, first) == NONE:
        return False
    form = form_of(units[first].block)
    for i, unit in enumerate(units):
        if i == first or not unit.is_open or shape_below(units, i) == NONE:
            continue
        if form_of(unit.block) == form:
            return True
    return False
