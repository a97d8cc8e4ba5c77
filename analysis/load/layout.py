"""How an article is laid out: which form of block has which role, learned from the article itself.

An article uses one form for one role: its headlines all look alike, and so do its section headings and
its speakers' names. Blocks that could head something are grouped by their form. How often each form is
followed by a quotation, by a label or by another form decides which role fits it best.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise, product
from typing import NamedTuple

from analysis.dates import when
from analysis.load import furniture
from analysis.load.blocks import BREAK, BULLET, HEADING, QUOTED, RULE, TEXT, Block
from analysis.load.quoting import (
    BARE,
    LABELLED,
    NONE,
    TOLD,
    Quoting,
    doubled,
    opened,
    quoting,
    rejoined,
    told,
)
from analysis.speech import english, speakers

# Roles that a form can have, and so each block of it.
HEADLINE, SPEAKER, SECTION, NOTHING = "headline", "speaker", "section", "nothing"
# Roles of single blocks.
TITLE, FURNITURE, ANNOUNCEMENT, NARRATION = "title", "furniture", "announcement", "narration"
QUOTE, CONTINUED, ATTRIBUTION = "quote", "continued", "attribution"

SURE = 0.45  # the mean likeness from which labels or headings are taken for speakers
FORMS = 5  # at most so many forms are decided together: 3 roles each are 243 readings
FRONT = 60  # blocks at the beginning among which the title is looked for
LONGEST = 400  # characters of a heading, however it is set
LONGEST_HEAD = 20  # words of a plain line that may head something; a standfirst has more
LONG_REPORT = 2.5  # paragraphs of narration per heading, from which they are sections of a report
VOICED = "voiced"  # what follows a heading is a quotation that names its speaker

_MONTH_AND_DAY = re.compile(  # JAN 25: a heading of its own form
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}$", re.I
)
_PLACE_AND_DATE = re.compile(r"[^\W\d_a-z][\w .'’-]{1,30}, (?:\d{1,2} )?[A-Z][a-z]+ (?:\d{1,2}, )?\d{4}$")
_TIMESTAMP = re.compile(r"(?:\d+:)?\d?\d:\d\d\s")  # 02:10 How we began, in a list of a podcast
_DATELINE = re.compile(r"[A-Z][A-Z.,' -]{3,60}(?:\([A-Z][^()]{1,30}\))? (?:[–—]|--?) ?[A-Z“\"]")  # OSLO (Agency) — The
_PRONOUN = re.compile(r"(?:He|She|They|It|We|I)\b")  # He paused.
_INNER_LABEL = re.compile(r"[\"“](?:[A-Z][A-Z.’' -]+):\s")  # “LIMA: We wait.


class Form(NamedTuple):
    """What a block that could head something looks like."""

    kind: str
    level: int = 0
    style: str = ""
    marker: str = ""
    capitals: bool = False
    colon: bool = False
    dated: bool = False


LABEL_ABOVE = Form("label above")  # **Ana Lima:** in a line of its own, where others are labels


@dataclass(slots=True)
class Unit:
    """A block, how it quotes, and what it is in the article."""

    block: Block
    quoting: Quoting
    role: str = NARRATION
    form: Form | None = None
    likeness: float = 0.0  # of a heading or label: how much it looks like a speaker

    @property
    def quotes(self) -> bool:
        """Whether there is a quotation in it."""
        return self.quoting.shape != NONE

    @property
    def text(self) -> str:
        """The block on one line."""
        return self.block.flat

    @property
    def is_open(self) -> bool:
        """Whether its role is still to be found."""
        return self.role == NARRATION and self.quoting.shape == NONE


@dataclass(slots=True)
class Layout:
    """The units of an article with their roles, and how sure the reading is."""

    units: list[Unit]
    title: str = ""
    labels: str = ""  # what labels are: headline, speaker, narration, or "" where there are none
    roles: dict[Form, str] = field(default_factory=dict)
    margin: float = 1.0  # by how much the reading beats the runner-up, per block that it decides on
    runner_up: dict[Form, str] = field(default_factory=dict)  # what it would read otherwise
    prose: bool = False  # whether the article is ordinary prose with quotations in it


def layout(blocks: list[Block], *, title: str = "", captions: frozenset[tuple[int, str]] = frozenset()) -> Layout:
    """The layout of an article.

    Parameters
    ----------
    blocks : list of Block
    title : str
        The title where the file's metadata give it.
    captions : set of (int, str)
        Lines that are known to be captions: their number and words.

    Returns
    -------
    Layout
    """
    whole = opened(rejoined([doubled(block) for block in blocks]))
    units = [Unit(block, quoting(block)) for block in whole]
    _mark_furniture(units, captions)
    _mark_continued(units)
    _mark_names_below(units)
    _mark_attributions(units)

    found = Layout(units)
    found.labels = _label_role(units)
    found.title = _mark_title(units, title)
    _mark_heads(units, found.labels)
    _choose_roles(found)
    _settle_labels(found)
    found.prose = _is_prose(found)
    return found


def _after(units: list[Unit], i: int) -> Iterator[Unit]:
    """The units after one, page furniture left out."""
    for j in range(i + 1, len(units)):
        if units[j].role != FURNITURE:
            yield units[j]


def _next_shape(units: list[Unit], i: int) -> str:
    """How the next unit quotes; "" where it does not."""
    below = (unit for unit in _after(units, i) if not _PLACE_AND_DATE.match(unit.text))
    following = next(below, None)
    return following.quoting.shape if following is not None and following.quotes else ""


# --- what belongs to the page, and what to a quotation above ------------------------------------


def _mark_furniture(units: list[Unit], captions: frozenset[tuple[int, str]]) -> None:
    """Mark page breaks, navigation, captions and running heads."""
    times = Counter(unit.text for unit in units if not unit.quotes)
    dates = _dates_over_quotations(units)
    for i, unit in enumerate(units):
        block = unit.block
        if block.kind in (RULE, BREAK):
            unit.role = FURNITURE
        elif unit.quotes or i in dates:
            continue
        elif (block.line, block.flat) in captions or (
            furniture.is_furniture(block) and not _is_headline_with_by(units, i)
        ):
            unit.role = FURNITURE
        elif i and times[block.flat] > 1 and _is_at_break(units, i):
            unit.role = FURNITURE  # a running head
    for above, unit in pairwise(units):
        if unit.role == FURNITURE and not above.quotes and furniture.is_caption(unit.text):
            _mark_caption(above, unit)


def _is_headline_with_by(units: list[Unit], i: int) -> bool:
    """Whether a line that looks like a byline is a headline: *By Land And By Sea* over a quotation."""
    text = units[i].text
    if not furniture.BYLINE.match(text) or i + 1 == len(units):
        return False
    name = text.split(None, 1)[1]
    return units[i + 1].quoting.shape == BARE and speakers.likeness(name) < 0.6


def _is_at_break(units: list[Unit], i: int) -> bool:
    return BREAK in [units[j].block.kind for j in (i - 1, i + 1) if 0 <= j < len(units)]


def _mark_caption(above: Unit, credit: Unit) -> None:
    """Mark the caption right above its credit: `Ana Lima speaks in Oslo.⏎PHOTO: Agency`"""
    lines = above.block.text.count("\n") + 1
    adjacent = above.block.line + lines == credit.block.line and above.block.kind == TEXT
    if adjacent or (above.text and credit.text.startswith(above.text)):
        above.role = FURNITURE


def _mark_continued(units: list[Unit]) -> None:
    """Mark the blocks in which a quotation goes on that was opened in a block before."""
    closes = _closing(units)
    is_open = False
    for unit, closing in zip(units, closes, strict=True):
        block, shape = unit.block, unit.quoting.shape
        if block.kind == RULE:
            is_open = False
        if unit.role == FURNITURE:
            continue
        reopens = shape in (BARE, TOLD) and block.opens and not block.marker
        goes_on = closing and (shape == NONE or (shape == TOLD and not block.opens))
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
    """For each unit whether a closing mark comes, there or later, before anything opens or heads."""
    closes, coming = [False] * len(units), False
    for i in range(len(units) - 1, -1, -1):
        unit = units[i]
        block = unit.block
        if block.kind not in (RULE, BREAK):
            if block.balance < 0:
                coming = True
            elif unit.quotes or block.kind == HEADING or "bold" in block.style:
                coming = False
        closes[i] = coming
    return closes


def _mark_names_below(units: list[Unit]) -> None:
    """Mark the lines below quotations that name their speakers, where quotations come first.

    `“We burn.”` and below it `Ana Lima, president`, again and again, with nothing above the first.
    """
    shown = [unit for unit in units if unit.role != FURNITURE]
    first = next((i for i, unit in enumerate(shown) if unit.quotes), len(shown))
    above = [unit for unit in shown[:first] if _is_short(unit)]
    last = max((i for i, unit in enumerate(shown) if unit.quotes), default=0)
    if not any(_is_short(unit) for unit in shown[last + 1 : last + 2]):
        return
    if above and speakers.likeness(above[-1].text) >= 0.3:
        return  # the names are above their quotations
    below = [
        after for unit, after in pairwise(shown) if unit.quoting.shape == BARE and after.is_open and _is_short(after)
    ]
    quotations = sum(unit.quoting.shape == BARE for unit in shown)
    if len(below) * 2 <= quotations:
        return
    if below and _are_speakers([speakers.likeness(unit.text) for unit in below]):
        for unit in below:
            unit.role, unit.quoting.speaker = ATTRIBUTION, unit.text


def _is_short(unit: Unit) -> bool:
    if unit.quotes:
        return False
    if unit.block.style == "italic":
        return len(unit.text.split()) <= 30
    return len(unit.text.split()) <= 12 and unit.text[-1:] not in ".:"


def _mark_attributions(units: list[Unit]) -> None:
    """Mark the lines that name who said the quotation above: — Ana Lima"""
    first = next((i for i, unit in enumerate(units) if unit.quotes), len(units))
    bullets = {unit.block.marker for unit in units[:first] if unit.block.kind == BULLET}
    above: Unit | None = None
    for unit in units:
        if unit.role == FURNITURE and unit.block.kind != RULE:
            continue
        if above is not None and unit.is_open and (above.quotes or above.role == CONTINUED):
            who = speakers.attribution(_attribution_text(unit.block, bullets))
            if who:
                unit.role, unit.quoting.speaker = ATTRIBUTION, who
                continue
        above = unit


def _attribution_text(block: Block, bullets: set[str]) -> str:
    """A line as the end of a quotation, a dash that was taken for a bullet put back."""
    if block.kind == HEADING:
        return ""
    if block.kind == QUOTED or (block.marker in ("-", "–", "—") and block.marker not in bullets):
        return f"– {block.flat}"
    return "" if block.marker else block.flat


# --- the title ----------------------------------------------------------------------------------


def _mark_title(units: list[Unit], given: str) -> str:
    """Mark the blocks that are the article's title and return it."""
    index = _title_heading(units, given)
    if index is None:
        index = _title_line(units)
    if index is None:
        return ""
    title = units[index].text
    for unit in units:
        if unit.text == title and not unit.quotes and unit.role != FURNITURE:
            unit.role = TITLE
    return title


