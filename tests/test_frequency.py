"""Shares, their intervals, and how far a ranking hangs on one highlight."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import load, schema, tables, themes
from tests.make import highlights


def codes(*pairs):
    return schema.table(
        [("a", number, theme, theme.upper(), "rule", "") for number, theme in pairs], "codes"
    )


def test_highlights_of_n_and_share_of_words():
    table = tables.shares(
        codes((1, "x"), (2, "x"), (2, "y")), of=highlights("one two", "three four five", "six", "")
    )
    assert table[["theme", "label", "highlights", "n", "share", "words"]].values.tolist() == [
        ["x", "X", 2, 4, 0.5, 5],
        ["y", "Y", 1, 4, 0.25, 3],
    ]
    assert table["words_share"].tolist() == pytest.approx([5 / 6, 1 / 2])
    assert table[["low", "high"]].isna().all(axis=None)


def test_the_interval_on_request():
    row = tables.shares(codes((1, "x")), of=highlights(*["word"] * 10), interval=True).iloc[0]
    # Wilson (1927), as tabulated for 1 of 10 at 95 per cent.
    assert (row["low"], row["high"]) == (
        pytest.approx(0.0179, abs=1e-4),
        pytest.approx(0.4042, abs=1e-4),
    )


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
def test_wilson_against_published_values(count, n, low, high):
    """81/263 and 15/148 are worked by Newcombe (1998)."""
    assert tables.wilson(count, n) == pytest.approx((low, high), abs=1e-4)


@given(st.integers(0, 60), st.integers(0, 60), st.floats(0.01, 0.999))
def test_wilson_holds_the_share_and_mirrors(count, more, level):
    n = count + more
    low, high = tables.wilson(count, n, level=level)
    assert 0 <= low <= (count / n if n else 0.5) <= high <= 1
    assert tables.wilson(more, n, level=level) == pytest.approx((1 - high, 1 - low))


@pytest.mark.parametrize(("count", "n", "level"), [(2, 1, 0.95), (-1, 1, 0.95), (1, 2, 95)])
def test_wilson_refuses_what_is_no_share(count, n, level):
    with pytest.raises(ValueError, match="count lies between 0 and n"):
        tables.wilson(count, n, level=level)


def test_ranks_when_any_one_highlight_is_left_out():
    table = tables.stability(
        codes((1, "x"), (2, "x"), (2, "y"), (3, "z")), of=highlights("", "", "", "")
    )
    assert table[["theme", "highlights", "rank", "best", "worst", "moves"]].values.tolist() == [
        ["x", 2, 1, 1, 1, 0],
        ["y", 1, 2, 1, 3, 2],
        ["z", 1, 2, 1, 3, 3],
    ]


def test_ranks_are_those_of_counting_again():
    texts = load.article()
    coded = themes.codes(texts)
    table = tables.stability(coded, of=texts).set_index("theme")
    ranks = []
    for number in texts["number"]:
        left = (
            coded[coded["number"].ne(number)]
            .groupby("theme")
            .size()
            .reindex(table.index, fill_value=0)
        )
        ranks.append(left.rank(method="min", ascending=False).astype(int))
    ranks = pd.concat(ranks, axis=1)
    assert table["best"].tolist() == ranks.min(axis=1).tolist()
    assert table["worst"].tolist() == ranks.max(axis=1).tolist()
    assert table["moves"].tolist() == ranks.ne(table["rank"], axis=0).sum(axis=1).tolist()


def test_codes_of_other_articles_are_left_out():
    other = codes((1, "x")).assign(document="b")
    assert tables.shares(other, of=highlights("word")).empty
    assert tables.stability(other, of=highlights("word")).empty


def test_empty_tables_give_empty_tables():
    for name, function in (("shares", tables.shares), ("stability", tables.stability)):
        result = function(schema.empty("codes"), of=schema.empty("highlights"))
        pd.testing.assert_frame_equal(result, schema.empty(name))


def test_the_shares_of_the_bundled_article():
    texts = load.article()
    table = tables.shares(themes.codes(texts), of=texts, interval=True)
    assert table["n"].eq(27).all()
    assert table["highlights"].sum() == 52
    assert (table["low"].lt(table["share"]) & table["share"].lt(table["high"])).all()
    assert "editor's selection" in tables.CAVEAT
