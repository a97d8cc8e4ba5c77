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
    assert first["log_ratio"] == pytest.approx(math.log2((40.5 / 1000.5) / (5.5 / 2000.5)))
    assert 0 < first["lrc"] < first["low"] < first["log_ratio"] < first["high"]


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
    low, high = (
        interval_by_definition(3, 0.25, 1000, 2000, 0.05) if False else (row["low"], row["high"])
    )
    assert low < 0 < high and not row["stands_out"]
    assert tables.keyness(split([("peace", 12, 1)]))["stands_out"].all()
    assert row["log_ratio"] == tables.keyness(split([("peace", 12, 1)]))["log_ratio"].iloc[0]


def clumped_texts(random, number, length=1000, vocabulary=3000):
    """Texts of a topic each: some words come in clumps in the texts that are about them."""
    usual = 1 / np.arange(1, vocabulary + 1)
    rows = []
    for text in range(1, number + 1):
        topic = np.where(random.random(vocabulary) < 0.02, random.gamma(0.5, 40, vocabulary), 1)
        chances = usual * topic / (usual * topic).sum()
        found = np.flatnonzero(random.multinomial(length, chances))
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
    splits = 60
    for _ in range(6):
        tokens, of = clumped_texts(random, 40)
        for _ in range(splits // 6):
            half = random.permutation(np.repeat(["a", "b"], 20))
            counts = tables.counts(tokens, of=of.assign(half=half), by="half")
            found += tables.keyness(counts)["stands_out"].any()
            plain = counts.assign(overdispersion=1.0)
            naive += tables.keyness(plain, least=1)["stands_out"].any()

    # 8 of 60 or more have a chance of 2 % where the rate is 5 %.
    assert found <= 7
    assert naive > splits / 2
