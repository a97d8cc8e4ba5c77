"""Counts and lengths on tables small enough to check by eye."""

import numpy as np
import pandas as pd
import pytest

from analysis import countries, load, schema, tables
from tests import make

HIGHLIGHTS = make.highlights(
    {"headline": "Delhi", "quote": "India and India", "speaker": "Ana"},
    {"quote": "Rome alone", "speaker": "Ben"},
    {"headline": "x y", "quote": "one two three four five", "speaker": "Ana"},
)
MENTIONS = make.mentions(
    (1, "headline", "IND", "India", "capital"),
    (1, "quote", "IND", "India", "name"),
    (1, "quote", "IND", "India", "demonym"),
    (2, "quote", "ITA", "Italy", "capital"),
    (3, "quote", "", "", "name"),
    columns="number voice entity label kind",
)
CODES = make.codes((1, "asia"), (2, "asia"), (2, "europe"))

# Two documents of two publishers; the second has one highlight in which nothing is counted.
TWO = pd.concat(
    [HIGHLIGHTS, make.highlights("Rome or Bonn", "no name at all", document="b")],
    ignore_index=True,
)
BOTH = pd.concat([MENTIONS, make.mentions((1, "DEU"), columns="number entity", document="b")])
DOCUMENTS = make.table(
    "documents", [("a", "The Paper", "2020"), ("b", "Daily", "2021")], "document publisher date"
)


def dp(uses, sizes):
    """Gries' deviation of proportions, normalised, in plain loops: both by part."""
    total, words = sum(uses.values()), sum(sizes.values())
    apart = sum(abs(uses.get(part, 0) / total - size / words) for part, size in sizes.items()) / 2
    return apart / (1 - min(sizes.values()) / words)


def test_counts_names_both_levels_and_leaves_open_mentions_out():
    rows = tables.counts(MENTIONS, of=HIGHLIGHTS)
    assert rows[["id", "count", "strict", "highlights", "strict_highlights"]].values.tolist() == [
        ["IND", 2, 2, 1, 1],
        ["ITA", 1, 0, 1, 0],
    ]
    assert set(rows["voice"]) == {"quote"} and set(rows["unit"]) == {"mentions"}
    assert rows["n"].tolist() == [3, 3] and rows["words"].tolist() == [10, 10]
    assert rows["rate"].tolist() == [200.0, 100.0]
    assert rows["few"].all() and not rows["light"].any()


def test_counts_interval_of_the_rate_is_exact():
    """Garwood (1936), as tabulated for 1 and 2 events at 95 per cent."""
    rows = tables.counts(MENTIONS, of=HIGHLIGHTS)
    assert rows["low"].tolist() == pytest.approx([24.22, 2.53], abs=0.01)
    assert rows["high"].tolist() == pytest.approx([722.47, 557.16], abs=0.01)


def test_counts_dispersion_by_the_definition():
    rows = tables.counts(MENTIONS, of=HIGHLIGHTS).set_index("id")["dispersion"]
    sizes = {1: 3, 2: 2, 3: 5}
    assert rows.to_dict() == pytest.approx({"IND": dp({1: 2}, sizes), "ITA": dp({2: 1}, sizes)})


def test_counts_dispersion_of_the_example_of_gries():
    """Gries (2008): five parts of 9 to 11 words; his 0.18 and 0.02 before Lijffijt & Gries divide."""
    sizes = [9, 10, 10, 10, 11]
    of = make.highlights(*["word " * size for size in sizes])
    uses = [("b", [1, 2, 3, 4, 5]), ("a", [2, 2, 2, 2, 2])]
    rows = [
        (part, entity)
        for entity, times in uses
        for part, count in enumerate(times, 1)
        for _ in range(count)
    ]
    found = tables.counts(make.mentions(*rows, columns="number entity"), of=of).set_index("id")
    assert found["dispersion"].to_dict() == pytest.approx({"b": 0.18 / 0.82, "a": 0.02 / 0.82})


def test_counts_dispersion_over_documents_reaches_one_with_two():
    of = make.highlights({"document": "a", "quote": "x y"}, {"document": "b", "quote": "x y"})
    rows = tables.counts(make.mentions(("a", 1, "IND")), of=of, over="document")
    assert rows["dispersion"].tolist() == [1]


