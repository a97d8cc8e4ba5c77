"""What bars, dots, cells and lines show, read from the Axes."""

import itertools

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex

from analysis import charts, tables
from analysis.charts import style
from analysis.tables.intervals import wilson
from tests import make
from tests.chart_cases import (
    CASES,
    LONG,
    blocks,
    counts,
    course,
    crosstab,
    filled,
    many,
    mentions,
    pair,
)
from tests.drawn import bars, shapes
from tests.test_charts import collisions, drawn


def widths(ax):
    """The lengths of all bars, panel by panel; tracks are no marks."""
    return [round(bar.get_width(), 6) for bar in shapes(ax)]


def rows(ax):
    """The labels of the rows."""
    return [text.get_text() for text in ax.get_yticklabels()]


def texts(ax):
    """Every text written into the Axes."""
    return {text.get_text() for text in ax.texts}


def cells(ax):
    """The cells of a grid: their tooltips."""
    record = ax.figure.charts[0]
    return [
        record.marks[patch.get_gid()] for patch in ax.patches if patch.get_gid() in record.marks
    ]


def places(ax):
    """Where the dots are."""
    marks = [line for line in ax.lines if (line.get_gid() or "").startswith("mark")]
    return [(line.get_xdata()[0], round(line.get_ydata()[0], 6)) for line in marks]


def test_charts_registry_has_a_case_and_a_picture_of_each():
    pictured = {getattr(case.draw, "__name__", "") for case in CASES.values() if case.picture}
    assert pictured == set(charts.__all__) == set(dir(charts))


def test_bars_order_and_zero():
    ax = charts.bars(counts([("Italy", 4, 4, 1), ("Russia", 19, 19, 9), ("India", 7, 7, 1)]))
    assert rows(ax) == ["Russia", "India", "Italy"]
    assert widths(ax) == [19, 7, 4]
    assert all(bar.get_x() == 0 for bar in bars(ax))
    assert ax.get_ylim()[0] > ax.get_ylim()[1]  # the first row is on top


def test_bars_ties_by_label():
    ax = charts.bars(counts([("Greece", 3, 3, 1), ("Cyprus", 3, 3, 1), ("Ukraine", 5, 5, 1)]))
    assert rows(ax) == ["Ukraine", "Cyprus", "Greece"]


def test_bars_strict_and_broad():
    ax = charts.bars(counts([("United States", 22, 21, 12), ("Crimea", 2, 0, 1)]))
    found = [(bar.get_x(), bar.get_width(), bool(bar.get_hatch())) for bar in bars(ax)]
    assert found == [(0, 21, False), (21, 1, True), (0, 0, False), (0, 2, True)]
    # Of Crimea nothing is strict: it is hatched alone.
    key = {"by name or demonym (strict)", "also by capital, city or territory (broad)"}
    assert {"22 (strict 21)", "2"} | key <= texts(ax)


def test_bars_bodies_have_no_hatching():
    ax = charts.bars(counts([("EU", 8, 0, 4), ("UN", 4, 0, 3)]))
    assert not any(bar.get_hatch() for bar in bars(ax))


@pytest.mark.parametrize(
    ("highlights", "options", "end"),
    [
        (5, {"value": "highlights"}, 27),
        (2, {"value": "highlights"}, None),  # 2 of 27 would be too short to compare
        (5, {}, None),
    ],
)
def test_bars_axis_ends_at_n(highlights, options, end):
    ax = charts.bars(counts([("Italy", 30, 30, highlights), ("India", 9, 9, 1)]), **options)
    tracks = [bar.get_width() for bar in bars(ax) if not bar.get_gid()]
    assert tracks == ([end, end] if end else [])
    assert (f"{highlights} of 27" in texts(ax)) is bool(end)
    assert ax.get_xlim()[1] >= max(widths(ax) + tracks)


def test_paired_bars_share_one_scale():
    ax = charts.paired_bars(counts([("India", 7, 7, 1), ("Russia", 19, 19, 9)]))
    assert widths(ax) == [19, 7, 9, 1]
    assert {"Mentions", "Quotes"} <= texts(ax)


