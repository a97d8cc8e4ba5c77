"""Bars for counts: one measure, two side by side, or one panel for each part of a split."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import findings, frame, style
from analysis.charts.rows import BETWEEN, nothing, one, ranked, reach, row_labels

_STRICT = {"count": "strict", "highlights": "strict_highlights"}
THICK = 0.66  # of a row's height
PANELS = 24  # groups: more are no longer compared by eye


class Panel(NamedTuple):
    """One column of bars: its heading, the values of the rows and those of them that are strict."""

    heading: str
    values: list[float]
    strict: list[float]
    unit: str


@frame.chart
def bars(table, ax=None, *, source=None, title=None, size="page", value="count", top=30) -> Axes:
    """Horizontal bars of one measure of a counts table: solid to strict, hatched on to broad.

    `value` is "count", "highlights" or "rate"; `top` the number of rows drawn, in falling order, ties by label.
    """
    counts = one(ranked(table, value), "bars")
    if counts.empty or not counts[value].any():
        return nothing(counts, ax, value, source, title, size)
    shown = counts.head(top)
    unit, voice = counts["unit"].iloc[0], counts["voice"].iloc[0]
    panel = Panel("", list(shown[value]), _strict(shown, value), unit)
    finding = findings.leading(
        list(counts["label"]), list(counts[value]), unit=unit, measure=value, voice=voice, part=findings.part(counts)
    )
    return _panels(
        frame.Sheet(ax, size), list(shown["label"]), [[panel]], measure=value, kind="Bar chart", source=source,
        title=title or finding, subtitle=findings.counted(counts, value, shown=len(shown)),
    )  # fmt: skip


@frame.chart
def sides(table, ax=None, *, source=None, title=None, size="page", top=30) -> Axes:
    """Two columns of bars on one scale: how often each row occurs, and in how many highlights."""
    counts = one(ranked(table, "count"), "sides")
    if counts.empty or not counts["count"].any():
        return nothing(counts, ax, "count", source, title, size)
    shown = counts.head(top)
    unit = counts["unit"].iloc[0]
    panels = [
        Panel(findings.noun(unit, "count", 2).capitalize(), list(shown["count"]), _strict(shown, "count"), unit),
        Panel("Highlights", list(shown["highlights"]), _strict(shown, "highlights"), unit),
    ]
    return _panels(
        frame.Sheet(ax, size), list(shown["label"]), [panels], measure="count", kind="Two bar charts side by side",
        source=source, title=title or _concentrated(counts),
        subtitle=f"{findings.counted(counts, 'count', shown=len(shown))}, beside the number of highlights with any",
    )  # fmt: skip


@frame.chart
def multiples(table, ax=None, *, source=None, title=None, size="page", value="count", top=12) -> Axes:
    """Small multiples: one panel of bars for each group of a counts table, same rows and same scale in all.

    `top` is the number of rows. Of more than 24 groups the first are drawn; the title is about all of them.
    """
    counts = one(ranked(table, value), "multiples", several=("group", "voice"))
    if counts.empty or not counts[value].any():
        return nothing(counts, ax, value, source, title, size)
    total = counts.groupby(["id", "label"], sort=False)[value].sum().reset_index()
    total = total.sort_values([value, "label"], ascending=[False, True], kind="stable")
    shown = total.head(top)
    parts = [part for _, part in counts.groupby("group", sort=True)]
    panels = [_panel(part, shown, value) for part in parts[:PANELS]]
    sheet = frame.Sheet(ax, size)
    across = max(1, min(len(panels), int(sheet.width * 0.7 // (sheet.text * 8.5))))
    bands = [panels[i : i + across] for i in range(0, len(panels), across)]
    subtitle = findings.counted(counts.assign(n=pd.NA, words=pd.NA), value) + ", n highlights in each group"
    subtitle += "" if len(shown) == len(total) else f"; the first {len(shown)} rows"
    subtitle += "" if len(parts) <= PANELS else f"; the first {PANELS} of {findings.number(len(parts))} groups"
    return _panels(
        sheet, list(shown["label"]), bands, measure=value, kind="Small multiples of bars", source=source,
        title=title or _per_group(counts, value), subtitle=subtitle,
    )  # fmt: skip


def _strict(counts: pd.DataFrame, measure: str) -> list[float]:
    """The strict part of each value; all of it where the table knows no difference."""
    whole = counts[measure].astype(float)
    if not counts["strict"].any():
        return list(whole)
    if measure in _STRICT:
        return list(counts[_STRICT[measure]].astype(float))
    return list((whole * counts["strict"] / counts["count"].where(counts["count"] > 0, 1)).astype(float))


def _panel(part: pd.DataFrame, rows: pd.DataFrame, measure: str) -> Panel:
    group, n = part["group"].iloc[0], part["n"].iloc[0]
    heading = (group or "(none)") + ("" if pd.isna(n) else f", n {findings.number(n)}")
    unit = part["unit"].iloc[0]
    part = part.drop_duplicates("id").set_index("id").reindex(rows["id"])
    values = part[measure].astype(float).fillna(0)
    strict = pd.Series(_strict(part.fillna({"count": 0, "strict": 0, "strict_highlights": 0, measure: 0}), measure))
    return Panel(heading, list(values), list(strict.fillna(0)), unit)


def _concentrated(counts: pd.DataFrame) -> str:
    """Whose mentions fall into the fewest highlights, among those that occur three times or more; else who leads."""
    unit, voice = counts["unit"].iloc[0], counts["voice"].iloc[0]
    often = counts[(counts["count"] >= 3) & (counts["count"] > counts["highlights"])]
    density = often["count"] / often["highlights"]
    dense = often[density == density.max()]
    if len(dense) != 1:
        return findings.leading(list(counts["label"]), list(counts["count"]), unit=unit, measure="count", voice=voice)
    row = dense.iloc[0]
    much = f"{findings.number(row['count'])} {findings.noun(unit, 'count', row['count'])}"
    where = f"{findings.spelled(row['highlights'])} {findings.noun('codes', 'count', row['highlights'])}"
    return findings.fitting(
        f"All {much} of {findings.short(row['label'])} fall into {where}", f"All {much} of one fall into {where}"
    )


def _per_group(counts: pd.DataFrame, measure: str) -> str:
    """Which row leads in most groups, alone or not."""
    parts = [part for _, part in counts.groupby("group") if part[measure].any()]
    if len(parts) == 1:
        part, row = parts[0].sort_values([measure, "label"], ascending=[False, True], kind="stable"), parts[0].iloc[0]
        labels, values, about = list(part["label"]), list(part[measure]), {"unit": row["unit"], "voice": row["voice"]}
        return findings.leading(labels, values, measure=measure, part=row["group"], **about)
    leaders = [part.loc[part[measure] == part[measure].max(), "label"] for part in parts]
    often = pd.concat(leaders).value_counts().rename_axis("label").reset_index(name="groups")
    best = often[often["groups"] == often["groups"].max()].sort_values("label", kind="stable")
    many = int(best["groups"].iloc[0])
    where = f"all {findings.spelled(many)} groups" if many == len(parts) else f"{many} of {len(parts)} groups"
    if len(best) > 3:
        return f"No clear leader: {len(best)} rows lead or share the lead in {where} each"
    alone = all(len(leader) == 1 for leader in leaders if set(leader) & set(best["label"]))
    verb, each = ("leads", "") if len(best) == 1 else ("lead", " each")
    verb = verb if alone else f"{verb} or share{'s' if len(best) == 1 else ''} the lead"
    names = findings.listed(list(best["label"]))
    return findings.fitting(f"{names} {verb} in {where}{each}", f"{len(best)} rows {verb} in {where}{each}")


def _panels(sheet, labels, bands, *, measure, kind, source, title, subtitle) -> Axes:
    """Bands of panels, every panel with the same rows and the same scale, in one Axes."""
    left, tall = row_labels(sheet, labels, bands=len(bands))
    across, rows = len(bands[0]), len(labels)
    plot = sheet.width - left
    space = sheet.text * 1.6 if across > 1 else 0.0
    each = (plot - space * (across - 1)) / across
    heading = any(panel.heading for band in bands for panel in band)
    ends = [
        (v, _end(v, s if across == 1 else v))
        for band in bands
        for p in band
        for v, s in zip(p.values, p.strict, strict=True)
    ]
    scale = reach(sheet, ends, each)
    step = scale * (each + space) / each
    for down, band in enumerate(bands):
        for over, panel in enumerate(band):
            _draw(sheet, panel, labels, x=over * step, y=down * (rows + BETWEEN), measure=measure, brief=across > 1)
            if panel.heading:
                words = style.wrap(panel.heading, each, sheet.text, lines=2, weight="bold")
                sheet.ax.annotate(words, (over * step, down * (rows + BETWEEN) - 0.5), (0, sheet.text * 0.2),
                    textcoords="offset points", fontsize=sheet.text, fontweight="bold", va="bottom",
                    annotation_clip=False)  # fmt: skip
    height = rows * len(bands) + BETWEEN * (len(bands) - 1)
    sheet.ax.set(xlim=(0, step * (across - 1) + scale), ylim=(height - 0.5, -0.5), xticks=[])
    flat = [p for band in bands for p in band]
    mixed = any(s < v for p in flat for v, s in zip(p.values, p.strict, strict=True))
    facts = [f"{p.heading + ': ' if p.heading else ''}{findings.extremes(*_falling(labels, p.values))}" for p in flat]
    key = [
        frame.Key("strict: by name or demonym", style.GREY),
        frame.Key("broad: also by capital, city or territory", style.GREY, "/////"),
    ]
    return sheet.finish(
        title=title, subtitle=subtitle, source=source, alt=findings.alt(kind, title, subtitle, facts),
        room=frame.Room(left=left, top=sheet.text * 2.8 if heading else 0, body=height * tall), key=key if mixed else (),
    )  # fmt: skip


def _falling(labels: list[str], values: list[float]) -> tuple[list[str], list[float]]:
    order = sorted(range(len(values)), key=lambda i: (-values[i], i))
    return [labels[i] for i in order], [values[i] for i in order]


def _end(value: float, strict: float) -> str:
    """What is written at a bar's end."""
    return findings.number(value) if strict == value else f"{findings.number(value)} (strict {findings.number(strict)})"


