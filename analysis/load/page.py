"""A saved web page as lines: headings, bold, bullets and block quotes in Markdown, scripts and navigation dropped.

The standard library's parser takes quadratic time for some broken pages, hence one regular expression of our own.
"""

from __future__ import annotations

import html
import re
from collections import Counter

from analysis.load.clean import Line, tidy

_TOKEN = re.compile(r"<!--|<(?P<end>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9]*)(?P<rest>[^<>]*)>|<[!?][^<>]*>")
_ATTRIBUTE = re.compile(r"""(?<![\w:-])([a-zA-Z:-]{1,40})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"']+))""")
_SPECIAL = re.compile(r"[\\*_`\[\]<>#~]")
_RAW = ("script", "style", "noscript", "template", "textarea", "svg", "iframe", "select")
_CHROME = ("nav", "aside", "footer", "form", "button", "menu")
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


def is_page(text: str, suffix: str) -> bool:
    """Whether a text is HTML, by its suffix or its first words."""
    return suffix in (".html", ".htm", ".xhtml") or bool(
        re.match(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype )?html", text[:500], re.I)
    )


def lines(text: str, *, chrome: bool = False) -> tuple[list[Line], dict[str, str], Counter]:
    """The page's lines, the fields its head gives, and the count of dirt; with `chrome` its navigation too."""
    page = _Page(chrome)
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
    return page.lines, page.fields, page.dirt


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


class _Page:
    """The lines so far, and the block that is being written."""

    def __init__(self, chrome: bool) -> None:
        self.lines: list[Line] = []
        self.fields: dict[str, str] = {}
        self.dirt: Counter = Counter()
        self.chrome, self.hidden = chrome, Counter()
        self.line = self.start = 1
        self.runs: list[tuple[str, bool]] = []
        self.bold = self.quoted = 0
        self.prefix = ""
        self.titled = False

    def words(self, text: str) -> None:
        if not text or any(self.hidden.values()):
            return
        text = tidy(html.unescape(text), self.dirt) if "&" in text else tidy(text, self.dirt)
        if not any(run.strip() for run, _ in self.runs):
            self.start = self.line + text[: len(text) - len(text.lstrip())].count("\n")
        self.runs.append((text, self.bold > 0))

    def tag(self, tag: str, end: bool, rest: str) -> None:
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


def _merged(runs: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    merged: list[tuple[list[str], bool]] = []
    for text, bold in runs:
        if merged and merged[-1][1] == bold:
            merged[-1][0].append(text)
        else:
            merged.append(([text], bold))
    return [("".join(texts), bold) for texts, bold in merged]
