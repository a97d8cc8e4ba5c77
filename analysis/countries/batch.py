"""The names in the texts of some documents: most are read at a glance, the others with their context."""

from __future__ import annotations

import numpy as np

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

    def mentions(self) -> dict[str, object]:
        """The columns of the mentions."""
        places = np.flatnonzero(self._kept)
        rows = self._hits.row[places]
        meaning: dict[str, np.ndarray] = {}
        for name, values in self._known.meanings.items():
            meaning[name] = values[rows]

        # What the context has decided differs from what the row says.
        changed = sorted(filter(self._kept.__getitem__, self._changed))
        at = np.searchsorted(places, changed)
        for place, row in zip(changed, at.tolist(), strict=True):
            for name, value in zip(Meaning._fields, self._changed[place], strict=True):
                meaning[name][row] = value
        return self._hits.columns(places) | meaning

    def suppressed(self) -> dict[str, object]:
        """The columns of what is set aside."""
        aside = self._aside | self._guards_without_a_name()
        places = np.array(sorted(aside), dtype=np.int64)
        columns = self._hits.columns(places)
        described: dict[str, list[str]] = {
            "entity": [],
            "label": [],
            "kind": [],
            "guard": [],
            "reason": [],
        }
        for place in places.tolist():
            one = aside[place]
            described["entity"].append(one.meaning.entity)
            described["label"].append(one.meaning.label)
            described["kind"].append(one.meaning.kind)
            described["guard"].append(one.guard)
            described["reason"].append(one.reason)
        return columns | described

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
        documents = self._hits.document[self._hits.text]
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
        spans = self._hits.spans(self._names[asked])
        around = openings_around(self._hits.texts, spans)
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
        again = {}
        for name, one in self._aside.items():
            if one.again:
                again[self._key(name)] = one

        documents = [document for document, _ in again]
        is_concerned = np.isin(self._hits.document[self._hits.text], documents)
        for name in np.flatnonzero(self._kept & is_concerned).tolist():
            first = again.get(self._key(name))
            if first and not self._stays(name, first):
                meaning = self._meaning(name)
                self._aside[name] = Aside(meaning, self._hits.surface(name), first.reason)
                self._kept[name] = False

    def _key(self, name: int) -> tuple[int, str]:
        """What two mentions by one name in one document have in common."""
        return self._documents.number(name), self._hits.surface(name).casefold()

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
            found[guard] = Aside(meaning, self._hits.surface(guard), row.reason)
        return found
