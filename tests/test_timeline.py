"""Counts over time, one document against the rest, dispersion over documents, on tables small enough to check by eye."""

import pandas as pd
import pytest

from analysis import schema, tables


def highlights(**quotes):
    rows = [(document, n, "", quote, "", "", n) for document, said in quotes.items() for n, quote in enumerate(said, 1)]
    return schema.table(rows, "highlights")


def mentions(*rows):
    names = ["document", "number", "voice", "entity", "label", "kind"]
    return pd.DataFrame([(d, n, "quote", entity, entity.title(), kind) for d, n, entity, kind in rows], columns=names)


def documents(**dates):
    return pd.DataFrame({"document": list(dates), "date": pd.Series(list(dates.values()), dtype="str")})


OF = highlights(a=["one two", "three"], b=["four five six seven"], c=["eight"], d=["nine ten"])
FOUND = mentions(
    ("a", 1, "ITA", "name"), ("a", 1, "ITA", "capital"), ("b", 1, "ITA", "name"), ("b", 1, "DEU", "name"),
    ("d", 1, "DEU", "name"), ("c", 1, "DEU", "name"),
)  # fmt: skip
DATES = documents(a="2020-01-05", b="2020-02-05", c="2020-02-15", d="")


def test_each_row_is_one_id_in_one_period_with_what_the_period_holds():
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


def test_nothing_is_lost_whatever_the_period():
    whole = tables.counts(FOUND, of=OF)["count"].sum()
    for period in ("auto", "day", "month", "year"):
        rows = tables.timeline(FOUND, DATES, of=OF, period=period)
        assert rows["count"].sum() == whole
        assert rows.drop_duplicates("period")[["documents", "n", "words"]].sum().tolist() == [4, 5, 10]


def test_codes_are_counted_on_the_whole_highlight_and_both_voices_together():
    codes = pd.DataFrame({"document": ["a", "a"], "number": [1, 2], "theme": "asia", "label": "Asia"})
    rows = tables.timeline(codes, DATES, of=OF, period="year")
    assert rows[["voice", "unit", "period", "count", "n"]].values.tolist() == [
        ["highlight", "codes", "", 0, 1],
        ["highlight", "codes", "2020", 2, 4],
    ]
    said = OF.assign(headline="Two words")
    assert tables.timeline(FOUND, DATES, of=said, voice="both", period="year")["words"].tolist() == [4, 16] * 2


@pytest.mark.parametrize(
    ("dates", "period", "expected"),
    [
        (["2020-01-05", "2020-01-20"], "auto", ["2020-01-05", "2020-01-20"]),
        (["2020-01-05", "2020-06-20"], "auto", ["2020-01", "2020-06"]),
        (["2020-01-05", "2022-12-31"], "auto", ["2020-01", "2022-12"]),
        (["2020-01-05", "2023-01-01"], "auto", ["2020", "2023"]),
        (["2020-01-05", "2020-01"], "auto", ["2020-01", "2020-01"]),
        (["2020-01-05", "2020"], "auto", ["2020", "2020"]),
        (["2020-01-05", ""], "auto", ["2020-01-05", ""]),
        (["1850", "2020"], "auto", ["1850", "2020"]),
        (["", ""], "auto", ["", ""]),
        (["2020-01-05", "2020"], "month", ["2020-01", ""]),
    ],
)
def test_the_finest_period_that_every_date_has_is_taken(dates, period, expected):
    found = tables.periods(documents(x=dates[0], y=dates[1]), period=period)
    assert found["period"].tolist() == expected and found["document"].tolist() == ["x", "y"]


@pytest.mark.parametrize(
    "date", ["5 May 2020", "2020-13", "2020-02-30", "20-01-01", "2020-1-5", "2020-01-", "２０２０"]
)
def test_a_date_that_is_none_is_named(date):
    with pytest.raises(ValueError, match=r"date of 'x' is .* write YYYY-MM-DD"):
        tables.periods(documents(x=date))


