"""The codebook for other programs: a .qdc file, which MAXQDA, NVivo, ATLAS.ti and QualCoder read."""

from __future__ import annotations

from xml.etree import ElementTree

from analysis.themes import refi_codebook
from analysis.themes.codebook import CODEBOOK, Given
from analysis.themes.codebook import codebook as book_of

_NAMESPACE = "urn:QDA-XML:codebook:1.0"


def qdc(codebook: Given = CODEBOOK) -> str:
    """Return the codebook as the text of a .qdc file (REFI-QDA standard 1.5, Codebook 1.0).

    `themes.codebook` reads such a file again.

    Parameters
    ----------
    codebook : str, Path, Codebook or None
        What `themes.codebook` takes.

    Returns
    -------
    str
        XML. Each theme is a code: its name is the label, its GUID is made from the id and so always the
        same, and its description holds the id, everything that is said of the theme, and the cues.

    Examples
    --------
    >>> qdc().splitlines()[1][:53]
    '<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="hi'
    """
    book = book_of(codebook)
    root = ElementTree.Element("CodeBook", {"xmlns": _NAMESPACE, "origin": refi_codebook.ORIGIN})
    refi_codebook.add_codes(root, book)
    return refi_codebook.as_xml(root)
