"""Where the words of a cloud stand: the largest size at which all of them fit, none on another.

Everything is measured in widths of the canvas, so that the same words on a canvas of the same shape stand the same,
however large it is printed. The search for a free place is that of the library wordcloud.
"""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import TextPath
from wordcloud.query_integral_image import query_integral_image

from analysis.charts import style

CELLS = 480  # across the canvas
ASIDE, ABOVE = 0.2, 0.11  # of a word's size, kept free at its sides, above and below
STEP = 1 / 1.01  # from one size that is tried to the next


class Layout(NamedTuple):
    """A layout: the size of one count in canvas widths, and where each word's baseline begins, from the upper left."""

    scale: float
    places: list[tuple[float, float]]


def ink(label: str) -> tuple[float, float, float, float]:
    """What a word covers at size 1, from the beginning of its baseline: left, bottom, right, top."""
    return _ink(label, tuple(style.fonts()))


@lru_cache(maxsize=1 << 14)
def _ink(label: str, family: tuple[str, ...]) -> tuple[float, float, float, float]:
    with style.context():
        path = TextPath((0, 0), label, size=100, prop=FontProperties(family=list(family)))
    points = (
        path.vertices[path.codes != Path.CLOSEPOLY] / 100
        if len(path.vertices)
        else np.array([[0.0, 0.0], [0.3, 0.3]])
    )
    return *points.min(axis=0).tolist(), *points.max(axis=0).tolist()


class Canvas:
    """A canvas of a shape (height by width), some of it blocked by a mask, and the words that it has to hold."""

    def __init__(
        self,
        labels: Sequence[str],
        counts: Sequence[int],
        aspect: float,
        *,
        mask=None,
        seed: int = 0,
    ):
        self.counts = np.asarray(counts, dtype=float)
        self.boxes = np.array([ink(label) for label in labels]).reshape(-1, 4)
        self.shape = (max(1, int(CELLS * aspect)), CELLS)
        self.blocked = _blocked(mask, self.shape)
        self.seed = seed

    def shown(self, least: float) -> int:
        """How many words, the most frequent first, fit where none is smaller than `least` (in canvas widths).

        Equal counts stay or go together, unless those of the first count alone are too many.
        """
        cuts = (np.flatnonzero(np.append(self.counts[1:] != self.counts[:-1], True)) + 1).tolist()
        if not self._legible(cuts[0], least):
            cuts = list(range(1, cuts[0]))
        return [0, *cuts][bisect_left(cuts, True, key=lambda n: not self._legible(n, least))]

    def largest(self, n: int, least: float) -> Layout:
        """The first n words, as many as are `shown`, at the largest size that the search finds.

        The sizes tried depend on the words alone, so that the same words stand the same wherever they are drawn.
        """
        bound, failed, fits = self._bound(n), 0, 32
        best = self.place(n, bound * STEP**fits)
        while best is None and fits < 4096:
            failed, fits = fits, fits * 2
            best = self.place(n, bound * STEP**fits)
        while fits - failed > 1:
            middle = (fits + failed) // 2
            found = self.place(n, bound * STEP**middle)
            failed, fits, best = (failed, middle, found) if found else (middle, fits, best)
        if best is None or best.scale * self.counts[n - 1] < least:
            return self.place(n, least / self.counts[n - 1])
        return best

    def place(self, n: int, scale: float) -> Layout | None:
        """The first n words at a scale, or nothing as soon as one of them finds no place."""
        size = self.counts[:n] * scale
        left, bottom, right, top = self.boxes[:n].T * size
        aside, above = ASIDE * size, ABOVE * size
        rows = np.ceil((top - bottom + 2 * above) * CELLS).astype(int)
        columns = np.ceil((right - left + 2 * aside) * CELLS).astype(int)
        if (rows > self.shape[0]).any() or (columns > self.shape[1]).any():
            return None
        if (rows * columns).sum() > (~self.blocked).sum():
            return None
        corners = _corners(rows.tolist(), columns.tolist(), self.blocked, self.seed)
        if corners is None:
            return None
        row, column = np.array(corners).T / CELLS
        return Layout(
            scale,
            list(zip((column + aside - left).tolist(), (row + above + top).tolist(), strict=True)),
        )

    def _legible(self, n: int, least: float) -> bool:
        return self.place(n, least / self.counts[n - 1]) is not None

    def _bound(self, n: int) -> float:
        """A scale at which the words no longer fit: they would cover the whole canvas, or one would be too long."""
        count = self.counts[:n]
        wide = (self.boxes[:n, 2] - self.boxes[:n, 0] + 2 * ASIDE) * count
        high = (self.boxes[:n, 3] - self.boxes[:n, 1] + 2 * ABOVE) * count
        area = (~self.blocked).sum() / CELLS**2
        return float(
            min(
                (area / (wide * high).sum()) ** 0.5,
                1 / wide.max(),
                self.shape[0] / CELLS / high.max(),
            )
        )


class _Chance(random.Random):
    """Chance as the search asks for it: it draws from 0 to the number of places, but counts them from 1."""

    def randint(self, a: int, b: int) -> int:
        return super().randint(max(a, 1), b)


def _corners(
    rows: list[int], columns: list[int], blocked: np.ndarray, seed: int
) -> list[tuple[int, int]] | None:
    """Upper left cells of boxes that overlap neither each other nor what is blocked, each taken at random in turn."""
    chance = _Chance(seed)
    taken = np.zeros(
        (blocked.shape[0] + 1, blocked.shape[1] + 1), dtype=np.uint32
    )  # how much lies above and left
    taken[1:, 1:] = np.cumsum(np.cumsum(blocked, axis=0), axis=1)
    found = []
    for high, wide in zip(rows, columns, strict=True):
        corner = query_integral_image(taken, high, wide, chance)
        if corner is None:
            return None
        row, column = corner
        down = np.minimum(np.arange(1, taken.shape[0] - row, dtype=np.uint32), high)
        across = np.minimum(np.arange(1, taken.shape[1] - column, dtype=np.uint32), wide)
        taken[row + 1 :, column + 1 :] += np.outer(down, across)
        found.append((row, column))
    return found


def _blocked(mask, shape: tuple[int, int]) -> np.ndarray:
    """The cells where no word may stand; a mask is stretched over the canvas."""
    rows, columns = shape
    if mask is None:
        return np.zeros(shape, dtype=bool)
    if isinstance(mask, str) and mask == "ellipse":
        y, x = np.ogrid[-1 : 1 : rows * 1j, -1 : 1 : columns * 1j]
        return x**2 + y**2 > 1
    free = np.asarray(mask) if not isinstance(mask, str) else np.empty(0)
    if free.ndim != 2 or not free.astype(bool).any():
        raise ValueError(
            f'mask is "ellipse" or a table of two dimensions that is not 0 where words may stand; this is {mask!r}'
        )
    pick = np.ix_(
        np.arange(rows) * free.shape[0] // rows, np.arange(columns) * free.shape[1] // columns
    )
    return ~free.astype(bool)[pick]
