"""Charts through their Axes, and every chart at every size measured: no text on another, none off the canvas."""

import io
import itertools
import warnings

import matplotlib
import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.text import Text

from analysis import charts, schema, tables
from analysis.charts import sheet, style, titles, wording
from tests import make
from tests.chart_cases import (
    CASES,
    LONG,
    both_voices,
    codes,
    counts,
    crosstab,
    groups,
    keyness,
    many,
    mentions,
    timelines,
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
    draw, make, *_ = CASES[name]
    figure = draw(make(rows), source=SOURCE, size=size).figure
    off, over = collisions(figure)
    assert not off, f"off the canvas: {off}"
    assert not over, f"one on another: {over[:3]}"


@pytest.mark.parametrize("name", CASES)
def test_every_size_has_its_width_and_title_subtitle_and_source(name):
    draw, make, *_ = CASES[name]
    for size, measures in style.SIZES.items():
        ax = draw(make(7), source=SOURCE, size=size)
        assert ax.figure.get_size_inches()[0] == pytest.approx(measures.width)
        record = ax.figure.charts[0]
        assert record.title
        assert len(record.title.split()) <= wording.LONGEST
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
    draw, make, *_ = CASES[name]
    ax = draw(make(0))
    assert any(t.get_text() == "Nothing to show." for t in ax.texts)
    assert ax.get_title() == CASES[name].empty


def said(ax):
    """Title and subtitle, each on one line."""
    record = ax.figure.charts[0]
    return record.title, record.subtitle


MISSING = [
    ("mentions", "quote", "No country, body or region is named in the quotes"),
    ("mentions", "headline", "No country, body or region is named in the headlines"),
    ("tokens", "both", "No words left to count in headlines and quotes"),
    ("words", "quote", "No words to count in the quotes"),
    ("codes", "highlight", "No highlight carries a theme"),
    ("codes", "headline", "No cue of a theme is found in the headlines"),
    ("others", "quote", "Nothing to show"),
]


@pytest.mark.parametrize(("unit", "voice", "title"), MISSING)
def test_a_table_of_nothing_but_zeros_says_what_there_is_none_of(unit, voice, title):
    table = counts([("India", 0, 0, 0)], unit=unit, voice=voice)
    for draw in (
        charts.bars,
        charts.dots,
        charts.paired_bars,
        charts.small_multiples,
        charts.cloud,
    ):
        assert said(draw(table))[0] == title
    part = said(charts.bars(table.assign(group="Europe")))[0]
    assert part == f"Europe: {title[0].lower()}{title[1:]}"


def test_a_rate_that_the_table_cannot_give_is_not_called_nothing():
    table = counts([("India", 3, 3, 1)]).assign(rate=np.nan, words=pd.NA)
    assert (
        said(charts.bars(table, value="rate"))[0]
        == "No rates: the table does not say of how many words"
    )


@pytest.mark.parametrize("name", CASES)
def test_the_users_settings_and_the_table_stay_as_they_were(name):
    draw, make, *_ = CASES[name]
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
    assert "2" in written  # of Crimea nothing is strict: hatched alone
    assert "broad: also a capital, a city or a territory" in written
    assert "strict: by name or demonym" in written


def test_bodies_have_no_strict_count_and_no_hatching():
    ax = charts.bars(counts([("EU", 8, 0, 4), ("UN", 4, 0, 3)]))
    assert [bool(b.get_hatch()) for c in ax.containers for b in c] == [False, False]


def test_two_columns_share_one_scale():
    ax = charts.paired_bars(counts([("India", 7, 7, 1), ("Russia", 19, 19, 9)]))
    assert widths(ax) == [19, 7, 9, 1]
    assert ax.get_title() == "All 7 mentions of India fall into one highlight"
    accented = [
        to_hex(bar.get_facecolor()) == style.ACCENT
        for container in ax.containers
        for bar in container
    ]
    assert accented == [False, True, False, True]  # what the title names, not the longest bar


def test_small_multiples_share_rows_and_scale():
    table = pd.concat(
        [
            counts([("Russia", 5, 5, 2)], group="b"),
            counts([("Italy", 4, 4, 1), ("Russia", 1, 1, 1)], group="a"),
        ]
    )
    ax = charts.small_multiples(table)
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
        [
            counts([("Italy", 4, 4, 1)]),
            counts([("Syria", 2, 2, 2), ("Italy", 1, 1, 1)], voice="headline"),
        ]
    )
    ax = charts.dumbbell(table)
    assert [t.get_text() for t in ax.get_yticklabels()] == ["Syria", "Italy"]
    assert ax.get_title() == "Widest gap: Syria, in 2 headlines but 0 quotes"
    dots = [
        (line.get_xdata()[0], line.get_ydata()[0])
        for line in ax.lines
        if (line.get_gid() or "").startswith("mark")
    ]
    assert dots == [(2, 0), (0, 0), (1, 1), (1, 1)]


