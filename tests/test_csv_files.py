"""Tables and lists that people edit, as editors and spreadsheets save them."""

import csv
import re

import pytest

from analysis import csv_files, text_files, themes, words
from analysis.words import lists as word_lists
from tests.test_themes import change, highlights
from tests.timing import seconds

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "cp1252"]
BOOK = '[[theme]]\r\nid = "food"\r\nlabel = "Spéisen – “food”"\r\ndefinition = "ä"\r\ncues = ["Käse"]\r\n'
QUOTED = 'a;b\r\n"x\r\ny";1\r\n\r\n;\r\n'


def written(tmp_path, text, encoding="utf-8", name="own.csv"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_rows_keep_their_lines_whatever_saved_them(tmp_path, encoding, mark, newline):
    rows = [
        ["", ""],
        ["a", " b "],
        [f'"x{newline}{mark}y"', "NA"],
        ["", ""],
        ["'-5", "é – “z”"],
        ["", ""],
    ]
    path = written(tmp_path, newline.join(mark.join(row) for row in rows), encoding)
    table = csv_files.read(path, what="rows")
    assert table.to_dict("list") == {"a": [f"x{newline}{mark}y", "-5"], "b": ["NA", "é – “z”"]}
    assert table.index.tolist() == [3, 6]


def test_what_names_the_delimiter_is_no_row(tmp_path):
    table = csv_files.read(written(tmp_path, "sep=;\r\na,b;c\r\n1;2\r\n"), what="rows")
    assert table.columns.tolist() == ["a,b", "c"]
    assert table.index.tolist() == [3]


def test_columns_without_name_or_cells_are_left_out(tmp_path):
    path = written(tmp_path, "a,b,,\n1,2,,\n")
    assert csv_files.read(path, what="rows").to_dict("list") == {"a": ["1"], "b": ["2"]}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            b"PK\x03\x04....xl/workbook.xml",
            "own.csv: expected text, found an Excel workbook (.xlsx); open it in its own program and save the sheet as CSV",
        ),
        (
            "a,b".encode("utf-16-le"),
            "own.csv: expected UTF-8, found 3 NUL bytes: most likely UTF-16 or UTF-32 without a BOM; save it as UTF-8",
        ),
        (
            "a,b\né,ä ö\n".encode() + b"\xff",
            "own.csv, line 3: not UTF-8: byte 0xff at offset 13 (invalid start byte); save the file as UTF-8",
        ),
        (
            b"a,b\n\x93x\x94,\x81",
            "own.csv, line 2: not Windows-1252: byte 0x81 at offset 8 (character maps to <undefined>); save the file as UTF-8",
        ),
        (QUOTED + "1\r\n", "own.csv, line 6: expected 2 cells as in the first row, found 1"),
        (QUOTED + "1;2;3\r\n", "own.csv, line 6: expected 2 cells as in the first row, found 3"),
        (
            QUOTED + '"1";"2\r\n',
            "own.csv, line 6: not a readable CSV: a quotation mark in the row that begins here is never closed",
        ),
        ("\n\na,a\n", "own.csv, line 3: column 'a' appears twice; keep one"),
        ("\n\n", "own.csv: a table of rows begins with a line of column names; the file is empty"),
    ],
)
def test_what_cannot_be_read_is_answered_with_file_and_line(tmp_path, content, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        csv_files.read(written(tmp_path, content), what="rows")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_lists_and_codebook_in_any_encoding(tmp_path, encoding):
    path = written(tmp_path, "only\r\nété  # “summer”\r\n\r\n=Übung\r\n", encoding, "list.txt")
    assert words.stopwords(path) == ["été", "=Übung"]
    assert word_lists.phrases(path)["form"].tolist() == ["été", "Übung"]
    book = themes.codebook(written(tmp_path, BOOK, encoding, "book.toml"))
    assert book.themes[["label", "line"]].values.tolist() == [["Spéisen – “food”", 1]]
    assert book.cues["cue"].tolist() == ["Käse"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_corrections_and_codings_as_a_spreadsheet_saves_them(tmp_path, encoding):
    book = themes.codebook(written(tmp_path, BOOK, name="book.toml"))
    rows = "document;headline;theme;change;reason\r\n\r\na;“Käse”;food;'-;a pun\r\n"
    path = written(tmp_path, rows, encoding)
    assert themes.codes(highlights(("“Käse”", "")), codebook=book, corrections=path).empty
    codings = themes.codings(
        written(tmp_path, "document;number;coder;food\r\na;1;Zoë;1\r\n;;;\r\n", encoding)
    )
    assert codings[["coder", "theme", "value"]].values.tolist() == [["Zoë", "food", 1]]


def test_messages_list_the_columns_of_the_file_alone(tmp_path):
    path = written(tmp_path, "document,headline,theme,change\n")
    with pytest.raises(
        ValueError, match=r"needs a column 'reason'; it has document, headline, theme, change$"
    ):
        themes.codes(highlights(("x", "")), corrections=path)
    with pytest.raises(
        ValueError, match=r"needs a column 'number'; it has document, headline, theme, change$"
    ):
        themes.codings(path)
    with pytest.raises(ValueError, match=r"it has document, headline, theme, change$"):
        themes.codes(highlights(("x", "")), corrections=change().drop(columns="reason"))


def test_read_a_folder_is_refused(tmp_path):
    with pytest.raises(IsADirectoryError, match=r"expected a file \(words\), found a folder"):
        text_files.read(tmp_path, what="words")


def test_rows_guess_the_delimiter_without_what_is_in_quotes():
    found = csv_files.rows('headline,quote,"note; a; b; c"\nOn It,No.,x\n', "a.csv")
    assert found.columns == ("headline", "quote", "note; a; b; c")


@pytest.mark.parametrize(
    ("named", "cells"), [("|", ("1", "2,3")), ("\t", ("1|2,3",)), ("", ("1|2", "3"))]
)
def test_rows_take_the_delimiter_that_is_named(named, cells):
    text = f"sep={named}\n" if named else ""
    header = named.join("abc"[: len(cells)]) if named else "a,b"
    found = csv_files.rows(f"{text}{header}\n1|2,3\n", "a.csv")
    assert [row.cells for row in found.rows] == [cells]


def test_rows_may_have_cells_of_any_length():
    before = csv.field_size_limit()
    long = "word " * 50_000
    found = csv_files.rows(f"a,b\n1,{long}\n", "a.csv")
    assert found.rows[0].cells == ("1", long)
    assert csv.field_size_limit() == before


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a,b\n1,2\n3,"4\n5,6\n', 3),  # to the end of the file
        ('a,b\n1,"2\n3,4\n5,"6"\n', 2),  # to the next quotation mark
        ('a,b\n"1\n2",3\n4,"5" 6\n', 4),  # after one that is closed
    ],
)
def test_rows_refuse_a_quotation_mark_that_is_never_closed(text, line):
    with pytest.raises(
        ValueError, match=rf"^a\.csv, line {line}: not a readable CSV: .*inside a cell twice"
    ):
        csv_files.rows(text, "a.csv")


