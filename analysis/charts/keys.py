"""The key of a chart: entries one after the other, each a mark and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from analysis.charts import style

# The sheet itself places its key, so that neither module could be imported before the other.
if TYPE_CHECKING:
    from analysis.charts.sheet import Sheet


class Key(NamedTuple):
    """One entry of a key: its words, colour, hatching, and its shape: "square", a dot ("o") or a ring ("ring")."""

    label: str
    colour: str
    hatch: str = ""
    shape: str = "square"


Entry = tuple[Rectangle | Line2D, Text]


def swatch(sheet: Sheet, key: Key) -> Rectangle | Line2D:
    """Draw the mark of one entry of the key."""
    free = {"transform": sheet.figure.dpi_scale_trans, "clip_on": False, "gid": "key"}

    if key.shape == "square":
        fill = "white" if key.hatch else key.colour
        hatch = key.hatch or None
        box = Rectangle((0, 0), 1, 1, facecolor=fill, edgecolor=key.colour, hatch=hatch, **free)
        return sheet.ax.add_patch(box)

    fill = "white" if key.shape == "ring" else key.colour
    dot = Line2D(
        [0],
        [0],
        linestyle="",
        marker="o",
        markersize=sheet.text * 0.75,
        markerfacecolor=fill,
        markeredgecolor=key.colour,
        markeredgewidth=1.2,
        **free,
    )
    return sheet.ax.add_line(dot)


def place(sheet: Sheet, entries: list[Entry], left: float, top: float, right: float) -> float:
    """Put the entries of the key one after the other, on as many lines as they need, and return where they end."""
    points = sheet.text
    x = left
    side = points * 0.8
    step = points * 1.6
    room = right - left - side * 1.6

    for mark, text in entries:
        label = style.wrap(text.get_text(), room, points, lines=1)
        text.set_text(label)
        wide = side * 1.5 + style.width(label, points)
        if x > left and x + wide > right:
            x = left
            top -= step

        if isinstance(mark, Rectangle):
            bottom = top - side * 1.1
            mark.set_bounds(x / 72, bottom / 72, side / 72, side / 72)
        else:
            middle = top - side * 0.6
            mark.set_data([(x + side / 2) / 72], [middle / 72])
        after = x + side * 1.5
        text.set_position((after / 72, top / 72))
        x += wide + points * 1.5

    if entries:
        return top - step
    return top
