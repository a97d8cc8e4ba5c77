"""Sentences made from the numbers: a chart's title, the words for what is counted, its alt text."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.charts import wording

MEASURES = ("count", "highlights", "rate")
_MISSING = {
    "mentions": "No country, body or region is named",
    "tokens": "No words left to count",
    "words": "No words to count",
    "cues": "No cue of a theme is found",
}


def unit_of(counts: pd.DataFrame) -> str:
    """What a counts table counts; "cues" for themes in one voice, where a single cue does not code the theme."""
    if counts.empty:
        return ""
    unit, voice = counts["unit"].iloc[0], counts["voice"].iloc[0]
    return "cues" if unit == "codes" and voice != "highlight" else unit


def missing(unit: str, voice: str = "highlight") -> str:
    """The title of an empty chart: what there is none of.

    >>> missing("mentions", "quote"), missing("codes"), missing("")
    ('No country, body or region is named in the quotes', 'No highlight carries a theme', 'Nothing to show')
    """
    if unit not in _MISSING:
        return "No highlight carries a theme" if unit == "codes" else "Nothing to show"
    return _MISSING[unit] + (
        f" in {wording.voice_place(voice)}" if wording.voice_place(voice) else ""
    )


def leading(counts: pd.DataFrame, measure: str) -> str:
    """Who leads a counts table in falling order and by how much, in at most fourteen words and true in ties.

    Where the table holds one part of a split, the part is named first. No sentence asks for an article before a name.
    """
    unit, voice, of = unit_of(counts), counts["voice"].iloc[0], counts["n"].iloc[0]
    labels, values = list(counts["label"]), list(counts[measure])
    labels = (
        [f"“{wording.short(label)}”" for label in labels] if unit in ("tokens", "words") else labels
    )
    name = part(counts)
    amount, where = _amount(values[0], unit, measure, voice, of)
    where = "" if name else where
    said = _sentences(
        labels,
        values,
        amount,
        where,
        wording.row_noun(unit, voice),
        colon=not name,
        lengths=unit == "words",
    )
    if name:
        return wording.fitting(
            *(
                f"{group}: {sentence}"
                for sentence in said
                for group in (wording.short(name), wording.short(name, 3))
            )
        )
    return wording.fitting(*(sentence[0].upper() + sentence[1:] for sentence in said))


def _amount(value: float, unit: str, measure: str, voice: str, of: object) -> tuple[str, str]:
    """A value in words, and the place where it was counted, if that is not said by then.

    >>> _amount(20, "mentions", "count", "quote", 27), _amount(12, "mentions", "highlights", "quote", 27)
    (('20 mentions', ' in the quotes'), ('in 12 of 27 quotes', ''))
    """
    if (unit == "codes" and measure == "count") or measure == "highlights":
        return (
            f"in {wording.many(value, wording.voice_noun(voice)) if pd.isna(of) else f'{wording.number(value)} of {wording.many(of, wording.voice_noun(voice))}'}",
            "",
        )
    where = f" in {wording.voice_place(voice)}" if wording.voice_place(voice) else ""
    return (
        f"{wording.number(value)} {'per 1,000 words' if measure == 'rate' else wording.noun(unit, measure, value)}",
        where,
    )


def _sentences(
    labels: list[str],
    values: list[float],
    amount: str,
    where: str,
    what: str,
    *,
    colon: bool,
    lengths: bool,
) -> list[str]:
    """Ways to say who leads, from the fullest to the shortest."""
    best = values[0]
    inside = amount.startswith("in ")
    each = f", each {amount}" if inside else f"{where} with {amount} each"
    first = [label for label, value in zip(labels, values, strict=True) if value == best]
    rest = [(label, value) for label, value in zip(labels, values, strict=True) if value < best]
    if lengths and rest and len(first) == 1:
        return [
            f"{wording.short(first[0])} is the longest with {amount}; the shortest has {wording.number(values[-1])}",
            f"The longest {what} has {amount}, the shortest {wording.number(values[-1])}",
        ]
    if len(first) > 1:
        verb = "share first place" if rest else "are level"
        some = (
            f"{wording.spelled(len(first)).capitalize()} of {wording.many(len(values), what)}"
            if rest
            else wording.every(len(first), what)
        )
        return [f"{wording.listed(first)} {verb}{each}"] * (len(first) < 4) + [
            f"{some} {verb}{each}",
            f"{some} {verb}",
        ]
    link = ": " if colon else " " if inside else " with "
    leads = [f"{wording.short(first[0], words)}{link}{amount}{where}" for words in (5, 4)]
    if not rest:
        return leads
    second = rest[0][1]
    runners = [label for label, value in rest if value == second]
    behind = f"with {wording.number(second)}{' each' if len(runners) > 1 else ''}"
    others = "one other" if len(runners) == 1 else f"{wording.spelled(len(runners))} others"
    named = [f"{leads[0]}, ahead of {wording.listed(runners)} {behind}"] if len(runners) < 3 else []
    return [*named, f"{leads[0]}, ahead of {others} {behind}", *leads]


def part(counts: pd.DataFrame) -> str:
    """The one part of a split that a counts table holds; "" where it holds the whole, several parts, or one voice."""
    groups = list(counts["group"].unique())
    return groups[0] if len(groups) == 1 and groups[0] not in ("", counts["voice"].iloc[0]) else ""


def counted(
    counts: pd.DataFrame, measure: str, *, shown: int | None = None, title: str | None = None
) -> str:
    """The subtitle of a counts table: what is counted, in whose words, of how many, and how many rows are shown.

    The one part of a split that it holds is named here where the title is the user's own, and need not name it.
    """
    unit, voice = unit_of(counts), counts["voice"].iloc[0]
    n, words = counts["n"].iloc[0], counts["words"].iloc[0]
    of = "" if pd.isna(n) else f", of {wording.number(n)}"
    if unit == "codes":
        text = f"Highlights that carry the theme{of}; a highlight may carry several"
    elif measure == "highlights":
        text = f"{having(unit, voice)}{of}"
    else:
        where = f" in {wording.voice_place(voice)}" if wording.voice_place(voice) else ""
        text = f"{wording.noun(unit, measure, 2).capitalize()}{where}"
        text += "" if pd.isna(n) else f" of {wording.many(n, 'highlight')}"
        text += (
            ""
            if pd.isna(words)
            else f" ({wording.number(words)} in all)"
            if unit == "words"
            else f" ({wording.many(words, 'word')})"
        )
    if title and part(counts):
        text = f"“{wording.short(part(counts))}”: {text[0].lower()}{text[1:]}"
    return text + ("" if shown is None else cut(list(counts[measure]), shown))


def having(unit: str, voice: str) -> str:
    """The highlights in which a name, word or cue occurs, in words."""
    verb, what = {"tokens": ("has", "the word"), "cues": ("has", "a cue of the theme")}.get(
        unit, ("mentions", "it")
    )
    if wording.voice_noun(voice) == "highlight":
        return f"Highlights that {'have' if verb == 'has' else 'mention'} {what}"
    return f"Highlights whose {voice} {verb} {what}"


def cut(values: Sequence[float], shown: int) -> str:
    """How many rows in falling order are not drawn, and whether the cut parts a tie; "" where all are drawn.

    >>> cut([3, 2, 2], 2), cut([3, 2, 1], 2), cut([3], 2)
    ('; the first 2 of 3 shown, ties by name', '; the first 2 of 3 shown', '')
    """
    if shown >= len(values):
        return ""
    tied = ", ties by name" if values[shown - 1] == values[shown] else ""
    return f"; the first {wording.number(shown)} of {wording.number(len(values))} shown{tied}"


def alt(kind: str, title: str, subtitle: str, facts: Sequence[str] = ()) -> str:
    """The alt text: the kind of chart, what it shows, the extremes; every sentence begins with a capital."""
    parts = (part.rstrip(".") for part in (kind, title, subtitle, *facts) if part)
    return " ".join(f"{part[0].upper()}{part[1:]}." for part in parts)


def extremes(labels: Sequence[str], values: Sequence[float]) -> str:
    """The first and the last of rows in falling order, in words."""
    if not len(values):
        return "no rows"
    if len(values) <= 6:
        return "; ".join(
            f"{wording.short(a, 8)} {wording.number(v)}"
            for a, v in zip(labels, values, strict=True)
        )
    top = "; ".join(
        f"{wording.short(a, 8)} {wording.number(v)}"
        for a, v in zip(labels[:3], values[:3], strict=True)
    )
    low = min(values)
    return f"{wording.number(len(values))} rows: {top}; least {wording.number(low)} ({sum(v == low for v in values)} of them)"
