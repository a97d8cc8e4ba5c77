"""From bytes to text: encodings, files that are not text, and files that are not there."""

import zipfile

import pytest

from analysis import text_files

WORDS = "naïve – “café”\nété\n"
CODECS = ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"]


@pytest.mark.parametrize("codec", CODECS)
def test_read_finds_the_encoding(tmp_path, codec):
    (tmp_path / "list.txt").write_bytes(WORDS.encode(codec))
    assert text_files.read(tmp_path / "list.txt") == WORDS


@pytest.mark.parametrize(
    ("data", "encoding", "sure"),
    [
        (b"plain", "UTF-8", "certain: plain ASCII"),
        (b"", "UTF-8", "certain: plain ASCII"),
        ("é".encode(), "UTF-8", "certain"),
        ("é".encode("utf-16"), "UTF-16 with BOM", "certain"),
        ("ä,ö,ü".encode("cp1252"), "Windows-1252", "likely: not UTF-8, few bytes to judge by"),
        ("“é”".encode("cp1252"), "Windows-1252", "likely: not UTF-8, its quotation marks fit"),
        ("“Yes” “No” “So”".encode("mac_roman"), "Mac Roman", "likely: its quotation marks fit"),
        ('<meta charset="koi8-r"> Мир'.encode("koi8-r"), "koi8-r", "declared by the page"),
        (b"a\xed\xa0\x80b \xe2\x80\x9c", "UTF-8 with lone surrogates", "likely"),
    ],
)
def test_decode_says_which_encoding_and_how_sure(data, encoding, sure):
    found = text_files.decode(data, "a.txt")
    assert (found.encoding, found.sure, found.warnings) == (encoding, sure, ())


def test_decode_in_a_requested_encoding():
    found = text_files.decode("Мир".encode("cp1251"), "a.txt", encoding="cp1251")
    assert found[:3] == ("Мир", "cp1251", "as requested")


@pytest.mark.parametrize("codec", ["cp1251", "koi8-r", "cp1253", "shift_jis", "gb18030"])
def test_decode_does_not_take_another_alphabet_for_a_western_one(codec):
    text = (
        "Αυτό είναι"
        if codec == "cp1253"
        else "これは本です"
        if codec == "shift_jis"
        else "Это книга"
    )
    text = "这是一本书" if codec == "gb18030" else text
    with pytest.raises(
        ValueError, match=r"a\.txt, line 2: expected UTF-8, found byte 0x.* save it as UTF-8"
    ):
        text_files.decode(b"one\n" + text.encode(codec), "a.txt")


@pytest.mark.parametrize("newline", [b"\n", b"\r\n", b"\r"])
def test_decode_names_the_line_of_a_damaged_byte(newline):
    data = newline.join([b"one", "zwölf – “drei”".encode(), b"f\xffnf"])
    found = text_files.decode(data, "a.txt")
    assert "f\ufffdnf" in found.text
    assert found.warnings[0].startswith(
        "1 damaged byte was replaced by U+FFFD, the first in line 3: byte 0xff"
    )
    with pytest.raises(
        ValueError, match=r"^a\.txt, line 3: not UTF-8: byte 0xff .*; save the file as UTF-8$"
    ):
        text_files.decode(data, "a.txt", strict=True)


def test_decode_warns_of_bytes_that_windows_1252_lacks():
    found = text_files.decode(b"\x93x\x94 \x81 \x8d", "a.txt")
    assert found.encoding == "Windows-1252"
    assert found.warnings[0].startswith(
        "2 damaged bytes were replaced by U+FFFD, the first in line 1"
    )


def test_decode_names_mojibake_and_changes_nothing():
    spoiled = WORDS.encode().decode("cp1252", "replace")
    found = text_files.decode(spoiled.encode(), "a.txt")
    assert found.text == spoiled and "look like mojibake" in found.warnings[0]
    assert text_files.decode("â€œ".encode(), "a.txt").warnings == ()


@pytest.mark.parametrize(
    ("data", "strict", "said"),
    [
        (
            "a,b,c".encode("utf-16-le"),
            False,
            "UTF-16 or UTF-32 without a BOM.*encoding='utf-16-le'",
        ),
        ("a,b,c".encode("utf-32-be"), False, "encoding='utf-32-be'"),
        (
            b"a word\0 and another one, and so on\n",
            True,
            r"binary data \(1 NUL bytes\)\. Save it as plain text",
        ),
    ],
)
def test_decode_names_what_has_nuls(data, strict, said):
    with pytest.raises(ValueError, match=said):
        text_files.decode(data, "a.txt", strict=strict)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            b"%PDF-1.7",
            "a PDF; open it and copy its text, or run `pdftotext` on it, and save that as X",
        ),
        (
            b"\xd0\xcf\x11\xe0",
            "an old Office document (.doc, .xls) or an encrypted one; open it in its own program and save it as X",
        ),
        (b"{\\rtf1", "a rich-text document (RTF); open it in its own program and save it as X"),
        (b"\x89PNG", "an image (PNG); recognise its text (OCR) and save that as X"),
        (b"\x1f\x8b", "a gzip archive; unpack it and give the file inside"),
        (b"PK\x03\x04", "a zip archive; unpack it and give the file inside"),
        (
            b"PK\x03\x04 word/document.xml",
            "a Word document (.docx); open it in its own program and save it as X",
        ),
        (
            b"PK\x03\x04 xl/workbook.xml",
            "an Excel workbook (.xlsx); open it in its own program and save the sheet as CSV",
        ),
        (
            b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.text",
            "an OpenDocument text (.odt); open it in its own program and save it as X",
        ),
    ],
)
def test_decode_refuses_other_formats_with_the_steps_that_lead_out(data, said):
    with pytest.raises(ValueError) as caught:
        text_files.decode(data, "a.txt", wanted="X")
    assert str(caught.value).startswith(f"a.txt: expected text, found {said}")


