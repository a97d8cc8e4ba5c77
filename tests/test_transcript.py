"""Transcripts and interviews without quotation marks: refused with how to read them, and read when asked to."""

import re

import pytest

from analysis import load

NAMES = """Press Conference At The Harbour

INES FARIA: The ferry sails again on Monday. We have two crews.

RUI SÁ: And the fare?

INES FARIA: It stays as it is.

It will stay so until May.

RUI SÁ: Thank you. And the pier?

INES FARIA: Wood is on its way.
"""
LETTERS = """The Ferry, In Five Answers

Q: When does the ferry sail?

A: At seven. It is full.

Q: Who pays for it?

A: The town pays half.

We pay the rest.
"""
INTERVIEW = """The Tide: When does the ferry sail?

Ines Faria: At seven. They call it “the old one” and laugh.

The Tide: Do they? And who pays for it?

Ines Faria: The town pays half.
"""
BOLD = re.sub(r"^(The Tide:|Ines Faria:)", r"**\1**", INTERVIEW, flags=re.M)
COLUMNS = ["headline", "quote", "speaker", "line"]


def rows(text):
    return load.text(text, transcript=True)[COLUMNS].to_numpy().tolist()


def test_text_transcript_of_names():
    assert rows(NAMES) == [
        ["", "The ferry sails again on Monday. We have two crews.", "INES FARIA", 3],
        ["And the fare?", "It stays as it is.\n\nIt will stay so until May.", "INES FARIA", 5],
        ["Thank you. And the pier?", "Wood is on its way.", "INES FARIA", 11],
    ]


@pytest.mark.parametrize("dots", [False, True], ids=["Q: A:", "Q. A."])
def test_text_transcript_of_questions_and_answers(dots):
    text = re.sub(r"^([QA]):", r"\1.", LETTERS, flags=re.M) if dots else LETTERS
    assert [row[:2] for row in rows(text)] == [
        ["When does the ferry sail?", "At seven. It is full."],
        ["Who pays for it?", "The town pays half.\n\nWe pay the rest."],
    ]


@pytest.mark.parametrize("text", [INTERVIEW, BOLD], ids=["plain", "bold"])
def test_text_transcript_whose_interviewer_is_known_by_question_marks(text):
    assert rows(text) == [
        [
            "When does the ferry sail?",
            "At seven. They call it “the old one” and laugh.",
            "Ines Faria",
            1,
        ],
        ["Do they? And who pays for it?", "The town pays half.", "Ines Faria", 5],
    ]


def test_text_transcript_initials_are_the_name_of_another_label():
    text = "**Rui Sá: When does the ferry sail?**\n\n**Ines Faria:** At seven.\n\n"
    text += "**RS: Who pays?**\n\n**IF:** The town.\n\n*Thanks for reading! Subscribe for free.*\n"
    assert [row[:3] for row in rows(text)] == [
        ["When does the ferry sail?", "At seven.", "Ines Faria"],
        ["Who pays?", "The town.", "Ines Faria"],
    ]


@pytest.mark.parametrize("title", ["# Seven Questions", "**Transcript: Seven Questions**"])
@pytest.mark.parametrize("text", [INTERVIEW, NAMES.partition("\n\n")[2]], ids=["plain", "names"])
def test_documents_of_a_transcript_have_its_title(tmp_path, title, text):
    (tmp_path / "a.md").write_text(f"{title}\n\n{text}", "utf-8")
    found = load.documents(tmp_path / "a.md", transcript=True)
    assert found["title"].tolist() == [title.strip("#* ")]


def test_article_transcript_in_which_somebody_is_quoted_is_refused_too():
    text = (
        "**Ana Dahl (miner):** It began with gloves.\n\n**Liv Moe (steward):** We were angry.\n\n"
    )
    text += "**Dahl:** My wife said: “Take the sandwich, you will be there all night.”\n\n"
    text += "**Moe:** He brought us coffee. We drank it.\n"
    with pytest.raises(load.ArticleError, match="transcript=True"):
        load.text(text)
    speakers = load.text(text, transcript=True)["speaker"].tolist()
    assert speakers == ["Ana Dahl (miner)", "Liv Moe (steward)", "Dahl", "Moe"]


