"""What an article says of itself: title, authors, date, publisher, section and address.

Three places are asked. The lines before the first highlight are read here (bylines, `Source: …`, a
name before a date); front matter and `documents.csv`, which win over them, have separate
modules.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from analysis import dates, schema
from analysis.dates import dateline, when
from analysis.layout import furniture
from analysis.layout.blocks import BULLET, HEADING, Block, words
from analysis.load.documents_csv import FIELDS, extra_columns, overrule
from analysis.load.front_matter import front_matter, people
from analysis.speech import english

if TYPE_CHECKING:
    from analysis.load.records import Article

__all__ = ["FIELDS", "dateline", "documents", "front_matter", "metadata", "overrule", "when"]

# An article that has so many blocks before its first highlight begins with an introduction; what it
# says of itself is in the first of them.
BLOCKS = 40
LINE = 300  # characters: a longer line is a paragraph, however it begins
BYLINE = 120  # characters: "By Ana Lima, Senior Correspondent, in Lisbon | The Paper | 5 May 2020"
DATED = 100  # characters: "Global Research, January 26, 2021"

# Labels as `furniture.FIELD` finds them, and the field that each gives. "Updated:" gives a date only
# if no other line does.
_FIELD_OF = {
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

# https://www.paper.org/2020/talk. A full stop or bracket after the address ends the sentence, not
# it.
_ADDRESS = re.compile(
    r"\b(?:https?://|www\.)"
    r"[^\s<>()\[\]\"“”]+[^\s<>()\[\]\"“”.,;:!?]",
    re.IGNORECASE,
)

# "Ana Lima | The Paper", "Global Research • News": with space around it, so that "Al-Rai" is one
# name
_BAR = re.compile(r"\s[|•·–—]\s")
_BAR_NOT_DASH = re.compile(r"\s[|•·]\s")

# "The Paper, Tuesday, 5 May 2020": the weekday is not part of the name before the date.
_WEEKDAY = re.compile(
    r"(?:^|[,|(]\s*)(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?$",
    re.IGNORECASE,
)

# Before a date, but not the name of a publisher: the time (10:30), a label, the first day of
# several (3 – 5 May), a line about the article (Last updated …), an unfinished sentence (… in 5 May
# 2020)
_NOT_A_NAME = re.compile(
    r"\d[:.]\d\d|:\s|\d\s*[/–—-]\s*$"
    r"|^(?:(?:last|first)\s+)?(?:updated|published|posted|modified)\b|^interview (?:by|with)\b"
    r"|\b(?:on|in|of|since|until|by)\s*$",
    re.IGNORECASE,
)
_NAME_WORDS = 10  # "The Carnegie Endowment for International Peace" has six
_AROUND_NAME = " ,|–—-•·("


def metadata(front: list[Block], rest: list[Block], title: str) -> tuple[dict[str, str], set[int]]:
    """Return the fields that an article's own text gives, and the lines they were read from.

    Parameters
    ----------
    front : list of Block
        The blocks before the first highlight.
    rest : list of Block
        The other blocks outside highlights, which may give the address.
    title : str
        The article's title as its layout shows it, or "".

    Returns
    -------
    fields : dict of str to str
        By the names of `FIELDS`; several values are separated by semicolons, "" where there is
        none.
    used : set of int
        The lines of the blocks that a field was read from.
    """
    found: dict[str, list[str]] = {name: [] for name in FIELDS}
    used: set[int] = set()
    if title:
        found["title"].append(title)
        used |= {block.line for block in front if block.flat == title}
    below = [*front[1:], None]
    for block, after in zip(front[:BLOCKS], below, strict=False):
        if _read_block(block, after, title, found):
            used.add(block.line)

    if not found["date"]:
        found["date"] = _first_dateline(front[:BLOCKS], title)
    if not found["address"]:
        found["address"] = _first_address([*front, *rest])
    fields = {name: _joined(values) for name, values in found.items()}
    return fields, used


def _read_block(block: Block, below: Block | None, title: str, found: dict[str, list[str]]) -> bool:
    """Read the lines of a block before the first highlight; whether they say something."""
    before = {name: list(values) for name, values in found.items()}
    for line in block.text.split("\n"):
        if len(line) <= LINE:
            _read_line(line.strip(), block, found)

    # a byline without "By"
    text = block.flat
    date = ""
    if below is not None and len(below.flat) < DATED:
        date = when(below.flat)
    if date and text != title and furniture.is_names(text):
        _read_authors(text, text, found)
    return found != before


def _first_dateline(blocks: list[Block], title: str) -> list[str]:
    """The date of the first block that begins with a place and a date, as a list of one."""
    for block in blocks:
        if block.kind == HEADING or block.flat == title:
            continue
        day = dateline(block.text)
        if day:
            return [day]
    return []


def documents(articles: list[Article]) -> pd.DataFrame:
    """Return the table `documents`.

    Parameters
    ----------
    articles : list of Article
        The articles that were read, after `overrule`.

    Returns
    -------
    DataFrame
        One row for each article. Columns of a `documents.csv` that are not declared are text
        columns after the declared ones, "" for articles that it does not describe.
    """
    extra = extra_columns(articles)
    rows = []
    for article in articles:
        row: dict[str, object] = dict.fromkeys((*FIELDS, *extra), "")
        row |= article.fields
        row["document"] = article.document
        row["highlights"] = len(article.highlights)
        row["words"] = sum(words(highlight.quote) for highlight in article.highlights)
        row["sha256"] = article.sha256
        rows.append(row)
    return schema.table(pd.DataFrame(rows), "documents")


def _joined(values: list[str]) -> str:
    """Values without empty and repeated ones, separated by semicolons."""
    return "; ".join(dict.fromkeys(filter(None, values)))


def _read_line(line: str, block: Block, found: dict[str, list[str]]) -> None:
    """Add what a line before the first highlight says to the fields."""
    label = furniture.FIELD.match(line)
    if label:
        name = _FIELD_OF.get(label[1].lower(), "")
        value = line[label.end() :].strip()
        _read_labelled(line, name, value, found)
    elif furniture.BYLINE.match(line) and len(line) < BYLINE:
        names = furniture.BYLINE.sub("", line, count=1)
        _read_authors(names, line, found)
    elif len(line) < DATED:
        _read_dated(line, block, found)


def _read_labelled(line: str, name: str, value: str, found: dict[str, list[str]]) -> None:
    """Read `Author: Ana Lima`, `Source: The Paper` and the like."""
    if name == "authors":
        _read_authors(value, line, found)
    elif name == "publisher" and _ADDRESS.match(value):  # Source: www.paper.org/talk
        found["address"].append(value)
    elif name == "date":
        _add_date(dates.iso(value), found)
    elif name == "title":
        found["title"][:] = [value]
    elif name:
        found[name].append(value)
    elif len(line) < DATED and not line.endswith((".", "!", "?")):
        _add_date(when(line), found)


def _read_authors(text: str, line: str, found: dict[str, list[str]]) -> None:
    """Read the names in a byline, and its date."""
    written = _BAR.split(text, maxsplit=1)[0]
    before, _, posted = written.partition(" on ")
    if any(map(str.isdigit, posted)):  # Ana Lima on March 9, 2020
        written = before
    for number, name in enumerate(people(written)):
        # "Ana Lima, Staff Writer": what follows the first name may be her post.
        if number == 0 or not _is_post(name):
            found["authors"].append(name)
    _add_date(when(line), found)


def _is_post(name: str) -> bool:
    """Whether a part of a byline is what somebody is: *Staff Writer*, *Senior Correspondent*."""
    last = name.split()[-1].lower()
    return last in english.LABEL_OFFICES or last in english.ROLES


def _read_dated(line: str, block: Block, found: dict[str, list[str]]) -> None:
    """Read a date, and the publisher before it: `Global Research, January 26, 2021`."""
    match = dates.first(line)
    # A sentence with a date in it is about something else.
    if not match or found["date"] or line.endswith((".", "!", "?")):
        return
    day = when(line)
    if not day:
        return
    found["date"].append(day)
    if found["publisher"] or block.kind in (HEADING, BULLET):
        return
    publisher = _name_before(line[: match.start()])
    if publisher:
        found["publisher"].append(publisher)


def _add_date(day: str, found: dict[str, list[str]]) -> None:
    """Add a date, unless there is one: the first is that of the article."""
    if day and not found["date"]:
        found["date"].append(day)


def _name_before(text: str) -> str:
    """The name of the publisher in the words before a date, or ""."""
    first = _BAR_NOT_DASH.split(text, maxsplit=1)[0]
    name = first.lstrip(_AROUND_NAME)
    words_of_name = name.split()
    if _NOT_A_NAME.search(name) or len(words_of_name) > _NAME_WORDS:
        return ""
    for word in words_of_name[1:]:
        # "Compiled from statements, Monday, 9 May 2022" is no name.
        if word[0].islower() and word not in english.LABEL_PARTICLES:
            return ""
    without_day = _WEEKDAY.sub("", name.strip(_AROUND_NAME))
    return without_day.strip(_AROUND_NAME)


def _first_address(blocks: list[Block]) -> list[str]:
    """The first web address in any block, as a list of one, or an empty list."""
    for block in blocks:
        text = block.text
        # Looked for first, since the pattern is tried at each of the words.
        if "//" not in text and "www." not in text.lower():
            continue
        match = _ADDRESS.search(text)
        if match:
            return [match.group()]
    return []
