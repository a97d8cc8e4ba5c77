"""Who coded, in words for a chart."""

from __future__ import annotations

import pandas as pd

from analysis import schema
from analysis.themes.codebook import CODEBOOK, Given
from analysis.themes.codebook import codebook as book_of

# The coders of a table of codes: the rule, and whoever corrected what it found.
_RULE, _CORRECTED = "rule", "corrected"


def coders(table: pd.DataFrame, *, codebook: Given = CODEBOOK) -> str:
    """Return who coded, the rule last and with a warning where its author had read what it codes.

    Parameters
    ----------
    table : DataFrame
        Codes or codings.
    codebook : str, Path, Codebook or None
        The codebook whose rule it is; its setting `read` lists the documents that its author had read.

    Returns
    -------
    str
        The names, as a part of a sentence; "" for a table without rows.

    Examples
    --------
    >>> rows = {"document": "russia-2020-foreign-policy", "coder": ["rule", "Ana Lima"]}
    >>> coders(pd.DataFrame(rows))
    'Ana Lima and the rule, whose author had read the article'
    """
    schema.check(table, "codings", needs=("document", "coder"), argument="table")
    found = list(dict.fromkeys(table["coder"]))
    names = [name for name in found if name not in (_RULE, _CORRECTED)]
    if len(names) < len(found):
        rule = "the corrected rule" if _CORRECTED in found else "the rule"
        documents = set(table["document"])
        names.append(rule + _in_sample(documents, book_of(codebook).read))
    if len(names) < 2:
        return "".join(names)
    *first, last = names
    return f"{', '.join(first)} and {last}"


def _in_sample(documents: set[str], read: tuple[str, ...]) -> str:
    """Say whether the author of the rule had read the documents."""
    if not documents & set(read):
        return ""
    if len(documents) == 1:
        return ", whose author had read the article"
    return ", whose author had read some of the articles"
