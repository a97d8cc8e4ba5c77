"""Codings from other programs: a .qdpx project as MAXQDA, NVivo, ATLAS.ti and QualCoder write it."""

from __future__ import annotations

import io
import warnings
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd

from analysis import schema, text_files
from analysis.themes import passages, refi_codebook
from analysis.themes.check_evidence import BETWEEN
from analysis.themes.cues import NEEDS, PLACE
from analysis.themes.matching import shortened
from analysis.themes.qdpx import UNFOUND, Source, sources_of


def read(path: Path, of: pd.DataFrame | None) -> pd.DataFrame:
    """Return the codings of a .qdpx file.

    Parameters
    ----------
    path : Path
        The file.
    of : DataFrame
        The highlights.

    Returns
    -------
    DataFrame
        The table "codings" of `schema` with evidence and note. A coder who coded a passage of a document gave
        0 to every other theme of every highlight of it.

    Raises
    ------
    ValueError
        If the file is not such a project, or `of` is missing.
    """
    if of is None:
        what = "the passages of a project need the highlights: themes.codings(path, of=highlights)"
        raise ValueError(f"{path.name}: {what}")
    schema.check(of, "highlights", needs=NEEDS)
    content = _unzipped(path)
    root = refi_codebook.parse(content.pop("project"), path.name)
    users = {user.get("guid"): user.get("name", "") for user in root.iter("User")}
    book = root.find("CodeBook")
    codes = {}
    if book is not None:
        listed = refi_codebook.read(ElementTree.tostring(book, encoding="unicode"), path.name)
        # Codes are named by these in the passages.
        guids = [code.get("guid") for code in book.iter("Code")]
        codes = dict(zip(guids, listed.themes["theme"].tolist(), strict=True))
    sources = sources_of(of)
    rows = []
    lost = []
    for element in root.iter("TextSource"):
        text = _text(element, content)
        for selection in element.iter("PlainTextSelection"):
            found = _placed(selection, element.get("name", ""), text, sources)
            if found is None:
                lost.append(f"{element.get('name')}: {_excerpt(selection, text)!r}")
                continue
            rows += _codings_of(selection, found, users, codes)
    if lost:
        warnings.warn(
            f"{path.name}: {len(lost)} coded passages are in no highlight and are left out: "
            f"{shortened(lost)}",
            stacklevel=4,  # warn → read → coding_files.read → codings → the caller
        )
    return _with_zeros(pd.DataFrame(rows), of, list(dict.fromkeys(codes.values())))


def _unzipped(path: Path) -> dict[str, str]:
    """The project's XML under "project", and the text files by their names."""
    data = text_files.content(path, what="codings")
    content = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                name = entry.filename.replace("\\", "/")
                is_project = name.lower().endswith(".qde")
                if not is_project and not name.lower().endswith(".txt"):
                    continue
                if entry.file_size > text_files.LIMIT:
                    where = f"{path.name}: {name}"
                    raise ValueError(text_files.too_large(entry.file_size, where))
                text = archive.read(entry).decode("utf-8-sig", "replace")
                key = "project" if is_project else _last_part(name)
                content[key] = text
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise ValueError(f"{path.name}: this is not a .qdpx project: {error}") from None
    if "project" not in content:
        raise ValueError(f"{path.name}: this is not a .qdpx project: it has no .qde file")
    return content


def _text(source: ElementTree.Element, content: dict[str, str]) -> str:
    """The text of a source: within the project, or in a file of the archive."""
    inside = source.findtext("PlainTextContent")
    if inside is not None:
        return inside
    name = _last_part(source.get("plainTextPath", ""))
    # Positions count a line end as one character
    return content.get(name, "").replace("\r\n", "\n")


def _last_part(path: str) -> str:
    return path.rpartition("/")[2]


def _excerpt(selection: ElementTree.Element, text: str) -> str:
    return _span_text(selection, text)[:40]


def _span_text(selection: ElementTree.Element, text: str) -> str:
    start = selection.get("startPosition", "")
    end = selection.get("endPosition", "")
    if not start.isdecimal() or not end.isdecimal():
        return ""
    return text[int(start) : int(end)]


def _placed(
    selection: ElementTree.Element, document: str, text: str, sources: dict[str, Source]
) -> dict | None:
    """The highlight of a coded passage, and its words; None where no highlight has them."""
    words = _span_text(selection, text)
    if not words.strip():
        return None
    source = sources.get(document)
    # The text is ours and unchanged, so a position tells the highlight.
    if source and source.text == text:
        start = int(selection.get("startPosition"))
        for number, (begin, end) in source.whole.items():
            if begin <= start < end:
                # Where the whole highlight is coded, no part of it is evidence.
                if words.strip() == text[begin:end].strip():
                    words = ""
                return {"document": document, "number": number, "words": words}
    # The program has changed the text, or it is another one: look for the words.
    asked = passages.key(words)
    if source:
        sources = {document: source}
    for name, other in sources.items():
        for number, (begin, end) in other.whole.items():
            part = passages.key(other.text[begin:end])
            if passages.whole(asked, part):
                if part.letters == asked.letters:
                    words = ""
                return {"document": name, "number": number, "words": words}
    return None


def _codings_of(
    selection: ElementTree.Element, found: dict, users: dict[str, str], codes: dict[str, str]
) -> list[dict]:
    """One row for every code of a passage."""
    said = selection.findtext("Description") or ""
    evidence = found["words"]
    if said.startswith(UNFOUND):
        evidence, _, said = said.removeprefix(UNFOUND).partition("\n")
    rows = []
    for coding in selection.iter("Coding"):
        reference = coding.find("CodeRef")
        if reference is None or reference.get("targetGUID") not in codes:
            continue
        user = coding.get("creatingUser") or selection.get("creatingUser", "")
        when = coding.get("creationDateTime", "")
        row = {
            "document": found["document"],
            "number": found["number"],
            "coder": users.get(user, "") or "unnamed",
            "date": when[:10],
            "theme": codes[reference.get("targetGUID")],
            "value": 1,
            "evidence": evidence,
            "note": said,
        }
        rows.append(row)
    return rows


def _with_zeros(rows: pd.DataFrame, of: pd.DataFrame, themes: list[str]) -> pd.DataFrame:
    """The codings with 0 for whatever a coder did not code in a document of which something is coded."""
    if rows.empty:
        return schema.empty("codings")
    keys = [*PLACE, "coder", "date", "theme"]
    # Several passages with one code are several pieces of evidence for it.
    joined = rows.groupby(keys, sort=False)[["evidence", "note"]].agg(_joined).reset_index()
    coders = joined["coder"].drop_duplicates()
    seen = joined[["document", "coder", "date"]].drop_duplicates(["document", "coder"])
    every = of[PLACE].merge(seen, on="document")
    parts = [every[every["coder"].eq(coder)] for coder in coders]
    grid = pd.concat(parts).merge(pd.DataFrame({"theme": themes}), how="cross")

    given = joined.drop(columns="date").assign(value=1)
    found = grid.merge(given, on=[*PLACE, "coder", "theme"], how="left")
    for name, missing in (("value", 0), ("evidence", ""), ("note", "")):
        found[name] = found[name].fillna(missing)
    return schema.table(found, "codings")


def _joined(texts: pd.Series) -> str:
    return BETWEEN.join(filter(None, dict.fromkeys(texts)))
