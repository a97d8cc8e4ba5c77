"""The matcher against a slow and obvious one, and the texts that break obvious ones."""

import tracemalloc
import unicodedata
from itertools import chain

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import lexicon, schema
from analysis.lexicon import automaton
from analysis.lexicon.characters import in_word


def highlights(*quotes, headline=""):
    # As Python strings, since Arrow's, which pandas takes where PyArrow is installed, hold no lone surrogates.
    quote = pd.Series(list(quotes), dtype=pd.StringDtype("python", na_value=np.nan))
    return pd.DataFrame(
        {"document": "d", "number": range(1, len(quotes) + 1), "headline": headline, "quote": quote}
    )


def surfaces(entries, *quotes):
    """What is found in the quotes, in order."""
    return lexicon.find(highlights(*quotes), lexicon.build(pd.DataFrame(entries)))[
        "surface"
    ].tolist()


def test_both_voices_in_order():
    table = highlights("Rome and Paris", "Paris", headline="Paris, Rome")
    hits = lexicon.find(table, lexicon.build(pd.DataFrame({"form": ["Rome", "Paris"]})))
    schema.check(hits, "hits")
    assert hits[["number", "voice", "start", "end", "surface", "entry"]].values.tolist() == [
        [1, "headline", 0, 5, "Paris", 1],
        [1, "headline", 7, 11, "Rome", 0],
        [1, "quote", 0, 4, "Rome", 0],
        [1, "quote", 9, 14, "Paris", 1],
        [2, "headline", 0, 5, "Paris", 1],
        [2, "headline", 7, 11, "Rome", 0],
        [2, "quote", 0, 5, "Paris", 1],
    ]


@pytest.mark.parametrize(
    ("form", "case", "quote", "found"),
    [
        ("US", "exact", "US, us, USA, bUS, US's, (US)", ["US", "US", "US"]),
        ("us", "fold", "US us Us", ["US", "us", "Us"]),
        ("U.S.", "exact", "the U.S. and UNSC, U.S.-led, U.S.A", ["U.S.", "U.S."]),
        ("vaccin*", "fold", "Vaccines VACCINATED avaccine", ["Vaccines", "VACCINATED"]),
        (
            "Côte d'Ivoire",
            "exact",
            "Cote d’Ivoire, Côte d'Ivoire",
            ["Cote d’Ivoire", "Côte d'Ivoire"],
        ),
        (
            "United States",
            "exact",
            "United\nStates, United\u00a0States, UnitedStates",
            ["United\nStates", "United\u00a0States"],
        ),
        (
            "Guinea-Bissau",
            "exact",
            "Guinea\u2011Bissau, Guinea–Bissau",
            ["Guinea\u2011Bissau", "Guinea–Bissau"],
        ),
        ("Łódź", "fold", "łódź, Lodz, ŁÓDŹ", ["łódź", "Lodz", "ŁÓDŹ"]),
        ("Россия", "fold", "РОССИЯ и Россия", ["РОССИЯ", "Россия"]),
        ("(SCO", "exact", "the (SCO)", ["(SCO"]),
        ("a.c", "exact", "abc a.c", ["a.c"]),
        ("Iran", "exact", "Ira\u0301n Iran\u0301 İran Iran", ["Iran"]),
    ],
)
def test_what_a_form_finds(form, case, quote, found):
    assert surfaces({"form": [form], "case": [case]}, quote) == found


def test_decomposed_accents_are_found_as_they_stand():
    quote = unicodedata.normalize("NFD", "in Côte d'Ivoire.")
    hits = lexicon.find(highlights(quote), lexicon.build(pd.DataFrame({"form": ["Côte d'Ivoire"]})))
    assert quote[hits["start"][0] : hits["end"][0]] == hits["surface"][0]
    assert unicodedata.normalize("NFC", hits["surface"][0]) == "Côte d'Ivoire"


def test_the_longest_wins_within_a_set_only():
    forms = {
        "form": ["South Korea", "Korea", "Korea Gulf Bank", "south"],
        "set": ["a", "a", "a", "b"],
    }
    assert surfaces(forms, "South Korea. South Korea Gulf Bank") == [
        "South Korea",
        "South",
        "South",
        "Korea Gulf Bank",
    ]


def test_two_lexicons_joined_find_as_one():
    first, second = (
        pd.DataFrame({"form": ["Rome*", "Italy"], "case": "exact"}),
        pd.DataFrame({"form": ["in rome", "bonn"]}),
    )
    table = highlights("Romeward in Rome, Italy or Bonn")
    one = lexicon.build(pd.concat([first, second.assign(case="fold")], ignore_index=True))
    hits = lexicon.find(table, lexicon.joined(lexicon.build(first), lexicon.build(second)))
    assert hits[["surface", "entry"]].values.tolist() == [
        ["Romeward", 0],
        ["in Rome", 2],
        ["Italy", 1],
        ["Bonn", 3],
    ]
    pd.testing.assert_frame_equal(hits, lexicon.find(table, one))


