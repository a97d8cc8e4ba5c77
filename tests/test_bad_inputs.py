"""What users throw at the package: the list of it with the test of each row, and the rows that have their test here."""

import ast
import csv
import os
import warnings
from pathlib import Path

import matplotlib
import pandas as pd
import pytest

from analysis import charts, countries, export, load, schema, tables, themes, words
from tests.timing import seconds

HERE = Path(__file__).parent
TALK = "# T\n\n#### On Russia\n\n“We went to Russia, and it was good for us.”\n\n#### On China\n\n“China is here.”\n"
with (HERE / "cases" / "bad-inputs.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))


@pytest.mark.parametrize("row", ROWS, ids=[row["input"][:60] for row in ROWS])
def test_every_row_of_the_list_has_its_test(row):
    assert row["input"] and row["must"]
    for test in row["tests"].split("; "):
        name, function = test.split("::")
        tree = ast.parse((HERE / name).read_text("utf-8"))
        assert function in {
            node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)
        }, test


def test_the_list_says_nothing_twice_and_grows():
    assert len({row["input"] for row in ROWS}) == len(ROWS) >= 80


# Names and kinds of files


@pytest.fixture
def talk(tmp_path):
    def write(name, content=TALK):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return write


def written(name):
    return name.encode("utf-8", "replace").decode("utf-8")


NAMES = [
    "a\nb.md",
    "🎉.md",
    "x" * 252 + ".md",
    "a b;c,'d'\".md",
    "=1+1.md",
    "-rf.md",
    "CON.md",
    "$x$.md",
    "<b>.md",
]


@pytest.mark.skipif(os.name == "nt", reason="Windows takes few of these names")
@pytest.mark.parametrize("name", [*NAMES, os.fsdecode(b"\xff\xfe.md") if os.name != "nt" else ""])
def test_an_article_may_be_called_anything(talk, tmp_path, name):
    highlights, documents, _ = load.read(talk(name))
    assert (
        highlights["document"].unique().tolist()
        == documents["document"].tolist()
        == [written(name[:-3])]
    )
    counts = tables.counts(countries.mentions(highlights), by="document", of=highlights)
    export.figure(
        charts.bars(counts.assign(group=""), source=documents),
        counts.assign(group=""),
        "x",
        folder=tmp_path / "o",
    )
    export.tables(tmp_path / "o", highlights=highlights, documents=documents)
    assert export.verify(tmp_path / "o")["status"].tolist() == ["same"]


def a_loop(folder):
    (folder / "a.md").symlink_to("a.md")
    return folder / "a.md"


def a_pipe(folder):
    os.mkfifo(folder / "a.md")
    return folder / "a.md"


def a_giant(folder):
    with (folder / "a.md").open("wb") as file:
        file.truncate(1 << 40)  # a terabyte that takes no room
    return folder / "a.md"


def a_broken_link(folder):
    (folder / "a.md").symlink_to("nothing.md")
    return folder / "a.md"


NO_ARTICLES = [
    (a_loop, "can't be read"),
    (a_pipe, "found a pipe or device; save what comes from it"),
    (a_giant, r"1,099,511,627,776 bytes; a file may have up to"),
    (a_broken_link, "no such file"),
    (lambda _: "/dev/zero", "found a pipe or device"),
    (lambda _: "https://example.org/a.md", "found an address; save the page as a file"),
    (lambda _: "a\0b.md", "can't be read: .*embedded null"),
    (lambda _: "x" * 5000, "can't be read: File name too long"),
]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes and devices among its files")
@pytest.mark.parametrize(
    ("make", "message"), NO_ARTICLES, ids=[message[:30] for _, message in NO_ARTICLES]
)
def test_what_is_no_file_of_a_sensible_size_is_refused_unread(tmp_path, make, message):
    with pytest.raises(load.ArticleError, match=message):
        load.read(make(tmp_path))