def test_rows_that_are_short_are_refused_or_padded():
    with pytest.raises(
        ValueError, match="line 2: expected 2 cells as in the first row, found 1; put a text that"
    ):
        csv_files.rows("a,b\n1\n", "a.csv")
    assert csv_files.rows("a,b\n1\n", "a.csv", padded=True).rows[0].cells == ("1", "")
    with pytest.raises(ValueError, match="line 2: expected 2 cells as in the first row, found 3"):
        csv_files.rows("a,b\n1,2,3\n", "a.csv", padded=True)


def test_rows_of_many_columns_take_linear_time():
    def took(number):
        header = ",".join(f"column {n}" for n in range(number))
        return seconds(lambda: csv_files.rows(f"{header}\n", "a.csv"))

    assert took(16_000) < 40 * took(2_000)


def test_rows_of_a_blank_text():
    assert csv_files.rows(" \n\n", "a.csv") == csv_files.Rows((), 1, [])


def test_a_long_reason_in_corrections_is_read(tmp_path):
    book = themes.codebook(written(tmp_path, BOOK, name="book.toml"))
    rows = "document,headline,theme,change,reason\na,Cod,food,+," + "long " * 30_000 + "\n"
    codes = themes.codes(
        highlights(("Cod", "")), codebook=book, corrections=written(tmp_path, rows)
    )
    assert codes["theme"].tolist() == ["food"]
