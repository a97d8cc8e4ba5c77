"""The map: proportional dots on a plain land outline, without borders."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from analysis import schema
from analysis.charts import style, titles, wording
from analysis.charts.map_layout import Name, names, separate
from analysis.charts.marks import stroke
from analysis.charts.projection import CENTRE, around_centre, projected
from analysis.charts.record import chart
from analysis.charts.rows import empty_chart, one, ranked
from analysis.charts.sheet import Room, Sheet, Source, source_line

CREDIT = "Dots placed by GeoNames (CC BY 4.0); land: Natural Earth"

SOUTH = -58.0  # the view ends above Antarctica, which has no dots
# The northernmost land.
NORTH = 84.0

# Parts of the width of the world: the margin around the dots, so that coasts tell where they are,
# and the least that is shown, about the size of Europe and its neighbours.
_MARGIN, _LEAST = 0.05, 0.25

# Height by width of the map: lower is a strip, higher leaves no room for text on a page.
_LOW, _HIGH = 0.42, 0.62

# Of the map's height: the radius of the largest dot, the first at which no more than this part of
# the dots are moved off their places; many dots in Europe would else cover the next continent.
_LARGEST, _ASIDE = (0.062, 0.05, 0.04), 0.1
# Points: a dot that was moved less is still at its place.
_SEEN = 1.0
# Of the text size; 6 points on a column.
_NAME = 0.87


class _View(NamedTuple):
    """The part of the projected world that is shown, and points for one of its units."""

    west: float
    south: float
    width: float
    height: float
    points: float


class _Dots(NamedTuple):
    """The dots, in points from the lower left corner of the map."""

    places: np.ndarray
    centres: np.ndarray
    radii: np.ndarray
    # Whether it was moved so far that it is seen.
    moved: np.ndarray
    # Whether its place is no longer under it.
    aside: np.ndarray


@functools.lru_cache(maxsize=1)
def _land() -> Path:
    """The outline as one path: the shores and the seas inside them."""
    outline = pd.read_csv(schema.DATA / "land" / "outline.csv")
    points = np.column_stack(projected(outline["lon"], outline["lat"]))
    another = outline[["polygon", "ring"]].diff().ne(0).any(axis=1)
    starts = np.flatnonzero(another)[1:]
    rings = [Path(ring, closed=True) for ring in np.split(points, starts)]
    return Path.make_compound_path(*rings)


@chart
def dot_map(
    table: pd.DataFrame,
    ax: Axes | None = None,
    *,
    source: Source = None,
    title: str | None = None,
    size: str = "page",
    value: str = "count",
    top: int = 60,
) -> Axes:
    """Draw a dot for each row of a counts table on a map, its area in proportion to its value.

    The map shows the part of the world that the dots need. Dots that would overlap are moved apart,
    with a line to the place. Every dot is named, on the map or in the list below it.

    Parameters
    ----------
    table : DataFrame
        A counts table with the columns `lon` and `lat`, as `countries.places` returns it.
    ax : Axes, optional
        Where to draw; a new figure without it.
    source : Series, DataFrame, mapping or str, optional
        The documents, for the source line.
    title : str, optional
        Your own title instead of the finding.
    size : {"page", "column", "slide"}
        The size of a new figure.
    value : {"count", "highlights", "rate"}
        What the areas show.
    top : int
        The most dots to draw, the largest first.

    Returns
    -------
    Axes
        The Axes with the map.

    Raises
    ------
    ValueError
        If `lon` or `lat` is missing.

    Examples
    --------
    >>> from analysis import countries, tables
    >>> mentions = pd.DataFrame({"document": "a", "number": [1, 1, 2], "voice": "quote",
    ...     "entity": ["IND", "ITA", "IND"], "label": ["India", "Italy", "India"], "kind": "name"})
    >>> dot_map(countries.places(tables.counts(mentions))).get_title()
    'India narrowly ahead: 2 mentions in the quotes (next: Italy, 1)'
    """
    for column in ("lon", "lat"):
        if column not in table.columns:
            raise ValueError(
                f"the map needs a column {column!r} in degrees; countries.places(counts) adds it"
            )
    counts = one(ranked(table, value), "dot_map")
    counted = counts[counts[value] > 0]
    placed = counted.dropna(subset=["lon", "lat"]).reset_index(drop=True)
    if table.empty and title is None:
        # Only names have places, so that it is known what was counted.
        title = titles.missing("mentions")
    if placed.empty:
        return empty_chart(counts, ax, value, source, title, size)

    shown = placed.head(top)
    sheet = Sheet(ax, size)
    places = np.column_stack(projected(around_centre(shown["lon"]), shown["lat"]))
    view = _view(sheet, places)
    _draw_land(sheet, view)
    dots = _dots(sheet, view, shown[value].to_numpy(float), places)
    _draw_dots(sheet, view, shown, value, dots)
    listed = _draw_names(sheet, view, shown, value, dots)
    below = _list(sheet, shown, value, listed)

    subtitle = titles.counted(counts, value, title=title) + "; areas in proportion"
    subtitle += titles.broad(counted) + "; a country’s dot is at its capital"
    if dots.moved.any():
        subtitle += ", moved aside where dots would overlap"
    if dots.aside.any():
        subtitle += ", with a line to the capital"
    subtitle += titles.cut(list(placed[value]), len(shown))
    away = len(counted) - len(placed)
    if away:
        subtitle += f"; {wording.number(away)} without a place on the map"
    finding = title or titles.leading(placed, value, shown=len(shown))
    credits = [line for line in (source_line(source), CREDIT) if line]
    facts = [titles.extremes(list(shown["label"]), list(shown[value]))]
    return sheet.finish(
        title=finding,
        subtitle=subtitle,
        source=". ".join(credits),
        room=Room(
            right=max(0.0, sheet.width - view.width * view.points),
            bottom=below,
            body=view.height * view.points,
        ),
        alt=titles.alt("Map with proportional dots, without borders", finding, subtitle, facts),
    )


def _view(sheet: Sheet, places: np.ndarray) -> _View:
    """The part of the world that holds all places, in a shape that suits a page."""
    world = 2 * float(projected(CENTRE + 180, 0)[0])
    floor, ceiling = projected([0, 0], [SOUTH, NORTH])[1].tolist()
    low = places.min(axis=0)
    high = places.max(axis=0)
    margin = _MARGIN * world
    width, height = (high - low + 2 * margin).tolist()
    width = min(max(width, _LEAST * world), world)

    lowest, highest = _shape(sheet)
    if height < width * lowest:
        height = width * lowest
    if height > width * highest:
        width = min(height / highest, world)
        height = width * highest
    height = min(height, ceiling - floor)

    x, y = ((low + high) / 2).tolist()
    # Moved so that nothing beyond the ends of the world is shown.
    west = float(np.clip(x - width / 2, -world / 2, world / 2 - width))
    south = float(np.clip(y - height / 2, floor, ceiling - height))

    points = sheet.width / width
    if sheet.own and sheet.size.height:
        # The subtitle and the list of names below the map may take four lines more than `_shape` leaves.
        tallest = sheet.size.height * 72 - 14 * sheet.text
        points = min(points, tallest / height)
    return _View(west, south, width, height, points)


def _shape(sheet: Sheet) -> tuple[float, float]:
    """The least and the greatest height of the map, in parts of its width."""
    # Of a height that is given, title, subtitle and source take about ten lines.
    texts = 10 * sheet.text
    if not sheet.own:
        _, bottom, _, top = sheet.edges
        given = max(0.2, (top - bottom - texts) / sheet.width)
        return given, given

    if sheet.size.height:
        slide = (sheet.size.height * 72 - texts) / sheet.width
        return _LOW, max(_LOW, slide)
    return _LOW, _HIGH


def _draw_land(sheet: Sheet, view: _View) -> None:
    """Set the limits and draw the land within them."""
    sheet.ax.set(
        xlim=(view.west, view.west + view.width),
        ylim=(view.south, view.south + view.height),
        xticks=[],
        yticks=[],
    )
    land = PathPatch(_land(), facecolor="#dcdfe2", edgecolor="none", zorder=0, gid="land")
    # `add_patch` would measure each of its five thousand lines.
    sheet.ax.add_artist(land)


def _dots(sheet: Sheet, view: _View, values: np.ndarray, places: np.ndarray) -> _Dots:
    """Where the dots go, and how large they are."""
    at = (places - [view.west, view.south]) * view.points
    width = view.width * view.points
    height = view.height * view.points
    # Areas in proportion to the values.
    parts = np.sqrt(values / values.max())
    for largest in _LARGEST:
        radii = height * largest * parts
        centres = separate(at, radii, width, height)
        way = np.hypot(*(centres - at).T)
        dots = _Dots(at, centres, radii, moved=way > _SEEN, aside=way > radii)
        if dots.aside.mean() <= _ASIDE:
            break
    return dots


def _draw_dots(sheet: Sheet, view: _View, shown: pd.DataFrame, value: str, dots: _Dots) -> None:
    """Draw every dot, with a line to its place where it was moved aside."""
    corner = np.array([view.west, view.south])
    places = dots.places / view.points + corner
    centres = dots.centres / view.points + corner
    for at, row in enumerate(shown.to_dict("records")):
        x, y = centres[at]
        if dots.aside[at]:
            from_x, from_y = places[at]
            look = {"color": style.INK, "linewidth": 0.6, "solid_capstyle": "round"}
            stroke(sheet, [from_x, x], [from_y, y], zorder=2, **look)

        size = 2 * dots.radii[at]
        look = {"color": style.ACCENT, "markeredgewidth": 0, "zorder": 3, "clip_on": False}
        dot = stroke(sheet, [x], [y], marker="o", linestyle="", markersize=size, **look)
        sheet.mark(dot, _said(row, value))


def _said(row: Mapping[str, Any], value: str) -> str:
    """A name and its value, for the tooltip."""
    noun = wording.noun(row["unit"], value, row[value])
    return f"{row['label']}: {wording.number(row[value])} {noun}"


def _written(row: Mapping[str, Any], value: str) -> str:
    """A name and its value as they are written on the map and in the list."""
    return f"{wording.short(row['label'], 3, 24)} {wording.number(row[value])}"


def _draw_names(
    sheet: Sheet,
    view: _View,
    shown: pd.DataFrame,
    value: str,
    dots: _Dots,
) -> list[int]:
    """Write the names that find room; the rows of those that do not."""
    text = sheet.text * _NAME
    written = []
    sizes = []
    for row in shown.to_dict("records"):
        name = _written(row, value)
        written.append(name)
        # A little more than the letters take, so that no two names are read as one.
        sizes.append((style.width(name, text) + text * 0.3, text * 1.15))

    width = view.width * view.points
    height = view.height * view.points
    without_room = set(range(len(shown)))
    for place in names(sizes, dots.centres, dots.radii, width, height):
        _draw_name(sheet, view, place, written[place.row], text)
        without_room.remove(place.row)
    return sorted(without_room)


def _draw_name(sheet: Sheet, view: _View, name: Name, written: str, text: float) -> None:
    """Write one name and draw its line."""
    x = name.left / view.points + view.west
    y = (name.bottom + name.top) / 2 / view.points + view.south
    sheet.ax.text(x, y, written, fontsize=text, color=style.INK, ha="left", va="center", zorder=4)
    if name.line is not None:
        # From its beginning to its end, each x and y.
        ends = np.array(name.line).reshape(2, 2) / view.points
        xs, ys = (ends + np.array([view.west, view.south])).T
        stroke(sheet, xs, ys, color=style.MUTED, linewidth=0.5, zorder=1)


def _list(sheet: Sheet, shown: pd.DataFrame, value: str, rows: list[int]) -> float:
    """Write the names that found no room below the map; the height that they take."""
    if not rows:
        return 0.0
    text = sheet.text * _NAME
    records = shown.to_dict("records")
    written = ", ".join(_written(records[row], value) for row in rows)
    note = style.wrap(f"Not named on the map: {written}", sheet.width, text, lines=12)
    sheet.ax.annotate(
        note,
        (0, 0),
        (0, -sheet.text * 0.6),
        xycoords="axes fraction",
        textcoords="offset points",
        ha="left",
        va="top",
        fontsize=text,
        color=style.INK,
        annotation_clip=False,
    )
    return style.height(note, text) + sheet.text * 0.9
