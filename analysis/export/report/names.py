"""The labels of a column, some of which make up the name of a mark."""

from __future__ import annotations

from collections.abc import Iterable


class Names:
    """Labels as they are written in the names of marks.

    >>> Names(["Asia", "South Asia", "quote"]).longest("South Asia, quotes")
    'South Asia'
    """

    def __init__(self, labels: Iterable[str]) -> None:
        self._written = {label: " ".join(str(label).split()) for label in labels}

    def longest(self, name: str) -> str:
        """Return the longest label that is one of the parts of a name, which commas separate."""
        parts = f", {name}, "
        found = []
        for label, written in self._written.items():
            # Most labels are no part of a name, and the first look says so; "" is a part of none.
            if not written or written not in name:
                continue
            # Voices are in the plural there: "Russia, headlines"
            if f", {written}, " in parts or f", {written}s, " in parts:
                found.append(label)
        return max(found, key=len, default="")
