"""Sentences about how widely things are spread: over the highlights of an article, or documents."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.charts import titles, wording
from analysis.charts.columns import Columns


def widest(along: Columns, unit: str, voice: str, *, shown: Sequence[str] | None = None) -> str:
    """Say which row comes up in most highlights, or documents.

    Parameters
    ----------
    along : Columns
        The occurrences and the highlights or documents that they are in.
    unit : str
        What occurs: mentions, tokens or codes.
    voice : str
        Whose words were read.
    shown : sequence of str, optional
        The ids of the rows that are drawn, the only ones that a title names; by default all.

    Returns
    -------
    str
        A title.
    """
    once = along.found.drop_duplicates(["id", "number"])
    spread = once.groupby(["id", "label"]).size().rename("places").reset_index()
    if shown is not None:
        spread = spread[spread["id"].isin(shown)]
    spread = spread.sort_values(["places", "label"], ascending=[False, True], kind="stable")

    places = list(spread["places"])
    ranking = titles.Ranking(
        names=[wording.name(label, unit) for label in spread["label"]],
        values=places,
        written=[wording.number(value) for value in places],
        drawn=len(spread),
        what=wording.row_noun(unit),
    )
    found = along.many(places[0], _noun(along, unit, voice))
    return titles.ranked(ranking, amount=f"in {found}")


def _noun(along: Columns, unit: str, voice: str) -> str:
    """Name what the rows come up in."""
    if along.noun == "document":
        return "document"
    if unit == "codes":
        return "highlight"
    return wording.voice_noun(voice)
