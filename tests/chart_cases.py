"""One case for each chart, or for an option that draws it differently: what the tests and the gallery draw.

A new chart is added to `CASES` once: how it is drawn, a table of so many rows with awkward labels, a random table with
plain ones, the title of the empty table, and the picture of the bundled article that the gallery shows.
"""

import math
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis import charts, countries, load, schema, tables, themes, words

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
# Plain names for the random tables, so that a sentence can be read back: none is part of another.
NAMES = [
    "Albania",
    "Bolivia",
    "Canada",
    "Denmark",
    "Estonia",
    "Finland",
    "Greece",
    "Hungary",
    "Iceland",
    "Jordan",
    "Kenya",
]
GROUPS = ("North", "South", "East", "West")


def filled(rows: list[dict], name: str) -> pd.DataFrame:
    """A table of the schema; columns that the rows do not give have the schema's example."""
    if not rows:
        return schema.empty(name)
    examples = {column.name: column.example for column in schema.columns(name)}
    given = pd.DataFrame([examples | row for row in rows])
    # Columns beside the schema's are kept, as a chart would meet them.
    more = [column for column in given if column not in examples]
    return pd.concat([schema.table(given, name), given[more]], axis=1)


def interval(count: int, words: int) -> tuple[float, float]:
    """About the 95 % interval of a rate per 1,000 words, for tables that tests draw."""
    low = max(0.0, count - 1.96 * math.sqrt(count))
    high = count + 1.96 * math.sqrt(count) + 3.7
    return 1000 * low / words, 1000 * high / words


def counts(rows, *, voice="quote", unit="mentions", group="", n=27, words=2334) -> pd.DataFrame:
    """A counts table of (label, count, strict, highlights)."""
    made = []
    for label, count, strict, highlights in rows:
        low, high = interval(count, words)
        made.append(
            {
                "voice": voice,
                "group": group,
                "unit": unit,
                "id": label.lower(),
                "label": label,
                "count": count,
                "strict": strict,
                "highlights": highlights,
                "strict_highlights": min(strict, highlights),
                "n": n,
                "words": words,
                "rate": 1000 * count / words,
                "dispersion": 0.5,
                "low": low,
                "high": high,
                "light": False,
                "overdispersion": 1.0,
                "few": bool(pd.notna(n) and n < 5),
            }
        )
    return filled(made, "counts")


def labels(size: int) -> list[str]:
    """So many labels, the awkward ones first."""
    return [*NASTY, *(f"Row {i}" for i in range(len(NASTY), size))][:size]


