"""Check what a run is given, before any kernel starts: what cannot be used is refused, with what to do."""

from __future__ import annotations

import os
import warnings
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis import schema, text_files

if TYPE_CHECKING:
    import pandas as pd

    from analysis.load import Reading

OWN = {
    "codebook": "world-affairs (default), news, or your own codebook (TOML or .qdc)",
    "corrections": "corrections of the rule's coding (CSV)",
    "codings": "how others coded the article (CSV, JSON Lines or .qdpx)",
    "gazetteer": "rows to add to the gazetteer (CSV)",
    "stopwords": "stop words to add to the bundled ones (text file; `only` in its first line replaces them)",
}
FEW = 15  # names that a message lists; more would hide the message
_CHOICE = "is not a choice"


class Checked(NamedTuple):
    """What is known of an article before the notebooks run: lines to print, and a title for its report."""

    lines: list[str]
    title: str


def paths(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters with the files and folders among them as absolute paths.

    Parameters
    ----------
    given : mapping
        Values by the notebooks' parameter names.

    Returns
    -------
    dict
        The same values, paths made absolute, since each notebook runs in a folder of its own.

    Raises
    ------
    FileNotFoundError
        If a file does not exist; the message lists what is there instead.
    ValueError
        If an address was given.
    """
    from analysis import themes

    found = dict(given)
    for name in ("article", *OWN):
        # The name of a bundled codebook is no path.
        bundled = name == "codebook" and str(found.get(name)) in themes.CODEBOOKS
        if found.get(name) is not None and not bundled:
            found[name] = str(_existing(name, str(found[name])))
    return found


def absolute(typed: str) -> Path:
    """Return a path that was typed as an absolute one."""
    # pathlib raises a RuntimeError for a link that leads to itself, and for the home of nobody.
    return Path(os.path.realpath(os.path.expanduser(typed)))


def check(parameters: Mapping[str, Any]) -> Checked:
    """Return what a reader should know of the parameters before the work begins.

    Parameters
    ----------
    parameters : mapping
        Values by the notebooks' parameter names, paths absolute.

    Returns
    -------
    Checked
        The load summary of an article that was given and how many of its highlights carry no theme, every
        warning, and the title.

    Raises
    ------
    ValueError
        If a file cannot be used, or a value names nothing that the article has.
    """
    from analysis import load

    # None and "" leave it to the notebook, as "the most frequent word".
    parameters = {name: value for name, value in parameters.items() if value not in (None, "")}
    _check_choices(parameters)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        reading = load.read(
            parameters.get("article", load.BUNDLED), transcript=parameters.get("transcript", False)
        )
        _check_documents(reading.documents, parameters.get("period", "auto"))
        _check_files(parameters, reading.highlights)
        _check_names(parameters, reading)
        coverage = _coverage(parameters, reading.highlights)

    lines = [load.summary(reading.report), coverage] if "article" in parameters else []
    lines += dict.fromkeys(f"warning: {warning.message}" for warning in caught)
    return Checked(lines, _title(reading.documents, parameters))


def _check_choices(parameters: Mapping[str, Any]) -> None:
    """Refuse a value that is not one of the few there are."""
    if "voice" in parameters:
        _require("voice", parameters["voice"], schema.VOICES, _CHOICE)
    if "formats" in parameters:
        from analysis.export.drawing import FORMATS

        for ending in parameters["formats"]:
            _require("formats", ending, FORMATS, _CHOICE)
    if "size" in parameters:
        from analysis.charts.style import SIZES

        _require("size", parameters["size"], SIZES, _CHOICE)


def _check_documents(documents: pd.DataFrame, period: str) -> None:
    """Refuse what the charts or the tables would refuse after all other work is done."""
    from analysis import tables

    tables.periods(documents, period=period)
    for name in documents["document"]:
        # A line break or an escape sequence in a file name would end up in CSV files and terminals.
        if not str(name).isprintable():
            raise ValueError(f"{name!r}: the name holds a control character; rename the file")


def _check_files(parameters: Mapping[str, Any], highlights: pd.DataFrame) -> None:
    """Read every file that was given, since its mistakes are named in doing so."""
    if "codebook" in parameters or "corrections" in parameters:
        from analysis import themes

        book = themes.codebook(parameters.get("codebook", themes.CODEBOOK))
        # Applied once, since it is the highlights that corrections may not match.
        if "corrections" in parameters:
            themes.codes(highlights, codebook=book, corrections=parameters["corrections"])
    if "codings" in parameters:
        from analysis import themes

        themes.codings(parameters["codings"], of=highlights)
    if "gazetteer" in parameters:
        from analysis import countries

        countries.gazetteer(parameters["gazetteer"])
    if "stopwords" in parameters:
        from analysis import words

        words.stopwords(parameters["stopwords"])


def _coverage(parameters: Mapping[str, Any], highlights: pd.DataFrame) -> str:
    """How many highlights carry no theme of the codebook, and what to do if most of them do not."""
    from analysis import themes

    return themes.coverage(
        highlights,
        codebook=parameters.get("codebook", themes.CODEBOOK),
        corrections=parameters.get("corrections", themes.CORRECTIONS),
    )


def _check_names(parameters: Mapping[str, Any], reading: Reading) -> None:
    """Refuse a name that the article does not have."""
    highlights, documents, _ = reading
    by = parameters.get("group", "document")
    columns = dict.fromkeys([*highlights.columns, *documents.columns])
    _require("group", by, list(columns))
    if "one" in parameters:
        from analysis import tables

        groups = tables.groups(highlights, by=by, documents=documents)
        _require("one", parameters["one"], groups["group"])
    if "word" in parameters:
        _check_word(str(parameters["word"]), highlights)


def _check_word(word: str, highlights: pd.DataFrame) -> None:
    """Refuse a word or phrase that is nowhere in the article."""
    from analysis import evidence, words

    if evidence.concordance(highlights, word).empty:
        _require("word", word, words.tokens(highlights)["token"].drop_duplicates())


def _require(
    name: str, value: object, known: Collection[object], problem: str = "is not in this article"
) -> None:
    """Raise a ValueError with the nearest of what is known, or with all where they are few."""
    if value in list(known):
        return
    hint = schema.near(value, known)
    if not hint and len(known) <= FEW:
        hint = f"; choose from {', '.join(map(str, known)) or 'none'}"
    raise ValueError(f"{name}: {value!r} {problem}{hint}")


def _title(documents: pd.DataFrame, parameters: Mapping[str, Any]) -> str:
    """The title of one article, or the name of the folder with the number of its articles."""
    if len(documents) == 1:
        only = documents.iloc[0]
        return only["title"] or only["document"]
    return f"{Path(str(parameters['article'])).name}: {len(documents)} articles"


def _existing(name: str, value: str) -> Path:
    """The absolute path of a file or folder that exists."""
    if value.startswith(("http:/", "https:/")):
        advice = "save the page as a file and give that"
        raise ValueError(f"{value}: expected a path, found an address; {advice}")
    if not value:  # an empty path would be the folder that the command is run from
        raise FileNotFoundError(f"expected the path of the {name}, found an empty text")

    path = absolute(value)
    if not path.exists():
        from analysis import themes

        bundled = f"the bundled codebooks are {', '.join(themes.CODEBOOKS)}"
        instead = bundled if name == "codebook" else ""
        raise FileNotFoundError(text_files.missing(path, what=name, instead=instead))
    return path
