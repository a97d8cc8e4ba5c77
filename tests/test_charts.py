"""Charts through their Axes, and every chart at every size measured: no text on another, none off the canvas."""

import itertools
import warnings

import matplotlib
import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from analysis import charts, schema, tables
from analysis.charts import findings, frame, style

SOURCE = {
    "document": "a",
    "title": "A Thaw?",
    "authors": "Ann Lee; Bo Ek",
    "date": "2021-01-26",
    "publisher": "The Paper",
}
LONG = "A label of many words " * 14
NASTY = ["Россия и соседи", "$5 and $6 \\frac{1}{2}", "_leading", "two\nlines", "<b>&amp;</b>", LONG, "x" * 300]


def counts(rows, *, voice="quote", unit="mentions", group="", n=27, words=2334):
    """A counts table of (label, count, strict, highlights)."""
    made = [
        (voice, group, unit, label.lower(), label, c, s, h, min(s, h), n, words, 1000 * c / words, 0.5)
        for label, c, s, h in rows
    ]
    return schema.table(made, "counts")


def labels(size):
    return [NASTY[i] if i < len(NASTY) else f"Row {i}" for i in range(size)]


def many(size, **how):
    return counts(
        [(label, size - i // 2, size - i // 2 - (i % 3 == 0), 1 + i % 2) for i, label in enumerate(labels(size))], **how
    )


def mentions(size):
    rows = [("a", 1 + i % 27, "quote", 0, 1, "x", label, label, "name", "") for i, label in enumerate(labels(size))]
    return schema.table(rows, "mentions")


def codes(size):
    rows = [("a", 1 + i % 27, label, label, ("rule", "corrected")[i % 2], "") for i, label in enumerate(labels(size))]
    return schema.table(rows, "codes")


def crosstab(size):
    names = labels(size)
    rows = [
        (r, r, c, c, (i + j) % 4, 5, 5, 27, 0.2, 1.5, "quote") for i, r in enumerate(names) for j, c in enumerate(names)
    ]
    return schema.table(rows, "crosstab")


def keyness(size):
    rows = [
        ("tokens", label, label, "quote", "quote", "headline", 30, 1, 9, 1, 27, 27, 2334, 279, 1.0, 4.0, 500.0,
         (2 + i / 9) * (-1) ** i, (1 + i / 9) * (-1) ** i, 0.001, True)
        for i, label in enumerate(labels(size))
    ]  # fmt: skip
    return schema.table(rows, "keyness")


def shares(size):
    rows = [(x, x, 5, 27, 0.5 - i / 200, 0.3 - i / 200, 0.7, 9, 0.1) for i, x in enumerate(labels(size))]
    return schema.table(rows, "shares")


def agreement(size):
    rows = [(x, 2, 27, 0.2, 0.9, 0.9 - i / 40, -0.1 - i / 40, 1.0, "") for i, x in enumerate(labels(size))]
    return schema.table(rows, "agreement")


def placed(size):
    return many(size).assign(
        lon=[(37 * i) % 360 - 180.0 for i in range(size)], lat=[(17 * i) % 120 - 50.0 for i in range(size)]
    )


def both_voices(size):
    headlines = many(size, voice="headline").assign(highlights=lambda t: t["highlights"] * 3 % 4)
    return pd.concat([many(size), headlines], ignore_index=True) if size else many(0)


def groups(size):
    return pd.concat([many(size, group=g) for g in ("one", LONG, "три")], ignore_index=True) if size else many(0)


def timelines(size):
    periods = ["", *(f"{2020 + i // 12}-{1 + i % 12:02d}" for i in range(0, 2 * size, 1 + size % 3))]
    rows = [
        (
            "quote",
            "mentions",
            period,
            label,
            label,
            (i * j) % 7,
            (i * j) % 7,
            min(3, (i * j) % 7),
            2,
            27,
            2334,
            0.0,
            0.0,
        )
        for i, label in enumerate(labels(size), 1)
        for j, period in enumerate(periods)
    ]
    table = schema.table(rows, "timeline")
    return table.assign(share=table["highlights"] / table["n"], rate=1000 * table["count"] / table["words"])


CHARTS = {
    "bars": (charts.bars, many),
    "bars by rate": (lambda t, **k: charts.bars(t, value="rate", **k), many),
    "sides": (charts.sides, many),
    "multiples": (charts.multiples, groups),
    "dots": (charts.dots, many),
    "gap": (charts.gap, both_voices),
    "cloud": (charts.cloud, lambda size: many(size, unit="tokens")),
    "heatmap": (charts.heatmap, crosstab),
    "strip": (charts.strip, mentions),
    "portrait": (charts.portrait, codes),
    "map": (charts.map, placed),
    "keyness": (charts.keyness, keyness),
    "timeline": (charts.timeline, timelines),
    "timeline of counts": (lambda t, **k: charts.timeline(t, value="count", **k), timelines),
    "intervals": (charts.intervals, shares),
    "intervals of alpha": (charts.intervals, agreement),
}


def drawn(figure):
    """Every text that is really drawn, with its box in pixels."""
    figure.canvas.draw()
    ticks = [t for ax in figure.axes for axis in (ax.xaxis, ax.yaxis) for t in axis.get_ticklabels(which="both")]
    shown = [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip() and t.axes is not None]
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
@pytest.mark.parametrize("name", CHARTS)
def test_no_text_overlaps_another_or_leaves_the_canvas(name, rows, size):
    draw, make = CHARTS[name]
    figure = draw(make(rows), source=SOURCE, size=size).figure
    off, over = collisions(figure)
    assert not off, f"off the canvas: {off}"
    assert not over, f"one on another: {over[:3]}"


@pytest.mark.parametrize("name", CHARTS)
def test_every_size_has_its_width_and_title_subtitle_and_source(name):
    draw, make = CHARTS[name]
    for size, measures in style.SIZES.items():
        ax = draw(make(7), source=SOURCE, size=size)
        assert ax.figure.get_size_inches()[0] == pytest.approx(measures.width)
        record = ax.figure.charts[0]
        assert record.title
        assert len(record.title.split()) <= findings.LONGEST
        assert "".join(ax.get_title().split()) == "".join(record.title.split())
        shown = {t.get_gid(): t.get_text().replace("\n", " ") for t in ax.texts}
        assert shown["subtitle"] == " ".join(record.subtitle.split())
        assert shown["source"] == "Source: Ann Lee and Bo Ek, “A Thaw?”, The Paper, 2021-01-26"
        assert record.alt.startswith(tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        assert record.title.rstrip(".") in record.alt


@pytest.mark.parametrize("name", CHARTS)
def test_the_empty_table_draws_a_figure_that_says_so(name):
    draw, make = CHARTS[name]
    ax = draw(make(0))
    assert any(t.get_text() == "Nothing to show." for t in ax.texts)
    assert ax.get_title().startswith("Nothing to show")


@pytest.mark.parametrize("name", CHARTS)
def test_the_users_settings_and_the_table_stay_as_they_were(name):
    draw, make = CHARTS[name]
    table = make(7)
    before, settings = table.copy(), dict(matplotlib.rcParams)
    draw(table, source=SOURCE)
    pd.testing.assert_frame_equal(table, before)
    assert dict(matplotlib.rcParams) == settings


@pytest.mark.parametrize("look", ["dark_background", "ggplot", "fivethirtyeight"])
def test_the_users_settings_do_not_show(look):
    table = many(7)
    plain = charts.bars(table, source=SOURCE).figure.charts[0].print
    own = {
        "font.size": 30,
        "text.usetex": True,
        "hatch.color": "red",
        "axes.titlelocation": "left",
        "savefig.bbox": "tight",
    }
    with matplotlib.style.context([look, own]):
        assert charts.bars(table, source=SOURCE).figure.charts[0].print == plain


def widths(ax):
    return [round(bar.get_width(), 6) for container in ax.containers for bar in container]


def test_bars_are_sorted_and_start_at_zero():
    ax = charts.bars(counts([("Italy", 4, 4, 1), ("Russia", 19, 19, 9), ("India", 7, 7, 1)]))
    assert [t.get_text() for t in ax.get_yticklabels()] == ["Russia", "India", "Italy"]
    assert widths(ax) == [19, 7, 4]
    assert all(bar.get_x() == 0 for container in ax.containers for bar in container)
    assert ax.get_ylim()[0] > ax.get_ylim()[1]  # the first row is on top


def test_ties_stand_by_label():
    ax = charts.bars(counts([("Greece", 3, 3, 1), ("Cyprus", 3, 3, 1), ("Ukraine", 5, 5, 1)]))
    assert [t.get_text() for t in ax.get_yticklabels()] == ["Ukraine", "Cyprus", "Greece"]


def test_solid_to_strict_hatched_on_to_broad():
    ax = charts.bars(counts([("United States", 22, 21, 12), ("Crimea", 2, 0, 1)]))
    bars = [(b.get_x(), b.get_width(), bool(b.get_hatch())) for c in ax.containers for b in c]
    assert bars == [(0, 21, False), (21, 1, True), (0, 0, False), (0, 2, True)]
    written = [t.get_text() for t in ax.texts]
    assert "22 (strict 21)" in written
    assert "strict: by name or demonym" in written


def test_bodies_have_no_strict_count_and_no_hatching():
    ax = charts.bars(counts([("EU", 8, 0, 4), ("UN", 4, 0, 3)]))
    assert [bool(b.get_hatch()) for c in ax.containers for b in c] == [False, False]


def test_two_columns_share_one_scale():
    ax = charts.sides(counts([("India", 7, 7, 1), ("Russia", 19, 19, 9)]))
    assert widths(ax) == [19, 7, 9, 1]
    assert ax.get_title() == "All 7 mentions of India fall into one highlight"


def test_small_multiples_share_rows_and_scale():
    table = pd.concat(
        [counts([("Russia", 5, 5, 2)], group="b"), counts([("Italy", 4, 4, 1), ("Russia", 1, 1, 1)], group="a")]
    )
    ax = charts.multiples(table)
    assert widths(ax) == [1, 4, 5, 0]
    assert [t.get_text() for t in ax.get_yticklabels()] == ["Russia", "Italy"]


def test_dots_stand_at_count_and_highlights():
    ax = charts.dots(counts([("US", 12, 12, 10), ("right", 11, 11, 11)], unit="tokens"))
    marks = [
        (line.get_xdata()[0], line.get_markerfacecolor())
        for line in ax.lines
        if line.get_gid() and "mark" in line.get_gid()
    ]
    assert marks == [(12, style.ACCENT), (10, "white"), (11, style.ACCENT)]
    assert {"12 in 10", "11 in 11"} <= {t.get_text() for t in ax.texts}


def test_the_gap_has_a_dot_for_each_voice():
    table = pd.concat(
        [counts([("Italy", 4, 4, 1)]), counts([("Syria", 2, 2, 2), ("Italy", 1, 1, 1)], voice="headline")]
    )
    ax = charts.gap(table)
    assert [t.get_text() for t in ax.get_yticklabels()] == ["Syria", "Italy"]
    assert ax.get_title() == "Widest gap: Syria, in 2 headlines but 0 quotes"
    dots = [
        (line.get_xdata()[0], line.get_ydata()[0]) for line in ax.lines if (line.get_gid() or "").startswith("mark")
    ]
    assert dots == [(2, 0), (0, 0), (1, 1), (1, 1)]


def test_a_table_with_itself_shows_each_pair_once():
    pair = pd.DataFrame({"document": "a", "number": [1, 1, 2], "theme": ["x", "y", "x"], "label": ["X", "Y", "X"]})
    of = pd.DataFrame({"document": "a", "number": [1, 2], "headline": "", "quote": "a b"})
    ax = charts.heatmap(tables.crosstab(pair, pair, of=of))
    cells = [p for p in ax.patches if (p.get_gid() or "").startswith("mark")]
    assert len(cells) == 3
    assert ax.get_title() == "X and Y go together most: in 1 of 2 highlights"


def test_the_strip_has_a_cell_for_every_highlight():
    ax = charts.strip(mentions(1), of=pd.DataFrame({"number": range(1, 28), "headline": ""}))
    assert len([p for p in ax.patches if (p.get_gid() or "").startswith("mark")]) == 27


def test_a_strip_of_a_long_document_leaves_the_empty_cells_out():
    of = pd.DataFrame({"document": "a", "number": range(1, 901), "headline": ""})
    ax = charts.strip(mentions(3), of=of, source=SOURCE)
    assert len([p for p in ax.patches if (p.get_gid() or "").startswith("mark")]) == 3
    assert collisions(ax.figure) == ([], [])
    with pytest.raises(ValueError, match="not those of the document 'a'"):
        charts.strip(mentions(3), of=of.assign(document="b"))


def test_only_what_a_chart_draws_of_the_highlights_is_kept():
    of = pd.DataFrame({"document": "a", "number": [1], "headline": "", "quote": "many words"})
    kept = charts.strip(mentions(1), of=of).figure.charts[0].arguments["of"]
    assert list(kept.columns) == ["document", "number", "headline"]


@pytest.mark.parametrize("top", [0, -1, 2.5, "3", None, True])
def test_top_is_a_number_of_rows(top):
    with pytest.raises(ValueError, match="top is how many rows"):
        charts.bars(many(3), top=top)


def test_the_portrait_names_the_headlines():
    of = pd.DataFrame({"number": [1, 2], "headline": ["Ready To Cooperate", "Pressure"]})
    ax = charts.portrait(codes(2), of=of)
    assert [t.get_text() for t in ax.get_yticklabels()] == ["1 Ready To Cooperate", "2 Pressure"]


def test_dots_on_the_map_have_areas_in_proportion():
    table = counts([("Russia", 16, 16, 1), ("Italy", 4, 4, 1)]).assign(lon=[37.6, 12.5], lat=[55.8, 41.9])
    sizes = [line.get_markersize() for line in charts.map(table).lines]
    assert sizes[0] / sizes[1] == pytest.approx(2)


def test_the_land_is_one_outline_without_stripes():
    from analysis.charts.maps import projected

    outline = pd.read_csv(schema.DATA / "land" / "outline.csv")
    jumps = outline.groupby(["polygon", "ring"])["lon"].apply(lambda lon: lon.diff().abs().max())
    assert jumps.drop(index=7, level="polygon").max() < 20  # polygon 7 is Antarctica, closed along the pole
    ends = outline.groupby(["polygon", "ring"])[["lon", "lat"]].agg(["first", "last"])
    assert (ends.xs("first", axis=1, level=1) == ends.xs("last", axis=1, level=1)).all().all()
    assert np.isfinite(projected(outline["lon"], outline["lat"])).all()


def test_a_map_without_places_says_what_is_missing():
    with pytest.raises(ValueError, match=r"'lon'.*countries\.places"):
        charts.map(many(1))


def test_nothing_stands_out_and_the_chart_says_so():
    ax = charts.keyness(keyness(3).assign(stands_out=False))
    assert ax.get_title() == "Nothing stands out between quote and headline"
    assert not ax.containers


TITLES = [
    ([("Russia", 20), ("Italy", 4)], "Russia leads the quotes with 20 mentions, ahead of Italy with 4"),
    (
        [("Russia", 20), ("Italy", 4), ("Greece", 4)],
        "Russia leads the quotes with 20 mentions, ahead of two others with 4 each",
    ),
    (
        [("Greece", 4), ("Italy", 4), ("India", 1)],
        "Greece and Italy share first place in the quotes with 4 mentions each",
    ),
    (
        [("A", 2), ("B", 2), ("C", 2), ("D", 2), ("E", 1)],
        "Four of 5 share first place in the quotes with 2 mentions each",
    ),
    ([("Greece", 4), ("Italy", 4)], "Greece and Italy are level in the quotes with 4 mentions each"),
    ([("A", 1), ("B", 1), ("C", 1), ("D", 1)], "All 4 are level in the quotes with 1 mention each"),
    ([("India", 1)], "India: 1 mention in the quotes"),
    ([("India", 0)], "Nothing to show: no mentions in the quotes"),
]


@pytest.mark.parametrize(("rows", "title"), TITLES)
def test_titles_are_true_in_ties(rows, title):
    table = counts([(label, count, count, min(1, count)) for label, count in rows])
    assert charts.bars(table).get_title().replace("\n", " ") == title


@pytest.mark.parametrize("unit", ["mentions", "tokens", "codes"])
@pytest.mark.parametrize("voice", ["headline", "quote", "both", "highlight"])
def test_a_title_never_has_more_than_fourteen_words(unit, voice):
    for size in (1, 2, 3, 5):
        names = [LONG + str(i) for i in range(size)]
        for values in ([3] * size, [3 - (i > 0) for i in range(size)], [3 - (i == size - 1) for i in range(size)]):
            said = findings.leading(names, values, unit=unit, measure="count", voice=voice)
            assert len(said.split()) <= findings.LONGEST, said


def test_the_voice_is_said():
    for voice, words in (("quote", "the quotes"), ("headline", "the headlines"), ("both", "headlines and quotes")):
        ax = charts.bars(counts([("Russia", 2, 2, 1), ("Italy", 1, 1, 1)], voice=voice))
        assert words in ax.get_title().replace("\n", " ")
        assert f"in {words} of 27 highlights" in ax.figure.charts[0].subtitle


def test_two_voices_or_groups_are_sent_where_they_are_compared():
    with pytest.raises(ValueError, match=r"charts\.gap"):
        charts.bars(both_voices(2))
    with pytest.raises(ValueError, match=r"charts\.multiples"):
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
    ax = charts.bars(counts([("a\x00b\ud800c", 3, 3, 1)]))
    assert ax.get_yticklabels()[0].get_text() == "abc"


def test_plain_matplotlib_overrides_everything():
    ax = charts.bars(many(7), source=SOURCE)
    ax.set_title(
        "A title of my own that is so long that it needs a second line on a page of this width, or a third one"
    )
    ax.containers[0][0].set_color("green")
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
    assert [r.chart for r in frame.records(figure)] == ["bars", "dots"]


def test_a_figure_too_tall_says_what_to_do():
    with pytest.raises(ValueError, match="draw fewer rows with top="):
        charts.bars(counts([(f"Row {i}", 5, 5, 1) for i in range(900)]), size="slide", top=900)


def test_one_warning_names_the_script_and_the_setting():
    with pytest.warns(UserWarning, match="Cjk") as caught:
        charts.bars(counts([("中国", 3, 3, 1), ("日本", 2, 2, 1)]))
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


def test_the_part_of_a_split_that_is_drawn_is_named():
    table = counts([("Russia", 5, 5, 2), ("Italy", 4, 4, 1)], group="Europe")
    for draw in (charts.bars, charts.dots):
        record = draw(table).figure.charts[0]
        assert record.title == "Europe: Russia leads the quotes with 5 mentions, ahead of Italy with 4"
        assert record.subtitle.startswith("Europe: Mentions in the quotes")
    assert charts.multiples(table).get_title().startswith("Europe: Russia leads")


def test_lengths_are_named_as_such():
    table = counts([("1. Ready", 80, 80, 1), ("2. No", 12, 12, 1)], unit="words")
    record = charts.bars(table).figure.charts[0]
    assert record.title == "“1. Ready” is the longest with 80 words; the shortest has 12"
    assert record.subtitle == "Words in the quotes of 27 highlights (2,334 in all)"


def test_a_title_begins_with_a_capital():
    assert charts.bars(counts([("the West", 4, 0, 4), ("NATO", 1, 0, 1)])).get_title().startswith("The West leads")
