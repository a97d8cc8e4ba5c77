"""What an article says of itself: front matter, the lines before its highlights, documents.csv, dates."""

import warnings

import pytest

from analysis import load, schema
from analysis.layout.clean import split
from analysis.load import documents_csv, front_matter, metadata
from analysis.load.article import articles as read_articles
from analysis.load.files import files

BODY = "\n\n## On The Ferry\n\n“It sails at seven.”\n\n## On The Pier\n\n“Wood is cheaper.”\n"


def front(text):
    return front_matter.front_matter(split(text)[0])


def about(tmp_path, text, name="a.md"):
    (tmp_path / name).write_text(text, "utf-8")
    return load.documents(tmp_path / name).iloc[0]


def articles(folder):
    """The articles of a folder after documents.csv, and the rows that the report gets."""
    found, _ = files(folder)
    made = [
        one
        for file in found
        for one in read_articles(file.path.read_bytes(), file.path, file.document)
    ]
    return made, metadata.overrule(made, found)


# --- dates


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Decision 2020: What They Promised", ""),
        ("Markets 2021 In Quotes", ""),
        ("The Marrakesh Declaration 2018", ""),
        ("Boston Marathon 2019", ""),
        ("Augmented Reality 2022", ""),
        ("Novel 1984", ""),
        ("May 2020", "2020-05"),
        ("MARCH 2019", "2019-03"),
        ("Sept. 5, 1999", "1999-09-05"),
        ("3rd June 2020", "2020-06-03"),
        ("2018-03-09 06:20:41-03:00", "2018-03-09"),
        ("2018-03-09T06:20:41Z", "2018-03-09"),
        ("1-800-2010-01-15-7", ""),
        ("30 February 2020", ""),
    ],
)
def test_when_takes_months_as_whole_words(text, date):
    assert metadata.when(text) == date


def test_a_title_with_a_word_like_a_month_gives_no_date(tmp_path):
    assert about(tmp_path, "# Decision 2020: What The Candidates Said" + BODY).date == ""


# --- front matter: what is read


YAML = {
    "plain": ("title: The Harbour Talks", {"title": "The Harbour Talks"}),
    "folded": ("title: >\n  The Harbour\n  Talks", {"title": "The Harbour Talks"}),
    "literal": ("title: |\n  The Harbour\n  Talks", {"title": "The Harbour Talks"}),
    "double quotes": (
        'title: "What they say: \\u201cNo\\u201d, Pier\\_9"',
        {"title": "What they say: “No”, Pier 9"},
    ),
    "escaped newline": ('title: "The Harbour\\\n  \\ Talks"', {"title": "The Harbour Talks"}),
    "single quotes": ("title: 'It''s: The Harbour\n  Talks'", {"title": "It's: The Harbour Talks"}),
    "bidi escape": ('title: "The \\u202eHarbour"', {"title": "The Harbour"}),
    "a list of authors": (
        "author:\n  - Ines Faria\n  - Faria, Rui",
        {"authors": "Ines Faria; Faria, Rui"},
    ),
    "authors in a line": (
        "author: Ines Faria, Rui Sá and Ana Reis",
        {"authors": "Ines Faria; Rui Sá; Ana Reis"},
    ),
    "authors as mappings": ("authors:\n- name: Ines Faria\n  mail: x", {"authors": "Ines Faria"}),
    "tags": ("title: T\ntags: [sea, 'two words']", {"title": "T", "section": "sea; two words"}),
    "a section before tags": ("tags: a\ncategory: Sea", {"section": "Sea"}),
    "text that looks like a date": ("date: 2024-03-02", {"date": "2024-03-02"}),
    "a moment": ("date: 2018-03-09 06:20:41-03:00", {"date": "2018-03-09"}),
    "a year": ("date: 2020", {"date": "2020"}),
    "a written date": ("published: 2 March 2024", {"date": "2024-03-02"}),
    "no date": ("title: no\ndate: soon", {"title": "no"}),
    "an address": ("source_url: https://x.example/a", {"address": "https://x.example/a"}),
    "canonical": (
        "canonical: https://x.example/a\ntitle: T",
        {"title": "T", "address": "https://x.example/a"},
    ),
    "an address within a site": ("permalink: /talks/1\ntitle: T", {"title": "T"}),
    "source as a name": ("source: The Tide", {"publisher": "The Tide"}),
    "source as an address": ("source: https://x.example/a", {"address": "https://x.example/a"}),
    "a speaker": ("speaker: Ines Faria", {"speaker": "Ines Faria"}),
    "other capitals": (
        "Title: T\nSource-URL: https://x.example/a",
        {"title": "T", "address": "https://x.example/a"},
    ),
    "unknown keys": ("layout: post\ndraft: no\ncover: {image: x.png}", {}),
    "a comment": ("# who\ntitle: T # what", {"title": "T"}),
}


