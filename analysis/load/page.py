"""A saved web page as lines: headings, bold, bullets and block quotes in Markdown, scripts and navigation dropped.

The standard library's parser takes quadratic time for some broken pages, hence one regular expression of our own.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from typing import NamedTuple

from analysis.load.clean import Line, tidy
from analysis.load.records import Note

SHOWN = 80  # characters of a box that the report shows

_TOKEN = re.compile(r"<!--|<(?P<end>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9]*)(?P<rest>[^<>]*)>|<[!?][^<>]*>")
_ATTRIBUTE = re.compile(r"""(?<![\w:-])([a-zA-Z:-]{1,40})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"']+))""")
_SPECIAL = re.compile(r"[\\*_`\[\]<>#~]")
_RAW = ("script", "style", "noscript", "template", "textarea", "svg", "iframe", "select")
_CHROME = ("nav", "aside", "footer", "form", "button", "menu")
# A box beside the article has a class or an id such as `newsletter`, `site-menu`, `related_articles`, `most-read-list`: a
# word that says what is in it, perhaps one before it that says where it is, and behind it only words for a box.
_BOXES = ("div", "section", "ul", "ol", "dl", "table")
_WHERE = "article entry main page post site story top"
_WHAT = (
    "ad ads advert advertisement breadcrumb breadcrumbs comments consent cookie cookies footer gdpr menu most mostread nav "
    "navbar navigation newsletter popular promo recommended related share sharing sidebar social trending"
)
_HOW = (
    "articles banner bar block box button buttons container content form links list menu modal news overlay popular popup "
    "posts read section signup stories viewed widget wrapper"
)
_PLACES, _BESIDE, _BOX_WORDS = frozenset(_WHERE.split()), frozenset(_WHAT.split()), frozenset(_HOW.split())
_BODY = frozenset(("article", "article-body", "content", "entry-content", "main", "post", "post-content", "story-body"))
_BLOCK = (
    *("address", "article", "blockquote", "body", "br", "center", "dd", "details", "div", "dl", "dt", "figcaption"),
    *("figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "section", "summary"),
    *("table", "tbody", "td", "th", "thead", "tr", "ul", "title", "head", "html", *_CHROME),
)
_META = {
    "author": "authors",
    "article:author": "authors",
    "og:title": "title",
    "article:published_time": "date",
    "date": "date",
    "og:site_name": "publisher",
    "article:section": "section",
    "og:url": "address",
}


class Page(NamedTuple):
    """What a page gives."""

    lines: list[Line]
    fields: dict[str, str]  # from its head
    dirt: Counter
    left: list[Note]  # the boxes beside the article


def is_page(text: str, suffix: str) -> bool:
    """Whether a text is HTML, by its suffix or its first words."""
    return suffix in (".html", ".htm", ".xhtml") or bool(
        re.match(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype )?html", text[:500], re.I)
    )


def lines(text: str, *, boxes: bool = False, chrome: bool = False) -> Page:
    """The page's lines; with `boxes` those of the boxes beside the article, with `chrome` of its navigation too."""
    page = _Writer(boxes, chrome)
    raw = text.replace("\r\n", "\n").replace("\r", "\n")
    at = 0
    while match := _TOKEN.search(raw, at):
        page.words(raw[at : match.start()])
        page.line += raw.count("\n", at, match.start())
        at = _past(raw, match)
        if match["tag"]:
            page.tag(match["tag"].lower(), bool(match["end"]), match["rest"])
        page.line += raw.count("\n", match.start(), at)
    page.words(raw[at:])
    page.flush()
    if page.box:  # one that never ends is none
        return lines(text, boxes=True, chrome=chrome)
    return Page(page.lines, page.fields, page.dirt, [note for note in page.left if note.text])


def _past(raw: str, match: re.Match) -> int:
    """Where to go on: behind the tag, the comment, or everything inside a script."""
    tag = (match["tag"] or "").lower()
    if match.group() == "<!--":
        end = raw.find("-->", match.end())
        return end + 3 if end >= 0 else len(raw)
    if tag in _RAW and not match["end"] and not match["rest"].endswith("/"):
        end = re.compile(rf"</{tag}", re.I).search(raw, match.end())
        return end.start() if end else len(raw)
    return match.end()


class _Writer:
    """The lines so far, and the block that is being written."""

    def __init__(self, boxes: bool, chrome: bool) -> None:
        self.lines: list[Line] = []
        self.fields: dict[str, str] = {}
        self.dirt: Counter = Counter()
        self.left: list[Note] = []
        self.boxes, self.chrome, self.hidden = boxes, chrome, Counter()
        self.box, self.nested = "", 0  # the tag of the box that is left out, and how many such tags are open
        self.line = self.start = 1
        self.runs: list[tuple[str, bool]] = []
        self.bold = self.quoted = 0
        self.prefix = ""
        self.titled = False

    def words(self, text: str) -> None:
        if self.box:
            self._skip(text)
            return
        if not text or any(self.hidden.values()):
            return
        text = tidy(html.unescape(text), self.dirt) if "&" in text else tidy(text, self.dirt)
        if not any(run.strip() for run, _ in self.runs):
            self.start = self.line + text[: len(text) - len(text.lstrip())].count("\n")
        self.runs.append((text, self.bold > 0))

    def tag(self, tag: str, end: bool, rest: str) -> None:
        if self.box and tag not in ("h1", "main"):
            self.nested += (tag == self.box) * (-1 if end else 1)
            self.box = self.box if self.nested else ""
        elif tag in _BOXES and rest[-1:] not in ("", "/") and not (end or self.boxes) and (name := beside(rest)):
            self.flush()
            self.box, self.nested = tag, 1
            self.left.append(Note(self.line, "residue", f"left out, a box beside the article: {name}"))
        else:
            self.box = ""  # the page's own heading, or its body, is in no such box
            self._tag(tag, end, rest)

    def _tag(self, tag: str, end: bool, rest: str) -> None:
        if tag in ("footer", "cite", "figcaption") and self._names_the_quoted():
            if self.prefix != "— ":
                self.flush()
                self.prefix = "— "
        elif tag in _CHROME and not self.chrome:
            self.flush()
            self.hidden[tag] = max(0, self.hidden[tag] + (-1 if end else 1))
        elif tag == "title":
            self._title(end)
        elif tag in _BLOCK:
            self.flush()
            self._block(tag, end)
        elif tag in ("b", "strong"):
            self.bold = max(0, self.bold + (-1 if end else 1))
        elif tag == "q":
            self.words("”" if end else "“")
        elif tag in ("meta", "link"):
            self._field(tag, {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(rest[:4000])})

    def _skip(self, text: str) -> None:
        """The words of a box that is left out, the first of them for the report."""
        note = self.left[-1]
        if text.strip() and len(note.text) < SHOWN:
            words = " ".join(f"{note.text} {tidy(html.unescape(text[:SHOWN]), Counter())}".split())
            self.left[-1] = note._replace(text=words)

    def _names_the_quoted(self) -> bool:
        return bool(self.quoted) or (bool(self.lines) and not self.runs and self.lines[-1][1].startswith("> "))

    def _block(self, tag: str, end: bool) -> None:
        self.prefix = ""
        if tag == "blockquote":
            self.quoted = max(0, self.quoted + (-1 if end else 1))
        elif tag[0] == "h" and tag[1:].isdigit():
            self.prefix = "" if end else "#" * int(tag[1]) + " "
            self.bold = 0
        elif tag == "li" and not end:
            self.prefix = "• "
        elif tag == "hr":
            self.lines += [(self.line, ""), (self.line, "***")]
        elif tag == "p":
            self.bold = 0

    def _title(self, end: bool) -> None:
        if end and not self.titled:
            title = " ".join("".join(text for text, _ in self.runs).split())
            self.fields.setdefault("page title", title)
            self.titled = True
        self.runs = []

    def _field(self, tag: str, attributes: dict[str, str]) -> None:
        value = html.unescape(attributes.get("content") or attributes.get("href", "")).strip()
        if tag == "link":
            name = "address" if attributes.get("rel", "").lower() == "canonical" else ""
        else:
            name = _META.get((attributes.get("property") or attributes.get("name", "")).lower(), "")
        if name and value and (tag == "link" or name not in self.fields):
            self.fields[name] = tidy(" ".join(value.split()), self.dirt)

    def flush(self) -> None:
        """The block as a line of its own, its Markdown characters escaped."""
        pieces = []
        for text, bold in _merged(self.runs):
            words = _SPECIAL.sub(lambda m: "\\" + m.group(), " ".join(text.split()))
            words = f"**{words}**" if bold and words and not self.prefix.startswith("#") else words
            pieces.append((" " if text[:1].isspace() else "") + words + (" " if text[-1:].isspace() else ""))
        line = " ".join("".join(pieces).split())
        self.runs = []
        if line:
            self.lines += [(self.start, ""), (self.start, ("> " if self.quoted else "") + self.prefix + line)]
            self.prefix = ""


def beside(attributes: str) -> str:
    """The class or id by which a tag opens a box beside the article, or "".

    >>> beside('class="site-menu wide"'), beside("id=related_articles"), beside('class="share-of-vote"')
    ('site-menu', 'related_articles', '')
    """
    found = (m for m in _ATTRIBUTE.finditer(attributes[:1000]) if m[1].lower() in ("class", "id"))
    names = [name for m in found for name in (m[2] or m[3] or m[4] or "").split()]
    return "" if not _BODY.isdisjoint(map(str.lower, names)) else next(filter(_is_beside, names), "")


def _is_beside(name: str) -> bool:
    first, *rest = name.lower().replace("_", "-").split("-")
    if first in _PLACES and rest:
        first, *rest = rest
    return first in _BESIDE and _BOX_WORDS.issuperset(rest)


def _merged(runs: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    merged: list[tuple[list[str], bool]] = []
    for text, bold in runs:
        if merged and merged[-1][1] == bold:
            merged[-1][0].append(text)
        else:
            merged.append(([text], bold))
    return [("".join(texts), bold) for texts, bold in merged]
