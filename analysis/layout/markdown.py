"""Words of a page in Markdown."""

from __future__ import annotations

import html
import re

# &#99999999999999999999; is no character, and Python reads no number of thousands of digits.
_ENDLESS = re.compile("&#[0-9]{20,};?")
# Characters that Markdown would take for markup: `5 * 3`, `[sic]`, `a_b`, `#1`.
_SPECIAL = re.compile(r"[\\*_`\[\]<>#~]")
_OPENING = str.maketrans({"b": "**", "i": "*", "u": "<u>"})
_CLOSING = str.maketrans({"b": "**", "i": "*", "u": "</u>"})


def unescaped(text: str) -> str:
    """The text with the characters for its entities; those that are none become U+FFFD."""
    return html.unescape(_ENDLESS.sub("\ufffd", text))


def one_line(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def marked(runs: list[tuple[str, str]]) -> str:
    """Words with Markdown's marks of emphasis, the spaces outside: `**On Syria:** we *go*`."""
    # `inside` holds the emphasis that is open, `gap` the space that is written before the next words.
    line = inside = gap = ""
    for text, emphasis in runs:
        words = _SPECIAL.sub(r"\\\g<0>", one_line(text))
        gap = gap or " " * text[:1].isspace()
        if not words:
            continue
        # Only what differs is ended and begun: `**a *b* c**`.
        while not emphasis.startswith(inside):
            line += inside[-1].translate(_CLOSING)
            inside = inside[:-1]
        begun = emphasis[len(inside) :].translate(_OPENING)
        line += gap + begun + words
        inside = emphasis
        gap = " " * text[-1:].isspace()
    ended = inside[::-1].translate(_CLOSING)
    return f"{line}{ended}".strip()
