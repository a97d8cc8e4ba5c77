"""Where coders differ, with what each of them gives as evidence."""

from __future__ import annotations

import pandas as pd

from analysis import schema
from analysis.themes.check_evidence import check_evidence
from analysis.themes.coding_files import EXTRA
from analysis.themes.cues import NEEDS, PLACE

_KEYS = [*PLACE, "theme"]


def to_discuss(codings: pd.DataFrame, *, of: pd.DataFrame) -> pd.DataFrame:
    """Return the codes on which coders differ, with the evidence of each coder side by side.

    Parameters
    ----------
    codings : DataFrame
        The codings of two or more coders, with columns evidence and note if they have given any.
    of : DataFrame
        The highlights that were coded.

    Returns
    -------
    DataFrame
        The table "to_discuss" of `schema`, one row for each coder of such a code: in the order of the
        codings, the coders of one code below each other.

    Examples
    --------
    >>> texts = {"document": "a", "number": [1], "headline": "On Trade", "quote": "We met in Delhi."}
    >>> rows = {"document": "a", "number": 1, "coder": ["A", "B"], "date": "", "theme": "asia", "value": [1, 0]}
    >>> coded = pd.DataFrame(rows | {"evidence": ["in Delhi", ""]})
    >>> to_discuss(coded, of=pd.DataFrame(texts))[["coder", "value", "evidence", "verdict"]].values.tolist()
    [['A', 1, 'in Delhi', 'found'], ['B', 0, '', '']]
    """
    schema.check(codings, "codings", needs=(*_KEYS, "coder", "value"))
    schema.check(of, "highlights", needs=NEEDS)
    known = codings.dropna(subset="value").merge(of[[*PLACE, "headline"]], on=PLACE)
    given = known.groupby(_KEYS, sort=False)["value"].transform("nunique")
    differ = given.gt(1).astype(bool)
    rows = known[differ]
    if rows.empty:
        return schema.empty("to_discuss")
    for name in EXTRA:
        written = rows[name].fillna("") if name in rows else ""
        rows = rows.assign(**{name: written})

    keys = [*_KEYS, "coder"]
    checked = check_evidence(rows, of=of)
    verdicts = checked.groupby(keys, sort=False)["verdict"].agg("; ".join)
    rows = rows.merge(verdicts.reset_index(), on=keys, how="left")
    rows["verdict"] = rows["verdict"].fillna("")
    # The first row of a code says where all rows of it go.
    rows["place"] = rows.groupby(_KEYS, sort=False).ngroup()
    rows = rows.sort_values("place", kind="stable")
    return schema.table(rows, "to_discuss")