def test_paired_bars_blocks():
    ax = charts.paired_bars(blocks(4), top=2)
    assert len(rows(ax)) == 4
    assert {"Countries", "Organisations"} <= texts(ax)
    upper, lower = ax.get_yticks()[1:3]
    assert lower - upper > 2  # the second heading is between the blocks
    hatched = [bar for bar in bars(ax) if bar.get_hatch()]
    assert {round(bar.get_y() + bar.get_height() / 2) for bar in hatched} == {1}
    subtitle = ax.figure.charts[0].subtitle
    assert subtitle.endswith(
        "; the first 2 of 4 in “Countries”; the first 2 of 3 in “Organisations”"
    )


def test_paired_bars_refuse_themes():
    with pytest.raises(ValueError, match=r"carries a theme once: draw themes with charts\.bars"):
        charts.paired_bars(many(3, unit="codes", voice="highlight"))


def test_dots_count_and_highlights():
    ax = charts.dots(counts([("US", 12, 12, 10), ("right", 11, 11, 11)], unit="tokens"))
    marks = [
        (line.get_xdata()[0], line.get_markerfacecolor())
        for line in ax.lines
        if line.get_gid() and "mark" in line.get_gid()
    ]
    assert marks == [(12, style.ACCENT), (10, "white"), (11, style.ACCENT)]
    assert {"12 in 10", "11 in 11"} <= texts(ax)


def voices(headline, quote):
    """A counts table by voice, 300 words of headlines and 3,000 of quotes."""
    parts = [
        counts([(label, k, k, 1) for label, k in rows.items()], voice=voice, words=words)
        for voice, rows, words in (("headline", headline, 300), ("quote", quote, 3000))
    ]
    return pd.concat(parts, ignore_index=True)


def test_dumbbell_rates_and_intervals():
    table = voices({"Syria": 6, "Italy": 1}, {"Italy": 15, "India": 1})
    ax = charts.dumbbell(table)
    assert rows(ax) == ["Italy", "Syria"]  # by both voices together; India occurs once
    assert [round(x, 2) for x, _ in places(ax)] == [3.33, 5.0, 20.0, 0.0]
    assert {"3.3", "5", "20", "0", "headlines", "quotes"} <= texts(ax)

    record = ax.figure.charts[0]
    assert "(300 and 3,000 words)" in record.subtitle
    assert record.subtitle.endswith("; 1 name that occurs once is left out")
    lines = [line.get_xdata() for line in ax.lines if len(line.get_xdata()) == 2]
    own = table.set_index(["voice", "label"]).loc[("quote", "Italy")]
    assert [own["low"], own["high"]] in [list(line) for line in lines]


def test_dumbbell_silent_voice_has_an_interval():
    ax = charts.dumbbell(voices({"Syria": 6, "Italy": 6}, {"Italy": 40}))
    ends = [round(float(line.get_xdata()[1]), 3) for line in ax.lines if len(line.get_xdata()) == 2]
    assert round(-np.log(0.025) / 3, 3) in ends  # 3.69 occurrences in 3,000 words


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (many(2, voice="both"), "counts 'both'"),
        (many(2).assign(words=pd.NA), "does not say of how many words"),
    ],
)
def test_dumbbell_refuses(table, message):
    with pytest.raises(ValueError, match=message):
        charts.dumbbell(table)


def test_dumbbell_one_voice_alone():
    for voice, other in (("quote", "headlines"), ("headline", "quotes")):
        ax = charts.dumbbell(counts([("India", 3, 3, 1)], voice=voice))
        assert ax.figure.charts[0].title == (
            f"There is nothing in the {other} to compare with the {voice}s"
        )
        assert "Nothing to show." in texts(ax)


def group(name, n, *cells):
    """The counts of one group."""
    return counts([(label, k, k, k) for label, k in cells], group=name, n=n)


