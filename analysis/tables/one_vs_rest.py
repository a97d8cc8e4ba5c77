"""One document and the rest of a corpus."""

from __future__ import annotations

import pandas as pd

from analysis import schema
from analysis.tables import units
from analysis.tables.counts import counts

REST = "the rest"

# A column name that no table of anyone else has.
_PART = "document or the rest"


def one_vs_rest(
    table: pd.DataFrame, document: str, *, of: pd.DataFrame, voice: str = "quote"
) -> pd.DataFrame:
    """One document and the rest of a corpus as the two groups of a counts table, ready for `keyness`.

    Parameters
    ----------
    table : DataFrame
        Mentions, tokens, cues or codes.
    document : str
        The document.
    of : DataFrame
        The highlights of all documents.
    voice : {"quote", "headline", "both"}
        The voice that is counted.

    Returns
    -------
    DataFrame
        The columns of "counts" in `schema`; the groups are the document's name and "the rest", in this
        order. There are no rows where there is no other document.

    Examples
    --------
    >>> highlights = pd.DataFrame({"document": ["a", "b"], "number": 1, "headline": "", "quote": ["Rome", "Bonn"]})
    >>> mentions = pd.DataFrame({"document": ["a", "b"], "number": 1, "voice": "quote", "entity": ["ITA", "DEU"]})
    >>> one_vs_rest(mentions, "b", of=highlights)[["group", "label", "count", "words"]].values.tolist()
    [['b', 'DEU', 1, 1], ['the rest', 'ITA', 1, 1]]
    """
    units.checked(of, *schema.VOICES)
    names = of["document"].drop_duplicates().tolist()
    if names and document not in names:
        hint = schema.near(document, names) or f"; there are {', '.join(map(repr, names[:8]))}"
        raise ValueError(f"no document is called {document!r}{hint}")
    if len(names) < 2:
        return schema.empty("counts")

    parts = of["document"].where(of["document"] == document, REST)
    found = counts(table, by=_PART, voice=voice, of=of.assign(**{_PART: parts}))
    mine = found["group"] == document
    return schema.table(pd.concat([found[mine], found[~mine]]), "counts")
