"""Run the notebooks again: a few kernels at a time, with parameters put in, every failure named by its cell."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import tempfile
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import nbformat
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from analysis import parameters as given
from analysis import schema

FOLDER = schema.DATA.parent / "notebooks"  # in a clone and in the installed package alike
# On two cores: two kernels that work, and one that starts or ends, which is mostly waiting.
AT_A_TIME = 3
STARTS = 3
# Lines that each kernel runs before its first cell.
_FIRST = (
    # A figure leaves so many objects that the garbage collector would go through those of all
    # modules again and again.
    "import gc; gc.set_threshold(20_000, 10, 10)",
    # The usual form names a temporary file of the kernel, which differs from run to run.
    "import warnings",
    "warnings.formatwarning = lambda text, kind, *_, **__: f'{kind.__name__}: {text}' + chr(10)",
)
# Neither this file nor those of a profile of IPython, which a run has of its own: what a user's
# start-up files define or set does not get into the figures.
_NO_STARTUP = "--IPKernelApp.exec_PYTHONSTARTUP=False"
# Kernels share the processors; NumPy's own threads would wait for each other by spinning.
_ALONE = {"OPENBLAS_NUM_THREADS": "1"}
# What fails is reported once, by NotebookError.
_QUIET = logging.Logger("quiet", level=logging.CRITICAL)
# How a cell says that it wrote no figure: "02-voices is not drawn: no cue in a headline".
_NOT_DRAWN = re.compile(r"^(\S+) is not drawn: (.+)$", re.MULTILINE)
# The coroutine by which nbclient watches a kernel.
_WATCH = "_async_poll_kernel_alive"
_HANGS = "its kernel does not answer; raise the time limit with --timeout"


class NotebookError(Exception):
    """A notebook that failed.

    Parameters
    ----------
    message : str
        Names the notebook, the cell and the error.
    path : Path
        The notebook.
    notebook : NotebookNode
        The copy that was run, with the error in it.
    """

    def __init__(self, message: str, path: Path, notebook: nbformat.NotebookNode) -> None:
        super().__init__(message)
        self.path = path
        self.notebook = notebook


def paths(folder: Path = FOLDER) -> list[Path]:
    """Return the paths of the notebooks, in reading order.

    Parameters
    ----------
    folder : Path
        Where they are.

    Returns
    -------
    list of Path
        Those whose name begins with a number.

    Raises
    ------
    FileNotFoundError
        If there are none.
    """
    found = sorted(folder.glob("[0-9]*.ipynb"))
    if not found:
        raise FileNotFoundError(f"there are no notebooks in {folder}; install the package again")
    return found


def read(path: Path) -> nbformat.NotebookNode:
    """Return a notebook without outputs; a ValueError names a file that is not a notebook."""
    try:
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
    except OSError:
        raise
    # nbformat raises errors of a dozen kinds for what a merge or another program left of a notebook.
    except Exception as error:
        raise ValueError(f"{path}: not a notebook; restore the file") from error
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
            cell.execution_count = None
    return notebook


def executed(
    notebooks: Iterable[Path],
    *,
    parameters: Mapping[str, object] | None = None,
    timeout: int = 600,
    done: Callable[[Path, nbformat.NotebookNode], None] | None = None,
    at_a_time: int = AT_A_TIME,
) -> dict[Path, nbformat.NotebookNode]:
    """Return the notebooks after running them from top to bottom, each in a fresh kernel.

    Parameters
    ----------
    notebooks : iterable of Path
        The notebooks. Each runs in its own folder, and its file is not changed.
    parameters : mapping, optional
        Values to put in after the cell tagged `parameters`, where it has their names.
    timeout : int
        Seconds that one cell may take.
    done : callable, optional
        Called with the path and the notebook as each one ends.
    at_a_time : int
        How many kernels run at once.

    Returns
    -------
    dict
        The notebooks with outputs, by path, in the order given.

    Raises
    ------
    NotebookError
        For the first failure, which stops the other notebooks.
    """
    job = _all(list(notebooks), parameters or {}, timeout, done, at_a_time)
    return asyncio.run(job)


def not_drawn(notebook: nbformat.NotebookNode) -> dict[str, str]:
    """Return the figures that a notebook says it did not draw.

    Parameters
    ----------
    notebook : NotebookNode
        A notebook that was run.

    Returns
    -------
    dict
        The reason by the name of the figure.
    """
    found: dict[str, str] = {}
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            text = output.get("text") or output.get("data", {}).get("text/plain", "")
            found |= dict(_NOT_DRAWN.findall(text))
    return found


def clean(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Return a copy of a notebook without what differs from machine to machine.

    Parameters
    ----------
    notebook : NotebookNode
        A notebook that was run.

    Returns
    -------
    NotebookNode
        The copy, without versions of kernel and language. Cells keep their tags, and the cell of
        parameters its values as the published ones.
    """
    made = given.published(notebook)
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    made.metadata = nbformat.from_dict(
        {"kernelspec": kernel, "language_info": {"name": "python"}},
    )
    for cell in made.cells:
        kept = {key: cell.metadata[key] for key in ("tags", given.DEFAULTS) if key in cell.metadata}
        cell.metadata = nbformat.from_dict(kept)
    return made


