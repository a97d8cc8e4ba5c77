"""`load.text`: an article that is given as a string is read as its file would be."""

import pytest

from analysis import load, schema

MARKDOWN = "On nets: “We check them all.”\n\nOn boats: “They stay.”\n"
PAGE = (
    "<html><h2>On nets</h2><p>“We check them all.”</p><h2>On boats</h2><p>“They stay.”</p></html>"
)
FRONT = "---\ntitle: The Sea\nspeaker: Ana Lima\n---\n\n## On nets\n\n“We check them all.”\n\n## On boats\n\n“They stay.”\n"


@pytest.mark.parametrize("words", [MARKDOWN, PAGE, FRONT, MARKDOWN.replace("\n", "\r\n")])
def test_text_takes_markdown_pages_and_front_matter(words):
    found = load.text(words)
    assert found[["headline", "quote"]].to_numpy().tolist() == [
        ["On nets", "We check them all."],
        ["On boats", "They stay."],
    ]
    assert found["document"].tolist() == ["text", "text"]
    assert found["number"].tolist() == [1, 2]
    schema.check(found, "highlights")


def test_text_is_what_article_reads_from_a_file(tmp_path):
    path = tmp_path / "sea.md"
    path.write_text(FRONT, "utf-8")
    assert load.text(FRONT, document="sea").equals(load.article(path))
    assert load.text(load.BUNDLED.read_text("utf-8"), document=load.BUNDLED.stem).equals(
        load.article()
    )


def test_text_takes_the_speaker_of_front_matter():
    assert load.text(FRONT)["speaker"].tolist() == ["Ana Lima", "Ana Lima"]


@pytest.mark.parametrize("words", ["", " \n\t\n", "\ufeff\n"])
def test_text_without_words_is_refused(words):
    with pytest.raises(
        load.ArticleError, match=r"^text: expected an article, found an empty or blank file"
    ):
        load.text(words)


def test_text_without_quotations_is_refused_under_its_name():
    with pytest.raises(
        load.ArticleError, match=r"^letter: expected quotations under headlines or with a speaker"
    ):
        load.text("Thank you for your letter.", document="letter")


@pytest.mark.parametrize("words", [None, b"On it", 7, ["On it"]])
def test_text_takes_strings_only(words):
    with pytest.raises(TypeError, match="takes the words of an article as a string, not"):
        load.text(words)


def test_text_warns_at_the_callers_line():
    with pytest.warns(load.LoadWarning, match="unclosed quotation mark") as caught:
        load.text("On nets:\n\n“We check them all.\n\nOn boats:\n\n“They stay.”\n")
    assert caught[0].filename == __file__


def test_text_removes_lone_surrogates_as_from_a_file():
    assert load.text("On it\n\n“We \ud800went.”\n")["quote"].tolist() == ["We went."]


# --- the sentence that says how an article was read


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            MARKDOWN,
            "Headlines: 2 labels before a quotation; quotes: the words in quotation marks after them.",
        ),
        (
            FRONT.replace("speaker: Ana Lima\n", ""),
            "Headlines: 2 level-2 headings; quotes: the paragraphs in quotation marks below them.",
        ),
        (
            "“We waited long enough, and now we sail,” said Ana Lima at the pier.\n",
            "Ordinary prose: each attributed quotation is a highlight; its speaker is the one whom the narration names.",
        ),
    ],
)
def test_summary_begins_with_how_the_article_was_read(tmp_path, words, sentence):
    path = tmp_path / "sea.md"
    path.write_text(words, "utf-8")
    report = load.report(path)
    assert report.loc[report["what"] == "reading", "detail"].tolist() == [sentence]
    assert load.summary(report).startswith(f"{sentence} {len(load.article(path))} highlight")


def test_summary_of_several_documents_has_no_sentence_for_one(tmp_path):
    (tmp_path / "a.md").write_text(MARKDOWN, "utf-8")
    (tmp_path / "b.md").write_text(MARKDOWN.replace("nets", "ropes"), "utf-8")
    assert load.summary(load.report(tmp_path)).startswith(
        "4 highlights, 12 words in quotes, from 2 documents;"
    )


# --- a speaker in documents.csv


def test_read_documents_csv_fills_the_speakers_that_are_not_named(tmp_path):
    (tmp_path / "a.md").write_text(
        "## On nets\n\n“We check.”\n\n## On boats\n\n“They stay.” — Rui Sá\n", "utf-8"
    )
    (tmp_path / "documents.csv").write_text("document,speaker,seat\na,Ana Lima,north\n", "utf-8")
    reading = load.read(tmp_path)
    assert reading.highlights["speaker"].tolist() == ["Ana Lima", "Rui Sá"]
    assert reading.documents.loc[0, ["speaker", "seat"]].tolist() == ["Ana Lima", "north"]
    said = reading.report["detail"].str.startswith(
        "speaker from documents.csv, line 2, for 1 highlight that names nobody"
    )
    assert reading.report.loc[said, "text"].tolist() == ["Ana Lima"]
