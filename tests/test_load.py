import json
from pathlib import Path

import pytest

from analysis import load, schema

ARTICLES = Path(__file__).parent / "articles"
COLUMNS = ["headline", "quote", "speaker", "narration", "line"]


def test_the_bundled_article_is_read_word_for_word():
    expected = json.loads((ARTICLES / "bundled.json").read_text("utf-8"))
    highlights = load.article()
    assert highlights[COLUMNS].to_dict("records") == expected
    assert highlights.number.tolist() == list(range(1, 28))
    assert set(highlights.document) == {"russia-2020-foreign-policy"}
    assert highlights.quote.str.split().str.len().sum() == 2334


def test_the_bundled_article_says_what_it_is():
    row = load.documents().iloc[0]
    assert row.title == "Russia's 2020 Foreign Policy. A Thaw in US-Russia Relations? Foreign Minister Lavrov"
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
    assert load.summary(report) == (
        "27 highlights, 2,334 words in quotes; headlines and quotes are 84 % of the text, quotes alone 73 %; "
        "4 repairs; 15 passages left out; encoding UTF-8 (certain)."
    )


@pytest.mark.parametrize("name", ["highlights", "documents", "report"])
def test_every_table_has_its_declared_columns(name):
    table = getattr(load.read(), name)
    assert table.dtypes.astype(str).to_dict() == schema.empty(name).dtypes.astype(str).to_dict()
