"""How counts move over time, and one document against the rest: highlights parted by what their document is."""

from __future__ import annotations

import datetime
import re

import pandas as pd

from analysis import schema
from analysis.tables.counting import PLACE, counts, spoken

PERIODS = {"day": 10, "month": 7, "year": 4}  # characters of YYYY-MM-DD
MOST = 36  # periods that "auto" spans at most
REST = "the rest"


def timeline(
    table: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    of: pd.DataFrame,
    voice: str = "quote",
    period: str = "auto",
) -> pd.DataFrame:
    """How often each entity, token or theme occurs in each period, the zeros among them.

    Columns: those of "timeline" in `schema`; rows by count over all periods, then by label, then in the order of time.
    Takes what `counts` takes, and the documents table for the dates (see `periods`). There is no row for a period
    without a document. What undated documents hold stands in the period "", before the others.

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
    dated = periods(documents, period=period).set_index("document")["period"]
    unknown = sorted(set(of["document"]) - set(dated.index))
    if unknown:
        raise ValueError(
            f"the documents table has no row for {', '.join(map(repr, unknown[:5]))}, which the highlights come from"
        )
    found = counts(table, by=_parts(of, of["document"].map(dated)), voice=voice, of=of)
    if found.empty:
        return schema.empty("timeline")
    rows = _with_zeros(found, of.assign(period=of["document"].map(dated)), voice)
    total = rows.groupby("id")["count"].transform("sum")
    ordered = rows.assign(total=-total).sort_values(
        ["total", "label", "id", "period"], kind="stable"
    )
    return schema.table(ordered, "timeline")


def periods(documents: pd.DataFrame, *, period: str = "auto") -> pd.DataFrame:
    """The day, month or year of each document, in their order: document, period; "" where its date does not say.

    "auto" is the finest of day, month and year that every dated document has and that makes at most 36 periods from
    the first to the last. A ValueError names a date that is none of YYYY-MM-DD, YYYY-MM, YYYY and empty.

    >>> periods(pd.DataFrame({"document": ["a", "b", "c"], "date": ["2020-05-01", "2021-02", ""]}))["period"].tolist()
    ['2020-05', '2021-02', '']
    """
    schema.check(documents, "documents", needs=("document", "date"))
    if period not in ("auto", *PERIODS):
        hint = schema.near(period, ("auto", *PERIODS))
        raise ValueError(f"period is auto, {', '.join(PERIODS)}, not {period!r}{hint}")
    for document, date in zip(documents["document"], documents["date"], strict=True):
        if date and not _is_date(date):
            raise ValueError(
                f"the date of {document!r} is {date!r}; write YYYY-MM-DD, YYYY-MM, YYYY or nothing (in documents.csv)"
            )
    dates = documents["date"].astype("str")
    length = PERIODS[_fitting(dates[dates != ""]) if period == "auto" else period]
    cut = dates.str.slice(0, length).where(dates.str.len() >= length, "")
    return pd.DataFrame({"document": documents["document"].array, "period": cut.array})


def one_vs_rest(
    table: pd.DataFrame, document: str, *, of: pd.DataFrame, voice: str = "quote"
) -> pd.DataFrame:
    """One document and the rest of a corpus as the two groups of a counts table, ready for `keyness`.

    Columns: those of "counts" in `schema`; the groups are the document's name and "the rest", in this order.
    The table is empty where there is no other document.

    >>> highlights = pd.DataFrame({"document": ["a", "b"], "number": 1, "headline": "", "quote": ["Rome", "Bonn"]})
    >>> mentions = pd.DataFrame({"document": ["a", "b"], "number": 1, "voice": "quote", "entity": ["ITA", "DEU"]})
    >>> one_vs_rest(mentions, "b", of=highlights)[["group", "label", "count", "words"]].values.tolist()
    [['b', 'DEU', 1, 1], ['the rest', 'ITA', 1, 1]]
    """
    schema.check(of, "highlights", needs=("document", "number", *schema.VOICES))
    names = of["document"].drop_duplicates().tolist()
    if names and document not in names:
        hint = schema.near(document, names) or f"; there are {', '.join(map(repr, names[:8]))}"
        raise ValueError(f"no document is called {document!r}{hint}")
    if len(names) < 2:
        return schema.empty("counts")
    found = counts(
        table,
        by=_parts(of, of["document"].where(of["document"] == document, REST)),
        voice=voice,
        of=of,
    )
    mine = found["group"] == document
    return schema.table(pd.concat([found[mine], found[~mine]]), "counts")


def _parts(of: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    """The part that each highlight belongs to, as `counts` takes it: a table of codes, one a highlight."""
    names = names.astype("str")  # no rows at all have no type
    return of[PLACE].assign(theme="part " + names, label=names)


def _is_date(date: str) -> bool:
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", date):
        return False
    try:
        datetime.date.fromisoformat(date + "-01-01"[len(date) - 4 :])
    except ValueError:
        return False
    return True


def _fitting(dates: pd.Series) -> str:
    """The finest period that every date has and that does not make too many."""
    for period, length in PERIODS.items():
        if dates.empty or ((dates.str.len() >= length).all() and _span(dates, length) <= MOST):
            return period
    return "year"


def _span(dates: pd.Series, length: int) -> int:
    """How many periods there are from the first date to the last."""
    frequency = {10: "D", 7: "M", 4: "Y"}[length]
    first, last = (pd.Period(date[:length], frequency) for date in (min(dates), max(dates)))
    return last.ordinal - first.ordinal + 1


def _with_zeros(found: pd.DataFrame, of: pd.DataFrame, voice: str) -> pd.DataFrame:
    """A row for every id in every period that has a document, with what the period holds."""
    of = of.assign(size=spoken(of, voice))
    wholes = of.groupby("period").agg(
        documents=("document", "nunique"), n=("document", "size"), words=("size", "sum")
    )
    ids = found.drop_duplicates("id")[["voice", "unit", "id", "label"]]
    rows = ids.merge(wholes.reset_index(), how="cross")
    counted = found.rename(columns={"group": "period"})[
        ["period", "id", "count", "strict", "highlights"]
    ]
    rows = rows.merge(counted, on=["period", "id"], how="left").fillna(
        {"count": 0, "strict": 0, "highlights": 0}
    )
    rows["share"] = rows["highlights"] / rows["n"]
    rows["rate"] = 1000 * rows["count"] / rows["words"].where(rows["words"] > 0)
    return rows
