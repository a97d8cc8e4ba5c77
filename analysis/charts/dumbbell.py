"""The dumbbell chart: how densely the headlines and the quotes use each row, with intervals."""

from __future__ import annotations

import math
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from analysis import tables
from analysis.charts import style, titles, wording
from analysis.charts.marks import dot, interval, line, ticks
from analysis.charts.record import chart
from analysis.charts.rows import close, empty_chart, ranked, row_labels
from analysis.charts.sheet import Key, Room, Sheet, Source, empty_sheet

VOICES = ("headline", "quote")
COLOURS = {"headline": style.SECOND, "quote": style.ACCENT}

LEAST = (
    # Occurrences in both voices together: one is in one voice only, whatever the voices are like.
    2
)
# The upper end of the exact 95 % interval of a count of 0, times 1,000: -ln(0.025) occurrences. The table has no
# row for what a voice never says.
NONE = -1000 * math.log(0.025)
ASIDE = (
    # Of a row's height, by which each voice's dot and interval is above or below the middle.
    0.17
)


class Voice(NamedTuple):
    """One voice's numbers of a row."""

    count: int
    rate: float
    low: float
    high: float


class Row(NamedTuple):
    """One row: its id, label, and the numbers of each voice."""

    id: str
    label: str
    voices: dict[str, Voice]

    @property
    def count(self) -> int:
        """How often it occurs in both voices together."""
        return sum(voice.count for voice in self.voices.values())


@chart
def dumbbell(
    table: pd.DataFrame,
    ax: Axes | None = None,
    *,
    source: Source = None,
    title: str | None = None,
    size: str = "page",
    top: int = 15,
) -> Axes:
    """Draw for each row a dot for the headlines and one for the quotes, per 1,000 words, with 95 % intervals.

    Headlines are much shorter than quotes, so that counts cannot be compared: a text seven times longer names more of
    everything. Which rows differ is decided by `tables.keyness`, which corrects for the number of rows.

    Parameters
    ----------
    table : DataFrame
        A "counts" table made with ``by="voice"`` and ``of=highlights``.
    ax : Axes, optional
        The Axes to draw into; by default a new figure.
    source : DataFrame, mapping or str, optional
        The documents table or row for the source line, or the line itself.
    title : str, optional
        A title in place of the finding.
    size : str
        "column", "page" or "slide".
    top : int
        How many rows to draw, by how often they occur in both voices, ties by label. Rows that occur once are left out.

    Returns
    -------
    Axes
        The Axes, with the record that `export.figure` reads.

    Raises
    ------
    ValueError
        If the table counts another voice, or does not say of how many words.

    Examples
    --------
    >>> mentions = pd.DataFrame({"document": "a", "number": 1, "voice": ["headline", "quote", "quote"],
    ...     "entity": "IND", "label": "India", "kind": "name"})
    >>> highlights = pd.DataFrame({"document": ["a"], "number": [1], "headline": "India", "quote": "India and India"})
    >>> dumbbell(tables.counts(mentions, by="voice", of=highlights)).get_title()
    'No name differs beyond chance between headlines and quotes'
    """
    ranked(table, "rate")
    _check_voices(table)
    if table.empty or not table["count"].any():
        return empty_chart(table, ax, "count", source, title, size)

    unit = titles.unit_of(table)
    what = f"{wording.capital(wording.noun(unit, 'rate', 2))} of headlines and of quotes"
    silent = [voice for voice in VOICES if voice not in set(table["voice"])]
    if silent:
        other = next(voice for voice in VOICES if voice not in silent)
        finding = f"There is nothing in the {silent[0]}s to compare with the {other}s"
        return empty_sheet(ax, title=title or finding, subtitle=what, source=source, size=size)

    every = _rows(table)
    often = [row for row in every if row.count >= LEAST]
    shown = (often or every)[:top]
    words = {voice: _words(table, voice) for voice in VOICES}

    sheet = Sheet(ax, size)
    room = _draw(sheet, shown, unit)
    finding = title or _finding(table, shown, unit)
    subtitle = _subtitle(what, words, every, often or every, shown, unit) + titles.broad(table)
    return sheet.finish(
        title=finding,
        subtitle=subtitle,
        source=source,
        room=room,
        key=[Key(f"{voice}s", COLOURS[voice], shape="o") for voice in VOICES],
        alt=titles.alt("Dumbbell chart of two voices", finding, subtitle, _facts(shown)),
    )


