"""The tables of `data/countries/` as rows of one kind: names, guards and clues."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

import pandas as pd

from analysis.countries.gazetteer import FOLDER, gazetteer, read
from analysis.countries.own_rows import SPAN, Rows
from analysis.countries.phrases import stands_for

NAME, GUARD, CLUE = range(3)  # the parts of the lexicon


class Row(NamedTuple):
    """A name, a guard or a clue, with '' in the columns that its table lacks."""

    form: str  # the words themselves
    entity: str
    label: str
    kind: str
    needs: str
    candidates: str
    of: str  # of a guard: the kinds or forms that it guards
    reason: str  # of a guard: what it shows
    again: str  # of a guard: whether names that follow are guarded too


class Tables:
    """The tables, read once."""

    def __init__(self, own: Rows | None) -> None:
        self._names = gazetteer(own)
        guards = read(FOLDER / "guards.csv")
        guards = guards.rename(columns={"phrase": "form"})
        is_around = guards["form"].str.contains(SPAN)
        self._guards = guards[~is_around]
        self._around = guards[is_around]
        clues = read(FOLDER / "clues.csv")
        by_scope = clues.groupby("scope")
        self._clues = dict(list(by_scope))

    def in_text(self) -> pd.DataFrame:
        """What the lexicon holds: the columns of a row, and its part."""
        clues = self._clues["text"].drop(columns="form")
        clues = clues.rename(columns={"clue": "form"})
        parts = [
            self._names.assign(part=NAME),
            self._guards.assign(part=GUARD),
            clues.assign(part=CLUE),
        ]
        table = pd.concat(parts, ignore_index=True)
        table = table[[*Row._fields, "part"]]
        return table.fillna("")

    def around(self) -> dict[str, list[Row]]:
        """Of every kind or form, the guards around a name that are for it."""
        found = defaultdict(list)
        for row in rows(self._around):
            for of in row.of.split("; "):
                for kind_or_form in stands_for(of):
                    found[kind_or_form].append(row)
        return dict(found)

    def beside(self) -> list[tuple[str, str]]:
        """The phrases around an ambiguous name that decide what it means, and the entity."""
        clues = self._clues["beside"]
        phrases = clues["clue"].tolist()
        entities = clues["entity"].tolist()
        return list(zip(phrases, entities, strict=True))

    def capitals(self) -> dict[str, list[str]]:
        """Of forms that are words in capitals too, the phrases around them that make them names."""
        clues = self._clues["capitals"]
        by_form = clues.groupby("form")
        phrases = by_form["clue"].agg(list)
        return phrases.to_dict()


def rows(table: pd.DataFrame) -> list[Row]:
    """The rows of a table, "" where it lacks a column."""
    # `itertuples` is slow with text.
    columns = []
    for name in Row._fields:
        values = [""] * len(table)
        if name in table.columns:
            values = table[name].tolist()
        columns.append(values)
    return list(map(Row, *columns))


def namesakes() -> dict[str, frozenset[str]]:
    """Of every form, the states and countries that have another place of that name."""
    table = read(FOLDER / "namesakes.csv")
    found: dict[str, frozenset[str]] = {}
    for form, elsewhere in zip(table["form"], table["elsewhere"], strict=True):
        places = frozenset(elsewhere.split("; "))
        found[form] = places | found.get(form, frozenset())
    return found
