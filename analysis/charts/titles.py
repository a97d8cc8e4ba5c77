"""Titles, subtitles and alt texts made from the numbers.

A title has one of four forms, and names only rows that are drawn:

- a leader: "Russia: 19 mentions in the quotes (next: India, 7)", with "narrowly ahead" where little is between them;
- a tie: "Greece and Italy share the lead, each with 4 mentions in the quotes";
- all level: "All 4 names are level, each with 1 mention in the quotes";
- nothing: "No country, body or region is named in the quotes".

Rows are level where their values are written alike: whoever reads the chart sees no more than that.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from analysis.charts import wording
from analysis.tables.groups import FEW

MEASURES = ("count", "highlights", "rate")

# A lead of one, or of 5 % of the leader, is called narrow: one sentence read otherwise would turn it round.
NARROW = 0.05

_MISSING = {
    "mentions": "No country, body or region is named",
    "tokens": "No words left to count",
    "cues": "No cue of a theme is found",
}


class Ranking(NamedTuple):
    """Rows in falling order, as a title speaks of them."""

    names: list[str]
    values: list[float]
    # The values as the chart writes them.
    written: list[str]
    # How many of the rows are drawn, the only ones that a title may name.
    drawn: int
    # What a row is: name, word, theme.
    what: str
    # By how much one occurrence more raises a value.
    step: float = 1.0

    @property
    def leaders(self) -> int:
        """How many rows share the first place."""
        return _run(self.written, 0)

    @property
    def narrow(self) -> bool:
        """Whether one occurrence, or a twentieth of the first value, would level the first two."""
        first = self.values[0]
        second = self.values[self.leaders]
        # The small addition keeps 3 − 2 ≤ 1 true for rates, whose differences are not exact.
        return first - second <= max(self.step, NARROW * first) * (1 + 1e-9)

    def called(self, start: int, stop: int, *, others: str) -> str:
        """Name the rows from one place to another where they are few and drawn, else count them."""
        count = stop - start
        if count <= 3 and stop <= self.drawn:
            return wording.listed(self.names[start:stop])
        return f"{wording.spelled(count)} {wording.plural(others, count)}"


def _run(written: Sequence[str], start: int) -> int:
    """Count the values from a place on that are written like the one there."""
    level = itertools.takewhile(lambda value: value == written[start], written[start:])
    return len(list(level))


def ranked(ranking: Ranking, *, amount: str, each: str | None = None, part: str = "") -> str:
    """Say who leads and by how much: the one sentence of each of the forms above.

    Parameters
    ----------
    ranking : Ranking
        The rows in falling order.
    amount : str
        The leader's value in words: "19 mentions in the quotes", "in 5 of 27 highlights".
    each : str, optional
        The same for several that share the lead, where it differs.
    part : str, optional
        The part of a split that the rows are of; it is named first.
    """
    several = each
    if each is None:
        several = amount
    shared = f"each with {several}"
    if several.startswith("in "):
        shared = f"each {several}"
    rows = len(ranking.names)
    leaders = ranking.leaders

    if leaders == rows > 1:
        sentence = f"{wording.every(rows, ranking.what)} are level, {shared}"
    elif leaders > 1:
        who = ranking.called(0, leaders, others=ranking.what)
        sentence = f"{who} share the lead, {shared}"
    elif part:
        sentence = _leader(ranking, amount, joint=",")
    else:
        sentence = _leader(ranking, amount, joint=":")

    if part:
        return f"{wording.short(part)}: {sentence}"
    return wording.capital(sentence)


def _leader(ranking: Ranking, amount: str, *, joint: str) -> str:
    """Name the one leader, how narrow the lead is, and who is next."""
    first = ranking.names[0]
    if len(ranking.names) == 1 or not ranking.values[1]:
        return f"{first}{joint} {amount}"

    lead = first
    if ranking.narrow:
        lead = f"{first} narrowly ahead"
    runners = _run(ranking.written, 1)
    after = ranking.called(1, 1 + runners, others="other")
    value = ranking.written[1]
    if runners > 1:
        value += " each"

    return f"{lead}{joint} {amount} (next: {after}, {value})"


def leading(counts: pd.DataFrame, measure: str, *, shown: int | None = None) -> str:
    """Say who leads a counts table in falling order; only the first `shown` rows are named.

    The measure "both" ranks by count and also says in how many highlights the leader occurs.
    """
    unit = unit_of(counts)
    first = counts.iloc[0]
    ranked_by = measure
    if measure == "both":
        ranked_by = "count"
    name = part(counts)
    n = first["n"]

    if name and pd.notna(n) and n < FEW:
        highlights = wording.many(n, "highlight")
        return f"{wording.short(name)}: {highlights}, too few for a ranking"

    values = [float(value) for value in counts[ranked_by]]
    ranking = Ranking(
        names=[wording.name(label, unit) for label in counts["label"]],
        values=values,
        written=[wording.number(value) for value in values],
        drawn=len(counts) if shown is None else shown,
        what=wording.row_noun(unit),
        step=_step(counts, measure),
    )
    amount = _amount(first, unit, measure, whole=not name)
    each = _amount(first, unit, ranked_by, whole=not name)

    return ranked(ranking, amount=amount, each=each, part=name)


def _step(counts: pd.DataFrame, measure: str) -> float:
    """How much one occurrence adds to a measure."""
    words = counts["words"].iloc[0]
    if measure == "rate" and pd.notna(words) and words:
        return 1000 / float(words)
    return 1.0


def _amount(row: pd.Series, unit: str, measure: str, *, whole: bool) -> str:
    """Write one row's value in words, with the texts it was counted in where the table holds the whole of them."""
    voice = row["voice"]
    n = row["n"]
    if measure == "both":
        count = row["count"]
        uses = f"{wording.number(count)} {wording.noun(unit, 'count', count)}"
        return f"{uses} in {_of(row['highlights'], n, voice)}"

    value = row[measure]
    if measure == "highlights" or (unit == "codes" and measure == "count"):
        return f"in {_of(value, n, voice)}"
    text = f"{wording.number(value)} {wording.noun(unit, measure, value)}"
    place = wording.voice_place(voice)
    if place and whole:
        text += f" in {place}"
    return text


