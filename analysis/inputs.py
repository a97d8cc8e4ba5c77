"""Check the files that a run is given, before any kernel starts."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path

from analysis import text_files

OWN = {
    "codebook": "your own codebook (TOML)",
    "corrections": "corrections of the rule's coding (CSV)",
    "gazetteer": "rows to add to the gazetteer (CSV)",
    "stopwords": "stop-word list to use instead of the bundled one (text file)",
}


def parameters(given: Mapping[str, str | None]) -> dict[str, str]:
    """The absolute paths, by the notebooks' parameter names; an error says what is there instead."""
    return {name: str(_existing(name, value)) for name, value in given.items() if value is not None}


def checked(parameters: Mapping[str, str]) -> Iterator[str]:
    """Yield the load summary and every warning; raise an error if a given file cannot be used."""
    if not parameters:
        return
    from analysis import load

    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        reading = load.read(parameters.get("article", load.BUNDLED))
        _read_own(parameters, reading.highlights)
    if "article" in parameters:
        yield load.summary(reading.report)
    yield from dict.fromkeys(f"warning: {warning.message}" for warning in said)


def _read_own(parameters: Mapping[str, str], highlights) -> None:
    if "codebook" in parameters or "corrections" in parameters:
        from analysis import themes

        book = themes.codebook(parameters.get("codebook", themes.CODEBOOK))
        if (
            "corrections" in parameters
        ):  # applied once, since it is the highlights that they may not match
            themes.codes(highlights, codebook=book, corrections=parameters["corrections"])
    if "gazetteer" in parameters:
        from analysis import countries

        countries.gazetteer(parameters["gazetteer"])
    if "stopwords" in parameters:
        from analysis import words

        words.stopwords(parameters["stopwords"])


def _existing(name: str, value: str) -> Path:
    """The whole path of a file or folder that exists."""
    if value.startswith(("http:/", "https:/")):
        raise ValueError(
            f"{value}: expected a path, found an address; save the page as a file and give that"
        )
    path = Path(os.path.expanduser(value)).resolve()
    if not value:  # an empty path would be the folder that the command is run from
        raise FileNotFoundError(f"expected the path of the {name}, found an empty text")
    if not path.exists():
        raise FileNotFoundError(text_files.missing(path, what=name))
    return path
