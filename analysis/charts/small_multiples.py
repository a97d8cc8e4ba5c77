"""Small multiples: one panel of bars for each group of a counts table."""

from __future__ import annotations

import math
from collections import Counter
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import style, titles, wording
from analysis.charts.panels import SPACE, Panel, draw_panels, facts
from analysis.charts.record import chart
from analysis.charts.rows import empty_chart, label_width, one, ranked
from analysis.charts.sheet import Sheet, Source, empty_sheet
from analysis.natural import natural
from analysis.tables.groups import FEW

# Two bands of four at page size; more panels are no longer compared by eye.
PANELS = 8


class Group(NamedTuple):
    """One panel's group: its name, its number of highlights, and in how many of them each row occurs, by id."""

    name: str
    n: int
    highlights: pd.Series

    @property
    def few(self) -> bool:
        """Whether it has too few highlights to lead anything."""
        return self.n < FEW

    def share(self, row: str) -> float:
        """Return the share of its highlights that a row occurs in."""
        if self.n:
            return float(self.highlights.get(row, 0)) / self.n
        return 0.0


@chart
def small_multiples(
    table: pd.DataFrame,
    ax: Axes | None = None,
    *,
    source: Source = None,
    title: str | None = None,
    size: str = "page",
    top: int = 12,
) -> Axes:
    """Draw one panel of bars for each group: the share of its highlights in which each row occurs.

    Largest groups come first; of more than eight, the smaller ones are merged into the last panel. Groups of fewer than
    five highlights are pale and lead nothing.

    Parameters
    ----------
    table : DataFrame
        A "counts" table split into groups of highlights, with `n`.
    ax : Axes, optional
        The Axes to draw into; by default a new figure.
    source : DataFrame, mapping or str, optional
        The documents table or row for the source line, or the line itself.
    title : str, optional
        A title in place of the finding.
    size : str
        "column", "page" or "slide".
    top : int
        How many rows to draw, by the highlights in all groups, ties by label.

    Returns
    -------
    Axes
        The Axes, with the record that `export.figure` reads.

    Raises
    ------
    ValueError
        If the table does not say of how many highlights, or has several units.

    Examples
    --------
    >>> from analysis import tables
    >>> codes = pd.DataFrame({"document": [*"aaaaabbbbb"], "number": [1, 2, 3, 4, 5] * 2, "theme": "x",
    ...     "label": "Asia"})
    >>> highlights = codes.assign(headline="", quote="We trade.", section="")
    >>> small_multiples(tables.counts(codes, by="document", of=highlights)).get_title()
    'Asia leads in both groups'
    """
    counts = one(ranked(table, "highlights"), "small_multiples", several=("group", "voice"))
    if counts.empty or not counts["highlights"].any():
        return empty_chart(counts, ax, "highlights", source, title, size)
    if counts["n"].isna().any():
        raise ValueError(
            "charts.small_multiples compares shares of highlights, and this table does not say of how many: "
            "make it with tables.counts(…, of=highlights)"
        )

    rows = _rows(counts)
    shown = rows.head(top)
    groups = _groups(counts)
    if len(groups) < 2:
        why = f"There is one group, {wording.short(groups[0].name)}, and nothing to compare it with"
        what = titles.counted(counts, "highlights")
        return empty_sheet(ax, title=title or why, subtitle=what, source=source, size=size)
    drawn = _merged(groups)

    sheet = Sheet(ax, size)
    labels = list(shown["label"])
    panels = [_panel(group, shown) for group in drawn]
    across = _across(sheet, panels, labels)
    bands = [panels[start : start + across] for start in range(0, len(panels), across)]
    room = draw_panels(sheet, labels, bands)

    finding = title or _finding(groups, rows, titles.unit_of(counts), len(shown))
    subtitle = _subtitle(counts, groups, drawn, rows, len(shown)) + _undrawn(groups, source)
    return sheet.finish(
        title=finding,
        subtitle=subtitle,
        source=source,
        room=room,
        alt=titles.alt("Small multiples of bars", finding, subtitle, facts(labels, bands)),
    )


def _rows(counts: pd.DataFrame) -> pd.DataFrame:
    """Return ids and labels by the number of highlights in all groups, ties by label."""
    total = counts.groupby(["id", "label"], sort=False)["highlights"].sum().reset_index()
    return total.sort_values(
        ["highlights", "label"], ascending=[False, True], kind="stable", ignore_index=True
    )


def _groups(counts: pd.DataFrame) -> list[Group]:
    """Return the groups, the largest first, ties by name."""
    found = []
    for name, part in counts.groupby("group"):
        highlights = part.drop_duplicates("id").set_index("id")["highlights"]
        found.append(Group(str(name), int(part["n"].iloc[0]), highlights))
    return sorted(found, key=lambda group: (-group.n, natural(group.name)))


def _merged(groups: list[Group]) -> list[Group]:
    """Return the groups that are drawn: of more than eight, the smaller ones become one."""
    if len(groups) <= PANELS:
        return groups

    rest = groups[PANELS - 1 :]
    together = pd.concat([group.highlights for group in rest])
    merged = Group(
        name=f"{wording.number(len(rest))} smaller groups together",
        n=sum(group.n for group in rest),
        highlights=together.groupby(level=0).sum(),
    )
    return [*groups[: PANELS - 1], merged]