def test_counts_dispersion_of_one_part_is_missing():
    rows = tables.counts(MENTIONS, of=HIGHLIGHTS, over="document")
    assert rows["dispersion"].isna().all() and rows["rate"].notna().all()
    by_document = tables.counts(BOTH, of=TWO, by="document", over="document")
    assert by_document["dispersion"].isna().all()


def test_counts_overdispersion_of_clumps():
    """Ten uses: one in each of ten equal highlights, or all in one."""
    of = make.highlights(*["ten words " * 5] * 10)
    spread = make.mentions(*[(n, "IND") for n in range(1, 11)], columns="number entity")
    clump = make.mentions(*[(1, "ITA")] * 10, columns="number entity")
    rows = tables.counts(pd.concat([spread, clump]), of=of).set_index("id")
    assert rows["overdispersion"].to_dict() == pytest.approx({"IND": 1, "ITA": 1 + 9 - 9 / 10})


def test_counts_overdispersion_of_chance_is_one():
    random = np.random.default_rng(1)
    of = make.highlights(*["word " * size for size in random.integers(5, 200, 60)])
    sizes = of["quote"].str.split().str.len()
    drawn = random.choice(of["number"], 4000, p=sizes / sizes.sum())
    mentions = make.mentions(*[(n, "IND") for n in drawn], columns="number entity")
    assert tables.counts(mentions, of=of)["overdispersion"].iloc[0] == pytest.approx(1, abs=0.5)


@pytest.mark.parametrize("of", [schema.empty("highlights"), HIGHLIGHTS.assign(quote="")])
def test_counts_of_no_words_have_no_rates(of):
    rows = tables.counts(MENTIONS, of=of)
    assert rows["count"].tolist() == [2, 1]
    assert rows[["rate", "low", "high", "dispersion"]].isna().all(axis=None)


def test_counts_without_of_have_no_denominators():
    rows = tables.counts(MENTIONS)
    columns = ["n", "words", "rate", "low", "high", "dispersion", "overdispersion"]
    assert rows[columns].isna().all(axis=None) and not rows["few"].any()


def test_counts_of_both_voices():
    assert tables.counts(MENTIONS, voice="both").set_index("id").loc["IND", "count"] == 3
    rows = tables.counts(MENTIONS, by="voice", of=HIGHLIGHTS)
    assert rows[["group", "voice", "id", "count", "words"]].values.tolist() == [
        ["headline", "headline", "IND", 1, 3],
        ["quote", "quote", "IND", 2, 10],
        ["quote", "quote", "ITA", 1, 10],
    ]


def test_counts_by_a_table_of_codes():
    rows = tables.counts(MENTIONS, by=CODES, of=HIGHLIGHTS)
    assert rows[["group", "id", "count", "n", "words"]].values.tolist() == [
        ["Asia", "IND", 2, 2, 5],
        ["Asia", "ITA", 1, 2, 5],
        ["Europe", "ITA", 1, 1, 2],
    ]


def test_counts_by_a_table_in_which_two_ids_have_one_label():
    """A highlight is in a group once, also if both names of the group are in it."""
    named = make.mentions((1, "IND", "Asia"), (1, "CHN", "Asia"), columns="number entity label")
    rows = tables.counts(MENTIONS, by=named, of=HIGHLIGHTS)
    assert rows[["group", "id", "count", "n", "words"]].values.tolist() == [
        ["Asia", "IND", 2, 1, 3]
    ]


def test_counts_with_zeros_lose_nothing_where_no_highlight_is_given():
    rows = tables.counts(MENTIONS, of=schema.empty("highlights"), zeros=True)
    assert rows["count"].tolist() == [2, 1] and rows["n"].isna().all()


PARTS = [["Daily", "DEU", 1, 2, 7], ["The Paper", "IND", 2, 3, 10], ["The Paper", "ITA", 1, 3, 10]]