def _title_heading(units: list[Unit], given: str) -> int | None:
    """The heading that is the title: the given one, or the only one of the highest level."""
    headings = [i for i, unit in enumerate(units) if unit.block.kind == HEADING]
    for i in headings[:3]:
        if given and units[i].text == given:
            return i
    if not headings:
        return None
    first = headings[0]
    levels = [units[i].block.level for i in headings]
    if levels[0] > min(levels) or levels.count(levels[0]) > 1:
        return None
    if len(headings) == 1 and _next_shape(units, first) == BARE and not _is_structured(units, first):
        return None  # one heading over one quotation
    return first


def _is_structured(units: list[Unit], first: int) -> bool:
    """Whether labels, attributions or short lines over quotations come after a line."""
    for i in range(first + 1, len(units)):
        unit = units[i]
        if unit.quoting.shape == LABELLED or unit.quoting.speaker:
            return True
        if unit.is_open and _next_shape(units, i) == BARE:
            return True
    return False


def _title_line(units: list[Unit]) -> int | None:
    """The plain line that is the title: one that is given twice, or the first one that can be it."""
    first_quote = next((i for i, unit in enumerate(units) if unit.quotes), len(units))
    numbered = next((i for i, u in enumerate(units) if u.block.marker[:1].isdigit()), len(units))
    candidates = [i for i in range(min(first_quote, numbered, FRONT)) if _may_be_title(units[i])]
    if not candidates:
        return None
    long = [i for i in candidates if len(units[i].text.split()) >= 3]
    times = Counter(unit.text for unit in units if unit.is_open)
    for i in long:
        if times[units[i].text] > 1 and not _heads_like_others(units, i):
            return i
    first = (long or candidates)[0]
    if len(units[first].text.split()) < 2 or _heads_like_others(units, first):
        return None
    attributed = sum(bool(unit.quoting.speaker) for unit in units) > 1
    if _next_shape(units, first) == BARE and not (attributed or _announces_all(units, first)):
        return None
    return first


