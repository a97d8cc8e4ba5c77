"""Read front matter: the fields between `---` (YAML) or `+++` (TOML) at the top of a Markdown file.

Values are read as text whatever they look like: a version is not a number, `no` is not False, and a
date is what was written. Keys that are not known are left out. A file may come from anywhere, so
the size of the block and the nesting inside it are limited, and aliases, by which a few lines of
YAML can expand to gigabytes, are refused.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import yaml

from analysis import dates
from analysis.layout.clean import Line, tidy
from analysis.load.records import Note

# Real front matter has ten lines or so, with a list of translations fifty.
LINES = 300
CHARACTERS = 64_000
TOML_CHARACTERS = 10_000  # tomllib takes quadratic time for a key such as a.a.a.a: 17 s for 64,000
DEPTH = 8

# The keys of each field, in the order in which they win: an own section goes before tags.
KEYS = {
    "title": ("title",),
    "authors": ("authors", "author", "by", "byline", "creator"),
    "date": (
        *("date", "published", "published_on", "publish_date", "date_published", "published_at"),
        *("published_time", "pubdate", "posted", "posted_on"),
    ),
    "publisher": ("publisher", "publication", "site_name", "site", "source"),
    "section": (
        *("section", "category", "categories", "topic", "topics", "region", "theme", "tags"),
        *("keywords",),
    ),
    "address": (
        *("address", "source_url", "url", "link", "canonical", "canonical_url", "original_url"),
        *("permalink", "source"),
    ),
    "speaker": ("speaker", "speakers"),
}
_KNOWN = frozenset().union(*KEYS.values())

# https://x.org/page and www.x.org; not /2021/page, which is an address within a site
ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.I)

# layout, cover_image, draft: the keys of a program. "On nets" and "Anna Berg" are an article's
# words.
_PROGRAM_KEY = re.compile(r"[a-z][a-zA-Z0-9_.-]*")

# "title: x" or "title = x" in a block that its parser refuses, such as "title: The Minister: A
# Portrait"
_PAIR = {
    "---": re.compile(r"(?P<key>[A-Za-z][\w .-]{0,40}?)\s*:(?:\s+(?P<value>.*))?$"),
    "+++": re.compile(r"(?P<key>[A-Za-z][\w .-]{0,40}?)\s*=\s*(?P<value>.*)$"),
}
# "  - water" and "- water": a line of a list, or of a value that goes on
_NESTED = re.compile(r"\s|- ")

# "Ana Lima, Ben Okri and Cem Yılmaz", "Ana Lima & Ben Okri". The search begins only where the space
# does, since beginning again at each of a thousand spaces would take quadratic time.
_BETWEEN_NAMES = re.compile(r"(?<!\s)\s*(?:;|,|&|\band\b)\s+")

Value = str | list | dict


class FrontMatter(NamedTuple):
    """The fields, the lines after the front matter, and notes for the report."""

    fields: dict[str, str]
    lines: list[Line]
    notes: list[Note]


class _Refused(ValueError):
    """A block that its parser, or one of the limits above, refuses."""


def front_matter(lines: list[Line]) -> FrontMatter:
    r"""Return the fields of the front matter and the lines without it.

    Parameters
    ----------
    lines : list of (int, str)
        The numbered lines of a file.

    Returns
    -------
    FrontMatter
        Fields by the keys of `KEYS`, those without a value left out; several values are separated
        by semicolons, the date is ISO 8601. Without front matter no fields, and all lines. A block
        that is not valid, but has a key in most of its lines, is read line by line, with a warning.

    Examples
    --------
    >>> text = "---\ntitle: >\n  The\n  Lake\ntags: [water, boats]\n---\nOn nets: “No.”"
    >>> fields, rest, _ = front_matter(list(enumerate(text.split("\n"), 1)))
    >>> fields, rest
    ({'title': 'The Lake', 'section': 'water; boats'}, [(7, 'On nets: “No.”')])
    """
    begin, end = _fences(lines)
    if end <= begin:
        return FrontMatter({}, lines, [])
    line, text = lines[begin]
    fence = text.strip()
    block = [text for _, text in lines[begin + 1 : end]]
    warnings: list[Note] = []
    try:
        values = _parsed(fence, "\n".join(block))
    except _Refused as error:
        values = _line_by_line(fence, block)
        form = "TOML"
        if fence == "---":
            form = "YAML"
        detail = f"front matter is not valid {form} ({error}); its fields were read line by line"
        warnings.append(Note(line, "warning", detail))
    if not isinstance(values, dict) or not _is_about_the_article(values):
        return FrontMatter({}, lines, [])
    fields = _fields(values)
    found = ", ".join(fields) or "no known field"
    last, _ = lines[end]
    detail = f"front matter, lines {line} to {last}: {found}"
    note = Note(line, "metadata", detail)
    rest = lines[end + 1 :]
    return FrontMatter(fields, rest, [note, *warnings])


def people(text: str) -> list[str]:
    """Return the names in an author's line.

    Parameters
    ----------
    text : str
        Names separated by commas, semicolons, "&" or "and", perhaps with a date after them.

    Returns
    -------
    list of str
        The names.

    Examples
    --------
    >>> people("Ana Lima, Ben Okri and Cem Yılmaz"), people("Ana Lima, 5 May 2020")
    (['Ana Lima', 'Ben Okri', 'Cem Yılmaz'], ['Ana Lima'])
    """
    # "Ana Lima, 5 May 2020": a date follows the first name after a comma.
    if dates.when(text):
        text = text.split(", ", 1)[0]
    names = (name.strip(" ,;") for name in _BETWEEN_NAMES.split(text))
    return list(filter(None, names))


def _fences(lines: list[Line]) -> tuple[int, int]:
    """The positions of the lines that open and close front matter; equal if there is none."""
    begin = 0
    for i, (_, text) in enumerate(lines):
        if text.strip():
            begin = i
            break
    if not lines:
        return 0, 0
    fence = lines[begin][1].rstrip()
    if fence not in _PAIR:
        return begin, begin
    closing = [fence]
    if fence == "---":
        closing.append("...")
    size = 0
    for at in range(begin + 1, min(begin + 2 + LINES, len(lines))):
        text = lines[at][1]
        size += len(text) + 1
        if size > CHARACTERS:
            break
        if text.rstrip() in closing:
            return begin, at
    return begin, begin


def _parsed(fence: str, text: str) -> Value:
    """The block as its parser reads it."""
    if fence == "---":
        return _yaml(text)
    return _toml(text)


def _yaml(text: str) -> Value:
    """A block of YAML with every value as text."""
    try:
        _check_limits(text)
        # BaseLoader knows no types but text, list and mapping, and makes no objects.
        return yaml.load(text, Loader=yaml.BaseLoader)
    except _Refused:
        raise
    except yaml.YAMLError as error:
        raise _Refused(_problem(error)) from None
    except (ValueError, OverflowError):  # "\U00110000"
        raise _Refused("a character that YAML does not allow") from None


def _check_limits(text: str) -> None:
    """Refuse aliases and deep nesting, before the parser builds anything."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Refused("anchors and aliases, which begin with & and *, are not read")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEPTH:
            raise _Refused(f"lists and mappings are nested more than {DEPTH} deep")


