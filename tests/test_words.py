import math
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis import lexicon, load, schema, tables, words
from analysis.words import lists
from analysis.words.forms import Form, merged, singulars
from analysis.words.multiword import repeated
from analysis.words.stopwords import StopWords
from analysis.words.tokenizer import tokenize
from tests.make import highlights

CASES = pd.read_csv(Path(__file__).parent / "cases" / "words.csv", dtype=str, keep_default_na=False)


def counted(table, voice="quote"):
    return list(table.loc[(table["voice"] == voice) & ~table["stop"], "token"])


def tokenized(*texts, known=()):
    """All words of texts, of which `known` are phrases."""
    entries = lexicon.build(pd.DataFrame({"form": list(known)}, dtype="str"))
    return next(tokenize(list(texts), entries))


@pytest.fixture(scope="module")
def article():
    return load.article()


@pytest.fixture(scope="module")
def article_tokens(article):
    return words.tokens(article)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            case.text,
            case.expected,
            id=case.note or case.text[:30],
            marks=[pytest.mark.xfail(strict=True)] if case.fails else [],
        )
        for case in CASES.itertuples()
    ],
)
def test_tokens_cases(text, expected):
    found = counted(words.tokens(highlights(text)))
    assert found == [token for token in expected.split("|") if token]


# Counted by hand in the text of the quotes.
BY_HAND = {
    "United States": 21,
    "Russia": 19,
    "China": 8,
    "human rights": 4,
    "Nagorno-Karabakh": 1,
    "United Nations": 4,
    "European Union": 5,
    "state": 11,
    "people": 10,
    "world": 3,
    "new": 3,
    "Cyprus": 4,
    "Minsk agreements": 1,
    "us": 0,
    "news": 0,
    "s": 0,
}
BY_FORM = {
    "US": 12,
    "United States": 8,
    "American": 1,
    "Russia": 9,
    "Russian Federation": 3,
    "Russian": 7,
    "Chinese": 4,
    "UN": 4,
    "EU": 5,
    "UK": 2,
}


def test_tokens_article_by_hand(article_tokens):
    found = Counter(counted(article_tokens))
    assert {token: found[token] for token in BY_HAND} == BY_HAND


def test_tokens_article_without_merged_names(article, article_tokens):
    found = words.tokens(article, merge_names=False)
    count = Counter(counted(found))
    assert {token: count[token] for token in BY_FORM} == BY_FORM
    # The switch changes nothing but what names are counted under.
    pd.testing.assert_frame_equal(found.drop(columns="token"), article_tokens.drop(columns="token"))
    changed = found["token"] != article_tokens["token"]
    assert (found.loc[changed, "entity"] != "").all()


def test_tokens_entity_is_that_of_the_mentions(article_tokens):
    named = article_tokens.query("entity != ''")
    assert (
        dict(zip(named["surface"], named["entity"], strict=True)).items()
        >= {
            "American": "USA",
            "US": "USA",
            "EU": "eu",
            "Islas Malvinas": "FLK",
            "Chinese": "CHN",
        }.items()
    )
    assert named.groupby("token")["entity"].nunique().max() == 1


def test_tokens_spans_are_surfaces_without_overlap(article, article_tokens):
    text = {(r.number, v): getattr(r, v) for r in article.itertuples() for v in schema.VOICES}
    end = {}
    for t in article_tokens.itertuples():
        assert text[t.number, t.voice][t.start : t.end] == t.surface
        assert end.get((t.number, t.voice), 0) <= t.start < t.end
        end[t.number, t.voice] = t.end


def test_vocabulary_tokens_are_forms_that_occur(article, article_tokens):
    vocabulary = schema.check(words.vocabulary(article), "vocabulary")
    stop = {word.lstrip("=~") for word in words.stopwords()}
    assert set(vocabulary["token"]) - stop <= set(vocabulary["form"])
    assert vocabulary["count"].sum() == len(article_tokens)


