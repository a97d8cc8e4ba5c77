"""The codebook for other programs: REFI-QDA, which MAXQDA, NVivo, ATLAS.ti and QualCoder read."""

from __future__ import annotations

import uuid
from xml.etree import ElementTree

from analysis.themes.codebook import CODEBOOK, Codebook, Given
from analysis.themes.codebook import codebook as book_of

_NAMESPACE = "urn:QDA-XML:codebook:1.0"
_OURS = uuid.uuid5(uuid.NAMESPACE_DNS, "themes.highlights-analysis")
_PARTS = {
    "definition": "",
    "use": "Use when: ",
    "not_for": "Not for: ",
    "example": "Example: ",
    "notes": "Notes: ",
}


def qdc(codebook: Given = CODEBOOK) -> str:
    """The codebook as the text of a .qdc file (REFI-QDA standard 1.5, Codebook 1.0).

    Each theme is a code: its name is the label, its GUID is made from the id and so always the same, and its description
    holds the id, everything that is said of the theme, and the cues as text.

    >>> qdc().splitlines()[1][:53]
    '<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="hi'
    """
    book = book_of(codebook)
    root = ElementTree.Element("CodeBook", {"xmlns": _NAMESPACE, "origin": "highlights-analysis"})
    listed = ElementTree.SubElement(root, "Codes")
    for theme in book.themes.to_dict("records"):
        guid = str(uuid.uuid5(_OURS, theme["theme"]))
        code = ElementTree.SubElement(
            listed, "Code", {"guid": guid, "name": theme["label"], "isCodable": "true"}
        )
        ElementTree.SubElement(code, "Description").text = _description(theme, book)
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _description(theme: dict, book: Codebook) -> str:
    said = [f"{head}{theme[column]}" for column, head in _PARTS.items() if theme[column]]
    cues = book.cues[book.cues["theme"].eq(theme["theme"])]
    found = [
        row.cue
        + (
            f" (only with {row.only_with.replace('|', ', ').replace(';', ' and with ')})"
            if row.only_with
            else ""
        )
        + (f" (not near {row.not_near.replace('|', ', ')})" if row.not_near else "")
        for row in cues.itertuples()
    ]
    return "\n\n".join(
        [f"id: {theme['theme']}", *said, *(["Cues: " + "; ".join(found)] if found else [])]
    )
