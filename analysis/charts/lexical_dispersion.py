"""Where in an article, or in which documents of a corpus, names, words and themes come up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from analysis import schema
from analysis.charts import columns, titles, wording
from analysis.charts.cells import Cells
from analysis.charts.columns import Columns
from analysis.charts.record import chart
from analysis.charts.sheet import Sheet, Source, empty_sheet
from analysis.charts.spread import widest
from analysis.charts.ticks import number_ticks

# Columns up to which an empty cell is drawn: of more, a plain row is clearer.
_EMPTY_CELLS = 100
# Documents up to which columns have names; more are numbered.
_NAMED = 12

# Where nothing is darker than anything else, one shade that is well apart from an empty cell.
_ONE_SHADE = 0.6


class _Strip(NamedTuple):
    """What is drawn: rows with their totals, columns, and the number in each cell."""

    unit: str
    voice: str
    along: Columns
    # Id, label, spread, count: all rows, in the order in which they are drawn.
    rows: pd.DataFrame
    # By (id, column number).
    each: dict[tuple[str, int], int]


@chart
def lexical_dispersion(
    table: pd.DataFrame,
    ax: Axes | None = None,
    *,
    source: Source = None,
    title: str | None = None,
    size: str = "page",
    voice: str = "quote",
    of: pd.DataFrame | None = None,
    top: int = 20,
    chosen: Sequence[str] | None = None,
) -> Axes:
    """Draw one row for each name, word or theme and one column for each highlight.

    A cell is darker where it comes up more often, with the number where it is more than one. Of a
    corpus each column is a document. The kind of plot is that of Gries (2008) for whole highlights.

    Parameters
    ----------
    table : DataFrame
        Mentions, tokens or codes.
    ax : Axes, optional
        Where to draw; a new figure without it.
    source : Series, DataFrame, mapping or str, optional
        The documents, for the source line.
    title : str, optional
        Your own title instead of the finding.
    size : {"page", "column", "slide"}
        The size of a new figure.
    voice : {"quote", "headline", "both"}
        Whose words to look at. Codes have no voice.
    of : DataFrame, optional
        The highlights: they say how many there are.
    top : int
        The most rows to draw, those in most highlights or documents first.
    chosen : sequence of str, optional
        The ids or labels of the rows to draw, in this order, instead of the widest spread.

    Returns
    -------
    Axes
        The Axes with the chart.

    Raises
    ------
    ValueError
        If a chosen row does not occur, or the highlights are not those of the table.

    Examples
    --------
    >>> mentions = pd.DataFrame({"document": "a", "number": [1, 1, 2], "voice": "quote",
    ...     "entity": ["IND", "ITA", "IND"], "label": ["India", "Italy", "India"], "kind": "name"})
    >>> lexical_dispersion(mentions).get_title()
    'India narrowly ahead: in 2 quotes (next: Italy, 1)'
    """
    columns.checked(of)
    unit, found = columns.occurrences(table, voice)
    if found.empty:
        where = voice
        if unit == "codes":
            where = "highlight"
        return empty_sheet(
            ax,
            title=title or titles.missing(unit, where),
            subtitle="Where in the article each comes up",
            source=source,
            size=size,
        )

    if chosen is not None:
        found = _chosen(found, chosen)
    strip = _strip(unit, voice, found, of, chosen)
    sheet = Sheet(ax, size)
    shown = strip.rows
    if chosen is None:
        shown = shown.head(top)
    cells = _cells(sheet, strip, shown)

    subtitle = _subtitle(strip)
    order = list(zip(strip.rows["spread"], strip.rows["count"], strict=True))
    subtitle += titles.cut(order, len(shown))
    subtitle += cells.cut
    finding = title or widest(strip.along, unit, voice, shown=list(shown["id"]))
    facts = [titles.extremes(list(shown["label"]), list(shown["count"]))]
    return sheet.finish(
        title=finding,
        subtitle=subtitle,
        source=source,
        room=cells.room(),
        alt=titles.alt("Lexical dispersion plot", finding, subtitle, facts),
    )


def _chosen(found: pd.DataFrame, chosen: Sequence[str]) -> pd.DataFrame:
    """The occurrences of the chosen rows; an error names one that does not occur."""
    if isinstance(chosen, str):
        raise TypeError(f"chosen is a list of ids or labels; this is the text {chosen!r}")
    known = set(found["id"]) | set(found["label"])
    for name in chosen:
        if name not in known:
            raise ValueError(f"{name!r} does not occur here{schema.near(name, known)}")
    return found[found["id"].isin(chosen) | found["label"].isin(chosen)]


def _strip(
    unit: str,
    voice: str,
    found: pd.DataFrame,
    of: pd.DataFrame | None,
    chosen: Sequence[str] | None,
) -> _Strip:
    """Rows, columns and the numbers in the cells."""
    along = columns.columns(found, of)
    by_row = along.found.groupby(["id", "label"])["number"]
    rows = by_row.agg(spread="nunique", count="size").reset_index()
    # The widest first, as the title ranks them.
    by = ["spread", "count", "label"]
    rows = rows.sort_values(by, ascending=[False, False, True], kind="stable")
    if chosen is not None:
        place = {name: i for i, name in enumerate(chosen)}
        by_id = rows["id"].map(place)
        by_label = rows["label"].map(place)
        rows = rows.assign(at=by_id.fillna(by_label))
        rows = rows.sort_values("at", kind="stable")
    each = along.found.groupby(["id", "number"]).size().to_dict()
    return _Strip(unit, voice, along, rows, each)


def _cells(sheet: Sheet, strip: _Strip, shown: pd.DataFrame) -> Cells:
    """The grid, filled."""
    along = strip.along
    by_document = along.noun == "document"
    if by_document and along.last <= _NAMED:
        headings = along.names
    else:
        headings = number_ticks(along.numbers, sheet.width * 0.6, sheet.text)
    if by_document:
        called = [f"document {name}" for name in along.names]
    else:
        called = [f"highlight {number}" for number in along.numbers]

    cells = Cells(sheet, list(shown["label"]), headings)
    most = max(strip.each.values())
    whole = along.last <= _EMPTY_CELLS
    for row, (key, label) in enumerate(zip(shown["id"], shown["label"], strict=True)):
        for place, column in enumerate(called):
            # Columns are numbered from 1.
            count = strip.each.get((key, place + 1), 0)
            if not count and not whole:
                continue

            noun = wording.noun(strip.unit, "count", count)
            said = f"{label}, {column}: {count} {noun}"
            written = ""
            if count > 1:
                written = str(count)
            cells.fill(row, place, _shade(count, most), written, said)
    return cells


def _shade(count: int, most: int) -> float:
    """From 0 for none to 1 for the most in any cell."""
    if not count:
        return 0.0
    if most == 1:
        return _ONE_SHADE
    return count / most


def _subtitle(strip: _Strip) -> str:
    """What is counted, and along what."""
    along = strip.along
    what = "Highlights that carry the theme"
    if strip.unit != "codes":
        noun = wording.noun(strip.unit, "count", 2).capitalize()
        what = f"{noun} in {wording.voice_place(strip.voice)}"
    by = "document"
    if along.noun == "highlight":
        by = "number of the highlight"
    text = f"{what}, by the {by}, {columns.span(along.numbers)}; a number where it is more than one"
    if not along.whole:
        text += f"; {along.noun}s that have none are left out"
    return text
