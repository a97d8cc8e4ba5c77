"""Themes: what the rule finds, what persons change, and what is reported."""

import codecs
import csv
import json
import re
import warnings
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import export, load, schema, sentences, tables, themes
from analysis.themes.asides import in_list, in_passing
from analysis.themes.codebook_file import RESERVED
from analysis.themes.corrections import corrections_of
from tests.make import highlights
from tests.timing import seconds

CASES = Path(__file__).parent / "cases" / "themes.csv"
BOOK = """
[[theme]]
id = "fish"
label = "Fish"
definition = "Fish and fishing."
cues = ["fish*", "cod", "salted cod"]

[[theme]]
id = "food"
label = "Food"
definition = "What is eaten."
cues = ["salted cod soup", "US"]

[[theme.guarded]]
cues = ["plate"]
only_with = [["eat*"], ["soup", "bread"]]
not_near = ["tectonic"]

[[theme]]
id = "faith"
label = "Faith"
definition = "Coded by hand alone."
"""


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "book.toml"
    path.write_text(BOOK, "utf-8")
    return themes.codebook(path)


def cases():
    with CASES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            fails = row["note"].startswith("known failure")
            marks = [pytest.mark.xfail(strict=True, reason=row["note"])] if fails else []
            yield pytest.param(
                *list(row.values())[:4], marks=marks, id=f"{row['theme']}: {row['headline']}"
            )


@pytest.mark.parametrize(("headline", "quote", "theme", "expected"), list(cases()))
def test_codes_of_sentences_about_the_world(headline, quote, theme, expected):
    codes = themes.codes(highlights((headline, quote)), corrections=None)
    assert (theme in set(codes["theme"])) == bool(int(expected))


def test_cues_have_their_spans(book):
    hits = themes.cues(highlights(("Fishing", "We eat salted cod.")), codebook=book)
    assert hits[["voice", "start", "end", "surface", "theme", "cue"]].values.tolist() == [
        ["headline", 0, 7, "Fishing", "fish", "fish*"],
        ["quote", 7, 17, "salted cod", "fish", "salted cod"],
    ]


def test_cues_of_one_theme_never_hide_those_of_another(book):
    hits = themes.cues(highlights(("Salted cod soup", "")), codebook=book)
    assert hits[["theme", "surface"]].values.tolist() == [
        ["fish", "Salted cod"],
        ["food", "Salted cod soup"],
    ]


def test_cues_guard_that_fails_leaves_a_shorter_cue(tmp_path):
    path = tmp_path / "b.toml"
    guarded = '[[theme.guarded]]\ncues = ["salted cod"]\nnot_near = ["soup"]\n'
    path.write_text(
        f'[[theme]]\nid = "a"\nlabel = "A"\ndefinition = "a"\ncues = ["cod"]\n{guarded}', "utf-8"
    )
    found = themes.cues(highlights(("Salted cod", "Salted cod soup.")), codebook=path)
    assert found["surface"].tolist() == ["Salted cod", "cod"]


def test_cues_with_an_uppercase_letter(book):
    found = themes.cues(highlights(("us Us US", "")), codebook=book)
    assert found["start"].tolist() == [6]


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("Eat soup from a plate.", 1),
        ("Eat from a plate.", 0),
        ("Eat soup. A plate broke.", 0),
        ("Eat soup on a tectonic plate.", 0),
        ("Eat soup from a plate. Tectonic forces slept.", 1),
        ("We are eating bread off a PLATE!", 1),
        ("Eat soup\n\nplate", 0),
    ],
)
def test_cues_guarded_within_one_sentence(book, quote, expected):
    assert len(themes.cues(highlights(("", quote)), codebook=book)) == expected


@pytest.mark.parametrize(
    ("headline", "quote", "expected"),
    [("Cod", "", 1), ("", "Cod.", 0), ("", "Cod. Cod.", 1), ("", "Salted cod.", 0), ("", "", 0)],
)
def test_codes_need_one_cue_in_the_headline_or_two_in_the_quote(book, headline, quote, expected):
    assert (
        len(themes.codes(highlights((headline, quote)), codebook=book, corrections=None))
        == expected
    )


