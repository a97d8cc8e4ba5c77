"""The tables of `data/countries/` and custom rows, read and checked."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd

from analysis import csv_files, lexicon, schema

FOLDER = schema.DATA / "countries"
OFF = "none"  # the kind of a form that is no mention at all
SPAN = "…"  # in a phrase: the name itself
NAMED = "{named}"  # among the needs of a form: its entity is named elsewhere in the document
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
    return _named(pd.concat([_own(rows), _bundled()], ignore_index=True))


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
        is_missing = table[column] == ""
        value = table[column].mask(is_missing, table["entity"].map(made[column]))
        table[column] = pd.to_numeric(value)
    return table.reset_index(drop=True)


def read(path: Path) -> pd.DataFrame:
    """A CSV as text, nothing missing but the empty text."""
    return csv_files.read(path, what="gazetteer").reset_index(drop=True)


@cache
def _bundled() -> pd.DataFrame:
    """Every row of the bundled files, one for each form."""
    tables = [_exploded(read(FOLDER / name)) for name in ("hand.csv", "names.csv")]
    return pd.concat(tables, ignore_index=True)


@cache
def _bundled_names() -> pd.DataFrame:
    return _named(_bundled())


def _named(table: pd.DataFrame) -> pd.DataFrame:
    """The first row of each form that is a mention, with its label."""
    table = table.drop_duplicates("form", ignore_index=True)
    table = table[table["kind"] != OFF].reset_index(drop=True)

    # Its own label, the entity's, the entity itself; of an ambiguous form the form.
    label = table["label"].mask(table["label"] == "", table["entity"].map(_labels()))
    label = label.fillna(table["entity"])
    label = label.mask(table["entity"] == "", table["form"])
    columns = ["form", "entity", "label", *COLUMNS[2:]]
    return table.assign(label=label)[columns]


def _exploded(table: pd.DataFrame) -> pd.DataFrame:
    """One row for each form."""
    forms = []
    rows = []
    # Faster than `explode`, which most of the time goes into.
    for row, several in enumerate(table["forms"].tolist()):
        for form in map(str.strip, several.split(";")):
            if form:
                forms.append(form)
                rows.append(row)

    table = table.take(rows).assign(form=forms)
    for column in (*COLUMNS, "label"):
        if column not in table:
            table[column] = ""
    return table[[*COLUMNS, "label"]].drop_duplicates("form", ignore_index=True)


def _own(rows: str | Path | pd.DataFrame) -> pd.DataFrame:
    """Custom rows, checked, one row for each form."""
    name, place, table = _read_own(rows)
    if "form" in table.columns and "forms" not in table.columns:
        table = table.rename(columns={"form": "forms"})
    _check_columns(table, name)

    table = table.fillna("").astype("str").apply(lambda column: column.str.strip())
    known = _labels()
    before: dict[str, tuple] = {}
    for at, row in zip(table.index, table.to_dict("records"), strict=True):
        wrong = _unusable(row, known) or _contradicted(row, before)
        if wrong:
            raise ValueError(f"{place.format(at)}: {wrong}")

    table = table.assign(source=table.get("source", "user"))
    return _exploded(table.reset_index(drop=True))


def _read_own(rows: str | Path | pd.DataFrame) -> tuple[str, str, pd.DataFrame]:
    """How messages name the rows and one of them, and the rows."""
    if isinstance(rows, pd.DataFrame):
        return "the gazetteer", "row {}", rows.reset_index(drop=True)
    columns = "form, entity and kind"
    if not isinstance(rows, (str, Path)):
        kind = type(rows).__name__
        raise TypeError(
            f"a gazetteer is a table or the path of a CSV with {columns}; this is {kind}"
        )
    instead = f"give the path of a CSV with {columns}"
    return str(rows), f"{rows}, line {{}}", csv_files.read(rows, what="gazetteer", instead=instead)


def _check_columns(table: pd.DataFrame, name: str) -> None:
    for column in ("forms", "entity", "kind"):
        if column not in table.columns:
            have = ", ".join(map(str, table.columns))
            hint = schema.near(column, table.columns, ask="did you mean to rename")
            raise ValueError(
                f"{name}: a gazetteer needs a column {column.removesuffix('s')!r}; "
                f"it begins with a line form,entity,kind; there are {have}{hint}"
            )


def _unusable(row: dict[str, str], known: dict[str, str]) -> str:
    """Why a custom row cannot be used, or ''."""
    kinds = (*schema.KINDS, OFF)
    if row["kind"] not in kinds:
        named = ", ".join(schema.KINDS)
        return (
            f"kind is one of {named} or none, not {row['kind']!r}{schema.near(row['kind'], kinds)}"
        )

    wrong_forms = filter(None, map(lexicon.unusable, row["forms"].split(";")))
    wrong = next(wrong_forms, "") or _unusable_needs(row.get("needs", ""))
    if wrong or row["kind"] == OFF:
        return wrong
    return _unusable_candidates(row, known) or _unusable_entity(row, known)


def _unusable_needs(needs: str) -> str:
    """Why words that a form needs cannot be used, or ''."""
    if not needs:
        return ""
    phrases = needs.split(";")
    for phrase in phrases:
        has_words = phrase.count(SPAN) == 1 and phrase.strip(f" {SPAN}")
        if not has_words and phrase.strip() != NAMED:
            return f"needs are words with … for the form, as 'the …' or '…, Ohio', not {phrases}"
    return ""


def _unusable_candidates(row: dict[str, str], known: dict[str, str]) -> str:
    """Why what a form may mean cannot be used, or ''."""
    candidates = row.get("candidates", "")
    if not candidates:
        if row["entity"]:
            return ""
        return f"{row['forms']!r} has no entity; give a code as ITA, or candidates as COD|COG"
    if "|" not in candidates:
        return (
            f"candidates are two or more, as COD|COG, not {candidates!r} alone; "
            "give more, or write it as the entity"
        )
    for code in candidates.split("|"):
        if code not in known:
            near = schema.near(code, known)
            return f"no entity is called {code!r}, as one of the candidates is{near}"
    return ""


def _unusable_entity(row: dict[str, str], known: dict[str, str]) -> str:
    """Why an entity cannot be used, or ''."""
    entity = row["entity"]
    if entity in ("", *known) or row.get("label"):
        return ""
    # A custom entity may go without a label, but not where it looks like a code, or is a name that has one.
    meant = {label.lower(): code for code, label in known.items()}
    meant |= {code.lower(): code for code in known}
    one = meant.get(entity.lower(), "")
    if not one and not entity.isupper():
        return ""
    hint = f"; did you mean {one!r}?" if one else schema.near(entity, known)
    return f"no entity is called {entity!r}; a custom entity needs a name in a column 'label'{hint}"


def _contradicted(row: dict[str, str], before: dict[str, tuple]) -> str:
    """Why a row contradicts those before it, or ''; a form means one thing."""
    meaning = (row["entity"], row["kind"], row.get("candidates", ""), row.get("needs", ""))
    for form in map(str.strip, row["forms"].split(";")):
        if before.setdefault(form, meaning) != meaning:
            return (
                f"{form!r} is defined twice with different meanings; "
                "keep one row, or list the alternatives under candidates"
            )
    return ""


def _labels() -> dict[str, str]:
    return dict(zip(entities()["entity"], entities()["label"], strict=True))
