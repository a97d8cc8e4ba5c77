"""The links of a figure in a notebook: an image map, and the words that each mark leads to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from analysis import schema
from analysis.evidence.show import NO_FORMULAS
from analysis.export.report import page
from analysis.export.report.evidence import Evidence

# A table is of the first kind whose columns it has: tokens have those of mentions too.
_KINDS = {
    "tokens": {"token", "start"},
    "cues": {"cue", "theme", "start"},
    "codings": {"theme", "coder", "value"},
    "codes": {"theme", "coder"},
    "mentions": {"entity", "start"},
}

# Pixels around a mark that belong to it: a dot or a short bar is hard to meet otherwise.
_AROUND = 3


def evidence_of(
    of: pd.DataFrame,
    spans: pd.DataFrame | Sequence[pd.DataFrame],
    source: object,
    *,
    name: str,
) -> Evidence:
    """Return what the marks of a figure can lead to.

    Parameters
    ----------
    of : DataFrame
        The highlights.
    spans : DataFrame or sequence of DataFrame
        The tables that were counted: mentions, codes, cues, tokens or codings.
    source : object
        What the chart was given as its source: with the documents, documents are known by title.
    name : str
        Ids begin with it, since a notebook shows several figures.

    Returns
    -------
    Evidence
        For `image_map`.

    Raises
    ------
    TypeError
        If a table is not a DataFrame.
    ValueError
        If a table is not one of those that can be counted.
    """
    schema.check(of, "highlights", argument="of=")
    documents = source
    if not isinstance(source, pd.DataFrame):
        documents = schema.empty("documents")
    return Evidence(of, documents, _by_kind(spans), prefix=f"{name}-")


def image_map(
    drawn: Figure,
    marks: Mapping[str, str],
    table: pd.DataFrame,
    evidence: Evidence,
    size: tuple[int, int],
) -> str:
    """Return an image map with a link for each mark, and below it the words that links lead to.

    Parameters
    ----------
    drawn : Figure
        The figure.
    marks : mapping of str to str
        The label of each mark by its id.
    table : DataFrame
        The table that was drawn.
    evidence : Evidence
        What marks lead to.
    size : tuple of int
        Width and height of the image in pixels.

    Returns
    -------
    str
        HTML; "" if no mark leads anywhere.
    """
    linked = []
    counted = evidence.marks(table)
    for artist in drawn.findobj(match=lambda one: one.get_gid() in marks):
        label = marks[str(artist.get_gid())]
        target = evidence.link(label, counted)
        if target:
            linked.append((artist.get_window_extent().padded(_AROUND), target, label))
    if not linked:
        return ""
    # Of two areas at one place the first is met: a dot that is drawn over a larger one comes first.
    corners = np.array([box.get_points() for box, _, _ in linked])
    middles = corners.mean(axis=1)
    linked.sort(key=lambda one: _covers_another(one[0], middles))
    areas = []
    seen = set()
    for box, target, label in linked:
        text = escape(label, quote=True)
        # The hatched part of a bar is the same link: one stop of the tab key is enough.
        stop = ' tabindex="-1"' if label in seen else ""
        seen.add(label)
        areas.append(
            f'<area shape="rect" coords="{_pixels(box, drawn, size)}" href="#{target}" '
            f'alt="{text}" title="{text}"{stop}>'
        )
    lines = evidence.lists() + evidence.cards()
    words = page.folded("The words that each mark counts", lines)
    named = f'<map name="{evidence.prefix}map">{"".join(areas)}</map>'
    return f'{named}\n<div class="{NO_FORMULAS}">{words}</div>'


def _by_kind(spans: pd.DataFrame | Sequence[pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The tables by the names that they have in `schema`."""
    if isinstance(spans, pd.DataFrame):
        spans = [spans]
    found = {}
    for table in spans:
        if not isinstance(table, pd.DataFrame):
            given = type(table).__name__
            raise TypeError(
                f"spans= must be the tables that were counted (DataFrames), not {given}"
            )
        have = set(table.columns)
        kinds = [kind for kind, needed in _KINDS.items() if needed <= have]
        if not kinds:
            known = ", ".join(_KINDS)
            names = ", ".join(map(str, table.columns))
            raise ValueError(f"spans= takes {known}; this table has {names}")
        found[kinds[0]] = table
    return found


def _covers_another(box: Bbox, middles: np.ndarray) -> bool:
    """Whether a box holds one of the middles of all boxes besides its own."""
    is_inside = ((box.min <= middles) & (middles <= box.max)).all(axis=1)
    return is_inside.sum() > 1


def _pixels(box: Bbox, drawn: Figure, size: tuple[int, int]) -> str:
    """Left, top, right and bottom of a box in pixels of the image."""
    width, height = drawn.bbox.width, drawn.bbox.height
    across, down = size[0] / width, size[1] / height
    edges = (
        box.x0 * across,
        (height - box.y1) * down,
        box.x1 * across,
        (height - box.y0) * down,
    )
    return ",".join(str(round(edge)) for edge in edges)
