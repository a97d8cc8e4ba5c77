"""All files or none: written beside their place, synced, then renamed; on any failure the old ones stay."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

_STALE = 3600.0  # seconds after which a folder that a killed export left is cleared away


def write(folder: Path, files: Mapping[str, bytes], *, remove: Iterable[str] = ()) -> list[Path]:
    """Put the files into the folder, in their order, and take away those of `remove`; the paths written."""
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(f"{folder} is a file; name a folder to write to")
    folder.mkdir(parents=True, exist_ok=True)
    _clear(folder)
    staging = Path(tempfile.mkdtemp(prefix=".export-", suffix=".tmp", dir=folder))
    try:
        for name, content in files.items():
            with (staging / name).open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        gone = [name for name in remove if name not in files and (folder / name).exists()]
        _swap(folder, staging, list(files), gone)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return [folder / name for name in files]


def _swap(folder: Path, staging: Path, names: list[str], gone: list[str]) -> None:
    """Rename the new files into place one by one; an error half-way puts the old ones back."""
    kept = staging / "old"
    kept.mkdir()
    done: list[str] = []
    try:
        for name in [*names, *gone]:
            if (folder / name).exists():
                shutil.copy2(folder / name, kept / name)
        for name in names:
            done.append(name)
            os.replace(staging / name, folder / name)
        for name in gone:
            done.append(name)
            (folder / name).unlink()
    except BaseException:
        for name in done:
            _put_back(folder / name, kept / name)
        raise
    _sync(folder)


def _put_back(path: Path, old: Path) -> None:
    if old.exists():
        shutil.copy2(old, path)
    else:
        path.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    with contextlib.suppress(OSError, AttributeError):  # Windows opens no folders
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _clear(folder: Path) -> None:
    for left in folder.glob(".export-*.tmp"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _STALE:
                shutil.rmtree(left, ignore_errors=True)