def test_codes_by_a_rule_of_other_numbers(tmp_path):
    path = tmp_path / "b.toml"
    path.write_text(f"[rule]\nquote = 1\n{BOOK}", "utf-8")
    assert len(themes.codes(highlights(("", "Cod.")), codebook=path, corrections=None)) == 1


def test_codes_whatever_the_order_of_cues_and_themes(tmp_path, book):
    first, second, third = BOOK.strip().split("\n\n[[theme]]")
    turned = "\n\n[[theme]]".join(["", second, first.removeprefix("[[theme]]"), third])
    (tmp_path / "turned.toml").write_text(turned, "utf-8")
    texts = highlights(("Salted cod soup", "Fish. Eat soup from a plate"), ("US", "cod cod"))
    keys = ["number", "theme"]
    codes = [
        themes.codes(texts, codebook=b, corrections=None) for b in (book, tmp_path / "turned.toml")
    ]
    frames = [c.sort_values(keys, kind="stable").reset_index(drop=True) for c in codes]
    pd.testing.assert_frame_equal(*frames)


def test_codes_of_many_documents_are_those_of_each(book):
    a, b = highlights(("Cod", ""), document="a"), highlights(("US", ""), ("Fish", ""), document="b")
    both = themes.codes(pd.concat([a, b], ignore_index=True), codebook=book, corrections=None)
    each = [themes.codes(h, codebook=book, corrections=None) for h in (a, b)]
    pd.testing.assert_frame_equal(both, pd.concat(each, ignore_index=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 1),
        ("One. Two! Three? Four", 4),
        ("He met Dr. Li in the U.S. today.", 1),
        ("It ended in the U.S. Then it began.", 1),
        ("“Why?” They left.", 2),
        ("Version 3.5 is out", 1),
        ("第一句。第二句。", 2),
        ("Wait… what", 2),
        ("a headline\n\na second paragraph", 2),
    ],
)
def test_starts_of_sentences(text, expected):
    begin = sentences.starts(text)
    assert len(begin) == expected
    assert begin == sorted(set(begin))


@pytest.mark.parametrize(
    ("cue", "text", "expected"),
    [
        ("U.S.", "UNSC and the U.S. agree", ["U.S."]),
        ("(SCO", "the Organisation (SCO) met", ["(SCO"]),
        ("(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaa!", []),
        ("c.d", "cod", []),
        ("coup d'état*", "The coup d’états of 1980", ["coup d’états"]),
        ("漁業", "漁業", ["漁業"]),
        ("рыб*", "Рыба", ["Рыба"]),
    ],
)
def test_cues_are_literal_text_in_any_script(tmp_path, cue, text, expected):
    path = tmp_path / "b.toml"
    path.write_text(
        f'[[theme]]\nid = "a"\nlabel = "A"\ndefinition = "a"\ncues = ["{cue}"]\n', "utf-8"
    )
    assert themes.cues(highlights((text, "")), codebook=path)["surface"].tolist() == expected


@pytest.mark.parametrize("piece", [".", "a. ", "\n ", "\n", "?)"])
def test_starts_in_linear_time(piece):
    def took(n):
        return seconds(lambda: sentences.starts(piece * n + "1"))

    # Eight times the text; quadratic time would be 64-fold.
    assert took(400_000) < 40 * took(50_000)


def test_uncoded_in_any_language(book):
    texts = highlights(("Рыба и хлеб", "Никто не спал."), ("Cod", ""), ("漁業", "鱈"))
    assert themes.uncoded(texts, codebook=book)["number"].tolist() == [1, 3]


def test_themes_of_empty_tables(book):
    none = schema.empty("highlights")
    for table, name in [
        (themes.cues(none), "cues"),
        (themes.codes(none), "codes"),
        (themes.codes(none, codebook=book, corrections=schema.empty("corrections")), "codes"),
        (themes.uncoded(none), "highlights"),
        (themes.review(none), "review"),
        (themes.review(none, every=True), "review"),
        (themes.as_codings(schema.empty("codes"), of=none), "codings"),
    ]:
        pd.testing.assert_frame_equal(table, schema.empty(name))


