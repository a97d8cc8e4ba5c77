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
        at += (direction * overlap[..., None]).sum(axis=1) * 0.5
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
    taken = np.array([[o.left, o.bottom, o.right, o.top] for o in others]).reshape(-1, 4)
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
    across, up = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    edge = dot + np.array([across, up]) * radius
    anchor = edge + np.array([across, up]) * (distance + _GAP)
    # The box touches the anchor with its nearest side: its left side if it is right of the dot.
    left = anchor[0] - wide * (1 - across) / 2
    bottom = anchor[1] - high * (1 - up) / 2
    line = None
    if distance:
        end = edge + np.array([across, up]) * distance
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
    if name.left < 0 or name.bottom < 0 or name.right > width or name.top > height:
        return False
    meets = (taken[:, 0] < name.right) & (name.left < taken[:, 2])
    meets &= (taken[:, 1] < name.top) & (name.bottom < taken[:, 3])
    if meets.any() or _holds(name, lines):
        return False

    aside = np.maximum(np.maximum(name.left - dots[:, 0], dots[:, 0] - name.right), 0)
    above = np.maximum(np.maximum(name.bottom - dots[:, 1], dots[:, 1] - name.top), 0)
    near = np.hypot(aside, above) < radii + 1
    # The name of a dot may touch it, but not lie on it.
    near[row] = np.hypot(aside[row], above[row]) < radii[row]
    if near.any():
        return False
    if name.line is None:
        return True

    points = _along(name.line)
    to_dots = np.hypot(*(points[:, None, :] - dots[None, :, :]).transpose(2, 0, 1))
    to_dots[:, row] = np.inf
    if (to_dots < radii + 0.5).any():
        return False
    if len(lines):
        to_lines = np.hypot(*(points[:, None, :] - lines[None, :, :]).transpose(2, 0, 1))
        if to_lines.min() < _CLEAR:
            return False
    inside = (points[:, None, 0] > taken[:, 0]) & (points[:, None, 0] < taken[:, 2])
    inside &= (points[:, None, 1] > taken[:, 1]) & (points[:, None, 1] < taken[:, 3])
    return not inside.any()


def _along(line: tuple[float, float, float, float]) -> np.ndarray:
    """Points along a line, about two points apart."""
    x0, y0, x1, y1 = line
    steps = max(2, int(np.hypot(x1 - x0, y1 - y0) / 2) + 1)
    return np.column_stack([np.linspace(x0, x1, steps), np.linspace(y0, y1, steps)])


def _holds(name: Name, points: np.ndarray) -> bool:
    """Whether a point is inside the box of a name."""
    x, y = points[:, 0], points[:, 1]
    inside = (x > name.left) & (x < name.right) & (y > name.bottom) & (y < name.top)
    return bool(inside.any())
