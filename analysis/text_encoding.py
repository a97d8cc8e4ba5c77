"""Character encodings: which one the bytes of a text are in, and how certain that is."""

from __future__ import annotations

import codecs
import encodings.aliases
import re
from typing import NamedTuple

from analysis import schema

PLAIN = "plain text (UTF-8)"

# UTF-32 before UTF-16: the BOM of UTF-16 (little-endian) is the first half of that of UTF-32.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 with BOM"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32 with BOM"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32 with BOM"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16 with BOM"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16 with BOM"),
)

# <meta charset="windows-1251">, <meta http-equiv=… content="text/html; charset=koi8-r">
_CHARSET = re.compile(rb"<meta[^<>]{1,200}charset=[\"']?([A-Za-z0-9_-]{1,30})", re.I)

# The encodings that a page may name in ASCII. It cannot be in UTF-16 then, and a codec of Python such
# as "undefined" or "unicode_escape" is not one for pages.
_PAGE_CODEC = re.compile(
    r"utf-?8|(us-)?ascii|iso[-_]?8859[-_]\d+|latin-?\d+|(windows|cp)[-_]?\d+|koi8[-_][rut]|"
    r"(x-)?mac[a-z-]*|gbk?|gb[-_]?2312|gb18030|big5([-_]hkscs)?|euc[-_](jp|kr)|ks[-_]?c.*|"
    r"(shift|s)[-_]?jis|iso[-_]2022[-_]jp|tis[-_]?620",
    re.I,
)

# “ ” ‘ ’ — … as two bytes each in the encodings of East Asia, where "ANSI" is one of them. Read as
# Windows-1252 they are ¡° ¡± ¡¯, which no Western text has; Shift-JIS has bytes that are not in it.
# English text in GB18030 and EUC-KR (CP949) has the same bytes.
_EAST_ASIAN = (
    (
        "gb18030",
        "GB18030 or EUC-KR (Chinese, Korean)",
        "a1b0 a1b1 a1ae a1af a1aa a843",
        "a1ad a1a6",
    ),
    ("big5", "Big5 (Chinese)", "a1a7 a1a8 a1a5 a1a6", "a158 a14b a15b"),
    # a1c9 is ”, but also the beginning of a Spanish "¡Él" in Windows-1252
    ("euc_jp", "EUC-JP (Japanese)", "a1c8 a1c6 a1c7", "a1c9 a1bd a1c4"),
    ("cp932", "Shift-JIS (Japanese)", "8167 8168 8165 8166", "815c 8163"),
)


# « „ and other rare letters have four bytes in GB18030, two of them digits: 0x81 0x30 0x89 0x37.
_GB_RARE = re.compile(rb"[\x81-\xfe][0-9][\x81-\xfe][0-9]")

# The curly quotation marks of Windows-1252: ‘ ’ “ ”. In Mac Roman these bytes are rare letters (ë í
# ì î).
_CURLY_1252 = re.compile(rb"[\x91-\x94]")

# Three or more bytes beyond ASCII in a row: usual in Cyrillic, Greek or Chinese, rare in Western
# languages, but for quotation marks and dashes next to an accent (“é”).
_FOREIGN_RUN = re.compile(rb"[\x80-\x90\x98-\xff]{3,}")

# What UTF-8 looks like once it was read as Windows-1252: â€œ for “, Ã© for é, Â« for «
_MOJIBAKE = re.compile("â€[œ\x9d™˜“”¦]?|Ã[\x80-\xbf©¨¤¶¼¡­³±§]|Â[«» ]")

_HIGH = [bytes([byte]) for byte in range(0x80, 0x100)]


class Text(NamedTuple):
    """A text, the name of its encoding, how certain that is, and what should be looked at."""

    text: str
    encoding: str
    sure: str
    warnings: tuple[str, ...] = ()


def detected(data: bytes, name: str, *, strict: bool = False) -> Text:
    """Return the text of bytes in the encoding that they are in.

    Parameters
    ----------
    data : bytes
        What the file holds.
    name : str
        The name of the file, for messages.
    strict : bool
        Refuse damaged bytes instead of replacing them by U+FFFD with a warning.

    Returns
    -------
    Text
        The text without a BOM.

    Raises
    ------
    ValueError
        If the encoding cannot be determined.
    """
    return _by_bom(data, name, strict) or _by_content(data, name, strict)