@pytest.mark.parametrize(
    ("table", "given", "by", "expected"),
    [
        (BOTH, {}, "document", [["a", "IND", 2, 3, 10], ["a", "ITA", 1, 3, 10], ["b", "DEU", 1, 2, 7]]),
        (MENTIONS, {}, "speaker", [["Ana", "IND", 2, 2, 8], ["Ben", "ITA", 1, 1, 2]]),
        (BOTH, {"documents": DOCUMENTS}, "publisher", PARTS),
        (BOTH, {"documents": DOCUMENTS}, "date", [["2020", *PARTS[1][1:]], ["2020", *PARTS[2][1:]], ["2021", *PARTS[0][1:]]]),
        (BOTH.assign(paper=BOTH["document"].map({"a": "The Paper", "b": "Daily"})), {}, "paper", PARTS),
        (MENTIONS.assign(half=["i", "i", "i", "ii", "ii"]), {}, "half", [["i", "IND", 2, 1, 3], ["ii", "ITA", 1, 2, 7]]),
        (MENTIONS, {}, "kind", [["capital", "ITA", 1, 3, 10], ["demonym", "IND", 1, 3, 10], ["name", "IND", 1, 3, 10]]),
    ],
    ids=["highlights", "speaker", "documents", "date", "table by document", "table by highlight", "spans"],
)  # fmt: skip
def test_counts_by_a_column_have_n_and_words_of_the_group(table, given, by, expected):
    of = TWO if table["document"].nunique() > 1 else HIGHLIGHTS
    rows = tables.counts(table, by=by, of=of, **given)
    assert rows[["group", "id", "count", "n", "words"]].values.tolist() == expected
    assert np.allclose(rows["rate"], 1000 * rows["count"] / rows["words"].astype(float))


def test_counts_by_speaker_mark_groups_with_few_highlights():
    of = make.highlights(*["word"] * 5, speaker="Ana")
    of = pd.concat([of, make.highlights(*["word"] * 4, speaker="Ben", document="b")])
    rows = tables.counts(make.mentions(("a", 1, "IND"), ("b", 1, "IND")), by="speaker", of=of)
    assert rows[["group", "n", "few"]].values.tolist() == [["Ana", 5, False], ["Ben", 4, True]]


def test_counts_by_a_column_with_missing_values_leave_those_out():
    of = HIGHLIGHTS.assign(speaker=["A", np.nan, "A"])
    found = tables.counts(MENTIONS, by="speaker", of=of)
    columns = ["group", "label", "count", "n", "words"]
    assert found[columns].values.tolist() == [["A", "India", 2, 2, 8]]


@pytest.mark.parametrize(
    ("table", "options", "message"),
    [
        (MENTIONS, {"voice": "quotes"}, "voice must be quote, headline or both, not 'quotes'; did you mean 'quote'"),
        (MENTIONS, {"over": "documents"}, "did you mean 'document'"),
        (MENTIONS, {"by": "kid", "of": HIGHLIGHTS}, "by must be a column .* not 'kid'; did you mean 'kind'"),
        (MENTIONS, {"by": "publisher", "of": HIGHLIGHTS}, "columns of the documents need documents="),
        (MENTIONS.assign(x=range(5)), {"by": "x", "of": HIGHLIGHTS}, "several values in highlight 1 of 'a'"),
        (MENTIONS.head(4).assign(x=["i", "i", "i", "ii"]), {"by": "x", "of": HIGHLIGHTS}, "not known for highlight 3 of 'a'"),
        (BOTH, {"by": "date", "of": TWO, "documents": DOCUMENTS.head(1)}, "documents table has no row for 'b'"),
        (CODES, {"by": "voice", "of": HIGHLIGHTS}, "needs a column 'voice'; codes are made on the whole highlight"),
        (MENTIONS, {"of": HIGHLIGHTS.head(1)}, "highlight 2 of 'a' holds counted rows but is not in of="),
        (HIGHLIGHTS, {}, "table must be a table of mentions, tokens or codes"),
        (MENTIONS.drop(columns="number"), {}, "table has lost its column 'number'"),
    ],
)  # fmt: skip
def test_counts_refuses_what_has_no_answer(table, options, message):
    with pytest.raises(ValueError, match=message):
        tables.counts(table, **options)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("text", {}), "table must be a pandas DataFrame of mentions, tokens, cues or codes, not str"),
        ((MENTIONS["entity"], {}), "table must be .* not Series"),
        ((MENTIONS, {"of": [1]}), r"of \(a highlights table\) must be a pandas DataFrame, not list"),
        ((MENTIONS, {"by": 3}), "by must be the name of a column or a table .* not int"),
        ((MENTIONS, {"documents": "x"}), r"documents \(a documents table\) must be a pandas DataFrame, not str"),
    ],
)  # fmt: skip
def test_counts_refuses_other_types_by_argument(arguments, message):
    table, options = arguments
    with pytest.raises(TypeError, match=message):
        tables.counts(table, **options)