def change(*rows):
    return pd.DataFrame(rows, columns=["document", "headline", "theme", "change", "reason"])


def test_codes_with_corrections_added_and_removed(book):
    texts = highlights(("Cod", "US and US"), ("Nothing", "Cod."))
    fixed = change(("a", "Cod:", "fish", "−", "a pun"), ("a", "NOTHING", "faith", "+", "a prayer"))
    codes = themes.codes(texts, codebook=book, corrections=fixed)
    assert codes[["number", "theme", "coder", "cues"]].values.tolist() == [
        [1, "food", "rule", "US"],
        [2, "faith", "corrected", ""],
    ]
    shown = themes.review(texts, codebook=book, corrections=fixed)
    assert shown[
        ["number", "theme", "rule", "change", "coded", "cues", "reason"]
    ].values.tolist() == [
        [1, "fish", 1, "-", 0, "Cod", "a pun"],
        [1, "food", 1, "", 1, "US", ""],
        [2, "fish", 0, "", 0, "Cod", ""],
        [2, "faith", 0, "+", 1, "", "a prayer"],
    ]


def test_codes_report_a_correction_that_matches_nothing(book):
    texts, lost = highlights(("Cod", "")), change(("a", "Herring", "fish", "+", ""))
    with pytest.warns(
        UserWarning, match=r"1 of 1 corrections match no highlight.*a: 'Herring' \(\+fish\)"
    ):
        themes.codes(texts, codebook=book, corrections=lost)
    with pytest.warns(UserWarning, match="b: 'Cod'"):
        themes.codes(texts, codebook=book, corrections=change(("b", "Cod", "fish", "-", "")))


def test_codes_with_bundled_corrections_are_silent_for_other_articles():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        themes.codes(highlights(("Cod", "")))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            ("a", "Cod", "fsh", "+", ""),
            "line 2: the codebook has no theme 'fsh'; did you mean 'fish'",
        ),
        (("a", "Cod", "fish", "add", ""), "line 2: change is \\+ or -, not 'add'"),
        (("a", " ", "fish", "+", ""), "line 2: a correction needs the headline"),
    ],
)
def test_codes_name_the_line_of_a_wrong_correction(tmp_path, book, row, message):
    path = tmp_path / "c.csv"
    change(row).to_csv(path, index=False)
    with pytest.raises(ValueError, match=message):
        themes.codes(highlights(("Cod", "")), codebook=book, corrections=path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        (
            "document,headline,theme,chnge,reason\n",
            "needs a column 'change'.*did you mean to rename 'chnge'",
        ),
        (
            "document,headline,theme,change,reason\na,Cod,fish,+\n",
            "line 2: expected 5 cells as in the first row, found 4",
        ),
        (
            "document,headline,theme,change,reason\na,Cod,fish,+,x\n\na,cod,fish,-,y\n",
            "c.csv, line 4: theme 'fish' of 'cod' is corrected twice, first in line 2; keep one row",
        ),
        (
            "document,number,headline,theme,change,reason\na,1,,fish,+,x\na,1,,fish,-,y\n",
            "c.csv, line 3: theme 'fish' of number 1 is corrected twice, first in line 2; keep one row",
        ),
        ("document,document\n", "column 'document' appears twice"),
        (
            'document,headline\n"a,b\n',
            "line 2: not a readable CSV: a quotation mark in the row that begins here is never closed",
        ),
    ],
)
def test_codes_name_the_line_of_a_wrong_file_of_corrections(tmp_path, book, text, message):
    path = tmp_path / "c.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(ValueError, match=message):
        themes.codes(highlights(("Cod", "")), codebook=book, corrections=path)


