"""Makes names.csv, places.csv and the lists of personal names from their sources; hand.csv and others.csv are not touched.

Run by a maintainer, with the sources at hand and not otherwise:
    uv run --no-project --with babel==2.18.0 --with pyworldatlas==0.10.0 --with names==0.3.0 data/countries/build.py
"""

from __future__ import annotations

import csv
import re
import sqlite3
from importlib import metadata, resources
from pathlib import Path

from babel import Locale
from babel.core import get_global

HERE = Path(__file__).parent
CITY_SIZE = 1_500_000
DEPENDENT = set(
    re.findall(
        "..",
        "ASAIAWAXBLBMBQBVCCCKCWCXEHFKFOGFGGGIGLGPGSGUHKHMIMIOJEKYMFMOMPMQMSNCNFNUPFPMPNPRRESHSJSXTCTFTKTWUMVGVIWFYTAQ",
    )
)
FORMER = {"BUR", "FXX", "NTZ", "ROM", "TMP", "ZAR"}  # CLDR's former codes of countries that have another now


def codes() -> dict[str, str]:
    """Alpha-2 to alpha-3 codes of ISO 3166-1, from CLDR; which of them are in use, from pyworldatlas."""
    used = {two for (two,) in atlas().execute("select alpha2 from country")} | {"TW"}
    aliases = get_global("territory_aliases")
    return {
        twos[0]: three
        for three, twos in aliases.items()
        if re.fullmatch("[A-Z]{3}", three) and three not in FORMER and len(twos) == 1 and twos[0] in used
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
        if word.endswith("(men)") or word.endswith("(women)"):
            found.append(stem.removesuffix("man") + "men")
    return [form for form in dict.fromkeys(found) if len(form) > 2]


def atlas() -> sqlite3.Connection:
    """The database of pyworldatlas."""
    return sqlite3.connect(str(resources.files("pyworldatlas") / "data" / "atlas.sqlite3"))


def names(three: dict[str, str]) -> list[tuple[str, ...]]:
    """Rows of names.csv: forms, entity, kind, needs, candidates, source, note."""
    cldr = f"CLDR {metadata.version('babel')} by Babel (Unicode License v3)"
    rows = []
    for two, name in sorted(Locale("en").territories.items()):
        if two in three:
            kind = "territory" if two in DEPENDENT else "name"
            plain = re.sub(r" \(.*?\)| SAR China", "", name.replace("’", "'"))
            forms = [plain, plain.replace(" & ", " and "), re.sub(r"\bSt\.? ", "Saint ", plain).replace(" & ", " and ")]
            rows.append((forms, three[two], kind, cldr, ""))
    found = atlas().execute("select alpha2, noun, adjective from country_demonym join country on id = country_id")
    for two, noun, adjective in found:
        if two in three:
            kind = "territory" if two in DEPENDENT else "demonym"
            forms = forms_of(f"{noun or ''},{adjective or ''}")
            rows.append((forms, three[two], kind, "CIA World Factbook 2025 by pyworldatlas (public domain)", ""))
    formal = """select alpha2, n.name from country_name n join country c on c.id = n.country_id
        join field_source f on f.country_id = c.id and f.source_id = 'cia-world-factbook-2025'
        where n.kind = 'formal' and f.field_path = 'formal_name' order by alpha2"""
    for two, name in atlas().execute(formal):
        if two in three:
            kind = "territory" if two in DEPENDENT else "name"
            rows.append(
                (
                    [re.sub(r"^The | \(.*", "", name.replace("’", "'")).replace(", and ", " and ")],
                    three[two],
                    kind,
                    "CIA World Factbook 2025 by pyworldatlas (public domain)",
                    "",
                )
            )
    for two, name in atlas().execute("select alpha2, c.name from capital c join country on country.id = country_id"):
        if two in three:
            rows.append(([re.sub("[’‘]", "'", name)], three[two], "capital", GEONAMES, ""))
    for two, name, population in atlas().execute(
        """select alpha2, c.name, max(c.population) from city c join country on country.id = country_id
        where not is_capital group by c.name having count(*) = 1 and max(c.population) >= ? order by 1, 2""",
        (CITY_SIZE,),
    ):
        if two in three:
            rows.append(([re.sub("[’‘]", "'", name)], three[two], "city", GEONAMES, f"{population:,} people"))
    return [
        ("; ".join(dict.fromkeys(forms)), entity, kind, "", "", source, note)
        for forms, entity, kind, source, note in rows
    ]


GEONAMES = "GeoNames by pyworldatlas (CC BY 4.0)"


def places(three: dict[str, str]) -> list[tuple[str, ...]]:
    """Rows of places.csv: entity, label, type, lon, lat, source, note."""
    where = """select alpha2, longitude, latitude, c.name from capital c
        join country on country.id = country_id where is_primary"""
    capital = {two: (f"{lon:.2f}", f"{lat:.2f}", f"dot at {name}") for two, lon, lat, name in atlas().execute(where)}
    rows = []
    for two, label in sorted(Locale("en").territories.items(), key=lambda pair: three.get(pair[0], "")):
        if two in three:
            lon, lat, note = capital.get(two, ("", "", ""))
            label = re.sub(r" \(.*?\)| SAR China", "", label.replace("’", "'")).replace(" & ", " and ")
            label = re.sub(r"\bSt\. ", "Saint ", label)
            kind = "territory" if two in DEPENDENT else "country"
            rows.append((three[two], label, kind, lon, lat, f"label CLDR (Unicode License v3); place {GEONAMES}", note))
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
