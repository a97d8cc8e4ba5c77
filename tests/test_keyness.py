import math
from fractions import Fraction
from itertools import product

import numpy as np
import pandas as pd
import pytest

from analysis import load, schema, tables, words
from analysis.association import g2, log_dice
from analysis.tables.interval import beta_cdf, clopper_pearson


def split(rows, words_of=(1000, 2000)):
    """A counts table of two groups from rows of (token, count in a, count in b)."""
    made = []
    for group, column, size in (("a", 1, words_of[0]), ("b", 2, words_of[1])):
        for row in rows:
            if row[column]:
                made.append(
                    (
                        "quote",
                        group,
                        "tokens",
                        row[0],
                        row[0],
                        row[column],
                        row[column],
                        1,
                        1,
                        5,
                        size,
                        1.0,
                        0.5,
                    )
                )
    return schema.table(made, "counts")


ROWS = [("peace", 40, 5), ("war", 6, 60), ("state", 20, 41), ("new", 3, 0), ("old", 0, 1)]


@pytest.fixture(scope="module")
def article():
    return load.article()


@pytest.fixture(scope="module")
def tokens(article):
    return words.tokens(article)


# From the papers' definitions, in plain loops.
def log_odds_by_definition(rows, n1, n2, prior):
    everything = n1 + n2
    for token, y1, y2 in rows:
        alpha = prior * (y1 + y2) / everything
        first = math.log((y1 + alpha) / (n1 + prior - y1 - alpha))
        second = math.log((y2 + alpha) / (n2 + prior - y2 - alpha))
        variance = 1 / (y1 + alpha) + 1 / (y2 + alpha)
        yield token, first - second, (first - second) / math.sqrt(variance)


def tail(k, n, p):
    """P(X ≥ k) of a binomial, exactly."""
    return sum(math.comb(n, i) * p**i * (1 - p) ** (n - i) for i in range(k, n + 1))


def share_where(tail_of, target):
    low, high = Fraction(0), Fraction(1)
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if tail_of(middle) < target else (low, middle)
    return float(low)


def lowest(k, n, level):
    return share_where(lambda p: tail(k, n, p), Fraction(level) / 2) if k else 0.0


def highest(k, n, level):
    return share_where(lambda p: tail(k + 1, n, p), 1 - Fraction(level) / 2) if k < n else 1.0


def lrc_by_definition(y1, y2, n1, n2, level):
    low, high = lowest(y1, y1 + y2, level), highest(y1, y1 + y2, level)
    if y1 / n1 >= y2 / n2:
        return max(math.log2(low / (1 - low) * n2 / n1), 0.0) if low else 0.0
    return min(math.log2(high / (1 - high) * n2 / n1), 0.0) if high < 1 else 0.0


@pytest.mark.parametrize("prior", [1.0, 50.0, 500.0])
def test_log_odds_by_the_definition_of_monroe_colaresi_and_quinn(prior):
    found = tables.keyness(split(ROWS), prior=prior).set_index("id")
    for token, delta, z in log_odds_by_definition(ROWS, 1000, 2000, prior):
        assert found.loc[token, "log_odds"] == pytest.approx(delta, rel=1e-12)
        assert found.loc[token, "z"] == pytest.approx(z, rel=1e-12)


@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.999])
def test_lrc_by_the_definition_of_evert(confidence):
    found = tables.keyness(split(ROWS), confidence=confidence).set_index("id")
    for token, y1, y2 in ROWS:
        expected = lrc_by_definition(y1, y2, 1000, 2000, (1 - confidence) / len(ROWS))
        assert found.loc[token, "lrc"] == pytest.approx(expected, abs=1e-9)


def test_clopper_pearson_by_exact_tails():
    for n, level in product((1, 4, 13), (0.1, 0.003)):
        low, high = clopper_pearson(np.arange(n + 1), np.full(n + 1, n), level)
        assert low == pytest.approx([lowest(k, n, level) for k in range(n + 1)], abs=1e-9)
        assert high == pytest.approx([highest(k, n, level) for k in range(n + 1)], abs=1e-9)


def test_beta_cdf_of_large_parameters_is_its_normal_limit():
    a = np.array([2e4, 2e5])
    spread = np.sqrt(0.25 / (2 * a))
    assert beta_cdf(0.5 + spread, a, a) == pytest.approx(
        0.5 * (1 + math.erf(math.sqrt(0.5))), abs=1e-5
    )


def test_columns_and_order():
    table = tables.keyness(split(ROWS))
    schema.check(table, "keyness")
    assert table["id"].tolist() == ["peace", "war", "new", "old", "state"]
    assert table["group"].tolist() == ["a", "b", "a", "b", "b"]
    assert table["stands_out"].tolist() == [True, True, False, False, False]
    assert table["level"].unique() == pytest.approx([0.05 / 5])
    first = table.iloc[0]
    assert first[["count_first", "count_second", "size_first", "size_second"]].tolist() == [
        40,
        5,
        1000,
        2000,
    ]
    assert first["log_ratio"] == pytest.approx(math.log2((40.5 / 1000.5) / (5.5 / 2000.5)))
    assert 0 < first["lrc"] < first["log_ratio"]


def test_more_tokens_than_white_space_parts_are_no_mistake():
    rows = {
        "document": "a",
        "number": [1],
        "headline": "Russia/China",
        "quote": "Russia and China and Russia",
    }
    texts = pd.DataFrame(rows)
    counts = tables.counts(words.tokens(texts, stopwords=["the"]), by="voice", of=texts)
    found = tables.keyness(counts, first="headline", second="quote").set_index("label")
    assert found.loc[
        "Russia", ["count_first", "size_first", "count_second", "size_second"]
    ].tolist() == [1, 2, 2, 5]


