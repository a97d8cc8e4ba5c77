"""What users throw at the loader: every row of reading and parsing that once went wrong elsewhere."""

import os
import sys
import unicodedata
import warnings
from pathlib import Path

import pandas as pd
import pytest

from analysis import export, load, schema
from tests.timing import seconds

ARTICLES = Path(__file__).parent / "articles"
PLAIN = """Talks Begin In Tbilisi

“We came early, and the coffee was cold.”

Is Georgia A “Bridge”?

“Bridges get walked on. We’d rather be a house.”
"""
WORDS = [
    "We came early, and the coffee was cold.",
    "Bridges get walked on. We’d rather be a house.",
]


@pytest.fixture
def write(tmp_path):
    def write(content, name="article.md"):
        path = tmp_path / name
        path.write_bytes(
            content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
        )
        return path

    return write


def details(path, what, **options):
    report = load.report(path, **options)
    return report[report.what == what].detail.tolist()


# --- reading: where the file is


def test_a_missing_file_says_where_it_looked_and_what_is_there(write):
    path = write(PLAIN, "tbilisi.md")
    with pytest.raises(
        load.ArticleError, match=r"tiblisi\.md: no such file; looked in .*did you mean 'tbilisi.md'"
    ):
        load.article(path.with_name("tiblisi.md"))
    with pytest.raises(load.ArticleError, match=r"where there is tbilisi\.md"):
        load.article(path.with_name("zzzzzzzz"))
    with pytest.raises(load.ArticleError, match="empty or does not exist"):
        load.article(path.parent / "nowhere" / "x.md")


def test_a_path_may_begin_at_home(write, monkeypatch, tmp_path):
    write(PLAIN, "talk.md")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert len(load.article("~/talk.md")) == len(load.corpus("~")) == 2
    with pytest.raises(load.ArticleError, match=r"found a folder; load\.corpus"):
        load.article("~")
    with pytest.raises(load.ArticleError, match=r"did you mean 'talk.md'"):
        load.article("~/tlak.md")


@pytest.mark.parametrize(
    "address",
    ["https://paper.example/talk.html", Path("https://paper.example/talk.html")],
    ids=type,
)
@pytest.mark.parametrize(
    "reader", [load.article, load.corpus, load.read], ids=lambda reader: reader.__name__
)
def test_an_address_is_refused_with_what_to_do(reader, address):
    with pytest.raises(
        load.ArticleError, match=r"paper\.example.*found an address; save the page as a file"
    ):
        reader(address)


def test_a_folder_for_a_file_points_to_corpus(tmp_path):
    with pytest.raises(load.ArticleError, match=r"found a folder; load\.corpus\("):
        load.article(tmp_path)


@pytest.mark.skipif(
    sys.platform == "win32" or not hasattr(os, "geteuid") or os.geteuid() == 0,
    reason="root reads all",
)
def test_an_unreadable_file_is_named(write):
    path = write(PLAIN)
    path.chmod(0)
    with pytest.raises(load.ArticleError, match="can't be read"):
        load.article(path)


@pytest.mark.parametrize(
    "content", [b"", b"  \n\t\r\n", b"\xef\xbb\xbf\n", b"\xff\xfe", "\u200b\n\xa0\n".encode()]
)
def test_an_empty_or_blank_file_is_refused(write, content):
    with pytest.raises(load.ArticleError, match=r"article\.md: expected"):
        load.article(write(content))


def test_a_text_without_highlights_shows_what_was_looked_for_and_its_first_lines(write):
    with pytest.raises(load.ArticleError) as caught:
        load.article(write("Dear Sir,\n\nthank you for your letter of May.\n\nYours\n"))
    message = str(caught.value)
    assert (
        "expected quotations under headlines or with a speaker; found no quotation marks" in message
    )
    assert "  1: Dear Sir,\n  3: thank you for your letter of May." in message
    assert "columns headline and quote" in message


# --- reading: encodings


@pytest.mark.parametrize(
    ("codec", "said"),
    [
        ("utf-8", "UTF-8 (certain)"),
        ("utf-8-sig", "UTF-8 with BOM (certain)"),
        ("utf-16", "UTF-16 with BOM (certain)"),
        ("utf-32", "UTF-32 with BOM (certain)"),
        ("cp1252", "Windows-1252 (likely: not UTF-8, its quotation marks fit)"),
        ("mac_roman", "Mac Roman (likely: its quotation marks fit)"),
    ],
)
def test_the_encoding_is_found_and_reported(write, codec, said):
    path = write(PLAIN.encode(codec))
    assert load.article(path).quote.tolist() == WORDS
    assert details(path, "encoding") == [said]


