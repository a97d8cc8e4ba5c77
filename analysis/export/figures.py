"""A figure as files: PNG, SVG, PDF, the table as CSV, and the record that draws it again as JSON."""

from __future__ import annotations

import io
import math
import sys
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path

import matplotlib
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from PIL import Image

from analysis import charts, schema, staging
from analysis.charts import sheet, style
from analysis.export import capsule, names, svg
from analysis.export.picture import Picture, encoded

FORMATS = ("png", "svg", "pdf")
MOST_PIXELS = 60_000_000
SHOWN, DENSEST = 756, 130  # pixels across and dots per inch in a notebook, about and at most
_FIXED = {
    "svg.fonttype": "none",
    "svg.hashsalt": "highlights",
    "pdf.fonttype": 42,
    "ps.fonttype": 42,
    "savefig.bbox": "standard",
}


def figure(
    ax: Axes, table: pd.DataFrame, name: str, *, folder: str | Path = "figures", formats: Sequence[str] = FORMATS,
    inputs: Mapping[str, str | Path] | None = None, alt: str | None = None,
) -> Picture:  # fmt: skip
    """Write NAME.png, .svg, .pdf, .csv and .json, all or none, close the figure and return its picture for display.

    `table` is the one that was drawn; `inputs` names further files that the numbers come from (codebook, gazetteer), whose
    SHA-256 is kept; `alt` replaces the alt text. The same inputs give the same bytes, wherever and whenever.

    A figure that was altered after the chart function drew it, or drawn without one, is kept as it is and marked
    "by hand": `verify` then compares only its checksums. ValueError: an unusable name, a name that another figure of
    the folder has, a format that is not written, a table that was not the one drawn, too many pixels.
    """
    stem, folder = names.slug(name), Path(folder)
    old = _claimed(folder, stem, name)
    drawn, image, content, record = _capsule(ax, table, name, stem, _known(formats), inputs, alt)
    if old and record["chart"] and old.get("chart") not in (None, record["chart"]):
        warnings.warn(
            f"the figure {name!r} in {folder} was charts.{old['chart']} and is now charts.{record['chart']}; if both are "
            "wanted, give one of them another name",
            stacklevel=2,
        )
    staging.write(folder, content, remove=list(old["files"]) if old else ())
    _close(drawn)
    return _shown(image, drawn, record["alt"])


def picture(ax: Axes) -> Picture:
    """The picture of a chart for display, with its alt text; nothing is written and the figure stays open."""
    drawn = ax.get_figure(root=True)
    records = sheet.records(drawn)
    alt = " ".join(r.alt for r in records) or _described(ax, None)
    return _shown(pixels(drawn), drawn, alt)


def _capsule(
    ax, table, name, stem, formats, inputs, alt
) -> tuple[Figure, Image.Image, dict[str, bytes], dict]:
    """The figure, its pixels, its files by name with the record last, and the record."""
    drawn = ax.get_figure(root=True)
    records = sheet.records(drawn)
    own = next((r for r in records if r.axes is ax), None)
    if own is not None and not own.table.equals(table):
        raise ValueError(
            f"the table given for {name!r} is not the one that charts.{own.chart} drew "
            f"({len(table)} rows here, {len(own.table)} there): hand both the same table"
        )
    by_hand = _by_hand(drawn, records, own)
    title = own.title if own and not by_hand else _title(ax)
    words = alt or (own.alt if own and not by_hand else _described(ax, own))
    marks = {gid: text for r in records for gid, text in r.marks.items()}
    _check_size(drawn, formats)
    image = pixels(drawn)
    files = rendered(
        drawn,
        formats,
        title=title,
        alt=words,
        source=own.source if own else "",
        marks=marks,
        image=image,
    )
    files = {f"{stem}.{ending}": content for ending, content in files.items()} | {
        f"{stem}.csv": capsule.sheet(table)
    }
    record = {
        "figure": name,
        "format": capsule.FORMAT,
        "title": title,
        "subtitle": own.subtitle if own else "",
        "source": own.source if own else "",
        "alt": words,
        "drawn": by_hand or "by the chart function",
        "chart": own.chart if own else None,
        "arguments": {} if by_hand else capsule.arguments(own.arguments),
        "inputs": capsule.inputs(own.arguments.get("source") if own else None, inputs),
        "versions": capsule.versions(),
        "style": capsule.style(),
        "files": {file: capsule.digest(content) for file, content in files.items()},
        "table": capsule.plain(table),
    }
    return drawn, image, files | {f"{stem}.json": capsule.written(record)}, record


def rendered(
    drawn: Figure, formats: Sequence[str], *, title: str, alt: str, source: str, marks: Mapping[str, str], image: Image.Image
) -> dict[str, bytes]:  # fmt: skip
    """The figure in each format, with title and alt text inside, the same bytes every time; `image` is its pixels."""
    files = {}
    for ending in formats:
        if ending == "png":
            files[ending] = encoded(
                image, {"Title": title, "Description": alt, "Source": source}, dpi=drawn.dpi
            )
        elif ending == "svg":
            files[ending] = svg.finished(_vector(drawn), title=title, alt=alt, marks=marks)
        else:
            about = {
                "Title": title,
                "Subject": alt,
                "Keywords": source,
                "Creator": None,
                "Producer": None,
            }
            files[ending] = _saved(drawn, format=ending, metadata=about | {"CreationDate": None})
    return files


