"""The columns of a dispersion plot or a portrait: the highlights of an article, or the documents of a corpus."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from analysis import schema
from analysis.charts import wording
from analysis.tables.units import UNITS, labelled


class Columns(NamedTuple):
    """The highlights of an article or the documents of a corpus, numbered from 1, and what occurs in them."""

    # Highlight or document.
    noun: str
    # The occurrences; their `number` is the column.
    found: pd.DataFrame
    # Of the columns that are drawn.
    names: list[str]
    # How many highlights each of those has.
    sizes: list[int]
    # Of all columns: from 1, or an article's own numbers.
    numbers: list[int]
    # Whether the table of all highlights was given.
    whole: bool

    @property
    def last(self) -> int:
        """How many columns there are, drawn or not."""
        return len(self.numbers)

    def many(self, count: int, noun: str) -> str:
        """Write a number of them, of all of them where these are known."""
        if self.whole:
            return f"{wording.number(count)} of {wording.many(self.last, noun)}"
        return wording.many(count, noun)

    @property
    def cut(self) -> str:
        """Say how many are not drawn; "" where all are."""
        shown = len(self.names)
        if shown == self.last:
            return ""
        return f"; the first {shown} of {wording.number(self.last)} {self.noun}s shown"


def occurrences(table: pd.DataFrame, voice: str) -> tuple[str, pd.DataFrame]:
    """Return what is counted, and one row for each occurrence in the voice."""
    found = labelled(table)

    if "voice" in found.columns and voice != "both":
        if voice not in schema.VOICES:
            near = schema.near(voice, schema.VOICES)
            raise ValueError(f"voice is quote, headline or both; this is {voice!r}{near}")
        found = found[found["voice"] == voice]

    unit = next(unit for column, unit in UNITS.items() if column in table.columns)
    return unit, found


def checked(of: pd.DataFrame | None) -> None:
    """Refuse a table of highlights that is not one, or in which a highlight is there twice."""
    if of is not None:
        schema.check(of, "highlights", needs=("document", "number", "headline"))


def columns(found: pd.DataFrame, of: pd.DataFrame | None, *, most: int | None = None) -> Columns:
    """Return the highlights of the document found, or the documents where there are several, `most` of them drawn."""
    checked(of)
    if found["document"].nunique() > 1:
        return _documents(found, of, most)
    return _highlights(found, of, most)


def _documents(found: pd.DataFrame, of: pd.DataFrame | None, most: int | None) -> Columns:
    """Return one column for each document, in the order of the highlights."""
    whole = of
    if of is None:
        whole = found
    documents = list(dict.fromkeys([*whole["document"], *found["document"]]))
    highlights = whole.groupby("document")["number"].nunique()
    sizes = highlights.reindex(documents, fill_value=0)
    place = {document: column for column, document in enumerate(documents, 1)}

    return Columns(
        noun="document",
        found=found.assign(number=found["document"].map(place)),
        names=documents[:most],
        sizes=sizes.tolist()[:most],
        numbers=list(place.values()),
        whole=of is not None,
    )


def _highlights(found: pd.DataFrame, of: pd.DataFrame | None, most: int | None) -> Columns:
    """Return one column for each highlight of the one document found."""
    whole = of
    if of is None:
        whole = found
    document = found["document"].iloc[0]
    here = whole[whole["document"] == document]
    found = found[found["number"].isin(here["number"])]
    if found.empty:
        raise ValueError(
            f"the highlights given as of= are not those of the document {document!r} in the table"
        )

    numbers = sorted(int(number) for number in here["number"].unique())
    place = {number: column for column, number in enumerate(numbers, 1)}
    headlines = {}
    if of is not None:
        headlines = dict(zip(here["number"], here["headline"], strict=True))
    names = [headlines.get(number, "") for number in numbers][:most]

    return Columns(
        noun="highlight",
        found=found.assign(number=found["number"].map(place)),
        names=names,
        sizes=[1] * len(names),
        numbers=numbers,
        whole=of is not None,
    )


def span(numbers: list[int]) -> str:
    """Write from which number to which, and how many there are where some between them are not there.

    >>> span([1, 2, 3]), span([21, 23, 25]), span([8])
    ('1 to 3', '21 to 25 (3 of them)', '8')
    """
    first = numbers[0]
    last = numbers[-1]
    if len(numbers) == 1:
        return wording.number(first)

    text = f"{wording.number(first)} to {wording.number(last)}"
    gaps = len(numbers) < last - first + 1
    if gaps:
        return f"{text} ({len(numbers)} of them)"
    return text
