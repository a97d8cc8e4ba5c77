"""Markdown's links, emphasis and escapes, and the few HTML tags people put between."""

from __future__ import annotations

import re

_BRACKETS = r"\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])"
_LINK = re.compile(rf"{_BRACKETS}|!{_BRACKETS}|<((?:https?://|mailto:)[^<>\s]*)>")
_FOOTNOTE = re.compile(r"\[\^?\d{1,3}\](?!\()")
_TAG = re.compile(r"</?(?:br|b|i|em|strong|u|p|q|sup|sub|span|small|font|div|a|center)\b[^<>]*>", re.I)
_MARKUP = re.compile(r"\\([!-/:-@\[-`{-~])|\*\*?\*?|__?_?|``?|~~")  # found by its first character, which is quick


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
    """Emphasis marks go in pairs, and alone where they begin or end the text; others are the author's."""
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
        if right and partner:
            drop[partner.pop()] = drop[start, end] = ""
        elif left and not (right and before.isalnum()):
            waiting.setdefault(mark[0], []).append((start, end))
            if start == 0:
                drop[start, end] = ""
        elif end == len(text) and right:
            drop[start, end] = ""
    pieces, last = [], 0
    for (start, end), keep in sorted(drop.items()):
        pieces += [text[last:start], keep]
        last = end
    return "".join([*pieces, text[last:]])