def test_codes_of_a_missing_file_say_what_is_there(tmp_path, book):
    (tmp_path / "other.csv").write_text("x\n")
    with pytest.raises(FileNotFoundError, match=r"there is other\.csv"):
        themes.codes(highlights(("Cod", "")), codebook=book, corrections=tmp_path / "c.csv")
    with pytest.raises(
        FileNotFoundError,
        match=r"b\.toml: no such file \(codebook\); .* which is empty or does not exist",
    ):
        themes.codebook(tmp_path / "none" / "b.toml")


def test_codes_corrected_by_number_where_headlines_repeat(book):
    texts = highlights(("Cod", ""), ("Cod", ""), ("", "Cod and fish."))
    fixed = change(("a", "Cod", "fish", "-", ""), ("a", "", "fish", "-", "")).assign(
        number=["2", "3"]
    )
    assert themes.codes(texts, codebook=book, corrections=fixed)["number"].tolist() == [1]


def test_codes_corrected_by_number_alone(book):
    texts = highlights(("Cod", ""), ("Herring and cod", ""))
    fixed = change(("a", "", "fish", "-", "")).assign(number=["2"])
    assert themes.codes(texts, codebook=book, corrections=fixed)["number"].tolist() == [1]
    with pytest.warns(
        UserWarning, match=r"1 of 1 corrections match no highlight.*a: number 3 \(-fish\)"
    ):
        themes.codes(texts, codebook=book, corrections=fixed.assign(number=["3"]))


def test_codes_report_corrections_without_effect(book):
    texts = highlights(("Cod", ""), ("Bread", ""))
    fixed = change(
        ("a", "Cod", "fish", "+", ""),
        ("a", "Bread", "fish", "-", ""),
        ("a", "Bread", "food", "+", ""),
    )
    with pytest.warns(
        UserWarning,
        match=r"2 corrections have no effect.*number 1 \(\+fish\); a, number 2 \(-fish\)",
    ):
        themes.codes(texts, codebook=book, corrections=fixed)


def test_review_of_everything_is_a_blank_table_of_corrections(tmp_path, book):
    texts = highlights(("Cod", ""), ("Bread", ""))
    blank = themes.review(texts, codebook=book, corrections=None, every=True)
    assert len(blank) == 6
    path = tmp_path / "mine.csv"
    blank.to_csv(path, index=False)
    plain = themes.codes(texts, codebook=book, corrections=None)
    pd.testing.assert_frame_equal(themes.codes(texts, codebook=book, corrections=path), plain)
    blank.assign(change=["-", "", "", "", "+", ""], reason="x").to_csv(path, index=False)
    edited = themes.codes(texts, codebook=book, corrections=path)
    assert edited[["number", "theme"]].values.tolist() == [[2, "food"]]


def test_codes_leave_their_arguments(book):
    texts = highlights(("Cod", "Fish and fish."))
    before, cues = texts.copy(), book.cues.copy()
    themes.codes(texts, codebook=book)
    pd.testing.assert_frame_equal(texts, before)
    pd.testing.assert_frame_equal(book.cues, cues)


def test_review_of_the_bundled_corrections():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        shown = themes.review(load.article())
    changed = shown[shown["change"].ne("")]
    assert len(changed) == len(corrections_of(themes.CORRECTIONS))
    assert (changed["rule"].eq(1) == changed["change"].eq("-")).all()
    assert changed["reason"].str.len().gt(20).all()


def test_codes_of_the_bundled_article_are_what_the_coders_gave():
    article = load.article()
    final = themes.as_codings(themes.codes(article), of=article, coder="final")
    both = pd.concat([themes.codings(), final])
    assert tables.disagreements(both).empty
    assert themes.uncoded(article).empty


def test_codes_by_rule_against_the_coders():
    article = load.article()
    rule = themes.as_codings(themes.codes(article, corrections=None), of=article)
    judged = tables.scores(
        pd.concat([themes.codings(), rule]), coder="rule", reference="language model 1"
    )
    every = judged.iloc[-1]
    assert (
        every["theme"],
        every["n"],
        every["both"],
        every["coder_only"],
        every["reference_only"],
    ) == (
        "all",
        378,
        51,
        2,
        1,
    )


