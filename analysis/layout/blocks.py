"""From lines to blocks: paragraphs, headings, bullets and block quotes, each with its form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.layout.clean import PAGE, Line, inline
from analysis.speech import english, marks

TEXT, HEADING, BULLET, QUOTED = "text", "heading", "bullet", "block quote"
RULE, BREAK = "rule", "page break"
# Editors wrap lines at 60 to 100 characters. A paragraph whose longest line is shorter or longer
# than this is not hard-wrapped, so each of its newlines was meant.
WRAP = range(40, 121)
LONG_WORD = 30  # longer "words" are addresses, which no wrapping can break

# "* * *", "-----", "§": a line without a word separates parts of the text.
_SYMBOLS = re.compile(r"[\s\\*_\-~=•#·+—–.|^§◆■□*]+$")
# The line below a heading of plain text: "=====", "-----"
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})$")
# "## On nets", and "##On nets", which many write; but "#nets" is a hashtag.
_HEADING = re.compile(r"(#{1,6})(?:\s+|(?<=##)(?=\S))(.*)$", re.S)
# "- ", "3. ", "(a) ", "Q: "; and "•“We go.”", where pages leave out the space before a mark
_BULLET = re.compile(
    r"(?P<marker>[-*+–—‣◦▪●○■·•]|[QA][.:]|\(?\d{1,3}[.)]|\([a-z]\)|[ivxIVX]{1,5}[.)])"
    r"(?:\s+|(?<=[•●▪‣◦–—-])(?=[“\"«„]))"
)
# Neither a heading nor a bullet begins with a letter or a quotation mark, nor does emphasis.
_BARE = re.compile(r"[\"“”«»„]|(?![QA][.:]|[ivxIVX]{1,5}[.)])[^\W\d_]")
# "12", "- 12 -", "Page 3 of 10"
_PAGE_NUMBER = re.compile(
    r"(?:\W*\bpage\s+)?[-–—\s|\[]*\d{1,3}(?:\s*(?:/|of)\s*\d{1,4})?[-–—\s|\]]*$", re.I
)
# ## Title {#id}, ## Title ¶
_ANCHOR = re.compile(r"(?:\{#[^{}]*\}|\[?[¶§#]\]?(?:\([^()]*\))?)\s*$")
# **When?** alone on its line
_BOLD_LINE = re.compile(r"\*\*[^*]+\*\*")
# ![A harbour](harbour.jpg) alone in its paragraph
_IMAGE = re.compile(r"!\[[^\[\]]*\]\([^()]*\)$")
_CALLOUT = re.compile(r"\[!(?P<type>\w{1,20})\][+-]?\s*")  # > [!quote] On nets
_ELLIPSIS = re.compile(r"^[\[(]?(?:…|\.\.\.)[\])]?\s+(?=[“\"«„])")  # outside the quotation: … “We
_HYPHENATED = re.compile(r"(?<=[^\W\d_]-)\n(?=[^\W\d_])")  # "long-\nterm" is one word
_DATE_LINE = re.compile(r"[A-Z0-9(].{,50}\b(?:19|20)\d\d\)?$")  # Oslo, 2 May 2020
_LABELLED = re.compile(r"[^\W\d_a-z][^\"“”«»„:\n\])]{0,120}:\s*[\"“„«]")  # Ana Lima: “…
_NEXT_ITEM = re.compile(r"(?<=\])(?=\*\*[^\s*])")  # “…” [Tweet, 2/4/21]**Omar Diallo:** “…
# A label, or a line, whose quotation opens with a closing mark: **Ana Lima:** ”We wait.”
_CLOSES_NOTHING = re.compile(r"”\s?[\w@#\[]")
_TURNED = re.compile(rf"((?:^|:)[\s.*]{{0,4}})(?={_CLOSES_NOTHING.pattern})”")
# **10:15am** The jury is in. · 18.40 GMT – The minister …: the entries of a live blog
_TIMESTAMP = re.compile(r"\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\.?|[A-Z]{2,4}\b)?\s?[:–—-]?(?=\s)", re.I)
# "[the talks⏎of May](…)": a link that goes on in the next line, so the newline is no break
_OPEN_LINK = re.compile(r"\[[^\[\]]*$|\]\([^()]*$")


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


class _Line(NamedTuple):
    """A line of a paragraph, without the mark of a block quote."""

    number: int
    text: str
    quoted: bool  # whether it is part of a Markdown block quote
    hard: bool  # whether it ends in two spaces, Markdown's hard break


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
    """How many words a text has."""
    return len(text.split())


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
    for paragraph in _paragraphs(lines):
        number, first = paragraph[0]
        if first == PAGE:
            found.append(Block(number, "", BREAK))
            continue
        for part, goes_on in _parts(_unquoted(paragraph)):
            found.append(_block(part, goes_on))
    return [block for block in found if block is not None]


def _paragraphs(lines: list[Line]) -> Iterator[list[Line]]:
    """Lines that follow each other; a page break by itself.

    A paragraph is cut where a bold label directly follows the source note of another quotation.
    """
    current: list[Line] = []
    for number, text in lines:
        if text.strip():
            first, others = text, []
            if "]**" in text:  # quicker to find than the place between the two
                first, *others = _NEXT_ITEM.split(text)
            current.append((number, first))
            for other in others:
                yield current
                current = [(number, other)]
            continue
        if current:
            yield current
            current = []
        if text == PAGE:
            yield [(number, PAGE)]
    if current:
        yield current


def _unquoted(paragraph: list[Line]) -> list[_Line]:
    """The lines of a paragraph without the marks of a block quote."""
    found = []
    is_note = False  # whether they are in a callout that quotes nobody: > [!note]
    for number, raw in paragraph:
        text = raw.strip()
        quoted = text.startswith(">")
        if quoted:
            text = text.lstrip("> \t")
            callout = _CALLOUT.match(text)
            if callout:  # its title is a heading of its own
                text, quoted = f"###### {text[callout.end() :]}", False
                is_note = callout["type"].lower() not in ("quote", "cite")
        found.append(_Line(number, text, quoted and not is_note, raw.endswith("  ")))
    return found


def _parts(lines: list[_Line]) -> Iterator[tuple[list[_Line], bool]]:
    """A paragraph cut where a newline was meant, not where the line was full.

    With each part comes whether it is a further paragraph of the same block quote.
    """
    if len(lines) == 1:
        yield lines, False
        return
    width = _width(lines)
    part: list[_Line] = []
    goes_on = False
    depth = 0  # quotation marks open at the end of the line before
    for line in lines:
        if part and (line.quoted != part[-1].quoted or not line.text):
            yield part, goes_on
            part = []
            goes_on = line.quoted
        if not line.text:
            continue
        if part and _ends(part, line, width, depth, line is lines[-1]):
            yield part, goes_on
            part = []
        if not part:
            depth = 0
        depth = marks.spans(line.text, depth)[1]
        part.append(line)
    if part:
        yield part, goes_on


def _width(lines: list[_Line]) -> int:
    """The width a paragraph is wrapped at: its longest line, lines with a web address left out."""
    widest = 0
    for line in lines:
        longest = max(map(len, line.text.split()), default=0)
        if longest <= LONG_WORD:
            widest = max(widest, len(line.text))
    return widest or max(len(line.text) for line in lines)


def _ends(part: list[_Line], line: _Line, width: int, depth: int, is_last: bool) -> bool:
    """Whether a part of a paragraph ends before a line."""
    before = part[-1]
    if "**" in line.text and _is_bold_open(part):
        return False
    if before.hard and not depth and line.text[0] != "[":
        return True
    if line.quoted and width <= WRAP[-1] and not _BULLET.match(line.text):
        return False  # the lines of a Markdown block quote
    opens = _opens_quotation(line.text)
    if not depth and (opens or is_last):
        whole = " ".join([one.text for one in part])
        if (opens and _is_headline(whole)) or (is_last and _names(whole, line.text)):
            return True
    return _is_break(before.text, line.text, width, depth)


def _opens_quotation(line: str) -> bool:
    """Whether a quotation and no term begins a line: not `“Technological Empires” Run By …`."""
    if not marks.starts(line):
        return False
    first = marks.spans(line)[0][0]
    return not first.closed or not english.wordy(line[first.end :])


def _is_headline(text: str) -> bool:
    """Whether words next to a quotation are a headline, Written Like A Title."""
    # Up to three capitalised words are more likely a name, as after "“We go.”⏎Ana Lima".
    return len(text.split()) > 3 and text[0].isupper() and english.title_case(text)


def _names(quotation: str, text: str) -> bool:
    """Whether the last line of a paragraph may name who said the words above it."""
    if not marks.starts(quotation.lstrip("*_")) or not _ends_quotation(quotation):
        return False
    # "Ana Lima, Minister of Trade and Industry, Republic of Chile" has ten words.
    return text.lstrip("*_")[:1].isupper() and len(text.split()) <= 12 and text[-1] not in ".,;:"


def _ends_quotation(text: str) -> bool:
    """Whether a text ends with a quotation mark, whatever its emphasis."""
    return marks.ends(text.rstrip("*_"))


def _is_bold_open(part: list[_Line]) -> bool:
    """Whether bold words go on in the next line: `**Ana Lima, Harbour Group⏎(HG):** “…`"""
    text = "\n".join([line.text for line in part[-3:]])  # a label has no more lines
    if text.count("**") % 2 == 0:
        return False
    begun = text[text.rindex("**") :]
    return not begun[2:3].isspace() and not marks.MARK.search(begun)


def _is_break(before: str, after: str, width: int, depth: int) -> bool:
    """Whether the newline between two lines is a break of the text."""
    if _OPEN_LINK.search(before):
        return False
    is_full = len(before) + 1 + len(after.split(None, 1)[0]) > width
    if before[0] == "#" and is_full and width in WRAP and after.endswith(":"):
        return bool(marks.MARK.match(after))  # a wrapped heading
    if _UNDERLINE.match(after):
        return False
    if after[0] == "#" or before[0] == "#" or _SYMBOLS.match(after) or _SYMBOLS.match(before):
        return True
    if before.endswith("**") and (marks.starts(after) or _BOLD_LINE.fullmatch(before)):
        return True  # **When?**⏎“Tomorrow.”
    if depth:
        return width not in WRAP or (not is_full and marks.starts(after))
    if _DATE_LINE.match(after) or _LABELLED.match(after):
        return True
    bullet = _BULLET.match(after)
    if bullet and not (bullet["marker"] in "-–—" and after[bullet.end() :][:1].islower()):
        return True
    if _ends_quotation(before) and (marks.starts(after) or not is_full or _is_headline(after)):
        return True
    return width not in WRAP or not (is_full or after[0].islower())


def _block(part: list[_Line], goes_on: bool) -> Block | None:
    """The block that lines make; None where nothing is left of them."""
    number = part[0].number
    raw = "\n".join([line.text for line in part])
    raw = raw.replace("''", '"').replace("``", '"')  # the marks of old wire copy and of TeX
    if _CLOSES_NOTHING.search(raw):  # sooner seen than what comes before the mark
        raw = _TURNED.sub(r"\1“", raw)
    if _SYMBOLS.match(raw):
        return Block(number, raw, RULE)
    is_page_number = len(raw) < 40 and any(map(str.isdigit, raw)) and _PAGE_NUMBER.match(raw)
    if is_page_number or _IMAGE.match(raw):
        return Block(number, raw if is_page_number else "", BREAK)

    kind, level, marker = TEXT, 0, ""
    if part[0].quoted:
        kind, marker = QUOTED, ">" if goes_on else ""
    body, _, last = raw.rpartition("\n")
    if body and _UNDERLINE.match(last):
        kind, level, raw = HEADING, 1 if last[0] == "=" else 2, body
    if _BARE.match(raw):
        return Block(number, inline(raw).text, kind, level, marker)
    heading = _HEADING.match(raw)
    if heading:
        kind, level, raw = HEADING, len(heading[1]), _ANCHOR.sub("", heading[2].rstrip("# "))
    bullet = _BULLET.match(raw)
    if bullet and bullet.end() < len(raw):
        marker, raw = bullet["marker"], raw[bullet.end() :]
        if kind == TEXT:
            kind = BULLET
    text, style, lead = inline(_ELLIPSIS.sub("", raw, count=1))
    numbered = _BULLET.match(text) if style and kind == TEXT else None
    if numbered:  # **1. On Syria**
        marker, text = numbered["marker"], text[numbered.end() :]
    stamp = _TIMESTAMP.match(text) if lead and kind == TEXT else None
    if stamp and stamp.end() >= lead:  # the time is no label of what it precedes
        text, lead = text[stamp.end() :].lstrip(), 0
    if not text.strip():
        return None
    return Block(number, text, kind, level, marker, style, lead)
