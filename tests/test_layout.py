"""Kinds of articles: what is a section, a headline, a speaker, a note or a caption. Every text is invented."""

import warnings

import pytest

from analysis import load

COLUMNS = ["section", "headline", "quote", "speaker"]


@pytest.fixture(autouse=True)
def strict():
    """None of these articles leaves a doubt."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", load.LoadWarning)
        yield


def rows(text, *columns):
    return load.text(text)[list(columns) or COLUMNS].to_numpy().tolist()


# --- sections


def test_text_sections_over_speakers():
    text = "# Voices\n\n## The Ferry\n\n**Ana Lima:** “It sails.”\n\n**Rui Sá:** “It is full.”\n\n"
    text += "## The Pier\n\n**Ana Lima:** “It stays.”\n\n**Ines Faria:** “It rots.”\n"
    found = rows(text, "section", "headline", "quote", "speaker")
    assert found == [
        ["The Ferry", "", "It sails.", "Ana Lima"],
        ["The Ferry", "", "It is full.", "Rui Sá"],
        ["The Pier", "", "It stays.", "Ana Lima"],
        ["The Pier", "", "It rots.", "Ines Faria"],
    ]


def test_text_underlined_sections_over_labels_with_source_notes():
    text = """# Voices From The Harbour

<u>Officials:</u>

**Sen. Ana Lima (D-OR): **“It sails.” [Statement, 2/4/21]

**Rep. Rui Sá: **“It is full.” [Tweet, 2/5/21]

<u>Owners:</u>

**Tide Group CEO Ines Faria: **“It rots.” [Page 33]

**Bo Ek, owner of the Gull: **“We pay.” [Statement, 2/6/21]
"""
    assert rows(text) == [
        ["Officials", "", "It sails.", "Sen. Ana Lima (D-OR)"],
        ["Officials", "", "It is full.", "Rep. Rui Sá"],
        ["Owners", "", "It rots.", "Tide Group CEO Ines Faria"],
        ["Owners", "", "We pay.", "Bo Ek, owner of the Gull"],
    ]


def test_text_sections_over_topics():
    text = "# T\n\n## The Ferry\n\nOn fares: “They stay.”\n\nOn crews: “Two of them.”\n\n"
    text += "## The Pier\n\nOn wood: “It rots.”\n\nOn stone: “It lasts.”\n"
    assert rows(text) == [
        ["The Ferry", "On fares", "They stay.", ""],
        ["The Ferry", "On crews", "Two of them.", ""],
        ["The Pier", "On wood", "It rots.", ""],
        ["The Pier", "On stone", "It lasts.", ""],
    ]


def test_text_a_section_without_quotes_is_no_highlight():
    text = "# T\n\n## Background\n\nThe ferry is old, and the pier is older.\n\n"
    text += "## On the ferry\n\n“It sails.”\n\n## On the pier\n\n“It rots.”\n"
    assert rows(text) == [
        ["", "On the ferry", "It sails.", ""],
        ["", "On the pier", "It rots.", ""],
    ]


def test_text_sections_and_headlines_of_two_levels():
    text = "# T\n\n## Sea\n\n### Fares stay\n\n“They do.”\n\n### Crews grow\n\n“By two.”\n\n## Land\n\n### Wood rots\n\n“Fast.”\n"
    assert rows(text, "section", "headline") == [
        ["Sea", "Fares stay"],
        ["Sea", "Crews grow"],
        ["Land", "Wood rots"],
    ]


# --- the label before a quotation is a speaker


@pytest.mark.parametrize(
    "label",
    [
        "**{}:** ",
        "**{}: **",
        "**{} :** ",
        "**{}**: ",
        "*{}:* ",
        "{}: ",
        "{} said: ",
        "[{}](https://tide.example/a): ",
        "**[{}](https://tide.example/a):** ",
        "- **{}:** ",
        "### {}\n\n",
        "**{}**\n\n",
    ],
)
def test_text_labels_that_are_speakers(label):
    names = ["Sen. Ana Lima", "Rui Sá, mayor", "Ines Faria", "Bo Ek"]
    text = "# Voices\n\n" + "\n\n".join(
        f"{label.format(name)}“It is {n} o’clock.”" for n, name in enumerate(names, 7)
    )
    wanted = [["", "", f"It is {n} o’clock.", name] for n, name in enumerate(names, 7)]
    assert rows(text) == wanted


@pytest.mark.parametrize("label", ["**{}:** ", "{}: ", "### {}\n\n"])
@pytest.mark.parametrize(
    "topics",
    [
        ["Major Problems Ahead", "The General Debate", "Why We Wait"],
        ["On money", "On the minister", "On Ana Lima"],
        ["2019", "2020", "2021"],
        ["Chief Concerns", "Fellow Travellers", "Prime Numbers"],
    ],
)
def test_text_labels_that_are_topics(label, topics):
    text = "# T\n\n" + "\n\n".join(
        f"{label.format(topic)}“It is {n} o’clock.”" for n, topic in enumerate(topics, 7)
    )
    assert rows(text) == [
        ["", topic, f"It is {n} o’clock.", ""] for n, topic in enumerate(topics, 7)
    ]


def test_text_offices_and_bodies_are_speakers():
    text = "# T\n\n**The Harbour Board:** “It rots.”\n\n**Foreign Ministry:** “It stays.”\n\n**Minister Ana Lima:** “We pay.”\n"
    assert rows(text, "headline", "speaker") == [
        ["", "The Harbour Board"],
        ["", "Foreign Ministry"],
        ["", "Minister Ana Lima"],
    ]


# --- lists of quotes


@pytest.mark.parametrize(
    "announced", ["## Key quotes", "**Key quotes:**", "Here are the top quotes from the interview:"]
)
@pytest.mark.parametrize("bullet", ["", "- ", "1. "])
def test_text_key_quotes_are_highlights_without_a_headline(announced, bullet):
    quotes = ["It sails at seven.", "It is full.", "It stays, whatever the storm does."]
    text = f"# The Ferry\n\nThe town met on Monday.\n\n{announced}\n\n" + "\n\n".join(
        f"{bullet}“{q}”" for q in quotes
    )
    assert rows(text) == [["", "", quote, ""] for quote in quotes]


@pytest.mark.filterwarnings("default::analysis.load.LoadWarning")
def test_text_an_about_box_after_a_list_of_quotes_is_left_out():
    text = """# The Ferry

