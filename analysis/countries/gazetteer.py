"""The tables of `data/countries/` and the user's own rows, read and checked."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd

from analysis import csv_files, lexicon, schema

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
    label = table["label"].where(table["label"] != "", table["entity"].map(_labels()))
    label = label.where(label.notna(), table["entity"])
    label = label.where(table["entity"] != "", table["form"])
    return table.assign(label=label)[["form", "entity", "label", *COLUMNS[2:]]].reset_index(
        drop=True
    )


def places(counts: pd.DataFrame) -> pd.DataFrame:
    """The counts with `lon` and `lat` in degrees, for those that have a place on the map.

    Joined by `id` (or `entity`). The dot of a country stands at its capital, that of a disputed territory at its own.
    """
    key = "id" if "id" in counts.columns else "entity"
    if key not in counts.columns:
        raise ValueError(
            f"places needs a column 'id' or 'entity'; there are {', '.join(map(str, counts.columns))}"
        )
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
    return csv_files.read(path, what="gazetteer").reset_index(drop=True)


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
    name, place = "the gazetteer", "row {}"
    if isinstance(rows, (str, Path)):
        name, place = str(rows), f"{rows}, line {{}}"
        rows = csv_files.read(
            rows, what="gazetteer", instead="give the path of a CSV with form, entity and kind"
        )
    else:
        rows = rows.reset_index(drop=True)
    if "form" in rows.columns and "forms" not in rows.columns:
        rows = rows.rename(columns={"form": "forms"})
    for column in ("forms", "entity", "kind"):
        if column not in rows.columns:
            have = ", ".join(map(str, rows.columns))
            hint = schema.near(column, rows.columns, ask="did you mean to rename")
            column = column.removesuffix("s")
            raise ValueError(
                f"{name}: a gazetteer needs a column {column!r}; it begins with a line form,entity,kind; there are {have}{hint}"
            )
    rows = rows.fillna("").astype("str").apply(lambda column: column.str.strip())
    known, before = _labels(), {}
    for at, row in zip(rows.index, rows.to_dict("records"), strict=True):
        wrong = _unusable(row, known) or _contradicted(row, before)
        if wrong:
            raise ValueError(f"{place.format(at)}: {wrong}")
    return _exploded(rows.assign(source=rows.get("source", "user")).reset_index(drop=True))


def _unusable(row: dict[str, str], known: dict[str, str]) -> str:
    """Why a row of one's own cannot be used, or ''."""
    forms, entity, kind = row["forms"], row["entity"], row["kind"]
    if kind not in (*schema.KINDS, OFF):
        return f"kind is one of {', '.join(schema.KINDS)} or none, not {kind!r}{schema.near(kind, (*schema.KINDS, OFF))}"
    if wrong := next(filter(None, map(lexicon.unusable, forms.split(";"))), ""):
        return wrong
    needs = row["needs"].split(";") if row.get("needs") else []
    if not all(
        (phrase.count("…") == 1 and phrase.strip(" …")) or phrase.strip() == NAMED
        for phrase in needs
    ):
        return f"needs are words with … for the form, as 'the …' or '…, Ohio', not {needs}"
    if kind == OFF:
        return ""
    candidates = row.get("candidates", "")
    if not entity and not candidates:
        return f"{forms!r} has no entity; give a code as ITA, or candidates as COD|COG"
    if candidates and candidates.count("|") < 1:
        return f"candidates are two or more, as COD|COG, not {candidates!r} alone; give more, or write it as the entity"
    for code in candidates.split("|") if candidates else ():
        if code not in known:
            return f"no entity is called {code!r}, as one of the candidates is{schema.near(code, known)}"
    # An entity of one's own may go without a label, but not where it looks like a code, or is a name that has one.
    meant = {label.lower(): code for code, label in known.items()} | {
        code.lower(): code for code in known
    }
    one = meant.get(entity.lower(), "")
    if entity in ("", *known) or row.get("label") or not (one or entity.isupper()):
        return ""
    hint = f"; did you mean {one!r}?" if one else schema.near(entity, known)
    return f"no entity is called {entity!r}; one of your own needs a name in a column 'label'{hint}"


def _contradicted(row: dict[str, str], before: dict[str, tuple]) -> str:
    """Why a row cannot be true beside those before it, or ''; a form means one thing."""
    meaning = (row["entity"], row["kind"], row.get("candidates", ""), row.get("needs", ""))
    for form in map(str.strip, row["forms"].split(";")):
        if before.setdefault(form, meaning) != meaning:
            return f"{form!r} stands twice, and means something else further up; keep one, or give candidates"
    return ""


def _labels() -> dict[str, str]:
    return dict(zip(entities()["entity"], entities()["label"], strict=True))
