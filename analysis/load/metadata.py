"""What an article says of itself: title, authors, date, publisher, section, address."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import schema
from analysis.load import decode, sheet, wording
from analysis.load.blocks import BULLET, HEADING, Block
from analysis.load.clean import Line, newlines, tidy
from analysis.load.files import METADATA, File, content

if TYPE_CHECKING:
    from analysis.load.parse import Article

FIELDS = ("title", "authors", "date", "publisher", "section", "address")
_ISO = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATES = (
    re.compile(r"(?P<year>\d{4})-(?P<m>\d{2})-(?P<day>\d{2})"),
    re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b", re.I),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?\s+{_MONTH},?\s+(?P<year>\d{{4}})\b", re.I),
    re.compile(rf"\b{_MONTH},?\s+(?P<year>\d{{4}})\b", re.I),
)
_YEAR = re.compile(r"\d{4}")
_WEEKDAY = re.compile(r"(?:^|[,|(]\s*)(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?$", re.I)
_NO_NAME = re.compile(  # before a date: its time, its first day, a line that is about the article, an unfinished sentence
    r"\d[:.]\d\d|:\s|\d\s*[/–—-]\s*$|^(?:(?:last|first)\s+)?(?:updated|published|posted|modified)\b|^interview (?:by|with)\b|"
    r"\b(?:on|in|of|since|until|by)\s*$",
    re.I,
)
_DATELINE = re.compile(  # GENEVA, 5 May 2020 (News Agency) —
    r"[^\W\d_a-z][\w .'’/-]{1,40}, (?P<date>[^—–-]{4,20}\d{4})\s*(?:\([^()]{0,60}\)\s*)?(?:--|[-–—])\s"
)
_AROUND = " ,|–—-•·("  # a name before a date
_ADDRESS = re.compile(r"\b(?:https?://|www\.)[^\s<>()\[\]\"“”]+[^\s<>()\[\]\"“”.,;:!?]", re.I)
_NAMED = {
    "author": "authors",
    "authors": "authors",
    "by": "authors",
    "title": "title",
    "region": "section",
    "theme": "section",
    "topic": "section",
    "section": "section",
    "category": "section",
    "tags": "section",
    "source": "publisher",
    "publisher": "publisher",
    "publication": "publisher",
    "published": "date",
    "published on": "date",
    "posted": "date",
    "posted on": "date",
    "date": "date",
    "url": "address",
    "address": "address",
    "link": "address",
}


def metadata(front: list[Block], rest: list[Block], title: str) -> tuple[dict[str, str], set[int]]:
    """The fields found before the first highlight, the address wherever it stands; and the lines they were read from."""
    found: dict[str, list[str]] = {name: [] for name in FIELDS}
    found["title"] += [title] if title else []
    used = {block.line for block in front if title and block.flat == title}
    size = sum(map(len, found.values()))
    for block in front[:40]:
        for line in block.text.split("\n"):
            if len(line) <= 300:
                _read(line.strip(), block, found)
        before, size = size, sum(map(len, found.values()))
        if size > before:
            used.add(block.line)
    if not found["date"]:
        begun = (b.text for b in front[:40] if b.kind != HEADING and b.flat != title)
        found["date"] = [day for day in map(dateline, begun) if day][:1]
    if not found["address"]:
        likely = (b.text for b in (*front, *rest) if "://" in b.text or "www." in b.text.lower())
        found["address"] = [m.group() for m in map(_ADDRESS.search, likely) if m][:1]
    return {name: "; ".join(dict.fromkeys(filter(None, values))) for name, values in found.items()}, used


def front_matter(lines: list[Line]) -> tuple[dict[str, str], list[Line]]:
    """The fields of a block between two `---` at the very top, and the lines without it."""
    top = next((i for i, (_, text) in enumerate(lines) if text.strip()), 0)
    if not lines or lines[top][1].rstrip() != "---":
        return {}, lines
    for end in range(top + 1, min(top + 40, len(lines))):
        text = lines[end][1].strip()
        if text == "---":
            break
        if text and ":" not in text:
            return {}, lines
    else:
        return {}, lines
    found: dict[str, str] = {}
    for _, text in lines[top + 1 : end]:
        name, _, value = (part.strip() for part in text.partition(":"))
        field = _NAMED.get(name.lower(), "")
        value = value.strip("\"'[] ")
        if field == "authors":
            value = "; ".join(_people(value))
        if field == "date":
            value = when(value)
        if field and value and field not in found:
            found[field] = value
    return found, lines[end + 1 :]


def _read(line: str, block: Block, found: dict[str, list[str]]) -> None:
    named = wording.FIELD.match(line)
    name = _NAMED.get(named[1].lower(), "") if named else ""
    value = line[named.end() :].strip() if named else ""
    day = when(line) if named or len(line) < 120 else ""
    if name == "authors" or (not named and wording.BYLINE.match(line) and len(line) < 120):
        text = re.split(r"\s[|•·–—]\s", value or wording.BYLINE.sub("", line, count=1))[0]
        found["authors"] += _people(text)
        found["date"] += [day] if day and not found["date"] else []
    elif name == "publisher" and _ADDRESS.match(value):
        found["address"].append(value)
    elif name == "date" or (not name and day and len(line) < 100 and not found["date"] and line[-1] not in ".!?"):
        found["date"] += [day][: not found["date"]]
        before = _before_date(line) if not named else ""
        if before and not found["publisher"] and block.kind not in (HEADING, BULLET):
            found["publisher"].append(before)
    elif name == "title":
        found["title"][:] = [value]
    elif name:
        found[name].append(value)


def _people(text: str) -> list[str]:
    text = text.split(", ", 1)[0] if when(text) else text
    return [name.strip(" ,;") for name in re.split(r"(?<!\s)\s*(?:;|,|&|\band\b)\s+", text) if name.strip(" ,;")]


def _before_date(line: str) -> str:
    start = min(m.start() for pattern in _DATES if (m := pattern.search(line)))
    name = re.split(r"\s[|•·]\s", line[:start])[0].lstrip(_AROUND)
    if _NO_NAME.search(name) or len(name.split()) > 10:
        return ""
    return _WEEKDAY.sub("", name.strip(_AROUND)).strip(_AROUND)


def when(text: str) -> str:
    """The first date of a text as YYYY-MM-DD, or YYYY-MM, or "".

    >>> when("Global Research, January 26, 2021"), when("5 Sept 1999"), when("May 2020"), when("31 February 2020")
    ('2021-01-26', '1999-09-05', '2020-05', '')
    """
    if not _YEAR.search(text):
        return ""
    for pattern in _DATES if any(map(text.casefold().__contains__, _MONTHS)) else _DATES[:1]:
        if match := pattern.search(text):
            part = match.groupdict()
            year = int(part["year"])
            month = int(part["m"]) if part.get("m") else _month(part["month"])
            if not part.get("day"):
                return f"{year:04}-{month:02}"
            try:
                return date(year, month, int(part["day"])).isoformat()
            except ValueError:
                return ""
    return ""


def dateline(text: str) -> str:
    """The date of the place and day that a text begins with, or "".

    >>> dateline("PARIS, Feb 7, 2023 (News Agency) - Leaders met."), dateline("Paris fell.")
    ('2023-02-07', '')
    """
    match = _DATELINE.match(text[:120])
    return when(match["date"]) if match else ""


def _month(name: str) -> int:
    return _MONTHS.index(name.casefold()[:3]) + 1


def overrule(articles: list[Article], files: list[File]) -> list[tuple]:
    """Give the fields that a `documents.csv` gives for the articles beside and below it, where its cells are not empty.

    A document is named by its name in the tables, by its file's name or by that without the suffix. The nearer file
    wins. The result are rows of the report: those that name no article, except where one article is read by itself,
    and dates that are none.
    """
    doubts: list[tuple] = []
    alone = {file.path.parent for file in files if file.folder is None}
    folders = {file.path.parent for file in files} | {file.folder for file in files if file.folder}
    for path in sorted(folder / METADATA for folder in folders):
        if not path.is_file():
            continue
        table = sheet.about(path, FIELDS, tidy(newlines(decode.decode(content(path), METADATA).text), Counter()))
        named = set()
        for one in (one for one in articles if path.parent in one.path.parents):
            name = next((name for name in (one.document, one.path.name, one.path.stem) if name in table), None)
            if name is not None:
                named.add(name)
                doubts += _fill(one, path, table[name])
        for name in () if path.parent in alone else sorted(table.keys() - named):
            hint = schema.near(name, [one.document for one in articles])
            said = f"{path.name}, line {table[name].line}: no article is called {name!r}{hint}"
            doubts.append((name, table[name].line, "warning", said, "", 0))
    return doubts


def _fill(one: Article, path: Path, row: sheet.Row) -> list[tuple]:
    """Give an article what a row says of it; rows of the report where that is no date."""
    doubts = []
    for name in FIELDS:
        value = row.cells.get(name, "").strip()
        if name == "date" and value and not _ISO.fullmatch(value):
            said = (
                f"{path.name}, line {row.line}: expected a date as YYYY-MM-DD, found {value!r}; left as the text has it"
            )
            value = when(value)
            if not value:
                doubts.append((one.document, row.line, "warning", said, "", 0))
        if value:
            one.fields[name] = value
    return doubts
