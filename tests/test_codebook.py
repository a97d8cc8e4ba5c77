"""The codebook: what is refused and how, what is kept, and how it goes out to other programs."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import schema, themes
from tests.make import highlights

MISTAKES = json.loads(
    (Path(__file__).parent / "cases" / "codebook-mistakes.json").read_text("utf-8")
)
GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
NAMESPACE = "{urn:QDA-XML:codebook:1.0}"


def written(tmp_path, text):
    path = tmp_path / "book.toml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("case", MISTAKES, ids=[case["note"] for case in MISTAKES])
def test_codebook_mistakes_have_their_place(tmp_path, case):
    with pytest.raises(ValueError, match=r"book\.toml") as raised:
        themes.codebook(written(tmp_path, case["text"]))
    for part in case["expected"]:
        assert part in str(raised.value)


def test_codebook_bundled_is_complete():
    book = themes.codebook()
    # Whatever the bundled coders coded is in it; a theme may be added.
    coded = themes.codings()["theme"]
    assert set(coded) <= set(book.themes["theme"]) and coded.nunique() > 2
    for column in ("label", "definition", "use", "not_for", "example", "counterexample"):
        assert book.themes[column].str.len().gt(0).all(), column
    assert set(book.cues["theme"]) == set(book.themes["theme"])
    schema.check(book.themes, "themes")
    schema.check(book.cues, "codebook")


WHO = [
    (["rule"], "a", "the rule, whose author had read the article"),
    (["rule", "corrected"], "a", "the corrected rule, whose author had read the article"),
    (["A", "B", "rule"], "ab", "A, B and the rule, whose author had read some of the articles"),
    (["A", "rule"], "b", "A and the rule"),
    (["A", "B"], "a", "A and B"),
    ([], "", ""),
]


@pytest.mark.parametrize(("names", "documents", "expected"), WHO)
def test_coders_say_where_the_author_of_the_rule_had_read_the_article(
    tmp_path, names, documents, expected
):
    text = '[[theme]]\nid = "asia"\nlabel = "Asia"\ndefinition = "Asia."\ncues = ["Asia"]\n'
    book = themes.codebook(written(tmp_path, 'read = ["a"]\n' + text))
    assert book.read == ("a",)
    rows = [(document, name) for document in documents for name in names]
    table = pd.DataFrame(rows, columns=["document", "coder"], dtype="str")
    assert themes.coders(table, codebook=book) == expected


def test_codebook_lines_point_into_the_file():
    book = themes.codebook()
    lines = Path(book.path).read_text("utf-8").split("\n")
    assert all(lines[line - 1] == "[[theme]]" for line in book.themes["line"])
    assert all(
        f'"{cue}"' in lines[line - 1]
        for cue, line in zip(book.cues["cue"], book.cues["line"], strict=True)
    )


def test_codebook_cues_are_not_fitted_to_one_article():
    """Cues were not fitted to one article: most of them are never found there, and each theme has more than one."""
    from analysis import load

    found = set(themes.cues(load.article())["cue"])
    cues = themes.codebook().cues
    assert cues["cue"].isin(found).mean() < 0.3
    assert cues.groupby("theme").size().gt(20).all()


def test_codebook_is_read_once_and_not_shared():
    first, second = themes.codebook(), themes.codebook()
    assert themes.codebook(first) is first
    first.themes.loc[0, "label"] = "changed"
    assert second.themes.loc[0, "label"] != "changed"


TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=20,
)
WORD = st.text(st.characters(categories=["Ll", "Lu", "Lo", "Nd"]), min_size=3, max_size=8)


@st.composite
def books(draw):
    """Codebooks as dictionaries: id to label, definition, cues and guards."""
    ids = draw(
        st.lists(
            st.from_regex(r"[a-z]{2,6}(-[a-z0-9]{1,4})?", fullmatch=True),
            min_size=1,
            max_size=4,
            unique=True,
        )
    )
    labels = draw(
        st.lists(TEXT.filter(str.strip), min_size=len(ids), max_size=len(ids), unique=True)
    )
    book = {}
    for name, label in zip((f"t-{name}" for name in ids), labels, strict=True):
        cues = draw(st.lists(WORD.map(lambda w: w + "*") | WORD, max_size=4, unique=True))
        book[name] = (label, draw(TEXT), cues, draw(st.lists(WORD, max_size=2, unique=True)))
    return book


def as_toml(book):
    text = ""
    for name, (label, definition, cues, near) in book.items():
        text += f"[[theme]]\nid = {quoted(name)}\nlabel = {quoted(label)}\ndefinition = {quoted(definition)}\n"
        text += f"cues = [{', '.join(map(quoted, cues))}]\n"
        if near:
            text += f'[[theme.guarded]]\ncues = ["only guarded"]\nnot_near = [{", ".join(map(quoted, near))}]\n'
    return text


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@settings(deadline=None, max_examples=50)
@given(books())
def test_codebook_reads_what_is_written(tmp_path_factory, book):
    read = themes.codebook(written(tmp_path_factory.mktemp("books"), as_toml(book)))
    assert read.themes["theme"].tolist() == list(book)
    for row in read.themes.itertuples():
        label, definition, cues, near = book[row.theme]
        mine = read.cues[read.cues["theme"].eq(row.theme)]
        assert (row.label, row.definition) == (label, definition)
        assert mine["cue"].tolist() == cues + (["only guarded"] if near else [])
        assert mine["not_near"].tolist() == [""] * len(cues) + (["|".join(near)] if near else [])


@settings(deadline=None, max_examples=50)
@given(books())
def test_qdc_is_valid_and_keeps_id_label_and_description(tmp_path_factory, book):
    read = themes.codebook(written(tmp_path_factory.mktemp("books"), as_toml(book)))
    root = ElementTree.fromstring(themes.qdc(read).encode())
    assert broken_rules(root) == []
    codes = root.findall(f"{NAMESPACE}Codes/{NAMESPACE}Code")
    assert [code.get("name") for code in codes] == [label for label, *_ in book.values()]
    for code, (name, (_, definition, cues, _)) in zip(codes, book.items(), strict=True):
        said = code.findtext(f"{NAMESPACE}Description")
        assert said.startswith(f"id: {name}\n\n{definition}")
        assert all(cue in said for cue in cues)


def test_qdc_of_the_bundled_codebook():
    text = themes.qdc()
    root = ElementTree.fromstring(text.encode())
    assert broken_rules(root) == []
    assert len(root.findall(f"{NAMESPACE}Codes/{NAMESPACE}Code")) == 14
    assert themes.qdc() == text
    assert "virus* (not near computer*, software, malware, hack*)" in text


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        (
            ("<Codes>", "<Themes>", "</Codes>", "</Themes>"),
            "the root holds Codes, then Sets or nothing",
        ),
        (('isCodable="true"', ""), "a Code has guid, name and isCodable"),
        (('guid="', 'guid="x'), "a guid is 32 hexadecimal digits in five groups"),
        (('isCodable="true"', 'isCodable="yes"'), "isCodable is true or false"),
        (("codebook:1.0", "codebook:1:0"), "the root is CodeBook of the namespace"),
        (
            ("<Description>", "<Note>", "</Description>", "</Note>"),
            "a Code holds a Description, then Codes",
        ),
    ],
)
def test_broken_rules_of_the_standard_are_seen(change, broken):
    text = themes.qdc()
    for old, new in zip(change[::2], change[1::2], strict=True):
        text = text.replace(old, new)
    assert broken in broken_rules(ElementTree.fromstring(text.encode()))


def broken_rules(root):
    """The rules of the standard's schema (REFI-QDA 1.5, Codebook 1.0) that a document breaks."""
    if root.tag != f"{NAMESPACE}CodeBook":
        return ["the root is CodeBook of the namespace"]
    rules = []
    children = [child.tag.removeprefix(NAMESPACE) for child in root]
    if children not in (["Codes"], ["Codes", "Sets"]):
        rules.append("the root holds Codes, then Sets or nothing")
    if set(root.keys()) - {"origin"}:
        rules.append("the root has no attribute but origin")
    for listed in root.findall(f"{NAMESPACE}Codes"):
        rules += ["Codes holds one Code or more"] * (
            not len(listed) or {c.tag for c in listed} != {f"{NAMESPACE}Code"}
        )
        rules += [rule for code in listed for rule in broken_rules_of_a_code(code)]
    return rules


