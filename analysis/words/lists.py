"""Word lists: how they are read, phrases, irregular plurals, and the names of actors."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from analysis import countries, csv_files, lexicon, schema, text_files
from analysis.countries.gazetteer import FOLDER, SPAN, read

PHRASES = schema.DATA / "phrases.txt"
PLURALS = schema.DATA / "plurals.csv"

# The first line of a list that replaces the bundled one instead of adding to it. Further down it is
# a word like others: lists of English stop words hold "only".
ONLY = "only"

# Kinds of names that stand for a place, not for the state it is in: Moscow stays a word of its own.
_PLACES = ("capital", "city")

List = str | Path | Iterable[str] | None


def lines(source: List, bundled: Path, what: str) -> dict[str, str]:
    """Return what a list holds, and the bundled one before it, unless it replaces that.

    Parameters
    ----------
    source : str, Path, iterable of str or None
        A text file with one a line, or strings. None is nothing at all.
    bundled : Path
        The bundled list.
    what : str
        What is listed, for messages.

    Returns
    -------
    dict
        The place of each entry, for messages → the entry, without comments and blank lines.
    """
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


def phrases(source: List = PHRASES) -> pd.DataFrame:
    """Return phrases as entries of a lexicon.

    Parameters
    ----------
    source : str, Path, iterable of str or None
        As for `words.stopwords`. A phrase after ``=`` is matched exactly as written.

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
    rows: dict[tuple[str, str], None] = {}  # each once
    for place, line in lines(source, PHRASES, "phrases").items():
        form = line.removeprefix("=")
        wrong = lexicon.unusable(form)
        if wrong:
            raise ValueError(f"{place}: {wrong}")
        case = "exact" if line.startswith("=") else "fold"
        rows[form, case] = None
    return pd.DataFrame(list(rows), columns=["form", "case"])


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
    is_place = known["kind"].isin(_PLACES)
    is_actor = (known["entity"] != "") & ~is_place
    known = known[["form", "entity", "label"]]
    known.loc[~is_actor, ["entity", "label"]] = ""

    # In text that is all in uppercase, names are, too.
    has_capital = ~known["form"].str.islower()
    shouted = known[has_capital]
    shouted = shouted.assign(form=shouted["form"].str.upper())

    guards = read(FOLDER / "guards.csv")
    named_after = []
    for written in guards["phrase"].tolist():
        phrase = written.strip()
        is_name = phrase[:1].isupper() and " " in phrase
        if is_name and SPAN not in phrase:
            named_after.append({"form": phrase, "entity": "", "label": ""})

    table = pd.concat([known, pd.DataFrame(named_after), shouted], ignore_index=True)
    return table.drop_duplicates("form", ignore_index=True)


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

    found = {}
    for number, line in enumerate(source, 1):
        entry = str(line).split("#")[0].strip()
        # A mark by itself marks nothing.
        if entry.lstrip("=~").strip():
            found[f"{place} {number}"] = entry
    return found
