"""Fonts held in memory, since Matplotlib 3.11 reads a letter from the font's file again each time it sets it.

That takes longer than drawing it; versions after 3.11 hold the file themselves (its pull request 32064).
"""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache

from matplotlib import font_manager

LARGEST = 2**21  # bytes of a file that is held; fonts of Chinese and the like are read as ever

_alone = threading.Lock()


def hold(family: Sequence[str]) -> None:
    """Open the fonts of these families, regular and bold, each with a buffer that takes its whole file."""
    _hold(tuple(family), threading.get_ident())  # Matplotlib opens them anew in every thread


@lru_cache(maxsize=64)
def _hold(family: tuple[str, ...], thread: int) -> None:
    with _whole_files():
        for weight in ("normal", "bold"):
            wanted = [font_manager.FontProperties(family=name, weight=weight) for name in family]
            paths = [font_manager.findfont(one) for one in wanted]
            for together in (paths, *([path] for path in paths)):
                font_manager.get_font(together)


@contextmanager
def _whole_files() -> Iterator[None]:
    """Files opened meanwhile have such a buffer; Matplotlib names none, and there is no way to ask it for one."""
    with _alone:
        usual = io.open

        def whole(file, mode="r", buffering=-1, *others, **options):
            if mode == "rb" and buffering == -1 and (size := os.stat(file).st_size) < LARGEST:
                buffering = size + 1
            return usual(file, mode, buffering, *others, **options)

        io.open = whole
        try:
            yield
        finally:
            io.open = usual
