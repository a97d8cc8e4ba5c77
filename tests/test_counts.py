"""Counts and crosstabs on tables small enough to check by eye."""

import numpy as np
import pandas as pd
import pytest

from analysis import schema, tables
from tests.make import highlights


def mentions(*rows):
    names = ["document", "number", "voice", "entity", "label", "kind"]
    return pd.DataFrame([("a", *row) for row in rows], columns=names)


HIGHLIGHTS = highlights(
    ("Delhi", "India and India"), "Rome alone", ("x y", "one two three four five")
)
MENTIONS = mentions(
    (1, "headline", "IND", "India", "capital"),
    (1, "quote", "IND", "India", "name"),
    (1, "quote", "IND", "India", "demonym"),
    (2, "quote", "ITA", "Italy", "capital"),
    (3, "quote", "", "", "name"),
)
CODES = pd.DataFrame(
    {
        "document": "a",
        "number": [1, 2, 2],
        "theme": ["asia", "asia", "europe"],
        "label": ["Asia", "Asia", "Europe"],
        "coder": "rule",
        "cues": "",
    }
)


def test_counts_name_both_levels_and_leave_open_mentions_out():
    rows = tables.counts(MENTIONS, of=HIGHLIGHTS)
    assert rows[["id", "count", "strict", "highlights", "strict_highlights"]].values.tolist() == [
        ["IND", 2, 2, 1, 1],
        ["ITA", 1, 0, 1, 0],
    ]
    assert set(rows["voice"]) == {"quote"} and set(rows["unit"]) == {"mentions"}
    assert rows["n"].tolist() == [3, 3] and rows["words"].tolist() == [10, 10]
    assert rows["rate"].tolist() == [200.0, 100.0]


def test_dispersion_is_gries_dp_computed_in_plain_loops():
    rows = tables.counts(MENTIONS, of=HIGHLIGHTS).set_index("id")
    sizes = {1: 3, 2: 2, 3: 5}
    for entity, here in {"IND": {1: 2}, "ITA": {2: 1}}.items():
        total = sum(here.values())
        expected = (
            sum(abs(here.get(part, 0) / total - size / 10) for part, size in sizes.items()) / 2
        )
        assert rows.loc[entity, "dispersion"] == pytest.approx(expected)


def test_each_group_is_a_text_of_its_own_for_the_dispersion():
    rows = tables.counts(MENTIONS, by="document", of=HIGHLIGHTS)
    pd.testing.assert_series_equal(
        rows["dispersion"], tables.counts(MENTIONS, of=HIGHLIGHTS)["dispersion"]
    )
    two = pd.concat([MENTIONS, MENTIONS.assign(document="b", number=1)])
    of = pd.concat([HIGHLIGHTS, HIGHLIGHTS.assign(document="b").head(1)])
    split = tables.counts(two, by="document", of=of).set_index(["group", "id"])["dispersion"]
    assert split["b"].tolist() == [0, 0] and split["a"].tolist() == rows["dispersion"].tolist()


@pytest.mark.parametrize("of", [schema.empty("highlights"), HIGHLIGHTS.assign(quote="")])
def test_where_nothing_was_looked_at_nothing_is_said_of_its_spread(of):
    rows = tables.counts(MENTIONS, of=of)
    assert rows["count"].tolist() == [2, 1] and rows[["rate", "dispersion"]].isna().all(axis=None)


def test_without_of_the_denominators_are_missing():
    rows = tables.counts(MENTIONS)
    assert rows[["n", "words", "rate", "dispersion"]].isna().all(axis=None)


def test_both_voices_are_counted_only_when_asked_for():
    assert tables.counts(MENTIONS, voice="both").set_index("id").loc["IND", "count"] == 3
    rows = tables.counts(MENTIONS, by="voice", of=HIGHLIGHTS)
    assert rows[["group", "voice", "id", "count", "words"]].values.tolist() == [
        ["headline", "headline", "IND", 1, 3],
        ["quote", "quote", "IND", 2, 10],
        ["quote", "quote", "ITA", 1, 10],
    ]


def test_a_table_of_codes_parts_the_highlights():
    rows = tables.counts(MENTIONS, by=CODES, of=HIGHLIGHTS)
    assert rows[["group", "id", "count", "n", "words"]].values.tolist() == [
        ["Asia", "IND", 2, 2, 5],
        ["Asia", "ITA", 1, 2, 5],
        ["Europe", "ITA", 1, 1, 2],
    ]


def test_by_document_has_the_documents_own_words():
    other = HIGHLIGHTS.assign(document="b").head(2)
    rows = tables.counts(MENTIONS, by="document", of=pd.concat([HIGHLIGHTS, other]))
    assert rows[["group", "n", "words"]].drop_duplicates().values.tolist() == [["a", 3, 10]]


def test_by_a_column_of_the_highlights_too_each_group_has_its_own_words():
    named = pd.DataFrame({"number": [1, 2, 3], "publisher": ["The Paper", "The Paper", ""]})
    of = HIGHLIGHTS.merge(named, on="number")
    rows = tables.counts(MENTIONS.merge(named, on="number"), by="publisher", of=of)
    assert rows[["group", "id", "count", "n", "words"]].values.tolist() == [
        ["The Paper", "IND", 2, 2, 5],
        ["The Paper", "ITA", 1, 2, 5],
    ]
    assert rows["rate"].tolist() == [400, 200]
    unnamed = tables.counts(
        MENTIONS.assign(publisher=""), by="publisher", of=of.assign(publisher="")
    )
    assert unnamed[["group", "n", "words"]].drop_duplicates().values.tolist() == [["", 3, 10]]


