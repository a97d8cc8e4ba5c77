"""What labels before quotations are: speakers, headlines or narration."""

from __future__ import annotations

from collections import Counter

from analysis.layout.headings import HEADLINE, NARRATION, SPEAKER, Unit
from analysis.layout.quoting import BARE, LABELLED, told
from analysis.speech import speakers

SURE = 0.45  # the mean likeness from which labels or headings are taken for speakers


def label_role(units: list[Unit]) -> str:
    """What labels before quotations are: speakers, headlines, or narration (*Line to take:*)."""
    _unlabel(units)
    labelled = [unit for unit in units if unit.shape == LABELLED]
    if not labelled:
        return ""
    narration = [unit.text for unit in units if unit.is_open]
    # The first eighty lines introduce the persons; more would cost time on a book.
    known = speakers.surnames(" ".join(narration[:80]))
    for unit in labelled:
        unit.likeness = speakers.likeness(unit.quoting.label, known)

    times: Counter = Counter()
    for unit in labelled:
        times[unit.quoting.label.lower()] += 1
    if _is_formula(units, labelled, times):
        return NARRATION

    likeness = [unit.likeness for unit in labelled]
    mean = sum(likeness) / len(likeness)
    if mean >= SURE and max(likeness) >= speakers.SURE:
        return SPEAKER
    returning = 0
    for number in times.values():
        if number > 1:
            returning += number
    if mean >= 0 and len(times) > 1 and returning * 2 > len(labelled):
        return SPEAKER
    return HEADLINE


def _is_formula(units: list[Unit], labelled: list[Unit], times: Counter) -> bool:
    """Whether most quotations have one and the same label, which is no name: *Line to take:*"""
    most, count = times.most_common(1)[0]
    if count <= 2 or count * 2 <= len(labelled):
        return False
    bare = sum(unit.shape == BARE for unit in units)
    if count <= bare:
        return False
    for unit in labelled:
        # From 0.2 on a label may be an acronym, a body or a person, who may speak most of the time.
        if unit.likeness >= 0.2 and unit.quoting.label.lower() == most:
            return False
    return True


def _unlabel(units: list[Unit]) -> None:
    """Take for narration what only looks like a label: its first word begins no other label.

    `On the ferry: The crew stays aboard. “They hoped we would leave,” she said.` has a label if
    other lines begin with *On …:* too.
    """
    labelled = [unit for unit in units if unit.shape == LABELLED]
    times: Counter = Counter()
    for unit in labelled:
        times[_first_word(unit.quoting.label)] += 1
    for unit in labelled:
        found = unit.quoting
        may_be_narration = found.narrated and not found.emphasised
        if may_be_narration and times[_first_word(found.label)] < 2:
            unit.read_as(told(unit.block))


def _first_word(label: str) -> str:
    return label.split(None, 1)[0].lower()


def are_speakers(likeness: list[float]) -> bool:
    """Whether headings are speakers: one surely and most; or three and more that hold an office."""
    mean = sum(likeness) / len(likeness)
    if mean < SURE:
        return False
    if max(likeness) >= speakers.SURE:
        return True
    # "Minister" and "Mayor Lima" have 0.4: an office without a given name.
    return len(likeness) > 2 and min(likeness) >= 0.4
