"""The document portrait: rows, columns, totals, and the sentence about blocks."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex

from analysis import charts, permutation
from analysis.charts import style
from tests import make
from tests.drawn import marks, record, said, shapes, texts


def coded(*rows, document="a"):
    """Codes of (number, theme), or (number, theme, coder)."""
    made = [
        (document, row[0], row[1], row[1].title(), row[2] if len(row) > 2 else "rule", "")
        for row in rows
    ]
    return make.padded(made, "codes")


def of(*numbers):
    return pd.DataFrame({"document": "a", "number": numbers, "headline": "Ready"})


def ticks(ax, axis="y"):
    return [t.get_text() for t in getattr(ax, f"get_{axis}ticklabels")()]


TITLES = [
    (coded((1, "x")), of(1), "Highlight 1 carries one theme"),
    (coded((1, "x")), of(1, 2), "Highlight 1 carries one theme, no other as many"),
    (coded((21, "x"), (25, "x")), of(21, 25), "Every highlight carries one theme"),
    (coded((21, "x"), (25, "x")), None, "Every coded highlight carries one theme"),
    (
        coded((21, "x"), (25, "x"), (25, "y")),
        of(21, 25),
        "Highlight 25 carries two themes, no other as many",
    ),
    (
        coded((1, "x"), (1, "y"), (3, "x"), (3, "y")),
        of(1, 2, 3),
        "No highlight carries more than two themes; two carry two",
    ),
]


@pytest.mark.parametrize(("table", "whole", "title"), TITLES)
def test_document_portrait_title_counts_the_themes_of_a_highlight(table, whole, title):
    ax = charts.document_portrait(table, of=whole)
    assert said(ax)[0] == title
    numbers = sorted(set(table["number"] if whole is None else whole["number"]))
    assert [label.split()[0] for label in ticks(ax)[:-1]] == [str(n) for n in numbers]


def test_document_portrait_title_says_that_themes_come_in_blocks():
    rows = [(n, "x") for n in range(1, 9)] + [(n, "y") for n in range(9, 17)]
    ax = charts.document_portrait(coded(*rows), of=of(*range(1, 17)))
    title, subtitle = said(ax)
    assert title == "Themes come in blocks: neighbours share one 14 times, 7 by chance"
    assert "permutation test of the order, p = 0.00" in subtitle


def test_document_portrait_without_all_highlights_claims_no_blocks():
    rows = [(n, "x") for n in range(1, 9)] + [(n, "y") for n in range(9, 17)]
    title, subtitle = said(charts.document_portrait(coded(*rows)))
    assert "blocks" not in title
    assert "highlights without a theme are left out" in subtitle


def test_document_portrait_says_how_many_highlights_carry_no_theme():
    one = charts.document_portrait(coded((1, "x"), (3, "x")), of=of(1, 2, 3, 4))
    none = "2 of 4 highlights carry none of the themes"
    assert said(one)[1].endswith(f"; {none}") and none in record(one).alt

    table = pd.concat([coded((1, "x"), (1, "y")), coded((1, "y"), document="b")])
    whole = pd.concat([of(1, 2, 3), of(1).assign(document="b")])
    assert said(charts.document_portrait(table, of=whole))[1].endswith(f"; {none}")

    for drawn in (coded((1, "x"), (2, "x")), coded((1, "x"))):
        ax = charts.document_portrait(drawn, of=of(*drawn["number"]))
        assert "none" not in said(ax)[1]


def test_document_portrait_names_who_coded():
    ax = charts.document_portrait(coded((1, "x")), of=of(1), compared="coded by Ana Lima")
    assert said(ax)[1].endswith("; coded by Ana Lima")


def test_document_portrait_names_headlines():
    whole = make.highlights(("Ready To Cooperate", ""), ("Pressure", ""))
    ax = charts.document_portrait(coded((1, "x"), (2, "x")), of=whole)
    assert ticks(ax) == ["1 Ready To Cooperate", "2 Pressure", "total"]


def test_document_portrait_totals_are_those_of_rows_and_columns():
    ax = charts.document_portrait(coded((1, "x"), (1, "y"), (2, "x")), of=of(1, 2, 3))
    along_rows = [t.get_text() for t in ax.texts if t.get_position()[0] > 1.5]
    assert along_rows[:3] == ["2", "1", "0"]
    at_bottom = [t.get_text() for t in ax.texts if t.get_position()[1] == 3.3]
    assert at_bottom == ["2", "1"]


def test_document_portrait_groups_columns_by_facet():
    table = coded((1, "asia"), (2, "asia"), (1, "war"), (2, "war"), (3, "war"), (3, "law"))
    facets = pd.DataFrame({"theme": ["asia", "war", "law"], "facet": ["region", "topic", "topic"]})
    ax = charts.document_portrait(table, of=of(1, 2, 3), facets=facets)
    assert ticks(ax, "x") == ["War", "Law", "Asia", "total"]
    places = ax.get_xticks()
    assert places[1] - places[0] == 1
    assert places[2] - places[1] > 1
    with pytest.raises(ValueError, match="column 'facet'"):
        charts.document_portrait(table, facets=facets[["theme"]])


def test_document_portrait_shows_what_a_correction_added():
    ax = charts.document_portrait(coded((1, "x"), (2, "x", "corrected")), of=of(1, 2))
    colours = [to_hex(cell.get_facecolor()) for cell in shapes(ax)]
    assert colours == [style.ACCENT, style.SECOND]
    assert "coded by the rule" in texts(ax)
    assert marks(ax)[1] == "Highlight 2, X: coded (corrected)"


def test_document_portrait_of_a_corpus_has_a_row_for_each_document():
    table = pd.concat([coded((1, "x"), (2, "x")), coded((1, "y"), document="b")])
    whole = pd.concat([of(1, 2, 3), of(1).assign(document="b")])
    ax = charts.document_portrait(table, of=whole)
    assert ticks(ax) == ["1 a", "2 b", "total"]
    assert marks(ax)[0] == "a, X: 2 of 3 highlights"
    assert said(ax)[0] == "Both themes are level, each in 1 of 2 documents"
    named = pd.DataFrame(
        {"document": ["a", "b"], "title": ["A Thaw?", ""], "date": "", "publisher": ""}
    )
    ax = charts.document_portrait(table, of=whole, source=named)
    assert ticks(ax) == ["1 A Thaw?", "2 b", "total"]


def test_document_portrait_of_a_long_article_shows_what_carries_a_theme():
    ax = charts.document_portrait(coded((3, "x"), (90, "x")), of=of(*range(1, 101)))
    assert ticks(ax) == ["3 Ready", "90 Ready", "total"]
    assert said(ax) == (
        "2 of 100 highlights carry a theme, none more than one",
        "Which of 1 theme each of 100 highlights carries, in article order; "
        "98 of 100 highlights carry none of the themes; the 2 highlights with a theme shown",
    )
    ax = charts.document_portrait(coded(*[(n, "x") for n in range(1, 91)]), of=of(*range(1, 101)))
    assert len(ticks(ax)) == 61
    assert said(ax)[1].endswith("; the first 60 of the 90 highlights with a theme shown")


def test_document_portrait_leaves_out_the_rarest_of_too_many_themes():
    rows = [(1, f"theme {i:02}") for i in range(40)] + [(2, "theme 39")]
    ax = charts.document_portrait(coded(*rows), of=of(1, 2), size="column")
    shown = len(ticks(ax, "x")) - 1
    assert shown < 40
    assert "Theme 39" in ticks(ax, "x")
    assert said(ax)[1].endswith(f"; the first {shown} themes shown")


def test_document_portrait_totals_do_not_touch():
    rows = [(n, f"theme {n % 2}") for n in range(1, 801)]
    ax = charts.document_portrait(coded(*rows), of=of(*range(1, 801)), size="column")
    left, right = sorted(
        text.get_window_extent().extents[[0, 2]].tolist()
        for text in ax.texts
        if text.get_text() == "400"
    )
    assert right[0] - left[1] > 0.2 * (left[1] - left[0]) / 3


def test_document_portrait_top_is_how_many_rows_are_drawn():
    rows = [(n, "theme") for n in range(1, 28)]
    ax = charts.document_portrait(coded(*rows), of=of(*range(1, 28)), top=9)
    assert len(ticks(ax)) == 10  # and the totals
    assert said(ax)[1].endswith("; the first 9 of the 27 highlights with a theme shown")


def test_document_portrait_fits_a_slide_whole():
    rows = [(n, f"theme {n % 14}") for n in range(1, 28)]
    ax = charts.document_portrait(coded(*rows), of=of(*range(1, 28)), size="slide")
    assert ax.figure.get_size_inches()[1] == pytest.approx(7.5)
    assert len(ticks(ax)) == 28


@pytest.mark.parametrize("size", style.SIZES)
def test_document_portrait_text_is_legible(size):
    rows = [(n, f"theme {n % 14}") for n in range(1, 28)]
    ax = charts.document_portrait(coded(*rows), of=of(*range(1, 28)), size=size)
    labels = [*ax.get_yticklabels(), *ax.get_xticklabels(), *ax.texts]
    assert min(label.get_fontsize() for label in labels) >= 6


def test_blocks_are_not_found_in_a_random_order():
    """At the 5 % level about one random order in twenty is called blocks."""
    chance = np.random.default_rng(1)
    carried = np.eye(4, dtype=int).repeat(5, axis=0)
    found = [permutation.blocks(chance.permutation(carried)).p < 0.05 for _ in range(100)]
    assert sum(found) <= 12


@pytest.mark.parametrize("rows", [0, 1])
def test_blocks_of_too_few_rows_are_chance(rows):
    assert permutation.blocks(np.ones((rows, 3))) == (0, 0.0, 1.0)
