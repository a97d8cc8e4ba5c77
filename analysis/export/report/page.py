"""The frame of a page: head, policy and style, and the pieces that every section uses."""

from __future__ import annotations

from html import escape

import pandas as pd

from analysis.evidence.show import NO_FORMULAS, safe
from analysis.evidence.table import written

ROWS = 200  # rows of a table on the page; the file next to the figure has all of them

# The policy lets nothing run and nothing be fetched, whatever an article holds.
_POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{fonts}{style}</style>
</head>
<body class="{no_formulas}">
{body}
</body>
</html>
"""

_TABLE = (
    "<table><caption>{caption}</caption><thead><tr>{heads}</tr></thead>"
    "<tbody>{body}</tbody></table>"
)

STYLE = """
body { max-width: 56rem; margin: 0 auto; padding: 1rem; color: #1f2328; background: #fff;
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { line-height: 1.2; margin-bottom: .3rem; }
h2 { margin-top: 3rem; border-top: 1px solid #c9cdd1; padding-top: 1rem; }
h3 { margin: 2.5rem 0 .2rem; line-height: 1.3; }
a { color: #0550ae; }
p, li, summary { overflow-wrap: anywhere; }
.small { color: #4d545b; font-size: .875rem; margin: .2rem 0; }
.scroll { overflow-x: auto; }
.scroll:focus-visible, a:focus-visible, summary:focus-visible { outline: 3px solid #0550ae; outline-offset: 2px; }
svg.figure { display: block; width: 100%; min-width: 36rem; height: auto; }
svg.figure a:hover, svg.figure a:focus-visible { opacity: .65; }
img { max-width: 100%; height: auto; }
details { margin: .4rem 0; }
summary { cursor: pointer; }
table { border-collapse: collapse; font-size: .875rem; }
caption { text-align: left; padding: .3rem 0; }
th, td { padding: .2rem .6rem; text-align: left; vertical-align: top; border-bottom: 1px solid #eceef0; }
ol.lines { list-style: none; padding: 0; margin: .3rem 0 1rem; }
ol.lines li { padding: .25rem 0; border-bottom: 1px solid #eceef0; }
.place { color: #4d545b; font-size: .8125rem; margin-right: .6rem; }
/* On a phone a row becomes a list: its columns would be one letter wide. */
@media screen and (max-width: 40rem) {
  table, caption, tbody, tr, td { display: block; }
  thead { display: none; }
  tr { border-bottom: 1px solid #c9cdd1; padding: .4rem 0; }
  td { display: grid; grid-template-columns: 8rem 1fr; overflow-wrap: anywhere; border: 0; padding: .1rem 0; }
  td:empty { display: none; }
  td::before { content: attr(data-label); color: #4d545b; }
}
mark { background: #ffe08a; color: #1f2328; }
:target { outline: 3px solid #0550ae; outline-offset: 4px; scroll-margin-top: 3rem; }
@media print { nav, .screen { display: none; } body { max-width: none; } h2 { break-inside: avoid; break-after: avoid; }
  svg.figure { min-width: 0; } .figure-box { break-inside: avoid; } .scroll { overflow: visible; } }
"""


def html(title: str, body: str, fonts: str, style: str = STYLE) -> str:
    """Return a whole page.

    Parameters
    ----------
    title : str
        The title, as text.
    body : str
        The body, as HTML.
    fonts : str
        Rules of CSS that embed the fonts of the figures.
    style : str
        Further rules of CSS.

    Returns
    -------
    str
        HTML.
    """
    return _PAGE.format(
        policy=_POLICY,
        title=escape(title),
        fonts=fonts,
        style=style,
        body=body,
        no_formulas=NO_FORMULAS,
    )


def folded(summary: str, content: str) -> str:
    """Return content that a reader opens; both are HTML."""
    return f"<details><summary>{summary}</summary>\n{content}\n</details>"


def boxed(name: str, content: str, kind: str = "scroll") -> str:
    """Return a box that scrolls sideways and can be reached by keyboard, with its name."""
    label = escape(" ".join(name.split()), quote=True)
    return f'<div class="{kind}" role="region" aria-label="{label}" tabindex="0">{content}</div>'


def table(frame: pd.DataFrame, caption: str) -> str:
    """Return a table as HTML with header cells, at most `ROWS` of its rows."""
    shown = frame.head(ROWS)
    if len(frame) > len(shown):
        caption += f" (the first {len(shown)} of {len(frame):,} rows)"
    heads = ""
    labels = []
    for name in map(str, shown.columns):
        heads += f'<th scope="col">{safe(name)}</th>'
        labels.append(escape(name, quote=True))

    rows = []
    for row in shown.itertuples(index=False):
        cells = ""
        for label, value in zip(labels, row, strict=True):
            cells += f'<td data-label="{label}">{safe(written(value))}</td>'
        rows.append(f"<tr>{cells}</tr>")
    content = _TABLE.format(caption=safe(caption), heads=heads, body="\n".join(rows))
    return boxed(caption, content)
