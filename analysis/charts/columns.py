"""What stands side by side on a strip or a portrait: the highlights of an article, or the documents of a corpus."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from analysis import schema
from analysis.charts import wording
from analysis.tables.units import UNITS, labelled


class Columns(NamedTuple):
    """What stands side by side: the highlights of an article or the documents of a corpus, numbered from 1."""

    noun: str  # highlight or document
    found: pd.DataFrame  # the occurrences; their `number` is the place
    names: list[str]  # of those shown
    sizes: list[int]  # how many highlights each of them stands for
    numbers: list[
        int
    ]  # of all of them, shown or not: the places from 1, or an article's own numbers
    whole: bool  # whether the table of all of them was given

    @property
    def last(self) -> int:
        """How many there are, shown or not."""
        return len(self.numbers)

    def many(self, count: int, noun: str) -> str:
        """A number of them, of all of them where these are known."""
        return (
            f"{wording.number(count)} of {wording.many(self.last, noun)}"
            if self.whole
            else wording.many(count, noun)
        )

    @property
    def cut(self) -> str:
        """What is not shown, in words."""
        shown = len(self.names)
        return (
            ""
            if shown == self.last
            else f"; the first {shown} of {wording.number(self.last)} {self.noun}s shown"
        )


def occurrences(table: pd.DataFrame, voice: str) -> tuple[str, pd.DataFrame]:
    """What is counted, and one row for each occurrence in the voice: number, id, label, and the coder of codes."""
    found = labelled(table)
    if "voice" in found.columns and voice != "both":
        if voice not in schema.VOICES:
            raise ValueError(f"voice is quote, headline or both; this is {voice!r}")
        found = found[found["voice"] == voice]
    return next(unit for column, unit in UNITS.items() if column in table.columns), found


def checked(of: pd.DataFrame | None) -> None:
    """Refuse a table of highlights that is not one, or in which a highlight is there twice."""
    if of is not None:
        schema.check(of, "highlights", needs=("document", "number", "headline"))


def columns(found: pd.DataFrame, of: pd.DataFrame | None, *, most: int | None = None) -> Columns:
    """The highlights of the document found, or the documents where there are several; `most` of them are shown."""
    checked(of)
    whole = found if of is None else of
    first = found["document"].iloc[0]
    if found["document"].nunique() > 1:
        documents = list(dict.fromkeys([*whole["document"], *found["document"]]))
        sizes = whole.groupby("document")["number"].nunique().reindex(documents, fill_value=0)
        place = {document: i for i, document in enumerate(documents, 1)}
        numbered = found.assign(number=found["document"].map(place))
        return Columns(
            "document",
            numbered,
            documents[:most],
            sizes.tolist()[:most],
            list(place.values()),
            of is not None,
        )
    here = whole[whole["document"] == first]
    found = found[found["number"].isin(here["number"])]
    if found.empty:
        raise ValueError(
            f"the highlights given as of= are not those of the document {first!r} in the table"
        )
    numbers = sorted(int(number) for number in here["number"].unique())
    place = {number: i for i, number in enumerate(numbers, 1)}
    headlines = {} if of is None else dict(zip(here["number"], here["headline"], strict=True))
    names = [headlines.get(i, "") for i in numbers][:most]
    return Columns(
        "highlight",
        found.assign(number=found["number"].map(place)),
        names,
        [1] * len(names),
        numbers,
        of is not None,
    )


def span(numbers: list[int]) -> str:
    """The numbers in words: from which to which, and how many where some between them are not there."""
    first, last = wording.number(numbers[0]), wording.number(numbers[-1])
    if len(numbers) == 1:
        return first
    return f"{first} to {last}" + (
        "" if len(numbers) == numbers[-1] - numbers[0] + 1 else f" ({len(numbers)} of them)"
    )
