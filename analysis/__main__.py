"""The whole job as one command: rerun the notebooks on the bundled article or on yours, and write every figure."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path

import psutil

from analysis import schema

OWN = {
    "codebook": "a codebook of your own (TOML)",
    "corrections": "corrections of your own (CSV)",
    "gazetteer": "rows to add to the gazetteer (CSV)",
    "stopwords": "stop words of your own (text)",
}


def main(arguments: list[str] | None = None) -> int:
    """The exit status: 0 where all went well, 1 where something failed, 2 where the call was wrong."""
    options = _parser().parse_args(arguments)
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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m analysis", description=__doc__)
    parser.add_argument("article", nargs="?", metavar="ARTICLE or FOLDER", help="default: the bundled article")
    parser.add_argument("--figures", metavar="DIR", help="where they go (default: the clone's figures/)")
    parser.add_argument("--timeout", type=int, default=600, metavar="SECONDS", help="for one cell (default: 600)")
    for name, meaning in OWN.items():
        parser.add_argument(f"--{name}", metavar="FILE", help=meaning)
    parser.add_argument(
        "--report", action="store_true", help="also write report.html, all charts and tables on one page"
    )
    parser.add_argument("--verify", action="store_true", help="draw every figure again and list what changed")
    parser.add_argument("--refresh", action="store_true", help="write the committed notebooks' outputs anew")
    parser.add_argument("--gallery", action="store_true", help="draw the README's pictures anew")
    return parser


def _folder(options: argparse.Namespace) -> Path:
    return Path(options.figures).resolve() if options.figures else schema.FIGURES


def _figures(options: argparse.Namespace) -> int:
    from analysis import notebooks

    paths = notebooks.paths()
    folder = _folder(options)
    folder.mkdir(parents=True, exist_ok=True)
    _clear(folder)
    # Everything is made beside its place and moved there when all of it is done, so that a failure changes nothing.
    staging = Path(tempfile.mkdtemp(prefix=f".unfinished-{os.getpid()}-", dir=folder))
    try:
        try:
            finished = notebooks.executed(
                paths, parameters=_parameters(options, staging), timeout=options.timeout, done=_progress(len(paths))
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


def _parameters(options: argparse.Namespace, staging: Path) -> dict:
    given = {"article": options.article, **{name: getattr(options, name) for name in OWN}}
    chosen = {name: str(_existing(value)) for name, value in given.items() if value}
    return {**chosen, "figures": str(staging)}


def _existing(value: str) -> Path:
    path = Path(value).resolve()
    if not path.exists():
        near = sorted(p.name for p in path.parent.iterdir())[:8] if path.parent.is_dir() else []
        raise FileNotFoundError(
            f"there is no {value} (looked for {path}); there: {', '.join(near) or 'no such folder'}"
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
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was begun is cleared away
    sys.exit(main())
