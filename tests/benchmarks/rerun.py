"""The whole job against its floor: the same kernels two at a time, the same imports, as many empty figures saved.

    python tests/benchmarks/rerun.py [ROUNDS]

The floor and the job take turns, so that a noisy machine is noisy for both.
"""

import sys
import tempfile
import time
from pathlib import Path

import nbformat

from analysis import notebooks

EMPTY = """
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
for name in range({figures}):
    figure = Figure()
    FigureCanvasAgg(figure)
    for ending in ("png", "svg", "pdf"):
        figure.savefig(f"{folder}/{stem}-{{name}}.{{ending}}")
"""


def floor(folder: Path) -> list[Path]:
    """Notebooks that import what ours import and save as many empty figures."""
    made = []
    for path in notebooks.paths():
        cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
        figures = sum(cell.source.count("export.figure(") for cell in cells)
        sources = [cells[0].source, EMPTY.format(figures=figures, folder=folder, stem=path.stem)]
        empty = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
        made.append(folder / path.name)
        nbformat.write(empty, made[-1])
    return made


def seconds(paths: list[Path], **options: object) -> float:
    """How long these notebooks take."""
    start = time.perf_counter()
    notebooks.executed(paths, **options)
    return time.perf_counter() - start


def main(rounds: int) -> None:
    """Print the best time of the floor and of the job, and their ratio."""
    floors, jobs = [], []
    with tempfile.TemporaryDirectory() as folder:
        empty = floor(Path(folder))
        for _ in range(rounds):
            floors.append(seconds(empty))
            jobs.append(seconds(notebooks.paths(), parameters={"figures": folder}))
    print(f"floor {min(floors):.1f} s, whole job {min(jobs):.1f} s: {min(jobs) / min(floors):.2f} times the floor")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
