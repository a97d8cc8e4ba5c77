"""From bytes to text: what is refused by its signature, how the encoding is found, how sure that is."""

from __future__ import annotations

import codecs
import encodings.aliases
import re
from typing import NamedTuple

from analysis import schema
from analysis.load.errors import ArticleError

LIMIT = 64 * 2**20  # bytes, a hundred thick books

_TEXT = "open it in its own program, save it as plain text (UTF-8), Markdown or HTML, and load that"
SIGNATURES = (
    (b"%PDF", "a PDF", "open it, copy its text or run `pdftotext` on it, and load the text file"),
    (b"PK\x03\x04", "a zip archive or an Office document (docx, odt, xlsx)", _TEXT),
    (b"PK\x05\x06", "an empty zip archive", _TEXT),
    (b"\xd0\xcf\x11\xe0", "an old Office document (doc, xls)", _TEXT),
    (b"{\\rtf", "a rich-text document (RTF)", _TEXT),
    (b"%!PS", "a PostScript file", _TEXT),
    (b"\x89PNG", "an image (PNG)", "recognise its text (OCR) and load the text"),
    (b"\xff\xd8\xff", "an image (JPEG)", "recognise its text (OCR) and load the text"),
    (b"GIF8", "an image (GIF)", "recognise its text (OCR) and load the text"),
    (b"II*\x00", "an image (TIFF)", "recognise its text (OCR) and load the text"),
    (b"MM\x00*", "an image (TIFF)", "recognise its text (OCR) and load the text"),
    (b"RIFF", "a media file (WebP, WAV, AVI)", "recognise or transcribe its text and load that"),
    (b"\x1f\x8b", "a gzip archive", "unpack it and load what is inside"),
    (b"BZh", "a bzip2 archive", "unpack it and load what is inside"),
    (b"\xfd7zXZ", "an xz archive", "unpack it and load what is inside"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it and load what is inside"),
    (b"Rar!", "a RAR archive", "unpack it and load what is inside"),
    (b"SQLite format 3", "an SQLite database", "export its table as a CSV with columns headline and quote"),
    (b"PAR1", "a Parquet file", "write its table as a CSV with columns headline and quote"),
    (b"\x7fELF", "a program", "load the article's text instead"),
)
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 with BOM"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32 with BOM"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32 with BOM"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16 with BOM"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16 with BOM"),
)
_MOJIBAKE = re.compile("â€[œ\x9d™˜“”¦]?|Ã[\x80-\xbf©¨¤¶¼¡­³±§]|Â[«» ]")


class Decoded(NamedTuple):
    """A text, the name of its encoding, how sure that is, and what should be looked at."""

    text: str
    encoding: str
    sure: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, name: str, *, encoding: str | None = None) -> Decoded:
    """The text of a file's bytes; an ArticleError for what is no text, or whose encoding can't be told."""
    _refuse(data, name)
    if encoding is not None:
        found = Decoded(_as_told(data, name, encoding), encoding, "as you said")
    else:
        found = _by_bom(data, name) or _by_content(data, name)
    spoiled = _MOJIBAKE.findall(found.text) if any(sign in found.text for sign in "âÃÂ") else []
    if len(spoiled) < 2:
        return found
    message = (
        f"{len(spoiled)} character sequences such as {spoiled[0]!r} look like mojibake (UTF-8 once read as "
        "Windows-1252); nothing was changed: save the original again as UTF-8, or mend it with a tool such as ftfy"
    )
    return found._replace(warnings=(*found.warnings, message))


def too_long(size: int, name: str) -> str:
    """What is said of a file of more bytes than an article may have."""
    return f"{name}: {size:,} bytes; an article may have up to {LIMIT:,}. Split it and load the folder"


def _refuse(data: bytes, name: str) -> None:
    if len(data) > LIMIT:
        raise ArticleError(too_long(len(data), name))
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise ArticleError(
            f"{name}: expected an article, found an empty or blank file. Put its text there, then load it"
        )
    for signature, what, remedy in SIGNATURES:
        if data.startswith(signature):
            raise ArticleError(f"{name}: expected text, found {what}; {remedy}")


