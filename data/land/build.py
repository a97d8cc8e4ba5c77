"""Make outline.csv from land-110m.json of the npm package world-atlas 2.0.2 (Natural Earth 1:110m land, public domain).

npm pack world-atlas@2.0.2 && tar -xzf world-atlas-2.0.2.tgz
python data/land/build.py package/land-110m.json
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

SHA256 = "ead5f68119c49a9250902e7da303bcb209341bbb8fefe7369a439b48b704658a"
CENTRE = 10  # the map's middle: its edge then runs through the Bering Strait and cuts no land
Point = tuple[float, float]


def arcs(topology: dict) -> list[list[Point]]:
    """The arcs in degrees: their points are written as steps on a grid."""
    (scale_x, scale_y), (x, y) = topology["transform"]["scale"], topology["transform"]["translate"]
    return [
        [
            (east * scale_x + x, north * scale_y + y)
            for east, north in accumulate(arc, lambda a, b: [a[0] + b[0], a[1] + b[1]])
        ]
        for arc in topology["arcs"]
    ]


def rings(topology: dict) -> Iterator[tuple[int, int, list[Point]]]:
    """Every ring: the polygon's number, the ring's number in it (0 the shore, then lakes and seas inside), its points."""
    known = arcs(topology)
    polygons = [p for g in topology["objects"]["land"]["geometries"] for p in g["arcs"]]
    for number, polygon in enumerate(polygons):
        for inside, ring in enumerate(polygon):
            points: list[Point] = []
            for arc in ring:  # a negative number is the arc read backwards
                points += (known[arc] if arc >= 0 else known[~arc][::-1])[1 if points else 0 :]
            yield number, inside, unwrapped(points)


def unwrapped(points: list[Point]) -> list[Point]:
    """The ring in one piece, on the map's side of the world; one around the pole is closed along the pole."""
    done = [points[0]]
    for lon, lat in points[1:]:
        done.append((lon - 360 * round((lon - done[-1][0]) / 360), lat))
    if abs(done[-1][0] - done[0][0]) > 180:
        done += [(done[-1][0], -90.0), (done[0][0], -90.0), done[0]]
    middle = (min(lon for lon, _ in done) + max(lon for lon, _ in done)) / 2
    turn = 360 * round((CENTRE - middle) / 360)
    return [(lon + turn, lat) for lon, lat in done]


def main(source: Path) -> None:
    """Write outline.csv beside this file."""
    data = source.read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA256:
        sys.exit(f"{source} is not the land-110m.json of world-atlas 2.0.2: its SHA-256 differs")
    with Path(__file__).with_name("outline.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("polygon", "ring", "lon", "lat"))
        for polygon, ring, points in rings(json.loads(data)):
            out.writerows((polygon, ring, f"{lon:.2f}", f"{lat:.2f}") for lon, lat in points)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
