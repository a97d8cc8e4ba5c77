"""Read an article, or a folder of articles, and write every figure of it: all notebooks rerun by one command."""

from __future__ import annotations

import signal
import sys
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import console

# Little is imported here: Ctrl-C is then answered with a sentence nearly from the first moment
# on, also while the rest is being imported.
if TYPE_CHECKING:
    import argparse

    from nbformat import NotebookNode

    from analysis.rerun import NotebookError

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
            console.begin()
        return _run(arguments)
    except KeyboardInterrupt as stop:
        # A second Ctrl-C would only break off this sentence.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        console.say(str(stop) or console.UNCHANGED, to=sys.stderr)
        return 130


def _run(arguments: list[str] | None) -> int:
    options = _parsed(arguments)
    try:
        if options.verify:
            return _verify(_folder(options))
        if options.notebooks:
            return _copy_notebooks(options.notebooks)
        if options.codebook_template:
            return _write_template(options.codebook_template)
        return _figures(options)
    except (OSError, ValueError) as error:
        console.say(f"error: {error}", to=sys.stderr)
        return 1


def _parsed(arguments: list[str] | None) -> argparse.Namespace:
    import argparse

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

    other.add_argument(
        "--codebook-template",
        metavar="FILE",
        help="write a codebook to begin with, never over a file",
    )

    return _checked(parser.parse_args(arguments), parser)


def _checked(options: argparse.Namespace, parser: argparse.ArgumentParser) -> argparse.Namespace:
    """The options with absolute paths; a message of the parser where they exclude each other."""
    from analysis import inputs

    for name in ("figures", "notebooks", "codebook_template"):
        typed = getattr(options, name)
        if typed == "":  # a variable of a script that is not set
            parser.error(f"--{name.replace('_', '-')} is empty; name a place to write to")
        if typed is not None:
            setattr(options, name, inputs.absolute(typed))
    other_work = options.verify or options.notebooks or options.codebook_template
    if other_work and options.article is not None:
        parser.error("--verify, --notebooks and --codebook-template take no article")
    return options


def _seconds(text: str) -> int:
    import argparse

    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"a whole number of seconds from 1, not {text!r}")
    return int(text)


def _folder(options: argparse.Namespace) -> Path:
    from analysis import schema

    return options.figures or schema.FIGURES.resolve()


def _figures(options: argparse.Namespace) -> int:
    from analysis import export, inputs, rerun, staging

    notebooks = rerun.paths()
    folder = _folder(options)
    parameters = _given(options, folder, notebooks)
    checked = inputs.check(parameters)
    console.say(*checked.lines, to=sys.stderr)

    console.let_it_be_interrupted()
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
            about = {"report": options.report, "title": checked.title}
            files |= export.pages(made, parameters, **about)
            failed = [f"notebooks/{path.stem}.failed.ipynb" for path in notebooks]
            written = _moved(made, files, failed)
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


def _moved(made: Path, files: dict[str, bytes], remove: list[str]) -> list[Path]:
    """Move everything to its place, and say what was kept there because somebody had edited it."""
    from analysis import staging

    with warnings.catch_warnings(record=True) as kept:
        warnings.simplefilter("always")
        written = staging.put(made, files, remove=remove)
    console.say(*(f"note: {warning.message}" for warning in kept), to=sys.stderr)
    return written


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
        console.say(line, to=sys.stderr)


def _failed(error: NotebookError, parameters: dict, folder: Path) -> int:
    """Name the cell that failed, and keep its notebook next to the earlier figures."""
    from analysis import staging

    console.say(f"failed: {error}", to=sys.stderr)
    kept = f"notebooks/{error.path.stem}.failed.ipynb"
    notebook = {Path(kept): error.notebook}
    content = _run_notebooks(notebook, parameters | {"figures": str(folder)})
    staging.write(folder, content)
    advice = f"the notebook with its error is {folder / kept}; earlier figures are unchanged"
    console.say(advice, to=sys.stderr)
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


def _list(written: list[Path], folder: Path) -> None:
    endings: dict[str, list[str]] = {}
    for path in written:
        name = str(path.relative_to(folder).with_suffix(""))
        endings.setdefault(name, []).append(path.suffix.lstrip("."))

    lines = []
    for name, found in endings.items():
        ending = found[0] if len(found) == 1 else "{" + ",".join(found) + "}"
        lines.append(f"  {name}.{ending}")
    console.say(f"wrote to {folder}:", *lines, to=sys.stdout)


def _list_not_drawn(notebooks: Iterable[NotebookNode]) -> None:
    from analysis import rerun

    reasons: dict[str, str] = {}
    for notebook in notebooks:
        reasons |= rerun.not_drawn(notebook)
    if reasons:
        lines = [f"  {name}: {reason}" for name, reason in reasons.items()]
        console.say("not drawn:", *lines, to=sys.stdout)


def _verify(folder: Path) -> int:
    from analysis import export

    found = export.verify(folder)
    if found.empty:
        raise FileNotFoundError(f"there are no figures in {folder}; make them first")
    console.say(found.to_string(index=False), to=sys.stdout)
    return 0 if (found["status"] == "same").all() else 1


def _copy_notebooks(folder: Path) -> int:
    """Copy the notebooks to a folder, but none over a file that is there."""
    from analysis import rerun, staging

    console.let_it_be_interrupted()
    paths = rerun.paths()
    new = [path for path in paths if not (folder / path.name).exists()]
    staging.write(folder, {path.name: path.read_bytes() for path in new})

    copied = [f"copied {folder / path.name}" for path in new]
    kept = [f"kept {folder / path.name}, which was there" for path in paths if path not in new]
    console.say(*copied, *kept, f"open them with: jupyter lab {folder}", to=sys.stdout)
    return 0


def _write_template(path: Path) -> int:
    """Write a codebook to begin with, but not over a file that is there."""
    from analysis import staging, themes

    if path.exists():
        raise FileExistsError(f"{path} is already there; give another name")
    staging.write(path.parent, {path.name: themes.template().encode()})
    console.say(f"wrote {path}; use it with --codebook {path}", to=sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
