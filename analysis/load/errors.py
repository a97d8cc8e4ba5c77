"""The errors of the reader; see `records`."""

from analysis.load.records import ArticleError, LoadWarning

__all__ = ["ArticleError", "LoadWarning"]
