"""How fast the matcher is beside the bare scan, and that no text makes it slow: everything is a ratio of the same run."""

import runpy
from pathlib import Path

import pandas as pd
import pytest

from analysis import countries, lexicon, load
from tests.timing import seconds

benchmark = runpy.run_path(str(Path(__file__).parents[1] / "benchmarks" / "lexicon.py"))
SIZE = 400_000
FACTOR = 25  # generous: about 7 at most on a quiet machine, thousands where time grows with the square of the text
PLAIN = "the council said that the market was open, and the people of the town talked after the work was done. "


def one_text(text):
    return pd.DataFrame({"document": "d", "number": [1], "headline": "", "quote": [text]})


def filled(piece):
    """A table of one text made of the piece, as long as every other."""
    return one_text((piece * (SIZE // len(piece) + 1))[:SIZE])


def ratio(task, to):
    times = benchmark["best"]({"task": task, "to": to}, 3)
    return times["task"] / times["to"]


def test_find_is_not_far_from_the_bare_scan():
    """The aim is a third, which the benchmark prints; a fifth even on a busy machine, below which something broke."""
    speed = benchmark["measured"](2_000_000)["of the bare scan"]
    assert speed["lexicon.find, the same forms"] > 0.2


@pytest.mark.parametrize("read", [countries.mentions, countries.suppressed])
def test_time_is_linear_in_the_text(read):
    small, large = benchmark["texts"](1_000_000), benchmark["texts"](4_000_000)
    in_one = one_text(" ".join(large["quote"]))
    assert ratio(lambda: read(large), lambda: read(small)) < 4 * 2
    assert ratio(lambda: read(in_one), lambda: read(small)) < 4 * 2


@pytest.mark.parametrize("piece", ["a b ", "a", "aa "])
def test_no_text_makes_the_matcher_slow(piece):
    """Nested forms, chains of overlaps, one word without an end: as slow as a match for every few letters, no more."""
    chains = lexicon.build(
        pd.DataFrame({"form": ["a b", "b a", "a b a", "a*", "aa*", "b"], "case": "fold"})
    )
    words = lexicon.build(
        pd.DataFrame(
            {"form": ["said that", "that the", "was", "the*", "to*", "of"], "case": "fold"}
        )
    )
    hostile, plain = filled(piece), filled(PLAIN)
    assert ratio(lambda: lexicon.find(hostile, chains), lambda: lexicon.find(plain, words)) < FACTOR


@pytest.mark.parametrize(
    "piece",
    [
        "Congo, Georgia, Korea and Jordan Smith; Michael Jordan in Brussels, US ",
        "us ",
        "US ",
        "the West",
    ],
)
def test_no_text_makes_the_mentions_slow(piece):
    """A name every few letters that its context must tell apart, beside the names of a usual text as dense in names."""
    hostile, plain = (
        filled(piece),
        filled("Italy and Spain met France in Rome; Peru and Chile did not. "),
    )
    assert ratio(lambda: countries.mentions(hostile), lambda: countries.mentions(plain)) < FACTOR


def test_words_are_not_far_from_a_bare_expression(monkeypatch):
    """About 18 times the time of `re.findall` and a Counter on a quiet machine; far more where marks slow it down."""
    monkeypatch.syspath_prepend(Path(__file__).parents[1] / "benchmarks")
    pair = runpy.run_path(str(Path(__file__).parents[1] / "benchmarks" / "pairs.py"))[
        "words_news"
    ]()
    assert ratio(lambda: pair.ours(None), lambda: pair.theirs(None)) < 40


def test_an_article_is_not_far_from_reading_and_splitting_its_file():
    """About 150 times on a busy machine, less on a quiet one; far more where a step is repeated."""
    times = {}
    for what, task in {"article": load.article, "split": split}.items():
        times[what] = seconds(task, 200)
    assert times["article"] / times["split"] < 250


def split():
    """The least that has to be done with the bundled article."""
    return load.BUNDLED.read_text("utf-8").split("\n")
