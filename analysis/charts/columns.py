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


def columns(found: pd.DataFrame, of: pd.DataFrame | None, *, most: int | None = None) -> Columns:
    """The highlights of the document found, or the documents where there are several; `most` of them are shown."""
    if of is not None:
        schema.check(of, "highlights", needs=("document", "number", "headline"))
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


def widest(along: Columns, unit: str, voice: str) -> str:
    """Which row comes up in most highlights, or documents."""
    spread = (
        along.found.drop_duplicates(["id", "number"])
        .groupby("label")
        .size()
        .rename("n")
        .reset_index()
    )
    spread = spread.sort_values(["n", "label"], ascending=[False, True], kind="stable")
    best = spread[spread["n"] == spread["n"].max()]
    whose = (
        "document"
        if along.noun == "document"
        else wording.voice_noun("" if unit == "codes" else voice)
    )
    much, what = along.many(int(best["n"].iloc[0]), whose), wording.row_noun(unit)
    labels = [f"“{wording.short(label)}”" if unit == "tokens" else label for label in best["label"]]
    names = f"{wording.listed(labels)}: {'each ' if len(best) > 1 else ''}in {much}"
    if len(best) == len(spread):
        return wording.fitting(
            *([names] if len(best) < 4 else []),
            f"{wording.every(len(best), what)} come up equally widely: each in {much}"
            if len(best) > 1
            else f"One {what}: in {much}",
        )
    some = f"{wording.spelled(len(best)).capitalize()} of {wording.many(len(spread), what)}"
    some += f" come{'s' if len(best) == 1 else ''} up most widely: {'each ' if len(best) > 1 else ''}in {much}"
    return wording.fitting(*([f"{names}, more than any other"] if len(best) < 4 else []), some)


def densest(load: pd.Series, along: Columns) -> str:
    """How many themes a highlight carries, at most and at least."""
    best = load[load == load.max()]
    least = int(load.min()) if len(load) == along.last else 0
    many = f"{wording.spelled(int(load.max()))} theme{'s' if load.max() != 1 else ''}"
    if along.last == 1:
        return f"Highlight {along.numbers[0]} carries {many}"
    if least == load.max():
        return f"Every {'' if along.whole else 'coded '}highlight carries {many}"
    fewest = f"; the least is {wording.spelled(least) if least else 'none'}" if along.whole else ""
    if len(best) == 1:
        return f"Highlight {along.numbers[best.index[0] - 1]} carries {many}, more than any other{fewest}"
    return f"{wording.spelled(len(best)).capitalize()} highlights carry {many}, the most{fewest}"
