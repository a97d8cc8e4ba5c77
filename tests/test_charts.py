"""Charts through their Axes, and every chart at every size measured: no text on another, none off the canvas."""

import io
import itertools
import warnings

import matplotlib
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from analysis import charts, schema
from analysis.charts import sheet, style
from tests.chart_cases import (
    CASES,
    both_voices,
    counts,
    groups,
    many,
)
from tests.drawn import bars
from tests.timing import seconds

SOURCE = {
    "document": "a",
    "title": "A Thaw?",
    "authors": "Ann Lee; Bo Ek",
    "date": "2021-01-26",
    "publisher": "The Paper",
}


def vector(ax):
    buffer = io.BytesIO()
    with style.context():
        ax.figure.savefig(buffer, format="svg", metadata={"Date": None})
    return buffer.getvalue()


def drawn(figure):
    """Every text that is really drawn, with its box in pixels."""
    figure.canvas.draw()
    ticks = [
        t
        for ax in figure.axes
        for axis in (ax.xaxis, ax.yaxis)
        for t in axis.get_ticklabels(which="both")
    ]
    shown = [
        t
        for t in figure.findobj(Text)
        if t.get_visible() and t.get_text().strip() and t.axes is not None
    ]
    shown += [t for t in ticks if t not in shown and t.get_visible() and t.get_text().strip()]
    renderer = figure.canvas.get_renderer()
    return [(t, t.get_window_extent(renderer)) for t in shown]


def collisions(figure, slack=1.0):
    """Pairs of texts whose drawn boxes share more than a hair's breadth, and texts that leave the canvas."""
    found = drawn(figure)
    width, height = figure.canvas.get_width_height()
    off = [
        t.get_text()
        for t, box in found
        if box.x0 < -slack or box.y0 < -slack or box.x1 > width + slack or box.y1 > height + slack
    ]
    over = [
        (a.get_text(), b.get_text())
        for (a, one), (b, other) in itertools.combinations(found, 2)
        if min(one.x1, other.x1) - max(one.x0, other.x0) > slack
        and min(one.y1, other.y1) - max(one.y0, other.y0) > slack
        # the words of a cloud are measured by their ink in tests/test_cloud.py; their boxes, with room for accents, may touch
        and not all((t.get_gid() or "").startswith("mark") for t in (a, b))
    ]
    return off, over


@pytest.mark.parametrize("size", style.SIZES)
@pytest.mark.parametrize("rows", [0, 1, 7, 60])
@pytest.mark.parametrize("name", CASES)
def test_charts_fit_their_size_and_no_text_overlaps_another_or_leaves_the_canvas(name, rows, size):
    draw, make = CASES[name].draw, CASES[name].table
    figure = draw(make(rows), source=SOURCE, size=size).figure
    off, over = collisions(figure)
    assert not off, f"off the canvas: {off}"
    assert not over, f"one on another: {over[:3]}"
    height = figure.get_size_inches()[1]
    assert height <= style.SIZES[size].tallest + 0.001, f"{height:.2f} inches tall"


