"""The pages of a run: the contact sheet of its figures and the report."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from pathlib import Path

from analysis import countries, load, themes, words
from analysis.export.index import index
from analysis.export.report import report as report_page


def pages(
    figures: str | Path,
    parameters: Mapping[str, object] | None = None,
    *,
    report: bool = False,
    title: str = "",
) -> dict[str, bytes]:
    """Return the pages of a folder of figures that a run made.

    Parameters
    ----------
    figures : str or Path
        The folder of figures.
    parameters : mapping, optional
        What the notebooks were given: article, codebook, corrections, gazetteer, stopwords.
    report : bool
        Whether to make the report too.
    title : str
        The title of the report; by default that of the article.

    Returns
    -------
    dict
        ``index.html``, and ``report.html`` if it was asked for, as bytes.

    Examples
    --------
    >>> list(pages("no such folder"))
    ['index.html']
    """
    made = {"index.html": index(figures, report=report)}
    if report:
        with warnings.catch_warnings():
            # The same was said when the notebooks read the article.
            warnings.simplefilter("ignore")
            made["report.html"] = _report(figures, parameters or {}, title)
    return {name: text.encode("utf-8", "replace") for name, text in made.items()}


def _report(figures: str | Path, parameters: Mapping[str, object], title: str) -> str:
    """The report, its tables made from the same files as those of the notebooks."""
    given = {name: value for name, value in parameters.items() if value is not None}
    highlights, documents, reading = load.read(given.get("article", load.BUNDLED))
    names = {key: given[key] for key in ("gazetteer",) if key in given}
    book = {key: given[key] for key in ("codebook",) if key in given}
    coding = book | {key: given[key] for key in ("corrections",) if key in given}
    stop = {key: given[key] for key in ("stopwords",) if key in given}
    return report_page(
        highlights,
        documents,
        reading,
        figures=figures,
        title=title,
        mentions=countries.mentions(highlights, **names),
        suppressed=countries.suppressed(highlights, **names),
        codes=themes.codes(highlights, **coding),
        cues=themes.cues(highlights, **book),
        tokens=words.tokens(highlights, **stop),
    )
