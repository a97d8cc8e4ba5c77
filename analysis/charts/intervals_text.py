"""The sentences of a chart of intervals: who leads, what is counted, and how sure it is."""

from __future__ import annotations

import pandas as pd

from analysis.charts import titles, wording

# The alpha from which Krippendorff (2004) relies on a coding.
GOOD = 0.8


def share_subtitle(known: pd.DataFrame, compared: str) -> str:
    """What the shares are of, how sure they are, and who coded."""
    text = f"Share of {_highlights(known)} that carry the theme; a highlight may carry several"
    if known["low"].notna().any():
        text += f"; the line is the {_level(known)} Wilson interval"
    if "uncoded" in known.columns:
        text += wording.uncoded(int(known["uncoded"].max()), int(known["n"].max()))
    return text + _coded_by(compared)


def leading(block: pd.DataFrame, facet: str, shown: int) -> str:
    """The sentence about the leader of a counts table, for the rows of one facet."""
    where = {"unit": "codes", "voice": "highlight", "group": facet.capitalize(), "words": pd.NA}
    counts = block.assign(**where)
    return titles.leading(counts, "highlights", shown=shown)


def agreement_subtitle(parts: pd.DataFrame, whole: pd.DataFrame, shown: int, compared: str) -> str:
    """What alpha is, on how many highlights, and how many it would take."""
    counted = parts
    if parts.empty:
        counted = whole
    text = (
        f"Krippendorff’s alpha with its {_level(counted)} bootstrap interval, {_highlights(counted)}"
        "; 1 is full agreement, 0 what chance gives"
        f"; certain: the whole line at {GOOD:.2f} or above"
    )
    text += _needed(parts) + titles.cut(list(parts["alpha"]), shown)
    return text + _coded_by(compared)


def _needed(parts: pd.DataFrame) -> str:
    """How many highlights it would take to show that alpha reaches the mark, in words."""
    if parts["needed"].isna().all():
        return ""
    least = int(parts["needed"].min())
    most = int(parts["needed"].max())
    many = wording.many(most, "highlight")
    if least < most:
        many = f"{wording.number(least)} to {many}"
    return f"; it takes {many} to show an alpha of {GOOD:.2f}"


def reached(parts: pd.DataFrame, whole: pd.DataFrame) -> str:
    """Of how many themes it is certain that alpha reaches the mark."""
    if parts.empty:
        alpha = f"{whole['alpha'].iloc[0]:.2f}".replace("-", "−")
        return f"Alpha of all themes together is {alpha}"
    # A lower end of exactly 1 is that of a bootstrap that saw no disagreement: it says nothing.
    sure = int(parts["low"].between(GOOD, 1, inclusive="left").sum())
    those = f"{wording.spelled(sure)} of {wording.many(len(parts), 'theme')}"
    if not sure:
        those = f"none of {wording.many(len(parts), 'theme')}"
    if sure == len(parts) > 1:
        those = wording.every(sure, "theme").lower()
    return f"Coders agree for certain on {those}"


def _highlights(table: pd.DataFrame) -> str:
    """How many highlights there are, from the fewest to the most where rows differ."""
    sizes = sorted(set(table["n"]))
    most = wording.many(sizes[-1], "highlight")
    if len(sizes) == 1:
        return most
    return f"{wording.number(sizes[0])} to {most}"


def _level(table: pd.DataFrame) -> str:
    """The confidence level of the intervals."""
    return f"{100 * table['confidence'].max():g} %"


def _coded_by(compared: str) -> str:
    if compared:
        return f"; {compared}"
    return ""
