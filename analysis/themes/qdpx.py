"""Codings for other programs: a .qdpx project, which MAXQDA, NVivo, ATLAS.ti and QualCoder read."""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from typing import NamedTuple
from xml.etree import ElementTree

import pandas as pd

from analysis import schema
from analysis.themes import refi_codebook
from analysis.themes.check_evidence import check_evidence
from analysis.themes.codebook import CODEBOOK, Codebook, Given
from analysis.themes.codebook import codebook as book_of
from analysis.themes.codebook_file import CONTROL
from analysis.themes.cues import NEEDS, PLACE, tuples

_NAMESPACE = "urn:QDA-XML:project:1.0"
_PROJECT = "project.qde"
_BETWEEN = "\n\n"  # between highlights in the text of a source
UNFOUND = "evidence: "  # in a description: words that are not in the text

_DATE = re.compile(r"\d{4}-\d\d-\d\d")


class Source(NamedTuple):
    """The text of one document, and where each highlight and each voice of it begins and ends."""

    text: str
    whole: dict[int, tuple[int, int]]
    voices: dict[tuple[int, str], tuple[int, int]]


def qdpx(codings: pd.DataFrame, *, of: pd.DataFrame, codebook: Given = CODEBOOK) -> bytes:
    """Return codings as a REFI-QDA project (standard 1.5), which MAXQDA, NVivo, ATLAS.ti and QualCoder open.

    `themes.codings(path, of=highlights)` reads such a file, also after another program has changed it.

    Parameters
    ----------
    codings : DataFrame
        The table of codings, of any number of coders.
    of : DataFrame
        The highlights that were coded.
    codebook : str, Path, Codebook or None
        Their codebook.

    Returns
    -------
    bytes
        A zip archive to be saved as .qdpx: each document is a text source, each coder a user, each
        theme a code. A code with found evidence is a coded passage, any other code covers its whole
        highlight. Only codes of 1 are written.

    Raises
    ------
    ValueError
        If a coding is of a highlight or theme that is not given.

    Examples
    --------
    >>> from analysis import load, themes
    >>> qdpx(themes.codings(), of=load.article())[:2]
    b'PK'
    """
    schema.check(codings, "codings")
    schema.check(of, "highlights", needs=NEEDS)
    book = book_of(codebook)
    _check_known(codings, of, book)
    sources = sources_of(of)
    root = ElementTree.Element(
        "Project", {"xmlns": _NAMESPACE, "name": "Highlights", "origin": refi_codebook.ORIGIN}
    )
    users = ElementTree.SubElement(root, "Users")
    for coder in codings["coder"].drop_duplicates():
        given = {"guid": refi_codebook.guid("user", coder), "name": _clean(coder)}
        ElementTree.SubElement(users, "User", given)
    # An empty list of codes is not valid in the standard.
    if len(book.themes):
        refi_codebook.add_codes(ElementTree.SubElement(root, "CodeBook"), book)
    listed = ElementTree.SubElement(root, "Sources")
    selections = _selections(codings, of, sources)
    files = {}
    for document, source in sources.items():
        name = refi_codebook.guid("source", document)
        files[f"sources/{name}.txt"] = source.text
        path = f"internal://{name}.txt"
        given = {"guid": name, "name": _clean(document), "plainTextPath": path}
        element = ElementTree.SubElement(listed, "TextSource", given)
        # A document that nobody coded is a source all the same, for whoever codes next.
        for row in selections.get(document, []):
            _add_selection(element, row, source)
    return _zipped({_PROJECT: refi_codebook.as_xml(root)} | files)


def _check_known(codings: pd.DataFrame, of: pd.DataFrame, book: Codebook) -> None:
    places = set(tuples(of, *PLACE))
    themes = set(book.themes["theme"])
    for document, number, theme in tuples(codings, *PLACE, "theme"):
        if (document, number) not in places:
            raise ValueError(f"highlight {number} of {document!r} is coded, but not in of=")
        if theme not in themes:
            hint = schema.near(theme, themes)
            raise ValueError(f"the codebook has no theme {theme!r}{hint}")


def sources_of(of: pd.DataFrame) -> dict[str, Source]:
    """The text of each document: headline, quote, blank line."""
    sources = {}
    for document, rows in of.groupby("document", sort=False):
        text = ""
        whole = {}
        voices = {}
        for row in rows.itertuples():
            begin = len(text)
            for voice in schema.VOICES:
                written = getattr(row, voice)
                voices[row.number, voice] = (len(text), len(text) + len(written))
                text += written
                if voice == "headline" and written:
                    text += "\n"
            whole[row.number] = (begin, len(text))
            text += _BETWEEN
        sources[document] = Source(text, whole, voices)
    return sources


def _selections(
    codings: pd.DataFrame, of: pd.DataFrame, sources: dict[str, Source]
) -> dict[str, list[dict]]:
    """The coded passages of each document."""
    is_coded = codings["value"].eq(1).fillna(False)
    coded = codings[is_coded]
    for name in ("evidence", "note"):
        if name not in coded.columns:
            coded = coded.assign(**{name: ""})
    checked = check_evidence(coded, of=of)
    keys = [*PLACE, "coder", "theme"]
    told = coded[[*keys, "date", "note"]]

    rows: dict[str, list[dict]] = defaultdict(list)
    for row in checked.merge(told, on=keys, how="left").to_dict("records"):
        source = sources[row["document"]]
        row["span"] = source.whole[row["number"]]
        said = [row["note"]]
        if row["found"]:
            offset, _ = source.voices[row["number"], row["voice"]]
            row["span"] = (offset + row["start"], offset + row["end"])
        elif row["evidence"].strip():
            unfound = " ".join(row["evidence"].split())
            said.insert(0, f"{UNFOUND}{unfound}")
        row["said"] = "\n".join(filter(None, said))
        rows[row["document"]].append(row)
    return rows


def _add_selection(parent: ElementTree.Element, row: dict, source: Source) -> None:
    start, end = row["span"]
    key = (row["document"], start, end, row["coder"], row["theme"])
    user = refi_codebook.guid("user", row["coder"])
    when = {}
    if _DATE.fullmatch(row["date"]):
        when["creationDateTime"] = f"{row['date']}T00:00:00Z"
    given = {
        "guid": refi_codebook.guid("selection", *key),
        "name": _clean(source.text[start : start + 40]),
        "startPosition": str(start),
        "endPosition": str(end),
        "creatingUser": user,
    }
    selection = ElementTree.SubElement(parent, "PlainTextSelection", given | when)
    if row["said"]:
        ElementTree.SubElement(selection, "Description").text = _clean(row["said"])
    identity = {"guid": refi_codebook.guid("coding", *key), "creatingUser": user}
    coding = ElementTree.SubElement(selection, "Coding", identity | when)
    code = refi_codebook.guid("code", row["theme"])
    ElementTree.SubElement(coding, "CodeRef", {"targetGUID": code})


def _clean(text: str) -> str:
    return CONTROL.sub(" ", text)


def _zipped(files: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            # Always the same date, so that the same codings give the same file
            entry = zipfile.ZipInfo(name, date_time=(2000, 1, 1, 0, 0, 0))
            archive.writestr(entry, text.encode("utf-8", "replace"), zipfile.ZIP_DEFLATED)
    return made.getvalue()