@pytest.mark.parametrize("source", [None, 3, b"a.md", [None], [b"a.md"], {1: 2}])
def test_what_is_no_path_is_named(source):
    with pytest.raises(
        TypeError, match="an article is the path of a file or folder, or a list of paths; this is"
    ):
        load.read(source)


@pytest.mark.skipif(os.name == "nt", reason="no pipes among the files")
def test_in_a_folder_the_rest_is_read(talk, tmp_path):
    talk("good.md")
    a_pipe(tmp_path)
    (tmp_path / "b.md").symlink_to("nothing.md")
    (tmp_path / "round").symlink_to(tmp_path, target_is_directory=True)
    with pytest.warns(load.LoadWarning, match="left out: ") as caught:
        reading = load.read(tmp_path)
    assert reading.documents["document"].tolist() == ["good"] and len(caught) == 2
    skipped = reading.report.set_index("document").loc["round", "detail"]
    assert skipped == "skipped: a link to a folder; give that folder"


def test_a_file_that_goes_or_shuts_while_the_folder_is_read_is_warned_of(
    talk, tmp_path, monkeypatch
):
    real, wrong = (
        Path.read_bytes,
        {"gone.md": FileNotFoundError(2, "gone"), "shut.md": PermissionError(13, "denied")},
    )

    def read(path):
        if path.name in wrong:
            raise wrong[path.name]
        return real(path)

    for name in ("good.md", *wrong):
        talk(name)
    monkeypatch.setattr(Path, "read_bytes", read)
    with pytest.warns(load.LoadWarning, match=r"left out: .*(gone|shut)\.md") as caught:
        assert load.read(tmp_path).documents["document"].tolist() == ["good"]
    assert len(caught) == 2


def test_a_folder_that_cannot_be_listed_is_named(talk, tmp_path, monkeypatch):
    talk("a.md")
    real = os.scandir

    def shut(path):
        if Path(path).name == "private":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    (tmp_path / "private").mkdir()
    monkeypatch.setattr(os, "scandir", shut)
    with pytest.raises(
        load.ArticleError, match=r"private: can't be read: Permission denied; make it readable"
    ):
        load.read(tmp_path)


DOCUMENTS = [
    (b"", "documents.csv: expected"),
    (bytes(range(256)), "documents.csv"),
    (b"document,title,title\na,x,y\n", "line 1: column 'title' appears twice; keep one"),
    (b"document,title\na,x\na,y\n", "line 3: 'a' is described twice"),
    (b"foo,bar\n1,2\n", "expected a column 'document'"),
    (b"document;title;\na;T;;x\n", "line 2: expected 2 cells"),
]


@pytest.mark.parametrize(("content", "message"), DOCUMENTS)
def test_a_documents_csv_that_cannot_be_used_is_an_error(talk, tmp_path, content, message):
    talk("a.md")
    talk("documents.csv", content)
    with pytest.raises(load.ArticleError, match=message):
        load.read(tmp_path)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_documents_csv_is_read_in_the_encodings_of_spreadsheets(talk, tmp_path, codec):
    talk("a.md")
    talk("documents.csv", "document,title\na,Zürich\n".encode(codec))
    assert load.read(tmp_path).documents["title"].tolist() == ["Zürich"]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_bundled_article_is_the_same_in_any_encoding_with_any_newlines(talk, codec, newline):
    text = load.BUNDLED.read_text("utf-8")
    text = "".join(c for c in text if c.encode("cp1252", "ignore"))
    plain = load.article(talk("plain.md", text)).assign(document="", line=0)
    other = load.article(talk("other.md", text.replace("\n", newline).encode(codec)))
    pd.testing.assert_frame_equal(other.assign(document="", line=0), plain)
    assert len(other) == 27


DIRT = [
    "United\xa0States",
    "United\u202fStates",
    "Uni\xadted States",
    "Uni\u200bted States",
    "United\u2028States",
]