def _panel(group: Group, rows: pd.DataFrame) -> Panel:
    """Return one group's bars."""
    shares = [group.share(row) for row in rows["id"]]
    written = [wording.percent(share) for share in shares]
    whole = wording.many(group.n, "highlight")
    tips = []
    for row, label in zip(rows["id"], rows["label"], strict=True):
        tips.append(f"{group.name}, {label}: {group.highlights.get(row, 0)} of {whole}")
    return Panel(
        shares,
        shares,
        written,
        tips,
        heading=group.name or "(no name)",
        size=f"n = {wording.number(group.n)}",
        pale=group.few,
        most=max(group.share(row) for row in group.highlights.index),
    )


def _across(sheet: Sheet, panels: list[Panel], labels: list[str]) -> int:
    """Return how many panels are next to each other, in even bands: each has room for bars and the longest part of a name."""
    parts: list[str] = []
    for panel in panels:
        parts.extend(style.parts(panel.heading))
    # A name is broken between its parts, never within one.
    longest = max(style.width(part, sheet.text, "bold") for part in parts)

    space = sheet.text * SPACE
    plot = sheet.width - label_width(sheet, labels)
    # A panel narrower than 8.5 times the text size has bars too short to compare next to their values.
    for_bars = sheet.width * 0.7 // (sheet.text * 8.5)
    for_names = max(2, (plot + space) // (longest + space))
    fitting = int(max(1, min(len(panels), for_bars, for_names)))
    # As many in the last band as in the first: eight are four and four, not six and two.
    bands = math.ceil(len(panels) / fitting)
    return math.ceil(len(panels) / bands)


def _finding(groups: list[Group], rows: pd.DataFrame, unit: str, drawn: int) -> str:
    """Say which row leads in most groups: by more than one highlight, in groups of five or more."""
    large = [group for group in groups if not group.few]
    if not large:
        return f"No group has {wording.spelled(FEW)} highlights, too few for a comparison"

    often = Counter(_leader(group, rows) for group in large)
    # Groups without a leader.
    del often[""]
    noun = wording.row_noun(unit)
    if not often:
        return f"No {noun} leads in any group by more than one highlight"

    most = max(often.values())
    leading = [row for row, groups_led in often.items() if groups_led == most]
    names = rows.loc[rows["id"].isin(leading)]
    where = _where(most, len(large), len(groups))

    if len(names) == 1 and names.index[0] < drawn:
        name = wording.name(names["label"].iloc[0], unit)
        return f"{wording.capital(name)} leads in {where}"

    some = wording.capital(wording.spelled(len(names)))
    those = noun
    if len(names) > 1:
        those = f"{noun}s each"
    return f"{some} {those} lead in {where}"


def _where(most: int, large: int, groups: int) -> str:
    """Write in how many groups; of how many, where some are too small to be counted.

    >>> _where(2, 2, 2), _where(1, 3, 3), _where(1, 3, 9)
    ('both groups', '1 of 3 groups', '1 of the 3 groups of five or more highlights')
    """
    the = ""
    enough = ""
    if large < groups:
        the = "the "
        enough = f" of {wording.spelled(FEW)} or more highlights"
    if most == large > 1:
        return wording.every(most, "group").lower() + enough
    return f"{wording.number(most)} of {the}{wording.many(large, 'group')}{enough}"


def _leader(group: Group, rows: pd.DataFrame) -> str:
    """Return the row that leads a group by more than one highlight; "" where none does."""
    counts = group.highlights.reindex(rows["id"], fill_value=0)
    first, *others = sorted(counts, reverse=True)
    runner_up = 0
    if others:
        runner_up = others[0]
    if first - runner_up > 1:
        return counts.idxmax()
    return ""


def _subtitle(
    counts: pd.DataFrame, groups: list[Group], drawn: list[Group], rows: pd.DataFrame, shown: int
) -> str:
    """Write what the shares are of, which groups are merged or pale, and what is not drawn."""
    unit = titles.unit_of(counts)
    voice = _voice(counts)
    having = titles.having(unit, voice)
    text = f"Share of {wording.lower(having)}, in each group of n highlights, the largest first"
    text += titles.cut(list(rows["highlights"]), shown)

    if len(drawn) < len(groups):
        merged = len(groups) - len(drawn) + 1
        text += f"; the {wording.number(merged)} smallest of {wording.number(len(groups))} groups are merged"
    if any(group.few for group in drawn):
        text += f"; pale: fewer than {wording.spelled(FEW)} highlights"
    return text


def _voice(counts: pd.DataFrame) -> str:
    """Return the voice counted; of several, as where voices are the groups, the whole highlight."""
    voices = counts["voice"].unique()
    if len(voices) == 1:
        return voices[0]
    return "highlight"


def _undrawn(groups: list[Group], source: Source) -> str:
    """Say how many documents of the source have nothing that was counted, and so no panel."""
    if not isinstance(source, pd.DataFrame) or "document" not in source:
        return ""
    names = {group.name for group in groups}
    documents = set(source["document"])
    rest = len(documents - names)
    if not rest or not names <= documents:
        return ""
    verb = "are"
    if rest == 1:
        verb = "is"
    return f"; {wording.many(rest, 'document')} without any {verb} left out"