@pytest.mark.parametrize("name", CASES)
def test_every_size_has_its_width_and_title_subtitle_and_source(name):
    draw, make = CASES[name].draw, CASES[name].table
    for size, measures in style.SIZES.items():
        ax = draw(make(7), source=SOURCE, size=size)
        assert ax.figure.get_size_inches()[0] == pytest.approx(measures.width)
        record = ax.figure.charts[0]
        assert record.title
        assert "".join(ax.get_title().split()) == "".join(record.title.split())
        shown = {t.get_gid(): t.get_text().replace("\n", " ") for t in ax.texts}
        assert shown["subtitle"] == " ".join(record.subtitle.split())
        credit = (
            ". Dots placed by GeoNames (CC BY 4.0); land: Natural Earth"
            if name == "dot_map"
            else ""
        )
        assert (
            shown["source"]
            == "Source: Ann Lee and Bo Ek, “A Thaw?”, The Paper, 2021-01-26" + credit
        )
        assert record.alt.startswith(tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        assert record.title.rstrip(".") in record.alt


@pytest.mark.parametrize("name", CASES)
def test_the_empty_table_draws_a_figure_that_says_so(name):
    draw, make = CASES[name].draw, CASES[name].table
    ax = draw(make(0))
    assert any(t.get_text() == "Nothing to show." for t in ax.texts)
    assert ax.get_title() == CASES[name].empty


def said(ax):
    """Title and subtitle, each on one line."""
    record = ax.figure.charts[0]
    return record.title, record.subtitle


@pytest.mark.parametrize("name", CASES)
def test_the_users_settings_and_the_table_stay_as_they_were(name):
    draw, make = CASES[name].draw, CASES[name].table
    table = make(7)
    before, settings = table.copy(), dict(matplotlib.rcParams)
    draw(table, source=SOURCE)
    pd.testing.assert_frame_equal(table, before)
    assert dict(matplotlib.rcParams) == settings


@pytest.mark.parametrize("look", ["dark_background", "ggplot", "fivethirtyeight"])
def test_the_users_settings_do_not_show(look):
    table = many(7)
    plain = vector(charts.bars(table, source=SOURCE))
    own = {
        "font.size": 30,
        "text.usetex": True,
        "hatch.color": "red",
        "axes.titlelocation": "left",
        "savefig.bbox": "tight",
    }
    with matplotlib.style.context([look, own]):
        assert vector(charts.bars(table, source=SOURCE)) == plain


@pytest.mark.parametrize("top", [0, -1, 2.5, "3", None, True])
def test_top_is_a_number_of_rows(top):
    with pytest.raises(ValueError, match="top is how many rows"):
        charts.bars(many(3), top=top)


@pytest.mark.parametrize("bad", [float("nan"), float("inf")], ids=["missing", "infinite"])
@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("bars", "count"),
        ("bars by rate", "rate"),
        ("cloud", "count"),
        ("document_portrait", "number"),
        ("dumbbell", "rate"),
        ("framing", "both"),
        ("heatmap", "highlights"),
        ("intervals", "n"),
        ("keyness", "log_ratio"),
        ("timeline", "highlights"),
    ],
)
def test_numbers_that_cannot_be_drawn_are_named(name, column, bad):
    table = CASES[name].table(4)
    table[column] = table[column].astype(float)
    table.loc[table.index[1], column] = bad
    with pytest.raises(ValueError, match=rf"row 1 of the table has .+ in '{column}', which cannot"):
        CASES[name].draw(table)


def test_numbers_that_may_be_missing_are_drawn():
    table = counts([("Italy", 3, 3, 1), ("India", 2, 2, 1)], n=None, words=100)
    table[["rate", "low", "high"]] = float("nan")
    assert charts.bars(table.assign(words=None)).get_title().startswith("Italy")
    assert charts.bars(table, value="rate").get_title().startswith("No rates")


def italy(*numbers):
    rows = [("a", n, "quote", 0, 5, "Italy", "ITA", "Italy", "name", "") for n in numbers]
    return schema.table(rows, "mentions")


def of(*numbers):
    return pd.DataFrame({"document": "a", "number": numbers, "headline": "Ready"})


def test_two_voices_or_groups_are_sent_where_they_are_compared():
    with pytest.raises(ValueError, match=r"charts\.dumbbell"):
        charts.bars(both_voices(2))
    with pytest.raises(ValueError, match=r"charts\.small_multiples"):
        charts.dots(groups(2))


def test_unknown_options_say_what_is_near():
    with pytest.raises(TypeError, match="did you mean 'source'"):
        charts.bars(many(1), sourc=SOURCE)
    with pytest.raises(ValueError, match="did you mean 'column'"):
        charts.bars(many(1), size="colum")
    with pytest.raises(ValueError, match="value is one of count, highlights, rate"):
        charts.bars(many(1), value="share")
    with pytest.raises(ValueError, match="column 'count'"):
        charts.bars(many(1).drop(columns="count"))


def test_labels_are_drawn_as_written():
    ax = charts.bars(counts([("$5 and $6", 3, 3, 1), ("_x", 2, 2, 1), (r"$\frac", 1, 1, 1)]))
    assert [t.get_text() for t in ax.get_yticklabels()] == ["$5 and $6", "_x", r"$\frac"]
    assert not any(t.get_parse_math() for t in ax.figure.findobj(Text))