def test_wrong_options_and_missing_documents_are_answered():
    with pytest.raises(ValueError, match="did you mean 'month'"):
        tables.timeline(FOUND, DATES, of=OF, period="months")
    with pytest.raises(ValueError, match="no row for 'd', which the highlights come from"):
        tables.timeline(FOUND, DATES.head(3), of=OF)
    with pytest.raises(ValueError, match="did you mean 'paris-speech'"):
        tables.against(FOUND, "paris-speach", of=OF.replace("a", "paris-speech"))
    with pytest.raises(ValueError, match="no rest to hold it against"):
        tables.against(FOUND, "a", of=OF.head(2))
    with pytest.raises(ValueError, match="did you mean 'document'"):
        tables.counts(FOUND, of=OF, over="documents")


def test_the_empty_table_gives_the_empty_table():
    nothing, none = schema.empty("mentions"), schema.empty("highlights")
    empty = tables.timeline(nothing, schema.empty("documents"), of=none)
    pd.testing.assert_frame_equal(empty, schema.empty("timeline"))
    pd.testing.assert_frame_equal(tables.timeline(nothing, DATES, of=OF), empty)
    assert tables.periods(schema.empty("documents")).empty
    pd.testing.assert_frame_equal(tables.against(nothing, "a", of=OF), schema.empty("counts"))


def test_the_types_are_declared_and_arguments_left_as_they_were():
    before = [table.copy(deep=True) for table in (FOUND, DATES, OF)]
    rows = tables.timeline(FOUND, DATES, of=OF)
    pd.testing.assert_series_equal(rows.dtypes, schema.empty("timeline").dtypes)
    for table, copy in zip((FOUND, DATES, OF), before, strict=True):
        pd.testing.assert_frame_equal(table, copy)


def test_one_document_stands_against_all_others_and_keyness_takes_it():
    rows = tables.against(FOUND, "b", of=OF)
    assert rows[["group", "label", "count", "highlights", "n", "words"]].values.tolist() == [
        ["b", "Deu", 1, 1, 1, 4],
        ["b", "Ita", 1, 1, 1, 4],
        ["the rest", "Deu", 2, 2, 4, 6],
        ["the rest", "Ita", 2, 1, 4, 6],
    ]
    key = tables.keyness(rows).set_index("label")
    assert set(key["first"]) == {"b"} and key.loc["Ita", ["count_first", "count_second"]].tolist() == [1, 2]


def test_the_document_comes_first_also_behind_the_rest_in_the_alphabet():
    later = [table.replace("b", "zeal") for table in (FOUND, OF)]
    assert tables.against(later[0], "zeal", of=later[1])["group"].tolist() == ["zeal"] * 2 + ["the rest"] * 2


def test_dispersion_over_documents_is_gries_dp_in_plain_loops():
    rows = tables.counts(FOUND, of=OF, over="document").set_index("id")
    sizes = {"a": 3, "b": 4, "c": 1, "d": 2}
    for entity, here in {"ITA": {"a": 2, "b": 1}, "DEU": {"b": 1, "c": 1, "d": 1}}.items():
        expected = sum(abs(here.get(d, 0) / 3 - size / 10) for d, size in sizes.items()) / 2
        assert rows.loc[entity, "dispersion"] == pytest.approx(expected)
    over_highlights = tables.counts(FOUND, of=OF).set_index("id")["dispersion"]
    assert (over_highlights >= rows["dispersion"].reindex(over_highlights.index) - 1e-12).all()


def test_one_document_has_no_dispersion_over_documents():
    rows = tables.counts(FOUND[FOUND["document"] == "a"], of=OF.head(2), over="document")
    assert rows["dispersion"].isna().all() and rows["rate"].notna().all()
    assert tables.counts(FOUND, of=OF, by="document", over="document")["dispersion"].isna().all()
