"""Exchange with MAXQDA, NVivo, ATLAS.ti and QualCoder: projects (.qdpx) and codebooks (.qdc), there and back."""

import io
import zipfile
from xml.etree import ElementTree

import pandas as pd
import pytest

from analysis import load, schema, themes
from tests.make import highlights

NAMESPACE = "{urn:QDA-XML:project:1.0}"
TEXTS = (("On Nets", "We fish.\n\nWe “mend” 🐟 nets."), ("", "We sail."), ("On Sails", "We sail."))
KEYS = ["document", "number", "coder", "theme"]


@pytest.fixture
def texts():
    return pd.concat(
        [highlights(*TEXTS, document="a & b"), highlights(("On Rain", "It rained."), document="c")],
        ignore_index=True,
    )


def coded(*rows):
    columns = ["document", "number", "coder", "date", "theme", "value", "evidence", "note"]
    return schema.table(pd.DataFrame(rows, columns=columns), "codings")


ROWS = (
    ("a & b", 1, "anna", "2026-11-27", "asia", 1, "“mend” 🐟 nets", "a <doubt>"),
    ("a & b", 1, "anna", "2026-11-27", "europe", 1, "We fish || On Nets", ""),
    ("a & b", 3, "anna", "2026-11-27", "asia", 1, "nobody said this", "why"),
    ("a & b", 2, "model 1", "", "security", 1, "", ""),
)


def saved(tmp_path, data, name="x.qdpx"):
    path = tmp_path / name
    path.write_bytes(data)
    return path


def unpacked(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_qdpx_goes_out_and_comes_back(tmp_path, texts):
    given = coded(*ROWS)
    read = themes.codings(saved(tmp_path, themes.qdpx(given, of=texts)), of=texts)
    ones = read[read["value"].eq(1)].sort_values(KEYS, ignore_index=True)
    pd.testing.assert_frame_equal(ones, given.sort_values(KEYS, ignore_index=True)[ones.columns])
    # Each coder gave 0 to every other theme of every highlight of the document, and none of the other one.
    assert read.groupby("coder").size().tolist() == [3 * 14, 3 * 14]
    assert set(read["document"]) == {"a & b"}


def test_qdpx_of_the_bundled_codings_loses_nothing(tmp_path):
    article, given = load.article(), themes.codings()
    read = themes.codings(saved(tmp_path, themes.qdpx(given, of=article)), of=article)
    order = {"by": KEYS, "ignore_index": True}
    pd.testing.assert_frame_equal(
        read[given.columns].sort_values(**order), given.sort_values(**order)
    )


def test_qdpx_has_the_coded_words_at_its_positions(texts):
    files = unpacked(themes.qdpx(coded(*ROWS), of=texts))
    root = ElementTree.fromstring(files["project.qde"].encode())
    source = root.find(f"{NAMESPACE}Sources/{NAMESPACE}TextSource")
    text = files["sources/" + source.get("plainTextPath").removeprefix("internal://")]
    words = [
        text[int(part.get("startPosition")) : int(part.get("endPosition"))]
        for part in source.iter(f"{NAMESPACE}PlainTextSelection")
    ]
    assert words == ["“mend” 🐟 nets", "We fish", "On Nets", "On Sails\nWe sail.", "We sail."]
    parts = [child.tag.removeprefix(NAMESPACE) for child in root]
    assert parts == ["Users", "CodeBook", "Sources"]
    guids = [element.get("guid") for element in root.iter() if element.get("guid")]
    assert len(guids) == len(set(guids))
    known = {user.get("guid") for user in root.iter(f"{NAMESPACE}User")}
    assert {coding.get("creatingUser") for coding in root.iter(f"{NAMESPACE}Coding")} == known


def test_qdpx_is_the_same_every_time(texts):
    assert themes.qdpx(coded(*ROWS), of=texts) == themes.qdpx(coded(*ROWS), of=texts)
    none = themes.qdpx(schema.empty("codings"), of=schema.empty("highlights"))
    assert list(unpacked(none)) == ["project.qde"]


def test_qdpx_refuses_what_it_does_not_know(texts):
    with pytest.raises(ValueError, match="highlight 9 of 'c' is coded, but not in of="):
        themes.qdpx(coded(("c", 9, "anna", "", "asia", 1, "", "")), of=texts)
    with pytest.raises(ValueError, match="no theme 'asai'; did you mean 'asia'"):
        themes.qdpx(coded(("c", 1, "anna", "", "asai", 1, "", "")), of=texts)


# A project as another program may write it: the text within it, braces around identifiers, a code within another.
FOREIGN = """<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="p"><Users><User guid="{{u}}" name="bea"/></Users>
<CodeBook><Codes><Code guid="{{1}}" name="Work &amp; pay" isCodable="true">
<Code guid="{{2}}" name="Strikes" isCodable="true"><Description>Walking out.</Description></Code></Code></Codes></CodeBook>
<Sources><TextSource guid="{{s}}" name="{name}"><PlainTextContent>{text}</PlainTextContent>
<PlainTextSelection guid="{{p}}" startPosition="{start}" endPosition="{end}" creatingUser="{{u}}">
<Coding guid="{{c}}"><CodeRef targetGUID="{{2}}"/></Coding></PlainTextSelection></TextSource></Sources></Project>
"""


def foreign(tmp_path, text, words, name="a & b"):
    start = text.index(words)
    filled = FOREIGN.format(
        name=name.replace("&", "&amp;"), text=text, start=start, end=start + len(words)
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("project.qde", filled)
    return saved(tmp_path, made.getvalue())


@pytest.mark.parametrize("name", ["a & b", "renamed"])
def test_codings_of_a_project_whose_text_another_program_changed(tmp_path, texts, name):
    path = foreign(
        tmp_path,
        "Notes first. It  rained. We “mend” 🐟\u00a0nets. We sail.",
        "mend” 🐟\u00a0nets",
        name,
    )
    read = themes.codings(path, of=texts)
    coded_ones = read[read["value"].eq(1)]
    assert coded_ones[["document", "number", "coder", "theme", "evidence"]].values.tolist() == [
        ["a & b", 1, "bea", "strikes", "mend” 🐟\u00a0nets"]
    ]
    assert set(read["theme"]) == {"work-pay", "strikes"}


def test_codings_of_a_project_report_passages_that_are_nowhere(tmp_path, texts):
    path = foreign(tmp_path, "A passage of their own.", "passage of")
    with pytest.warns(UserWarning, match="1 coded passages are in no highlight.*'passage of'"):
        assert themes.codings(path, of=texts).empty


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 broken", "this is not a .qdpx project"),
        ({"other.txt": "x"}, "it has no .qde file"),
        ({"p.qde": "<Project"}, "this is not XML"),
        ({"p.qde": '<!DOCTYPE a [<!ENTITY b "c">]><Project/>'}, "contains a DOCTYPE"),
    ],
)
def test_mistakes_in_a_project_are_named(tmp_path, texts, data, message):
    if isinstance(data, dict):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            for name, text in data.items():
                archive.writestr(name, text)
        data = made.getvalue()
    with pytest.raises(ValueError, match=rf"x\.qdpx: .*{message}"):
        themes.codings(saved(tmp_path, data), of=texts)


