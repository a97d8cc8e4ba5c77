"""What reads text reads it row by row, names of countries document by document: cut there, a table gives the same rows."""

import pickle
import warnings
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import countries, load, schema, themes, words

ARTICLES = Path(__file__).parent / "articles"


def corpus():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", load.LoadWarning)
        read = load.corpus(
            [load.BUNDLED, *sorted(p for p in ARTICLES.iterdir() if p.suffix == ".md")]
        )
    return read.groupby("document", sort=False).head(12).reset_index(drop=True)


OF = corpus()
# Each table, the function that makes it, and what is made once and handed to every part.
ROWWISE = {
    "mentions": (countries.mentions, {}),
    "suppressed": (countries.suppressed, {}),
    "cues": (themes.cues, {"codebook": themes.codebook()}),
    "codes": (themes.codes, {"corrections": None}),
    "tokens": (words.tokens, {"vocabulary": words.vocabulary(OF)}),
}


BY_DOCUMENT = ("mentions", "suppressed")  # a name is decided by the whole document


@pytest.fixture(scope="module")
def whole():
    return {name: function(OF, **given) for name, (function, given) in ROWWISE.items()}


def together(name, parts):
    function, options = ROWWISE[name]
    return pd.concat([function(part, **options) for part in parts], ignore_index=True)


def test_corpus_is_worth_cutting():
    assert OF["document"].nunique() > 5 and len(OF) > 60


@pytest.mark.parametrize("name", ROWWISE)
def test_rowwise_each_part_alone(name, whole):
    parts = [OF.iloc[[i]] for i in range(len(OF))]
    if name in BY_DOCUMENT:
        parts = [part for _, part in OF.groupby("document", sort=False)]
    rows = together(name, parts)
    pd.testing.assert_frame_equal(rows, whole[name])
    assert len(rows)


@settings(max_examples=6, deadline=None)
@given(cuts=st.lists(st.integers(0, len(OF)), max_size=6))
def test_rowwise_cut_anywhere(whole, cuts):
    edges = [0, *sorted(cuts), len(OF)]
    parts = [OF.iloc[low:high] for low, high in pairwise(edges)]
    for name in ("cues", "tokens"):
        pd.testing.assert_frame_equal(together(name, parts), whole[name])


@pytest.mark.parametrize("name", ROWWISE)
def test_rowwise_empty_table_and_any_index(name, whole):
    function, options = ROWWISE[name]
    pd.testing.assert_frame_equal(function(OF.head(0), **options), schema.empty(name))
    pd.testing.assert_frame_equal(
        function(OF.set_index(OF.index[::-1] * 7), **options), whole[name]
    )


@pytest.mark.parametrize("name", ROWWISE)
def test_rowwise_pickled_to_other_processes(name, whole):
    function, options = pickle.loads(pickle.dumps(ROWWISE[name]))
    pd.testing.assert_frame_equal(function(pickle.loads(pickle.dumps(OF)), **options), whole[name])
