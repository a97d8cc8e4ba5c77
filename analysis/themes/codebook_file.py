"""The file of a codebook: its settings checked one by one, each mistake with its line."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from typing import NamedTuple

import pandas as pd

from analysis import schema
from analysis.themes.codebook_lines import Entry, Lines

RULE: dict[str, float] = {"headline": 1, "quote": 2, "alone": 2}

# A table of codings has one column for each theme next to these, so no theme may be called so.
RESERVED = (
    *("document", "number", "headline", "quote", "coder", "date", "line", "all"),
    *("theme", "value", "evidence", "note", "voice"),
)

_REQUIRED = ("id", "label", "definition")
_TEXTS = (*_REQUIRED, "use", "not_for", "example", "counterexample", "facet")
_GROUPS = ("guarded", "weighted")
_THEME = (*_TEXTS, "notes", "cues", *_GROUPS)
_GROUP = ("cues", "only_with", "not_near", "weight")

# Characters that no XML file may hold, so that nothing with them could be exported
# (the first two ranges and the last), and those that turn the direction of writing round
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")

# a.a.a.a…: tomllib takes quadratic time and memory for a key of many parts. The parts are counted from
# the beginning of a word, so that each word is read once.
_ENDLESS_KEY = re.compile(r"(?<![\w\"'-])(?:[\w\"'-]+[ \t]*\.[ \t]*){100}")

# "world-order", "театр": lowercase words joined by hyphens, without a letter that has an uppercase form
_ID = re.compile(r"[^\W_]+(?:-[^\W_]+)*")

_SHORTEST_STEM = 3  # letters before a *: "US*" would find use, usual, ushers …
_HEAVIEST = 10  # more than any number of cues that a rule sensibly asks for


class Codebook(NamedTuple):
    """A codebook: its themes, their cues, and how many cues of a voice earn a theme."""

    themes: pd.DataFrame
    cues: pd.DataFrame
    headline: float = RULE["headline"]
    quote: float = RULE["quote"]
    alone: float = RULE["alone"]
    path: str = ""
    # The documents that its author had read before the cues were written.
    read: tuple[str, ...] = ()


class Parsed(NamedTuple):
    """The rows of the two tables, the numbers of the rule, and what its author had read."""

    themes: list[dict]
    cues: list[dict]
    rule: dict[str, float]
    read: list[str]


def parsed(text: str, name: str) -> Parsed:
    r"""Return what a codebook holds.

    Parameters
    ----------
    text : str
        The content of the TOML file.
    name : str
        The name of the file, for messages.

    Returns
    -------
    Parsed
        Rows for the tables "themes" and "codebook" of `schema`, and the rule.

    Raises
    ------
    ValueError
        If something is wrong; with the line and the theme.

    Examples
    --------
    >>> parsed('[[theme]]\nid = "a"\nlabel = "A"\ndefinition = "a"\ncues = ["cod"]\n', "b.toml").cues[0]["cue"]
    'cod'
    """
    source = Lines(name, text.split("\n"))
    whole = Entry(source, 1)
    content = _toml(text, name)
    _known(content, ("read", "rule", "theme"), whole)
    listed = _listed(content, source)
    # An inline list of themes has no line to point to, so each needs its head.
    heads = source.heads()
    if len(heads) != len(listed):
        raise source.error("begin every theme with a line [[theme]] of its own")
    themes = []
    cues = []
    for theme, line in zip(listed, heads, strict=True):
        entry = Entry(source, line, str(theme.get("id", "")))
        themes.append(_theme(theme, entry))
        cues += _cues(theme, entry)
    _distinct(themes, source)
    read = _words(content.get("read", []), "read", whole)
    return Parsed(themes, cues, _rule(content, source), read)


def _toml(text: str, name: str) -> dict:
    if _ENDLESS_KEY.search(text):
        raise ValueError(f"{name}: this is not TOML: a key of more than 100 parts")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError(f"{name}: this is not TOML: brackets nested too deeply") from None
    except ValueError as error:
        # Not only TOMLDecodeError: a number of thousands of digits is a plain ValueError.
        raise ValueError(f"{name}: this is not TOML: {error}") from None


def _listed(content: dict, source: Lines) -> list[dict]:
    listed = content.get("theme", [])
    if not listed or not _all_of(listed, dict):
        needed = "at least one [[theme]] with id, label and definition"
        raise source.error(f"a codebook needs {needed}; there is none")
    return listed


def _all_of(value: object, kind: type) -> bool:
    """Whether it is a list of nothing but values of a kind."""
    return isinstance(value, list) and all(isinstance(one, kind) for one in value)


def _known(table: dict, known: tuple[str, ...], entry: Entry) -> None:
    """Refuse a setting that does not exist."""
    for key in table:
        if key not in known:
            hint = schema.near(key, known) or f"; the settings are {', '.join(known)}"
            raise entry.error(f"unknown setting {key!r}{hint}", at=entry.find(key))


def _rule(content: dict, source: Lines) -> dict[str, float]:
    rule = content.get("rule", {})
    entry = Entry(source, source.first("[rule]"))
    if not isinstance(rule, dict):
        raise entry.error("rule is a table: [rule] with headline = 1 and quote = 2")
    _known(rule, tuple(RULE), entry)
    for key, value in rule.items():
        if not _is_number(value) or not 0 < value <= _HEAVIEST:
            what = f"{key} is a number above 0 and at most {_HEAVIEST}, not {value!r}"
            raise entry.error(what, at=entry.find(key))
    return RULE | rule


def _theme(theme: dict, entry: Entry) -> dict:
    """One row of the table of themes."""
    _known(theme, _THEME, entry)
    for key in _REQUIRED:
        if not str(theme.get(key, "")).strip():
            raise entry.error(f"a theme needs {key}")
    texts = {}
    for key in _TEXTS:
        value = theme.get(key, "")
        if not isinstance(value, str) or CONTROL.search(value):
            what = f"{key} is text without control characters, not {value!r}"
            raise entry.error(what, at=entry.find(key))
        texts[key] = value

    # Topics are the rule; only a list of places says so.
    texts["facet"] = theme.get("facet", "topic")
    for key in ("id", "facet"):
        if not _is_id(texts[key]):
            what = f"{key} consists of lowercase letters, digits and hyphens; not {texts[key]!r}"
            raise entry.error(what, at=entry.find(key))
    name = texts.pop("id")
    if name in RESERVED:
        what = f"an id is not one of {', '.join(RESERVED)}, which are columns of codings"
        raise entry.error(what, at=entry.find("id"))

    notes = _words(theme.get("notes", []), "notes", entry)
    return {"theme": name, **texts, "notes": "\n".join(notes), "line": entry.line}


def _is_id(text: str) -> bool:
    return bool(_ID.fullmatch(text)) and text == text.lower()


def _cues(theme: dict, entry: Entry) -> list[dict]:
    """One row of the table of cues for every cue of a theme."""
    rows = []
    # A cue without a guard or weight is the usual case, and needs no more than its word.
    for cue in _words(theme.get("cues", []), "cues", entry):
        rows.append({"cue": cue, "only_with": "", "not_near": "", "weight": 1.0})
    # Both kinds have the same settings; two names say what a group is for.
    for kind in _GROUPS:
        groups = theme.get(kind, [])
        if not _all_of(groups, dict):
            raise entry.error(f"{kind} cues are written under [[theme.{kind}]]")
        for group in groups:
            rows += _group(group, kind, entry)

    places = entry.source.quoted(entry.line)
    seen: set[str] = set()
    for row in rows:
        cue = row["cue"]
        if cue in seen:
            at = entry.find(f'"{cue}"', nth=2)
            raise entry.error(f"cue {cue!r} is listed twice", at=at)
        seen.add(cue)
        row |= {"theme": entry.theme, "line": places.get(cue, entry.line)}
    return rows


def _group(group: dict, kind: str, entry: Entry) -> list[dict]:
    """The cues of one [[theme.guarded]] or [[theme.weighted]]."""
    _known(group, _GROUP, entry)
    # Groups are kept as text, so that the table of cues can be written to a CSV file.
    alternatives = []
    for words in _lists(group.get("only_with", [])):
        checked = _words(words, "only_with", entry)
        if checked:
            alternatives.append("|".join(checked))
    forbidden = _words(group.get("not_near", []), "not_near", entry)
    cues = _words(group.get("cues", []), "cues", entry)
    guarded = bool(alternatives or forbidden)
    if not cues or not (guarded or "weight" in group):
        head = f"[[theme.{kind}]]"
        what = f"a {head} needs cues, and only_with or not_near or weight"
        raise entry.error(what, at=entry.find(head))

    shared = {
        "only_with": ";".join(alternatives),
        "not_near": "|".join(forbidden),
        "weight": _weight(group.get("weight", 1), entry),
    }
    return [{"cue": cue, **shared} for cue in cues]


def _lists(value: object) -> list:
    """`only_with` as a list of lists: it may be one list, of which the sentence must hold a word."""
    if isinstance(value, list) and value and _all_of(value, list):
        return value
    return [value]


def _is_number(value: object) -> bool:
    # True and False are numbers for Python
    return isinstance(value, int | float) and not isinstance(value, bool)


def _weight(value: object, entry: Entry) -> float:
    if not _is_number(value) or not 0 <= value <= _HEAVIEST:
        what = f"weight is a number from 0 to {_HEAVIEST}, not {value!r}"
        raise entry.error(what, at=entry.find(f"weight = {value}"))
    return float(value)


def _words(value: object, key: str, entry: Entry) -> list[str]:
    """A list of words or phrases, checked; notes are a list of any text."""
    if not _all_of(value, str):
        what = f'{key} is a list of texts: ["one", "two"], not {value!r}'
        raise entry.error(what, at=entry.find(key))
    problem = _unusable_note if key == "notes" else _unusable_cue
    for word in value:
        wrong = problem(word)
        if wrong:
            at = entry.find(f'"{word}"')
            # A word that is not found as it is written is in the list whose line is known.
            if at == entry.line:
                at = entry.find(key)
            raise entry.error(f"{word!r} in {key} {wrong}", at=at)
    return value


def _unusable_note(word: str) -> str:
    return "contains a control character" if CONTROL.search(word) else ""


def _unusable_cue(word: str) -> str:
    """Why a cue cannot be searched for, or ''."""
    stem = word.removesuffix("*")
    if not any(character.isalnum() for character in stem):
        return "contains no letter or digit; write the word to look for, or leave it out"
    if word != " ".join(word.split()) or not word.isprintable():
        return "contains extra whitespace or a control character"
    if "|" in word or ";" in word:
        return "contains | or ;, which separate words in the tables; write each word by itself"
    if "*" in stem:
        return "contains a * inside; a cue is literal, and a * at its end means any ending"
    # Chinese or Japanese stems of one or two characters are whole words
    if stem != word and len(stem) < _SHORTEST_STEM and stem.isascii():
        return f"leaves too little before its *; give at least {_SHORTEST_STEM} letters"
    return ""


def _distinct(themes: list[dict], source: Lines) -> None:
    """Refuse two themes with one id or label."""
    # Charts name a theme by its label, so two alike could not be told apart.
    for column, key in (("theme", "id"), ("label", "label")):
        lines: dict[str, int] = {}
        for theme in themes:
            # é as one character and as two look the same.
            value = unicodedata.normalize("NFC", theme[column])
            if value in lines:
                what = f"{key} {value!r} is already that of the theme in line {lines[value]}"
                raise source.error(what, line=theme["line"], theme=theme["theme"])
            lines[value] = theme["line"]
