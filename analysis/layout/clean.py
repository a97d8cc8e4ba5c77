"""Clean text: numbered lines without unwanted characters, and words without Markdown's markup.

Newlines of every kind become LF; non-breaking and other special spaces become plain ones; HTML
entities become their characters. Soft hyphens, zero-width characters, bidirectional and other
control characters, lone surrogates and combining marks beyond thirty on a letter are removed.
Zero-width joiners stay after Arabic and Indic letters and in emoji, where they matter. Accents are
composed (NFC). Nothing else is changed: quotation marks, dashes, spelling and mojibake stay as they
are.

Offsets in the tables are those of the cleaned text, which is what the tables hold.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from typing import NamedTuple

Line = tuple[int, str]  # the number of a line in the file, and its clean text
PAGE = "\f"  # a line of its own for a page break

_NEWLINES = ("\r\n", "\r", "\v", "\x85", "\u2028", "\u2029")

# &quot; &#8220; &#x201c;
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

# The characters that are replaced or removed, each group under its key in `NAMES`
_UNWANTED = re.compile(
    "(?P<space>[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000])"
    "|(?P<soft>\xad)"
    # Joiners stay where a script needs them: after Arabic and Indic letters, and in emoji (👩‍🚀).
    "|(?P<width>[\u180e\u200b\u2060-\u2064\ufeff]"
    "|(?<![\u0600-\u0dff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])[\u200c\u200d])"
    "|(?P<bidi>[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069])"
    "|(?P<control>[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f])"
    "|(?P<surrogate>[\ud800-\udfff])"
)

_ASCII = bytes(range(32, 127)) + b"\n\t\f"

# Latin letters, dashes and quotation marks: a text with no other characters beyond ASCII is
# composed.
_COMPOSED = re.compile("[\x80-\u02ff\u2010-\u2027]*")

# The form feed by which text from a PDF begins a new page; kept as a line of its own
_PAGES = re.compile("(\f)")

# "dele(soft hyphen)\ngation": a word that was hyphenated at the end of a line
_HYPHENATED = re.compile(r"\xad[ \t]*\n[ \t]*([^\W\d_]\S*)")

# Composing takes quadratic time for endless combining marks on a letter; no language has over
# thirty.
_PILE_LIMIT = 30
_PILE = re.compile(rf"[^\w\s\x00-\u02ff]{{{_PILE_LIMIT + 1},}}")

NAMES = {
    "space": "non-breaking or other special spaces replaced by plain spaces",
    "soft": "soft hyphens removed",
    "width": "zero-width characters removed",
    "bidi": "bidirectional controls removed",
    "control": "control characters removed",
    "surrogate": "lone surrogates removed",
    "pile": "combining marks beyond 30 on one letter removed",
    "accent": "lines with decomposed accents composed (NFC)",
}


def split(text: str, *, entities: bool = True) -> tuple[list[Line], Counter]:
    r"""Return the lines of a text, cleaned and numbered as an editor numbers them.

    A line ends at LF, CR, CR LF, VT, NEL, U+2028 or U+2029. A form feed separates lines without
    being counted as one.

    Parameters
    ----------
    text : str
        What the file holds.
    entities : bool
        Whether HTML entities become their characters.

    Returns
    -------
    lines : list of (int, str)
        The number of each line and its clean text.
    removed : Counter
        How often each kind of unwanted character was found, by the keys of `NAMES`.

    Examples
    --------
    >>> split("a\r\nb\u00ad\u00a0c")
    ([(1, 'a'), (2, 'b c')], Counter({'soft': 1, 'space': 1}))
    """
    removed: Counter = Counter()
    whole = newlines(text)
    if entities and "&" in whole:
        whole = _ENTITY.sub(_character, whole)
    if "\xad" in whole:
        # The whole word moves up to the line where it begins, so that the lines keep their numbers.
        whole, hyphens = _HYPHENATED.subn(r"\1\n", whole)
        removed["soft"] += hyphens
    whole = tidy(whole, removed)
    lines = list(enumerate(whole.split("\n"), 1))
    if PAGE not in whole:
        return lines, removed
    parts: list[Line] = []
    for number, line in lines:
        for part in _PAGES.split(line):
            parts.append((number, part))
    return parts, removed


def newlines(text: str) -> str:
    r"""Return the text with every kind of newline as LF.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The text.

    Examples
    --------
    >>> newlines("a\r\nb\u2028c")
    'a\nb\nc'
    """
    for newline in _NEWLINES:
        if newline[0] in text:
            text = text.replace(newline, "\n")
    return text


def tidy(text: str, removed: Counter) -> str:
    """Return the text without unwanted characters, composed (NFC).

    Parameters
    ----------
    text : str
        Any text.
    removed : Counter
        Is increased by how often each kind of unwanted character was found.

    Returns
    -------
    str
        The clean text.
    """
    # Bytes are deleted much faster than a regular expression searches, and most texts have few
    # characters beyond ASCII: only these are looked at one by one.
    beyond = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    others = beyond.decode("utf-8", "surrogatepass")
    # Everything unwanted is "not printable" in Python's terms; not everything of that kind is
    # unwanted.
    if others.isprintable():
        if _COMPOSED.fullmatch(others):
            return text
        return _composed(text, removed)

    def replacement(match: re.Match) -> str:
        removed[match.lastgroup] += 1
        return " " if match.lastgroup == "space" else ""

    return _composed(_UNWANTED.sub(replacement, text), removed)


def _character(entity: re.Match) -> str:
    """The character of an HTML entity; one for a newline does not begin a line of the file."""
    return newlines(html.unescape(entity.group())).replace("\n", " ")


def _composed(text: str, removed: Counter) -> str:
    """The text in the form NFC, in which é is one character."""
    if unicodedata.is_normalized("NFC", text):
        return text
    text = _PILE.sub(lambda match: _shortened(match.group(), removed), text)
    for line in text.split("\n"):
        if not unicodedata.is_normalized("NFC", line):
            removed["accent"] += 1
    return unicodedata.normalize("NFC", text)


def _shortened(run: str, removed: Counter) -> str:
    """A run of characters without the combining marks beyond the limit."""
    kept = []
    height = 0
    for character in run:
        if unicodedata.combining(character):
            height += 1
        else:
            height = 0
        if height > _PILE_LIMIT:
            removed["pile"] += 1
        else:
            kept.append(character)
    return "".join(kept)


# --- Markdown's inline markup -------------------------------------------------------------------

_BRACKETS = r"\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])"
# [words](address), [words][reference], ![caption](address), <https://…>
_LINK = re.compile(rf"{_BRACKETS}|!{_BRACKETS}|<((?:https?://|mailto:)[^<>\s]*)>")
_FOOTNOTE = re.compile(r"\[\^?\d{1,3}\](?!\()")  # [1], [^2]
# HTML in Markdown, as converters of web pages leave it. Only known tags: "<Ana Lima>" is text.
_TAG = re.compile(
    r"</?(?:b|i|em|strong|u|p|q|sup|sub|span|small|font|div|a|center|figure)\b[^<>]*>"
    r"|<img\b[^<>]*>",
    re.I,
)
# "first line<br/>second line": a space, so that the words stay apart
_LINE_BREAK = re.compile(r"<br\b[^<>]*>", re.I)
# An escaped character, or a run of one emphasis mark; found by its first character, which is quick.
_MARKUP = re.compile(r"\\([!-/:-@\[-`{-~])|\*\*?\*?|__?_?|``?|~~")
_MARKERS = "*_`~<[\\"  # a text without any of these has no markup
_LEAD = re.compile(r"(\*\*\*?|__)(?=[^\s*_])((?:(?!\1).)*)\1", re.S)  # **On trade:** “…
_WRAPPERS = (  # what a whole block may be wrapped in, longest mark first
    (re.compile(r"\*\*\*(?!\s)((?:(?!\*\*\*).)+)\*\*\*", re.S), "bold italic"),
    (re.compile(r"(?:\*\*|__)(?!\s)((?:(?!\*\*|__).)+)(?:\*\*|__)", re.S), "bold"),
    (re.compile(r"[*_](?!\s)([^*_]+)[*_]", re.S), "italic"),
    (re.compile(r"<u>(.+)</u>", re.S | re.I), "underlined"),
)


class Inline(NamedTuple):
    """A text without its markup, the emphasis of the whole, and how long its emphasised lead is."""

    text: str
    style: str = ""
    lead: int = 0


def inline(raw: str) -> Inline:
    """The text of a block, how the whole of it is emphasised, and how long its emphasised lead is.

    >>> inline("**<u>Officials:</u>**")
    Inline(text='Officials:', style='bold underlined', lead=10)
    >>> inline("**Ana Lima:** “We *wait*.”")
    Inline(text='Ana Lima: “We wait.”', style='', lead=9)
    """
    if not any(map(raw.__contains__, _MARKERS)):
        return Inline(raw.strip())
    text = plain(raw)
    style = _style(raw.strip())
    if style:
        return Inline(text, style, len(text))
    lead = _LEAD.match(raw)
    if lead is None:
        return Inline(text)
    return Inline(text, "", len(plain(lead[2])))


def _style(raw: str) -> str:
    """The emphasis that a whole block is wrapped in: "bold", "bold italic underlined", "" …"""
    found: list[str] = []
    inner = raw.rstrip(" :")  # **Officials**: is bold all the same
    while len(found) < len(_WRAPPERS) and inner.startswith(("*", "_", "<")):
        name, words = _unwrapped(inner)
        if not name:
            break
        found.append(name)
        inner = words
    return " ".join(found)


def _unwrapped(text: str) -> tuple[str, str]:
    """What emphasis the whole of a text has, "" for none, and the text without its marks."""
    for pattern, name in _WRAPPERS:
        wrapped = pattern.fullmatch(text)
        if wrapped:
            return name, wrapped[1].strip()
    return "", text


def plain(text: str) -> str:
    r"""Markdown's links, emphasis and escapes taken off.

    >>> plain(r"*He said:* [“no”](#) \*\*\*")
    'He said: “no” ***'
    """
    if "[" in text or "<" in text:
        text = _LINK.sub(lambda link: link[link.lastindex or 0], text)
        text = _FOOTNOTE.sub("", text)
        text = _TAG.sub("", _LINE_BREAK.sub(" ", text))
    return _without_emphasis(text).strip()


def _without_emphasis(text: str) -> str:
    """Emphasis marks go in pairs, and alone where they begin or end the text.

    Runs of two or three go wherever they are, as in `**Ana Lima: **“We wait.”`, which pages
    converted from HTML are full of. Others are the author's: `snake_case`, `5* hotel`.
    """
    kept: dict[tuple[int, int], str] = {}  # what is left of each piece of markup
    opening: dict[str, tuple[int, int]] = {}  # where each mark may have opened a pair
    for match in _MARKUP.finditer(text):
        start, end = place = match.span()
        mark = match[0]
        before = text[start - 1 : start]
        after = text[end : end + 1]
        is_inside = before.isalnum() and after.isalnum()
        if match[1]:
            kept[place] = match[1]
        elif is_inside and mark[0] == "_":
            continue
        elif len(mark) > 1:
            kept[place] = ""
        elif mark in opening and before.strip():
            begun = opening.pop(mark)
            kept[begun] = ""
            kept[place] = ""
        else:
            if after.strip() and not before.isalnum():
                opening[mark] = place
            if not before or not after:
                kept[place] = ""

    pieces = []
    last = 0
    for (start, end), left in sorted(kept.items()):
        pieces.append(text[last:start])
        pieces.append(left)
        last = end
    pieces.append(text[last:])
    return "".join(pieces)