@pytest.mark.parametrize(("block", "fields"), YAML.values(), ids=YAML)
def test_front_matter_in_yaml(block, fields):
    found = front(f"---\n{block}\n---\nOn nets")
    assert found.fields == fields
    assert [text for _, text in found.lines] == ["On nets"]
    assert [note.what for note in found.notes] == ["metadata"]


def test_front_matter_in_toml():
    text = '+++\ntitle = "The\\u2019Talks"\ndate = 2024-03-02T10:00:00Z\ndraft = false\ntags = ["sea", "pier"]\n'
    found = front(text + "[author]\nname = 'Ines Faria'\n+++\nOn nets")
    assert found.fields == {
        "title": "The’Talks",
        "authors": "Ines Faria",
        "date": "2024-03-02",
        "section": "sea; pier",
    }
    assert found.lines == [(9, "On nets")]


def test_front_matter_may_follow_blank_lines_and_end_with_dots():
    found = front("\n\n---\ntitle: T\n...\nOn nets")
    assert (found.fields, found.lines) == ({"title": "T"}, [(6, "On nets")])


# --- front matter: what is not


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---",
        "---\n\n“We go.”\n\n---\n",
        '---\n\nOn nets: "We check them all."\n\nOn boats: "They stay."\n\n---\n',
        "---\nThe minister said: we go there. And so on.\nThe end\nof it: is near\nnot a field\n---\n",
        "---\n- title\n- date\n---\n",
        "---\ntitle: T\n",
        "***\ntitle: T\n***\n",
        "title: T\n---\n",
        "---\ntitle: T\n" + "\n" * 400 + "---\n",
        "---\ntitle: " + "x" * 70_000 + "\n---\n",
    ],
)
def test_front_matter_is_not_text_between_rules(text):
    lines = split(text)[0]
    assert front_matter.front_matter(lines) == ({}, lines, [])


@pytest.mark.parametrize(
    ("block", "fields", "said"),
    [
        (
            "title: The Minister: A Portrait\ndate: 2024-03-02",
            "The Minister: A Portrait",
            "mapping values are not allowed",
        ),
        ("title: *Bold*\ndate: 2024-03-02", "*Bold*", "YAML"),
        ("a: &x [1]\ntitle: T\nb: *x\ndate: 2024-03-02", "T", "anchors and aliases"),
        (
            "title: T\nx: " + "[" * 50 + "]" * 50 + "\ndate: 2024-03-02",
            "T",
            "nested more than 8 deep",
        ),
        ("title: T\n\tx: y\ndate: 2024-03-02", "T", "YAML"),
        ('title: T\nx: "\\U00110000"\ndate: 2024-03-02', "T", "a character that YAML"),
        ('title: T\nx: "\\UFFFFFFFF"\ndate: 2024-03-02', "T", "a character that YAML"),
    ],
)
def test_front_matter_that_is_not_valid_is_read_line_by_line_with_a_warning(block, fields, said):
    found = front(f"\n---\n{block}\n---\nOn nets")
    assert found.fields == {"title": fields, "date": "2024-03-02"}
    warning = found.notes[-1]
    assert (warning.line, warning.what) == (2, "warning") and said in warning.detail
    assert "fields were read line by line" in warning.detail


def test_front_matter_in_toml_that_is_not_valid():
    found = front('+++\ntitle = The Talks\ndate = "2024-03-02"\n+++\n')
    assert found.fields == {"title": "The Talks", "date": "2024-03-02"}
    assert "not valid TOML" in found.notes[-1].detail


def test_front_matter_in_toml_of_endless_keys_is_not_parsed():
    found = front('+++\ntitle = "T"\ndate = 2020-05-05\n' + "a." * 30_000 + 'b = "c"\n+++\n')
    assert (
        found.fields == {"title": "T", "date": "2020-05-05"}
        and "more than 10,000 characters" in found.notes[-1].detail
    )


def test_front_matter_of_laughs_is_refused_at_once():
    block = "a: &a [x, x, x, x, x, x, x, x]\n" + "".join(
        f"{after}: &{after} [{', '.join(['*' + before] * 8)}]\n"
        for before, after in zip("abcdefgh", "bcdefghi", strict=True)
    )
    found = front(f"---\ntitle: T\n{block}---\n")
    assert found.fields == {"title": "T"} and "anchors and aliases" in found.notes[-1].detail