def _of(value: float, n: object, voice: str) -> str:
    """Write how many highlights of how many.

    >>> _of(5, 27, "quote"), _of(5, None, "highlight")
    ('5 of 27 quotes', '5 highlights')
    """
    noun = wording.voice_noun(voice)
    if pd.isna(n):
        return wording.many(value, noun)
    return f"{wording.number(value)} of {wording.many(n, noun)}"


def unit_of(counts: pd.DataFrame) -> str:
    """Name what a counts table counts; "cues" for themes in one voice, where a single cue does not code the theme."""
    if counts.empty:
        return ""
    unit = counts["unit"].iloc[0]
    voice = counts["voice"].iloc[0]
    if unit == "codes" and voice != "highlight":
        return "cues"
    return unit


def part(counts: pd.DataFrame) -> str:
    """Name the one part of a split that a counts table holds; "" for the whole, several parts, or one voice."""
    groups = list(counts["group"].unique())
    if len(groups) != 1 or groups[0] == counts["voice"].iloc[0]:
        return ""
    return groups[0]


def missing(unit: str, voice: str = "highlight") -> str:
    """Write the title of an empty chart: what there is none of.

    >>> missing("mentions", "quote"), missing("codes"), missing("")
    ('No country, body or region is named in the quotes', 'No highlight carries a theme', 'Nothing was found to count')
    """
    if unit == "codes":
        return "No highlight carries a theme"
    if not unit:
        # A table without rows does not tell what was counted.
        return "Nothing was found to count"

    what = _MISSING.get(unit, "Nothing was counted")
    place = wording.voice_place(voice)
    if place:
        return f"{what} in {place}"
    return what