def test_kind_of_zip_of_a_real_archive(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "x")
    assert text_files.kind_of_zip((tmp_path / "a.zip").read_bytes()) == "an Excel workbook (.xlsx)"
    assert text_files.kind_of_zip(b"text") == ""


def test_missing_names_what_is_near_or_what_is_there(tmp_path):
    for name in ("themes.toml", "notes.txt", ".hidden"):
        (tmp_path / name).write_text("x")
    said = text_files.missing(tmp_path / "theme.toml", what="codebook")
    assert said.endswith(
        f"theme.toml: no such file (codebook); looked in {tmp_path}; did you mean 'themes.toml'?"
    )
    assert text_files.missing(tmp_path / "zz.toml").endswith(", where there is themes.toml")
    assert text_files.missing(tmp_path / "zz.csv").endswith(
        ", where there is notes.txt, themes.toml"
    )
    said = text_files.missing(tmp_path / "none" / "a.csv", instead="give a list")
    assert said.endswith("none, which is empty or does not exist; give a list")


def test_content_of_what_is_no_file(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"a\.csv: no such file \(plurals\); looked in"):
        text_files.content(tmp_path / "a.csv", what="plurals")
    with pytest.raises(IsADirectoryError, match=r"expected a file \(plurals\), found a folder"):
        text_files.content(tmp_path, what="plurals")
    with pytest.raises(ValueError, match="can't be read"):
        text_files.content("a\0b.csv")


def test_content_beyond_the_limit(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("eleven byte")
    monkeypatch.setattr(text_files, "LIMIT", 10)
    with pytest.raises(
        ValueError,
        match=r"a\.txt: 11 bytes; a file may have up to 10\. Split it into several files",
    ):
        text_files.read(tmp_path / "a.txt")


ENGLISH = "# On rates\n\n“We don’t know,” she said — “not yet.”\n"


@pytest.mark.parametrize(
    ("codec", "named"),
    [
        ("gb18030", "GB18030 or EUC-KR (Chinese, Korean)"),
        ("cp949", "GB18030 or EUC-KR (Chinese, Korean)"),
        ("big5", "Big5 (Chinese)"),
        ("cp932", "Shift-JIS (Japanese)"),
        ("euc_jp", "EUC-JP (Japanese)"),
    ],
)
@pytest.mark.parametrize("text", [ENGLISH, "’tis", "“A” ‘b’"])
def test_decode_names_the_encodings_of_east_asia(codec, named, text):
    data = text.replace("—", "-").encode(codec)
    with pytest.raises(ValueError, match="save it as UTF-8, or load an article with") as caught:
        text_files.decode(data, "a.txt")
    assert f"a.txt: expected UTF-8, found {named} by its quotation marks" in str(caught.value)
    advised = str(caught.value).rpartition("encoding=")[2].strip("'")
    assert text_files.decode(data, "a.txt", encoding=advised).text == text.replace("—", "-")


@pytest.mark.parametrize("text", ["¡Él es así! ¡Ésta!", "«¡Ábrete!» 5° ±2", "naïve – café"])
def test_decode_takes_western_text_for_no_other(text):
    assert text_files.decode(text.encode("cp1252"), "a.txt").text == text


@pytest.mark.parametrize(
    "charset", ["undefined", "utf-16", "unicode_escape", "idna", "base64", "nonsense", "utf-7"]
)
def test_decode_does_not_obey_a_charset_that_no_page_has(charset):
    page = f'<meta charset="{charset}"><p>caf'.encode() + b"\xe9 \x93x\x94</p>"
    found = text_files.decode(page, "a.html")
    assert found.encoding == "Windows-1252" and "café “x”" in found.text


def test_read_drops_what_no_editor_shows(tmp_path):
    (tmp_path / "a.txt").write_text("\ufeff\ufeffthe\n\ufeffand\n\u202eof\u202c\n", "utf-8")
    assert text_files.read(tmp_path / "a.txt") == "the\nand\nof\n"
    assert text_files.decode("\ufeff\ufeffthe".encode(), "a.txt").text == "the"
