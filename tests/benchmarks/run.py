"""Every ratio in one run, written to `results.md` beside this file: `make bench`, or python tests/benchmarks/run.py.

Ours and the other take turns, at least three, and the best turn of each counts, so that what else a machine does
slows both. What is not installed, or does not run, is said in its row.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from itertools import chain
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import cloud
import corpus
import rerun
from pairs import FOREIGN, PAIRS, Pair

import analysis
from analysis import load

TARGET = Path(__file__).with_name("results.md")
TURNS, PATIENCE = 9, 6.0  # so many turns, or so many seconds
ROUNDS = 2
PACKAGES = ("pandas", "numpy", "matplotlib", "ahocorasick-rs", "wordcloud")
PAGE = """# How fast, beside what

`make bench`, {day}: {machine}. Other work on the machine before the run (load of the last minute): {before}.

Ours and the other take turns on the same text; the best of at least three turns counts, in the processor's time (clouds' layouts
by the clock). The ratio is our time over the other's: below 1 ours is faster.

{lines}

## Against the size

The processor's seconds for every step in one process against the number of highlights (about 90 words each, 25 to an
article), and the exponent of size that fits them best: 1 is linear. [scale.md](scale.md) goes on to two processes.

{growth}
"""
HEAD = (
    "",
    "what is done",
    "beside",
    "ours, ms",
    "the other, ms",
    "ratio",
    "what the other does not do",
)


def best(pair: Pair) -> tuple[float, float]:
    """The processor's seconds of the best turn of each, which other programs lengthen least."""
    times: tuple[list[float], list[float]] = ([], [])
    start = time.perf_counter()
    while len(times[0]) < 3 or (len(times[0]) < TURNS and time.perf_counter() - start < PATIENCE):
        for task, taken in zip((pair.theirs, pair.ours), times[::-1], strict=True):
            given = pair.prepared()
            begin = time.process_time()
            task(given)
            taken.append(time.process_time() - begin)
    return min(times[0]), min(times[1])


def rows() -> Iterator[tuple[str, ...]]:
    """A row for every pair, as it is measured; for a library that is not there, or does not run, a row that says so."""
    for made in PAIRS:
        try:
            pairs = made()
            for pair in [pairs] if isinstance(pairs, Pair) else pairs:
                yield row(pair.part, pair.what, pair.beside, *best(pair), pair.note)
        except Exception as error:
            if made not in FOREIGN:
                raise
            said = (
                "not installed"
                if isinstance(error, ImportError)
                else f"does not run here: {type(error).__name__}"
            )
            yield (
                made.__name__.split("_")[0],
                "",
                made.__doc__.strip("."),
                "",
                "",
                "",
                f"{said} ({error})",
            )


def row(
    part: str, what: str, beside: str, ours: float, theirs: float, note: str
) -> tuple[str, ...]:
    """The cells of a row."""
    return (
        part,
        what,
        beside,
        f"{1000 * ours:,.2f}",
        f"{1000 * theirs:,.2f}",
        f"{ours / theirs:,.2f}",
        note,
    )


def layout() -> Iterator[tuple[str, ...]]:
    """The search for the largest size of a cloud beside one layout."""
    shown, plain, search = cloud.measure()
    what, beside = (
        f"the largest size at which {shown} words fit",
        "one layout of the same words by WordCloud, 1200×700",
    )
    yield row("clouds", what, beside, search, plain, "draws equal counts in several sizes")


def imports() -> Iterator[tuple[str, ...]]:
    """What a kernel waits for when it imports all packages, beside the two that they are built on."""
    built_on = "import pandas, matplotlib.figure"
    both = f"{built_on}; from analysis import {', '.join(analysis.__all__)}"
    took: dict[str, list[float]] = {built_on: [], both: []}
    for _ in range(TURNS):
        for code, times in took.items():
            cost = rerun.cost(lambda code=code: subprocess.run([sys.executable, "-c", code]))
            times.append(cost.processor)

    least = min(took[built_on])
    beyond = min(took[both]) - least
    what = "all packages, beyond pandas and Matplotlib"
    yield row("import", what, "importing pandas and Matplotlib", beyond, least, "")


def jobs() -> Iterator[tuple[str, ...]]:
    """The whole job beside each of its floors."""
    costs = rerun.measured(ROUNDS)
    job = costs.pop("whole job")
    for name, least in costs.items():
        beside = f"the same kernels, two at a time, the same imports, as many {name} saved"
        clock = f"reads, counts and draws nothing; by the clock {job.clock / least.clock:.2f}"
        yield row("whole job", "`make figures`", beside, job.processor, least.processor, clock)


def growth() -> str:
    """The table of steps against the size, from a process whose memory nothing else has used."""
    call = [sys.executable, corpus.__file__]
    return subprocess.run(call, check=True, capture_output=True, text=True).stdout.strip()


def machine() -> str:
    """The processor, how many of it, and the versions."""
    info = Path("/proc/cpuinfo")
    models = (
        [
            line.split(":")[1].strip()
            for line in info.read_text().splitlines()
            if "model name" in line
        ]
        if info.exists()
        else []
    )
    found = ", ".join(f"{package} {version(package)}" for package in PACKAGES)
    model = models[0] if models else platform.processor() or platform.machine()
    return f"Python {platform.python_version()}, {found}; {os.cpu_count()} cores of {model}, {platform.system()}"


def page(cells: list[tuple[str, ...]], before: str) -> str:
    """The table with its date, the machine, and the steps against the size."""
    today = date.today()
    table = [HEAD, ("---",) * 3 + ("--:",) * 3 + ("---",), *cells]
    lines = "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in table)
    return PAGE.format(
        day=f"{today.day} {today:%B %Y}",
        machine=machine(),
        before=before,
        lines=lines,
        growth=growth(),
    )


def main() -> None:
    """Measure everything and write the table."""
    warnings.simplefilter("ignore", load.LoadWarning)  # headlines of chance may repeat
    before = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    cells = []
    for one in chain(rows(), layout(), imports(), jobs()):
        print(" | ".join(filter(None, one)), flush=True)
        cells.append(one)
    TARGET.write_text(page(cells, before), encoding="utf-8")
    print(f"written to {TARGET}")


if __name__ == "__main__":
    main()