Top quotes from the interview:

“It sails at seven.”

“It is full.”

About Ana Lima

Ana Lima is the minister. She wrote “The Ferry Book” and “The Pier Book” and lives in the town.

“She is the sea itself,” said her brother.
"""
    assert rows(text) == [["", "", "It sails at seven.", ""], ["", "", "It is full.", ""]]


def test_text_about_the_author_is_no_headline():
    text = "# T\n\n## On the ferry\n\n“It sails.”\n\n## On the pier\n\n“It rots.”\n\n## About the author\n\n"
    text += "Ana Lima wrote “The Ferry Book”.\n"
    assert rows(text) == [
        ["", "On the ferry", "It sails.", ""],
        ["", "On the pier", "It rots.", ""],
    ]


# --- what comes after a quotation


@pytest.mark.parametrize(
    "note",
    [
        "[Tweet, 2/4/21]",
        "[Page 33]",
        "(Statement, March 3, 2021)",
        "[[Interview, 5/6/21](https://tide.example/a)]",
        "[source](https://tide.example/a)",
        "https://tide.example/a",
    ],
)
def test_text_source_notes_are_neither_quote_nor_speaker(note):
    labels = f"# T\n\n**Ana Lima:** “It sails.” {note}\n\n**Rui Sá:** “It is full.” {note}\n\n**Bo Ek:** “We pay.” {note}\n"
    assert rows(labels) == [
        ["", "", "It sails.", "Ana Lima"],
        ["", "", "It is full.", "Rui Sá"],
        ["", "", "We pay.", "Bo Ek"],
    ]
    heads = f"# T\n\n## On the ferry\n\n“It sails.” {note}\n\n## On the pier\n\n“It rots.” {note}\n"
    assert rows(heads) == [
        ["", "On the ferry", "It sails.", ""],
        ["", "On the pier", "It rots.", ""],
    ]


@pytest.mark.parametrize(
    "each",
    [
        "“{}”\n\n{}",
        "“{}”\n\n— {}",
        "“{}”\n— {}",
        "“{}” — {}",
        "“{}” – {}",
        "“{}” -- {}",
        "> “{}”\n>\n> — {}",
        "> {}\n>\n> — {}",
        "- “{}” – {}",
    ],
)
def test_text_names_below_or_after_quotes_are_speakers(each):
    told = {
        "It sails at seven.": "Ana Lima, minister",
        "It is full.": "Rui Sá, mayor",
        "It rots.": "Ines Faria",
    }
    text = (
        "# Voices\n\n"
        + "\n\n".join(each.format(quote, name) for quote, name in told.items())
        + "\n"
    )
    assert rows(text) == [["", "", quote, name] for quote, name in told.items()]


@pytest.mark.filterwarnings("default::analysis.load.LoadWarning")
@pytest.mark.parametrize("marks", ["”“", "““", "””", '"”', '“"'])
@pytest.mark.parametrize("head", ["## {}\n\n", "{}: ", "**{}:** "])
def test_text_marks_turned_the_wrong_way(marks, head):
    told = {"On the ferry": "It sails at seven.", "On the pier": "It rots, and we know it."}
    text = (
        "# T\n\n"
        + "\n\n".join(f"{head.format(h)}{marks[0]}{q}{marks[1]}" for h, q in told.items())
        + "\n"
    )
    assert rows(text, "headline", "quote") == [
        [headline, quote] for headline, quote in told.items()
    ]


# --- topics over speakers


@pytest.mark.parametrize("topic", ["## {}", "**{}**"])
@pytest.mark.parametrize("label", ["{}: ", "**{}:** ", "{} said: "])
def test_text_a_debate_has_its_topic_as_headline(topic, label):
    said = [("Ferries", "Lima", "They sail."), ("Ferries", "Berg", "They sink.")]
    said += [("Piers", "Berg", "They rot."), ("Piers", "Lima", "They stay.")]
    text, last = "# The Debate\n\n", ""
    for head, who, words in said:
        text += f"{topic.format(head)}\n\n" if head != last else ""
        text += f"{label.format(who)}“{words}”\n\n"
        last = head
    assert rows(text) == [["", head, words, who] for head, who, words in said]


def test_text_quotes_of_several_speakers_share_their_headline():
    text = "# T\n\n## Who pays?\n\n“The town does.” – Ana Lima\n\n“And so do we.” – Rui Sá\n\n## Who sails?\n\n“I do.” – Ana Lima\n"
    assert rows(text) == [
        ["", "Who pays?", "The town does.", "Ana Lima"],
        ["", "Who pays?", "And so do we.", "Rui Sá"],
        ["", "Who sails?", "I do.", "Ana Lima"],
    ]


# --- callouts, captions


def test_text_obsidian_callouts():
    text = "# T\n\n> [!quote] On the ferry\n> It sails at seven.\n\n> [!quote]+ On the pier\n> “It rots.”\n"
    assert rows(text) == [
        ["", "On the ferry", "It sails at seven.", ""],
        ["", "On the pier", "It rots.", ""],
    ]
    text = "# T\n\n> [!quote] Ana Lima\n> “It sails at seven.”\n\n> [!quote] Rui Sá\n> “It rots.”\n"
    assert rows(text) == [
        ["", "", "It sails at seven.", "Ana Lima"],
        ["", "", "It rots.", "Rui Sá"],
    ]
    text = "# T\n\n> [!quote]\n> It sails at seven.\n> — Ana Lima\n\n> [!quote]\n> It rots.\n> — Rui Sá\n"
    assert rows(text) == [
        ["", "", "It sails at seven.", "Ana Lima"],
        ["", "", "It rots.", "Rui Sá"],
    ]


@pytest.mark.parametrize(
    "caption",
    [
        "The “Gull” in a storm. (Photo by Bo Ek/Tide Pictures)",
        "The ferry “Gull” at the pier. Photo: Bo Ek / Tide Pictures",
        "![The ferry “Gull” at the pier](gull.jpg)",
        "*The “Gull” at the pier. Credit: Bo Ek*",
    ],
)
@pytest.mark.parametrize("before", [True, False], ids=["before the first highlight", "inside one"])
def test_text_captions_are_left_out(caption, before):
    top = f"# T\n\n{caption}\n\n" if before else "# T\n\n"
    inside = "" if before else f"\n\n{caption}"
    text = f"{top}## On the ferry\n\n“It sails at seven.”\n\n## On the pier\n\n“It rots.”{inside}\n\n“And it stays.”\n"
    assert rows(text) == [
        ["", "On the ferry", "It sails at seven.", ""],
        ["", "On the pier", "It rots.\n\nAnd it stays.", ""],
    ]


def test_text_a_figcaption_is_left_out():
    figure = (
        "<figure><img src=a.jpg><figcaption>The “Gull” at the pier, by Bo Ek</figcaption></figure>"
    )
    page = f"<html><h1>T</h1>{figure}<h2>On the ferry</h2><p>“It sails.”</p>{figure}<p>“It is full.”</p>"
    page += "<h2>On the pier</h2><p>“It rots.”</p></html>"
    assert rows(page) == [
        ["", "On the ferry", "It sails.\n\nIt is full.", ""],
        ["", "On the pier", "It rots.", ""],
    ]


# --- ordinary prose


def test_text_prose_names_speakers_from_the_narration():
    text = """# The Ferry Sails Again

