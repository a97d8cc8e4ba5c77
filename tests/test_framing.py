"""Headline against quote of the same highlight."""

import math

import pandas as pd
import pytest

from analysis import countries, load, schema, tables, themes
from tests import make

OF = make.highlights(*[("h", "q")] * 12, ("h", ""), ("", "q"))


def spans(**numbers):
    """Mentions from the highlights whose headline, and whose quote, name an entity: IND=([1], [1, 2])."""
    rows = [
        (number, voice, entity)
        for entity, voices in numbers.items()
        for voice, found in zip(("headline", "quote"), voices, strict=True)
        for number in found
    ]
    return make.mentions(*rows, columns="number voice entity")


def test_framing_counts_highlights_by_who_names_it():
    table = spans(IND=([1, 2, 2, 3], [3, 4]), ITA=([5], [5, 6, 7, 8]))
    found = tables.framing(table, of=OF)
    columns = ["unit", "id", "label", "headline_only", "both", "quote_only", "n"]
    assert found[columns].values.tolist() == [
        ["mentions", "ITA", "Ita", 0, 1, 3, 12],
        ["mentions", "IND", "Ind", 2, 1, 1, 12],
    ]
    assert found["p"].tolist() == pytest.approx([0.25, 1.0])


def test_framing_leaves_out_highlights_without_a_headline_or_quote():
    found = tables.framing(spans(IND=([1, 13], [14])), of=OF)
    assert found[["headline_only", "both", "quote_only", "n"]].values.tolist() == [[1, 0, 0, 12]]
    assert tables.framing(spans(IND=([13], [14])), of=OF).empty


@pytest.mark.parametrize(("headline", "quote"), [(0, 6), (1, 8), (10, 2), (3, 3)])
def test_framing_p_by_the_definition_of_mcnemar(headline, quote):
    of = make.highlights(*[("h", "q")] * 20)
    numbers = range(1, headline + 1), range(20, 20 - quote, -1)
    p = tables.framing(spans(IND=numbers), of=of)["p"].iloc[0]
    n, most = headline + quote, max(headline, quote)
    assert p == pytest.approx(min(1, 2 * sum(math.comb(n, k) for k in range(most, n + 1)) / 2**n))


def test_framing_stands_out_after_correction():
    of = make.highlights(*[("h", "q")] * 20)
    clear = spans(IND=(range(1, 13), [1]), ITA=([1], [2, 3, 4, 5, 6, 7]))
    found = tables.framing(clear, of=of).set_index("id")["stands_out"]
    assert found.to_dict() == {"IND": True, "ITA": False}


def test_framing_orders_by_gap_then_sum_then_label():
    table = spans(A=([1, 2], [1, 2]), B=([1, 2], [3]), C=([1], [1, 2]), D=([1, 2], [2]))
    assert tables.framing(table, of=OF)["id"].tolist() == ["B", "C", "D", "A"]


def test_framing_of_the_article_names_russia_five_times_in_the_headline_alone():
    article = load.article()
    mentions = countries.mentions(article)
    states = mentions[mentions["kind"].isin(schema.BROAD)]
    found = tables.framing(states, of=article).set_index("label")
    columns = ["headline_only", "both", "quote_only"]
    assert found.loc["Russia", columns].tolist() == [5, 7, 2]
    assert found.loc["Russia", "p"] == pytest.approx(0.453, abs=0.001)
    assert not found["stands_out"].any()
    assert set(tables.framing(themes.cues(article), of=article)["unit"]) == {"codes"}


def test_framing_of_the_empty_table():
    empty = tables.framing(schema.empty("mentions"), of=schema.empty("highlights"))
    pd.testing.assert_frame_equal(empty, schema.empty("framing"))


def test_framing_refuses_codes_and_other_types():
    with pytest.raises(ValueError, match="spans must have a column 'voice'"):
        tables.framing(make.codes((1, "asia")), of=OF)
    with pytest.raises(TypeError, match="spans must be a pandas DataFrame of mentions"):
        tables.framing("x", of=OF)
