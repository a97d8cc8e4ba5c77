"""What must hold for any text: it loads or is refused, and what is loaded is clean and leads back to its file."""

import re
import unicodedata
import warnings

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import load, schema
from analysis.csv_files import defused
from analysis.layout.clean import _UNWANTED
from analysis.speech import english
from tests import make

FRAGMENTS = [
    *(
        "\n",
        "\n\n",
        "\r\n",
        "\f",
        "\u2028",
        " ",
        "\t",
        "\xa0",
        "\u200b",
        "\xad",
        "\u202e",
        "\x00",
        "e\u0301",
        "\ud800",
    ),
    *(
        "“",
        "”",
        '"',
        "«",
        "»",
        "„",
        "‘",
        "’",
        "'",
        "(",
        ")",
        "[",
        "](x)",
        "<b>",
        "</p>",
        "<!--",
        "&quot;",
        "&#8238;",
    ),
    *(
        "# ",
        "#### ",
        "**",
        "*",
        "_",
        "- ",
        "– ",
        "• ",
        "> ",
        "1. ",
        "---",
        "***",
        "\\",
        ":",
        ".",
        "?",
        ",",
        "…",
    ),
    *(
        "On Syria",
        "The minister said",
        "he added",
        "We will go",
        "Russia",
        "by A. Nyström",
        "2 May 2020",
        "Page 3 of 7",
    ),
    *(
        "headline,quote",
        "document,number",
        ",",
        ";",
        "=1+1",
        "“We met, and we agreed.”",
        "— Ana Lima, Brazil",
    ),
]
anything = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=8), max_size=60).map("".join)
suffixes = st.sampled_from([".md", ".txt", ".html", ".csv"])
quick = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(autouse=True)
def quiet():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", load.LoadWarning)
        yield


def written(folder, content, name):
    path = folder / name
    path.write_bytes(
        content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    )
    return path


def loaded(path):
    try:
        return load.read(path)
    except load.ArticleError as error:
        assert path.name in str(error)
        return None


def check_reading(reading, path):
    for name in ("highlights", "documents", "report"):
        table = schema.check(getattr(reading, name), name)
        assert table.dtypes.astype(str).to_dict() == schema.empty(name).dtypes.astype(str).to_dict()
    highlights = reading.highlights
    assert len(highlights) > 0
    for column in ("headline", "quote", "speaker", "narration"):
        for text in highlights[column]:
            assert not _UNWANTED.search(text) and unicodedata.is_normalized("NFC", text)
            text.encode("utf-8")
    assert highlights.line.ge(1).all() or path.suffix == ".csv"
    assert not highlights.duplicated(["document", "number"]).any()
    assert reading.documents.highlights.sum() == len(highlights)
    assert reading.documents.words.sum() == highlights.quote.str.split().str.len().sum()
    assert (reading.report.what == "highlight").sum() == len(highlights)
    assert load.summary(reading.report)


@quick
@given(anything, suffixes)
def test_any_text_loads_or_is_refused(tmp_path, text, suffix):
    path = written(tmp_path, text, "any" + suffix)
    if reading := loaded(path):
        check_reading(reading, path)


@quick
@given(st.binary(max_size=200), suffixes)
def test_any_bytes_load_or_are_refused(tmp_path, data, suffix):
    path = written(tmp_path, data, "any" + suffix)
    if reading := loaded(path):
        check_reading(reading, path)


@quick
@given(anything)
def test_every_offset_leads_to_a_line_that_holds_the_word(tmp_path, text):
    path = written(tmp_path, text, "any.md")
    if not (reading := loaded(path)):
        return
    lines = [
        unicodedata.normalize("NFC", line)
        for line in re.split("\r\n|[\r\n\v\x85\u2028\u2029]", text)
    ]
    starts = load.lines(path)
    assert starts.line.between(1, len(lines)).all()
    texts = reading.highlights.set_index("number")
    for row in starts.itertuples():
        assert 0 <= row.start < max(1, len(texts.loc[row.number, row.voice]))


words = st.text("abcdefghijklmnoprstuvwyäéłşčñ", min_size=2, max_size=9)
sentences = st.lists(words, min_size=3, max_size=12).map(lambda ws: " ".join(ws).capitalize() + ".")
# Neither a byline nor words that say who speaks (*Ana Said:*), which are narration.
plain = words.filter(lambda word: word != "by" and word not in english.VERBS)
headings = st.lists(plain, min_size=2, max_size=7).map(
    lambda ws: " ".join(w.capitalize() for w in ws)
)
HEADINGS = ["{}:", "# {}", "#### {}:", "**{}**", "{n}. {}", "{}?", "{}"]
MARKS = ["“”", '""', "«»", "„“", "»«"]


@quick
@given(
    st.lists(
        st.tuples(headings, st.lists(sentences, min_size=1, max_size=3)), min_size=2, max_size=5
    ),
    st.sampled_from(HEADINGS),
    st.sampled_from(MARKS),
    st.booleans(),
)
def test_an_article_made_from_highlights_gives_them_back(tmp_path, parts, heading, marks, reopened):
    text = (
        ["# The Title Of It All", "An introduction of the usual kind."] if heading[0] != "#" else []
    )
    for n, (title, paragraphs) in enumerate(parts, 1):
        text.append(heading.format(title, n=n))
        between = f"{marks[1]}\n\n{marks[0]}" if reopened else "\n\n"
        text.append(marks[0] + between.join(paragraphs) + marks[1])
    found = load.article(written(tmp_path, "\n\n".join(text), "made.md"))
    end = "?" if heading.endswith("?") else ""
    assert found.headline.tolist() == [title + end for title, _ in parts]
    assert found.quote.tolist() == ["\n\n".join(paragraphs) for _, paragraphs in parts]
    assert set(found.narration) == {""}


cells = st.text(
    st.characters(
        codec="utf-8", exclude_categories=["Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Cn", "Co"]
    )
    | st.just(" ")
)
tables = st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=4)


@quick
@given(tables)
def test_an_exported_table_comes_back_to_the_letter(tmp_path, rows):
    rows = [[unicodedata.normalize("NFC", cell) for cell in row] for row in rows]
    rows = [
        {"headline": headline, "quote": "q" + quote, "speaker": speaker}
        for headline, quote, speaker in rows
    ]
    table = make.highlights(*rows, document="any")
    safe = table.map(lambda cell: defused(cell) if isinstance(cell, str) else cell)
    path = written(tmp_path, safe.to_csv(index=False), "table.csv")
    pd.testing.assert_frame_equal(load.article(path), table)


@quick
@given(st.permutations(["a.md", "b.md", "c.md"]))
def test_the_order_of_files_changes_the_order_of_rows_only(tmp_path, names):
    for name in names:
        written(tmp_path, f"On {name}\n\n“We {name} went.”\n", name)
    found = load.corpus([tmp_path / name for name in names])
    assert found.document.tolist() == [name[0] for name in names]
    assert found.sort_values("document", ignore_index=True).equals(load.corpus(tmp_path))
