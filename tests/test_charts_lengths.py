"""The row of bars in article order."""

import pandas as pd
import pytest

from analysis import charts, tables
from tests import chart_cases, make
from tests.drawn import marks, said, shapes, texts


def lengths(*words, voice="quote"):
    rows = [("Ready", "word " * count) for count in words]
    return tables.lengths(make.highlights(*rows), voice=voice)


TITLES = [
    (lengths(80, 12, 30), "From 12 words to 80: the median quote has 30"),
    (lengths(80, 12), "From 12 words to 80: the median quote has 46"),
    (lengths(1, 1), "Both quotes are level, each with 1 word"),
    (lengths(7), "One quote of 7 words"),
    (lengths(7, 8, voice="headline"), "Both headlines are level, each with 1 word"),
]


@pytest.mark.parametrize(("table", "title"), TITLES)
def test_lengths_title_names_the_extremes(table, title):
    assert said(charts.lengths(table))[0] == title


def test_lengths_are_in_article_order():
    words = [5, 80, 12, 30, 1, 9, 9, 9, 9, 9, 40, 2]
    ax = charts.lengths(lengths(*words))
    assert [bar.get_height() for bar in shapes(ax)] == words
    assert marks(ax)[1] == "2. Ready: 80 words"
    assert said(ax)[1].startswith("Words of each quote, in article order; 12 quotes, ")


def test_lengths_names_only_the_longest_and_the_shortest():
    written = texts(charts.lengths(lengths(30, 80, 12, 30)))
    assert any(text.startswith("2.") and text.endswith("80") for text in written)
    assert any(text.startswith("3.") and text.endswith("12") for text in written)
    assert not any(text.startswith(("1.", "4.")) for text in written)


def test_lengths_names_the_first_of_several_that_tie():
    written = texts(charts.lengths(lengths(80, 12, 80, 12, 12)))
    named = [text for text in written if text.startswith(("1.", "2.", "3.", "4.", "5."))]
    assert sorted(named) == ["1. Ready 80 (and 1 more)", "2. Ready 12 (and 2 more)"]
    assert not any("more" in text for text in texts(charts.lengths(lengths(5, 5))))


def test_lengths_go_through_documents_one_after_another():
    one = make.highlights(("Ready", "a b c"), ("Go", "a"), document="a")
    other = make.highlights(("Yes", "a b"), document="b")
    ax = charts.lengths(tables.lengths(pd.concat([other, one])))
    assert [bar.get_height() for bar in shapes(ax)] == [3, 1, 2]


def test_lengths_documents_are_in_natural_order():
    parts = [make.highlights(("Ready", "a " * n), document=f"talk-{n}") for n in (10, 2, 1)]
    ax = charts.lengths(tables.lengths(pd.concat(parts)))
    assert [bar.get_height() for bar in shapes(ax)] == [1, 2, 10]


def test_lengths_refuses_other_counts():
    with pytest.raises(ValueError, match=r"make the table with tables\.lengths\(highlights\)"):
        charts.lengths(chart_cases.many(3))


def test_lengths_cut_the_label_of_a_quote_between_words():
    quotes = ("word " * 20, "字" * 80, "Two\n\nparagraphs.")
    counts = tables.lengths(make.highlights(*(("", quote) for quote in quotes)))
    labels = dict(zip(counts["id"].str.split().str[-1], counts["label"], strict=True))
    assert labels["1"] == "1. " + "word " * 11 + "word…"
    assert labels["2"] == "2. " + "字" * 59 + "…"
    assert labels["3"] == "3. Two paragraphs."
