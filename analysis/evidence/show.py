"""Show a concordance in a notebook as static HTML with the keywords marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Any

import pandas as pd

from analysis import schema

# Lines of HTML, so that a notebook stays small.
ROWS = 200

# The classes keep MathJax, in Jupyter and in exported pages, from setting "$5 and $6" as a formula.
NO_FORMULAS = "tex2jax_ignore mathjax_ignore"

# What opens a formula, code or emphasis in Markdown
_DELIMITER = re.compile(r"[$\\`*_]")

_HEAD = 'style="text-align:left;font-weight:600;padding:2px 6px" scope="col"'
_CELL = "padding:2px 6px;vertical-align:top;text-align:"
_LINE = (
    f'<tr><td style="{_CELL}left;white-space:nowrap">{{place}}</td>'
    f'<td style="{_CELL}right">{{left}}</td>'
    f'<td style="{_CELL}left"><mark style="background-color:#ffe08a;color:#1f2328;padding:0 2px">'
    "{keyword}</mark></td>"
    f'<td style="{_CELL}left">{{right}}</td></tr>'
)
_BOX = (
    f'<div class="{NO_FORMULAS}" style="overflow-x:auto" tabindex="0" role="region" '
    'aria-label="{name}"><table style="border-collapse:collapse;font-size:13px">'
    "{above}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>{below}</div>"
)


def show(lines: pd.DataFrame, *, rows: int = ROWS) -> Receipts:
    """Show the lines of a concordance, the keywords marked.

    Parameters
    ----------
    lines : DataFrame
        What `concordance` gives.
    rows : int
        How many lines are shown at most.

    Returns
    -------
    Receipts
        Static HTML in JupyterLab, in the saved notebook and in its HTML export, plain text
        elsewhere. Whatever the text holds is shown as text.

    Raises
    ------
    TypeError
        If `lines` is not a DataFrame.
    ValueError
        If it has not the columns of a concordance.

    Examples
    --------
    >>> from analysis import evidence, load
    >>> show(evidence.concordance(load.article(), "ultimatums", width=20))
    1 line in 1 highlight
       2 quote     blackmail, [ultimatums] and illegitimate
    """
    return Receipts(schema.check(lines, "concordance"), rows)


class Receipts:
    """Lines of a concordance, shown as HTML where that is possible and as plain text elsewhere."""

    def __init__(self, lines: pd.DataFrame, rows: int = ROWS) -> None:
        self.lines = lines
        self.rows = rows

    def __repr__(self) -> str:
        """The lines as plain text, the keywords below each other."""
        shown = self._shown()
        before = []
        for text in shown["left"]:
            before.append(flat(text)[-40:])
        wide = max(map(len, before), default=0)
        lines = [self._caption()]
        for row, left in zip(shown.itertuples(), before, strict=True):
            place = f"{row.number:>4} {row.voice:<8}"
            keyword = flat(row.keyword)
            right = flat(row.right)[:40]
            lines.append(f"{place} {left:>{wide}}[{keyword}]{right}")
        return "\n".join(lines)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/html": self._repr_html_(), "text/plain": repr(self)}

    def _repr_html_(self) -> str:
        several = self.lines["document"].nunique() > 1
        heads = ""
        for name in ("highlight", "before", "keyword", "after"):
            heads += f"<th {_HEAD}>{name}</th>"
        shown = self._shown().itertuples()
        body = "".join(_row(row, several) for row in shown)
        caption = safe(self._caption())
        above = f'<caption style="text-align:left;padding:2px 6px">{caption}</caption>'
        return boxed(caption, heads, body, above=above)

    def _shown(self) -> pd.DataFrame:
        return self.lines.head(self.rows)

    def _caption(self) -> str:
        documents = self.lines["document"]
        numbers = self.lines["number"]
        places = list(zip(documents, numbers, strict=True))
        said = summary(places)
        if len(self.lines) > self.rows:
            said += f"; the first {self.rows:,} are shown"
        return said


def summary(places: Sequence[tuple[str, int]]) -> str:
    """Return how many lines there are in how many highlights, given the highlight of each line.

    Examples
    --------
    >>> summary([("a", 1), ("a", 1)])
    '2 lines in 1 highlight'
    """
    if not places:
        return "No line: it does not occur."
    lines = _many(len(places), "line")
    highlights = _many(len(set(places)), "highlight")
    return f"{lines} in {highlights}"


def _many(number: int, noun: str) -> str:
    """A number with its noun: "1 line", "1,234 lines"."""
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {noun}s"


def _row(row: tuple, several: bool) -> str:
    return _LINE.format(
        place=safe(place_of(row, several)),
        left=safe(row.left),
        keyword=safe(row.keyword),
        right=safe(row.right),
    )


def place_of(line: Any, several: bool) -> str:
    """Return where a line of a concordance is; with its document if there are several of them."""
    place = f"{line.number}, {line.voice}, line {line.line}"
    if several:
        return f"{line.document}, {place}"
    return place


def boxed(name: str, heads: str, body: str, *, above: str = "", below: str = "") -> str:
    """Return a table in a box that scrolls sideways; all parts are HTML.

    A box that scrolls must be reachable by keyboard, and then needs a role and a name.
    """
    return _BOX.format(name=name, heads=heads, body=body, above=above, below=below)


def safe(text: str) -> str:
    """Return text as HTML that no reader takes for markup, Markdown or a formula.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        HTML on one line.

    Examples
    --------
    >>> safe("<b> costs $5")
    '&lt;b&gt; costs <span>$</span>5'
    """
    escaped = escape(flat(text), quote=True)
    # A delimiter in an element of its own opens no formula, whatever is done to the classes.
    return _DELIMITER.sub(r"<span>\g<0></span>", escaped)


def flat(text: str) -> str:
    """Return text on one line, with single spaces, keeping one at either end."""
    # The bars keep the space at either end, which `split` would drop.
    words = f"|{text}|".split()
    return " ".join(words)[1:-1]
