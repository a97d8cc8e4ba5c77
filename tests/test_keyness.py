"""Keyness: published definitions in plain loops, what may stand out, and texts that are split at random."""

import math
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from analysis import countries, load, schema, tables, words
from tests import make


def split(rows, sizes=(1000, 2000), **columns):
    """A counts table of two groups from rows of (token, count in a, count in b)."""
    usual = {"unit": "tokens", "n": 50, "highlights": lambda row: min(row["count"], 5)} | columns
    parts = []
    for group, column, size in (("a", 1, sizes[0]), ("b", 2, sizes[1])):
        found = [(row[0], row[column]) for row in rows if row[column]]
        parts.append(make.counts(*found, group=group, words=size, **usual))
    return pd.concat(parts, ignore_index=True)


def coded(rows, n=(27, 27)):
    """A counts table of codes of two groups from rows of (theme, highlights in a, highlights in b)."""
    parts = []
    for group, column in (("a", 1), ("b", 2)):
        found = [(row[0], row[column]) for row in rows if row[column]]
        parts.append(make.counts(*found, group=group, unit="codes", n=n[column - 1]))
    return pd.concat(parts, ignore_index=True)


# Every row but the last two is in enough highlights, and often enough, to stand out.
ROWS = [("peace", 40, 5), ("war", 6, 60), ("state", 20, 41), ("new", 3, 0), ("old", 0, 1)]


# From the papers' definitions, in plain loops.
def log_odds_by_definition(rows, n1, n2, prior):
    for token, y1, y2 in rows:
        alpha = prior * (y1 + y2) / (n1 + n2)
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
        if tail_of(middle) < target:
            low = middle
        else:
            high = middle
    return float(low)


def interval_by_definition(y1, y2, n1, n2, error):
    """Evert's interval of log2 of the ratio of the rates."""
    n, ends = y1 + y2, []
    for k, target in ((y1, Fraction(error) / 2), (y1 + 1, 1 - Fraction(error) / 2)):
        share = share_where(lambda p, k=k: tail(k, n, p), target) if 0 < k <= n else float(k > 0)
        ends.append(math.log2(share / (1 - share) * n2 / n1) if 0 < share < 1 else math.inf)
    return ends[0] if y1 else -math.inf, ends[1]


@pytest.mark.parametrize("prior", [1.0, 50.0, 500.0])
def test_keyness_log_odds_by_the_definition_of_monroe_colaresi_and_quinn(prior):
    found = tables.keyness(split(ROWS), prior=prior).set_index("id")
    for token, delta, z in log_odds_by_definition(ROWS, 1000, 2000, prior):
        assert found.loc[token, "log_odds"] == pytest.approx(delta, rel=1e-12)
        assert found.loc[token, "z"] == pytest.approx(z, rel=1e-12)


@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.999])
def test_keyness_interval_and_lrc_by_the_definition_of_evert(confidence):
    found = tables.keyness(split(ROWS), confidence=confidence).set_index("id")
    for token, y1, y2 in ROWS:
        row = found.loc[token]
        ends = interval_by_definition(y1, y2, 1000, 2000, 1 - confidence)
        assert (row["low"], row["high"]) == pytest.approx(ends, abs=1e-9)
        low, high = interval_by_definition(y1, y2, 1000, 2000, row["level"])
        nearest = max(low, 0) + min(high, 0) if row["tested"] else 0
        assert row["lrc"] == pytest.approx(nearest, abs=1e-9)


def test_keyness_columns_and_order():
    table = tables.keyness(split(ROWS))
    schema.check(table, "keyness")
    assert table["id"].tolist() == ["peace", "war", "new", "old", "state"]
    assert table["group"].tolist() == ["a", "b", "a", "b", "b"]
    assert table["stands_out"].tolist() == [True, True, False, False, False]
    assert table["tested"].tolist() == [True, True, False, False, True]
    assert table["tests"].eq(3).all() and table["level"].unique() == pytest.approx([0.05 / 3])

    first = table.iloc[0]
    sizes = ["count_first", "count_second", "size_first", "size_second"]
    assert first[sizes].tolist() == [40, 5, 1000, 2000]
    assert first["log_ratio"] == pytest.approx(math.log2((40 / 1000) / (5 / 2000)))
    assert 0 < first["lrc"] < first["low"] < first["log_ratio"] < first["high"]


SIDES = [
    (split, (21, 681), (0, 7)), (split, (21, 681), (1, 0)), (split, (681, 21), (7, 0)), (split, (21, 681), (1, 33)),
    (coded, (3, 90), (0, 7)), (coded, (3, 90), (1, 0)), (coded, (3, 90), (3, 80)), (coded, (3, 90), (2, 90)),
]  # fmt: skip


