"""Bars for counts: one measure, two side by side, or one panel for each part of a split."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import findings, frame, style
from analysis.charts.rows import BETWEEN, label_width, nothing, one, ranked, reach, row_labels

_STRICT = {"count": "strict", "highlights": "strict_highlights"}
THICK = 0.66  # of a row's height
SPACE = 1.6  # of the text size, between two panels
PANELS = 24  # groups: more are no longer compared by eye


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


@frame.chart
def bars(table, ax=None, *, source=None, title=None, size="page", value="count", top=30) -> Axes:
    """Horizontal bars of one measure of a counts table: solid to strict, hatched on to broad.

    `value` is "count", "highlights" or "rate"; `top` the number of rows drawn, in falling order, ties by label.
    """
    counts = one(ranked(table, value), "bars")
    if counts.empty or not counts[value].any():
        return nothing(counts, ax, value, source, title, size)
    shown = counts.head(top)
    panel = Panel("", list(shown[value]), _strict(shown, value), findings.unit_of(counts))
    return _panels(
        frame.Sheet(ax, size), list(shown["label"]), [[panel]], measure=value, kind="Bar chart", source=source,
        title=title or findings.leading(counts, value),
        subtitle=findings.counted(counts, value, shown=len(shown), title=title),
    )  # fmt: skip


@frame.chart
def paired_bars(table, ax=None, *, source=None, title=None, size="page", top=30) -> Axes:
    """Two columns of bars on one scale: how often each row occurs, and in how many highlights."""
    counts = one(ranked(table, "count"), "paired_bars")
    if counts.empty or not counts["count"].any():
        return nothing(counts, ax, "count", source, title, size)
    shown = counts.head(top)
    unit, dense = findings.unit_of(counts), _dense(shown)
    panels = [
        Panel(
            findings.noun(unit, "count", 2).capitalize(),
            list(shown["count"]),
            _strict(shown, "count"),
            unit,
        ),
        Panel("Highlights", list(shown["highlights"]), _strict(shown, "highlights"), unit),
    ]
    return _panels(
        frame.Sheet(ax, size), list(shown["label"]), [panels], measure="count", kind="Two bar charts side by side",
        source=source, title=title or _concentrated(counts, dense), accent=list(dense["label"]),
        subtitle=f"{findings.counted(counts, 'count', title=title)}, beside the number of highlights with any"
        f"{findings.cut(list(counts['count']), len(shown))}",
    )  # fmt: skip


@frame.chart
def small_multiples(
    table, ax=None, *, source=None, title=None, size="page", value="count", top=12
) -> Axes:
    """Small multiples: one panel of bars for each group of a counts table, same rows and same scale in all.

    `top` is the number of rows. Of more than 24 groups the first are drawn; the title is about all of them.
    """
    counts = one(ranked(table, value), "small_multiples", several=("group", "voice"))
    if counts.empty or not counts[value].any():
        return nothing(counts, ax, value, source, title, size)
    total = counts.groupby(["id", "label"], sort=False)[value].sum().reset_index()
    total = total.sort_values([value, "label"], ascending=[False, True], kind="stable")
    shown = total.head(top)
    parts = [part for _, part in counts.groupby("group", sort=True)]
    panels = [_panel(part, shown, value) for part in parts[:PANELS]]
    sheet = frame.Sheet(ax, size)
    across = _across(sheet, panels, list(shown["label"]))
    bands = [panels[i : i + across] for i in range(0, len(panels), across)]
    subtitle = (
        findings.counted(counts.assign(n=pd.NA, words=pd.NA), value, title=title)
        + ", n highlights in each group"
    )
    subtitle += findings.cut(list(total[value]), len(shown)) + _without(parts, source)
    subtitle += (
        ""
        if len(parts) <= PANELS
        else f"; the first {PANELS} of {findings.number(len(parts))} groups"
    )
    return _panels(
        sheet, list(shown["label"]), bands, measure=value, kind="Small multiples of bars", source=source,
        title=title or _per_group(counts, value), subtitle=subtitle,
    )  # fmt: skip


def _across(sheet: frame.Sheet, panels: list[Panel], labels: list[str]) -> int:
    """How many panels stand side by side: as many as leave each room for bars and for the longest part of a name."""
    parts = [part for panel in panels for part in style.parts(panel.heading)]
    longest = max(style.extent(part, sheet.text, "bold")[0] for part in parts)
    space, plot = sheet.text * SPACE, sheet.width - label_width(sheet, labels)
    for_bars, for_names = (
        sheet.width * 0.7 // (sheet.text * 8.5),
        (plot + space) // (longest + space),
    )
    return int(max(1, min(len(panels), for_bars, max(2, for_names))))


def _without(parts: list[pd.DataFrame], source: object) -> str:
    """How many documents of the source have nothing that was counted, and so no panel, in words."""
    groups = {part["group"].iloc[0] for part in parts}
    if not isinstance(source, pd.DataFrame) or not groups <= set(source.get("document", ())):
        return ""
    rest = source["document"].nunique() - len(groups)
    return (
        f"; {findings.many(rest, 'document')} without any {'is' if rest == 1 else 'are'} left out"
        if rest
        else ""
    )


def _headed(panel: Panel, width: float, points: float) -> str:
    """A panel's heading on three lines at most, the number of highlights never parted nor cut."""
    if style.extent(panel.name, points, "bold")[0] <= width:
        return panel.name
    return "\n".join(
        filter(None, (style.wrap(panel.heading, width, points, lines=2, weight="bold"), panel.n))
    )


