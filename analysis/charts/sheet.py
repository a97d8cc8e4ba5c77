"""The sheet that every chart is drawn on: title, subtitle, key, plot and source line, placed so that none covers another.

A chart function is decorated with `record.chart`, opens a `Sheet`, draws its marks into `sheet.ax` and ends with
`return sheet.finish(...)`. Lengths are points, measured with the renderer before anything is placed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from analysis.charts import keys, style
from analysis.charts.keys import Key
from analysis.charts.record import Record, records
from analysis.charts.source import Source, source_line

__all__ = [
    "Key",
    "Page",
    "Record",
    "Room",
    "Sheet",
    "Source",
    "empty_sheet",
    "records",
    "source_line",
]

# A plot of few rows is made at most this much taller than its rows need, else bars become blocks.
STRETCH = 1.9


class Room(NamedTuple):
    """The points that a chart needs around its plot for labels, and the height of the plot itself.

    `least` is the height down to which the plot may shrink where the figure would be taller than
    its size allows; 0 where it may not.
    """

    left: float = 0
    right: float = 0
    top: float = 0
    bottom: float = 0
    body: float = 100
    least: float = 0


PLAIN = Room()


class Page(Figure):
    """The figure of one sheet, which it arranges again at every draw, so that a changed title covers nothing.

    `touched` says whether anything on it was changed, or it was drawn, since its chart function returned it.
    """

    def __init__(self, sheet: Sheet, **how: object):
        super().__init__(**how)
        self.sheet = sheet
        self.stale_callback = _touch

    def draw(self, renderer: RendererBase) -> None:
        """Draw it in the house style, whoever asks, every text in its place."""
        with style.context():
            self.sheet.arrange()
            super().draw(renderer)


def _touch(page: Page, _: bool) -> None:
    page.touched = True


class Sheet:
    """The part of a figure that one chart fills: a new figure of a named size, or the Axes it is given.

    Parameters
    ----------
    ax : Axes or None
        The Axes to fill; None makes a figure.
    size : str
        "column" (88 mm), "page" or "slide".

    Attributes
    ----------
    ax : Axes
        What is drawn into.
    text : float
        The text size in points.
    width : float
        The usable width in points.
    """

    def __init__(self, ax: Axes | None, size: str):
        self.size = style.size(size)
        self.text = self.size.text
        self.own = ax is None
        self.margin = self.text * 1.4 if self.own else 0.0

        if ax is None:
            ax = self._new_axes()
            self.box = None
        else:
            self.box = self._extent(ax)

        figure = ax.get_figure(root=True)
        if not hasattr(figure, "charts"):
            figure.charts = []
        ax.spines[:].set_visible(False)
        ax.tick_params(length=0, pad=self.text * 0.5, labelsize=self.text)

        self.ax = ax
        self.figure = figure
        self.marks: dict[str, str] = {}
        self._prefix = f"mark{len(figure.charts)}"

    def _new_axes(self) -> Axes:
        """Make a figure that does not belong to pyplot; `finish` sets its height and the place of its Axes."""
        size = (self.size.width, max(self.size.height, 2.0))
        figure = Page(self, figsize=size, dpi=self.size.dpi)
        FigureCanvasAgg(figure)
        return figure.add_axes((0.1, 0.1, 0.8, 0.8))

    @staticmethod
    def _extent(ax: Axes) -> tuple[float, float, float, float]:
        """Return where given Axes are, in points."""
        pixels = ax.get_window_extent()
        points = 72 / ax.get_figure(root=True).dpi
        return tuple(edge * points for edge in pixels.extents)

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of the usable part, in points."""
        if self.box is not None:
            return self.box
        width, height = (72 * inches for inches in self.figure.get_size_inches())
        return self.margin, self.margin, width - self.margin, height - self.margin

    @property
    def width(self) -> float:
        """The usable width in points."""
        left, _, right, _ = self.edges
        return right - left

    def mark(self, artist: Artist, label: str) -> Artist:
        """Name a mark by its label and value, which become its tooltip in the SVG, and return it."""
        artist.set_gid(f"{self._prefix}-{len(self.marks)}")
        self.marks[artist.get_gid()] = " ".join(label.split())
        return artist

    def finish(
        self,
        *,
        title: str,
        subtitle: str,
        alt: str,
        source: Source = None,
        room: Room = PLAIN,
        key: Sequence[Key] = (),
    ) -> Axes:
        """Write title, subtitle, key and source line around the plot, and make the figure as tall as they need.

        Parameters
        ----------
        title, subtitle, alt : str
            The finding, what was counted, and the alt text.
        source : DataFrame, mapping or str, optional
            The documents, or the source line itself.
        room : Room
            The points that the plot and its labels need.
        key : sequence of Key
            The entries of the key, in their order.

        Returns
        -------
        Axes
            The Axes drawn into.
        """
        note = source_line(source)
        self._warn_of_glyphs(title, subtitle, note)
        self._write(title, subtitle, note, key)
        self._room = room

        if self.own:
            self._set_height(room)
        self.arrange()

        record = Record(self.ax, title, subtitle, note, alt, self.marks)
        self.figure.charts.append(record)
        return self.ax

    def _warn_of_glyphs(self, *texts: str) -> None:
        """Warn once of all characters that no font here has."""
        drawn = self.ax.findobj(match=lambda artist: hasattr(artist, "get_text"))
        style.lacking([*texts, *(text.get_text() for text in drawn)])

    def _write(self, title: str, subtitle: str, note: str, key: Sequence[Key]) -> None:
        """Create the texts around the plot; `arrange` puts them where they belong."""
        free = {
            "transform": self.figure.dpi_scale_trans,
            "clip_on": False,
            "ha": "left",
            "va": "top",
        }
        quiet = free | {"color": style.MUTED}

        self.ax.set_title(title, y=0, fontsize=self.text * 1.3, fontweight="bold", color=style.INK)
        self._subtitle = self.ax.text(0, 0, subtitle, fontsize=self.text, gid="subtitle", **quiet)
        # At column width the text is 7 points, and nothing may be smaller than 6.
        small = max(6.0, self.text * 0.86)
        self._note = self.ax.text(0, 0, note, fontsize=small, gid="source", **quiet)

        self._key = []
        for entry in key:
            label = self.ax.text(0, 0, entry.label, fontsize=self.text, color=style.INK, **free)
            self._key.append((keys.swatch(self, entry), label))

    def _set_height(self, room: Room) -> None:
        """Make the figure as tall as its texts and its plot need."""
        used = self._used()
        needed = (used + room.body) / 72
        # The rows of a plot come closer to each other before a figure is taller than a page or a screen.
        closest = room.body
        if room.least:
            closest = min(room.least, room.body)
        least = (used + closest) / 72
        height = max(self.size.height, min(needed, self.size.tallest), least)
        self.figure.set_size_inches(self.size.width, height)

    @property
    def fitting(self) -> float:
        """The part of the plot that has room where the figure is too tall, 1 where all of it has."""
        _, height = self.figure.get_size_inches()
        # A thousandth of an inch is what adding up leaves.
        if not self.own or height <= self.size.tallest + 0.001:
            return 1.0
        used = self._used()
        return max(0.0, (self.size.tallest * 72 - used) / (height * 72 - used))

    def arrange(self) -> None:
        """Lay out the texts and give the remaining space to the plot."""
        left, bottom, right, top = self.edges
        self._used(place=True)
        room = self._room

        floor = bottom + self._below + room.bottom
        ceiling = top - self._above - room.top
        height = ceiling - floor
        if self.own:
            height = min(height, room.body * STRETCH)

        # Given Axes may be smaller than the texts; a plot of no size would be an error in Matplotlib.
        height = max(1.0, height)
        width = max(1.0, right - left - room.left - room.right)

        points = np.array([left + room.left, ceiling - height, width, height])
        x, y, wide, high = points * self.figure.dpi / 72
        owner = self.ax.figure.transSubfigure.inverted()
        x0, y0 = owner.transform((x, y))
        x1, y1 = owner.transform((x + wide, y + high))
        self.ax.set_position((x0, y0, x1 - x0, y1 - y0))

    def _used(self, *, place: bool = False) -> float:
        """Return the height in points that everything but the plot takes; `place` also puts the texts there."""
        left, bottom, right, top = self.edges
        width = right - left

        y = top
        for text, gap in ((self._title(), 0.45), (self._subtitle, 0.5)):
            y -= self._set(text, left, y, width)
            if text.get_text():
                y -= self.text * gap
        y = keys.place(self, self._key, left, y, right)
        self._above = top - y + self.text * 0.4

        note = self._set(self._note, left, bottom, width)
        if place:
            self._note.set_position((left / 72, (bottom + note) / 72))
        self._below = 0.0
        if note:
            self._below = note + self.text * 0.9

        around = self._room.top + self._room.bottom + 2 * self.margin
        return self._above + self._below + around

    def _title(self) -> Text:
        """Return the title, also where a user's own `set_title` has put it at another place."""
        for loc in ("left", "right"):
            if self.ax.get_title(loc):
                self.ax.title.set_text(self.ax.get_title(loc))
                self.ax.set_title("", loc=loc)

        self.ax.title.set(
            transform=self.figure.dpi_scale_trans, ha="left", va="top", clip_on=False, gid="title"
        )
        return self.ax.title

    def _set(self, text: Text, x: float, y: float, width: float) -> float:
        """Wrap a text where it is too wide, put its upper left corner at a point, and return its height."""
        points = text.get_fontsize()
        weight = str(text.get_fontweight())

        if style.width(text.get_text(), points, weight) > width:
            wrapped = style.wrap(text.get_text(), width, points, lines=6, weight=weight)
            text.set_text(wrapped)

        text.set_position((x / 72, y / 72))
        if not text.get_text():
            return 0.0
        return style.height(text.get_text(), points, weight)


def empty_sheet(
    ax: Axes | None,
    *,
    title: str,
    subtitle: str,
    source: Source = None,
    size: str = "page",
    note: str = "Nothing to show.",
) -> Axes:
    """Draw a sheet that says there is nothing to show, in place of an empty plot."""
    sheet = Sheet(ax, size)
    sheet.ax.set(xticks=[], yticks=[], xlim=(0, 1), ylim=(0, 1))
    sheet.ax.text(0, 0.5, note, fontsize=sheet.text, color=style.MUTED, ha="left", va="center")

    height = sheet.text * 3 if note else sheet.text
    axes = sheet.finish(
        title=title,
        subtitle=subtitle,
        alt=f"An empty chart. {title}. {subtitle}.",
        source=source,
        room=Room(body=height),
    )
    axes.get_figure(root=True).charts[-1].is_empty = True
    return axes
