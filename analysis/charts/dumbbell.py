"""The dumbbell chart: how the two voices differ in each row."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import style, titles, wording
from analysis.charts.marks import dot, line, set_scale, write
from analysis.charts.record import chart
from analysis.charts.rows import empty_chart, ranked, reach, row_labels
from analysis.charts.sheet import Key, Room, Sheet, empty_sheet

_VOICES = (("headline", style.SECOND), ("quote", style.ACCENT))


@chart
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
        return empty_chart(table, ax, value, source, title, size)
    unit = titles.unit_of(table)
    lacking = [voice for voice in voices if voice not in set(table["voice"])]
    if lacking:
        there = next(voice for voice in voices if voice not in lacking)
        finding = f"There is nothing in the {lacking[0]}s to compare with the {there}s"
        subtitle = _gap_subtitle(table, value, unit)
        return empty_sheet(ax, title=title or finding, subtitle=subtitle, source=source, size=size)
    wide = table.pivot_table(
        index=["id", "label"], columns="voice", values=value, aggfunc="sum", sort=False
    )
    wide = wide.reindex(columns=voices).fillna(0).reset_index()
    wide["gap"] = (wide["headline"] - wide["quote"]).abs()
    wide["sum"] = wide["headline"] + wide["quote"]
    wide = wide.sort_values(["gap", "sum", "label"], ascending=[False, False, True], kind="stable")
    shown = wide.head(top)
    sheet = Sheet(ax, size)
    left, tall = row_labels(sheet, list(shown["label"]))
    ends = [
        (max(h, q), wording.number(max(h, q)))
        for h, q in zip(shown["headline"], shown["quote"], strict=True)
    ]
    before = (
        max(style.extent(wording.number(v), sheet.text)[0] for v in shown[voices].min(axis=1))
        + sheet.text * 0.9
    )
    sheet.ax.tick_params(axis="y", pad=sheet.text * 0.5 + before)
    plot = sheet.width - left - before
    set_scale(sheet, reach(sheet, ends, plot), plot, len(shown))
    for row, (_, at) in enumerate(shown.iterrows()):
        low, high = sorted((at["headline"], at["quote"]))
        line(sheet, row, 0, high)
        line(sheet, row, low, high, width=1.8)
        same = low == high
        for voice, colour in _VOICES:
            said = f"{at['label']}, {voice}: {wording.number(at[voice])} {wording.noun(unit, value, at[voice])}"
            dot(
                sheet,
                row,
                at[voice],
                colour,
                said,
                ring=same and voice == "headline",
                grow=1.5 if same and voice == "headline" else 1,
            )
        write(sheet, row, high, wording.number(high))
        if not same:
            write(sheet, row, low, wording.number(low), before=True)
    subtitle = _gap_subtitle(table, value, unit)
    subtitle += titles.cut(list(zip(wide["gap"], wide["sum"], strict=True)), len(shown))
    finding = _gap_finding(wide, value, unit)
    facts = [
        f"{wording.short(r['label'], 8)} headline {wording.number(r['headline'])}, quote {wording.number(r['quote'])}"
        for _, r in shown.head(4).iterrows()
    ]
    return sheet.finish(
        title=title or finding, subtitle=subtitle, source=source,
        key=[Key("headlines", style.SECOND, shape="o"), Key("quotes", style.ACCENT, shape="o")],
        room=Room(left=left + before, body=len(shown) * tall),
        alt=titles.alt("Dumbbell chart of two voices", title or finding, subtitle, facts),
    )  # fmt: skip


def _gap_subtitle(table: pd.DataFrame, value: str, unit: str) -> str:
    n = table["n"].dropna()
    of = f", of {wording.many(n.iloc[0], 'highlight')}" if n.nunique() == 1 else ""
    if value == "highlights":
        each = "cues of each theme occur" if unit == "cues" else "each comes up"
        text = f"In how many headlines and in how many quotes {each}{of}, widest gap first"
        return text + ("; a cue alone does not code the theme" if unit == "cues" else "")
    return f"{wording.noun(unit, value, 2).capitalize()} in the headlines and in the quotes{of}, widest gap first"


def _gap_finding(wide: pd.DataFrame, value: str, unit: str) -> str:
    """The widest gap between the voices, or that there is none."""
    best = wide[wide["gap"] == wide["gap"].max()]
    what = wording.row_noun(unit)
    if wide["gap"].max() == 0:
        level = f"No gap: headlines and quotes agree on {wording.every(len(wide), what).lower()}"
        return level if len(wide) > 1 else "No gap between headlines and quotes"
    first = best.iloc[0]
    if len(best) > 1:
        return f"{wording.spelled(len(best)).capitalize()} {what}s share the widest gap between the voices: {wording.number(first['gap'])}"
    more, less = (
        ("headline", "quote") if first["headline"] > first["quote"] else ("quote", "headline")
    )
    if value == "highlights":
        parts = [
            f"{wording.number(first[v])} {v}{'' if first[v] == 1 else 's'}" for v in (more, less)
        ]
        name = wording.short(first["label"])
        name = f"cues of “{name}”" if unit == "cues" else f"{name},"
        return wording.fitting(f"Widest gap: {name} in {parts[0]} but {parts[1]}")
    return wording.fitting(
        f"Widest gap: {wording.short(first['label'])}, {wording.number(first[more])} {wording.noun(unit, value, first[more])} "
        f"in {more}s, {wording.number(first[less])} in {less}s",
        f"Widest gap: {wording.number(first[more])} in {more}s, {wording.number(first[less])} in {less}s",
    )