@pytest.mark.parametrize("stamp", ["[00:01:12] ", "00:12 ", "(1:02) "])
def test_text_transcript_with_the_time_of_each_turn(stamp):
    text = "\n\n".join(stamp + turn for turn in INTERVIEW.strip().split("\n\n"))
    assert [row[:3] for row in rows(text)] == [row[:3] for row in rows(INTERVIEW)]


def test_text_transcript_of_a_parliament():
    text = """Extract: Harbour Bill, second reading, 14 May 2019

The Minister for Transport (Mr Rui Sá): I beg to move the Bill.

Ms Ana Lima (Leeds East) (Ind): Will the Minister give way?

Mr Sá: I will.

Ms Lima: Has he read the figures?

Mr Sá: Twice.
"""
    assert [row[:3] for row in rows(text)] == [
        ["", "I beg to move the Bill.", "The Minister for Transport (Mr Rui Sá)"],
        ["Will the Minister give way?", "I will.", "Mr Sá"],
        ["Has he read the figures?", "Twice.", "Mr Sá"],
    ]


def test_text_transcript_joins_two_questions_in_a_row():
    found = rows(
        "Question: When?\n\nQuestion: And where?\n\nMs. Faria: At seven.\n\nQuestion: Who?\n\nMs. Faria: We all.\n"
    )
    assert found == [
        ["When? And where?", "At seven.", "Ms. Faria", 1],
        ["Who?", "We all.", "Ms. Faria", 7],
    ]


def test_text_transcript_of_speakers_who_ask_nothing():
    found = rows("LIMA: They sail.\n\nBERG: They sink.\n\nLIMA: They do not.\n\nBERG: They will.\n")
    assert [row[:3] for row in found] == [
        ["", "They sail.", "LIMA"],
        ["", "They sink.", "BERG"],
        ["", "They do not.", "LIMA"],
        ["", "They will.", "BERG"],
    ]


def test_text_transcript_without_labels_is_refused():
    with pytest.raises(
        load.ArticleError, match="expected quotations under headlines or with a speaker"
    ):
        load.text("The ferry sails at seven.\n\nIt is full.\n", transcript=True)


@pytest.mark.parametrize("text", [NAMES, LETTERS, BOLD.replace("“the old one”", "the old one")])
def test_article_transcript_is_refused_with_how_to_read_it(tmp_path, text):
    path = tmp_path / "talk.md"
    path.write_text(text, "utf-8")
    with pytest.raises(load.ArticleError) as caught:
        load.article(path)
    message = str(caught.value)
    assert "found a transcript: names before what they say, without quotation marks" in message
    assert "Read it with transcript=True: load.article('talk.md', transcript=True)" in message
    assert len(load.article(path, transcript=True)) > 1


def test_every_reading_function_takes_transcript(tmp_path):
    path = tmp_path / "talk.md"
    path.write_text(NAMES, "utf-8")
    reading = load.read(path, transcript=True)
    assert load.article(path, transcript=True).equals(reading.highlights)
    assert load.corpus(tmp_path, transcript=True).equals(reading.highlights)
    assert load.documents(path, transcript=True).highlights.tolist() == [3]
    assert load.report(path, transcript=True).equals(reading.report)
    assert load.summary(reading.report).startswith(
        "A transcript: 3 turns, the label before each is its speaker; 2 have the question before them as headline. "
    )


def test_lines_of_a_transcript_lead_back_to_its_words(tmp_path):
    path = tmp_path / "talk.md"
    path.write_text(NAMES, "utf-8")
    found = load.lines(path, transcript=True)
    assert found[["number", "voice", "start", "line"]].to_numpy().tolist() == [
        [1, "quote", 0, 3],
        [2, "headline", 0, 5],
        [2, "quote", 0, 7],
        [2, "quote", 20, 9],
        [3, "headline", 0, 11],
        [3, "quote", 0, 13],
    ]


def test_text_with_names_in_quotation_marks_is_no_transcript():
    found = load.text(
        "Ines Faria: “It sails.”\n\nRui Sá: “It sinks.”\n\nInes Faria: “It stays.”\n\nRui Sá: “No.”\n"
    )
    assert found["speaker"].tolist() == ["Ines Faria", "Rui Sá"] * 2
    assert set(found["headline"]) == {""}
