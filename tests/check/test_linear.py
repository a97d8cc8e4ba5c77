"""A corpus is loaded, coded and counted in time that grows with its size and not faster."""

import runpy
import warnings
from pathlib import Path

from analysis import load


def test_the_whole_job_is_linear_in_the_number_of_highlights():
    benchmark = runpy.run_path(str(Path(__file__).parents[1] / "benchmarks" / "corpus.py"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", load.LoadWarning)
        steps = benchmark["measured"]((1_500, 3_000, 6_000))
    assert steps.loc["all", "exponent"] < 1.25
    # Steps that take a fraction of a second are left to the sum.
    assert (steps.loc[["load", "mentions", "codes", "vocabulary", "tokens"], "exponent"] < 1.4).all(), steps