# --- front matter in an article


def test_an_article_with_front_matter_leaves_no_residue(tmp_path):
    text = (
        "---\ntitle: >\n  The Harbour\n  Talks\ntags:\n  - sea\n  - pier\nlayout: post\n---\n"
        + BODY
    )
    assert about(tmp_path, text).tolist()[1:7] == ["The Harbour Talks", "", "", "", "sea; pier", ""]
    report = load.report(tmp_path / "a.md")
    assert "residue" not in set(report["what"])
    assert report.loc[report["what"] == "metadata", "detail"].tolist() == [
        "front matter, lines 1 to 9: title, section"
    ]


def test_a_warning_about_front_matter_names_file_and_line(tmp_path):
    with pytest.warns(
        load.LoadWarning, match=r"a\.md, line 1: front matter is not valid YAML \(mapping values"
    ):
        (tmp_path / "a.md").write_text("---\ntitle: A: B\ndate: 2020\n---\n" + BODY, "utf-8")
        load.article(tmp_path / "a.md")


def test_front_matter_names_the_speaker_of_highlights_without_one(tmp_path):
    text = (
        "---\ntitle: T\nspeaker: Ines Faria\n---\n"
        + BODY
        + "\n## On It\n\n“Yes.” – Rui Sá, mayor\n"
    )
    (tmp_path / "a.md").write_text(text, "utf-8")
    assert load.article(tmp_path / "a.md")["speaker"].tolist() == [
        "Ines Faria",
        "Ines Faria",
        "Rui Sá, mayor",
    ]
    repairs = load.report(tmp_path / "a.md").query("what == 'repair'")
    assert repairs[["detail", "text"]].values.tolist() == [
        ["speaker from front matter, for 2 highlights that name nobody", "Ines Faria"]
    ]


# --- the lines before the first highlight


@pytest.mark.parametrize(
    ("lines", "fields"),
    [
        (
            "By Ines Faria and Rui Sá | The Tide | 5 May 2020",
            {"authors": "Ines Faria; Rui Sá", "date": "2020-05-05"},
        ),
        ("The Tide, Tuesday, 5 May 2020", {"publisher": "The Tide", "date": "2020-05-05"}),
        (
            "Source: The Tide\nDate: 2020\nTags: Sea",
            {"publisher": "The Tide", "date": "2020", "section": "Sea"},
        ),
        ("Source: https://tide.example/a", {"address": "https://tide.example/a", "publisher": ""}),
        ("Title: Another Title", {"title": "Another Title"}),
        ("Updated: 5 May 2020", {"date": "2020-05-05", "publisher": ""}),
        (
            "LISBON, May 5, 2020 (News) – Ministers met at the harbour again.",
            {"date": "2020-05-05"},
        ),
        ("They met on 5 May 2020.", {"date": ""}),
        ("Compiled from statements released Monday, May 9, 2022", {"publisher": ""}),
        ("By Ines Faria, Staff Writer", {"authors": "Ines Faria"}),
        ("by Ines Faria on March 9, 2020", {"authors": "Ines Faria", "date": "2020-03-09"}),
        ("Ines Faria and Rui Sá\n\n5 May 2020\n\nIt rained.", {"authors": "Ines Faria; Rui Sá"}),
    ],
)
def test_metadata_of_the_lines_before_the_highlights(tmp_path, lines, fields):
    row = about(tmp_path, f"# The Title\n\n{lines}" + BODY)
    assert {name: row[name] for name in fields} == fields


PROSE = """The Ferry Sails Again

{byline}

PORTO, May 5 (News) – The ferry sails again on Monday.

“We waited,” said Mayor Rui Sá at the pier, “and we sail.”
"""


@pytest.mark.parametrize(
    "byline",
    [
        "By Ines Faria, Staff Writer\n\n5 May 2020",
        "Ines Faria\n\n5 May 2020",
        "INES FARIA\n5 May 2020",
    ],
)
def test_metadata_of_a_news_story(tmp_path, byline):
    (tmp_path / "a.txt").write_text(PROSE.format(byline=byline), "utf-8")
    read = load.read(tmp_path / "a.txt")
    row = read.documents.iloc[0]
    assert (row["title"], row["date"]) == ("The Ferry Sails Again", "2020-05-05")
    assert row["authors"].title() == "Ines Faria"
    assert read.highlights[["headline", "speaker"]].to_numpy().tolist() == [["", "Rui Sá"]]