The ferry sails again on Monday, after a year in the dock.

“We waited long enough,” said Ana Lima, the minister, at the pier. “Now we sail.”

Rui Sá, the mayor, said the town would pay “half of it, and not a cent more”.

## What comes next

“It will be full,” he added.

The old boat is called “Gull”.
"""
    found = load.text(text)
    assert found[COLUMNS].to_numpy().tolist() == [
        ["", "", "We waited long enough. Now we sail.", "Ana Lima"],
        ["", "", "half of it, and not a cent more", "Rui Sá"],
        ["What comes next", "", "It will be full,", "Rui Sá"],
    ]
    assert found["narration"].tolist() == [
        "“…” said Ana Lima, the minister, at the pier.",
        "Rui Sá, the mayor, said the town would pay “…”.",
        "“…” he added.",
    ]


def test_text_prose_with_the_marks_of_old_wire_copy():
    text = "The Long Talk\n\n``I can't,'' Mr. Hall said. ``I won't.''\n\nNobody came.\n"
    assert rows(text) == [["", "", "I can't. I won't.", "Mr. Hall"]]


def test_report_guesses_name_the_words_they_rest_on(tmp_path):
    path = tmp_path / "ferry.md"
    path.write_text(
        "“We waited long enough, and now we sail,” said Ana Lima at the pier.\n", "utf-8"
    )
    report = load.report(path)
    guesses = report[report["what"] == "guess"]
    assert guesses[["line", "detail"]].to_numpy().tolist() == [
        [1, "speaker 'Ana Lima', from the words: said Ana Lima"]
    ]


# --- kinds of pages of today


def test_text_a_live_blog_has_its_entries_as_sections():
    text = """# Storm Ada: Live Updates

