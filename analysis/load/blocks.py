"""From lines to blocks: paragraphs, headings, bullets and block quotes, each with its form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from analysis.load.clean import PAGE, Line
from analysis.load.markdown import inline
from analysis.speech import english, marks

TEXT, HEADING, BULLET, QUOTED = "text", "heading", "bullet", "block quote"
RULE, BREAK = "rule", "page break"
WRAP = range(40, 121)  # a paragraph whose longest line is shorter or longer is not hard-wrapped
AHEAD = 40  # lines that are looked at for the end of a quotation
LONG_WORD = 30  # longer "words" are addresses, which no wrapping can break

_SYMBOLS = re.compile(r"[\s\\*_\-~=•#·+—–.|^§◆■□*]+$")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})$")
_HEADING = re.compile(r"(#{1,6})(?:\s+|(?<=##)(?=\S))(.*)$", re.S)
_BULLET = re.compile(  # "- ", "3. ", "(a) ", "Q: ", "•“…"
    r"(?P<marker>[-*+–—‣◦▪●○■·•]|[QA][.:]|\(?\d{1,3}[.)]|\([a-z]\)|[ivxIVX]{1,5}[.)])"
    r"(?:\s+|(?<=[•●▪‣◦–—-])(?=[“\"«„]))"
)
# Neither a heading nor a bullet begins with a letter or a quotation mark, nor does emphasis.
_BARE = re.compile(r"[\"“”«»„]|(?![QA][.:]|[ivxIVX]{1,5}[.)])[^\W\d_]")
_PAGE_NUMBER = re.compile(
    r"(?:\W*\bpage\s+)?[-–—\s|\[]*\d{1,3}(?:\s*(?:/|of)\s*\d{1,4})?[-–—\s|\]]*$", re.I
)
_ANCHOR = re.compile(
    r"(?:\{#[^{}]*\}|\[?[¶§#]\]?(?:\([^()]*\))?)\s*$"
)  # ## Title {#id}, ## Title ¶
_BOLD_LINE = re.compile(r"\*\*[^*]+\*\*")
_IMAGE = re.compile(r"!\[[^\[\]]*\]\([^()]*\)$")
_CALLOUT = re.compile(r"\[!(?P<type>\w{1,20})\][+-]?\s*")  # > [!quote] On nets
_ELLIPSIS = re.compile(r"^[\[(]?(?:…|\.\.\.)[\])]?\s+(?=[“\"«„])")  # outside the quotation: … “We
_HYPHENATED = re.compile(r"(?<=[^\W\d_]-)\n(?=[^\W\d_])")  # "long-\nterm" is one word
_FIELD_LINE = re.compile(r"(?:By|Date|Published|Updated|Source|Photo|PHOTO|Author)s?\b\s*:?\s+\S")
_DATE_LINE = re.compile(r"[A-Z0-9(].{,50}\b(?:19|20)\d\d\)?$")
_LABELLED = re.compile(r"[^\W\d_a-z][^\"“”«»„:\n\])]{0,120}:\s*[\"“„«]")  # Ana Lima: “…
_NEXT_ITEM = re.compile(r"(?<=\])(?=\*\*[^\s*])")  # “…” [Tweet, 2/4/21]**Omar Diallo:** “…
# A label, or a line, whose quotation opens with a closing mark: **Ana Lima:** ”We wait.”
_TURNED = re.compile(r"((?:^|:)[\s.*]{0,4})”(?=\s?[\w@#\[])")
_OPEN_LINK = re.compile(r"\[[^\[\]]*$|\]\([^()]*$")  # a link that goes on in the next line


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

    `“We see the costs go up. “—Ana Lima`: the second mark closes.
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
    """How many words a clean text has, counted by the spaces between them."""
    text = text.replace("\n", " ").replace("\t", " ").strip()
    while "  " in text:
        text = text.replace("  ", " ")
    return text.count(" ") + 1 if text else 0


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
    found: list[Block] = []
    for paragraph in _paragraphs(lines):
        number, first = paragraph[0]
        if first == PAGE:
            found.append(Block(number, "", BREAK))
            continue
        for item in _items(paragraph):
            for part in _parts(item):
                block = _block(part)
                if block:
                    found.append(block)
    return found


def _items(paragraph: list[Line]) -> Iterator[list[Line]]:
    """A paragraph cut where a bold label directly follows the source note of another quotation."""
    item: list[Line] = []
    for number, text in paragraph:
        first, *others = _NEXT_ITEM.split(text) if "]**" in text else [text]
        item.append((number, first))
        for other in others:
            yield item
            item = [(number, other)]
    if item:
        yield item


def _paragraphs(lines: list[Line]) -> Iterator[list[Line]]:
    """Lines that follow each other, without the space around them; a page break by itself.

    Two spaces at the end of a line, Markdown's hard break, are kept.
    """
    current: list[Line] = []
    for number, text in lines:
        stripped = text.strip()
        if stripped:
            current.append((number, stripped + "  " if text.endswith("  ") else stripped))
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
    hard = [text.endswith("  ") for _, text in paragraph]
    paragraph = [(number, text.rstrip()) for number, text in paragraph]
    if len(paragraph) == 1 and paragraph[0][1][0] != ">":
        yield paragraph
        return
    width = _width(paragraph)
    part: list[Line] = []
    noted = False  # whether it is in a callout that quotes nobody
    in_quote = False  # whether the part is a Markdown block quote
    goes_on = False  # whether the block quote had a paragraph before
    depth = 0  # quotation marks open at the end of the line before
    rest = [text.lstrip("> ") for _, text in paragraph]
    for position, (number, text) in enumerate(paragraph):
        quoted = text.startswith(">")
        if quoted:
            text = text.lstrip("> \t")
            callout = _CALLOUT.match(text)
            if callout:  # its title is a heading of its own
                text, quoted = f"###### {text[callout.end() :]}", False
                noted = callout["type"].lower() not in ("quote", "cite")
            quoted = quoted and not noted  # > [!note] is not quoted
        if part and (quoted != in_quote or not text):
            yield part
            part = []
            goes_on = quoted
        in_quote = quoted
        if not text:
            continue
        before = part[-1][1].lstrip("> ") if part else ""
        if part and _is_bold_open(part) and "**" in text:
            pass
        elif part and hard[position - 1] and not depth and text[0] != "[":
            yield part
            part = []
        elif part and quoted and width <= WRAP[-1] and not _BULLET.match(text):
            pass  # the lines of a Markdown block quote
        elif part and (
            _ends_before(part, text, depth, rest[position + 1 :])
            or _is_break(before, text, width, depth, rest[position : position + AHEAD])
        ):
            yield part
            part = []
        if not part:
            depth = 0
        depth = marks.spans(text, depth)[1]
        mark = ">> " if goes_on and not part else "> "
        part.append((number, mark + text if quoted else text))
    if part:
        yield part


def _ends_before(part: list[Line], text: str, depth: int, rest: list[str]) -> bool:
    """Whether a headline ends before its quotation, or a quotation before its speaker's name."""
    if depth:
        return False
    headed = _opens_quotation(text) and _is_headline(" ".join([line for _, line in part]))
    return headed or (not rest and _names(part, text))