def _strict(counts: pd.DataFrame, measure: str) -> list[float]:
    """The strict part of each value; all of it where the table knows no difference."""
    whole = counts[measure].astype(float)
    if not counts["strict"].any():
        return list(whole)
    if measure in _STRICT:
        return list(counts[_STRICT[measure]].astype(float))
    return list(
        (whole * counts["strict"] / counts["count"].where(counts["count"] > 0, 1)).astype(float)
    )


def _panel(part: pd.DataFrame, rows: pd.DataFrame, measure: str) -> Panel:
    group, n = part["group"].iloc[0], part["n"].iloc[0]
    unit = findings.unit_of(part)
    part = part.drop_duplicates("id").set_index("id").reindex(rows["id"])
    values = part[measure].astype(float).fillna(0)
    strict = pd.Series(
        _strict(part.fillna({"count": 0, "strict": 0, "strict_highlights": 0, measure: 0}), measure)
    )
    n = "" if pd.isna(n) else f"n = {findings.number(n)}"
    return Panel(group or "(none)", list(values), list(strict.fillna(0)), unit, n)


def _dense(counts: pd.DataFrame) -> pd.DataFrame:
    """The one row whose uses stand closest together, three or more in each highlight; none where several do.

    Its highlights must be few: a tenth of them at most, or a single one of four or more.
    """
    n = counts["n"].astype("Float64").fillna(0).astype(float)
    few = (counts["highlights"] <= (n / 10).clip(lower=1)) & (n >= 4)
    density = counts["count"] / counts["highlights"]
    dense = counts[few & (density >= 3) & (density == density[few].max())]
    return dense if len(dense) == 1 else dense.head(0)


def _concentrated(counts: pd.DataFrame, dense: pd.DataFrame) -> str:
    """Into how few highlights the densest row falls; else who leads."""
    if dense.empty:
        return findings.leading(counts, "count")
    row, unit = dense.iloc[0], findings.unit_of(counts)
    much = f"{findings.number(row['count'])} {findings.noun(unit, 'count', row['count'])}"
    where = f"{findings.spelled(row['highlights'])} {findings.noun('codes', 'count', row['highlights'])}"
    name = findings.part(counts)
    said = [
        f"All {much} of {findings.short(row['label'], words)} fall into {where}" for words in (5, 2)
    ]
    return findings.fitting(
        *(f"{findings.short(name, 3)}: {s[0].lower()}{s[1:]}" if name else s for s in said)
    )


def _per_group(counts: pd.DataFrame, measure: str) -> str:
    """Which row leads in most groups, alone or not."""
    parts = [part for _, part in counts.groupby("group") if part[measure].any()]
    if len(parts) == 1:
        return findings.leading(parts[0], measure)
    leaders = [part.loc[part[measure] == part[measure].max(), "label"] for part in parts]
    often = pd.concat(leaders).value_counts().rename_axis("label").reset_index(name="groups")
    best = often[often["groups"] == often["groups"].max()].sort_values("label", kind="stable")
    many, rows = (
        int(best["groups"].iloc[0]),
        findings.many(len(best), findings.row(findings.unit_of(counts))),
    )
    where = (
        findings.every(many, "group").lower()
        if many == len(parts)
        else f"{many} of {len(parts)} groups"
    )
    each = "each " if len(best) > 1 else ""
    alone = all(len(leader) == 1 for leader in leaders if set(leader) & set(best["label"]))
    first = f"{each}first in {where}" if alone else f"{each}first or joint first in {where}"
    names = [
        findings.listed([findings.short(label, words) for label in best["label"]])
        for words in (5, 4, 3, 2, 1)
    ]
    return findings.fitting(*(f"{who}: {first}" for who in (names if len(best) < 4 else [rows])))


def _panels(sheet, labels, bands, *, measure, kind, source, title, subtitle, accent=()) -> Axes:
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
        f"{p.name + ': ' if p.heading else ''}{findings.extremes(*_falling(labels, p.values))}"
        for p in flat
    ]
    key = [
        frame.Key("strict: by name or demonym", style.GREY),
        frame.Key("broad: also a capital, a city or a territory", style.GREY, "/////"),
    ]
    return sheet.finish(
        title=title, subtitle=subtitle, source=source, alt=findings.alt(kind, title, subtitle, facts),
        room=frame.Room(left=left, top=sheet.text * (1.3 * deepest + 0.2) if heading else 0, body=height * tall), key=key if mixed else (),
    )  # fmt: skip


def _falling(labels: list[str], values: list[float]) -> tuple[list[str], list[float]]:
    order = sorted(range(len(values)), key=lambda i: (-values[i], i))
    return [labels[i] for i in order], [values[i] for i in order]


def _end(value: float, strict: float) -> str:
    """What is written at a bar's end; that nothing is strict is seen by the hatching."""
    return (
        f"{findings.number(value)} (strict {findings.number(strict)})"
        if 0 < strict < value
        else findings.number(value)
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
        said = f"{label}: {_end(value, strict)} {findings.noun(panel.unit, measure, value)}"
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