@pytest.mark.parametrize("name", [*DIRT, "Co\u0302te d’Ivoire", "Co\u0302te d'Ivoire"])
def test_a_name_is_found_through_the_dirt_of_a_page(talk, name):
    highlights = load.article(talk("a.md", f"#### On It\n\n“We went to {name} and came back.”\n"))
    (row,) = countries.mentions(highlights).itertuples()
    assert (
        row.entity in ("USA", "CIV") and highlights["quote"][0][row.start : row.end] == row.surface
    )


# Codebooks, gazetteers, lists


def theme(name, cues=("thing",), label="L"):
    listed = ", ".join(f'"{cue}"' for cue in cues)
    return (
        f'[[theme]]\nid = "{name}"\nlabel = "{label} {name}"\ndefinition = "D"\ncues = [{listed}]\n'
    )


BOOKS = [
    (theme("Asia") + theme("asia"), "line 1|line 2.*lowercase letters"),
    (theme("a", ["\\u0301\\u0302"]), "contains no letter or digit"),
    (theme("a", ["a\\u200bb"]), "a control character"),
    (theme("a").replace('"L a"', '"  "'), "a theme needs label"),
    ("x = " + "[" * 100_000, "not TOML"),
    ("a." * 500_000 + "a = 1", "not TOML: a key of more than 100 parts"),
    ("[" + '"a" . ' * 500_000 + "a]", "not TOML: a key of more than 100 parts"),
    (theme("a").replace('"L a"', '"L\\u202ea"'), "label is text without control characters"),
    (
        theme("a").replace("L a", "Caf\xe9") + theme("b").replace("L b", "Cafe\u0301"),
        "is already that of the theme in line 1",
    ),
    (theme("a") + theme("b").replace('"L b"', '"L a"'), "is already that of the theme in line 1"),
]


@pytest.mark.parametrize(("text", "message"), BOOKS)
def test_a_codebook_that_cannot_be_used_is_an_error(tmp_path, text, message):
    (tmp_path / "book.toml").write_text(text, "utf-8")
    with pytest.raises(ValueError, match=message) as caught:
        themes.codebook(tmp_path / "book.toml")
    assert str(caught.value).startswith("book.toml")


def many_themes(n):
    return "".join(theme(f"t{i}", [f"cue{i}", "vaccine"]) for i in range(n))


def many_cues(n):
    return theme("t", [f"c{i}" for i in range(20 * n)])


@pytest.mark.parametrize("book_of", [many_themes, many_cues])
def test_a_thousand_themes_and_twenty_thousand_cues_take_linear_time(tmp_path, book_of):
    highlights = load.article().head(9).assign(headline="A Vaccine For All")

    def took(n):
        (tmp_path / "book.toml").write_text(book_of(n), "utf-8")

        def coded():
            book = themes.codebook(tmp_path / "book.toml")
            codes = themes.codes(highlights, codebook=book, corrections=None)
            assert len(codes) == (9 * n if book_of is many_themes else 0)

        # Once: a codebook that was read is kept.
        return seconds(coded, times=1)

    # Eight times the book; quadratic time would be 64-fold. Automata that outgrow the cache take up to 16 times as long.
    assert took(1000) < 40 * took(125)


def test_a_form_with_two_meanings_is_refused(tmp_path):
    rows = pd.DataFrame(
        {"form": ["Foo", "Foo"], "entity": ["RUS", "CHN"], "kind": ["name", "name"]}
    )
    with pytest.raises(ValueError, match="row 1: 'Foo' is defined twice with different meanings"):
        countries.gazetteer(rows)
    assert countries.gazetteer(rows.head(1)).query("form == 'Foo'")["entity"].tolist() == ["RUS"]


@pytest.mark.parametrize(
    "content",
    ["only\nthe\nand\n".encode("utf-16"), b"only\rthe\rand\r", b"\xef\xbb\xbfonly\nthe\nand"],
)
def test_stop_words_are_read_as_any_editor_saves_them(talk, content):
    assert words.stopwords(talk("stop.txt", content)) == ["the", "and"]


