"""How far coders agree: published examples, plain cases, and what must always hold."""

import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import schema, tables, themes
from analysis.tables.agreement import SETS
from analysis.tables.alpha import alpha, masi
from analysis.tables.codings import ALL
from tests.make import codings

CASES = Path(__file__).parent / "cases"

# Examples of Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", sections A to C.
BINARY = ("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
NOMINAL = ("a a b b d c c c e d d a", "b a b b b c c c e d d d")
MISSING = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)


def first(**coders):
    """The row of the theme."""
    return tables.agreement(codings(**coders)).iloc[0]


def coincidences(units):
    """Units by values: how many coders gave each."""
    long = units.stack().dropna()
    return pd.crosstab(long.index.get_level_values(0), long.to_numpy()).to_numpy(float)


def unequal(n, ones, changed):
    """Two codings of n highlights, the first with some ones, of which the second has some moved."""
    one = "1" * ones + "0" * (n - ones)
    other = "1" * (ones - changed) + "0" * (n - ones) + "1" * changed
    return {"A": one, "B": other}


@pytest.mark.parametrize(
    ("lines", "expected"), [(BINARY, 0.095), (NOMINAL, 0.692), (MISSING, 0.743)]
)
def test_alpha_of_the_published_examples(lines, expected):
    units = pd.DataFrame([line.split() for line in lines]).T.replace(".", np.nan)
    assert alpha(coincidences(units)) == pytest.approx(expected, abs=0.0005)


def test_alpha_of_five_coders_who_left_much_out():
    """The 40 units of Hayes & Krippendorff (2007): alpha is 0.4765 where their values are taken as nominal."""
    units = pd.read_csv(CASES / "alpha-2007.csv", index_col="unit")
    assert alpha(coincidences(units)) == pytest.approx(0.4765, abs=0.00005)


def test_masi_of_sets():
    sets = [frozenset(letters) for letters in ("", "a", "ab", "bc", "d")]
    assert masi(sets).round(4).tolist() == [
        [0, 1, 1, 1, 1],
        [1, 0, 0.6667, 1, 1],
        [1, 0.6667, 0, 0.8889, 1],
        [1, 1, 0.8889, 0, 1],
        [1, 1, 1, 1, 0],
    ]


def test_agreement_of_the_published_example():
    one, two = (line.replace(" ", "") for line in BINARY)
    row = first(Meg=one, Owen=two)
    assert row["alpha"] == pytest.approx(0.095, abs=0.0005)
    assert (row["n"], row["coders"], row["percent"], row["prevalence"]) == (10, 2, 0.6, 0.3)
    assert row["low"] < row["alpha"] < row["high"] and row["confidence"] == 0.95
    assert row["means"].startswith("too few to tell: alpha lies between -")


@pytest.mark.parametrize(
    ("coders", "n", "percent", "value", "words"),
    [
        ({"A": "10", "B": "10"}, 2, 1, 1, "too few to tell: anyone coded it in 1 of 2 highlights"),
        ({"A": "00", "B": "00"}, 2, 1, np.nan, "too few to tell: all codes of 2 highlights are the same"),
        ({"A": "00", "B": "00"}, 2, 1, np.nan, "compatible with a disagreement rate of up to 78%"),
        ({"A": "10"}, 0, np.nan, np.nan, "nothing to compare"),
        ({"A": "1.", "B": ".1"}, 0, np.nan, np.nan, "nothing to compare"),
        ({"A": "10.", "B": "01."}, 2, 0, -0.5, "too few to tell"),
        ({"A": "1", "B": "1", "C": "0"}, 1, 1 / 3, 0, "too few to tell: anyone coded it in 1 of 1 highlight"),
        ({"A": "1100", "B": "1100", "C": "11.0"}, 4, 1, 1, "anyone coded it in 2 of 4 highlights"),
    ],
)  # fmt: skip
def test_agreement_of_small_cases_by_hand(coders, n, percent, value, words):
    row = first(**coders)
    assert (row["coders"], row["n"]) == (len(coders), n)
    assert row["percent"] == pytest.approx(percent, nan_ok=True)
    assert row["alpha"] == pytest.approx(value, nan_ok=True)
    assert words in row["means"]


@pytest.mark.parametrize(
    ("coders", "means"),
    [
        ({"A": "10" * 200, "B": "10" * 198 + "0110"}, "the codes can be relied on"),
        ({"A": "1100" * 100, "B": "1010" * 100}, "too little agreement to rest a conclusion on"),
        ({"A": "1100" * 100, "B": "1100" * 80 + "1010" * 20}, "good enough for tentative conclusions"),
        ({"A": "1100" * 10, "B": "1100" * 8 + "1010" * 2}, "40 highlights do not settle"),
        ({"A": "10" * 20, "B": "10" * 20}, "no disagreement in 40 highlights, which is compatible with a disagreement rate of up to 7%"),
        (unequal(27, 6, 4), "too few to tell: alpha lies between"),
        (unequal(100, 4, 0), "too few to tell: anyone coded it in 4 of 100 highlights"),
        ({"A": "1" + "0" * 26, "B": "0" * 27}, "too few to tell: anyone coded it in 1 of 27 highlights"),
        ({"A": "1" * 97 + "000", "B": "1" * 97 + "000"}, "too few to tell: anyone left it out in 3 of 100 highlights"),
    ],
)  # fmt: skip
def test_agreement_says_what_so_many_highlights_allow(coders, means):
    assert means in first(**coders)["means"]