**Key points**

- Schools close in four towns
- Ferries stop at noon

### 18:40 — Minister: “Stay at home”

Minister Ana Lima has asked people to stay in. “Nothing that you can buy is worth it,” she told reporters.

### 17:55 — Ferry company defends its timetable

“We stopped in time,” said Blue Line spokesman Ole Tvedt. “Not an hour late.”
"""
    assert rows(text) == [
        [
            "18:40 — Minister: “Stay at home”",
            "",
            "Nothing that you can buy is worth it,",
            "Ana Lima",
        ],
        [
            "17:55 — Ferry company defends its timetable",
            "",
            "We stopped in time. Not an hour late.",
            "Ole Tvedt",
        ],
    ]


@pytest.mark.parametrize("time", ["**10:15am** ", "**10.15 GMT** – ", "**10:15:** "])
def test_text_a_time_before_an_entry_is_no_label(time):
    text = f"# The Trial\n\n{time}Rui Sá is sworn in. His lawyer, Ana Lima, begins: “Did you sign?”\n\n"
    text += f"{time}“I signed what I was given,” Sá says.\n"
    assert rows(text, "headline", "quote", "speaker") == [
        ["", "Did you sign?", "Ana Lima"],
        ["", "I signed what I was given,", "Rui Sá"],
    ]


def test_text_block_quotes_in_a_news_story_are_read():
    text = """# The Bridge

