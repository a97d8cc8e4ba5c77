"""Pairs: the counts, the measures, and which pairs meet more often than chance explains."""

import math
from itertools import product

import numpy as np
import pandas as pd
import pytest

from analysis import load, schema, tables, themes
from analysis.tables.correction import tarone
from tests import make

HIGHLIGHTS = make.highlights(
    ("Delhi", "India and India"), "Rome alone", ("x y", "one two three four five")
)
MENTIONS = make.mentions((1, "IND"), (1, "IND"), (2, "ITA"), columns="number entity")
CODES = make.codes((1, "asia"), (2, "asia"), (2, "europe"))


def fisher(both, first, second, n):
    """The chance of `both` or more, from the definition."""
    ways = [math.comb(first, k) * math.comb(n - first, second - k) for k in range(second + 1)]
    return sum(ways[both:]) / math.comb(n, second)


def test_crosstab_holds_the_zeros_and_the_measures():
    rows = tables.crosstab(CODES, MENTIONS, of=HIGHLIGHTS)
    columns = ["row", "column", "highlights", "row_total", "column_total", "n", "jaccard", "lift"]
    assert rows[columns].values.tolist() == [
        ["asia", "IND", 1, 2, 1, 3, 0.5, 1.5],
        ["asia", "ITA", 1, 2, 1, 3, 0.5, 1.5],
        ["europe", "IND", 0, 1, 1, 3, 0, 0],
        ["europe", "ITA", 1, 1, 1, 3, 1, 3],
    ]


def test_crosstab_looks_at_the_highlights_given_alone():
    rows = tables.crosstab(CODES, MENTIONS, of=HIGHLIGHTS.tail(2))
    columns = ["row", "column", "highlights", "row_total", "column_total", "n"]
    assert rows[columns].values.tolist() == [
        ["asia", "ITA", 1, 1, 1, 2],
        ["europe", "ITA", 1, 1, 1, 2],
    ]
    assert tables.crosstab(CODES, MENTIONS, of=HIGHLIGHTS.tail(1)).empty


@pytest.mark.parametrize("n", [1, 5, 12])
def test_crosstab_p_by_the_definition_of_fisher(n):
    of = make.highlights(*["word"] * n)
    random = np.random.default_rng(n)
    has = random.random((n, 6)) < 0.5
    has[0] = True
    codes = make.codes(*[(i + 1, f"t{j}") for i, j in zip(*np.nonzero(has), strict=True)])
    rows = tables.crosstab(codes, codes, of=of)
    for row in rows.itertuples():
        if row.row == row.column:
            assert np.isnan(row.p) and not row.together
        else:
            expected = fisher(row.highlights, row.row_total, row.column_total, n)
            assert row.p == pytest.approx(expected)


def test_crosstab_together_marks_pairs_beyond_chance_after_correction():
    """x and y are in the same 8 of 40 highlights; the others are spread at random."""
    of = make.highlights(*["word"] * 40)
    random = np.random.default_rng(3)
    rows = [(n, theme) for n in range(1, 9) for theme in "xy"]
    rows += [(n, f"z{j}") for j in range(10) for n in random.choice(40, 8, replace=False) + 1]
    codes = make.codes(*rows)
    found = tables.crosstab(codes, codes, of=of)
    assert set(found.loc[found["together"], "row"]) == {"x", "y"}
    assert found["together"].sum() == 2
    assert found["p"].lt(0.05).sum() > 2


def test_crosstab_together_is_rarely_wrong_where_chance_decides():
    random = np.random.default_rng(8)
    of = make.highlights(*["word"] * 27)
    wrong = 0
    for _ in range(100):
        has = random.random((27, 10)) < 0.2
        codes = make.codes(*[(i + 1, f"t{j}") for i, j in zip(*np.nonzero(has), strict=True)])
        wrong += tables.crosstab(codes, codes, of=of)["together"].any()

    # Eleven or more of 100 have a chance of 1 % where the rate is 5 %.
    assert wrong <= 10


def test_crosstab_of_different_tables_tests_equal_ids():
    """An actor in the headlines against the same actor in the quotes is no pair with itself."""
    headlines, quotes = MENTIONS.assign(number=[1, 2, 3]), MENTIONS
    rows = tables.crosstab(headlines, quotes, of=HIGHLIGHTS)
    assert rows["p"].notna().all()


def test_crosstab_of_the_bundled_themes_has_no_pair_beyond_chance():
    article = load.article()
    codes = themes.codes(article)
    rows = tables.crosstab(codes, codes, of=article)
    assert not rows["together"].any()
    assert rows["p"].min() == pytest.approx(0.025, abs=0.0005)


@pytest.mark.parametrize("name", ["mentions", "codes", "tokens"])
def test_crosstab_of_the_empty_table(name):
    nothing, none = schema.empty(name), schema.empty("highlights")
    pd.testing.assert_frame_equal(
        tables.crosstab(nothing, nothing, of=none), schema.empty("crosstab")
    )


def test_crosstab_refuses_other_types_by_argument():
    for arguments, named in ((("x", CODES), "rows"), ((CODES, ["x"]), "columns")):
        with pytest.raises(TypeError, match=f"{named} must be a pandas DataFrame of mentions"):
            tables.crosstab(*arguments, of=HIGHLIGHTS)
    with pytest.raises(TypeError, match=r"of \(a highlights table\) must be a pandas DataFrame"):
        tables.crosstab(CODES, CODES, of="x")


def test_tarone_by_the_definition():
    """The smallest k with at most k tests that can reach error / k."""
    random = np.random.default_rng(4)
    for least, error in product([10 ** random.uniform(-6, 0, 40) for _ in range(20)], (0.05, 0.2)):
        known, k = tarone(least, error)
        assert k == min(k for k in range(1, 42) if (least <= error / k).sum() <= k)
        assert known.tolist() == (least <= error / k).tolist()