def _may_be_title(unit: Unit) -> bool:
    """Whether a line could be the title: short, no sentence, no list item, no byline."""
    block, text = unit.block, unit.text
    if not unit.is_open or block.kind not in (TEXT, HEADING) or (block.style and block.kind == TEXT):
        return False
    if len(text) > 250 or text[-1] in ":,;" or "|" in text:
        return False
    if furniture.FIELD.match(text) or furniture.BYLINE.match(text):
        return False
    if furniture.is_list_heading(text) and len(text.split()) < 5:
        return False
    if _PLACE_AND_DATE.match(text):
        return False
    if text.endswith("."):
        return english.title_case(text) or not english.sentences(text)
    return english.short(text) or (len(text) < 150 and not when(text))


def _heads_like_others(units: list[Unit], first: int) -> bool:
    """Whether a line heads a quotation, as another line of its form does."""
    if not _next_shape(units, first):
        return False
    form = _form(units[first].block)
    return any(
        i != first and unit.is_open and _next_shape(units, i) and _form(unit.block) == form
        for i, unit in enumerate(units)
    )


def _announces_all(units: list[Unit], first: int) -> bool:
    """Whether a first line announces all quotations below, instead of heading one."""
    if not furniture.announces(units[first].text):
        return False
    return not any(units[i].is_open and _next_shape(units, i) == BARE for i in range(first + 1, len(units)))


