"""From lines to blocks: paragraphs, headings, bullets, block quotes, with their Markdown taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from analysis.load import marks, wording
from analysis.load.clean import PAGE, Line
from analysis.load.markdown import plain

TEXT, HEADING, BOLD, BULLET, QUOTED, RULE, BREAK = "text", "heading", "bold", "bullet", "block quote", "rule", "page"
APART, SET = (RULE, BREAK), (HEADING, BOLD)  # what parts other blocks, and what is set as a headline
WRAP = range(40, 121)  # a paragraph whose longest line is shorter or longer is not hard-wrapped

_SYMBOLS = re.compile(r"[\s\\*_\-~=•#·+—–.|^§◆■□*]+$")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})$")
_HEADING = re.compile(r"(#{1,6})(?:\s+|(?<=##)(?=\S))(.*)$", re.S)
_BULLET = re.compile(
    r"(?P<marker>[-*+–—‣◦▪●○■·•]|[QA][.:]|\(?\d{1,3}[.)]|\([a-z]\)|[ivxIVX]{1,5}[.)])(?:\s+|(?<=[•●▪‣◦–—-])(?=[“\"«„]))"
)
# Neither a heading nor a bullet begins so, nor emphasis.
_BARE = re.compile(r"[\"“”«»„]|(?![QA][.:]|[ivxIVX]{1,5}[.)])[^\W\d_]")
_PAGENUMBER = re.compile(r"(?:\W*\bpage\s+)?[-–—\s|\[]*\d{1,3}(?:\s*(?:/|of)\s*\d{1,4})?[-–—\s|\]]*$", re.I)
_ANCHOR = re.compile(r"(?:\{#[^{}]*\}|\[?[¶§#]\]?(?:\([^()]*\))?)\s*$")
_LABELLED = re.compile(r"[^\W\d_a-z][^\"“”«»„:]{0,40}:\s+[\"“„«]")
_IMAGE = re.compile(r"!\[[^\[\]]*\]\([^()]*\)$")
_ELLIPSIS = re.compile(r"^[\[(]?(?:…|\.\.\.)[\])]?\s+(?=[“\"«„])")  # outside the quotation, so nobody's words
_PARTED = re.compile(r"(?<=[^\W\d_]-)\n(?=[^\W\d_])")
_LEAD = re.compile(r"(\*\*\*?|__)(?=[^\s*_])((?:(?!\1).)*)\1", re.S)


@dataclass(slots=True)
class Block:
    """A stretch of text that hangs together; `text` keeps a newline where lines of the file were joined."""

    line: int
    text: str
    kind: str = TEXT
    level: int = 0  # of a heading
    marker: str = ""  # of a bullet or a number
    lead: int = 0  # how many characters at the beginning are set in bold
    mended: str = ""  # what was repaired in it
    flat: str = field(init=False)  # the text on one line
    spans: list[marks.Span] = field(init=False)  # the outermost quotations in it
    quotes: bool = field(init=False)  # whether it begins with one
    balance: int = field(init=False)  # opening marks minus closing ones

    def __post_init__(self) -> None:
        """What the plan asks of every block again and again."""
        self.flat = flat(self.text)
        self.spans, _, self.balance = marks.spans(self.text)
        self.quotes = bool(self.spans) and not self.spans[0].start

    def at(self, offset: int) -> int:
        """The line of the file that an offset of the text stands in."""
        return self.line + self.text.count("\n", 0, offset)


def flat(text: str) -> str:
    r"""A text with its hard wrapping undone; a hyphen at a line's end keeps its word together.

    >>> flat("a long-\nterm plan\nof ours")
    'a long-term plan of ours'
    """
    if "\n" in text:
        text = _PARTED.sub("", text)
    elif "  " not in text and "\t" not in text:
        return text.strip()
    return " ".join(text.split())


def words(text: str) -> int:
    """How many words a clean text has; they are counted by the spaces between them, which saves time and memory."""
    text = text.replace("\n", " ").replace("\t", " ").strip()
    while "  " in text:
        text = text.replace("  ", " ")
    return text.count(" ") + 1 if text else 0


def blocks(lines: list[Line]) -> list[Block]:
    """The blocks of an article in order; page breaks, page numbers and rules are blocks too."""
    found: list[Block] = []
    if all(text.lstrip().startswith(">") for _, text in lines if text.strip()):  # a whole text quoted in a mail
        lines = [(number, re.sub(r"^\s*> ?", "", text)) for number, text in lines]
    for paragraph in _paragraphs(lines):
        number, first = paragraph[0]
        if first == PAGE:
            found.append(Block(number, "", BREAK))
        else:
            parts = _parts(paragraph) if len(paragraph) > 1 or first[0] == ">" else [paragraph]
            found += filter(None, map(_block, parts))
    return found


def _paragraphs(lines: list[Line]) -> Iterator[list[Line]]:
    """Lines that follow each other, without the space around them; a page break by itself."""
    current: list[Line] = []
    for number, text in lines:
        if stripped := text.strip():
            current.append((number, stripped))
            continue
        if current:
            yield current
            current = []
        if text == PAGE:
            yield [(number, PAGE)]
    if current:
        yield current


def _parts(paragraph: list[Line]) -> Iterator[list[Line]]:
    """A paragraph cut where a newline was meant, not where the line was full."""
    width = max(len(text) for _, text in paragraph)
    part: list[Line] = []
    quoted = complete = begun = False
    depth = 0
    for number, text in paragraph:
        line = number, text
        if text.startswith(">"):
            inner = text.lstrip("> \t")
            if part and (not quoted or not inner):
                yield part
                part = []
            quoted, text = True, inner
            line = number, "> " + inner
            if not inner:
                continue
        elif part and quoted:
            yield part
            part, quoted = [], False
        if part and (complete or _meant(part[-1][1].strip("> "), text, width, depth, quoted)):
            yield part
            part = []
        if not part:
            depth = 0
        part.append(line)
        if len(paragraph) > 1:
            begun = (begun and depth > 0) or (depth == 0 and _begins_quoted(text))
            depth = marks.spans(text, depth)[1]
            complete = begun and depth == 0 and text[-1] in '"”»“'
    if part:
        yield part


def _begins_quoted(text: str) -> bool:
    """Whether a line begins with a quotation, perhaps behind a bullet."""
    return bool(marks.MARK.match(text) or _BULLET.match(text)) and marks.starts(_BULLET.sub("", text, count=1))


def _meant(before: str, after: str, width: int, depth: int, quoted: bool) -> bool:
    """Whether the newline between two lines is a break of the text."""
    full = len(before) + 1 + len(after.split(None, 1)[0]) > width
    if _HEADING.match(before) and full and width in WRAP and after.endswith(":") and not marks.MARK.match(after):
        return False  # a wrapped heading
    if _SYMBOLS.match(after) or _SYMBOLS.match(before) or after.startswith("#") or _HEADING.match(before):
        return not (_UNDERLINE.match(after) and not _SYMBOLS.match(before))
    if not depth and (wording.FIELD.match(after) or wording.BYLINE.match(after) or wording.DATELINE.match(after)):
        return True
    if not depth and before[-1] in '"”»“' and _LABELLED.match(after):
        return True
    bullet = _BULLET.match(after)
    if bullet and not (bullet["marker"] in "-–—" and (depth or after[bullet.end() :][:1].islower())):
        return True
    if quoted:
        return width > WRAP[-1]
    if width not in WRAP:
        return True
    return not full and not after[0].islower()


def _block(lines: list[Line]) -> Block | None:
    number, raw = lines[0] if len(lines) == 1 else (lines[0][0], "\n".join([text for _, text in lines]))
    kind, level, marker = TEXT, 0, ""
    if raw[0] == ">":
        kind, raw = QUOTED, "\n".join([text.lstrip("> ") for _, text in lines])
    bare = _BARE.match(raw)
    if bare and len(raw) >= 40 and "\n" not in raw:  # as most are
        return Block(number, plain(raw), kind)
    if not bare and _SYMBOLS.match(raw):
        return Block(number, raw, RULE)
    if raw[0] == "!" and _IMAGE.match(raw):
        return Block(number, "", BREAK)
    if len(raw) < 40 and any(map(str.isdigit, raw)) and _PAGENUMBER.match(raw):
        return Block(number, raw, BREAK)
    body, _, last = raw.rpartition("\n")
    if body and _UNDERLINE.match(last):
        kind, level, raw = HEADING, 1 if last[0] == "=" else 2, body
    if bare:
        return Block(number, plain(raw), kind, level)
    if heading := _HEADING.match(raw):
        kind, level, raw = HEADING, len(heading[1]), heading[2].rstrip("# ")
        if anchor := _ANCHOR.search(raw):
            raw = raw[: anchor.start()].rstrip()
    bullet = _BULLET.match(raw)
    if bullet and bullet.end() < len(raw):
        marker, raw = bullet["marker"], raw[bullet.end() :]
        kind = BULLET if kind == TEXT else kind
    raw = _ELLIPSIS.sub("", raw, count=1)
    lead = _LEAD.match(raw)
    text = plain(raw)
    bold = len(plain(lead[2])) if lead else 0
    if bold and not text[bold:].strip(" :"):
        kind = BOLD if kind in (TEXT, BULLET) else kind
    if numbered := kind == BOLD and _BULLET.match(text):  # **1. On Syria**
        marker, text = numbered["marker"], text[numbered.end() :]
    return Block(number, text, kind, level, marker, bold) if text.strip() else None
