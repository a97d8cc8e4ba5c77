"""The pages of a run: the contact sheet of its figures and the report."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

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
        What the notebooks were given: article, transcript, codebook, corrections, codings,
        gazetteer, stopwords.
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

    def given(*names: str) -> dict[str, object]:
        # None is a value too: without corrections, or without stop words.
        return {name: parameters[name] for name in names if name in parameters}

    article = parameters.get("article", load.BUNDLED)
    highlights, documents, reading = load.read(article, **given("transcript"))
    return report_page(
        highlights,
        documents,
        reading,
        figures=figures,
        title=title,
        mentions=countries.mentions(highlights, **given("gazetteer")),
        suppressed=countries.suppressed(highlights, **given("gazetteer")),
        codes=themes.codes(highlights, **given("codebook", "corrections")),
        cues=themes.cues(highlights, **given("codebook")),
        tokens=words.tokens(highlights, **given("gazetteer", "stopwords")),
        codings=_codings(highlights, **given("codings", "codebook")),
    )


def _codings(
    highlights: pd.DataFrame,
    codings: object = themes.CODINGS,
    codebook: object = themes.CODEBOOK,
) -> pd.DataFrame:
    """The codings of the coders and of the rule, which the notebook on themes compares."""
    coders = themes.codings(codings, of=highlights)
    coded = highlights[highlights["document"].isin(coders["document"])]
    rule = themes.codes(coded, codebook=codebook, corrections=None)
    return pd.concat([coders, themes.as_codings(rule, of=coded, codebook=codebook)])
