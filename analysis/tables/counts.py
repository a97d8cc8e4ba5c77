"""How often each entity, token or theme occurs, in how many highlights, and how evenly."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis import schema
from analysis.natural import natural
from analysis.tables import dispersion, units
from analysis.tables.exact import poisson_interval
from analysis.tables.groups import FEW, Groups, grouped
from analysis.tables.units import PLACE

PARTS = {"highlight": PLACE, "document": ["document"]}

_ROW = ["group", "id"]


def counts(
    table: pd.DataFrame,
    *,
    of: pd.DataFrame | None = None,
    by: str | pd.DataFrame | None = None,
    voice: str = "quote",
    over: str = "highlight",
    documents: pd.DataFrame | None = None,
    zeros: bool = False,
) -> pd.DataFrame:
    """How often each entity, token or theme occurs, in the whole or in each group.

    Parameters
    ----------
    table : DataFrame
        Mentions, tokens, cues or codes. Open mentions and stop words are in no count.
    of : DataFrame, optional
        The highlights that the table was made from. They give n, words, rates and dispersion, which are
        missing without them.
    by : str or DataFrame, optional
        What splits the counts: "voice"; a column of the highlights ("document", "speaker", "section", a
        custom one), of the documents ("publisher", "date", …) or of the table; or a table of mentions,
        tokens or codes, whose labels are the groups (a highlight with two themes counts in both).
        n, words and rates are those of the group. Columns that describe the counted spans themselves
        ("kind") split no highlights: each of their groups has all of them as its denominator.
    voice : {"quote", "headline", "both"}
        The voice that is counted. Codes are made on the whole highlight and have none.
    over : {"highlight", "document"}
        The parts that `dispersion` compares.
    documents : DataFrame, optional
        The documents, where `by` is one of their columns.
    zeros : bool
        Whether every group has a row for everything that any group has, so that a group in which
        nothing was found is there with its n.

    Returns
    -------
    DataFrame
        The columns of "counts" in `schema`, by group, then count (largest first), then label. Rates are
        per 1,000 words; `low` and `high` are their exact 95 % Poisson interval (Garwood 1936).

    Raises
    ------
    ValueError
        If `of` lacks a highlight in which something was counted, or the group of a highlight is unknown.

    Examples
    --------
    >>> mentions = pd.DataFrame({"document": "a", "number": [1, 1, 2], "voice": "quote", "entity": ["IND", "IND", "ITA"],
    ...                          "label": ["India", "India", "Italy"], "kind": ["name", "demonym", "capital"]})
    >>> counts(mentions)[["label", "count", "strict", "highlights"]].values.tolist()
    [['India', 2, 2, 1], ['Italy', 1, 0, 1]]
    """
    if over not in PARTS:
        raise ValueError(
            f"over must be {' or '.join(PARTS)}, not {over!r}{schema.near(over, PARTS)}"
        )
    if of is not None:
        units.checked(of, *schema.VOICES)
    if documents is not None:
        schema.check(documents, "documents", needs=("document",), argument="documents")

    counted = units.labelled(table)
    spoken = voice if "voice" in counted.columns else "highlight"
    found = grouped(counted, by, source=table, voice=voice, of=of, documents=documents)
    counted = found.rows.dropna(subset=["group", "id"])
    if counted.empty:
        return schema.empty("counts")

    # One row per group, id and highlight is all that every column is made from.
    cells = (
        counted.groupby([*_ROW, *PLACE], sort=False)["strict"].agg(["size", "sum"]).reset_index()
    )
    cells = cells.rename(columns={"size": "count", "sum": "strict"})
    cells["strict_highlights"] = cells["strict"] > 0

    rows = cells.groupby(_ROW).agg(
        count=("count", "sum"),
        strict=("strict", "sum"),
        highlights=("count", "size"),
        strict_highlights=("strict_highlights", "sum"),
    )
    if zeros:
        rows = _with_zeros(rows, found)
    first = counted.drop_duplicates("id").set_index("id")
    rows = rows.join(first[["unit", "label", "light"]], on="id")
    rows = rows.join(_denominators(rows, cells, found.sizes, PARTS[over]))

    rows = rows.reset_index()
    order = {name: at for at, name in enumerate(sorted(set(rows["group"]), key=natural))}
    rows["place"] = rows["group"].map(order)
    by_voice = isinstance(by, str) and by == "voice"
    rows["voice"] = rows["group"] if by_voice else spoken
    ordered = rows.sort_values(
        ["place", "count", "label", "id"], ascending=[True, False, True, True], kind="stable"
    )
    return schema.table(ordered, "counts")


def _with_zeros(rows: pd.DataFrame, found: Groups) -> pd.DataFrame:
    """The rows, and one of zeros wherever a group has nothing of an id."""
    wholes = found.rows if found.sizes is None else found.sizes
    ids = rows.index.unique("id")
    every = pd.MultiIndex.from_product([wholes["group"].dropna().unique(), ids], names=_ROW)
    return rows.reindex(every, fill_value=0)


def _denominators(
    rows: pd.DataFrame, cells: pd.DataFrame, sizes: pd.DataFrame | None, parts: list[str]
) -> pd.DataFrame:
    """n, words, rate with its interval, and spread of each row; missing where nobody said of what."""
    made = pd.DataFrame(index=rows.index)
    if sizes is None:
        made[["n", "words"]] = pd.NA
        made[["rate", "low", "high", "dispersion", "overdispersion"]] = np.nan
        return made.assign(few=False)

    group = rows.index.get_level_values("group")
    by_group = sizes.groupby("group")["size"]
    made["n"] = group.map(by_group.size()).astype("Int64")
    made["words"] = group.map(by_group.sum()).astype("Int64")
    made["few"] = made["n"].lt(FEW).fillna(False)

    words = made["words"].astype("float64")
    words = words.where(words > 0)
    low, high = poisson_interval(rows["count"].to_numpy(), 0.05)
    made["rate"] = 1000 * rows["count"] / words
    made["low"] = 1000 * low / words
    made["high"] = 1000 * high / words

    if words.isna().all():
        return made.assign(dispersion=np.nan, overdispersion=np.nan)
    made["dispersion"] = dispersion.dispersion(cells, sizes, parts)
    made["overdispersion"] = dispersion.overdispersion(cells, sizes)
    return made