@pytest.mark.parametrize("characters", [1, 3_000])
def test_tokenize_windows_change_nothing(article, article_tokens, monkeypatch, characters):
    vocabulary = words.vocabulary(article)
    monkeypatch.setattr("analysis.words.tokenizer._WINDOW", characters)
    pd.testing.assert_frame_equal(words.vocabulary(article), vocabulary)
    pd.testing.assert_frame_equal(words.tokens(article), article_tokens)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("We met Li.", "Li", True),
        ("We met Mr. Li.", "Li", True),
        ("We went. Li came.", "Li", False),
        ("We said: Li came.", "Li", False),
        ("We said “Li came”.", "Li", False),
        ("We know 'Li' well.", "Li", False),
        ("Russia's Li came.", "Li", True),
        ("Ready to Meet Delegates", "Meet", False),
        ("WE MET LI", "LI", False),
    ],
)
def test_tokenize_telling(text, word, expected):
    found = tokenized(text)
    at = [found.surfaces[number] for number in found.surface].index(word)
    assert found.telling[at] == expected


def test_tokenize_phrases_that_touch_stay_two():
    found = tokenized("a++b-c of Li's pen", known=["a+", "+b", "Li", "s pen"])
    surfaces = [found.surfaces[number] for number in found.surface]
    assert surfaces == ["a+", "+b", "c", "of", "Li", "s pen"]
    assert (found.entry >= 0).tolist() == [True, True, False, False, True, True]


def test_tokens_arguments_are_not_changed(article):
    before = article.copy()
    vocabulary = words.vocabulary(article)
    given = vocabulary.copy()
    words.tokens(article, vocabulary=vocabulary)
    pd.testing.assert_frame_equal(article, before)
    pd.testing.assert_frame_equal(vocabulary, given)


@pytest.mark.parametrize("rows", [[], [""], ["... --", ("", "?")]])
def test_tokens_no_words(rows):
    table = highlights(*rows) if rows else schema.empty("highlights")
    pd.testing.assert_frame_equal(words.tokens(table), schema.empty("tokens"))
    pd.testing.assert_frame_equal(words.vocabulary(table), schema.empty("vocabulary"))


@pytest.mark.parametrize("given", ["text", ["text"], pd.Series(["text"])])
def test_tokens_wrong_table(given):
    with pytest.raises(TypeError, match="a highlights table must be a pandas DataFrame"):
        words.tokens(given)


def test_tokens_lost_column(article):
    vocabulary = words.vocabulary(article).drop(columns="entity")
    with pytest.raises(ValueError, match="a vocabulary table needs a column 'entity'"):
        words.tokens(article, vocabulary=vocabulary)


def test_tokens_words_that_a_vocabulary_lacks():
    vocabulary = words.vocabulary(highlights("Some treaties. A treaty and a word."))
    table = words.tokens(highlights("Treaty TREATIES Brexit"), vocabulary=vocabulary)
    assert counted(table) == ["treaty", "treaty", "Brexit"]


def test_tokens_typeset_names():
    """A soft hyphen, a broken line and two spaces are no part of a name."""
    rows = highlights("Ma\u00adlta, Malta, Ger-\nmany, Germany, New  Delhi, New Delhi")
    found = words.vocabulary(rows)
    assert found["count"].tolist() == [2, 2, 2]
    assert set(words.tokens(rows)["token"]) == {"Malta", "Germany", "New Delhi"}


def test_tokens_custom_gazetteer(tmp_path):
    text = highlights("The Duchy of Fenwick. A Fenwickian in the US.")
    rows = pd.DataFrame({"form": ["Duchy of Fenwick", "Fenwickian"], "entity": "fenwick"})
    rows = rows.assign(kind=["name", "demonym"], label="Fenwick")
    expected = ["Fenwick", "Fenwick", "United States"]
    path = tmp_path / "gazetteer.csv"
    rows.to_csv(path, index=False)
    for gazetteer in (rows, path, str(path)):
        table = words.tokens(text, gazetteer=gazetteer)
        assert counted(table) == expected
        assert table.query("entity == 'fenwick'")["surface"].tolist() == [
            "Duchy of Fenwick",
            "Fenwickian",
        ]
    assert "Duchy" in counted(words.tokens(text))