def requested(data: bytes, name: str, encoding: str) -> str:
    """Return the text in the encoding that was requested."""
    try:
        text = data.decode(encoding)
    except LookupError:
        known = {*encodings.aliases.aliases, "windows-1252", "utf-8", "utf-16"}
        hint = schema.near(encoding, known)
        raise ValueError(f"{name}: no encoding is called {encoding!r}{hint}") from None
    except UnicodeError as error:
        start = getattr(error, "start", 0)  # a codec such as idna raises one without a position
        raise ValueError(
            f"{name}, line {_line(data, start)}: not {encoding}, as requested: {_reason(error)}. "
            "Leave out encoding= to have it detected, or name another"
        ) from None
    if not isinstance(text, str):  # "base64" decodes bytes to bytes
        raise ValueError(f"{name}: {encoding!r} is not an encoding of text")
    return text.removeprefix("\ufeff")


def _by_bom(data: bytes, name: str, strict: bool) -> Text | None:
    """The text of bytes that begin with a BOM."""
    for bom, codec, label in _BOMS:
        if data.startswith(bom):
            return _decoded(data, name, codec, label, "certain", strict)
    return None


def _by_content(data: bytes, name: str, strict: bool) -> Text:
    """The text of bytes without a BOM."""
    # UTF-16 has a NUL for every second byte of English. A stray one in an article is removed later
    # on, but has no place in a file that a program reads line by line.
    if _is_mostly_nuls(data) or (strict and 0 in data):
        raise ValueError(_about_nuls(data, name))
    if data.isascii():
        return Text(data.decode("ascii"), "UTF-8", "certain: plain ASCII")
    try:
        return Text(data.decode("utf-8"), "UTF-8", "certain")
    except UnicodeDecodeError as error:
        first = error
    if not strict:
        try:
            # Halves of a character that some programs write by themselves; cleaning removes them.
            text = data.decode("utf-8", errors="surrogatepass")
            return Text(text, "UTF-8 with lone surrogates", "likely")
        except UnicodeDecodeError:
            pass
    declared = _declared(data)
    if declared:
        return declared
    # UTF-8 with a damaged byte has other characters that are whole; Windows-1252 has next to none.
    replaced = data.decode("utf-8", errors="replace")
    damaged = replaced.count("\ufffd")
    whole = len(replaced) - len(replaced.encode("ascii", "ignore")) - damaged
    if whole > damaged:
        return _decoded(data, name, "utf-8", "UTF-8", "likely", strict)
    east_asian = _east_asian(data)
    if east_asian:
        codec, label = east_asian
        advice = f"save it as UTF-8, or load an article with encoding={codec!r}"
        raise ValueError(f"{name}: expected UTF-8, found {label} by its quotation marks; {advice}")
    if _is_foreign(data):
        where = f"{name}, line {_line(data, first.start)}"
        raise ValueError(f"{where}: expected UTF-8, found {_reason(first)}. {_guess(data)}")
    return _western(data, name, strict)


def _is_mostly_nuls(data: bytes) -> bool:
    return data.count(0) * 10 > len(data)


def _declared(data: bytes) -> Text | None:
    """The text of a web page in the encoding that it declares, where that fits."""
    found = _CHARSET.search(data[:4096])
    if not found:
        return None
    encoding = found[1].decode("ascii")
    if not _PAGE_CODEC.fullmatch(encoding):
        return None
    try:
        return Text(data.decode(encoding), encoding, "declared by the page")
    except (LookupError, UnicodeError):
        return None


def _east_asian(data: bytes) -> tuple[str, str] | None:
    """The codec and the name of the encoding of East Asia that the quotation marks are in."""
    high = sum(map(data.count, _HIGH))
    for codec, label, marks, others in _EAST_ASIAN:
        found = sum(data.count(pair) for pair in map(bytes.fromhex, marks.split()))
        pairs = map(bytes.fromhex, f"{marks} {others}".split())
        # The second byte of a pair may be one of ASCII.
        explained = sum(data.count(pair) * sum(byte > 0x7F for byte in pair) for pair in pairs)
        if codec == "gb18030":
            rare = len(_GB_RARE.findall(data))
            found += rare
            explained += 2 * rare
        # At least half: in Windows-1252 these pairs do not occur, but other letters may (é).
        if found and explained * 2 >= high:
            return codec, label
    return None


