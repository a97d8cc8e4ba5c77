"""Where the words of a cloud go: the largest size at which all of them fit without overlapping.

Everything is measured in widths of the canvas, so that the same words on a canvas of the same
shape get the same layout, however large it is printed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import TextPath

from analysis.charts import style

# Cells across the canvas. At 400, rounding a word's box up to whole cells costs about 1 % of the
# size; a finer grid takes longer to search and gains less than that.
CELLS = 400

# Kept free around a word, as parts of its size: less above and below than at the sides, because
# two words on one line are read as one phrase sooner than two words on two lines.
ASIDE = 0.20
ABOVE = 0.11

# From one size that is tried to the next: steps of 1 % are too small to be seen.
STEP = 1 / 1.01

# Steps of 1 % down to a hundred-thousandth of the size that fills the canvas: nothing legible is
# smaller, so a search that gets there has no solution.
SMALLEST = 1200


class Box(NamedTuple):
    """What a word covers at size 1, measured from the beginning of its baseline."""

    left: float
    bottom: float
    right: float
    top: float


class Layout(NamedTuple):
    """A layout of words.

    `scale` is the size of one count in canvas widths; `baselines` says where each word's baseline
    begins, measured from the upper left corner in canvas widths.
    """

    scale: float
    baselines: list[tuple[float, float]]


def ink(label: str) -> Box:
    """What the letters of a label cover, in the font that the charts use."""
    return _ink(label, tuple(style.fonts()))


@lru_cache(maxsize=1 << 14)
def _ink(label: str, family: tuple[str, ...]) -> Box:
    with style.context():
        font = FontProperties(family=list(family))
        # Size 100, because outlines at size 1 are rounded to coarse steps.
        path = TextPath((0, 0), label, size=100, prop=font)
    if not len(path.vertices):
        # A label without any ink (spaces only) still takes the place of one letter.
        return Box(0.0, 0.0, 0.3, 0.3)
    # The vertex of a CLOSEPOLY code is not a point of the outline.
    points = path.vertices[path.codes != Path.CLOSEPOLY] / 100
    left, bottom = points.min(axis=0).tolist()
    right, top = points.max(axis=0).tolist()
    return Box(left, bottom, right, top)


class Canvas:
    """A canvas of a shape (height by width) and the words, most frequent first, that it holds."""

    def __init__(self, labels: Sequence[str], counts: Sequence[int], aspect: float):
        self.counts = np.asarray(counts, dtype=float)
        self.boxes = np.array([ink(label) for label in labels]).reshape(-1, 4)
        self.shape = (max(1, int(CELLS * aspect)), CELLS)

    def shown(self, least: float) -> int:
        """How many words, the most frequent first, fit at a legible size.

        Parameters
        ----------
        least : float
            The smallest legible size, in canvas widths.

        Returns
        -------
        int
            The number of words. Equal counts are shown or left out together, unless the words of
            the highest count alone are too many.
        """
        ends_of_ties = np.flatnonzero(np.append(self.counts[1:] != self.counts[:-1], True)) + 1
        cuts = ends_of_ties.tolist()
        if not self._legible(cuts[0], least):
            cuts = list(range(1, cuts[0]))
        first_that_fails = bisect_left(cuts, True, key=lambda n: not self._legible(n, least))
        return [0, *cuts][first_that_fails]

    def largest(self, n: int, least: float) -> Layout:
        """The first `n` words, as many as are `shown`, at the largest size that the search finds.

        The sizes that are tried depend on the words alone, so that the same words get the same
        layout wherever they are drawn.
        """
        bound = self._bound(n)
        failed = 0
        fits = 32
        best = self.place(n, bound * STEP**fits)
        while best is None and fits < SMALLEST:
            failed = fits
            fits = fits * 2
            best = self.place(n, bound * STEP**fits)
        while fits - failed > 1:
            middle = (fits + failed) // 2
            found = self.place(n, bound * STEP**middle)
            if found is None:
                failed = middle
            else:
                fits = middle
                best = found
        if best is None or best.scale * self.counts[n - 1] < least:
            return self.place(n, least / self.counts[n - 1])
        return best

    def place(self, n: int, scale: float) -> Layout | None:
        """The first `n` words at a scale, or None as soon as one of them finds no place."""
        size = self.counts[:n] * scale
        left, bottom, right, top = self.boxes[:n].T * size
        aside = ASIDE * size
        above = ABOVE * size
        high = top - bottom + 2 * above
        wide = right - left + 2 * aside
        rows = np.ceil(high * CELLS).astype(int)
        columns = np.ceil(wide * CELLS).astype(int)

        most_rows, most_columns = self.shape
        too_large = (rows > most_rows).any() or (columns > most_columns).any()
        if too_large or (rows * columns).sum() > most_rows * most_columns:
            return None

        corners = _corners(rows.tolist(), columns.tolist(), self.shape)
        if corners is None:
            return None

        row, column = np.array(corners).T / CELLS
        x = column + aside - left
        y = row + above + top
        return Layout(scale, list(zip(x.tolist(), y.tolist(), strict=True)))

    def _legible(self, n: int, least: float) -> bool:
        return self.place(n, least / self.counts[n - 1]) is not None

    def _bound(self, n: int) -> float:
        """A scale at which the words no longer fit."""
        counts = self.counts[:n]
        left, bottom, right, top = self.boxes[:n].T
        wide = (right - left + 2 * ASIDE) * counts
        high = (top - bottom + 2 * ABOVE) * counts
        aspect = self.shape[0] / CELLS
        covers_everything = (aspect / (wide * high).sum()) ** 0.5
        fills_the_width = 1 / wide.max()
        fills_the_height = aspect / high.max()
        return float(min(covers_everything, fills_the_width, fills_the_height))


def _corners(
    rows: list[int], columns: list[int], shape: tuple[int, int]
) -> list[tuple[int, int]] | None:
    """Upper left cells of boxes that do not overlap, each as near to the middle as it finds room.

    None as soon as a box finds no room. The largest word comes first and so gets the middle.
    """
    # Here, since it takes a tenth of a second to import and only clouds need it.
    from wordcloud.wordcloud import IntegralOccupancyMap

    height, width = shape
    grid = np.zeros(shape, dtype=np.uint32)
    occupancy = IntegralOccupancyMap(height, width, None)
    # Distances are relative to the shape: rings around the middle are as oblong as the canvas.
    from_middle_down = ((np.arange(2 * height + 1) - height) / height) ** 2
    from_middle_across = ((np.arange(2 * width + 1) - width) / width) ** 2

    # Each cell of the integral image holds the number of taken cells above and to the left of it,
    # here without its own row and column: four look-ups count the taken cells of a box of any size.
    taken = np.zeros((height + 1, width + 1), dtype=np.uint32)

    found = []
    for high, wide in zip(rows, columns, strict=True):
        inside = taken[high:, wide:] - taken[:-high, wide:]
        inside -= taken[high:, :-wide]
        inside += taken[:-high, :-wide]
        # Twice the middle of the box, in cells, is an index into the tables of distances.
        down = from_middle_down[high : 2 * height - high + 1 : 2]
        across = from_middle_across[wide : 2 * width - wide + 1 : 2]
        distance = np.where(inside == 0, down[:, None] + across, np.inf)
        # The occupancy map would take a free place at random; the nearest one makes a rounder cloud
        # and the same one every time.
        row, column = divmod(int(distance.argmin()), distance.shape[1])
        if np.isinf(distance[row, column]):
            return None

        grid[row : row + high, column : column + wide] = 1
        occupancy.update(grid, row, column)
        taken[1:, 1:] = occupancy.integral
        found.append((row, column))
    return found