def test_small_multiples_shares_largest_first():
    table = pd.concat(
        [
            group("few", 4, ("Russia", 2), ("Italy", 1)),
            group("large", 20, ("Italy", 5), ("Russia", 10)),
        ]
    )
    ax = charts.small_multiples(table)
    assert rows(ax) == ["Russia", "Italy"]
    assert widths(ax) == [0.5, 0.25, 0.5, 0.25]
    assert {"large, n = 20", "few, n = 4", "50 %", "25 %"} <= texts(ax)
    colours = [to_hex(bar.get_facecolor()) for bar in shapes(ax)]
    assert colours == [style.ACCENT, style.GREY, style.RULE, style.RULE]
    assert ax.figure.charts[0].subtitle.endswith("; pale: fewer than five highlights")


def test_small_multiples_merge_the_smallest():
    table = pd.concat([group(f"g{i:02}", 40 - i, ("Russia", i)) for i in range(12)])
    ax = charts.small_multiples(table)
    headings = [text for text in texts(ax) if "n =" in text]
    assert len(headings) == 8
    # The merged share is that of all highlights of the five smallest groups.
    assert widths(ax)[-1] == round((7 + 8 + 9 + 10 + 11) / (33 + 32 + 31 + 30 + 29), 6)
    assert "the 5 smallest of 12 groups are merged" in ax.figure.charts[0].subtitle


def test_small_multiples_draw_a_group_without_any():
    of = make.highlights("a", {"document": "b", "quote": "c"})
    found = tables.counts(make.codes((1, "asia")), by="document", of=of, zeros=True)
    ax = charts.small_multiples(found)
    assert widths(ax) == [1, 0] and {"b, n = 1", "0 %"} <= texts(ax)
    assert "left out" not in ax.figure.charts[0].subtitle


def test_small_multiples_need_n():
    with pytest.raises(ValueError, match="does not say of how many"):
        charts.small_multiples(many(2, group="a").assign(n=pd.NA))


def test_small_multiples_documents_without_any():
    documents = pd.DataFrame({"document": ["a", "b", "c", "d"], "title": ""})
    for names, end in [
        ("abcd", "the largest first"),
        ("abc", "; 1 document without any is left out"),
        ("ab", "; 2 documents without any are left out"),
        (["quote", "headline"], "the largest first"),  # the groups are not documents
    ]:
        table = pd.concat([group(name, 9, ("India", 2)) for name in names])
        ax = charts.small_multiples(table, source=documents)
        assert ax.figure.charts[0].subtitle.endswith(end)


HEADINGS = [
    (["a", "b"], {"a, n = 9", "b, n = 9"}),
    (
        ["2021-01-18-russias-foreign-policy-in-the-words-of", "b"],
        {"2021-01-18-russias-\nforeign-policy-in-the-\nwords-of\nn = 9"},
    ),
    (
        ["2021-01-18-russias-foreign-policy-in-the-words-of-a-minister-and-others", "b"],
        {"2021-01-18-russias-\nforeign-policy-in-the-\nwords-of-a-minister-an…\nn = 9"},
    ),
    (
        ["the_minister_of_foreign_affairs_speaks", "b"],
        {"the_minister_of_foreign_\naffairs_speaks\nn = 9"},
    ),
    (
        ["Rights and justice for everyone here", "b"],
        {"Rights and justice for\neveryone here\nn = 9"},
    ),
]


@pytest.mark.parametrize(("names", "headings"), HEADINGS)
def test_small_multiples_headings(names, headings):
    table = pd.concat([group(name, 9, ("India", 2), ("Italy", 1)) for name in names])
    ax = charts.small_multiples(table, size="column")
    assert headings <= texts(ax)
    assert collisions(ax.figure) == ([], [])


def test_small_multiples_panels_fit_their_names():
    def across(*names):
        table = pd.concat([group(name, 9, ("India", 2), ("Italy", 1)) for name in names])
        found = drawn(charts.small_multiples(table).figure)
        return len({round(box.x0) for text, box in found if "n = 9" in text.get_text()})

    assert across(*"abcdefgh") == 4
    assert across("Integration and Asia", "Interference and accusations", "c", "d") == 4
    assert across("Unconstitutionalities of all kinds", "b", "c") == 3
    assert across("x" * 200, "b", "c", "d") == 2