def test_plain_ascii_is_read(write):
    assert load.article(write(b'On It\n\n"We went."\n')).quote.tolist() == ["We went."]


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_utf_16_and_32_without_a_bom_are_named_and_read_when_told(write, codec):
    path = write(PLAIN.encode(codec))
    with pytest.raises(load.ArticleError, match=f"NUL bytes.*encoding='{codec}'"):
        load.article(path)
    assert load.article(path, encoding=codec).quote.tolist() == WORDS


def test_a_wrong_or_unknown_encoding_is_an_error_with_the_place(write):
    path = write(PLAIN)
    with pytest.raises(load.ArticleError, match=r"line 3: not ascii, as requested: byte 0xe2"):
        load.article(path, encoding="ascii")
    with pytest.raises(load.ArticleError, match="no encoding is called 'utf-88'; did you mean"):
        load.article(path, encoding="utf-88")
    with pytest.raises(load.ArticleError, match=r"base64|rot13"):
        load.article(path, encoding="base64")


def test_cyrillic_of_another_encoding_is_not_read_as_western(write):
    text = "Переговоры\n\n«Мы приехали рано, и кофе был холодным.»\n"
    with pytest.raises(
        load.ArticleError, match=r"expected UTF-8, found byte .* encoding='cp1251'|most likely"
    ):
        load.article(write(text.encode("cp1251")))
    path = write(text)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert load.article(path).quote.tolist() == ["Мы приехали рано, и кофе был холодным."]


def test_a_few_damaged_bytes_do_not_turn_utf_8_into_windows_1252(write):
    broken = (
        PLAIN + "\n" + PLAIN.replace("In", "Near").replace("Is", "Was") + "“–” " * 20
    ).encode() + b"\n\nOn Damage\n\n\xe2\x80\x9cWe \xff went.\xe2\x80\x9d\n"
    with pytest.warns(load.LoadWarning, match="1 damaged byte was replaced"):
        assert load.article(write(broken)).quote.tolist()[-1] == "We \ufffd went."


def test_mojibake_is_named_and_never_rewritten(write):
    spoiled = PLAIN.encode().decode("cp1252", "replace")
    path = write('On Mojibake\n\n"' + spoiled.replace("\n", " ").replace('"', "") + '"\n')
    with pytest.warns(load.LoadWarning, match="look like mojibake"):
        quote = load.article(path).quote[0]
    assert "â€œWe came early" in quote
    with pytest.raises(load.ArticleError, match="look like mojibake"):
        load.article(write(spoiled))


def test_a_page_is_read_in_the_encoding_it_names(write):
    page = "<html><head><meta charset=windows-1251></head><h2>Мир</h2><p>«Мы едем.»</p><h2>Да</h2><p>«Нет.»</p></html>"
    path = write(page.encode("cp1251"), "page.html")
    assert load.article(path).quote.tolist() == ["Мы едем.", "Нет."]
    assert details(path, "encoding") == ["windows-1251 (declared by the page)"]


def test_a_sheet_may_name_its_delimiter(write):
    found = load.article(write("sep=;\nheadline;quote\nOn It;“We, all of us, went.”\n", "a.csv"))
    assert (found.quote[0], found.line[0]) == ("We, all of us, went.", 3)


# --- reading: newlines and dirt


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b"])
def test_every_newline_gives_the_same_highlights_and_lines(write, newline):
    found = load.article(write(PLAIN.replace("\n", newline)))
    assert found.quote.tolist() == WORDS
    assert found.line.tolist() == [1, 5]


def test_a_form_feed_is_a_page_break_and_no_line(write):
    found = load.article(write(PLAIN.replace("early, and", "early,\fand")))
    assert found.quote.tolist() == WORDS
    assert found.line.tolist() == [1, 5]


def test_spaces_hyphens_and_accents_are_cleaned_and_counted(write):
    text = "On São Tomé\n\n“The\xa0Re\u00adpublic of\u202fSão\u200b Tomé signed.”\n"
    path = write(unicodedata.normalize("NFD", text))
    row = load.article(path).iloc[0]
    assert (row.headline, row.quote) == ("On São Tomé", "The Republic of São Tomé signed.")
    assert row.quote[16:24] == "São Tomé"
    assert details(path, "repair") == [
        "2 lines with decomposed accents composed (NFC)",
        "1 soft hyphens removed",
        "2 non-breaking or other special spaces replaced by plain spaces",
        "1 zero-width characters removed",
    ]


