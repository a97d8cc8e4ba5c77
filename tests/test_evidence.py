import html as std
import re

import nbformat
import pandas as pd
import pytest
from nbconvert import HTMLExporter

from analysis import countries, evidence, lexicon, load, schema, tables, themes, words
from tests.make import highlights

QUOTES = highlights(
    {
        "headline": "Sanctions Hurt",
        "quote": "The sanctions were new. No sanctions help.",
        "line": 3,
    },
    {"headline": "On Peace", "quote": "US allies told us: Sanctioned goods stay.", "line": 9},
)

HOSTILE = [
    "<script>document.title='pwned'</script> sanctions <img src=x onerror=\"document.title='pwned'\">",
    "it costs $5 and $6 in sanctions $\\frac{1}{2}$ $$x$$ \\(y\\) \\[z\\]",
    "</td></table><h1>sanctions</h1> &amp; &lt;b&gt; \"quoted\" 'single'",
    "# heading\n\n* item `code` **bold** _it_ [link](javascript:alert(1)) sanctions ![x](y)",
    "{{ 7*7 }} {% raw %} <!-- sanctions --> ]]> \\begin{equation} x \\end{equation}",
]


@pytest.fixture(scope="module")
def article():
    return load.article()


def kwic(lines):
    return lines[["number", "voice", "left", "keyword", "right"]].values.tolist()


def test_a_word_in_context():
    assert kwic(evidence.concordance(QUOTES, "sanctions", voice="quote")) == [
        [1, "quote", "The ", "sanctions", " were new. No sanctions help."],
        [1, "quote", "The sanctions were new. No ", "sanctions", " help."],
    ]


@pytest.mark.parametrize(
    ("what", "found"),
    [("sanctions", ["Sanctions", "sanctions", "sanctions"]), ("Sanctions", ["Sanctions"]), ("US", ["US"]), ("us", ["US", "us"]),
     ("sanction*", ["Sanctions", "sanctions", "sanctions", "Sanctioned"]), ("no sanctions", ["No sanctions"]), ("absent", [])],
)  # fmt: skip
def test_what_is_found(what, found):
    assert evidence.concordance(QUOTES, what)["keyword"].tolist() == found


def test_lines_hold_the_text_as_it_stands(article):
    lines = evidence.concordance(article, "the", width=25)
    texts = article.set_index("number")
    assert len(lines) > 100
    for line in lines.itertuples():
        text = texts.loc[line.number, line.voice]
        assert text[line.start : line.end] == line.keyword
        assert line.left + line.keyword + line.right in text
        assert len(line.left) <= 25
        assert len(line.right) <= 25
        assert line.line == texts.loc[line.number, "line"]


def test_concordance_lines_give_the_line_of_the_words(article):
    source = ["", *load.BUNDLED.read_text("utf-8").split("\n")]
    for what in ("India", "Russia", "countries.mentions"):
        table = countries.mentions(article) if "." in what else what
        found = evidence.concordance(article, table, lines=load.lines())
        begins = evidence.concordance(article, table)
        assert all(row.keyword.split()[0] in source[row.line] for row in found.itertuples())
        assert (found["line"] >= begins["line"]).all() and (found["line"] > begins["line"]).any()
        pd.testing.assert_frame_equal(found.drop(columns="line"), begins.drop(columns="line"))
    assert set(evidence.concordance(article, "India", lines=load.lines())["line"]) == {99}


def test_concordance_lines_of_other_files_leave_the_line_of_the_highlight():
    usual = evidence.concordance(QUOTES, "sanctions")
    for lines in (load.lines(), schema.empty("lines")):
        pd.testing.assert_frame_equal(evidence.concordance(QUOTES, "sanctions", lines=lines), usual)
    with pytest.raises(ValueError, match="a lines table needs a column 'start'"):
        evidence.concordance(QUOTES, "sanctions", lines=load.lines().drop(columns="start"))


