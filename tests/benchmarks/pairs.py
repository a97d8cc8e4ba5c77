"""What is measured beside what: each pair does the same to the same text, by us and by another, and says what differs.

The other is a floor, the least that has to be done, or what somebody would use instead. A pair that needs a library
raises ImportError where that is not installed.
"""

from __future__ import annotations

import io
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import ahocorasick_rs
import lexicon as names
import made
import numpy as np
import pandas as pd
from wordcloud import WordCloud

from analysis import charts, countries, export, lexicon, load, tables, themes, words
from analysis.words.stopwords import StopWords

HIGHLIGHTS = 1_000  # made ones, of about ninety words each
WIDTH = 1200  # pixels of a cloud


class Pair(NamedTuple):
    """Two ways to do the same thing; both are given what `prepared` gives, made again for each turn."""

    part: str
    what: str
    beside: str
    ours: Callable[[object], object]
    theirs: Callable[[object], object]
    note: str  # what the other does not do
    prepared: Callable[[], object] = lambda: None


@cache
def highlights() -> pd.DataFrame:
    """Highlights as the genre has them."""
    return made.highlights(HIGHLIGHTS)


@cache
def counts() -> pd.DataFrame:
    """The words of the bundled article's quotes."""
    article = load.article()
    return tables.counts(words.tokens(article), of=article)


def load_split() -> Pair:
    """The floor of loading one article."""
    return Pair(
        "load", "the bundled article, 27 highlights", "reading the file and splitting it at blank lines",
        lambda _: load.article(), lambda _: load.BUNDLED.read_text("utf-8").split("\n\n"),
        "knows no headline from a quote",
    )  # fmt: skip


def load_expression() -> Pair:
    """What is written first: one regular expression."""
    shape = re.compile(r"^(?:#+ )?([^\n]+):\s*\n\n[“\"](.+?)[”\"]", re.M | re.S)

    def found(_: object = None) -> list[tuple[str, str]]:
        return shape.findall(load.BUNDLED.read_text("utf-8"))

    size = sum(len(quote.split()) for _, quote in found())
    return Pair(
        "load", "the bundled article, 27 highlights", "one regular expression for a heading and a quote",
        lambda _: load.article(), found,
        f"finds {len(found())} of 27 highlights and {size:,} of 2,334 words",
    )  # fmt: skip


def load_folder() -> Pair:
    """The floor of loading many articles."""
    folder = tempfile.TemporaryDirectory()
    paths = sorted(made.articles(highlights(), Path(folder.name)).iterdir())
    return Pair(
        "load", f"a folder of {len(paths)} articles, {HIGHLIGHTS:,} highlights", "reading the files and splitting them",
        lambda _: load.corpus(folder.name), lambda _: [path.read_text("utf-8").split("\n\n") for path in paths],
        "knows no headline from a quote",
    )  # fmt: skip


@cache
def text() -> pd.DataFrame:
    """A million characters in which one word in thirty is a name."""
    return names.texts(1_000_000)


def forms() -> list[str]:
    """Every name of the gazetteer."""
    return countries.gazetteer()["form"].tolist()


def scan() -> Callable[[object], object]:
    """The bare scan for all names."""
    machine = ahocorasick_rs.AhoCorasick(
        forms(), matchkind=ahocorasick_rs.MATCHKIND_LEFTMOST_LONGEST
    )
    joined = "\n".join(text()["quote"])
    return lambda _: machine.find_matches_as_indexes(joined)


def find_scan() -> Pair:
    """The floor of matching."""
    ready = lexicon.build(pd.DataFrame({"form": forms(), "case": "exact"}))
    return Pair(
        "mentions", "lexicon.find: 4,000 names in a million characters", "the bare Aho–Corasick scan for the same names",
        lambda _: lexicon.find(text(), ready), scan(),
        "finds names inside other words, and makes no table",
    )  # fmt: skip


def mentions_scan() -> Pair:
    """The floor of finding mentions."""
    return Pair(
        "mentions", "countries.mentions in a million characters", "the bare Aho–Corasick scan for the same names",
        lambda _: countries.mentions(text()), scan(),
        "has no guards, no context, no table",
    )  # fmt: skip


