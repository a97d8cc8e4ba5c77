"""How an article is laid out: which form of block has which role, learned from the article itself.

An article uses one form for one role: its headlines all look alike, and so do its section headings and
its speakers' names. Blocks that could head something are grouped by their form. How often each form is
followed by a quotation, by a label or by another form decides which role fits it best.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import product

from analysis.load import furniture
from analysis.load.blocks import BREAK, BULLET, HEADING, QUOTED, RULE, TEXT, Block
from analysis.load.dates import when
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

# Roles of a form that heads something, and of single blocks.
HEADLINE, SPEAKER, SECTION, NOTHING = "headline", "speaker", "section", "nothing"
TITLE, FURNITURE, CONTINUED, NARRATION, ANNOUNCEMENT, QUOTE, ATTRIBUTION = (
    "title", "furniture", "continued", "narration", "announcement", "quote", "attribution",
)  # fmt: skip
LONG_REPORT = 2.5  # paragraphs of narration per heading, from which headings are sections of a report
FRONT = 60  # blocks at the beginning among which the title is looked for
LONGEST_HEAD = 20  # words of a plain line that may head something; a standfirst has more
SURE = 0.45  # the mean likeness from which labels or headings are taken for speakers
FORMS = 5  # at most so many forms are decided together; the rarer ones stay what they are alone
_PRONOUN = re.compile(r"(?:He|She|They|It|We|I)\b")
_INNER_LABEL = re.compile(r"[\"“](?:[A-Z][A-Z.’' -]+):\s")  # “LIMA: We wait.
_SEQUEL = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}$", re.I)


@dataclass(slots=True)
class Unit:
    """A block, how it quotes, and what it is in the article."""

    block: Block
    quoting: Quoting
    role: str = NARRATION
    form: tuple = ()
    likeness: float = 0.0  # of a heading or label: how much it looks like a speaker


@dataclass(slots=True)
class Layout:
    """The units of an article with their roles, and how sure the reading is."""

    units: list[Unit]
    title: str = ""
    labels: str = ""  # what labels are: headline, speaker, narration or "" where there are none
    roles: dict[tuple, str] = field(default_factory=dict)  # of the forms
    margin: float = 1.0  # by how much the reading is better than the runner-up, per decision
    runner_up: dict[tuple, str] = field(default_factory=dict)  # what it would have read otherwise
    prose: bool = False  # whether the article is ordinary prose with quotations in it


def layout(blocks: list[Block], *, title: str = "", captions: frozenset[tuple[int, str]] = frozenset()) -> Layout:
    """The layout of an article.

    Parameters
    ----------
    blocks : list of Block
    title : str
        The title where the file's metadata give it.
    captions : set of int
        Lines that are known to be captions.

    Returns
    -------
    Layout
    """
    units = _units(blocks)
    _mark_furniture(units, captions)
    _mark_continued(units)
    _mark_attributions(units)
    found = Layout(units)
    known = speakers.surnames(" ".join([u.block.flat for u in units if not u.quoting.quotes][:80]))
    found.labels = _label_role(units, known)
    found.title = _mark_title(units, title)
    _mark_heads(units, known, found.labels)
    _choose(found)
    _settle(found)
    _settle_labels(found)
    found.prose = _is_prose(found)
    return found


def _units(blocks: list[Block]) -> list[Unit]:
    whole = [doubled(block) for block in blocks]
    return [Unit(block, quoting(block)) for block in opened(rejoined(whole))]


# --- what is quoted over several blocks -------------------------------------------------------


def _mark_continued(units: list[Unit]) -> None:
    """Mark the blocks in which a quotation goes on that was opened in a block before."""
    closes = _closing(units)
    is_open = False
    for i, unit in enumerate(units):
        block, found = unit.block, unit.quoting
        if block.kind == RULE:
            is_open = False
        if unit.role == FURNITURE:
            continue
        if is_open and found.shape in (BARE, TOLD) and block.opens and not block.marker:
            unit.role = CONTINUED
            is_open = not block.spans[-1].closed
        elif is_open and found.shape == NONE and block.opens and closes[i]:
            unit.role = CONTINUED  # a term in marks, first in its paragraph: “Wrong” is a word
        elif is_open and found.shape in (NONE, TOLD) and closes[i] and not block.opens:
            unit.role = CONTINUED
            is_open = block.balance >= 0
        else:
            is_open = bool(found.spans) and not found.spans[-1].closed


def _closing(units: list[Unit]) -> list[bool]:
    """For each unit whether a closing mark comes, here or later, before anything opens or heads."""
    closes, coming = [False] * len(units), False
    for i in range(len(units) - 1, -1, -1):
        block = units[i].block
        if block.kind in (RULE, BREAK):
            closes[i] = coming
            continue
        if block.balance < 0:
            coming = True
        elif units[i].quoting.quotes or block.kind == HEADING or "bold" in block.style:
            coming = False
        closes[i] = coming
    return closes


# --- what belongs to the page -----------------------------------------------------------------


def _mark_furniture(units: list[Unit], captions: frozenset[tuple[int, str]]) -> None:
    times = Counter(u.block.flat for u in units if not u.quoting.quotes)
    ended = _article_end(units)
    for i, unit in enumerate(units):
        block = unit.block
        if block.kind in (RULE, BREAK):
            unit.role = FURNITURE
            continue
        if unit.quoting.quotes:
            continue
        if (block.line, block.flat) in captions or furniture.is_furniture(block):
            unit.role = FURNITURE
        elif i and times[block.flat] > 1 and _beside_break(units, i):
            unit.role = FURNITURE  # a running head
    for above, unit in zip(units, units[1:], strict=False):
        credited = unit.role == FURNITURE and furniture.is_caption(unit.block.flat)
        adjacent = above.block.line + above.block.text.count("\n") + 1 == unit.block.line
        if credited and adjacent and not above.quoting.quotes and above.block.kind == TEXT:
            above.role = FURNITURE
        if credited and above.block.flat and unit.block.flat.startswith(above.block.flat):
            above.role = FURNITURE


def _beside_break(units: list[Unit], i: int) -> bool:
    near = [units[j].block.kind for j in (i - 1, i + 1) if 0 <= j < len(units)]
    return BREAK in near


def _article_end(units: list[Unit]) -> int:
    return len(units)


def _mark_attributions(units: list[Unit]) -> None:
    """Mark the lines that name who said the quotation above: — Ana Lima"""
    first = next((i for i, u in enumerate(units) if u.quoting.quotes), len(units))
    bullets = {u.block.marker for u in units[:first] if u.block.kind == BULLET}
    above = None
    _mark_names_below(units)
    for unit in units:
        if unit.role == FURNITURE and unit.block.kind != RULE:
            continue
        block = unit.block
        quoted = above is not None and (above.quoting.quotes or above.role == CONTINUED)
        if quoted and unit.role == NARRATION and not unit.quoting.quotes:
            text = block.flat
            if (block.marker in ("-", "–", "—") and block.marker not in bullets) or block.kind == QUOTED:
                text = f"– {text}"
            elif block.marker or (above.block.flat and unit.block.kind == HEADING):
                text = ""
            who = speakers.attribution(text)
            if who:
                unit.role = ATTRIBUTION
                unit.quoting.speaker = who
                continue
        above = unit


def _mark_names_below(units: list[Unit]) -> None:
    """Mark the lines below quotations that name their speakers, where quotations come first.

    `“We burn.”` and below it `Ana Lima, president`, again and again, with nothing above the first one.
    """
    shown = [u for u in units if u.role != FURNITURE]
    first = next((i for i, u in enumerate(shown) if u.quoting.quotes), len(shown))
    if any(_is_short(u) and u.block.kind != HEADING for u in shown[:first]):
        return
    below = [
        after
        for unit, after in zip(shown, shown[1:], strict=False)
        if unit.quoting.shape == BARE and after.role == NARRATION and _is_short(after)
    ]
    likeness = [speakers.likeness(unit.block.flat) for unit in below]
    quotations = sum(unit.quoting.shape == BARE for unit in shown)
    if not below or len(below) * 2 <= quotations or not _are_speakers(likeness):
        return
    for unit in below:
        unit.role = ATTRIBUTION
        unit.quoting.speaker = unit.block.flat


def _is_short(unit: Unit) -> bool:
    text = unit.block.flat
    return not unit.quoting.quotes and len(text.split()) <= 12 and text[-1:] not in ".:"


# --- the title --------------------------------------------------------------------------------


def _mark_title(units: list[Unit], given: str) -> str:
    """Mark the blocks that are the article's title and return it."""
    index = _title_index(units, given)
    if index is None:
        return ""
    title = units[index].block.flat
    for unit in units:
        if unit.block.flat == title and not unit.quoting.quotes:
            unit.role = TITLE
    return title