def test_concordance_lines_are_those_of_each_document(tmp_path):
    for name, gap in (("a", "\n"), ("b", "\n\n\n")):
        (tmp_path / f"{name}.md").write_text(
            f"# On {name}\n{gap}“We mend.\n\n“We fish.”\n{gap}# On Us\n\n“No.”\n", "utf-8"
        )
    lines = evidence.concordance(load.corpus(tmp_path), "fish", lines=load.lines(tmp_path))
    assert lines[["document", "line"]].values.tolist() == [["a", 5], ["b", 7]]


def test_contexts_are_cut_between_words():
    text = QUOTES.assign(quote="One incomprehensible sanctions incomprehensible end")
    lines = evidence.concordance(text, "sanctions", voice="quote", width=20)
    assert kwic(lines)[0][2:] == [" incomprehensible ", "sanctions", " incomprehensible "]
    assert kwic(evidence.concordance(text, "sanctions", voice="quote", width=10))[0][2:] == [
        " ",
        "sanctions",
        " ",
    ]


def test_sorted_by_the_words_before_and_behind():
    text = QUOTES.iloc[[0]].assign(quote="b x key z. a y key m. c x key a", headline="")
    assert evidence.concordance(text, "key", by="left")["start"].tolist() == [4, 26, 15]
    assert evidence.concordance(text, "key", by="right")["start"].tolist() == [26, 15, 4]
    assert evidence.concordance(text, "key")["start"].tolist() == [4, 15, 26]


def test_the_receipts_of_mentions_add_up(article):
    mentions = countries.mentions(article)
    counts = tables.counts(mentions, of=article)
    for row in counts.head(12).itertuples():
        lines = evidence.concordance(article, counts.loc[row.Index], spans=mentions)
        assert len(lines) == row.count
        assert lines["number"].nunique() == row.highlights
        assert set(lines["voice"]) == {"quote"}
    one = mentions.iloc[3]
    assert evidence.concordance(article, one)["keyword"].tolist() == [one["surface"]]
    assert len(evidence.concordance(article, mentions)) == len(mentions)


def test_the_receipts_of_tokens_add_up(article):
    tokens = words.tokens(article)
    counts = tables.counts(tokens, by="voice", of=article)
    for row in counts.groupby("voice").head(5).itertuples():
        lines = evidence.concordance(article, counts.loc[row.Index], spans=tokens)
        assert len(lines) == row.count
        assert set(lines["voice"]) == {row.voice}
    everything = evidence.concordance(article, counts[counts["id"] == "Russia"], spans=tokens)
    assert len(everything) == counts.loc[counts["id"] == "Russia", "count"].sum()


def test_the_receipts_of_codes_are_the_cues_or_the_headline(article):
    codes = themes.codes(article)
    for code in codes.itertuples():
        lines = evidence.concordance(article, codes.loc[code.Index])
        assert len(lines)
        assert set(lines["number"]) == {code.number}
    counts = tables.counts(codes, of=article)
    asia = counts[counts["id"] == "asia"].iloc[0]
    assert (
        evidence.concordance(article, asia, spans=codes)["number"].nunique() == asia["highlights"]
    )
    corrected = codes.iloc[[0]].assign(cues="", number=5)
    assert evidence.concordance(article, corrected)["keyword"].tolist() == [
        article["headline"].iloc[4]
    ]


