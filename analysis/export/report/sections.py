"""The sections of the report, each as HTML."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis import load
from analysis.charts.wording import many
from analysis.evidence.show import safe
from analysis.export.report import page
from analysis.export.report.evidence import Evidence
from analysis.export.report.pictures import Drawn

_DOUBTS = ("refused", "warning", "guess", "repair")
_NO_SOURCE = "author, date and publisher unknown"

# How the sentence on who coded names those that are no persons.
_CODERS = {"rule": "the rule", "corrected": "correction"}

_METHOD = """<ul>
<li>A <em>highlight</em> is what one speaker is quoted with under one headline. The headline is the
editor's voice, the quote the speaker's; the two are never mixed.</li>
<li>A <em>mention</em> is a span that refers to a country, territory or group of countries: strict
by name or by the adjective or people, broad also by capital, city or territory.</li>
<li>A <em>theme</em> is coded on a whole highlight, headline and quote read together. The codebook's
cues propose; a reader's corrections decide.</li>
<li>Rates are per 1,000 words, since headlines and quotes, and one group and another, differ in
length. Intervals are at the 95 % level; they say what chance would do if the highlights had been
drawn at random, and an editor chose them instead.</li>
<li>Words are counted without stop words; a phrase such as <em>human rights</em> is one word.</li>
</ul>"""


def title_of(documents: pd.DataFrame, title: str) -> str:
    """Return the title of the page: the one given, that of the article, or the number of articles."""
    if title:
        return title
    if len(documents) == 1:
        row = documents.iloc[0]
        return row["title"] or row["document"]
    return f"{len(documents)} articles"


def head(highlights: pd.DataFrame, documents: pd.DataFrame, title: str) -> str:
    """Return the title with authors, date, publisher and size."""
    words = highlights["quote"].str.split().str.len().sum()
    size = f"{many(len(highlights), 'highlight')}, {words:,} words quoted"
    lines = [f"<h1>{safe(title_of(documents, title))}</h1>"]
    if len(documents) == 1:
        row = documents.iloc[0]
        parts = []
        for column in ("authors", "publisher", "date", "address"):
            if row[column]:
                parts.append(safe(row[column].replace("; ", " and ")))
        lines.append(f"<p>{', '.join(parts) or _NO_SOURCE}</p>")
        lines.append(f"<p>{size}</p>")
    else:
        lines.append(f"<p>{size} in {many(len(documents), 'article')}</p>")
        wanted = ["document", "title", "authors", "publisher", "date", "highlights"]
        table = page.table(documents[wanted], "The articles")
        lines.append(page.folded("The articles", table))
    return f"<header>{''.join(lines)}</header>"


def contents() -> str:
    """Return the table of contents; the overview links to each figure."""
    entries = {
        "reading": "How it was read",
        "overview": "Overview and figures",
        "not-counted": "What is not counted",
        "method": "Method",
        "highlights": "The highlights",
    }
    items = ""
    for target, name in entries.items():
        items += f'<li><a href="#{target}">{name}</a></li>'
    return f'<nav aria-label="Contents"><ul>{items}</ul></nav>'


def how_it_was_read(highlights: pd.DataFrame, reading: pd.DataFrame) -> str:
    """Return the summary of the reading, with every doubt and every passage left out."""
    parts = ['<h2 id="reading">How it was read</h2>']
    for line in load.summary(reading).splitlines():
        parts.append(f"<p>{safe(line)}</p>")
    wanted = ["document", "line", "what", "detail", "text"]
    if highlights["document"].nunique() < 2:
        wanted.remove("document")
    doubts = reading.loc[reading["what"].isin(_DOUBTS), wanted]
    parts.append(_folded_table(doubts, "Doubts, guesses and repairs"))
    left_out = reading.loc[reading["what"] == "residue", wanted]
    parts.append(_folded_table(left_out, "Left out"))
    return _section(parts)


def overview(figures: Sequence[Drawn]) -> str:
    """Return the findings of all figures as a list of links."""
    items = ""
    linked = 0
    for one in figures:
        items += f'<li><a href="#{one.id}">{safe(one.record["title"])}</a></li>'
        linked += one.links
    lead = "The findings, each with its figure."
    # Only an SVG has links; with --formats png there are none to choose.
    if linked:
        lead += (
            " Choose a bar, dot, cell or word of a figure to read the words that it counts "
            f"({many(linked, 'link')})."
        )
    body = "<p>There are no figures.</p>"
    if items:
        body = f"<p>{lead}</p><ul>{items}</ul>"
    return _section(['<h2 id="overview">Overview</h2>', body])


def figure(one: Drawn) -> str:
    """Return one figure with its finding, its source and its table."""
    record = one.record
    # Two figures may have the same finding, but no two regions of a page the same name.
    name = f"Figure {one.id.removeprefix('figure-')}: {record['title']}"
    files = ", ".join(sorted(record["files"]))
    rows = many(len(one.table), "row")
    parts = [
        f'<h2 id="{one.id}">{safe(record["title"])}</h2>',
        page.boxed(name, one.picture, "scroll figure-box"),
        page.folded("Described in words", f"<p>{safe(record['alt'])}</p>"),
        page.folded(f"The table ({rows})", page.table(one.table, files)),
    ]
    return _section(parts)


def not_counted(mentions: pd.DataFrame | None, suppressed: pd.DataFrame | None) -> str:
    """Return the mentions that stay open and the spans that only look like mentions."""
    parts = ['<h2 id="not-counted">What is not counted</h2>']
    place = ["document", "number", "voice", "surface"]
    if mentions is not None:
        is_open = mentions["entity"] == ""
        rows = mentions.loc[is_open, [*place, "candidates"]]
        parts.append(_folded_table(rows, "Mentions that stay open"))
    if suppressed is not None:
        rows = suppressed[[*place, "label", "guard", "reason"]]
        parts.append(_folded_table(rows, "Spans that only look like mentions"))
    return _section(parts)


def method(codes: pd.DataFrame | None) -> str:
    """Return the notes on units, rates, intervals and who coded."""
    parts = ['<h2 id="method">Method</h2>', _METHOD]
    if codes is not None and len(codes):
        said = []
        for coder, count in codes["coder"].value_counts().sort_index().items():
            said.append(f"{count} by {_CODERS.get(coder, coder)}")
        parts.append(f"<p>Codes: {safe(', '.join(said))}.</p>")
    return _section(parts)


def whole_highlights(evidence: Evidence) -> str:
    """Return every highlight whole, its mentions highlighted and its cues underlined."""
    lead = "Mentions of countries are highlighted, cues of themes are underlined."
    parts = [f'<h2 id="highlights">The highlights</h2><p>{lead}</p>']
    for place in range(len(evidence.highlights)):
        parts.append(evidence.card(place))
    return _section(parts)


def _section(parts: Sequence[str]) -> str:
    return f"<section>{''.join(parts)}</section>"


def _folded_table(rows: pd.DataFrame, name: str) -> str:
    """A table that a reader opens, or that there is none."""
    if rows.empty:
        return f"<p>{name}: none.</p>"
    return page.folded(f"{name}: {len(rows):,}", page.table(rows, name))
