"""From the article to the highlights table: any of the shapes the genre is printed in, one file or a folder."""

from analysis.load.errors import ArticleError, LoadWarning
from analysis.load.origin import locate
from analysis.load.reading import BUNDLED, Reading, article, corpus, documents, lines, read, report, summary

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
]