def test_cues_of_the_bundled_article_begin_like_their_words():
    article = load.article()
    texts = article.set_index("number")
    for hit in themes.cues(article).itertuples():
        assert texts.at[hit.number, hit.voice][hit.start : hit.end] == hit.surface
        assert hit.surface.casefold().startswith(hit.cue.removesuffix("*").casefold())


ids = st.from_regex(r"[a-z]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True).filter(
    lambda i: i not in RESERVED
)
names = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8)


@st.composite
def complete_codings(draw):
    listed = draw(st.lists(ids, min_size=1, max_size=4, unique=True))
    places = draw(
        st.lists(
            st.tuples(names, st.integers(1, 99), names, names),
            min_size=1,
            max_size=5,
            unique_by=lambda p: p[:3],
        )
    )
    values = st.sampled_from([0, 1, pd.NA])
    return schema.table(
        [(*place, theme, draw(values)) for place in places for theme in listed], "codings"
    )


@settings(deadline=None, max_examples=50)
@given(complete_codings())
def test_codings_wide_and_long_come_back(tmp_path_factory, table):
    wide = themes.codings_wide(table)
    pd.testing.assert_frame_equal(themes.from_wide(wide), table)
    folder = tmp_path_factory.mktemp("codings")
    for name, out in (("wide.csv", wide), ("long.csv", table)):
        path = export.write(out, folder / name)
        pd.testing.assert_frame_equal(themes.codings(path), table)
        pd.testing.assert_frame_equal(themes.codings_wide(themes.codings(path)), wide)


def test_codings_wide_of_the_bundled_codings_is_their_file(tmp_path):
    for path in sorted((schema.DATA / "codings").glob("*.csv")):
        out = export.write(themes.codings_wide(themes.codings(path)), tmp_path / path.name)
        # Files are written with a byte order mark, by which a spreadsheet knows UTF-8.
        assert out.read_bytes().removeprefix(codecs.BOM_UTF8) == path.read_bytes()


def test_review_exported_is_read_as_corrections(tmp_path, book):
    texts = highlights(("=Cod", ""), ("-Bread", ""))
    blank = themes.review(texts, codebook=book, corrections=None, every=True)
    path = export.write(
        blank.assign(change=["-", "", "", "", "+", ""], reason="=x"), tmp_path / "mine.csv"
    )
    edited = themes.review(texts, codebook=book, corrections=path)
    assert edited[["number", "theme", "change", "reason"]].values.tolist() == [
        [1, "fish", "-", "=x"],
        [2, "food", "+", "=x"],
    ]


def test_codings_wide_refuses_a_name_that_no_csv_keeps():
    with pytest.raises(ValueError, match="control character"):
        themes.codings_wide(schema.table([("a", 1, "A\r", "", "x", 1)], "codings"))


def test_from_wide_of_codes_that_are_not_there():
    table = schema.table([("a", 1, "A", "", "x", 1), ("a", 2, "A", "", "y", 0)], "codings")
    back = themes.from_wide(themes.codings_wide(table))
    assert back["value"].fillna(-1).tolist() == [1, -1, -1, 0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "document,numbr,fish\na,1,1\n",
            r"m\.csv: .*needs a column 'number'.*did you mean to rename 'numbr'",
        ),
        (
            "document,number,codr,theme,value\n",
            r"m\.csv: .*needs a column 'coder'.*did you mean to rename 'codr'",
        ),
        ("document,number,fish\na,one,1\n", r"m\.csv, line 2: number is a whole number"),
        (
            "document,number,fish\na,1,1\na,2,yes\n",
            r"m\.csv, line 3: fish is 1, 0 or empty, not 'yes'",
        ),
    ],
)
def test_codings_name_file_and_line_of_a_mistake(tmp_path, text, message):
    path = tmp_path / "m.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(ValueError, match=message):
        themes.codings(path)


