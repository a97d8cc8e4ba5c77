"""Files of text that people edit, from bytes: the encodings in which editors and spreadsheets save them."""

from __future__ import annotations

import codecs
from pathlib import Path

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_OTHERS = (
    (b"PK\x03\x04", "an Office document (xlsx, docx, ods)"),
    (b"\xd0\xcf\x11\xe0", "an old Office document (xls, doc)"),
    (b"%PDF", "a PDF"),
)


def read(path: str | Path, *, what: str, instead: str = "") -> str:
    """The text of a file: UTF-8, UTF-16 with a BOM, or else Windows-1252.

    A FileNotFoundError says which files of the kind are there, or what to do `instead`; a ValueError names the file,
    and the line of a byte that fits no encoding.
    """
    path = Path(path)
    if not path.is_file():
        there = ", ".join(sorted(p.name for p in path.parent.glob(f"*{path.suffix}"))) or f"no {path.suffix} file"
        raise FileNotFoundError(f"no {what} at {path}; {instead or f'in that folder there is {there}'}")
    data = path.read_bytes()
    for signature, other in _OTHERS:
        if data.startswith(signature):
            raise ValueError(f"{path.name}: expected text, found {other}; save it as CSV or plain text (UTF-8)")
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return _decoded(data, codec, path.name)
    if b"\0" in data:
        raise ValueError(f"{path.name}: expected text, found NUL bytes (UTF-16 without BOM?); save it as UTF-8")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
        # UTF-8 with a damaged byte has other letters that are whole; Windows-1252 has next to none.
        whole = sum(c > "\x7f" for c in text) - text.count("\ufffd")
        return _decoded(data, "utf-8" if whole > text.count("\ufffd") else "cp1252", path.name)


def _decoded(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(codec, errors="ignore").count("\n") + 1
        raise ValueError(
            f"{name}, line {line}: expected {codec} text, found byte 0x{data[error.start]:02x}; save the file as UTF-8"
        ) from None