def test_charts_accent_only_what_leads_all_rows_drawn_or_not():
    cells = [("India", 5), ("Italy", 4), ("Iran", 9)]
    table = pd.concat([group("a", 20, *cells), group("b", 20, ("India", 9), ("Italy", 8))])
    ax = charts.small_multiples(table, top=2)
    marks = ax.figure.charts[0].marks
    accented = [
        marks[bar.get_gid()] for bar in ax.patches if to_hex(bar.get_facecolor()) == style.ACCENT
    ]
    assert accented == ["b, India: 9 of 20 highlights"]

    often = counts([("India", 9, 9, 2), ("Italy", 8, 8, 3), ("Iran", 7, 7, 7)])
    bars = charts.paired_bars(often, top=2).patches
    assert [to_hex(bar.get_facecolor()) == style.ACCENT for bar in bars] == [
        True,
        False,
        False,
        False,
    ]


def test_small_multiples_bands_are_even():
    for names, bands in [("abcdef", [3, 3]), ("abcde", [3, 2]), ("abcd", [4])]:
        table = pd.concat([group(name, 9, ("India", 2), ("Italy", 1)) for name in names])
        found = drawn(charts.small_multiples(table).figure)
        tops = [round(box.y0) for text, box in found if text.get_text().endswith("n = 9")]
        assert [tops.count(top) for top in dict.fromkeys(tops)] == bands


def test_heatmap_each_pair_once():
    both = pd.DataFrame(
        {"document": "a", "number": [1, 1, 2], "theme": ["x", "y", "x"], "label": ["X", "Y", "X"]}
    )
    highlights = pd.DataFrame({"document": "a", "number": [1, 2], "headline": "", "quote": "a b"})
    table = tables.crosstab(both, both, of=highlights)
    assert cells(charts.heatmap(table)) == []  # Y is in one highlight only
    twice = table.assign(row_total=2, column_total=2, together=True)
    assert cells(charts.heatmap(twice)) == [
        "X: 2 highlights in all",
        "Y, X: 1 highlight, Jaccard 0.50",
        "Y: 2 highlights in all",
    ]


def test_heatmap_number_is_count_and_shade_is_jaccard():
    pairs = [
        pair("A", "x", 4, totals=(5, 5)),
        pair("A", "y", 4, totals=(5, 30)),
        pair("B", "x", 0, totals=(2, 5)),
        pair("B", "y", 2, totals=(2, 30)),
    ]
    ax = charts.heatmap(filled(pairs, "crosstab"))
    assert {"4", "2"} <= texts(ax)
    marks = ax.figure.charts[0].marks
    shade = {marks.get(p.get_gid()): to_hex(p.get_facecolor()) for p in ax.patches}
    close, far = (
        shade["A, x: 4 highlights, Jaccard 0.67"],
        shade["A, y: 4 highlights, Jaccard 0.13"],
    )
    assert style.luminance(close) < style.luminance(far)  # as many highlights, but closer
    assert shade["B, x: 0 highlights, Jaccard 0.00"] == to_hex(style.PALE)


def test_heatmap_alike_rows_are_neighbours():
    pairs = [
        pair(row, column, 3 if (row in "ac") == (column == "x") else 0, totals=(9, 9))
        for row in "abcd"
        for column in "xy"
    ]
    assert rows(charts.heatmap(filled(pairs, "crosstab"))) == ["a", "c", "b", "d"]


def test_heatmap_rows_of_one_highlight_are_left_out():
    pairs = [pair(row, "x", size, totals=(size, 9)) for row, size in (("a", 3), ("b", 1), ("c", 1))]
    ax = charts.heatmap(filled(pairs, "crosstab"))
    assert rows(ax) == ["a"]
    assert ax.figure.charts[0].subtitle.endswith("; of the rows, 2 with one highlight left out")