def test_codings_of_a_folder_and_a_file_without_a_coder(tmp_path):
    for name in ("bea", "ali"):
        (tmp_path / f"{name}.csv").write_text("document,number,headline,fish\na,1,Cod,1\n", "utf-8")
    read = themes.codings(tmp_path)
    assert read[["coder", "theme", "value"]].values.tolist() == [
        ["ali", "fish", 1],
        ["bea", "fish", 1],
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("document,number,fsh\na,1,1\n", 1),
        ("document,number,coder,date,theme,value\n\na,1,A,,fish,1\na,1,A,,fsh,1\n", 4),
    ],
)
def test_codings_checked_against_a_codebook(tmp_path, book, text, line):
    path = tmp_path / "m.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(
        ValueError,
        match=rf"m\.csv, line {line}: the codebook has no theme 'fsh'; did you mean 'fish'",
    ):
        themes.codings(path, codebook=book)


def test_codings_bundled_fit_codebook_and_article():
    read = themes.codings(codebook=themes.codebook())
    article = load.article()
    assert set(read["theme"]) == set(themes.codebook().themes["theme"])
    assert read.groupby("coder").size().to_dict() == {
        "language model 1": 378,
        "language model 2": 378,
    }
    assert set(read["number"]) == set(article["number"])


LONG = [
    {"document": "a", "number": 1, "theme": "fish", "coder": "m", "value": 1, "evidence": "Cod", "note": ""},
    {"document": "a", "number": 2, "theme": "food", "coder": "m", "value": 0, "evidence": None, "note": "?"},
    {"document": "a", "number": 1, "theme": "fish", "coder": "m", "value": True, "evidence": "Fishing"},
]  # fmt: skip


def test_codings_of_json_lines_and_of_a_long_csv_are_the_same(tmp_path):
    lines = "\n".join(["```json", *map(json.dumps, LONG), "```", ""])
    (tmp_path / "m.jsonl").write_text(lines, "utf-8")
    pd.DataFrame(LONG).fillna("").replace({"value": {True: 1}}).to_csv(
        tmp_path / "m.csv", index=False
    )
    read = themes.codings(tmp_path / "m.jsonl")
    assert read.columns[-2:].tolist() == ["evidence", "note"]
    assert read[
        ["number", "coder", "date", "theme", "value", "evidence", "note"]
    ].values.tolist() == [
        [1, "m", "", "fish", 1, "Cod || Fishing", ""],
        [2, "m", "", "food", 0, "", "?"],
    ]
    pd.testing.assert_frame_equal(themes.codings(tmp_path / "m.csv"), read)
    both = themes.codings([tmp_path / "m.jsonl", themes.CODINGS])
    assert both["evidence"].ne("").sum() == 1


def test_codings_without_a_value_are_codes(tmp_path):
    (tmp_path / "m.jsonl").write_text(
        '{"document": "a", "number": 1, "theme": "fish", "coder": "m"}', "utf-8"
    )
    assert themes.codings(tmp_path / "m.jsonl")["value"].tolist() == [1]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"document": "a"}\n{"a": \n', r"m\.jsonl, line 2: not a line of JSON"),
        ("[1]\n", r"m\.jsonl, line 1: expected an object such as"),
        (
            '\n{"document": "a", "number": 0, "theme": "fish", "coder": "m"}\n',
            r"m\.jsonl, line 2: number is a whole number from 1, not '0'",
        ),
        ('{"document": "a", "number": 1, "coder": "m"}\n', "needs a column 'theme'"),
        (
            '{"document": "a", "headline": "Cod", "theme": "fish", "coder": "m"}\n',
            r"by headline need the highlights: themes\.codings\(path, of=highlights\)",
        ),
    ],
)
def test_codings_name_the_line_of_a_mistake_in_json(tmp_path, text, message):
    (tmp_path / "m.jsonl").write_text(text, "utf-8")
    with pytest.raises(ValueError, match=message):
        themes.codings(tmp_path / "m.jsonl")


