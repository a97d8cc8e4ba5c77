"""Counts over time and one document against the rest, on tables small enough to check by eye."""

import pandas as pd
import pytest

from analysis import schema, tables
from tests import make
from tests.make import highlights


def documents(**dates):
    return pd.DataFrame(
        {"document": list(dates), "date": pd.Series(list(dates.values()), dtype="str")}
    )


SAID = [
    ("a", "one two"),
    ("a", "three"),
    ("b", "four five six seven"),
    ("c", "eight"),
    ("d", "nine ten"),
]
OF = highlights(*[{"document": document, "quote": quote} for document, quote in SAID])
FOUND = make.mentions(
    ("a", 1, "ITA", "name"), ("a", 1, "ITA", "capital"), ("b", 1, "ITA", "name"), ("b", 1, "DEU", "name"),
    ("d", 1, "DEU", "name"), ("c", 1, "DEU", "name"), columns="document number entity kind",
)  # fmt: skip
DATES = documents(a="2020-01-05", b="2020-02-05", c="2020-02-15", d="")


def test_timeline_has_a_row_for_each_id_and_period():
    rows = tables.timeline(FOUND, DATES, of=OF, period="month")
    columns = ["period", "label", "count", "strict", "highlights", "documents", "n", "words"]
    assert rows[columns].values.tolist() == [
        ["", "Deu", 1, 1, 1, 1, 1, 2],
        ["2020-01", "Deu", 0, 0, 0, 1, 2, 3],
        ["2020-02", "Deu", 2, 2, 2, 2, 2, 5],
        ["", "Ita", 0, 0, 0, 1, 1, 2],
        ["2020-01", "Ita", 2, 1, 1, 1, 2, 3],
        ["2020-02", "Ita", 1, 1, 1, 2, 2, 5],
    ]
    assert rows["share"].tolist() == [1, 0, 1, 0, 0.5, 0.5]
    assert rows["rate"].round(1).tolist() == [500, 0, 400, 0, 666.7, 200]


def test_timeline_loses_nothing_whatever_the_period():
    whole = tables.counts(FOUND, of=OF)["count"].sum()
    for period in ("auto", "day", "month", "quarter", "year"):
        rows = tables.timeline(FOUND, DATES, of=OF, period=period)
        assert rows["count"].sum() == whole
        assert rows.drop_duplicates("period")[["documents", "n", "words"]].sum().tolist() == [
            4,
            5,
            10,
        ]


def test_timeline_of_codes_and_of_both_voices():
    codes = pd.DataFrame(
        {"document": ["a", "a"], "number": [1, 2], "theme": "asia", "label": "Asia"}
    )
    rows = tables.timeline(codes, DATES, of=OF, period="year")
    assert rows[["voice", "unit", "period", "count", "n"]].values.tolist() == [
        ["highlight", "codes", "", 0, 1],
        ["highlight", "codes", "2020", 2, 4],
    ]
    said = OF.assign(headline="Two words")
    assert (
        tables.timeline(FOUND, DATES, of=said, voice="both", period="year")["words"].tolist()
        == [4, 16] * 2
    )


@pytest.mark.parametrize(
    ("dates", "period", "expected"),
    [
        (["2020-01-05", "2020-01-20"], "auto", ["2020-01-05", "2020-01-20"]),
        (["2020-01-05", "2020-06-20"], "auto", ["2020-01", "2020-06"]),
        (["2020-01-05", "2022-12-31"], "auto", ["2020-01", "2022-12"]),
        (["2020-01-05", "2023-01-01"], "auto", ["2020-Q1", "2023-Q1"]),
        (["2020-01-05", "2028-12"], "auto", ["2020-Q1", "2028-Q4"]),
        (["2020-01-05", "2029-01-01"], "auto", ["2020", "2029"]),
        (["2020-01-05", "2023"], "auto", ["2020", "2023"]),
        (["2020-01-05", "2020-01"], "auto", ["2020-01", "2020-01"]),
        (["2020-01-05", "2020"], "auto", ["2020", "2020"]),
        (["2020-01-05", ""], "auto", ["2020-01-05", ""]),
        (["1850", "2020"], "auto", ["1850", "2020"]),
        (["", ""], "auto", ["", ""]),
        (["2020-01-05", "2020"], "month", ["2020-01", ""]),
        (["2020-03-31", "2020-04"], "quarter", ["2020-Q1", "2020-Q2"]),
        (["2020-12", "2020"], "quarter", ["2020-Q4", ""]),
    ],
)
def test_periods_auto_is_the_finest_that_every_date_has(dates, period, expected):
    found = tables.periods(documents(x=dates[0], y=dates[1]), period=period)
    assert found["period"].tolist() == expected and found["document"].tolist() == ["x", "y"]


