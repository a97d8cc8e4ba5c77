"""How far coders agree: published examples, plain cases, and what must always hold."""

import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import schema, tables
from analysis.tables.agreement import ALL

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


def coded(**coders):
    """Codings of one theme: 'A="10."' is a coder and the values of highlights 1, 2, 3."""
    rows = [
        ("a", number, coder, "", "fish", pd.NA if value == "." else int(value))
        for coder, values in coders.items()
        for number, value in enumerate(values, 1)
    ]
    return schema.table(rows, "codings")


@pytest.mark.parametrize(
    "index",
    [
        pd.Index(range(10), name="unit"),
        [7] * 10,
        list("aabbccddee"),
        pd.MultiIndex.from_product([[1, 2], list("abcde")]),
    ],
)
def test_alpha_takes_a_row_for_a_unit_whatever_it_is_called(index):
    units = pd.DataFrame([line.split() for line in BINARY]).T.set_axis(index)
    assert round(tables.alpha(units), 3) == 0.095


@pytest.mark.parametrize(
    ("lines", "expected"), [(BINARY, 0.095), (NOMINAL, 0.692), (MISSING, 0.743)]
)
def test_alpha_of_the_published_examples(lines, expected):
    units = pd.DataFrame([line.split() for line in lines]).T.replace(".", np.nan)
    assert tables.alpha(units) == pytest.approx(expected, abs=0.0005)


def test_alpha_of_five_coders_who_left_much_out():
    """The 40 units of Hayes & Krippendorff (2007): alpha is 0.4765 where their values are taken as nominal."""
    units = pd.read_csv(CASES / "alpha-2007.csv", index_col="unit")
    assert tables.alpha(units) == pytest.approx(0.4765, abs=0.00005)


def test_agreement_gives_the_published_alpha():
    one, two = (line.replace(" ", "") for line in BINARY)
    first = tables.agreement(coded(Meg=one, Owen=two)).iloc[0]
    assert first["alpha"] == pytest.approx(0.095, abs=0.0005)
    assert (first["n"], first["coders"], first["percent"], first["prevalence"]) == (10, 2, 0.6, 0.3)
    assert first["low"] < first["alpha"] < first["high"]
    assert first["means"].startswith("alpha may be anything from -")
    assert (
        "10 highlights, 30% of the codes a 1, are too few to say how far the coders agree"
        in first["means"]
    )


@pytest.mark.parametrize(
    ("coders", "n", "percent", "alpha", "words"),
    [
        (
            {"A": "10", "B": "10"},
            2,
            1,
            1,
            "no disagreement in 2 highlights, which leaves it open that up to 78%",
        ),
        ({"A": "00", "B": "00"}, 2, 1, np.nan, "as all codes are the same, alpha has no value"),
        ({"A": "10"}, 0, np.nan, np.nan, "nothing to compare"),
        ({"A": "1.", "B": ".1"}, 0, np.nan, np.nan, "nothing to compare"),
        ({"A": "10.", "B": "01."}, 2, 0, -0.5, "too few"),
        ({"A": "1", "B": "1", "C": "0"}, 1, 1 / 3, 0, "1 highlight, 67% of the codes"),
        ({"A": "1100", "B": "1100", "C": "11.0"}, 4, 1, 1, "no disagreement in 4 highlights"),
    ],
)
def test_small_cases_by_hand(coders, n, percent, alpha, words):
    row = tables.agreement(coded(**coders)).iloc[0]
    assert (row["coders"], row["n"]) == (len(coders), n)
    assert row["percent"] == pytest.approx(percent, nan_ok=True)
    assert row["alpha"] == pytest.approx(alpha, nan_ok=True)
    assert words in row["means"]


def test_enough_highlights_allow_a_conclusion():
    good = tables.agreement(coded(A="10" * 200, B="10" * 198 + "0110")).iloc[0]
    assert "the codes can be relied on" in good["means"]
    bad = tables.agreement(coded(A="1100" * 100, B="1010" * 100)).iloc[0]
    assert "too little agreement" in bad["means"]
    middling = tables.agreement(coded(A="1100" * 100, B="1100" * 80 + "1010" * 20)).iloc[0]
    assert 2 / 3 < middling["low"] < 0.8 < middling["high"]
    assert "good enough for tentative conclusions" in middling["means"]
    open_still = tables.agreement(coded(A="1100" * 10, B="1100" * 8 + "1010" * 2)).iloc[0]
    assert open_still["low"] < 2 / 3 < open_still["high"]
    assert "40 highlights do not settle" in open_still["means"]


def test_with_27_highlights_and_few_codes_the_interval_spans_most_of_the_range():
    first = "1111" + "0" * 23
    second = "1100" + "11" + "0" * 21
    row = tables.agreement(coded(A=first, B=second)).iloc[0]
    assert row["high"] - row["low"] > 0.5
    assert "27 highlights, 15% of the codes a 1, are too few" in row["means"]


def test_the_interval_is_the_same_on_every_run_and_narrows_with_n():
    few, many = coded(A="1100" * 5, B="1101" * 5), coded(A="1100" * 50, B="1101" * 50)
    first, again, wide = tables.agreement(few), tables.agreement(few), tables.agreement(many)
    pd.testing.assert_frame_equal(first, again)
    assert (wide["high"] - wide["low"]).iloc[0] < (first["high"] - first["low"]).iloc[0] / 2
    assert tables.agreement(few, seed=1)["low"].iloc[0] == pytest.approx(
        first["low"].iloc[0], abs=0.2
    )


