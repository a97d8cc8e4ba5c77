"""The picture of a figure in a notebook, with alt text that survives in the saved notebook."""

from __future__ import annotations

import base64
import html
import re
import struct
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from PIL import Image

from analysis.charts.record import records
from analysis.export import drawing
from analysis.export.png import encoded

# Pixels: about the width of an output in JupyterLab.
ACROSS = 756
# How an image is shown that shrinks with the window, and how one that does not.
_SCALED = 'style="max-width: 100%; height: auto"'
_FIXED = 'style="max-width: none"'
_BOX = 'style="overflow-x: auto" tabindex="0" role="region"'

# The name of the image map with which links begin.
_MAP = re.compile(r'<map name="([^"]+)">')

# Dots per inch, so that a small figure does not become large.
DENSEST = 130


@dataclass(frozen=True)
class Picture:
    """A PNG and what it shows in words: Jupyter displays it, a screen reader reads `alt`.

    `links` is an image map and the words that it leads to, as HTML; "" without one.
    """

    png: bytes
    alt: str
    links: str = ""

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        # Bytes 16 to 23 of a PNG, in its header
        return struct.unpack(">II", self.png[16:24])

    def __repr__(self) -> str:
        """The alt text."""
        return self.alt

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """What Jupyter shows: an <img>, since alt text in display metadata is lost on the way."""
        data = base64.b64encode(self.png).decode("ascii")
        width, height = self.size
        source = f'src="data:image/png;base64,{data}"'
        alt = html.escape(self.alt)
        image = f'<img alt="{alt}" width="{width}" height="{height}" {_SCALED} {source}>'
        named = _MAP.match(self.links)
        if named:
            # The areas of an image map do not shrink with the image: it scrolls in a box instead.
            # Several figures of a notebook must not have one name.
            name = named[1].removesuffix("-map")
            image = (
                f'<div {_BOX} aria-label="Figure {name}"><img alt="{alt}" usemap="#{named[1]}" '
                f'width="{width}" height="{height}" {_FIXED} {source}></div>\n{self.links}'
            )
        return {"text/html": image, "image/png": data, "text/plain": self.alt}


@dataclass(frozen=True)
class NotDrawn:
    """A figure with nothing to draw: its name, and the reason as a sentence. No file is written."""

    name: str
    reason: str

    def __repr__(self) -> str:
        """The sentence that a notebook shows and the command lists."""
        return f"{self.name} is not drawn: {self.reason}"


def picture(ax: Axes) -> Picture:
    """Return the picture of a chart for display; nothing is written and the figure stays open.

    Parameters
    ----------
    ax : Axes
        What a chart function returned, or any Axes.

    Returns
    -------
    Picture
        With its alt text.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import charts, schema
    >>> picture(charts.bars(schema.empty("counts"))).alt[:14]
    'An empty chart'
    """
    drawn = ax.get_figure(root=True)
    alt = " ".join(record.alt for record in records(drawn))
    return shown(drawing.pixels(drawn), drawn, alt or drawing.described(ax, None))


def shown(image: Image.Image, drawn: Figure, alt: str) -> Picture:
    """Return the picture for a notebook, a smaller copy of the one that is written."""
    width, height = drawn.get_size_inches()
    dpi = min(ACROSS / width, DENSEST, 2 * ACROSS / height)
    smaller = max(1, round(image.width / (width * dpi)))
    copy = image.convert("RGB").reduce(smaller)
    return Picture(encoded(copy), alt)
