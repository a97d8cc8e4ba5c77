"""The phrases around names that guard them, or that they need: each made ready when the first name asks for it."""

from __future__ import annotations

from typing import NamedTuple

from analysis.countries.openings import Openings, openings
from analysis.countries.own_rows import NAMED, SPAN
from analysis.countries.phrases import Phrases
from analysis.countries.tables import Row

TOWNS = ("capital", "city")
NOTHING = "nothing"  # what a guard is of that hides nothing, and keeps shorter phrases from hiding
# "Lagos, Portugal": after a city, any word after a comma may be another country.
_BEFORE_A_COUNTRY = Phrases([("… , {capital}", None)])


class Glance(NamedTuple):
    """How what a name needs begins, and how what guards it does; None where there is nothing."""

    needs: Openings | None
    guards: Openings | None


class Phrasebook:
    """Which phrases guard a name, and which it needs."""

    def __init__(self, guards: dict[str, list[Row]]) -> None:
        self._guards = guards  # of a kind or form: the rows of the phrases that guard it
        # Filled as they are asked for: most texts need few of them.
        self._needed: dict[str, Phrases] = {}
        self._guarding: dict[str, Phrases] = {}
        self._openings: dict[tuple[str, ...], Openings] = {}

    def needed(self, needs: str) -> Phrases:
        """The phrases one of which must be around a name for it to count."""
        if needs not in self._needed:
            # What has no place for the name is `{named}`, which the document answers.
            phrases = []
            for phrase in needs.split(";"):
                if SPAN in phrase:
                    phrases.append((phrase.strip(), True))
            self._needed[needs] = Phrases(phrases)
        return self._needed[needs]

    def guarding(self, row: Row) -> list[Phrases]:
        """The phrases that guard a name of this kind and form."""
        return list(map(self._of, self._guarded_as(row)))

    @property
    def unguarding(self) -> Phrases:
        """The phrases that hide nothing, and keep shorter ones from hiding."""
        return self._of(NOTHING)

    def glance(self, row: Row) -> Glance:
        """How the phrases begin that a name needs, and those that guard it."""
        needs = None
        if row.needs and NAMED not in row.needs:
            phrases = self.needed(row.needs)
            needs = Openings(openings(phrases))
        return Glance(needs, self._guard_openings(row))

    def _guard_openings(self, row: Row) -> Openings | None:
        of = self._guarded_as(row)
        is_town = row.kind in TOWNS
        if not of and not is_town:
            return None
        if is_town:
            of = (*of, "town")
        if of not in self._openings:
            several = self.guarding(row)
            if is_town:
                several.append(_BEFORE_A_COUNTRY)
            sides = set().union(*map(openings, several))
            self._openings[of] = Openings(sides)
        return self._openings[of]

    def _guarded_as(self, row: Row) -> tuple[str, ...]:
        """What guards of a name may be for: any name, its kind, its form."""
        of = ("", row.kind, row.form)
        return tuple(filter(self._guards.__contains__, of))

    def _of(self, kind: str) -> Phrases:
        """The phrases that guard names of a kind or form."""
        if kind not in self._guarding:
            pairs = [(guard.form, guard) for guard in self._guards[kind]]
            self._guarding[kind] = Phrases(pairs)
        return self._guarding[kind]