# --- labels -------------------------------------------------------------------------------------


def _label_role(units: list[Unit]) -> str:
    """What labels before quotations are: speakers, headlines, or only narration (*Line to take:*)."""
    _unlabel(units)
    labelled = [unit for unit in units if unit.quoting.shape == LABELLED]
    if not labelled:
        return ""
    known: frozenset[str] = frozenset()
    if any(len(unit.quoting.label.split()) < 3 for unit in labelled):  # a surname, perhaps
        narration = [unit.text for unit in units if unit.is_open]
        known = speakers.surnames(" ".join(narration[:80]))
    for unit in labelled:
        unit.likeness = speakers.likeness(unit.quoting.label, known)
    times = Counter(unit.quoting.label.lower() for unit in labelled)
    likeness = [unit.likeness for unit in labelled]
    most, count = times.most_common(1)[0]
    bare = sum(unit.quoting.shape == BARE for unit in units)
    is_name = any(u.likeness >= 0.2 for u in labelled if u.quoting.label.lower() == most)
    if count > max(len(labelled) / 2, 2) and count > bare and not is_name:
        return NARRATION
    mean = sum(likeness) / len(likeness)
    returning = sum(n for n in times.values() if n > 1) * 2 > len(labelled) and len(times) > 1
    if (mean >= SURE and max(likeness) >= speakers.SURE) or (returning and mean >= 0):
        return SPEAKER
    return HEADLINE


def _unlabel(units: list[Unit]) -> None:
    """Take for narration what only looks like a label: words before a colon that others do not share.

    `On the jet: The town will not stop. “They thought we would run,” she said.` has a label if other
    lines begin with *On …:* too.
    """
    labelled = [unit for unit in units if unit.quoting.shape == LABELLED]
    first = Counter(unit.quoting.label.split(None, 1)[0].lower() for unit in labelled)
    for unit in labelled:
        found = unit.quoting
        alone = first[found.label.split(None, 1)[0].lower()] < 2
        if found.narrated and not found.emphasised and alone:
            unit.quoting = told(unit.block)


def _settle_labels(found: Layout) -> None:
    """Labels that are rare among headings are narration: *On money:* under *The minister speaks*."""
    units = found.units
    heads = sum(
        unit.role in (HEADLINE, SPEAKER) and _follows(units, i) not in ("", unit.form) for i, unit in enumerate(units)
    )
    labelled = [unit for unit in units if unit.quoting.shape == LABELLED]
    plain = any(not unit.block.lead for unit in labelled)  # **Casamance:** is set like a headline
    if found.labels == HEADLINE and plain and 2 * len(labelled) <= heads:
        found.labels = NARRATION
    elif found.labels == NARRATION and not heads:
        found.labels = HEADLINE
    if found.labels == SPEAKER and _is_debate(units) and not heads:
        _give_role(found, {form: HEADLINE for form, r in found.roles.items() if r == SECTION})


def _is_debate(units: list[Unit]) -> bool:
    """Whether labels are speakers who return under each heading, or are known by their surname."""
    labels = [unit.quoting.label for unit in units if unit.quoting.shape == LABELLED]
    times = Counter(labels)
    returning = sum(n > 1 for n in times.values())
    surnames = sum(len(label.split()) == 1 and not label.isupper() for label in labels)
    return returning * 2 >= len(times) or surnames * 2 > len(labels)


# --- headings -----------------------------------------------------------------------------------