def _is_foreign(data: bytes) -> bool:
    """Whether most bytes beyond ASCII are in runs, as in an 8-bit encoding of another alphabet."""
    high = sum(map(data.count, _HIGH))
    in_runs = sum(map(len, _FOREIGN_RUN.findall(data)))
    return in_runs * 2 > high


def _western(data: bytes, name: str, strict: bool) -> Text:
    """The text of bytes in Windows-1252 or Mac Roman, told apart by their quotation marks."""
    curly = _CURLY_1252.search(data)
    # “ and ” are 0xd2 and 0xd3 in Mac Roman, ’ is 0xd5; in Windows-1252 these are Ò Ó Õ, which are
    # rare.
    if not curly and data.count(b"\xd2") + data.count(b"\xd5") > 2:
        return Text(data.decode("mac_roman"), "Mac Roman", "likely: its quotation marks fit")
    reason = "its quotation marks fit" if curly else "few bytes to judge by"
    return _decoded(data, name, "cp1252", "Windows-1252", f"likely: not UTF-8, {reason}", strict)


def _decoded(data: bytes, name: str, codec: str, label: str, sure: str, strict: bool) -> Text:
    """The text in one encoding; damaged bytes are refused, or replaced with a warning."""
    try:
        return Text(data.decode(codec), label, sure)
    except UnicodeDecodeError as error:
        line = _line(data, error.start, codec)
        if strict:
            problem = f"not {label}: {_reason(error)}"
            raise ValueError(f"{name}, line {line}: {problem}; save the file as UTF-8") from None
        text = data.decode(codec, errors="replace")
        count = text.count("\ufffd")
        said = f"{count:,} damaged bytes were" if count > 1 else "1 damaged byte was"
        warning = f"{said} replaced by U+FFFD, the first in line {line}: {_reason(error)}"
        return Text(text, label, sure, (warning,))


def _about_nuls(data: bytes, name: str) -> str:
    """The message about bytes full of NULs, with the encoding that they look like."""
    binary = f"{name}: expected text, found binary data ({data.count(0):,} NUL bytes)"
    if not _is_mostly_nuls(data):
        return f"{binary}. Save it as {PLAIN}"
    sample = data[:4096]
    even = sample[::2].count(0)
    odd = sample[1::2].count(0)
    # In UTF-32 two of the three upper bytes are NUL whatever the alphabet; in UTF-16 every second
    # is.
    if sample[1::4].count(0) + sample[2::4].count(0) > len(sample) * 0.45:
        likely = "utf-32-be" if sample[:1] == b"\x00" else "utf-32-le"
    elif odd > 4 * even:
        likely = "utf-16-le"
    elif even > 4 * odd:
        likely = "utf-16-be"
    else:
        return f"{binary}. Give a text file instead"
    return (
        f"{name}: expected UTF-8, found {data.count(0):,} NUL bytes: most likely UTF-16 or UTF-32 "
        f"without a BOM; save it as UTF-8, or load an article with encoding={likely!r}"
    )


def _guess(data: bytes) -> str:
    """What to do about bytes of an unknown encoding."""
    from charset_normalizer import from_bytes  # imported here, since that is slow and rarely needed

    best = from_bytes(data[:65536]).best()
    if best is None:
        return "No known encoding fits; save it as UTF-8"
    likely = best.encoding
    advice = f"save it as UTF-8, or load an article with encoding={likely!r}"
    return f"It is most likely {likely}: {advice}"


def mojibake(text: str) -> str:
    """Return the warning about a text that was once decoded wrongly, or ""."""
    if not any(sign in text for sign in "âÃÂ"):  # a quick look first, since most texts have none
        return ""
    found = _MOJIBAKE.findall(text)
    # One alone may be meant: an article about encodings, or "Â " at a line's end.
    if len(found) < 2:
        return ""
    return (
        f"{len(found)} character sequences such as {found[0]!r} look like mojibake (UTF-8 once "
        "read as Windows-1252); nothing was changed: save the original again as UTF-8, or repair "
        "it with a tool such as ftfy"
    )


def _reason(error: UnicodeError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"byte 0x{error.object[error.start]:02x} at offset {error.start:,} ({error.reason})"
    return str(error)


def _line(data: bytes, offset: int, codec: str = "latin-1") -> int:
    """The number of the line that a byte is in, as an editor counts."""
    before = data[:offset].decode(codec, errors="ignore")
    return before.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