def test_tokens_custom_gazetteer_switches_a_name_off():
    rows = pd.DataFrame({"form": ["Georgia"], "entity": [""], "kind": ["none"]})
    vocabulary = words.vocabulary(highlights("Georgia."), gazetteer=rows)
    assert vocabulary["kind"].tolist() == ["word"]


def test_vocabulary_finds_a_phrase_by_log_likelihood():
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


def test_vocabulary_phrases_have_no_stop_word_at_their_edges_and_no_name_inside():
    ends = ("holds", "ends", "counts", "pays")
    text = highlights(*[f"The freedom of movement for Greece and Cyprus {end}." for end in ends])
    found = words.vocabulary(text).query("source == 'found'")["form"].str.lower().tolist()
    assert found == ["freedom of movement"]


def test_vocabulary_phrases_stop_at_punctuation():
    text = highlights(*["grain, deal; grain. Deal"] * 5, "a b c d e f g h i j")
    assert "found" not in set(words.vocabulary(text, threshold=0)["source"])


def test_repeated_weakest_cut():
    forms = ["civil", "society", "group", *map(str, range(100))]
    word = np.array([0, 1, 2, -1] * 3 + [2, -1] * 50 + [*range(3, 103)])
    found = repeated(word, word >= 0, forms, stop=set(), least=3, threshold=0)
    assert found["civil society group"] < found["civil society"]


def test_vocabulary_custom_phrases():
    text = highlights("The grand council defends human rights.")
    added = words.vocabulary(text, phrases=["grand council"])
    alone = words.vocabulary(text, phrases=["only", "grand council"])
    none = words.vocabulary(text, phrases=None)
    assert added.query("kind == 'phrase'")["form"].tolist() == ["grand council", "human rights"]
    assert alone.query("kind == 'phrase'")["form"].tolist() == ["grand council"]
    assert none.query("kind == 'phrase'").empty


@pytest.mark.parametrize(
    ("stopwords", "expected"),
    [
        (words.STOPWORDS, ["harbour", "town"]),
        (["harbour"], ["town"]),
        (["only", "harbour"], ["The", "of", "the", "town"]),
        # Further down, "only" is a word like others.
        (["harbour", "only"], ["town"]),
        ([], ["harbour", "town"]),
        (None, ["The", "harbour", "of", "the", "town"]),
    ],
)
def test_tokens_stopwords(tmp_path, stopwords, expected):
    text = highlights("The harbour of the town in 2020")
    table = words.tokens(text, stopwords=stopwords)
    left = [word for word in counted(table) if word != "in"]
    assert [word.lower() for word in left] == [word.lower() for word in expected]
    if isinstance(stopwords, list):
        path = tmp_path / "stop.txt"
        path.write_text("# mine\n\n" + "\n".join(stopwords), "utf-8")
        pd.testing.assert_frame_equal(words.tokens(text, stopwords=path), table)


def test_tokens_lightwords():
    text = highlights("Recently they said things about sanctions.")

    def light(**options):
        table = words.tokens(text, **options)
        return table.loc[table["light"], "surface"].tolist()

    assert light() == ["Recently", "said", "things"]
    assert light(lightwords=["sanctions"]) == ["Recently", "said", "things", "sanctions"]
    assert light(lightwords=["only", "Sanctions"]) == ["sanctions"]
    assert light(lightwords=None) == []


def test_stopwords_missing_file(tmp_path):
    with pytest.raises(
        FileNotFoundError, match=r"none\.txt: no such file \(stop words\); .*one a line, or a list"
    ):
        words.tokens(highlights("a"), stopwords=tmp_path / "none.txt")


def test_phrases_unusable_line():
    with pytest.raises(ValueError, match="item 2: the form '--' holds no letter"):
        lists.phrases(["grand council", "--"])


POLITICS = {"us", "uk", "un", "eu", "state", "states", "world", "new", "people", "right", "power"}


