from io import BytesIO

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from analysis import charts, load, schema, tables, words
from analysis.charts import sheet, style
from analysis.charts.cloud import _WORDS, ASPECT
from analysis.charts.cloud_layout import Canvas, ink
from analysis.charts.faithful import LEGIBLE, faithful
from tests import make


def counts(pairs, group="", voice="quote"):
    rows = [(voice, group, "tokens", w, w, c, c, 1, 1, 27, 2334, 1.0, 0.5) for w, c in pairs]
    return make.padded(rows, "counts")


FEW = counts([("Russia", 12), ("United States", 12), ("Nagorno-Karabakh", 6), ("peace", 3)])


@pytest.fixture(scope="module")
def article():
    highlights = load.article()
    return highlights, words.tokens(highlights)


@pytest.fixture(scope="module")
def quotes(article):
    highlights, tokens = article
    counts = tables.counts(tokens, of=highlights)
    return counts[~counts["light"]].reset_index(drop=True)


def drawn(ax):
    """The words of a cloud: label → text."""
    return {text.get_text(): text for text in ax.texts if (text.get_gid() or "").startswith("mark")}


def record(ax):
    return sheet.records(ax.get_figure(root=True))[-1]


def words_width(size):
    """The width of the words in points; on a column they have all of it."""
    measures = style.size(size)
    width = measures.width * 72 - 2 * 1.4 * measures.text
    return width if size == "column" else width * _WORDS


def placed(ax):
    """Where the words stand and how large they are, in points."""
    return {label: (*text.get_position(), text.get_fontsize()) for label, text in drawn(ax).items()}


@pytest.mark.parametrize("size", list(style.SIZES))
def test_sizes_are_the_counts(quotes, size):
    ax = charts.cloud(quotes, size=size)
    count = dict(zip(quotes["label"], quotes["count"], strict=True))
    ratio = [text.get_fontsize() / count[label] for label, text in drawn(ax).items()]
    assert ratio == pytest.approx([ratio[0]] * len(ratio), rel=1e-12)
    assert min(text.get_fontsize() for text in drawn(ax).values()) >= LEGIBLE - 1e-9
    assert all(text.get_rotation() == 0 for text in drawn(ax).values())


@pytest.mark.parametrize("size", list(style.SIZES))
def test_words_lie_within_the_picture_and_on_no_other_as_rendered(quotes, size):
    ax = charts.cloud(quotes, size=size)
    figure = ax.get_figure()
    figure.canvas.draw()
    plot = ax.get_window_extent()
    inked = []
    for label, text in drawn(ax).items():
        x, y = text.get_transform().transform(text.get_position())
        left, bottom, right, top = np.array(ink(label)) * text.get_fontsize() * figure.dpi / 72
        inked.append((x + left, y + bottom, x + right, y + top))
    boxes = np.array(inked)
    assert boxes[:, 0].min() >= plot.x0 - 1
    assert boxes[:, 2].max() <= plot.x1 + 1
    assert boxes[:, 1].min() >= plot.y0 - 1
    assert boxes[:, 3].max() <= plot.y1 + 1
    for i, (left, bottom, right, top) in enumerate(boxes):
        others = np.delete(boxes, i, axis=0)
        apart = (
            (others[:, 0] >= right)
            | (others[:, 2] <= left)
            | (others[:, 1] >= top)
            | (others[:, 3] <= bottom)
        )
        assert apart.all()


def test_measured_ink_is_what_is_drawn():
    figure = plt.figure(figsize=(4, 2), dpi=100)
    with style.context():
        text = figure.text(0.1, 0.4, "Nagorno-Karabakh", fontsize=20)
        figure.canvas.draw()
    dark = np.asarray(figure.canvas.buffer_rgba())[..., 0] < 128
    rows, columns = np.where(dark)
    x, y = text.get_transform().transform(text.get_position())
    left, bottom, right, top = np.array(ink("Nagorno-Karabakh")) * 20 * 100 / 72
    height = dark.shape[0]
    assert (columns.min(), columns.max() + 1) == pytest.approx((x + left, x + right), abs=2)
    assert (height - rows.max() - 1, height - rows.min()) == pytest.approx(
        (y + bottom, y + top), abs=2
    )
    plt.close(figure)


