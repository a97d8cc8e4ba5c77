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
    if not any(
        text[end] in marks.OPENING or text[begin - 1] in marks.CLOSING for begin, end in again
    ):
        return spans  # no mark is turned: one closing mark closes two quotations
    return [marks.Span(begin - 1, end + 1, True) for begin, end in again]


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
    if all(text.lstrip().startswith(">") for _, text in lines if text.strip()):
        lines = [(number, re.sub(r"^\s*> ?", "", text)) for number, text in lines]  # a quoted mail
    found: list[Block | None] = []
    for paragraph in paragraphs(lines):
        number, first = paragraph[0]
        if first == PAGE:
            found.append(Block(number, "", BREAK))
            continue
        for part, goes_on in parts(unquoted(paragraph)):
            found.append(_block(part, goes_on))
    return [block for block in found if block is not None]


def _block(part: list[WrappedLine], goes_on: bool) -> Block | None:
    """The block that lines make; None where nothing is left of them."""
    number = part[0].number
    raw = "\n".join([line.text for line in part])
    if "'" in raw or "`" in raw:
        raw = raw.replace("''", '"').replace("``", '"')  # the marks of old wire copy and of TeX
    if _CLOSES_NOTHING.search(raw):  # sooner seen than what comes before the mark
        raw = _TURNED.sub(r"\1“", raw)
    if SYMBOLS.match(raw):
        return Block(number, raw, RULE)
    is_page_number = len(raw) < 40 and any(map(str.isdigit, raw)) and _PAGE_NUMBER.match(raw)
    if is_page_number or _IMAGE.match(raw):
        return Block(number, raw if is_page_number else "", BREAK)

    kind, level, marker = TEXT, 0, ""
    if part[0].quoted:
        kind, marker = QUOTED, ">" if goes_on else ""
    body, _, last = raw.rpartition("\n")
    if body and UNDERLINE.match(last):
        kind, level, raw = HEADING, 1 if last[0] == "=" else 2, body
    if _BARE.match(raw):
        return Block(number, inline(raw).text, kind, level, marker)
    heading = _HEADING.match(raw)
    if heading:
        kind, level, raw = HEADING, len(heading[1]), _ANCHOR.sub("", heading[2].rstrip("# "))
    bullet = MARKER.match(raw)
    if bullet and bullet.end() < len(raw):
        marker, raw = bullet["marker"], raw[bullet.end() :]
        if kind == TEXT:
            kind = BULLET
    text, style, lead = inline(_ELLIPSIS.sub("", raw, count=1))
    numbered = MARKER.match(text) if style and kind == TEXT else None
    if numbered:  # **1. On Syria**
        marker, text = numbered["marker"], text[numbered.end() :]
    stamp = _TIMESTAMP.match(text) if lead and kind == TEXT else None
    if stamp and stamp.end() >= lead:  # the time is no label of what it precedes
        text, lead = text[stamp.end() :].lstrip(), 0
    if not text.strip():
        return None
    return Block(number, text, kind, level, marker, style, lead)