def _title_index(units: list[Unit], given: str) -> int | None:
    headings = [i for i, u in enumerate(units) if u.block.kind == HEADING]
    for i in headings[:3]:
        if given and units[i].block.flat == given:
            return i
    if headings:
        first = headings[0]
        top = min(units[i].block.level for i in headings)
        level = units[first].block.level
        alone = level == top and sum(units[i].block.level == top for i in headings) == 1
        over = _next_quote(units, first) == BARE
        if alone and (not over or len(headings) > 1 or _has_other_heads(units, first)):
            return first
    times = Counter(u.block.flat for u in units if _may_be_title(u))
    first_quote = next((i for i, u in enumerate(units) if u.quoting.quotes), len(units))
    numbered = next((i for i, u in enumerate(units) if u.block.marker[:1].isdigit()), len(units))
    last = min(first_quote, numbered, FRONT)
    candidates = [i for i in range(last) if _may_be_title(units[i])]
    if not candidates:
        return None
    repeated = [i for i in candidates if times[units[i].block.flat] > 1]
    if repeated and len(units[repeated[0]].block.flat.split()) >= 3:
        return repeated[0]
    wordy = [i for i in candidates if len(units[i].block.flat.split()) >= 3]
    first = (wordy or candidates)[0]
    if _heads_like_others(units, first):
        return None
    if _next_quote(units, first) in (BARE, QUOTED) and not _announced_list(units, first):
        return None
    if len(units[first].block.flat.split()) < 2:
        return None
    return first


