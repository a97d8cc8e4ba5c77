"""Run the committed notebooks again and write them with their outputs: `python -m tests.refresh`.

All are written or none. What differs from machine to machine is left out, and the parameters are kept as the published
ones, with which the command later compares what a user saved.
"""

import sys

import nbformat

from analysis import rerun, staging


def main() -> int:
    """Return the exit status: 1 where a cell failed, which changes nothing."""
    paths = rerun.paths()
    try:
        finished = rerun.executed(paths, done=lambda path, _: print(path.stem, file=sys.stderr))
    except rerun.NotebookError as error:
        print(f"failed: {error}; the committed notebooks are unchanged", file=sys.stderr)
        return 1

    files = {}
    for path, notebook in finished.items():
        text = nbformat.writes(rerun.clean(notebook)) + "\n"
        files[path.name] = text.encode("utf-8")
    staging.write(paths[0].parent, files)
    return 0


if __name__ == "__main__":
    sys.exit(main())
