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
    words = [text for text in ax.texts if (text.get_gid() or "").startswith("mark")]
    sizes = np.array([text.get_fontsize() for text in words])
    same_number = len(words) == len(counts)
    if not same_number or not np.allclose(sizes / counts, sizes[0] / counts[0], rtol=1e-9):
        raise RuntimeError("the cloud's sizes are not proportional to the counts")
    if sizes.min() < LEGIBLE - 1e-9:
        raise RuntimeError(f"the cloud has a word of {sizes.min():.1f} points, under {LEGIBLE}")

    boxes = np.array([ink(text.get_text()) for text in words]) * sizes[:, None]
    boxes += np.array([text.get_position() * 2 for text in words])
    left, bottom, right, top = boxes.T
    if left.min() < 0 or right.max() > area[0] or top.max() > 0 or bottom.min() < -area[1]:
        raise RuntimeError("a word of the cloud leaves the plot")

    meet_across = (left[:, None] < right) & (left < right[:, None])
    meet_down = (bottom[:, None] < top) & (bottom < top[:, None])
    # Every word meets itself.
    if (meet_across & meet_down).sum() > len(words):
        raise RuntimeError("two words of the cloud overlap")
