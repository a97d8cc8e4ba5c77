"""The names in the texts of some documents: most are read at a glance, the others with their context."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.countries.document import Documents, Name
from analysis.countries.hits import Hits, Span
from analysis.countries.judgement import Aside, Meaning, judged, meaning_of, stays
from analysis.countries.knowledge import GUARD, NAME, Knowledge, labels
from analysis.countries.openings import openings_around


class Batch:
    """The hits in the texts of some documents, and what becomes of them."""

    def __init__(self, hits: Hits, known: Knowledge) -> None:
        self._known = known
        self._documents = Documents(hits, known)
        self._names = hits.of(NAME)
        self._guards = hits.of(GUARD)

        # Of each name whether it is a mention; what a mention means other than its row says; what is none.
        self._kept = np.ones(len(self._names), dtype=bool)
        self._changed: dict[int, Meaning] = {}
        self._aside: dict[int, Aside] = {}

        self._judge()
        self._set_followers_aside()

    def mentions(self) -> pd.DataFrame:
        """The mentions, each with the number of its text."""
        columns = self._names.columns()
        changed = list(self._changed)
        meanings = list(self._changed.values())
        for number, name in enumerate(Meaning._fields):
            column = self._known.meanings[name].take(self._names.row)
            # What the context has decided differs from what the row says.
            column[changed] = [meaning[number] for meaning in meanings]
            columns[name] = column
        return pd.DataFrame(columns)[self._kept]

    def suppressed(self) -> pd.DataFrame:
        """What is set aside, each with the number of its text."""
        found = self._guards_without_a_name()
        for at, aside in self._aside.items():
            found.append((self._names.span(at), aside))
        found.sort(key=lambda one: one[0][:2])

        rows = []
        for span, aside in found:
            entity, label, kind, _ = aside.meaning
            rows.append((*span[:4], entity, label, kind, aside.guard, aside.reason))
        columns = "text start end surface entity label kind guard reason"
        return pd.DataFrame(rows, columns=columns.split())

    def _judge(self) -> None:
        """Read the names that need it with their context."""
        first, last = self._names.overlaps(self._guards)
        is_guarded = first < last
        may_be_guarded = self._glance()
        need = self._need_context() | may_be_guarded | is_guarded

        for at in np.flatnonzero(need & self._kept).tolist():
            guards = [self._guards.span(guard) for guard in range(first[at], last[at])]
            outcome = judged(self._name(at), guards, bool(may_be_guarded[at]))
            if isinstance(outcome, Meaning):
                self._changed[at] = outcome
            else:
                self._kept[at] = False
            if isinstance(outcome, Aside):
                self._aside[at] = outcome

    def _name(self, at: int) -> Name:
        """A name with its context."""
        document = self._documents.of(int(self._names.document[at]))
        return Name(self._names.span(at), document, self._known)

    def _need_context(self) -> np.ndarray:
        """Of each name, whether the name itself asks for more than a glance."""
        known = self._known
        rows = self._names.row
        is_namesake = known.is_namesake[rows]
        is_open = ~known.is_plain[rows] & ~is_namesake

        # A state alone shows a namesake of a city; of a capital or a country only what a town has does.
        is_in_a_state = known.is_city[rows] & self._are_with(known.shows_a_state)
        may_be_another = is_in_a_state | self._are_with(known.shows_a_town)
        return is_open | (is_namesake & may_be_another)

    def _are_with(self, clues: np.ndarray) -> np.ndarray:
        """Of each name, whether its document has a hit of one of these rows."""
        return np.isin(self._names.document, self._documents.with_rows(clues))

    def _glance(self) -> np.ndarray:
        """Of each name, whether what is next to it may guard it; names without the words they need go."""
        rows, number = np.unique(self._names.row, return_inverse=True)
        glances = [self._known.glance(row) for row in rows.tolist()]
        # Bodies, which need nothing and which nothing guards, are a fifth of all names.
        is_asked = np.array([glance != (None, None) for glance in glances], dtype=bool)
        asked = np.flatnonzero(is_asked[number])

        may_be_guarded = np.zeros(len(number), dtype=bool)
        names = self._names.take(asked)
        before, after = openings_around(names.texts, names.places())
        columns = (asked.tolist(), number[asked].tolist(), before, after)
        for at, row, left, right in zip(*columns, strict=True):
            needs, guards = glances[row]
            if needs is not None and not needs.may_fit(left, right):
                self._kept[at] = False
            elif guards is not None and guards.may_fit(left, right):
                may_be_guarded[at] = True
        return may_be_guarded

    def _set_followers_aside(self) -> None:
        """Set the mentions aside that are by the name of a person or another place of the same document."""
        firsts = {}
        for at, aside in self._aside.items():
            if aside.again:
                firsts[self._key(at)] = aside

        words = {word for _, word in firsts}
        for at, surface in enumerate(self._names.surfaces):
            # Most names are like none of these in any document.
            if surface.casefold() not in words or not self._kept[at]:
                continue
            first = firsts.get(self._key(at))
            meaning = self._meaning(at)
            if first and not stays(self._name(at), meaning.entity, first):
                self._aside[at] = Aside(meaning, surface, first.reason)
                self._kept[at] = False

    def _key(self, at: int) -> tuple[int, str]:
        """What two mentions by one name in one document have in common."""
        document = int(self._names.document[at])
        return document, self._names.surfaces[at].casefold()

    def _meaning(self, at: int) -> Meaning:
        """What a mention means."""
        if at in self._changed:
            return self._changed[at]
        return meaning_of(self._names.span(at).row)

    def _guards_without_a_name(self) -> list[tuple[Span, Aside]]:
        """The guards that are themselves what would have been counted, as `us`."""
        is_read = self._kept.copy()
        is_read[list(self._aside)] = True
        first, last = self._guards.overlaps(self._names.take(is_read))
        would_count = (first == last) & (self._known.entities[self._guards.row] != "")

        found = []
        for at in np.flatnonzero(would_count).tolist():
            span = self._guards.span(at)
            row = span.row
            meaning = Meaning(row.entity, labels()[row.entity], row.kind, "")
            found.append((span, Aside(meaning, span.surface, row.reason)))
        return found