def mentions_words() -> Pair:
    """The floor of reading a text in Python."""
    texts = text()["quote"].tolist()
    return Pair(
        "mentions", "countries.mentions in a million characters", "`re.findall` of all words",
        lambda _: countries.mentions(text()), lambda _: [re.findall(r"\w+", one) for one in texts],
        "knows no name from another word",
    )  # fmt: skip


def _beside(what: str, theirs: Callable[[str], object], note: str) -> Pair:
    """Mentions in the made highlights beside another way of finding names in one text after the other."""
    table = highlights()
    texts = [*table["headline"], *table["quote"]]
    return Pair(
        "mentions", f"countries.mentions in {HIGHLIGHTS:,} highlights", what,
        lambda _: countries.mentions(table), lambda _: [theirs(one) for one in texts], note,
    )  # fmt: skip


def _us(found: int) -> str:
    mentions = countries.mentions(load.article())
    ours = (mentions["entity"] == "USA").sum()
    return (
        f"finds the United States {found} times in the bundled article, where {ours} mentions are"
    )


def mentions_alternation() -> Pair:
    """What is written first: all names in one regular expression."""
    listed = "|".join(map(re.escape, sorted(forms(), key=len, reverse=True)))
    names = re.compile(rf"\b(?:{listed})\b")
    return _beside(
        "`re`: all names in one alternation, the longest first", lambda one: [m.span() for m in names.finditer(one)],
        "has no guards and no context; does not know what a name means",
    )  # fmt: skip


def mentions_flashtext() -> Pair:
    """The library that is named for many keywords."""
    from flashtext import KeywordProcessor

    keywords = KeywordProcessor(case_sensitive=True)
    table = countries.gazetteer()
    for form, entity in zip(table["form"], table["entity"], strict=True):
        keywords.add_keyword(form, entity or "open")
    return _beside(
        "flashtext with the same names", lambda one: keywords.extract_keywords(one, span_info=True),
        "has no guards and no context",
    )  # fmt: skip


def mentions_geotext() -> Pair:
    """The library that finds countries in a text."""
    from geotext import GeoText

    article = load.article()
    found = sum(
        GeoText(one).country_mentions.get("US", 0)
        for one in [*article["headline"], *article["quote"]]
    )
    return _beside(
        "geotext, with its own names", GeoText, f"{_us(found)}; says how many, not where"
    )


def mentions_converter() -> Pair:
    """The library that names countries, with its regular expression for each."""
    import country_converter

    converter = country_converter.CountryConverter()
    shapes = [re.compile(shape, re.I) for shape in converter.data["regex"].dropna()]
    return _beside(
        "country_converter: its expression for every country", lambda one: [bool(shape.search(one)) for shape in shapes],
        "says whether, not where or how often; knows no people, capitals or bodies",
    )  # fmt: skip


def _themes(what: str, found: Callable[[pd.Series, list[str]], pd.Series], note: str) -> Pair:
    table, cues = highlights(), themes.codebook().cues.groupby("theme")["cue"].agg(list)

    def theirs(_: object = None) -> set[tuple[int, str]]:
        whole = table["headline"] + "\n" + table["quote"]
        return {
            (row, theme)
            for theme, listed in cues.items()
            for row in np.flatnonzero(found(whole, listed))
        }

    codes = themes.codes(table, corrections=None)
    places = {
        place: row for row, place in enumerate(zip(table["document"], table["number"], strict=True))
    }
    ours = {(places[row.document, row.number], row.theme) for row in codes.itertuples()}
    other = theirs()
    return Pair(
        "themes", f"themes.codes of {HIGHLIGHTS:,} highlights", what, lambda _: themes.codes(table, corrections=None),
        theirs, f"{note}; gives {len(other - ours):,} codes more than our {len(ours):,}, and lacks {len(ours - other)}",
    )  # fmt: skip


