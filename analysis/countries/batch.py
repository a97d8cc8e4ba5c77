"""The names in the texts of some documents: most are read at a glance, the others with their context."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.countries.document import Documents
from analysis.countries.hits import Hits
from analysis.countries.judgement import Aside, Meaning, judged, meaning_of, stays
from analysis.countries.knowledge import GUARD, NAME, Knowledge, labels
from analysis.countries.phrases import openings_around


class Batch:
    """The hits in the texts of some documents, and what becomes of them."""

    def __init__(self, hits: Hits, known: Knowledge) -> None:
        self._hits = hits
        self._known = known
        self._documents = Documents(hits, known)
        self._names = np.flatnonzero(hits.part == NAME)
        self._guards = np.flatnonzero(hits.part == GUARD)

        # Of each hit whether it is a mention; what a mention means other than its row says; what is none.
        self._kept = hits.part == NAME
        self._changed: dict[int, Meaning] = {}
        self._aside: dict[int, Aside] = {}

        self._judge()
        self._set_followers_aside()

    def mentions(self) -> pd.DataFrame:
        """The mentions, each with the number of its text."""
        table = self._table(np.flatnonzero(self._kept))
        for name, values in self._known.meanings.items():
            table[name] = values.take(self._hits.row[table.index])

        # What the context has decided differs from what the row says.
        changed = [name for name in self._changed if self._kept[name]]
        for field, name in enumerate(Meaning._fields):
            table.loc[changed, name] = [self._changed[at][field] for at in changed]
        return table

    def suppressed(self) -> pd.DataFrame:
        """What is set aside, each with the number of its text."""
        aside = self._aside | self._guards_without_a_name()
        table = self._table(np.array(sorted(aside), dtype=np.int64))
        ordered = [aside[at] for at in table.index]
        for name in ("entity", "label", "kind"):
            table[name] = [getattr(one.meaning, name) for one in ordered]
        for name in ("guard", "reason"):
            table[name] = [getattr(one, name) for one in ordered]
        return table

    def _table(self, places: np.ndarray) -> pd.DataFrame:
        """Where some hits are, and how they read."""
        surfaces = self._hits.surfaces
        columns = {
            "text": self._hits.text[places],
            "start": self._hits.start[places],
            "end": self._hits.end[places],
            "surface": pd.array([surfaces[place] for place in places.tolist()], dtype="str"),
        }
        return pd.DataFrame(columns, index=places)

    def _judge(self) -> None:
        """Read the names that need it with their context."""
        first, last = self._hits.overlaps(self._names, self._guards)
        is_guarded = first < last
        may_be_guarded = self._glance()
        need = self._need_context() | may_be_guarded | is_guarded
        need &= self._kept[self._names]

        for at in np.flatnonzero(need).tolist():
            name = int(self._names[at])
            span = self._hits.span(name)
            guards = self._guards[first[at] : last[at]].tolist()
            outcome = judged(
                span,
                list(map(self._hits.span, guards)),
                bool(may_be_guarded[at]),
                self._documents.of(name),
                self._known,
            )
            if isinstance(outcome, Meaning):
                self._changed[name] = outcome
            else:
                self._kept[name] = False
            if isinstance(outcome, Aside):
                self._aside[name] = outcome

    def _need_context(self) -> np.ndarray:
        """Of each name, whether the name itself asks for more than a glance."""
        rows = self._hits.row[self._names]
        is_namesake = self._known.is_namesake[rows]
        is_open = ~self._known.is_plain[rows] & ~is_namesake

        # A state alone shows a namesake of a city; of a capital or a country only what a town has does.
        is_in_a_state = self._known.is_city[rows] & self._are_with(self._known.shows_a_state)
        may_be_another = is_in_a_state | self._are_with(self._known.shows_a_town)
        return is_open | (is_namesake & may_be_another)

    def _are_with(self, clues: np.ndarray) -> np.ndarray:
        """Of each name, whether its document has one of these clues."""
        documents = self._hits.document
        with_clues = documents[clues[self._hits.row]]
        return np.isin(documents[self._names], with_clues)

    def _glance(self) -> np.ndarray:
        """Of each name, whether what is next to it may guard it; names without the words they need go."""
        rows, number = np.unique(self._hits.row[self._names], return_inverse=True)
        glances = list(map(self._known.glance, rows.tolist()))
        # Bodies, which need nothing and which nothing guards, are a fifth of all names.
        is_asked = np.array([glance != (None, None) for glance in glances], dtype=bool)
        asked = np.flatnonzero(is_asked[number])

        may_be_guarded = np.zeros(len(self._names), dtype=bool)
        around = openings_around(self._hits, self._names[asked])
        columns = (asked.tolist(), number[asked].tolist(), around)
        for at, row, (before, after) in zip(*columns, strict=True):
            needs, guards = glances[row]
            if needs is not None and not needs.may_fit(before, after):
                self._kept[self._names[at]] = False
            elif guards is not None and guards.may_fit(before, after):
                may_be_guarded[at] = True
        return may_be_guarded

    def _set_followers_aside(self) -> None:
        """Set the mentions aside that are by the name of a person or another place of the same document."""
        firsts = {}
        for name, one in self._aside.items():
            if one.again:
                firsts[self._key(name)] = one

        words = {word for _, word in firsts}
        for name in np.flatnonzero(self._kept).tolist():
            # Most names are like none of them in any document.
            if self._hits.surfaces[name].casefold() not in words:
                continue
            first = firsts.get(self._key(name))
            if first and not self._stays(name, first):
                meaning = self._meaning(name)
                self._aside[name] = Aside(meaning, self._hits.surfaces[name], first.reason)
                self._kept[name] = False

    def _key(self, name: int) -> tuple[int, str]:
        """What two mentions by one name in one document have in common."""
        return int(self._hits.document[name]), self._hits.surfaces[name].casefold()

    def _stays(self, name: int, first: Aside) -> bool:
        """Whether the text shows the country where another mention by that name is none."""
        span = self._hits.span(name)
        document = self._documents.of(name)
        before, _ = document.words_around(span)
        return stays(span.surface, self._meaning(name).entity, first, before, document)

    def _meaning(self, name: int) -> Meaning:
        """What a mention means."""
        if name in self._changed:
            return self._changed[name]
        return meaning_of(self._known.rows[self._hits.row[name]])

    def _guards_without_a_name(self) -> dict[int, Aside]:
        """The guards that are themselves what would have been counted, as `us`."""
        aside = np.array(list(self._aside), dtype=np.int64)
        names = np.union1d(np.flatnonzero(self._kept), aside)
        first, last = self._hits.overlaps(self._guards, names)
        rows = self._hits.row[self._guards]
        would_count = (first == last) & (self._known.entities[rows] != "")

        found = {}
        for guard in self._guards[would_count].tolist():
            row = self._known.rows[self._hits.row[guard]]
            meaning = Meaning(row.entity, labels()[row.entity], row.kind, "")
            found[guard] = Aside(meaning, self._hits.surfaces[guard], row.reason)
        return found