def pixels(drawn: Figure) -> Image.Image:
    """The figure as an image at its own dpi, or at what `MOST_PIXELS` allows."""
    width, height = drawn.get_size_inches()
    dpi = min(drawn.dpi, math.sqrt(MOST_PIXELS / (width * height)))
    raw = _saved(drawn, format="rgba", dpi=dpi)
    image = Image.frombytes("RGBA", (int(width * dpi), int(height * dpi)), raw)
    if image.getchannel("A").getextrema()[0] == 255:
        return image
    paper = Image.new("RGBA", image.size, "white")
    paper.alpha_composite(image)
    return paper


def _check_size(drawn: Figure, formats: Sequence[str]) -> None:
    width, height = drawn.get_size_inches() * drawn.dpi
    if "png" in formats and width * height > MOST_PIXELS:
        raise ValueError(
            f"a PNG of {width:,.0f} × {height:,.0f} pixels is more than {MOST_PIXELS:,}: lower the figure's dpi ({drawn.dpi:g})"
        )


def _vector(drawn: Figure) -> bytes:
    """The figure as Matplotlib's SVG: the same bytes as long as nothing on it changes."""
    return _saved(drawn, format="svg", metadata={"Date": None, "Creator": None})


def _saved(drawn: Figure, **how: object) -> bytes:
    buffer = io.BytesIO()
    house = style.context() if sheet.records(drawn) else matplotlib.rc_context(_FIXED)
    with house:
        drawn.savefig(buffer, **how)
    return buffer.getvalue()


def _known(formats: Sequence[str]) -> list[str]:
    formats = [formats] if isinstance(formats, str) else list(formats)
    for ending in formats:
        if ending not in FORMATS:
            hint = schema.near(str(ending).lower().lstrip("."), FORMATS)
            raise ValueError(
                f"formats are among {', '.join(FORMATS)} (CSV and JSON always go with them), not {ending!r}{hint}"
            )
    return [ending for ending in FORMATS if ending in formats]


def _claimed(folder: Path, stem: str, name: str) -> dict | None:
    """The record of the same figure's last export, or a ValueError where the files belong to something else."""
    path = folder / f"{stem}.json"
    old = capsule.read(path)
    if old is not None and old["figure"] != name:
        raise ValueError(
            f"{name!r} would overwrite the figure {old['figure']!r}: both are {stem}.* in {folder}; rename one"
        )
    taken = [f"{stem}.{e}" for e in (*FORMATS, "csv", "json") if (folder / f"{stem}.{e}").exists()]
    if old is None and taken:
        raise ValueError(
            f"{folder / taken[0]} is there already and was not written as a figure: move it or choose another name"
        )
    return old


def _by_hand(drawn: Figure, records: list[sheet.Record], own: sheet.Record | None) -> str:
    """Why a figure cannot be drawn again from its record; "" where it can."""
    if own is None:
        return "by hand: without a chart function"
    if len(records) > 1 or len(drawn.axes) > 1:
        return "by hand: composed of several axes"
    if not isinstance(drawn, sheet.Page):
        return "by hand: drawn into Axes from elsewhere"
    try:
        capsule.arguments(own.arguments)
    except TypeError as option:
        return f"by hand: the option {option} cannot be written down"
    if drawn.touched and _vector(drawn) != _vector(again(own.chart, own.table, own.arguments)):
        return "by hand: altered after the chart function"
    return ""


def again(chart: str, table: pd.DataFrame, arguments: Mapping[str, object]) -> Figure:
    """The figure of a chart call, drawn anew."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what there is to say was said the first time
        return getattr(charts, chart)(table, **arguments).get_figure(root=True)


def _title(ax: Axes) -> str:
    found = (ax.get_title(loc) for loc in ("center", "left", "right"))
    return " ".join(next((t for t in found if t), "Untitled figure").split())


def _described(ax: Axes, own: sheet.Record | None) -> str:
    """The alt text of a figure that was made or altered by hand: what its chart function said, its title, its axes."""
    parts = [f"Altered by hand: {_title(ax)}", own.alt] if own else [f"Made by hand: {_title(ax)}"]
    if own is None:
        parts += [
            f"{side} axis: {text}"
            for side, text in (("x", ax.get_xlabel()), ("y", ax.get_ylabel()))
            if text
        ]
        labels = [t.get_text() for t in ax.get_yticklabels() if t.get_text()][:12]
        parts += [f"rows: {', '.join(labels)}"] if labels else []
    return " ".join(" ".join(part.split()).rstrip(".") + "." for part in parts)


def _shown(image: Image.Image, drawn: Figure, alt: str) -> Picture:
    """The picture for a notebook, a smaller copy of the one that is written."""
    width, height = drawn.get_size_inches()
    dpi = min(SHOWN / width, DENSEST, 2 * SHOWN / height)
    return Picture(
        encoded(image.convert("RGB").reduce(max(1, round(image.width / (width * dpi))))), alt
    )


def _close(drawn: Figure) -> None:
    """Let go of a figure that pyplot keeps, or Jupyter shows it a second time."""
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close(drawn)
