"""Counting and comparing: tidy tables in, tidy tables out."""

from analysis.tables.counting import counts, crosstab, lengths
from analysis.tables.dispersion import dp, dps

__all__ = ["counts", "crosstab", "dp", "dps", "lengths"]