@pytest.mark.parametrize(("build", "sizes", "counts"), SIDES)
def test_keyness_log_ratio_is_on_the_side_of_the_higher_rate(build, sizes, counts):
    """Also where one group is tiny: half a use more would be a high rate there."""
    rows = [("x", *counts), ("in both", 1, 1)]
    row = tables.keyness(build(rows, sizes)).set_index("id").loc["x"]
    first, second = (count / size for count, size in zip(counts, sizes, strict=True))
    assert np.sign(row["log_ratio"]) == np.sign(first - second)
    assert row["low"] < row["log_ratio"] < row["high"]


def test_keyness_log_ratio_shares_one_use_where_a_count_is_0():
    row = (
        tables.keyness(split([("x", 0, 7), ("in both", 1, 1)], (21, 681))).set_index("id").loc["x"]
    )
    rates = (21 / 702) / 21, (7 + 681 / 702) / 681
    assert row["log_ratio"] == pytest.approx(math.log2(rates[0] / rates[1]))


def test_keyness_stands_out_where_p_and_lrc_say_so():
    rows = [(f"w{i}", i, 40 - i) for i in range(0, 41, 3)]
    table = tables.keyness(split(rows))
    assert table["stands_out"].tolist() == table["lrc"].ne(0).tolist()
    assert table["stands_out"].equals(table["tested"] & (table["p"] <= table["level"]))
    assert 0 < table["stands_out"].sum() < len(table)


def test_keyness_corrects_for_rows_that_could_stand_out_alone():
    many = [*ROWS, *((f"w{i}", 0, 1) for i in range(700))]
    few, more = tables.keyness(split(ROWS)), tables.keyness(split(many, (1000, 2000)))
    assert few["level"].iloc[0] == more["level"].iloc[0]
    assert more["tests"].iloc[0] == 3 == more["tested"].sum()


def test_keyness_of_words_that_are_too_rare_tests_nothing():
    table = tables.keyness(split([("x", 2, 1), ("y", 1, 2)]))
    assert table[["tested", "stands_out"]].sum().tolist() == [0, 0] and table["tests"].eq(0).all()


@pytest.mark.parametrize(("highlights", "expected"), [(1, False), (2, True)])
def test_keyness_of_a_word_in_few_highlights(highlights, expected):
    table = split([("peace", 40, 5)]).assign(highlights=[highlights, 1])
    assert tables.keyness(table)["stands_out"].tolist() == [expected]
    assert tables.keyness(table, least=1)["stands_out"].all()


def test_keyness_of_uses_in_clumps_counts_them_once():
    clumped = split([("peace", 12, 1)]).assign(overdispersion=4.0)
    row = tables.keyness(clumped).iloc[0]
    assert row["low"] < 0 < row["high"] and not row["stands_out"]
    assert tables.keyness(split([("peace", 12, 1)]))["stands_out"].all()
    assert row["log_ratio"] == tables.keyness(split([("peace", 12, 1)]))["log_ratio"].iloc[0]


def clumped_texts(random, number, length=1000, vocabulary=3000):
    """Texts of a topic each: some words come in clumps in the texts that are about them."""
    usual = 1 / np.arange(1, vocabulary + 1)
    rows = []
    for text in range(1, number + 1):
        topic = np.where(random.random(vocabulary) < 0.02, random.gamma(0.5, 40, vocabulary), 1)
        chances = usual * topic / (usual * topic).sum()
        times = random.multinomial(length, chances)
        found = np.flatnonzero(times)
        rows += [(text, f"w{word}") for word in np.repeat(found, times[found])]
    tokens = pd.DataFrame(rows, columns=["number", "token"]).assign(
        document="a", voice="quote", stop=False
    )
    quotes = [{"quote": "word " * length}] * number
    return tokens, make.highlights(*quotes)


def test_keyness_of_texts_split_at_random_finds_words_in_five_per_cent():
    """There is no difference between the halves: words that stand out are false findings."""
    random = np.random.default_rng(15)
    found = naive = 0
    for _ in range(4):
        tokens, of = clumped_texts(random, 30)
        for _ in range(6):
            half = random.permutation(np.repeat(["a", "b"], 15))
            counts = tables.counts(tokens, of=of.assign(half=half), by="half")
            found += tables.keyness(counts)["stands_out"].any()
        naive += tables.keyness(counts.assign(overdispersion=1.0), least=1)["stands_out"].any()

    # Four or more of 24 have a chance of 3 % where the rate is 5 %.
    assert found <= 3
    assert naive == 4


def test_keyness_of_two_equal_groups():
    table = tables.keyness(split([("peace", 5, 5), ("war", 7, 7)], (100, 100)))
    assert table[["log_odds", "z", "lrc"]].abs().max().max() == 0
    assert table["p"].eq(1).all() and not table["stands_out"].any()


def test_keyness_sides_change_the_sign_alone():
    there, back = tables.keyness(split(ROWS)), tables.keyness(split(ROWS), first="b")
    both = there.merge(back, on="id")
    for one, other in (("lrc", "lrc"), ("log_odds", "log_odds"), ("z", "z"), ("low", "high")):
        left, right = both[f"{one}_x"], both[f"{other}_y"]
        assert np.allclose(left, -right, atol=1e-9)
    pd.testing.assert_frame_equal(tables.keyness(split(ROWS), second="a"), back)