def themes_contains() -> Pair:
    """What is written first: does the text contain the cue?"""

    def found(whole: pd.Series, cues: list[str]) -> np.ndarray:
        parts = [whole.str.contains(cue.rstrip("*"), case=False, regex=False) for cue in cues]
        return np.logical_or.reduce(parts)

    return _themes(
        "pandas: `str.contains` for every cue",
        found,
        "finds cues inside words, has no guards and no rule",
    )


def themes_expression() -> Pair:
    """What is written next: one regular expression a theme."""

    def found(whole: pd.Series, cues: list[str]) -> pd.Series:
        parts = [
            re.escape(cue.rstrip("*")) + (r"\w*" if cue.endswith("*") else r"\b") for cue in cues
        ]
        return whole.str.contains(rf"\b(?:{'|'.join(parts)})", flags=re.I)

    return _themes(
        "pandas: one regular expression for every theme", found, "has no guards and no rule"
    )


@cache
def news() -> pd.DataFrame:
    """As much text as 500 articles of a newspaper, with a combining mark in every tenth highlight."""
    made_up = made.highlights(4_500)
    accented = made_up["quote"].where(made_up.index % 10 > 0, made_up["quote"] + " cafe\u0301")
    return made_up.assign(quote=accented)


def words_news() -> Pair:
    """The floor of tokenizing much text."""

    def ours(_: object) -> pd.DataFrame:
        vocabulary = words.vocabulary(news())
        return words.tokens(news(), vocabulary=vocabulary)

    def theirs(_: object) -> Counter:
        found: Counter = Counter()
        for quote in news()["quote"]:
            found.update(re.findall(r"\w+", quote))
        return found

    size = news()["quote"].str.len().sum() / 1e6
    return Pair(
        "words", f"vocabulary and tokens of {size:.1f} million characters", "`re.findall` and a Counter",
        ours, theirs, "has no names, phrases, plurals or places, and makes no table",
    )  # fmt: skip


def words_counter() -> Pair:
    """The floor of counting words."""
    article, stop = load.article(), StopWords()

    def theirs(_: object) -> Counter:
        found = re.findall(r"\w+", " ".join(article["quote"]))
        return Counter(word.lower() for word in found if word.lower() not in stop.every)

    return Pair(
        "words", "vocabulary, tokens and counts of the bundled article", "`re.findall` and a Counter, the same stop words",
        lambda _: tables.counts(words.tokens(article), of=article), theirs,
        "has no names, phrases or plurals; the pronoun *us* is *US*",
    )  # fmt: skip


def article_steps() -> Pair:
    """What a notebook does with one article before it draws."""

    def ours(_: object) -> None:
        article = load.article()
        found = (countries.mentions(article), themes.codes(article), words.tokens(article))
        for table in found:
            tables.counts(table, of=article)

    def theirs(_: object) -> Counter:
        return Counter(re.findall(r"\w+", load.BUNDLED.read_text("utf-8")))

    return Pair(
        "an article", "load, mentions, codes, tokens and their counts", "`re.findall` and a Counter of the same file",
        ours, theirs, "knows no quote, country or theme",
    )  # fmt: skip


def words_wordcloud() -> Pair:
    """What a cloud is usually made from."""
    article = load.article()
    quotes = " ".join(article["quote"])
    return Pair(
        "words", "vocabulary, tokens and counts of the bundled article", "WordCloud's own counting",
        lambda _: tables.counts(words.tokens(article), of=article), lambda _: WordCloud().process_text(quotes),
        f"counts *US* {WordCloud().process_text(quotes)['US']} times, ours *United States* {_count('United States')}",
    )  # fmt: skip


def _count(label: str) -> int:
    return int(counts().set_index("label").at[label, "count"])


