"""What must hold for any text: it loads or is refused, and what is loaded is clean and leads back to its file."""

import re
import unicodedata
import warnings
from collections import Counter

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import load, schema
from analysis.csv_files import defused
from analysis.layout.clean import _UNWANTED
from analysis.speech import english
from tests import make, test_docx

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
# Headings that are names (*Ma Lee*) say who speaks: hence the "On".
headings = st.lists(plain, min_size=2, max_size=7).map(
    lambda ws: " ".join(["On", *(w.capitalize() for w in ws)])
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


# Blocks of every layout in any order. {0} and {1} are sentences, {2} a headline, {3} a name, {4} and {5} marks, {6} the name in uppercase.
BLOCKS = {
    "a title": "# {2}",
    "a headline": "#### {2}:",
    "a bold headline": "**{2}**",
    "a plain headline": "{2}",
    "a numbered headline": "1. {2}",
    "a quote": "{4}{0}{5}",
    "a quote of two paragraphs": "{4}{0}\n\n{4}{1}{5}",
    "a quote that never closes": "{4}{0}",
    "a quote with another in it": "{4}{0} ‘{1}’ {0}{5}",
    "a label and a quote": "{3}: {4}{0}{5}",
    "a bold label and a quote": "**{3}:** {4}{0}{5}",
    "a label in capitals": "{6}: {0}",
    "narration first": "{3} said: {4}{0}{5}",
    "narration after": "{4}{0}{5}, {3} said, {4}{1}{5}",
    "narration": "{0} {3} said that {1}",
    "a block quote": "> {0}\n>\n> {1}\n>\n> — {3}",
    "a block quote in marks": "> {4}{0}{5}",
    "a speaker after a dash": "{4}{0}{5} — {3}",
    "a list of quotes": "- {4}{0}{5}\n- {4}{1}{5}",
    "a question and an answer": "Q: {0}\n\nA: {1}",
    "an interview": "{3}: {0}?\n\n{2}: {1}",
    "a byline": "By {3}",
    "a rule": "***",
    "a table": "| {2} | {3} |\n| --- | --- |\n| {0} | {1} |",
    "front matter": "---\ntitle: {2}\nauthor: {3}\n---",
}
# The words of an article; those of English are in its blocks.
names = st.lists(plain, min_size=2, max_size=2).map(lambda ws: " ".join(w.title() for w in ws))
parts = st.tuples(st.sampled_from(list(BLOCKS)), sentences, sentences, headings, names)
articles = st.lists(parts, min_size=1, max_size=9)


def in_markdown(blocks, marks):
    return "\n\n".join(
        BLOCKS[name].format(*texts, *marks, texts[3].upper()) for name, *texts in blocks
    )


def in_html(blocks, marks):
    """Each block as an element of its own kind."""
    tags = {"a title": "h1", "a headline": "h3", "a bold headline": "b", "a plain headline": "h2"}
    tags |= {"a block quote": "blockquote", "narration": "p", "a list of quotes": "ul"}
    made = []
    for name, *texts in blocks:
        tag = tags.get(name, "p")
        inner = (
            BLOCKS[name]
            .format(*texts, *marks, texts[3].upper())
            .lstrip("#>*- ")
            .replace("\n\n", "<p>")
        )
        made.append(f"<{tag}>{inner}</{tag}>")
    return f"<html><body><article>{''.join(made)}</article></body></html>"


def in_word(blocks, marks):
    styles = {"a title": "Title", "a headline": "Heading1", "a block quote": "Quote"}
    made = []
    for name, *texts in blocks:
        for text in BLOCKS[name].format(*texts, *marks, texts[3].upper()).split("\n\n"):
            made.append(test_docx.paragraph(text.lstrip("#> "), styles.get(name, "")))
    return test_docx.document("".join(made))


MADE = {".md": in_markdown, ".txt": in_markdown, ".html": in_html, ".docx": in_word}
WORD = re.compile(r"\w+")


@quick
@given(articles, st.sampled_from(MARKS), st.sampled_from(list(MADE)), st.booleans())
def test_nothing_is_invented_whatever_the_order_of_blocks(tmp_path, blocks, marks, suffix, spoken):
    content = MADE[suffix](blocks, marks)
    path = written(tmp_path, content, f"any{suffix}")
    there = Counter(WORD.findall(in_markdown(blocks, marks)))
    try:
        reading = load.read(path, transcript=spoken)
    except load.ArticleError as error:
        assert path.name in str(error)
        return
    check_reading(reading, path)
    found = Counter()
    for column in ("quote", "narration"):
        found += Counter(WORD.findall(" ".join(reading.highlights[column])))
    assert found <= there, found - there
    for column in ("headline", "speaker", "section"):
        assert set(WORD.findall(" ".join(reading.highlights[column]))) <= set(there)
