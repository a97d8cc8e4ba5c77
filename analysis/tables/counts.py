"""How often each entity, token or theme occurs, in how many highlights, and how evenly."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis import schema
from analysis.tables import units
from analysis.tables.cells import Cells, cells
from analysis.tables.dispersion import dispersion, overdispersion
from analysis.tables.exact import poisson_interval
from analysis.tables.groups import FEW, grouped, natural_rank

# The column of the counted rows that tells the parts apart.
PARTS = {"highlight": "place", "document": "document"}


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
        hint = schema.near(over, PARTS)
        raise ValueError(f"over must be {' or '.join(PARTS)}, not {over!r}{hint}")
    if of is not None:
        units.checked(of, *schema.VOICES)
    if documents is not None:
        schema.check(documents, "documents", needs=("document",), argument="documents")

    by_voice = isinstance(by, str) and by == "voice"
    counted = units.labelled(table, voice=None if by_voice else voice)
    found = grouped(counted, by, source=table, voice=voice, of=of, documents=documents)
    if found.rows.empty:
        return schema.empty("counts")

    uses = cells(found, PARTS["highlight"], zeros=zeros)
    compared = uses
    if over != "highlight":
        compared = cells(found, PARTS[over], zeros=zeros)
    columns = _named(uses, found.rows) | _counted(uses) | _rates(uses)
    columns["dispersion"] = dispersion(compared)
    columns["overdispersion"] = overdispersion(uses)
    columns["voice"] = "highlight"
    if by_voice:
        columns["voice"] = columns["group"]
    elif "voice" in counted.columns:
        columns["voice"] = voice

    group = natural_rank(list(uses.groups))[uses.row_group]
    order = np.lexsort((columns["id"], columns["label"], -columns["count"], group))
    return schema.table(pd.DataFrame(columns).iloc[order], "counts")


def _named(uses: Cells, counted: pd.DataFrame) -> dict[str, Any]:
    """What each row counts."""
    first = ~counted["id"].duplicated()
    return {
        "group": uses.groups.take(uses.row_group),
        "unit": counted["unit"].iloc[0],
        "id": uses.ids.take(uses.row_id),
        "label": counted["label"][first].array.take(uses.row_id),
        "light": counted["light"][first].array.take(uses.row_id),
    }


def _counted(uses: Cells) -> dict[str, Any]:
    """How often each row occurs, and in how many highlights."""
    return {
        "count": uses.by_row(uses.count),
        "strict": uses.by_row(uses.strict),
        "highlights": uses.by_row(),
        "strict_highlights": uses.by_row(uses.strict > 0),
    }


def _rates(uses: Cells) -> dict[str, Any]:
    """n, words and the rate of each row with its interval; missing where nobody said of what."""
    n = uses.group_highlights[uses.row_group]
    words = uses.by_group(uses.part_size)[uses.row_group]
    spoken = np.where(words > 0, words, np.nan)
    count = uses.by_row(uses.count)
    low, high = poisson_interval(count, 0.05)
    return {
        "n": pd.arrays.IntegerArray(n, mask=n == 0),
        "words": pd.arrays.IntegerArray(words, mask=n == 0),
        "few": (n > 0) & (n < FEW),
        "rate": 1000 * count / spoken,
        "low": 1000 * low / spoken,
        "high": 1000 * high / spoken,
    }