def cloud_whole() -> Pair:
    """A cloud as a picture."""
    ax = charts.cloud(counts())
    width, height = ax.figure.get_size_inches()
    shown = sum((one.get_gid() or "").startswith("mark") for one in ax.texts)
    frequencies = dict(
        zip(counts()["label"][:shown], counts()["count"][:shown].tolist(), strict=True)
    )

    def ours(_: object) -> None:
        charts.cloud(counts()).figure.savefig(io.BytesIO(), dpi=WIDTH / width)

    def theirs(_: object) -> None:
        cloud = WordCloud(
            width=WIDTH, height=int(WIDTH * height / width), max_words=shown, random_state=0
        )
        cloud.generate_from_frequencies(frequencies).to_image().save(io.BytesIO(), "PNG")

    return Pair(
        "clouds", f"charts.cloud of {shown} words as a PNG, {WIDTH} pixels wide", "WordCloud's own picture of the same counts",
        ours, theirs, "sizes are not proportional to the counts; no title, source or alt text",
    )  # fmt: skip


def _keyness() -> pd.DataFrame:
    table = highlights()
    return tables.counts(words.tokens(table), by="voice", voice="both", of=table)


def _sides(split: pd.DataFrame) -> list[pd.Series]:
    wide = split.pivot(index="id", columns="group", values="count").fillna(0)
    return [wide[group].astype(float) for group in dict.fromkeys(split["group"])]


def keyness_formula() -> Pair:
    """The floor of keyness."""
    split = _keyness()

    def theirs(_: object) -> pd.Series:
        first, second = _sides(split)
        prior = 500 * (first + second) / (first + second).sum()
        a, b = first + prior, second + prior
        delta = np.log(a / (first.sum() + 500 - a)) - np.log(b / (second.sum() + 500 - b))
        return (delta / np.sqrt(1 / a + 1 / b)).sort_values()

    return Pair(
        "keyness", f"tables.keyness of {split['id'].nunique():,} words in two voices", "the formula of log-odds in numpy",
        lambda _: tables.keyness(split), theirs, "has no exact interval, so no answer to what stands out",
    )  # fmt: skip


def keyness_scattertext() -> Pair:
    """The library that is named for comparing two groups of texts."""
    from scattertext import LogOddsRatioInformativeDirichletPrior as Score

    split = _keyness()

    def theirs(_: object) -> pd.Series:
        first, second = _sides(split)
        score = Score(first + second, sigma=500, scale_type="word")
        return score.get_zeta_i_j_given_separate_counts(first, second).sort_values()

    ours = tables.keyness(split).set_index("id")["z"]
    alike = ours.rank().corr(theirs(None).reindex(ours.index).rank())
    return Pair(
        "keyness", f"tables.keyness of {split['id'].nunique():,} words in two voices", "scattertext's log-odds of the same counts",
        lambda _: tables.keyness(split), theirs,
        f"has no exact interval, so no answer to what stands out; ranks words alike ({alike:.2f})",
    )  # fmt: skip


def export_pictures() -> Iterator[Pair]:
    """The floor of an exported figure."""
    article = load.article()
    mentions = tables.counts(countries.mentions(article), of=article)
    made = {
        "charts.bars": lambda: charts.bars(mentions, top=10),
        "charts.cloud": lambda: charts.cloud(counts()),
    }
    given = {"charts.bars": mentions, "charts.cloud": counts()}
    folder = tempfile.TemporaryDirectory()

    def theirs(ax: object) -> None:
        for ending in ("png", "svg", "pdf"):
            ax.figure.savefig(Path(folder.name, f"plain.{ending}"), dpi=300)

    for name, chart in made.items():
        yield Pair(
            "export", f"export.figure of {name}", "`savefig` of the same figure as PNG, SVG and PDF",
            lambda ax, name=name: export.figure(ax, given[name], name, folder=folder.name), theirs,
            "has no table, no record, no alt text; what a kill leaves is half a file", chart,
        )  # fmt: skip


PAIRS: tuple[Callable[[], Pair | Iterator[Pair]], ...] = (
    load_split, load_expression, load_folder, find_scan, mentions_scan, mentions_words, mentions_alternation, mentions_flashtext,
    mentions_geotext, mentions_converter, themes_contains, themes_expression, words_news, words_counter,
    words_wordcloud, article_steps, cloud_whole, keyness_formula, keyness_scattertext, export_pictures,
)  # fmt: skip
FOREIGN = (
    mentions_flashtext,
    mentions_geotext,
    mentions_converter,
    keyness_scattertext,
)  # need a library of their own