def test_a_table_with_itself_shows_each_pair_once():
    pair = pd.DataFrame(
        {"document": "a", "number": [1, 1, 2], "theme": ["x", "y", "x"], "label": ["X", "Y", "X"]}
    )
    of = pd.DataFrame({"document": "a", "number": [1, 2], "headline": "", "quote": "a b"})
    ax = charts.heatmap(tables.crosstab(pair, pair, of=of))
    cells = [p for p in ax.patches if (p.get_gid() or "").startswith("mark")]
    assert len(cells) == 3
    assert ax.get_title() == "Go together most: X and Y, in 1 of 2 highlights"


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


CUES = [
    ("headline", "Rights and justice", 1),
    ("quote", "Rights and justice", 5),
    ("quote", "Europe", 2),
]


def test_a_gap_of_cues_does_not_speak_of_coded_themes():
    table = pd.concat(
        counts([(label, 9, 9, highlights)], voice=voice, unit="codes")
        for voice, label, highlights in CUES
    )
    title, subtitle = said(charts.dumbbell(table))
    assert title == "Widest gap: cues of “Rights and justice” in 5 quotes but 1 headline"
    assert subtitle == (
        "In how many headlines and in how many quotes cues of each theme occur, of 27 highlights, widest gap first"
        "; a cue alone does not code the theme"
    )
    assert (
        said(charts.dumbbell(table, value="count"))[0]
        == "Widest gap: Europe, 9 cues in quotes, 0 in headlines"
    )
    assert said(charts.bars(table[table["voice"] == "quote"], value="highlights"))[0] == (
        "Rights and justice: in 5 of 27 quotes, ahead of Europe with 2"
    )


def test_a_gap_with_one_voice_alone_is_no_gap():
    for voice, title in (("quote", "headlines"), ("headline", "quotes")):
        ax = charts.dumbbell(counts([("India", 3, 3, 1)], voice=voice))
        assert said(ax)[0] == f"There is nothing in the {title} to compare with the {voice}s"
        assert any(t.get_text() == "Nothing to show." for t in ax.texts)


def test_gap_titles_in_ties():
    def gap(headline, quote):
        return charts.dumbbell(pd.concat([counts(headline, voice="headline"), counts(quote)]))

    two = [("India", 2, 2, 2), ("Italy", 1, 1, 1)]
    assert said(gap(two, two))[0] == "No gap: headlines and quotes agree on both names"
    other = [("India", 1, 1, 1), ("Italy", 2, 2, 2)]
    assert said(gap(two, other))[0] == "Two names share the widest gap between the voices: 1"


CUTS = [
    (charts.bars, {}, "; the first 2 of 3 shown, ties by name"),
    (charts.dots, {}, "; the first 2 of 3 shown, ties by name"),
    (charts.paired_bars, {}, "; the first 2 of 3 shown, ties by name"),
    (charts.small_multiples, {}, "; the first 2 of 3 shown, ties by name"),
    (charts.bars, {"value": "highlights"}, "; the first 2 of 3 shown"),
]


@pytest.mark.parametrize(("draw", "options", "end"), CUTS)
def test_a_cut_through_a_tie_is_said(draw, options, end):
    table = counts([("India", 5, 5, 3), ("Italy", 2, 2, 2), ("Japan", 2, 2, 1)])
    assert said(draw(table, top=2, **options))[1].endswith(end)
    assert "shown" not in said(draw(table, top=3, **options))[1]


