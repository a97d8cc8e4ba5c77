"""Panels of bars with the same rows on one scale: what bars, paired bars and small multiples share."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import style, titles, wording
from analysis.charts.rows import BETWEEN, reach, row_labels
from analysis.charts.sheet import Key, Room

_STRICT = {"count": "strict", "highlights": "strict_highlights"}


THICK = 0.66  # of a row's height


SPACE = 1.6  # of the text size, between two panels


class Panel(NamedTuple):
    """One column of bars: its heading and number of highlights, the values of the rows and those of them that are strict."""

    heading: str
    values: list[float]
    strict: list[float]
    unit: str
    n: str = ""

    @property
    def name(self) -> str:
        """The heading with the number of highlights behind it."""
        return ", ".join(filter(None, (self.heading, self.n)))


def _headed(panel: Panel, width: float, points: float) -> str:
    """A panel's heading on three lines at most, the number of highlights never parted nor cut."""
    if style.extent(panel.name, points, "bold")[0] <= width:
        return panel.name
    return "\n".join(
        filter(None, (style.wrap(panel.heading, width, points, lines=2, weight="bold"), panel.n))
    )


def strict_part(counts: pd.DataFrame, measure: str) -> list[float]:
    """The strict part of each value; all of it where the table knows no difference."""
    whole = counts[measure].astype(float)
    if not counts["strict"].any():
        return list(whole)
    if measure in _STRICT:
        return list(counts[_STRICT[measure]].astype(float))
    return list(
        (whole * counts["strict"] / counts["count"].where(counts["count"] > 0, 1)).astype(float)
    )


def draw_panels(sheet, labels, bands, *, measure, kind, source, title, subtitle, accent=()) -> Axes:
    """Bands of panels, every panel with the same rows and scale, in one Axes; the accent on some rows, or the highest."""
    left, tall = row_labels(sheet, labels, bands=len(bands))
    across, rows = len(bands[0]), len(labels)
    plot = sheet.width - left
    space = sheet.text * SPACE if across > 1 else 0.0
    each = (plot - space * (across - 1)) / across
    heading = any(panel.heading for band in bands for panel in band)
    ends = [
        (v, _end(v, s if across == 1 else v))
        for band in bands
        for p in band
        for v, s in zip(p.values, p.strict, strict=True)
    ]
    scale = reach(sheet, ends, each)
    step, deepest = scale * (each + space) / each, 0
    for down, band in enumerate(bands):
        for over, panel in enumerate(band):
            _draw(
                sheet,
                panel,
                labels,
                x=over * step,
                y=down * (rows + BETWEEN),
                measure=measure,
                brief=across > 1,
                accent=accent,
            )
            if panel.heading:
                words = _headed(panel, each, sheet.text)
                deepest = max(deepest, words.count("\n") + 1)
                sheet.ax.annotate(words, (over * step, down * (rows + BETWEEN) - 0.5), (0, sheet.text * 0.2),
                    textcoords="offset points", fontsize=sheet.text, fontweight="bold", va="bottom",
                    annotation_clip=False)  # fmt: skip
    height = rows * len(bands) + BETWEEN * (len(bands) - 1)
    sheet.ax.set(xlim=(0, step * (across - 1) + scale), ylim=(height - 0.5, -0.5), xticks=[])
    flat = [p for band in bands for p in band]
    mixed = any(s < v for p in flat for v, s in zip(p.values, p.strict, strict=True))
    facts = [
        f"{p.name + ': ' if p.heading else ''}{titles.extremes(*_falling(labels, p.values))}"
        for p in flat
    ]
    key = [
        Key("strict: by name or demonym", style.GREY),
        Key("broad: also a capital, a city or a territory", style.GREY, "/////"),
    ]
    return sheet.finish(
        title=title, subtitle=subtitle, source=source, alt=titles.alt(kind, title, subtitle, facts),
        room=Room(left=left, top=sheet.text * (1.3 * deepest + 0.2) if heading else 0, body=height * tall), key=key if mixed else (),
    )  # fmt: skip


def _falling(labels: list[str], values: list[float]) -> tuple[list[str], list[float]]:
    order = sorted(range(len(values)), key=lambda i: (-values[i], i))
    return [labels[i] for i in order], [values[i] for i in order]


def _end(value: float, strict: float) -> str:
    """What is written at a bar's end; that nothing is strict is seen by the hatching."""
    return (
        f"{wording.number(value)} (strict {wording.number(strict)})"
        if 0 < strict < value
        else wording.number(value)
    )


def _draw(
    sheet, panel: Panel, labels, *, x: float, y: float, measure: str, brief: bool, accent
) -> None:
    """One panel's bars at an offset: solid, then hatched, then the value."""
    best = max(panel.values) or 1
    level = min(panel.values) == best and len(labels) > 1
    for row, (label, value, strict) in enumerate(
        zip(labels, panel.values, panel.strict, strict=True)
    ):
        colour = (
            style.ACCENT
            if (label in accent if accent else value == best and not level)
            else style.GREY
        )
        said = f"{label}: {_end(value, strict)} {wording.noun(panel.unit, measure, value)}"
        said = f"{panel.name}, {said}" if panel.heading else said
        solid = sheet.ax.barh(y + row, strict, THICK, left=x, color=colour, linewidth=0)
        sheet.mark(solid[0], said)
        if strict < value:
            hatched = sheet.ax.barh(y + row, value - strict, THICK, left=x + strict, facecolor="white",
                edgecolor=colour, hatch="/////", linewidth=0.7)  # fmt: skip
            sheet.mark(hatched[0], said)
        sheet.ax.annotate(_end(value, value if brief else strict), (x + value, y + row), (sheet.text * 0.4, 0),
            textcoords="offset points", va="center_baseline", fontsize=sheet.text, color=style.INK,
            fontweight="bold" if colour == style.ACCENT else "normal", annotation_clip=False)  # fmt: skip