def test_what_belongs_to_no_group_is_in_no_count():
    of = HIGHLIGHTS.assign(speaker=["A", np.nan, "A"])
    split = MENTIONS.assign(speaker=["A", "A", "A", np.nan, "A"])
    found = tables.counts(split, by="speaker", of=of)
    assert found[["group", "label", "count", "n", "words"]].values.tolist() == [
        ["A", "India", 2, 2, 8]
    ]


def test_a_group_without_highlights_has_no_denominators():
    split = MENTIONS.assign(speaker=["B", "B", "B", "B", "B"])
    found = tables.counts(split, by="speaker", of=HIGHLIGHTS.assign(speaker="A"))
    assert found["count"].tolist() == [2, 1]
    assert found[["n", "words", "rate", "dispersion"]].isna().all(axis=None)


def test_a_mention_outside_the_highlights_given_is_named():
    with pytest.raises(ValueError, match=r"'a', .*2.* holds occurrences but has no size"):
        tables.counts(MENTIONS, of=HIGHLIGHTS.head(1))


def test_a_split_that_does_not_part_the_highlights_keeps_the_whole_as_denominator():
    rows = tables.counts(MENTIONS, by="kind", of=HIGHLIGHTS)
    assert rows["n"].tolist() == [3] * 3 and rows["dispersion"].notna().all()


def test_codes_are_counted_on_the_whole_highlight():
    rows = tables.counts(CODES, of=HIGHLIGHTS)
    assert rows[["voice", "unit", "label", "count", "n"]].values.tolist() == [
        ["highlight", "codes", "Asia", 2, 3],
        ["highlight", "codes", "Europe", 1, 3],
    ]


def test_stop_words_are_in_no_count():
    tokens = pd.DataFrame(
        {
            "document": "a",
            "number": 1,
            "voice": "quote",
            "token": ["the", "world"],
            "stop": [True, False],
        }
    )
    assert tables.counts(tokens)["id"].tolist() == ["world"]


def test_ties_stand_by_label_then_id():
    tied = mentions(
        (1, "quote", "Z", "Same", "name"),
        (1, "quote", "A", "Same", "name"),
        (1, "quote", "B", "Able", "name"),
    )
    assert tables.counts(tied)["id"].tolist() == ["B", "A", "Z"]


def test_crosstab_holds_the_zeros_and_the_measures():
    rows = tables.crosstab(CODES, MENTIONS, of=HIGHLIGHTS).set_index(["row", "column"])
    assert rows["highlights"].to_dict() == {
        ("asia", "IND"): 1,
        ("asia", "ITA"): 1,
        ("europe", "IND"): 0,
        ("europe", "ITA"): 1,
    }
    assert rows.loc[("europe", "ITA"), "jaccard"] == 1 and rows.loc[("europe", "ITA"), "lift"] == 3
    assert rows.loc[("asia", "IND"), "jaccard"] == 0.5 and rows.loc[("asia", "IND"), "lift"] == 1.5


def test_crosstab_looks_at_the_highlights_given_alone():
    rows = tables.crosstab(CODES, MENTIONS, of=HIGHLIGHTS.tail(2))
    assert rows[
        ["row", "column", "highlights", "row_total", "column_total", "n"]
    ].values.tolist() == [
        ["asia", "ITA", 1, 1, 1, 2],
        ["europe", "ITA", 1, 1, 1, 2],
    ]
    assert tables.crosstab(CODES, MENTIONS, of=HIGHLIGHTS.tail(1)).empty


@pytest.mark.parametrize("name", ["mentions", "codes", "tokens"])
def test_the_empty_table_gives_the_empty_table(name):
    nothing, none = schema.empty(name), schema.empty("highlights")
    for by in (None, "document"):
        pd.testing.assert_frame_equal(
            tables.counts(nothing, by=by, of=none), schema.empty("counts")
        )
    pd.testing.assert_frame_equal(
        tables.crosstab(nothing, nothing, of=none), schema.empty("crosstab")
    )


def test_arguments_are_left_as_they_were_and_the_types_are_declared():
    before = MENTIONS.copy(deep=True)
    rows = tables.counts(MENTIONS, by=CODES, of=HIGHLIGHTS)
    pd.testing.assert_frame_equal(MENTIONS, before)
    pd.testing.assert_series_equal(rows.dtypes, schema.empty("counts").dtypes)
    assert np.isclose(rows["rate"], 1000 * rows["count"] / rows["words"].astype(float)).all()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"voice": "quotes"}, "did you mean 'quote'"),
        ({"by": "kid"}, "did you mean 'kind'"),
    ],
)
def test_a_wrong_option_is_answered_with_the_nearest(options, message):
    with pytest.raises(ValueError, match=message):
        tables.counts(MENTIONS, **options)


def test_a_table_of_something_else_is_refused():
    with pytest.raises(ValueError, match="mentions, tokens or codes"):
        tables.counts(HIGHLIGHTS)


def test_lengths_are_the_words_of_each_highlight():
    rows = tables.lengths(HIGHLIGHTS)
    assert rows[["label", "count", "n", "words"]].values.tolist() == [
        ["3. x y", 5, 3, 10],
        ["1. Delhi", 3, 3, 10],
        ["2. Rome alone", 2, 3, 10],
    ]
    assert tables.lengths(HIGHLIGHTS, voice="headline")["count"].tolist() == [2, 1, 0]
    pd.testing.assert_frame_equal(
        tables.lengths(schema.empty("highlights")), schema.empty("counts")
    )


def test_lengths_of_several_documents_name_them():
    two = pd.concat([HIGHLIGHTS.head(1), HIGHLIGHTS.head(1).assign(document="b", quote="No")])
    assert tables.lengths(two)["label"].tolist() == ["a, 1. Delhi", "b, 1. Delhi"]