def test_codings_of_a_project_need_the_highlights(tmp_path, texts):
    path = saved(tmp_path, themes.qdpx(coded(*ROWS), of=texts))
    with pytest.raises(ValueError, match="need the highlights: themes"):
        themes.codings(path)


@pytest.mark.parametrize("name", ["world-affairs", "news"])
def test_codebook_of_a_qdc_is_the_one_that_went_out(tmp_path, name):
    path = tmp_path / "book.qdc"
    path.write_text(themes.qdc(name), "utf-8")
    given, read = themes.codebook(name), themes.codebook(path)
    for table in ("themes", "cues"):
        pd.testing.assert_frame_equal(
            getattr(read, table).drop(columns="line"), getattr(given, table).drop(columns="line")
        )
    for number in ("headline", "quote", "alone"):
        assert getattr(read, number) == getattr(given, number)


def test_codebook_of_a_qdc_of_another_program(tmp_path):
    path = tmp_path / "book.qdc"
    code = '<Code guid="{0}" name="{1}" isCodable="true"><Description>{2}</Description></Code>'
    codes = [("1", "Pay", ""), ("2", "Pay!", "Wages.\n\nAnd more."), ("3", "賃金", "x")]
    listed = "".join(code.format(*row) for row in codes)
    path.write_text(
        f'<CodeBook xmlns="urn:QDA-XML:codebook:0.4"><Codes>{listed}</Codes></CodeBook>', "utf-8"
    )
    book = themes.codebook(path)
    assert book.themes[["theme", "label", "definition"]].values.tolist() == [
        ["pay", "Pay", "Pay"],
        ["pay-2", "Pay!", "Wages.\n\nAnd more."],
        ["賃金", "賃金", "x"],
    ]
    assert book.cues.empty
    path.write_text("<CodeBook/>", "utf-8")
    with pytest.raises(ValueError, match=r"book\.qdc: contains no codes"):
        themes.codebook(path)
