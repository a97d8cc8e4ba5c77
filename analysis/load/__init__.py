"""From an article to the table of its highlights, whatever the layout, one file or a folder.

Inside, in the order that a text takes: `files` (which files), `clean` (normalised lines), `html`, `sheet`
and `front_matter` (kinds of file), `blocks` (paragraphs and their form), `quoting` (how one block quotes),
`layout` (which form has which role), `highlights`, `prose` and `transcript` (who says what), `metadata`,
`article` (one file), `api` (many files, as tables).
"""

from analysis.load.api import (
    BUNDLED,
    Reading,
    article,
    corpus,
    documents,
    lines,
    locate,
    read,
    report,
    summary,
    text,
)
from analysis.load.records import ArticleError, LoadWarning

__all__ = [
    "BUNDLED",
    "ArticleError",
    "LoadWarning",
    "Reading",
    "article",
    "corpus",
    "documents",
    "lines",
    "locate",
    "read",
    "report",
    "summary",
    "text",
]
