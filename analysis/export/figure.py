"""Export a figure: PNG, SVG, PDF, its table as CSV, and the record that draws it again as JSON."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from PIL import Image

from analysis import csv_files, manifests, schema, staging
from analysis.charts.record import Record, records
from analysis.charts.sheet import Page
from analysis.export import drawing, provenance
from analysis.export.drawing import FORMATS
from analysis.export.picture import NotDrawn, Picture, shown
from analysis.export.report.image_map import evidence_of, image_map
from analysis.export.slug import slug


def figure(
    ax: Axes,
    table: pd.DataFrame,
    name: str,
    *,
    folder: str | Path = "figures",
    formats: Sequence[str] = FORMATS,
    inputs: Mapping[str, str | Path] | None = None,
    alt: str | None = None,
    of: pd.DataFrame | None = None,
    spans: pd.DataFrame | Sequence[pd.DataFrame] = (),
) -> Picture | NotDrawn:
    """Write NAME.png, .svg, .pdf, .csv and .json, all or none, and close the figure.

    The same inputs give the same bytes in any folder at any time. A figure that was altered after
    the chart function drew it, or drawn without one, is kept as it is and marked "by hand":
    `verify` then compares only its checksums.

    Parameters
    ----------
    ax : Axes
        What a chart function returned, or any Axes.
    table : DataFrame
        The table that was drawn.
    name : str
        The name of the figure, from which those of the files are made.
    folder : str or Path
        Where the files go.
    formats : sequence of {"png", "svg", "pdf"}
        The formats to write; CSV and JSON always go with them.
    inputs : mapping of str to path, optional
        Further files that the numbers come from (codebook, gazetteer), whose SHA-256 is kept.
    alt : str, optional
        The alt text, in place of that of the chart function.
    of : DataFrame, optional
        The highlights. With them each mark of the picture that Jupyter displays is a link to the
        words that it counts.
    spans : DataFrame or sequence of DataFrame
        For such links the tables that were counted: mentions, codes, cues, tokens or codings.

    Returns
    -------
    Picture or NotDrawn
        For display, with its alt text and links; or why there was nothing to draw: then no file is written, and
        those of an earlier figure of this name are removed.

    Raises
    ------
    TypeError
        If `ax` is not Axes, or a table is not a DataFrame.
    ValueError
        If the name cannot be used or another figure has it, a format is unknown, the table is not
        the one drawn, or the PNG would have too many pixels.

    Examples
    --------
    >>> import tempfile
    >>> from analysis import charts
    >>> from analysis import tables, load
    >>> table = tables.lengths(load.article())
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     picture = figure(charts.lengths(table), table, "long", folder=folder, formats=["svg"])
    ...     sorted(path.suffix for path in Path(folder).glob("long.*"))
    ['.csv', '.json', '.svg']
    >>> nothing = schema.empty("counts")
    >>> figure(charts.bars(nothing), nothing, "none", folder="figures")
    none is not drawn: Nothing was found to count
    """
    if not isinstance(ax, Axes):
        hint = ""
        if isinstance(table, Axes):
            hint = "; the chart comes first, then its table"
        raise TypeError(f"ax= must be what a chart function returned, not {_kind(ax)}{hint}")
    if not isinstance(table, pd.DataFrame):
        raise TypeError(f"table= must be the DataFrame that was drawn, not {_kind(table)}")

    stem = slug(name)
    folder = Path(folder)
    old = _earlier(folder, stem, name)
    stale = []
    if old:
        stale = list(old["files"])
    own = _record_of(ax)
    if own is not None and own.is_empty:
        if stale:
            staging.write(folder, {}, remove=[*stale, f"{stem}.json"], track=True)
        _close(ax.get_figure(root=True))
        return NotDrawn(name, own.title)

    evidence = None
    if of is not None:
        evidence = evidence_of(of, spans, _source(own), name=stem)
    made = _made(ax, table, name, stem, _known(formats), inputs, alt)
    _warn_of_another_chart(old, made.record, folder)
    staging.write(folder, made.files, remove=stale, track=True)
    _close(made.figure)
    picture = shown(made.image, made.figure, made.record["alt"])
    if evidence is None:
        return picture
    links = image_map(made.figure, made.marks, table, evidence, picture.size)
    return replace(picture, links=links)


class _Made(NamedTuple):
    """A figure, its pixels, its marks, its files by name with the record last, and the record."""

    figure: Figure
    image: Image.Image
    marks: dict[str, str]
    files: dict[str, bytes]
    record: dict[str, object]


def _made(
    ax: Axes,
    table: pd.DataFrame,
    name: str,
    stem: str,
    formats: Sequence[str],
    inputs: Mapping[str, str | Path] | None,
    alt: str | None,
) -> _Made:
    """Everything that is written of a figure."""
    drawn = ax.get_figure(root=True)
    _check_size(drawn, formats)
    own = _record_of(ax)
    if own is not None and not own.table.equals(table):
        raise ValueError(
            f"the table given for {name!r} is not the one that charts.{own.chart} drew "
            f"({len(table)} rows here, {len(own.table)} there): give both the same table"
        )

    subtitle, source, chart = "", "", None
    if own is not None:
        subtitle, source, chart = own.subtitle, own.source, own.chart
    by_hand = _by_hand(drawn, own)
    if own is not None and not by_hand:
        title = own.title
        words = own.alt
        arguments = provenance.arguments_to_json(own.arguments)
    else:
        title = drawing.title_of(ax)
        words = drawing.described(ax, own)
        arguments = {}
    words = alt or words
    marks = {}
    for record in records(drawn):
        marks |= record.marks

    image = drawing.pixels(drawn)
    about = {"title": title, "alt": words, "source": source, "marks": marks}
    files = {}
    for ending, content in drawing.rendered(drawn, formats, image=image, **about).items():
        files[f"{stem}.{ending}"] = content
    files[f"{stem}.csv"] = csv_files.encoded(table)
    record = {
        "figure": name,
        "format": provenance.FORMAT,
        "title": title,
        "subtitle": subtitle,
        "source": source,
        "alt": words,
        "drawn": by_hand or "by the chart function",
        "chart": chart,
        "arguments": arguments,
        "inputs": provenance.inputs(_source(own), inputs),
        "versions": provenance.versions(),
        "style": provenance.style(),
        "files": {file: provenance.digest(content) for file, content in files.items()},
        "table": provenance.table_to_json(table),
    }
    files[f"{stem}.json"] = provenance.encoded(record)
    return _Made(drawn, image, marks, files, record)


def _known(formats: Sequence[str]) -> list[str]:
    """The formats in the order in which they are written."""
    formats = [formats] if isinstance(formats, str) else list(formats)
    for ending in formats:
        if ending not in FORMATS:
            meant = str(ending).lower().lstrip(".")
            hint = schema.near(meant, FORMATS)
            known = ", ".join(FORMATS)
            raise ValueError(f"formats= are among {known}, not {ending!r}{hint}")
    return [ending for ending in FORMATS if ending in formats]


def _earlier(folder: Path, stem: str, name: str) -> dict | None:
    """The record of the same figure's last export; refuse files that belong to something else."""
    try:
        old = provenance.read(folder / f"{stem}.json")
    except (OSError, ValueError):
        old = None
    if old is not None and old["figure"] != name:
        raise ValueError(
            f"{name!r} would overwrite the figure {old['figure']!r}: both are {stem}.* in {folder}; "
            "rename one"
        )
    names = [f"{stem}.{ending}" for ending in (*FORMATS, "csv", "json")]
    there = [name for name in names if (folder / name).exists()]
    # A record that was damaged is replaced if the manifest says that the files are ours.
    ours = manifests.read(folder)["files"]
    if there and old is None and not set(there) & set(ours):
        raise ValueError(
            f"{folder / there[0]} was not written by export.figure: move it or choose another name"
        )
    return old