def test_piles_of_accents_hide_nothing(write):
    text = load.BUNDLED.read_text("utf-8").replace("a", "a" + "\u0301\u0302\u0303" * 5)
    assert len(load.article(write(text))) == 27


def test_a_soft_hyphen_at_a_lines_end_joins_its_word(write):
    text = "On Words\n\n“We met the dele\u00ad\ngation from Ulaanbaatar and its chair.”\n"
    assert (
        load.article(write(text)).quote[0]
        == "We met the delegation from Ulaanbaatar and its chair."
    )


def test_bidi_controls_and_lone_surrogates_are_removed_and_counted(write):
    path = write("On \u202eIran\u202c\n\n“We\x00 \x1b[31mwent\x07 \ud800there \u2066now\u2069.”\n")
    row = load.article(path).iloc[0]
    assert (row.headline, row.quote) == ("On Iran", "We [31mwent there now.")
    assert details(path, "repair") == [
        "4 bidirectional controls removed",
        "3 control characters removed",
        "1 lone surrogates removed",
    ]
    row.quote.encode("utf-8")


def test_html_entities_of_dirt_do_not_pass_the_door(write):
    assert (
        load.article(
            write("On It\n\n&ldquo;We&#x202e; w&#173;ent&nbsp;&amp; came.&rdquo;\n")
        ).quote[0]
        == "We went & came."
    )


# --- reading: signatures, limits


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF.*pdftotext"),
        (b"PK\x03\x04\x14\x00", "a zip archive; unpack it"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Office document"),
        (b"\x89PNG\r\n\x1a\n", "PNG.*OCR"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"GIF89a", "GIF"),
        (b"{\\rtf1", "RTF"),
        (b"\x1f\x8b\x08", "gzip"),
        (bytes(range(256)) * 4 + b"\x00" * 400, "binary data"),
    ],
)
def test_what_is_no_text_is_refused_by_its_signature_with_what_to_do(write, data, said):
    with pytest.raises(load.ArticleError, match=said):
        load.article(write(data))


def test_a_file_beyond_the_limit_is_refused(write, monkeypatch):
    monkeypatch.setattr("analysis.text_files.LIMIT", 10)
    with pytest.raises(load.ArticleError, match="may have up to 10"):
        load.article(write(PLAIN))


