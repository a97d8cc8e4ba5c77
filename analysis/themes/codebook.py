"""The codebook: what counts as each theme, and the words by which the rule finds it."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis import schema, text_files

BUNDLED = schema.DATA / "themes.toml"
# The other columns of a table of codings, and what stands for every theme.
RESERVED = ("document", "number", "headline", "quote", "coder", "date", "line", "all")
_RULE = {"headline": 1, "quote": 2}
_TEXTS = ("id", "label", "definition", "use", "not_for", "example")
_THEME = (*_TEXTS, "notes", "cues", "guarded")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_GUARDED = ("cues", "only_with", "not_near")


class Codebook(NamedTuple):
    """A codebook as two tables and a rule: how many cues of the headline, or of the quote, earn a theme."""

    themes: pd.DataFrame
    cues: pd.DataFrame
    headline: int = _RULE["headline"]
    quote: int = _RULE["quote"]
    path: str = ""


class _Source(NamedTuple):
    """The file as it was written, to say where a mistake stands."""

    name: str
    lines: list[str]

    def error(self, what: str, *, line: int = 1, theme: str = "") -> ValueError:
        where = f"{self.name}, line {line}" + (f", theme {theme!r}" if theme else "")
        return ValueError(f"{where}: {what}")

    def heads(self) -> list[int]:
        """The line of each [[theme]]."""
        return [
            n
            for n, text in enumerate(self.lines, 1)
            if text.replace(" ", "").startswith("[[theme]]")
        ]

    def quoted(self, begin: int) -> dict[str, int]:
        """The first line of each text between quotation marks, from a line on and before the next theme."""
        found: dict[str, int] = {}
        for n in range(begin, len(self.lines) + 1):
            line = self.lines[n - 1]
            if n > begin and line.replace(" ", "").startswith("[[theme]]"):
                break
            for text in () if line.lstrip().startswith("#") else line.split('"')[1::2]:
                found.setdefault(text, n)
        return found

    def find(self, text: str, begin: int, *, nth: int = 1) -> int:
        """The line of the nth occurrence of a text from a line on, before the next theme; else that line."""
        for n, line in enumerate(self.lines[begin - 1 :], begin):
            if n > begin and line.replace(" ", "").startswith("[[theme]]"):
                break
            nth -= 0 if line.lstrip().startswith("#") else line.count(text)
            if nth < 1:
                return n
        return begin


def codebook(path: str | Path | Codebook | None = None) -> Codebook:
    """The codebook of a TOML file, the bundled one by default.

    `themes` has one row a theme (theme, label, definition, use, not_for, example, notes, line), `cues` one row a cue
    (theme, cue, only_with, not_near, line). A ValueError names file, line and theme of whatever is wrong in it.

    >>> codebook().themes["theme"].tolist()[:3]
    ['pandemic', 'sanctions', 'world-order']
    """
    if isinstance(path, Codebook):
        return path
    path = Path(BUNDLED if path is None else path)
    text = text_files.read(path, what="codebook").replace("\r\n", "\n").replace("\r", "\n")
    book = _parsed(text, str(path))
    return book._replace(themes=book.themes.copy(), cues=book.cues.copy())


@lru_cache(maxsize=8)
def _parsed(text: str, path: str) -> Codebook:
    source = _Source(Path(path).name, text.split("\n"))
    try:
        content = tomllib.loads(text)
    except RecursionError:
        raise ValueError(
            f"{source.name}: this is not TOML as a codebook has it: brackets in hundreds of others"
        ) from None
    except ValueError as error:  # a number of thousands of digits is one too
        raise ValueError(f"{source.name}: this is not TOML: {error}") from None
    _known(content, ("rule", "theme"), source, line=1)
    listed = content.get("theme", [])
    if (
        not isinstance(listed, list)
        or not listed
        or not all(isinstance(theme, dict) for theme in listed)
    ):
        raise source.error(
            "a codebook needs at least one [[theme]] with id, label and definition; there is none"
        )
    if len(source.heads()) != len(listed):
        raise source.error("begin every theme with a line [[theme]] of its own")
    themes, cues = [], []
    for theme, line in zip(listed, source.heads(), strict=True):
        themes.append(_theme(theme, line, source))
        cues += _cues(theme, line, source)
    _distinct(themes, source)
    return Codebook(
        schema.table(themes, "themes"),
        schema.table(cues, "codebook"),
        **_rule(content, source),
        path=path,
    )


def _known(
    table: dict, known: tuple[str, ...], source: _Source, *, line: int, theme: str = ""
) -> None:
    for key in table:
        if key not in known:
            hint = schema.near(key, known) or f"; the settings are {', '.join(known)}"
            raise source.error(
                f"unknown setting {key!r}{hint}", line=source.find(key, line), theme=theme
            )


def _rule(content: dict, source: _Source) -> dict[str, int]:
    rule = content.get("rule", {})
    line = next(
        (n for n, text in enumerate(source.lines, 1) if text.replace(" ", "").startswith("[rule]")),
        1,
    )
    if not isinstance(rule, dict):
        raise source.error("rule is a table: [rule] with headline = 1 and quote = 2", line=line)
    _known(rule, tuple(_RULE), source, line=line)
    for key, value in rule.items():
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise source.error(
                f"{key} is a whole number from 1, not {value!r}", line=source.find(key, line)
            )
    return _RULE | rule


def _theme(theme: dict, line: int, source: _Source) -> tuple:
    name = str(theme.get("id", ""))
    _known(theme, _THEME, source, line=line, theme=name)
    for key in ("id", "label", "definition"):
        if not theme.get(key) or not str(theme[key]).strip():
            raise source.error(f"a theme needs {key}", line=line, theme=name)
    for key in _TEXTS:
        value = theme.get(key, "")
        if not isinstance(value, str) or _CONTROL.search(value):
            at = source.find(key, line)
            raise source.error(
                f"{key} is text without control characters, not {value!r}", line=at, theme=name
            )
    if name in RESERVED or not all(
        part.isalnum() and part == part.lower() for part in name.split("-")
    ):
        what = f"an id is small letters, digits and hyphens, and none of {', '.join(RESERVED)}; not {name!r}"
        raise source.error(what, line=source.find("id", line), theme=name)
    notes = _words(theme.get("notes", []), "notes", line, source, name)
    return (*(theme.get(key, "") for key in _TEXTS), "\n".join(notes), line)


def _cues(theme: dict, line: int, source: _Source) -> list[tuple]:
    """Theme, cue, only_with, not_near and line of every cue of a theme."""
    name = theme["id"]
    rows = [(cue, "", "") for cue in _words(theme.get("cues", []), "cues", line, source, name)]
    guarded = theme.get("guarded", [])
    if not isinstance(guarded, list) or not all(isinstance(group, dict) for group in guarded):
        raise source.error("guarded cues stand under [[theme.guarded]]", line=line, theme=name)
    for group in guarded:
        _known(group, _GUARDED, source, line=line, theme=name)
        only = group.get("only_with", [])
        groups = (
            only
            if isinstance(only, list) and only and all(isinstance(g, list) for g in only)
            else [only]
        )
        only = ";".join("|".join(_words(g, "only_with", line, source, name)) for g in groups if g)
        near = "|".join(_words(group.get("not_near", []), "not_near", line, source, name))
        cues = _words(group.get("cues", []), "cues", line, source, name)
        if not cues or not (only or near):
            what = "a [[theme.guarded]] needs cues, and only_with or not_near"
            raise source.error(what, line=source.find("[[theme.guarded]]", line), theme=name)
        rows += [(cue, only, near) for cue in cues]
    seen: set[str] = set()
    for cue, *_ in rows:
        if cue in seen:
            raise source.error(
                f"cue {cue!r} stands twice", line=source.find(f'"{cue}"', line, nth=2), theme=name
            )
        seen.add(cue)
    at = source.quoted(line)
    return [(name, cue, only, near, at.get(cue, line)) for cue, only, near in rows]


def _words(value: object, key: str, line: int, source: _Source, theme: str) -> list[str]:
    """A list of words or phrases, checked; notes are a list of any text."""
    at = source.find(key, line)
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise source.error(
            f'{key} is a list of texts: ["one", "two"], not {value!r}', line=at, theme=theme
        )
    for word in value:
        wrong = (
            _unusable(word)
            if key != "notes"
            else "holds a control character" * bool(_CONTROL.search(word))
        )
        if wrong:
            where = source.find(f'"{word}"', line)
            raise source.error(
                f"{word!r} in {key} {wrong}", line=at if where == line else where, theme=theme
            )
    return value


def _unusable(word: str) -> str:
    """Why a cue cannot be searched for, or ''."""
    stem = word.removesuffix("*")
    if not any(c.isalnum() for c in stem):
        return "holds no letter or digit; write the word to look for, or leave it out"
    if word != " ".join(word.split()) or not word.isprintable():
        return "has a space too many or a control character; write it as it stands in a text"
    if "|" in word or ";" in word:
        return "holds | or ;, which part words in the tables; write each word by itself"
    if "*" in stem:
        return "has a * inside; a cue is literal and * stands only at its end, for any ending of the word"
    if stem != word and len(stem) < 3 and stem.isascii():
        return "leaves too little before its *; give at least three letters"
    return ""


def _distinct(themes: list[tuple], source: _Source) -> None:
    for column, key in ((0, "id"), (1, "label")):
        lines: dict[str, int] = {}
        for theme in themes:
            if theme[column] in lines:
                what = f"{key} {theme[column]!r} is already that of the theme in line {lines[theme[column]]}"
                raise source.error(what, line=theme[-1], theme=theme[0])
            lines[theme[column]] = theme[-1]
