"""Charts through their Axes, and every chart at every size measured: no text on another, none off the canvas."""

import io
import itertools
import warnings

import matplotlib
import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from analysis import charts, schema
from analysis.charts import sheet, style
from tests import make
from tests.chart_cases import (
    CASES,
    both_voices,
    codes,
    counts,
    groups,
    keyness,
    many,
    mentions,
)

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
def test_no_text_overlaps_another_or_leaves_the_canvas(name, rows, size):
    draw, make = CASES[name].draw, CASES[name].table
    figure = draw(make(rows), source=SOURCE, size=size).figure
    off, over = collisions(figure)
    assert not off, f"off the canvas: {off}"
    assert not over, f"one on another: {over[:3]}"


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


def test_the_strip_has_a_cell_for_every_highlight():
    ax = charts.lexical_dispersion(mentions(1), of=make.highlights(*[""] * 27))
    assert len([p for p in ax.patches if (p.get_gid() or "").startswith("mark")]) == 27


def test_a_strip_of_a_long_document_leaves_the_empty_cells_out():
    of = pd.DataFrame({"document": "a", "number": range(1, 901), "headline": ""})
    ax = charts.lexical_dispersion(mentions(3), of=of, source=SOURCE)
    assert len([p for p in ax.patches if (p.get_gid() or "").startswith("mark")]) == 3
    assert collisions(ax.figure) == ([], [])
    with pytest.raises(ValueError, match="not those of the document 'a'"):
        charts.lexical_dispersion(mentions(3), of=of.assign(document="b"))


def test_only_what_a_chart_draws_of_the_highlights_is_kept():
    of = pd.DataFrame({"document": "a", "number": [1], "headline": "", "quote": "many words"})
    kept = charts.lexical_dispersion(mentions(1), of=of).figure.charts[0].arguments["of"]
    assert list(kept.columns) == ["document", "number", "headline"]


@pytest.mark.parametrize("top", [0, -1, 2.5, "3", None, True])
def test_top_is_a_number_of_rows(top):
    with pytest.raises(ValueError, match="top is how many rows"):
        charts.bars(many(3), top=top)


def test_the_portrait_names_the_headlines():
    of = make.highlights(("Ready To Cooperate", ""), ("Pressure", ""))
    ax = charts.document_portrait(codes(2), of=of)
    assert [t.get_text() for t in ax.get_yticklabels()] == ["1 Ready To Cooperate", "2 Pressure"]


def test_dots_on_the_map_have_areas_in_proportion():
    table = counts([("Russia", 16, 16, 1), ("Italy", 4, 4, 1)]).assign(
        lon=[37.6, 12.5], lat=[55.8, 41.9]
    )
    sizes = [line.get_markersize() for line in charts.dot_map(table).lines]
    assert sizes[0] / sizes[1] == pytest.approx(2)


def test_the_land_is_one_outline_without_stripes():
    from analysis.charts.maps import projected

    outline = pd.read_csv(schema.DATA / "land" / "outline.csv")
    jumps = outline.groupby(["polygon", "ring"])["lon"].apply(lambda lon: lon.diff().abs().max())
    assert (
        jumps.drop(index=7, level="polygon").max() < 20
    )  # polygon 7 is Antarctica, closed along the pole
    ends = outline.groupby(["polygon", "ring"])[["lon", "lat"]].agg(["first", "last"])
    assert (ends.xs("first", axis=1, level=1) == ends.xs("last", axis=1, level=1)).all().all()
    assert np.isfinite(projected(outline["lon"], outline["lat"])).all()


def test_a_map_without_places_says_what_is_missing():
    with pytest.raises(ValueError, match=r"'lon'.*countries\.places"):
        charts.dot_map(many(1))


def test_nothing_stands_out_and_the_chart_says_so():
    ax = charts.keyness(keyness(3).assign(stands_out=False))
    assert ax.get_title() == "Nothing stands out between the quotes and the headlines"
    assert not ax.containers
    assert not any(t.get_text() == "Nothing to show." for t in ax.texts)


