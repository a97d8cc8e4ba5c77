"""Write files into a folder all together or not at all, by one run at a time.

Files are made in a hidden folder next to their place and moved there when all of them are complete.
An error or an interruption puts everything back. A lock of the operating system, which goes with
its process, keeps two runs from mixing their files. The checksums of what was written are kept in
a manifest, so that a table that somebody edited is not overwritten.

What a power cut or ``kill -9`` can still do: in the milliseconds in which files are moved it leaves
new files next to old ones; the manifest, written last, shows which, and the next run replaces them.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath, PureWindowsPath

from analysis import console, locks, manifests
from analysis.locks import BusyError
from analysis.schema import digest

PREFIX = ".unfinished-"

# Seconds for which one short write waits for another: three kernels export into one folder.
WAIT = 60.0

# Tables that people edit; pictures and notebooks are always replaced.
EDITED = (".csv", ".xlsx", ".qdc")

# Before the ending of a new table that is written next to an edited one: counts.new.csv.
NEWER = ".new"

_SPACE = "free some space there, or write to another folder"
_ACCESS = "allow writing to the folder, close the file in other programs, or use another folder"
_REMEDIES = {
    errno.ENOSPC: _SPACE,
    errno.EDQUOT: _SPACE,
    errno.EACCES: _ACCESS,
    errno.EPERM: _ACCESS,
    errno.EROFS: _ACCESS,
}


class ExplainedError(OSError):
    """An error of the operating system with the folder, what became of it and a remedy."""


def write(
    folder: Path, files: Mapping[str, bytes], *, remove: Sequence[str] = (), track: bool = False
) -> list[Path]:
    """Write files into a folder, all or none.

    Parameters
    ----------
    folder : Path
        Where they go. It is made if it does not exist.
    files : mapping of str to bytes
        The content of each file by its name, with ``/`` for subfolders.
    remove : sequence of str
        Names of files to delete with it.
    track : bool
        Keep a manifest, and keep tables that were edited since they were last written.

    Returns
    -------
    list of Path
        The files written, in the order given.

    Raises
    ------
    BusyError
        If another run has been writing to the folder for a minute.
    OSError
        With what became of the folder and a remedy.
    """
    with beside(folder, wait=WAIT) as made:
        return put(made, files, remove=remove, track=track)


@contextlib.contextmanager
def beside(folder: Path, *, wait: float = 0.0) -> Iterator[Path]:
    """Lock a folder and yield an empty hidden one in it, whose files `put` moves to their place.

    Parameters
    ----------
    folder : Path
        Where the files will go.
    wait : float
        Seconds to wait for another run to end; a whole run does not wait.

    Yields
    ------
    Path
        The hidden folder. It is deleted at the end.

    Raises
    ------
    BusyError
        If another run is writing to the folder.
    """
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(f"{folder} is a file; name a folder to write to")
    with _explained(folder):
        _make(folder)
    with _locked(folder, wait) as is_first:
        with _explained(folder):
            if is_first:
                _clear(folder)
            hidden = Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder))
            (hidden / "new").mkdir()
        try:
            yield hidden / "new"
        finally:
            shutil.rmtree(hidden, ignore_errors=True)


def put(
    made: Path,
    files: Mapping[str, bytes] | None = None,
    *,
    remove: Sequence[str] = (),
    track: bool = True,
) -> list[Path]:
    """Move what was made in the folder of `beside`, and further files, to their place.

    Parameters
    ----------
    made : Path
        The folder that `beside` gave.
    files : mapping of str to bytes, optional
        Further files by name.
    remove : sequence of str
        Names of files to delete with it.
    track : bool
        As for `write`.

    Returns
    -------
    list of Path
        The files written: those of `files` first, then the others by name.

    Raises
    ------
    OSError
        If a file cannot be moved, is missing or damaged; the folder is then as it was.
    """
    files = files or {}
    folder = made.parent.parent
    for name in (*files, *remove):
        _check_inside(name, folder)
    with _explained(folder):
        _make(made)
        for name, content in files.items():
            _make((made / name).parent)
            (made / name).write_bytes(content)
        names = [*files, *sorted(_files(made) - set(files))]
        _check_made(made, names)
        if track:
            names = _step_aside(made, folder, names)
        with console.uninterrupted():
            _move(made, folder, names, [name for name in remove if name not in names], track)
            # Deleted here, so that an interruption can only come before the move or after it all.
            shutil.rmtree(made.parent, ignore_errors=True)
    return [folder / name for name in names]


def _make(folder: Path) -> None:
    """Make a folder, but never again the hidden folder of a run that somebody deleted."""
    for made in (folder, *folder.parents):
        if made.parent.name.startswith(PREFIX):
            break
    else:
        folder.mkdir(parents=True, exist_ok=True)
        return
    if not made.is_dir():
        message = "the temporary folder of this run was deleted; run it again"
        raise FileNotFoundError(errno.ENOENT, message)
    # One by one: `parents=True` would make it again where it is deleted at this very moment.
    below = [part for part in (folder, *folder.parents) if made in part.parents]
    for part in reversed(below):
        part.mkdir(exist_ok=True)


def _clear(folder: Path) -> None:
    """Delete what killed runs left; the lock says that none of them is still at work."""
    for left in folder.glob(f"{PREFIX}*"):
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)


def _check_inside(name: str, folder: Path) -> None:
    """Refuse a name that means a file outside the folder on any system."""
    ways = PurePosixPath(name), PureWindowsPath(name)
    outside = any(way.anchor or ".." in way.parts for way in ways)
    if outside or not ways[0].parts or "\0" in name:
        raise ValueError(f"{name!r} is not the name of a file inside {folder}")


def _files(made: Path) -> set[str]:
    """The names of all files below a folder, but for manifests, locks and killed exports."""
    found = set()
    for path in made.rglob("*"):
        name = path.relative_to(made)
        hidden = any(part.startswith(PREFIX) for part in name.parts)
        if path.is_file() and not hidden and path.name not in (manifests.NAME, locks.NAME):
            found.add(name.as_posix())
    return found


def _check_made(made: Path, names: Sequence[str]) -> None:
    """Raise an error if a file that was exported into the hidden folder is no longer in it."""
    for folder in (made, *filter(Path.is_dir, made.rglob("*"))):
        for name in manifests.read(folder)["files"]:
            path = (folder / name).relative_to(made).as_posix()
            if path not in names:
                raise FileNotFoundError(errno.ENOENT, "a file of this run was deleted", path)


def _step_aside(made: Path, folder: Path, names: Sequence[str]) -> list[str]:
    """The names to write, NAME.new.csv for a table that somebody edited."""
    final = []
    for name in names:
        if name.endswith(EDITED) and manifests.is_edited(folder / name, made / name):
            path = PurePosixPath(name)
            other = path.with_name(f"{path.stem}{NEWER}{path.suffix}").as_posix()
            os.replace(made / name, made / other)
            kept = f"{folder / name} was edited and is kept; the new table is {Path(other).name}"
            warnings.warn(f"{kept}: delete one of the two", stacklevel=4)
            name = other
        final.append(name)
    return final


def _move(
    made: Path, folder: Path, names: Sequence[str], remove: Sequence[str], track: bool
) -> None:
    """Move the files to their place and write the manifest last; put everything back on an error."""
    digests = {name: digest(made / name) for name in names}
    notes = manifests.moving(folder, digests, remove) if track else {}
    before = _copied(made.parent / "old", folder, [*names, *remove, *notes])
    try:
        for name, known in notes.items():
            _replace(made / "moving", folder / name, manifests.encoded(known))
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(made / name, folder / name)
        for name in remove:
            (folder / name).unlink(missing_ok=True)
        for name, sha in digests.items():
            if digest(folder / name) != sha:
                raise OSError(errno.EIO, "a file is not what was written", name)
        for name, known in notes.items():
            settled = {**known["files"], **known["moving"]}
            done = manifests.encoded({"files": settled, "moving": {}})
            _replace(made / "moving", folder / name, done)
    except BaseException as error:
        _put_back(made.parent / "old", folder, before, [*names, *notes], error)
        raise


def _replace(temporary: Path, place: Path, content: bytes) -> None:
    temporary.write_bytes(content)
    place.parent.mkdir(parents=True, exist_ok=True)
    os.replace(temporary, place)


def _copied(old: Path, folder: Path, names: Sequence[str]) -> list[str]:
    """Copy the files that will be replaced; the names of those that were there."""
    for name in names:
        for part in PurePosixPath(name).parents[:-1]:
            if (folder / part).is_symlink():
                message = "a link to another folder is in the way; write to that folder itself"
                raise NotADirectoryError(errno.ELOOP, message, part.name)
    there = [name for name in names if os.path.lexists(folder / name)]
    for name in there:
        if (folder / name).is_dir() and not (folder / name).is_symlink():
            message = "a folder has the name of a file to be written; rename it"
            raise IsADirectoryError(errno.EISDIR, message, name)
        (old / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(folder / name, old / name, follow_symlinks=False)
    return there


def _put_back(
    old: Path, folder: Path, before: Sequence[str], names: Sequence[str], error: BaseException
) -> None:
    """Undo a move, or say that this was not possible either."""
    try:
        for name in before:
            os.replace(old / name, folder / name)
        for name in set(names) - set(before):
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                (folder / name).unlink()
            for parent in PurePosixPath(name).parents[:-1]:
                with contextlib.suppress(OSError):  # the folder was there before and holds more
                    (folder / parent).rmdir()
    except OSError:
        number = getattr(error, "errno", None) or errno.EIO
        text = f"{os.strerror(number)}: {folder} is only partly written; run it again there"
        raise ExplainedError(number, text) from error


@contextlib.contextmanager
def _locked(folder: Path, wait: float) -> Iterator[bool]:
    """The lock of the folder, an error of the system in words."""
    with contextlib.ExitStack() as stack:
        with _explained(folder):
            is_first = stack.enter_context(locks.lock(folder, wait))
        yield is_first


@contextlib.contextmanager
def _explained(folder: Path) -> Iterator[None]:
    """Re-raise OSErrors with the target folder, its state and a remedy."""
    try:
        yield
    except (ExplainedError, BusyError):
        raise
    except OSError as error:
        if error.errno is None:
            raise
        name = f" ({Path(error.filename).name})" if error.filename else ""
        remedy = _REMEDIES.get(error.errno, "fix that, or write to another folder")
        text = f"{error.strerror}{name}: {_final(folder)} was left as it was; {remedy}"
        raise OSError(error.errno, text) from error


def _final(folder: Path) -> Path:
    """The folder that a person named: the one with the hidden folder, if this is inside it."""
    for part in (folder, *folder.parents):
        if part.name.startswith(PREFIX):
            return part.parent
    return folder
