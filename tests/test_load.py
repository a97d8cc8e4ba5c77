import json
import re
from pathlib import Path

import pandas as pd
import pytest

from analysis import load, schema

ARTICLES = Path(__file__).parent / "articles"
COLUMNS = ["section", "headline", "quote", "speaker", "narration", "line"]


def test_the_bundled_article_is_read_word_for_word():
    expected = json.loads((ARTICLES / "bundled.json").read_text("utf-8"))
    highlights = load.article()
    assert highlights[COLUMNS].to_dict("records") == expected
    assert highlights.number.tolist() == list(range(1, 28))
    assert set(highlights.document) == {"russia-2020-foreign-policy"}
    assert highlights.quote.str.split().str.len().sum() == 2334


def test_the_bundled_article_says_what_it_is():
    row = load.documents().iloc[0]
    assert (
        row.title
        == "Russia's 2020 Foreign Policy. A Thaw in US-Russia Relations? Foreign Minister Lavrov"
    )
    assert row.authors == "Andrew Korybko; Aaron Glantz"
    assert row.date == "2021-01-26"
    assert row.publisher == "Global Research"
    assert row.section == "Russia and FSU; History"
    assert row.address == "www.globalresearch.ca"
    assert (row.highlights, row.words) == (27, 2334)
    assert row.sha256 == schema.digest(load.BUNDLED)


def test_the_report_of_the_bundled_article_names_what_was_mended_and_left_out():
    report = load.report()
    repairs = report[report.what == "repair"]
    assert repairs.line.tolist() == [31, 53, 75, 133]
    assert report[report.what == "residue"].line.min() == 13
    assert not (report.what == "warning").any()
    guesses = report[report.what == "guess"]
    assert guesses.detail.str.contains("'Foreign Minister Lavrov' for all highlights").tolist() == [
        True
    ]
    assert guesses.text.str.startswith("Russia's 2020 Foreign Policy.").all()
    assert load.summary(report) == (
        "Headlines: 22 plain lines ending in a colon and 5 level-4 headings; quotes: the paragraphs in quotation marks "
        "below them; one speaker throughout, Foreign Minister Lavrov. "
        "27 highlights, 2,334 words in quotes; headlines and quotes are 84 % of the text, quotes alone 73 %; "
        "4 repairs; 1 guess at a speaker; 16 passages left out; encoding UTF-8 (certain)."
    )


@pytest.mark.parametrize("name", ["highlights", "documents", "report"])
def test_every_table_has_its_declared_columns(name):
    table = getattr(load.read(), name)
    assert table.dtypes.astype(str).to_dict() == schema.empty(name).dtypes.astype(str).to_dict()


CASES = sorted(path for path in ARTICLES.iterdir() if path.suffix != ".json")


def expected(path):
    return json.loads(path.with_name(path.name + ".json").read_text("utf-8"))


READ = [path for path in CASES if "refused" not in expected(path)]
REFUSED = [path for path in CASES if "refused" in expected(path)]


@pytest.mark.filterwarnings("ignore::analysis.load.LoadWarning")
@pytest.mark.parametrize("path", READ, ids=lambda path: path.name)
def test_an_article_is_read_as_a_reader_reads_it(path):
    assert load.article(path)[COLUMNS].to_dict("records") == expected(path)["highlights"]


@pytest.mark.parametrize("path", READ, ids=lambda path: path.name)
def test_an_article_says_what_it_is(path):
    about = expected(path).get("about", {})
    row = load.documents(path).iloc[0]
    assert {name: row[name] for name in about} == about


@pytest.mark.parametrize("path", READ, ids=lambda path: path.name)
def test_what_is_left_out_or_doubtful_is_reported(path):
    case, report = expected(path), load.report(path)
    residue = report[report.what == "residue"].text.tolist()
    for words in case.get("residue", []):
        assert any(text.startswith(words) for text in residue), (words, residue)
    warned = [f"line {line}" for line in report[report.what == "warning"].line]
    assert warned == case.get("warns", [])


@pytest.mark.parametrize("path", REFUSED, ids=lambda path: path.name)
def test_what_is_no_article_of_highlights_is_refused(path):
    with pytest.raises(load.ArticleError, match=expected(path)["refused"]):
        load.article(path)