def test_codes_in_more_highlights_than_there_are_stay_an_error():
    counts = split([("peace", 40, 5)]).assign(unit="codes", n=5)
    with pytest.raises(ValueError, match="group 'a' counts 40 in 5"):
        tables.keyness(counts)


def test_a_theme_of_every_highlight_can_be_compared():
    counts = split([("peace", 5, 5), ("war", 5, 1)]).assign(unit="codes", n=5)
    found = tables.keyness(counts).set_index("id")
    assert np.isfinite(found[["log_odds", "z", "log_ratio", "lrc"]]).all(axis=None)
    assert found.loc["peace", ["log_ratio", "lrc"]].tolist() == [0, 0]
    assert found.loc["war", "log_odds"] > 0


def test_sides_change_the_sign_alone():
    there, back = tables.keyness(split(ROWS)), tables.keyness(split(ROWS), first="b")
    both = there.merge(back, on="id")
    for column in ("lrc", "log_odds", "z", "log_ratio"):
        assert (both[f"{column}_x"] + both[f"{column}_y"]).abs().max() == pytest.approx(0, abs=1e-9)
    pd.testing.assert_frame_equal(tables.keyness(split(ROWS), second="a"), back)


def test_two_equal_groups_differ_in_nothing():
    table = tables.keyness(split([("peace", 5, 5), ("war", 7, 7)], (100, 100)))
    assert table[["log_odds", "z", "lrc"]].abs().max().max() == 0
    assert not table["stands_out"].any()


def test_one_side_alone_and_where_no_size_is_said():
    counts = split([("peace", 400, 0), ("war", 3, 500)]).assign(
        words=pd.array([pd.NA] * 3, dtype="Int64")
    )
    table = tables.keyness(counts).set_index("id")
    assert table.loc["peace", ["size_first", "size_second"]].tolist() == [403, 500]
    assert np.isfinite(table[["lrc", "z", "log_odds", "log_ratio"]].to_numpy(float)).all()
    assert table["stands_out"].all()


def test_of_three_groups_two_must_be_named():
    counts = pd.concat([split(ROWS).query("group == 'a'").assign(group=g) for g in "abc"])
    for named in ({}, {"first": "a"}, {"second": "c"}):
        with pytest.raises(
            ValueError, match=r"keyness compares two groups; this table has 3 \('a', 'b', 'c'\)"
        ):
            tables.keyness(counts, **named)


@pytest.mark.parametrize(
    "named",
    [{}, {"first": "headline"}, {"first": "headline", "second": "quote"}, {"second": "quote"}],
)
def test_a_group_without_words_leaves_nothing_to_compare(named):
    counts = split(ROWS).query("group == 'a'").assign(group="quote")
    pd.testing.assert_frame_equal(tables.keyness(counts, **named), schema.empty("keyness"))


def test_of_three_groups_two_can_be_named():
    counts = pd.concat([split(ROWS), split(ROWS).query("group == 'a'").assign(group="c")])
    assert set(tables.keyness(counts, first="b", second="c")["second"]) == {"c"}
    with pytest.raises(ValueError, match="did you mean"):
        tables.keyness(split(ROWS).replace({"a": "headline", "b": "quote"}), first="headlines")


@pytest.mark.parametrize("bad", [{"prior": 0}, {"confidence": 1.0}])
def test_senseless_settings_are_refused(bad):
    with pytest.raises(ValueError, match="prior is above 0 and confidence between 0 and 1"):
        tables.keyness(split(ROWS), **bad)


def test_the_empty_table_gives_the_empty_table(article):
    pd.testing.assert_frame_equal(tables.keyness(schema.empty("counts")), schema.empty("keyness"))
    pd.testing.assert_frame_equal(
        tables.collocations(schema.empty("tokens"), "x"), schema.empty("collocations")
    )


def test_nothing_stands_out_between_headlines_and_quotes(article, tokens):
    table = tables.keyness(tables.counts(tokens, by="voice", of=article))
    assert not table["stands_out"].any()
    russia = table.set_index("id").loc["Russia"]
    assert russia[["count_first", "count_second", "group"]].tolist() == [8, 9, "headline"]


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


def test_log_dice_ends_at_14():
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


def test_collocations_say_what_is_meant(tokens):
    assert set(tables.collocations(tokens, "russia")["word"]) <= {"Russia"}
    with pytest.warns(
        UserWarning, match="'sanctiones' is no token of this text; did you mean 'sanctions'"
    ):
        assert tables.collocations(tokens, "sanctiones").empty
    with pytest.raises(ValueError, match="window and least"):
        tables.collocations(tokens, "Russia", window=0)


# The worked example of Gries (2008): five parts, and the letters a and b in them.
@pytest.mark.parametrize(("counts", "expected"), [([1, 2, 3, 4, 5], 0.18), ([2, 2, 2, 2, 2], 0.02)])
def test_dispersion_of_the_example_of_gries(counts, expected):
    sizes = [9, 10, 10, 10, 11]
    assert tables.dp(counts, sizes) == pytest.approx(expected)
    index = pd.MultiIndex.from_tuples([("x", part) for part in range(5)])
    assert tables.dps(pd.Series(counts, index=index), pd.Series(sizes)).tolist() == pytest.approx(
        [expected]
    )
    assert tables.dp(counts, sizes, normalised=True) == pytest.approx(expected / (1 - 9 / 50))


def test_dispersion_at_its_ends():
    assert tables.dp([0, 0], [5, 5]) != tables.dp([0, 0], [5, 5])  # not a number
    assert tables.dp([3, 0, 0], [1, 5, 4], normalised=True) == pytest.approx(1)
    assert tables.dp([7], [100]) == 0
    with pytest.raises(ValueError, match="2 counts and 3 sizes"):
        tables.dp([1, 2], [1, 2, 3])
