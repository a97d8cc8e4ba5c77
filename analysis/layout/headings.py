"""Which blocks of an article are its title, which could head something, and in which form."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from analysis.dates import when
from analysis.layout import furniture
from analysis.layout.blocks import HEADING, QUOTED, TEXT, Block
from analysis.layout.quoting import BARE, LABELLED, NONE, TOLD, Quoting
from analysis.speech import english, speakers

# Roles that a form can have, and so each block of it.
HEADLINE, SPEAKER, SECTION, NOTHING = "headline", "speaker", "section", "nothing"
# Roles of single blocks.
TITLE, FURNITURE, ANNOUNCEMENT, NARRATION = "title", "furniture", "announcement", "narration"
QUOTE, CONTINUED, ATTRIBUTION = "quote", "continued", "attribution"

FRONT = 60  # blocks at the beginning among which the title is looked for
LONGEST_HEAD = 20  # words of a plain line that may head something; a standfirst has more

# JAN 25: the entries of a timeline have a form that is not that of other headings.
_MONTH_AND_DAY = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}$", re.I
)
# Oslo, 2 May 2020 · Oslo, May 2, 2020: where and when the quotation below was said
_PLACE_AND_DATE = re.compile(
    r"[^\W\d_a-z][\w .'’-]{1,30}, (?:\d{1,2} )?[A-Z][a-z]+ (?:\d{1,2}, )?\d{4}$"
)
# LISBON, May 5 (Reuters) – The council voted …: the first sentence of a wire story
_DATELINE = re.compile(
    r"[A-Z][A-Z .'’-]{2,30}(?:, [^()–—-]{2,30})?(?: \([^()]{2,30}\))? ?[–—-]{1,2} [A-Z]"
)
_TIMESTAMP = re.compile(r"(?:\d+:)?\d?\d:\d\d\s")  # 02:10 How we began, in a list of a podcast


class Form(NamedTuple):
    """What a block that could head something looks like."""

    kind: str
    level: int = 0
    style: str = ""
    marker: str = ""
    capitals: bool = False
    colon: bool = False
    dated: bool = False


LABEL_ABOVE = Form("label above")  # **Ana Lima:** on a line of its own, where others are labels


@dataclass(slots=True)
class Unit:
    """A block, how it quotes, and what it is in the article."""

    block: Block
    quoting: Quoting
    role: str = NARRATION
    form: Form | None = None
    likeness: float = 0.0  # of a heading or label: how much it looks like a speaker
    dated: bool = False  # whether it gives the date of the quotation below
    in_menu: bool = False  # whether the page goes on with it after the last quotation
    follows: str | Form = ""  # what is below a heading: how it quotes, or the form of another one
    text: str = field(init=False)  # the block on one line
    shape: str = field(init=False)  # how it quotes
    quotes: bool = field(init=False)  # whether there is a quotation in it

    def __post_init__(self) -> None:
        """Derive what is asked for most often."""
        self.text = self.block.flat
        self.read_as(self.quoting)

    def read_as(self, quoting: Quoting) -> None:
        """Take it to quote in this way."""
        self.quoting = quoting
        self.shape = quoting.shape
        self.quotes = quoting.shape != NONE

    @property
    def is_open(self) -> bool:
        """Whether its role is still to be found."""
        return self.role == NARRATION and not self.quotes


def shape_below(units: list[Unit], i: int) -> str:
    """How the next unit quotes, a place with a date left out: *Oslo, 2 May 2020*."""
    for below in units[i + 1 : i + 3]:
        # A year ends such a line, which is seen sooner than the whole pattern.
        is_dated = below.text[-1:].isdigit() and _PLACE_AND_DATE.match(below.text)
        if not is_dated:
            return below.shape
    return NONE


def mark_dates(units: list[Unit]) -> None:
    """Mark the dates over quotations, where there are several: a timeline."""
    dates = []
    for unit, below in pairwise(units):
        if below.quotes and not unit.quotes and _is_date(unit.text):
            dates.append(unit)
    if len(dates) > 1:
        for unit in dates:
            unit.dated = True


def _is_date(text: str) -> bool:
    """Whether a short line gives a date and no place: *14 March 2023*, *June 2020*, *2019*."""
    # "Wednesday, September 30, 2020" has 29 characters.
    if len(text) > 29 or not text[-1:].isdigit():
        return False
    if len(text) == 4 and text.isdigit():
        return True
    return bool(when(text)) and not _PLACE_AND_DATE.match(text)


# --- the title ----------------------------------------------------------------------------------


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
    # Only the site's name and a section may be above the title.
    for i in headings[:3]:
        if given and units[i].text == given:
            return i
    if not headings:
        return None
    first = headings[0]
    levels = [units[i].block.level for i in headings]
    if levels[0] > min(levels) or levels.count(levels[0]) > 1:
        return None
    is_alone = len(headings) == 1 and shape_below(units, first) == BARE
    numbered = [unit for unit in units if unit.shape == BARE and unit.block.marker[:1].isdigit()]
    is_alone = is_alone and len(numbered) < 2  # else it is the title of a list
    if is_alone and not any(unit.shape == LABELLED or unit.quoting.speaker for unit in units):
        return None  # one heading over one quotation
    return first


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
    # One or two words above the title are a section or a site: "Opinion", "The Paper".
    long = [i for i in candidates if len(units[i].text.split()) >= 3]
    first = (long or candidates)[0]
    if len(units[first].text.split()) < 2 or _heads_like_others(units, first):
        return None
    attributed = sum(bool(unit.quoting.speaker) for unit in units) > 1
    if shape_below(units, first) == BARE and not attributed:
        return None
    return first


def _may_be_title(unit: Unit) -> bool:
    """Whether a line could be the title: short, no sentence, no list item."""
    block, text = unit.block, unit.text
    if not unit.is_open or block.style or block.kind not in (TEXT, HEADING):
        return False
    # More characters are a paragraph; "The Paper | News | Talks" is a path through the site.
    if len(text) > 250 or text[-1] in ":,;" or "|" in text:
        return False
    if furniture.is_list_heading(text) and len(text.split()) < 5:
        return False
    if text.endswith("."):
        return english.title_case(text) or not english.sentences(text)
    return english.short(text) or (len(text) < 150 and not when(text))


def _heads_like_others(units: list[Unit], first: int) -> bool:
    """Whether a line heads a quotation, as another line of its form does."""
    if shape_below(units, first) == NONE:
        return False
    form = _form(units[first].block)
    for i, unit in enumerate(units):
        is_other = i != first and unit.is_open and shape_below(units, i) != NONE
        if is_other and _form(unit.block) == form:
            return True
    return False


# --- headings -----------------------------------------------------------------------------------


def mark_heads(units: list[Unit], labels: str) -> None:
    """Give each block that could head something its form; `labels` is the role of labels."""
    emphasised = False  # whether a heading came before
    begin = next((i for i, unit in enumerate(units) if unit.role == TITLE or unit.quotes), 0)
    if units and units[begin].role != TITLE:
        begin = 0
    styles = {unit.block.style for unit in units if unit.is_open and unit.block.style}
    for i, unit in enumerate(units):
        if i < begin or unit.in_menu:
            continue  # a menu above the title or below the article
        below = units[i + 1] if i + 1 < len(units) else None
        if below and _is_marked_head(unit, below, styles):
            unit.read_as(Quoting())
        if not unit.is_open:
            continue
        if furniture.is_list_heading(unit.text) or _announces_list(unit.text):
            unit.role = ANNOUNCEMENT
        elif _could_head(units, i, emphasised):
            unit.form = _form(unit.block)
            unit.likeness = speakers.likeness(unit.text)
            if unit.dated:
                unit.likeness = -1.0  # June 2020 is no person
            is_label = unit.likeness >= 0.6 or unit.text[-1] == ":"
            if is_label and labels == SPEAKER and shape_below(units, i) == BARE:
                unit.form = LABEL_ABOVE
        emphasised = emphasised or unit.block.kind == HEADING
    _unmark_sentences(units)


def _unmark_sentences(units: list[Unit]) -> None:
    """Take for narration a report's sentence or two that could head something, but head no list."""
    plain = []
    for i, unit in enumerate(units):
        if unit.form and unit.block.kind == TEXT and not unit.block.style:
            plain.append(i)
    heading = sum(shape_below(units, i) == BARE for i in plain)
    if heading < 2 and len(plain) < 3 and all(units[i].text[-1:] == "." for i in plain):
        for i in plain:
            units[i].form = None


