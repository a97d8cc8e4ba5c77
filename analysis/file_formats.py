"""File formats that are not text, known by how their bytes begin, and the steps that lead to text."""

from __future__ import annotations

_SAVE = "open it in its own program and save it as {wanted}"
_SAVE_SHEET = "open it in its own program and save the sheet as CSV (UTF-8)"
_OCR = "recognise its text (OCR) and save that as {wanted}"
_UNPACK = "unpack it and give the file inside"
_PDF = "open it and copy its text, or run `pdftotext` on it, and save that as {wanted}"

# How a file that is not text begins, what it is, and the steps that lead out.
_SIGNATURES = (
    (b"%PDF", "a PDF", _PDF),
    (b"\xd0\xcf\x11\xe0", "an old Office document (.doc, .xls) or an encrypted one", _SAVE),
    (b"{\\rtf", "a rich-text document (RTF)", _SAVE),
    (b"%!PS", "a PostScript file", _SAVE),
    (b"\x89PNG", "an image (PNG)", _OCR),
    (b"\xff\xd8\xff", "an image (JPEG)", _OCR),
    (b"GIF8", "an image (GIF)", _OCR),
    (b"II*\x00", "an image (TIFF)", _OCR),
    (b"MM\x00*", "an image (TIFF)", _OCR),
    (b"RIFF", "a media file (WebP, WAV, AVI)", "transcribe it and save that as {wanted}"),
    (b"PK\x05\x06", "an empty zip archive", _UNPACK),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"BZh", "a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ", "an xz archive", _UNPACK),
    (b"7z\xbc\xaf", "a 7-Zip archive", _UNPACK),
    (b"Rar!", "a RAR archive", _UNPACK),
    (b"SQLite format 3", "an SQLite database", "export the table that you need as CSV (UTF-8)"),
    (b"PAR1", "a Parquet file", "export it as CSV (UTF-8)"),
    (b"\x7fELF", "a program", "give a text file instead"),
)
_ZIP = b"PK\x03\x04"

# Office documents are zip archives, too. The name of a part says which: names are not compressed.
_OFFICE = (
    (b"word/document", "a Word document (.docx)", _SAVE),
    (b"xl/workbook", "an Excel workbook (.xlsx)", _SAVE_SHEET),
    (b"ppt/presentation", "a PowerPoint presentation (.pptx)", _SAVE),
    (b"opendocument.text", "an OpenDocument text (.odt)", _SAVE),
    (b"opendocument.spreadsheet", "an OpenDocument spreadsheet (.ods)", _SAVE_SHEET),
)


def kind_of_zip(data: bytes) -> str:
    """Return what a zip archive is by the names of its parts, or "" for bytes that are not one.

    Parameters
    ----------
    data : bytes
        What the file holds.

    Returns
    -------
    str
        Such as ``"a Word document (.docx)"``.
    """
    if not data.startswith(_ZIP):
        return ""
    for part, what, _ in _OFFICE:
        if part in data:
            return what
    return "a zip archive"


def refuse(data: bytes, name: str, wanted: str) -> None:
    """Raise a ValueError for bytes that begin like a format other than text.

    Parameters
    ----------
    data : bytes
        What the file holds.
    name : str
        The name of the file, for messages.
    wanted : str
        The format to save it in.
    """
    for signature, what, steps in _SIGNATURES:
        if data.startswith(signature):
            raise ValueError(f"{name}: expected text, found {what}; {steps.format(wanted=wanted)}")
    archive = kind_of_zip(data)
    if not archive:
        return
    for _, what, steps in _OFFICE:
        if what == archive:
            raise ValueError(f"{name}: expected text, found {what}; {steps.format(wanted=wanted)}")
    raise ValueError(f"{name}: expected text, found {archive}; {_UNPACK}")