async def _all(
    notebooks: list[Path],
    parameters: Mapping[str, object],
    timeout: int,
    done: Callable | None,
    at_a_time: int,
) -> dict[Path, nbformat.NotebookNode]:
    asyncio.get_running_loop().set_exception_handler(_unless_interrupted)
    turn = asyncio.Semaphore(at_a_time)
    results = {}
    failed = None

    async def one(path: Path) -> None:
        async with turn:
            results[path] = await _run(path, parameters, timeout)
            if done is not None:
                done(path, results[path])

    try:
        async with asyncio.TaskGroup() as group:
            for path in notebooks:
                group.create_task(one(path))
    # Not `except*`: Python before 3.11.4 wraps what is raised in it in a group again (gh-103590).
    except BaseExceptionGroup as errors:
        failed, _ = errors.split(NotebookError)
        if failed is None:
            raise
    if failed is not None:
        raise failed.exceptions[0]
    return {path: results[path] for path in notebooks}


def _unless_interrupted(loop: asyncio.AbstractEventLoop, context: dict) -> None:
    """Report what nobody waits for, but not that a task was interrupted: its end is reported once."""
    task = context.get("future")
    # nbclient (read in 0.10 and 0.11) watches whether a kernel is alive, and that task fails if the
    # kernel is taken away in between, as an interruption does.
    coroutine = task.get_coro() if isinstance(task, asyncio.Task) else None
    is_watch = getattr(coroutine, "__name__", "") == _WATCH
    if not is_watch and not isinstance(context.get("exception"), KeyboardInterrupt):
        loop.default_exception_handler(context)


async def _run(path: Path, parameters: Mapping[str, object], timeout: int) -> nbformat.NotebookNode:
    notebook = given.filled(read(path), parameters)
    client = _Client(
        notebook,
        timeout=timeout,
        startup_timeout=120,
        record_timing=False,
        extra_arguments=[_NO_STARTUP, *(f"--IPKernelApp.exec_lines={line}" for line in _FIRST)],
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.log = _QUIET
    started: list[int] = []
    client.on_cell_start = lambda cell, cell_index: started.append(cell_index)

    try:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
            client.environment = os.environ | _ALONE | {"IPYTHONDIR": profile}
            await client.async_execute()
    except (CellExecutionError, CellTimeoutError, DeadKernelError, RuntimeError) as error:
        # nbclient takes being stopped for a kernel that died.
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise asyncio.CancelledError from None
        message = _what_failed(path, notebook, started, _reason(error))
        raise NotebookError(message, path, notebook) from error
    except (AssertionError, AttributeError) as error:
        # nbclient 0.11 asserts that there is a cell when a reply takes too long; a kernel that
        # hangs before its first cell has none.
        if started:
            raise
        message = _what_failed(path, notebook, started, _HANGS)
        raise NotebookError(message, path, notebook) from error
    return notebook


class _Client(NotebookClient):
    """A client whose kernel starts even where another process takes a port first, and is always gone at the end."""

    environment: Mapping[str, str]
    shutdown_kernel = "immediate"  # the graceful way now and then stalls for seconds
    coalesce_streams = True  # a kernel now and then sends a line of text in two pieces

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
                await self.async_start_new_kernel(env=dict(self.environment))
                await self.async_start_new_kernel_client()
                return
            except RuntimeError:
                if attempt == STARTS:
                    raise


def _what_failed(
    path: Path, notebook: nbformat.NotebookNode, started: list[int], reason: str
) -> str:
    """Name the notebook, the cell by its number and first line, and the reason."""
    last = started[-1] if started else 0
    number = sum(cell.cell_type == "code" for cell in notebook.cells[: last + 1])
    first = next((line for line in notebook.cells[last].source.splitlines() if line.strip()), "")
    return f"{path.stem}, code cell {number} ({first!r}): {reason}"


def _reason(error: Exception) -> str:
    if isinstance(error, CellTimeoutError):
        return (
            "it took longer than the time limit; raise it with --timeout, or give a smaller folder"
        )
    if isinstance(error, DeadKernelError):
        return "its kernel died, most likely because it ran out of memory"
    if isinstance(error, CellExecutionError):
        return f"{error.ename}: {error.evalue}"
    return str(error)