def test_stopwords_keep_the_words_of_politics():
    listed = words.stopwords()
    assert len({word.lower() for word in listed}) == len(listed)
    assert not {word.lower() for word in listed} & (POLITICS | {"war", "order", "west"})
    assert {"the", "and", "of", "~us", "~who", "would've", "two", "per cent"} <= set(listed)


def test_lightwords_keep_the_words_of_politics():
    listed = words.lightwords()
    assert len(set(listed)) == len(listed)
    assert not set(listed) & (POLITICS | {"war", "order", "west", "talks", "lead"})
    assert not set(listed) & StopWords().every


def test_stopwords_drop_no_word_of_politics_from_the_article(article_tokens):
    stopped = set(article_tokens.loc[article_tokens["stop"], "surface"])
    assert not stopped & {"US", "UK", "UN", "EU", "state", "world", "West", "new", "rights"}


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("countries", ["country", "countrie"]),
        ("votes", ["vote"]),
        ("processes", ["process", "processe"]),
        ("churches", ["church", "churche"]),
        ("boxes", ["box", "boxe"]),
        ("women", ["woman"]),
        ("foreign ministers", ["foreign minister"]),
        ("human rights", ["human right"]),
        *[(word, []) for word in ("news", "politics", "status", "crisis", "press", "means")],
        *[(word, []) for word in ("cyprus", "us", "gas")],
    ],
)
def test_singulars_cases(plural, singular):
    assert singulars(plural, lists.plurals()) == singular


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        # form, count, telling, shouted
        ([("NEWS", 1, 0, 1), ("news", 1, 1, 0)], {"NEWS": "news", "news": "news"}),
        ([("MARCUS", 9, 0, 9), ("Marcus", 1, 0, 0)], {"MARCUS": "Marcus", "Marcus": "Marcus"}),
        ([("MARCUS", 1, 0, 1)], {"MARCUS": "MARCUS"}),
        ([("US", 2, 2, 0), ("us", 1, 1, 0)], {"US": "US", "us": "us"}),
        ([("It", 2, 2, 0), ("it", 1, 1, 0)], {"It": "it", "it": "it"}),
        ([("May", 2, 2, 0), ("may", 1, 1, 0)], {"May": "May", "may": "may"}),
        ([("May", 2, 0, 0), ("may", 1, 1, 0)], {"May": "may", "may": "may"}),
        ([("vote", 1, 1, 0), ("votes", 2, 2, 0)], {"vote": "votes", "votes": "votes"}),
        ([("Vote", 1, 0, 0), ("Votes", 2, 2, 0)], {"Vote": "Vote", "Votes": "Votes"}),
    ],
)
def test_merged_cases(forms, expected):
    forms = [Form(*values) for values in forms]
    assert merged(forms, stop=StopWords(), plurals={}) == expected


def test_lists_are_sound():
    phrases = lists.phrases()
    assert not phrases["form"].duplicated().any()
    assert set(phrases["case"]) <= {"exact", "fold"}
    assert all(singular != plural for plural, singular in lists.plurals().items())


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60)
TRICKY = st.lists(
    st.sampled_from(
        [
            "US",
            "it",
            "'s",
            "’",
            "_",
            "\x00",
            "\x02",
            "e\u0301",
            "❤️",
            ".",
            "://",
            "@",
            "\n\n",
            " ",
            "8",
        ]
    )
).map("".join)


@settings(max_examples=100, deadline=None)
@given(TEXT | TRICKY, TEXT | TRICKY)
@example("0", "US\x00US")
def test_tokens_any_text(headline, quote):
    table = words.tokens(highlights((headline, quote)))
    schema.check(table, "tokens")
    for t in table.itertuples():
        assert {"headline": headline, "quote": quote}[t.voice][t.start : t.end] == t.surface
        assert t.surface.strip() == t.surface
        assert t.token


def test_counts_are_those_of_the_tokens(article, article_tokens):
    table = tables.counts(article_tokens, of=article)
    assert dict(zip(table["id"], table["count"], strict=True)) == Counter(counted(article_tokens))


def test_words_completion_shows_the_public_names_only():
    assert dir(words) == sorted(words.__all__)
