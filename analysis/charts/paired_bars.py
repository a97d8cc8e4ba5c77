"""Paired bars: how often each row occurs, and in how many highlights."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from analysis.charts import style, titles, wording
from analysis.charts.panels import Panel, draw_panels, facts, key_of, strict_part
from analysis.charts.record import chart
from analysis.charts.rows import empty_chart, one, ranked
from analysis.charts.sheet import Sheet, Source

# Rows between two blocks, where the second one's heading is.
GAP = 1.4


@chart
def paired_bars(
    table: pd.DataFrame,
    ax: Axes | None = None,
    *,
    source: Source = None,
    title: str | None = None,
    size: str = "page",
    top: int = 30,
) -> Axes:
    """Draw two columns of bars on one scale: how often each row occurs, and in how many highlights.

    The groups of the table, if it has several, are blocks of rows one under the other, in the table's order: countries
    and then organisations, for example.

    Parameters
    ----------
    table : DataFrame
        A "counts" table of mentions or words, of one voice.
    ax : Axes, optional
        The Axes to draw into; by default a new figure.
    source : DataFrame, mapping or str, optional
        The documents table or row for the source line, or the line itself.
    title : str, optional
        A title in place of the finding.
    size : str
        "column", "page" or "slide".
    top : int
        How many rows of each block to draw, in falling order, ties by label.

    Returns
    -------
    Axes
        The Axes, with the record that `export.figure` reads.

    Raises
    ------
    ValueError
        If the table has several voices or units, or counts themes, which a highlight carries only once.

    Examples
    --------
    >>> from analysis import tables
    >>> mentions = pd.DataFrame({"document": "a", "number": [1, 1, 1, 2], "voice": "quote",
    ...     "entity": ["IND", "IND", "IND", "ITA"], "label": ["India", "India", "India", "Italy"], "kind": "name"})
    >>> paired_bars(tables.counts(mentions)).get_title()
    'India: 3 mentions in 1 quote (next: Italy, 1)'
    """
    counts = one(ranked(table, "count"), "paired_bars", several=("group",))
    if titles.unit_of(counts) == "codes":
        raise ValueError(
            "charts.paired_bars sets mentions against the highlights they are in; "
            "a highlight carries a theme once: draw themes with charts.bars or charts.intervals"
        )
    if counts.empty or not counts["count"].any():
        return empty_chart(counts, ax, "count", source, title, size)

    groups = list(dict.fromkeys(table["group"]))
    blocks = [counts[counts["group"] == group] for group in groups]
    shown = pd.concat([block.head(top) for block in blocks])
    labels = list(shown["label"])
    places = _places([min(top, len(block)) for block in blocks])
    panels = [_panel(shown, value, counts[value].max()) for value in ("count", "highlights")]

    sheet = Sheet(ax, size)
    room = draw_panels(sheet, labels, [panels], places=places)
    if len(groups) > 1:
        _name_blocks(sheet, shown, places)

    finding = title or _finding(counts, shown)
    subtitle = _subtitle(counts, blocks, top, title)
    return sheet.finish(
        title=finding,
        subtitle=subtitle,
        source=source,
        room=room,
        key=key_of([panels]),
        alt=titles.alt("Paired bar chart", finding, subtitle, facts(labels, [panels])),
    )


def _places(sizes: list[int]) -> list[float]:
    """Return where the rows of the blocks are, from the top.

    >>> _places([2, 1])
    [0.0, 1.0, 3.4]
    """
    places = []
    top = 0.0
    for size in sizes:
        places += [top + row for row in range(size)]
        top += size + GAP
    return places


def _panel(shown: pd.DataFrame, value: str, most: float) -> Panel:
    """Return one column of bars; `most` is the highest value of all rows, drawn or not."""
    unit = titles.unit_of(shown)
    voice = shown["voice"].iloc[0]
    values = [float(number) for number in shown[value]]
    written = [wording.number(number) for number in values]
    one_use = wording.noun(unit, "count", 1)
    one_text = wording.voice_noun(voice)
    tips = []
    for row in shown.to_dict("records"):
        uses = wording.many(row["count"], one_use)
        texts = wording.many(row["highlights"], one_text)
        tips.append(f"{row['label']}: {uses} in {texts}")

    heading = wording.noun(unit, "count", 2)
    if value == "highlights":
        heading = f"{one_text}s"
    return Panel(
        values=values,
        strict=strict_part(shown, value),
        written=written,
        tips=tips,
        heading=wording.capital(heading),
        most=float(most),
    )


def _name_blocks(sheet: Sheet, shown: pd.DataFrame, places: list[float]) -> None:
    """Write each block's name over its labels, at the left edge of the sheet."""
    left, _, _, _ = sheet.edges
    first = ~shown["group"].duplicated()
    for name, place in zip(shown["group"][first], pd.Series(places)[first.to_numpy()], strict=True):
        sheet.ax.annotate(
            style.wrap(name or "(no name)", sheet.width * 0.4, sheet.text, lines=1, weight="bold"),
            (left / 72, place - 0.5),
            (0, sheet.text * 0.2),
            xycoords=(sheet.figure.dpi_scale_trans, "data"),
            textcoords="offset points",
            fontsize=sheet.text,
            fontweight="bold",
            color=style.MUTED,
            va="bottom",
            annotation_clip=False,
        )


def _finding(counts: pd.DataFrame, shown: pd.DataFrame) -> str:
    """Say who leads all rows; rows that the blocks leave out are counted but not named."""
    hidden = ~counts.index.isin(shown.index)
    ordered = counts.assign(hidden=hidden).sort_values(
        ["count", "hidden", "label"], ascending=[False, True, True], kind="stable"
    )
    drawn = int((ordered["hidden"].cumsum() == 0).sum())
    return titles.leading(ordered, "both", shown=drawn)


def _subtitle(counts: pd.DataFrame, blocks: list[pd.DataFrame], top: int, title: str | None) -> str:
    """Write what the two columns count, and what of each block is not drawn."""
    voice = wording.voice_noun(counts["voice"].iloc[0])
    text = titles.counted(counts, "count", title=title)
    text += f", and the {voice}s with any"

    for block in blocks:
        values = list(block["count"])
        left_out = titles.cut(values, min(top, len(values)))
        if left_out and len(blocks) > 1:
            left_out = left_out.replace("shown", f"in “{wording.short(block['group'].iloc[0])}”")
        text += left_out
    return text
