"""Counting and comparing: tidy tables in, tidy tables out."""

from analysis.tables.agreement import agreement
from analysis.tables.chosen import chosen
from analysis.tables.collocations import collocations
from analysis.tables.counts import counts
from analysis.tables.crosstab import crosstab
from analysis.tables.disagreements import disagreements
from analysis.tables.framing import framing
from analysis.tables.groups import groups
from analysis.tables.keyness import keyness
from analysis.tables.lengths import lengths
from analysis.tables.one_vs_rest import one_vs_rest
from analysis.tables.periods import periods
from analysis.tables.scores import scores
from analysis.tables.shares import shares
from analysis.tables.stability import stability
from analysis.tables.timeline import timeline

__all__ = [
    "agreement",
    "chosen",
    "collocations",
    "counts",
    "crosstab",
    "disagreements",
    "framing",
    "groups",
    "keyness",
    "lengths",
    "one_vs_rest",
    "periods",
    "scores",
    "shares",
    "stability",
    "timeline",
]


def __dir__() -> list[str]:
    return __all__
