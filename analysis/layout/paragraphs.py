"""From lines to parts of paragraphs: which newlines a writer meant, and which a full line made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.layout.clean import PAGE, Line
from analysis.speech import english, marks

# Editors wrap lines at 60 to 100 characters. A paragraph whose longest line is shorter or longer
# than this is not hard-wrapped, so each of its newlines was meant.
WRAP = range(40, 121)
LONG_WORD = 30  # longer "words" are addresses, which no wrapping can break

# "* * *", "-----", "§": a line without a word separates parts of the text.
SYMBOLS = re.compile(r"[\s\\*_\-~=•#·+—–.|^§◆■□*]+$")
# The line below a heading of plain text: "=====", "-----"
UNDERLINE = re.compile(r"(?:={3,}|-{3,})$")
# "- ", "3. ", "(a) ", "Q: "; and "•“We go.”", where pages leave out the space before a mark
MARKER = re.compile(
    r"(?P<marker>[-*+–—‣◦▪●○■·•]|[QA][.:]|\(?\d{1,3}[.)]|\([a-z]\)|[ivxIVX]{1,5}[.)])"
    r"(?:\s+|(?<=[•●▪‣◦–—-])(?=[“\"«„]))"
)
# **When?** alone on its line
_BOLD_LINE = re.compile(r"\*\*[^*]+\*\*")
_CALLOUT = re.compile(r"\[!(?P<type>\w{1,20})\][+-]?\s*")  # > [!quote] On nets
_DATE_LINE = re.compile(r"[A-Z0-9(].{,50}\b(?:19|20)\d\d\)?$")  # Oslo, 2 May 2020
_LABELLED = re.compile(r"[^\W\d_a-z][^\"“”«»„:\n\])]{0,120}:\s*[\"“„«]")  # Ana Lima: “…
_NEXT_ITEM = re.compile(r"(?<=\])(?=\*\*[^\s*])")  # “…” [Tweet, 2/4/21]**Omar Diallo:** “…
# "[the talks⏎of May](…)": a link that goes on in the next line, so the newline is no break
_OPEN_LINK = re.compile(r"\[[^\[\]]*$|\]\([^()]*$")


class WrappedLine(NamedTuple):
    """A line of a paragraph, without the mark of a block quote."""

    number: int
    text: str
    quoted: bool  # whether it is part of a Markdown block quote
    hard: bool  # whether it ends in two spaces, Markdown's hard break


def paragraphs(lines: list[Line]) -> Iterator[list[Line]]:
    """Lines that follow each other; a page break by itself.

    A paragraph is cut where a bold label directly follows the source note of another quotation.
    """
    current: list[Line] = []
    for number, text in lines:
        if not text.strip():
            if current:
                yield current
                current = []
            if text == PAGE:
                yield [(number, PAGE)]
        elif "]**" in text:  # quicker to find than the place between the two
            first, *others = _NEXT_ITEM.split(text)
            current.append((number, first))
            for other in others:
                yield current
                current = [(number, other)]
        else:
            current.append((number, text))
    if current:
        yield current


def unquoted(paragraph: list[Line]) -> list[WrappedLine]:
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
                text = f"###### {text[callout.end() :]}"
                quoted = False
                is_note = callout["type"].lower() not in ("quote", "cite")
        found.append(WrappedLine(number, text, quoted and not is_note, raw.endswith("  ")))
    return found


def parts(lines: list[WrappedLine]) -> Iterator[tuple[list[WrappedLine], bool]]:
    """A paragraph cut where a newline was meant, not where the line was full.

    With each part comes whether it is a further paragraph of the same block quote.
    """
    if len(lines) == 1:
        yield lines, False
        return
    width = _width(lines)
    part: list[WrappedLine] = []
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


def _width(lines: list[WrappedLine]) -> int:
    """The width a paragraph is wrapped at: its longest line, lines with a web address left out."""
    widest = 0
    longest_line = 0
    for line in lines:
        length = len(line.text)
        longest_line = max(longest_line, length)
        longest_word = max(map(len, line.text.split()), default=0)
        if longest_word <= LONG_WORD:
            widest = max(widest, length)
    return widest or longest_line


def _ends(
    part: list[WrappedLine], line: WrappedLine, width: int, depth: int, is_last: bool
) -> bool:
    """Whether a part of a paragraph ends before a line."""
    before = part[-1]
    if "**" in line.text and _is_bold_open(part):
        return False
    if before.hard and not depth and line.text[0] != "[":
        return True
    if line.quoted and width <= WRAP[-1] and not MARKER.match(line.text):
        return False  # the lines of a Markdown block quote
    if not depth:
        if _opens_quotation(line.text) and _is_headline(_joined(part)):
            return True
        if is_last and _names(_joined(part), line.text):
            return True
    return _is_break(before.text, line.text, width, depth)


def _joined(part: list[WrappedLine]) -> str:
    """The lines of a part as one."""
    return " ".join([line.text for line in part])


def _opens_quotation(line: str) -> bool:
    """Whether a quotation and no term begins a line: not `“Technological Empires” Run By …`."""
    if not marks.starts(line):
        return False
    spans, _, _ = marks.spans(line)
    first = spans[0]
    if not first.closed:
        return True
    return not english.wordy(line[first.end :])


def _is_headline(text: str) -> bool:
    """Whether words next to a quotation are a headline, Written Like A Title."""
    # Up to three capitalised words are more likely a name, as after "“We go.”⏎Ana Lima".
    if len(text.split()) <= 3:
        return False
    return text[0].isupper() and english.title_case(text)


def _names(quotation: str, text: str) -> bool:
    """Whether the last line of a paragraph may name who said the words above it."""
    begun = quotation.lstrip("*_")
    if not marks.starts(begun) or not _ends_quotation(quotation):
        return False
    if not text.lstrip("*_")[:1].isupper() or text.endswith((".", ",", ";", ":")):
        return False
    # "Ana Lima, Minister of Trade and Industry, Republic of Chile" has ten words.
    return len(text.split()) <= 12


def _ends_quotation(text: str) -> bool:
    """Whether a text ends with a quotation mark, whatever its emphasis."""
    return marks.ends(text.rstrip("*_"))


def _is_bold_open(part: list[WrappedLine]) -> bool:
    """Whether bold words go on in the next line: `**Ana Lima, Harbour Group⏎(HG):** “…`"""
    text = "\n".join([line.text for line in part[-3:]])  # a label has no more lines
    if text.count("**") % 2 == 0:
        return False
    _, _, begun = text.rpartition("**")
    if begun[:1].isspace():
        return False
    return not marks.MARK.search(begun)


def _is_break(before: str, after: str, width: int, depth: int) -> bool:
    """Whether the newline between two lines is a break of the text."""
    if _OPEN_LINK.search(before):
        return False
    is_wrapped = width in WRAP
    first_word = after.split(None, 1)[0]
    is_full = len(before) + 1 + len(first_word) > width
    if before[0] == "#" and is_full and is_wrapped and after.endswith(":"):
        return bool(marks.MARK.match(after))  # a wrapped heading
    if UNDERLINE.match(after):
        return False
    if "#" in (after[0], before[0]) or SYMBOLS.match(after) or SYMBOLS.match(before):
        return True
    opens = marks.starts(after)
    if before.endswith("**") and (opens or _BOLD_LINE.fullmatch(before)):
        return True  # **When?**⏎“Tomorrow.”
    if not is_wrapped:
        return True
    if depth:
        return opens and not is_full
    if _DATE_LINE.match(after) or _LABELLED.match(after) or _begins_item(after):
        return True
    if _ends_quotation(before) and (opens or not is_full or _is_headline(after)):
        return True
    return not is_full and not after[0].islower()


def _begins_item(line: str) -> bool:
    """Whether a line begins with the mark of a list; a dash before a small letter is none."""
    bullet = MARKER.match(line)
    if not bullet:
        return False
    goes_on = line[bullet.end() :][:1].islower()
    return not (goes_on and bullet["marker"] in "-–—")
