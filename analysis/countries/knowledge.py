"""The tables made ready for reading: one lexicon of names, guards and clues, and the phrases around a name."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, cached_property
from itertools import chain, repeat

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from analysis import schema, text_files
from analysis.countries.gazetteer import FOLDER, entities
from analysis.countries.own_rows import Rows
from analysis.countries.phrasebook import Glance, Phrasebook
from analysis.countries.phrases import Phrases
from analysis.countries.tables import CLUE, NAME, Tables, namesakes, rows
from analysis.lexicon import Lexicon, build

# Where a word begins in lowercase; `str.title` would make Côte D'Ivoire and U.s. of such names.
_SMALL_INITIAL = re.compile(r"(?<![\w'.])[^\W\d_A-Z]")


class Knowledge:
    """What the tables say, ready to be asked."""

    def __init__(self, tables: Tables) -> None:
        table = tables.in_text()
        self.rows = rows(table)
        self.phrasebook = Phrasebook(tables.around())
        # The phrases that decide what an ambiguous name means.
        self.clues = Phrases(tables.beside())
        # Of a form that is a word too: what makes it a name in a sentence in ALL CAPS.
        self.capitals = {}
        for name, phrases in tables.capitals().items():
            pairs = zip(phrases, repeat(True))
            self.capitals[name] = Phrases(pairs)
        # Of a form: where else there is a place of that name.
        self.namesakes = namesakes()
        # Filled as they are asked for: most texts need few of them.
        self._glances: dict[int, Glance] = {}

        # Of each row what it means, and whether it is …
        form = table["form"].to_numpy(dtype=object)
        entity = table["entity"].to_numpy(dtype=object)
        kind = table["kind"].to_numpy(dtype=object)
        needs = table["needs"].to_numpy(dtype=object)
        candidates = table["candidates"].to_numpy(dtype=object)
        self.part = table["part"].to_numpy()
        self.entities = entity
        # … a name that may mean several things
        self.has_candidates = candidates != ""
        # … a name that means one thing wherever it is
        is_name = self.part == NAME
        means_one_thing = (entity != "") & (candidates == "")
        is_sure = means_one_thing & (needs == "")
        self.is_clear = is_name & is_sure
        # … such a name of a country or its people, and not of its capital or a part of it
        self.is_strict = self.is_clear & _are_in(kind, schema.STRICT)
        # … such a name that another place has too
        self.is_namesake = self.is_clear & _are_in(form, self.namesakes)
        # … such a name that means this unless a guard says otherwise
        may_be_a_word = _are_in(form, self.capitals)
        self.is_plain = self.is_clear & ~self.is_namesake & ~may_be_a_word
        # … a city and no capital
        self.is_city = kind == "city"
        # … a clue to a town, as a city council is
        self.shows_a_town = entity == "local"
        # … a clue to a state or province where a namesake is; a state is coded as US-GA, a country as GEO
        places = chain.from_iterable(self.namesakes.values())
        states = {place for place in places if "-" in place}
        self.shows_a_state = _are_in(entity, states)

        self.meanings = _meanings(table)
        self.entries = _entries(form)

    @cached_property
    def lexicon(self) -> Lexicon:
        """Every form as it is written: in running text, in Title Case and in ALL CAPS."""
        return self._built(self.entries)

    @cached_property
    def lowercase(self) -> Lexicon:
        """The same for texts without a capital, but for words that mean something else there."""
        return self._built(self.lowercase_entries)

    @cached_property
    def lowercase_entries(self) -> pd.DataFrame:
        """The entries as they are written without capitals."""
        text = text_files.read(FOLDER / "common-words.txt")
        words = text.split()
        form = self.entries["form"].str.lower()
        lower = self.entries.assign(form=form)
        lower = lower[~form.isin(words)]
        return lower.drop_duplicates(["form", "row"], ignore_index=True)

    def _built(self, entries: pd.DataFrame) -> Lexicon:
        """The lexicon of these entries."""
        row = entries["row"].to_numpy()
        part = self.part[row]
        # One word may be a clue to several entities, each a set of its own.
        entity = self.entities[row]
        sets = np.where(part == CLUE, entity, part)
        forms = entries[["form"]]
        return build(forms.assign(case="exact", set=sets))

    def glance(self, number: int) -> Glance:
        """How the phrases begin that the name of a row needs, and those that guard it."""
        if number not in self._glances:
            row = self.rows[number]
            self._glances[number] = self.phrasebook.glance(row)
        return self._glances[number]


def knowledge(own: Rows | None = None) -> Knowledge:
    """The bundled tables, and before them custom names; the bundled ones alone are made ready once."""
    if own is None:
        return _bundled()
    return Knowledge(Tables(own))


@cache
def _bundled() -> Knowledge:
    return Knowledge(Tables(None))


def _are_in(values: np.ndarray, these: Collection[str]) -> np.ndarray:
    """Of each value, whether it is one of these."""
    index = pd.Index(values)
    return index.isin(list(these))


def _meanings(table: pd.DataFrame) -> dict[str, ExtensionArray]:
    """What each row means as a mention, column by column."""
    # Candidates matter only while it is open.
    is_open = table["entity"] == ""
    candidates = table["candidates"].where(is_open, "")
    return {
        "entity": table["entity"].array,
        "label": table["label"].array,
        "kind": table["kind"].array,
        "candidates": candidates.array,
    }


def _entries(forms: np.ndarray) -> pd.DataFrame:
    """What the lexicon holds: the form of each row, with its number, and then its other cases."""
    written = list(forms)
    row = list(range(len(forms)))
    # Of two equal forms the first wins: GUAM, the organization, and not Guam in capitals.
    for number, form in enumerate(forms):
        for other in _in_other_case(form):
            written.append(other)
            row.append(number)
    return pd.DataFrame({"form": written, "row": row})


def _in_other_case(form: str) -> list[str]:
    """A form in Title Case and in ALL CAPS, if it has a capital."""
    if form.islower():
        return []
    title = _SMALL_INITIAL.sub(lambda initial: initial[0].upper(), form)
    capitals = form.upper()
    found = dict.fromkeys([title, capitals])
    found.pop(form, None)
    return list(found)


@cache
def types() -> dict[str, str]:
    """The type of everything that can be counted; what has none is known only to be told apart from it."""
    table = entities().set_index("entity")
    kind = table["type"]
    return kind[kind != ""].to_dict()
