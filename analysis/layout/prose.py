"""Whether an article is ordinary prose with quotations in it."""

from __future__ import annotations

from analysis.layout.headings import (
    ANNOUNCEMENT,
    HEADLINE,
    NARRATION,
    QUOTE,
    SECTION,
    SPEAKER,
    Unit,
)
from analysis.layout.quoting import BARE, LABELLED, TOLD

ALONE = 0.7  # how much a quotation without a heading or a speaker counts against prose
LONG_REPORT = 2.5  # paragraphs of narration per heading, from which they are sections of a report


def is_prose(units: list[Unit]) -> bool:
    """Whether most quotations are in narration that no heading, label or list introduces.

    A headline heads a paragraph or two; where many paragraphs of narration follow, it is the
    section of a report. So quotations in narration count as structured only under headings with
    few of them.
    """
    is_report = _spread(units) > LONG_REPORT
    told_in = [unit for unit in units if unit.shape == TOLD]
    are_listed = sum(bool(unit.block.marker) for unit in told_in) * 2 > len(told_in)
    loose = strong = 0.0
    head = ""  # the role of the last line that introduces quotations
    for unit in units:
        if unit.role in (HEADLINE, SPEAKER, ANNOUNCEMENT):
            head = unit.role
        elif unit.role == SECTION:
            head = ""
        if unit.role != QUOTE:
            continue
        is_headed = unit.shape == BARE and bool(head)
        if unit.shape == LABELLED or unit.quoting.speaker or is_headed:
            strong += 1
        elif unit.shape == BARE:
            strong += ALONE
        elif head in (HEADLINE, SPEAKER) and not is_report:
            strong += 0.5
        elif are_listed:
            strong += 1
        else:
            loose += 1
    # Whether a few marked words in narration are speech is seen only when they are read as prose.
    if not strong:
        return any(unit.block.spans for unit in units)
    return loose > strong


def _spread(units: list[Unit]) -> float:
    """How many paragraphs of narration a heading has below it on average."""
    counts: list[int] = []
    for unit in units:
        if unit.role in (HEADLINE, SPEAKER):
            counts.append(0)
        elif counts and (
            unit.shape == TOLD or (unit.role == NARRATION and unit.text[-1:] in ".:?!")
        ):
            counts[-1] += 1
    if not counts:
        return 0.0
    return sum(counts) / len(counts)
