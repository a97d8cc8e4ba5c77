"""Groups of highlights, and rows that a reader names."""

import pandas as pd
import pytest

from analysis import load, tables
from tests import make

TALKS = make.highlights(
    {"document": "a", "quote": "We wait.", "speaker": "Ana Lima"},
    {"document": "a", "quote": "No bridge, no road.", "speaker": "Rui Sá"},
    {"document": "b", "quote": "We go.", "speaker": "Ana Lima"},
    {"document": "b", "quote": "Nobody knows.", "speaker": ""},
)
DOCUMENTS = pd.DataFrame({"document": ["a", "b"], "party": ["Left", "Right"]})


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (
            {"by": "speaker"},
            [["Ana Lima", 2, 2, 4], ["Rui Sá", 1, 1, 4], ["(not given)", 1, 1, 2]],
        ),
        ({"by": "party", "documents": DOCUMENTS}, [["Left", 1, 2, 6], ["Right", 1, 2, 4]]),
        ({}, [["a", 1, 2, 6], ["b", 1, 2, 4]]),
        ({"voice": "headline"}, [["a", 1, 2, 0], ["b", 1, 2, 0]]),
    ],
)
def test_groups_are_the_largest_first(options, expected):
    found = tables.groups(TALKS, **options)
    assert found[["group", "documents", "highlights", "words"]].values.tolist() == expected
    assert found["few"].all()


def test_groups_of_no_highlights():
    assert tables.groups(make.highlights()).empty


def test_groups_of_one_size_are_in_natural_order():
    talks = make.highlights(*[{"document": f"talk-{n}", "quote": "We go."} for n in (10, 2)])
    assert tables.groups(talks)["group"].tolist() == ["talk-2", "talk-10"]


def test_groups_and_one_vs_rest_say_how_voices_are_compared():
    found = make.mentions(("a", 1, "ITA"))
    for call in (
        lambda: tables.groups(TALKS, by="voice"),
        lambda: tables.one_vs_rest(found, by="voice", of=TALKS),
    ):
        with pytest.raises(
            ValueError, match=r"both voices: compare them with counts\(…, by='voice'"
        ):
            call()


def test_groups_names_the_nearest_column():
    with pytest.raises(ValueError, match="did you mean 'speaker'"):
        tables.groups(TALKS, by="speeker")


def test_one_vs_rest_splits_by_any_column():
    tokens = make.table(
        "tokens",
        [("a", 1, "wait"), ("a", 2, "road"), ("b", 1, "go")],
        "document number token",
        voice="quote",
    )
    found = tables.one_vs_rest(tokens, by="speaker", of=TALKS)
    assert found[["group", "label", "words"]].values.tolist() == [
        ["Ana Lima", "go", 4],
        ["Ana Lima", "wait", 4],
        ["the rest", "road", 6],
    ]
    left = tables.one_vs_rest(tokens, "left", by="party", of=TALKS, documents=DOCUMENTS)
    assert set(left["group"]) == {"Left", "the rest"}


def test_one_vs_rest_of_a_single_group_is_empty():
    codes = make.table("codes", [("a", 1, "peace")], "document number theme")
    assert tables.one_vs_rest(codes, of=TALKS[TALKS["document"] == "a"]).empty


def test_chosen_takes_rows_and_names_what_is_near():
    highlights = load.article()
    lengths = tables.lengths(highlights)
    assert tables.chosen(lengths, first=3).equals(lengths.head(3))
    with pytest.raises(ValueError, match="no row has the group"):
        tables.chosen(tables.groups(highlights), "nobody")
    with pytest.raises(TypeError, match="table must be a pandas DataFrame"):
        tables.chosen(["a"])