def test_keyness_of_themes_counts_highlights():
    table = keyness(3).assign(
        unit="codes", size_first=39, size_second=40, first="Rights and justice", second="Europe"
    )
    title, subtitle = said(charts.keyness(table.assign(stands_out=False)))
    assert title == "Nothing stands out between “Rights and justice” and “Europe”"
    assert (
        subtitle
        == "3 themes compared in 39 and 40 highlights: no difference can be told from chance"
    )
    title, subtitle = said(charts.keyness(table.assign(lrc=1.0)))
    assert title == "All 3 themes stand out between “Rights and justice” and “Europe”"
    assert subtitle.startswith(
        "Log ratio of the rates in 39 and 40 highlights, 1 is twice as often"
    )
    ax = charts.keyness(keyness(3), top=2)
    assert "uncertain part" in {t.get_text() for t in ax.texts}
    assert said(ax)[1].endswith("; the first 2 of 3 that stand out")


def italy(*numbers):
    rows = [("a", n, "quote", 0, 5, "Italy", "ITA", "Italy", "name", "") for n in numbers]
    return schema.table(rows, "mentions")


def of(*numbers):
    return pd.DataFrame({"document": "a", "number": numbers, "headline": "Ready"})


def test_a_strip_knows_only_the_highlights_it_is_given():
    whole = (
        "Italy: in 1 of 27 quotes",
        "Mentions in the quotes, by the number of the highlight, 1 to 27",
    )
    part = (
        "Italy: in 2 of 3 quotes",
        "Mentions in the quotes, by the number of the highlight, 21 to 25 (3 of them)",
    )
    alone = ("Italy: in 1 quote", "Mentions in the quotes, by the number of the highlight, 8")
    for table, options, (title, start) in (
        (italy(8), {"of": of(*range(1, 28))}, whole),
        (italy(21, 25), {"of": of(21, 23, 25)}, part),
        (italy(8), {}, alone),
    ):
        ax = charts.lexical_dispersion(table, **options)
        assert said(ax)[0] == title
        assert said(ax)[1].startswith(start)
        cells = [p for p in ax.patches if (p.get_gid() or "").startswith("mark")]
        assert len(cells) == len(options.get("of", [8]))
    ax = charts.lexical_dispersion(italy(21, 25), of=of(21, 23, 25))
    assert [t.get_text() for t in ax.get_xticklabels()] == ["21", "23", "25"]


def test_highlights_that_are_not_those_of_the_table_are_an_error():
    with pytest.raises(ValueError, match="not those of the document 'a' in the table"):
        charts.lexical_dispersion(italy(8), of=of(21, 22))
    words = italy(1).rename(columns={"entity": "token"}).assign(stop=False)
    assert said(charts.lexical_dispersion(words, of=of(1, 2)))[0] == "“Italy”: in 1 of 2 quotes"


def test_a_strip_says_each_where_several_lead():
    table = pd.concat(
        [
            italy(1),
            italy(1).assign(entity="IND", label="India"),
            italy(2).assign(entity="JPN", label="Japan"),
        ]
    )
    assert (
        said(charts.lexical_dispersion(table, of=of(1, 2, 3, 4)))[0]
        == "India, Italy and Japan: each in 1 of 4 quotes"
    )
    more = pd.concat([table, italy(2), italy(3).assign(entity="IND", label="India")])
    assert (
        said(charts.lexical_dispersion(more, of=of(1, 2, 3, 4)))[0]
        == "India and Italy: each in 2 of 4 quotes, more than any other"
    )


def coded(*rows):
    return schema.table([("a", n, theme, theme.title(), "rule", "") for n, theme in rows], "codes")


PORTRAITS = [
    (coded((1, "x")), of(1), "Highlight 1 carries one theme", "Themes carried by 1 highlight"),
    (
        coded((1, "x")),
        of(1, 2),
        "Highlight 1 carries one theme, more than any other; the least is none",
        "Themes carried by 2 highlights",
    ),
    (
        coded((21, "x"), (25, "x")),
        of(21, 25),
        "Every highlight carries one theme",
        "Themes carried by 2 highlights",
    ),
    (
        coded((21, "x"), (25, "x"), (25, "y")),
        of(21, 25),
        "Highlight 25 carries two themes, more than any other; the least is one",
        "Themes carried by 2 highlights",
    ),
    (
        coded((21, "x"), (25, "x"), (25, "y")),
        None,
        "Highlight 25 carries two themes, more than any other",
        "Themes carried by 2 highlights",
    ),
]


@pytest.mark.parametrize(("table", "whole", "title", "start"), PORTRAITS)
def test_the_portrait_counts_the_highlights_it_is_given(table, whole, title, start):
    ax = charts.document_portrait(table, of=whole)
    assert said(ax)[0] == title
    assert said(ax)[1].startswith(start)
    numbers = sorted(set(table["number"] if whole is None else whole["number"]))
    assert [t.get_text().split()[0] for t in ax.get_yticklabels()] == [str(n) for n in numbers]


