"""Export: the same bytes everywhere, all files or none, nothing outside the folder, everything said in the files."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import warnings
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from PIL import Image

from analysis import charts, export, load, schema, tables, themes
from analysis.charts import style
from analysis.charts.sheet import Page
from analysis.csv_files import defused, restored
from analysis.export import drawing, provenance
from analysis.export.png import encoded
from analysis.export.slug import LONGEST, slug
from tests import make
from tests.drawn import bars

SOURCE = {
    "document": "a",
    "title": "A Thaw?",
    "authors": "Ann Lee",
    "date": "2021-01-26",
    "publisher": "The Paper",
    "sha256": "12ab",
}
SVG = "{http://www.w3.org/2000/svg}"
ENDINGS = ("csv", "json", "pdf", "png", "svg")


def counts(*rows, voice="quote"):
    made = [
        (voice, "", "mentions", x.lower(), x, c, c - 1, 1, 1, 27, 2334, c / 2.334, 0.5)
        for x, c in rows
    ]
    return make.padded(made, "counts")


TABLE = counts(("Russia", 19), ("=HYPERLINK()", 7), ("Россия <b>&", 4), ("$5", 2))


def write(folder, name="03 bars", table=TABLE, **how):
    return export.figure(
        charts.bars(table, source=SOURCE, size="column"), table, name, folder=folder, **how
    )


def files(folder):
    """The files a person sees, by name."""
    paths = sorted(Path(folder).iterdir())
    return {path.name: path.read_bytes() for path in paths if not path.name.startswith(".")}


def test_it_writes_five_files_of_sensible_size(tmp_path):
    write(tmp_path)
    assert list(files(tmp_path)) == [f"03-bars.{ending}" for ending in ENDINGS]
    assert (tmp_path / "03-bars.svg").stat().st_size < 300_000
    assert (tmp_path / "03-bars.png").stat().st_size < 400_000


def test_the_same_inputs_give_the_same_bytes_in_another_process_folder_and_hash_seed(tmp_path):
    write(tmp_path / "here")
    script = f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); import test_export as t; t.write('there')"
    environment = os.environ | {
        "PYTHONHASHSEED": "4711",
        "TZ": "Asia/Tokyo",
        "LC_ALL": "C",
        "SOURCE_DATE_EPOCH": "0",
    }
    subprocess.run([sys.executable, "-c", script], cwd=tmp_path, env=environment, check=True)
    assert files(tmp_path / "here") == files(tmp_path / "there")


def test_every_chart_gives_the_same_bytes_twice(tmp_path):
    placed = TABLE.assign(lon=10.0, lat=50.0)
    for name, table in (
        ("paired_bars", TABLE),
        ("dots", TABLE),
        ("dot_map", placed),
        ("cloud", TABLE),
    ):
        for folder in ("one", "two"):
            export.figure(
                getattr(charts, name)(table, source=SOURCE), table, name, folder=tmp_path / folder
            )
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_formats_are_chosen_and_those_of_the_last_run_do_not_linger(tmp_path):
    write(tmp_path)
    write(tmp_path, formats=["svg"])
    assert list(files(tmp_path)) == ["03-bars.csv", "03-bars.json", "03-bars.svg"]
    with pytest.raises(ValueError, match="did you mean 'png'"):
        write(tmp_path, formats=[".PNG"])


# What is in the files


def test_the_svg_says_what_it_shows(tmp_path):
    picture = write(tmp_path)
    root = ET.fromstring((tmp_path / "03-bars.svg").read_bytes())
    assert root.get("role") == "img"
    assert (
        root.find(f"{SVG}title").text == "Russia: 19 mentions in the quotes (next: =HYPERLINK(), 7)"
    )
    assert root.find(f"{SVG}desc").text == picture.alt
    words = " ".join("".join(t.itertext()) for t in root.iter(f"{SVG}text"))
    for word in ("Russia", "=HYPERLINK()", "Россия <b>&", "$5", "Source:", "Mentions"):
        assert word in words


def test_every_mark_of_the_svg_has_its_label_and_value(tmp_path):
    write(tmp_path)
    root = ET.fromstring((tmp_path / "03-bars.svg").read_bytes())
    marks = [g for g in root.iter(f"{SVG}g") if (g.get("id") or "").startswith("mark")]
    assert len(marks) == 8  # a solid and a hatched bar for each row
    assert [g.find(f"{SVG}title").text for g in marks][::2] == [
        "Russia: 19 (strict 18) mentions", "=HYPERLINK(): 7 (strict 6) mentions", "Россия <b>&: 4 (strict 3) mentions",
        "$5: 2 (strict 1) mentions",
    ]  # fmt: skip


def test_the_svg_brings_its_letters(tmp_path):
    write(tmp_path)
    text = (tmp_path / "03-bars.svg").read_text("utf-8")
    faces = re.findall(
        r"@font-face{font-family:'(.*?)';font-weight:(\w+);src:url\(data:font/woff;base64,(.*?)\)",
        text,
    )
    assert [(family, weight) for family, weight, _ in faces] == [
        ("Highlights Sans", "normal"), ("DejaVu Sans", "normal"), ("Highlights Sans", "bold"),
    ]  # fmt: skip
    from base64 import b64decode

    from fontTools.ttLib import TTFont

    latin, other = (TTFont(io.BytesIO(b64decode(faces[i][2]))).getBestCmap() for i in (0, 1))
    assert set(range(0x20, 0x7F)) <= set(latin)  # so that a label can be edited
    assert set(other) == {ord(c) for c in "Россия"}
    assert len(latin) < 110


def test_the_png_says_what_it_shows(tmp_path):
    picture = write(tmp_path)
    said = Image.open(tmp_path / "03-bars.png").text
    assert said["Description"] == picture.alt
    assert said["Title"].startswith("Russia: 19 mentions")
    assert said["Source"] == "Source: Ann Lee, “A Thaw?”, The Paper, 2021-01-26"


def test_the_pdf_says_what_it_shows_and_holds_text(tmp_path):
    picture = write(tmp_path)
    pdf = (tmp_path / "03-bars.pdf").read_bytes()
    assert picture.alt.encode("utf-16-be") in pdf.replace(b"\\(", b"(").replace(b"\\)", b")")
    assert b"/FontFile2" in pdf  # TrueType, embedded
    assert b"CreationDate" not in pdf


def test_the_csv_is_defused_and_the_json_lossless(tmp_path):
    write(tmp_path)
    rows = list(csv.reader((tmp_path / "03-bars.csv").open(encoding="utf-8-sig", newline="")))
    assert rows[0] == list(TABLE.columns)
    assert [row[4] for row in rows[1:]] == ["Russia", "'=HYPERLINK()", "Россия <b>&", "$5"]
    record = json.loads((tmp_path / "03-bars.json").read_text("utf-8"))
    pd.testing.assert_frame_equal(provenance.table_from_json(record["table"]), TABLE)
    assert record["chart"] == "bars"
    assert record["arguments"]["size"] == "column"
    assert record["inputs"]["article a"] == "12ab"
    assert {"themes.toml", "stopwords.txt"} <= set(record["inputs"])
    assert record["versions"]["matplotlib"]
    assert record["drawn"] == "by the chart function"


def test_tables_of_every_kind_come_back(tmp_path):
    table = pd.DataFrame(
        {
            "text": ["", "NA", "x"],
            "n": pd.array([1, None, 3], dtype="Int64"),
            "share": [0.1, np.nan, np.inf],
            "yes": [True, False, True],
        }
    ).astype({"text": "str"})
    pd.testing.assert_frame_equal(
        provenance.table_from_json(json.loads(provenance.encoded(provenance.table_to_json(table)))),
        table,
    )


def test_further_inputs_are_hashed(tmp_path):
    book = tmp_path / "mine.toml"
    book.write_bytes(b"x")
    write(tmp_path / "out", inputs={"codebook": book})
    record = json.loads((tmp_path / "out" / "03-bars.json").read_text("utf-8"))
    assert record["inputs"]["codebook mine.toml"] == schema.digest(book)


# Display


def test_the_picture_keeps_its_alt_text(tmp_path):
    picture = write(tmp_path)
    shown = picture._repr_mimebundle_()
    image = ET.fromstring(shown["text/html"].replace(">", "/>"))
    assert image.get("alt") == picture.alt == shown["text/plain"]
    assert image.get("src").endswith(shown["image/png"])
    assert picture.png[:4] == b"\x89PNG"
    assert len(picture.png) < 60_000
    assert picture.alt.startswith("Bar chart. Russia: 19 mentions")
    assert "of 27 highlights" in picture.alt


def test_few_colours_change_no_area_and_no_shade_by_much():
    words = counts(*[(f"word {i}", 60 - i) for i in range(40)])
    ax = charts.cloud(words, source=SOURCE)
    for i, text in enumerate(ax.texts):
        text.set_color((style.ACCENT, style.SECOND)[i % 2])
    full = drawing.pixels(ax.figure).convert("RGB")
    for image in (full, full.resize((full.width // 2, full.height // 2), Image.Resampling.HAMMING)):
        before = np.asarray(image).astype(int)
        after = np.asarray(Image.open(io.BytesIO(encoded(image))).convert("RGB")).astype(int)
        middle = before[1:-1, 1:-1]
        around = (before[:-2, 1:-1], before[2:, 1:-1], before[1:-1, :-2], before[1:-1, 2:])
        area = np.logical_and.reduce([(middle == side).all(axis=2) for side in around])
        assert (
            len(np.unique(after.reshape(-1, 3), axis=0))
            <= 256
            < len(np.unique(before.reshape(-1, 3), axis=0))
        )
        assert np.abs(after - before).max() <= 16  # the step of the shades that are kept
        assert (after[1:-1, 1:-1] == middle)[area].all()


def test_a_photograph_stays_as_it_is():
    noise = np.random.default_rng(0).integers(0, 256, (200, 300, 3), dtype=np.uint8)
    assert (np.asarray(Image.open(io.BytesIO(encoded(Image.fromarray(noise))))) == noise).all()


def test_a_quote_in_a_label_stays_text(tmp_path):
    table = counts(('"><script>alert(1)</script>', 3))
    html = write(tmp_path, table=table)._repr_mimebundle_()["text/html"]
    assert "<script" not in html


def test_pyplot_lets_go_of_an_exported_figure(tmp_path):
    import matplotlib.pyplot as plt

    _, ax = plt.subplots()
    charts.bars(TABLE, ax)
    export.figure(ax, TABLE, "x", folder=tmp_path)
    assert plt.get_fignums() == []


def test_a_picture_can_be_had_without_files(tmp_path):
    assert export.picture(charts.bars(TABLE)).alt.startswith("Bar chart.")


class _Images(HTMLParser):
    """The alt texts of the images of a page."""

    def __init__(self, page):
        super().__init__()
        self.alts = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag == "img":
            self.alts.append(dict(attrs).get("alt"))


@pytest.mark.parametrize("template", ["lab", "classic"])
def test_the_alt_text_survives_nbconvert(template, tmp_path):
    import nbformat
    from nbconvert import HTMLExporter

    picture = write(tmp_path)
    shown = nbformat.v4.new_output("execute_result", picture._repr_mimebundle_())
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x", outputs=[shown])])
    page, _ = HTMLExporter(template_name=template).from_notebook_node(notebook)
    assert _Images(page).alts == [picture.alt]


@pytest.mark.parametrize(
    "path", sorted((schema.DATA.parent / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem
)
def test_every_figure_of_the_saved_notebooks_has_its_alt_text(path):
    cells = json.loads(path.read_text("utf-8"))["cells"]
    shown = [
        o["data"]
        for cell in cells
        for o in cell.get("outputs", [])
        if "image/png" in o.get("data", {})
    ]
    # The fifth has tables alone; the bundled article has nothing to compare, which the sixth says.
    assert shown or path.stem in ("05-your-article", "06-compare")
    for data in shown:
        (alt,) = _Images("".join(data["text/html"])).alts
        assert len(alt.split()) > 8


# By hand


def test_a_figure_altered_by_hand_is_marked_so(tmp_path):
    ax = charts.bars(TABLE, source=SOURCE)
    bars(ax)[0].set_width(30)
    export.figure(ax, TABLE, "x", folder=tmp_path)
    assert (
        json.loads((tmp_path / "x.json").read_text("utf-8"))["drawn"]
        == "by hand: altered after the chart function"
    )
    found = export.verify(tmp_path)
    assert found["status"].tolist() == ["same"]
    assert "only checksums" in found["detail"][0]


def test_a_figure_that_was_only_looked_at_is_not_altered(tmp_path):
    ax = charts.bars(TABLE, source=SOURCE)
    ax.figure.canvas.draw()
    export.picture(ax)
    export.figure(ax, TABLE, "x", folder=tmp_path)
    assert json.loads((tmp_path / "x.json").read_text("utf-8"))["drawn"] == "by the chart function"
    assert export.verify(tmp_path)["detail"].tolist() == [""]


@pytest.mark.parametrize(
    "alter",
    [
        lambda ax: ax.patches[0].set_facecolor("red"), lambda ax: ax.texts[0].set_text("x"), lambda ax: ax.set_xlim(0, 99),
        lambda ax: ax.axvline(1), lambda ax: ax.patches[0].remove(),
        lambda ax: ax.figure.set_size_inches(5, 5), lambda ax: ax.set_yticks([]), lambda ax: ax.yaxis.get_major_ticks()[0].set_visible(False),
    ],
)  # fmt: skip
def test_every_alteration_is_seen_also_after_a_look(alter, tmp_path):
    for name in ("a", "b"):
        ax = charts.bars(TABLE, source=SOURCE)
        alter(ax)
        if name == "b":
            ax.figure.canvas.draw()
        export.figure(ax, TABLE, name, folder=tmp_path)
        drawn = json.loads((tmp_path / f"{name}.json").read_text("utf-8"))["drawn"]
        assert drawn == "by hand: altered after the chart function"


def test_a_chart_in_axes_from_elsewhere_is_by_hand(tmp_path):
    ax = charts.bars(TABLE, Figure(figsize=(7, 4)).subplots())
    export.figure(ax, TABLE, "x", folder=tmp_path)
    assert (
        json.loads((tmp_path / "x.json").read_text("utf-8"))["drawn"]
        == "by hand: drawn into Axes from elsewhere"
    )


def test_an_untouched_figure_is_drawn_once_for_each_format(tmp_path, monkeypatch):
    drawn = []
    draw = Page.draw
    monkeypatch.setattr(
        Page, "draw", lambda page, renderer: (drawn.append(renderer), draw(page, renderer))
    )
    write(tmp_path)
    assert len(drawn) == len(drawing.FORMATS)


def test_a_title_set_by_hand_is_the_title_in_the_files(tmp_path):
    ax = charts.bars(TABLE, source=SOURCE)
    ax.set_title("My own words")
    picture = export.figure(ax, TABLE, "x", folder=tmp_path)
    assert (
        ET.fromstring((tmp_path / "x.svg").read_bytes()).find(f"{SVG}title").text == "My own words"
    )
    assert picture.alt.startswith("Altered by hand: My own words.")


def test_axes_of_the_users_own_are_exported(tmp_path):
    ax = Figure().subplots()
    ax.bar(["a", "b"], [1, 2])
    ax.set(title="Two bars", xlabel="letter")
    picture = export.figure(ax, TABLE, "x", folder=tmp_path)
    assert picture.alt.startswith("Made by hand: Two bars. x axis: letter.")
    assert (
        export.figure(ax, TABLE, "x", folder=tmp_path, alt="Two bars, a 1, b 2.").alt
        == "Two bars, a 1, b 2."
    )


def test_another_table_than_the_drawn_one_is_refused(tmp_path):
    with pytest.raises(ValueError, match=r"is not the one that charts\.bars drew"):
        export.figure(charts.bars(TABLE), TABLE.head(2), "x", folder=tmp_path)


# Names


@pytest.mark.parametrize(
    ("name", "stem"),
    [("Malvinas/Falklands", "malvinas-falklands"), ("../x", "x"), ("/etc/passwd", "etc-passwd"), ("C:\\x", "c-x"), ("CON", "con-figure"),
     ("nul.png", "nul-png"), ("Россия", "россия"), ("a\0b", "a-b"), ("_x_", "x"), (".hidden", "hidden")],
)  # fmt: skip
def test_names_are_names(name, stem):
    assert slug(name) == stem


def test_long_names_are_cut_and_stay_apart():
    one, other = slug("x" * 300), slug("x" * 299)
    assert len(one) <= LONGEST
    assert one != other


@pytest.mark.parametrize("name", ["", "   ", "../", "///", "…"])
def test_a_name_without_a_letter_is_refused(name, tmp_path):
    with pytest.raises(ValueError, match="needs a letter or a digit"):
        write(tmp_path, name)
    assert not list(tmp_path.iterdir())


def test_names_never_collide_silently(tmp_path):
    write(tmp_path, "Malvinas/Falklands")
    before = files(tmp_path)
    with pytest.raises(ValueError, match="would overwrite the figure 'Malvinas/Falklands'"):
        write(tmp_path, "Malvinas Falklands")
    write(tmp_path, "Malvinas/Falklands")
    assert files(tmp_path) == before
    (tmp_path / "other.png").write_bytes(b"mine")
    with pytest.raises(ValueError, match=r"was not written by export\.figure"):
        write(tmp_path, "other")
    assert (tmp_path / "other.png").read_bytes() == b"mine"


def test_another_chart_under_one_name_is_said(tmp_path):
    write(tmp_path, "x")
    with pytest.warns(UserWarning, match=r"was charts\.bars and is now charts\.dots"):
        export.figure(charts.dots(TABLE), TABLE, "x", folder=tmp_path)


# Faults


def _fails(*args, **how):
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("where", ["copy2", "replace", "second replace", "savefig", "svg"])
def test_a_fault_leaves_the_old_files_and_nothing_else(where, tmp_path, monkeypatch):
    write(tmp_path)
    before = files(tmp_path)
    changed = counts(("India", 7), ("Italy", 4))
    if where == "second replace":
        real, calls = os.replace, []

        def second(source, target):
            calls.append(target)
            return _fails() if len(calls) == 2 else real(source, target)

        monkeypatch.setattr(os, "replace", second)
    elif where == "replace":
        monkeypatch.setattr(os, where, _fails)
    elif where == "copy2":
        monkeypatch.setattr(shutil, where, _fails)
    ax = charts.bars(changed)
    if where == "savefig":
        monkeypatch.setattr(Figure, "savefig", _fails)
    elif where == "svg":
        monkeypatch.setattr("analysis.export.svg.ET.fromstring", _fails)
    with pytest.raises(OSError, match="No space"):
        export.figure(ax, changed, "03 bars", folder=tmp_path)
    assert files(tmp_path) == before


def test_a_first_export_that_fails_leaves_an_empty_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "replace", _fails)
    with pytest.raises(OSError, match="No space"):
        write(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_export_left_is_cleared_away_later(tmp_path):
    (tmp_path / ".unfinished-x").mkdir()
    write(tmp_path)
    assert [path.name for path in tmp_path.glob(".*")] == [".manifest.json"]


def test_a_file_for_a_folder_is_refused(tmp_path):
    (tmp_path / "x").write_bytes(b"mine")
    with pytest.raises(NotADirectoryError, match="is a file; name a folder"):
        write(tmp_path / "x")


def test_a_dpi_beyond_reason_has_a_message(tmp_path):
    ax = charts.bars(TABLE)
    ax.figure.set_dpi(100_000)
    with pytest.raises(ValueError, match="lower the figure's dpi"):
        export.figure(ax, TABLE, "x", folder=tmp_path)


# Verify


def test_verify_finds_nothing_on_a_fresh_folder(tmp_path):
    write(tmp_path, "one")
    export.figure(
        charts.paired_bars(TABLE, source=pd.DataFrame([SOURCE])), TABLE, "two", folder=tmp_path
    )
    found = export.verify(tmp_path)
    assert list(found.columns) == ["figure", "status", "changed", "detail"]
    assert found.values.tolist() == [["one", "same", "", ""], ["two", "same", "", ""]]


def test_verify_says_what_changed(tmp_path, monkeypatch):
    for name in ("gone", "touched", "data", "style", "versions"):
        write(tmp_path, name)
    (tmp_path / "gone.pdf").unlink()
    (tmp_path / "touched.png").write_bytes(b"x")
    for name, edit in (
        ("data", lambda r: r["inputs"].update({"themes.toml": "0"})),
        ("style", lambda r: (r.update(style="0"), r["files"].update({"style.svg": "0"}))),
        (
            "versions",
            lambda r: (
                r["versions"].update(matplotlib="3.0"),
                r["files"].update({"versions.svg": "0"}),
            ),
        ),
    ):
        path = tmp_path / f"{name}.json"
        record = json.loads(path.read_text("utf-8"))
        edit(record)
        path.write_bytes(provenance.encoded(record))
    (tmp_path / ".manifest.json").unlink()  # it would say that the records were edited
    found = export.verify(tmp_path).set_index("figure")
    assert found["status"].eq("changed").all()
    assert found["changed"].to_dict() == {
        "data": "data", "gone": "missing", "style": "files; style; picture", "touched": "files",
        "versions": "files; versions; picture",
    }  # fmt: skip
    assert "matplotlib 3.0 →" in found.loc["versions", "detail"]
    assert "gone.pdf" in found.loc["gone", "detail"]


def test_verify_says_that_a_record_was_edited(tmp_path):
    write(tmp_path)
    path = tmp_path / "03-bars.json"
    path.write_bytes(path.read_bytes() + b" ")
    assert export.verify(tmp_path)["detail"].tolist() == ["files: 03-bars.json"]


RECORD_FILES = [f"03-bars.{ending}" for ending in ENDINGS]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:99]),
    ],
    ids=["gone", "empty", "cut"],
)
@pytest.mark.parametrize("manifest", [True, False])
def test_verify_names_a_figure_whose_record_is_damaged_or_gone(tmp_path, spoil, manifest):
    write(tmp_path)
    spoil(tmp_path / "03-bars.json")
    if not manifest:
        (tmp_path / ".manifest.json").unlink()
    found = export.verify(tmp_path)
    assert found[["figure", "changed"]].values.tolist() == [["03-bars", "record"]]
    assert found["status"].iloc[0] in ("changed", "unreadable")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_verify_reads_a_record_that_an_editor_saved(tmp_path, encoding):
    write(tmp_path)
    path = tmp_path / "03-bars.json"
    path.write_text(path.read_text("utf-8"), encoding)
    (tmp_path / ".manifest.json").unlink()
    assert export.verify(tmp_path)["status"].tolist() == ["same"]


def test_verify_leaves_pictures_of_other_programs_alone(tmp_path):
    write(tmp_path)
    (tmp_path / "holiday.png").write_bytes(b"mine")
    assert export.verify(tmp_path)["figure"].tolist() == ["03 bars"]


def test_verify_writes_nothing_and_follows_nothing(tmp_path):
    folder, victim = tmp_path / "in", tmp_path / "victim"
    victim.mkdir()
    (victim / "thesis.txt").write_text("mine")
    write(folder)
    (folder / "link").symlink_to(victim, target_is_directory=True)
    left = folder / ".unfinished-999999999-x"
    (left / "new" / "link").mkdir(parents=True)
    (left / "new" / "link" / "authorized_keys").write_text("theirs")
    journal = {"put": ["link/authorized_keys"], "remove": ["link/thesis.txt"], "had": []}
    for name in ("forward", "back", "journal"):
        (left / name).write_text(json.dumps(journal))
    before = sorted((path, path.stat().st_mtime_ns) for path in tmp_path.rglob("*"))
    assert export.verify(folder)["status"].tolist() == ["same"]
    assert sorted((path, path.stat().st_mtime_ns) for path in tmp_path.rglob("*")) == before
    write(folder)
    assert [path.name for path in victim.iterdir()] == ["thesis.txt"]


def test_verify_of_no_folder_says_so(tmp_path):
    with pytest.raises(FileNotFoundError, match="there is no folder"):
        export.verify(tmp_path / "x")
    assert export.verify(tmp_path).empty


# Tables


def test_tables_go_out_and_the_highlights_come_back(tmp_path):
    highlights = load.article()
    paths = export.tables(tmp_path, highlights=highlights)
    # Where openpyxl is installed there is a workbook too.
    assert [path.name for path in paths if path.suffix != ".xlsx"] == ["highlights.csv"]
    pd.testing.assert_frame_equal(
        load.article(paths[0]).drop(columns="line"), highlights.drop(columns="line")
    )


def test_tables_are_checked_and_named(tmp_path):
    with pytest.raises(TypeError, match="did you mean 'mentions'"):
        export.tables(tmp_path, mention=schema.empty("mentions"))
    with pytest.raises(ValueError, match="column"):
        export.tables(tmp_path, codes=pd.DataFrame({"x": [1]}))
    with pytest.raises(TypeError, match="no table was given"):
        export.tables(tmp_path)
    export.tables(tmp_path, mentions=schema.empty("mentions"), tokens=schema.empty("tokens"))
    content = (tmp_path / "tokens.csv").read_text("utf-8-sig")
    assert content.startswith("document,number,voice,start,end,surface,token,entity,stop,light")


@pytest.mark.parametrize(
    "cell",
    [
        *("=1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "'=1", "''=1", "'tis", "", "a=b", "'"),
        *("＝1", "＋1", "－1", "＠x", "x;=1", "x\t=1", "x\n@y", "x;'=1", "x;;-1", "\t\t=", ";+"),
    ],
)
def test_a_cell_comes_back_as_it_was(cell):
    assert restored(defused(cell)) == cell
    for part in re.split(r"[;\t\r\n]", defused(cell)):
        assert not re.match(r"[=+\-@＝＋－＠]", part)


def test_a_table_that_was_edited_is_kept(tmp_path):
    highlights = load.article()
    export.tables(tmp_path, highlights=highlights.head(3))
    edited = (tmp_path / "highlights.csv").read_text("utf-8-sig") + "a,9,,On it,Mine,,,1\n"
    (tmp_path / "highlights.csv").write_text(edited, "utf-8")
    with pytest.warns(UserWarning, match=r"highlights\.csv was edited and is kept; the new table"):
        paths = export.tables(tmp_path, highlights=highlights)
    assert paths[0].name == "highlights.new.csv"
    assert (tmp_path / "highlights.csv").read_text("utf-8") == edited
    assert len(load.article(paths[0])) == 27
    (tmp_path / "highlights.csv").unlink()
    assert export.tables(tmp_path, highlights=highlights)[0].name == "highlights.csv"
    export.tables(tmp_path, highlights=highlights.head(2))  # what was written is replaced
    assert len(load.article(tmp_path / "highlights.csv")) == 2


def test_a_text_that_was_edited_is_kept_if_it_is_a_table(tmp_path):
    for name, kept in (("codings.csv", True), ("codebook.qdc", True), ("notes.txt", False)):
        export.write("first", tmp_path / name)
        (tmp_path / name).write_text("mine")
        with pytest.warns(UserWarning) if kept else warnings.catch_warnings():
            path = export.write("second", tmp_path / name)
        assert (tmp_path / name).read_text() == ("mine" if kept else "second")
        assert path.read_text() == "second"


@pytest.mark.parametrize("wrong", ["text", [1], None])
def test_wrong_types_are_named(wrong, tmp_path):
    with pytest.raises(TypeError, match="ax= must be what a chart function returned"):
        export.figure(wrong, TABLE, "x", folder=tmp_path)
    with pytest.raises(TypeError, match="table= must be the DataFrame that was drawn"):
        export.figure(charts.bars(TABLE), wrong, "x", folder=tmp_path)
    with pytest.raises(TypeError, match="the chart comes first, then its table"):
        export.figure(TABLE, charts.bars(TABLE), "x", folder=tmp_path)
    with pytest.raises(TypeError, match="a figure name must be a string, not int"):
        export.figure(charts.bars(TABLE), TABLE, 3, folder=tmp_path)
    with pytest.raises(TypeError, match="a highlights table must be a pandas DataFrame"):
        export.tables(tmp_path, highlights=wrong)
    with pytest.raises(TypeError, match="content= must be a DataFrame or a string, not int"):
        export.write(3, tmp_path / "x.csv")


def test_the_coding_sheet_is_blind_and_reads_back(tmp_path):
    highlights = load.article()
    sheet = export.coding_sheet(highlights, ["asia", "europe"])
    assert sheet[["coder", "asia", "europe"]].eq("").all(axis=None)
    assert sheet["quote"].tolist() == highlights["quote"].tolist()

    # A second coder fills in cells, and often not the one for the name.
    sheet["asia"] = ["1"] + ["0"] * (len(sheet) - 1)
    export.write(sheet, tmp_path / "anna.csv")
    codings = themes.codings(tmp_path / "anna.csv", of=highlights)
    assert set(codings["theme"]) == {"asia", "europe"}
    assert set(codings["coder"]) == {"anna"}
    assert codings["value"].sum() == 1
    with pytest.raises(TypeError, match="not the string 'asia'"):
        export.coding_sheet(highlights, "asia")


def test_completion_shows_the_public_names():
    assert dir(export) == export.__all__


def test_the_record_of_real_counts_draws_again(tmp_path):
    highlights = load.article()
    mentions = pd.DataFrame({"document": highlights["document"], "number": highlights["number"], "voice": "quote", "entity": "RUS",
        "label": "Russia", "kind": "name"})  # fmt: skip
    table = tables.counts(mentions, of=highlights)
    export.figure(charts.bars(table, source=load.documents()), table, "x", folder=tmp_path)
    assert export.verify(tmp_path)["status"].tolist() == ["same"]


def _record(folder, **changes):
    """A figure x with a record in which something was changed."""
    write(folder, "x")
    path = folder / "x.json"
    record = json.loads(path.read_text("utf-8")) | changes
    path.write_text(json.dumps(record))
    (folder / ".manifest.json").unlink()


def _file(content):
    return lambda folder: (folder / "x.json").write_bytes(content)


HOSTILE_RECORDS = {
    "nested lists": _file(b"[" * 200_000),
    "nested mappings": _file(b'{"a":' * 200_000),
    "a pipe": lambda folder: os.mkfifo(folder / "x.json"),
    "a device": lambda folder: (folder / "x.json").symlink_to("/dev/zero"),
    "a folder": lambda folder: (folder / "x.json").mkdir(),
    "a giant": lambda folder: os.truncate(
        os.open(folder / "x.json", os.O_CREAT | os.O_RDWR), 2**40
    ),
    "a file of another kind": lambda folder: _record(folder, files={"a.gif": "0"}),
    "a file without an ending": lambda folder: _record(folder, files={"noext": "0"}),
    "a file outside": lambda folder: _record(folder, files={"../x.png": "0"}),
    "many files": lambda folder: _record(folder, files={f"{n}.png": "0" for n in range(200_000)}),
    "a long title": lambda folder: _record(folder, title="x" * 5_000_000),
    "a long title of words": lambda folder: _record(folder, title="x " * 2_500_000),
    "another format": lambda folder: _record(folder, format=99),
    "another type": lambda folder: _record(folder, arguments=[]),
    "a table without columns": lambda folder: _record(folder, table={"rows": []}),
    "an unknown chart": lambda folder: _record(folder, chart="__import__"),
    "an unknown option": lambda folder: _record(folder, arguments={"ax": "x"}),
    "escapes": lambda folder: _record(folder, figure="\x1b[2J\x07", versions={"\x1b]0;x": "1"}),
    "bytes": _file(b"\xff\xfe\xff"),
    "no record": _file(b"7"),
}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes and devices among its files")
@pytest.mark.parametrize("name", HOSTILE_RECORDS)
def test_verify_reads_hostile_records_with_a_row(tmp_path, name):
    write(tmp_path, "good")
    (tmp_path / ".manifest.json").unlink()
    HOSTILE_RECORDS[name](tmp_path)
    found = export.verify(tmp_path)
    assert len(found) == 2 and found.loc[found["figure"] == "good", "status"].tolist() == ["same"]
    (status,) = found.loc[found["figure"] != "good", "status"]
    assert status in ("unreadable", "changed") or name == "escapes"
    assert all(text.isprintable() for text in found.to_numpy().ravel())
