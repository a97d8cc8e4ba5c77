"""Word lists: stop words, light words, phrases, irregular plurals, and the names of actors."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from analysis import countries, csv_files, lexicon, schema, text_files
from analysis.countries.gazetteer import FOLDER, SPAN, read

STOPWORDS = schema.DATA / "stopwords.txt"
LIGHTWORDS = schema.DATA / "lightwords.txt"
PHRASES = schema.DATA / "phrases.txt"
PLURALS = schema.DATA / "plurals.csv"

# The first line of a list that replaces the bundled one instead of adding to it. Further down it is
# a word like others: lists of English stop words hold "only".
ONLY = "only"

# Web and e-mail addresses: https://example.org, www.example.org, example.org/news, ana@example.org.
# A domain by itself is the name of a medium or company: bbc.co.uk.
# The last two begin where a word does, one of them after a slash too: a long word is read once.
_ADDRESS = re.compile(r"https?://|www\.|(?:(?<!\S)|(?<=/))[^\s/]+\.\w+/|(?<!\S)\S+@")

# Kinds of names that stand for a place, not for the state it is in: Moscow stays a word of its own.
_PLACES = ("capital", "city")

List = str | Path | Iterable[str] | None


class StopWords:
    """The stop words of a list, ready to be asked.

    Attributes
    ----------
    every : set of str
        All of them, in lowercase.
    guarded : set of str
        Those that are something else in uppercase: *us*, *it*, *may*.
    given : set of str
        Those of `guarded` that are something else with an initial capital, too: *may*, *will*.

    Examples
    --------
    >>> words = StopWords(["only", "The", "=may", "~us"])
    >>> "THE" in words, "us" in words, "Us" in words, "US" in words, "May" in words
    (True, True, True, False, False)
    >>> "2020" in words, "https://example.org/a" in words, "world" in words
    (True, True, False)
    """

    def __init__(self, source: List = STOPWORDS) -> None:
        lines = stopwords(source)
        self.given = {line[1:].lower() for line in lines if line.startswith("=")}
        self.guarded = {line[1:].lower() for line in lines if line.startswith("~")} | self.given
        self.every = {line.lower() for line in lines if line[0] not in "=~"} | self.guarded

    def __contains__(self, token: str) -> bool:
        """Whether a token is left out of tables of words."""
        if not any(map(str.isalpha, token)) or _ADDRESS.match(token):
            return True
        low = token.lower()
        if low not in self.every:
            return False
        if low in self.given:
            return token == low
        return low not in self.guarded or token != token.upper()


def stopwords(source: List = STOPWORDS) -> list[str]:
    """Return stop words: the bundled ones, and those that are added to them.

    Parameters
    ----------
    source : str, Path, iterable of str or None
        A text file with one a line, or strings. They add to the bundled list, or replace it if the
        first is ``only``. None is no stop words at all.

    Returns
    -------
    list of str
        Without blank lines and comments. ``=may`` is a stop word in lowercase only, ``~us`` unless
        all of it is uppercase.

    Examples
    --------
    >>> stopwords(["only", "the  # article", "", "~us"])
    ['the', '~us']
    >>> stopwords(["harbour"]) == [*stopwords(), "harbour"]
    True
    """
    return list(_lines(source, STOPWORDS, "stop words").values())


def lightwords(source: List = LIGHTWORDS) -> list[str]:
    """Return light words, which carry little meaning by themselves: *thing*, *say*, *recently*.

    Parameters
    ----------
    source : str, Path, iterable of str or None
        As for `stopwords`.

    Returns
    -------
    list of str
        In lowercase.

    Examples
    --------
    >>> {"thing", "things", "said"} <= set(lightwords())
    True
    """
    lines = _lines(source, LIGHTWORDS, "light words")
    return [line.lower() for line in lines.values()]


def phrases(source: List = PHRASES) -> pd.DataFrame:
    """Return phrases as entries of a lexicon.

    Parameters
    ----------
    source : str, Path, iterable of str or None
        As for `stopwords`. A phrase after ``=`` is matched exactly as written.

    Returns
    -------
    DataFrame
        Columns form and case (``exact`` or ``fold``).

    Raises
    ------
    ValueError
        If a phrase holds no letter or digit; with its line.

    Examples
    --------
    >>> phrases(["only", "human rights", "=Big Brother"]).values.tolist()
    [['human rights', 'fold'], ['Big Brother', 'exact']]
    """
    rows = []
    for place, line in _lines(source, PHRASES, "phrases").items():
        form = line.removeprefix("=")
        wrong = lexicon.unusable(form)
        if wrong:
            raise ValueError(f"{place}: {wrong}")
        rows.append((form, "exact" if line.startswith("=") else "fold"))

    table = pd.DataFrame(rows, columns=["form", "case"])
    return table.drop_duplicates(ignore_index=True)


def plurals(path: str | Path = PLURALS) -> dict[str, str]:
    """Return irregular plurals with their singular.

    Parameters
    ----------
    path : str or Path
        A CSV with the columns plural and singular.

    Returns
    -------
    dict
        Plural → singular; ``""`` for words in -s that are not a plural.

    Raises
    ------
    ValueError
        If a column is missing.

    Examples
    --------
    >>> plurals()["crises"], plurals()["news"]
    ('crisis', '')
    """
    table = csv_files.read(path, what="plurals")
    for column in ("plural", "singular"):
        if column not in table.columns:
            hint = schema.near(column, table.columns, ask="did you mean to rename")
            raise ValueError(f"{path}, line 1: a table of plurals needs a column {column!r}{hint}")

    return dict(zip(table["plural"], table["singular"], strict=True))


def names(gazetteer: str | Path | pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the names of the gazetteer, and of what is named after a place.

    A name that stands for a place only next to certain words (*Victoria*) is not among them, nor is
    a guard with a gap (*… Street*).

    Parameters
    ----------
    gazetteer : str, Path or DataFrame, optional
        Your own rows, as for `countries.gazetteer`.

    Returns
    -------
    DataFrame
        Columns form, entity and label; the last two are empty where the form alone does not name
        a country or other actor: for cities, for *Congo*, for the *Sea of Japan*.

    Examples
    --------
    >>> table = names().set_index("form")
    >>> table.loc[["American", "USA", "Moscow", "Sea of Japan"], "label"].tolist()
    ['United States', 'United States', '', '']
    """
    known = countries.gazetteer(gazetteer)
    known = known[known["needs"] == ""]
    actor = (known["entity"] != "") & ~known["kind"].isin(_PLACES)
    known = known[["form", "entity", "label"]]
    known.loc[~actor, ["entity", "label"]] = ""

    # In text that is all in uppercase, names are, too.
    shouted = known.assign(form=known["form"].str.upper())
    shouted = shouted[~known["form"].str.islower()]

    guards = read(FOLDER / "guards.csv")["phrase"].str.strip()
    named_after = guards.str[:1].str.isupper() & guards.str.contains(" ")
    guards = guards[named_after & ~guards.str.contains(SPAN)]
    guards = pd.DataFrame({"form": guards, "entity": "", "label": ""})

    table = pd.concat([known, guards, shouted], ignore_index=True)
    return table.drop_duplicates("form", ignore_index=True)


def _lines(source: List, bundled: Path, what: str) -> dict[str, str]:
    """What a list holds, and the bundled one before it; each line with its place."""
    if source is None:
        return {}
    own = _own_lines(source, what)
    if source == bundled:
        return own

    first = next(iter(own), None)
    if first is not None and own[first] == ONLY:
        del own[first]
        return own
    return _own_lines(bundled, what) | own


def _own_lines(source: str | Path | Iterable[str], what: str) -> dict[str, str]:
    """What a file or an iterable lists, without comments and blank lines; each line with its place."""
    place = "item"
    if isinstance(source, (str, Path)):
        place = f"{Path(source).name}, line"
        source = text_files.read(
            Path(source).absolute(),
            what=what,
            instead="give a text file with one a line, or a list",
        ).splitlines()

    stripped = [str(line).split("#")[0].strip() for line in source]
    return {
        f"{place} {number}": line
        for number, line in enumerate(stripped, 1)
        if line.lstrip("=~").strip()
    }
