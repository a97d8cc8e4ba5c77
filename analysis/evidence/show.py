"""Show a concordance in a notebook as static HTML with the keywords marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

import pandas as pd

from analysis import schema

# Lines of HTML, so that a notebook stays small.
ROWS = 200

# The classes keep MathJax, in Jupyter and in exported pages, from setting "$5 and $6" as a formula.
NO_FORMULAS = "tex2jax_ignore mathjax_ignore"

_HEAD = 'style="text-align:left;font-weight:600;padding:2px 6px" scope="col"'
_CELL = "padding:2px 6px;vertical-align:top;text-align:"
_MARK = "background-color:#ffe08a;color:#1f2328;padding:0 2px"


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
        before = [flat(text)[-40:] for text in shown["left"]]
        wide = max(map(len, before), default=0)
        body = []
        for row, left in zip(shown.itertuples(), before, strict=True):
            place = f"{row.number:>4} {row.voice:<8}"
            body.append(f"{place} {left:>{wide}}[{flat(row.keyword)}]{flat(row.right)[:40]}")
        return "\n".join([self._caption(), *body])

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/html": self._repr_html_(), "text/plain": repr(self)}

    def _repr_html_(self) -> str:
        several = self.lines["document"].nunique() > 1
        names = ("highlight", "before", "keyword", "after")
        heads = "".join(f"<th {_HEAD}>{name}</th>" for name in names)
        body = "".join(_row(row, several) for row in self._shown().itertuples())
        caption = safe(self._caption())
        # A box that scrolls must be reachable by keyboard, and then needs a role and a name.
        return (
            f'<div class="{NO_FORMULAS}" style="overflow-x:auto" tabindex="0" role="region" '
            f'aria-label="{caption}"><table style="border-collapse:collapse;font-size:13px">'
            f'<caption style="text-align:left;padding:2px 6px">{caption}</caption>'
            f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
        )

    def _shown(self) -> pd.DataFrame:
        return self.lines.head(self.rows)

    def _caption(self) -> str:
        places = zip(self.lines["document"], self.lines["number"], strict=True)
        said = summary(list(places))
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
    count = len(places)
    if not count:
        return "No line: it does not occur."
    highlights = len(set(places))
    return f"{count:,} line{'s' * (count > 1)} in {highlights:,} highlight{'s' * (highlights > 1)}"


def _row(row: tuple, several: bool) -> str:
    document = ""
    if several:
        document = f"{row.document}, "
    place = safe(f"{document}{row.number}, {row.voice}, line {row.line}")
    return (
        f'<tr><td style="{_CELL}left;white-space:nowrap">{place}</td>'
        f'<td style="{_CELL}right">{safe(row.left)}</td>'
        f'<td style="{_CELL}left"><mark style="{_MARK}">{safe(row.keyword)}</mark></td>'
        f'<td style="{_CELL}left">{safe(row.right)}</td></tr>'
    )


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
    return re.sub(r"[$\\`*_]", lambda match: f"<span>{match[0]}</span>", escaped)


def flat(text: str) -> str:
    """Return text on one line, with single spaces, keeping one at either end."""
    return " ".join(f"|{text}|".split())[1:-1]
