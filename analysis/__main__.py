"""Read an article, or a folder of articles, and write every figure of it: all notebooks rerun by one command."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

# Only the standard library is imported here: Ctrl-C is then answered with a sentence from the
# first moment on, also while the rest is being imported.
if TYPE_CHECKING:
    from nbformat import NotebookNode

    from analysis.rerun import NotebookError

UNCHANGED = "stopped; earlier figures are unchanged"
# Parameters that have an option of their own, since most users want them.
SETTINGS = {
    "group": (
        "COLUMN",
        "compare by document, speaker, publisher, section, date or your own column",
    ),
    "size": ("SIZE", "column (88 mm), page or slide"),
    "formats": ("LIST", "png, svg or pdf, separated by commas (default: all three)"),
}


def main(arguments: list[str] | None = None) -> int:
    """Run the command.

    Parameters
    ----------
    arguments : list of str, optional
        What follows the command's name; by default what was typed.

    Returns
    -------
    int
        The exit status: 0 where all went well, 1 where something failed, 130 where it was stopped.
        A wrong call ends the program with 2.
    """
    try:
        if arguments is None:
            _begin()
        return _run(arguments)
    except KeyboardInterrupt as stop:
        # A second Ctrl-C would only break off this sentence.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        _say(str(stop) or UNCHANGED, to=sys.stderr)
        return 130


def _run(arguments: list[str] | None) -> int:
    options = _parsed(arguments)
    try:
        if options.verify:
            return _verify(_folder(options))
        if options.notebooks:
            return _copy_notebooks(Path(options.notebooks).expanduser().resolve())
        return _figures(options)
    except (OSError, ValueError) as error:
        _say(f"error: {error}", to=sys.stderr)
        return 1


def _begin() -> None:
    """Make the process fit for its work, wherever it was started."""
    # Being ended is like being interrupted.
    signal.signal(signal.SIGTERM, _end)

    # A terminal may lack letters of an article.
    for stream in filter(None, (sys.stdout, sys.stderr)):
        stream.reconfigure(errors="backslashreplace")

    # Kernels need three open streams. The system gives the lowest number that is free, so this
    # opens those that were closed.
    while (handle := os.open(os.devnull, os.O_RDWR)) < 3:
        os.set_inheritable(handle, True)
    os.close(handle)


def _end(*_: object) -> None:
    """Interrupt the run, also where a script started it in the background, where interrupts are ignored."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.raise_signal(signal.SIGINT)


def _parsed(arguments: list[str] | None) -> argparse.Namespace:
    from analysis import inputs

    parser = argparse.ArgumentParser(prog="highlights-analysis", description=__doc__)
    add = parser.add_argument
    add("article", nargs="?", metavar="ARTICLE or FOLDER", help="default: the bundled article")
    add("--figures", metavar="DIR", help="where figures go (default: figures)")
    add("--report", action="store_true", help="also write report.html, all on one page")
    for name, meaning in inputs.OWN.items():
        add(f"--{name}", metavar="FILE", help=meaning)
    for name, (metavar, meaning) in SETTINGS.items():
        add(f"--{name}", metavar=metavar, help=meaning)
    add(
        "--set",
        action="append",
        default=[],
        dest="settings",
        metavar="NAME=VALUE",
        help="any parameter of the notebooks, as in --set top=10; may be repeated",
    )
    add(
        "--timeout",
        type=_seconds,
        default=600,
        metavar="SECONDS",
        help="time limit for one cell (default: 600)",
    )
    other = parser.add_mutually_exclusive_group()
    other.add_argument(
        "--verify", action="store_true", help="draw every figure again and list what changed"
    )
    other.add_argument(
        "--notebooks", metavar="DIR", help="copy the notebooks there, never over existing files"
    )

    options = parser.parse_args(arguments)
    if (options.verify or options.notebooks) and options.article is not None:
        parser.error("--verify and --notebooks take no article")
    return options


def _seconds(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"a whole number of seconds from 1, not {text!r}")
    return int(text)


def _folder(options: argparse.Namespace) -> Path:
    from analysis import schema

    return Path(options.figures or schema.FIGURES).expanduser().resolve()


def _figures(options: argparse.Namespace) -> int:
    from analysis import inputs, rerun, staging

    notebooks = rerun.paths()
    folder = _folder(options)
    parameters = _given(options, folder, notebooks)
    checked = inputs.check(parameters)
    _say(*checked.lines, to=sys.stderr)

    files: dict[str, bytes] = {}
    try:
        # Everything is made next to its place and moved there when all of it is done, so that a
        # failure changes nothing.
        with staging.beside(folder) as made:
            finished = rerun.executed(
                notebooks,
                parameters=parameters | {"figures": str(made)},
                timeout=options.timeout,
                done=_Progress(len(notebooks), parameters),
            )
            files |= _run_notebooks(finished, parameters | {"figures": str(folder)})
            if options.report:
                files["report.html"] = _report(finished.values(), checked.title)
            failed = [f"notebooks/{path.stem}.failed.ipynb" for path in notebooks]
            written = staging.put(made, files, remove=failed)
        _list(sorted(written), folder)
        _list_not_drawn(finished.values())
    except rerun.NotebookError as error:
        return _failed(error, parameters, folder)
    except KeyboardInterrupt:
        # Whether it came before or after the move is seen from what is in the folder.
        if files and all(_holds(folder / name, content) for name, content in files.items()):
            raise KeyboardInterrupt(f"stopped; the new figures are in {folder}") from None
        raise
    return 0


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _given(options: argparse.Namespace, folder: Path, notebooks: Iterable[Path]) -> dict:
    """What the notebooks are given, after it was found that they have such parameters."""
    from analysis import inputs, parameters, rerun

    if folder.exists() and not folder.is_dir():
        hint = f"{folder} is a file; give another name"
        raise NotADirectoryError(f"--figures names a folder, and {hint}")

    known = parameters.known(rerun.read(path) for path in notebooks)
    typed = {name: getattr(options, name) for name in ("article", *inputs.OWN, *SETTINGS)}
    typed = {name: value for name, value in typed.items() if value is not None}
    for name in typed:
        parameters.require(name, known)

    settings = [f"{name}={typed.pop(name)}" for name in SETTINGS if name in typed]
    settings += options.settings
    given = inputs.paths(typed | parameters.settings(settings, known))

    article = given.get("article")
    if article and folder.is_relative_to(article):
        problem = f"{folder} is in the folder of articles, and its tables would be read as articles"
        raise ValueError(f"{problem}; name another")
    return given