@pytest.mark.parametrize(
    ("ones", "low", "needed"), [(2, 0.23, 193), (3, 0.47, 133), (4, 0.58, 104), (5, 0.65, 87)]
)
def test_agreement_without_a_disagreement_is_not_certain(ones, low, needed):
    """1 - 0.05 ** (1 / 27) = 10.5 % may still be coded differently; Krippendorff (2004) gives the n."""
    row = first(**unequal(27, ones, 0))
    assert (row["alpha"], row["high"], row["needed"]) == (1, 1, needed)
    assert row["low"] == pytest.approx(low, abs=0.005)


def test_agreement_of_a_theme_that_one_coder_used_once_may_be_anything():
    row = first(A="1" + "0" * 26, B="0" * 27)
    assert (row["low"], row["alpha"]) == (-1, pytest.approx(0)) and row["high"] > 0.9


def drawn(random, n, prevalence, sensitivity, specificity):
    """Two codings of highlights of which some carry the theme, by coders who err independently."""
    carries = random.random(n) < prevalence
    lines = []
    for _ in "AB":
        says = np.where(carries, random.random(n) < sensitivity, random.random(n) > specificity)
        lines.append("".join("01"[int(one)] for one in says))
    return dict(zip("AB", lines, strict=True))


def true_alpha(prevalence, sensitivity, specificity):
    """Alpha of endlessly many highlights."""
    ones = prevalence * sensitivity + (1 - prevalence) * (1 - specificity)
    apart = 2 * prevalence * sensitivity * (1 - sensitivity)
    apart += 2 * (1 - prevalence) * specificity * (1 - specificity)
    return 1 - apart / (2 * ones * (1 - ones))


@pytest.mark.parametrize(
    "case", [(0.10, 0.9, 0.99), (0.15, 0.95, 0.99), (0.15, 0.8, 0.98), (0.15, 0.9, 0.97)]
)
def test_agreement_interval_covers_alpha_with_27_highlights(case):
    """Nominally 95 of 100 intervals; the bootstrap alone covers 52 to 84, as it is [1, 1] in a third of them."""
    random, true = np.random.default_rng(7), true_alpha(*case)
    rows = [
        tables.agreement(codings(**drawn(random, 27, *case)), draws=200).iloc[0] for _ in range(60)
    ]
    known = [row for row in rows if row["alpha"] == row["alpha"]]
    held = sum(row["low"] <= true <= row["high"] for row in known)
    assert held / len(known) >= 0.86


def test_agreement_is_the_same_on_every_run_and_narrows_with_n():
    few, many = codings(A="1100" * 5, B="1101" * 5), codings(A="1100" * 50, B="1101" * 50)
    one, again, wide = tables.agreement(few), tables.agreement(few), tables.agreement(many)
    pd.testing.assert_frame_equal(one, again)
    assert (wide["high"] - wide["low"]).iloc[0] < (one["high"] - one["low"]).iloc[0] / 2
    other = tables.agreement(few, seed=1)["low"].iloc[0]
    assert other == pytest.approx(one["low"].iloc[0], abs=0.2)


def test_agreement_of_all_themes_is_no_narrower_where_they_go_together():
    three = [codings(theme, A="1100" * 10, B="1101" * 10) for theme in "xyz"]
    table = tables.agreement(pd.concat(three, ignore_index=True)).set_index("theme")
    assert table.loc[ALL, "n"] == 120
    width = table["high"] - table["low"]
    assert width[ALL] == pytest.approx(width["x"], abs=0.02)


def test_agreement_keeps_the_order_of_themes_and_lists_undefined_ones():
    used = codings("zoo", A="10", B="10")
    never = codings("ant", A="00", B="00")
    alone = codings("bee", A="1.", B=".1")
    table = tables.agreement(pd.concat([used, never, alone]))
    assert table["theme"].tolist() == ["zoo", "ant", "bee", ALL, SETS]
    assert table["alpha"].isna().tolist() == [False, True, True, False, True]
    assert table["needed"].isna().tolist() == [False, True, True, False, True]