def test_the_receipts_of_codes_are_exactly_the_cues_of_the_coded_highlights(article):
    spans = ["document", "number", "voice", "start", "end"]
    codes, cues = themes.codes(article), themes.cues(article)
    for theme in codes["theme"].unique():
        mine = codes[codes["theme"] == theme]
        lines = evidence.concordance(article, mine, spans=cues)
        here = cues[cues["theme"] == theme].merge(
            mine[["document", "number"]], on=["document", "number"]
        )
        without = set(mine["number"]) - set(here["number"])  # a person coded them
        shown = lines[~(lines["number"].isin(without))]
        assert set(shown[spans].itertuples(index=False)) == set(here[spans].itertuples(index=False))
        assert set(lines["number"]) == set(mine["number"])
    without_code = cues.merge(codes, on=["document", "number", "theme"], how="left")["coder"].isna()
    assert without_code.any()  # so that a wrong answer would be seen
    top = tables.counts(codes, of=article).head(1)
    with pytest.raises(ValueError, match="these rows count codes and spans= has cues"):
        evidence.concordance(article, top, spans=cues)
    assert set(evidence.concordance(article, top, spans=codes)["number"]) == set(
        codes.loc[codes["theme"] == top["id"].iloc[0], "number"]
    )


def test_of_the_words_of_one_code_the_longer_hides_the_shorter_and_of_two_codes_none():
    both = {"document": "a", "number": 2, "label": "", "coder": "rule"}
    rows = [
        {**both, "theme": "x", "cues": "US allies; allies; goods"},
        {**both, "theme": "y", "cues": "allies told"},
    ]
    codes = schema.table(pd.DataFrame(rows), "codes")
    assert evidence.concordance(QUOTES, codes)["keyword"].tolist() == [
        "US allies",
        "allies told",
        "goods",
    ]
    assert evidence.concordance(QUOTES, codes.iloc[0])["keyword"].tolist() == ["US allies", "goods"]


def test_the_text_is_read_once_however_many_codes_there_are(article, monkeypatch):
    codes, calls, find = themes.codes(article), [], lexicon.find
    monkeypatch.setattr(lexicon, "find", lambda *given: calls.append(given) or find(*given))
    lines = evidence.concordance(article, codes)
    assert len(calls) == 1 and lines["number"].nunique() == len(article)
    one_by_one = pd.concat(
        [evidence.concordance(article, codes.loc[i]) for i in codes.index]
    ).drop_duplicates()
    assert len(lines) == len(one_by_one) == len(lines.merge(one_by_one))


def test_rows_of_counts_of_cues_have_their_cues(article):
    cues = themes.cues(article)
    top = tables.counts(cues, of=article).head(1)
    assert len(evidence.concordance(article, top, spans=cues)) == top["count"].iloc[0]


def test_of_two_columns_with_the_group_the_one_that_was_counted_is_taken():
    tokens = words.tokens(QUOTES).assign(first="a", second="b")
    tokens.loc[tokens["number"] == 1, "second"] = "a"
    some = tokens[~tokens["stop"]].iloc[:1]
    tokens = pd.concat([tokens, some.assign(second="b", start=0, end=1)], ignore_index=True)
    counts = tables.counts(tokens, by="second", voice="both")
    row = counts[(counts["group"] == "a") & (counts["id"] == some["token"].iloc[0])]
    kept = tokens[(tokens["second"] == "a") & (tokens["token"] == row["id"].iloc[0])]
    lines = evidence.concordance(QUOTES, row, spans=tokens)
    assert len(lines) == len(kept) == row["count"].iloc[0]


def test_a_width_below_nothing_is_refused():
    with pytest.raises(ValueError, match="width= must be a number of characters from 0, not -1"):
        evidence.concordance(QUOTES, "sanctions", width=-1)
    assert (
        evidence.concordance(QUOTES, "sanctions", width=0)[["left", "right"]].eq("").all(axis=None)
    )


def test_the_receipts_of_cues(article):
    cues = themes.cues(article)
    assert len(evidence.concordance(article, cues)) == len(
        cues.drop_duplicates(["number", "voice", "start", "end"])
    )


def test_a_part_of_a_split_gives_its_own_receipts(article):
    mentions = countries.mentions(article)
    counts = tables.counts(mentions, by="kind", of=article)
    row = counts[counts["group"] == "demonym"].iloc[0]
    lines = evidence.concordance(article, row, spans=mentions)
    assert len(lines) == row["count"]
    with pytest.raises(ValueError, match="no column of spans= or of the highlights has 'Asia'"):
        evidence.concordance(article, row.replace({"demonym": "Asia"}), spans=mentions)


