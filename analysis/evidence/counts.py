"""The rows of a table of mentions, tokens, cues or codes that a row of counts counts."""

from __future__ import annotations

import functools

import numpy as np
import pandas as pd

from analysis import schema

SPAN = ["document", "number", "voice", "start", "end"]
CODE = ["document", "number", "theme"]

_HIGHLIGHT = ["document", "number"]
_IDS = ("token", "entity", "theme")

_NOWHERE = np.array([], dtype=np.intp)

# Columns that never hold the group of a row of counts
_NOT_GROUPS = ("number", "start", "end", "surface", "token", "entity", "label", "cue", "line")


class CountedTable:
    """A table that was counted, prepared once for all rows of counts.

    Parameters
    ----------
    table : DataFrame
        Mentions, tokens, cues or codes.
    highlights : DataFrame
        The highlights, for groups by one of their columns.
    documents : DataFrame, optional
        The documents, for groups by one of their columns.

    Raises
    ------
    ValueError
        If the table has no column of what is counted.
    """

    def __init__(
        self,
        table: pd.DataFrame,
        highlights: pd.DataFrame,
        documents: pd.DataFrame | None = None,
    ) -> None:
        ids = [name for name in _IDS if name in table.columns]
        if not ids:
            needed = " or ".join(map(repr, _IDS))
            have = ", ".join(map(str, table.columns))
            raise ValueError(f"spans= needs a column {needed}; it has {have}")
        self.table = table
        self.has_spans = set(SPAN) <= set(table.columns)
        self._highlights = highlights
        self._documents = documents
        # One pass over the table, since every mark of a figure asks for the rows of an id.
        self._places_by_id = table.groupby(ids[0]).indices
        # Arrays of objects: of a few rows they are compared faster than columns of pandas are.
        self._voices = None
        if "voice" in table.columns:
            self._voices = table["voice"].to_numpy(dtype=object)
        self._is_stop = None
        if "stop" in table.columns:
            self._is_stop = table["stop"].to_numpy(dtype=bool)

    def of_id(self, identity: str, voice: str = "") -> np.ndarray:
        """Return the places of an entity, theme or token in the table, in a voice or in both."""
        places = self._places_by_id.get(identity, _NOWHERE)
        if self._voices is not None and voice in schema.VOICES:
            places = places[self._voices[places] == voice]
        return places

    def of_counts(
        self, identity: str, voice: str, group: str = "", count: int | None = None
    ) -> np.ndarray:
        """Return the places in the table of what a row of counts counts.

        Parameters
        ----------
        identity, voice, group : str
            The cells id, voice and group of the row.
        count : int, optional
            Its count, which decides where several columns have the group.

        Returns
        -------
        ndarray of int

        Raises
        ------
        ValueError
            If the row counts codes and the table has cues, or nothing has that group.
        """
        if voice == "highlight" and self.has_spans:
            raise ValueError(
                "these rows count codes and spans= has cues, some of them in highlights without "
                "the code; give the codes in spans=, or show codes[codes['theme'] == …] with "
                "spans=cues"
            )
        places = self.of_id(identity, voice)
        if self._is_stop is not None:
            places = places[~self._is_stop[places]]
        if not group or group == voice:
            return places

        parts = []
        for values in self._groups:
            part = places[values[places] == group]
            if len(part):
                parts.append(part)
        if not parts:
            raise ValueError(
                f"no column of spans= or of the highlights has {group!r}, the group of this row; "
                "give documents= as well, or the part of the table that was counted"
            )
        # A table of counts does not say by which column it was grouped. Where several columns have
        # the value, it was one that gives the number.
        for part in parts:
            if len(part) == count:
                return part
        return parts[0]

    @functools.cached_property
    def _groups(self) -> list[np.ndarray]:
        """The values of every column, as text, by which the table can have been grouped."""
        known = _with_columns_of(self.table, self._highlights, _HIGHLIGHT)
        if self._documents is not None:
            known = _with_columns_of(known, self._documents, ["document"])
        groups = []
        for name, column in known.items():
            if name not in _NOT_GROUPS:
                groups.append(column.astype("str").to_numpy(dtype=object))
        return groups


def _with_columns_of(rows: pd.DataFrame, other: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """The rows with the columns of another table that they lack, in the same order."""
    wanted = list(keys)
    for column in other.columns:
        # The texts themselves are no groups.
        if column not in rows.columns and column not in schema.VOICES:
            wanted.append(column)
    return rows.merge(other[wanted], on=keys, how="left", validate="many_to_one")
