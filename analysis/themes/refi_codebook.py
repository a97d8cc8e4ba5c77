"""Codes as REFI-QDA files have them, read and written."""

from __future__ import annotations

import re
import uuid
from xml.etree import ElementTree

from analysis import schema
from analysis.themes.codebook_file import Codebook

ORIGIN = "highlights-analysis"

_OURS = uuid.uuid5(uuid.NAMESPACE_DNS, "themes.highlights-analysis")
_PARTS = {
    "definition": "",
    "use": "Use when: ",
    "not_for": "Not for: ",
    "example": "Example: ",
    "counterexample": "Close, but no: ",
    "notes": "Notes: ",
    "facet": "Facet: ",
}
_ID = "id: "

# "Cues (1 in a headline, 2 in a quote, 2 in a short quote): ", or "Cues: " as in files of earlier versions
_CUES = re.compile(
    r"Cues(?: \((?P<headline>\d+(?:\.\d+)?) in a headline, (?P<quote>\d+(?:\.\d+)?) in a quote, "
    r"(?P<alone>\d+(?:\.\d+)?) in a short quote\))?: "
)

# "virus* (not near computer*, hack*)", "court (only with US, U.S. and with trial) (weight 2)"
_CUE = re.compile(
    r"(?P<cue>.+?)"
    r"(?: \(only with (?P<only>[^()]+)\))?"
    r"(?: \(not near (?P<near>[^()]+)\))?"
    r"(?: \(weight (?P<weight>[\d.]+)\))?"
)

# What an id may not contain, of the name of a code in another program
_NO_ID = re.compile(r"[\W_]+")


def add_codes(parent: ElementTree.Element, book: Codebook) -> None:
    """Add the list of codes to an element, as codebooks and projects have it."""
    listed = ElementTree.SubElement(parent, "Codes")
    for theme in book.themes.to_dict("records"):
        identifier = guid("code", theme["theme"])
        given = {"guid": identifier, "name": theme["label"], "isCodable": "true"}
        code = ElementTree.SubElement(listed, "Code", given)
        ElementTree.SubElement(code, "Description").text = _description(theme, book)


def guid(*parts: object) -> str:
    """Return an identifier that is always the same for the same parts."""
    # A code's identifier is that of its id alone, as in files of earlier versions
    if parts[0] == "code":
        parts = parts[1:2]
    name = "\n".join(map(str, parts))
    return str(uuid.uuid5(_OURS, name))


def as_xml(root: ElementTree.Element) -> str:
    """Return an element as the text of a file."""
    ElementTree.indent(root)
    body = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'


def parse(text: str, name: str) -> ElementTree.Element:
    """Return the root element of an XML file from another program.

    Parameters
    ----------
    text : str
        The content of the file.
    name : str
        Its name, for messages.

    Returns
    -------
    Element
        The root, without namespaces.

    Raises
    ------
    ValueError
        If it is not XML, or declares entities, by which a small file can fill the memory.
    """
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise ValueError(f"{name}: contains a DOCTYPE, which REFI-QDA files do not have")
    try:
        root = ElementTree.fromstring(text.encode())
    except (ElementTree.ParseError, RecursionError) as error:
        raise ValueError(f"{name}: this is not XML: {error}") from None
    for element in root.iter():
        # "{urn:QDA-XML:codebook:1.0}Code": programs write versions 0.4, 1.0 and 1.5
        element.tag = element.tag.rpartition("}")[2]
    return root