def _as_told(data: bytes, name: str, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except LookupError:
        hint = schema.near(encoding, {*encodings.aliases.aliases, "windows-1252", "utf-8", "utf-16"})
        raise ArticleError(f"{name}: no encoding is called {encoding!r}{hint}") from None
    except (UnicodeDecodeError, UnicodeError) as error:
        start = getattr(error, "start", 0)
        raise ArticleError(
            f"{name}, line {_line(data, start)}: not {encoding}, as was asked: {_reason(error)}. "
            "Leave encoding= out to have it found, or name another"
        ) from None
    if not isinstance(text, str):
        raise ArticleError(f"{name}: {encoding!r} is not an encoding of text")
    return text.removeprefix("\ufeff")


def _by_bom(data: bytes, name: str) -> Decoded | None:
    for bom, codec, label in BOMS:
        if data.startswith(bom):
            try:
                return Decoded(data.decode(codec), label, "certain")
            except UnicodeDecodeError as error:
                text = data.decode(codec, errors="replace")
                return Decoded(text, label, "certain", (_damaged(data, error, text),))
    return None


def _by_content(data: bytes, name: str) -> Decoded:
    if 0 in data and data.count(0) * 10 > len(data):
        raise ArticleError(_nuls(data, name))
    try:
        return Decoded(data.decode("utf-8"), "UTF-8", "certain" if not data.isascii() else "certain: plain ASCII")
    except UnicodeDecodeError as error:
        first = error
    try:  # UTF-8 but for lone surrogates, which the door takes out
        return Decoded(data.decode("utf-8", errors="surrogatepass"), "UTF-8 with lone surrogates", "likely")
    except UnicodeDecodeError:
        pass
    if said := _CHARSET.search(data[:4096]):  # a page names its encoding
        try:
            return Decoded(data.decode(said[1].decode()), said[1].decode(), "as the page says")
        except (LookupError, UnicodeDecodeError):
            pass
    text = data.decode("utf-8", errors="replace")
    high = sum(map(data.count, _HIGH))
    if text.count("\ufffd") * 10 < high:
        return Decoded(text, "UTF-8", "likely", (_damaged(data, first, text),))
    if high * 8 > len(data):
        raise ArticleError(
            f"{name}, line {_line(data, first.start)}: expected UTF-8, found {_reason(first)}. {_guess(data)}"
        )
    if data.count(b"\xd2") + data.count(b"\xd5") > 2 and not re.search(rb"[\x91-\x94]", data):
        return Decoded(data.decode("mac_roman"), "Mac Roman", "likely: its quotation marks fit")
    fit = "its quotation marks fit" if re.search(rb"[\x91-\x94]", data) else "few bytes to tell by"
    return Decoded(data.decode("cp1252", errors="replace"), "Windows-1252", f"likely: not UTF-8, {fit}")


_CHARSET = re.compile(rb"<meta[^<>]{1,200}charset=[\"']?([A-Za-z0-9_-]{1,30})", re.I)
_HIGH = [bytes([b]) for b in range(0x80, 0x100)]


def _nuls(data: bytes, name: str) -> str:
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if sample[1::4].count(0) + sample[2::4].count(0) > len(sample) * 0.45:
        likely = "utf-32-le" if sample[:1] != b"\x00" else "utf-32-be"
    elif odd > 4 * even:
        likely = "utf-16-le"
    elif even > 4 * odd:
        likely = "utf-16-be"
    else:
        return (
            f"{name}: expected text, found binary data ({data.count(0):,} NUL bytes). Load the article's text instead"
        )
    return (
        f"{name}: expected UTF-8, found {data.count(0):,} NUL bytes: most likely UTF-16 or UTF-32 without a BOM; "
        f"load it with encoding={likely!r}, or save it as UTF-8"
    )


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes  # only here, and slow to import

    best = from_bytes(data[:65536]).best()
    likely = f"most likely {best.encoding}: load it with encoding={best.encoding!r}" if best else "no encoding fits"
    return f"{likely}; or save it as UTF-8"


def _damaged(data: bytes, error: UnicodeDecodeError, text: str) -> str:
    return (
        f"{text.count(chr(0xFFFD))} damaged bytes were replaced by U+FFFD, the first in line {_line(data, error.start)}: "
        f"{_reason(error)}"
    )


def _reason(error: UnicodeError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"byte 0x{error.object[error.start]:02x} at offset {error.start:,} ({error.reason})"
    return str(error)


def _line(data: bytes, offset: int) -> int:
    return data.count(b"\n", 0, offset) + 1
