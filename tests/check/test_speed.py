"""How fast the matcher is beside the bare scan, and that time grows with the text and not faster."""

import runpy
import time
from pathlib import Path

import pandas as pd

from analysis import countries, lexicon

benchmark = runpy.run_path(str(Path(__file__).parents[1] / "benchmarks" / "lexicon.py"))


def one_text(text):
    return pd.DataFrame({"document": "d", "number": [1], "headline": "", "quote": [text]})


def seconds(task):
    start = time.perf_counter()
    task()
    return time.perf_counter() - start


def test_find_runs_at_a_third_of_the_bare_scan():
    speed = benchmark["measured"](2_000_000)["of the bare scan"]
    assert speed["lexicon.find, the same forms"] > 1 / 3


def test_time_is_linear_in_the_text():
    small, large = benchmark["texts"](1_000_000), benchmark["texts"](4_000_000)
    in_one = one_text(" ".join(large["quote"]))
    for read in (countries.mentions, countries.suppressed):
        tasks = {"small": lambda r=read: r(small), "large": lambda r=read: r(large), "in one": lambda r=read: r(in_one)}
        times = benchmark["best"](tasks, 3)
        assert times["large"] < 4 * 2 * times["small"]
        assert times["in one"] < 4 * 2 * times["small"]


def test_no_text_makes_it_slow():
    """Texts made of what costs most: nested forms, chains of overlaps, one word without an end."""
    size = 400_000
    chains = lexicon.build(pd.DataFrame({"form": ["a b", "b a", "a b a", "a*", "aa*", "b"], "case": "fold"}))
    for text in ("a b " * (size // 4), "a" * size, "aa " * (size // 3)):
        assert seconds(lambda text=text: lexicon.find(one_text(text), chains)) < 10
    names = "Congo, Georgia, Korea and Jordan Smith; Michael Jordan in Brussels, US "
    for text in (names * (size // len(names)), "us " * (size // 3), "US " * (size // 3), "the West" * (size // 8)):
        assert seconds(lambda text=text: countries.mentions(one_text(text))) < 30
