"""From lines to blocks: paragraphs, headings, bullets, block quotes, with their Markdown taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from analysis.load import marks, wording
from analysis.load.clean import PAGE, Line
from analysis.load.markdown import plain

TEXT, HEADING, BOLD, BULLET, QUOTED, RULE, BREAK = "text", "heading", "bold", "bullet", "block quote", "rule", "page"
SLICE = 1 << 20
WRAP = range(40, 121)  # a paragraph whose longest line is shorter or longer is not hard-wrapped

_SYMBOLS = re.compile(r"[\s\\*_\-~=•#·+—–.|^§◆■□*]+$")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})$")
_HEADING = re.compile(r"(#{1,6})(?:\s+|(?<=##)(?=\S))(.*)$", re.S)
_BULLET = re.compile(
    r"(?P<marker>[-*+–—‣◦▪●○■·•]|[QA][.:]|\(?\d{1,3}[.)]|\([a-z]\)|[ivxIVX]{1,5}[.)])(?:\s+|(?<=[•●▪‣◦–—-])(?=[“\"«„]))"
)
_PAGENUMBER = re.compile(r"(?:\W*\bpage\s+)?[-–—\s|\[]*\d{1,3}(?:\s*(?:/|of)\s*\d{1,4})?[-–—\s|\]]*$", re.I)
_ANCHOR = re.compile(r"\s*(?:\{#[^{}]*\}|\[?[¶§#]\]?(?:\([^()]*\))?)\s*$")
_IMAGE = re.compile(r"!\[[^\[\]]*\]\([^()]*\)$")
_ELLIPSIS = re.compile(r"^[\[(]?(?:…|\.\.\.)[\])]?\s+(?=[“\"«„])")  # outside the quotation, so nobody's words
_PARTED = re.compile(r"(?<=[^\W\d_]-)\n(?=[^\W\d_])")
_LEAD = re.compile(r"(\*\*\*?|__)(?=[^\s*_])((?:(?!\1).)*)\1", re.S)


@dataclass
class Block:
    """A stretch of text that hangs together; `text` keeps a newline where lines of the file were joined."""

    line: int
    text: str
    kind: str = TEXT
    level: int = 0  # of a heading
    marker: str = ""  # of a bullet or a number
    lead: int = 0  # how many characters at the beginning are set in bold
    mended: str = ""  # what was repaired in it

    def at(self, offset: int) -> int:
        """The line of the file that an offset of the text stands in."""
        return self.line + self.text.count("\n", 0, offset)

    @cached_property
    def flat(self) -> str:
        """The text on one line."""
        return flat(self.text)

    @cached_property
    def spans(self) -> list[marks.Span]:
        """The outermost quotations in it."""
        return marks.spans(self.text)[0]


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
    """How many words a text has, parted by white space; a long text is counted in slices, which saves memory."""
    if len(text) <= SLICE:
        return len(text.split())
    count = 0
    for start in range(0, len(text), SLICE):
        inside = start and not text[start].isspace() and not text[start - 1].isspace()  # a word cut in two
        count += len(text[start : start + SLICE].split()) - bool(inside)
    return count


def blocks(lines: list[Line]) -> list[Block]:
    """The blocks of an article in order; page breaks, page numbers and rules are blocks too."""
    found: list[Block] = []
    if all(line.text.lstrip().startswith(">") for line in lines if line.text.strip()):  # a whole text quoted in a mail
        lines = [Line(line.number, re.sub(r"^\s*> ?", "", line.text)) for line in lines]
    for paragraph in _paragraphs(lines):
        if len(paragraph) == 1 and paragraph[0].text == PAGE:
            found.append(Block(paragraph[0].number, "", BREAK))
        else:
            found += [block for part in _parts(paragraph) if (block := _block(part))]
    return found


def _paragraphs(lines: list[Line]) -> Iterator[list[Line]]:
    current: list[Line] = []
    for line in lines:
        if line.text != PAGE and line.text.strip():
            current.append(line)
            continue
        if current:
            yield current
        current = []
        if line.text == PAGE:
            yield [line]
    if current:
        yield current


def _parts(paragraph: list[Line]) -> Iterator[list[Line]]:
    """A paragraph cut where a newline was meant, not where the line was full."""
    width = max(len(line.text.strip()) for line in paragraph)
    part: list[Line] = []
    quoted = complete = begun = False
    depth = 0
    for line in paragraph:
        text = line.text.strip()
        if text.startswith(">"):
            inner = text.lstrip("> \t")
            if part and (not quoted or not inner):
                yield part
                part = []
            quoted, text = True, inner
            line = Line(line.number, "> " + inner)
            if not inner:
                continue
        elif part and quoted:
            yield part
            part, quoted = [], False
        if part and (complete or _meant(part[-1].text.strip("> "), text, width, depth, quoted)):
            yield part
            part = []
        if not part:
            depth = 0
        part.append(line)
        if len(paragraph) > 1:
            begun = (begun and depth > 0) or (depth == 0 and marks.starts(_BULLET.sub("", text, count=1)))
            _, depth = marks.spans(text, depth)
            complete = begun and depth == 0 and text[-1] in '"”»“'
    if part:
        yield part


def _meant(before: str, after: str, width: int, depth: int, quoted: bool) -> bool:
    """Whether the newline between two lines is a break of the text."""
    full = len(before) + 1 + len(after.split(None, 1)[0]) > width
    if _HEADING.match(before) and full and width in WRAP and after.endswith(":") and not marks.MARK.match(after):
        return False  # a wrapped heading
    if _SYMBOLS.match(after) or _SYMBOLS.match(before) or after.startswith("#") or _HEADING.match(before):
        return not (_UNDERLINE.match(after) and not _SYMBOLS.match(before))
    if not depth and (wording.FIELD.match(after) or wording.BYLINE.match(after) or wording.DATELINE.match(after)):
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
    number, raw = lines[0].number, "\n".join(line.text.strip() for line in lines)
    kind, level, marker = TEXT, 0, ""
    if raw.startswith(">"):
        kind, raw = QUOTED, "\n".join(line.text.strip().lstrip("> ") for line in lines)
    if _SYMBOLS.match(raw):
        return Block(number, raw, RULE)
    if raw[0] == "!" and _IMAGE.match(raw):
        return Block(number, "", BREAK)
    if len(raw) < 40 and _PAGENUMBER.match(raw) and any(map(str.isdigit, raw)):
        return Block(number, raw, BREAK)
    body, _, last = raw.rpartition("\n")
    if body and _UNDERLINE.match(last):
        kind, level, raw = HEADING, 1 if last[0] == "=" else 2, body
    if heading := _HEADING.match(raw):
        kind, level, raw = HEADING, len(heading[1]), _ANCHOR.sub("", heading[2].rstrip("# "))
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
