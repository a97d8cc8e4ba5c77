"""How an article was read, in words."""

from __future__ import annotations

from collections import Counter

from analysis.layout.blocks import HEADING
from analysis.layout.headings import (
    HEADLINE,
    LABEL_ABOVE,
    NOTHING,
    QUOTE,
    SECTION,
    SPEAKER,
    Form,
)
from analysis.layout.layout import Layout
from analysis.layout.quoting import BARE, LABELLED, TOLD

_PLURALS = {SECTION: "sections", HEADLINE: "headlines", SPEAKER: "speakers", NOTHING: "no headings"}


def description(found: Layout) -> str:
    """How the article was read, in one sentence.

    Parameters
    ----------
    found : Layout
        An article's layout.

    Returns
    -------
    str
    """
    if found.prose:
        return (
            "Ordinary prose: each attributed quotation is a highlight; "
            "its speaker is the one whom the narration names."
        )
    parts = []
    for role in (SECTION, HEADLINE, SPEAKER):
        forms = [form for form, chosen in found.roles.items() if chosen == role]
        named = _forms_in_words(found, forms)
        if named:
            parts.append(f"{_PLURALS[role].capitalize()}: {named}")
    labels = voiced = 0
    for unit in found.units:
        labels += unit.shape == LABELLED
        voiced += bool(unit.quoting.speaker)
    if labels and found.labels in (HEADLINE, SPEAKER):
        named = _PLURALS[found.labels].capitalize()
        counted = "1 label" if labels == 1 else f"{labels} labels"
        parts.append(f"{named}: {counted} before a quotation")
    if voiced:
        counted = "1 quotation" if voiced == 1 else f"{voiced} quotations"
        parts.append(f"Speakers: named after {counted}")
    parts.append(f"quotes: {_quotes_in_words(found)}")
    return "; ".join(parts) + "."


def other_in_words(found: Layout) -> str:
    """What the next best reading would take for something else.

    Parameters
    ----------
    found : Layout
        An article's layout.

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
    shapes = Counter(unit.shape for unit in quotes)
    if not any(unit.block.spans for unit in quotes):
        return "the block quotes below them"
    if shapes[LABELLED] > shapes[BARE] + shapes[TOLD]:
        return "the words in quotation marks after them"
    if shapes[TOLD] > shapes[BARE]:
        return "the quoted words in the narration"
    headed = {HEADLINE, SPEAKER} & set(found.roles.values())
    if headed:
        return "the paragraphs in quotation marks below them"
    return "the paragraphs in quotation marks"


def _forms_in_words(found: Layout, forms: list[Form]) -> str:
    """Forms in words: "22 plain lines ending in a colon and 5 level-4 headings"."""
    times: Counter = Counter()
    for unit in found.units:
        if unit.form in forms and unit.follows:
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
    if form.marker == "number":
        words.append("numbered")
    elif form.marker:
        words.append("bulleted")
    words.append("lines")
    if form.colon:
        words.append("ending in a colon")
    return " ".join(words)
