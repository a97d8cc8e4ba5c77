"""Word documents: the same highlights as from Markdown, and nothing unpacked that is not meant to be."""

import builtins
import io
import warnings
import zipfile
from xml.sax.saxutils import escape

import pytest

from analysis import docx_files as docx
from analysis import load

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = f"""<w:styles {SPACE}>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/></w:style>
</w:styles>"""
NUMBERING = f"""<w:numbering {SPACE}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
MARKDOWN = """# The Harbour Talks

By Ines Faria

## On The Ferry

“It sails at seven, and it sails full.”

## On The Pier

She added: “Wood is cheaper than stone & lasts as long.”

**On The Lighthouse:**

- “The lamp stays on.”
"""


def run(text, bold=False):
    properties = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(text, style="", *, bold=False, bullet=False):
    inner = f'<w:pStyle w:val="{style}"/>' if style else ""
    if bullet:
        inner += '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    return f"<w:p><w:pPr>{inner}</w:pPr>{run(text, bold)}</w:p>"


def document(body, **parts):
    """The bytes of a .docx; parts by their name without folder and suffix."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f"<w:document {SPACE}><w:body>{body}</w:body></w:document>"
        )
        archive.writestr("word/styles.xml", STYLES)
        archive.writestr("word/numbering.xml", NUMBERING)
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return buffer.getvalue()


ARTICLE = "".join(
    [
        paragraph("The Harbour Talks", "Title"),
        paragraph("By Ines Faria"),
        paragraph("On The Ferry", "Heading1"),
        paragraph("“It sails at seven, and it sails full.”"),
        paragraph("On The Pier", "Heading1"),
        paragraph("She added: “Wood is cheaper than stone & lasts as long.”"),
        paragraph("On The Lighthouse:", bold=True),
        paragraph("“The lamp stays on.”", bullet=True),
    ]
)


def test_docx_gives_the_same_highlights_as_markdown(tmp_path):
    (tmp_path / "word.docx").write_bytes(document(ARTICLE))
    (tmp_path / "mark.md").write_text(MARKDOWN, "utf-8")
    word, mark = load.read(tmp_path / "word.docx"), load.read(tmp_path / "mark.md")
    columns = ["number", "headline", "quote", "speaker", "narration"]
    assert word.highlights[columns].values.tolist() == mark.highlights[columns].values.tolist()
    assert word.highlights["headline"].tolist() == [
        "On The Ferry",
        "On The Pier",
        "On The Lighthouse",
    ]
    fields = ["title", "authors", "highlights", "words"]
    assert word.documents[fields].values.tolist() == mark.documents[fields].values.tolist()
    assert "Word document (.docx) (certain)" in word.report["detail"].tolist()


def test_docx_line_is_the_number_of_the_paragraph(tmp_path):
    (tmp_path / "word.docx").write_bytes(document(ARTICLE))
    assert load.article(tmp_path / "word.docx")["line"].tolist() == [3, 5, 7]


def test_docx_is_known_by_its_content_and_read_from_a_folder(tmp_path):
    (tmp_path / "a.docx").write_bytes(document(ARTICLE))
    (tmp_path / "b.md").write_bytes(document(ARTICLE.replace("seven", "eight")))
    (tmp_path / "~$a.docx").write_bytes(b"\x05Owner")  # there while Word has a.docx open
    assert load.corpus(tmp_path)["document"].unique().tolist() == ["a", "b"]


def test_docx_html_leaves_out_notes_and_keeps_block_quotes():
    footnote = f'<w:footnotes {SPACE}><w:footnote w:id="1">{paragraph("See page 3.")}</w:footnote></w:footnotes>'
    marked = (
        "<w:p>"
        + run("“We sail.")
        + '<w:r><w:footnoteReference w:id="1"/></w:r>'
        + run("”")
        + "</w:p>"
    )
    html = docx.docx_html(document(marked + paragraph("Slowly.", "Quote"), footnotes=footnote))
    assert html.split("\n")[:2] == [
        "<p>“We sail.”</p><blockquote>",
        "<p>Slowly.</p></blockquote><ol>",
    ]
    assert "[1]" not in html and "↑" not in html and "See page 3." in html


def test_docx_html_has_headings_below_a_title():
    headed = paragraph("On It", "Heading1")
    assert docx.docx_html(document(headed)) == "<h1>On It</h1>"
    assert (
        docx.docx_html(document(paragraph("T", "Title") + headed)) == "<h1>T</h1>\n<h2>On It</h2>"
    )


def test_docx_needs_mammoth(monkeypatch, tmp_path):
    real = builtins.__import__

    def without(name, *rest, **named):
        if name == "mammoth":
            raise ImportError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    (tmp_path / "a.docx").write_bytes(document(ARTICLE))
    with pytest.raises(
        load.ArticleError, match=r'a\.docx: .* pip install "highlights-analysis\[docx\]"'
    ):
        load.article(tmp_path / "a.docx")


def bomb(name, content):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {SPACE}><w:body/></w:document>")
        archive.writestr(name, content)
    return buffer.getvalue()


def crowd():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "")
        for n in range(docx.ENTRIES):
            archive.writestr(f"word/media/{n}.png", "")
    return buffer.getvalue()


LAUGHS = '<!DOCTYPE a [<!ENTITY x "ha">]><a>&x;</a>'
DEEP = "<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: document(ARTICLE)[:-60], "not a readable Word document"),
        (lambda: document("<w:p>"), "not a readable Word document .*mismatched tag"),
        (lambda: document(DEEP), "nested too deeply"),
        (
            lambda: b"PK\x03\x04 word/document.xml",
            "not a readable Word document .*open it in Word or LibreOffice",
        ),
        (lambda: bomb("word/styles.xml", LAUGHS), "defines XML entities"),
        (lambda: bomb("word/styles.xml", LAUGHS.encode("utf-16")), "defines XML entities"),
        (
            lambda: bomb("word/footnotes.xml", " " * (docx.LIMIT + 1)),
            r"bytes of text unpacked; .* up to 16,777,216",
        ),
        (crowd, "5,001 parts; a Word document may have up to 5,000"),
        (lambda: document(""), "found no quotation mark"),
    ],
    ids=[
        "cut",
        "tags",
        "deep",
        "no zip",
        "entities",
        "entities in UTF-16",
        "bomb",
        "parts",
        "empty",
    ],
)
def test_docx_that_cannot_be_read_is_refused(tmp_path, make, said):
    (tmp_path / "a.docx").write_bytes(make())
    with pytest.raises(load.ArticleError, match=said) as caught:
        load.article(tmp_path / "a.docx")
    assert "a.docx" in str(caught.value)


def test_docx_opens_no_other_file(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    drawing = (
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData>'
        '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
        f'<a:blip xmlns:r="{OFFICE}" r:link="rId1"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r></w:p>"
    )
    relations = f"""<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/image"
      Target="{secret.as_uri()}" TargetMode="External"/></Relationships>"""
    buffer = io.BytesIO(document(ARTICLE + drawing))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("word/_rels/document.xml.rels", relations)
    html = docx.docx_html(buffer.getvalue())
    assert "secret" not in html and "<img" not in html and "The lamp stays on" in html


@pytest.mark.parametrize("at", range(0, 1500, 97))
def test_docx_with_a_damaged_byte_loads_or_is_refused(tmp_path, at):
    data = bytearray(document(ARTICLE))
    data[at % len(data)] ^= 0x55
    (tmp_path / "a.docx").write_bytes(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", load.LoadWarning)
        try:
            assert len(load.article(tmp_path / "a.docx"))
        except load.ArticleError as error:
            assert "a.docx" in str(error)
