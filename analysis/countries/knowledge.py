"""The tables made ready for reading: one lexicon of names, guards and clues, and the phrases around a name."""

from __future__ import annotations

import re
from collections import defaultdict, namedtuple
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import repeat
from pathlib import Path

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from analysis import lexicon, text_files
from analysis.countries.gazetteer import FOLDER, entities, gazetteer, read
from analysis.countries.phrasebook import Glance, Phrasebook
from analysis.countries.phrases import SPAN, Phrases, stands_for

NAME, GUARD, CLUE = range(3)  # the parts of the lexicon
# Where a word begins in lowercase; `str.title` would make Côte D'Ivoire and U.s. of such names.
_SMALL_INITIAL = re.compile(r"(?<![\w'.])[^\W\d_A-Z]")


@dataclass(frozen=True)
class Knowledge:
    """What the tables say, ready to be asked."""

    entries: pd.DataFrame  # what the lexicon holds: form, part, and the number of its row
    rows: list[tuple]  # the rows of all tables
    phrasebook: Phrasebook  # the phrases that guard a name, or that it needs
    clues: Phrases  # the phrases that decide what an ambiguous name means
    capitals: dict[str, Phrases]  # of a form: what makes it a name in a sentence in ALL CAPS
    namesakes: dict[str, frozenset[str]]  # of a form: where else there is a place of that name
    _glances: dict[int, Glance] = field(default_factory=dict)

    @cached_property
    def lexicon(self) -> lexicon.Lexicon:
        """Every form as it is written: in running text, in Title Case and in ALL CAPS."""
        return self._built(self.entries)

    @cached_property
    def lowercase(self) -> lexicon.Lexicon:
        """The same for texts without a capital, but for words that mean something else there."""
        return self._built(self.lowercase_entries)

    @cached_property
    def lowercase_entries(self) -> pd.DataFrame:
        """The entries as they are written without capitals."""
        words = set(text_files.read(FOLDER / "common-words.txt").split())
        lower = self.entries.assign(form=self.entries["form"].str.lower())
        lower = lower[~lower["form"].isin(words)]
        return lower.drop_duplicates(["form", "row"], ignore_index=True)

    def _built(self, entries: pd.DataFrame) -> lexicon.Lexicon:
        """The lexicon of these entries."""
        # One word may be a clue to several entities, each a set of its own.
        part = entries["part"].to_numpy()
        sets = np.where(part == CLUE, self.entities[entries["row"]], part)
        forms = entries[["form"]]
        return lexicon.build(forms.assign(case="exact", set=sets))

    @cached_property
    def is_plain(self) -> np.ndarray:
        """Of each row, whether it is a name that means one thing unless a guard says otherwise."""
        form = pd.Index(self._column("form"))
        may_be_a_word = form.isin(list(self.capitals))
        return self.is_clear & ~self.is_namesake & ~may_be_a_word

    @cached_property
    def is_namesake(self) -> np.ndarray:
        """Of each row, whether it is a clear name that another place has too."""
        form = pd.Index(self._column("form"))
        return self.is_clear & form.isin(list(self.namesakes))

    @cached_property
    def is_city(self) -> np.ndarray:
        """Of each row, whether it is a city and no capital."""
        return self._column("kind") == "city"

    @cached_property
    def shows_a_state(self) -> np.ndarray:
        """Of each row, whether it is a clue to a state or province where a namesake is."""
        places = frozenset().union(*self.namesakes.values())
        # A state is coded as US-GA, a country as GEO.
        states = [place for place in places if "-" in place]
        return pd.Index(self.entities).isin(states)

    @cached_property
    def shows_a_town(self) -> np.ndarray:
        """Of each row, whether it is a clue to a town, as a city council is."""
        return self.entities == "local"

    @cached_property
    def meanings(self) -> dict[str, ExtensionArray]:
        """Of each row, what it means as a mention, column by column."""
        columns = {}
        for name in ("entity", "label", "kind"):
            columns[name] = pd.array(self._column(name), dtype="str")
        # Candidates matter only while it is open.
        candidates = np.where(self.entities == "", self._column("candidates"), "")
        columns["candidates"] = pd.array(candidates, dtype="str")
        return columns

    @cached_property
    def is_clear(self) -> np.ndarray:
        """Of each row, whether it is a name that means one thing wherever it is."""
        return np.fromiter(map(_is_clear, self.rows), dtype=bool, count=len(self.rows))

    @cached_property
    def has_candidates(self) -> np.ndarray:
        """Of each row, whether it is a name that may mean several things."""
        return self._column("candidates") != ""

    @cached_property
    def entities(self) -> np.ndarray:
        """Of each row, the entity that it is a name, a guard or a clue of."""
        return self._column("entity")

    def _column(self, name: str) -> np.ndarray:
        """Of each row, what it has in a column; '' where its table lacks that."""
        values = [getattr(row, name, "") for row in self.rows]
        return np.array(values, dtype=object)

    def glance(self, number: int) -> Glance:
        """How the phrases begin that the name of a row needs, and those that guard it."""
        if number not in self._glances:
            self._glances[number] = self.phrasebook.glance(self.rows[number])
        return self._glances[number]


