"""Tables of highlights: their columns, their numbers, and what is refused."""

from collections import Counter

import pytest

from analysis import load
from analysis.load import sheet


def found(text, name="a.csv"):
    return sheet.highlights(text, name, Counter())


def numbers(one):
    return [(highlight.number, highlight.headline) for highlight in one.highlights]


def test_highlights_keep_the_numbers_of_the_table():
    one = found("number,headline,quote\n10,H1,Yes.\n20,H2,No.\n,H3,So.\n15,H4,Oh.\n,H5,Ah.\n")[""]
    assert numbers(one) == [(10, "H1"), (20, "H2"), (21, "H3"), (15, "H4"), (22, "H5")]
    assert [(note.line, note.what, note.detail, note.text) for note in one.notes] == [
        (4, "repair", "no number in this row; numbered 21", "H3"),
        (6, "repair", "no number in this row; numbered 22", "H5"),
    ]


def test_numbers_that_were_kept_are_in_the_table_and_the_report(tmp_path):
    (tmp_path / "a.csv").write_text(
        "document,number,headline,quote\nx,10,H1,Yes.\nx,20,H2,No.\nx,,H3,So.\n"
    )
    reading = load.read(tmp_path / "a.csv")
    assert reading.highlights[["document", "number"]].values.tolist() == [
        ["x", 10],
        ["x", 20],
        ["x", 21],
    ]
    assert reading.report.query("what == 'repair'")["detail"].tolist() == [
        "no number in this row; numbered 21"
    ]


@pytest.mark.parametrize(
    ("cells", "expected", "said"),
    [
        (["", ""], [1, 2], []),
        (["3.0", ""], [3, 4], ["no number in this row; numbered 4"]),
        (["three", "7"], [8, 7], ["number 'three' is not a whole number from 1; numbered 8"]),
        (["0", "-1"], [1, 2], ["number '0' is not a whole number from 1; numbered 1", "number '-1' is not a whole number from 1; numbered 2"]),
        (["1" * 16, "2"], [3, 2], [f"number '{'1' * 16}' is not a whole number from 1; numbered 3"]),
    ],
)  # fmt: skip
def test_highlights_without_a_usable_number_get_a_free_one(cells, expected, said):
    first, second = cells
    one = found(f"headline,quote,number\nH1,Yes.,{first}\nH2,No.,{second}\n")[""]
    assert [highlight.number for highlight in one.highlights] == expected
    assert [note.detail for note in one.notes] == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "document,number,headline,quote\na,1,H,Yes.\nb,1,H,No.\na,1,H,So.\n",
            r"^a\.csv, line 4: number 1 of document 'a' appears twice, first on line 2; change one of them, or leave",
        ),
        (
            "number,headline,quote\n7,H,Yes.\n7.0,I,No.\n",
            r"line 3: number 7 appears twice, first on line 2",
        ),
    ],
)
def test_highlights_with_a_number_twice_are_refused(text, said):
    with pytest.raises(load.ArticleError, match=said):
        found(text)


def test_highlights_take_every_column():
    text = "Document;Number;Headline;Quote;Speaker;Narration;Section;line;extra\nx;4;H;Yes.;Ana;She said;Sea;9;z\n"
    (one,) = found(text)["x"].highlights
    assert (one.number, one.headline, one.quote, one.speaker, one.narration) == (
        4,
        "H",
        "Yes.",
        "Ana",
        ["She said"],
    )
    assert (one.section, one.line) == ("Sea", 9)


def test_highlights_typed_by_hand_may_have_quotation_marks():
    (one,) = found('headline,quote\n On It ,"“We go.”\n\n“We stay.”"\n')[""].highlights
    assert (one.headline, one.quote, one.line) == ("On It", "We go.\n\nWe stay.", 2)


def test_highlights_exported_keep_their_cells_to_the_letter():
    (one,) = found("document,number,headline,quote\nx,1,'=1+1,“We go.” \n")["x"].highlights
    assert (one.headline, one.quote) == ("=1+1", "“We go.” ")


def test_highlights_may_have_a_note_with_semicolons_and_long_cells():
    long = "word " * 40_000
    (one,) = found(f'headline,quote,"note; a; b; c"\nOn It,{long},x\n')[""].highlights
    assert one.quote == long.strip()


def test_rows_without_headline_and_quote_are_reported():
    one = found("headline,quote,speaker\nOn It,Yes.,\n,,Ana\n")[""]
    assert len(one.highlights) == 1
    assert [(note.line, note.what, note.text) for note in one.notes] == [(3, "residue", "Ana")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "headline,qoute\nH,Q\n",
            r"line 1: expected columns headline and quote, found headline, qoute; did you mean",
        ),
        ("headline,quote,Quote\nH,Q,R\n", "line 1: column 'quote' appears twice; keep one"),
        (
            'headline,quote\nH,"We go.\nI,No.\n',
            "line 2: not a readable CSV: a quotation mark in the row that begins here",
        ),
        (
            "headline,quote\nH,We go, and stay.\n",
            "line 2: expected 2 cells as in the first row, found 3",
        ),
        ("\n", "line 1: expected columns headline and quote, found none"),
    ],
)
def test_tables_that_cannot_be_read_are_refused(text, said):
    with pytest.raises(load.ArticleError, match=rf"^a\.csv, {said}"):
        found(text)


@pytest.mark.parametrize(
    ("text", "suffix", "expected"),
    [
        ("x", ".csv", True),
        ("x", ".tsv", True),
        ("headline,quote\n", ".txt", True),
        ("Headline\tQuote\tSpeaker\n", ".txt", True),
        ('"note; a";quote;headline\n', ".md", True),
        ("A headline, a quote\n", ".txt", False),
        ("", ".md", False),
    ],
)
def test_is_sheet(text, suffix, expected):
    assert sheet.is_sheet(text, suffix) is expected
