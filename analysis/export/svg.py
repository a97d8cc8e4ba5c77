"""Complete Matplotlib's SVG: title and description, a tooltip on every mark, embedded fonts."""

from __future__ import annotations

import base64
import functools
import io
import re
import string
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from typing import TYPE_CHECKING

from matplotlib import font_manager

from analysis.charts import style

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

SVG = "http://www.w3.org/2000/svg"

# Without it every tag is written as <ns0:g>, which a page of HTML does not know.
ET.register_namespace("", SVG)
ET.register_namespace("xlink", "http://www.w3.org/1999/xlink")

# Embedded whole, so that a label can be edited without a second font in it
BASIC_LATIN = frozenset(string.ascii_letters + string.digits + string.punctuation + " ")

# Programs that ignore embedded fonts (Inkscape, librsvg) take the next one that is installed. Verdana
# has almost the widths of the house font, and the generic family is always there.
FALLBACK = ", Verdana, sans-serif"

_NUMBER = re.compile(r"-?\d+\.\d+")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# font: bold 12px 'Highlights Sans', 'DejaVu Sans'; font-family: 'Highlights Sans'
_FONT = re.compile(r"font(?:-family)?:[^;]*'")
# The house fonts, and what of the user's own is asked after them
_HOUSE = ", ".join(f"'{family}'" for family in style.HOUSE)
_FONTS_AFTER = re.compile(f"{_HOUSE}(, [^;]*)")
_BOLD = re.compile(r"font-weight:\s*(bold|[6-9]00)|font:\s*(bold|[6-9]00)")


def finished(drawn: bytes, *, title: str, alt: str, marks: Mapping[str, str]) -> bytes:
    """Return the SVG with role, title and description, a title for each mark, and its fonts.

    Parameters
    ----------
    drawn : bytes
        What Matplotlib wrote.
    title, alt : str
        The title and the alt text.
    marks : mapping of str to str
        The label of each mark by its id.

    Returns
    -------
    bytes
        The SVG, always the same for the same figure.
    """
    text = _FORBIDDEN.sub("", drawn.decode("utf-8"))
    root = ET.fromstring(text)
    for metadata in root.findall(f"{{{SVG}}}metadata"):
        root.remove(metadata)
    for element in root.iter():
        label = marks.get(element.get("id", ""))
        if label is not None:
            element.insert(0, _element("title", label))
    _compact(root)

    sheet = _element("style", "".join(faces(root)), type="text/css")
    texts = list(root.iter(f"{{{SVG}}}text"))
    letters = "".join(map(_text, texts))
    needs_more = style.house_lacks(letters)
    for element in texts:
        styled = element.get("style", "")
        named = _FONTS_AFTER.search(styled)
        # A font that no letter needs would make the file of one machine differ from another's.
        if named and not needs_more:
            styled = styled.replace(named[1], "")
        element.set("style", _FONT.sub(_with_fallback, styled))
    root.attrib.update({"role": "img", "aria-labelledby": "figure-title figure-description"})
    root[:0] = [
        _element("title", title, id="figure-title"),
        _element("desc", alt, id="figure-description"),
        sheet,
    ]
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="utf-8") + b"\n"


def _with_fallback(found: re.Match) -> str:
    return found[0] + FALLBACK


def _compact(root: ET.Element) -> None:
    """Drop spaces between elements and decimals beyond the second: a third of the file."""
    for element in root.iter():
        if _is_blank(element.tail):
            element.tail = None
        if element.tag != f"{{{SVG}}}text" and _is_blank(element.text):
            element.text = None
        path = element.get("d")
        if path is not None:
            numbers = _NUMBER.sub(_rounded, path)
            element.set("d", " ".join(numbers.split()))


def _is_blank(text: str | None) -> bool:
    return not (text or "").strip()


def _text(element: ET.Element) -> str:
    """All text in an element."""
    return "".join(element.itertext())


def _rounded(found: re.Match) -> str:
    return f"{float(found[0]):.2f}".rstrip("0").rstrip(".")


def _element(tag: str, text: str, **attributes: str) -> ET.Element:
    element = ET.Element(f"{{{SVG}}}{tag}", attributes)
    element.text = _FORBIDDEN.sub("", text)
    return element


def faces(root: ET.Element) -> list[str]:
    """Return one @font-face for each font and weight: basic Latin, and what else the texts use."""
    letters: dict[str, set[str]] = {"normal": set(), "bold": set()}
    for element in root.iter(f"{{{SVG}}}text"):
        weight = "normal"
        if _BOLD.search(element.get("style", "")):
            weight = "bold"
        letters[weight].update(_text(element))

    found = []
    for weight, wanted in letters.items():
        if wanted:
            wanted |= BASIC_LATIN
        for family in style.fonts():
            if not wanted:
                break
            have, face = font_face(family, weight, frozenset(wanted))
            wanted = wanted - have
            if face:
                found.append(face)
    return found


def font_face(family: str, weight: str, wanted: frozenset[str]) -> tuple[frozenset[str], str]:
    """Return which of the letters a font has, and a rule of CSS that embeds them.

    Parameters
    ----------
    family : str
        The font family.
    weight : {"normal", "bold"}
        The weight.
    wanted : frozenset of str
        The letters.

    Returns
    -------
    tuple
        The letters that the font has, and the rule; "" if its licence forbids embedding.
    """
    path = font_manager.findfont(font_manager.FontProperties(family=family, weight=weight))
    have, data = _subset(path, wanted)
    if not data:
        return have, ""
    source = f"url(data:font/woff;base64,{data}) format('woff')"
    return have, f"@font-face{{font-family:'{family}';font-weight:{weight};src:{source}}}"


@functools.lru_cache(maxsize=32)
def _subset(path: str, wanted: frozenset[str]) -> tuple[frozenset[str], str]:
    """Which of the letters a font file has, and a WOFF of them in base 64."""
    # Here, since it takes a tenth of a second to import and only SVG files need it.
    from fontTools.ttLib import TTFont

    with TTFont(path, fontNumber=0, lazy=True, recalcBBoxes=False, recalcTimestamp=False) as font:
        return _cut(font, wanted)


def _cut(font: TTFont, wanted: frozenset[str]) -> tuple[frozenset[str], str]:
    """What `_subset` returns, for an open font."""
    from fontTools import subset

    known = font.getBestCmap()
    have = frozenset(letter for letter in wanted if ord(letter) in known)
    # Bit 1 of fsType alone: "restricted licence embedding" in the OpenType specification
    is_restricted = "OS/2" in font and font["OS/2"].fsType & 0x000F == 0x0002
    if not have or is_restricted:
        return have, ""

    # Letters of scripts from Hebrew on join or stack and need the layout tables; punctuation and
    # arrows (U+2000 to U+2BFF) do not.
    needs_layout = any(ord(c) > 0x0590 and not "\u2000" <= c <= "\u2bff" for c in have)
    options = subset.Options(hinting="fpgm" not in font, name_IDs=[0, 1, 2, 13, 14])
    options.drop_tables += ["FFTM", "DSIG"]
    if needs_layout:
        options.layout_features = ["*"]
    else:
        options.layout_features = []
        options.drop_tables += ["GPOS", "GSUB", "GDEF", "kern"]
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(sorted(have)))
    cutter.subset(font)
    font.flavor = "woff"
    buffer = io.BytesIO()
    font.save(buffer)
    data = base64.b64encode(buffer.getvalue())
    return have, data.decode("ascii")