def _is_marked_head(unit: Unit, below: Unit, styles: set[str]) -> bool:
    """Whether a line in quotation marks is a headline: `4. “Sanctions from hell”`

    It has a number, or is set like other lines over quotations and unlike the quotation below it.
    """
    if unit.shape != BARE:
        return False
    block = unit.block
    is_set_off = block.style in styles and below.block.style != block.style
    if not (block.marker[:1].isdigit() or is_set_off):
        return False
    # More words in marks are a quotation by themselves.
    return len(unit.text.split()) <= 6 and below.quotes and not below.block.marker


def _announces_list(text: str) -> bool:
    """Whether a paragraph announces quotations: *… Key quotes from the press conference:*"""
    return len(text) >= 100 and text[-1] == ":" and furniture.announces(text)


def _could_head(units: list[Unit], i: int, emphasised: bool) -> bool:
    """Whether a block is short enough to head something, and no narration."""
    block, text = units[i].block, units[i].text
    if block.kind == QUOTED or furniture.is_about_box(text) or _TIMESTAMP.match(text):
        return False
    if block.kind == HEADING or block.style:
        dated = block.style == "italic" and bool(when(text))  # The Podcast · 14 March 2023
        return english.heads(text) and not dated
    if not english.short(text) or _DATELINE.match(text):
        return False
    if len(text.split()) > LONGEST_HEAD and not english.title_case(text):
        return False
    if not units[i].dated and furniture.DIGIT.search(text) and when(text):
        return False  # Damascus, 2 May 2020
    if text[-1] == ":":
        return not (english.narrates(text) or (emphasised and english.goes_on(text)))
    if text.rstrip("'’\"”")[-1:] == ".":
        return _is_sentence_head(units, i)
    return text[-1] not in ",;"


def _is_sentence_head(units: list[Unit], i: int) -> bool:
    """Whether a plain sentence may be a headline: after a quotation and directly before one."""
    if not english.sentence(units[i].text) or shape_below(units, i) not in (BARE, TOLD):
        return False
    if i == 0:
        return True
    above = units[i - 1]
    return above.quotes or above.role in (CONTINUED, TITLE)


def _form(block: Block) -> Form:
    """What a block looks like that could head something."""
    text, marker = block.flat, block.marker
    if any(map(str.isdigit, marker)):
        marker = "number"
    return Form(
        block.kind,
        block.level,
        block.style,
        marker,
        capitals=text.isupper() and sum(map(str.isalpha, text)) > 2,
        colon=text.endswith(":") and not block.style and block.kind != HEADING,
        dated=bool(_MONTH_AND_DAY.match(text)),
    )