def _heads_like_others(units: list[Unit], first: int) -> bool:
    """Whether a line heads a quotation, as another one of its form does."""
    form = _form(units[first].block)
    alike = [
        i
        for i, unit in enumerate(units)
        if unit.role == NARRATION
        and not unit.quoting.quotes
        and _form(unit.block) == form
        and _next_quote(units, i)
    ]
    return first in alike and len(alike) > 1


def _may_be_title(unit: Unit) -> bool:
    """Whether a line could be the title: short, no sentence, no list item, no announcement."""
    block = unit.block
    if unit.role != NARRATION or unit.quoting.quotes or block.kind not in (TEXT, HEADING):
        return False
    text = block.flat
    if text.endswith((":", ",", ";")) or len(text) > 250 or (block.style and block.kind == TEXT):
        return False
    if "|" in text or (furniture.is_list_heading(text) and len(text.split()) < 5):
        return False
    if furniture.FIELD.match(text) or furniture.BYLINE.match(text) or ("\n" in block.text.strip() and len(text) > 160):
        return False
    if text.endswith("."):
        return english.title_case(text) or not english.sentences(text)
    return english.short(text)


def _next_quote(units: list[Unit], i: int) -> str:
    """The shape of the unit that directly follows, page furniture left out; "" where none does."""
    for unit in units[i + 1 :]:
        if unit.role == FURNITURE or unit.block.kind in (RULE, BREAK):
            continue
        return unit.quoting.shape if unit.quoting.quotes else ""
    return ""


