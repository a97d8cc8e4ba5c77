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

    def read(self) -> tuple[dict[str, object], dict[str, object]]:
        """The columns of the mentions, and of what is set aside."""
        self._judge()
        self._set_aside(self._followers())
        self._set_aside(self._guards_without_a_name())
        return self._columns_kept(), self._columns_aside()

    def _judge(self) -> None:
        """Read the names that need it with their context."""
        first, last = self._hits.overlaps(self._names, self._guards)
        may_be_guarded = self._glance()
        need = self._need_context() | may_be_guarded | (first < last)
        for at in np.flatnonzero(need & self._kept[self._names]).tolist():
            name = int(self._names[at])
            guards = list(map(self._hits.span, self._guards[first[at] : last[at]]))
            document = self._documents.of(name)
            span, may_be = self._hits.span(name), bool(may_be_guarded[at])
            outcome = judged(span, guards, may_be, document, self._known)
            if isinstance(outcome, Meaning):
                self._changed[name] = outcome
            elif isinstance(outcome, Aside):
                self._set_aside({name: outcome})
            else:
                self._kept[name] = False

    def _need_context(self) -> np.ndarray:
        """Of each name, whether the name itself asks for more than a glance."""
        rows = self._hits.row[self._names]
        is_namesake = self._known.is_namesake[rows]
        need = ~self._known.is_plain[rows] & ~is_namesake
        # A state alone shows a namesake of a city; of a capital or a country only what a town has does.
        may_be_another = self._are_with(self._known.shows_a_town)
        may_be_another |= self._known.is_city[rows] & self._are_with(self._known.shows_a_state)
        return need | (is_namesake & may_be_another)

    def _are_with(self, clues: np.ndarray) -> np.ndarray:
        """Of each name, whether its document has one of these clues."""
        documents = self._hits.document[self._hits.text]
        return np.isin(documents[self._names], documents[clues[self._hits.row]])

    def _glance(self) -> np.ndarray:
        """Of each name, whether what is next to it may guard it; names without the words they need go."""
        hits = self._hits
        rows, number = np.unique(hits.row[self._names], return_inverse=True)
        glances = list(map(self._known.glance, rows.tolist()))
        # Names of bodies, which need nothing and which nothing guards, are a fifth.
        is_plain = np.array([not needs and not guards for needs, guards in glances], dtype=bool)
        asked = np.flatnonzero(~is_plain[number])

        may_be_guarded = np.zeros(len(self._names), dtype=bool)
        around = openings_around(hits.texts, hits.spans(self._names[asked]))
        columns = (asked.tolist(), number[asked].tolist(), around)
        for at, row, (before, after) in zip(*columns, strict=True):
            needs, guards = glances[row]
            if needs and not needs.may_fit(before, after):
                self._kept[self._names[at]] = False
            elif guards.may_fit(before, after):
                may_be_guarded[at] = True
        return may_be_guarded

    def _set_aside(self, found: dict[int, Aside]) -> None:
        self._aside |= found
        self._kept[list(found)] = False

    def _followers(self) -> dict[int, Aside]:
        """The mentions by the name of a person or another place of the same document."""
        again = {
            (self._documents.number(name), self._hits.surface(name).casefold()): one
            for name, one in self._aside.items()
            if one.again
        }
        numbers = [number for number, _ in again]
        concerned = self._kept & np.isin(self._hits.document[self._hits.text], numbers)

        found = {}
        for name in np.flatnonzero(concerned).tolist():
            key = self._documents.number(name), self._hits.surface(name).casefold()
            if key in again and (outcome := self._as(again[key], name)):
                found[name] = outcome
        return found

    def _as(self, first: Aside, name: int) -> Aside | None:
        """A mention set aside as another one by the same name is; None if the text shows the country."""
        span, document = self._hits.span(name), self._documents.of(name)
        meaning = self._changed.get(name) or meaning_of(span.row)
        before, _ = document.words_around(span)
        if stays(span.surface, meaning.entity, first, before, document):
            return None
        return Aside(meaning, span.surface, first.reason)

    def _guards_without_a_name(self) -> dict[int, Aside]:
        """The guards that are themselves what would have been counted, as `us`."""
        aside = np.array([*self._aside], dtype=np.int64)
        names = np.union1d(np.flatnonzero(self._kept), aside)
        first, last = self._hits.overlaps(self._guards, names)
        guards = self._guards[first == last]
        found = {}
        rows = self._hits.row[guards]
        named = self._known.entities[rows] != ""
        for guard, number in zip(guards[named].tolist(), rows[named].tolist(), strict=True):
            row = self._known.rows[number]
            meaning = Meaning(row.entity, labels()[row.entity], row.kind, "")
            found[guard] = Aside(meaning, self._hits.surface(guard), row.reason)
        return found

    def _columns_kept(self) -> dict[str, object]:
        places = np.flatnonzero(self._kept)
        rows = self._hits.row[places]
        columns = {name: values[rows] for name, values in self._known.meanings.items()}
        for at in np.flatnonzero(np.isin(places, list(self._changed))).tolist():
            meaning = self._changed[int(places[at])]
            for name, value in zip(Meaning._fields, meaning, strict=True):
                columns[name][at] = value
        return self._hits.columns(places) | columns

    def _columns_aside(self) -> dict[str, object]:
        places = np.array(sorted(self._aside), dtype=np.int64)
        names = ("entity", "label", "kind", "guard", "reason")
        columns: dict[str, list] = {name: [] for name in names}
        for place in places.tolist():
            one = self._aside[place]
            values = (*one.meaning[:3], one.guard, one.reason)
            for name, value in zip(names, values, strict=True):
                columns[name].append(value)
        return self._hits.columns(places) | columns
