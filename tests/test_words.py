import math
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import load, schema, words
from analysis.words.folding import Form, singulars
from analysis.words.folding import words as folded
from analysis.words.repeated import repeated
from tests.make import highlights

CASES = pd.read_csv(Path(__file__).parent / "cases" / "words.csv", dtype=str, keep_default_na=False)


def counted(table, voice="quote"):
    return list(table.loc[(table["voice"] == voice) & ~table["stop"], "token"])


@pytest.fixture(scope="module")
def article():
    return load.article()


@pytest.fixture(scope="module")
def article_tokens(article):
    return words.tokens(article)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(case.text, case.expected, id=case.note or case.text[:30],
                     marks=[pytest.mark.xfail(strict=True)] if case.fails else [])
        for case in CASES.itertuples()
    ],
)  # fmt: skip
def test_cases(text, expected):
    assert counted(words.tokens(highlights(text))) == [
        token for token in expected.split("|") if token
    ]


# Counted by hand in the text of the quotes.
@pytest.mark.parametrize(
    ("token", "count"),
    [("US", 12), ("United States", 8), ("Russia", 9), ("Russian Federation", 3), ("Russian", 7), ("Chinese", 4),
     ("human rights", 4), ("Nagorno-Karabakh", 1), ("UN", 4), ("EU", 5), ("UK", 2), ("state", 11), ("people", 10),
     ("world", 3), ("new", 3), ("Cyprus", 4), ("Minsk agreements", 1), ("us", 0), ("news", 0), ("s", 0)],
)  # fmt: skip
def test_the_article_counted_by_hand(article_tokens, token, count):
    assert counted(article_tokens).count(token) == count


def test_every_span_is_its_surface_and_none_overlap(article, article_tokens):
    text = {(r.number, v): getattr(r, v) for r in article.itertuples() for v in schema.VOICES}
    end = {}
    for t in article_tokens.itertuples():
        assert text[t.number, t.voice][t.start : t.end] == t.surface
        assert end.get((t.number, t.voice), 0) <= t.start < t.end
        end[t.number, t.voice] = t.end


def test_tokens_are_forms_that_occur(article):
    vocabulary = words.vocabulary(article)
    stop = {word.removeprefix("=") for word in words.stopwords()}
    assert set(vocabulary["token"]) - stop <= set(vocabulary["form"])
    assert schema.check(vocabulary, "vocabulary")["count"].sum() == len(
        words.tokens(article, vocabulary=vocabulary)
    )


def test_tokens_are_read_row_by_row(article, article_tokens):
    vocabulary = words.vocabulary(article)
    parts = [words.tokens(article.iloc[[i]], vocabulary=vocabulary) for i in range(len(article))]
    pd.testing.assert_frame_equal(pd.concat(parts, ignore_index=True), article_tokens)


@pytest.mark.parametrize("characters", [1, 3_000])
def test_the_size_of_the_window_changes_nothing(article, article_tokens, monkeypatch, characters):
    vocabulary = words.vocabulary(article)
    monkeypatch.setattr("analysis.words.spans._WINDOW", characters)
    pd.testing.assert_frame_equal(words.vocabulary(article), vocabulary)
    pd.testing.assert_frame_equal(words.tokens(article), article_tokens)


def test_arguments_are_not_changed(article):
    before = article.copy()
    vocabulary = words.vocabulary(article)
    words.tokens(article, vocabulary=vocabulary)
    pd.testing.assert_frame_equal(article, before)


def test_the_empty_table_gives_the_empty_table():
    empty = schema.empty("highlights")
    pd.testing.assert_frame_equal(words.tokens(empty), schema.empty("tokens"))
    pd.testing.assert_frame_equal(words.vocabulary(empty), schema.empty("vocabulary"))


def test_what_a_vocabulary_has_not_seen_stays_as_it_stands():
    vocabulary = words.vocabulary(highlights("Two treaties. A treaty and a word."))
    table = words.tokens(highlights("Treaty TREATIES Brexit"), vocabulary=vocabulary)
    assert counted(table) == ["treaty", "treaty", "Brexit"]