@pytest.mark.parametrize(
    ("highlights", "size", "left_out"),
    [(6, "page", False), (12_345, "page", False), (12_345_678_901, "column", True)],
)
def test_heatmap_large_numbers(highlights, size, left_out):
    ax = charts.heatmap(crosstab(12).assign(highlights=highlights), size=size)
    written = [text for text in ax.texts if text.get_text() == f"{highlights:,}"]
    assert len(written) == (0 if left_out else 66)  # each pair of twelve once
    assert all(text.get_fontsize() >= 6 for text in written)
    subtitle = ax.figure.charts[0].subtitle
    assert subtitle.endswith("; numbers without room are left out") is left_out
    assert collisions(ax.figure) == ([], [])


def test_cells_numbers_of_neighbours_are_not_read_as_one():
    table = pd.concat([mentions(1)] * 2).assign(number=1)
    for last, written in [(27, ["2"]), (39, [])]:
        found = pd.concat([table.assign(number=number) for number in range(1, last + 1)])
        of = pd.DataFrame({"document": "a", "number": range(1, last + 1), "headline": "x"})
        ax = charts.lexical_dispersion(found, of=of, size="column")
        digits = [text for text in ax.texts if text.get_text() == "2"]
        assert [text.get_text() for text in digits[:1]] == written
        boxes = sorted(
            (text.get_window_extent().x0, text.get_window_extent().x1) for text in digits
        )
        gaps = [right[0] - left[1] for left, right in itertools.pairwise(boxes)]
        assert all(gap > 0.2 * (boxes[0][1] - boxes[0][0]) for gap in gaps)


@pytest.mark.parametrize("size", style.SIZES)
def test_rows_of_a_label_on_two_lines_are_not_all_twice_as_high(size):
    labels = [f"Row {i}" for i in range(12)]
    one_line = counts([(label, 9, 9, 1) for label in labels])
    labels[5] = "A name that does not find room on one line of a figure " * 2
    two_lines = counts([(label, 9, 9, 1) for label in labels])
    heights = [charts.bars(t, size=size).get_window_extent().height for t in (one_line, two_lines)]
    assert heights[1] < 1.5 * heights[0]


def test_heatmap_own_title_where_nothing_goes_together():
    table = filled([pair("r", "c", 0)], "crosstab")
    assert charts.heatmap(table, title="Mine").get_title() == "Mine"
    assert charts.heatmap(table.head(0), title="Mine").get_title() == "Mine"


TWO = [
    ("2020-01", "India", 4, 20), ("2020-02", "India", 2, 20), ("2020-05", "India", 1, 10),
    ("2020-01", "Italy", 1, 20), ("2020-02", "Italy", 1, 20), ("2020-05", "Italy", 0, 10),
]  # fmt: skip


def test_timeline_dots_and_intervals():
    ax = charts.timeline(course(*TWO))
    assert rows(ax) == ["India", "Italy"]
    first = places(ax)[0][0]
    assert [x - first for x, _ in places(ax)] == [0, 1, 4, 0, 1, 4]  # May is four months on

    # Heights are shares of the highest share, 4 of 20, downwards from each panel's top.
    india = [round(1 - y, 4) for _, y in places(ax)[:3]]
    assert india == [1.0, 0.5, 0.5]
    spans = [line for line in ax.lines if len(set(line.get_xdata())) == 1 and not line.get_gid()]
    low, high = wilson(1, 10)
    found = [tuple(np.round(1 - line.get_ydata(), 4)) for line in spans]
    assert found[2] == (round(low / 0.2, 4), pytest.approx(min(high / 0.2, 1.18), abs=1e-4))


@pytest.mark.parametrize(("periods", "joined"), [(4, 0), (6, 5)])
def test_timeline_lines_from_five_periods(periods, joined):
    cells = [(f"20{10 + year}", "Asia", 3 + year, 20) for year in range(periods)]
    ax = charts.timeline(course(*cells))
    lines = [
        line for line in ax.lines if len(set(line.get_xdata())) == 2 and line.get_zorder() == 2
    ]
    assert len(lines) == joined


