"""Makes names.csv, places.csv and the lists of personal names from their sources; hand.csv and others.csv are not touched.

Run by a maintainer, with the sources at hand and not otherwise:
    uv run --no-project --with babel==2.18.0 --with pyworldatlas==0.10.0 --with names==0.3.0 data/countries/build.py
"""

from __future__ import annotations

import csv
import re
import sqlite3
from collections.abc import Iterator
from importlib import metadata, resources
from pathlib import Path

from babel import Locale
from babel.core import get_global

HERE = Path(__file__).parent
CLDR = f"CLDR by Babel {metadata.version('babel')} (Unicode License v3)"
FACTBOOK = (
    f"CIA World Factbook 2025 by pyworldatlas {metadata.version('pyworldatlas')} (public domain)"
)
GEONAMES = f"GeoNames by pyworldatlas {metadata.version('pyworldatlas')} (CC BY 4.0)"
CITY_SIZE = 1_500_000
DEPENDENT = set(
    re.findall(
        "..",
        "ASAIAWAXBLBMBQBVCCCKCWCXEHFKFOGFGGGIGLGPGSGUHKHMIMIOJEKYMFMOMPMQMSNCNFNUPFPMPNPRRESHSJSXTCTFTKTWUMVGVIWFYTAQ",
    )
)
FORMER = {
    "BUR",
    "FXX",
    "NTZ",
    "ROM",
    "TMP",
    "ZAR",
}  # CLDR's former codes of countries that have another now


def codes() -> dict[str, str]:
    """Alpha-2 to alpha-3 codes of ISO 3166-1, from CLDR; which of them are in use, from pyworldatlas."""
    used = {two for (two,) in atlas().execute("select alpha2 from country")} | {"TW"}
    aliases = get_global("territory_aliases")
    return {
        twos[0]: three
        for three, twos in aliases.items()
        if re.fullmatch("[A-Z]{3}", three)
        and three not in FORMER
        and len(twos) == 1
        and twos[0] in used
    }


def forms_of(text: str) -> list[str]:
    """The Factbook's notation as forms: "Frenchman(men), Frenchwoman(women)", "Swazi(s)", "Lao(s) or Laotian(s)".

    >>> forms_of("Frenchman(men), Malian(s)")
    ['Frenchman', 'Frenchmen', 'Malian', 'Malians']
    """
    text = re.sub(r"\((?!s\)|men\)|women\))[^)]*\)|note.*", "", text)
    found = []
    for part in re.split(r"[,;/]| or ", text):
        word = part.strip().replace(" (", "(")
        stem = re.sub(r"\(.*", "", word).strip()
        found.append(stem)
        if word.endswith("(s)"):
            found.append(stem + "s")
        if word.endswith(("(men)", "(women)")):
            found.append(stem.removesuffix("man") + "men")
    return [form for form in dict.fromkeys(found) if len(form) > 2]


def atlas() -> sqlite3.Connection:
    """The database of pyworldatlas."""
    return sqlite3.connect(str(resources.files("pyworldatlas") / "data" / "atlas.sqlite3"))


def names(three: dict[str, str]) -> list[tuple[str, ...]]:
    """Rows of names.csv: forms, entity, kind, needs, candidates, source, note."""
    found = [*_short_names(), *_demonyms(), *_formal_names(), *_capitals(), *_cities()]
    rows = []
    for two, forms, kind, source, note in found:
        if two in three:
            kind = "territory" if two in DEPENDENT and kind in ("name", "demonym") else kind
            plain = dict.fromkeys(re.sub("[’‘]", "'", form) for form in forms)
            rows.append(("; ".join(plain), three[two], kind, "", "", source, note))
    return rows


Found = Iterator[tuple[str, list[str], str, str, str]]  # alpha-2, forms, kind, source, note


def _short_names() -> Found:
    for two, label in sorted(Locale("en").territories.items()):
        name = _plain(label)
        yield two, [name, name.replace(" & ", " and "), _plain(label, saint=True)], "name", CLDR, ""