def _opens_quotation(line: str) -> bool:
    """Whether a quotation and no term begins a line: not `“Technological Empires” Run By …`."""
    if not marks.starts(line):
        return False
    first = marks.spans(line)[0][0]
    return not first.closed or not english.wordy(line[first.end :])


def _is_headline(text: str) -> bool:
    """Whether words next to a quotation are a headline, Written Like A Title."""
    return len(text.split()) > 3 and text[0].isupper() and english.title_case(text)


def _is_bold_open(part: list[Line]) -> bool:
    """Whether bold words go on in the next line: `**Ana Lima, Harbour Group⏎(HG):** “…`"""
    text = "\n".join([line for _, line in part[-3:]])  # a label has no more lines
    if text.count("**") % 2 == 0:
        return False
    begun = text[text.rindex("**") :]
    return not begun[2:3].isspace() and not marks.MARK.search(begun) and len(begun) < 200


def _width(paragraph: list[Line]) -> int:
    """The width a paragraph is wrapped at: its longest line, lines with a web address left out."""
    usual = [len(text) for _, text in paragraph if not _has_long(text)]
    return max(usual, default=max(len(text) for _, text in paragraph))


def _has_long(text: str) -> bool:
    return any(len(word) > LONG_WORD for word in text.split())


def _is_break(before: str, after: str, width: int, depth: int, rest: list[str]) -> bool:
    """Whether the newline between two lines is a break of the text."""
    if "[" in before and _OPEN_LINK.search(before):
        return False
    full = len(before) + 1 + len(after.split(None, 1)[0]) > width
    if _HEADING.match(before) and full and width in WRAP and after.endswith(":"):
        return bool(marks.MARK.match(after))  # a wrapped heading
    if _UNDERLINE.match(after) and not _SYMBOLS.match(before):
        return False
    if _SYMBOLS.match(after) or _SYMBOLS.match(before) or after[0] == "#" or before[0] == "#":
        return True
    if before.endswith("**") and (marks.starts(after) or _BOLD_LINE.fullmatch(before)):
        return True  # **When?**⏎“Tomorrow.”
    if depth:
        return _is_break_in_quotation(before, after, width, full, rest)
    if _FIELD_LINE.match(after) or _DATE_LINE.match(after) or _LABELLED.match(after):
        return True
    bullet = _BULLET.match(after)
    if bullet and not (bullet["marker"] in "-–—" and after[bullet.end() :][:1].islower()):
        return True
    after_quotation = before.rstrip("*_")[-1:] in tuple('"”»“')
    if after_quotation and (marks.starts(after) or not full or _is_headline(after)):
        return True
    if width not in WRAP:
        return True
    return not full and not after[0].islower()


