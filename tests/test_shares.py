"""Shares, their intervals, and how far a ranking depends on the highlights that are there."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import load, schema, tables, themes
from analysis.tables.intervals import wilson
from tests.make import codes, highlights


@pytest.fixture(scope="module")
def article():
    texts = load.article()
    return texts, themes.codes(texts)


def test_shares_of_highlights_and_words():
    texts = highlights("one two", "three four five", "six", "")
    table = tables.shares(codes((1, "x"), (2, "x"), (2, "y")), of=texts)
    assert table[["theme", "label", "highlights", "n", "share", "words"]].values.tolist() == [
        ["x", "X", 2, 4, 0.5, 5],
        ["y", "Y", 1, 4, 0.25, 3],
    ]
    assert table["words_share"].tolist() == pytest.approx([5 / 6, 1 / 2])
    assert table[["low", "high", "confidence"]].isna().all(axis=None)


def test_shares_uncoded_are_the_highlights_without_any_theme():
    texts = highlights("one", "two", "three", "four", "five")
    table = tables.shares(codes((1, "x"), (2, "x"), (2, "y"), (9, "z")), of=texts)
    assert table[["theme", "uncoded"]].values.tolist() == [["x", 3], ["y", 3]]
    whole = tables.shares(codes(*[(n, "x") for n in range(1, 6)]), of=texts)
    assert whole["uncoded"].tolist() == [0]


def test_shares_interval_on_request():
    """Wilson (1927), as tabulated for 1 of 10 at 95 per cent."""
    texts = highlights(*["word"] * 10)
    row = tables.shares(codes((1, "x")), of=texts, interval=True).iloc[0]
    assert row[["low", "high"]].tolist() == pytest.approx([0.0179, 0.4042], abs=1e-4)
    assert row["confidence"] == 0.95
    narrow = tables.shares(codes((1, "x")), of=texts, interval=True, level=0.8).iloc[0]
    assert narrow["confidence"] == 0.8 and narrow["high"] < row["high"]


def test_shares_p_first_is_paired():
    """20 and 10 of 27, the second within the first: their intervals overlap, the difference is clear."""
    texts = highlights(*["word"] * 27)
    nested = codes(*[(n, "x") for n in range(1, 21)], *[(n, "y") for n in range(1, 11)])
    table = tables.shares(nested, of=texts, interval=True)
    assert table["low"][0] < table["high"][1]
    assert table["p_first"].tolist() == pytest.approx([1, 2 / 2**10])


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [
        (0, 10, 0, 0.2775),
        (10, 10, 0.7225, 1),
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 0, 0, 1),
    ],
)
def test_wilson_of_published_values(count, n, low, high):
    """81/263 and 15/148 are worked by Newcombe (1998)."""
    assert wilson(count, n) == pytest.approx((low, high), abs=1e-4)


@given(st.integers(0, 60), st.integers(0, 60), st.floats(0.01, 0.999))
def test_wilson_holds_the_share_and_mirrors(count, more, level):
    n = count + more
    low, high = wilson(count, n, level=level)
    assert 0 <= low <= (count / n if n else 0.5) <= high <= 1
    assert wilson(more, n, level=level) == pytest.approx((1 - high, 1 - low))


@pytest.mark.parametrize(("count", "n", "level"), [(2, 1, 0.95), (-1, 1, 0.95), (1, 2, 95)])
def test_wilson_refuses_what_is_no_share(count, n, level):
    with pytest.raises(ValueError, match="count must be between 0 and n"):
        wilson(count, n, level=level)


def test_stability_when_any_one_highlight_is_left_out():
    coded = codes((1, "x"), (2, "x"), (2, "y"), (3, "z"))
    table = tables.stability(coded, of=highlights("", "", "", ""))
    assert table[["theme", "highlights", "rank", "best", "worst", "moves"]].values.tolist() == [
        ["x", 2, 1, 1, 1, 0],
        ["y", 1, 2, 1, 3, 2],
        ["z", 1, 2, 1, 3, 3],
    ]


def test_stability_ranks_topics_and_regions_apart():
    coded = codes((1, "x"), (2, "x"), (2, "y"), (3, "z"), (3, "y"), (1, "y"))
    facets = pd.DataFrame({"theme": ["z", "x", "y"], "facet": ["topic", "region", "topic"]})
    table = tables.stability(coded, of=highlights("", "", ""), facets=facets)
    assert table[["facet", "theme", "rank"]].values.tolist() == [
        ["topic", "y", 1],
        ["topic", "z", 2],
        ["region", "x", 1],
    ]
    assert table["high"].tolist() == [1, 2, 1]
    with pytest.raises(ValueError, match="'facet'"):
        tables.stability(coded, of=highlights("", "", ""), facets=facets[["theme"]])


def test_stability_is_that_of_counting_again(article):
    texts, coded = article
    table = tables.stability(coded, of=texts).set_index("theme")
    ranks = []
    for number in texts["number"]:
        left = coded[coded["number"].ne(number)].groupby("theme").size()
        left = left.reindex(table.index, fill_value=0)
        ranks.append(left.rank(method="min", ascending=False).astype(int))
    ranks = pd.concat(ranks, axis=1)
    assert table["best"].tolist() == ranks.min(axis=1).tolist()
    assert table["worst"].tolist() == ranks.max(axis=1).tolist()
    assert table["moves"].tolist() == ranks.ne(table["rank"], axis=0).sum(axis=1).tolist()


def test_stability_interval_is_that_of_drawing_highlights_again(article):
    """A bootstrap in loops, of other draws: the percentiles differ by a rank at most."""
    texts, coded = article
    table = tables.stability(coded, of=texts).set_index("theme")
    has = pd.crosstab(coded["number"], coded["theme"]).reindex(texts["number"], fill_value=0)
    random = np.random.default_rng(99)
    ranks = []
    for _ in range(1000):
        total = has.iloc[random.integers(0, len(has), len(has))].sum()
        ranks.append(total.rank(method="min", ascending=False))
    ends = pd.concat(ranks, axis=1).quantile([0.025, 0.975], axis=1)[table.index]
    assert (table["low"] - ends.loc[0.025]).abs().max() <= 1
    assert (table["high"] - ends.loc[0.975]).abs().max() <= 1
    assert (table["low"] <= table["best"]).all() and (table["high"] >= table["worst"]).all()


def test_stability_interval_is_the_same_on_every_run_and_follows_the_level(article):
    texts, coded = article
    one, again = (tables.stability(coded, of=texts, draws=300) for _ in range(2))
    pd.testing.assert_frame_equal(one, again)
    narrow = tables.stability(coded, of=texts, draws=300, level=0.5)
    assert (narrow["high"] - narrow["low"]).sum() < (one["high"] - one["low"]).sum()
    for options in ({"level": 1}, {"draws": 0}):
        with pytest.raises(ValueError, match="level must be between 0 and 1, and draws at least 1"):
            tables.stability(coded, of=texts, **options)


@pytest.mark.parametrize("function", [tables.shares, tables.stability])
def test_shares_and_stability_of_no_codes(function):
    nothing = schema.empty(function.__name__)
    other = codes((1, "x"), document="b")
    pd.testing.assert_frame_equal(function(other, of=highlights("word")), nothing)
    found = function(schema.empty("codes"), of=schema.empty("highlights"))
    pd.testing.assert_frame_equal(found, nothing)


def test_shares_of_the_bundled_article(article):
    texts, coded = article
    table = tables.shares(coded, of=texts, interval=True)
    assert table["n"].eq(27).all() and table["highlights"].sum() == 52
    assert (table["low"].lt(table["share"]) & table["share"].lt(table["high"])).all()
    assert table["p_first"].min() > 0.05 and not math.isnan(table["p_first"].max())
