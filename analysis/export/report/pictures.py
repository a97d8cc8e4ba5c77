"""The figures of a folder as parts of a page: SVG with a link on every mark, or an image."""

from __future__ import annotations

import base64
import re
import xml.etree.ElementTree as ET
from html import escape
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.export import provenance, svg
from analysis.export.report.evidence import Evidence

_SVG = f"{{{svg.SVG}}}"
_XLINK = "{http://www.w3.org/1999/xlink}href"

# The height at which a line of text begins: translate(12.6 36.09), rotate(-0 12.6 21.49)
_HEIGHT = re.compile(r"([\d.]{1,20})\)$")

# Points below the last line of a title that still belong to it.
_BELOW = 3

# url(#p1c2) in a style or attribute
_URL = re.compile(r"url\(#([^)]+)\)")


class Drawn(NamedTuple):
    """One figure: an id, its record, its table, its picture as HTML, how many marks are linked."""

    id: str
    record: dict
    table: pd.DataFrame
    picture: str
    links: int


class Pictures(NamedTuple):
    """All figures of a folder, and the fonts that they use as rules of CSS."""

    figures: list[Drawn]
    fonts: str


def pictures(folder: Path, evidence: Evidence) -> Pictures:
    """Return the figures of a folder in the order of their names.

    Parameters
    ----------
    folder : Path
        A folder of figures; their files are checked against their records.
    evidence : Evidence
        What marks lead to.

    Returns
    -------
    Pictures
        Records that cannot be read are left out: `verify` names them.
    """
    found = []
    texts = ET.Element("texts")
    for path in sorted(folder.glob("*.json")):
        try:
            record = provenance.read(path)
            table = provenance.table_from_json(record["table"])
        except (OSError, ValueError, KeyError, TypeError):
            continue
        found.append(_drawn(folder, path.stem, record, table, evidence, texts))
    return Pictures(found, "".join(svg.faces(texts)))


def _drawn(
    folder: Path,
    stem: str,
    record: dict,
    table: pd.DataFrame,
    evidence: Evidence,
    texts: ET.Element,
) -> Drawn:
    """One figure, its texts added to those of all."""
    identity = f"figure-{stem}"
    data = _content(folder, f"{stem}.svg", record)
    if data is None:
        return Drawn(identity, record, table, _image(folder, stem, record), 0)
    root = ET.fromstring(data)
    for style in root.findall(f"{_SVG}style"):
        if "@font-face" in (style.text or ""):
            root.remove(style)  # the fonts are on the page once
    links = _link(root, table, evidence)
    _untitle(root)
    _rename(root, identity)
    _frame(root, identity)
    texts.append(root)
    return Drawn(identity, record, table, ET.tostring(root, encoding="unicode"), links)


def _content(folder: Path, name: str, record: dict) -> bytes | None:
    """The bytes of a file of a figure, or None if it is not what the record says."""
    if name not in record["files"]:
        return None
    try:
        data = provenance.content(folder / name)
    except (OSError, ValueError):
        return None
    if provenance.digest(data) != record["files"][name]:
        return None
    return data


def _image(folder: Path, stem: str, record: dict) -> str:
    data = _content(folder, f"{stem}.png", record)
    if data is None:
        return f"<p>{escape(record['alt'])}</p>"
    encoded = base64.b64encode(data).decode("ascii")
    alt = escape(record["alt"], quote=True)
    return f'<img alt="{alt}" src="data:image/png;base64,{encoded}">'


def _link(root: ET.Element, table: pd.DataFrame, evidence: Evidence) -> int:
    """Put a link around every mark whose lines are known; how many there are."""
    # ElementTree knows no way from an element to its parent.
    parents = {}
    for parent in root.iter():
        for child in parent:
            parents[child] = parent

    marks = evidence.marks(table)
    count = 0
    label_before = ""
    for mark in list(root.iter(f"{_SVG}g")):
        if not mark.get("id", "").startswith("mark"):
            continue
        label = mark.findtext(f"{_SVG}title") or ""
        target = evidence.link(label, marks)
        if target:
            link = ET.Element(f"{_SVG}a", {"href": f"#{target}", "aria-label": label})
            if count and label == label_before:
                # The hatched part of a bar: one stop of the tab key for a mark is enough.
                link.set("tabindex", "-1")
            parent = parents[mark]
            place = list(parent).index(mark)
            parent[place] = link
            link.append(mark)
            count += 1
        label_before = label
    return count


def _untitle(root: ET.Element) -> None:
    """Cut off the title, which is the heading of the section: a phone shows only half of it."""
    for parent in list(root.iter()):
        title = next((one for one in parent if one.get("id") == "title"), None)
        if title is None:
            continue
        heights = []
        for text in title.iter(f"{_SVG}text"):
            found = _HEIGHT.search(text.get("transform", ""))
            if found:
                heights.append(float(found[1]))
        if not heights:
            continue
        parent.remove(title)
        left, top, width, height = map(float, root.get("viewBox", "").split())
        cut = max(heights) + _BELOW
        top += cut
        height -= cut
        root.set("viewBox", f"{left:g} {top:g} {width:g} {height:g}")
        return


def _rename(root: ET.Element, identity: str) -> None:
    """Give every id the name of the figure, since two figures of a page may use the same."""
    seen = set()
    for element in root.iter():
        name = element.attrib.pop("id", None)
        # Matplotlib gives one id to several elements of a group.
        if name is not None and name not in seen:
            seen.add(name)
            element.set("id", f"{identity}-{name}")
        for name, value in element.attrib.items():
            if name == _XLINK and value.startswith("#"):
                element.set(name, f"#{identity}-{value[1:]}")
            elif "url(#" in value:
                element.set(name, _URL.sub(rf"url(#{identity}-\1)", value))
        if element.tag == f"{_SVG}style" and element.text:
            element.text = _URL.sub(rf"url(#{identity}-\1)", element.text)


def _frame(root: ET.Element, identity: str) -> None:
    """The attributes of a figure on a page: as wide as the page, a group with a name."""
    for name in ("width", "height", "version"):
        root.attrib.pop(name, None)
    # Not role="img": what is inside an image, the links too, is hidden from screen readers.
    root.set("role", "group")
    names = f"{identity}-figure-title {identity}-figure-description"
    root.set("aria-labelledby", names)
    root.set("class", "figure")
