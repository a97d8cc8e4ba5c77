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
        columns = ("authors", "publisher", "date", "address")
        parts = [safe(row[column].replace("; ", " and ")) for column in columns if row[column]]
        lines.append(f"<p>{', '.join(parts) or _NO_SOURCE}</p>")
        lines.append(f"<p>{size}</p>")
    else:
        lines.append(f"<p>{size} in {many(len(documents), 'article')}</p>")
        wanted = ["document", "title", "authors", "publisher", "date", "highlights"]
        lines.append(page.folded("The articles", page.table(documents[wanted], "The articles")))
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
    items = [f'<li><a href="#{target}">{name}</a></li>' for target, name in entries.items()]
    return f'<nav aria-label="Contents"><ul>{"".join(items)}</ul></nav>'


def how_it_was_read(highlights: pd.DataFrame, reading: pd.DataFrame) -> str:
    """Return the summary of the reading, with every doubt and every passage left out."""
    parts = ['<h2 id="reading">How it was read</h2>']
    for line in load.summary(reading).splitlines():
        parts.append(f"<p>{safe(line)}</p>")
    wanted = ["document", "line", "what", "detail", "text"]
    if highlights["document"].nunique() < 2:
        wanted.remove("document")
    for kinds, name in ((_DOUBTS, "Doubts, guesses and repairs"), (("residue",), "Left out")):
        rows = reading.loc[reading["what"].isin(kinds), wanted]
        parts.append(_folded_table(rows, name))
    return f"<section>{''.join(parts)}</section>"


def overview(figures: Sequence[Drawn]) -> str:
    """Return the findings of all figures as a list of links."""
    linked = sum(one.links for one in figures)
    items = []
    for one in figures:
        items.append(f'<li><a href="#{one.id}">{safe(one.record["title"])}</a></li>')
    lead = "The findings, each with its figure."
    # Only an SVG has links; with --formats png there are none to choose.
    if linked:
        lead += (
            " Choose a bar, dot, cell or word of a figure to read the words that it counts "
            f"({many(linked, 'link')})."
        )
    body = f"<p>{lead}</p><ul>{''.join(items)}</ul>" if items else "<p>There are no figures.</p>"
    return f'<section><h2 id="overview">Overview</h2>{body}</section>'


def figure(one: Drawn) -> str:
    """Return one figure with its finding, its source and its table."""
    record = one.record
    # Two figures may have the same finding, but no two regions of a page the same name.
    name = f"Figure {one.id.removeprefix('figure-')}: {record['title']}"
    files = ", ".join(sorted(record["files"]))
    parts = [
        f'<h2 id="{one.id}">{safe(record["title"])}</h2>',
        page.boxed(name, one.picture, "scroll figure-box"),
        page.folded("Described in words", f"<p>{safe(record['alt'])}</p>"),
        page.folded(f"The table ({many(len(one.table), 'row')})", page.table(one.table, files)),
    ]
    return f"<section>{''.join(parts)}</section>"


def not_counted(mentions: pd.DataFrame | None, suppressed: pd.DataFrame | None) -> str:
    """Return the mentions that stay open and the spans that only look like mentions."""
    parts = ['<h2 id="not-counted">What is not counted</h2>']
    place = ["document", "number", "voice", "surface"]
    if mentions is not None:
        rows = mentions.loc[mentions["entity"] == "", [*place, "candidates"]]
        parts.append(_folded_table(rows, "Mentions that stay open"))
    if suppressed is not None:
        rows = suppressed[[*place, "label", "guard", "reason"]]
        parts.append(_folded_table(rows, "Spans that only look like mentions"))
    return f"<section>{''.join(parts)}</section>"


def method(codes: pd.DataFrame | None) -> str:
    """Return the notes on units, rates, intervals and who coded."""
    parts = ['<h2 id="method">Method</h2>', _METHOD]
    if codes is not None and len(codes):
        counts = codes["coder"].value_counts().sort_index()
        said = ", ".join(
            f"{count} by {_CODERS.get(coder, coder)}" for coder, count in counts.items()
        )
        parts.append(f"<p>Codes: {safe(said)}.</p>")
    return f"<section>{''.join(parts)}</section>"


def whole_highlights(evidence: Evidence) -> str:
    """Return every highlight whole, its mentions highlighted and its cues underlined."""
    cards = [evidence.card(place) for place in range(len(evidence.highlights))]
    lead = "Mentions of countries are highlighted, cues of themes are underlined."
    heading = '<h2 id="highlights">The highlights</h2>'
    return f"<section>{heading}<p>{lead}</p>{''.join(cards)}</section>"


def _folded_table(rows: pd.DataFrame, name: str) -> str:
    """A table that a reader opens, or that there is none."""
    if rows.empty:
        return f"<p>{name}: none.</p>"
    return page.folded(f"{name}: {len(rows):,}", page.table(rows, name))
