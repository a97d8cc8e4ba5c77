"""The manifest of a folder: the checksums of the files that were written into it."""

from __future__ import annotations

import json
import re
import stat
from collections.abc import Collection, Mapping
from pathlib import Path, PurePosixPath

from analysis.schema import digest

NAME = ".manifest.json"
LARGEST = 64 * 2**20  # bytes: a million files
# The name of a file in the folder itself: "../a.csv" is none.
_NAME = re.compile(r"(?!\.\.?$)[^/\0]{1,255}")


def read(folder: Path) -> dict[str, dict[str, str]]:
    """Return the checksums of what was written into a folder.

    Parameters
    ----------
    folder : Path
        A folder, whose subfolders have manifests of their own.

    Returns
    -------
    dict
        ``"files"``: SHA-256 by file name. ``"moving"``: those of a run that was stopped while it
        moved files. Both are empty if there is no manifest, or one that cannot be read.
    """
    empty: dict[str, dict] = {"files": {}, "moving": {}}
    path = folder / NAME
    try:
        # A link or a pipe in a folder from somebody else is not followed, and no giant is read.
        about = path.lstat()
        if not stat.S_ISREG(about.st_mode) or about.st_size > LARGEST:
            return empty
        found = json.loads(path.read_bytes())
        return {part: _usable(found[part]) for part in empty}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return empty


def _usable(digests: Mapping[str, object]) -> dict[str, str]:
    """The checksums under names that a file of the folder can have."""
    return {name: str(sha) for name, sha in digests.items() if _NAME.fullmatch(name)}


def moving(folder: Path, digests: Mapping[str, str], remove: Collection[str]) -> dict[str, dict]:
    """Return the manifest of every folder that files go to, with these files as those that move."""
    found: dict[str, dict] = {}
    for name, sha in digests.items():
        path = PurePosixPath(name)
        key = (path.parent / NAME).as_posix()
        if key not in found:
            found[key] = {"files": _known(folder / path.parent, remove), "moving": {}}
        found[key]["moving"][path.name] = sha
    return found


def _known(folder: Path, remove: Collection[str]) -> dict[str, str]:
    """The checksums of the files in a folder that are ours, those of a killed run among them."""
    known = read(folder)
    moved = {
        name: sha
        for name, sha in known["moving"].items()
        if (folder / name).is_file() and digest(folder / name) == sha
    }
    there = known["files"] | moved
    return {name: sha for name, sha in there.items() if name not in remove}


def encoded(content: object) -> bytes:
    """Return a manifest as bytes."""
    return (json.dumps(content, indent=1, sort_keys=True) + "\n").encode("utf-8", "replace")


def is_edited(place: Path, new: Path) -> bool:
    """Return whether a table is neither what was last written nor what is written now.

    Parameters
    ----------
    place : Path
        Where the table is, or would be.
    new : Path
        The file that is to be written there.

    Returns
    -------
    bool
        False for the table of a figure, which belongs to its record and is always replaced.
    """
    if not place.is_file() or new.with_suffix(".json").exists():
        return False
    known = read(place.parent)
    ours = {known["files"].get(place.name), known["moving"].get(place.name), digest(new)}
    return digest(place) not in ours
