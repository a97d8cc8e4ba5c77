"""The whole job against its floors: the same kernels two at a time, the same imports, as many empty figures saved.

    python tests/benchmarks/rerun.py [ROUNDS]

There are two floors, since an empty figure may be one without Axes, or the empty Axes that `plt.subplots` gives, saved at the
size, resolution and font format that ours have. The floors and the job take turns, so that a noisy machine is noisy for all
of them; processor time counts every kernel's, whatever else the machine does.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import nbformat

from analysis import rerun

SAVED = """
import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
matplotlib.rcParams["pdf.fonttype"] = 42
for name in range({figures}):
    figure = Figure({shape})
    FigureCanvasAgg(figure)
    {axes}
    for ending in ("png", "svg", "pdf"):
        figure.savefig(f"{folder}/{stem}-{{name}}.{{ending}}")
"""
EMPTY = {
    "empty figures": {"shape": "", "axes": ""},
    "empty Axes": {"shape": "figsize=(7.2, 5), dpi=200", "axes": "figure.subplots()"},
}


class Cost(NamedTuple):
    """What a run costs, in seconds: by the clock, and of the processors."""

    clock: float
    processor: float


def floor(folder: Path, empty: dict[str, str]) -> list[Path]:
    """Notebooks that import what ours import and save as many empty figures."""
    made = []
    for path in rerun.paths():
        cells = [
            cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"
        ]
        figures = sum(cell.source.count("export.figure(") for cell in cells)
        saved = SAVED.format(figures=figures, folder=folder, stem=path.stem, **empty)
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(s) for s in (cells[0].source, saved)]
        )
        made.append(folder / path.name)
        nbformat.write(notebook, made[-1])
    return made


def cost(run: Callable[[], object]) -> Cost:
    """What a call costs, with all processes that it starts and ends."""
    clock, processor = time.perf_counter(), _processor()
    run()
    return Cost(time.perf_counter() - clock, _processor() - processor)


def _processor() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def measured(rounds: int) -> dict[str, Cost]:
    """The least cost of each floor and of the job."""
    found: dict[str, list[Cost]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(rounds):
            for name, empty in EMPTY.items():
                paths = floor(Path(folder), empty)
                found.setdefault(name, []).append(
                    cost(lambda paths=paths: rerun.executed(paths, at_a_time=2))
                )
            job = cost(lambda: rerun.executed(rerun.paths(), parameters={"figures": folder}))
            found.setdefault("whole job", []).append(job)
    return {name: Cost(*map(min, zip(*costs, strict=True))) for name, costs in found.items()}


def main(rounds: int) -> None:
    """Print the costs and the job's ratio to each floor."""
    costs = measured(rounds)
    job = costs.pop("whole job")
    print(f"whole job: {job.clock:.1f} s, {job.processor:.1f} s of processor")
    for name, c in costs.items():
        ratios = f"{job.clock / c.clock:.2f} times, {job.processor / c.processor:.2f} of processor"
        print(f"{name}: {c.clock:.1f} s, {c.processor:.1f} s of processor; the job is {ratios}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
