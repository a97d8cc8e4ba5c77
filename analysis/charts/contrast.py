"""Keyness: what one group says more often than the other, drawn only where it can be told from chance."""

from __future__ import annotations

from matplotlib.axes import Axes

from analysis import schema
from analysis.charts import style, titles, wording
from analysis.charts.record import chart
from analysis.charts.rows import row_labels
from analysis.charts.sheet import Key, Room, Sheet, empty_sheet

_NEEDS = ("unit", "label", "first", "second", "count_first", "count_second", "size_first", "size_second", "log_ratio", "lrc",
          "stands_out")  # fmt: skip


@chart
def keyness(table, ax=None, *, source=None, title=None, size="page", top=30) -> Axes:
    """Bars of the log ratio of a keyness table, with the raw counts, for the rows that stand out; else a sheet that says none do.

    Dark to the conservative bound (LRC, Evert 2022), hatched on to the log ratio itself: 1 means twice as often.
    """
    schema.check(table, "keyness", needs=_NEEDS)
    if table.empty:
        return empty_sheet(ax, title=title or "Nothing to compare", source=source, size=size,
            subtitle="The table has no rows")  # fmt: skip
    first, second = table["first"].iloc[0], table["second"].iloc[0]
    unit = table["unit"].iloc[0]
    sizes = [int(table[f"size_{side}"].iloc[0]) for side in ("first", "second")]
    sizes = f"{wording.number(sizes[0])} and {wording.many(sizes[1], 'highlight' if unit == 'codes' else 'word')}"
    compared = wording.many(len(table), wording.row_noun(unit))
    key = table[table["stands_out"]].assign(reach=lambda t: t["lrc"].abs())
    if key.empty:
        subtitle = f"{compared} compared in {sizes}: no difference can be told from chance"
        return empty_sheet(ax, title=title or wording.fitting(f"Nothing stands out between {_sides(first, second)}", "Nothing stands out between the two"),
            subtitle=subtitle, source=source, size=size, note="")  # fmt: skip
    key = key.sort_values(["reach", "label"], ascending=[False, True], kind="stable")
    shown = key.head(top).sort_values(["lrc", "label"], ascending=[False, True], kind="stable")
    sheet = Sheet(ax, size)
    left, tall = row_labels(sheet, list(shown["label"]))
    ends = [f"{a} : {b}" for a, b in zip(shown["count_first"], shown["count_second"], strict=True)]
    wide = max(style.extent(end, sheet.text)[0] for end in ends) + sheet.text
    low, high = min(0.0, shown["log_ratio"].min()), max(0.0, shown["log_ratio"].max())
    for row, (end, (_, at)) in enumerate(zip(ends, shown.iterrows(), strict=True)):
        colour = style.ACCENT if at["lrc"] > 0 else style.SECOND
        said = f"{at['label']}: {first} {at['count_first']}, {second} {at['count_second']}, log ratio {at['log_ratio']:.1f}"
        sheet.mark(sheet.ax.barh(row, at["lrc"], 0.66, color=colour, linewidth=0)[0], said)
        sheet.mark(sheet.ax.barh(row, at["log_ratio"] - at["lrc"], 0.66, left=at["lrc"], facecolor="white", edgecolor=colour,
            hatch="/////", linewidth=0.7)[0], said)  # fmt: skip
        sheet.ax.annotate(end, (1, row), (sheet.text, 0), xycoords=("axes fraction", "data"), textcoords="offset points",
            va="center_baseline", fontsize=sheet.text, annotation_clip=False)  # fmt: skip
    sheet.ax.axvline(0, color=style.MUTED, linewidth=0.8)
    sheet.ax.set(xlim=(low, high), ylim=(len(shown) - 0.5, -0.5), xticks=[])
    subtitle = f"Log ratio of the rates in {sizes}, 1 is twice as often; behind each bar the counts, {first} : {second}"
    subtitle += titles.cut(list(key["reach"]), len(shown)).replace("shown", "that stand out")
    finding = title or _finding(key, len(table), wording.row_noun(unit), first, second)
    entries = [
        (first, style.ACCENT, (key["lrc"] > 0).any()),
        (second, style.SECOND, (key["lrc"] < 0).any()),
    ]
    return sheet.finish(
        title=finding, subtitle=subtitle, source=source, room=Room(left=left, right=wide, body=len(shown) * tall),
        key=[*(Key(f"more in {_whose(name)}", colour) for name, colour, there in entries if there),
             Key("uncertain part", style.MUTED, "/////")],
        alt=titles.alt("Keyness chart", finding, subtitle,
            [f"{at['label']} {at['count_first']} against {at['count_second']}" for _, at in shown.head(3).iterrows()]),
    )  # fmt: skip


def _finding(key, rows: int, what: str, first: str, second: str) -> str:
    """What stands out most, and on which side."""
    best = key[key["reach"] == key["reach"].max()]
    some = (
        wording.every(len(key), what)
        if len(key) == rows > 1
        else f"{wording.spelled(len(key)).capitalize()} of {wording.many(rows, what)}"
    )
    stand = f"{some} stand{'s' if len(key) == 1 else ''} out"
    if len(best) > 1:
        return wording.fitting(
            f"{stand} between {_sides(first, second)}", f"{stand} between the two"
        )
    side = first if best["lrc"].iloc[0] > 0 else second
    return wording.fitting(
        f"“{wording.short(best['label'].iloc[0])}” stands out most, in {_whose(side)}; {len(key)} of {wording.many(rows, what)} {'does' if len(key) == 1 else 'do'}",
        f"{stand} between the two",
    )


def _whose(side: str) -> str:
    """One side as a sentence names it: a voice by its texts, anything else by its own name."""
    return wording.voice_place(side) or side


def _sides(first: str, second: str) -> str:
    return wording.listed([_whose(first), _whose(second)])
