"""The map: areas, dots moved apart, names, and the part of the world that is shown."""

import numpy as np
import pandas as pd
import pytest

from analysis import charts, schema
from analysis.charts import style
from analysis.charts.map_layout import names, separate
from analysis.charts.projection import projected
from tests.chart_cases import counts, many
from tests.drawn import said, shapes, texts

PLACES = {
    "Russia": (37.6, 55.8),
    "Italy": (12.5, 41.9),
    "France": (2.4, 48.9),
    "Belgium": (4.4, 50.8),
    "United States": (-77.0, 38.9),
    "Kazakhstan": (71.4, 51.2),
}


def placed(**values):
    table = counts([(label.replace("_", " "), n, n, 1) for label, n in values.items()])
    lon, lat = zip(*(PLACES[label] for label in table["label"]), strict=True)
    return table.assign(lon=lon, lat=lat)


def test_dot_map_areas_are_in_proportion():
    sizes = [
        dot.get_markersize() for dot in shapes(charts.dot_map(placed(Russia=16, Italy=4)), "lines")
    ]
    assert sizes[0] / sizes[1] == pytest.approx(2)


@pytest.mark.parametrize("size", style.SIZES)
def test_dot_map_dots_do_not_overlap(size):
    ax = charts.dot_map(placed(Russia=9, France=9, Belgium=9, Italy=9), size=size)
    dots = shapes(ax, "lines")
    at = np.array([ax.transData.transform(dot.get_xydata()[0]) for dot in dots])
    radii = np.array([dot.get_markersize() for dot in dots]) / 2 * ax.figure.dpi / 72
    assert len(dots) == 4
    for i in range(len(dots)):
        others = np.arange(len(dots)) != i
        distance = np.hypot(*(at - at[i]).T)
        assert (distance[others] >= (radii + radii[i])[others] - 0.5).all()


def test_dot_map_many_dots_in_one_part_of_the_world_are_smaller():
    few = charts.dot_map(placed(Russia=9, Italy=9))
    names = [f"Row {i}" for i in range(20)]
    crowded = counts([(name, 9, 9, 1) for name in names])
    crowded = crowded.assign(lon=[i % 5 for i in range(20)], lat=[45 + i // 5 for i in range(20)])
    many = charts.dot_map(pd.concat([crowded, placed(Kazakhstan=1)], ignore_index=True))
    sizes = [shapes(ax, "lines")[0].get_markersize() for ax in (few, many)]
    assert sizes[1] < sizes[0]


def test_dot_map_says_where_dots_are():
    assert said(charts.dot_map(placed(Russia=16, Italy=4)))[1].endswith(
        "; areas in proportion; a country’s dot is at its capital"
    )
    assert (
        "moved aside where dots would overlap"
        in said(charts.dot_map(placed(France=9, Belgium=9)))[1]
    )


def test_dot_map_names_or_lists_every_dot():
    rng = np.random.default_rng(0)
    table = many(60).assign(label=[f"Country {i}" for i in range(60)])
    table = table.assign(lon=rng.uniform(0, 20, 60), lat=rng.uniform(40, 55, 60))
    ax = charts.dot_map(table, size="column")
    written = " ".join(texts(ax))
    assert "Not named on the map: " in written
    assert all(
        f"{label} {count}" in written
        for label, count in zip(table["label"], table["count"], strict=True)
    )


def test_dot_map_shows_the_part_of_the_world_that_is_needed():
    world = 2 * float(projected(190, 0)[0])
    for table, widest in (
        (placed(France=2, Italy=1), 0.5),
        (placed(United_States=2, Kazakhstan=1), 1.0),
    ):
        ax = charts.dot_map(table)
        low, high = ax.get_xlim()
        assert high - low <= widest * world + 1e-9
        east, _ = projected(table["lon"], table["lat"])
        assert low < east.min()
        assert east.max() < high


def test_dot_map_cuts_at_top():
    ax = charts.dot_map(placed(Russia=3, Italy=2, France=1), top=2)
    assert len(shapes(ax, "lines")) == 2
    assert said(ax)[1].endswith("; the first 2 of 3 shown")


def test_dot_map_counts_what_has_no_place():
    table = placed(Russia=3, Italy=2).assign(lon=[37.6, np.nan])
    assert said(charts.dot_map(table))[1].endswith("; 1 without a place on the map")


def test_dot_map_without_coordinates_says_what_is_missing():
    with pytest.raises(ValueError, match=r"'lon'.*countries\.places"):
        charts.dot_map(many(1))


def test_land_is_one_outline_without_stripes():
    outline = pd.read_csv(schema.DATA / "land" / "outline.csv")
    jumps = outline.groupby(["polygon", "ring"])["lon"].apply(lambda lon: lon.diff().abs().max())
    # Polygon 7 is Antarctica, closed along the pole.
    assert jumps.drop(index=7, level="polygon").max() < 20
    ends = outline.groupby(["polygon", "ring"])[["lon", "lat"]].agg(["first", "last"])
    assert (ends.xs("first", axis=1, level=1) == ends.xs("last", axis=1, level=1)).all().all()
    assert np.isfinite(projected(outline["lon"], outline["lat"])).all()


def test_separate_keeps_dots_that_do_not_overlap():
    places = np.array([[20.0, 20], [80, 80]])
    assert separate(places, np.array([5.0, 5]), 100, 100) == pytest.approx(places, abs=0.01)


def test_separate_moves_dots_at_one_place_apart():
    moved = separate(np.full((12, 2), 50.0), np.full(12, 4.0), 100, 100)
    distance = np.hypot(*(moved[:, None] - moved[None]).transpose(2, 0, 1))
    np.fill_diagonal(distance, np.inf)
    assert distance.min() >= 8
    assert moved.min() >= 4
    assert moved.max() <= 96


def test_names_cover_no_dot_and_no_other_name():
    rng = np.random.default_rng(2)
    dots, radii = rng.uniform(10, 290, (25, 2)), np.full(25, 4.0)
    found = names([(40.0, 9.0)] * 25, dots, radii, 300, 300)
    assert len(found) > 10
    for i, one in enumerate(found):
        assert min(one.left, one.bottom) >= 0
        assert max(one.right, one.top) <= 300
        aside = np.maximum(np.maximum(one.left - dots[:, 0], dots[:, 0] - one.right), 0)
        above = np.maximum(np.maximum(one.bottom - dots[:, 1], dots[:, 1] - one.top), 0)
        assert (np.hypot(aside, above) >= 4 - 1e-9).all()
        for other in found[:i]:
            apart = one.left >= other.right or other.left >= one.right
            assert apart or one.bottom >= other.top or other.bottom >= one.top
