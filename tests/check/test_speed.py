"""How fast the matcher is beside the bare scan, and that time grows with the text and not faster."""

import runpy
from pathlib import Path

import pandas as pd

from analysis import countries, lexicon

benchmark = runpy.run_path(str(Path(__file__).parents[1] / "benchmarks" / "lexicon.py"))


def test_find_runs_at_a_third_of_the_bare_scan():
    table = benchmark["measured"](2_000_000)["of the bare scan"]
    assert table["lexicon.find, the same forms"] > 1 / 3
    assert table["lexicon.find, with guards and clues"] > 1 / 3


def test_time_is_linear_in_the_text():
    small, large = benchmark["texts"](1_000_000), benchmark["texts"](4_000_000)
    one = pd.DataFrame({"document": "d", "number": [1], "headline": "", "quote": [" ".join(large["quote"])]})
    for task in (countries.mentions, countries.suppressed):
        base = benchmark["best"](lambda task=task: task(small), 3)
        assert benchmark["best"](lambda task=task: task(large), 3) < 4 * 2 * base
        assert benchmark["best"](lambda task=task: task(one), 3) < 4 * 2 * base  # in one quote, too


def test_no_text_makes_it_slow():
    """Texts made of what costs most: nested forms, chains of overlaps, one word without an end."""
    size = 400_000
    chains = lexicon.build(pd.DataFrame({"form": ["a b", "b a", "a b a", "a*", "aa*", "b"], "case": "fold"}))
    names = "Congo, Georgia, Korea and Jordan Smith; Michael Jordan in Brussels, US "
    for built, text in [(chains, "a b " * (size // 4)), (chains, "a" * size), (chains, "aa " * (size // 3))]:
        table = pd.DataFrame({"document": "d", "number": [1], "headline": "", "quote": [text]})
        assert benchmark["best"](lambda t=table, b=built: lexicon.find(t, b), 1) < 5
    for text in (names * (size // len(names)), "us " * (size // 3), "US " * (size // 3), "the West" * (size // 8)):
        table = pd.DataFrame({"document": "d", "number": [1], "headline": "", "quote": [text]})
        assert benchmark["best"](lambda t=table: countries.mentions(t), 1) < 10