def _mark_heads(units: list[Unit], labels: str) -> None:
    """Give each block that could head something its form."""
    emphasised = False  # whether a heading or an emphasised line came before
    quoted = False  # whether a quotation came before
    dates = _dates_over_quotations(units)
    begin = next((i for i, unit in enumerate(units) if unit.role == TITLE or unit.quotes), 0)
    last = max((i for i, unit in enumerate(units) if unit.quotes), default=0)
    over = False  # whether the page has begun again after the last quotation
    for i, unit in enumerate(units):
        block = unit.block
        quoted = quoted or unit.quotes
        if i < begin and units[begin].role == TITLE:
            continue  # a menu above the title
        over = over or (i > last and unit.role == FURNITURE and block.kind == TEXT)
        if over and block.kind == TEXT:
            continue  # a menu below the article
        if _is_marked_head(units, i):
            unit.quoting = Quoting()
        if not unit.is_open:
            continue
        if furniture.is_list_heading(unit.text) or (not quoted and _announces_list(unit.text)):
            unit.role = ANNOUNCEMENT
        elif _could_head(units, i, emphasised, dates):
            unit.form = _form(block)
            unit.likeness = -1.0 if i in dates else speakers.likeness(unit.text)  # June 2020
            if labels == SPEAKER and _next_shape(units, i) == BARE and _is_label_above(unit):
                unit.form = LABEL_ABOVE
        emphasised = emphasised or block.kind == HEADING or bool(block.style)
    plain = [i for i, unit in enumerate(units) if unit.form and _is_plain(unit.block)]
    heading = sum(_next_shape(units, i) == BARE for i in plain)
    if heading < 2 and len(plain) < 3 and all(units[i].text[-1:] == "." for i in plain):
        for i in plain:  # sentences of a report
            units[i].form = None


def _is_plain(block: Block) -> bool:
    """Whether a block has neither emphasis nor a marker."""
    return block.kind == TEXT and not block.style


def _is_marked_head(units: list[Unit], i: int) -> bool:
    """Whether a numbered or bold line in quotation marks is a headline: `4. “Sanctions from hell”`"""
    unit = units[i]
    if unit.quoting.shape != BARE or len(unit.text.split()) > 6:
        return False
    below = next(_after(units, i), None)
    if below is None or not below.quotes or below.block.marker:
        return False
    style = unit.block.style
    if not style:
        return unit.block.marker[:1].isdigit()
    alike = [u.quotes for u in units if u.block.style == style]
    return below.block.style != style and sum(alike) * 2 < len(alike)


def _announces_list(text: str) -> bool:
    """Whether a paragraph ends by announcing quotations: *… Key quotes from the press conference:*"""
    if text[-1] != ":" or len(text) < 100:
        return False
    last = re.split(r"[.!?]\s", text)[-1]
    return furniture.announces(last) and not english.narrates(last)


def _is_label_above(unit: Unit) -> bool:
    """Whether a line is a label like the others, set apart from its quotation."""
    block = unit.block
    emphasised = bool(block.style) or block.lead >= len(block.text.rstrip(" :")) > 0
    if emphasised and unit.text.endswith(":"):
        return not furniture.announces(unit.text)
    return unit.likeness >= 0.6


def is_statement(block: Block) -> bool:
    """Whether a block is a speaker's label and words without marks: `Sen. Lima: More than one bridge.`"""
    label, colon, words = block.flat.partition(": ")
    return bool(colon) and len(words.split()) > 3 and speakers.likeness(label) >= speakers.SURE


def _dates_over_quotations(units: list[Unit]) -> set[int]:
    """The lines that give a date over a quotation, where there are several: a timeline."""
    found = {
        i
        for i, (unit, below) in enumerate(pairwise(units))
        if below.quotes and not unit.quotes and len(unit.text) < 30 and _is_date(unit.text)
    }
    return found if len(found) > 1 else set()


def _is_date(text: str) -> bool:
    if len(text) == 4 and text.isdigit():
        return True  # 2019
    return text[-1:].isdigit() and bool(when(text)) and not _PLACE_AND_DATE.match(text)


def _could_head(units: list[Unit], i: int, emphasised: bool, dates: set[int]) -> bool:
    """Whether a block is short enough to head something, and no narration."""
    block, text = units[i].block, units[i].text
    if block.kind == QUOTED or len(text) > LONGEST or furniture.is_about_box(text):
        return False
    if _TIMESTAMP.match(text) or _DATELINE.match(text) or (not block.style and is_statement(block)):
        return False
    if block.kind == HEADING or block.style:
        dated = block.style == "italic" and bool(when(text))  # The Podcast · 14 March 2023
        return english.heads(text) and text[-1] != "," and not dated
    if i not in dates and any(map(str.isdigit, text)) and when(text):
        return False  # Damascus, 2 May 2020
    long = len(text.split()) > LONGEST_HEAD and not english.title_case(text)
    if (long or not english.short(text)) and speakers.likeness(text) < 1:
        return False
    if text[-1] == ":":
        return not (english.narrates(text) or (emphasised and english.goes_on(text)))
    if text.rstrip("'’\"”")[-1:] == ".":
        return _is_sentence_head(units, i)
    return text[-1] not in ",;"