def test_control_characters_and_half_surrogates_do_not_reach_the_figure():
    # As objects, since pandas' own texts hold no half of a pair where pyarrow is installed.
    dirty = counts([("a", 3, 3, 1)]).assign(label=pd.Series(["a\x00b\ud800c"], dtype=object))
    assert charts.bars(dirty).get_yticklabels()[0].get_text() == "abc"


def test_plain_matplotlib_overrides_everything():
    ax = charts.bars(many(7), source=SOURCE)
    ax.set_title(
        "A title of my own that is so long that it needs a second line on a page of this width, or a third one"
    )
    bars(ax)[0].set_color("green")
    ax.set_xlim(0, 500)
    off, over = collisions(ax.figure)
    assert (off, over) == ([], [])
    assert ax.get_title().startswith("A title of my own")
    assert "\n" in ax.get_title()
    assert ax.get_xlim() == (0, 500)


def test_axes_of_the_users_own_are_filled_and_nothing_else_is():
    figure = Figure(figsize=(12, 8))
    FigureCanvasAgg(figure)
    left, right = figure.subplots(1, 2)
    assert charts.bars(many(6), left, source=SOURCE, size="column") is left
    assert charts.dots(many(6), right, source=SOURCE, size="column") is right
    figure.canvas.draw()
    assert collisions(figure) == ([], [])
    assert [r.chart for r in sheet.records(figure)] == ["bars", "dots"]


@pytest.mark.parametrize("chart", ["bars", "dots", "cloud"])
def test_a_label_of_any_length_takes_no_longer(chart):
    def took(length):
        table = many(3)
        table.loc[0, "label"] = "a" * length
        return seconds(lambda: getattr(charts, chart)(table), times=1)

    took(5_000)
    # Measured whole, a million letters take minutes.
    assert took(1_000_000) < 10 * took(5_000)


@pytest.mark.parametrize(
    ("rows", "text"),
    # So many rows are closer, so many are in smaller text, and so many are not all drawn.
    [(12, 16), (22, 14), (26, 12), (100, 12)],
)
def test_charts_too_tall_for_a_slide_are_closer_then_smaller_then_cut(rows, text):
    table = counts([(f"Row {i:02d}", 5 + rows - i, 5, 1) for i in range(rows)])
    ax = charts.bars(table, source=SOURCE, size="slide", top=rows)
    drawn = len(ax.get_yticklabels())
    assert ax.figure.get_size_inches()[1] == pytest.approx(7.5)
    assert {label.get_fontsize() for label in ax.get_yticklabels()} == {text}
    if rows < 100:
        assert drawn == rows
        return
    assert 20 < drawn < rows
    assert f"the first {drawn} of {rows} shown" in said(ax)[1]


def test_charts_cut_to_their_size_keep_the_call_as_it_was_given():
    ax = charts.bars(many(60), source=SOURCE, size="slide", top=50)
    assert ax.figure.charts[0].arguments["top"] == 50


def test_one_warning_names_the_script_and_the_setting():
    with pytest.warns(
        UserWarning, match="no glyphs for Chinese characters, symbols: boxes"
    ) as caught:
        charts.bars(counts([("中国", 3, 3, 1), ("日本 🇷", 2, 2, 1)]))
    assert len(caught) == 1
    assert 'rcParams["font.family"]' in str(caught[0].message)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        charts.bars(counts([("Россия", 3, 3, 1), ("Ελλάδα", 2, 2, 1), ("Türkiye", 2, 2, 1)]))


def test_pyplot_is_not_touched():
    import matplotlib.pyplot as plt

    before = plt.get_fignums()
    charts.bars(many(3))
    assert plt.get_fignums() == before


@pytest.mark.parametrize("rows", [4, 16])
def test_intervals_rows_come_closer_on_a_slide(rows):
    row = {"highlights": 3, "n": 9, "share": 0.33, "low": 0.1, "high": 0.6, "confidence": 0.95}
    names = [f"Theme {place}" for place in range(rows)]
    table = pd.DataFrame({"theme": names, "label": names, **row})
    axes = charts.intervals(table, size="slide", title="Shares")
    assert axes.get_figure(root=True).get_size_inches()[1] == pytest.approx(7.5)