def _has_other_heads(units: list[Unit], first: int) -> bool:
    later = units[first + 1 :]
    labelled = sum(u.quoting.shape == LABELLED for u in later)
    short = sum(
        _next_quote(units, first + 1 + k) == BARE and not u.quoting.quotes and u.role == NARRATION
        for k, u in enumerate(later)
    )
    voiced = sum(bool(u.quoting.speaker) for u in later)
    return labelled + short + voiced > 0


def _announced_list(units: list[Unit], first: int) -> bool:
    """Whether a first line announces all quotations below, instead of heading one."""
    text = units[first].block.flat
    return furniture.announces(text) and not any(
        _next_quote(units, i) == BARE and units[i].role == NARRATION and not units[i].quoting.quotes
        for i in range(first + 1, len(units))
    )


# --- labels -----------------------------------------------------------------------------------


def _label_role(units: list[Unit], known: frozenset[str]) -> str:
    """What labels before quotations are: speakers, headlines, or only narration (*Line to take:*)."""
    _unlabel(units)
    labelled = [u for u in units if u.quoting.shape == LABELLED]
    if not labelled:
        return ""
    for unit in labelled:
        unit.likeness = speakers.likeness(unit.quoting.label, known)
    counts = Counter(u.quoting.label.lower() for u in labelled)
    bare = sum(u.quoting.shape == BARE for u in units)
    label, times = counts.most_common(1)[0]
    if times > max(len(labelled) / 2, 2) and times > bare and not _is_person(label, labelled):
        return NARRATION
    mean = sum(u.likeness for u in labelled) / len(labelled)
    recurring = sum(n for n in counts.values() if n > 1) * 2 > len(labelled) and len(counts) > 1
    sure = any(u.likeness >= speakers.SURE for u in labelled)
    if (mean >= SURE and sure) or (recurring and mean >= 0):
        return SPEAKER
    return HEADLINE


def _unlabel(units: list[Unit]) -> None:
    """Take for narration what only looks like a label: words before a colon that others do not share.

    `On the jet: The town will not stop. “They thought we would run,” she said.` has a label if other
    lines begin with *On …:* too.
    """
    labelled = [u for u in units if u.quoting.shape == LABELLED]
    first = Counter(u.quoting.label.split(None, 1)[0].lower() for u in labelled)
    for unit in labelled:
        found = unit.quoting
        alone = first[found.label.split(None, 1)[0].lower()] < 2
        if found.narrated and not found.emphasised and alone:
            unit.quoting = told(unit.block)


def _is_person(label: str, labelled: list[Unit]) -> bool:
    return any(u.likeness >= 0.2 for u in labelled if u.quoting.label.lower() == label)


# --- headings ---------------------------------------------------------------------------------


def _mark_heads(units: list[Unit], known: frozenset[str], labels: str) -> None:
    """Give each block that could head something its form."""
    for i, unit in enumerate(units):
        if unit.role != NARRATION or unit.quoting.quotes:
            continue
        if furniture.is_list_heading(unit.block.flat):
            unit.role = ANNOUNCEMENT
        elif not furniture.is_about_box(unit.block.flat) and _could_head(units, i):
            unit.form = _form(unit.block)
            unit.likeness = speakers.likeness(unit.block.flat, known)
            if labels == SPEAKER and _next_quote(units, i) == BARE and _is_apart(unit):
                unit.form = (SPEAKER,)  # **Ana Lima:** and her words in the next paragraph


def _is_apart(unit: Unit) -> bool:
    """Whether a line is a label like the others, set apart from its quotation."""
    block = unit.block
    emphasised = bool(block.style) or block.lead >= len(block.text.rstrip(" :")) > 0
    if emphasised and block.flat.endswith(":"):
        return not furniture.announces(block.flat)
    return unit.likeness >= 0.6