def _is_sentence_head(units: list[Unit], i: int) -> bool:
    """Whether a plain sentence may be a headline: after a quotation and directly before one."""
    text = units[i].text
    if len(text.split()) > 15 or not english.sentence(text) or _PRONOUN.match(text):
        return False
    if units[i].block.marker and next((u.block.marker for u in _after(units, i)), ""):
        return False  # one item of a list after the other
    above = next((units[j] for j in range(i - 1, -1, -1) if units[j].role != FURNITURE), None)
    starts = above is None or above.quotes or above.role in (CONTINUED, TITLE)
    return starts and _next_shape(units, i) in (BARE, TOLD)


def _form(block: Block) -> Form:
    """What a block looks like that could head something."""
    text = block.flat
    marker = block.marker
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


# What a role is worth by what follows: quotations want a headline, headlines want a section.
_WORTH = {
    HEADLINE: {
        BARE: 1.0, VOICED: 0.7, TOLD: 0.7, "": -0.6, "head": -0.5, "other": -0.4, "same": -0.4,
        f"label {SPEAKER}": 0.3, f"label {HEADLINE}": -0.6, f"label {NARRATION}": 1.0,
    },
    SECTION: {
        BARE: -0.8, VOICED: -0.4, TOLD: -0.6, "": -0.3, "head": 1.0, "other": -0.3, "same": -0.3,
        f"label {SPEAKER}": 0.9, f"label {HEADLINE}": 1.0, f"label {NARRATION}": -0.5,
    },
    NOTHING: {
        BARE: -0.7, VOICED: -0.1, TOLD: -0.3, "": 0.0, "head": 0.0, "other": 0.0, "same": 0.0,
        f"label {SPEAKER}": -0.1, f"label {HEADLINE}": -0.1, f"label {NARRATION}": -0.3,
    },
}  # fmt: skip


def _choose_roles(found: Layout) -> None:
    """Give each form the role that explains the article best, and note the runner-up."""
    units = found.units
    places: dict[Form, list[int]] = {}
    for i, unit in enumerate(units):
        if unit.form is not None:
            places.setdefault(unit.form, []).append(i)
    follows = {form: _counts(units, form, at) for form, at in places.items()}
    # Some forms lead to nothing; a label above its quotation needs no decision.
    led = [form for form in places if form != LABEL_ABOVE and set(follows[form]) != {""}]
    forms = sorted(led, key=lambda form: -len(places[form]))[:FORMS]
    bonus = {form: _announcing(units, places[form]) for form in forms}

    readings = []
    for roles in product((HEADLINE, SECTION, NOTHING), repeat=len(forms)):
        reading = dict(zip(forms, roles, strict=True))
        score = sum(
            _score(form, reading, follows[form], found.labels) + bonus[form] * (role == NOTHING)
            for form, role in reading.items()
        )
        readings.append((score, reading))
    readings.sort(key=lambda scored: -scored[0])
    best = readings[0][1]
    if len(readings) > 1:
        other = readings[1][1]
        found.runner_up = {form: role for form, role in other.items() if role != best[form]}
        decided = sum(len(places[form]) for form in found.runner_up)
        found.margin = (readings[0][0] - readings[1][0]) / decided

    roles = {form: best.get(form, NOTHING) for form in places}
    if LABEL_ABOVE in places:
        roles[LABEL_ABOVE] = SPEAKER
    for form, role in best.items():
        if role == HEADLINE and _are_speakers(_quoted(units, places[form])):
            roles[form] = SPEAKER
        elif role == HEADLINE and found.labels == SPEAKER and _is_over_labels(follows[form]):
            roles[form] = SECTION
    roles |= {form: NOTHING for form in led if roles[form] == SECTION and _is_subtitle(found, places[form])}
    _give_role(found, roles)
    for form, role in roles.items():
        if role == SPEAKER:
            for i in places[form]:
                if form == _follows(units, i):  # **Members of Congress** over **Sen. Lima**
                    units[i].role = SECTION


def _is_subtitle(found: Layout, at: list[int]) -> bool:
    """Whether a form is no section: a date or a subtitle below the title, a table of contents."""
    units = found.units
    first = units[at[0]].block
    plain = first.kind != HEADING and first.style in ("", "italic")
    together = plain and at[-1] - at[0] + 1 == len(at)
    above = units[: at[0]]
    return together and all(u.role in (TITLE, FURNITURE) and u.text[-1:] != "." for u in above)


def _counts(units: list[Unit], form: Form, at: list[int]) -> Counter:
    """How often what follows the blocks of a form.

    Plain lines before the first one that leads to something and after the last one do not count:
    they are a page's menus.
    """
    seen = [_follows(units, i) for i in at]
    if form.kind == TEXT and not form.style:
        leading = [n for n, what in enumerate(seen) if what not in ("", form)]
        seen = seen[leading[0] : leading[-1] + 1] if leading else seen
    return Counter(seen)


