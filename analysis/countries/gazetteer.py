"""The tables of `data/countries/` and custom rows, read and checked."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd

from analysis import csv_files, schema
from analysis.countries import own_rows
from analysis.countries.own_rows import OFF
from analysis.countries.own_rows import SPAN as SPAN

FOLDER = schema.DATA / "countries"
COLUMNS = ("form", "entity", "kind", "needs", "candidates", "source")


def gazetteer(rows: str | Path | pd.DataFrame | None = None) -> pd.DataFrame:
    """Return every form that is a mention: the bundled ones and, before them, custom rows.

    Parameters
    ----------
    rows : str, Path or DataFrame, optional
        Custom rows, as a table or the path of a CSV: `form` (or `forms`, separated by semicolons),
        `entity` and `kind`, and optionally `label`, `needs`, `candidates`, `source`. They win over the
        bundled rows for the same form; the kind "none" switches a form off.

    Returns
    -------
    DataFrame
        form, entity, label, kind, needs, candidates, source. `needs` are the words without which the
        form does not count (`…` stands for the form), `candidates` what it may mean, separated by |,
        or all that it means, separated by &.

    Raises
    ------
    TypeError
        If the rows are neither a table nor a path.
    ValueError
        If a row cannot be used; the message names the file and line.

    Examples
    --------
    >>> table = gazetteer(pd.DataFrame({"form": ["Ruritania"], "entity": ["ruritania"], "kind": ["name"]}))
    >>> table.loc[0, ["form", "entity", "label", "kind", "source"]].tolist()
    ['Ruritania', 'ruritania', 'ruritania', 'name', 'user']
    """
    if rows is None:
        return _bundled_names().copy()
    own = own_rows.checked(rows, labels())
    both = [_exploded(own), _bundled()]
    return _named(pd.concat(both, ignore_index=True))


@cache
def entities() -> pd.DataFrame:
    """Everything that can be meant: entity, label, type, lon, lat, source, note."""
    by_hand = read(FOLDER / "others.csv")
    made = read(FOLDER / "places.csv")
    table = pd.concat([by_hand, made], ignore_index=True)
    table = table.drop_duplicates("entity")

    # A hand-made row may give only the label, and leave the place to the made one.
    made = made.set_index("entity")
    for column in ("lon", "lat"):
        value = table[column]
        instead = table["entity"].map(made[column])
        value = value.mask(value == "", instead)
        table[column] = pd.to_numeric(value)
    return table.reset_index(drop=True)


def read(path: Path) -> pd.DataFrame:
    """A CSV as text, nothing missing but the empty text."""
    return csv_files.read(path, what="gazetteer").reset_index(drop=True)


@cache
def _bundled() -> pd.DataFrame:
    """Every row of the bundled files, one for each form."""
    tables = []
    for name in ("hand.csv", "names.csv"):
        table = read(FOLDER / name)
        tables.append(_exploded(table))
    return pd.concat(tables, ignore_index=True)


@cache
def _bundled_names() -> pd.DataFrame:
    return _named(_bundled())


def _named(table: pd.DataFrame) -> pd.DataFrame:
    """The first row of each form that is a mention, with its label."""
    table = table.drop_duplicates("form", ignore_index=True)
    is_mention = table["kind"] != OFF
    table = table[is_mention].reset_index(drop=True)

    # Its own label, the entity's, the entity itself; of an ambiguous form the form.
    entity = table["entity"]
    label = table["label"]
    of_entity = entity.map(labels())
    label = label.mask(label == "", of_entity)
    label = label.fillna(entity)
    label = label.mask(entity == "", table["form"])
    columns = ["form", "entity", "label", *COLUMNS[2:]]
    return table.assign(label=label)[columns]


def _exploded(table: pd.DataFrame) -> pd.DataFrame:
    """One row for each form."""
    forms = []
    rows = []
    # Faster than `explode`, which most of the time goes into.
    cells = table["forms"].tolist()
    for row, together in enumerate(cells):
        for form in together.split(";"):
            form = form.strip()
            if form:
                forms.append(form)
                rows.append(row)

    table = table.take(rows).assign(form=forms)
    for column in (*COLUMNS, "label"):
        if column not in table:
            table[column] = ""
    table = table[[*COLUMNS, "label"]]
    return table.drop_duplicates("form", ignore_index=True)


@cache
def labels() -> dict[str, str]:
    """The label of everything that can be meant."""
    table = entities().set_index("entity")
    return table["label"].to_dict()