@pytest.mark.parametrize(
    ("bad", "message"),
    [({"by": "lef"}, "did you mean 'left'"), ({"voice": "quotes"}, "did you mean 'quote'")],
)
def test_unknown_options(bad, message):
    with pytest.raises(ValueError, match=message):
        evidence.concordance(QUOTES, "sanctions", **bad)


def test_what_cannot_be_shown_is_said(article):
    with pytest.raises(
        TypeError, match="what= must be a text, or a row or table of a DataFrame, not int"
    ):
        evidence.concordance(QUOTES, 7)
    with pytest.raises(ValueError, match="must be rows of spans"):
        evidence.concordance(QUOTES, pd.DataFrame({"x": [1]}))
    with pytest.raises(ValueError, match="rows of counts need spans="):
        evidence.concordance(article, tables.counts(words.tokens(article)).head(1))
    with pytest.raises(ValueError, match="highlight 9 of 'a' is not among"):
        evidence.concordance(QUOTES, words.tokens(QUOTES).assign(number=9))


def test_the_empty_table_gives_the_empty_table():
    empty = schema.empty("concordance")
    pd.testing.assert_frame_equal(evidence.concordance(schema.empty("highlights"), "x"), empty)
    for table in ("mentions", "codes", "counts"):
        of = schema.empty("mentions")
        pd.testing.assert_frame_equal(
            evidence.concordance(QUOTES, schema.empty(table), spans=of), empty
        )
    assert "No line: it does not occur." in evidence.show(empty)._repr_html_()


def receipts(texts=HOSTILE, headline=""):
    table = highlights(*[(headline or text, text) for text in texts], document="<b>a</b>")
    return evidence.show(evidence.concordance(table, "sanctions", width=200))


def shown(page):
    """What a reader sees of static HTML."""
    return std.unescape(re.sub(r"<[^>]*>", "", page))


def test_the_words_are_marked():
    page = evidence.show(evidence.concordance(QUOTES, "sanctions"))._repr_html_()
    assert len(re.findall(r"<mark[^>]*>[Ss]anctions</mark>", page)) == 3
    assert "3 lines in 1 highlight" in page
    assert "1, quote, line 3" in page


def test_nothing_in_a_text_is_html_or_a_formula():
    page = receipts()._repr_html_()
    tags = set(re.findall(r"<(/?[a-zA-Z!][a-zA-Z0-9]*)", page))
    assert tags <= {f"{end}{tag}" for end in ("", "/") for tag in
                    ("div", "table", "caption", "thead", "tbody", "tr", "th", "td", "mark", "span")}  # fmt: skip
    assert not re.search(r"<[^>]*(onerror|javascript|src|href)", page)
    assert "tex2jax_ignore" in page
    assert "mathjax_ignore" in page
    assert not re.search(r"\$(?!</span>)|\\(?!</span>)", page)
    assert "\n" not in page
    for text in HOSTILE:
        assert " ".join(text.split()) in shown(page)


def test_the_bundle_and_plain_text():
    found = receipts()
    bundle = found._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert bundle["text/html"] == found._repr_html_()
    assert bundle["text/plain"].count("[sanctions]") == 2 * len(HOSTILE)


def test_long_tables_are_cut_and_say_so():
    lines = evidence.concordance(QUOTES, "sanctions")
    page = evidence.show(lines, rows=2)._repr_html_()
    assert page.count("<mark") == 2
    assert "3 lines in 1 highlight; the first 2 are shown" in page


