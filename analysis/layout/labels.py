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

    times = Counter(unit.quoting.label.lower() for unit in labelled)
    most, count = times.most_common(1)[0]
    bare = sum(unit.shape == BARE for unit in units)
    # From 0.2 on a label may be an acronym, a body or a person, who may speak most of the time.
    same = [unit for unit in labelled if unit.quoting.label.lower() == most]
    is_name = any(unit.likeness >= 0.2 for unit in same)
    if count > max(len(labelled) / 2, 2) and count > bare and not is_name:
        return NARRATION

    likeness = [unit.likeness for unit in labelled]
    mean = sum(likeness) / len(likeness)
    repeated = sum(n for n in times.values() if n > 1)
    are_returning = repeated * 2 > len(labelled) and len(times) > 1
    if (mean >= SURE and max(likeness) >= speakers.SURE) or (are_returning and mean >= 0):
        return SPEAKER
    return HEADLINE


def _unlabel(units: list[Unit]) -> None:
    """Take for narration what only looks like a label: its first word begins no other label.

    `On the ferry: The crew stays aboard. “They hoped we would leave,” she said.` has a label if
    other lines begin with *On …:* too.
    """
    labelled = [unit for unit in units if unit.shape == LABELLED]
    first = Counter(unit.quoting.label.split(None, 1)[0].lower() for unit in labelled)
    for unit in labelled:
        found = unit.quoting
        alone = first[found.label.split(None, 1)[0].lower()] < 2
        if found.narrated and not found.emphasised and alone:
            unit.read_as(told(unit.block))


def are_speakers(likeness: list[float]) -> bool:
    """Whether headings are speakers: one surely and most; or three and more that hold an office."""
    mean = sum(likeness) / len(likeness)
    # "Minister" and "Mayor Lima" have 0.4: an office without a given name.
    offices = len(likeness) > 2 and min(likeness) >= 0.4
    return mean >= SURE and (max(likeness) >= speakers.SURE or offices)
