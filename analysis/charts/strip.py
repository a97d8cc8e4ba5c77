"""Where in an article things come up: a row for each name or theme, or a row for each highlight."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from analysis import schema
from analysis.charts import findings, frame, style
from analysis.charts.heatmap import Cells

_UNITS = {"entity": "mentions", "token": "tokens", "theme": "codes"}


@frame.chart
def strip(table, ax=None, *, source=None, title=None, size="page", voice="quote", of=None, top=20) -> Axes:
    """One row for each name, word or theme and one column for each highlight, darker where it comes up more often.

    Takes mentions, tokens or codes of one document; `of`, its highlights table, says how many highlights there are.
    """
    unit, found = _occurrences(table, voice)
    if found.empty:
        finding = findings.leading([], [], unit=unit, measure="count", voice="highlight" if unit == "codes" else voice)
        return frame.nothing(
            ax, title=title or finding, subtitle="Where in the article each comes up", source=source, size=size
        )
    last = int(found["number"].max()) if of is None else int(of["number"].max())
    total = found.groupby(["id", "label"]).size().rename("count").reset_index()
    total = total.sort_values(["count", "label"], ascending=[False, True], kind="stable")
    shown = total.head(top)
    each = found.groupby(["id", "number"]).size()
    sheet = frame.Sheet(ax, size)
    ticks = [str(i) if i == 1 or i % 5 == 0 else "" for i in range(1, last + 1)]
    cells = Cells(sheet, list(shown["label"]), ticks)
    most = int(each.max())
    for row, (key, label) in enumerate(zip(shown["id"], shown["label"], strict=True)):
        for number in range(1, last + 1):
            count = int(each.get((key, number), 0))
            said = f"{label}, highlight {number}: {count} {findings.noun(unit, 'count', count)}"
            written = str(count) if count > 1 else ""
            cells.fill(row, number - 1, (count / most if most > 1 else 0.6) if count else 0, written, said)
    where = "" if unit == "codes" else f" in {findings.place(voice)}"
    what = (
        "Highlights that carry the theme" if unit == "codes" else findings.noun(unit, "count", 2).capitalize() + where
    )
    subtitle = f"{what}, by the number of the highlight, 1 to {last}; a number where it is more than one"
    subtitle += "" if len(shown) == len(total) else f"; the first {len(shown)} of {len(total)} rows"
    finding = _widest(found, unit, voice, last)
    return sheet.finish(
        title=title or finding, subtitle=subtitle, source=source, room=cells.room(),
        alt=findings.alt("Strip chart", title or finding, subtitle, [findings.extremes(list(total["label"]), list(total["count"]))]),
    )  # fmt: skip


@frame.chart
def portrait(table, ax=None, *, source=None, title=None, size="page", of=None) -> Axes:
    """The document portrait: one row for each highlight, one column for each theme, filled where it was coded.

    Takes codes of one document; `of`, its highlights table, gives the rows their headlines.
    """
    schema.check(table, "codes", needs=("document", "number", "theme", "label", "coder"))
    _, found = _occurrences(table, "highlight")
    if found.empty:
        return frame.nothing(ax, title=title or "Nothing to show: no highlight is coded", source=source, size=size,
            subtitle="Themes along the article")  # fmt: skip
    last = int(found["number"].max()) if of is None else int(of["number"].max())
    headlines = {} if of is None else dict(zip(of["number"], of["headline"], strict=True))
    themes = found.drop_duplicates(["id", "number"]).groupby(["id", "label"]).size().rename("count").reset_index()
    themes = themes.sort_values(["count", "label"], ascending=[False, True], kind="stable")
    coder = found.drop_duplicates(["id", "number"]).set_index(["id", "number"])["coder"].to_dict()
    sheet = frame.Sheet(ax, size)
    share = min(0.6, max(0.3, 1 - len(themes) * sheet.text * 1.8 / sheet.width))
    rows = [
        style.wrap(f"{i} {headlines.get(i, '')}", sheet.width * share - sheet.text, sheet.text, lines=1)
        for i in range(1, last + 1)
    ]
    cells = Cells(sheet, rows, list(themes["label"]), share=share, widest=2.4)
    sheet.ax.tick_params(axis="y", pad=cells.left - sheet.text * 0.1)
    for label in sheet.ax.get_yticklabels():
        label.set_horizontalalignment("left")
    for row in range(last):
        for column, (key, label) in enumerate(zip(themes["id"], themes["label"], strict=True)):
            who = coder.get((key, row + 1))
            said = f"Highlight {row + 1}, {label}: {'not coded' if who is None else f'coded ({who})'}"
            look = {"facecolor": style.SECOND} if who == "corrected" else {"facecolor": style.ACCENT} if who else {}
            cells.fill(row, column, 0, "", said, **look)
    load = found.drop_duplicates(["id", "number"]).groupby("number").size()
    subtitle = f"Which of {len(themes)} themes each of {last} highlights carries, in the order of the article"
    finding = _densest(load, last)
    key = [frame.Key("coded by the rule", style.ACCENT), frame.Key("corrected by hand", style.SECOND)]
    return sheet.finish(
        title=title or finding, subtitle=subtitle, source=source, room=cells.room(tall=sheet.text * 1.5),
        key=key if "corrected" in coder.values() else (),
        alt=findings.alt("Document portrait", title or finding, subtitle,
            [findings.extremes(list(themes["label"]), list(themes["count"]))]),
    )  # fmt: skip


def _occurrences(table: pd.DataFrame, voice: str) -> tuple[str, pd.DataFrame]:
    """What is counted, and one row for each occurrence in the voice: number, id, label, and the coder of codes."""
    known = [column for column in _UNITS if column in table.columns]
    if not known:
        have = ", ".join(map(str, table.columns)) or "none"
        raise ValueError(
            f"this takes mentions, tokens or codes, so a column among {', '.join(_UNITS)}; there are {have}"
        )
    column = known[0]
    found = table[table[column] != ""]
    if "voice" in found.columns and voice != "both":
        if voice not in schema.VOICES:
            raise ValueError(f"voice is quote, headline or both; this is {voice!r}")
        found = found[found["voice"] == voice]
    found = found[~found["stop"].astype(bool)] if "stop" in found.columns else found
    documents = list(found["document"].unique())
    if len(documents) > 1:
        raise ValueError(
            f"the order of one article is drawn; this table has {len(documents)}: {', '.join(documents[:3])}"
        )
    return _UNITS[column], found.assign(id=found[column], label=found.get("label", found[column]))


def _widest(found: pd.DataFrame, unit: str, voice: str, last: int) -> str:
    """Which row comes up in most highlights."""
    spread = found.drop_duplicates(["id", "number"]).groupby("label").size().rename("n").reset_index()
    spread = spread.sort_values(["n", "label"], ascending=[False, True], kind="stable")
    best = spread[spread["n"] == spread["n"].max()]
    whose = {"headline": "headlines", "quote": "quotes"}.get(voice if unit != "codes" else "", "highlights")
    much = f"{findings.number(best['n'].iloc[0])} of {last} {whose}"
    many = f"{findings.spelled(len(best)).capitalize()} of {len(spread)} come up most widely: each in {much}"
    if len(best) > 3:
        return f"All {len(best)} come up equally widely: each in {much}" if len(best) == len(spread) else many
    verb = "comes" if len(best) == 1 else "come"
    return findings.fitting(f"{findings.listed(list(best['label']))} {verb} up most widely: in {much}", many)


def _densest(load: pd.Series, last: int) -> str:
    """How many themes a highlight carries, at most and at least."""
    best = load[load == load.max()]
    least = int(load.min()) if len(load) == last else 0
    many = f"{findings.spelled(int(load.max()))} theme{'s' if load.max() != 1 else ''}"
    if least == load.max():
        return f"Every highlight carries {many}"
    if len(best) == 1:
        return f"Highlight {best.index[0]} carries {many}, more than any other; the least is {findings.spelled(least)}"
    return f"{findings.spelled(len(best)).capitalize()} highlights carry {many}, the most; the least is {findings.spelled(least)}"