def test_every_word_that_is_left_out_is_counted_and_named(quotes):
    ax = charts.cloud(quotes)
    shown, rest = len(drawn(ax)), quotes.iloc[len(drawn(ax)) :]
    subtitle = " ".join(record(ax).subtitle.split())
    assert f"{shown} words shown, {len(rest)} left out that would be under 6 pt" in subtitle
    assert ", ".join(rest["label"].head(3)) in subtitle
    assert (
        rest["count"].max() < quotes["count"].iloc[shown - 1]
    )  # equal counts are shown or left out together


def test_what_is_left_out_could_not_be_read(quotes):
    """At 6 points the words of the next lower count do not fit."""
    width = words_width("page")
    shown = len(drawn(charts.cloud(quotes)))
    following = int((quotes["count"] >= quotes["count"].iloc[shown]).sum())
    canvas = Canvas(quotes["label"].head(following), quotes["count"].head(following), ASPECT)
    assert canvas.place(following, LEGIBLE / width / quotes["count"].iloc[shown]) is None


def test_the_words_are_as_large_as_the_search_finds(quotes):
    labels, count = quotes["label"].head(40).tolist(), quotes["count"].head(40).tolist()
    canvas = Canvas(labels, count, 0.43)
    layout = canvas.largest(40, 1e-4)
    assert len(layout.baselines) == 40
    assert all(canvas.place(40, layout.scale * more) is None for more in (1.01, 1.4))


def test_the_same_words_stand_the_same_at_every_size():
    found = []
    for size in style.SIZES:
        ax = charts.cloud(FEW, size=size)
        found.append(np.array(list(placed(ax).values())) / words_width(size))
    assert found[1] == pytest.approx(found[0])
    assert found[2] == pytest.approx(found[0])


def test_a_cloud_does_not_depend_on_the_order_of_the_rows(quotes):
    shuffled = quotes.sample(frac=1, random_state=1)
    assert placed(charts.cloud(quotes)) == placed(charts.cloud(shuffled))


def test_the_largest_word_is_in_the_middle():
    ax = charts.cloud(counts([("peace", 40), *[(f"word {i}", 4) for i in range(20)]]))
    (x, y), points = drawn(ax)["peace"].get_position(), drawn(ax)["peace"].get_fontsize()
    left, bottom, right, top = np.array(ink("peace")) * points
    width = words_width("page")
    assert x + (left + right) / 2 == pytest.approx(width / 2, abs=width * 0.02)
    assert y + (bottom + top) / 2 == pytest.approx(-width * ASPECT / 2, abs=width * 0.02)


@pytest.mark.parametrize("size", list(style.SIZES))
def test_the_dots_show_the_counts_of_the_largest_words(quotes, size):
    ax = charts.cloud(quotes, size=size)
    dots = [line for line in ax.lines if (line.get_gid() or "").startswith("mark")]
    assert 10 <= len(dots) <= 15
    first = quotes.head(len(dots))
    written = [text.get_text() for text in ax.texts]
    assert all(label in written for label in first["label"])
    # A line from 0 to the dot comes before each dot.
    lines = [line.get_xdata() for line in ax.lines if len(line.get_xdata()) == 2]
    length = np.array([x[1] - x[0] for x in lines])
    assert length / length[0] == pytest.approx(first["count"].to_numpy() / first["count"].iloc[0])
    tips = [record(ax).marks[dot.get_gid()] for dot in dots]
    assert tips[0] == f"{first['label'].iloc[0]}: {first['count'].iloc[0]} uses"


def test_light_words_are_left_out_and_named():
    table = FEW.assign(light=FEW["label"].eq("peace"))
    ax = charts.cloud(table)
    assert "peace" not in drawn(ax)
    assert record(ax).subtitle.endswith("; 1 light word left out (peace)")
    assert "peace" in drawn(charts.cloud(table, light=True))


def test_the_name_of_a_part_is_not_in_its_own_cloud():
    ax = charts.cloud(counts([("Russia", 9), ("peace", 3)], "Russia"))
    assert set(drawn(ax)) == {"peace"}
    assert record(ax).subtitle.endswith("; its own name left out (9 uses)")


def test_text_stays_text_in_svg(quotes):
    ax = charts.cloud(quotes)
    buffer = BytesIO()
    with style.context():
        ax.get_figure().savefig(buffer, format="svg")
    svg = buffer.getvalue().decode()
    assert all(
        f">{label}<" in svg for label in ("Nagorno-Karabakh", "United States") if label in drawn(ax)
    )
    assert "<image" not in svg


@pytest.mark.filterwarnings("error")
def test_a_script_that_the_font_lacks_is_named_once():
    with pytest.warns(UserWarning, match="no glyphs for Devanagari") as said:
        charts.cloud(counts([("हिन्दी", 3), ("समाचार", 2)]))
    assert len(said) == 1


