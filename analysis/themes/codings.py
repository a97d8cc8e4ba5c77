"""Codings of several coders: one row a code to compare them, one row a highlight to read and edit them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from analysis import schema
from analysis.themes import coding_files
from analysis.themes.check_evidence import BETWEEN
from analysis.themes.codebook import CODEBOOK, Given, version_of
from analysis.themes.codebook import codebook as book_of
from analysis.themes.cues import PLACE

CODINGS = schema.DATA / "codings"

_KEYS = [*PLACE, "coder", "date"]


def codings(
    paths: str | Path | Iterable[str | Path] | None = CODINGS,
    *,
    codebook: Given = None,
    of: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the codings of files, whoever coded: a person, a model or another program.

    A CSV file has one row a highlight and coder (document, number, coder, date) and one column a
    theme with 0, 1 or nothing; or one row a code (document, number or headline, theme, coder, value,
    and optionally date, evidence, note, voice), as JSON Lines files have it.

    Parameters
    ----------
    paths : str, Path, or several of them
        Files, or folders of them.
    codebook : str, Path, Codebook or None
        With a codebook a theme that it does not have is an error.
    of : DataFrame, optional
        The highlights. With them rows are matched by document and headline, and by number where the
        headline is empty or repeated; a row that matches none is left out, and reported in a warning
        with the nearest headline. The bundled codings are silent about other articles than theirs.

    Returns
    -------
    DataFrame
        The table "codings" of `schema`, one row a code, in the order of the files. Columns evidence,
        note and voice follow if a file has them.

    Raises
    ------
    ValueError
        If something is wrong in a file; with its name and the line.

    Examples
    --------
    >>> codings().groupby("coder")["value"].sum().to_dict()
    {'language model 1': 52, 'language model 2': 52}
    """
    given = [paths] if isinstance(paths, str | Path) else list(paths or ())
    known = None
    if codebook is not None:
        known = book_of(codebook).themes["theme"].tolist()
    if of is not None:
        schema.check(of, "highlights", needs=(*PLACE, "headline"))
    # They are of the bundled article, so that no other one lacks them.
    are_bundled = given == [CODINGS]
    tables = []
    for file in _files(given):
        table = coding_files.read(file, known=known, of=of, only_here=are_bundled)
        tables.append(table)
    if not tables:
        return schema.empty("codings")
    together = pd.concat(tables, ignore_index=True)
    extra = {name: together[name].fillna("") for name in coding_files.EXTRA if name in together}
    return schema.table(together.assign(**extra), "codings")


def codings_wide(codings: pd.DataFrame) -> pd.DataFrame:
    """Return the codings with one row a highlight and coder and one column a theme.

    Written to CSV it is what `codings` reads.

    Parameters
    ----------
    codings : DataFrame
        The table of codings.

    Returns
    -------
    DataFrame
        document, number, coder, date and the themes in the order in which they first occur. Values
        stay 0, 1 or missing, and a code that was not there is missing.

    Raises
    ------
    ValueError
        If a coder coded a theme of a highlight twice, or a name cannot be written to a CSV file.

    Examples
    --------
    >>> rows = [("a", 1, "A", "", "asia", 1), ("a", 1, "A", "", "europe", 0), ("a", 2, "A", "", "asia", 0)]
    >>> codings_wide(schema.table(rows, "codings")).astype(object).fillna("").values.tolist()
    [['a', 1, 'A', '', 1, 0], ['a', 2, 'A', '', 0, '']]
    """
    schema.check(codings, "codings")
    twice = codings.duplicated([*_KEYS, "theme"])
    if twice.any():
        row = codings[twice].iloc[0]
        place = f"highlight {row['number']} of {row['document']}"
        raise ValueError(f"{row['coder']} coded {row['theme']} of {place} twice")
    for column in ("document", "coder", "date", "theme"):
        for name in codings[column].drop_duplicates():
            _check_name(name)

    places = pd.MultiIndex.from_frame(codings[_KEYS].drop_duplicates())
    themes = codings["theme"].drop_duplicates()
    # A pivot sorts; rows and themes go back to the order in which they were given.
    pivoted = codings.pivot(index=_KEYS, columns="theme", values="value")
    wide = pivoted.reindex(index=places, columns=themes).astype("Int64")
    return wide.rename_axis(columns=None).reset_index().astype({"number": "int64"})


def _check_name(name: str) -> None:
    """Refuse a name with a line break, which would break the row of a CSV file."""
    if "Cc" in map(unicodedata.category, name):
        what = "contains a control character, which a CSV file does not keep"
        raise ValueError(f"{name!r} {what}; rename it")


def from_wide(wide: pd.DataFrame, *, name: str = "codings") -> pd.DataFrame:
    """Return the codings of a table with one row a highlight and coder and one column a theme.

    Parameters
    ----------
    wide : DataFrame
        document, number, optionally coder and date, and a column for each theme, as numbers or text.
    name : str
        What messages call the table, and the coder where none is named.

    Returns
    -------
    DataFrame
        The table "codings" of `schema`.

    Examples
    --------
    >>> from_wide(pd.DataFrame({"document": ["a"], "number": [1], "asia": [1]}), name="anna").values.tolist()
    [['a', 1, 'anna', '', 'asia', 1]]
    """
    # The first row of a table is line 2 of the file it would be written to.
    return coding_files.from_wide(wide.set_axis(range(2, len(wide) + 2)), name)


def as_codings(
    codes: pd.DataFrame, *, of: pd.DataFrame, codebook: Given = CODEBOOK, coder: str = "rule"
) -> pd.DataFrame:
    """Return codes as the codings of one coder.

    Parameters
    ----------
    codes : DataFrame
        The table of codes.
    of : DataFrame
        The highlights that were coded.
    codebook : str, Path, Codebook or None
        The codebook by which they were coded.
    coder : str
        The name of the coder.

    Returns
    -------
    DataFrame
        The table "codings" of `schema`: 1 for each code, 0 for every other theme of every highlight. If the
        codes have cues, these are the evidence. `note` says with which codebook they were made: its name
        and a checksum of its themes, cues and rule.

    Examples
    --------
    >>> texts = pd.DataFrame({"document": "a", "number": [1, 2]})
    >>> as_codings(pd.DataFrame({"document": "a", "number": [2], "theme": "asia"}), of=texts)["value"].sum()
    np.int64(1)
    """
    schema.check(codes, "codes", needs=(*PLACE, "theme"))
    schema.check(of, "highlights", needs=tuple(PLACE))
    book = book_of(codebook)
    # Agreement compares what both coded, so that what a coder left out must be there as 0.
    keys = [*PLACE, "theme"]
    every = of[PLACE].merge(book.themes[["theme"]], how="cross")
    columns = [*keys, "value"]
    if "cues" in codes:
        columns.append("cues")
    given = codes.drop_duplicates(keys).assign(value=1)
    rows = every.merge(given[columns], on=keys, how="left")
    rows["value"] = rows["value"].fillna(0)
    rows["coder"] = coder
    rows["date"] = ""
    if "cues" in rows:
        evidence = rows.pop("cues").fillna("").str.replace("; ", BETWEEN, regex=False)
        rows["evidence"] = evidence.astype("str")
    rows["note"] = f"codebook {version_of(book)}"
    return schema.table(rows, "codings")


def _files(given: list[str | Path]) -> list[Path]:
    """The files, and those of the folders by name."""
    files = []
    for path in map(Path, given):
        if not path.is_dir():
            files.append(path)
            continue
        files += sorted(file for file in path.iterdir() if file.suffix in coding_files.ENDINGS)
    return files