def _check_voices(table: pd.DataFrame) -> None:
    """Refuse a table of other voices, or one that does not give rates."""
    wrong = sorted(set(table["voice"]) - set(VOICES))
    if wrong:
        raise ValueError(
            f"charts.dumbbell compares headline and quote; this table counts {wrong[0]!r}: "
            'make it with tables.counts(…, by="voice")'
        )
    if table["words"].isna().any():
        raise ValueError(
            "charts.dumbbell compares rates, and this table does not say of how many words: "
            "make it with tables.counts(…, of=highlights)"
        )


def _words(table: pd.DataFrame, voice: str) -> int:
    """Return how many words a voice has."""
    return int(table.loc[table["voice"] == voice, "words"].iloc[0])


def _rows(table: pd.DataFrame) -> list[Row]:
    """Return the rows by how often they occur in both voices, ties by label."""
    silent = {}
    for voice in VOICES:
        silent[voice] = Voice(0, 0.0, 0.0, NONE / _words(table, voice))
    cells = table.reindex(columns=["id", "label", "voice", "count", "rate", "low", "high"])
    found: dict[str, Row] = {}

    for key, label, voice, *numbers in cells.itertuples(index=False):
        row = found.setdefault(key, Row(key, label, dict(silent)))
        row.voices[voice] = Voice(*numbers)
    return sorted(found.values(), key=lambda row: (-row.count, row.label))


def _draw(sheet: Sheet, shown: list[Row], unit: str) -> Room:
    """Draw the rows and return the room they need: two dots with intervals, and both rates at the right."""
    left, tall = row_labels(sheet, [row.label for row in shown])
    columns = _columns(sheet, shown)
    right = sum(columns.values()) + sheet.text * 0.6

    # The scale ends at the highest rate or at half the highest interval, whichever is more: an interval of a
    # single mention in few words must not press everything else to the left.
    end = 0.0
    for row in shown:
        for voice in row.voices.values():
            end = max(end, voice.rate, voice.high / 2)
    end *= 1.05
    sheet.ax.set(xlim=(0, end), ylim=(len(shown) - 0.5, -0.5))
    _draw_axis(sheet, end)

    for place, row in enumerate(shown):
        rates = [row.voices[voice].rate for voice in VOICES]
        line(sheet, place, min(rates), max(rates), width=3, colour=style.PALE)
        for side, voice in ((-1, "headline"), (1, "quote")):
            own = row.voices[voice]
            y = place + side * ASIDE
            said = f"{row.label}, {voice}s: {_said(own, unit)}"
            interval(sheet, y, own.low, own.high, width=1.2, colour=COLOURS[voice])
            dot(sheet, y, own.rate, COLOURS[voice], said)

    _write_rates(sheet, shown, columns)
    return Room(
        left=left,
        right=right,
        top=sheet.text * 1.4,
        bottom=sheet.text * 1.8,
        body=len(shown) * max(tall, sheet.text * 2),
        # Closer than this, the dots of two neighbours would touch.
        least=len(shown) * max(close(sheet, tall), sheet.text * 1.5),
    )


def _said(voice: Voice, unit: str) -> str:
    """Write a voice's count and rate for a tooltip."""
    count = f"{wording.number(voice.count)} {wording.noun(unit, 'count', voice.count)}"
    return f"{count}, {wording.number(voice.rate)} per 1,000 words"