def test_agreement_of_sets_by_hand():
    """Three highlights: {x} and {x}, {x y} and {x}, {} and {y}. Pairs are apart by 0, 2/3 and 1."""
    both = pd.concat([codings("x", A="110", B="110"), codings("y", A="010", B="001")])
    row = tables.agreement(both).set_index("theme").loc[SETS]
    assert (row["n"], row["coders"]) == (3, 2)
    assert row["percent"] == pytest.approx(1 / 3) and np.isnan(row["prevalence"])

    # {x} three times, {x y}, {} and {y} once each: their distances, each pair taken twice.
    nested, disjoint = 2 / 3, 1
    expected = 2 * (3 * nested + 3 * disjoint + 3 * disjoint + disjoint + nested + disjoint)
    assert row["alpha"] == pytest.approx(1 - 5 * 2 * (nested + disjoint) / expected)


def test_agreement_of_sets_takes_highlights_of_which_all_themes_were_coded():
    both = pd.concat([codings("x", A="110", B="110"), codings("y", A="01.", B="01.")])
    assert tables.agreement(both).set_index("theme").loc[SETS, "n"] == 2


def test_agreement_of_the_bundled_coders_reaches_no_mark():
    table = tables.agreement(themes.codings()).set_index("theme")
    assert table["alpha"].eq(1).all() and table.drop(index=SETS)["low"].lt(0.8).all()


def test_disagreements_are_listed():
    table = tables.disagreements(codings(A="110.", B="100.", C="1.01"))
    assert table[["number", "coded", "not_coded"]].values.tolist() == [[2, "A", "B"]]


def test_scores_of_a_coder_against_a_reference():
    table = tables.scores(codings(rule="1101.", hand="10011"), coder="rule", reference="hand")
    row = table.iloc[0]
    assert row[["n", "both", "coder_only", "reference_only"]].tolist() == [4, 2, 1, 0]
    values = row[["precision", "recall", "f1"]].tolist()
    assert values == pytest.approx([2 / 3, 1, 0.8])
    assert table["theme"].tolist() == ["fish", "all"]
    nothing = tables.scores(codings(rule="00", hand="00"), coder="rule", reference="hand").iloc[0]
    assert nothing[["precision", "recall", "f1", "alpha"]].isna().all()


@pytest.mark.parametrize(
    ("coder", "reference", "message"),
    [
        ("rule", "hnd", "no coder 'hnd'; the coders are rule, hand; did you mean 'hand'"),
        ("rule", "rule", "coder and reference are both 'rule'; they must be two coders"),
    ],
)
def test_scores_refuses_coders_that_cannot_be_compared(coder, reference, message):
    with pytest.raises(ValueError, match=message):
        tables.scores(codings(rule="1", hand="1"), coder=coder, reference=reference)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (codings(A="12"), "a code must be 1, 0 or missing; A gave 2 to fish of highlight 2 of a"),
        (pd.concat([codings(A="1"), codings(A="0")]), "A coded fish of highlight 1 of a twice"),
        (codings(A="1").rename(columns={"coder": "codr"}), "needs a column 'coder'.*'codr'"),
    ],
)
def test_agreement_refuses_codings_that_cannot_be_compared(table, message):
    for compare in (tables.agreement, tables.disagreements):
        with pytest.raises(ValueError, match=message):
            compare(table)


def test_agreement_of_the_empty_table():
    none = schema.empty("codings")
    pd.testing.assert_frame_equal(tables.agreement(none), schema.empty("agreement"))
    pd.testing.assert_frame_equal(tables.disagreements(none), schema.empty("disagreements"))
    scored = tables.scores(none, coder="a", reference="b")
    pd.testing.assert_frame_equal(scored, schema.empty("scores"))


@pytest.mark.parametrize("options", [{"level": 1}, {"draws": 0}])
def test_agreement_refuses_options_out_of_range(options):
    with pytest.raises(ValueError, match="level must be between 0 and 1, and draws at least 1"):
        tables.agreement(codings(A="1", B="1"), **options)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.text("01.", min_size=5, max_size=5), min_size=2, max_size=4))
def test_agreement_always(lines):
    table = codings(**{f"c{i}": line for i, line in enumerate(lines)})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        row = tables.agreement(table, draws=20).iloc[0]
    turned = tables.agreement(table.iloc[::-1].reset_index(drop=True), draws=20).iloc[0]
    flipped = tables.agreement(table.assign(value=1 - table["value"]), draws=20).iloc[0]
    for other in (turned["alpha"], flipped["alpha"]):
        assert other == pytest.approx(row["alpha"], nan_ok=True)
    assert not row["alpha"] > 1
    assert bool(row["percent"] == 1) == (tables.disagreements(table).empty and row["n"] > 0)
    if row["alpha"] == row["alpha"]:
        assert (row["alpha"] == pytest.approx(1)) == (row["percent"] == 1)
        assert row["low"] <= row["high"]


def test_agreement_of_many_highlights():
    line = "".join("10"[i % 3 == 0] for i in range(20_000))
    table = tables.agreement(codings(A=line, B=line[::-1]), draws=50)
    assert table["n"].iloc[0] == 20_000