def counted(
    counts: pd.DataFrame, measure: str, *, shown: int | None = None, title: str | None = None
) -> str:
    """Write the subtitle of a counts table: what is counted, in whose words, of how many, and how many rows are shown.

    The one part of a split that it holds is named here where the title is the user's own, and need not name it.
    """
    text = _what(counts, measure)

    if title and part(counts):
        text = f"“{wording.short(part(counts))}”: {wording.lower(text)}"
    if shown is None:
        return text

    written = [wording.number(value) for value in counts[measure]]
    return text + cut(written, shown)


def _what(counts: pd.DataFrame, measure: str) -> str:
    """Write what a measure counts, and in what: the highlights, and the words where words matter."""
    unit = unit_of(counts)
    voice = counts["voice"].iloc[0]
    n = counts["n"].iloc[0]
    words = counts["words"].iloc[0]

    of = ""
    if pd.notna(n):
        of = f", of {wording.number(n)}"
    if unit == "codes" and measure != "rate":
        return f"Highlights that carry the theme{of}; a highlight may carry several"
    if measure == "highlights":
        return f"{having(unit, voice)}{of}"

    place = wording.voice_place(voice)
    text = wording.capital(wording.noun(unit, measure, 2))
    if place:
        text += f" in {place}"
    if pd.notna(n):
        text += f" of {wording.many(n, 'highlight')}"
    if pd.notna(words):
        text += f" ({wording.many(words, 'word')})"
    return text


def broad(counts: pd.DataFrame) -> str:
    """Say that capitals, cities and territories are counted for their country, where some are."""
    if unit_of(counts) != "mentions" or "strict" not in counts.columns:
        return ""
    # Organisations have no strict count at all, and no capital is counted for them.
    strict = counts["strict"]
    if strict.any() and (strict < counts["count"]).any():
        return "; capitals, cities and territories included"
    return ""


def having(unit: str, voice: str) -> str:
    """Name the highlights in which a name, word or cue occurs."""
    verbs = {
        "tokens": ("has", "have", "the word"),
        "cues": ("has", "have", "a cue of the theme"),
        "codes": ("carries", "carry", "the theme"),
    }
    one, many, what = verbs.get(unit, ("mentions", "mention", "it"))

    if wording.voice_noun(voice) == "highlight":
        return f"Highlights that {many} {what}"
    return f"Highlights whose {voice} {one} {what}"


def cut(values: Sequence[object], shown: int) -> str:
    """Say how many rows in falling order are not drawn, and whether the cut separates a tie; "" where all are drawn.

    >>> cut([3, 2, 2], 2), cut([3, 2, 1], 2), cut([3], 2)
    ('; the first 2 of 3 shown, ties by name', '; the first 2 of 3 shown', '')
    """
    if shown >= len(values):
        return ""
    tied = ""
    if values[shown - 1] == values[shown]:
        tied = ", ties by name"
    return f"; the first {wording.number(shown)} of {wording.number(len(values))} shown{tied}"


def alt(kind: str, title: str, subtitle: str, facts: Sequence[str] = ()) -> str:
    """Write the alt text: the kind of chart, what it shows, the extremes, each a sentence."""
    parts = [part.rstrip(".") for part in (kind, title, subtitle, *facts) if part]
    return " ".join(f"{wording.capital(part)}." for part in parts)


def extremes(
    labels: Sequence[str], values: Sequence[float], *, written: Sequence[str] | None = None
) -> str:
    """Write the first and the last of the drawn rows in falling order."""
    texts = written
    if texts is None:
        texts = [wording.number(value) for value in values]
    if not texts:
        return "no rows"

    named = []
    for label, text in zip(labels, texts, strict=True):
        named.append(f"{wording.short(label, 8)} {text}")
    # Six rows are read out; of more, the ends are enough and the CSV has the rest.
    if len(named) <= 6:
        return "; ".join(named)

    least = texts[-1]
    top = "; ".join(named[:3])
    return f"{wording.number(len(named))} rows: {top}; least {least} ({texts.count(least)} of them)"