def _demonyms() -> Found:
    query = """select alpha2, coalesce(noun, '') || ',' || coalesce(adjective, '') from country_demonym
        join country on id = country_id order by alpha2"""
    for two, notation in atlas().execute(query):
        yield two, forms_of(notation), "demonym", FACTBOOK, ""


def _formal_names() -> Found:
    query = """select alpha2, n.name from country_name n join country c on c.id = n.country_id
        join field_source f on f.country_id = c.id and f.source_id = 'cia-world-factbook-2025'
        where n.kind = 'formal' and f.field_path = 'formal_name' order by alpha2"""
    for two, name in atlas().execute(query):
        yield (
            two,
            [re.sub(r"^The | \(.*", "", name).replace(", and ", " and ")],
            "name",
            FACTBOOK,
            "",
        )


def _capitals() -> Found:
    query = (
        "select alpha2, c.name from capital c join country on country.id = country_id order by 1, 2"
    )
    for two, name in atlas().execute(query):
        yield two, [name], "capital", GEONAMES, ""


def _cities() -> Found:
    """Those of `CITY_SIZE` whose name no other has."""
    query = """select alpha2, c.name, max(c.population) from city c join country on country.id = country_id
        where not is_capital group by c.name having count(*) = 1 and max(c.population) >= ? order by 1, 2"""
    for two, name, population in atlas().execute(query, (CITY_SIZE,)):
        yield two, [name], "city", GEONAMES, f"{population:,} people"


def _plain(label: str, *, saint: bool = False) -> str:
    """CLDR's label without brackets, with "Saint" in full where asked for."""
    label = re.sub(r" \(.*?\)| SAR China", "", label.replace("’", "'"))
    return re.sub(r"\bSt\. ", "Saint ", label).replace(" & ", " and ") if saint else label


def places(three: dict[str, str]) -> list[tuple[str, ...]]:
    """Rows of places.csv: entity, label, type, lon, lat, source, note."""
    where = """select alpha2, longitude, latitude, c.name from capital c
        join country on country.id = country_id where is_primary"""
    capital = {
        two: (f"{lon:.2f}", f"{lat:.2f}", f"dot at {name}")
        for two, lon, lat, name in atlas().execute(where)
    }
    labels = {
        two: _plain(label, saint=True)
        for two, label in Locale("en").territories.items()
        if two in three
    }
    rows = []
    for two in sorted(labels, key=three.get):
        lon, lat, note = capital.get(two, ("", "", ""))
        kind = "territory" if two in DEPENDENT else "country"
        rows.append(
            (three[two], labels[two], kind, lon, lat, f"label {CLDR}; place {GEONAMES}", note)
        )
    return rows


def write(name: str, header: str, rows: list[tuple[str, ...]]) -> None:
    """A CSV beside this script."""
    with open(HERE / name, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header.split(","), *rows])


def write_words(name: str, lists: list[tuple[str, int]], stop: set[str]) -> None:
    """The most frequent personal names of the US Census of 1990, but for those that are words or places."""
    found = set()
    for source, most in lists:
        lines = (resources.files("names") / source).read_text("utf-8").split("\n")
        found |= {line.split()[0].title() for line in lines[:most] if line.strip()}
    (HERE / name).write_text("\n".join(sorted(found - stop)) + "\n", "utf-8")


def main() -> None:
    """Write all four files."""
    three = codes()
    write("names.csv", "forms,entity,kind,needs,candidates,source,note", names(three))
    write("places.csv", "entity,label,type,lon,lat,source,note", places(three))
    stop = set((HERE / "not-names.txt").read_text("utf-8").split())
    write_words("given-names.txt", [("dist.male.first", 900), ("dist.female.first", 1500)], stop)
    write_words("surnames.txt", [("dist.all.last", 2500)], stop)


if __name__ == "__main__":
    main()