def _columns(sheet: Sheet, shown: list[Row]) -> dict[str, float]:
    """Return the points that each voice's column of rates takes at the right."""
    widths = {}
    for voice in VOICES:
        widest = style.width(f"{voice}s", sheet.text)
        for row in shown:
            rate = wording.number(row.voices[voice].rate)
            widest = max(widest, style.width(rate, sheet.text))
        widths[voice] = widest + sheet.text
    return widths


def _write_rates(sheet: Sheet, shown: list[Row], columns: dict[str, float]) -> None:
    """Write each voice's rates in its colour, in a column with its name on top."""
    edge = 0.0
    for voice in VOICES:
        edge += columns[voice]
        look = {
            "xycoords": ("axes fraction", "data"),
            "textcoords": "offset points",
            "ha": "right",
            "fontsize": sheet.text,
            "color": COLOURS[voice],
            "annotation_clip": False,
        }
        sheet.ax.annotate(f"{voice}s", (1, -0.5), (edge, sheet.text * 0.3), va="bottom", **look)
        for place, row in enumerate(shown):
            rate = wording.number(row.voices[voice].rate)
            sheet.ax.annotate(rate, (1, place), (edge, 0), va="center_baseline", **look)


def _draw_axis(sheet: Sheet, end: float) -> None:
    """Write the scale below the plot, with pale lines upwards."""
    at = ticks(end)
    sheet.ax.tick_params(axis="x", labelcolor=style.MUTED, pad=sheet.text * 0.4)
    sheet.ax.set_xticks(at, labels=[wording.number(tick) for tick in at])
    for tick in at:
        sheet.ax.axvline(tick, color=style.RULE, linewidth=0.5, zorder=0)


def _finding(table: pd.DataFrame, shown: list[Row], unit: str) -> str:
    """Say which row differs most between the voices, of those that differ by more than chance explains."""
    noun = wording.row_noun(unit)
    # Cues are compared by their rate here, as everything else is, and not by the highlights that carry a theme.
    voices = table.assign(group=table["voice"], unit="mentions")
    key = tables.keyness(voices, first="headline", second="quote")
    differing = []
    if len(key):
        differing = list(key.loc[key["stands_out"], "id"])
    drawn = {row.id: row for row in shown}
    named = [drawn[row] for row in differing if row in drawn]
    if not named:
        return f"No {noun} differs beyond chance between headlines and quotes"

    first = named[0]
    headline, quote = (wording.number(first.voices[voice].rate) for voice in VOICES)
    sentence = (
        f"{wording.name(first.label, unit)}: {headline} {wording.noun(unit, 'rate', 2)} "
        f"of headlines, {quote} of quotes"
    )
    others = len(differing) - 1
    if others:
        verb = "differ"
        if others == 1:
            verb = "differs"
        sentence += f"; {wording.spelled(others)} other {wording.plural(noun, others)} {verb} too"
    return wording.capital(sentence)


def _subtitle(
    what: str,
    words: dict[str, int],
    every: list[Row],
    often: list[Row],
    shown: list[Row],
    unit: str,
) -> str:
    """Write what is compared, both lengths, what the lines are, and what is left out."""
    lengths = f"{wording.number(words['headline'])} and {wording.many(words['quote'], 'word')}"
    text = f"{what} ({lengths}); the line is the 95 % interval (exact Poisson)"
    text += titles.cut([row.count for row in often], len(shown))

    once = len(every) - len(often)
    if once:
        text += f"; {wording.many(once, wording.row_noun(unit))} that "
        left_out = "occur once are left out"
        if once == 1:
            left_out = "occurs once is left out"
        text += left_out
    if unit == "cues":
        text += "; a cue alone does not code the theme"
    return text


def _facts(shown: list[Row]) -> list[str]:
    """Write the first four rows for the alt text."""
    facts = []
    for row in shown[:4]:
        headline, quote = (wording.number(row.voices[voice].rate) for voice in VOICES)
        facts.append(f"{wording.short(row.label, 8)} headlines {headline}, quotes {quote}")
    return facts