def many(size: int, **how) -> pd.DataFrame:
    """A counts table of so many rows, some of them not strict."""
    rows = [
        (label, size - i // 2, size - i // 2 - (i % 3 == 0), 1 + i % 2)
        for i, label in enumerate(labels(size))
    ]
    return counts(rows, **how)


def mentions(size: int) -> pd.DataFrame:
    """Mentions of so many names, one each."""
    return filled(
        [
            {"document": "a", "number": 1 + i % 27, "voice": "quote", "entity": x, "label": x}
            for i, x in enumerate(labels(size))
        ],
        "mentions",
    )


def codes(size: int) -> pd.DataFrame:
    """Codes of so many themes, one each."""
    return filled(
        [
            {
                "document": "a",
                "number": 1 + i % 27,
                "theme": x,
                "label": x,
                "coder": ("rule", "corrected")[i % 2],
            }
            for i, x in enumerate(labels(size))
        ],
        "codes",
    )


def pair(row: str, column: str, highlights: int, *, totals=(5, 5), n=27, **more) -> dict:
    """One row of a crosstab."""
    either = max(1, sum(totals) - highlights)
    return {
        "row": row,
        "row_label": row,
        "column": column,
        "column_label": column,
        "highlights": highlights,
        "row_total": totals[0],
        "column_total": totals[1],
        "n": n,
        "jaccard": highlights / either,
        "lift": 1.5,
        "p": 0.5,
        "together": False,
        "voice": "quote",
    } | more


def crosstab(size: int) -> pd.DataFrame:
    """A crosstab of so many names with themselves."""
    names = list(enumerate(labels(size)))
    rows = [pair(r, c, (i + j) % 4) for i, r in names for j, c in names]
    return filled(rows, "crosstab")


def keyness(size: int) -> pd.DataFrame:
    """A keyness table in which every row stands out, on either side."""
    rows = []
    for i, label in enumerate(labels(size)):
        side = (-1) ** i
        rows.append(
            {
                "unit": "tokens",
                "id": label,
                "label": label,
                "group": "quote" if side > 0 else "headline",
                "first": "quote",
                "second": "headline",
                "count_first": 30,
                "count_second": 1,
                "highlights_first": 9,
                "highlights_second": 1,
                "n_first": 27,
                "n_second": 27,
                "size_first": 2334,
                "size_second": 279,
                "log_odds": 1.0 * side,
                "z": 4.0 * side,
                "log_ratio": (2 + i / 9) * side,
                "lrc": (1 + i / 9) * side,
                "low": (2 + i / 9) * side - 1,
                "high": (2 + i / 9) * side + 1,
                "level": 0.001,
                "tested": True,
                "tests": size,
                "stands_out": True,
            }
        )
    return filled(rows, "keyness")


def shares(size: int) -> pd.DataFrame:
    """A shares table with intervals."""
    return filled(
        [
            {
                "theme": x,
                "label": x,
                "highlights": 5,
                "n": 27,
                "share": 0.5 - i / 200,
                "low": 0.3 - i / 200,
                "high": 0.7,
                "confidence": 0.95,
            }
            for i, x in enumerate(labels(size))
        ],
        "shares",
    )


def agreement(size: int) -> pd.DataFrame:
    """An agreement table with intervals."""
    return filled(
        [
            {"theme": x, "alpha": 0.9 - i / 40, "low": -0.1 - i / 40, "high": 1.0, "n": 27}
            | {"confidence": 0.95}
            for i, x in enumerate(labels(size))
        ],
        "agreement",
    )


def placed(size: int) -> pd.DataFrame:
    """Counts with a place all over the world."""
    return many(size).assign(
        lon=[(37 * i) % 360 - 180.0 for i in range(size)],
        lat=[(17 * i) % 120 - 50.0 for i in range(size)],
    )


def both_voices(size: int) -> pd.DataFrame:
    """Counts by voice."""
    if not size:
        return many(0)
    headlines = many(size, voice="headline", words=329)
    return pd.concat([many(size), headlines], ignore_index=True)


def groups(size: int) -> pd.DataFrame:
    """Counts of three groups, one of a long name."""
    if not size:
        return many(0)
    sizes = {"one": 30, LONG: 60, "три": 4}
    parts = [many(size, group=name, n=n) for name, n in sizes.items()]
    return pd.concat(parts, ignore_index=True)


def blocks(size: int) -> pd.DataFrame:
    """Counts of two blocks of rows, the second without strict ones."""
    if not size:
        return many(0)
    bodies = many(3, group="Organisations").assign(strict=0, strict_highlights=0)
    return pd.concat([many(size, group="Countries"), bodies], ignore_index=True)


def framing(size: int) -> pd.DataFrame:
    """A framing table in which nothing stands out."""
    return framing_of(
        [(x, i % 5, i % 3, (size - i) % 4, False) for i, x in enumerate(labels(size))]
    )


def framing_of(rows, *, unit="mentions", n=27) -> pd.DataFrame:
    """A framing table of (label, headline_only, both, quote_only, stands_out)."""
    columns = ["label", "headline_only", "both", "quote_only", "stands_out"]
    made = [dict(zip(columns, row, strict=True)) for row in rows]
    return filled([{"unit": unit, "id": row["label"], "n": n} | row for row in made], "framing")


def random_framing(rng: np.random.Generator) -> pd.DataFrame:
    """A framing table of some names, some of which stand out."""
    names = NAMES[: int(rng.integers(1, len(NAMES)))]
    return framing_of(
        [(x, *rng.integers(0, 9, 3).tolist(), bool(rng.random() < 0.2)) for x in names]
    )


def random_keyness(rng: np.random.Generator) -> pd.DataFrame:
    """The keyness of two groups, one of which may be much larger; some names may stand out."""
    words = [int(rng.choice([300, 2334, 90_000])) for _ in range(2)]
    parts = [
        random_counts(rng, group=group, n=n).assign(words=many)
        for group, n, many in zip(("North", "South"), (27, 400), words, strict=True)
    ]
    table = pd.concat(parts, ignore_index=True)
    table["count"] = table["count"].clip(upper=60)
    table["highlights"] = table[["highlights", "count"]].min(axis=1)
    return tables.keyness(table[table["count"] > 0])


def random_shares(rng: np.random.Generator) -> pd.DataFrame:
    """The shares of themes in highlights, as `tables.shares` makes them."""
    n = int(rng.choice([1, 27, 1000]))
    of = filled(
        [{"document": "a", "number": i, "quote": "a b"} for i in range(1, n + 1)], "highlights"
    )
    carried = [
        {"document": "a", "number": int(number), "theme": name.lower(), "label": name}
        for name in NAMES[: int(rng.integers(1, 9))]
        for number in rng.choice(n, size=int(rng.integers(1, min(n, 9) + 1)), replace=False) + 1
    ]
    return tables.shares(filled(carried, "codes"), of=of, interval=bool(rng.integers(2)))


def random_agreement(rng: np.random.Generator) -> pd.DataFrame:
    """The agreement of two coders who differ now and then, on many or few highlights."""
    n = int(rng.choice([27, 400]))
    rows = []
    for name in NAMES[: int(rng.integers(1, 7))]:
        first = rng.random(n) < rng.choice([0.05, 0.4])
        second = first ^ (rng.random(n) < rng.choice([0, 0.02, 0.2]))
        for coder, values in (("A", first), ("B", second)):
            rows += [
                {"document": "a", "number": i, "coder": coder, "theme": name, "value": int(value)}
                for i, value in enumerate(values, 1)
            ]
    return tables.agreement(filled(rows, "codings"), draws=200)


def random_placed(rng: np.random.Generator) -> pd.DataFrame:
    """Counts with places."""
    table = random_counts(rng)
    return table.assign(
        lon=rng.uniform(-180, 180, len(table)), lat=rng.uniform(-50, 70, len(table))
    )


def articles(size: int) -> pd.DataFrame:
    """The lengths of so many highlights of one article."""
    return lengths_of([5 + (37 * i) % 140 for i in range(size)])


def lengths_of(values, document="a") -> pd.DataFrame:
    """A counts table of the words of each highlight, as `tables.lengths` makes it."""
    names = labels(len(values))
    total = int(sum(values))
    rows = [
        {
            "voice": "quote",
            "group": "",
            "unit": "words",
            "id": f"{document} {number}",
            "label": f"{number}. {names[number - 1]}",
            "count": value,
            "n": len(values),
            "words": total,
        }
        for number, value in enumerate(values, 1)
    ]
    return filled(rows, "counts").sort_values("count", ascending=False, kind="stable")


def course(*cells, voice="quote", unit="mentions", documents=1) -> pd.DataFrame:
    """A timeline table of (period, label, highlights, n)."""
    rows = [
        {
            "voice": voice,
            "unit": unit,
            "period": period,
            "id": label.lower(),
            "label": label,
            "count": highlights,
            "strict": highlights,
            "highlights": highlights,
            "documents": documents,
            "n": n,
            "words": 50 * n,
            "share": highlights / n if n else 0.0,
            "rate": 20.0 * highlights / n if n else math.nan,
        }
        for period, label, highlights, n in cells
    ]
    return filled(rows, "timeline")


def years() -> pd.DataFrame:
    """A timeline of three themes over eight years, one of which grows; one year has few highlights."""
    sizes = (12, 20, 30, 25, 22, 4, 40, 31)
    themes_found = {
        "Climate": (1, 2, 2, 5, 9, 2, 26, 21),
        "Trade": (6, 8, 14, 11, 9, 1, 19, 13),
        "Health": (2, 1, 4, 2, 3, 1, 7, 3),
    }
    cells = [
        (str(2014 + place), label, found, sizes[place])
        for label, row in themes_found.items()
        for place, found in enumerate(row)
    ]
    return course(*cells, unit="codes", voice="highlight", documents=3)


def timelines(size: int) -> pd.DataFrame:
    """A timeline of so many rows and more periods, one of them undated, with gaps between them."""
    months = range(0, 2 * size, 1 + size % 3)
    periods = ["", *(f"{2020 + i // 12}-{1 + i % 12:02d}" for i in months)]
    cells = [
        (period, label, (i * j) % 7, 27 if j % 5 else 4 + (i * j) % 7)
        for i, label in enumerate(labels(size), 1)
        for j, period in enumerate(periods)
    ]
    return course(*cells)


def random_counts(
    rng: np.random.Generator, *, unit="mentions", voice="quote", **how
) -> pd.DataFrame:
    """A counts table with ties, zeros, few or many rows, tiny or large numbers."""
    size = int(rng.integers(1, len(NAMES) + 1))
    n = how.pop("n", None) or int(rng.choice([1, 3, 27, 400]))
    most = int(rng.choice([2, 6, 5000]))
    rows = []
    for label in rng.permutation(NAMES)[:size]:
        count = int(rng.integers(0, most))
        highlights = min(count, int(rng.integers(1, n + 1)))
        if unit == "codes":
            count = highlights
        rows.append((str(label), count, int(rng.integers(0, count + 1)), highlights))
    words = max(sum(row[1] for row in rows), int(rng.choice([60, 2334, 1_000_000])))
    return counts(rows, n=n, words=words, unit=unit, voice=voice, **how)


def random_groups(rng: np.random.Generator) -> pd.DataFrame:
    """Counts of several groups, some of them small."""
    number = int(rng.integers(2, len(GROUPS) + 1))
    parts = [
        random_counts(rng, group=group, n=int(rng.choice([2, 4, 5, 27])))
        for group in GROUPS[:number]
    ]
    return pd.concat(parts, ignore_index=True)


def random_voices(rng: np.random.Generator) -> pd.DataFrame:
    """Counts by voice, headlines shorter than quotes."""
    parts = [random_counts(rng, voice=voice, n=27) for voice in ("headline", "quote")]
    return pd.concat([part[part["count"] > 0] for part in parts], ignore_index=True)


def random_crosstab(rng: np.random.Generator) -> pd.DataFrame:
    """A crosstab of names with themselves or with groups, some pairs together."""
    n = int(rng.choice([5, 27, 300]))
    rows = list(rng.permutation(NAMES)[: int(rng.integers(1, 8))])
    same = bool(rng.integers(2))
    columns = rows if same else list(GROUPS)
    totals = {name: int(rng.integers(1, n + 1)) for name in [*rows, *columns]}
    cells = {}
    for row in rows:
        for column in columns:
            most = min(totals[row], totals[column])
            both = most if row == column else int(rng.integers(0, most + 1))
            both = cells.get((column, row), {}).get("highlights", both)
            together = bool(both and rng.random() < 0.2)
            together = cells.get((column, row), {}).get("together", together)
            cells[row, column] = pair(
                row, column, both, totals=(totals[row], totals[column]), n=n, together=together
            )
    return filled(list(cells.values()), "crosstab")


def random_timeline(rng: np.random.Generator) -> pd.DataFrame:
    """A timeline of years, some with few highlights."""
    years = [str(2010 + year) for year in range(int(rng.integers(1, 9)))]
    sizes = {year: int(rng.choice([1, 4, 5, 20, 300])) for year in years}
    names = NAMES[: int(rng.integers(1, 9))]
    cells = []
    for name in names:
        usual = rng.random()
        for year in years:
            share = rng.random() if rng.random() < 0.3 else usual
            cells.append((year, name, int(rng.binomial(sizes[year], share)), sizes[year]))
    return course(*cells)


def random_spans(rng: np.random.Generator) -> pd.DataFrame:
    """Mentions of some names in some of 27 highlights."""
    names = NAMES[: int(rng.integers(1, len(NAMES)))]
    rows = [
        {"document": "a", "number": int(number), "voice": "quote", "entity": name, "label": name}
        for name in names
        for number in rng.integers(1, 28, size=int(rng.integers(1, 9)))
    ]
    return filled(rows, "mentions")


def random_codes(rng: np.random.Generator) -> pd.DataFrame:
    """Codes of some themes in some of 27 highlights."""
    rows = [
        {"document": "a", "number": int(number), "theme": name, "label": name, "coder": "rule"}
        for name in NAMES[: int(rng.integers(1, len(NAMES)))]
        for number in rng.choice(range(1, 28), size=int(rng.integers(1, 9)), replace=False)
    ]
    return filled(rows, "codes")


class Article(NamedTuple):
    """The tables of the bundled article that the pictures of the gallery show."""

    highlights: pd.DataFrame
    documents: pd.DataFrame
    states: pd.DataFrame
    bodies: pd.DataFrame
    codes: pd.DataFrame
    tokens: pd.DataFrame

    @classmethod
    def read(cls) -> "Article":
        """Read the bundled article and find everything in it."""
        highlights, documents, _ = load.read()
        found = countries.mentions(highlights)
        return cls(
            highlights,
            documents,
            found[found["kind"].isin(schema.BROAD)],
            found[found["kind"] == "body"],
            themes.codes(highlights),
            words.tokens(highlights),
        )

    def counted(self, table: pd.DataFrame, **how) -> pd.DataFrame:
        """The counts of a table."""
        return tables.counts(table, of=self.highlights, **how)

    def coded(self) -> dict[str, object]:
        """Facets and coders, for charts of themes."""
        return {
            "facets": themes.codebook().themes,
            "compared": f"coded by {themes.coders(self.codes)}",
        }

    def blocks(self) -> pd.DataFrame:
        """The counts of countries and of organisations, one after the other."""
        return pd.concat(
            [
                self.counted(self.states).assign(group="Countries"),
                self.counted(self.bodies).assign(group="Organisations"),
            ],
            ignore_index=True,
        )

    def keyness(self) -> pd.DataFrame:
        """The keyness of countries in headlines against quotes."""
        voices = self.counted(self.states, by="voice")
        return tables.keyness(voices, first="headline", second="quote")


class Case(NamedTuple):
    """How a chart is drawn, tables for it, its title where there are no rows, and its picture."""

    draw: Callable[..., Axes]
    table: Callable[[int], pd.DataFrame]
    random: Callable[[np.random.Generator], pd.DataFrame] | None = None
    empty: str = "Nothing was found to count"
    picture: Callable[[Article], tuple[pd.DataFrame, dict[str, object]]] | None = None


CASES = {
    "document_portrait": Case(
        charts.document_portrait,
        codes,
        random_codes,
        empty="No highlight carries a theme",
        picture=lambda a: (a.codes, {"of": a.highlights, **a.coded()}),
    ),
    "paired_bars": Case(
        charts.paired_bars,
        many,
        random_counts,
        picture=lambda a: (a.blocks(), {"top": 10}),
    ),
    "paired_bars in blocks": Case(charts.paired_bars, blocks),
    "bars": Case(
        charts.bars,
        many,
        random_counts,
        picture=lambda a: (a.counted(a.states), {"top": 10}),
    ),
    "bars by rate": Case(partial(charts.bars, value="rate"), many, random_counts),
    "bars of highlights": Case(partial(charts.bars, value="highlights"), many, random_counts),
    "bars of themes": Case(
        charts.bars,
        partial(many, unit="codes", voice="highlight"),
        partial(random_counts, unit="codes", voice="highlight"),
    ),
    "dots": Case(
        charts.dots,
        many,
        partial(random_counts, unit="tokens"),
        picture=lambda a: (a.counted(a.tokens), {"top": 14}),
    ),
    "cloud": Case(
        charts.cloud,
        partial(many, unit="tokens"),
        partial(random_counts, unit="tokens"),
        picture=lambda a: (a.counted(a.tokens), {}),
    ),
    "dumbbell": Case(
        charts.dumbbell,
        both_voices,
        random_voices,
        picture=lambda a: (a.counted(a.states, by="voice"), {}),
    ),
    "small_multiples": Case(
        charts.small_multiples,
        groups,
        random_groups,
        picture=lambda a: (a.counted(a.states, by=a.codes), {"top": 6}),
    ),
    "heatmap": Case(
        charts.heatmap,
        crosstab,
        random_crosstab,
        empty="Nothing was found that could come up together",
        picture=lambda a: (tables.crosstab(a.states, a.codes, of=a.highlights), {"top": 14}),
    ),
    "lengths": Case(
        charts.lengths,
        articles,
        lambda rng: lengths_of(rng.integers(1, 90, size=int(rng.integers(1, 40)))),
        empty="No words to count",
        picture=lambda a: (tables.lengths(a.highlights), {}),
    ),
    "framing": Case(
        charts.framing,
        framing,
        random_framing,
        empty="Nothing to compare",
        picture=lambda a: (tables.framing(a.states, of=a.highlights), {"top": 12}),
    ),
    "lexical_dispersion": Case(
        charts.lexical_dispersion,
        mentions,
        random_spans,
        empty="No country, body or region is named in the quotes",
        picture=lambda a: (a.states, {"of": a.highlights, "top": 12}),
    ),
    "dot_map": Case(
        charts.dot_map,
        placed,
        random_placed,
        empty="No country, body or region is named",
        picture=lambda a: (countries.places(a.counted(a.states)), {}),
    ),
    "keyness": Case(
        charts.keyness,
        keyness,
        random_keyness,
        empty="Nothing to compare",
        picture=lambda a: (a.keyness(), {}),
    ),
    "timeline": Case(
        charts.timeline,
        timelines,
        random_timeline,
        empty="Nothing to show: the table has no rows",
        # One article has one date.
        picture=lambda a: (years(), {"source": "Invented numbers"}),
    ),
    "intervals": Case(
        charts.intervals,
        shares,
        random_shares,
        empty="No highlight carries a theme",
        picture=lambda a: (
            tables.shares(a.codes, of=a.highlights, interval=True),
            a.coded(),
        ),
    ),
    "intervals of alpha": Case(
        charts.intervals,
        agreement,
        random_agreement,
        empty="No two codings to compare",
        picture=lambda a: (
            tables.agreement(themes.codings()).merge(
                a.coded()["facets"][["theme", "label"]], how="left"
            ),
            {"compared": "two runs of a language model, before the definitions were written"},
        ),
    ),
}