def test_a_cut_through_a_tie_is_said_of_cells_and_gaps_too():
    table = pd.concat(
        [counts([(x, 1, 1, 1)], voice=v) for v in ("headline", "quote") for x in ("A", "B", "C")]
    )
    assert said(charts.dumbbell(table, top=2))[1].endswith("; the first 2 of 3 shown, ties by name")
    assert said(charts.lexical_dispersion(mentions(3), top=2))[1].endswith(
        "; the first 2 of 3 shown, ties by name"
    )
    assert said(charts.heatmap(crosstab(3), top=2))[1].endswith(
        "; the first 2 of 3 rows and columns shown, ties by name"
    )
    assert (
        said(charts.timeline(timelines(9), value="count", top=2))[1].find(
            "; the first 2 of 9 shown;"
        )
        > 0
    )
    level = timelines(9).assign(count=3)
    assert (
        said(charts.timeline(level, value="count", top=2))[1].find(
            "; the first 2 of 9 shown, ties by name;"
        )
        > 0
    )


def test_an_index_is_not_of_so_many_highlights():
    assert said(charts.heatmap(crosstab(3), value="jaccard"))[1].startswith(
        "Jaccard index (both / either), in 27 highlights"
    )
    assert said(charts.heatmap(crosstab(3)))[1].startswith("Highlights with both, of 27;")


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


def test_multiples_of_a_column_that_does_not_part_the_highlights():
    found = italy(1, 2, 2).assign(kind=["name", "name", "capital"])
    highlights = pd.DataFrame({"document": "a", "number": [1, 2], "headline": "", "quote": "a b"})
    ax = charts.small_multiples(tables.counts(found, by="kind", of=highlights))
    assert said(ax)[0] == "Italy: first in both groups"


def test_multiples_name_what_comes_first():
    def groups(*rows):
        return pd.concat(
            [
                counts([(label, c, c, 1) for label, c in part], group=g)
                for g, part in zip("abc", rows, strict=False)
            ]
        )

    two, other = [("India", 2), ("Italy", 1)], [("India", 1), ("Italy", 2)]
    assert said(charts.small_multiples(groups(two, two)))[0] == "India: first in both groups"
    assert (
        said(charts.small_multiples(groups(two, two, other)))[0] == "India: first in 2 of 3 groups"
    )
    assert (
        said(charts.small_multiples(groups(two, other)))[0]
        == "India and Italy: each first in 1 of 2 groups"
    )
    level = [(x, 1) for x in ("A", "B", "C", "D")]
    assert (
        said(charts.small_multiples(groups(level, level)))[0]
        == "4 names: each first or joint first in both groups"
    )
    assert (
        said(charts.small_multiples(groups(level[:2], level[:1])))[0]
        == "A: first or joint first in both groups"
    )
    long = [(f"{x} of the many united states", 1) for x in "ABC"]
    assert (
        said(charts.small_multiples(groups(long, long)))[0]
        == "A…, B… and C…: each first or joint first in both groups"
    )


DENSE = [
    ([("India", 7, 1), ("Russia", 19, 9)], 27, "All 7 mentions of India fall into one highlight"),
    ([("India", 7, 1), ("Russia", 19, 9)], 4, "All 7 mentions of India fall into one highlight"),
    ([("India", 7, 1), ("Russia", 9, 3)], 3, "Russia: 9 mentions in the quotes, ahead of India with 7"),
    ([("India", 7, 1), ("Russia", 9, 3)], pd.NA, "Russia: 9 mentions in the quotes, ahead of India with 7"),
    ([("India", 277, 154), ("Russia", 90, 80)], 1000, "India: 277 mentions in the quotes, ahead of Russia with 90"),
    ([("India", 12, 4), ("Russia", 90, 80)], 40, "All 12 mentions of India fall into four highlights"),
    ([("India", 12, 4), ("Russia", 90, 80)], 39, "Russia: 90 mentions in the quotes, ahead of India with 12"),
    ([("India", 11, 4), ("Russia", 90, 80)], 400, "Russia: 90 mentions in the quotes, ahead of India with 11"),
    ([("India", 3, 1), ("Italy", 3, 1), ("Russia", 9, 9)], 27, "Russia: 9 mentions in the quotes, ahead of India and Italy with 3 each"),
    ([("A long name of five words", 3, 1)], 27, "All 3 mentions of A long name of five… fall into one highlight"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "n", "title"), DENSE)
def test_only_few_highlights_with_many_mentions_are_a_finding(rows, n, title):
    assert (
        said(charts.paired_bars(counts([(label, c, c, h) for label, c, h in rows], n=n)))[0]
        == title
    )


def test_a_row_that_is_not_drawn_is_no_finding():
    table = counts([("Russia", 9, 9, 9), ("India", 7, 7, 1)])
    assert (
        said(charts.paired_bars(table, top=1))[0]
        == "Russia: 9 mentions in the quotes, ahead of India with 7"
    )