def test_codings_by_headline_survive_another_numbering(tmp_path):
    texts = highlights(("Bread", ""), ("Cod:", ""), ("Rain", ""), ("Rain", ""), ("", "We fish."))
    path = tmp_path / "m.csv"
    rows = ["a,1,Cod", "a,4,Rain", "a,5,", "a,9,Bread rolls", "a,,Rain", "b,1,Cod"]
    path.write_text(
        "\n".join(["document,number,headline,fish", *(f"{row},1" for row in rows)]), "utf-8"
    )
    with pytest.warns(UserWarning) as said:
        read = themes.codings(path, of=texts)
    assert read["number"].tolist() == [2, 4, 5]
    assert said[0].filename == __file__
    message = str(said[0].message)
    assert "m.csv: 3 of 6 rows match no highlight and are left out" in message
    assert "line 5, a: 'Bread rolls' — the nearest headline is 'Bread'" in message
    assert "line 6, 'Rain' is the headline of 2 highlights; give the number" in message
    assert "line 7, b: 'Cod' — no document has this name; one is 'a'" in message


def test_codings_of_a_document_with_another_name_name_the_nearest(tmp_path):
    path = tmp_path / "m.csv"
    path.write_text("document,number,fish\nharbor,1,1\n", "utf-8")
    texts = highlights(("Bread", "")).assign(document="harbour")
    asked = "no document has this name; did you mean 'harbour'?"
    with pytest.warns(UserWarning, match=re.escape(asked)):
        themes.codings(path, of=texts)


def test_codings_bundled_say_nothing_of_another_article():
    texts = highlights(("Bread", ""))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert themes.codings(of=texts).empty

    with pytest.warns(UserWarning, match="match no highlight and are left out"):
        themes.codings(of=load.article().head(5))


def test_codes_report_a_lost_correction_with_the_nearest_headline(book):
    texts = highlights(("Cod and chips", ""), ("Bread", ""))
    with pytest.warns(UserWarning, match="'Cod & chips' .*nearest headline is 'Cod and chips'"):
        themes.codes(
            texts, codebook=book, corrections=change(("a", "Cod & chips", "fish", "+", ""))
        )


def test_codes_of_none_is_nothing():
    texts = highlights(("Sanctions", ""))
    assert themes.codes(texts, codebook=None).empty
    assert themes.uncoded(texts, codebook=None)["headline"].tolist() == ["Sanctions"]
    assert themes.codings(None).empty
    assert len(themes.codes(texts, corrections=None)) == 1


@pytest.mark.parametrize("given", [{"a": 1}, 3, ["themes.toml"]])
def test_codebook_of_a_wrong_type(given):
    with pytest.raises(TypeError, match=r"codebook is a name .world-affairs, news., the path of a"):
        themes.codebook(given)
    with pytest.raises(TypeError, match="corrections is the path of a CSV file, a DataFrame or"):
        themes.codes(highlights(("Cod", "")), corrections=given)


def test_codebook_by_its_name(tmp_path):
    assert themes.codebook("world-affairs").path == str(themes.CODEBOOK)
    with pytest.raises(FileNotFoundError, match="the bundled codebooks are world-affairs, news"):
        themes.codebook(tmp_path / "x" / "nws")


def test_codes_by_weighted_cues(tmp_path):
    path = tmp_path / "b.toml"
    weighted = '[[theme.weighted]]\nweight = 2\ncues = ["cod"]\n'
    light = '[[theme.guarded]]\nweight = 0.5\ncues = ["eel"]\nnot_near = ["pie"]\n'
    path.write_text(
        f'[[theme]]\nid = "a"\nlabel = "A"\ndefinition = "a"\n{weighted}{light}', "utf-8"
    )
    texts = highlights(("", "Cod."), ("Eel", ""), ("Eel, eel", ""), ("Eel, eel, eel pie", ""))
    codes = themes.codes(texts, codebook=path, corrections=None)
    assert codes["number"].tolist() == [1, 3]