def _could_head(units: list[Unit], i: int) -> bool:
    block = units[i].block
    text = block.flat
    if block.kind == QUOTED:
        return False
    if block.kind == HEADING or block.style:
        return english.heads(text) and not text.endswith(",")
    named = speakers.likeness(text) >= 1
    if not (named or english.short(text)) or furniture.is_off_topic(text):
        return False
    if len(text.split()) > LONGEST_HEAD and not named and not english.title_case(text):
        return False
    if when(text):
        return False  # Damascus, 2 May 2020
    if text.endswith(":"):
        strong = any(u.block.kind == HEADING or u.block.style for u in units[:i])
        return not (english.narrates(text) or (strong and english.goes_on(text)))
    if text.rstrip("'’\"”")[-1:] == ".":
        return _sentence_head(units, i)
    return text[-1] not in ",;"


def _sentence_head(units: list[Unit], i: int) -> bool:
    """Whether a plain sentence may be a headline: after a quotation and directly before one."""
    block = units[i].block
    if not english.sentence(block.flat) or len(block.flat.split()) > 15:
        return False
    if _PRONOUN.match(block.flat):
        return False  # He paused.
    above = next((u for u in reversed(units[:i]) if u.role != FURNITURE), None)
    after_quote = above is None or above.quoting.quotes or above.role in (CONTINUED, TITLE)
    return after_quote and _next_quote(units, i) in (BARE, TOLD)


def _form(block: Block) -> tuple:
    """What a heading looks like."""
    text = block.flat
    letters = [c for c in text if c.isalpha()]
    caps = bool(letters) and text.upper() == text and len(letters) > 2
    marker = ""
    if block.marker:
        marker = "number" if any(map(str.isdigit, block.marker)) else block.marker
    dated = bool(_SEQUEL.match(text))
    colon = text.endswith(":") and not block.style and block.kind != HEADING
    return (block.kind, block.level, block.style, marker, caps, colon, dated)


def _choose(found: Layout) -> None:
    """The roles of the forms that explain the article best, and the runner-up."""
    units = found.units
    places: dict[tuple, list[int]] = {}
    for i, unit in enumerate(units):
        if unit.form:
            places.setdefault(unit.form, []).append(i)
    follows = {form: Counter(_follows(units, i) for i in at) for form, at in places.items()}
    forms = sorted(places, key=lambda form: -len(places[form]))[:FORMS]
    extra = {form: _content(found, places[form]) for form in forms}
    best = second = (float("-inf"), {})
    for roles in product((HEADLINE, SECTION, NOTHING), repeat=len(forms)):
        chosen = dict(zip(forms, roles, strict=True))
        score = sum(_score(form, chosen, follows[form], found.labels, extra[form]) for form in forms)
        if score > best[0]:
            best, second = (score, chosen), best
        elif score > second[0]:
            second = (score, chosen)
    found.roles = {form: best[1].get(form, NOTHING) for form in places}
    if forms:
        decided = sum(len(places[form]) for form in forms if best[1][form] != second[1][form])
        found.margin = (best[0] - second[0]) / max(decided, 1)
        found.runner_up = {form: second[1][form] for form in forms if best[1][form] != second[1][form]}
    for form, role in found.roles.items():
        if form == (SPEAKER,) or (
            role == HEADLINE and _are_speakers(_fed(units, places[form]))
        ):
            found.roles[form] = SPEAKER
    if found.labels == SPEAKER:
        for form, seen in follows.items():
            quoted = [what for what in seen.elements() if what in (BARE, "voiced", TOLD, LABELLED)]
            if found.roles[form] == HEADLINE and quoted.count(LABELLED) * 2 > len(quoted):
                found.roles[form] = SECTION
    _label_forms(found, places)


def _label_forms(found: Layout, places: dict[tuple, list[int]]) -> None:
    for form, at in places.items():
        for i in at:
            found.units[i].role = found.roles[form]