def read(text: str, name: str) -> Codebook:
    """Return the codebook of a .qdc file.

    Parameters
    ----------
    text : str
        The content of the file.
    name : str
        Its name, for messages and as the path of the codebook.

    Returns
    -------
    Codebook
        The codes as themes, those within other codes too. A code from another program has its description as
        definition, an id made from its name, and no cues.
    """
    root = parse(text, name)
    themes = []
    cues = []
    rule: dict[str, float] = {}
    taken: set[str] = set()
    for line, code in enumerate(root.iter("Code"), 1):
        theme = _theme(code, line)
        theme["theme"] = _free(theme["theme"], taken)
        taken.add(theme["theme"])
        rule |= theme.pop("rule")
        for cue in theme.pop("cues"):
            cues.append(cue | {"theme": theme["theme"], "line": line})
        themes.append(theme)
    if not themes:
        raise ValueError(f"{name}: contains no codes")
    return Codebook(
        schema.table(themes, "themes"),
        schema.table(cues, "codebook"),
        **rule,
        path=name,
    )


def _free(base: str, taken: set[str]) -> str:
    """An id, or this with the first number that makes it another one than those taken."""
    name = base
    count = 1
    while name in taken:
        count += 1
        name = f"{base}-{count}"
    return name


def _description(theme: dict, book: Codebook) -> str:
    said = [_ID + theme["theme"]]
    for column, head in _PARTS.items():
        if theme[column]:
            said.append(head + theme[column])
    cues = book.cues[book.cues["theme"].eq(theme["theme"])]
    if len(cues):
        listed = "; ".join(map(_cue_text, cues.to_dict("records")))
        rule = f"{book.headline:g} in a headline, {book.quote:g} in a quote"
        said.append(f"Cues ({rule}, {book.alone:g} in a short quote): {listed}")
    return "\n\n".join(said)


def _cue_text(row: dict) -> str:
    text = row["cue"]
    if row["only_with"]:
        only = row["only_with"].replace("|", ", ").replace(";", " and with ")
        text += f" (only with {only})"
    if row["not_near"]:
        near = row["not_near"].replace("|", ", ")
        text += f" (not near {near})"
    if row["weight"] != 1:
        text += f" (weight {row['weight']:g})"
    return text


def _theme(code: ElementTree.Element, line: int) -> dict:
    """One theme with its cues, from a code of ours or of another program."""
    label = code.get("name", "").strip() or f"Code {line}"
    said = code.findtext("Description") or ""
    theme: dict = dict.fromkeys(_PARTS, "")
    theme |= {"facet": "topic", "label": label, "line": line}
    theme |= {"theme": _id(label), "cues": [], "rule": {}}
    last = "definition"
    for part in said.split("\n\n"):
        own_id = part.removeprefix(_ID)
        head = _CUES.match(part)
        if own_id != part and _hyphenated(own_id):
            theme["theme"] = own_id
        elif head:
            listed = part[head.end() :].split("; ")
            theme["cues"] = list(map(_cue, listed))
            theme["rule"] = _numbers(head)
        else:
            last = _add(theme, part, last)
    theme["definition"] = theme["definition"] or label
    return theme


def _numbers(head: re.Match[str]) -> dict[str, float]:
    """How many cues earn a theme, where the list of cues says so."""
    rule = {}
    for key, number in head.groupdict().items():
        if number:
            rule[key] = float(number)
    return rule


def _add(theme: dict, part: str, last: str) -> str:
    """Put a part of a description into its column; one without a head continues the last one."""
    for column, head in _PARTS.items():
        if head and part.startswith(head):
            theme[column] = part.removeprefix(head)
            return column
    theme[last] = "\n\n".join(filter(None, [theme[last], part]))
    return last


def _cue(text: str) -> dict:
    found = _CUE.fullmatch(text)
    only = (found["only"] or "").replace(" and with ", ";").replace(", ", "|")
    near = (found["near"] or "").replace(", ", "|")
    return {
        "cue": found["cue"],
        "only_with": only,
        "not_near": near,
        "weight": float(found["weight"] or 1),
    }


def _id(label: str) -> str:
    return _hyphenated(label.lower()) or "code"


def _hyphenated(name: str) -> str:
    """A name with hyphens between its letters and digits, for whatever is there."""
    return _NO_ID.sub("-", name).strip("-")