The bridge stays closed, the town said on Thursday.

> I would rather be late than sorry.

— Ana Lima, Mayor

“My customers drive twelve miles,” said Rosa Lindt, who runs a bakery.

Engineers say the cracks are “not cosmetic at all”.
"""
    assert rows(text, "quote", "speaker") == [
        ["I would rather be late than sorry.", "Ana Lima"],
        ["My customers drive twelve miles,", "Rosa Lindt"],
        ["not cosmetic at all", "Engineers"],
    ]


def test_text_numbered_quotations_are_a_list_under_the_title():
    text = "# Things Chancellor Weber Said\n\n**1. “Europe must speak.”**\n\nHe has said so before.\n\n"
    text += "**2. “We were wrong about the pipe.”**\n\nThe room applauded.\n"
    assert rows(text, "headline", "quote") == [
        ["", "Europe must speak."],
        ["", "We were wrong about the pipe."],
    ]


def test_text_another_speaker_under_a_headline_begins_a_highlight():
    text = "THE DEBATE ON WEDNESDAY NIGHT\n\nHOUSING\n\n“You had eight years, Ana,” said Rui Sá, a councilman.\n\n"
    text += "Lima shot back: “Nine. And you voted against them.”\n\nPOLICE\n\n“That is a slogan,” Sá said.\n"
    assert rows(text, "headline", "quote", "speaker") == [
        ["HOUSING", "You had eight years, Ana,", "Rui Sá"],
        ["HOUSING", "Nine. And you voted against them.", "Lima"],
        ["POLICE", "That is a slogan,", "Sá"],
    ]


@pytest.mark.parametrize(("open_", "close"), ["‘’", "''"])
def test_text_a_story_in_single_marks_is_read_as_in_double_ones(open_, close):
    text = """# Dockers Walk Out

“We found out from a poster,” said Ana Lima, who’s worked at the dockers’ port for years. “It was wet.”

Rui Sá, the director, said the rota was “fair and legal”, and that nobody’s pay would fall.
"""
    single = text.replace("“", open_).replace("”", close)
    assert rows(single) == [
        ["", "", "We found out from a poster. It was wet.", "Ana Lima"],
        ["", "", "fair and legal", "Rui Sá"],
    ]


SUBTITLE = "*New wall will protect 6,000 homes; construction begins in June*"


def test_text_a_subtitle_is_neither_section_nor_headline():
    prose = "“We stop watching,” said Ana Lima, the mayor.\n\n“We listened,” said Rui Sá, an engineer.\n"
    listed = (
        "Welcome.\n\n- “We stop watching.” — Ana Lima, mayor\n- “We listened.” — engineer Rui Sá\n"
    )
    for article in (prose, listed):
        found = rows(f"# Norwick Builds a Wall\n\n{SUBTITLE}\n\n{article}", "section", "headline")
        assert found == [["", ""], ["", ""]]


def test_text_a_name_after_a_dash_may_follow_an_occupation():
    text = (
        "# Quotes of the week\n\n- “The ice does not wait.” — glaciologist Ana Lima, on the radio\n"
    )
    text += "- “We came for the fish.” — a visitor from Leeds\n"
    assert rows(text, "quote", "speaker") == [
        ["The ice does not wait.", "glaciologist Ana Lima, on the radio"],
        ["We came for the fish.", "a visitor from Leeds"],
    ]


INTERVIEW = """# Five Questions on Whales

{lead}

**How do you count them?**

“You wait for the breath.”

**What keeps you going?**

{answer}
"""


@pytest.mark.parametrize("answer", ["“Coffee.”", "“Coffee,” she says.", "“Coffee,” Lima says."])
def test_text_who_answers_questions_is_one_speaker(answer):
    lead = "The biologist Ana Lima has counted whales off Tarifa for eleven years."
    text = INTERVIEW.format(lead=lead, answer=answer)
    assert rows(text, "speaker") == [["Ana Lima"], ["Ana Lima"]]


def test_text_who_answers_questions_is_nobody_else():
    lead = "The biologist Ana Lima has counted whales off Tarifa for eleven years."
    text = INTERVIEW.format(lead=lead, answer="“Coffee,” said Rui Sá.")
    assert rows(text, "speaker") == [[""], ["Rui Sá"]]
