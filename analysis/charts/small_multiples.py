"""Small multiples: one panel of bars for each group of a counts table."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import style, titles, wording
from analysis.charts.panels import SPACE, Panel, draw_panels, strict_part
from analysis.charts.record import chart
from analysis.charts.rows import empty_chart, label_width, one, ranked
from analysis.charts.sheet import Sheet

PANELS = 24  # groups: more are no longer compared by eye


@chart
def small_multiples(
    table, ax=None, *, source=None, title=None, size="page", value="count", top=12
) -> Axes:
    """Small multiples: one panel of bars for each group of a counts table, same rows and same scale in all.

    `top` is the number of rows. Of more than 24 groups the first are drawn; the title is about all of them.
    """
    counts = one(ranked(table, value), "small_multiples", several=("group", "voice"))
    if counts.empty or not counts[value].any():
        return empty_chart(counts, ax, value, source, title, size)
    total = counts.groupby(["id", "label"], sort=False)[value].sum().reset_index()
    total = total.sort_values([value, "label"], ascending=[False, True], kind="stable")
    shown = total.head(top)
    parts = [part for _, part in counts.groupby("group", sort=True)]
    panels = [_panel(part, shown, value) for part in parts[:PANELS]]
    sheet = Sheet(ax, size)
    across = _across(sheet, panels, list(shown["label"]))
    bands = [panels[i : i + across] for i in range(0, len(panels), across)]
    subtitle = (
        titles.counted(counts.assign(n=pd.NA, words=pd.NA), value, title=title)
        + ", n highlights in each group"
    )
    subtitle += titles.cut(list(total[value]), len(shown)) + _without(parts, source)
    subtitle += (
        ""
        if len(parts) <= PANELS
        else f"; the first {PANELS} of {wording.number(len(parts))} groups"
    )
    return draw_panels(
        sheet, list(shown["label"]), bands, measure=value, kind="Small multiples of bars", source=source,
        title=title or _per_group(counts, value), subtitle=subtitle,
    )  # fmt: skip


def _across(sheet: Sheet, panels: list[Panel], labels: list[str]) -> int:
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
        f"; {wording.many(rest, 'document')} without any {'is' if rest == 1 else 'are'} left out"
        if rest
        else ""
    )


def _panel(part: pd.DataFrame, rows: pd.DataFrame, measure: str) -> Panel:
    group, n = part["group"].iloc[0], part["n"].iloc[0]
    unit = titles.unit_of(part)
    part = part.drop_duplicates("id").set_index("id").reindex(rows["id"])
    values = part[measure].astype(float).fillna(0)
    strict = pd.Series(
        strict_part(
            part.fillna({"count": 0, "strict": 0, "strict_highlights": 0, measure: 0}), measure
        )
    )
    n = "" if pd.isna(n) else f"n = {wording.number(n)}"
    return Panel(group or "(none)", list(values), list(strict.fillna(0)), unit, n)


def _per_group(counts: pd.DataFrame, measure: str) -> str:
    """Which row leads in most groups, alone or not."""
    parts = [part for _, part in counts.groupby("group") if part[measure].any()]
    if len(parts) == 1:
        return titles.leading(parts[0], measure)
    leaders = [part.loc[part[measure] == part[measure].max(), "label"] for part in parts]
    often = pd.concat(leaders).value_counts().rename_axis("label").reset_index(name="groups")
    best = often[often["groups"] == often["groups"].max()].sort_values("label", kind="stable")
    many, rows = (
        int(best["groups"].iloc[0]),
        wording.many(len(best), wording.row_noun(titles.unit_of(counts))),
    )
    where = (
        wording.every(many, "group").lower()
        if many == len(parts)
        else f"{many} of {len(parts)} groups"
    )
    each = "each " if len(best) > 1 else ""
    alone = all(len(leader) == 1 for leader in leaders if set(leader) & set(best["label"]))
    first = f"{each}first in {where}" if alone else f"{each}first or joint first in {where}"
    names = [
        wording.listed([wording.short(label, words) for label in best["label"]])
        for words in (5, 4, 3, 2, 1)
    ]
    return wording.fitting(*(f"{who}: {first}" for who in (names if len(best) < 4 else [rows])))
