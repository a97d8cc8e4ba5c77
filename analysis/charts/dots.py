"""Dots: ranked counts, and the gap between the two voices."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import findings, frame, style
from analysis.charts.rows import nothing, one, ranked, reach, row_labels

_VOICES = (("headline", style.SECOND), ("quote", style.ACCENT))


@frame.chart
def dots(table, ax=None, *, source=None, title=None, size="page", top=30) -> Axes:
    """The ranked dot plot of a counts table: a dot for the count, a ring for the highlights it occurs in."""
    counts = one(ranked(table, "count"), "dots")
    if counts.empty or not counts["count"].any():
        return nothing(counts, ax, "count", source, title, size)
    shown, unit = counts.head(top), findings.unit_of(counts)
    sheet = frame.Sheet(ax, size)
    where = f"{findings.heard(counts['voice'].iloc[0])}s"
    rows = list(zip(shown["label"], shown["count"], shown["highlights"], strict=True))
    ends = [f"{findings.number(count)} in {findings.number(spread)}" for _, count, spread in rows]
    left, tall = row_labels(sheet, [label for label, _, _ in rows])
    plot = sheet.width - left
    scale = reach(sheet, list(zip(shown["count"], ends, strict=True)), plot)
    _room_for_dots(sheet, scale, plot, len(rows))
    for row, ((label, count, spread), end) in enumerate(zip(rows, ends, strict=True)):
        said = f"{label}: {findings.number(count)} {findings.noun(unit, 'count', count)} in {findings.many(spread, where[:-1])}"
        line(sheet, row, 0, count)
        dot(sheet, row, count, style.ACCENT, said)
        if spread != count:
            dot(sheet, row, spread, style.ACCENT, said, ring=True)
        write(sheet, row, count, end)
    finding = findings.leading(counts, "count")
    subtitle = findings.counted(counts, "count", shown=len(shown), title=title)
    key = [
        frame.Key(findings.noun(unit, "count", 2), style.ACCENT, shape="o"),
        frame.Key(f"{where} with any, where fewer", style.ACCENT, shape="ring"),
    ]
    return sheet.finish(
        title=title or finding, subtitle=subtitle, source=source, key=key if unit != "codes" else (),
        room=frame.Room(left=left, body=len(rows) * tall),
        alt=findings.alt("Ranked dot plot", title or finding, subtitle,
            [findings.extremes(list(counts["label"]), list(counts["count"]))]),
    )  # fmt: skip


@frame.chart
def dumbbell(
    table, ax=None, *, source=None, title=None, size="page", value="highlights", top=30
) -> Axes:
    """The framing gap: for each row a dot for the headlines and one for the quotes, widest gap first.

    Takes a counts table split by voice; `value` is "highlights", "count" or "rate".
    """
    ranked(table, value)
    voices = [voice for voice, _ in _VOICES]
    wrong = sorted(set(table["voice"]) - set(voices))
    if wrong:
        raise ValueError(
            f'gap compares headline and quote; this table also counts {wrong[0]!r}: make it with by="voice"'
        )
    if table.empty or not table[value].any():
        return nothing(table, ax, value, source, title, size)
    unit = findings.unit_of(table)
    lacking = [voice for voice in voices if voice not in set(table["voice"])]
    if lacking:
        there = next(voice for voice in voices if voice not in lacking)
        finding = f"There is nothing in the {lacking[0]}s to compare with the {there}s"
        subtitle = _gap_subtitle(table, value, unit)
        return frame.nothing(
            ax, title=title or finding, subtitle=subtitle, source=source, size=size
        )
    wide = table.pivot_table(
        index=["id", "label"], columns="voice", values=value, aggfunc="sum", sort=False
    )
    wide = wide.reindex(columns=voices).fillna(0).reset_index()
    wide["gap"] = (wide["headline"] - wide["quote"]).abs()
    wide["sum"] = wide["headline"] + wide["quote"]
    wide = wide.sort_values(["gap", "sum", "label"], ascending=[False, False, True], kind="stable")
    shown = wide.head(top)
    sheet = frame.Sheet(ax, size)
    left, tall = row_labels(sheet, list(shown["label"]))
    ends = [
        (max(h, q), findings.number(max(h, q)))
        for h, q in zip(shown["headline"], shown["quote"], strict=True)
    ]
    before = (
        max(style.extent(findings.number(v), sheet.text)[0] for v in shown[voices].min(axis=1))
        + sheet.text * 0.9
    )
    sheet.ax.tick_params(axis="y", pad=sheet.text * 0.5 + before)
    plot = sheet.width - left - before
    _room_for_dots(sheet, reach(sheet, ends, plot), plot, len(shown))
    for row, (_, at) in enumerate(shown.iterrows()):
        low, high = sorted((at["headline"], at["quote"]))
        line(sheet, row, 0, high)
        line(sheet, row, low, high, width=1.8)
        same = low == high
        for voice, colour in _VOICES:
            said = f"{at['label']}, {voice}: {findings.number(at[voice])} {findings.noun(unit, value, at[voice])}"
            dot(
                sheet,
                row,
                at[voice],
                colour,
                said,
                ring=same and voice == "headline",
                grow=1.5 if same and voice == "headline" else 1,
            )
        write(sheet, row, high, findings.number(high))
        if not same:
            write(sheet, row, low, findings.number(low), before=True)
    subtitle = _gap_subtitle(table, value, unit)
    subtitle += findings.cut(list(zip(wide["gap"], wide["sum"], strict=True)), len(shown))
    finding = _gap_finding(wide, value, unit)
    facts = [
        f"{findings.short(r['label'], 8)} headline {findings.number(r['headline'])}, quote {findings.number(r['quote'])}"
        for _, r in shown.head(4).iterrows()
    ]
    return sheet.finish(
        title=title or finding, subtitle=subtitle, source=source,
        key=[frame.Key("headlines", style.SECOND, shape="o"), frame.Key("quotes", style.ACCENT, shape="o")],
        room=frame.Room(left=left + before, body=len(shown) * tall),
        alt=findings.alt("Dumbbell chart of two voices", title or finding, subtitle, facts),
    )  # fmt: skip


def _gap_subtitle(table: pd.DataFrame, value: str, unit: str) -> str:
    n = table["n"].dropna()
    of = f", of {findings.many(n.iloc[0], 'highlight')}" if n.nunique() == 1 else ""
    if value == "highlights":
        each = "cues of each theme occur" if unit == "cues" else "each comes up"
        text = f"In how many headlines and in how many quotes {each}{of}, widest gap first"
        return text + ("; a cue alone does not code the theme" if unit == "cues" else "")
    return f"{findings.noun(unit, value, 2).capitalize()} in the headlines and in the quotes{of}, widest gap first"


def _gap_finding(wide: pd.DataFrame, value: str, unit: str) -> str:
    """The widest gap between the voices, or that there is none."""
    best = wide[wide["gap"] == wide["gap"].max()]
    what = findings.row(unit)
    if wide["gap"].max() == 0:
        level = f"No gap: headlines and quotes agree on {findings.every(len(wide), what).lower()}"
        return level if len(wide) > 1 else "No gap between headlines and quotes"
    first = best.iloc[0]
    if len(best) > 1:
        return f"{findings.spelled(len(best)).capitalize()} {what}s share the widest gap between the voices: {findings.number(first['gap'])}"
    more, less = (
        ("headline", "quote") if first["headline"] > first["quote"] else ("quote", "headline")
    )
    if value == "highlights":
        parts = [
            f"{findings.number(first[v])} {v}{'' if first[v] == 1 else 's'}" for v in (more, less)
        ]
        name = findings.short(first["label"])
        name = f"cues of “{name}”" if unit == "cues" else f"{name},"
        return findings.fitting(f"Widest gap: {name} in {parts[0]} but {parts[1]}")
    return findings.fitting(
        f"Widest gap: {findings.short(first['label'])}, {findings.number(first[more])} {findings.noun(unit, value, first[more])} "
        f"in {more}s, {findings.number(first[less])} in {less}s",
        f"Widest gap: {findings.number(first[more])} in {more}s, {findings.number(first[less])} in {less}s",
    )


def _room_for_dots(sheet: frame.Sheet, scale: float, plot: float, rows: int) -> None:
    edge = scale * sheet.text * 0.45 / plot
    sheet.ax.set(xlim=(-edge, scale + edge), ylim=(rows - 0.5, -0.5), xticks=[])


def line(sheet: frame.Sheet, row: int, start: float, end: float, *, width: float = 0.9) -> None:
    """A line along a row: thin and pale to lead the eye, thick and dark for a span."""
    sheet.ax.plot(
        [start, end],
        [row, row],
        color=style.RULE if width < 1 else style.GREY,
        linewidth=width,
        zorder=1,
        solid_capstyle="butt",
    )


def dot(
    sheet: frame.Sheet,
    row: int,
    value: float,
    colour: str,
    said: str,
    *,
    ring: bool = False,
    grow: float = 1,
) -> None:
    """A dot or a ring at a value of a row, known by its label and value."""
    (drawn,) = sheet.ax.plot([value], [row], "o", markersize=sheet.text * 0.75 * grow, zorder=3 if not ring else 2, clip_on=False,
        markerfacecolor="white" if ring else colour, markeredgecolor=colour, markeredgewidth=1.2)  # fmt: skip
    sheet.mark(drawn, said)


def write(sheet: frame.Sheet, row: int, value: float, text: str, *, before: bool = False) -> None:
    """A text beside a value of a row, behind it or before it."""
    side = -1 if before else 1
    sheet.ax.annotate(
        text, (value, row), (sheet.text * 0.8 * side, 0), textcoords="offset points", va="center_baseline",
        ha="right" if before else "left", fontsize=sheet.text, annotation_clip=False, zorder=2,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.0} if before else None,
    )  # fmt: skip
