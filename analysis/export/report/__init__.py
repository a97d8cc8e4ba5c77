"""The report: every figure of a run on one page, each mark with a link to the words behind it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis import schema
from analysis.export.report import page, sections
from analysis.export.report.evidence import Evidence
from analysis.export.report.pictures import pictures


def report(
    highlights: pd.DataFrame,
    documents: pd.DataFrame,
    reading: pd.DataFrame,
    *,
    figures: str | Path = "figures",
    mentions: pd.DataFrame | None = None,
    suppressed: pd.DataFrame | None = None,
    codes: pd.DataFrame | None = None,
    cues: pd.DataFrame | None = None,
    tokens: pd.DataFrame | None = None,
    codings: pd.DataFrame | None = None,
    title: str = "",
) -> str:
    """Return one page of HTML for a reader who never saw a notebook.

    It has no script and makes no request, and the same inputs give the same bytes. A bar, dot, cell
    or word of a figure is a link to the concordance lines that it counts, where their number is the
    one that the mark shows.

    Parameters
    ----------
    highlights, documents, reading : DataFrame
        What `load.read` returns.
    figures : str or Path
        The folder of figures: their records, SVG and PNG files.
    mentions, suppressed, codes, cues, tokens : DataFrame, optional
        The tables that were counted, and the spans that were not.
    codings : DataFrame, optional
        The codings that were compared, of all coders.
    title : str
        The title of the page; by default that of the article.

    Returns
    -------
    str
        HTML.

    Raises
    ------
    TypeError
        If a table is not a DataFrame.
    ValueError
        If a table lacks a column of `schema`.

    Examples
    --------
    >>> from analysis import load
    >>> made = report(*load.read(), figures="no such folder")
    >>> made.count("<h1"), "<script" in made
    (1, False)
    """
    given = {"highlights": highlights, "documents": documents, "report": reading}
    counted = {"mentions": mentions, "codes": codes, "cues": cues, "tokens": tokens}
    counted["codings"] = codings
    optional = counted | {"suppressed": suppressed}
    given |= {name: table for name, table in optional.items() if table is not None}
    for name, table in given.items():
        schema.check(table, name)

    evidence = Evidence(highlights, documents, counted)
    drawn = pictures(Path(figures), evidence)
    body = [
        sections.head(highlights, documents, title),
        sections.contents(),
        "<main>",
        sections.how_it_was_read(highlights, reading),
        sections.overview(drawn.figures),
        *(sections.figure(one) for one in drawn.figures),
        sections.not_counted(mentions, suppressed),
        sections.method(codes),
        sections.whole_highlights(evidence),
        evidence.section(),
        "</main>",
    ]
    return page.html(sections.title_of(documents, title), "\n".join(body), drawn.fonts)