# Options


COUNTS = tables.counts(countries.mentions(load.article()), of=load.article())


@pytest.mark.parametrize("voice", ["Quote", "quotes", "", None, 3])
def test_a_voice_that_is_none_is_refused(voice):
    with pytest.raises(ValueError, match="voice must be quote, headline or both"):
        tables.counts(countries.mentions(load.article()), voice=voice)


@pytest.mark.parametrize("top", [-1, 0, float("nan"), float("inf"), 2.5, "3", None, True])
@pytest.mark.parametrize("chart", ["bars", "dots", "cloud", "paired_bars", "dot_map"])
def test_a_number_of_rows_is_a_whole_number_from_1(chart, top):
    with pytest.raises(ValueError, match="top is how many rows to draw, a whole number from 1"):
        getattr(charts, chart)(COUNTS, top=top)


@pytest.mark.parametrize("formats", [("gif",), "gif", ["PNG"], [None], [""], ["png", "jpeg"]])
def test_a_format_that_is_none_is_refused_before_anything_is_written(tmp_path, formats):
    with pytest.raises(ValueError, match="formats= are among png, svg, pdf"):
        export.figure(charts.bars(COUNTS), COUNTS, "x", folder=tmp_path, formats=formats)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("options", [{"size": "poster"}, {"size": None}, {"value": "hits"}])
def test_an_option_that_is_none_is_refused(options):
    with pytest.raises(ValueError, match="is one of"):
        charts.bars(COUNTS, **options)


@pytest.mark.parametrize("title", ["A\nb", "$x_1$", "<b>&", "\\frac{1}{2}", "X" * 300, "=1"])
def test_a_title_of_ones_own_is_drawn_and_written_as_it_stands(tmp_path, title):
    picture = export.figure(
        charts.bars(COUNTS, title=title), COUNTS, "x", folder=tmp_path, formats=["svg"]
    )
    assert "".join(title.split()) in "".join(picture.alt.split())
    assert export.verify(tmp_path)["status"].tolist() == ["same"]


# Settings of the user's


PANDAS = {
    "display.max_colwidth": 5, "display.max_rows": 1, "display.precision": 1, "display.float_format": "{:.1f}".format,
    "mode.string_storage": "python", "display.html.border": 9, "display.unicode.east_asian_width": True,
}  # fmt: skip


def made(folder):
    highlights, documents, _ = load.read()
    counts = tables.counts(countries.mentions(highlights), of=highlights)
    export.figure(charts.bars(counts, source=documents), counts, "x", folder=folder)
    export.tables(folder, highlights=highlights, counts=counts)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def usual(tmp_path_factory):
    return made(tmp_path_factory.mktemp("usual"))


@pytest.mark.parametrize("option", PANDAS)
def test_the_users_settings_of_pandas_change_no_byte(tmp_path, usual, option):
    with pd.option_context(option, PANDAS[option]):
        assert made(tmp_path) == usual


@pytest.mark.parametrize("family", ["No Such Font", "serif", "DejaVu Serif", "monospace"])
def test_a_font_of_the_users_settings_changes_no_byte(tmp_path, usual, family):
    with matplotlib.rc_context(
        {"font.family": [family], "text.usetex": True, "axes.formatter.use_locale": True}
    ):
        assert made(tmp_path) == usual


def test_warnings_that_are_errors_stop_nothing(tmp_path, usual):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert made(tmp_path) == usual


def test_the_types_of_an_older_pandas_are_taken():
    """Tables that were kept in a file may come back with texts as objects and numbers as floats."""
    highlights = load.article()
    old = highlights.astype(
        {name: object for name in highlights.columns if highlights[name].dtype == "str"}
    )
    pd.testing.assert_frame_equal(countries.mentions(old), countries.mentions(highlights))
    pd.testing.assert_frame_equal(schema.table(old, "highlights"), highlights)
