"""Custom rows of the gazetteer, read and checked."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import pandas as pd

from analysis import csv_files, lexicon, schema

OFF = "none"  # the kind of a form that is no mention at all
SPAN = "…"  # in a phrase: the name itself
NAMED = "{named}"  # among the needs of a form: its entity is named elsewhere in the document
_NEEDED = ("forms", "entity", "kind")
_COLUMNS = "form, entity and kind"


Rows: TypeAlias = str | Path | pd.DataFrame


class Row(NamedTuple):
    """The cells of a custom row that are checked."""

    forms: str
    entity: str
    kind: str
    label: str = ""
    needs: str = ""
    candidates: str = ""

    def each_form(self) -> list[str]:
        """The forms, one by one."""
        forms = self.forms.split(";")
        return [form.strip() for form in forms]


class Given(NamedTuple):
    """Custom rows, and how messages name them and the line of one."""

    table: pd.DataFrame
    name: str
    place: str


def checked(rows: Rows, labels: dict[str, str]) -> pd.DataFrame:
    """Custom rows as text, each checked; `labels` are those of the entities that are known."""
    given = _read(rows)
    table = given.table
    if "form" in table.columns and "forms" not in table.columns:
        table = table.rename(columns={"form": "forms"})
    _check_columns(table, given.name)

    table = table.fillna("").astype("str")
    table = table.apply(lambda column: column.str.strip())
    known = [name for name in Row._fields if name in table.columns]
    records = table[known].to_dict("records")
    before: dict[str, Row] = {}
    for at, cells in zip(table.index, records, strict=True):
        row = Row(**cells)
        wrong = _unusable(row, labels) or _contradicted(row, before)
        if wrong:
            place = given.place.format(at)
            raise ValueError(f"{place}: {wrong}")

    source = table.get("source", "user")
    return table.assign(source=source).reset_index(drop=True)


def _read(rows: Any) -> Given:
    if isinstance(rows, pd.DataFrame):
        table = rows.reset_index(drop=True)
        return Given(table, "the gazetteer", "row {}")
    if not isinstance(rows, (str, Path)):
        kind = type(rows).__name__
        raise TypeError(
            f"a gazetteer is a table or the path of a CSV with {_COLUMNS}; this is {kind}"
        )
    instead = f"give the path of a CSV with {_COLUMNS}"
    table = csv_files.read(rows, what="gazetteer", instead=instead)
    return Given(table, str(rows), f"{rows}, line {{}}")


def _check_columns(table: pd.DataFrame, name: str) -> None:
    for column in _NEEDED:
        if column in table.columns:
            continue
        names = map(str, table.columns)
        have = ", ".join(names)
        hint = schema.near(column, table.columns, ask="did you mean to rename")
        raise ValueError(
            f"{name}: a gazetteer needs a column {column.removesuffix('s')!r}; "
            f"it begins with a line form,entity,kind; there are {have}{hint}"
        )


def _unusable(row: Row, labels: dict[str, str]) -> str:
    """Why a row cannot be used, or ''."""
    kinds = (*schema.KINDS, OFF)
    if row.kind not in kinds:
        named = ", ".join(schema.KINDS)
        hint = schema.near(row.kind, kinds)
        return f"kind is one of {named} or none, not {row.kind!r}{hint}"

    for form in row.forms.split(";"):
        wrong = lexicon.unusable(form)
        if wrong:
            return wrong
    wrong = _unusable_needs(row.needs)
    if wrong or row.kind == OFF:
        return wrong
    return _unusable_candidates(row, labels) or _unusable_entity(row, labels)


def _unusable_needs(needs: str) -> str:
    """Why words that a form needs cannot be used, or ''."""
    if not needs:
        return ""
    phrases = needs.split(";")
    for phrase in phrases:
        if phrase.strip() == NAMED:
            continue
        words = phrase.strip(f" {SPAN}")
        if not words or phrase.count(SPAN) != 1:
            return f"needs are words with … for the form, as 'the …' or '…, Ohio', not {phrases}"
    return ""


def _unusable_candidates(row: Row, labels: dict[str, str]) -> str:
    """Why what a form may mean cannot be used, or ''."""
    candidates = row.candidates
    if not candidates:
        if row.entity:
            return ""
        return f"{row.forms!r} has no entity; give a code as ITA, or candidates as COD|COG"
    if "|" not in candidates:
        return (
            f"candidates are two or more, as COD|COG, not {candidates!r} alone; "
            "give more, or write it as the entity"
        )
    for code in candidates.split("|"):
        if code not in labels:
            hint = schema.near(code, labels)
            return f"no entity is called {code!r}, as one of the candidates is{hint}"
    return ""


def _unusable_entity(row: Row, labels: dict[str, str]) -> str:
    """Why an entity cannot be used, or ''."""
    entity = row.entity
    if not entity or entity in labels or row.label:
        return ""
    # A custom entity may go without a label, but not where it looks like a code, or is a name that has one.
    meant = {}
    for code, label in labels.items():
        meant[label.lower()] = code
    for code in labels:
        meant[code.lower()] = code
    one = meant.get(entity.lower())
    if one:
        hint = f"; did you mean {one!r}?"
    elif entity.isupper():
        hint = schema.near(entity, labels)
    else:
        return ""
    return f"no entity is called {entity!r}; a custom entity needs a name in a column 'label'{hint}"


def _contradicted(row: Row, before: dict[str, Row]) -> str:
    """Why a row contradicts those before it, or ''; a form means one thing."""
    meaning = row._replace(forms="", label="")
    for form in row.each_form():
        if before.setdefault(form, meaning) != meaning:
            return (
                f"{form!r} is defined twice with different meanings; "
                "keep one row, or list the alternatives under candidates"
            )
    return ""