def parted(*groups, n=4):
    return pd.concat(
        [counts([("India", 2, 2, 1), ("Italy", 1, 1, 1)], group=group, n=n) for group in groups]
    )


def test_documents_without_a_panel_are_told():
    documents = pd.DataFrame({"document": ["a", "b", "c", "d"], "title": ""})
    for parts, end in [
        ("abcd", "n highlights in each group"),
        ("abc", "; 1 document without any is left out"),
        ("a", "; 3 documents without any are left out"),
        (["quote", "headline"], "n highlights in each group"),  # the groups are no documents
    ]:
        assert said(charts.small_multiples(parted(*parts), source=documents))[1].endswith(end)
    assert said(charts.small_multiples(parted("a"), source=SOURCE))[1].endswith(
        "n highlights in each group"
    )


HEADINGS = [
    (["a", "b"], {"a, n = 4", "b, n = 4"}),
    (
        ["2021-01-18-russias-foreign-policy-in-the-words-of", "b"],
        {"2021-01-18-russias-\nforeign-policy-in-the-w…\nn = 4"},
    ),
    (
        ["the_minister_of_foreign_affairs_speaks", "b"],
        {"the_minister_of_foreign_\naffairs_speaks\nn = 4"},
    ),
    (
        ["Rights and justice for everyone here", "b"],
        {"Rights and justice for\neveryone here\nn = 4"},
    ),
]


@pytest.mark.parametrize(("groups", "headings"), HEADINGS)
def test_a_panels_heading_breaks_between_words_and_keeps_its_number_whole(groups, headings):
    ax = charts.small_multiples(parted(*groups), size="column")
    assert headings <= {t.get_text() for t in ax.texts}
    assert collisions(ax.figure) == ([], [])


def test_panels_stand_side_by_side_as_far_as_their_names_fit():
    def across(*groups):
        found = drawn(charts.small_multiples(parted(*groups)).figure)
        return len({round(box.x0) for text, box in found if "n = 4" in text.get_text()})

    assert across("a", "b", "c", "d", "e", "f") == 4
    assert across("Integration and Asia", "Interference and accusations", "c", "d") == 4
    assert across("Unconstitutionalities of all kinds", "b", "c", "d") == 3
    assert across("x" * 200, "b", "c", "d") == 2


def test_a_large_number_in_a_cell_is_set_smaller_and_one_without_room_is_told():
    for highlights, size, left_out in [
        (6, "page", False),
        (123_456, "page", False),
        (12_345_678_901, "column", True),
    ]:
        ax = charts.heatmap(crosstab(12).assign(highlights=highlights), size=size)
        written = [t for t in ax.texts if t.get_text() == f"{highlights:,}"]
        assert len(written) == (0 if left_out else 66)  # each pair of twelve once
        assert all(t.get_fontsize() >= 5 for t in written)
        assert said(ax)[1].endswith("; numbers without room are left out") is left_out
        assert collisions(ax.figure) == ([], [])
    ax = charts.lexical_dispersion(
        italy(*[n for n in range(1, 28) for _ in range(40)]), of=of(*range(1, 28)), size="column"
    )
    assert [t.get_text() for t in ax.texts].count("40") == 27


PAIRS = [
    (("Italy", "Europe"), "Go together most: Italy and Europe, in 5 of 27 highlights"),
    (("Rights and justice", "Interference and accusations"),
     "“Rights and justice” and “Interference and accusations”: in 5 of 27 highlights"),
    (("A name of five words", "Another name of five words"), "A name of… and Another name of…: in 5 of 27 highlights"),
]  # fmt: skip


@pytest.mark.parametrize(("names", "title"), PAIRS)
def test_the_pair_that_goes_together_most_is_named_however_long_its_names(names, title):
    row, column = names
    table = make.padded([("r", row, "c", column, 5, 5, 5, 27, 0.2, 1.5, "quote")], "crosstab")
    assert said(charts.heatmap(table))[0] == title


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


def test_sentences_of_the_alt_text_begin_with_a_capital():
    assert (
        titles.alt("Map", "the West leads", "in quotes", ["least 2"])
        == "Map. The West leads. In quotes. Least 2."
    )


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