def broken_rules_of_a_code(code):
    if set(code.keys()) - {"color"} != {"guid", "name", "isCodable"}:
        return ["a Code has guid, name and isCodable"]
    rules = []
    if not GUID.fullmatch(code.get("guid").strip("{}")):
        rules.append("a guid is 32 hexadecimal digits in five groups")
    if code.get("isCodable") not in ("true", "false", "1", "0"):
        rules.append("isCodable is true or false")
    if not re.fullmatch("#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})", code.get("color", "#000")):
        rules.append("a color is # and three or six hexadecimal digits")
    children = [child.tag.removeprefix(NAMESPACE) for child in code]
    if set(children[children[:1] == ["Description"] :]) - {"Code"}:
        rules.append("a Code holds a Description, then Codes")
    return rules + [
        rule for child in code.findall(f"{NAMESPACE}Code") for rule in broken_rules_of_a_code(child)
    ]


@pytest.mark.parametrize("name", themes.CODEBOOKS)
def test_codebook_bundled_examples_are_told_from_counterexamples(name):
    """Examples explain definitions, so the rule of words need not tell each from its counterexample."""
    book = themes.codebook(name)
    themed = book.themes[book.themes["theme"].isin(book.cues["theme"])]
    found = {}
    for column in ("example", "counterexample"):
        texts = highlights(*((text, "") for text in themed[column]))
        codes = themes.codes(texts, codebook=book, corrections=None)
        coded = set(zip(codes["number"], codes["theme"], strict=True))
        found[column] = [
            theme for number, theme in enumerate(themed["theme"], 1) if (number, theme) in coded
        ]
    assert len(found["example"]) > 0.5 * len(themed)
    assert len(found["counterexample"]) < 0.3 * len(themed)


def test_codings_say_with_which_codebook_they_were_made(tmp_path):
    entry = '[[theme]]\nid = "a"\nlabel = "A"\ndefinition = "a"\ncues = ["cod"]\n'
    texts = highlights(("Cod", ""))
    notes = []
    for text in (entry, f"# a comment\n\n{entry}", entry.replace("cod", "eel")):
        path = written(tmp_path, text)
        coded = themes.codes(texts, codebook=path, corrections=None)
        notes += themes.as_codings(coded, of=texts, codebook=path)["note"].unique().tolist()
    first, with_comment, with_another_cue = notes
    assert re.fullmatch("codebook book.toml [0-9a-f]{12}", first)
    assert first == with_comment != with_another_cue
