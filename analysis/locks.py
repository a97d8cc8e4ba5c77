"""A lock on a folder: one run at a time writes to it.

It is a lock of the operating system on a small file, which goes with the process that holds it, so
that nothing is left to clear after a kill. No clock and no process number decides anything.
"""

from __future__ import annotations

import contextlib
import errno
import os
import platform
import re
import time
from collections.abc import Iterator
from pathlib import Path

NAME = ".lock"

# No locks on this file system: some network drives and FUSE.
_NO_LOCKS = (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL)

# Folders that this process has locked: it may write into them again.
_locked: set[Path] = set()


class BusyError(OSError):
    """Another run is writing to the folder."""


@contextlib.contextmanager
def lock(folder: Path, wait: float = 0.0) -> Iterator[bool]:
    """Hold the lock of a folder; a process that has it may take it again.

    Parameters
    ----------
    folder : Path
        A folder that exists.
    wait : float
        Seconds to wait for another process to end.

    Yields
    ------
    bool
        Whether this process had not held it already.

    Raises
    ------
    BusyError
        If another process still holds it then.
    """
    key = folder.resolve()
    if key in _locked:
        yield False
        return
    handle = _open_locked(folder, wait)
    _locked.add(key)
    try:
        yield True
    finally:
        _locked.discard(key)
        # Windows does not delete an open file; the next run uses it again.
        with contextlib.suppress(OSError):
            (folder / NAME).unlink()
        os.close(handle)


def _open_locked(folder: Path, wait: float) -> int:
    """The handle of the lock file once it is ours."""
    deadline = time.monotonic() + wait
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    while True:
        handle = os.open(folder / NAME, flags, 0o666)
        try:
            if _is_locked(handle) and _is_the_file(handle, folder / NAME):
                os.truncate(handle, 0)
                os.write(handle, f"{os.getpid()} {platform.node()}\n".encode())
                return handle
            owner = os.pread(handle, 100, 0) if hasattr(os, "pread") else b""
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        if time.monotonic() >= deadline:
            raise BusyError(
                f"another run{_named(owner)} is writing to {folder}; wait until it ends"
            )
        time.sleep(0.02)


def _is_locked(handle: int) -> bool:
    """Whether the system gave us the lock; where it has no locks, nobody holds one."""
    try:
        if os.name == "nt":
            import msvcrt

            # A byte that is never written: others can still read who holds the lock.
            os.lseek(handle, 1 << 20, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno in _NO_LOCKS
    return True


def _is_the_file(handle: int, path: Path) -> bool:
    """Whether the locked file is the one of that name: its last owner may just have deleted it."""
    try:
        return os.path.samestat(os.fstat(handle), os.stat(path))
    except FileNotFoundError:
        return False


def _named(owner: bytes) -> str:
    """Who holds the lock, as far as the file says so in the way that we write it."""
    found = re.fullmatch(r"(\d{1,10}) ([\w.-]{1,64})\n", owner.decode("ascii", "replace"))
    return f" (process {found[1]} on {found[2]})" if found else ""
