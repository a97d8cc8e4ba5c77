"""Which blocks of an article could head something, and in which form."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from analysis.dates import when
from analysis.layout import furniture
from analysis.layout.blocks import HEADING, QUOTED, TEXT, Block
from analysis.layout.quoting import BARE, NONE, TOLD, Quoting
from analysis.speech import english, speakers

# Roles that a form can have, and so each block of it.
HEADLINE, SPEAKER, SECTION, NOTHING = "headline", "speaker", "section", "nothing"
# Roles of single blocks.
TITLE, FURNITURE, ANNOUNCEMENT, NARRATION = "title", "furniture", "announcement", "narration"
QUOTE, CONTINUED, ATTRIBUTION = "quote", "continued", "attribution"

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
        if unit.quotes or not below.quotes:
            continue
        if _is_date(unit.text):
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
    if _PLACE_AND_DATE.match(text):
        return False
    return bool(when(text))


def mark_heads(units: list[Unit], labels: str) -> None:
    """Give each block that could head something its form; `labels` is the role of labels."""
    emphasised = False  # whether a heading came before
    begin = _begin(units)
    styles = {unit.block.style for unit in units if unit.is_open and unit.block.style}
    for i, unit in enumerate(units):
        if i < begin or unit.in_menu:
            continue  # a menu above the title or below the article
        if i + 1 < len(units) and _is_marked_head(unit, units[i + 1], styles):
            unit.read_as(Quoting())
        if not unit.is_open:
            continue
        text = unit.text
        if furniture.is_list_heading(text) or _announces_list(text):
            unit.role = ANNOUNCEMENT
        elif _could_head(units, i, emphasised):
            unit.form = form_of(unit.block)
            unit.likeness = speakers.likeness(text)
            if unit.dated:
                unit.likeness = -1.0  # June 2020 is no person
            is_label = unit.likeness >= 0.6 or text[-1] == ":"
            if is_label and labels == SPEAKER and shape_below(units, i) == BARE:
                unit.form = LABEL_ABOVE
        emphasised = emphasised or unit.block.kind == HEADING
    _unmark_sentences(units)


def _begin(units: list[Unit]) -> int:
    """Where the article begins: at the title, unless a quotation comes before it."""
    for i, unit in enumerate(units):
        if unit.role == TITLE:
            return i
        if unit.quotes:
            break
    return 0


def _unmark_sentences(units: list[Unit]) -> None:
    """Take for narration a report's sentence or two that could head something, but head no list."""
    plain = []
    for i, unit in enumerate(units):
        if unit.form and unit.block.kind == TEXT and not unit.block.style:
            plain.append(i)
    if len(plain) > 2:
        return
    heading = 0
    for i in plain:
        if not units[i].text.endswith("."):
            return
        heading += shape_below(units, i) == BARE
    if heading < 2:
        for i in plain:
            units[i].form = None


def _is_marked_head(unit: Unit, below: Unit, styles: set[str]) -> bool:
    """Whether a line in quotation marks is a headline: `4. “Sanctions from hell”`

    It has a number, or is set like other lines over quotations and unlike the quotation below it.
    """
    if unit.shape != BARE:
        return False
    block = unit.block
    is_numbered = block.marker[:1].isdigit()
    is_set_off = block.style in styles and below.block.style != block.style
    if not is_numbered and not is_set_off:
        return False
    if not below.quotes or below.block.marker:
        return False
    # More words in marks are a quotation by themselves.
    return len(unit.text.split()) <= 6


def _announces_list(text: str) -> bool:
    """Whether a paragraph announces quotations: *… Key quotes from the press conference:*"""
    return len(text) >= 100 and text[-1] == ":" and furniture.announces(text)


def _could_head(units: list[Unit], i: int, emphasised: bool) -> bool:
    """Whether a block is short enough to head something, and no narration."""
    unit = units[i]
    block = unit.block
    text = unit.text
    if block.kind == QUOTED or furniture.is_about_box(text) or _TIMESTAMP.match(text):
        return False
    if block.style == "italic" and when(text):
        return False  # The Podcast · 14 March 2023
    if block.kind == HEADING or block.style:
        return english.heads(text)
    if not english.short(text) or _DATELINE.match(text):
        return False
    if len(text.split()) > LONGEST_HEAD and not english.title_case(text):
        return False
    if not unit.dated and when(text):
        return False  # Damascus, 2 May 2020
    if text[-1] == ":":
        goes_on = emphasised and english.goes_on(text)
        return not goes_on and not english.narrates(text)
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


def form_of(block: Block) -> Form:
    """What a block looks like that could head something."""
    text = block.flat
    marker = block.marker
    if any(map(str.isdigit, marker)):
        marker = "number"
    is_plain = not block.style and block.kind != HEADING
    return Form(
        block.kind,
        block.level,
        block.style,
        marker,
        capitals=text.isupper() and sum(map(str.isalpha, text)) > 2,
        colon=is_plain and text.endswith(":"),
        dated=bool(_MONTH_AND_DAY.match(text)),
    )