class _Progress:
    """Print a line as each notebook ends: which one it was, and what was saved in it that the run did not set."""

    def __init__(self, number: int, parameters: dict) -> None:
        self.number = number
        self.parameters = parameters
        self.finished = 0

    def __call__(self, path: Path, notebook: NotebookNode) -> None:
        from analysis.parameters import changed

        self.finished += 1
        cells = sum(cell.cell_type == "code" for cell in notebook.cells)
        line = f"[{self.finished}/{self.number}] {path.stem}: {cells} cells"

        # Saved in the lab and forgotten, such a value would mix two articles unseen.
        saved = [
            f"{name} = {value}"
            for name, value in changed(notebook).items()
            if name not in self.parameters and name != "figures"
        ]
        if saved:
            line += f", with {', '.join(saved)} as saved in the notebook"
        _say(line, to=sys.stderr)


def _failed(error: NotebookError, parameters: dict, folder: Path) -> int:
    """Name the cell that failed, and keep its notebook next to the earlier figures."""
    from analysis import staging

    _say(f"failed: {error}", to=sys.stderr)
    kept = f"notebooks/{error.path.stem}.failed.ipynb"
    notebook = {Path(kept): error.notebook}
    content = _run_notebooks(notebook, parameters | {"figures": str(folder)})
    staging.write(folder, content)
    advice = f"the notebook with its error is {folder / kept}; earlier figures are unchanged"
    _say(advice, to=sys.stderr)
    return 1


def _run_notebooks(notebooks: dict[Path, NotebookNode], parameters: dict) -> dict[str, bytes]:
    """The run notebooks as files, naming the folder in which their figures now are."""
    import nbformat

    from analysis.parameters import filled

    files = {}
    for path, notebook in notebooks.items():
        text = nbformat.writes(filled(notebook, parameters)) + "\n"
        files[f"notebooks/{path.name}"] = text.encode("utf-8", "replace")
    return files


def _report(notebooks: Iterable[NotebookNode], title: str) -> bytes:
    from analysis import export

    return export.report(list(notebooks), title=title).encode("utf-8", "replace")


def _say(*lines: str, to: TextIO) -> None:
    """Print the lines, control characters escaped; where nobody can read them, the work goes on all the same."""
    text = "".join(f"{_printable(line)}\n" for line in lines)
    try:
        print(text, end="", file=to, flush=True)
    except OSError:
        # A reader that left, a terminal that was closed, a full disk: nothing more is said there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), to.fileno())


def _printable(line: str) -> str:
    """A line in which control characters of file names and articles cannot steer the terminal."""
    return "".join(
        letter if letter.isprintable() or letter in "\n\t" else ascii(letter)[1:-1]
        for letter in line
    )


def _list(written: list[Path], folder: Path) -> None:
    endings: dict[str, list[str]] = {}
    for path in written:
        name = str(path.relative_to(folder).with_suffix(""))
        endings.setdefault(name, []).append(path.suffix.lstrip("."))

    lines = []
    for name, found in endings.items():
        ending = found[0] if len(found) == 1 else "{" + ",".join(found) + "}"
        lines.append(f"  {name}.{ending}")
    _say(f"wrote to {folder}:", *lines, to=sys.stdout)


def _list_not_drawn(notebooks: Iterable[NotebookNode]) -> None:
    from analysis import rerun

    reasons: dict[str, str] = {}
    for notebook in notebooks:
        reasons |= rerun.not_drawn(notebook)
    if reasons:
        lines = [f"  {name}: {reason}" for name, reason in reasons.items()]
        _say("not drawn:", *lines, to=sys.stdout)


def _verify(folder: Path) -> int:
    from analysis import export

    found = export.verify(folder)
    if found.empty:
        raise FileNotFoundError(f"there are no figures in {folder}; make them first")
    _say(found.to_string(index=False), to=sys.stdout)
    return 0 if (found["status"] == "same").all() else 1


def _copy_notebooks(folder: Path) -> int:
    """Copy the notebooks to a folder, but none over a file that is there."""
    from analysis import rerun, staging

    paths = rerun.paths()
    new = [path for path in paths if not (folder / path.name).exists()]
    staging.write(folder, {path.name: path.read_bytes() for path in new})

    copied = [f"copied {folder / path.name}" for path in new]
    kept = [f"kept {folder / path.name}, which was there" for path in paths if path not in new]
    _say(*copied, *kept, f"open them with: jupyter lab {folder}", to=sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
