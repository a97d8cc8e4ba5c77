"""The forest plot of a keyness table."""

import itertools

import numpy as np
import pandas as pd
import pytest

from analysis import charts
from tests import chart_cases
from tests.drawn import said, shapes, texts

LABELS = ["peace", "war", "law", "bread"]


def keyness(*rows, unit="tokens", first="headline", second="quote", sizes=(329, 2334), **columns):
    """A keyness table of (count in the first, count in the second, whether it stands out)."""
    made = []
    for label, (one, other, out) in zip(LABELS, rows, strict=False):
        ratio = np.log2((one + 0.5) / sizes[0]) - np.log2((other + 0.5) / sizes[1])
        made.append(
            {
                "unit": unit, "id": label, "label": label, "first": first, "second": second,
                "count_first": one, "count_second": other, "size_first": sizes[0], "size_second": sizes[1],
                "log_ratio": ratio, "lrc": ratio / 2 if out else 0.0, "z": ratio, "stands_out": out,
                "low": ratio - 1, "high": ratio + 1, "tested": True, "tests": len(rows),
            }
        )  # fmt: skip
    return pd.DataFrame(made).assign(**columns)


TITLES = [
    (keyness((12, 19, True), (1, 8, False)), "“peace”: 4.5 times as frequent in the headlines as in the quotes"),
    (keyness((1, 60, True)), "“peace”: 5.7 times as frequent in the quotes as in the headlines"),
    (keyness((9, 0, True)), "“peace” stands out: only in the headlines, never in the quotes"),
    (keyness((12, 19, True), (12, 19, True)), "Two words stand out between the headlines and the quotes"),
    (keyness((1, 8, False)), "No word can be told from chance between the headlines and the quotes"),
    (keyness((1, 8, False), unit="mentions"), "No name can be told from chance between the headlines and the quotes"),
    (
        keyness((9, 9, True), unit="codes", first="A", second="B", sizes=(10, 30)),
        "Peace: odds 3 times as high in A as in B",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("table", "title"), TITLES)
def test_keyness_title_names_what_stands_out(table, title):
    assert said(charts.keyness(table))[0].casefold() == title.casefold()


def test_keyness_says_what_was_corrected_for():
    table = keyness((12, 19, True), (1, 8, False), tests=2)
    rare = pd.concat([table, table.tail(1).assign(tested=False, label="rare")])
    _, subtitle = said(charts.keyness(rare.assign(tests=2)))
    assert "(329 and 2,334 words) with its exact 95 % interval" in subtitle
    assert subtitle.endswith(
        "after correction for 2 words (Tarone) one stands out; 1 more is too rare to be tested"
    )


def test_keyness_counts_highlights_of_codes():
    _, subtitle = said(charts.keyness(keyness((9, 9, False), unit="codes", sizes=(39, 40))))
    assert subtitle.startswith("How many times as high the odds are in the headlines as in")
    assert "(39 and 40 highlights)" in subtitle
    assert "after correction for 1 theme (Tarone) none stands out" in subtitle


def test_keyness_draws_candidates_where_nothing_stands_out():
    ax = charts.keyness(keyness((3, 1, False), (1, 8, False)))
    assert len(shapes(ax, "lines")) == 2
    assert {"3 : 1", "1 : 8"} <= set(texts(ax))


def test_keyness_leaves_out_what_could_not_stand_out():
    table = keyness((3, 1, False), (1, 8, False), tested=[True, False])
    assert [t.get_text() for t in charts.keyness(table).get_yticklabels()] == ["peace"]


def test_keyness_says_that_nothing_is_frequent_enough():
    title, subtitle = said(charts.keyness(keyness((3, 1, False), tested=False, tests=0)))
    assert title == "No word occurs often enough to be compared"
    assert subtitle == "1 word in the headlines and the quotes (329 and 2,334 words)"


def test_keyness_dots_are_at_the_log_ratio():
    table = keyness((12, 19, True), (1, 8, False))
    ax = charts.keyness(table)
    drawn = [line.get_xdata()[0] for line in shapes(ax, "lines")]
    assert drawn == pytest.approx(sorted(table["log_ratio"], reverse=True))
    low, high = ax.get_xlim()
    assert low < min(drawn)
    assert max(drawn) < high


def test_keyness_interval_without_an_end_has_an_arrow():
    table = keyness((9, 0, True), high=np.inf)
    ax = charts.keyness(table)
    assert [line.get_marker() for line in ax.lines].count(">") == 1
    assert "only" in texts(ax)


@pytest.mark.parametrize("size", ["column", "page"])
def test_keyness_long_numbers_of_times_do_not_touch(size):
    ax = charts.keyness(keyness((500, 0, True), (12, 19, True)), size=size)
    ax.figure.canvas.draw()
    assert 0 in ax.get_xticks()
    boxes = sorted(tick.get_window_extent().extents.tolist() for tick in ax.get_xticklabels())
    gaps = [right[0] - left[2] for left, right in itertools.pairwise(boxes)]
    assert min(gaps) > 0


def test_keyness_top_cuts_what_stands_out():
    ax = charts.keyness(chart_cases.keyness(3), top=2)
    assert len(shapes(ax, "lines")) == 2
    assert said(ax)[1].endswith("; the first 2 of them shown")
