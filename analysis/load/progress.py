"""A line on a terminal while a long piece of work goes on; nothing anywhere else."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
PATIENCE = 2.0  # seconds before anything is said


def progress(items: Iterable[T], total: int, what: str) -> Iterator[T]:
    """The items, counted on stderr where that is a terminal and the work takes longer than two seconds."""
    begun = said = time.monotonic()
    spoken = False
    for done, item in enumerate(items):
        now = time.monotonic()
        if now - begun > PATIENCE and now - said > 0.2 and sys.stderr.isatty():
            print(f"\r{what}: {done:,} of {total:,}", end="", file=sys.stderr, flush=True)
            said, spoken = now, True
        yield item
    if spoken:
        print("\r\033[K", end="", file=sys.stderr, flush=True)