# --- documents.csv


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.md").write_text("# The Talks" + BODY, "utf-8")
    (tmp_path / "b.md").write_text(
        "# The Pact" + BODY.replace("seven", "eight") + "\n## On It\n\n“Yes.” – Rui Sá, mayor\n",
        "utf-8",
    )
    return tmp_path


def test_documents_keeps_extra_columns_as_text(folder):
    (folder / "documents.csv").write_text("document,Date,Country,party\na,2020,007,\n", "utf-8")
    made, doubts = articles(folder)
    table = metadata.documents(made)
    declared = [column.name for column in schema.columns("documents")]
    assert table.columns.tolist() == [*declared, "Country", "party"]
    assert table[["date", "Country", "party"]].values.tolist() == [
        ["2020", "007", ""],
        ["", "", ""],
    ]
    assert table["Country"].dtype == "str" and not doubts
    schema.check(table, "documents")


def test_documents_without_extra_columns_are_as_declared(folder):
    table = metadata.documents(articles(folder)[0])
    assert table.dtypes.equals(schema.empty("documents").dtypes)
    assert metadata.documents([]).equals(schema.empty("documents"))


def test_documents_csv_joins_the_extra_columns_of_several_folders(folder):
    (folder / "old").mkdir()
    (folder / "old" / "c.md").write_text("# C" + BODY.replace("seven", "nine"), "utf-8")
    (folder / "documents.csv").write_text("document,party\na,Green\n", "utf-8")
    (folder / "old" / "documents.csv").write_text("document,year\nc,1999\n", "utf-8")
    table = metadata.documents(articles(folder)[0])
    assert table[["document", "party", "year"]].values.tolist() == [
        ["a", "Green", ""],
        ["b", "", ""],
        ["c", "", "1999"],
    ]


def test_documents_csv_names_the_speaker_of_highlights_without_one(folder):
    (folder / "documents.csv").write_text("document,speaker\nb,Ines Faria\n", "utf-8")
    made, _ = articles(folder)
    speakers = [[highlight.speaker for highlight in article.highlights] for article in made]
    assert speakers == [["", ""], ["Ines Faria", "Ines Faria", "Rui Sá, mayor"]]
    (note,) = [note for note in made[1].notes if note.what == "repair"]
    assert note.detail == "speaker from documents.csv, line 2, for 2 highlights that name nobody"
    assert [note.line for note in made[1].notes] == sorted(note.line for note in made[1].notes)


def test_documents_csv_warns_of_a_column_that_is_probably_misspelled(folder):
    (folder / "documents.csv").write_text("document,titel\na,The Talks\n", "utf-8")
    made, doubts = articles(folder)
    assert metadata.documents(made)["titel"].tolist() == ["The Talks", ""]
    said = "documents.csv, line 1: column 'titel' is not a field and is kept as it is; did you mean 'title'?"
    assert doubts == [("documents.csv", 1, "warning", said, "", 0)]


def test_documents_csv_exported_before_is_taken_back(folder, tmp_path):
    from analysis import export

    (folder / "documents.csv").write_text("document,publisher,party\na,The Tide,Green\n", "utf-8")
    before = metadata.documents(articles(folder)[0])
    export.tables(folder, documents=before)
    after = metadata.documents(articles(folder)[0])
    assert after.equals(before)
    assert (folder / "documents.new.csv").exists()  # what the user wrote is kept


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("document,title,Title\na,b,c\n", "line 1: column 'title' appears twice; keep one"),
        (
            'document,title\na,"b\n',
            "line 2: not a readable CSV: a quotation mark in the row that begins here",
        ),
        ("", "expected a column 'document' .*, found nothing"),
    ],
)
def test_documents_csv_that_cannot_be_used(folder, table, said):
    (folder / "documents.csv").write_text(table, "utf-8")
    with pytest.raises(load.ArticleError, match=said):
        articles(folder)


def test_read_documents_csv_with_short_rows(folder):
    (folder / "documents.csv").write_text("document;title;party\na;The Talks\n", "utf-8")
    table = documents_csv.read(folder / "documents.csv")
    assert table.rows["a"] == (2, {"document": "a", "title": "The Talks", "party": ""})
    assert table.extra == ("party",)


def test_nothing_is_warned_of_where_all_is_well(folder):
    (folder / "documents.csv").write_text(
        "document,date,party\na,2020-05,Green\nb,2020-05-05,Red\n", "utf-8"
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert load.documents(folder)["date"].tolist() == ["2020-05", "2020-05-05"]
