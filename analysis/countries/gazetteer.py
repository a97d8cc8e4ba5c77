"""The tables of `data/countries/` and the user's own rows, read and checked."""

from __future__ import annotations

import difflib
from functools import cache
from pathlib import Path

import pandas as pd

from analysis import schema

FOLDER = schema.DATA / "countries"
OFF = "none"  # the kind of a form that is no mention at all
NAMED = "{named}"  # among the needs of a form: its entity is named elsewhere in the highlight
COLUMNS = ("form", "entity", "kind", "needs", "candidates", "source")


def gazetteer(rows: str | Path | pd.DataFrame | None = None) -> pd.DataFrame:
    """Every form that is a mention: form, entity, label, kind, needs, candidates, source.

    `needs` are the words beside which alone the form counts (`…` stands for the form), `candidates` what it may mean.
    `rows` are your own, as a table or the path of a CSV with `form` (or `forms`, parted by semicolons), `entity` and
    `kind`, and where you like `label`, `needs`, `candidates`, `source`. They win over the rows for the same form; the
    kind "none" switches a form off. A ValueError names the file and line that cannot be used.
    """
    own = [] if rows is None else [_own(rows)]
    table = pd.concat([*own, _bundled()], ignore_index=True)
    table = table.drop_duplicates("form", ignore_index=True)
    table = table[table["kind"] != OFF]
    labels = dict(zip(entities()["entity"], entities()["label"], strict=True))
    label = table["label"].where(table["label"] != "", table["entity"].map(labels))
    label = label.where(label.notna(), table["entity"])
    label = label.where(table["entity"] != "", table["form"])
    return table.assign(label=label)[["form", "entity", "label", *COLUMNS[2:]]].reset_index(drop=True)


def places(counts: pd.DataFrame) -> pd.DataFrame:
    """The counts with `lon` and `lat` in degrees, for those that have a place on the map.

    Joined by `id` (or `entity`). The dot of a country stands at its capital, that of a disputed territory at its own.
    """
    key = "id" if "id" in counts.columns else "entity"
    if key not in counts.columns:
        raise ValueError(f"places needs a column 'id' or 'entity'; there are {', '.join(map(str, counts.columns))}")
    where = entities().set_index("entity")[["lon", "lat"]].dropna()
    return counts[counts[key].isin(where.index)].join(where, on=key).reset_index(drop=True)


@cache
def entities() -> pd.DataFrame:
    """Everything that can be meant: entity, label, type, lon, lat, source, note."""
    table = pd.concat([read(FOLDER / "others.csv"), read(FOLDER / "places.csv")], ignore_index=True)
    table = table.drop_duplicates("entity")
    # A hand-made row may give only the label, and leave the place to the made one.
    made = read(FOLDER / "places.csv").set_index("entity")
    for column in ("lon", "lat"):
        value = table[column].where(table[column] != "", table["entity"].map(made[column]))
        table[column] = pd.to_numeric(value)
    return table.reset_index(drop=True)


def read(path: Path) -> pd.DataFrame:
    """A CSV as text, nothing missing but the empty text."""
    return pd.read_csv(path, dtype="str", keep_default_na=False, na_filter=False, encoding="utf-8-sig")


@cache
def _bundled() -> pd.DataFrame:
    tables = [_exploded(read(FOLDER / name)) for name in ("hand.csv", "names.csv")]
    return pd.concat(tables, ignore_index=True)


def _exploded(table: pd.DataFrame) -> pd.DataFrame:
    """One row a form."""
    forms = table["forms"].str.split(";")
    table = table.assign(form=forms).explode("form", ignore_index=True)
    table["form"] = table["form"].str.strip()
    table = table[table["form"] != ""]
    for column in (*COLUMNS, "label"):
        if column not in table:
            table[column] = ""
    return table[[*COLUMNS, "label"]].drop_duplicates("form", ignore_index=True)


def _own(rows: str | Path | pd.DataFrame) -> pd.DataFrame:
    where = "row {}".format
    if isinstance(rows, (str, Path)):
        path = Path(rows)
        if not path.is_file():
            raise FileNotFoundError(f"no gazetteer at {path}; give the path of a CSV with form, entity and kind")
        rows, where = read(path), lambda row: f"{path}, line {row + 2}"
    if "forms" not in rows.columns and "form" in rows.columns:
        rows = rows.rename(columns={"form": "forms"})
    for column in ("forms", "entity", "kind"):
        if column not in rows.columns:
            near = difflib.get_close_matches(column, map(str, rows.columns), n=1)
            hint = f"; did you mean to rename {near[0]!r}?" if near else ""
            raise ValueError(
                f"a gazetteer needs a column {column!r}; there are {', '.join(map(str, rows.columns))}{hint}"
            )
    rows = rows.fillna("").astype("str").reset_index(drop=True)
    for row, (forms, entity, kind) in enumerate(zip(rows["forms"], rows["entity"], rows["kind"], strict=True)):
        if kind not in (*schema.KINDS, OFF):
            near = difflib.get_close_matches(kind, (*schema.KINDS, OFF), n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise ValueError(f"{where(row)}: kind is one of {', '.join(schema.KINDS)} or none, not {kind!r}{hint}")
        if not all(any(c.isalnum() for c in form) for form in forms.split(";")):
            raise ValueError(f"{where(row)}: the form {forms!r} holds no letter or digit; give the name to look for")
        needs = rows["needs"][row].split(";") if "needs" in rows and rows["needs"][row].strip() else []
        if not all((phrase.count("…") == 1 and phrase.strip(" …")) or phrase.strip() == NAMED for phrase in needs):
            raise ValueError(f"{where(row)}: needs are words with … for the form, as 'the …' or '…, Ohio', not {needs}")
        if not entity.strip() and kind != OFF and not rows.get("candidates", rows["entity"])[row].strip():
            raise ValueError(f"{where(row)}: {forms!r} has no entity; give a code as ITA, or candidates as COD|COG")
    return _exploded(rows.assign(source=rows.get("source", "user")))
