"""Whether a cloud that was drawn says what was counted."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from analysis.charts.cloud_layout import ink

# Points: smaller type is not read in print.
LEGIBLE = 6.0


def faithful(ax: Axes, counts: Sequence[int], area: tuple[float, float]) -> None:
    """Read a drawn cloud back from its Axes and compare it with the counts.

    Parameters
    ----------
    ax : Axes
        The Axes that `cloud` returned.
    counts : sequence of int
        The counts of the words drawn, in their order.
    area : tuple of float
        Width and height of the words' area in points.

    Raises
    ------
    RuntimeError
        If a size is not proportional to its count or under 6 points, or if a word leaves the area
        or overlaps another.
    """
    sizes = []
    inks = []
    places = []
    for text in ax.texts:
        # Other texts are the labels and values of the dots.
        if (text.get_gid() or "").startswith("mark"):
            sizes.append(float(text.get_fontsize()))
            inks.append(ink(text.get_text()))
            places.append(text.get_position())

    if len(sizes) != len(counts):
        raise RuntimeError("the cloud's words are not those that were counted")
    of_one = np.array(sizes) / counts
    if not np.allclose(of_one, of_one[0], rtol=1e-9):
        raise RuntimeError("the cloud's sizes are not proportional to the counts")
    smallest = min(sizes)
    if smallest < LEGIBLE - 1e-9:
        raise RuntimeError(f"the cloud has a word of {smallest:.1f} points, under {LEGIBLE}")

    x, y = np.array(places).T
    left, bottom, right, top = np.array(inks).T * sizes
    left += x
    right += x
    bottom += y
    top += y
    width, height = area
    inside_across = left.min() >= 0 and right.max() <= width
    inside_down = top.max() <= 0 and bottom.min() >= -height
    if not inside_across or not inside_down:
        raise RuntimeError("a word of the cloud leaves the plot")

    begins_before_end = left[:, None] < right
    begins_above_end = bottom[:, None] < top
    meet_across = begins_before_end & begins_before_end.T
    meet_down = begins_above_end & begins_above_end.T
    # Every word meets itself.
    if (meet_across & meet_down).sum() > len(sizes):
        raise RuntimeError("two words of the cloud overlap")
