"""The columns of every table, their types and meanings; each is declared in one place."""

from __future__ import annotations

from analysis.schema.coding import CODING
from analysis.schema.column import Column
from analysis.schema.counting import COUNTING
from analysis.schema.reading import READING

# Tables that may have columns of the user's own after the declared ones: those of a `documents.csv`.
# Codings may have evidence, note and voice.
OPEN = ("documents", "codings")

# Columns that together identify a row; a table in which they occur twice is refused. Two highlights
# with one number would lead every mention, code and token of the one to the words of the other.
KEYS = {"highlights": ("document", "number")}

TABLES: dict[str, tuple[Column, ...]] = READING | CODING | COUNTING
