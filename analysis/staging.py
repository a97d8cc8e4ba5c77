"""Files put into a folder all together or not at all, whatever stops the program half-way.

They are made in a hidden folder beside their place. A journal in it then says what goes where. An error after that puts
everything back; what a kill cuts short is finished by whoever next writes to the folder or checks it. Where there is no
journal nothing has happened yet, and the hidden folder is only cleared away.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import NamedTuple

PREFIX = ".unfinished-"  # then the process that is at work there
_FORWARD, _BACK = "forward", "back"  # the journal, by the way in which it is to be followed
_LATER = 10.0  # seconds by which a process must be younger than a hidden folder to be certainly not its owner
_SPACE = "free some space there, or write to another folder"
_ACCESS = (
    "let the folder be written to, close whatever holds the file open, or write to another folder"
)
_REMEDIES = {
    "ENOSPC": _SPACE,
    "EDQUOT": _SPACE,
    "EACCES": _ACCESS,
    "EPERM": _ACCESS,
    "EROFS": _ACCESS,
}


class _Change(NamedTuple):
    """What goes into the folder, what is taken out of it, and which of these names were there before."""

    put: list[str]
    remove: list[str]
    had: list[str]


def write(folder: Path, files: Mapping[str, bytes], *, remove: Sequence[str] = ()) -> list[Path]:
    """Put the files into the folder, in their order, and take away those of `remove`; the paths written."""
    with beside(folder) as made:
        return put(made, files, remove=remove)


@contextlib.contextmanager
def beside(folder: Path) -> Iterator[Path]:
    """An empty hidden folder, in which is made what `put` then moves to the folder; gone at the end."""
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(f"{folder} is a file; name a folder to write to")
    settle(folder)
    with _explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=folder))
    try:
        with _explained(folder):
            (staging / "new").mkdir()
        yield staging / "new"
    finally:
        if not _unfinished(staging):
            shutil.rmtree(staging, ignore_errors=True)


def put(
    made: Path, files: Mapping[str, bytes] | None = None, *, remove: Sequence[str] = ()
) -> list[Path]:
    """Move all that was made in a folder of `beside`, and these further files, to their place; the paths written."""
    staging, folder = made.parent, made.parent.parent
    if outside := [name for name in (*(files or {}), *remove) if not _is_inside(name)]:
        raise ValueError(f"{outside[0]!r} is no name of a file inside {folder}")
    with _explained(folder):
        for name, content in (files or {}).items():
            (made / name).parent.mkdir(parents=True, exist_ok=True)
            (made / name).write_bytes(content)
        names = [*(files or {}), *sorted(_files(made) - set(files or {}))]
        gone = [name for name in remove if name not in names and os.path.lexists(folder / name)]
        change = _Change(
            names, gone, [name for name in (*names, *gone) if os.path.lexists(folder / name)]
        )
        _keep_old(staging, folder, change)
        if _final(folder) == folder:  # else whoever moves it on from there sees to it
            _sync(*(made / name for name in names))
        _decide(staging, change)
        _follow(staging)
    _sync_names(folder)
    return [folder / name for name in names]


def settle(folder: Path) -> list[str]:
    """Finish or undo what killed runs left half done in the folder, and clear it away; the names of files put in place."""
    placed: list[str] = []
    for staging in sorted(folder.glob(f"{PREFIX}*")):
        if staging.is_symlink() or not staging.is_dir() or _is_at_work(staging):
            continue
        with _explained(folder):
            placed += _follow(staging)
        shutil.rmtree(staging, ignore_errors=True)
    return placed


def _files(made: Path) -> set[str]:
    """All files below a folder, but not what a killed process was about to put into it."""
    found = (path.relative_to(made) for path in made.rglob("*") if path.is_file())
    return {
        path.as_posix() for path in found if not any(part.startswith(PREFIX) for part in path.parts)
    }


def _keep_old(staging: Path, folder: Path, change: _Change) -> None:
    for name in change.had:
        if (folder / name).is_dir() and not (folder / name).is_symlink():
            raise IsADirectoryError(
                errno.EISDIR, "a folder has the name of a file to be written; rename it", name
            )
        (staging / "old" / name).parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(folder / name, staging / "old" / name, follow_symlinks=False)
        except (OSError, NotImplementedError):  # not every file system has links
            shutil.copy2(folder / name, staging / "old" / name, follow_symlinks=False)


def _decide(staging: Path, change: _Change) -> None:
    """Write the journal, all at once: from here on the change is certain."""
    (staging / "journal").write_text(json.dumps(change._asdict()), encoding="utf-8")
    if _final(staging) == staging.parent:
        _sync(staging / "journal")
    os.replace(staging / "journal", staging / _FORWARD)


def _follow(staging: Path) -> list[str]:
    """Do what is still to be done by the journal, if there is one; an error on the way forward turns it round."""
    change = _journal(staging / _FORWARD)
    if change is not None:
        try:
            _forward(staging, change)
            (staging / _FORWARD).unlink()
            return change.put
        except BaseException:
            os.replace(staging / _FORWARD, staging / _BACK)
            _follow(staging)
            raise
    if (change := _journal(staging / _BACK)) is not None:
        _back(staging, change)
        (staging / _BACK).unlink()
    return []


def _forward(staging: Path, change: _Change) -> None:
    for name in change.put:
        if os.path.lexists(staging / "new" / name):
            (staging.parent / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(staging / "new" / name, staging.parent / name)
    for name in change.remove:
        (staging.parent / name).unlink(missing_ok=True)


def _back(staging: Path, change: _Change) -> None:
    for name in change.had:
        if os.path.lexists(staging / "old" / name):
            os.replace(staging / "old" / name, staging.parent / name)
    for name in set(change.put) - set(change.had):
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            (staging.parent / name).unlink()
        for parent in PurePosixPath(name).parents[:-1]:
            with contextlib.suppress(OSError):  # it was there before and holds more
                (staging.parent / parent).rmdir()


def _journal(path: Path) -> _Change | None:
    """The journal, or None where there is none, or none of ours: whoever can write to a folder may leave one there."""
    try:
        change = _Change(**json.loads(path.read_text("utf-8")))
        return change if all(_is_inside(name) for column in change for name in column) else None
    except (OSError, TypeError, ValueError):
        return None


def _is_inside(name: str) -> bool:
    """Whether a name means a file of the folder, on whatever system: relative, and never up."""
    ways = PurePosixPath(name), PureWindowsPath(name)
    return (
        bool(ways[0].parts)
        and not any(way.anchor or ".." in way.parts for way in ways)
        and "\0" not in name
    )


def _unfinished(staging: Path) -> bool:
    return (staging / _FORWARD).exists() or (staging / _BACK).exists()


def _is_at_work(staging: Path) -> bool:
    """Whether the process that made a hidden folder is still there; another one may have been given its number."""
    import psutil  # here, since it is rarely needed

    owner = staging.name.removeprefix(PREFIX).partition("-")[0]
    try:
        return psutil.Process(int(owner)).create_time() < staging.stat().st_mtime + _LATER
    except psutil.AccessDenied:
        return True
    except (psutil.NoSuchProcess, OSError, ValueError, OverflowError):
        return False


def _final(folder: Path) -> Path:
    """Where files in a folder end up: itself, or the folder beside which it was made."""
    hidden = next(
        (part for part in reversed((folder, *folder.parents)) if part.name.startswith(PREFIX)), None
    )
    return hidden.parent if hidden else folder


def _sync(*paths: Path) -> None:
    """Have the disk hold the files; a full one may say so only now."""
    for path in paths:
        with path.open("rb+") as file:
            os.fsync(file.fileno())


def _sync_names(folder: Path) -> None:
    """Have the disk hold which files are in a folder, where a folder can be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def _explained(folder: Path) -> Iterator[None]:
    """Say of an error of the system which folder was to be written to, what became of it and what to do."""
    try:
        yield
    except OSError as error:
        if error.errno is None:
            raise
        stuck = (
            any(map(_unfinished, folder.glob(f"{PREFIX}{os.getpid()}-*")))
            if folder.is_dir()
            else False
        )
        became = "is half written, which the next run mends" if stuck else "was left as it was"
        name = f" ({Path(error.filename).name})" if error.filename else ""
        remedy = _REMEDIES.get(
            errno.errorcode.get(error.errno), "see to that, or write to another folder"
        )
        raise OSError(
            error.errno, f"{error.strerror}{name}: {_final(folder)} {became}; {remedy}"
        ) from error