def _names(part: list[Line], text: str) -> bool:
    """Whether the last line of a paragraph may name who said the words above it."""
    first, last = part[0][1].lstrip("*_> "), part[-1][1].rstrip("*_")
    if not marks.starts(first) or last[-1:] not in tuple('"”»“'):
        return False
    return text.lstrip("*_")[0].isupper() and len(text.split()) <= 12 and text[-1] not in ".,;:"


def _is_break_in_quotation(
    before: str, after: str, width: int, full: bool, rest: list[str]
) -> bool:
    """Whether a newline inside an open quotation ends its paragraph.

    It does not where the line was full, nor where the quotation closes before another one opens:
    `“We thank the minister for her visit.⏎It is a strong message.”` is one paragraph.
    """
    if width not in WRAP:
        return True
    if full:
        return False
    if marks.starts(after) or (_BULLET.match(after) and before[-1] in ".!?…"):
        return True
    for text in rest:
        if marks.starts(text) and text is not after:
            return True
        if marks.spans(text, 1)[1] == 0:
            return False
    return not after[0].islower()


def _block(lines: list[Line]) -> Block | None:
    number = lines[0][0]
    raw = lines[0][1] if len(lines) == 1 else "\n".join([text for _, text in lines])
    if "''" in raw or "``" in raw:
        raw = raw.replace("''", '"').replace("``", '"')  # the marks of old wire copy and of TeX
    if "”" in raw:
        raw = _TURNED.sub(r"\1“", raw)
    kind, level, marker = TEXT, 0, ""
    if raw[0] == ">":
        kind, marker = QUOTED, ">" * raw.startswith(">>")
        raw = "\n".join([text.lstrip("> ") for _, text in lines])
    starts_bare = _BARE.match(raw)
    if starts_bare and len(raw) >= 40 and "\n" not in raw:  # as most are
        return Block(number, inline(raw).text, kind, 0, marker)
    if not starts_bare and _SYMBOLS.match(raw):
        return Block(number, raw, RULE)
    if raw[0] == "!" and _IMAGE.match(raw):
        return Block(number, "", BREAK)
    if len(raw) < 40 and any(map(str.isdigit, raw)) and _PAGE_NUMBER.match(raw):
        return Block(number, raw, BREAK)
    body, _, last = raw.rpartition("\n")
    if body and _UNDERLINE.match(last):
        kind, level, raw = HEADING, 1 if last[0] == "=" else 2, body
    if starts_bare:
        return Block(number, inline(raw).text, kind, level, marker)
    heading = _HEADING.match(raw)
    if heading:
        kind, level, raw = HEADING, len(heading[1]), heading[2].rstrip("# ")
        anchor = _ANCHOR.search(raw)
        if anchor:
            raw = raw[: anchor.start()].rstrip()
    bullet = _BULLET.match(raw)
    if bullet and bullet.end() < len(raw):
        marker, raw = bullet["marker"], raw[bullet.end() :]
        kind = BULLET if kind == TEXT else kind
    raw = _ELLIPSIS.sub("", raw, count=1)
    text, style, lead = inline(raw)
    if style:
        numbered = _BULLET.match(text)
        if numbered and kind == TEXT:  # **1. On Syria**
            marker, text = numbered["marker"], text[numbered.end() :]
    return Block(number, text, kind, level, marker, style, lead) if text.strip() else None