def _fed(units: list[Unit], at: list[int]) -> list[float]:
    """How much the headings with a quotation below look like speakers."""
    quoted = (BARE, "voiced", TOLD, LABELLED)
    return [units[i].likeness for i in at if _follows(units, i) in quoted] or [0.0]


def _are_speakers(likeness: list[float]) -> bool:
    """Whether headings are speakers: one surely, and most; or three and more that all hold an office."""
    mean = sum(likeness) / len(likeness)
    offices = len(likeness) > 2 and min(likeness) >= 0.4
    return mean >= SURE and (max(likeness) >= speakers.SURE or offices)


def _follows(units: list[Unit], i: int) -> str | tuple:
    """What follows a heading: a quotation, a label, narration with a quotation, a form, or nothing."""
    narration = 0
    for unit in units[i + 1 :]:
        if unit.role in (FURNITURE, TITLE) or unit.block.kind in (RULE, BREAK):
            continue
        if unit.role == CONTINUED:
            return ""
        if unit.quoting.quotes:
            if unit.quoting.shape == BARE and not narration:
                return "voiced" if _is_voiced(units, i) else BARE
            if unit.quoting.shape == LABELLED:
                return LABELLED
            return TOLD
        if unit.form:
            return unit.form if not narration else ""
        narration += 1
        if narration > 3:
            return ""
    return ""


def _is_voiced(units: list[Unit], i: int) -> bool:
    """Whether the quotation below a heading names its speaker."""
    for unit in units[i + 1 :]:
        if unit.quoting.quotes:
            if unit.quoting.speaker:
                return True
        elif unit.role == ATTRIBUTION:
            return True
        elif unit.role not in (CONTINUED, FURNITURE):
            return False
    return False


def _content(found: Layout, at: list[int]) -> dict[str, float]:
    """What the words of a form's blocks say for or against a role."""
    texts = [found.units[i].block.flat for i in at]
    announces = sum(map(furniture.announces, texts)) / len(texts) if len(texts) <= 2 else 0
    listed = sum(_over_list(found.units, i) for i in at) / len(texts) if len(texts) <= 2 else 0
    return {NOTHING: 1.6 * max(announces, listed)}


def _over_list(units: list[Unit], i: int) -> bool:
    """Whether a line ending in a colon leads to a list: *These are the heads of the ports:*"""
    following = [u for u in units[i + 1 : i + 4] if u.role != FURNITURE]
    bullets = [u.quoting.shape == TOLD and u.block.kind == BULLET for u in following]
    return units[i].block.flat.endswith(":") and len(bullets) > 1 and all(bullets[:2])


def _score(
    form: tuple, roles: dict[tuple, str], follows: Counter, labels: str, extra: dict[str, float]
) -> float:
    """How well a role fits what follows the blocks of a form."""
    role = roles[form]
    values = _VALUES[role]
    score = extra.get(role, 0.0)
    for what, times in follows.items():
        if isinstance(what, tuple):
            value = values["head"] if roles.get(what, NOTHING) == HEADLINE else values["other"]
            if what == form:
                value = values["same"]
        elif what == LABELLED:
            value = values[f"label {labels}"]
        else:
            value = values[what]
        score += times * value
    return score


# What each role is worth by what follows: quotations want a headline, headlines want a section.
_VALUES = {
    HEADLINE: {
        BARE: 1.0, "voiced": 0.7, TOLD: 0.7, "": -0.6, "head": -0.5, "other": -0.4, "same": -0.4,
        f"label {SPEAKER}": 0.3, f"label {HEADLINE}": -0.6, f"label {NARRATION}": 1.0,
    },
    SECTION: {
        BARE: -0.8, "voiced": -0.4, TOLD: -0.6, "": -0.3, "head": 1.0, "other": -0.3, "same": -0.3,
        f"label {SPEAKER}": 0.9, f"label {HEADLINE}": 1.0, f"label {NARRATION}": -0.5,
    },
    NOTHING: {
        BARE: -0.7, "voiced": -0.1, TOLD: -0.3, "": 0.0, "head": 0.0, "other": 0.0, "same": 0.0,
        f"label {SPEAKER}": -0.1, f"label {HEADLINE}": -0.1, f"label {NARRATION}": -0.3,
    },
}  # fmt: skip


