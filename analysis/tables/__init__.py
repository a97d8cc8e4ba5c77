"""Counting and comparing: tidy tables in, tidy tables out."""

from analysis.tables.agreement import agreement, alpha, disagreements, scores
from analysis.tables.collocation import collocations
from analysis.tables.counting import counts, crosstab, lengths
from analysis.tables.dispersion import dp, dps
from analysis.tables.frequency import CAVEAT, shares, stability, wilson
from analysis.tables.keyness import keyness
from analysis.tables.timeline import one_vs_rest, periods, timeline

__all__ = [
    "CAVEAT",
    "agreement",
    "alpha",
    "collocations",
    "counts",
    "crosstab",
    "disagreements",
    "dp",
    "dps",
    "keyness",
    "lengths",
    "one_vs_rest",
    "periods",
    "scores",
    "shares",
    "stability",
    "timeline",
    "wilson",
]