def test_timeline_no_line_where_no_document_is_between():
    cells = [(str(year), "Asia", 3, 20) for year in (2010, 2011, 2012, 2015, 2016)]
    ax = charts.timeline(course(*cells))
    lines = [
        line for line in ax.lines if len(set(line.get_xdata())) == 2 and line.get_zorder() == 2
    ]
    assert len(lines) == 3


@pytest.mark.parametrize("size", style.SIZES)
def test_timeline_last_period_stays_within_the_margin(size):
    cells = [(f"{2000 + i // 12}-{1 + i % 12:02d}", "Trade", 3, 9) for i in range(60)]
    ax = charts.timeline(course(*cells), size=size)
    found = {text.get_text(): box for text, box in drawn(ax.figure)}
    page = ax.figure.sheet
    # Half a point is what rounding to pixels takes.
    edge = (page.edges[2] + 0.5) * ax.figure.dpi / 72
    assert found["2004-12\nn 9"].x1 <= edge


def test_timeline_small_periods_are_pale():
    ax = charts.timeline(course(("2020", "Asia", 1, 1), ("2021", "Asia", 19, 20)))
    colours = [line.get_color() for line in ax.lines if (line.get_gid() or "").startswith("mark")]
    assert colours == [style.RULE, style.ACCENT]
    assert ax.figure.charts[0].subtitle.endswith("; pale: fewer than five highlights")
    assert "95 %" in texts(ax)


def test_timeline_rows_that_are_not_drawn_are_counted():
    cells = [(f"20{j}", f"Row {i}", i, 99) for i in range(1, 10) for j in (10, 11)]
    ax = charts.timeline(course(*cells))
    assert len(places(ax)) == 12
    assert "; the first 6 of 9 shown" in ax.figure.charts[0].subtitle


def test_timeline_undated_documents():
    undated = course(("", "India", 2, 5), ("", "Italy", 2, 5), documents=2)
    table = pd.concat([course(*TWO), undated])
    assert places(charts.timeline(table)) == places(charts.timeline(course(*TWO)))
    subtitle = charts.timeline(table).figure.charts[0].subtitle
    assert subtitle.endswith("; 2 documents without such a date left out")

    documents = pd.DataFrame(
        {"document": ["a", "b", "c", "d"], "date": ["2020-01-02", "", "2020", "2020-05"]}
    )
    named = charts.timeline(table, source=documents)
    assert named.figure.charts[0].subtitle.endswith("left out: b, c")


def test_timeline_one_voice():
    table = course(*TWO)
    with pytest.raises(ValueError, match="one voice"):
        charts.timeline(pd.concat([table, table.assign(voice="headline")]))


@pytest.mark.parametrize("name", CASES)
def test_charts_no_text_under_six_points_at_column_width(name):
    figure = CASES[name].draw(CASES[name].table(12), size="column").figure
    assert min(text.get_fontsize() for text, _ in drawn(figure)) >= 6


def test_charts_a_long_label_is_cut_once():
    ax = charts.dots(counts([(LONG, 5, 5, 1), ("b", 1, 1, 1)], unit="tokens"))
    title = ax.figure.charts[0].title
    assert title.count("“") == title.count("”")


def test_dumbbell_shows_where_an_interval_goes_on_and_what_is_counted():
    table = make.counts(
        ("Russia", 12, 11, "headline", 329),
        ("Russia", 19, 19, "quote", 2334),
        columns="label count strict voice words",
    )
    drawn = table.assign(
        rate=1000 * table["count"] / table["words"], low=[18.8, 4.9], high=[400, 13]
    )
    ax = charts.dumbbell(drawn)
    end = ax.get_xlim()[1]
    arrows = [line for line in ax.lines if line.get_marker() == ">"]
    assert [line.get_xdata()[0] for line in arrows] == [end]
    assert max(max(line.get_xdata()) for line in ax.lines) <= end
    assert "capitals, cities and territories included" in ax.figure.charts[0].subtitle
    names = drawn.assign(strict=drawn["count"])
    assert "capitals" not in charts.dumbbell(names).figure.charts[0].subtitle