def _warn_of_another_chart(old: dict | None, record: dict, folder: Path) -> None:
    """Warn if another chart had this name: a notebook may use one name twice."""
    before = None
    if old:
        before = old["chart"]
    now = record["chart"]
    if before and now and before != now:
        warnings.warn(
            f"the figure {record['figure']!r} in {folder} was charts.{before} and is now "
            f"charts.{now}; to keep both, give one of them another name",
            stacklevel=3,
        )


def _record_of(ax: Axes) -> Record | None:
    """What a chart function recorded of Axes."""
    for record in records(ax.get_figure(root=True)):
        if record.axes is ax:
            return record
    return None


def _source(own: Record | None) -> object:
    """What the chart was given as its source."""
    if own is None:
        return None
    return own.arguments.get("source")


def _by_hand(drawn: Figure, own: Record | None) -> str:
    """Why a figure cannot be drawn again from its record; "" where it can."""
    if own is None:
        return "by hand: without a chart function"
    if len(records(drawn)) > 1 or len(drawn.axes) > 1:
        return "by hand: composed of several axes"
    if not isinstance(drawn, Page):
        return "by hand: drawn into Axes from elsewhere"
    try:
        provenance.arguments_to_json(own.arguments)
    except TypeError as option:
        return f"by hand: the option {option} cannot be written down"
    if drawn.touched:
        untouched = drawing.again(own.chart, own.table, own.arguments)
        if drawing.vector(drawn) != drawing.vector(untouched):
            return "by hand: altered after the chart function"
    return ""


def _check_size(drawn: Figure, formats: Sequence[str]) -> None:
    width, height = drawn.get_size_inches() * drawn.dpi
    if "png" in formats and width * height > drawing.MOST_PIXELS:
        size = f"{width:,.0f} × {height:,.0f} pixels"
        most = f"{drawing.MOST_PIXELS:,}"
        advice = f"lower the figure's dpi ({drawn.dpi:g})"
        raise ValueError(f"a PNG of {size} has more than {most} of them: {advice}")


def _close(drawn: Figure) -> None:
    """Close a figure that pyplot keeps; Jupyter would show it a second time."""
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close(drawn)


def _kind(given: object) -> str:
    return type(given).__name__
