"""One group and the rest."""

from __future__ import annotations

import pandas as pd

from analysis import schema
from analysis.tables.chosen import chosen
from analysis.tables.counts import counts
from analysis.tables.groups import groups, labels

REST = "the rest"

# A column name that no table of anyone else has.
_PART = "one group or the rest"


def one_vs_rest(
    table: pd.DataFrame,
    one: str = "",
    *,
    of: pd.DataFrame,
    by: str = "document",
    documents: pd.DataFrame | None = None,
    voice: str = "quote",
) -> pd.DataFrame:
    """Return one group and the rest as the two groups of a counts table, ready for `keyness`.

    Parameters
    ----------
    table : DataFrame
        Mentions, tokens, cues or codes.
    one : str
        The group; without it the largest one.
    of : DataFrame
        The highlights of all groups.
    by : str
        The column that makes the groups: of the highlights or of the documents.
    documents : DataFrame, optional
        The documents, where `by` is one of their columns.
    voice : {"quote", "headline", "both"}
        The voice that is counted.

    Returns
    -------
    DataFrame
        The columns of "counts" in `schema`; the groups are the one and "the rest", in this order.
        There are no rows where there is no other group.

    Raises
    ------
    ValueError
        If there is no such group or column; the message names the nearest one.

    Examples
    --------
    >>> highlights = pd.DataFrame({"document": ["a", "b"], "number": 1, "headline": "", "quote": ["Rome", "Bonn"]})
    >>> mentions = pd.DataFrame({"document": ["a", "b"], "number": 1, "voice": "quote", "entity": ["ITA", "DEU"]})
    >>> one_vs_rest(mentions, "b", of=highlights)[["group", "label", "count", "words"]].values.tolist()
    [['b', 'DEU', 1, 1], ['the rest', 'ITA', 1, 1]]
    """
    known = groups(of, by=by, documents=documents, voice=voice)
    if len(known) < 2:
        return schema.empty("counts")

    name = chosen(known, one)["group"].iloc[0]
    split = labels(by, table, of, documents)
    parts = of[["document", "number"]].merge(split, on=["document", "number"], how="left")["group"]
    parts = parts.where(parts == name, REST).to_numpy()
    found = counts(table, by=_PART, voice=voice, of=of.assign(**{_PART: parts}))
    is_one = found["group"] == name
    return schema.table(pd.concat([found[is_one], found[~is_one]]), "counts")