def test_the_html_export_of_a_notebook_shows_the_text():
    output = nbformat.v4.new_output("display_data", data=receipts()._repr_mimebundle_())
    cell = nbformat.v4.new_code_cell("lines", outputs=[output])
    page, _ = HTMLExporter(template_name="lab").from_notebook_node(
        nbformat.v4.new_notebook(cells=[cell])
    )
    body = page[page.index("<mark") - 4000 :]
    assert body.count("<mark") == 2 * len(HOSTILE)
    assert "<script>document" not in body
    assert "<img src=x" not in body
    assert "&lt;script&gt;document.title" in body


@pytest.mark.parametrize("group", ["section", "speaker", "party"])
def test_concordance_of_counts_by_a_column_of_the_highlights(group):
    text = highlights("Russia and China.", "Russia.").assign(
        section=["On it", "Else"], speaker=["Ana", "Ben"], party=["Green", "Red"]
    )
    mentions = countries.mentions(text)
    counts = tables.counts(mentions.merge(text[["number", group]]), by=group, of=text)
    for row in counts.itertuples():
        lines = evidence.concordance(text, counts.loc[row.Index], spans=mentions)
        assert len(lines) == row.count


def test_concordance_of_counts_by_a_column_of_the_documents():
    text = pd.concat([highlights("Russia.", document="a"), highlights("Russia.", document="b")])
    documents = pd.DataFrame({"document": ["a", "b"], "publisher": ["Post", "Times"]})
    mentions = countries.mentions(text)
    counts = tables.counts(mentions.merge(documents), by="publisher", of=text)
    row = counts[counts["group"] == "Times"].iloc[0]
    lines = evidence.concordance(text, row, spans=mentions, documents=documents)
    assert lines["document"].tolist() == ["b"]


@pytest.mark.parametrize("wrong", ["text", [1], pd.Series([1])])
def test_a_wrong_type_is_named(wrong):
    with pytest.raises(TypeError, match="a highlights table must be a pandas DataFrame"):
        evidence.concordance(wrong, "sanctions")
    with pytest.raises(TypeError, match=r"spans= must be the table"):
        evidence.concordance(QUOTES, schema.empty("counts"), spans=wrong)
    with pytest.raises(TypeError, match="mentions= must be a DataFrame"):
        evidence.highlight(QUOTES, 1, mentions=wrong)


def test_completion_shows_the_public_names():
    assert dir(evidence) == ["concordance", "highlight", "show", "table"]


# One highlight whole


def test_highlight_marks_mentions_and_cues(article):
    mentions, cues = countries.mentions(article), themes.cues(article)
    for number in article["number"]:
        card = evidence.highlight(article, number, mentions=mentions, cues=cues)
        page = card._repr_html_()
        row = article.set_index("number").loc[number]
        for voice in schema.VOICES:
            assert " ".join(row[voice].split()) in " ".join(
                shown(page.replace("</p>", " ")).split()
            )
        for label in mentions.loc[mentions["number"] == number, "label"]:
            assert std.escape(label) in page


def test_highlight_as_text_has_brackets():
    text = highlights(
        {"headline": "On Russia", "quote": "We and Russia.\n\nRussian <b>.", "speaker": "Ana"}
    )
    card = evidence.highlight(text, 1, mentions=countries.mentions(text))
    assert repr(card) == "1. On [Russia]\n\nWe and [Russia].\n\n[Russian] <b>. — Ana"
    page = card._repr_html_()
    assert page.count("<mark") == 3 and "<b>" not in page and "</p><p>" in page


def test_highlight_that_is_not_there_or_twice():
    both = pd.concat([highlights("x", document="a"), highlights("y", document="b")])
    with pytest.raises(ValueError, match="there is no highlight 9"):
        evidence.highlight(QUOTES, 9)
    with pytest.raises(ValueError, match=r"give document= \('a', 'b'"):
        evidence.highlight(both, 1)
    assert "y" in repr(evidence.highlight(both, 1, document="b"))
    with pytest.raises(ValueError, match="mentions= needs a column 'voice'"):
        evidence.highlight(QUOTES, 1, mentions=QUOTES)
