"""What every chart shares: the sheet with title, subtitle, key and source, and the record that export reads.

A chart function is decorated with `chart`, opens a `Sheet`, draws its marks into `sheet.ax` and ends with
`return sheet.finish(...)`. Lengths are points, measured with the renderer before anything is placed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from analysis.charts import style
from analysis.charts.record import Record, chart, records

__all__ = [
    "Key",
    "Page",
    "Record",
    "Room",
    "Sheet",
    "chart",
    "empty_sheet",
    "records",
    "source_line",
]

TALLEST = 60.0  # inches: a figure beyond it is no longer looked at, and its PNG needs gigabytes


class Room(NamedTuple):
    """The points that a chart needs around its plot for labels, and the height of the plot itself."""

    left: float = 0
    right: float = 0
    top: float = 0
    bottom: float = 0
    body: float = 100


PLAIN = Room()


class Key(NamedTuple):
    """One entry of a key: its words, colour, hatching, and whether it is a dot ("o"), a ring ("ring") or a square."""

    label: str
    colour: str
    hatch: str = ""
    shape: str = "square"


def source_line(source: object) -> str:
    """Document, author, date and publisher of a documents row or table; "" without one.

    >>> source_line({"title": "A Thaw?", "authors": "Ann Lee", "date": "2021-01-26", "publisher": "The Paper"})
    'Source: Ann Lee, “A Thaw?”, The Paper, 2021-01-26'
    """
    if source is None or isinstance(source, str):
        return source or ""
    if isinstance(source, pd.DataFrame):
        if len(source) != 1:
            return f"Source: {len(source)} documents, {_span(source)}" if len(source) else ""
        source = source.iloc[0]
    get = dict(source).get
    title = f"“{get('title')}”" if get("title") else str(get("document") or "")
    parts = (str(get("authors") or "").replace("; ", " and "), title, get("publisher"), get("date"))
    return "Source: " + ", ".join(str(p) for p in parts if p) if any(parts) else ""


def _span(documents: pd.DataFrame) -> str:
    dates = sorted(d for d in documents.get("date", pd.Series(dtype=str)) if d)
    makers = sorted({p for p in documents.get("publisher", pd.Series(dtype=str)) if p})
    return (
        ", ".join([*makers[:3], *([f"{dates[0]} to {dates[-1]}"] if dates else [])])
        or "dates unknown"
    )


class Page(Figure):
    """The figure of one sheet, which it places anew at every draw, so that a changed title moves nothing onto anything.

    `touched` says whether anything on it was changed, or it was drawn, since its chart function gave it away.
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

    `sheet.ax` is drawn into, `sheet.text` is the text size in points, `sheet.width` the usable width in points.
    """

    def __init__(self, ax: Axes | None, size: str):
        self.size = style.size(size)
        self.text = self.size.text
        self.own = ax is None
        self.margin = self.text * 1.4 if self.own else 0.0
        if ax is None:
            figure = Page(
                self, figsize=(self.size.width, max(self.size.height, 2.0)), dpi=self.size.dpi
            )
            FigureCanvasAgg(figure)
            ax = figure.add_axes((0.1, 0.1, 0.8, 0.8))
            self.box = None
        else:
            figure = ax.get_figure(root=True)
            drawn = ax.get_window_extent()
            self.box = tuple(v * 72 / figure.dpi for v in (drawn.x0, drawn.y0, drawn.x1, drawn.y1))
        if not hasattr(figure, "charts"):
            figure.charts = []
        ax.spines[:].set_visible(False)
        ax.tick_params(length=0, pad=self.text * 0.5, labelsize=self.text)
        self.ax, self.figure = ax, figure
        self.marks: dict[str, str] = {}
        self._prefix = f"mark{len(figure.charts)}"

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of the usable part, in points."""
        if self.box is not None:
            return self.box
        width, height = (v * 72 for v in self.figure.get_size_inches())
        return self.margin, self.margin, width - self.margin, height - self.margin

    @property
    def width(self) -> float:
        """The usable width in points."""
        left, _, right, _ = self.edges
        return right - left

    def mark(self, artist: Artist, label: str) -> Artist:
        """The artist, known from now on by its label and value: its tooltip in the SVG."""
        artist.set_gid(f"{self._prefix}-{len(self.marks)}")
        self.marks[artist.get_gid()] = " ".join(label.split())
        return artist

    def finish(
        self,
        *,
        title: str,
        subtitle: str,
        alt: str,
        source: object = None,
        room: Room = PLAIN,
        key: Sequence[Key] = (),
    ) -> Axes:
        """The Axes with title, subtitle, key and source line around the plot, the figure as tall as they need."""
        ax, small = self.ax, self.text * 0.86
        note = source_line(source)
        style.lacking(
            [
                title,
                subtitle,
                note,
                *(t.get_text() for t in ax.findobj(match=lambda a: hasattr(a, "get_text"))),
            ]
        )
        ax.set_title(title, y=0, fontsize=self.text * 1.3, fontweight="bold", color=style.INK)
        free = {
            "transform": self.figure.dpi_scale_trans,
            "clip_on": False,
            "ha": "left",
            "va": "top",
        }
        self._subtitle = ax.text(
            0, 0, subtitle, fontsize=self.text, color=style.MUTED, gid="subtitle", **free
        )
        self._note = ax.text(0, 0, note, fontsize=small, color=style.MUTED, gid="source", **free)
        self._key = [
            (self._swatch(k), ax.text(0, 0, k.label, fontsize=self.text, color=style.INK, **free))
            for k in key
        ]
        self._room = room
        if self.own:
            height = max(self.size.height * 72, self._used() + room.body) / 72
            if height > TALLEST:
                raise ValueError(
                    f"the figure would be {height:.0f} inches tall, more than {TALLEST:.0f}: draw fewer rows with top="
                )
            self.figure.set_size_inches(self.size.width, height)
        self.arrange()
        self.figure.charts.append(Record(ax, title, subtitle, note, alt, self.marks))
        return ax

    def _swatch(self, key: Key) -> Rectangle | Line2D:
        free = {"transform": self.figure.dpi_scale_trans, "clip_on": False, "gid": "key"}
        if key.shape == "square":
            fill = "white" if key.hatch else key.colour
            box = Rectangle(
                (0, 0), 1, 1, facecolor=fill, edgecolor=key.colour, hatch=key.hatch or None, **free
            )
            return self.ax.add_patch(box)
        fill = "white" if key.shape == "ring" else key.colour
        look = {
            "marker": "o",
            "markerfacecolor": fill,
            "markeredgecolor": key.colour,
            "markeredgewidth": 1.2,
        }
        return self.ax.add_line(
            Line2D([0], [0], linestyle="", markersize=self.text * 0.75, **look, **free)
        )

    def arrange(self) -> None:
        """Put every text where it belongs and give the plot what remains."""
        left, bottom, right, top = self.edges
        self._used(place=True)
        room = self._room
        floor, ceiling = bottom + self._below + room.bottom, top - self._above - room.top
        height = max(1.0, min(ceiling - floor, room.body * 1.9 if self.own else ceiling - floor))
        points = (
            left + room.left,
            ceiling - height,
            max(1.0, right - left - room.left - room.right),
            height,
        )
        x, y, w, h = (v * self.figure.dpi / 72 for v in points)
        owner = self.ax.figure.transSubfigure.inverted()
        (x0, y0), (x1, y1) = owner.transform([(x, y), (x + w, y + h)])
        self.ax.set_position((x0, y0, x1 - x0, y1 - y0))

    def _used(self, *, place: bool = False) -> float:
        """The height in points that everything but the plot takes; `place` also puts the texts there."""
        left, bottom, right, top = self.edges
        y = top
        for text, gap in ((self._title(), 0.45), (self._subtitle, 0.5)):
            y -= self._set(text, left, y, right - left) + (
                self.text * gap if text.get_text() else 0
            )
        y = self._set_key(left, y, right)
        self._above = top - y + self.text * 0.4
        note = self._set(self._note, left, bottom, right - left)
        if place:
            self._note.set_position((left / 72, (bottom + note) / 72))
        self._below = note + self.text * 0.9 if note else 0.0
        return self._above + self._below + self._room.top + self._room.bottom + 2 * self.margin

    def _title(self):
        for loc in ("left", "right"):  # where a user's own set_title may have put it
            if self.ax.get_title(loc):
                self.ax.title.set_text(self.ax.get_title(loc))
                self.ax.set_title("", loc=loc)
        self.ax.title.set(
            transform=self.figure.dpi_scale_trans, ha="left", va="top", clip_on=False, gid="title"
        )
        return self.ax.title

    def _set(self, text, x: float, y: float, width: float) -> float:
        """Wrap a text where it is too wide and put its upper left corner at a point; its height."""
        points, weight = text.get_fontsize(), str(text.get_fontweight())
        if style.extent(text.get_text(), points, weight)[0] > width:
            text.set_text(style.wrap(text.get_text(), width, points, lines=6, weight=weight))
        text.set_position((x / 72, y / 72))
        return style.extent(text.get_text(), points, weight)[1] if text.get_text() else 0.0

    def _set_key(self, left: float, top: float, right: float) -> float:
        """Put the entries of the key one after the other, on as many lines as they need; where they end."""
        x, side, step = left, self.text * 0.8, self.text * 1.6
        for swatch, text in self._key:
            text.set_text(
                style.wrap(text.get_text(), right - left - side * 1.6, self.text, lines=1)
            )
            wide = side * 1.5 + style.extent(text.get_text(), self.text)[0]
            if x > left and x + wide > right:
                x, top = left, top - step
            if isinstance(swatch, Rectangle):
                swatch.set_bounds(x / 72, (top - side * 1.1) / 72, side / 72, side / 72)
            else:
                swatch.set_data([(x + side / 2) / 72], [(top - side * 0.6) / 72])
            text.set_position(((x + side * 1.5) / 72, top / 72))
            x += wide + self.text * 1.5
        return top - step if self._key else top


def empty_sheet(
    ax: Axes | None,
    *,
    title: str,
    subtitle: str,
    source: object = None,
    size: str = "page",
    note: str = "Nothing to show.",
) -> Axes:
    """A sheet that says there is nothing to show, in place of an empty plot."""
    sheet = Sheet(ax, size)
    sheet.ax.set(xticks=[], yticks=[], xlim=(0, 1), ylim=(0, 1))
    sheet.ax.text(0, 0.5, note, fontsize=sheet.text, color=style.MUTED, ha="left", va="center")
    alt = f"An empty chart. {title}. {subtitle}."
    return sheet.finish(
        title=title,
        subtitle=subtitle,
        alt=alt,
        source=source,
        room=Room(body=sheet.text * 3 if note else sheet.text),
    )
