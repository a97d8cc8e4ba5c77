"""Where in an article things come up."""

import pandas as pd
import pytest

from analysis import charts
from tests import make
from tests.chart_cases import mentions
from tests.drawn import marks, said, shapes


def italy(*numbers):
    rows = [("a", n, "quote", 0, 5, "Italy", "ITA", "Italy", "name", "") for n in numbers]
    return make.padded(rows, "mentions")


def of(*numbers):
    return pd.DataFrame({"document": "a", "number": numbers, "headline": "Ready"})


def named(*numbers, entity):
    return italy(*numbers).assign(entity=entity, label=entity.title())


def test_lexical_dispersion_has_a_cell_for_every_highlight():
    ax = charts.lexical_dispersion(mentions(1), of=of(*range(1, 28)))
    assert len(shapes(ax)) == 27


def test_lexical_dispersion_rows_are_in_the_order_of_the_title():
    often = pd.concat([named(5, entity="iran")] * 9)
    wide = named(1, 2, 3, entity="italy")
    ax = charts.lexical_dispersion(pd.concat([often, wide]), of=of(*range(1, 9)))
    assert said(ax)[0].startswith("Italy: in 3 of 8 quotes")
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Italy", "Iran"]


def test_lexical_dispersion_of_a_long_document_leaves_empty_cells_out():
    whole = of(*range(1, 901))
    assert len(shapes(charts.lexical_dispersion(mentions(3), of=whole))) == 3


WHOLE = [
    (italy(8), of(*range(1, 28)), "Italy: in 1 of 27 quotes", "1 to 27"),
    (italy(21, 25), of(21, 23, 25), "Italy: in 2 of 3 quotes", "21 to 25 (3 of them)"),
    (italy(8), None, "Italy: in 1 quote", "8"),
]


@pytest.mark.parametrize(("table", "whole", "title", "numbers"), WHOLE)
def test_lexical_dispersion_knows_only_the_highlights_it_is_given(table, whole, title, numbers):
    ax = charts.lexical_dispersion(table, of=whole)
    assert said(ax)[0] == title
    assert said(ax)[1].startswith(
        f"Mentions in the quotes, by the number of the highlight, {numbers}"
    )
    assert len(shapes(ax)) == (1 if whole is None else len(whole))


def test_lexical_dispersion_labels_every_highlight_where_some_are_missing():
    ax = charts.lexical_dispersion(italy(21, 25), of=of(21, 23, 25))
    assert [t.get_text() for t in ax.get_xticklabels()] == ["21", "23", "25"]


@pytest.mark.parametrize("whole", [of(21, 22), of(8).assign(document="b")])
def test_lexical_dispersion_refuses_the_highlights_of_another_document(whole):
    with pytest.raises(ValueError, match="not those of the document 'a' in the table"):
        charts.lexical_dispersion(italy(8), of=whole)


def test_lexical_dispersion_quotes_a_word():
    words = italy(1).rename(columns={"entity": "token"}).assign(stop=False)
    assert said(charts.lexical_dispersion(words, of=of(1, 2)))[0] == "“Italy”: in 1 of 2 quotes"


def test_lexical_dispersion_names_no_leader_in_a_tie():
    table = pd.concat([italy(1), named(2, entity="india")])
    title, _ = said(charts.lexical_dispersion(table, of=of(1, 2, 3)))
    assert title == "Both names are level, each in 1 of 3 quotes"
    more = pd.concat([table, italy(2), named(3, entity="india"), named(3, entity="japan")])
    title, _ = said(charts.lexical_dispersion(more, of=of(1, 2, 3)))
    assert title == "India and Italy share the lead, each in 2 of 3 quotes"


def test_lexical_dispersion_draws_the_chosen_rows_in_their_order():
    table = pd.concat([italy(1, 2, 3), named(1, 2, entity="india"), named(1, entity="japan")])
    ax = charts.lexical_dispersion(table, of=of(1, 2, 3), chosen=["Japan", "ITA"])
    assert [t.get_text() for t in ax.get_yticklabels()] == ["Japan", "Italy"]
    assert not any("India" in mark for mark in marks(ax))
    assert "shown" not in said(ax)[1]
    with pytest.raises(ValueError, match="'Itly' does not occur here; did you mean 'Italy'"):
        charts.lexical_dispersion(table, chosen=["Itly"])
    with pytest.raises(TypeError, match="a list of ids or labels"):
        charts.lexical_dispersion(table, chosen="Italy")


def test_lexical_dispersion_of_a_corpus_has_a_column_for_each_document():
    table = pd.concat([italy(1, 2), italy(1).assign(document="b")])
    whole = pd.concat([of(1, 2), of(1).assign(document="b"), of(1).assign(document="c")])
    ax = charts.lexical_dispersion(table, of=whole)
    assert [t.get_text() for t in ax.get_xticklabels()] == ["a", "b", "c"]
    assert said(ax)[0] == "Italy: in 2 of 3 documents"


def test_lexical_dispersion_keeps_no_quotes_in_its_record():
    whole = of(1).assign(quote="many words")
    kept = charts.lexical_dispersion(italy(1), of=whole).figure.charts[0].arguments["of"]
    assert list(kept.columns) == ["document", "number", "headline"]
