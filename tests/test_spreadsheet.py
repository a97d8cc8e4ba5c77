"""Tables and lists that people edit, as editors and spreadsheets save them."""

import re

import pandas as pd
import pytest

from analysis import plaintext, spreadsheet, themes, words
from tests.test_themes import change, highlights

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
    rows = [["", ""], ["a", " b "], [f'"x{newline}{mark}y"', "NA"], ["", ""], ["'-5", "é – “z”"], ["", ""]]
    path = written(tmp_path, newline.join(mark.join(row) for row in rows), encoding)
    table = spreadsheet.read(path, what="rows")
    assert table.to_dict("list") == {"a": [f"x{newline}{mark}y", "-5"], "b": ["NA", "é – “z”"]}
    assert table.index.tolist() == [3, 6]


def test_what_names_the_delimiter_is_no_row(tmp_path):
    table = spreadsheet.read(written(tmp_path, "sep=;\r\na,b;c\r\n1;2\r\n"), what="rows")
    assert table.columns.tolist() == ["a,b", "c"]
    assert table.index.tolist() == [3]


def test_columns_without_name_or_cells_are_left_out(tmp_path):
    path = written(tmp_path, "a,b,,\n1,2,,\n")
    assert spreadsheet.read(path, what="rows").to_dict("list") == {"a": ["1"], "b": ["2"]}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04", "own.csv: expected text, found an Office document (xlsx, docx, ods); save it as CSV"),
        ("a,b".encode("utf-16-le"), "own.csv: expected text, found NUL bytes (UTF-16 without BOM?); save it as UTF-8"),
        ("a,b\né,ä ö\n".encode() + b"\xff", "own.csv, line 3: expected utf-8 text, found byte 0xff; save the file"),
        (b"a,b\n\x93x\x94,\x81", "own.csv, line 2: expected cp1252 text, found byte 0x81; save the file as UTF-8"),
        (QUOTED + "1\r\n", "own.csv, line 6: 2 cells were expected, 1 found"),
        (QUOTED + "1;2;3\r\n", "own.csv, line 6: 2 cells were expected, 3 found"),
        (QUOTED + '"1";"2\r\n', "own.csv, line 6: this is not CSV"),
        ("\n\na,a\n", "own.csv, line 3: column 'a' stands twice; keep one"),
        ("\n\n", "own.csv: a table of rows begins with a line of column names; the file is empty"),
    ],
)
def test_what_cannot_be_read_is_answered_with_file_and_line(tmp_path, content, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        spreadsheet.read(written(tmp_path, content), what="rows")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_lists_and_codebook_in_any_encoding(tmp_path, encoding):
    path = written(tmp_path, "été  # “summer”\r\n\r\n=Übung\r\n", encoding, "list.txt")
    assert words.stopwords(path) == ["été", "=Übung"]
    assert words.phrases(path)["form"].tolist() == ["été", "Übung"]
    book = themes.codebook(written(tmp_path, BOOK, encoding, "book.toml"))
    assert book.themes[["label", "line"]].values.tolist() == [["Spéisen – “food”", 1]]
    assert book.cues["cue"].tolist() == ["Käse"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_corrections_and_codings_as_a_spreadsheet_saves_them(tmp_path, encoding):
    book = themes.codebook(written(tmp_path, BOOK, name="book.toml"))
    rows = "document;headline;theme;change;reason\r\n\r\na;“Käse”;food;'-;a pun\r\n"
    path = written(tmp_path, rows, encoding)
    assert themes.codes(highlights(("“Käse”", "")), codebook=book, corrections=path).empty
    codings = themes.codings(written(tmp_path, "document;number;coder;food\r\na;1;Zoë;1\r\n;;;\r\n", encoding))
    assert codings[["coder", "theme", "value"]].values.tolist() == [["Zoë", "food", 1]]


def test_messages_list_the_columns_of_the_file_alone(tmp_path):
    path = written(tmp_path, "document,headline,theme,change\n")
    with pytest.raises(ValueError, match=r"needs a column 'reason'; it has document, headline, theme, change$"):
        themes.codes(highlights(("x", "")), corrections=path)
    with pytest.raises(ValueError, match=r"needs a column 'number'; it has document, headline, theme, change$"):
        themes.codings(path)
    with pytest.raises(ValueError, match=r"it has document, headline, theme, change$"):
        themes.codes(highlights(("x", "")), corrections=change().drop(columns="reason"))


def test_words_are_added_to_the_bundled_list():
    text = pd.DataFrame({"document": "a", "number": [1], "headline": "", "quote": "The gadget said so."})
    stop = words.tokens(text, stopwords=[*words.stopwords(), "gadget"]).set_index("token")["stop"]
    assert stop["gadget"]
    assert stop[["The", "so"]].all()
    alone = words.tokens(text, stopwords=["gadget"])
    assert alone[alone["stop"]]["token"].tolist() == ["gadget"]


def test_a_folder_is_no_list(tmp_path):
    with pytest.raises(FileNotFoundError, match="no words at"):
        plaintext.read(tmp_path, what="words")