def _give_role(found: Layout, roles: dict[Form, str]) -> None:
    """Give all units of these forms their role; all other quotations are quotes."""
    found.roles |= roles
    for unit in found.units:
        if unit.form in roles:
            unit.role = roles[unit.form]
            if unit.role == NOTHING:
                announces = furniture.announces(unit.text)
                unit.role = ANNOUNCEMENT if announces else NARRATION
        elif unit.quotes and unit.role == NARRATION:
            unit.role = QUOTE


def _follows(units: list[Unit], i: int) -> str | Form:
    """What follows a heading: a quotation, a label, narration with a quotation, a form, or nothing."""
    narration = 0
    for unit in _after(units, i):
        shape = unit.quoting.shape
        if unit.role == TITLE:
            continue
        if unit.role == CONTINUED:
            return ""
        if shape == BARE and not narration:
            return VOICED if _is_voiced(units, i) else BARE
        if unit.quotes:
            return LABELLED if shape == LABELLED else TOLD
        if unit.form is not None:
            return "" if narration else unit.form
        narration += 1
        if narration > 3:
            return ""
    return ""


def _is_voiced(units: list[Unit], i: int) -> bool:
    """Whether the quotation below a heading names its speaker."""
    for unit in _after(units, i):
        if unit.quoting.speaker:
            return True
        if not unit.quotes and unit.role != CONTINUED:
            return False
    return False


def _score(form: Form, reading: dict[Form, str], follows: Counter, labels: str) -> float:
    """How well a role fits what follows the blocks of a form."""
    worth = _WORTH[reading[form]]
    score = 0.0
    for what, times in follows.items():
        if what == form:
            key = "same"
        elif isinstance(what, Form):
            key = "head" if reading.get(what) == HEADLINE else "other"
        else:
            key = f"label {labels}" if what == LABELLED else what
        score += times * worth[key]
    return score


def _announcing(units: list[Unit], at: list[int]) -> float:
    """What speaks against a role for a line or two that only announce what follows."""
    if len(at) > 2:
        return 0.0
    leading = [i for i in at if _follows(units, i) != ""]
    announcing = [
        furniture.announces(units[i].text)
        or _is_over_list(units, i)
        or (units[i].text[-1:] == ":" and len(units[i].text.split()) > 7)
        for i in leading
    ]
    return 1.6 * sum(announcing) / max(len(leading), 1)


def _is_over_list(units: list[Unit], i: int) -> bool:
    """Whether a line ending in a colon leads to a list: *These are the heads of the ports:*"""
    if not units[i].text.endswith(":"):
        return False
    following = [unit for unit, _ in zip(_after(units, i), range(2), strict=False)]
    return len(following) == 2 and all(unit.quoting.shape == TOLD and unit.block.kind == BULLET for unit in following)


def _quoted(units: list[Unit], at: list[int]) -> list[float]:
    """How much the headings with a quotation below look like speakers."""
    over = (BARE, VOICED, TOLD, LABELLED)
    return [units[i].likeness for i in at if _follows(units, i) in over] or [0.0]


def _are_speakers(likeness: list[float]) -> bool:
    """Whether headings are speakers: one surely and most; or three and more that hold an office."""
    mean = sum(likeness) / len(likeness)
    offices = len(likeness) > 2 and min(likeness) >= 0.4
    return mean >= SURE and (max(likeness) >= speakers.SURE or offices)


def _is_over_labels(follows: Counter) -> bool:
    quoted = sum(follows[what] for what in (BARE, VOICED, TOLD, LABELLED))
    return follows[LABELLED] * 2 > quoted


# --- ordinary prose -----------------------------------------------------------------------------


def _is_prose(found: Layout) -> bool:
    """Whether most quotations are in narration that no heading, label or list introduces.

    A headline heads a paragraph or two; where many paragraphs of narration follow, it is the section
    of a report. So quotations in narration count as structured only under headings with few of them.
    """
    units = found.units
    if sum(bool(_INNER_LABEL.match(unit.block.text)) for unit in units) > 2:
        return True  # a transcript inside quotation marks
    is_report = _spread(units) > LONG_REPORT
    listed = _are_listed(units)
    loose = strong = 0.0
    head = ""
    before: Unit | None = None
    for unit in units:
        if unit.role in (HEADLINE, SPEAKER, ANNOUNCEMENT):
            head = unit.role
        elif unit.role == SECTION:
            head = ""
        elif unit.role == QUOTE:
            shape = unit.quoting.shape
            headed = head in (HEADLINE, SPEAKER)
            if shape == LABELLED or unit.quoting.speaker or unit.block.kind == QUOTED:
                strong += 1
            elif shape == BARE:
                strong += _strength(head, before)
            elif headed and not is_report:
                strong += 0.5
            elif listed:
                strong += 1
            else:
                loose += 1
        if unit.role != FURNITURE:
            before = unit
    if not strong:  # a few marked words in narration may be speech, which only prose tells
        return any(unit.block.spans for unit in units)
    return loose > strong


