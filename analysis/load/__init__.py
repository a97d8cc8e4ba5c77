"""From an article to the table of its highlights, one file or a folder.

In the order that a text takes: `files` (which files), `html`, `page_data`, `sheet` and
`front_matter` (kinds of file), then `analysis.layout` (blocks and their roles), `highlights`,
`draft`, `prose` and `transcript` (who says what), `metadata`, `documents_csv` and `report_rows`,
`article` (one file), `gathered` (many files), `api` (as tables), `lines` and `locate` (where the
words are in the file).
"""

from analysis.load.api import (
    BUNDLED,
    Reading,
    article,
    corpus,
    documents,
    read,
    report,
    summary,
    text,
)
from analysis.load.lines import lines
from analysis.load.locate import locate
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