def test_all_themes_together_do_not_narrow_the_interval_where_they_go_together():
    one = coded(A="1100" * 10, B="1101" * 10)
    three = pd.concat([one.assign(theme=theme) for theme in ("x", "y", "z")], ignore_index=True)
    table = tables.agreement(three).set_index("theme")
    assert table.loc[ALL, "n"] == 120
    width = table["high"] - table["low"]
    assert width[ALL] == pytest.approx(width["x"], abs=0.02)


def test_the_interval_covers_what_it_should():
    """Of many samples with a known alpha, about 95 in 100 intervals hold it."""
    random, held = np.random.default_rng(7), 0
    chance = {"11": 0.3, "00": 0.5, "10": 0.1, "01": 0.1}
    prevalence = 0.3 + 0.1
    true = 1 - 0.2 / (2 * prevalence * (1 - prevalence))
    for _ in range(60):
        drawn = random.choice(list(chance), size=150, p=list(chance.values()))
        row = tables.agreement(
            coded(A="".join(d[0] for d in drawn), B="".join(d[1] for d in drawn)), draws=300
        ).iloc[0]
        held += row["low"] <= true <= row["high"]
    assert held >= 51


def test_themes_come_in_their_order_and_all_last():
    both = pd.concat([coded(A="10", B="10").assign(theme=theme) for theme in ("zoo", "ant")])
    assert tables.agreement(both)["theme"].tolist() == ["zoo", "ant", "all"]


def test_disagreements_are_listed():
    table = tables.disagreements(coded(A="110.", B="100.", C="1.01"))
    assert table[["number", "coded", "not_coded"]].values.tolist() == [[2, "A", "B"]]
    pd.testing.assert_frame_equal(
        tables.disagreements(schema.empty("codings")), schema.empty("disagreements")
    )


def test_scores_of_a_coder_against_a_reference():
    table = tables.scores(coded(rule="1101.", hand="10011"), coder="rule", reference="hand")
    row = table.iloc[0]
    assert row[["n", "both", "coder_only", "reference_only"]].tolist() == [4, 2, 1, 0]
    assert (row["precision"], row["recall"], row["f1"]) == (
        pytest.approx(2 / 3),
        1,
        pytest.approx(0.8),
    )
    assert table["theme"].tolist() == ["fish", "all"]
    nothing = tables.scores(coded(rule="00", hand="00"), coder="rule", reference="hand").iloc[0]
    assert nothing[["precision", "recall", "f1", "alpha"]].isna().all()
    with pytest.raises(
        ValueError, match="no coder 'hnd'; the coders are rule, hand; did you mean 'hand'"
    ):
        tables.scores(coded(rule="1", hand="1"), coder="rule", reference="hnd")
    with pytest.raises(ValueError, match="coder and reference are both 'rule'"):
        tables.scores(coded(rule="1", hand="1"), coder="rule", reference="rule")


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (coded(A="12"), "a code is 1, 0 or missing; A gave 2 to fish of highlight 2 of a"),
        (pd.concat([coded(A="1"), coded(A="0")]), "A coded fish of highlight 1 of a twice"),
        (coded(A="1").rename(columns={"coder": "codr"}), "needs a column 'coder'.*'codr'"),
    ],
)
def test_codings_that_cannot_be_compared(table, message):
    for compare in (tables.agreement, tables.disagreements):
        with pytest.raises(ValueError, match=message):
            compare(table)


def test_empty_tables_give_empty_tables():
    none = schema.empty("codings")
    pd.testing.assert_frame_equal(tables.agreement(none), schema.empty("agreement"))
    pd.testing.assert_frame_equal(
        tables.scores(none, coder="a", reference="b"), schema.empty("scores")
    )
    assert np.isnan(tables.alpha(pd.DataFrame()))


@pytest.mark.parametrize("options", [{"level": 1}, {"draws": 0}])
def test_options_out_of_range(options):
    with pytest.raises(ValueError, match="level lies between 0 and 1"):
        tables.agreement(coded(A="1", B="1"), **options)


values = st.lists(st.text("01.", min_size=5, max_size=5), min_size=2, max_size=4)


@settings(deadline=None, max_examples=50)
@given(values)
def test_what_must_always_hold(lines):
    codings = coded(**{f"c{i}": line for i, line in enumerate(lines)})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        row = tables.agreement(codings, draws=20).iloc[0]
    turned = tables.agreement(codings.iloc[::-1].reset_index(drop=True), draws=20).iloc[0]
    flipped = tables.agreement(codings.assign(value=1 - codings["value"]), draws=20).iloc[0]
    matrix = pd.DataFrame([list(line) for line in lines]).T.replace(".", np.nan)
    for other in (turned["alpha"], flipped["alpha"], tables.alpha(matrix)):
        assert other == pytest.approx(row["alpha"], nan_ok=True)
    assert not row["alpha"] > 1
    assert bool(row["percent"] == 1) == (tables.disagreements(codings).empty and row["n"] > 0)
    if row["alpha"] == row["alpha"]:
        assert (row["alpha"] == pytest.approx(1)) == (row["percent"] == 1)
        assert row["low"] <= row["high"]


def test_a_coding_of_many_highlights_takes_little_memory_and_time():
    line = "".join("10"[i % 3 == 0] for i in range(20_000))
    assert tables.agreement(coded(A=line, B=line[::-1]), draws=50)["n"].iloc[0] == 20_000
