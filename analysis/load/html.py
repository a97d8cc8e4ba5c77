r"""A saved web page as lines of Markdown.

Headings, emphasis, list items and block quotes become Markdown; scripts, navigation and boxes
next to the article are left out, and each box is listed. The standard library's parser takes
quadratic time for some broken pages (minutes for a megabyte of `<a <a <a`), hence one regular
expression that finds the tags, and no tree of elements.

>>> page = lines("<h1>Talks</h1><p><b>On Syria:</b> &ldquo;We <i>go</i>.&rdquo;<br>1 May<nav>Home")
>>> [text for _, text in page.lines if text]
['# Talks', '**On Syria:** “We *go*.”  ', '1 May']
>>> page.left[0].detail, page.left[0].text
('left out, a box next to the article: nav', 'Home')
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from analysis.layout.clean import Line, newlines, tidy
from analysis.layout.markdown import marked, one_line, unescaped
from analysis.load.page_data import META, attributes, box, linked_data, without_site
from analysis.load.records import Note

SHOWN = 80  # characters of a box that the report shows

# A comment; a script with all it holds, to the end of the page where it is never closed; a tag;
# `<!doctype html>`; space; words, some of them after a lone <. Each begins where the one before
# ended, so the time is linear. An attribute that holds < or > ends its tag too early: to look for
# the closing quotation mark of every attribute would take quadratic time on a page without any.
_TOKEN = re.compile(
    r"""<!--(?:-?>|.*?(?:-->|\Z))
    |<(?P<raw>script|style|noscript|template|textarea|svg|iframe|select)(?![\w:-])
     (?P<type>[^<>]*)(?<!/)>(?P<inside>[^<]*(?:<(?!/(?P=raw))[^<]*)*)
    |<(?P<end>/?)(?P<tag>[a-z][a-z0-9:-]*)(?P<rest>[^<>]*)>
    |<[!?][^<>]*>
    |(?P<words>\s+|[^<]+|<(?:<*(?=<)|[^<]*))""",
    re.I | re.S | re.X,
)
# The end of words after which a <cite> is part of the sentence: `I read <cite>The Times</cite>`.
_MIDDLE = re.compile(r"[\w,;:—–(-]\s+$|\($")

# Tags that may be a box next to the article.
_BOXES = re.compile("div|section|[uod]l|table|header")
_CHROME = re.compile("nav|aside|footer|form|button|menu")
# Tags around words that are on a separate line.
_BLOCK = re.compile(
    "address|article|blockquote|body|caption|center|dd|details|div|dl|dt|figcaption|figure|h[1-6]"
    "|head|header|hr|html|li|main|ol|p|pre|section|summary|table|tbody|t[dhr]|thead|ul"
    rf"|{_CHROME.pattern}"
)
_SAME = {"strong": "b", "em": "i"}
_SPEAKER = "— "  # before a name that a page sets under a block quote


class Page(NamedTuple):
    """What a page holds.

    Attributes
    ----------
    lines
        The article in Markdown, each line with its number in the file.
    fields
        What the page says of itself: title, authors, date, publisher, section, address; and the
        "page title", which a browser shows.
    removed
        How often each kind of unwanted character was removed.
    left
        The boxes that were left out, as rows of the report.
    captions
        The lines that are captions of pictures: number, and words without Markdown, because some
        pages are all on line 1.
    """

    lines: list[Line]
    fields: dict[str, str]
    removed: Counter
    left: list[Note]
    captions: set[tuple[int, str]]


def is_page(text: str, suffix: str) -> bool:
    """Whether a text is HTML, by its suffix or its first words.

    >>> is_page("<!DOCTYPE html><p>Hello", ".txt"), is_page("# Hello", ".md")
    (True, False)
    """
    # The first 500 characters hold an XML declaration and a doctype before the first tag.
    start = re.match(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype )?html", text[:500], re.I)
    return suffix in (".html", ".htm", ".xhtml") or start is not None


def lines(text: str, *, boxes: bool = False, chrome: bool = False) -> Page:
    """Read a page, without the boxes next to its article.

    Parameters
    ----------
    text
        The page.
    boxes
        Keep the boxes that have a class or an id such as `newsletter`.
    chrome
        Keep navigation, asides, footers, forms, buttons and menus.

    Returns
    -------
    Page
        Lines of Markdown, metadata, and what was left out.
    """
    writer = _Writer(boxes, chrome)
    for token in _TOKEN.finditer(newlines(text)):
        if token["words"]:
            writer.words(token["words"])
        elif token["tag"]:
            tag = token["tag"].lower()
            writer.tag(_SAME.get(tag, tag), bool(token["end"]), token["rest"])
        elif token["raw"] and "ld+json" in token["type"]:
            writer.keep(linked_data(token["inside"]))
        writer.line += token[0].count("\n")
    writer.flush()

    # A box that never ends would hide the rest of the article: its class meant something else.
    if _BOXES.fullmatch(writer.box):
        return lines(text, boxes=True, chrome=chrome)
    writer.choose_title()
    return writer.page._replace(left=[note for note in writer.page.left if note.text])


class _Writer:
    """The page so far, and the line that is being written."""

    def __init__(self, boxes: bool, chrome: bool) -> None:
        self.page = Page([], {}, Counter(), [], set())
        self.titles: set[str] = set()  # the words of every <h1>

        self.boxes, self.chrome = boxes, chrome
        self.box = ""  # the tag of the box that is being left out
        self.depth = 0  # how many such tags were open when it began
        self.open: Counter = Counter()  # how many of each tag are

        self.line = self.start = 1
        self.runs: list[tuple[str, str]] = []  # words and their emphasis
        self.prefix = ""  # of the next line: of a heading, a list item or a speaker
        self.joined = False  # whether <br> ended the last line
        self.spoken = False  # whether it was quoted
        self.captioned = False  # whether the open paragraph is a caption
        self.items: list[int] = []  # of each open list the next number, 0 for bullets

    def words(self, text: str) -> None:
        """The words between two tags, or the space."""
        if self.box:
            self._list(text)
            return
        text = tidy(unescaped(text), self.page.removed)
        if not self.runs:
            self.start = self.line
        if self.runs or text.strip():
            emphasis = ""
            for mark in "biu":
                if self.open[mark]:
                    emphasis += mark
            self.runs.append((text, emphasis))

    def tag(self, tag: str, end: bool, rest: str) -> None:
        """A tag: of a box that is left out, of the name of a speaker, or of a line."""
        # The page's own heading and body are in no box, but a form may hold the whole page.
        heading = tag == "h1" and self.box not in ("nav", "aside", "footer")
        if heading or tag == "main":
            self.box = ""
        if self.box and tag != self.box:
            return

        block = _BLOCK.fullmatch(tag)
        if block and not self.box:
            self.flush()
        if end:
            self.open[tag] = max(0, self.open[tag] - 1)
        else:
            self.open[tag] += 1
        if self.box:
            if self.open[tag] < self.depth:
                self.box = ""
        elif self._is_speaker(tag, end):
            self.flush()
            self.prefix = _SPEAKER
            self.joined = False
        elif not end and self._begins_box(tag, rest):
            self.box = tag
            self.depth = self.open[tag]
        elif tag == "title":
            self.keep({"page title": self._plain() * end})
            self.runs = []
        elif tag == "br":
            self._break()
        elif block:
            self._block(tag, end, rest)
        elif tag == "q":
            self.words("“”"[end])
        elif tag in ("meta", "link"):
            self._meta(rest)

    def _meta(self, rest: str) -> None:
        """What a tag of the page's head says of it."""
        found = attributes(rest)
        name = found.get("property") or found.get("name") or found.get("rel", "")
        value = found.get("content") or found.get("href", "")
        self.keep({META.get(name.lower(), ""): value})

    def _is_speaker(self, tag: str, end: bool) -> bool:
        """Whether a tag names the speaker of a block quote: in it, after it, or in its figure."""
        if end or tag not in ("footer", "cite", "figcaption") or self.prefix == _SPEAKER:
            return False
        if self.open["blockquote"]:
            if tag != "cite" or not self.runs:
                return True
            before, _ = self.runs[-1]
            return not _MIDDLE.search(before)
        if not self.spoken or self.runs:
            return False
        return tag == "cite" or self.open["figure"] > 0

    def _begins_box(self, tag: str, rest: str) -> bool:
        """Whether a tag opens a box; it is noted for the report."""
        name = ""
        if _CHROME.fullmatch(tag) and not self.chrome:
            name = tag
        elif _BOXES.fullmatch(tag) and not self.boxes:
            name = box(rest)
        if name:
            detail = f"left out, a box next to the article: {name}"
            self.page.left.append(Note(self.line, "residue", detail))
        return bool(name)

    def _list(self, text: str) -> None:
        """Keep the first words of a box that is left out, for the report."""
        note = self.page.left[-1]
        if len(note.text) < SHOWN:
            shown = tidy(unescaped(text), Counter())
            self.page.left[-1] = note._replace(text=one_line(f"{note.text} {shown}"))

    def _break(self) -> None:
        """A new line in the same paragraph; two in a row end it. A heading stays on one line."""
        if self.prefix.startswith("#") or self.open["figcaption"]:
            self.words(" ")
            return
        more = bool(self.runs)
        self.flush("  ")  # Markdown's line break
        self.joined = more

    def _block(self, tag: str, end: bool, rest: str) -> None:
        """The beginning or the end of a line."""
        self.joined = False
        heading = re.fullmatch("h[1-6]", tag)
        if heading or tag == "p":
            for mark in "biu":  # pages forget to end them
                del self.open[mark]
        # <p class="wp-caption-text">
        self.captioned = tag == "p" and "caption" in rest

        if tag in ("ul", "ol"):
            if not end:
                self.items.append(int(tag == "ol"))
            elif self.items:
                self.items.pop()
        elif tag == "figure" or (tag == "blockquote" and not end):
            self.spoken = False  # a quote before it has no part in it
        elif tag == "hr":
            self.page.lines.append((self.line, ""))
            self.page.lines.append((self.line, "***"))

        if end:
            self.prefix = ""
        elif heading:
            self.prefix = "#" * int(tag[1]) + " "
        elif tag == "li":
            self.prefix = "• "
            if any(self.items[-1:]):
                self.prefix = f"{self.items[-1]}. "
                self.items[-1] += 1

    def flush(self, ending: str = "") -> None:
        """Write the open line, if there are words in it."""
        if not self.runs:
            return
        line = marked(self.runs)
        plain = self._plain()
        self.runs = []
        if self.prefix == "# ":
            self.titles.add(plain)
        if self.prefix.startswith("#"):
            line = line.replace("**", "")  # a heading is bold as it is
        if self.prefix == _SPEAKER:
            line = line.lstrip("—–- ")  # the page already has a dash

        is_quoted = self.open["blockquote"] > 0
        if not self.joined:
            between = ">" if is_quoted and self.spoken else ""
            self.page.lines.append((self.start, between))
        self.spoken = is_quoted
        mark = "> " if is_quoted else ""
        self.page.lines.append((self.start, f"{mark}{self.prefix}{line}{ending}"))
        if self.captioned or (self.open["figcaption"] and self.prefix != _SPEAKER):
            self.page.captions.add((self.start, plain))
        self.prefix = ""
        self.joined = False

    def _plain(self) -> str:
        """The words of the open line, without emphasis."""
        return one_line("".join(text for text, _ in self.runs))

    def keep(self, fields: dict[str, str]) -> None:
        """Keep what the page says of itself, the first of each field."""
        for name, written in fields.items():
            clean = tidy(unescaped(written), self.page.removed)
            value = one_line(clean)
            # An author may be given as the address of a page about them, which is no name.
            is_address = name == "authors" and "://" in value
            if name and value and not is_address:
                self.page.fields.setdefault(name, value)

    def choose_title(self) -> None:
        """Cut the site's name off the titles; the <h1> is better than what is made for sharing."""
        fields = self.page.fields
        site = fields.get("publisher", "")
        for name in ("title", "page title"):
            if name in fields:
                fields[name] = without_site(fields[name], site, self.titles)
        # An <h1> may also be the name of the site, or each headline of many.
        titles = self.titles - {site}
        if "title" in fields and len(titles) == 1:
            fields["title"] = titles.pop()
