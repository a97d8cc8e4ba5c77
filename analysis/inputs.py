"""What a run is given: found, read and checked before the first kernel starts, so that nothing is begun in vain."""

from __future__ import annotations

import difflib
import os
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path

OWN = {
    "codebook": "a codebook of your own (TOML)",
    "corrections": "corrections of the rule's coding (CSV)",
    "gazetteer": "rows to add to the gazetteer (CSV)",
    "stopwords": "stop words instead of the bundled list (text)",
}


def parameters(given: Mapping[str, str | None]) -> dict[str, str]:
    """The paths that were given, whole, under the notebooks' names for them; an error says what is there instead."""
    return {name: str(_existing(name, value)) for name, value in given.items() if value is not None}


def checked(parameters: Mapping[str, str]) -> Iterator[str]:
    """The load report in a sentence, then every warning; an error where the article or a file of one's own is no use."""
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

        book = themes.codebook(parameters.get("codebook"))
        if "corrections" in parameters:  # applied once, since it is the highlights that they may not match
            themes.codes(highlights, codebook=book, corrections=parameters["corrections"])
    if "gazetteer" in parameters:
        from analysis import countries

        countries.gazetteer(parameters["gazetteer"])
    if "stopwords" in parameters:
        from analysis import words

        words.stopwords(parameters["stopwords"])


def _existing(name: str, value: str) -> Path:
    if value.startswith(("http:/", "https:/")):
        raise ValueError(f"{value}: expected a path, found an address; save the page as a file and give that")
    path = Path(os.path.expanduser(value)).resolve()
    if not value or not path.exists():
        there = sorted(p.name for p in path.parent.iterdir() if p.name[0] != ".") if path.parent.is_dir() else []
        near = difflib.get_close_matches(path.name, there, n=3, cutoff=0.4) or there[:8]
        raise FileNotFoundError(
            f"there is no {name} {value!r} (looked for {path}); there: {', '.join(near) or 'nothing, or no such folder'}"
        )
    return path
