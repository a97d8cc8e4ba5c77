"""The document portrait: themes along an article, or in the documents of a corpus, with totals."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from analysis import schema
from analysis.charts import columns, portrait_grid, portrait_text, style, titles, wording
from analysis.charts.columns import Columns
from analysis.charts.portrait_grid import Grid
from analysis.charts.record import chart
from analysis.charts.sheet import Key, Room, Sheet, Source, empty_sheet

_NEEDS = ("document", "number", "theme", "label", "coder")

# All in text sizes. A column is at least as wide as the line height of its upright heading, and not
# much wider: long rows of cells are easier to follow where they are close together.
_NARROWEST, _WIDEST = 1.3, 2.3
_LOWEST = 1.7

# On a slide rows may be closer: one line of text, which takes 1.164 text sizes.
_CLOSEST = 1.165

# All columns together take at most this part of the width: the rest is for the headlines.
_OF_WIDTH = 0.66

# The labels are a little smaller than other text, so that more of a headline is read; on a column
# they have 6 points.
_SMALL = 0.86

# A slide has a height. The rows get this part of it, with labels of at least 9 points: still
# legible when it is projected. Its columns are so wide that an upright heading has two lines, each
# of at most so many text sizes, which leaves more of the height to the rows.
_OF_SLIDE, _SMALLEST = 0.58, 9.0
_WIDEST_ON_SLIDE, _HALF_HEADING = 4.0, 11


@chart
def document_portrait(
    table: pd.DataFrame,
    ax: Axes | None = None,
    *,
    source: Source = None,
    title: str | None = None,
    size: str = "page",
    of: pd.DataFrame | None = None,
    facets: pd.DataFrame | None = None,
    compared: str = "",
    top: int = 60,
) -> Axes:
    """Draw one row for each highlight and one column for each theme, filled where it was coded.

    Totals are written at the right and at the bottom. The title says whether themes come in blocks
    (a permutation test of the order of the highlights), else how many themes a highlight carries.
    Of a corpus each row is a document, darker where more of its highlights carry the theme.

    Parameters
    ----------
    table : DataFrame
        Codes.
    ax : Axes, optional
        Where to draw; a new figure without it.
    source : Series, DataFrame, mapping or str, optional
        The documents, for the source line.
    title : str, optional
        Your own title instead of the finding.
    size : {"page", "column", "slide"}
        The size of a new figure.
    of : DataFrame, optional
        The highlights: they give the rows their headlines, and the highlights without a theme.
    facets : DataFrame, optional
        A table of the codebook's themes with the columns `theme` and `facet`: the columns of one
        facet are drawn together. A column `facet` of the codes does the same.
    compared : str
        Who coded, for the subtitle.
    top : int
        How many rows to draw at most, in the order of the article or of the documents. Where there
        are more, rows without a theme are left out first.

    Returns
    -------
    Axes
        The Axes with the portrait.

    Examples
    --------
    >>> codes = pd.DataFrame({"document": "a", "number": [1, 2, 2], "theme": ["p", "p", "x"],
    ...     "label": ["Ports", "Ports", "Trade"], "coder": "rule"})
    >>> document_portrait(codes).get_title()
    'Highlight 2 carries two themes, no other as many'
    """
    schema.check(table, "codes", needs=_NEEDS)
    columns.checked(of)
    _, found = columns.occurrences(table, "highlight")
    if found.empty:
        return empty_sheet(
            ax,
            title=title or titles.missing("codes"),
            subtitle="Themes along the article",
            source=source,
            size=size,
        )

    grid = portrait_grid.grid(found, of, facets, source, top)
    sheet = Sheet(ax, size)
    text = _text(sheet, grid.rows)
    themes = len(grid.themes)
    grid = _fitting(grid, sheet, text)
    room = _axes(sheet, grid, text)
    _cells(sheet, grid, text)
    _totals(sheet, grid, text)

    test = portrait_text.blocks(grid)
    subtitle = portrait_text.subtitle(grid, test, themes)
    if len(grid.themes) < themes:
        subtitle += f"; the first {len(grid.themes)} themes shown"
    if compared:
        subtitle += f"; {compared}"
    finding = title or portrait_text.finding(grid, test)
    key = [
        Key("coded by the rule", style.ACCENT),
        Key("added by correction (what it removed is not shown)", style.SECOND),
    ]
    corrected = "corrected" in grid.coder.values()
    facts = [titles.extremes(list(grid.themes["label"]), list(grid.themes["total"]))]
    return sheet.finish(
        title=finding,
        subtitle=subtitle,
        source=source,
        room=room,
        key=key if corrected else (),
        alt=titles.alt("Document portrait", finding, subtitle, facts),
    )


def _fitting(grid: Grid, sheet: Sheet, text: float) -> Grid:
    """The grid with no more themes than find room, the rarest left out."""
    most = int(sheet.width * _OF_WIDTH / _narrowest(grid, text))
    ranked = grid.themes.sort_values(["total", "label"], ascending=[False, True], kind="stable")
    if len(ranked) <= most:
        return grid
    return grid._replace(themes=portrait_grid.arranged(ranked.head(most)))


def _narrowest(grid: Grid, text: float) -> float:
    """The least width of a column in points: that of its upright heading, or of the longest total and a gap."""
    longest = wording.number(int(grid.themes["total"].max()))
    return max(text * _NARROWEST, style.width(longest, text, "bold") + text * 0.4)


def _text(sheet: Sheet, rows: int) -> float:
    """The text size of the labels in points, at which many rows still fit on a slide."""
    usual = sheet.text * _SMALL
    height = sheet.size.height * 72
    if not height:
        return usual
    fitting = height * _OF_SLIDE / (rows * _LOWEST)
    return min(usual, max(fitting, _SMALLEST))


def _axes(sheet: Sheet, grid: Grid, text: float) -> Room:
    """Write the headings and the rows' labels; the room around the cells."""
    rows = grid.rows
    total_at = grid.total_at
    # The column of totals is wider than others: its numbers may have two digits in bold.
    across = total_at + 1.3

    labels = []
    needed = style.width("total", text)
    for place in grid.shown:
        label = _row_label(grid.along, place)
        needed = max(needed, style.width(label, text))
        labels.append(label)
    least = across * _narrowest(grid, text)
    widest = max(sheet.width - least, sheet.width * 0.2)
    left = min(needed + text, widest)
    labels = [style.wrap(label, left - text, text, lines=1) for label in labels]

    widest_column = _WIDEST
    if sheet.size.height:
        widest_column = _WIDEST_ON_SLIDE
    wide = min((sheet.width - left) / across, text * widest_column)
    sheet.ax.set(xlim=(-0.5, across - 0.5), ylim=(rows + 0.8, -0.5))
    look = {"labelcolor": style.INK, "labelsize": text}
    sheet.ax.tick_params(axis="y", pad=left - text * 0.1, **look)
    sheet.ax.set_yticks([*range(rows), rows + 0.3], labels=[*labels, "total"])
    for label in sheet.ax.get_yticklabels():
        label.set_horizontalalignment("left")

    headings = [_heading(label, wide, text) for label in grid.themes["label"]]
    top = max(style.width(heading, text) for heading in headings)
    places = [*grid.themes["at"], total_at]
    above = {"top": False, "bottom": False, "labeltop": True, "labelbottom": False}
    sheet.ax.tick_params(axis="x", pad=text * 0.4, **look, **above)
    sheet.ax.set_xticks(places, labels=[*headings, "total"], rotation=90)
    top += _facet_names(sheet, grid.themes, wide, top, text)
    return Room(
        left=left,
        right=max(0.0, sheet.width - left - wide * across),
        top=top + text * 0.7,
        body=(rows + 1.3) * text * _LOWEST,
        least=(rows + 1.3) * text * _CLOSEST,
    )


