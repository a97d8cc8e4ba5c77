"""Where the dots of a map and their names go: none on another, each as near to its place as it can.

All lengths are points, measured from the lower left corner of the map.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

# Between two dots: less looks like one dot at column width.
_APART = 0.8

# Rounds of pushing apart. A hundred dots in Europe, the worst case, come to rest in about 150.
_ROUNDS = 400

# Each round a dot goes back by this part of its distance from its place; more keeps it pressed
# against its neighbours and takes longer to come to rest.
_BACK = 0.02

# How far from its dot a name may be, in parts of the map's width, tried in this order, and in which
# directions (degrees). Right and left of the dot is read most easily; a name further away gets a
# line, and one further than the last distance would be searched for longer than a list is read.
_DISTANCES = (0.0, 0.014, 0.028, 0.045, 0.065, 0.09, 0.12)
_BESIDE = (0, 180, 90, 270, 45, 315, 135, 225)
_AROUND = tuple(range(0, 360, 15))

# Between a dot or the end of a line and a name.
_GAP = 2.0
# Between two lines.
_CLEAR = 1.5


class Name(NamedTuple):
    """A name on the map: its row, its box, and where the line to its dot ends, if it has one."""

    row: int
    left: float
    bottom: float
    right: float
    top: float
    line: tuple[float, float, float, float] | None


def separate(places: np.ndarray, radii: np.ndarray, width: float, height: float) -> np.ndarray:
    """Move dots apart so that none overlaps another, as near to their places as possible.

    The way of a circular cartogram (Dorling 1996): dots that overlap push each other, and each is
    drawn back to its place. The result depends on nothing but the arguments.

    Parameters
    ----------
    places : ndarray
        One row of x and y for each dot.
    radii : ndarray
        Their radii.
    width, height : float
        The size of the map, which no dot leaves.

    Returns
    -------
    ndarray
        One row of x and y for each dot.

    Examples
    --------
    >>> moved = separate(np.array([[50.0, 50], [52, 50]]), np.array([5.0, 5]), 100, 100)
    >>> bool(abs(moved[0] - moved[1]).max() > 10)
    True
    """
    at = np.array(places, dtype=float)
    needed = radii[:, None] + radii[None, :] + _APART
    np.fill_diagonal(needed, 0)
    lowest = radii[:, None]
    highest = np.array([width, height]) - radii[:, None]
    # Dots at exactly the same place have no direction to go: each gets one of its own, which turns
    # by the golden angle from dot to dot so that no two are alike.
    turn = np.arange(len(at)) * 2.39996
    aside = np.column_stack([np.cos(turn), np.sin(turn)]) * 1e-3
    at += aside
    for step in range(_ROUNDS):
        between = at[:, None, :] - at[None, :, :]
        distance = np.hypot(between[..., 0], between[..., 1])
        overlap = np.maximum(needed - distance, 0)
        if step and not overlap.any():
            break

        direction = between / np.maximum(distance, 1e-9)[..., None]
        pushes = direction * overlap[..., None]
        at += pushes.sum(axis=1) * 0.5
        if step < _ROUNDS // 2:
            at += (places - at) * _BACK
        at = np.clip(at, lowest, np.maximum(highest, lowest))
    return at


def names(
    sizes: list[tuple[float, float]],
    dots: np.ndarray,
    radii: np.ndarray,
    width: float,
    height: float,
) -> list[Name]:
    """Find room for the names of dots: next to the dot, else further away with a line to it.

    Parameters
    ----------
    sizes : list of tuple of float
        Width and height of each name, in the order in which they are placed.
    dots : ndarray
        The centres of the dots.
    radii : ndarray
        Their radii.
    width, height : float
        The size of the map, which no name leaves.

    Returns
    -------
    list of Name
        The names that found room. A name covers no dot, no other name and no line.
    """
    found: list[Name] = []
    # Lines as points a few points apart: a box is free of a line where it holds none of them.
    lines = np.empty((0, 2))
    for row, size in enumerate(sizes):
        name = _placed(row, size, dots, radii, found, lines, (width, height))
        if name is None:
            continue
        found.append(name)
        if name.line is not None:
            lines = np.vstack([lines, _along(name.line)])
    return found


def _placed(
    row: int,
    size: tuple[float, float],
    dots: np.ndarray,
    radii: np.ndarray,
    others: list[Name],
    lines: np.ndarray,
    canvas: tuple[float, float],
) -> Name | None:
    """The first place that is free, from near to far."""
    boxes = [(other.left, other.bottom, other.right, other.top) for other in others]
    taken = np.array(boxes).reshape(-1, 4)
    for distance in _DISTANCES:
        for angle in _AROUND if distance else _BESIDE:
            away = distance * canvas[0]
            name = _candidate(row, size, dots[row], radii[row], away, angle)
            if _is_free(name, row, dots, radii, taken, lines, canvas):
                return name
    return None


def _candidate(
    row: int,
    size: tuple[float, float],
    dot: np.ndarray,
    radius: float,
    distance: float,
    angle: float,
) -> Name:
    """A name in a direction from its dot and at a distance from its edge."""
    wide, high = size
    across = np.cos(np.radians(angle))
    up = np.sin(np.radians(angle))
    direction = np.array([across, up])
    edge = dot + direction * radius
    anchor = edge + direction * (distance + _GAP)
    # The box touches the anchor with its nearest side: its left side if it is right of the dot.
    x, y = anchor
    left = x - wide * (1 - across) / 2
    bottom = y - high * (1 - up) / 2
    line = None
    if distance:
        end = edge + direction * distance
        line = (*edge.tolist(), *end.tolist())
    return Name(row, left, bottom, left + wide, bottom + high, line)


def _is_free(
    name: Name,
    row: int,
    dots: np.ndarray,
    radii: np.ndarray,
    taken: np.ndarray,
    lines: np.ndarray,
    canvas: tuple[float, float],
) -> bool:
    """Whether a name and its line keep clear of the edge, of dots, of other names and lines."""
    width, height = canvas
    inside = name.left >= 0 and name.bottom >= 0 and name.right <= width and name.top <= height
    if not inside:
        return False

    left, bottom, right, top = taken.T
    meets_across = (left < name.right) & (name.left < right)
    meets_upwards = (bottom < name.top) & (name.bottom < top)
    if (meets_across & meets_upwards).any() or _holds(name, lines):
        return False

    x, y = dots.T
    aside = np.maximum(np.maximum(name.left - x, x - name.right), 0)
    above = np.maximum(np.maximum(name.bottom - y, y - name.top), 0)
    away = np.hypot(aside, above)
    near = away < radii + 1
    # The name of a dot may touch it, but not lie on it.
    near[row] = away[row] < radii[row]
    if near.any():
        return False
    if name.line is None:
        return True
    return _is_clear(_along(name.line), row, dots, radii, taken, lines)


def _is_clear(
    points: np.ndarray,
    row: int,
    dots: np.ndarray,
    radii: np.ndarray,
    taken: np.ndarray,
    lines: np.ndarray,
) -> bool:
    """Whether the points of a name's line keep clear of other dots, names and lines."""
    to_dots = _distances(points, dots)
    to_dots[:, row] = np.inf
    if (to_dots < radii + 0.5).any():
        return False
    if len(lines) and _distances(points, lines).min() < _CLEAR:
        return False

    x = points[:, :1]
    y = points[:, 1:]
    left, bottom, right, top = taken.T
    across = (x > left) & (x < right)
    upwards = (y > bottom) & (y < top)
    return not (across & upwards).any()


def _distances(points: np.ndarray, others: np.ndarray) -> np.ndarray:
    """How far each point is from each of the others."""
    between = points[:, None, :] - others[None, :, :]
    return np.hypot(between[..., 0], between[..., 1])


def _along(line: tuple[float, float, float, float]) -> np.ndarray:
    """Points along a line, about two points apart."""
    x0, y0, x1, y1 = line
    steps = max(2, int(np.hypot(x1 - x0, y1 - y0) / 2) + 1)
    return np.column_stack([np.linspace(x0, x1, steps), np.linspace(y0, y1, steps)])


def _holds(name: Name, points: np.ndarray) -> bool:
    """Whether a point is inside the box of a name."""
    x, y = points.T
    across = (x > name.left) & (x < name.right)
    upwards = (y > name.bottom) & (y < name.top)
    return bool((across & upwards).any())
