"""One process, up to 100,000 highlights: loaded, coded and counted. python tests/benchmarks/corpus.py [HIGHLIGHTS ...]

Prints the processor's seconds for every step against the number of highlights, the exponent of size that fits them best
(1 is linear), and the most memory that the process held.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parent))
import made

from analysis import countries, load, tables, themes, words

SIZES = (6_250, 12_500, 25_000, 50_000, 100_000)


def seconds(count: int) -> dict[str, float]:
    """How long each step takes for so many highlights; other programs do not lengthen it."""
    took: dict[str, float] = {}

    def step(name: str, task: Callable[[], object]) -> object:
        start = time.process_time()
        result = task()
        took[name] = time.process_time() - start
        return result

    with tempfile.TemporaryDirectory() as folder:
        made.articles(made.highlights(count), Path(folder))
        highlights, documents, _ = step("load", lambda: load.read(folder))
    if len(highlights) != count:
        raise RuntimeError(f"{count} highlights were written, {len(highlights)} were read")
    mentions = step("mentions", lambda: countries.mentions(highlights))
    codes = step("codes", lambda: themes.codes(highlights))
    vocabulary = step("vocabulary", lambda: words.vocabulary(highlights))
    tokens = step("tokens", lambda: words.tokens(highlights, vocabulary=vocabulary))
    step(
        "counts",
        lambda: [tables.counts(table, of=highlights) for table in (mentions, codes, tokens)],
    )
    step(
        "by document",
        lambda: [tables.counts(table, by="document", of=highlights) for table in (mentions, codes)],
    )
    step("together", lambda: tables.crosstab(codes, mentions, of=highlights))
    dates = documents.assign(date=[f"{1990 + i % 30}" for i in range(len(documents))])
    step("over time", lambda: tables.timeline(codes, dates, of=highlights))
    return {**took, "all": sum(took.values())}


def exponent(sizes: pd.Index, times: pd.Series) -> float:
    """The slope of time against size on two logarithmic scales, by least squares; none for one size."""
    if len(sizes) < 2:
        return float("nan")
    return float(np.polyfit(np.log(sizes.to_numpy(dtype=float)), np.log(times.to_numpy()), 1)[0])


def measured(sizes: tuple[int, ...] = SIZES) -> pd.DataFrame:
    """Seconds: one row a step, one column a size, and the exponent."""
    warnings.simplefilter("ignore", load.LoadWarning)  # headlines of chance may repeat
    seconds(250)  # what is made ready once, is made ready here
    table = pd.DataFrame({size: seconds(size) for size in sizes})
    return table.assign(exponent=[exponent(pd.Index(sizes), row) for _, row in table.iterrows()])


def main(sizes: tuple[int, ...]) -> None:
    """Print the table as Markdown, and the memory."""
    found = measured(sizes)
    print("| step |", " | ".join(f"{size:,}" for size in sizes), "| exponent |")
    print("| --- |", " | ".join(["--:"] * len(found.columns)), "|")
    for step, row in found.iterrows():
        print(f"| {step} |", " | ".join(f"{value:.2f}" for value in row), "|")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nThe most memory at {max(sizes):,} highlights: {peak:,.0f} MB.")


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
