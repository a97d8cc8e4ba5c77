"""Shares and agreement with their intervals."""

import numpy as np
import pandas as pd
import pytest

from analysis import charts
from tests.drawn import record, said, texts


def shares(*rows, n=27, **columns):
    """A shares table of (label, highlights, low, high)."""
    made = [(label, label, k, n, k / n, low, high) for label, k, low, high in rows]
    columns_of = ["theme", "label", "highlights", "n", "share", "low", "high"]
    return pd.DataFrame(made, columns=columns_of).assign(**{"confidence": 0.95} | columns)


def agreement(*rows, n=27, **columns):
    """An agreement table of (theme, alpha, low, high, means)."""
    table = pd.DataFrame(rows, columns=["theme", "alpha", "low", "high", "means"])
    return table.assign(n=n, **{"needed": pd.NA, "confidence": 0.95} | columns)


def rows(ax):
    return [t.get_text() for t in ax.get_yticklabels()]


def test_intervals_of_shares_say_how_many_of_how_many():
    ax = charts.intervals(shares(("A", 5, 0.08, 0.37), ("B", 2, 0.02, 0.23)))
    assert {"5 of 27 (8–37 %)", "2 of 27 (2–23 %)"} <= set(texts(ax))
    assert said(ax) == (
        "A: in 5 of 27 highlights (next: B, 2)",
        "Share of 27 highlights that carry the theme; a highlight may carry several; "
        "the line is the 95 % Wilson interval",
    )


@pytest.mark.parametrize(
    ("uncoded", "end"),
    [
        (3, "interval; 3 of 27 highlights carry none of the themes"),
        (1, "interval; 1 of 27 highlights carries none of the themes"),
        (0, "interval"),
    ],
)
def test_intervals_of_shares_say_how_many_highlights_carry_no_theme(uncoded, end):
    ax = charts.intervals(shares(("A", 5, 0.08, 0.37), uncoded=uncoded))
    assert said(ax)[1].endswith(end)
    assert f"{end}. " in record(ax).alt


def test_intervals_of_small_shares_are_not_written_as_zero():
    ax = charts.intervals(shares(("A", 4, 0.0011, 0.0102), n=1000))
    assert "4 of 1,000 (0.11–1.0 %)" in texts(ax)


def test_intervals_without_ends_say_nothing_of_an_interval():
    ax = charts.intervals(shares(("A", 5, np.nan, np.nan)))
    assert "5 of 27" in texts(ax)
    assert "interval" not in said(ax)[1]


def test_intervals_of_a_large_codebook_are_those_of_its_most_frequent_themes():
    table = shares(*[(f"Theme {n:03}", 400 - n, 0.1, 0.9) for n in range(300)], n=400)
    ax = charts.intervals(table)
    drawn = len(rows(ax))
    assert rows(ax)[0] == "Theme 000" and 40 < drawn < 60
    assert said(ax)[1].endswith(f"the first {drawn} of 300 shown")
    coded = agreement(*[(f"t{n}", 1 - n / 400, 0.1, 1.0, "good") for n in range(300)])
    ax = charts.intervals(coded)
    drawn = len(rows(ax))
    assert 40 < drawn < 60 and f"the first {drawn} of 300 shown" in said(ax)[1]


def test_intervals_name_their_level():
    ax = charts.intervals(shares(("A", 5, 0.1, 0.3), confidence=0.8))
    assert said(ax)[1].endswith("80 % Wilson interval")


def test_intervals_rank_themes_within_their_facet():
    facets = pd.DataFrame({"theme": ["A", "B", "C"], "facet": ["topic", "region", "topic"]})
    table = shares(("A", 5, 0.1, 0.3), ("B", 9, 0.2, 0.5), ("C", 6, 0.1, 0.4))
    ax = charts.intervals(table, facets=facets)
    assert rows(ax) == ["Topic", "C", "A", "Region", "B"]
    assert said(ax)[0].startswith("Topic: C ")
    same = charts.intervals(table.assign(facet=["topic", "region", "topic"]))
    assert rows(same) == rows(ax)


ALPHA = [
    ([("x", 1.0, 0.85, 1.0, ""), ("y", 0.9, 0.82, 0.97, "")], "Coders agree for certain on both themes"),
    ([("x", 1.0, 0.47, 1.0, ""), ("y", 0.9, 0.82, 0.97, "")], "Coders agree for certain on one of 2 themes"),
    ([("x", 1.0, 0.47, 1.0, ""), ("y", 0.9, 0.6, 0.97, "")], "Coders agree for certain on none of 2 themes"),
    ([("x", 1.0, 1.0, 1.0, "")], "Coders agree for certain on none of 1 theme"),
    ([("all", -0.1, -0.2, 0.1, "")], "Alpha of all themes together is −0.10"),
]  # fmt: skip


@pytest.mark.parametrize(("made", "title"), ALPHA)
def test_intervals_of_alpha_claim_only_what_the_lower_ends_allow(made, title):
    assert said(charts.intervals(agreement(*made)))[0] == title


def test_intervals_of_alpha_name_what_was_compared_and_what_it_takes():
    table = agreement(("x", 1.0, 0.47, 1.0, ""), ("y", 0.9, 0.6, 0.97, ""), needed=[193, 87])
    ax = charts.intervals(table, compared="the rule and a language model")
    assert said(ax)[1] == (
        "Krippendorff’s alpha with its 95 % bootstrap interval, 27 highlights; 1 is full agreement, 0 what "
        "chance gives; certain: the whole line at 0.80 or above; it takes 87 to 193 highlights to show an alpha of 0.80; the rule and a language model"
    )
    assert "the rule and a language model" in record(ax).alt


def test_intervals_of_alpha_keep_the_undefined_and_set_off_the_few():
    table = agreement(
        ("x", 1.0, 0.47, 1.0, "too few to tell: …"),
        ("y", 0.7, 0.4, 0.9, ""),
        ("z", np.nan, np.nan, np.nan, ""),
        ("all", 0.8, 0.7, 0.9, ""),
        ("all (MASI)", 0.85, 0.7, 0.9, ""),
    )
    ax = charts.intervals(table)
    together = ["Sets of themes (MASI)", "All themes together"]
    assert rows(ax) == ["x", "y", "z", *together]
    written = set(texts(ax))
    assert {"0.70 (0.40 to 0.90)", "undefined: all codes are equal", "too few to tell"} <= written


def test_intervals_of_alpha_use_labels():
    table = agreement(("x", 0.7, 0.4, 0.9, "")).assign(label="Ex")
    assert rows(charts.intervals(table)) == ["Ex"]
