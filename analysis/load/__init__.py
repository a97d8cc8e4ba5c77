"""From the article to the highlights table: any of the shapes the genre is printed in, one file or a folder.

Inside, in the order the text takes: `decode` (bytes to text), `clean` (the door), `page` and `sheet` (HTML and CSV),
`blocks` and `markdown` (paragraphs and what they are), `mending`, `roles` and `outline` (what each block is for), `shape`
(the highlights), `metadata`, `parse` (one file), `files` and `reading` (many, as tables), `origin` (back to the line).
"""

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
