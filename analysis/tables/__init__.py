"""Counting and comparing: tidy tables in, tidy tables out."""

from analysis.tables.counting import counts, crosstab

__all__ = ["counts", "crosstab"]
