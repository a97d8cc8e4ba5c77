"""Rerunning the notebooks: a few kernels at a time, with parameters put in, every failure named by its cell."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import AsyncGenerator, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

import nbformat
from jupyter_client import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from analysis import schema

FOLDER = schema.DATA.parent / "notebooks"
AT_A_TIME = 3  # two that work, on two cores, and one that starts or ends, which is mostly waiting
STARTS = 3
INJECTED = "injected-parameters"
# A figure leaves so much behind that the collector of garbage would go through all modules' objects again and again.
_SELDOM = "import gc; gc.set_threshold(20_000, 10, 10)"
_ALONE = {
    "OPENBLAS_NUM_THREADS": "1"
}  # kernels share the processors; NumPy's threads would wait by spinning
_QUIET = logging.Logger(
    "quiet", level=logging.CRITICAL
)  # what fails is said once, by NotebookError


class NotebookError(Exception):
    """A notebook that failed: its message names the notebook and the cell, `notebook` is the copy with the error in it."""

    def __init__(self, message: str, path: Path, notebook: nbformat.NotebookNode) -> None:
        super().__init__(message)
        self.path, self.notebook = path, notebook


def paths(folder: Path = FOLDER) -> list[Path]:
    """The notebooks in reading order; a FileNotFoundError that says where they are if this is not a clone."""
    found = sorted(folder.glob("[0-9]*.ipynb"))
    if not found:
        raise FileNotFoundError(
            f"there are no notebooks in {folder}. The installed package carries analysis and data only; the notebooks are in "
            "the repository: clone it and run `make figures` there"
        )
    return found


def executed(
    notebooks: Iterable[Path],
    *,
    parameters: dict | None = None,
    timeout: int = 600,
    done: Callable | None = None,
    at_a_time: int = AT_A_TIME,
) -> dict[Path, nbformat.NotebookNode]:
    """The notebooks, run from top to bottom in fresh kernels, each in its own folder.

    `parameters` go below the cell tagged so; `timeout` is in seconds for one cell; `done(path, notebook)` is called as each
    one ends; `at_a_time` kernels run at once. The first failure stops the rest and is raised as a NotebookError.
    """
    return asyncio.run(_all(list(notebooks), parameters, timeout, done, at_a_time))


async def _all(
    notebooks: list[Path],
    parameters: dict | None,
    timeout: int,
    done: Callable | None,
    at_a_time: int,
) -> dict:
    asyncio.get_running_loop().set_exception_handler(_unless_interrupted)
    turn = asyncio.Semaphore(at_a_time)
    results = {}

    async def one(path: Path) -> None:
        async with turn:
            results[path] = await _run(path, parameters, timeout)
            if done is not None:
                done(path, results[path])

    try:
        async with asyncio.TaskGroup() as group:
            for path in notebooks:
                group.create_task(one(path))
    except* NotebookError as errors:
        raise errors.exceptions[0] from None
    return {path: results[path] for path in notebooks}


def _unless_interrupted(loop: asyncio.AbstractEventLoop, context: dict) -> None:
    """Report what nobody waits for, but not that a task was interrupted: its end is reported once."""
    if not isinstance(context.get("exception"), KeyboardInterrupt):
        loop.default_exception_handler(context)


async def _run(path: Path, parameters: dict | None, timeout: int) -> nbformat.NotebookNode:
    notebook = _blank(nbformat.read(path, as_version=4))
    if parameters:
        notebook = _with(notebook, parameters)
    client = _Client(
        notebook,
        timeout=timeout,
        startup_timeout=120,
        record_timing=False,
        extra_arguments=[f"--IPKernelApp.exec_lines={_SELDOM}"],
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.log = _QUIET
    started = []
    client.on_cell_start = lambda cell, cell_index: started.append(cell_index)
    try:
        await client.async_execute()
    except (CellExecutionError, CellTimeoutError, DeadKernelError, RuntimeError) as error:
        if (
            asyncio.current_task().cancelling()
        ):  # nbclient takes being stopped for a kernel that died
            raise asyncio.CancelledError from None
        raise NotebookError(_what_failed(path, notebook, started, error), path, notebook) from error
    return notebook


class _Client(NotebookClient):
    """A client whose kernel starts even where another process takes a port first, and is always gone at the end."""

    shutdown_kernel = "immediate"  # the graceful way now and then stalls for seconds

    @asynccontextmanager
    async def async_setup_kernel(self, **_: object) -> AsyncGenerator[None, None]:
        try:
            await self._start()
            yield
        finally:
            if self.km is not None:  # also where the start was cancelled half-way
                await self._async_cleanup_kernel()

    async def _start(self) -> None:
        for attempt in range(1, STARTS + 1):
            self.km = AsyncKernelManager(kernel_name="python3", transport_encryption="auto")
            try:
                await self.async_start_new_kernel(env=os.environ | _ALONE)
                await self.async_start_new_kernel_client()
                return
            except RuntimeError:
                if attempt == STARTS:
                    raise


def _with(notebook: nbformat.NotebookNode, parameters: dict) -> nbformat.NotebookNode:
    from papermill.parameterize import (
        parameterize_notebook,
    )  # here, since only runs with parameters pay for its import

    notebook.metadata["papermill"] = {}
    for cell in notebook.cells:
        cell.metadata.setdefault("tags", [])
    notebook = parameterize_notebook(notebook, parameters, kernel_name="python3", language="python")
    del notebook.metadata["papermill"]
    return notebook


def _blank(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return notebook


def _what_failed(
    path: Path, notebook: nbformat.NotebookNode, started: list[int], error: Exception
) -> str:
    last = started[-1] if started else 0
    number = sum(cell.cell_type == "code" for cell in notebook.cells[: last + 1])
    first = next((line for line in notebook.cells[last].source.splitlines() if line.strip()), "")
    if isinstance(error, CellTimeoutError):
        why = "it took longer than the time limit; raise it with --timeout, or give it a smaller folder"
    elif isinstance(error, DeadKernelError):
        why = "its kernel died, which mostly means that memory ran out"
    elif isinstance(error, CellExecutionError):
        why = f"{error.ename}: {error.evalue}"
    else:
        why = str(error)
    return f"{path.stem}, code cell {number} ({first!r}): {why}"


def clean(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The notebook without what differs from machine to machine: kernel and language versions, cell metadata but tags."""
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {
                "display_name": "Python 3 (ipykernel)",
                "language": "python",
                "name": "python3",
            },
            "language_info": {"name": "python"},
        }
    )
    for cell in notebook.cells:
        cell.metadata = nbformat.from_dict(
            {"tags": cell.metadata["tags"]} if cell.metadata.get("tags") else {}
        )
    return notebook