def test_instructions_ask_for_what_codings_reads(tmp_path, book):
    texts = highlights(("Cod", "We fish."))
    asked = themes.instructions(book, of=texts)
    assert "### fish: Fish" in asked and "salted cod" not in asked
    line = next(line for line in asked.splitlines() if line.startswith("{"))
    (tmp_path / "m.jsonl").write_text(line.replace("my-article", "a").replace("3", "1"), "utf-8")
    read = themes.codings(tmp_path / "m.jsonl", codebook=book, of=texts)
    assert read["theme"].tolist() == ["fish"]
    assert json.loads(asked.splitlines()[-1]) == {
        "document": "a", "number": 1, "headline": "Cod", "quote": "We fish."
    }  # fmt: skip


def test_template_is_a_codebook(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(themes.template(), "utf-8")
    book = themes.codebook(path)
    assert (book.headline, book.quote) == (1, 2)
    codes = themes.codes(
        highlights(("Key Rate Unchanged", ""), ("", "Cash is king. Cash stays.")), codebook=book
    )
    assert codes["theme"].tolist() == ["interest-rates", "payments"]


ALONE = """
[rule]
alone = 1

[[theme]]
id = "fish"
label = "Fish"
definition = "Fish and fishing."
cues = ["cod", "eel*", "rays"]
"""


@pytest.mark.parametrize(
    ("headline", "quote", "expected"),
    [
        ("", "The cod left the bay.", 1),
        ("On the bay", "The cod left the bay.", 0),
        ("", "We sell bread, cod and wine.", 0),
        ("", "We sell cod, eels and wine.", 0),
        ("", "We sell cod, eels and rays.", 1),
        ("", "The cod left the bay. " + "Nobody knows why. " * 40, 0),
        ("", "The cod left the bay. Eels stayed. " + "Nobody knows why. " * 40, 1),
    ],
)
def test_codes_of_a_short_quote_alone(tmp_path, headline, quote, expected):
    path = tmp_path / "b.toml"
    path.write_text(ALONE, "utf-8")
    texts = highlights((headline, quote))
    assert len(themes.codes(texts, codebook=path, corrections=None)) == expected
    report = themes.cue_report(texts, codebook=path)
    assert report["alone"].max() == expected


@pytest.mark.parametrize(
    ("sentence", "phrase", "expected"),
    [
        ("Famine, war and epidemics go on.", "war", True),
        ("We thank France, Russia and the United States.", "France", True),
        ("We thank France, Russia and the United States.", "United States", True),
        ("It spreads poverty, terrorism and fear.", "terrorism", True),
        ("Terrorism spreads fear.", "Terrorism", False),
        ("When the war ended, we came home.", "war", False),
        ("We fight terrorism and win.", "terrorism", False),
        ("France and Spain agree.", "France", False),
        ("The Court, therefore, cannot act.", "Court", False),
        ("We fear poverty, hunger and the rise of terrorism.", "terrorism", True),
    ],
)
def test_in_list(sentence, phrase, expected):
    start = sentence.index(phrase)
    assert in_list(sentence, start, start + len(phrase)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Libya holds elections.", False),
        ("They fled from Libya.", True),
        ("The conflict in Libya goes on.", False),
        ("They have a camp in Libya.", True),
        ("Countries like Libya need help.", True),
        ("A Libya-based firm won.", True),
        ("The Libya Observatory for Human Rights counts them.", True),
        ("South Libya votes.", False),
        ("They live in south Libya.", True),
    ],
)
def test_in_passing(sentence, expected):
    start = sentence.index("Libya")
    assert in_passing(sentence, start, start + len("Libya")) == expected


def test_codes_of_a_short_quote_leave_out_asides():
    texts = highlights(
        ("", "A Norwegian ship passed."), ("", "Norway voted."), ("", "They accused nobody."),
        ("Oslo Is Accused", ""), ("", "Non-interference is a principle."),
    )  # fmt: skip
    found = themes.codes(texts, corrections=None)
    assert found[["number", "theme"]].values.tolist() == [
        [2, "europe"], [4, "interference"], [5, "world-order"],
    ]  # fmt: skip