def test_keyness_of_a_word_in_one_group_alone_without_sizes():
    counts = split([("peace", 400, 0), ("war", 3, 500)]).assign(words=pd.NA)
    table = tables.keyness(counts).set_index("id")
    assert table.loc["peace", ["size_first", "size_second"]].tolist() == [403, 500]
    assert np.isfinite(table[["lrc", "z", "log_odds", "log_ratio", "p"]].to_numpy(float)).all()
    assert table.loc["peace", "high"] == math.inf and table["stands_out"].all()


def test_keyness_of_more_tokens_than_white_space_separates():
    texts = make.highlights(("Russia/China", "Russia and China and Russia"))
    counts = tables.counts(words.tokens(texts, stopwords=["only", "the"]), by="voice", of=texts)
    found = tables.keyness(counts, first="headline", second="quote").set_index("label")
    columns = ["count_first", "size_first", "count_second", "size_second"]
    assert found.loc["Russia", columns].tolist() == [1, 2, 2, 5]


# What every highlight of one group carries and half of the other: p by Fisher's exact test.
def test_keyness_of_codes_is_tested_on_highlights():
    found = tables.keyness(coded([("europe", 27, 14), ("asia", 2, 2)])).set_index("id")
    europe = found.loc["europe"]
    assert europe["p"] == pytest.approx(3.6e-5, rel=0.01)
    assert europe["stands_out"] and not found.loc["asia", "stands_out"]
    assert europe["lrc"] > 0 and europe["high"] == math.inf and europe["prior"] == 2


def test_keyness_of_codes_by_sums_over_all_tables():
    """Fisher's test and Cornfield's interval of the odds ratio, from the definition."""
    found = tables.keyness(coded([("x", 9, 3)], n=(20, 25))).iloc[0]

    def upper(odds, k):
        weights = [math.comb(20, i) * math.comb(25, 12 - i) * odds**i for i in range(13)]
        return sum(weights[k:]) / sum(weights)

    assert found["p"] == pytest.approx(2 * min(upper(1, 9), 1 - upper(1, 10)))
    assert upper(2 ** found["low"], 9) == pytest.approx(0.025)
    assert upper(2 ** found["high"], 10) == pytest.approx(0.975)
    assert found["log_ratio"] == pytest.approx(math.log2((9 / 11) / (3 / 22)))


def test_keyness_of_codes_that_all_highlights_carry():
    found = tables.keyness(coded([("peace", 5, 5), ("war", 5, 1)], n=(5, 5))).set_index("id")
    assert np.isfinite(found[["log_odds", "z", "log_ratio", "lrc", "p"]]).all(axis=None)
    assert found.loc["peace", ["log_ratio", "lrc", "p"]].tolist() == [0, 0, 1]
    assert found.loc["war", "log_odds"] > 0


def test_keyness_of_codes_in_more_highlights_than_there_are():
    counts = coded([("peace", 40, 5)], n=(50, 50)).assign(n=5)
    with pytest.raises(ValueError, match="group 'a' counts 40 in 5"):
        tables.keyness(counts)


def test_keyness_of_three_groups():
    counts = pd.concat([split(ROWS), split(ROWS).query("group == 'a'").assign(group="c")])
    for named in ({}, {"first": "a"}, {"second": "c"}):
        with pytest.raises(ValueError, match=r"this table has 3 \('a', 'b', 'c'\)"):
            tables.keyness(counts, **named)
    assert set(tables.keyness(counts, first="b", second="c")["second"]) == {"c"}


@pytest.mark.parametrize(
    "named",
    [{}, {"first": "headline"}, {"first": "headline", "second": "quote"}, {"second": "quote"}],
)
def test_keyness_of_a_group_without_words(named):
    counts = split(ROWS).query("group == 'a'").assign(group="quote")
    pd.testing.assert_frame_equal(tables.keyness(counts, **named), schema.empty("keyness"))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"first": "headlines"}, "no group is called 'headlines'; did you mean 'headline'"),
        ({"prior": 0}, "prior must be 'auto' or a number above 0, not 0"),
        ({"prior": "none"}, "prior must be 'auto' or a number above 0, not 'none'"),
        ({"confidence": 1.0}, "confidence must be between 0 and 1, not 1.0"),
    ],
)
def test_keyness_refuses_wrong_options(options, message):
    voices = split(ROWS).replace({"a": "headline", "b": "quote"})
    with pytest.raises(ValueError, match=message):
        tables.keyness(voices, **options)


def test_keyness_of_countries_in_headlines_and_quotes_finds_russia():
    article = load.article()
    mentions = countries.mentions(article)
    states = mentions[mentions["kind"].isin(schema.BROAD)]
    counts = tables.counts(states, by="voice", of=article)
    table = tables.keyness(counts, first="headline", second="quote").set_index("label")
    assert table.index[table["stands_out"]].tolist() == ["Russia"]
    assert table.loc["Russia", ["count_first", "count_second"]].tolist() == [12, 19]
