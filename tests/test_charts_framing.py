"""What only the headline, or only the quote, names."""

import pandas as pd
import pytest

from analysis import charts
from tests.drawn import marks, said, shapes, texts
from tests.test_charts import collisions

COLUMNS = ["label", "headline_only", "both", "quote_only", "stands_out"]


def framing(*rows, unit="mentions", n=27):
    return pd.DataFrame(rows, columns=COLUMNS).assign(unit=unit, id="x", n=n, p=0.5)


TITLES = [
    (framing(("Russia", 5, 7, 2, False)), "No name differs between headline and quote by more than chance"),
    (framing(("Russia", 9, 7, 1, True)), "Russia: 9 times in the headline only, 1 in the quote only"),
    (framing(("Russia", 1, 7, 9, True)), "Russia: 9 times in the quote only, 1 in the headline only"),
    (framing(("peace", 0, 0, 9, True), unit="tokens"), "“peace”: 9 times in the quote only, 0 in the headline only"),
    (
        framing(("A", 9, 0, 1, True), ("B", 0, 0, 9, True)),
        "A and B differ between headline and quote by more than chance",
    ),
    (
        framing(*[(name, 9, 0, 1, True) for name in ("Mali", "Oman", "Peru", "Togo")]),
        "Mali and Oman, and two more names, differ between headline and quote by more than chance",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("table", "title"), TITLES)
def test_framing_title_claims_only_what_stands_out(table, title):
    assert said(charts.framing(table))[0] == title


def test_framing_bars_go_to_both_sides_of_the_middle():
    ax = charts.framing(framing(("Russia", 5, 7, 2, False)))
    headline, quote = shapes(ax)
    assert (headline.get_width(), quote.get_width()) == pytest.approx((-5, 2))
    assert -headline.get_x() == pytest.approx(quote.get_x())
    assert {"headline only", "both", "quote only", "5", "7", "2"} <= set(texts(ax))
    assert marks(ax)[0] == "Russia: headline only 5, both 7, quote only 2"


def test_framing_gives_an_empty_side_no_more_room_than_its_heading():
    one = charts.framing(framing(("A", 0, 1, 8, False), ("B", 0, 0, 2, False)))
    both = charts.framing(framing(("A", 8, 1, 8, False), ("B", 0, 0, 2, False)))
    long = [
        max(bar.get_window_extent().width for bar in shapes(ax) if bar.get_width() > 0)
        for ax in (one, both)
    ]
    assert long[0] > 1.4 * long[1]
    assert collisions(one.figure) == ([], [])
    assert one.get_xlim()[0] < 0


def test_framing_says_what_is_compared():
    _, subtitle = said(charts.framing(framing(("A", 1, 0, 0, False), ("B", 1, 0, 0, False)), top=1))
    assert subtitle == (
        "Of 27 highlights: how many name it in the headline only, in both, in the quote only; "
        "exact McNemar test, corrected for the number of names; the first 1 of 2 shown, ties by name"
    )


def test_framing_refuses_another_table():
    with pytest.raises(ValueError, match="framing table needs a column"):
        charts.framing(pd.DataFrame({"unit": [], "label": []}))
