"""The whole job as one command: rerun the notebooks on the bundled article or on yours, and write every figure."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from analysis import inputs, schema, staging


def main(arguments: list[str] | None = None) -> int:
    """The exit status: 0 where all went well, 1 where something failed, 2 where the call was wrong."""
    if arguments is None:
        _begin()
    options = _parsed(arguments)
    try:
        if options.verify:
            return _verify(_folder(options))
        return _refresh(options.timeout) if options.refresh else _figures(options)
    except (OSError, ValueError) as error:
        _say(f"error: {error}", to=sys.stderr)
        return 1
    except KeyboardInterrupt:
        _say("stopped; earlier figures are as they were", to=sys.stderr)
        return 130


def _begin() -> None:
    """Being ended is like being interrupted; a terminal may lack letters of an article, and kernels need three streams."""
    signal.signal(signal.SIGTERM, _end)
    for stream in filter(None, (sys.stdout, sys.stderr)):
        stream.reconfigure(errors="backslashreplace")
    while (handle := os.open(os.devnull, os.O_RDWR)) < 3:  # the lowest number that was closed
        os.set_inheritable(handle, True)
    os.close(handle)


def _end(*_: object) -> None:
    """Interrupt the run, also where a script started it in the background, where interrupts are ignored."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.raise_signal(signal.SIGINT)


def _parsed(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m analysis", description=__doc__)
    parser.add_argument(
        "article", nargs="?", metavar="ARTICLE or FOLDER", help="default: the bundled article"
    )
    parser.add_argument(
        "--figures", metavar="DIR", help="where they go (default: the clone's figures/)"
    )
    parser.add_argument(
        "--timeout",
        type=_seconds,
        default=600,
        metavar="SECONDS",
        help="for one cell (default: 600)",
    )
    for name, meaning in inputs.OWN.items():
        parser.add_argument(f"--{name}", metavar="FILE", help=meaning)
    parser.add_argument(
        "--report",
        action="store_true",
        help="also write report.html, all charts and tables on one page",
    )
    other = parser.add_mutually_exclusive_group()
    other.add_argument(
        "--verify", action="store_true", help="draw every figure again and list what changed"
    )
    other.add_argument(
        "--refresh", action="store_true", help="write the committed notebooks' outputs anew"
    )
    options = parser.parse_args(arguments)
    if (options.verify or options.refresh) and options.article is not None:
        parser.error("--verify and --refresh take no article")
    return options


def _seconds(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"a whole number of seconds from 1, not {text!r}")
    return int(text)


def _folder(options: argparse.Namespace) -> Path:
    return Path(options.figures).resolve() if options.figures else schema.FIGURES


def _figures(options: argparse.Namespace) -> int:
    from analysis import rerun

    paths, folder = rerun.paths(), _folder(options)
    parameters = _given(options, folder)
    # Everything is made beside its place and moved there when all of it is done, so that a failure changes nothing.
    with staging.beside(folder) as made:
        parameters["figures"] = str(made)
        try:
            finished = rerun.executed(
                paths, parameters=parameters, timeout=options.timeout, done=_progress(paths)
            )
        except rerun.NotebookError as error:
            _say(f"failed: {error}", to=sys.stderr)
            kept = f"notebooks/{error.path.stem}.failed.ipynb"
            staging.write(folder, {kept: _text(error.notebook, folder)})
            _say(
                f"the notebook with its error is {folder / kept}; earlier figures are as they were",
                to=sys.stderr,
            )
            return 1
        files = {
            f"notebooks/{path.name}": _text(notebook, folder) for path, notebook in finished.items()
        }
        if options.report:
            files["report.html"] = _report(list(finished.values()), options.article)
        written = staging.put(
            made, files, remove=[f"notebooks/{path.stem}.failed.ipynb" for path in paths]
        )
    _list(sorted(written), folder)
    return 0


def _given(options: argparse.Namespace, folder: Path) -> dict[str, str]:
    """What the notebooks are given, after all of it was found to be of use."""
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(
            f"--figures names a folder, and {folder} is a file; give another name"
        )
    parameters = inputs.parameters(
        {name: getattr(options, name) for name in ("article", *inputs.OWN)}
    )
    if folder.is_relative_to(parameters.get("article", folder / "nothing")):
        raise ValueError(
            f"{folder} lies in the folder of articles, and its tables would be read as such; name another"
        )
    for line in inputs.checked(parameters):
        _say(line, to=sys.stderr)
    return parameters


def _progress(paths: list[Path]) -> Callable:
    count = iter(range(1, len(paths) + 1))

    def done(path: Path, notebook) -> None:
        cells = sum(cell.cell_type == "code" for cell in notebook.cells)
        _say(f"[{next(count)}/{len(paths)}] {path.stem}: {cells} cells", to=sys.stderr)

    return done


def _text(notebook, folder: Path | None = None) -> bytes:
    """The notebook as it is written; the folder it was given is the one in which the figures come to lie."""
    import nbformat

    from analysis.rerun import INJECTED

    for cell in notebook.cells if folder else ():
        if INJECTED in cell.metadata.get("tags", ()):
            lines = cell.source.splitlines()
            to = f"figures = {json.dumps(str(folder), ensure_ascii=False)}"
            cell.source = "\n".join(to if line.startswith("figures = ") else line for line in lines)
    return (nbformat.writes(notebook) + "\n").encode("utf-8", "replace")


def _report(notebooks: list, article: str | None) -> bytes:
    from analysis import export

    page = export.report(notebooks, title=f"Highlights: {Path(article or 'bundled').stem}")
    return page.encode("utf-8", "replace")


def _say(*lines: str, to: TextIO) -> None:
    """Print the lines; where nobody listens any more, the work goes on all the same."""
    try:
        print(*lines, sep="\n", file=to, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), to.fileno())


def _list(written: list[Path], folder: Path) -> None:
    names: dict[str, list[str]] = {}
    for path in written:
        names.setdefault(str(path.relative_to(folder).with_suffix("")), []).append(
            path.suffix.lstrip(".")
        )
    lines = [
        f"  {name}.{{{','.join(ends)}}}" if len(ends) > 1 else f"  {name}.{ends[0]}"
        for name, ends in names.items()
    ]
    _say(f"wrote to {folder}:", *lines, to=sys.stdout)


def _refresh(timeout: int) -> int:
    from analysis import rerun

    paths = rerun.paths()
    try:
        finished = rerun.executed(paths, timeout=timeout, done=_progress(paths))
    except rerun.NotebookError as error:
        _say(f"failed: {error}", "the committed notebooks are as they were", to=sys.stderr)
        return 1
    files = {path.name: _text(rerun.clean(notebook)) for path, notebook in finished.items()}
    _say(*map(_named, staging.write(paths[0].parent, files)), to=sys.stdout)
    return 0


def _verify(folder: Path) -> int:
    from analysis import export

    found = export.verify(folder)
    if found.empty:
        raise FileNotFoundError(
            f"there are no figures in {folder}: make them first (python -m analysis)"
        )
    _say(found.to_string(index=False), to=sys.stdout)
    return 0 if (found["status"] == "same").all() else 1


def _named(path: Path) -> str:
    return str(path.relative_to(schema.DATA.parent))


if __name__ == "__main__":
    sys.exit(main())