def _problem(error: yaml.YAMLError) -> str:
    """What is wrong with a block, in the parser's words."""
    problem = getattr(error, "problem", None)
    return problem or "a character that YAML does not allow"


def _toml(text: str) -> Value:
    """A block of TOML with every value as text."""
    if len(text) > TOML_CHARACTERS:
        raise _Refused(f"more than {TOML_CHARACTERS:,} characters")
    try:
        return _as_text(tomllib.loads(text))
    except RecursionError:
        raise _Refused("brackets nested too deeply") from None
    except ValueError as error:  # TOMLDecodeError, and a number of thousands of digits
        raise _Refused(str(error)) from None


def _as_text(value: object, depth: int = 0) -> Value:
    """A value of TOML, in which dates, numbers and truth values become text."""
    if depth > DEPTH:
        raise _Refused(f"lists and tables are nested more than {DEPTH} deep")
    if isinstance(value, dict):
        return {key: _as_text(one, depth + 1) for key, one in value.items()}
    if isinstance(value, list):
        return [_as_text(one, depth + 1) for one in value]
    return str(value)


def _is_about_the_article(values: dict) -> bool:
    """Whether a block is front matter: an article may as well begin with text between two rules.

    `On nets: “We check them all.”` is valid YAML, but its key is not one that describes an article.
    """
    if not values:
        return False
    keys = [str(key) for key in values]
    if any(_key(key) in _KNOWN for key in keys):
        return True
    return all(map(_PROGRAM_KEY.fullmatch, keys))


def _line_by_line(fence: str, block: list[str]) -> dict[str, Value]:
    """The values of lines `key: value`; none if most lines are something else."""
    found: dict[str, Value] = {}
    other = 0
    for text in block:
        if not text.strip() or _NESTED.match(text):
            continue
        match = _PAIR[fence].match(text)
        if match:
            found.setdefault(match["key"], (match["value"] or "").strip().strip("\"'[]"))
        else:
            other += 1
    if len(found) <= other:
        return {}
    return found


def _fields(values: dict) -> dict[str, str]:
    """The fields that the known keys give."""
    by_key: dict[str, Value] = {}
    for key, value in values.items():
        by_key.setdefault(_key(str(key)), value)
    fields = {}
    for field, keys in KEYS.items():
        for key in keys:
            value = _field(field, by_key.get(key, ""))
            if value:
                fields[field] = value
                break
    return fields


def _key(name: str) -> str:
    """A key as `KEYS` has it: "Source-URL" is source_url."""
    return re.sub(r"[\s-]+", "_", name.strip().lower())


def _field(field: str, value: Value) -> str:
    """What a value says of a field; "" if nothing, as a link says nothing of a name."""
    texts = list(_texts(value))
    if field == "date":
        return dates.iso("".join(texts[:1]))
    if field == "address":
        return next(filter(ADDRESS.fullmatch, texts), "")
    if field == "publisher":
        texts = [text for text in texts if not ADDRESS.fullmatch(text)]
    if field == "authors" and isinstance(value, str):
        names: list[str] = []
        for text in texts:
            names += people(text)
        texts = names
    return "; ".join(dict.fromkeys(texts))


def _texts(value: Value) -> Iterable[str]:
    """The texts of a value, of a list, or of the name in a mapping (`author: {name: …}`)."""
    if isinstance(value, dict):
        value = value.get("name", "")
    if isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, str):
        # YAML's escapes may give characters that were removed from the file: "Lake\_Pact",
        # "\u202e".
        text = " ".join(tidy(value, Counter()).split())
        if text:
            yield text