def _heading(label: str, wide: float, text: float) -> str:
    """Wrap the upright heading of a column: on two lines where the column is wide enough for them."""
    # Two lines take 2.4 text sizes, and a gap separates them from the next heading.
    if wide > text * 2.7:
        return style.wrap(label, text * _HALF_HEADING, text, lines=2)
    return style.wrap(label, text * 18, text, lines=1)


def _row_label(along: Columns, place: int) -> str:
    """The number and headline of a highlight, or the number and name of a document."""
    return f"{along.numbers[place - 1]} {along.names[place - 1]}".strip()


def _facet_names(sheet: Sheet, themes: pd.DataFrame, wide: float, top: float, text: float) -> float:
    """Write the facets' names over their headings where they find room; the height they take."""
    spans = themes.groupby("facet", sort=False)["at"].agg(["first", "last"])
    if len(spans) < 2:
        return 0.0
    for name, first, last in spans.itertuples():
        room = (last - first + 1) * wide
        label = (name or "other").capitalize()
        if style.width(label, text, "bold") > room:
            continue
        sheet.ax.annotate(
            label,
            (first - 0.4, -0.5),
            (0, top + text * 0.9),
            textcoords="offset points",
            ha="left",
            va="bottom",
            fontsize=text,
            fontweight="bold",
            color=style.MUTED,
            annotation_clip=False,
        )
    return text * 1.6