@pytest.mark.parametrize(
    "make",
    [
        lambda n: "On It:\n\n“" + "word " * n + "”",
        lambda n: "On It:\n\n" + "“a " * (n // 4) + "x" + " b”" * (n // 4),
        lambda n: "On It:\n\n“" + "e" + "\u0301\u0316" * n + "”",
        lambda n: "On It:\n\n“" + "[a](" * (n // 4) + "”",
        lambda n: "On It:\n\n“x”\n\n" + "**_`" * (n // 4),
        lambda n: "On It:\n\n“" + "a\f" * (n // 8) + "”",
        lambda n: "<html><p>“x” – A. B.</p><p>" + "<a " * (n // 3),
        lambda n: "<html><p>“x” – A. B.<meta " + "a" * n + ">",
        lambda n: "<html><p>“x” – A. B." + "<!--" * (n // 4),
        lambda n: "<html><p>“x” – A. B.</p>" + "<div class='ad'>" * (n // 16),
        lambda n: "<html><p>“x” – A. B.</p>" + "<ul id=menu>“a”</ul>" * (n // 20),
        lambda n: "On it\n“we go there”\n" * (n // 20),
        lambda n: "On it\nIf asked: “we go there”\n\n" * (n // 35),
        lambda n: "# On it\n\n" + "- **It is so.** She said: “we go”\n" * (n // 35),
        lambda n: "# On it\n\n- **It is so.** " + "She said: “we go on” " * (n // 21),
        lambda n: ("King A" + ", aa" * 34 + ": b\n\n“We go there.”\n\n") * (n // 160),
        lambda n: "#### a\n\n" * (n // 8) + "#### On it\n\n“We go there.”\n",
    ],
    ids=[
        "line",
        "nested",
        "combining",
        "links",
        "emphasis",
        "pages",
        "tags",
        "attributes",
        "comments",
        "boxes",
        "box after box",
        "highlights",
        "labels",
        "leads",
        "lead",
        "names",
        "headings",
    ],
)
def test_hostile_texts_take_linear_time(write, make):
    def took(n):
        path = write(make(n))
        return seconds(lambda: load.article(path))

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        small, large = took(20_000), took(160_000)
    assert large < 40 * small  # eight times the text; quadratic time would be 64-fold


# --- reading: corpora


def test_checkpoints_dot_files_and_twins_are_not_counted_twice(write, tmp_path):
    (tmp_path / ".ipynb_checkpoints").mkdir()
    write(PLAIN, "a.md")
    write(PLAIN, ".ipynb_checkpoints/a-checkpoint.md")
    write(PLAIN, ".hidden.md")
    write(PLAIN, "b.md")
    write(PLAIN.replace("\n", "\r\n"), "c.txt")
    with pytest.warns(load.LoadWarning, match="duplicate of 'a'; skipped") as caught:
        highlights = load.corpus(tmp_path)
    assert [str(w.message).split(":")[0] for w in caught] == ["b.md", "c.txt"]
    assert highlights.document.tolist() == ["a", "a"]
    report = load.report(tmp_path)
    assert report[report.what == "refused"].document.tolist() == ["b", "c"]


def test_one_bad_article_does_not_stop_the_rest(write, tmp_path):
    write(PLAIN, "a.md")
    write(b"%PDF-1.7", "b.txt")
    write("Nothing here.", "c.md")
    write(b"GIF89a", "d.gif")
    with pytest.warns(load.LoadWarning, match="left out: ") as caught:
        reading = load.read(tmp_path)
    assert [str(w.message)[:15] for w in caught] == ["left out: b.txt", "left out: c.md:"]
    assert set(reading.highlights.document) == set(reading.documents.document) == {"a"}
    refused = reading.report[reading.report.what == "refused"]
    assert refused.document.tolist() == ["d.gif", "b", "c"]
    assert "3 files refused" in load.summary(reading.report)


def test_a_refusal_is_one_line_of_the_report(write, tmp_path):
    write(PLAIN, "a.md")
    write("No mark in it.\n\nNor here.\n", "b.md")
    report = load.report(tmp_path)
    assert report.detail[report.what == "refused"].tolist() == [
        "b.md: expected quotations under headlines or with a speaker; found no quotation marks. Its first lines are "
        "1: No mark in it. 3: Nor here. See the README for supported layouts, or provide a CSV with the columns "
        "headline and quote"
    ]


def test_a_corpus_of_nothing_readable_is_an_error(write, tmp_path):
    with pytest.raises(load.ArticleError, match="found nothing"):
        load.corpus(tmp_path)
    write(b"%PDF", "a.md")
    with pytest.raises(load.ArticleError, match="none of the files could be read"):
        load.corpus(tmp_path)
    with pytest.raises(load.ArticleError, match="empty list"):
        load.corpus([])


def test_corpus_takes_a_file_a_folder_and_a_list_and_keeps_names_apart(write, tmp_path):
    (tmp_path / "y2020").mkdir()
    (tmp_path / "y2021").mkdir()
    first, second = (
        write(PLAIN, "y2020/a.md"),
        write(PLAIN.replace("Tbilisi", "Batumi"), "y2021/a.md"),
    )
    assert load.corpus(first).equals(load.article(first))
    assert load.corpus(str(first)).equals(load.article(first))
    assert load.corpus(tmp_path).document.unique().tolist() == ["a", "y2021/a"]
    assert load.corpus([second, first]).headline.tolist()[0] == "Talks Begin In Batumi"
    assert load.corpus(load.BUNDLED).equals(load.article())


def test_files_of_a_folder_are_in_natural_order(write, tmp_path):
    for name in ("talk-10", "talk-2", "2/talk", "10/talk"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write(f"On bread\n\n“We bake {name}.”\n", f"{name}.md")
    assert list(load.corpus(tmp_path)["document"]) == ["talk", "10/talk", "talk-2", "talk-10"]


def test_articles_of_one_name_in_several_folders_are_numbered(write, tmp_path):
    paths = []
    for town in ("Tbilisi", "Batumi", "Kutaisi", "Gori"):
        (tmp_path / town).mkdir()
        paths.append(write(PLAIN.replace("Tbilisi", town), f"{town}/art.md"))
    names = load.corpus(paths).document.unique().tolist()
    assert names == ["art", "art.md", "art-2", "art-3"]


def test_highlights_exported_beside_their_article_are_not_counted_twice(write, tmp_path):
    path = write(PLAIN, "a.md")
    export.tables(tmp_path, highlights=load.article(path))
    with pytest.warns(load.LoadWarning, match=r"highlights\.csv: duplicate of 'a'; skipped"):
        assert load.corpus(tmp_path).equals(load.article(path))


def test_two_files_that_name_the_same_document_are_told_apart(write, tmp_path):
    write(PLAIN, "a.md")
    write(
        "document,number,headline,quote\na,1,Talks End,We are done with talking about it.\n",
        "b.csv",
    )
    with pytest.warns(
        load.LoadWarning, match=r"b\.csv: document name 'a' is already used; renamed to 'a-2'"
    ):
        reading = load.read(tmp_path)
    assert reading.documents["document"].tolist() == ["a", "a-2"]
    said = reading.report[
        (reading.report["document"] == "a-2") & (reading.report["what"] == "warning")
    ]
    assert said["detail"].str.contains("document name 'a' is already used").any()


def test_the_report_says_what_in_documents_csv_was_of_no_use(write, tmp_path):
    write(PLAIN, "tbilisi.md")
    write("document,date,title\ntbilisi,soon,Talks\ntblisi,2020,x\n", "documents.csv")
    with pytest.warns(load.LoadWarning) as caught:
        reading = load.read(tmp_path)
    said = [
        [
            "tbilisi",
            2,
            "documents.csv, line 2: expected a date as YYYY-MM-DD, found 'soon'; using the date found in the text",
        ],
        [
            "tblisi",
            3,
            "documents.csv, line 3: no article is named 'tblisi'; did you mean 'tbilisi'?",
        ],
    ]
    warned = reading.report[reading.report["what"] == "warning"]
    assert [
        row for row in warned[["document", "line", "detail"]].values.tolist() if row in said
    ] == said
    assert {row[2] for row in said} <= {str(warning.message) for warning in caught}
    assert reading.documents.loc[0, "title"] == "Talks"


def test_a_folder_of_every_shape_is_one_table():
    with pytest.warns(load.LoadWarning, match=r"load\.report\(\) lists all of them"):
        reading = load.read(ARTICLES)
    assert len(reading.documents) == len(set(reading.highlights.document)) == 51
    refused = reading.report[reading.report.what == "refused"].document.tolist()
    assert [name for name in refused if not name.endswith(".json")] == [
        "refused-paraphrase",
        "refused-unmarked-answers",
    ]


def test_documents_csv_overrules_what_the_text_says(write, tmp_path):
    path = write("# Title\n\nBy Nino Lomidze\n\n" + PLAIN, "a.md")
    table = "document,title,date,publisher\na,A Better Title,3 May 2021,\nb.md,,,\n"
    write(table, "documents.csv")
    with pytest.warns(
        load.LoadWarning, match=r"documents\.csv, line 3: no article is named 'b\.md'"
    ):
        row = load.read(tmp_path).documents.iloc[0]
    assert (row.title, row.authors, row.date, row.publisher) == (
        "A Better Title",
        "Nino Lomidze",
        "2021-05-03",
        "",
    )
    with warnings.catch_warnings():  # one article of a folder is not told of the others
        warnings.simplefilter("error")
        load.article(path)
    assert load.documents(path).title[0] == "A Better Title"


def test_a_documents_csv_speaks_for_the_folders_below_it_and_the_nearer_one_wins(write, tmp_path):
    (tmp_path / "y2020").mkdir()
    write(PLAIN, "y2020/a.md")
    write(PLAIN.replace("Tbilisi", "Batumi"), "y2020/b.md")
    write("document,date,publisher\na,2020,The Far\nb.md,2019-13-45,The Far\n", "documents.csv")
    write("document,publisher\na,The Near\n", "y2020/documents.csv")
    with pytest.warns(load.LoadWarning, match="expected a date"):
        table = load.read(tmp_path).documents
    assert table[["date", "publisher"]].to_numpy().tolist() == [
        ["2020", "The Near"],
        ["", "The Far"],
    ]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("name,title\na,b\n", "expected a column 'document'"),
        ("document,title\na,b\na,c\n", "line 3: 'a' is described twice, first on line 2"),
        ("document,title\na,b,c\n", "line 2: expected 2 cells as in the first row, found 3"),
    ],
)
def test_a_faulty_documents_csv_is_an_error_with_its_line(write, tmp_path, table, said):
    write(PLAIN, "a.md")
    write(table, "documents.csv")
    with pytest.raises(load.ArticleError, match=said):
        load.documents(tmp_path)


# --- parsing


def test_a_sheet_needs_its_columns(write):
    with pytest.raises(
        load.ArticleError,
        match="line 1: expected columns headline and quote, found headlines, quote; did you",
    ):
        load.article(write("headlines,quote\na,b\n", "a.csv"))
    with pytest.raises(load.ArticleError, match="expected one row for each highlight, found none"):
        load.article(write("headline,quote\n", "a.csv"))


def test_the_exported_highlights_come_back_to_the_letter(write):
    highlights = load.article()
    first = highlights.assign(headline=["=SUM(A1)", "-1", "+x", "@y", *highlights.headline[4:]])
    defused = first.map(
        lambda cell: "'" + cell if isinstance(cell, str) and cell[:1] in tuple("=+-@\t\r") else cell
    )
    path = write(defused.to_csv(index=False), "mended.csv")
    assert load.article(path).equals(first)
    assert load.corpus(path).document.unique().tolist() == ["russia-2020-foreign-policy"]


def test_a_table_of_several_documents_is_several_documents(write):
    path = write("document,number,headline,quote\na,1,One,Yes.\nb,1,Two,No.\n", "both.csv")
    assert load.corpus(path).document.tolist() == ["a", "b"]
    assert load.documents(path)[["document", "words"]].to_numpy().tolist() == [["a", 1], ["b", 1]]


def test_a_quote_that_never_closes_ends_at_the_next_headline_and_is_warned_of():
    with pytest.warns(load.LoadWarning, match=r"unclosed\.md, line 5: unclosed quotation mark"):
        found = load.article(ARTICLES / "unclosed.md")
    assert len(found) == 3


def test_another_language_is_warned_of(write):
    text = (
        "Die Lage\n\n„"
        + "Wir haben mit den Partnern gesprochen und werden es wieder tun. " * 5
        + "“\n"
    )
    with pytest.warns(load.LoadWarning, match="too few for an English text"):
        load.article(write(text))


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        (
            "Мы готовы к переговорам с нашими партнёрами, но на равных условиях, и мы будем настаивать на этом до конца.",
            1,
        ),
        ("我们愿意同各方一道推动局势降温，并为和平解决争端继续发挥建设性作用。", 1),
        ("Перестройка", 0),
        ("In Kyiv they call it “Перемога”, the victory, and so do we.", 0),
        ("Wir haben mit den Partnern gesprochen.", 0),
    ],
)
def test_few_words_tell_another_alphabet_but_not_another_language(write, quote, said):
    doubts = load.report(write(f"On It\n\n“{quote}”\n"))
    assert doubts.detail.str.contains("too few for an English text").sum() == said


def test_no_warning_and_no_progress_for_the_bundled_article(capsys):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        load.read()
    assert capsys.readouterr() == ("", "")


def test_a_flood_of_doubts_is_said_shortly(write):
    path = write("On It:\n\n“We went.”\n\n" * 200)
    with pytest.warns(load.LoadWarning) as caught:
        load.article(path)
    assert len(caught) == 10 and "190 more warnings" in str(caught[-1].message)
    assert (load.report(path).what == "warning").sum() == 199


def test_words_of_a_page_may_stand_in_a_headline(write):
    text = "Europe’s Copyright Law Must Change\n\n“It must.”\n\nCookies:\n\n“We know what they are.”\n\n"
    text += "On copyright\n\n“It is long.”\n\n"
    found = load.article(write(text + "Subscribe to our newsletter\n"))
    assert found.headline.tolist() == [
        "Europe’s Copyright Law Must Change",
        "Cookies",
        "On copyright",
    ]


def test_the_summary_takes_the_empty_table_and_a_corpus(write, tmp_path):
    assert load.summary(schema.empty("report")) == "0 highlights, 0 words in quotes."
    assert load.summary(load.report(write("On It\n\n“No.”\n"))).startswith(
        "Headlines: 1 plain line; quotes: the paragraphs in quotation marks below them. 1 highlight, 1 word in quotes;"
    )
    (tmp_path / "article.md").unlink()
    write(PLAIN, "a.md")
    write(PLAIN.replace("early", "late"), "b.md")
    assert load.summary(load.report(tmp_path)).startswith(
        "4 highlights, 34 words in quotes, from 2 documents"
    )


def test_arguments_are_left_alone(write, tmp_path):
    path = write(PLAIN)
    paths = [path]
    load.corpus(paths)
    assert paths == [path]
    spans = pd.DataFrame({"document": ["a"], "number": [1], "voice": ["quote"], "start": [0]})
    before = spans.copy()
    load.locate(spans, load.lines(path))
    assert spans.equals(before)