def _settle(found: Layout) -> None:
    """What remains: quotations, announcements, and headings over debates."""
    for unit in found.units:
        if unit.quoting.quotes and unit.role == NARRATION:
            unit.role = QUOTE
        elif unit.role == NOTHING:
            unit.role = ANNOUNCEMENT if furniture.announces(unit.block.flat) else NARRATION
    if found.labels == SPEAKER and _is_debate(found):
        for form, role in found.roles.items():
            if role == SECTION and not any(found.roles[f] in (HEADLINE, SPEAKER) for f in found.roles):
                found.roles[form] = HEADLINE
        for unit in found.units:
            if unit.role == SECTION and found.roles.get(unit.form) == HEADLINE:
                unit.role = HEADLINE


def _settle_labels(found: Layout) -> None:
    """Labels that are rare among headings are no headlines: *On money:* under *The minister speaks*."""
    heads = sum(
        unit.role in (HEADLINE, SPEAKER) and bool(_follows(found.units, i))
        for i, unit in enumerate(found.units)
    )
    labels = sum(unit.quoting.shape == LABELLED for unit in found.units)
    if found.labels == HEADLINE and 2 * labels <= heads:
        found.labels = NARRATION
    elif found.labels == NARRATION and not heads:
        found.labels = HEADLINE


def _is_debate(found: Layout) -> bool:
    """Whether labels are speakers who return under each heading, or are known by their surname."""
    labels = [u.quoting.label for u in found.units if u.quoting.shape == LABELLED]
    names = Counter(labels)
    recurring = sum(n > 1 for n in names.values()) * 2 >= len(names)
    short = sum(len(label.split()) == 1 and not label.isupper() for label in labels)
    return recurring or short * 2 > len(labels)


def _is_prose(found: Layout) -> bool:
    """Whether most quotations are in narration that no heading, label or list introduces.

    A headline heads a paragraph or two; where many paragraphs of narration follow, it is the section
    of a report. So quotations in narration count as structured only under headings with few of them.
    """
    units = found.units
    if sum(bool(_INNER_LABEL.match(u.block.text)) for u in units) > 2:
        return True  # a transcript inside quotation marks: “LIMA: We wait.
    spread = _spread(units)
    listed = _are_listed(units)
    loose = strong = 0.0
    head = ""
    before: Unit | None = None
    for unit in units:
        if unit.role in (HEADLINE, SPEAKER, ANNOUNCEMENT):
            head = unit.role
        elif unit.role == SECTION:
            head = ""
        if unit.role == QUOTE:
            shape = unit.quoting.shape
            headed = head in (HEADLINE, SPEAKER) and (shape == BARE or spread <= LONG_REPORT)
            introduced = before is not None and before.role == NARRATION and _introduces(before)
            if shape == LABELLED or unit.quoting.speaker or unit.block.kind == QUOTED:
                strong += 1
            elif headed:
                strong += 1 if shape == BARE else 0.5
            elif shape == TOLD and not listed:
                loose += 1
            elif shape == TOLD or head == ANNOUNCEMENT:
                strong += 1
            else:
                strong += 0.3 if introduced else 0.7
        if unit.role != FURNITURE:
            before = unit
    if not strong:  # a few marked words in narration may be speech, which only prose tells
        return any(unit.block.spans for unit in units)
    return loose > strong


def _introduces(unit: Unit) -> bool:
    """Whether a paragraph of narration leads to the quotation below it: *The report says:*"""
    return unit.block.flat.endswith(":") and english.narrates(unit.block.flat)


