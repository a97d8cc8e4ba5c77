"""How fast articles are read: `python tests/benchmarks/load.py [HIGHLIGHTS]`, up to 100,000 where nothing is said.

First the bundled article: from its bytes to highlights (`parse`), and with the file and the table (`load.article`), beside
only reading the file and splitting it into lines; the best of many turns, of the processor. Then articles made here, in the shape of a headline with a colon over a quote of two
sentences with quotation marks in it: seconds against the number of highlights, and the exponent b of seconds = a · n^b,
fitted to the logarithms by least squares over the sizes from 1,000 on: 1 is linear, 2 quadratic.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from analysis import load
from analysis.load.article import articles as parse

SIZES = (100, 1_000, 3_000, 10_000, 30_000, 100_000)
_WORDS = "we they talks border treaty river port minister grain island election sanction visit council summit law trade"
WORDS = _WORDS.split()


def seconds(function: Callable[[], object], times: int) -> float:
    """The best of a few runs, in seconds of the processor, which other programs do not lengthen."""
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        function()
        best = min(best, time.process_time() - start)
    return best


def made(highlights: int, seed: int = 1) -> str:
    """An article with so many highlights, the same for the same seed."""
    chance = random.Random(seed)

    def sentence(length: int) -> str:
        return " ".join(chance.choices(WORDS, k=length)).capitalize()

    parts = ["# An Article Made For Measuring"]
    for number in range(1, highlights + 1):
        parts.append(f"{sentence(5).title()} {number}:")
        parts.append(f"“{sentence(25)}. They call it “{sentence(2)}” and {sentence(12)}.”")
    return "\n\n".join(parts)


def exponent(sizes: list[int], times: list[float]) -> float:
    """The slope of log seconds over log size."""
    return float(np.polyfit(np.log(sizes), np.log(times), 1)[0])


def main(limit: int) -> None:
    """Measure and print."""
    data = load.BUNDLED.read_bytes()
    plain = seconds(lambda: load.BUNDLED.read_text("utf-8").split("\n"), 500)
    print(
        "the bundled article, in milliseconds of the processor and as a multiple of reading and splitting the file"
    )
    for what, took in (
        ("read and split", plain),
        ("parse", seconds(lambda: parse(data, load.BUNDLED, "x"), 500)),
        ("with its table", seconds(load.article, 300)),
    ):
        print(f"  {what:14} {1000 * took:6.2f} ms {took / plain:6.0f} ×")
    print("articles made here\n  highlights        MB   seconds   ms each")
    sizes, times = [], []
    with tempfile.TemporaryDirectory() as folder:
        for size in (size for size in SIZES if size <= limit):
            path = Path(folder, f"made-{size}.md")
            path.write_text(made(size), "utf-8")
            took = seconds(lambda path=path: load.article(path), 3 if size < 30_000 else 1)
            assert len(load.article(path)) == size if size < 30_000 else True
            print(
                f"  {size:10,} {path.stat().st_size / 1e6:9.2f} {took:9.3f} {1000 * took / size:9.3f}",
                flush=True,
            )
            if size >= 1_000:
                sizes.append(size)
                times.append(took)
    if len(sizes) > 1:
        print(
            f"fitted exponent over {sizes[0]:,} to {sizes[-1]:,} highlights: {exponent(sizes, times):.2f}"
        )
    print(
        f"peak memory of the process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
