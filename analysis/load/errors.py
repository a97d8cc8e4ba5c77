"""What the loader says when it can't read something, or read it with doubt."""

from __future__ import annotations


class ArticleError(ValueError):
    """A file that is no article of highlights: what was expected, what was found, what to do next."""


class LoadWarning(UserWarning):
    """An article that was read, with something in it to look at."""
