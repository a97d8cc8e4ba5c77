"""The lists that people edit: stop words, phrases, exceptional plurals, and the names of the gazetteer."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import chain
from pathlib import Path

import pandas as pd

from analysis import csv_files, lexicon, schema, text_files

STOPWORDS = schema.DATA / "stopwords.txt"
PHRASES = schema.DATA / "phrases.txt"
PLURALS = schema.DATA / "plurals.csv"
COUNTRIES = schema.DATA / "countries"

List = str | Path | Iterable[str]


class StopWords:
    """Stop words, those of any capitals and those (`small`) of small letters only; a number without a letter is one too.

    >>> words = StopWords(["The", "=us"])
    >>> "THE" in words, "us" in words, "US" in words, "2020" in words, "world" in words
    (True, True, False, True, False)
    """

    def __init__(self, source: List | None = None) -> None:
        lines = stopwords(STOPWORDS if source is None else source)
        self.small = {line[1:].lower() for line in lines if line.startswith("=")}
        self.every = {line.lower() for line in lines if not line.startswith("=")} | self.small

    def __contains__(self, token: str) -> bool:
        """Whether the token is left out of tables of words."""
        low = token.lower()
        return (low in self.every and (low not in self.small or token == low)) or not any(
            map(str.isalpha, token)
        )


def stopwords(source: List = STOPWORDS) -> list[str]:
    """Stop words of a file or of any strings: no blank lines, no comments. A leading = means "in small letters only".

    Wherever stop words are given, they are used instead of the bundled list. To add some to it, give
    `[*words.stopwords(), "said", "=will"]`.

    >>> stopwords(["the  # article", "", "=us"])
    ['the', '=us']
    """
    return list(_lines(source, "stop words").values())


def phrases(source: List | None = None) -> pd.DataFrame:
    """Phrases as entries of a lexicon: form, case (exact after a leading =, else fold).

    >>> phrases(["human rights", "=Big Brother"]).values.tolist()
    [['human rights', 'fold'], ['Big Brother', 'exact']]
    """
    source = PHRASES if source is None else source
    lines = _lines(source, "phrases")
    rows = [
        (line.removeprefix("="), "exact" if line.startswith("=") else "fold")
        for line in lines.values()
    ]
    for number, (form, _) in zip(lines, rows, strict=True):
        if wrong := lexicon.unusable(form):
            raise ValueError(f"{_place(source)} {number}: {wrong}")
    return pd.DataFrame(rows, columns=["form", "case"])


def plurals(path: str | Path = PLURALS) -> dict[str, str]:
    """Plurals that the rule misses, with their singular; "" for words in -s that are the plural of nothing.

    >>> plurals()["crises"], plurals()["news"]
    ('crisis', '')
    """
    table = csv_files.read(path, what="plurals")
    for column in ("plural", "singular"):
        if column not in table.columns:
            hint = schema.near(column, table.columns, ask="did you mean to rename")
            raise ValueError(f"{path}, line 1: a table of plurals needs a column {column!r}{hint}")
    return dict(zip(table["plural"], table["singular"], strict=True))


def names(folder: Path = COUNTRIES) -> pd.DataFrame:
    """The names of the gazetteer, and of what is named after a place, as entries of a lexicon: form, case.

    Names that stand for a place only beside certain words (*Victoria*) are no entries, nor are guards with a gap.

    >>> {"United States", "Nagorno-Karabakh", "Sea of Japan"} <= set(names()["form"])
    True
    """
    return _names(folder).copy()


@cache
def _names(folder: Path) -> pd.DataFrame:
    tables = [
        csv_files.read(folder / f"{name}.csv", what="gazetteer") for name in ("hand", "names")
    ]
    places = chain.from_iterable(
        zip(table["forms"].tolist(), table["needs"].tolist(), strict=True) for table in tables
    )
    forms = [form.strip() for forms, needs in places if not needs for form in forms.split(";")]
    guards = csv_files.read(folder / "guards.csv", what="guards")["phrase"].str.strip().tolist()
    guards = [
        guard for guard in guards if guard[:1].isupper() and " " in guard and "…" not in guard
    ]
    return pd.DataFrame(
        {"form": list(dict.fromkeys([*filter(None, forms), *guards])), "case": "exact"}
    )


def _place(source: List) -> str:
    return f"{Path(source).name}, line" if isinstance(source, str | Path) else "phrase"


def _lines(source: List, what: str) -> dict[int, str]:
    """What is listed, each with its number in the file or list, from 1."""
    if isinstance(source, str | Path):
        instead = "give a text file with one a line, or a list"
        source = text_files.read(Path(source).absolute(), what=what, instead=instead).splitlines()
    stripped = (str(line).split("#")[0].strip() for line in source)
    return {
        number: line for number, line in enumerate(stripped, 1) if line.removeprefix("=").strip()
    }