def _cells(sheet: Sheet, grid: Grid, text: float) -> None:
    """A cell for every row and theme, each with its tooltip."""
    along = grid.along
    centre = {"fontsize": text, "ha": "center", "va": "center_baseline"}
    counts = grid.each.to_dict()
    themes = list(grid.themes.itertuples())
    for row, place in enumerate(grid.shown):
        number = along.numbers[place - 1]
        name = along.names[place - 1]
        size = along.sizes[place - 1]
        for theme in themes:
            if along.noun == "highlight":
                coder = grid.coder.get((theme.id, place))
                done = "not coded"
                if coder is not None:
                    done = f"coded ({coder})"
                said = f"Highlight {number}, {theme.label}: {done}"
                _cell(sheet, theme.at, row, _colour(coder), said)
                continue

            count = counts.get((theme.id, place), 0)
            said = f"{name}, {theme.label}: {count} of {size} highlights"
            colour = _shade(count / max(size, 1))
            _cell(sheet, theme.at, row, colour, said)
            if count:
                sheet.ax.text(theme.at, row, count, color=style.ink(colour), **centre)


def _colour(coder: str | None) -> str:
    """The colour of who coded it; pale for nobody."""
    if coder is None:
        return style.PALE
    if coder == "corrected":
        return style.SECOND
    return style.ACCENT


def _shade(share: float) -> str:
    """Darker for a larger share of the document's highlights; pale for none."""
    if not share:
        return style.PALE
    # The palest eighth of the scale cannot be told from an empty cell.
    return to_hex(style.BLUES(0.12 + 0.88 * share))


def _cell(sheet: Sheet, at: float, row: int, colour: str, said: str) -> None:
    cell = Rectangle((at - 0.44, row - 0.44), 0.88, 0.88, facecolor=colour, linewidth=0)
    sheet.mark(sheet.ax.add_artist(cell), said)


def _totals(sheet: Sheet, grid: Grid, text: float) -> None:
    """The sums of the rows, at the right, and of the columns, at the bottom; the largest bold."""
    in_row = grid.each.groupby("number").sum().to_dict()
    along_right = {}
    for row, place in enumerate(grid.shown):
        along_right[grid.total_at, row] = in_row.get(place, 0)
    at_bottom = {}
    for theme in grid.themes.itertuples():
        at_bottom[theme.at, grid.rows + 0.3] = theme.total

    for numbers in (along_right, at_bottom):
        most = max(numbers.values())
        for (x, y), number in numbers.items():
            sheet.ax.text(
                x,
                y,
                wording.number(number),
                fontsize=text,
                fontweight="bold" if number == most else "normal",
                color=style.INK if number else style.GREY,
                ha="center",
                va="center_baseline",
            )
