"""Counts per period."""

from __future__ import annotations

import pandas as pd

from analysis import schema
from analysis.tables import units
from analysis.tables.counts import counts
from analysis.tables.groups import NOT_GIVEN, check_documents
from analysis.tables.intervals import wilson
from analysis.tables.periods import periods
from analysis.tables.units import PLACE


def timeline(
    table: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    of: pd.DataFrame,
    voice: str = "quote",
    period: str = "auto",
) -> pd.DataFrame:
    """How often each entity, token or theme occurs in each period, including the zeros.

    Parameters
    ----------
    table : DataFrame
        Mentions, tokens, cues or codes.
    documents : DataFrame
        The documents, for their dates.
    of : DataFrame
        The highlights.
    voice : {"quote", "headline", "both"}
        The voice that is counted.
    period : {"auto", "day", "month", "quarter", "year"}
        See `periods`.

    Returns
    -------
    DataFrame
        The columns of "timeline" in `schema`; by count over all periods, then label, then time. There is
        no row for a period without a document; undated documents are the period "", before the others.
        `low` and `high` are the 95 % interval of `share` (Wilson 1927).

    Examples
    --------
    >>> documents = pd.DataFrame({"document": ["a", "b"], "date": ["2020-05-01", "2021-02-01"]})
    >>> highlights = pd.DataFrame({"document": ["a", "b"], "number": 1, "headline": "", "quote": ["Rome", "Rome and Bonn"]})
    >>> mentions = pd.DataFrame({"document": ["a", "b", "b"], "number": 1, "voice": "quote",
    ...                          "entity": ["ITA", "ITA", "DEU"], "label": ["Italy", "Italy", "Germany"]})
    >>> rows = timeline(mentions, documents, of=highlights, period="year")
    >>> rows[["period", "label", "count", "highlights", "n", "words"]].values.tolist()
    ... # doctest: +NORMALIZE_WHITESPACE
    [['2020', 'Italy', 1, 1, 1, 1], ['2021', 'Italy', 1, 1, 1, 3],
     ['2020', 'Germany', 0, 0, 1, 1], ['2021', 'Germany', 1, 1, 1, 3]]
    """
    units.checked(of, *schema.VOICES)
    dated = periods(documents, period=period).set_index("document")["period"]
    check_documents(documents, of[PLACE])

    of = of.assign(period=of["document"].map(dated).astype("str"))
    rows = counts(table, by="period", voice=voice, of=of, zeros=True)
    if rows.empty:
        return schema.empty("timeline")
    rows["period"] = rows["group"].replace(NOT_GIVEN, "")  # documents without a date
    rows["documents"] = rows["period"].map(of.groupby("period")["document"].nunique())
    rows["share"] = rows["highlights"] / rows["n"]
    ends = [wilson(count, n) for count, n in zip(rows["highlights"], rows["n"], strict=True)]
    rows[["low", "high"]] = ends

    total = rows.groupby("id")["count"].transform("sum")
    ordered = rows.assign(total=-total).sort_values(
        ["total", "label", "id", "period"], kind="stable"
    )
    return schema.table(ordered, "timeline")