def test_counts_of_codes_are_of_the_whole_highlight():
    rows = tables.counts(CODES, of=HIGHLIGHTS)
    assert rows[["voice", "unit", "label", "count", "n"]].values.tolist() == [
        ["highlight", "codes", "Asia", 2, 3],
        ["highlight", "codes", "Europe", 1, 3],
    ]


def test_counts_leave_stop_words_out_and_keep_light_words():
    tokens = pd.DataFrame(
        {
            "document": "a",
            "number": 1,
            "voice": "quote",
            "token": ["the", "world", "including"],
            "entity": "",
            "stop": [True, False, False],
            "light": [False, False, True],
        }
    )
    found = tables.counts(tokens)
    assert found[["unit", "id", "light"]].values.tolist() == [
        ["tokens", "including", True],
        ["tokens", "world", False],
    ]


def test_counts_order_ties_by_label_then_id():
    tied = make.mentions(
        (1, "Z", "Same"), (1, "A", "Same"), (1, "B", "Able"), columns="number entity label"
    )
    assert tables.counts(tied)["id"].tolist() == ["B", "A", "Z"]


def test_counts_groups_are_in_natural_order():
    found = make.mentions(*[(f"talk-{n}", 1, "ITA") for n in (10, 2, 1)])
    assert tables.counts(found, by="document")["group"].tolist() == ["talk-1", "talk-2", "talk-10"]


def test_counts_zeros_give_every_group_a_row():
    of = make.highlights(("", "a b"), {"document": "b", "quote": "c"}, {"document": "c"})
    found = make.mentions(("a", 1, "ITA"), ("a", 1, "ITA"), ("b", 1, "DEU"))
    rows = tables.counts(found, by="document", of=of, zeros=True)
    columns = ["group", "id", "label", "count", "highlights", "n", "words"]
    assert rows[columns].values.tolist() == [
        ["a", "ITA", "Ita", 2, 1, 1, 2],
        ["a", "DEU", "Deu", 0, 0, 1, 2],
        ["b", "DEU", "Deu", 1, 1, 1, 1],
        ["b", "ITA", "Ita", 0, 0, 1, 1],
        ["c", "DEU", "Deu", 0, 0, 1, 0],
        ["c", "ITA", "Ita", 0, 0, 1, 0],
    ]
    some = rows[rows["count"] > 0].reset_index(drop=True)
    pd.testing.assert_frame_equal(some, tables.counts(found, by="document", of=of))


def test_counts_have_the_declared_types():
    rows = tables.counts(MENTIONS, by=CODES, of=HIGHLIGHTS)
    pd.testing.assert_series_equal(rows.dtypes, schema.empty("counts").dtypes)


@pytest.mark.parametrize("name", ["mentions", "codes", "tokens"])
def test_counts_of_the_empty_table(name):
    nothing, none = schema.empty(name), schema.empty("highlights")
    for by in (None, "document"):
        found = tables.counts(nothing, by=by, of=none)
        pd.testing.assert_frame_equal(found, schema.empty("counts"))


def test_counts_of_the_article_by_publisher_are_the_whole():
    highlights, documents, _ = load.read()
    mentions = countries.mentions(highlights)
    whole = tables.counts(mentions, of=highlights)
    split = tables.counts(mentions, of=highlights, by="publisher", documents=documents)
    pd.testing.assert_frame_equal(split.assign(group=""), whole)


def test_lengths_are_the_words_of_each_highlight():
    rows = tables.lengths(HIGHLIGHTS)
    assert rows[["label", "count", "n", "words"]].values.tolist() == [
        ["3. x y", 5, 3, 10],
        ["1. Delhi", 3, 3, 10],
        ["2. Rome alone", 2, 3, 10],
    ]
    assert tables.lengths(HIGHLIGHTS, voice="headline")["count"].tolist() == [2, 1, 0]
    with pytest.raises(ValueError, match="did you mean 'quote'"):
        tables.lengths(HIGHLIGHTS, voice="qoute")


def test_lengths_of_several_documents_name_them():
    two = make.highlights({"headline": "Delhi"}, {"headline": "Delhi", "document": "b"})
    assert tables.lengths(two)["label"].tolist() == ["a, 1. Delhi", "b, 1. Delhi"]
