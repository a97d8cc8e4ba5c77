"""Collocations and the two measures of association, by hand."""

import math
from itertools import product

import pandas as pd
import pytest

from analysis import load, schema, tables, words
from analysis.association import g2, log_dice


@pytest.fixture(scope="module")
def tokens():
    return words.tokens(load.article())


def test_g2_and_log_dice():
    # Two by two: 10, 10, 10, 70; expected 4, 16, 16, 64.
    cells = [(10, 4), (10, 16), (10, 16), (70, 64)]
    assert g2(10, 20, 20, 100) == pytest.approx(2 * sum(o * math.log(o / e) for o, e in cells))
    assert g2([0, 4], 20, 20, 100) == pytest.approx(
        [-2 * (40 * math.log(20 / 16) + 60 * math.log(60 / 64)), 0]
    )
    assert log_dice(10, 20, 30) == pytest.approx(14 + math.log2(20 / 50))


def collocates_by_hand(table, word, window):
    """Places near the word, counted in loops: {token: times near}, and how many places are near."""
    near = set()
    rows = list(table.itertuples())
    for i, j in product(range(len(rows)), repeat=2):
        same = (rows[i].number, rows[i].voice) == (rows[j].number, rows[j].voice)
        if rows[i].token == word and rows[j].token != word and same and 0 < abs(i - j) <= window:
            near.add(j)
    found = {}
    for j in near:
        if not rows[j].stop:
            found[rows[j].token] = found.get(rows[j].token, 0) + 1
    return found, len(near)


@pytest.mark.parametrize("window", [1, 5])
def test_collocations_by_hand(tokens, window):
    quotes = tokens[(tokens["voice"] == "quote") & tokens["number"].isin([18, 19, 20, 21])]
    found = tables.collocations(quotes, "India", window=window, least=1).set_index("token")
    expected, inside = collocates_by_hand(quotes, "India", window)
    assert found["together"].to_dict() == expected
    total = len(quotes) - (quotes["token"] == "India").sum()
    for token, row in found.iterrows():
        times = ((quotes["token"] == token) & ~quotes["stop"]).sum()
        assert row["token_count"] == times
        assert row["expected"] == pytest.approx(inside * times / total)
        assert row["g2"] == pytest.approx(float(g2(row["together"], inside, times, total)))
        assert row["log_dice"] == pytest.approx(
            14 + math.log2(2 * row["together"] / (row["word_count"] + times))
        )
    assert found["g2"].is_monotonic_decreasing


def test_collocations_log_dice_ends_at_14():
    table = pd.DataFrame(
        {"document": "a", "number": [1], "headline": "", "quote": "new new peace new new"}
    )
    found = tables.collocations(
        words.tokens(table, stopwords=["the"]), "peace", window=5, least=1
    ).iloc[0]
    assert (found["together"], found["word_count"]) == (4, 1)
    assert found["log_dice"] == pytest.approx(14 + math.log2(2 * 1 / (1 + 4)))
    double = pd.DataFrame(
        {"document": "a", "number": [1], "headline": "", "quote": "new peace new"}
    )
    assert (
        tables.collocations(words.tokens(double, stopwords=["the"]), "peace", least=1)[
            "log_dice"
        ].max()
        <= 14
    )


def test_collocations_takes_the_word_that_is_meant(tokens):
    assert set(tables.collocations(tokens, "russia")["word"]) <= {"Russia"}
    with pytest.warns(
        UserWarning, match="'sanctiones' is not a token of this text; did you mean 'sanctions'"
    ):
        assert tables.collocations(tokens, "sanctiones").empty
    with pytest.raises(ValueError, match="window and least"):
        tables.collocations(tokens, "Russia", window=0)


def test_collocations_of_the_empty_table():
    empty = tables.collocations(schema.empty("tokens"), "x")
    pd.testing.assert_frame_equal(empty, schema.empty("collocations"))
