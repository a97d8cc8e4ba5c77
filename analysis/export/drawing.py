"""Render a figure in every format, and draw it again from its record."""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Mapping, Sequence

import matplotlib
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from PIL import Image

from analysis import charts
from analysis.charts import style
from analysis.charts.record import Record, records
from analysis.export import svg
from analysis.export.png import encoded

FORMATS = ("png", "svg", "pdf")
MOST_PIXELS = 60_000_000

# Text stays text, and nothing depends on the time or on a random number.
_FIXED = {
    "svg.fonttype": "none",
    "svg.hashsalt": "highlights",
    "pdf.fonttype": 42,
    "ps.fonttype": 42,
    "savefig.bbox": "standard",
}


def rendered(
    drawn: Figure,
    formats: Sequence[str],
    *,
    title: str,
    alt: str,
    source: str,
    marks: Mapping[str, str],
    image: Image.Image,
) -> dict[str, bytes]:
    """Return the figure in each format, with title and alt text inside, always the same bytes.

    Parameters
    ----------
    drawn : Figure
        The figure.
    formats : sequence of str
        Among `FORMATS`.
    title, alt, source : str
        What the files say of it.
    marks : mapping of str to str
        The label of each mark by its id.
    image : Image
        The figure's pixels.

    Returns
    -------
    dict
        The bytes by format.
    """
    files = {}
    if "png" in formats:
        texts = {"Title": title, "Description": alt, "Source": source}
        files["png"] = encoded(image, texts, dpi=drawn.dpi)
    if "svg" in formats:
        files["svg"] = svg.finished(vector(drawn), title=title, alt=alt, marks=marks)
    if "pdf" in formats:
        about = {"Title": title, "Subject": alt, "Keywords": source}
        nothing = {"Creator": None, "Producer": None, "CreationDate": None}
        files["pdf"] = _saved(drawn, format="pdf", metadata=about | nothing)
    return files


def pixels(drawn: Figure) -> Image.Image:
    """Return the figure as an image at its own dpi, or at what `MOST_PIXELS` allows."""
    width, height = drawn.get_size_inches()
    largest = math.sqrt(MOST_PIXELS / (width * height))
    dpi = min(drawn.dpi, largest)
    raw = _saved(drawn, format="rgba", dpi=dpi)
    size = (int(width * dpi), int(height * dpi))
    image = Image.frombytes("RGBA", size, raw)
    least_opaque, _ = image.getchannel("A").getextrema()
    if least_opaque == 255:
        return image
    paper = Image.new("RGBA", image.size, "white")
    paper.alpha_composite(image)
    return paper


def vector(drawn: Figure) -> bytes:
    """Return Matplotlib's SVG of the figure: the same bytes unless something on it changes."""
    return _saved(drawn, format="svg", metadata={"Date": None, "Creator": None})


def again(chart: str, table: pd.DataFrame, arguments: Mapping[str, object]) -> Figure:
    """Return the figure of a chart call, drawn again."""
    with warnings.catch_warnings():
        # Whatever there is to warn of was said the first time.
        warnings.simplefilter("ignore")
        ax = getattr(charts, chart)(table, **arguments)
    return ax.get_figure(root=True)


def title_of(ax: Axes) -> str:
    """Return the title of Axes, wherever it is aligned."""
    titles = [ax.get_title(loc) for loc in ("center", "left", "right")]
    found = next((title for title in titles if title), "Untitled figure")
    return " ".join(found.split())


def described(ax: Axes, record: Record | None) -> str:
    """Return the alt text of a figure that was made or altered by hand."""
    if record is not None:
        parts = [f"Altered by hand: {title_of(ax)}", record.alt]
    else:
        parts = [f"Made by hand: {title_of(ax)}"]
        for side, text in (("x", ax.get_xlabel()), ("y", ax.get_ylabel())):
            if text:
                parts.append(f"{side} axis: {text}")
        labels = [label.get_text() for label in ax.get_yticklabels() if label.get_text()]
        if labels:
            # A dozen say what kind of rows there are; the table has all of them.
            parts.append(f"rows: {', '.join(labels[:12])}")
    sentences = []
    for part in parts:
        sentence = " ".join(part.split()).rstrip(".")
        sentences.append(f"{sentence}.")
    return " ".join(sentences)


def _saved(drawn: Figure, **how: object) -> bytes:
    buffer = io.BytesIO()
    house = style.context() if records(drawn) else matplotlib.rc_context(_FIXED)
    with house:
        drawn.savefig(buffer, **how)
    return buffer.getvalue()
