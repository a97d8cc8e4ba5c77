"""How an article is laid out: which form of block has which role, learned from the article itself.

An article uses one form for one role: its headlines all look alike, and so do its section headings
and its speakers' names. Blocks that could head something are grouped by their form. How often each
form is followed by a quotation, by a label or by another form decides which role fits it best.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

from analysis.layout import furniture
from analysis.layout.blocks import BULLET, HEADING, Block
from analysis.layout.headings import (
    ANNOUNCEMENT,
    FURNITURE,
    HEADLINE,
    LABEL_ABOVE,
    NARRATION,
    NOTHING,
    QUOTE,
    SECTION,
    SPEAKER,
    TITLE,
    Form,
    Unit,
    mark_heads,
)
from analysis.layout.labels import are_speakers, label_role
from analysis.layout.prose import is_prose
from analysis.layout.quoting import (
    BARE,
    LABELLED,
    TOLD,
    quoting,
)
from analysis.layout.repairs import repaired
from analysis.layout.surroundings import (
    mark_attributions,
    mark_continued,
    mark_furniture,
    mark_names_below,
)
from analysis.layout.title import mark_title

FORMS = 5  # at most so many forms are decided together: 3 roles each are 243 readings
ANNOUNCING = 1.6  # what speaks against a role for a line that announces quotations


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


def layout(
    blocks: list[Block],
    *,
    title: str = "",
    captions: frozenset[tuple[int, str]] = frozenset(),
) -> Layout:
    """The layout of an article.

    Parameters
    ----------
    blocks : list of Block
        The article's blocks, in its order.
    title : str
        The title where the file's metadata give it.
    captions : set of (int, str)
        Lines that are known to be captions: their number and words.

    Returns
    -------
    Layout
    """
    found = Layout([Unit(block, quoting(block)) for block in repaired(blocks)])
    mark_furniture(found.units, captions)
    units = [unit for unit in found.units if unit.role != FURNITURE]
    mark_continued(units)
    mark_names_below(units)
    mark_attributions(units)

    found.labels = label_role(units)
    found.title = mark_title(units, title)
    mark_heads(units, found.labels)
    _note_what_follows(units)
    _choose_roles(found, units)
    _settle_labels(found, units)
    found.prose = is_prose(units)
    return found


# --- the roles of headings ----------------------------------------------------------------------

# What a role is worth by what follows: quotations want a headline, headlines want a section.
_WORTH = {
    HEADLINE: {
        BARE: 1.0, TOLD: 0.7, "": -0.6, "head": -0.5, "other": -0.4,
        f"label {SPEAKER}": 0.3, f"label {HEADLINE}": -0.6, f"label {NARRATION}": 1.0,
    },
    SECTION: {
        BARE: -0.8, TOLD: -0.6, "": -0.3, "head": 1.0, "other": -0.3,
        f"label {SPEAKER}": 0.9, f"label {HEADLINE}": 1.0, f"label {NARRATION}": -0.5,
    },
    NOTHING: {
        BARE: -0.7, TOLD: -0.3, "": 0.0, "head": 0.0, "other": 0.0,
        f"label {SPEAKER}": -0.1, f"label {HEADLINE}": -0.1, f"label {NARRATION}": -0.3,
    },
}  # fmt: skip
_QUOTED = (BARE, TOLD, LABELLED)


def _note_what_follows(units: list[Unit]) -> None:
    """Note what follows each heading: a quotation, another form, or, as "", nothing of the kind.

    Up to three paragraphs of narration may be between a heading and its quotation.
    """
    for i, unit in enumerate(units):
        if unit.form is None:
            continue
        for distance, below in enumerate(units[i + 1 : i + 5]):
            if below.quotes:
                unit.follows = below.shape
                if distance and below.shape == BARE:
                    unit.follows = TOLD  # narration leads from the heading to the quotation
                break
            if below.form is not None:
                if not distance:
                    unit.follows = below.form
                break


def _choose_roles(found: Layout, units: list[Unit]) -> None:
    """Give each form the role that explains the article best, and note the runner-up."""
    places: dict[Form, list[int]] = {}
    for i, unit in enumerate(units):
        if unit.form is not None:
            places.setdefault(unit.form, []).append(i)

    follows = {}
    for form, at in places.items():
        follows[form] = _counts(units, at)

    best = _best_reading(found, units, places, follows)
    roles = dict.fromkeys(places, NOTHING)
    for form, role in best.items():
        at = places[form]
        if role == HEADLINE:
            if are_speakers(_likeness(units, at)):
                role = SPEAKER
            elif found.labels == SPEAKER and _is_over_labels(follows[form]):
                role = SECTION
        may_be_subtitle = role == SECTION or (role == HEADLINE and form.style == "italic")
        if not may_be_subtitle or not _is_subtitle(units, at, role):
            roles[form] = role

    if LABEL_ABOVE in places:
        roles[LABEL_ABOVE] = SPEAKER
    if found.runner_up.items() <= roles.items():
        found.margin = 1.0  # headlines over labels became sections, as the runner-up has them
    _give_roles(found, units, roles)
    for unit in units:
        if unit.role == SPEAKER and unit.form == unit.follows:
            unit.role = SECTION  # **Members of Congress** over **Sen. Lima**


def _best_reading(
    found: Layout, units: list[Unit], places: dict[Form, list[int]], follows: dict[Form, Counter]
) -> dict[Form, str]:
    """The roles of forms with the best score; notes by how much they beat the runner-up."""
    # Some forms lead to nothing; a label above its quotation needs no decision.
    led = [form for form in places if form != LABEL_ABOVE and any(follows[form])]
    led.sort(key=lambda form: -len(places[form]))
    bonus = {}
    for form in led[:FORMS]:
        bonus[form] = _announcing(units, places[form])

    readings = []
    combinations = product((HEADLINE, SECTION, NOTHING), repeat=len(bonus))
    for combination in combinations:
        reading = dict(zip(bonus, combination, strict=True))
        score = 0.0
        for form, role in reading.items():
            score += _score(follows[form], role, reading, found.labels)
            if role == NOTHING:
                score += bonus[form]
        readings.append(_Scored(score, reading))
    readings.sort(key=lambda scored: -scored.score)

    best, *others = readings
    if others:
        _note_runner_up(found, best, others[0], places)
    return best.roles


class _Scored(NamedTuple):
    """Roles of forms, and how well they fit the article."""

    score: float
    roles: dict[Form, str]


def _note_runner_up(
    found: Layout, best: _Scored, other: _Scored, places: dict[Form, list[int]]
) -> None:
    """Note what the next best reading has otherwise, and how much worse it is, per block."""
    decided = 0
    for form, role in other.roles.items():
        if role != best.roles[form]:
            found.runner_up[form] = role
            decided += len(places[form])
    found.margin = (best.score - other.score) / decided


def _counts(units: list[Unit], at: list[int]) -> Counter:
    """How often what follows the blocks of a form.

    Those before the first one that leads to something and after the last one do not count: they
    are a page's menus.
    """
    form = units[at[0]].form
    seen = [units[i].follows for i in at]
    leading = [n for n, what in enumerate(seen) if what not in ("", form)]
    if leading:
        seen = seen[leading[0] : leading[-1] + 1]
    return Counter(seen)


def _score(follows: Counter, role: str, reading: dict[Form, str], labels: str) -> float:
    """How well a role fits what follows the blocks of a form."""
    score = 0.0
    for what, times in follows.items():
        key = what
        if what == LABELLED:
            key = f"label {labels}"
        elif isinstance(what, Form):
            key = "other"
            if reading.get(what) == HEADLINE:
                key = "head"
        score += times * _WORTH[role][key]
    return score


def _announcing(units: list[Unit], at: list[int]) -> float:
    """What speaks against a role for lines that only announce what follows."""
    leading = announcing = 0
    for i in at:
        if not units[i].follows:
            continue
        leading += 1
        text = units[i].text
        # "Here is what the ministers said on Monday:" has eight words; headlines are shorter.
        is_long = text[-1:] == ":" and len(text.split()) > 7
        if is_long or furniture.announces(text) or _is_over_list(units, i):
            announcing += 1
    return ANNOUNCING * announcing / max(leading, 1)


def _is_over_list(units: list[Unit], i: int) -> bool:
    """Whether a line leads to a list of narration: *These are the heads of the ports:*"""
    for unit in units[i + 1 : i + 3]:
        is_item = unit.shape == TOLD and unit.block.kind == BULLET
        if not is_item:
            return False
    return True


def _likeness(units: list[Unit], at: list[int]) -> list[float]:
    """How much the headings with a quotation below look like speakers."""
    likeness = [units[i].likeness for i in at if units[i].follows in _QUOTED]
    return likeness or [0.0]


def _is_over_labels(follows: Counter) -> bool:
    """Whether most quotations below the headings of a form have a label."""
    quotations = follows[BARE] + follows[TOLD] + follows[LABELLED]
    return follows[LABELLED] * 2 > quotations


def _is_subtitle(units: list[Unit], at: list[int], role: str) -> bool:
    """Whether a form is no section: a date or a subtitle below the title, a table of contents."""
    if role == HEADLINE and len(at) > 1:
        return False
    first = at[0]
    block = units[first].block
    if block.kind == HEADING or block.style not in ("", "italic"):
        return False
    are_apart = at[-1] - first >= len(at)
    if are_apart:
        return False
    above = {unit.role for unit in units[:first]}
    return above <= {TITLE}


def _give_roles(found: Layout, units: list[Unit], roles: dict[Form, str]) -> None:
    """Give all units of these forms their role; all other quotations are quotes."""
    found.roles |= roles
    for unit in units:
        if unit.form in roles:
            unit.role = roles[unit.form]
            if unit.role == NOTHING:
                unit.role = NARRATION
                if furniture.announces(unit.text):
                    unit.role = ANNOUNCEMENT
        elif unit.quotes and unit.role == NARRATION:
            unit.role = QUOTE


def _settle_labels(found: Layout, units: list[Unit]) -> None:
    """Take labels that are rare among headings for narration: *On money:* under *On the budget*."""
    heads = sum(map(_leads_on, units))
    labelled = [unit for unit in units if unit.shape == LABELLED]
    # **Casamance:** is set like a headline
    plain = [unit for unit in labelled if not unit.block.lead]
    are_rare = bool(plain) and 2 * len(labelled) <= heads
    if found.labels == HEADLINE and are_rare:
        found.labels = NARRATION
    elif found.labels == NARRATION and not heads:
        found.labels = HEADLINE
    elif found.labels == SPEAKER and not heads and _is_debate(labelled):
        over = {form: HEADLINE for form, role in found.roles.items() if role == SECTION}
        _give_roles(found, units, over)


def _leads_on(unit: Unit) -> bool:
    """Whether a unit is a headline or a speaker with something else below it."""
    return unit.role in (HEADLINE, SPEAKER) and unit.follows not in ("", unit.form)


def _is_debate(labelled: list[Unit]) -> bool:
    """Whether speakers return under each heading, or are known by their surname."""
    times = Counter([unit.quoting.label for unit in labelled])
    returning = surnames = 0
    for label, number in times.items():
        if number > 1:
            returning += 1
        if len(label.split()) == 1 and not label.isupper():
            surnames += number
    return returning * 2 >= len(times) or surnames * 2 > len(labelled)