def test_a_phrase_is_found_by_log_likelihood():
    filler = [
        f"{w} stood apart from anything else said"
        for w in ("wheat", "barley", "oats", "rye", "maize", "rice")
    ]
    text = highlights("The grain deal held.", "A grain deal.", "This grain deal ends.", *filler)
    vocabulary = words.vocabulary(text)
    found = vocabulary[vocabulary["source"] == "found"]
    assert found[["form", "token", "kind", "count"]].values.tolist() == [
        ["grain deal", "grain deal", "phrase", 3]
    ]
    # 53 words, three of each and always together: 2 [3 ln(3 / (9/53)) + 50 ln(50 / (50²/53))]
    assert len(words.tokens(text)) == 53 - 3
    assert found["g2"].iloc[0] == pytest.approx(2 * (3 * math.log(53 / 3) + 50 * math.log(53 / 50)))
    assert "found" not in set(words.vocabulary(text, least=4)["source"])
    assert "found" not in set(words.vocabulary(text, threshold=100)["source"])


def test_a_found_phrase_has_no_stop_word_at_its_edges_and_no_name_inside():
    ends = ("holds", "ends", "counts", "pays")
    text = highlights(*[f"The freedom of movement for Greece and Cyprus {end}." for end in ends])
    found = words.vocabulary(text).query("source == 'found'")["form"].str.lower().tolist()
    assert found == ["freedom of movement"]


def test_found_phrases_stop_at_punctuation():
    runs = [["grain"], ["deal"]] * 5 + [list("abcdefghij")]
    assert repeated(runs, set(), least=3, threshold=0).empty


def test_names_phrases_and_stop_words_can_be_given():
    text = highlights("The Duchy of Fenwick met the grand council.")
    names = pd.DataFrame({"form": ["Duchy of Fenwick"], "case": ["exact"]})
    vocabulary = words.vocabulary(
        text, names=names, phrases=["grand council"], stopwords=["the", "met"]
    )
    table = words.tokens(text, vocabulary=vocabulary, stopwords=["the", "met"])
    assert counted(table) == ["Duchy of Fenwick", "grand council"]


def test_a_missing_list_says_where_it_was_looked_for(tmp_path):
    with pytest.raises(
        FileNotFoundError, match=r"none\.txt: no such file \(stop words\); .*one a line, or a list"
    ):
        words.tokens(highlights("a"), stopwords=tmp_path / "none.txt")


def test_stop_words_keep_the_words_of_politics():
    listed = {word.lower() for word in words.stopwords()}
    assert not listed & {
        "us",
        "uk",
        "un",
        "eu",
        "state",
        "states",
        "world",
        "new",
        "people",
        "right",
        "power",
        "war",
    }
    assert len(listed) == len(words.stopwords())
    assert {"the", "and", "of", "=us", "=who"} <= listed


def test_stop_words_drop_no_word_of_politics_from_the_article(article_tokens):
    stopped = set(article_tokens.loc[article_tokens["stop"], "token"])
    assert not stopped & {
        "US",
        "UK",
        "UN",
        "EU",
        "state",
        "world",
        "West",
        "new",
        "rights",
        "right",
    }


@pytest.mark.parametrize(
    ("plural", "singular"),
    [("countries", "country"), ("votes", "vote"), ("processes", "process"), ("churches", "church"), ("boxes", "box"),
     ("women", "woman"), ("foreign ministers", "foreign minister"), ("human rights", "human right")],
)  # fmt: skip
def test_plurals(plural, singular):
    assert singulars(plural, words.plurals())[0] == singular


@pytest.mark.parametrize(
    "word",
    ["news", "politics", "status", "crisis", "press", "means", "Cyprus".lower(), "us", "gas"],
)
def test_words_in_s_that_are_no_plurals(word):
    assert singulars(word, words.plurals()) == []


def test_an_abbreviation_amid_capitals_is_no_abbreviation():
    assert [w.label for w in folded({"NEWS": Form(1, 0, 1), "news": Form(1, 1)})] == ["news"]


def test_the_lists_are_sound():
    phrases = words.phrases()
    assert not phrases["form"].duplicated().any()
    assert set(phrases["case"]) <= {"exact", "fold"}
    assert all(singular != plural for plural, singular in words.plurals().items())


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60)


@settings(max_examples=60, deadline=None)
@given(TEXT, TEXT)
def test_any_text_can_be_read(headline, quote):
    table = words.tokens(highlights((headline, quote)), vocabulary=schema.empty("vocabulary"))
    schema.check(table, "tokens")
    for t in table.itertuples():
        assert {"headline": headline, "quote": quote}[t.voice][t.start : t.end] == t.surface
        assert t.surface.strip() == t.surface
        assert t.token


def test_counting_is_by_hand_and_by_table_the_same(article, article_tokens):
    from analysis import tables

    table = tables.counts(article_tokens, of=article)
    assert dict(zip(table["id"], table["count"], strict=True)) == Counter(counted(article_tokens))
