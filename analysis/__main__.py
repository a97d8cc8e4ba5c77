"""The whole job as one command: rerun the notebooks on the bundled article or on yours, and write every figure."""

from __future__ import annotations

import argparse
import difflib
import os
import shutil
import signal
import sys
import tempfile
import warnings
from pathlib import Path

import psutil

from analysis import schema

OWN = {
    "codebook": "a codebook of your own (TOML)",
    "corrections": "corrections of the rule's coding (CSV)",
    "gazetteer": "rows to add to the gazetteer (CSV)",
    "stopwords": "stop words instead of the bundled list (text)",
}


def main(arguments: list[str] | None = None) -> int:
    """The exit status: 0 where all went well, 1 where something failed, 2 where the call was wrong."""
    options = _parsed(arguments)
    try:
        if options.verify:
            return _verify(_folder(options))
        if options.gallery:
            return _gallery()
        return _refresh(options.timeout) if options.refresh else _figures(options)
    except (OSError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("stopped; earlier figures are as they were", file=sys.stderr)
        return 130


def _parsed(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m analysis", description=__doc__)
    parser.add_argument("article", nargs="?", metavar="ARTICLE or FOLDER", help="default: the bundled article")
    parser.add_argument("--figures", metavar="DIR", help="where they go (default: the clone's figures/)")
    parser.add_argument("--timeout", type=_seconds, default=600, metavar="SECONDS", help="for one cell (default: 600)")
    for name, meaning in OWN.items():
        parser.add_argument(f"--{name}", metavar="FILE", help=meaning)
    parser.add_argument(
        "--report", action="store_true", help="also write report.html, all charts and tables on one page"
    )
    other = parser.add_mutually_exclusive_group()
    other.add_argument("--verify", action="store_true", help="draw every figure again and list what changed")
    other.add_argument("--refresh", action="store_true", help="write the committed notebooks' outputs anew")
    other.add_argument("--gallery", action="store_true", help="draw the README's pictures anew")
    options = parser.parse_args(arguments)
    if (options.verify or options.refresh or options.gallery) and options.article is not None:
        parser.error("--verify, --refresh and --gallery take no article")
    return options


def _seconds(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"a whole number of seconds from 1, not {text!r}")
    return int(text)


def _folder(options: argparse.Namespace) -> Path:
    return Path(options.figures).resolve() if options.figures else schema.FIGURES


def _figures(options: argparse.Namespace) -> int:
    from analysis import notebooks

    paths = notebooks.paths()
    parameters = _parameters(options)
    folder = _folder(options)
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(f"--figures names a folder, and {folder} is a file; give another name")
    if "article" in parameters:
        _say_what_is_read(parameters["article"])
    folder.mkdir(parents=True, exist_ok=True)
    _clear(folder)
    # Everything is made beside its place and moved there when all of it is done, so that a failure changes nothing.
    staging = Path(tempfile.mkdtemp(prefix=f".unfinished-{os.getpid()}-", dir=folder))
    parameters["figures"] = str(staging)
    try:
        try:
            finished = notebooks.executed(
                paths, parameters=parameters, timeout=options.timeout, done=_progress(len(paths))
            )
        except notebooks.NotebookError as error:
            kept = _write(error.notebook, folder / "notebooks" / f"{error.path.stem}.failed.ipynb")
            print(
                f"failed: {error}\nthe notebook with its error is {kept}; earlier figures are as they were",
                file=sys.stderr,
            )
            return 1
        for path, notebook in finished.items():
            _write(notebook, staging / "notebooks" / path.name)
            (folder / "notebooks" / f"{path.stem}.failed.ipynb").unlink(missing_ok=True)
        if options.report:
            from analysis import export

            page = export.report(
                list(finished.values()), title=f"Highlights: {Path(options.article or 'bundled').stem}"
            )
            (staging / "report.html").write_text(page, encoding="utf-8")
        written = _moved(staging, folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    _list(written, folder)
    return 0


def _clear(folder: Path) -> None:
    """Remove what a run that was killed left behind."""
    for left in folder.glob(".unfinished-*-*"):
        owner = left.name.split("-")[1]
        if not owner.isdigit() or not psutil.pid_exists(int(owner)):
            shutil.rmtree(left, ignore_errors=True)


def _say_what_is_read(article: str) -> None:
    """The load report in a sentence, and every warning, before the kernels start; an error where nothing can be read."""
    from analysis import load

    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        reading = load.read(article)
    print(load.summary(reading.report), file=sys.stderr)
    for warning in said:
        print(f"warning: {warning.message}", file=sys.stderr)


def _parameters(options: argparse.Namespace) -> dict:
    given = {"article": options.article, **{name: getattr(options, name) for name in OWN}}
    return {name: str(_existing(name, value)) for name, value in given.items() if value is not None}


def _existing(name: str, value: str) -> Path:
    path = Path(value).resolve()
    if not value or not path.exists():
        there = sorted(p.name for p in path.parent.iterdir() if p.name[0] != ".") if path.parent.is_dir() else []
        near = difflib.get_close_matches(path.name, there, n=3, cutoff=0.4) or there[:8]
        raise FileNotFoundError(
            f"there is no {name} {value!r} (looked for {path}); there: {', '.join(near) or 'nothing, or no such folder'}"
        )
    return path


def _progress(total: int):
    count = iter(range(1, total + 1))

    def done(path: Path, notebook) -> None:
        cells = sum(cell.cell_type == "code" for cell in notebook.cells)
        print(f"[{next(count)}/{total}] {path.stem}: {cells} cells", file=sys.stderr, flush=True)

    return done


def _write(notebook, path: Path) -> Path:
    import nbformat

    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        unfinished.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
    return path


def _moved(staging: Path, folder: Path) -> list[Path]:
    written = []
    for source in sorted(path for path in staging.rglob("*") if path.is_file()):
        target = folder / source.relative_to(staging)
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(source, target)
        written.append(target)
    return written


def _list(written: list[Path], folder: Path) -> None:
    names: dict[str, list[str]] = {}
    for path in written:
        names.setdefault(str(path.relative_to(folder).with_suffix("")), []).append(path.suffix.lstrip("."))
    print(f"wrote to {folder}:")
    for name, endings in names.items():
        print(f"  {name}.{{{','.join(endings)}}}" if len(endings) > 1 else f"  {name}.{endings[0]}")


def _refresh(timeout: int) -> int:
    from analysis import notebooks

    paths = notebooks.paths()
    try:
        finished = notebooks.executed(paths, timeout=timeout, done=_progress(len(paths)))
    except notebooks.NotebookError as error:
        print(f"failed: {error}\nthe committed notebooks are as they were", file=sys.stderr)
        return 1
    for path, notebook in finished.items():
        print(_write(notebooks.clean(notebook), path).relative_to(schema.DATA.parent))
    return 0


def _verify(folder: Path) -> int:
    from analysis import export

    found = export.verify(folder)
    print(found.to_string(index=False))
    return 0 if (found["status"] == "same").all() else 1


def _gallery() -> int:
    from analysis import gallery

    for path in gallery.write(schema.DATA.parent / "notebooks" / "gallery"):
        print(path.relative_to(schema.DATA.parent))
    return 0


if __name__ == "__main__":
    # Being ended is like being interrupted: kernels are stopped and what was begun is cleared away.
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    sys.exit(main())
