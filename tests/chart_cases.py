"""One case for each chart, or for an option that draws it differently: what the tests and the gallery draw.

A new chart is added here once: how it is drawn, a table of so many rows, the title of the empty one, and the picture of
the bundled article that the gallery shows.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from analysis import charts, countries, load, schema, tables, themes, words
from tests import make

LONG = "A label of many words " * 14
NASTY = [
    "Россия и соседи",
    "$5 and $6 \\frac{1}{2}",
    "_leading",
    "two\nlines",
    "<b>&amp;</b>",
    LONG,
    "x" * 300,
]


def counts(rows, *, voice="quote", unit="mentions", group="", n=27, words=2334):
    """A counts table of (label, count, strict, highlights)."""
    made = [
        (
            voice,
            group,
            unit,
            label.lower(),
            label,
            c,
            s,
            h,
            min(s, h),
            n,
            words,
            1000 * c / words,
            0.5,
        )
        for label, c, s, h in rows
    ]
    return make.padded(made, "counts")


def labels(size):
    return [NASTY[i] if i < len(NASTY) else f"Row {i}" for i in range(size)]


def many(size, **how):
    return counts(
        [
            (label, size - i // 2, size - i // 2 - (i % 3 == 0), 1 + i % 2)
            for i, label in enumerate(labels(size))
        ],
        **how,
    )


def mentions(size):
    rows = [
        ("a", 1 + i % 27, "quote", 0, 1, "x", label, label, "name", "")
        for i, label in enumerate(labels(size))
    ]
    return make.padded(rows, "mentions")


def codes(size):
    rows = [
        ("a", 1 + i % 27, label, label, ("rule", "corrected")[i % 2], "")
        for i, label in enumerate(labels(size))
    ]
    return make.padded(rows, "codes")


def crosstab(size):
    names = labels(size)
    rows = [
        (r, r, c, c, (i + j) % 4, 5, 5, 27, 0.2, 1.5, "quote")
        for i, r in enumerate(names)
        for j, c in enumerate(names)
    ]
    return make.padded(rows, "crosstab")


def keyness(size):
    rows = [
        ("tokens", label, label, "quote", "quote", "headline", 30, 1, 9, 1, 27, 27, 2334, 279, 1.0, 4.0, 500.0,
         (2 + i / 9) * (-1) ** i, (1 + i / 9) * (-1) ** i, 0.001, True)
        for i, label in enumerate(labels(size))
    ]  # fmt: skip
    return make.padded(rows, "keyness")


def shares(size):
    rows = [
        (x, x, 5, 27, 0.5 - i / 200, 0.3 - i / 200, 0.7, 9, 0.1) for i, x in enumerate(labels(size))
    ]
    return make.padded(rows, "shares")


def agreement(size):
    rows = [
        (x, 2, 27, 0.2, 0.9, 0.9 - i / 40, -0.1 - i / 40, 1.0, "")
        for i, x in enumerate(labels(size))
    ]
    return make.padded(rows, "agreement")


def placed(size):
    return many(size).assign(
        lon=[(37 * i) % 360 - 180.0 for i in range(size)],
        lat=[(17 * i) % 120 - 50.0 for i in range(size)],
    )


def both_voices(size):
    headlines = many(size, voice="headline").assign(highlights=lambda t: t["highlights"] * 3 % 4)
    return pd.concat([many(size), headlines], ignore_index=True) if size else many(0)


def groups(size):
    return (
        pd.concat([many(size, group=g) for g in ("one", LONG, "три")], ignore_index=True)
        if size
        else many(0)
    )


def timelines(size):
    periods = [
        "",
        *(f"{2020 + i // 12}-{1 + i % 12:02d}" for i in range(0, 2 * size, 1 + size % 3)),
    ]
    rows = [
        (
            "quote",
            "mentions",
            period,
            label,
            label,
            (i * j) % 7,
            (i * j) % 7,
            min(3, (i * j) % 7),
            2,
            27,
            2334,
            0.0,
            0.0,
        )
        for i, label in enumerate(labels(size), 1)
        for j, period in enumerate(periods)
    ]
    table = make.padded(rows, "timeline")
    return table.assign(
        share=table["highlights"] / table["n"], rate=1000 * table["count"] / table["words"]
    )


class Article(NamedTuple):
    """The tables of the bundled article that the pictures of the gallery show."""

    highlights: pd.DataFrame
    documents: pd.DataFrame
    states: pd.DataFrame
    codes: pd.DataFrame
    tokens: pd.DataFrame

    @classmethod
    def read(cls) -> "Article":
        """Read the bundled article and find everything in it."""
        highlights, documents, _ = load.read()
        mentions = countries.mentions(highlights)
        states = mentions[mentions["kind"].isin(schema.BROAD)]
        return cls(
            highlights, documents, states, themes.codes(highlights), words.tokens(highlights)
        )

    def named(self) -> pd.DataFrame:
        """The counts of countries."""
        return tables.counts(self.states, of=self.highlights)

    def by_theme(self) -> pd.DataFrame:
        """The counts of countries in the highlights of each of the four commonest themes."""
        carried = tables.counts(self.codes, of=self.highlights)
        split = tables.counts(self.states, by=self.codes, of=self.highlights)
        return split[split["group"].isin(carried["label"].head(4))]

    def voices(self, table: pd.DataFrame) -> pd.DataFrame:
        """The counts of a table by voice."""
        return tables.counts(table, by="voice", of=self.highlights)


class Case(NamedTuple):
    """How a chart is drawn, a table of so many rows for it, its title where there are none, its picture."""

    draw: Callable[..., Axes]
    table: Callable[[int], pd.DataFrame]
    empty: str = "Nothing to show"
    picture: Callable[[Article], tuple[pd.DataFrame, dict[str, object]]] | None = None


CASES = {
    "bars": Case(
        charts.bars, many, picture=lambda a: (tables.counts(a.codes, of=a.highlights), {})
    ),
    "bars by rate": Case(partial(charts.bars, value="rate"), many),
    "paired_bars": Case(charts.paired_bars, many, picture=lambda a: (a.named(), {"top": 12})),
    "small_multiples": Case(
        charts.small_multiples, groups, picture=lambda a: (a.by_theme(), {"top": 6})
    ),
    "dots": Case(
        charts.dots,
        many,
        picture=lambda a: (tables.counts(a.tokens, of=a.highlights), {"top": 14}),
    ),
    "dumbbell": Case(
        charts.dumbbell, both_voices, picture=lambda a: (a.voices(a.states), {"top": 14})
    ),
    "cloud": Case(
        charts.cloud,
        lambda size: many(size, unit="tokens"),
        picture=lambda a: (tables.counts(a.tokens, of=a.highlights), {}),
    ),
    "heatmap": Case(
        charts.heatmap,
        crosstab,
        picture=lambda a: (tables.crosstab(a.states, a.codes, of=a.highlights), {"top": 14}),
    ),
    "lexical_dispersion": Case(
        charts.lexical_dispersion,
        mentions,
        empty="No country, body or region is named in the quotes",
        picture=lambda a: (a.states, {"of": a.highlights, "top": 12}),
    ),
    "document_portrait": Case(
        charts.document_portrait,
        codes,
        empty="No highlight carries a theme",
        picture=lambda a: (a.codes, {"of": a.highlights}),
    ),
    "dot_map": Case(charts.dot_map, placed, picture=lambda a: (countries.places(a.named()), {})),
    "keyness": Case(
        charts.keyness,
        keyness,
        empty="Nothing to compare",
        picture=lambda a: (
            tables.keyness(a.voices(a.tokens), first="headline", second="quote"),
            {},
        ),
    ),
    "timeline": Case(
        charts.timeline,
        timelines,
        empty="Nothing to show: the table has no rows",
        picture=lambda a: (tables.timeline(a.states, a.documents, of=a.highlights), {}),
    ),
    "timeline of counts": Case(
        partial(charts.timeline, value="count"),
        timelines,
        empty="Nothing to show: the table has no rows",
    ),
    "intervals": Case(
        charts.intervals,
        shares,
        picture=lambda a: (tables.shares(a.codes, of=a.highlights, interval=True), {}),
    ),
    "intervals of alpha": Case(
        charts.intervals,
        agreement,
        empty="No two codings to compare",
        picture=lambda a: (tables.agreement(themes.codings()), {}),
    ),
}