def _spread(units: list[Unit]) -> float:
    """How many paragraphs of narration, with or without quotations, a heading has below it on average."""
    counts: list[int] = []
    for unit in units:
        if unit.role in (HEADLINE, SPEAKER):
            counts.append(0)
        elif unit.role in (SECTION, ANNOUNCEMENT):
            continue
        elif counts and (unit.role == NARRATION or unit.quoting.shape == TOLD):
            counts[-1] += 1
    return sum(counts) / len(counts) if counts else 0


def _are_listed(units: list[Unit]) -> bool:
    """Whether most narration with quotations in it is set as a list."""
    told = [u for u in units if u.quoting.shape == TOLD]
    return sum(bool(u.block.marker) for u in told) * 2 > len(told)


# --- the layout in words ---------------------------------------------------------------------


def in_words(found: Layout, *, runner_up: bool = False) -> str:
    """How the article was read, in one sentence; or what the next best reading would do differently.

    Parameters
    ----------
    found : Layout
    runner_up : bool
        Say what the runner-up would have read.

    Returns
    -------
    str
    """
    if runner_up:
        other = [
            f"{_described(found, [form])} may be {_PLURALS[role]}"
            for form, role in found.runner_up.items()
        ]
        return "; ".join(other)
    if found.prose:
        return (
            "Ordinary prose: each attributed quotation is a highlight; "
            "its speaker is the one whom the narration names."
        )
    parts = []
    for role in (SECTION, HEADLINE, SPEAKER):
        forms = [form for form, chosen in found.roles.items() if chosen == role]
        if any(_fed_places(found, form) for form in forms):
            parts.append(f"{_PLURALS[role].capitalize()}: {_described(found, forms)}")
    labels = sum(unit.quoting.shape == LABELLED for unit in found.units)
    if labels and found.labels in (HEADLINE, SPEAKER):
        parts.append(f"{_PLURALS[found.labels].capitalize()}: {labels} labels before a quotation")
    voiced = sum(bool(unit.quoting.speaker) for unit in found.units)
    if voiced:
        parts.append(f"Speakers: named after {voiced} quotations")
    parts.append(f"quotes: {_quotes_in_words(found)}")
    return "; ".join(parts) + "."


_PLURALS = {SECTION: "sections", HEADLINE: "headlines", SPEAKER: "speakers", NOTHING: "no headings"}


def _quotes_in_words(found: Layout) -> str:
    shapes = Counter(unit.quoting.shape for unit in found.units if unit.role == QUOTE)
    marked = any(unit.block.spans for unit in found.units if unit.role == QUOTE)
    if not marked:
        return "the block quotes below them"
    if shapes[LABELLED] > shapes[BARE] + shapes[TOLD]:
        return "the words in quotation marks after them"
    if shapes[TOLD] > shapes[BARE]:
        return "the quoted words in the narration"
    below = any(role in (HEADLINE, SPEAKER) for role in found.roles.values())
    return "the paragraphs in quotation marks" + (" below them" if below else "")


def _fed_places(found: Layout, form: tuple) -> list[int]:
    """Where blocks of a form have something below them."""
    return [i for i, u in enumerate(found.units) if u.form == form and _follows(found.units, i)]


def _described(found: Layout, forms: list[tuple]) -> str:
    """Forms in words: "27 plain lines ending in a colon and 2 level-4 headings"."""
    named = Counter()
    for form in forms:
        named[_form_in_words(form)] += len(_fed_places(found, form))
    return " and ".join(
        f"{number} {name if number != 1 else name.replace('lines', 'line').replace('headings', 'heading')}"
        for name, number in named.items()
        if number
    )


def _form_in_words(form: tuple) -> str:
    if form == (SPEAKER,):
        return "lines that name a speaker"
    kind, level, style, marker, caps, colon, dated = form
    if kind == HEADING:
        return f"level-{level} headings"
    words = [style or "plain"]
    words += ["uppercase"] if caps else []
    words += ["numbered"] if marker == "number" else ["bulleted"] if marker else []
    return " ".join(words) + " lines" + (" ending in a colon" if colon else "")
