"""Everything downstream takes a corpus: folders of articles from the files to the charts."""

import pytest

from analysis import charts, countries, load, schema, tables, themes, words
from tests import corpora


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    with pytest.warns(load.LoadWarning, match="left out: .*notes.txt"):
        return load.read(corpora.small(tmp_path_factory.mktemp("small")))


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    return load.read(corpora.large(tmp_path_factory.mktemp("large")))


@pytest.fixture(scope="module")
def mentions(small):
    found = countries.mentions(small.highlights)
    return found[found["kind"].isin(schema.BROAD)]


def test_a_folder_is_one_table_with_a_row_for_each_document(small):
    assert small.documents[["document", "date", "publisher", "highlights"]].values.tolist() == [
        ["2019-harbour", "2019-06-02", "The Paper", 2],
        ["2020-budget", "2020-11-20", "The Paper", 2],
        ["2021-summit", "2021-01-15", "The Other Paper", 2],
        ["undated-letter", "", "", 2],
    ]
    assert small.report.loc[small.report["what"] == "refused", "document"].tolist() == ["notes"]


def test_counts_by_document_have_the_documents_own_words(small, mentions):
    rows = tables.counts(mentions, by="document", of=small.highlights)
    iceland = rows[rows["label"] == "Iceland"].set_index("group")
    assert iceland["count"].to_dict() == {"2019-harbour": 1, "2020-budget": 2, "undated-letter": 1}
    words_of = small.documents.set_index("document")["words"]
    assert iceland["words"].to_dict() == words_of[iceland.index].to_dict()


def test_counts_over_time_keep_the_undated_letter_apart(small, mentions):
    rows = tables.timeline(mentions, small.documents, of=small.highlights, period="year")
    iceland = rows[rows["label"] == "Iceland"]
    assert iceland[["period", "count", "documents"]].values.tolist() == [
        ["", 1, 1], ["2019", 1, 1], ["2020", 2, 1], ["2021", 0, 1],
    ]  # fmt: skip
    chart = charts.timeline(rows, source=small.documents)
    assert (
        "1 document without such a date left out: undated-letter" in chart.figure.charts[0].subtitle
    )


def test_keyness_of_one_article_against_the_rest(small):
    tokens = words.tokens(small.highlights)
    found = tables.keyness(tables.one_vs_rest(tokens, "2020-budget", of=small.highlights))
    assert found[["first", "second"]].drop_duplicates().values.tolist() == [
        ["2020-budget", "the rest"]
    ]
    vaccine = found.set_index("id").loc["vaccine"]
    assert vaccine[["count_first", "count_second"]].tolist() == [2, 1]
    assert not charts.keyness(found).get_title().startswith("Nothing to show")


def test_dispersion_over_documents_is_not_that_over_highlights(small, mentions):
    by_highlight, by_document = (
        tables.counts(mentions, of=small.highlights, over=over).set_index("label")["dispersion"]
        for over in ("highlight", "document")
    )
    assert by_document["Iceland"] < by_highlight["Iceland"] and by_document["France"] > 0.5


def test_a_hundred_documents_are_drawn_as_far_as_can_be_seen_and_the_rest_is_counted(large):
    codes, mentions = themes.codes(large.highlights), countries.mentions(large.highlights)
    assert len(large.documents) == 120 and codes["document"].nunique() == 120
    by_document = tables.counts(codes, by="document", of=large.highlights)
    drawn = {
        "small_multiples": charts.small_multiples(by_document, source=large.documents),
        "document_portrait": charts.document_portrait(
            codes, source=large.documents, of=large.highlights
        ),
        "lexical_dispersion": charts.lexical_dispersion(
            mentions, source=large.documents, of=large.highlights
        ),
        "timeline": charts.timeline(
            tables.timeline(mentions, large.documents, of=large.highlights), source=large.documents
        ),
    }
    said = {name: chart.figure.charts[0] for name, chart in drawn.items()}
    assert "the 113 smallest of 120 groups are merged" in said["small_multiples"].subtitle
    assert (
        "the first 53 of the 120 documents with a theme shown" in said["document_portrait"].subtitle
    )
    assert "by the document, 1 to 120" in said["lexical_dispersion"].subtitle
    assert "by month, of 240 highlights in 120 documents" in said["timeline"].subtitle
    assert all(
        record.source.startswith("Source: 120 documents, 2018-01-01 to") for record in said.values()
    )
    assert all(chart.figure.get_size_inches()[1] < 25 for chart in drawn.values())


def test_a_portrait_of_few_documents_says_how_many_highlights_of_each(small):
    codes = themes.codes(small.highlights)
    chart = charts.document_portrait(codes, of=small.highlights)
    record = chart.figure.charts[0]
    assert chart.get_yticklabels()[0].get_text() == "1 2019-harbour"
    assert "2020-budget, Pandemic and vaccines: 1 of 2 highlights" in record.marks.values()


def test_mentions_of_one_document_are_drawn_in_its_order_whatever_else_there_is(small, mentions):
    one = mentions[mentions["document"] == "2019-harbour"]
    record = charts.lexical_dispersion(one, of=small.highlights).figure.charts[0]
    assert "by the number of the highlight, 1 to 2" in record.subtitle
