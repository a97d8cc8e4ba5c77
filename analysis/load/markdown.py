"""Markdown's inline markup: taken off a text, after noting what it sets apart."""

from __future__ import annotations

import re
from typing import NamedTuple

_BRACKETS = r"\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])"
_LINK = re.compile(rf"{_BRACKETS}|!{_BRACKETS}|<((?:https?://|mailto:)[^<>\s]*)>")
_FOOTNOTE = re.compile(r"\[\^?\d{1,3}\](?!\()")  # [1], [^2]
_TAG = re.compile(
    r"</?(?:br|b|i|em|strong|u|p|q|sup|sub|span|small|font|div|a|center|figure)\b[^<>]*>"
    r"|<img\b[^<>]*>",
    re.I,
)
# An escaped character, or a run of one emphasis mark; found by its first character, which is quick.
_MARKUP = re.compile(r"\\([!-/:-@\[-`{-~])|\*\*?\*?|__?_?|``?|~~")
_MARKERS = "*_`~<[\\"  # a text without any of these has no markup
_LEAD = re.compile(r"(\*\*\*?|__)(?=[^\s*_])((?:(?!\1).)*)\1", re.S)  # **On trade:** “…
_LINK_LEAD = re.compile(r"\[([^\[\]]+)\]\([^()]*\)")  # [Ana Lima](https://…): “…
_WRAPPERS = (  # what a whole block may be wrapped in, longest mark first
    (re.compile(r"\*\*\*(?!\s)((?:(?!\*\*\*).)+)\*\*\*", re.S), "bold italic"),
    (re.compile(r"(?:\*\*|__)(?!\s)((?:(?!\*\*|__).)+)(?:\*\*|__)", re.S), "bold"),
    (re.compile(r"[*_](?!\s)([^*_]+)[*_]", re.S), "italic"),
    (re.compile(r"<u>(.+)</u>", re.S | re.I), "underlined"),
)


class Inline(NamedTuple):
    """A text without its markup, the emphasis of the whole, and the length of an emphasised beginning."""

    text: str
    style: str = ""
    lead: int = 0


def inline(raw: str) -> Inline:
    """The text of a block, how the whole of it is emphasised, and how long its emphasised lead is.

    >>> inline("**<u>Officials:</u>**")
    Inline(text='Officials:', style='bold underlined', lead=10)
    >>> inline("**Ana Lima:** “We *wait*.”")
    Inline(text='Ana Lima: “We wait.”', style='', lead=9)
    """
    if not any(map(raw.__contains__, _MARKERS)):
        return Inline(raw.strip())
    text = plain(raw)
    style = _style(raw.strip())
    if style:
        return Inline(text, style, len(text))
    lead = _LEAD.match(raw) or _LINK_LEAD.match(raw)
    return Inline(text, "", len(plain(lead[lead.lastindex])) if lead else 0)


def _style(raw: str) -> str:
    """The emphasis that a whole block is wrapped in: "bold", "bold italic underlined", "" …"""
    found = []
    inner = raw.rstrip(" :")  # **Officials**: is bold all the same
    while True:
        wrapped = [(name, pattern.fullmatch(inner)) for pattern, name in _WRAPPERS]
        name, match = next((pair for pair in wrapped if pair[1]), ("", None))
        if match is None:
            return " ".join(found)
        found.append(name)
        inner = match[1].strip()


def plain(text: str) -> str:
    r"""Markdown's links, emphasis and escapes taken off.

    >>> plain(r"*He said:* [“no”](#) \*\*\*")
    'He said: “no” ***'
    """
    if "[" in text or "<" in text:
        text = _LINK.sub(lambda m: m[m.lastindex], text)
        text = _FOOTNOTE.sub("", text) if "[" in text else text
        text = _TAG.sub(_tag, text) if "<" in text else text
    if "*" in text or "_" in text or "\\" in text or "`" in text or "~" in text:
        text = _emphasis(text)
    return text.strip()


def _tag(match: re.Match) -> str:
    tag = match.group().lower()
    if tag.startswith(("<q", "</q")):
        return "“" if tag[1] == "q" else "”"
    return " " if tag.startswith("<br") else ""


def _emphasis(text: str) -> str:
    """Emphasis marks go in pairs, and alone where they begin or end the text; others are the author's.

    A pair of two or three marks may have spaces inside, as in `**Ana Lima: **“We wait.”`, which pages
    converted from HTML are full of.
    """
    drop: dict[tuple[int, int], str] = {}
    waiting: dict[str, list[tuple[int, int]]] = {}
    for match in _MARKUP.finditer(text):
        start, end = match.span()
        if match[1]:
            drop[start, end] = match[1]
            continue
        mark, before, after = match[0], text[start - 1 : start], text[end : end + 1]
        if mark[0] == "_" and before.isalnum() and after.isalnum():
            continue
        left = bool(after) and not after.isspace()
        right = bool(before) and not before.isspace()
        partner = waiting.get(mark[0])
        strong = len(mark) > 1 and mark[0] == "*"
        if partner and (right or strong):
            drop[partner.pop()] = drop[start, end] = ""
        elif left and not (right and before.isalnum() and not strong):
            waiting.setdefault(mark[0], []).append((start, end))
            if start == 0 or strong:
                drop[start, end] = ""
        elif (end == len(text) and right) or strong:
            drop[start, end] = ""
    pieces, last = [], 0
    for (start, end), keep in sorted(drop.items()):
        pieces += [text[last:start], keep]
        last = end
    return "".join([*pieces, text[last:]])