@pytest.mark.parametrize(
    "date", ["5 May 2020", "2020-13", "2020-02-30", "20-01-01", "2020-1-5", "2020-01-", "２０２０"]
)
def test_periods_name_a_date_in_another_form(date):
    with pytest.raises(ValueError, match=r"date of 'x' is .* write YYYY-MM-DD"):
        tables.periods(documents(x=date))


def test_timeline_interval_of_the_share_and_few():
    of = make.highlights(*["word"] * 5, *[{"document": "b", "quote": "word"}] * 4)
    found = make.mentions(("a", 1, "ITA"), ("a", 2, "ITA"), ("b", 1, "ITA"))
    rows = tables.timeline(found, documents(a="2020", b="2021"), of=of)
    assert rows[["period", "n", "few"]].values.tolist() == [["2020", 5, False], ["2021", 4, True]]
    # Wilson (1927) for 2 of 5 and 1 of 4 at 95 per cent.
    assert rows["low"].tolist() == pytest.approx([0.1176, 0.0456], abs=1e-4)
    assert rows["high"].tolist() == pytest.approx([0.7693, 0.6994], abs=1e-4)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: tables.timeline(FOUND, DATES, of=OF, period="months"), "did you mean 'month'"),
        (lambda: tables.timeline(FOUND, DATES.head(3), of=OF), "no row for 'd', which the highlights come from"),
        (lambda: tables.one_vs_rest(FOUND, "paris-speach", of=OF.replace("a", "paris-speech")), "did you mean 'paris-speech'"),
    ],
)  # fmt: skip
def test_timeline_and_one_vs_rest_refuse_what_has_no_answer(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_timeline_and_one_vs_rest_of_empty_tables():
    nothing, none = schema.empty("mentions"), schema.empty("highlights")
    empty = tables.timeline(nothing, schema.empty("documents"), of=none)
    pd.testing.assert_frame_equal(empty, schema.empty("timeline"))
    pd.testing.assert_frame_equal(tables.timeline(nothing, DATES, of=OF), empty)
    assert tables.periods(schema.empty("documents")).empty
    pd.testing.assert_frame_equal(tables.one_vs_rest(nothing, "a", of=OF), schema.empty("counts"))

    without_rest = tables.one_vs_rest(FOUND[FOUND["document"] == "a"], "a", of=OF.head(2))
    pd.testing.assert_frame_equal(without_rest, schema.empty("counts"))


def test_one_vs_rest_splits_in_two_for_keyness():
    rows = tables.one_vs_rest(FOUND, "b", of=OF)
    assert rows[["group", "label", "count", "highlights", "n", "words"]].values.tolist() == [
        ["b", "Deu", 1, 1, 1, 4],
        ["b", "Ita", 1, 1, 1, 4],
        ["the rest", "Deu", 2, 2, 4, 6],
        ["the rest", "Ita", 2, 1, 4, 6],
    ]
    key = tables.keyness(rows).set_index("label")
    assert set(key["first"]) == {"b"} and key.loc[
        "Ita", ["count_first", "count_second"]
    ].tolist() == [1, 2]


def test_one_vs_rest_has_the_document_first():
    later = [table.replace("b", "zeal") for table in (FOUND, OF)]
    assert (
        tables.one_vs_rest(later[0], "zeal", of=later[1])["group"].tolist()
        == ["zeal"] * 2 + ["the rest"] * 2
    )


def course(*rows, unit="mentions", voice="quote", documents=1):
    """A timeline table of (period, label, count, highlights, n)."""
    made = [
        (
            voice,
            unit,
            period,
            label,
            label,
            count,
            count,
            found,
            documents,
            n,
            100 * n,
            found / n,
            10 * count / n,
        )
        for period, label, count, found, n in rows
    ]
    return make.padded(made, "timeline")