def _draw(sheet, panel: Panel, labels, *, x: float, y: float, measure: str, brief: bool) -> None:
    """One panel's bars at an offset: solid, then hatched, then the value."""
    best = max(panel.values) or 1
    level = min(panel.values) == best and len(labels) > 1
    for row, (label, value, strict) in enumerate(zip(labels, panel.values, panel.strict, strict=True)):
        colour = style.ACCENT if value == best and not level else style.GREY
        said = f"{label}: {_end(value, strict)} {findings.noun(panel.unit, measure, value)}"
        said = f"{panel.heading}, {said}" if panel.heading else said
        solid = sheet.ax.barh(y + row, strict, THICK, left=x, color=colour, linewidth=0)
        sheet.mark(solid[0], said)
        if strict < value:
            hatched = sheet.ax.barh(y + row, value - strict, THICK, left=x + strict, facecolor="white",
                edgecolor=colour, hatch="/////", linewidth=0.7)  # fmt: skip
            sheet.mark(hatched[0], said)
        sheet.ax.annotate(_end(value, value if brief else strict), (x + value, y + row), (sheet.text * 0.4, 0),
            textcoords="offset points", va="center_baseline", fontsize=sheet.text, color=style.INK,
            fontweight="bold" if colour == style.ACCENT else "normal", annotation_clip=False)  # fmt: skip
