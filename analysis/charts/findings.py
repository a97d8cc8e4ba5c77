"""Sentences made from the numbers: a chart's title, the words for what is counted, its alt text."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

LONGEST = 14  # words of a title

_NOUNS = {
    "mentions": ("mention", "mentions"),
    "tokens": ("use", "uses"),
    "codes": ("highlight", "highlights"),
    "words": ("word", "words"),
}
_PLACES = {"headline": "the headlines", "quote": "the quotes", "both": "headlines and quotes", "highlight": ""}
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
MEASURES = ("count", "highlights", "rate")


def number(value: float) -> str:
    """A number as it is written on a chart.

    >>> number(2334), number(3.04), number(7.0)
    ('2,334', '3.0', '7')
    """
    return (f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}").replace("-", "−")


def spelled(count: int) -> str:
    """Small numbers in words, as at the beginning of a sentence they must be."""
    return _SMALL[count] if count < len(_SMALL) else number(count)


def short(label: str, words: int = 5, letters: int = 40) -> str:
    """A label as it can stand in a sentence: on one line, long ones cut at a word."""
    parts = " ".join(label.split()).split(" ")
    cut = " ".join(parts[:words])
    cut = cut if len(cut) <= letters else cut[: letters - 1].rstrip()
    return cut if cut == " ".join(parts) else cut + "…"


def listed(labels: Sequence[str]) -> str:
    """Labels as a sentence names them, in quotation marks where an "and" of their own would mislead.

    >>> listed(["Greece", "Cyprus", "Italy"])
    'Greece, Cyprus and Italy'
    >>> listed(["Rights and justice", "Europe"])
    '“Rights and justice” and “Europe”'
    """
    labels = [short(label) for label in labels]
    if len(labels) > 1 and any(" and " in label for label in labels):
        labels = [f"“{label}”" for label in labels]
    return labels[0] if len(labels) == 1 else ", ".join(labels[:-1]) + " and " + labels[-1]


def fitting(*sentences: str) -> str:
    """The first sentence of at most fourteen words, else the last one cut there."""
    for sentence in sentences:
        if len(sentence.split()) <= LONGEST:
            return sentence
    return " ".join(sentences[-1].split()[:LONGEST]) + "…"


def place(voice: str) -> str:
    """Whose words were counted, as a sentence says it; "" where the whole highlight was."""
    return _PLACES.get(voice, voice)


def noun(unit: str, measure: str, value: float) -> str:
    """What a measure counts, in the number that a value asks for."""
    if measure == "rate":
        return f"{_NOUNS.get(unit, ('item', 'items'))[1]} per 1,000 words"
    one, more = _NOUNS.get(unit, ("item", "items")) if measure == "count" else _NOUNS["codes"]
    return one if value == 1 else more


def leading(
    labels: Sequence[str], values: Sequence[float], *, unit: str, measure: str, voice: str, part: str = ""
) -> str:
    """Who leads and by how much, in at most fourteen words and true in ties; labels come in falling order.

    `part` names the part of a split that is looked at.

    >>> leading(["Russia", "Italy"], [20, 4], unit="mentions", measure="count", voice="quote")
    'Russia leads the quotes with 20 mentions, ahead of Italy with 4'
    >>> leading(["Greece", "Cyprus"], [4, 4], unit="mentions", measure="count", voice="quote")
    'Greece and Cyprus are level in the quotes with 4 mentions each'
    """
    labels = [f"“{short(label)}”" for label in labels] if unit in ("tokens", "words") else list(labels)
    said = _sentences(labels, list(values), unit, measure, place(voice))
    if part:
        return fitting(*(f"{name}: {sentence}" for sentence in said for name in (short(part), short(part, 3))))
    return fitting(*(sentence[0].upper() + sentence[1:] for sentence in said))


def _sentences(labels: list[str], values: list[float], unit: str, measure: str, where: str) -> list[str]:
    """Ways to say who leads, from the fullest to the shortest."""
    inside, ahead = (f" in {where}", f" {where}") if where else ("", "")
    if not values or max(values) == 0:
        return [f"Nothing to show: no {noun(unit, measure, 0)}{inside}"]
    best = max(values)
    much = f"{number(best)} {'per 1,000 words' if measure == 'rate' else noun(unit, measure, best)}"
    first = [label for label, value in zip(labels, values, strict=True) if value == best]
    rest = [(label, value) for label, value in zip(labels, values, strict=True) if value < best]
    if unit == "words" and rest and len(first) == 1:
        return [
            f"{short(first[0])} is the longest with {much}; the shortest has {number(min(values))}",
            f"The longest has {much}, the shortest {number(min(values))}",
        ]
    if len(values) == 1:
        return [f"{short(labels[0], words)}: {much}{inside}" for words in (5, 4)]
    what = {"codes": " themes", "tokens": " words"}.get(unit, "")
    some = (
        f"{spelled(len(first)).capitalize()} of {number(len(values))}{what} share first place{inside} with {much} each"
    )
    level = f"All {number(len(first))}{what} are level{inside} with {much} each"
    if not rest:
        return [f"{listed(first)} are level{inside} with {much} each", level] if len(first) < 4 else [level]
    if len(first) > 1:
        return [f"{listed(first)} share first place{inside} with {much} each", some] if len(first) < 4 else [some]
    second = max(value for _, value in rest)
    runners = [label for label, value in rest if value == second]
    behind = f"with {number(second)}{' each' if len(runners) > 1 else ''}"
    others = "one other" if len(runners) == 1 else f"{spelled(len(runners))} others"
    lead = f"{short(first[0])} leads{ahead} with {much}"
    named = [f"{lead}, ahead of {listed(runners)} {behind}"] if len(runners) < 3 else []
    return [*named, f"{lead}, ahead of {others} {behind}", lead]


def part(counts: pd.DataFrame) -> str:
    """The one part of a split that a counts table holds; "" where it holds the whole, several parts, or one voice."""
    groups = list(counts["group"].unique())
    return groups[0] if len(groups) == 1 and groups[0] not in ("", counts["voice"].iloc[0]) else ""


def counted(counts: pd.DataFrame, measure: str, *, shown: int | None = None) -> str:
    """The subtitle of a counts table: what is counted, in whose words, of how many, and how many rows are shown."""
    unit, voice = counts["unit"].iloc[0], counts["voice"].iloc[0]
    n, words = counts["n"].iloc[0], counts["words"].iloc[0]
    of = "" if pd.isna(n) else f", of {number(n)}"
    where = place(voice)
    if unit == "codes":
        text = f"Highlights that carry the theme{of}; a highlight may carry several"
    elif measure == "highlights":
        whose = {"headline": "whose headline has", "quote": "whose quote has"}.get(voice, "that have")
        text = f"Highlights {whose} the {'word' if unit == 'tokens' else 'name'}{of}"
    else:
        text = f"{noun(unit, measure, 2).capitalize()} in {where}"
        text += "" if pd.isna(n) else f" of {number(n)} highlights"
        text += "" if pd.isna(words) else f" ({number(words)} {'in all' if unit == 'words' else 'words'})"
    text = f"{part(counts)}: {text}" if part(counts) else text
    return text + (
        "" if shown is None or shown == len(counts) else f"; the first {shown} of {number(len(counts))} shown"
    )


def alt(kind: str, title: str, subtitle: str, facts: Sequence[str] = ()) -> str:
    """The alt text: the kind of chart, what it shows, the extremes."""
    return " ".join(f"{part.rstrip('.')}." for part in (kind, title, subtitle, *facts) if part)


def extremes(labels: Sequence[str], values: Sequence[float]) -> str:
    """The first and the last of rows in falling order, in words."""
    if not len(values):
        return "no rows"
    if len(values) <= 6:
        return "; ".join(f"{short(a, 8)} {number(v)}" for a, v in zip(labels, values, strict=True))
    top = "; ".join(f"{short(a, 8)} {number(v)}" for a, v in zip(labels[:3], values[:3], strict=True))
    low = min(values)
    return f"{number(len(values))} rows: {top}; least {number(low)} ({sum(v == low for v in values)} of them)"