def _strength(head: str, before: Unit | None) -> float:
    """How much a bare quotation shows a layout: fully under a heading, little after narration."""
    if head:
        return 1.0
    introduced = before is not None and before.role == NARRATION and before.text.endswith(":")
    return 0.3 if introduced and english.narrates(before.text) else 0.7


def _spread(units: list[Unit]) -> float:
    """How many paragraphs of narration a heading has below it on average, quotations in it or not."""
    counts: list[int] = []
    for unit in units:
        if unit.role in (HEADLINE, SPEAKER):
            counts.append(0)
        elif counts and (unit.quoting.shape == TOLD or (unit.role == NARRATION and _is_told(unit))):
            counts[-1] += 1
    return sum(counts) / len(counts) if counts else 0.0


def _is_told(unit: Unit) -> bool:
    """Whether narration is more than a line of a menu."""
    return unit.text[-1:] in ".:?!" or len(unit.text.split()) > 12


def _are_listed(units: list[Unit]) -> bool:
    """Whether most narration with quotations in it is set as a list."""
    markers = [bool(unit.block.marker) for unit in units if unit.quoting.shape == TOLD]
    return sum(markers) * 2 > len(markers)


# --- the layout in words ------------------------------------------------------------------------

_PLURALS = {SECTION: "sections", HEADLINE: "headlines", SPEAKER: "speakers", NOTHING: "no headings"}


def in_words(found: Layout) -> str:
    """How the article was read, in one sentence.

    Parameters
    ----------
    found : Layout

    Returns
    -------
    str
    """
    if found.prose:
        return (
            "Ordinary prose: each attributed quotation is a highlight; its speaker is the one whom the narration names."
        )
    parts = []
    for role in (SECTION, HEADLINE, SPEAKER):
        forms = [form for form, chosen in found.roles.items() if chosen == role]
        named = _forms_in_words(found, forms)
        if named:
            parts.append(f"{_PLURALS[role].capitalize()}: {named}")
    labels = sum(unit.quoting.shape == LABELLED for unit in found.units)
    if labels and found.labels in (HEADLINE, SPEAKER):
        parts.append(f"{_PLURALS[found.labels].capitalize()}: {labels} labels before a quotation")
    voiced = sum(bool(unit.quoting.speaker) for unit in found.units)
    if voiced:
        parts.append(f"Speakers: named after {voiced} quotations")
    parts.append(f"quotes: {_quotes_in_words(found)}")
    return "; ".join(parts) + "."


def other_in_words(found: Layout) -> str:
    """What the next best reading would take for something else.

    Parameters
    ----------
    found : Layout

    Returns
    -------
    str
    """
    others = []
    for form, role in found.runner_up.items():
        others.append(f"{_forms_in_words(found, [form])} may be {_PLURALS[role]}")
    return "; ".join(others)


def _quotes_in_words(found: Layout) -> str:
    quotes = [unit for unit in found.units if unit.role == QUOTE]
    shapes = Counter(unit.quoting.shape for unit in quotes)
    if not any(unit.block.spans for unit in quotes):
        return "the block quotes below them"
    if shapes[LABELLED] > shapes[BARE] + shapes[TOLD]:
        return "the words in quotation marks after them"
    if shapes[TOLD] > shapes[BARE]:
        return "the quoted words in the narration"
    headed = {HEADLINE, SPEAKER} & set(found.roles.values())
    return "the paragraphs in quotation marks" + (" below them" if headed else "")


def _forms_in_words(found: Layout, forms: list[Form]) -> str:
    """Forms in words: "22 plain lines ending in a colon and 5 level-4 headings"."""
    times: Counter = Counter()
    for i, unit in enumerate(found.units):
        if unit.form in forms and _follows(found.units, i) != "":
            times[_form_in_words(unit.form)] += 1
    named = []
    for name, number in times.items():
        if number == 1:
            name = name.replace("lines", "line").replace("headings", "heading")
        named.append(f"{number} {name}")
    return " and ".join(named)


def _form_in_words(form: Form) -> str:
    if form == LABEL_ABOVE:
        return "lines that name a speaker"
    if form.kind == HEADING:
        return f"level-{form.level} headings"
    words = [form.style or "plain"]
    if form.capitals:
        words.append("uppercase")
    if form.marker:
        words.append("numbered" if form.marker == "number" else "bulleted")
    words.append("lines")
    if form.colon:
        words.append("ending in a colon")
    return " ".join(words)