LINES_WITH_A_DATE = [  # under the title: the line, its publisher, its date
    ("Global Research, January 26, 2021", "Global Research", "2021-01-26"),
    ("The Vancouver Sun, 5 May 2020", "The Vancouver Sun", "2020-05-05"),
    ("France 24, 5 May 2020", "France 24", "2020-05-05"),
    ("The Paper, Thursday, 5 May 2020", "The Paper", "2020-05-05"),
    ("Centre for Policy · Event summary · 22 March 2023", "Centre for Policy", "2023-03-22"),
    ("THURSDAY, 8 JUNE 2023", "", "2023-06-08"),
    ("Tue 24 Sep 2019 19.00 BST", "", "2019-09-24"),
    ("Updated 9:42 AM EDT, Thu May 11, 2023", "", "2023-05-11"),
    ("The Paper, 5 ſept 1999", "The Paper", "1999-09-05"),  # with a long s
    ("Last modified on 5 May 2020", "", "2020-05-05"),
    ("Lines to take: the visit to Nairobi, 3-5 May 2022", "", "2022-05-05"),
    ("Interview by Marta Oliveira, 30 November 2022", "", "2022-11-30"),
    ("By Jo Park, 21 May 2022", "", "2022-05-21"),
    (
        "GENEVA, 19 October 2023 (News Agency) — Eleven agencies called on all today. They do so often, and in vain.",
        "",
        "2023-10-19",
    ),
]


@pytest.mark.parametrize(("line", "publisher", "date"), LINES_WITH_A_DATE)
def test_a_line_with_a_date_names_a_publisher_or_none(tmp_path, line, publisher, date):
    path = tmp_path / "dated.md"
    path.write_text(
        f"# The Title Of It All\n\n{line}\n\n## On Syria\n\n“We go.”\n\n## On Iran\n\n“No war.”\n",
        "utf-8",
    )
    about = load.documents(path).iloc[0]
    assert (about.publisher, about.date) == (publisher, date)


def test_the_boxes_left_out_of_a_page_are_named_with_their_lines():
    report = load.report(ARTICLES / "voices.html")
    boxes = report[report.detail.str.contains("a box next to")]
    assert boxes[["line", "what", "detail", "text"]].to_numpy().tolist() == [
        [2, "residue", "left out, a box next to the article: main-menu", "About Donate “today”"],
        [
            8,
            "residue",
            "left out, a box next to the article: comments-section",
            "2 comments “Bravo!”",
        ],
        [
            9,
            "residue",
            "left out, a box next to the article: most-read",
            "Most read “I slept in a car”: a diary",
        ],
    ]


def source_lines(path):
    return ["", *re.split(r"\r\n|\r|\n", path.read_text("utf-8"))]


@pytest.mark.filterwarnings("ignore::analysis.load.LoadWarning")
@pytest.mark.parametrize(
    "path", [p for p in READ if p.suffix in (".md", ".txt")], ids=lambda path: path.name
)
def test_every_offset_leads_back_to_the_line_that_holds_the_word(path):
    highlights, lines, source = load.article(path), load.lines(path), source_lines(path)
    words = [
        (h.document, h.number, voice, m.start(), m.group())
        for h in highlights.itertuples()
        for voice in ("headline", "quote")
        for m in re.finditer(r"\w+", getattr(h, voice))
    ]
    table = pd.DataFrame(words, columns=["document", "number", "voice", "start", "surface"])
    for row in load.locate(table, lines).itertuples():
        assert row.surface in source[row.line], row


def test_a_word_behind_the_page_break_stands_in_the_line_behind_it():
    spans = pd.DataFrame(
        {
            "document": "russia-2020-foreign-policy",
            "number": [3, 3, 99],
            "voice": "quote",
            "start": [0, 80, 0],
        }
    )
    assert load.locate(spans, load.lines()).line.tolist() == [29, 31, 0]


def test_the_empty_tables_are_taken():
    spans = load.locate(schema.empty("mentions"), schema.empty("lines"))
    assert spans.empty and "line" in spans


SHAPES = json.loads((Path(__file__).parent / "cases" / "load-shapes.json").read_text("utf-8"))


@pytest.mark.filterwarnings("ignore::analysis.load.LoadWarning")
@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=case["note"],
            marks=pytest.mark.xfail(strict=True) if "known_failure" in case else (),
        )
        for case in SHAPES
    ],
)
def test_a_shape_in_a_few_lines(case, tmp_path):
    path = tmp_path / f"case{case['suffix']}"
    path.write_text(case["text"], "utf-8", newline="")
    if "refused" in case:
        with pytest.raises(load.ArticleError):
            load.article(path)
    else:
        assert load.article(path)[COLUMNS[:5]].to_numpy().tolist() == case["highlights"]
