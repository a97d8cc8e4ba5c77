"""The statistics against independent packages, and what the intervals and tests hold in simulated texts."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis import tables
from tests import machine, make
from tests.test_agreement import drawn, true_alpha
from tests.test_keyness import clumped_texts

ROOT = Path(__file__).parents[2]
PACKAGES = ("krippendorff", "nltk", "scipy", "statsmodels")


@pytest.fixture(scope="module")
def theirs(tmp_path_factory):
    """The folder of the packages, in an environment of their own: the project does not depend on them."""
    folder = tmp_path_factory.mktemp("packages")
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    steps = (
        [sys.executable, "-m", "venv", folder],
        [python, "-m", "pip", "install", "--quiet", *PACKAGES],
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
    )
    for step in steps:
        done = subprocess.run(step, capture_output=True, text=True, check=False)
        if done.returncode:
            last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
            machine.lacking(f"{', '.join(PACKAGES)} cannot be installed: {last}")
    return done.stdout.strip()


def test_methods_agree_with_independent_packages(theirs):
    # After the project's own packages, so that these are the ones compared.
    start = f"import sys; sys.path.append({str(theirs)!r}); from tests.check import independent; sys.exit(independent.main())"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", start]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(" cases, ") == 12


@pytest.mark.parametrize(("texts", "length"), [(40, 1000), (40, 90), (16, 1000)])
def test_keyness_of_random_splits_finds_words_in_five_per_cent(texts, length):
    random, found, splits = np.random.default_rng(texts + length), 0, 100
    for _ in range(10):
        tokens, of = clumped_texts(random, texts, length)
        for _ in range(splits // 10):
            half = random.permutation(np.repeat(["a", "b"], texts // 2))
            counts = tables.counts(tokens, of=of.assign(half=half), by="half")
            found += tables.keyness(counts)["stands_out"].any()
    print(f"{texts} texts of {length} words: words stand out in {found} of {splits} random splits")

    # Twelve or more of 100 have a chance of 0.4 % where the rate is 5 %.
    assert found <= 11


def test_keyness_finds_words_that_differ():
    """Three words are three times as frequent in one half: power, next to the rate of false findings."""
    random, found = np.random.default_rng(1), 0
    for _ in range(10):
        tokens, of = clumped_texts(random, 40)
        half = np.repeat(["a", "b"], 20)
        first = set(of["number"][half == "a"])
        more = tokens[tokens["token"].isin(["w5", "w10", "w20"]) & tokens["number"].isin(first)]
        counts = tables.counts(pd.concat([tokens, more, more]), of=of.assign(half=half), by="half")
        rows = tables.keyness(counts).set_index("id")
        found += rows.loc[["w5", "w10", "w20"], "stands_out"].sum()
    print(f"{found} of 30 words that differ are found")
    assert found >= 15


@pytest.mark.parametrize("n", [27, 100])
@pytest.mark.parametrize(
    "case", [(0.10, 0.9, 0.99), (0.15, 0.95, 0.99), (0.15, 0.8, 0.98), (0.15, 0.9, 0.97)]
)
def test_agreement_interval_covers_alpha(case, n):
    random, true, held, known = np.random.default_rng(n), true_alpha(*case), 0, 0
    for _ in range(200):
        row = tables.agreement(make.codings(**drawn(random, n, *case)), draws=500).iloc[0]
        known += row["alpha"] == row["alpha"]
        held += row["low"] <= true <= row["high"]
    print(f"prevalence, sensitivity, specificity {case}, n = {n}: {held / known:.0%} of intervals")

    # The percentile bootstrap with 100 highlights holds alpha in 91 to 96 %.
    assert held / known >= 0.88
