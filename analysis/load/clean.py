"""The door: lines of clean text, each with its number in the file, and a count of what was taken out.

Newlines of every kind become LF; no-break and other special spaces become plain ones; HTML entities become their
characters; soft hyphens, zero-width characters (joiners only where no Arabic or Indic letter and no emoji stands before
them), bidirectional and control characters, lone surrogates and combining marks beyond thirty on a letter go; accents are
composed (NFC). Offsets are those of the cleaned text, which is what the tables hold. Nothing else is changed: quotation
marks, dashes, spelling and mojibake stay as they are.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter

Line = tuple[int, str]  # its number in the file, and its clean text
PAGE = "\f"  # a line of its own that stands for a page break

_NEWLINES = ("\r\n", "\r", "\v", "\x85", "\u2028", "\u2029")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_DIRT = re.compile(
    "(?P<space>[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000])"
    "|(?P<soft>\xad)"
    # joiners stay where a script needs them: behind Arabic and Indic letters, and inside emoji
    "|(?P<width>[\u180e\u200b\u2060-\u2064\ufeff]"
    "|(?<![\u0600-\u0dff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])[\u200c\u200d])"
    "|(?P<bidi>[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069])"
    "|(?P<control>[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f])"
    "|(?P<surrogate>[\ud800-\udfff])"
)
_PLAIN = bytes(range(32, 127)) + b"\n\t\f"
_COMPOSED = re.compile("[\x80-\u02ff\u2010-\u2027]*")  # Latin letters, dashes, quotation marks: no accent stands alone
_PAGES = re.compile("(\f)")
_PARTED = re.compile(r"\xad[ \t]*\n[ \t]*([^\W\d_]\S*)")
_PILE = re.compile(r"[^\w\s\x00-\u02ff]{31,}")  # composing takes quadratic time over endless combining marks
NAMES = {
    "space": "no-break or other special spaces made plain",
    "soft": "soft hyphens removed",
    "width": "zero-width characters removed",
    "bidi": "bidirectional controls removed",
    "control": "control characters removed",
    "surrogate": "lone surrogates removed",
    "pile": "combining marks beyond 30 on one letter removed",
    "accent": "lines with decomposed accents composed (NFC)",
}


def split(text: str, *, entities: bool = True) -> tuple[list[Line], Counter]:
    r"""Lines numbered as an editor numbers them, and how often each kind of dirt was met.

    A line ends at LF, CR, CR LF, VT, NEL, U+2028 or U+2029; a form feed parts a line and counts for none.

    >>> split("a\r\nb\u00ad\u00a0c")
    ([(1, 'a'), (2, 'b c')], Counter({'soft': 1, 'space': 1}))
    """
    dirt: Counter = Counter()
    whole = newlines(text)
    if entities and "&" in whole:
        whole = _ENTITY.sub(lambda m: newlines(html.unescape(m.group())).replace("\n", " "), whole)
    if "\xad" in whole:  # a word parted at a line's end moves up whole
        whole, parted = _PARTED.subn(r"\1\n", whole)
        dirt["soft"] += parted
    whole = tidy(whole, dirt)
    lines = list(enumerate(whole.split("\n"), 1))
    if PAGE in whole:
        lines = [(number, part) for number, line in lines for part in _PAGES.split(line)]
    return lines, dirt


def newlines(text: str) -> str:
    """The text with every kind of newline as LF."""
    for newline in _NEWLINES:
        if newline[0] in text:
            text = text.replace(newline, "\n")
    return text


def tidy(text: str, dirt: Counter) -> str:
    """The text without dirt, composed (NFC); `dirt` counts what was met."""
    odd = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN)  # a few bytes of most texts, found in no time
    odd = odd.decode("utf-8", "surrogatepass")
    if odd.isprintable():  # no dirt is
        return text if _COMPOSED.fullmatch(odd) else _composed(text, dirt)

    def wash(match: re.Match) -> str:
        dirt[match.lastgroup] += 1
        return " " if match.lastgroup == "space" else ""

    return _composed(_DIRT.sub(wash, text), dirt)


def _composed(text: str, dirt: Counter) -> str:
    if unicodedata.is_normalized("NFC", text):
        return text
    text = _PILE.sub(lambda m: _trimmed(m.group(), dirt), text)
    parts = text.split("\n")
    dirt["accent"] += sum(not unicodedata.is_normalized("NFC", part) for part in parts)
    return unicodedata.normalize("NFC", text)


def _trimmed(run: str, dirt: Counter) -> str:
    kept, pile = [], 0
    for character in run:
        pile = pile + 1 if unicodedata.combining(character) else 0
        if pile > 30:
            dirt["pile"] += 1
        else:
            kept.append(character)
    return "".join(kept)