def test_a_voice_that_stands_out_is_named_by_its_texts():
    table = keyness(3).assign(stands_out=[True, False, False], first="headline", second="quote")
    ax = charts.keyness(table)
    assert said(ax)[0] == "“Россия и соседи” stands out most, in the headlines; 1 of 3 words does"
    assert "more in the headlines" in {t.get_text() for t in ax.texts}


def share(label, value, low, high):
    return (label, label, round(27 * value), 27, value, low, high, 9, 0.1)


SHARES = [
    (
        [("A", 0.5, 0.4, 0.6), ("B", 0.45, 0.3, 0.5), ("C", 0.1, 0.0, 0.2)],
        "A: 50 % of highlights; one other may be level",
    ),
    (
        [("A", 0.5, 0.4, 0.6), ("B", 0.45, 0.3, 0.5)],
        "A: 50 % of highlights; the other may be level",
    ),
    ([("A", 0.5, 0.4, 0.6), ("B", 0.5, 0.4, 0.6)], "Both themes are level at 50 % of highlights"),
    (
        [("A", 0.5, 0.4, 0.6), ("B", 0.5, 0.4, 0.6), ("C", 0.1, 0.0, 0.2)],
        "A and B lead with 50 % of highlights each",
    ),
    ([("A", 0.5, np.nan, np.nan), ("B", 0.1, np.nan, np.nan)], "A: 50 % of highlights"),
]


@pytest.mark.parametrize(("rows", "title"), SHARES)
def test_shares_say_who_may_be_level(rows, title):
    ax = charts.intervals(make.padded([share(*row) for row in rows], "shares"))
    assert said(ax)[0] == title
    line = (
        "; the line is the range that chance leaves open (Wilson interval)"
        if rows[0][2] == rows[0][2]
        else ""
    )
    assert said(ax)[1] == f"Share of 27 highlights that carry the theme{line}"
    alone = rows[0][1] != rows[1][1]
    assert ("Highest: A 50 %" if alone else "Highest: 2 themes, 50 % each.") in ax.figure.charts[
        0
    ].alt


def test_full_agreement_is_no_certainty():
    rows = [
        ("x", 2, 27, 0.2, 1.0, 1.0, 1.0, 1.0, ""),
        ("y", 2, 27, 0.2, 0.9, 0.7, 0.4, 0.9, ""),
        ("all", 2, 54, 0.2, 0.95, 0.85, 0.6, 0.9, ""),
    ]
    ax = charts.intervals(make.padded(rows, "agreement"))
    written = {t.get_text() for t in ax.texts}
    assert {"1.00 (no disagreement in 27)", "0.70 (0.40 to 0.90)"} <= written
    assert [t.get_text() for t in ax.get_yticklabels()] == ["x", "y", "All themes together"]
    assert said(ax)[0] == "1 of 2 themes reaches alpha 0.80; overall it is 0.85"


def test_names_on_the_map_keep_clear_of_the_other_dots():
    table = counts([("United States", 22, 21, 12), ("Spain", 1, 1, 1), ("Kazakhstan", 1, 1, 1)])
    ax = charts.dot_map(table.assign(lon=[-77.0, -3.7, 71.4], lat=[38.9, 40.4, 51.2]))
    names = {t.get_text(): box for t, box in drawn(ax.figure)}
    assert {"United States 22", "Spain 1", "Kazakhstan 1"} <= set(names)
    for line in ax.lines[:3]:
        (x, y), r = (
            ax.transData.transform(line.get_xydata()[0]),
            line.get_markersize() / 2 * ax.figure.dpi / 72,
        )
        for name in ("United States 22", "Spain 1", "Kazakhstan 1"):
            box = names[name]
            assert (
                max(box.x0 - x, 0, x - box.x1) ** 2 + max(box.y0 - y, 0, y - box.y1) ** 2
                > (r - 1) ** 2
            )


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
    assert [r.chart for r in sheet.records(figure)] == ["bars", "dots"]


def test_a_figure_too_tall_says_what_to_do():
    with pytest.raises(ValueError, match="draw fewer rows with top="):
        charts.bars(counts([(f"Row {i}", 5, 5, 1) for i in range(900)]), size="slide", top=900)


def test_one_warning_names_the_script_and_the_setting():
    with pytest.warns(
        UserWarning, match="no signs for Chinese characters, symbols: boxes"
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
