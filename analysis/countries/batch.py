"""The names in the texts of some documents: most are read at a glance, the others with their context."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.countries.document import Documents, Name
from analysis.countries.gazetteer import labels
from analysis.countries.hits import Hits, Span
from analysis.countries.judgement import Aside, Meaning, judged, meaning_of, stays
from analysis.countries.knowledge import Knowledge
from analysis.countries.openings import openings_around
from analysis.countries.tables import GUARD, NAME

_SUPPRESSED = ["text", "start", "end", "surface", "entity", "label", "kind", "guard", "reason"]


class Batch:
    """The hits in the texts of some documents, and what becomes of them."""

    def __init__(self, hits: Hits, known: Knowledge) -> None:
        self._known = known
        self._documents = Documents(hits, known)
        self._names = hits.of(NAME)
        self._guards = hits.of(GUARD)

        # Of each name whether it is a mention; what a mention means other than its row says; what is none.
        count = len(self._names)
        self._kept = np.ones(count, dtype=bool)
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
            of_rows = self._known.meanings[name]
            column = of_rows.take(self._names.row)
            # What the context has decided differs from what the row says.
            column[changed] = [meaning[number] for meaning in meanings]
            columns[name] = column
        table = pd.DataFrame(columns)
        return table[self._kept]

    def suppressed(self) -> pd.DataFrame:
        """What is set aside, each with the number of its text."""
        found = self._guards_without_a_name()
        for at, aside in self._aside.items():
            span = self._names.span(at)
            found.append((span, aside))

        rows = []
        for span, aside in found:
            row = span._asdict()
            row |= aside.meaning._asdict()
            row["guard"] = aside.guard
            row["reason"] = aside.reason
            rows.append(row)
        table = pd.DataFrame(rows, columns=_SUPPRESSED)
        return table.sort_values(["text", "start"], ignore_index=True)

    def _judge(self) -> None:
        """Read the names that need it with their context."""
        first, last = self._names.overlaps(self._guards)
        may_be_guarded = self._glance()
        need = self._need_context()
        need |= may_be_guarded
        need |= first < last
        need &= self._kept
        needy = np.flatnonzero(need)

        for at in needy.tolist():
            name = self._name(at)
            overlapping = range(first[at], last[at])
            guards = [self._guards.span(guard) for guard in overlapping]
            outcome = judged(name, guards, bool(may_be_guarded[at]))
            if isinstance(outcome, Meaning):
                self._changed[at] = outcome
                continue
            self._kept[at] = False
            if isinstance(outcome, Aside):
                self._aside[at] = outcome

    def _name(self, at: int) -> Name:
        """A name with its context."""
        span = self._names.span(at)
        number = int(self._names.document[at])
        document = self._documents.of(number)
        return Name(span, document, self._known)

    def _need_context(self) -> np.ndarray:
        """Of each name, whether the name itself asks for more than a glance."""
        known = self._known
        rows = self._names.row
        is_plain = known.is_plain[rows]
        is_namesake = known.is_namesake[rows]

        # A state alone shows a namesake of a city; of a capital or a country only what a town has does.
        with_a_state = self._are_with(known.shows_a_state)
        is_in_a_state = known.is_city[rows] & with_a_state
        may_be_another = is_in_a_state | self._are_with(known.shows_a_town)
        return np.where(is_namesake, may_be_another, ~is_plain)

    def _are_with(self, clues: np.ndarray) -> np.ndarray:
        """Of each name, whether its document has a hit of one of these rows."""
        with_clues = self._documents.with_rows(clues)
        return np.isin(self._names.document, with_clues)

    def _glance(self) -> np.ndarray:
        """Of each name, whether what is next to it may guard it; names without the words they need go."""
        rows, number = np.unique(self._names.row, return_inverse=True)
        glances = list(map(self._known.glance, rows.tolist()))
        # Bodies, which need nothing and which nothing guards, are a fifth of all names.
        has_any = [any(glance) for glance in glances]
        is_asked = np.array(has_any, dtype=bool)
        asked = np.flatnonzero(is_asked[number])
        number = number[asked].tolist()
        names = self._names.take(asked)
        before, after = openings_around(names.texts, names.places())

        may_be_guarded = np.zeros_like(self._kept)
        columns = zip(asked.tolist(), number, before, after, strict=True)
        for at, row, left, right in columns:
            needs, guards = glances[row]
            if needs and not needs.may_fit(left, right):
                self._kept[at] = False
            elif guards and guards.may_fit(left, right):
                may_be_guarded[at] = True
        return may_be_guarded

    def _set_followers_aside(self) -> None:
        """Set the mentions aside that are by the name of a person or another place of the same document."""
        firsts = {}
        words = set()
        for at, aside in self._aside.items():
            if not aside.again:
                continue
            key = self._key(at)
            firsts[key] = aside
            _, surface = key
            words.add(surface)

        surfaces = self._names.surface.tolist()
        for at, surface in enumerate(surfaces):
            # Most names are like none of these in any document.
            is_like = surface.casefold() in words
            if not is_like or not self._kept[at]:
                continue
            key = self._key(at)
            first = firsts.get(key)
            if first is None:
                continue
            name = self._name(at)
            meaning = self._meaning(at)
            if not stays(name, meaning.entity, first):
                self._aside[at] = Aside(meaning, surface, first.reason)
                self._kept[at] = False

    def _key(self, at: int) -> tuple[int, str]:
        """What two mentions by one name in one document have in common."""
        document = int(self._names.document[at])
        surface = self._names.surface[at]
        return document, surface.casefold()

    def _meaning(self, at: int) -> Meaning:
        """What a mention means."""
        if at in self._changed:
            return self._changed[at]
        span = self._names.span(at)
        return meaning_of(span.row)

    def _guards_without_a_name(self) -> list[tuple[Span, Aside]]:
        """The guards that are themselves what would have been counted, as `us`."""
        is_read = self._kept.copy()
        is_read[list(self._aside)] = True
        names = self._names.take(is_read)
        first, last = self._guards.overlaps(names)
        alone = np.flatnonzero(first == last)

        found = []
        for at in alone.tolist():
            span = self._guards.span(at)
            row = span.row
            if not row.entity:
                continue
            label = labels()[row.entity]
            meaning = Meaning(row.entity, label, row.kind, "")
            aside = Aside(meaning, span.surface, row.reason)
            found.append((span, aside))
        return found
