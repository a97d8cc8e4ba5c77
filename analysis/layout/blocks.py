"""From lines to blocks: paragraphs, headings, bullets and block quotes, each with its form."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from analysis.layout.clean import PAGE, Line, inline
from analysis.layout.paragraphs import (
    MARKER,
    SYMBOLS,
    UNDERLINE,
    WrappedLine,
    paragraphs,
    parts,
    unquoted,
)
from analysis.speech import marks

TEXT, HEADING, BULLET, QUOTED = "text", "heading", "bullet", "block quote"
RULE, BREAK = "rule", "page break"

# "## On nets", and "##On nets", which many write; but "#nets" is a hashtag.
_HEADING = re.compile(r"(#{1,6})(?:\s+|(?<=##)(?=\S))(.*)$", re.S)
# Neither a heading nor a bullet begins with a letter or a quotation mark, nor does emphasis.
_BARE = re.compile(r"[\"“”«»„]|(?![QA][.:]|[ivxIVX]{1,5}[.)])[^\W\d_]")
# "12", "- 12 -", "Page 3 of 10"
_PAGE_NUMBER = re.compile(
    r"(?:\W*\bpage\s+)?[-–—\s|\[]*\d{1,3}(?:\s*(?:/|of)\s*\d{1,4})?[-–—\s|\]]*$", re.I
)
# ## Title {#id}, ## Title ¶
_ANCHOR = re.compile(r"(?:\{#[^{}]*\}|\[?[¶§#]\]?(?:\([^()]*\))?)\s*$")
# ![A harbour](harbour.jpg) alone in its paragraph
_IMAGE = re.compile(r"!\[[^\[\]]*\]\([^()]*\)$")
_ELLIPSIS = re.compile(r"^[\[(]?(?:…|\.\.\.)[\])]?\s+(?=[“\"«„])")  # outside the quotation: … “We
_QUOTED_LINE = re.compile(r"^\s*> ?")
_HYPHENATED = re.compile(r"(?<=[^\W\d_]-)\n(?=[^\W\d_])")  # "long-\nterm" is one word
# A label, or a line, whose quotation opens with a closing mark: **Ana Lima:** ”We wait.”
_CLOSES_NOTHING = re.compile(r"”\s?[\w@#\[]")
_TURNED = re.compile(rf"((?:^|:)[\s.*]{{0,4}})(?={_CLOSES_NOTHING.pattern})”")
# **10:15am** The jury is in. · 18.40 GMT – The minister …: the entries of a live blog
_TIMESTAMP = re.compile(r"\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\.?|[A-Z]{2,4}\b)?\s?[:–—-]?(?=\s)", re.I)


@dataclass(slots=True)
class Block:
    """A stretch of text that hangs together; `text` keeps a newline where lines were joined."""

    line: int
    text: str
    kind: str = TEXT
    level: int = 0  # of a heading
    marker: str = ""  # of a bullet or a number
    style: str = ""  # the emphasis of the whole: "bold", "italic", "bold underlined" …
    lead: int = 0  # how many characters at the beginning are emphasised
    repaired: str = ""  # what was repaired in it
    flat: str = field(init=False)  # the text on one line
    spans: list[marks.Span] = field(init=False)  # the outermost quotations in it
    balance: int = field(init=False)  # opening marks minus closing ones

    def __post_init__(self) -> None:
        """Derive the text on one line and the quotations in it."""
        self.flat = flat(self.text)
        self.spans, _, self.balance = marks.spans(self.text)
        if self.spans and not self.spans[-1].closed:
            self.spans = _turned(self.text, self.spans)

    @property
    def opens(self) -> bool:
        """Whether it begins with a quotation."""
        return bool(self.spans) and not self.spans[0].start

    def at(self, offset: int) -> int:
        """The line of the file in which an offset of the text lies."""
        return self.line + self.text.count("\n", 0, offset)


def _turned(text: str, spans: list[marks.Span]) -> list[marks.Span]:
    """The quotations read again where a mark turned the wrong way would leave the last one open.

    `“We pay more for rope. “—Ana Lima`: the second mark closes.
    """
    again = marks.quoted(text)
    if not again or again[-1][1] >= len(text):
        return spans
    found = []
    is_turned = False
    for begin, end in again:
        if text[end] in marks.OPENING or text[begin - 1] in marks.CLOSING:
            is_turned = True
        found.append(marks.Span(begin - 1, end + 1, True))
    if is_turned:
        return found
    return spans  # one closing mark closes two quotations


def flat(text: str) -> str:
    r"""A text with its hard wrapping undone; a hyphen at a line's end keeps its word together.

    >>> flat("a long-\nterm plan\nof ours")
    'a long-term plan of ours'
    """
    if "\n" in text:
        text = _HYPHENATED.sub("", text)
    elif "  " not in text and "\t" not in text:
        return text.strip()
    return " ".join(text.split())


def words(text: str) -> int:
    """How many words a clean text has."""
    # Bytes are split much faster than characters, and all spaces of a clean text are ASCII.
    return len(text.encode("utf-8", "surrogatepass").split())


def blocks(lines: list[Line]) -> list[Block]:
    """The blocks of an article in order; page breaks and rules are blocks too.

    Parameters
    ----------
    lines : list of (int, str)
        The numbered lines that `clean.split` gives.

    Returns
    -------
    list of Block
    """
    if _is_quoted_mail(lines):
        lines = [(number, _QUOTED_LINE.sub("", text)) for number, text in lines]
    found = []
    for paragraph in paragraphs(lines):
        number, first = paragraph[0]
        if first == PAGE:
            found.append(Block(number, "", BREAK))
            continue
        for part, goes_on in parts(unquoted(paragraph)):
            block = _block(part, goes_on)
            if block is not None:
                found.append(block)
    return found


def _is_quoted_mail(lines: list[Line]) -> bool:
    """Whether every line is part of one block quote, as in an answer to a mail."""
    for _, text in lines:
        words = text.lstrip()
        if words and not words.startswith(">"):
            return False
    return True


def _block(part: list[WrappedLine], goes_on: bool) -> Block | None:
    """The block that lines make; None where nothing is left of them."""
    number = part[0].number
    lines = [line.text for line in part]
    raw = _with_common_marks("\n".join(lines))
    if SYMBOLS.match(raw):
        return Block(number, raw, RULE)
    if len(raw) < 40 and any(map(str.isdigit, raw)) and _PAGE_NUMBER.match(raw):
        return Block(number, raw, BREAK)
    if _IMAGE.match(raw):
        return Block(number, "", BREAK)

    kind = TEXT
    level = 0
    marker = ""
    if part[0].quoted:
        kind = QUOTED
    if part[0].quoted and goes_on:
        marker = ">"
    body, _, last = raw.rpartition("\n")
    if body and UNDERLINE.match(last):
        kind = HEADING
        level = 2
        if last[0] == "=":
            level = 1
        raw = body
    if _BARE.match(raw):
        return Block(number, inline(raw).text, kind, level, marker)

    heading = _HEADING.match(raw)
    if heading:
        kind = HEADING
        level = len(heading[1])
        raw = _ANCHOR.sub("", heading[2].rstrip("# "))
    bullet = MARKER.match(raw)
    if bullet and bullet.end() < len(raw):
        marker = bullet["marker"]
        raw = raw[bullet.end() :]
        if kind == TEXT:
            kind = BULLET
    return _with_markup(number, raw, kind, level, marker)


def _with_common_marks(raw: str) -> str:
    """A text with double quotation marks for those of wire copy and TeX and for turned ones."""
    if "'" in raw or "`" in raw:
        raw = raw.replace("''", '"').replace("``", '"')
    if _CLOSES_NOTHING.search(raw):  # sooner seen than what comes before the mark
        return _TURNED.sub(r"\1“", raw)
    return raw


def _with_markup(number: int, raw: str, kind: str, level: int, marker: str) -> Block | None:
    """The block of a text that may have markup in it; None where nothing is left of it."""
    text, style, lead = inline(_ELLIPSIS.sub("", raw, count=1))
    if kind == TEXT and style:
        numbered = MARKER.match(text)
        if numbered:  # **1. On Syria**
            marker = numbered["marker"]
            text = text[numbered.end() :]
    if kind == TEXT and lead:
        stamp = _TIMESTAMP.match(text)
        if stamp and stamp.end() >= lead:  # the time is no label of what it precedes
            text = text[stamp.end() :].lstrip()
            lead = 0
    if not text.strip():
        return None
    return Block(number, text, kind, level, marker, style, lead)