def test_words_end_at_letters_and_marks_of_any_plane():
    quote = "Iran\U00010400 Iran\U00020000 Iran\u0301 Iran\U0001f600 Iran\U000e0100 Iran\U0010ffff"
    hits = lexicon.find(highlights(quote), lexicon.build(pd.DataFrame({"form": ["Iran"]})))
    assert [quote[end] if end < len(quote) else "" for end in hits["end"]] == [
        "\U0001f600",
        "\U000e0100",
        "\U0010ffff",
    ]


def test_the_first_of_two_entries_with_one_form_wins():
    hits = lexicon.find(
        highlights("Georgia"), lexicon.build(pd.DataFrame({"form": ["Georgia", "Georgia"]}))
    )
    assert hits["entry"].tolist() == [0]


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ({"form": ["Rome", " "]}, "row 1.*no letter or digit"),
        ({"form": ["*"]}, "row 0.*no letter or digit"),
        ({"form": ["a*b"]}, "row 0.*only one"),
        ({"form": [None]}, "row 0.*form is text"),
        ({"name": ["Rome"]}, "need a column 'form'; there are name"),
        ({"form": ["Rome"], "case": ["exakt"]}, "row 0.*did you mean 'exact'"),
    ],
)
def test_what_cannot_be_found_is_refused(entries, message):
    with pytest.raises(ValueError, match=message):
        lexicon.build(pd.DataFrame(entries))


def test_nothing_in_nothing_out():
    none = lexicon.build(pd.DataFrame({"form": pd.Series(dtype="str")}))
    some = lexicon.build(pd.DataFrame({"form": ["Rome"]}))
    for hits in (
        lexicon.find(highlights("Rome"), none),
        lexicon.find(highlights("Rome")[:0], some),
    ):
        pd.testing.assert_frame_equal(hits, schema.empty("hits"))


def obvious(entries, text):
    """The same by brute force: every span of every entry, the longest first."""

    def word(at):
        return 0 <= at < len(text) and in_word(text[at])

    spans = []
    for row, form in enumerate(entries):
        stem = form.removesuffix("*")
        for start in range(len(text)):
            end = start + len(stem)
            if text[start:end].lower() == stem and not word(start - 1):
                while form.endswith("*") and word(end):
                    end += 1
                if not word(end):
                    spans.append((start - end, start, row, end))
    kept = []
    for _, start, row, end in sorted(spans):
        if all(end <= s or start >= e for s, e, _ in kept):
            kept.append((start, end, row))
    return sorted(kept)


FORMS = st.lists(st.from_regex(r"[ab]( ?[ab]){0,3}\*?", fullmatch=True), min_size=1, max_size=6)


@settings(deadline=None)
@given(FORMS, st.lists(st.text("aAbB .\n-\ud800", max_size=30), max_size=4), st.integers(8, 20))
def test_as_the_obvious_matcher_and_in_any_window(forms, quotes, window):
    table = highlights(*quotes)
    built = lexicon.build(pd.DataFrame({"form": forms}))
    folded = [quote.replace("\n", " ") for quote in quotes]
    expected = [(n, *hit) for n, quote in enumerate(folded, 1) for hit in obvious(forms, quote)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(automaton, "_SMALLEST", 4)
        patch.setattr(automaton, "_WINDOW", window)
        hits = lexicon.find(table, built)
    assert (
        list(hits[["number", "start", "end", "entry"]].itertuples(index=False, name=None))
        == expected
    )
    assert all(quotes[h.number - 1][h.start : h.end] == h.surface for h in hits.itertuples())


CASED = st.lists(st.from_regex(r"[aAé]( ?[aAé]){0,2}", fullmatch=True), min_size=1, max_size=6)


@settings(deadline=None)
@given(CASED, st.text("aAé“😀 \ud800", max_size=30), st.sampled_from([0, 500]))
def test_forms_of_either_case_are_found_in_any_kind_of_table(forms, quote, few):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(automaton, "_FEW", few)
        built = lexicon.build(pd.DataFrame({"form": forms, "case": "exact", "set": forms}))
    hits = lexicon.find(highlights(quote), built)
    found = {(hit.start, hit.end, forms[hit.entry]) for hit in hits.itertuples()}
    assert found == set(chain.from_iterable(whole(form, quote) for form in forms))


def whole(form, text):
    """The places of a form where it is a whole word, from left to right; é without its accent is an e, not an a."""
    at = 0
    while (start := text.find(form, at)) >= 0:
        end = start + len(form)
        is_begun = in_word(text[start - 1]) if start else False
        goes_on = in_word(text[end]) if end < len(text) else False
        is_whole = not is_begun and not goes_on
        at = end if is_whole else start + 1
        if is_whole:
            yield start, end, form


@given(st.lists(st.text("ab", min_size=1, max_size=4), min_size=1, max_size=12))
def test_as_many_patterns_end_at_one_place_as_the_deepest_holds(patterns):
    machine = automaton.ready([(pattern, 0) for pattern in patterns], None)
    ends = [sum(map(pattern.endswith, patterns)) for pattern in patterns]
    assert machine.deepest == max(ends)


def test_memory_does_not_grow_with_the_text():
    built = lexicon.build(pd.DataFrame({"form": ["Rome", "a*"]}))
    peaks = []
    for size in (6_000_000, 18_000_000):
        table = highlights("word " * (size // 5), "a" + "b" * size)
        tracemalloc.start()
        lexicon.find(table, built)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.3 * peaks[0]