def test_one_of_something_is_not_written_as_several():
    table = counts([("Italy", 2, 2, 1)], n=1, words=1)
    assert said(charts.bars(table))[1] == "Mentions in the quotes of 1 highlight (1 word)"
    assert said(charts.bars(table, value="highlights")) == (
        "Italy: in 1 of 1 quote",
        "Highlights whose quote mentions it, of 1",
    )
    assert said(charts.dumbbell(pd.concat([table, table.assign(voice="headline")])))[1].endswith(
        "comes up, of 1 highlight, widest gap first"
    )


def test_an_empty_label_has_no_name():
    ax = charts.bars(counts([("", 3, 3, 1), ("Italy", 1, 1, 1)]))
    assert said(ax)[0] == "(no name): 3 mentions in the quotes, ahead of Italy with 1"
    assert ax.get_yticklabels()[0].get_text() == "(no name)"


TITLES = [
    ([("Russia", 20), ("Italy", 4)], "Russia: 20 mentions in the quotes, ahead of Italy with 4"),
    (
        [("Russia", 20), ("Italy", 4), ("Greece", 4)],
        "Russia: 20 mentions in the quotes, ahead of Greece and Italy with 4 each",
    ),
    (
        [("Greece", 4), ("Italy", 4), ("India", 1)],
        "Greece and Italy share first place in the quotes with 4 mentions each",
    ),
    (
        [("A", 2), ("B", 2), ("C", 2), ("D", 2), ("E", 1)],
        "Four of 5 names share first place in the quotes with 2 mentions each",
    ),
    (
        [("Greece", 4), ("Italy", 4)],
        "Greece and Italy are level in the quotes with 4 mentions each",
    ),
    (
        [("A", 1), ("B", 1), ("C", 1), ("D", 1)],
        "All 4 names are level in the quotes with 1 mention each",
    ),
    ([("India", 1)], "India: 1 mention in the quotes"),
    ([("India", 0)], "No country, body or region is named in the quotes"),
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
        for values in (
            [3] * size,
            [3 - (i > 0) for i in range(size)],
            [3 - (i == size - 1) for i in range(size)],
        ):
            table = counts(
                [(name, v, v, v) for name, v in zip(names, values, strict=True)],
                unit=unit,
                voice=voice,
            )
            for group, measure in itertools.product(("", LONG), titles.MEASURES):
                said = titles.leading(table.assign(group=group), measure)
                assert len(said.split()) <= wording.LONGEST, said


def test_the_voice_is_said():
    for voice, words in (
        ("quote", "the quotes"),
        ("headline", "the headlines"),
        ("both", "headlines and quotes"),
    ):
        ax = charts.bars(counts([("Russia", 2, 2, 1), ("Italy", 1, 1, 1)], voice=voice))
        assert words in ax.get_title().replace("\n", " ")
        assert f"in {words} of 27 highlights" in ax.figure.charts[0].subtitle


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


def test_the_part_of_a_split_that_is_drawn_is_named():
    table = counts([("Russia", 5, 5, 2), ("Italy", 4, 4, 1)], group="Europe")
    for draw in (charts.bars, charts.dots):
        record = draw(table).figure.charts[0]
        assert record.title == "Europe: Russia with 5 mentions, ahead of Italy with 4"
        assert record.subtitle.startswith("Mentions in the quotes")  # the title names the part
        assert said(draw(table, title="Mine"))[1].startswith("“Europe”: mentions in the quotes")
    assert (
        said(charts.small_multiples(table))[0]
        == "Europe: Russia with 5 mentions, ahead of Italy with 4"
    )
    assert (
        said(charts.bars(table, value="highlights"))[0]
        == "Europe: Russia in 2 of 27 quotes, ahead of Italy with 1"
    )


def test_lengths_are_named_as_such():
    table = counts([("1. Ready", 80, 80, 1), ("2. No", 12, 12, 1)], unit="words")
    record = charts.bars(table).figure.charts[0]
    assert record.title == "“1. Ready” is the longest with 80 words; the shortest has 12"
    assert record.subtitle == "Words in the quotes of 27 highlights (2,334 in all)"
    long = counts([(LONG, 80, 80, 1), ("2. No", 12, 12, 1)], unit="words", voice="headline")
    assert said(charts.bars(long))[0] == "The longest headline has 80 words, the shortest 12"


def test_a_title_begins_with_a_capital():
    assert (
        charts.bars(counts([("the West", 4, 0, 4), ("NATO", 1, 0, 1)]))
        .get_title()
        .startswith("The West: 4 ")
    )