def test_top_is_a_number_of_words():
    with pytest.raises(ValueError, match="top is how many rows to draw"):
        charts.cloud(FEW, top=0)
    assert set(drawn(charts.cloud(FEW, top=3))) == {"Russia", "United States", "Nagorno-Karabakh"}
    assert set(drawn(charts.cloud(FEW, top=1))) == {
        "Russia"
    }  # of two with the same count, the first by label


def test_no_room_for_a_word_is_said():
    long = counts([("a word that is too long for a column of forty", 3)] * 1)
    figure, ax = plt.subplots(figsize=(1, 1))
    with pytest.raises(ValueError, match="not one word fits in 6 points here"):
        charts.cloud(long, ax)
    plt.close(figure)


def test_a_cloud_in_given_axes_stays_inside():
    with style.context():
        figure, axes = plt.subplots(1, 2, figsize=(10, 4))
    for ax in axes:
        assert charts.cloud(FEW, ax) is ax
        assert len(drawn(ax)) == 4
    plt.close(figure)


@pytest.mark.parametrize(
    ("pairs", "shown"),
    [([("a", 1)], 1), ([(f"w{i:03}", 1) for i in range(40)], 40), ([("$5 and $6", 3), ("_x", 2), ("a_b^c", 1)], 3),
     ([("x" * 300, 2), ("y", 1)], 2), ([("Мир", 3), ("Österreich", 2)], 2)],
)  # fmt: skip
def test_one_word_equal_counts_and_odd_words(pairs, shown):
    ax = charts.cloud(counts(pairs))
    assert len(drawn(ax)) == shown
    assert all(len(label) <= 40 for label in drawn(ax))


def test_more_equal_words_than_fit_are_cut_and_counted():
    ax = charts.cloud(counts([(f"word number {i:04}", 1) for i in range(2000)]), size="column")
    shown = len(drawn(ax))
    assert 5 < shown < 300
    assert f"{shown} words shown, {2000 - shown:,} left out" in " ".join(
        record(ax).subtitle.split()
    )


@pytest.mark.parametrize("table", [schema.empty("counts"), counts([("a", 0)])])
def test_nothing_to_show_is_said(table):
    ax = charts.cloud(table)
    assert record(ax).title == (
        "No words left to count in the quotes" if len(table) else "Nothing was found to count"
    )


def test_a_split_table_is_refused_with_what_to_do():
    parts = pd.concat([counts([("a", 1)], "x"), counts([("a", 1)], "y")])
    with pytest.raises(ValueError, match="draw one part of it"):
        charts.cloud(parts)


def test_a_cloud_changed_behind_its_back_is_not_faithful(quotes):
    ax = charts.cloud(FEW)
    count, area = FEW["count"].tolist(), (2000.0, 2000.0)
    faithful(ax, count, area)
    word = drawn(ax)["peace"]
    size, place = word.get_fontsize(), word.get_position()
    word.set_fontsize(size * 1.01)
    with pytest.raises(RuntimeError, match="not proportional"):
        faithful(ax, count, area)
    word.set_fontsize(size)
    word.set_position(drawn(ax)["Russia"].get_position())
    with pytest.raises(RuntimeError, match="overlap"):
        faithful(ax, count, area)
    word.set_position((-50, place[1]))
    with pytest.raises(RuntimeError, match="leaves the plot"):
        faithful(ax, count, area)


def test_the_users_settings_are_left_alone(quotes):
    before = dict(matplotlib.rcParams)
    charts.cloud(FEW)
    assert dict(matplotlib.rcParams) == before


def test_the_title_is_true(quotes):
    ax = charts.cloud(quotes)
    lead = quotes[quotes["count"] == quotes["count"].max()]
    assert all(label in record(ax).title for label in lead["label"])
    assert str(quotes["count"].max()) in record(ax).title


def test_a_part_of_a_split_is_named():
    ax = charts.cloud(counts([("India", 4), ("peace", 2)], "Asia and Eurasian integration"))
    assert record(ax).title == "Asia and Eurasian integration: “India”, 4 uses (next: “peace”, 2)"
    assert record(ax).subtitle.startswith("Uses in the quotes")
    voice = charts.cloud(counts([("India", 4), ("peace", 2)], "quote"))
    assert record(voice).title == "“India”: 4 uses in the quotes (next: “peace”, 2)"