def knowledge(own: str | Path | pd.DataFrame | None = None) -> Knowledge:
    """The bundled tables, and before them custom names; the bundled ones alone are made ready once."""
    return _bundled() if own is None else _ready(own)


@cache
def _bundled() -> Knowledge:
    return _ready(None)


def _ready(own: str | Path | pd.DataFrame | None) -> Knowledge:
    names = gazetteer(own)
    guards = read(FOLDER / "guards.csv")
    around = guards["phrase"].str.contains(SPAN)
    clues = read(FOLDER / "clues.csv")
    scope = dict(list(clues.groupby("scope")))
    parts = (
        (NAME, names, "form"),
        (GUARD, guards[~around], "phrase"),
        (CLUE, scope["text"], "clue"),
    )

    rows = []
    written = []
    derived = []
    for part, table, column in parts:
        for row, form in zip(_rows(table), table[column].tolist(), strict=True):
            written.append((form, part, len(rows)))
            for other in _in_other_case(form):
                derived.append((other, part, len(rows)))
            rows.append(row)

    capitals = {}
    for form, of_form in scope["capitals"].groupby("form"):
        capitals[form] = Phrases(zip(of_form["clue"].tolist(), repeat(True)))
    beside = scope["beside"]
    return Knowledge(
        # Of two equal forms the first wins: GUAM, the organization, and not Guam in capitals.
        entries=pd.DataFrame([*written, *derived], columns=["form", "part", "row"]),
        rows=rows,
        phrasebook=Phrasebook(_guards(guards[around])),
        clues=Phrases(zip(beside["clue"].tolist(), beside["entity"].tolist(), strict=True)),
        capitals=capitals,
        namesakes=_namesakes(),
    )


def _is_clear(row: tuple) -> bool:
    """Whether a row is a name, needs no words around it and means one thing."""
    is_name = hasattr(row, "candidates")
    return is_name and bool(row.entity) and not row.candidates and not row.needs


def _namesakes() -> dict[str, frozenset[str]]:
    """Of every form, the states and countries that have another place of that name."""
    found = defaultdict(frozenset)
    for row in _rows(read(FOLDER / "namesakes.csv")):
        found[row.form] |= frozenset(row.elsewhere.split("; "))
    return dict(found)


def _guards(table: pd.DataFrame) -> dict[str, list[tuple]]:
    """Of every kind or form, the guards that are for it."""
    found = defaultdict(list)
    for row in _rows(table):
        for of in row.of.split("; "):
            for one in stands_for(of):
                found[one].append(row)
    return dict(found)


def _rows(table: pd.DataFrame) -> list[tuple]:
    # `itertuples` is slow with text.
    row = namedtuple("Row", table.columns)
    columns = (table[column].tolist() for column in table.columns)
    return list(map(row._make, zip(*columns, strict=True)))


def _in_other_case(form: str) -> list[str]:
    """A form in Title Case and in ALL CAPS, if it has a capital."""
    if form.islower():
        return []
    title = _SMALL_INITIAL.sub(lambda letter: letter[0].upper(), form)
    cases = {title: None, form.upper(): None}
    cases.pop(form, None)
    return list(cases)


@cache
def types() -> dict[str, str]:
    """The type of everything that can be counted; what has none is known only to be told apart from it."""
    table = entities().set_index("entity")
    kind = table["type"]
    return kind[kind != ""].to_dict()
