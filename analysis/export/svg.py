"""What Matplotlib's SVG lacks: title and description, a tooltip on every mark, the letters of its font."""

from __future__ import annotations

import base64
import functools
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping

from fontTools import subset
from fontTools.ttLib import TTFont
from matplotlib import font_manager

from analysis.charts import style

SVG = "http://www.w3.org/2000/svg"
_NUMBER = re.compile(r"-?\d+\.\d+")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def finished(drawn: bytes, *, title: str, alt: str, marks: Mapping[str, str]) -> bytes:
    """The SVG with role, title and description, a title for each mark, and the fonts' subsets inside."""
    ET.register_namespace("", SVG)
    ET.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    root = ET.fromstring(_FORBIDDEN.sub("", drawn.decode("utf-8")))
    for metadata in root.findall(f"{{{SVG}}}metadata"):
        root.remove(metadata)
    root.attrib.update({"role": "img", "aria-labelledby": "figure-title figure-description"})
    for element in root.iter():
        if element.get("id") in marks:
            element.insert(0, _named("title", marks[element.get("id")]))
    _compact(root)
    sheet = _named("style", "".join(_faces(root)), type="text/css")
    root[:0] = [
        _named("title", title, id="figure-title"),
        _named("desc", alt, id="figure-description"),
        sheet,
    ]
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="utf-8") + b"\n"


def _compact(root: ET.Element) -> None:
    """Drop the spaces between elements and what lies behind a hundredth of a point: a third of the file."""
    for element in root.iter():
        if not (element.tail or "").strip():
            element.tail = None
        if element.tag != f"{{{SVG}}}text" and not (element.text or "").strip():
            element.text = None
        if "d" in element.attrib:
            path = _NUMBER.sub(
                lambda found: f"{float(found[0]):.2f}".rstrip("0").rstrip("."), element.get("d")
            )
            element.set("d", " ".join(path.split()))


def _named(tag: str, text: str, **attributes: str) -> ET.Element:
    element = ET.Element(f"{{{SVG}}}{tag}", attributes)
    element.text = _FORBIDDEN.sub("", text)
    return element


def _faces(root: ET.Element) -> list[str]:
    """One @font-face for each font and weight, holding only the letters that the texts use."""
    letters: dict[str, set[str]] = {"normal": set(), "bold": set()}
    for element in root.iter(f"{{{SVG}}}text"):
        heavy = re.search(
            r"font-weight:\s*(bold|[6-9]00)|font:\s*(bold|[6-9]00)", element.get("style", "")
        )
        letters["bold" if heavy else "normal"] |= set("".join(element.itertext()))
    faces = []
    for weight, wanted in letters.items():
        for family in style.fonts():
            if not wanted:
                break
            path = font_manager.findfont(font_manager.FontProperties(family=family, weight=weight))
            have, data = _subset(path, frozenset(wanted))
            wanted = wanted - have
            if data:
                faces.append(
                    f"@font-face{{font-family:'{family}';font-weight:{weight};"
                    f"src:url(data:font/woff;base64,{data}) format('woff')}}"
                )
    return faces


@functools.lru_cache(maxsize=32)
def _subset(path: str, wanted: frozenset[str]) -> tuple[frozenset[str], str]:
    """Which of the letters a font has, and a WOFF of them in base 64; none where its licence forbids embedding."""
    with TTFont(path, fontNumber=0, lazy=True, recalcBBoxes=False, recalcTimestamp=False) as font:
        return _cut(font, wanted)


def _cut(font: TTFont, wanted: frozenset[str]) -> tuple[frozenset[str], str]:
    """What `_subset` says, of an open font."""
    known = font.getBestCmap()
    have = frozenset(c for c in wanted if ord(c) in known)
    restricted = "OS/2" in font and font["OS/2"].fsType & 0x000F == 0x0002
    if not have or restricted:
        return have, ""
    shaped = any(
        ord(c) > 0x0590 and not "\u2000" <= c <= "\u2bff" for c in have
    )  # scripts whose letters join or stack
    options = subset.Options(
        hinting="fpgm" not in font,
        name_IDs=[0, 1, 2, 13, 14],
        layout_features=["*"] if shaped else [],
    )
    options.drop_tables += ["FFTM", "DSIG", *([] if shaped else ["GPOS", "GSUB", "GDEF", "kern"])]
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(sorted(have)))
    cutter.subset(font)
    font.flavor = "woff"
    buffer = io.BytesIO()
    font.save(buffer)
    return have, base64.b64encode(buffer.getvalue()).decode("ascii")
