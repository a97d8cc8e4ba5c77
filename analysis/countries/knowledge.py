"""The tables made ready for reading: one lexicon of names, guards and clues, and the phrases beside a span."""

from __future__ import annotations

from collections import namedtuple
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis import lexicon
from analysis.countries.gazetteer import FOLDER, entities, gazetteer, read
from analysis.countries.phrases import SPAN, Phrases


class Knowledge(NamedTuple):
    """What the tables say, ready to be asked."""

    lexicon: lexicon.Lexicon
    parts: list[str]  # of each entry of the lexicon: name, guard or clue
    rows: list[tuple]  # and the row of its table
    needs: dict[str, Phrases]  # of the needs of a name: the phrases one of which must fit
    guards: Phrases
    clues: Phrases
    capitals: dict[
        str, Phrases
    ]  # of a form: the phrases that make it a name in a sentence all in capitals


def knowledge(own: str | Path | pd.DataFrame | None = None) -> Knowledge:
    """The bundled tables, and before them the user's own names; the bundled ones alone are made ready once."""
    return _bundled() if own is None else _ready(own)


@cache
def _bundled() -> Knowledge:
    return _ready(None)


def _ready(own: str | Path | pd.DataFrame | None) -> Knowledge:
    names, guards, clues = gazetteer(own), read(FOLDER / "guards.csv"), read(FOLDER / "clues.csv")
    beside = guards["phrase"].str.contains(SPAN)
    scope = dict(list(clues.groupby("scope")))
    tables = {
        "name": (names, "form"),
        "guard": (guards[~beside], "phrase"),
        "clue": (scope["text"], "clue"),
    }
    parts, rows, forms = [], [], []
    for part, (table, column) in tables.items():
        for row, form in zip(_rows(table), table[column].tolist(), strict=True):
            written = _written(form)
            parts += [part] * len(written)
            rows += [row] * len(written)
            forms += written
    sets = [
        part if part != "clue" else row.entity for part, row in zip(parts, rows, strict=True)
    ]  # one word may be a clue to several
    return Knowledge(
        lexicon.build(pd.DataFrame({"form": forms, "case": "exact", "set": sets})),
        parts,
        rows,
        {needs: _needed(needs) for needs in set(names["needs"]) - {""}},
        Phrases((row.phrase, row) for row in _rows(guards[beside])),
        Phrases((row.clue, row.entity) for row in _rows(scope["beside"])),
        {
            form: Phrases((row.clue, True) for row in _rows(part))
            for form, part in scope["capitals"].groupby("form")
        },
    )


def _rows(table: pd.DataFrame) -> list[tuple]:
    row = namedtuple("Row", table.columns)  # `itertuples` is slow with text
    return list(
        map(row._make, zip(*(table[column].tolist() for column in table.columns), strict=True))
    )


def _needed(needs: str) -> Phrases:
    return Phrases((phrase.strip(), True) for phrase in needs.split(";") if SPAN in phrase)


def _written(form: str) -> list[str]:
    """A form as it is looked for: as it stands and, where it has a capital, all in capitals."""
    return [form] if form.islower() else list(dict.fromkeys([form, form.upper()]))


@cache
def labels() -> dict[str, str]:
    """The label of everything that can be meant."""
    return dict(zip(entities()["entity"], entities()["label"], strict=True))


@cache
def types() -> dict[str, str]:
    """The type of everything that can be counted; what has none is known only to be told apart from it."""
    return {
        entity: kind
        for entity, kind in zip(entities()["entity"], entities()["type"], strict=True)
        if kind
    }
