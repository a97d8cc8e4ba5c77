"""The map: proportional dots on a plain land outline, without borders."""

from __future__ import annotations

import functools

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from analysis import schema
from analysis.charts import style, titles, wording
from analysis.charts.record import chart
from analysis.charts.rows import empty_chart, one, ranked
from analysis.charts.sheet import Room, Sheet, source_line

SOUTH = -58.0  # the view ends above Antarctica, which has no dots
CENTRE = 10.0  # degrees east: the edge then runs through the Bering Strait and cuts no land
CREDIT = "Dots placed by GeoNames (CC BY 4.0); land: Natural Earth"
_A = (1.340264, -0.081106, 0.000893, 0.003796)


def projected(lon: object, lat: object) -> tuple[np.ndarray, np.ndarray]:
    """Equal Earth coordinates of degrees (Šavrič, Patterson & Jenny 2018): areas keep their proportions.

    >>> [round(float(v), 3) for v in projected(190, 0)]
    [2.707, 0.0]
    """
    lon, lat = np.radians(np.asarray(lon, float) - CENTRE), np.radians(np.asarray(lat, float))
    t = np.arcsin(np.sqrt(3) / 2 * np.sin(lat))
    slope = 9 * _A[3] * t**8 + 7 * _A[2] * t**6 + 3 * _A[1] * t**2 + _A[0]
    return 2 * np.sqrt(3) * lon * np.cos(t) / (3 * slope), _A[3] * t**9 + _A[2] * t**7 + _A[
        1
    ] * t**3 + _A[0] * t


@functools.lru_cache(maxsize=1)
def _land() -> Path:
    """The outline as one path: the shores and the seas inside them."""
    rings = pd.read_csv(schema.DATA / "land" / "outline.csv").groupby(
        ["polygon", "ring"], sort=False
    )
    paths = [
        Path(np.column_stack(projected(ring["lon"], ring["lat"])), closed=True) for _, ring in rings
    ]
    return Path.make_compound_path(*paths)


@chart
def dot_map(table, ax=None, *, source=None, title=None, size="page", value="count", top=24) -> Axes:
    """A dot for each row of a counts table with columns lon and lat, its area in proportion to the count.

    `value` is "count", "highlights" or "rate"; the first `top` rows are named, as far as their names find room.
    """
    for column in ("lon", "lat"):
        if column not in table.columns:
            raise ValueError(
                f"the map needs a column {column!r} in degrees; countries.places(counts) adds it"
            )
    counts = one(ranked(table, value), "dot_map")
    placed = counts[
        counts["lon"].notna() & counts["lat"].notna() & (counts[value] > 0)
    ].reset_index(drop=True)
    if placed.empty:
        return empty_chart(counts, ax, value, source, title, size)
    unit = titles.unit_of(placed)
    sheet = Sheet(ax, size)
    width, (bottom, north) = (
        2 * float(projected(CENTRE + 180, 0)[0]),
        projected([0, 0], [SOUTH, 84])[1],
    )
    sheet.ax.set(xlim=(-width / 2, width / 2), ylim=(bottom, north), xticks=[], yticks=[])
    sheet.ax.add_patch(
        PathPatch(_land(), facecolor="#dcdfe2", edgecolor="none", zorder=0, gid="land")
    )
    points = sheet.width / width  # points for each unit of the map
    east, up = projected((placed["lon"] - CENTRE + 180) % 360 + CENTRE - 180, placed["lat"])
    reach = sheet.width * 0.028
    radii = reach * np.sqrt(placed[value].to_numpy(float) / placed[value].max())
    for x, y, radius, (_, row) in zip(east, up, radii, placed.iterrows(), strict=True):
        said = (
            f"{row['label']}: {wording.number(row[value])} {wording.noun(unit, value, row[value])}"
        )
        (dot,) = sheet.ax.plot([x], [y], "o", markersize=2 * radius, markerfacecolor=style.ACCENT, alpha=0.8, clip_on=False,
            markeredgecolor="white", markeredgewidth=0.6)  # fmt: skip
        sheet.mark(dot, said)
    height = (north - bottom) * points
    centres = np.column_stack(((east + width / 2) * points, (up - bottom) * points))
    names = [
        f"{wording.short(label, 3, 24)} {wording.number(v)}"
        for label, v in zip(placed["label"], placed[value], strict=True)
    ]
    for row, x, y in _spots(sheet, names[:top], centres, radii, height):
        sheet.ax.annotate(names[row], (x, y), (0, 0), xycoords="axes points", textcoords="offset points",
            va="center", ha="left", fontsize=sheet.text * 0.9, color=style.INK)  # fmt: skip
    finding = titles.leading(counts, value)
    subtitle = (
        titles.counted(counts, value, title=title)
        + "; areas in proportion, named where there is room"
    )
    away = len(counts[counts[value] > 0]) - len(placed)
    subtitle += f"; {away} without a place on the map" if away else ""
    return sheet.finish(
        title=title or finding, subtitle=subtitle, source=". ".join(filter(None, (source_line(source), CREDIT))), room=Room(body=height),
        alt=titles.alt("World map with proportional dots, without borders", title or finding, subtitle,
            [titles.extremes(list(placed["label"]), list(placed[value]))]),
    )  # fmt: skip


def _spots(sheet, names, centres, radii, height) -> list[tuple[int, float, float]]:
    """Where names find room beside their dots, in falling order: row, left edge and middle in points."""
    high, taken, found = sheet.text * 1.15, [], []
    for row, name in enumerate(names):
        wide = style.extent(name, sheet.text * 0.9)[0]
        (x, y), r = centres[row], radii[row]
        for left, middle in _beside(x, y, r, wide, high):
            box = (left, middle - high / 2, left + wide, middle + high / 2)
            inside = box[0] >= 0 and box[2] <= sheet.width and box[1] >= 0 and box[3] <= height
            others = (
                (c, q) for i, (c, q) in enumerate(zip(centres, radii, strict=True)) if i != row
            )
            if (
                inside
                and not any(_meet(box, other) for other in taken)
                and not any(_on(box, *dot) for dot in others)
            ):
                taken.append(box)
                found.append((row, left, middle))
                break
    return found


def _beside(x: float, y: float, r: float, wide: float, high: float) -> list[tuple[float, float]]:
    """Left edge and middle of a name at the eight sides of its dot, the best to read first."""
    slant, up = r * 0.71 + 1, r * 0.71 + high / 2
    return [
        (x + r + 2, y), (x - r - 2 - wide, y), (x - wide / 2, y + r + high / 2), (x - wide / 2, y - r - high / 2),
        (x + slant, y + up), (x + slant, y - up), (x - slant - wide, y + up), (x - slant - wide, y - up),
    ]  # fmt: skip


def _on(box: tuple[float, ...], centre, radius: float) -> bool:
    """Whether a dot reaches under a box, or to within a point of it."""
    aside = max(box[0] - centre[0], 0, centre[0] - box[2])
    above = max(box[1] - centre[1], 0, centre[1] - box[3])
    return bool(aside**2 + above**2 < (radius + 1) ** 2)


def _meet(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
