"""The terminal and the signals of the command: what is said arrives or is let go, and Ctrl-C ends with a sentence."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

# What ends a process: a script or the system, and a terminal that is closed.
_ENDS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
UNCHANGED = "stopped; earlier figures are unchanged"


def say(*lines: str, to: TextIO | None) -> None:
    """Print the lines, control characters escaped; where nobody can read them, the work goes on all the same."""
    if to is None:  # closed before the program began
        return
    text = "".join(f"{_printable(line)}\n" for line in lines)
    try:
        print(text, end="", file=to, flush=True)
    except OSError:
        # A reader that left, a terminal that was closed, a full disk: nothing more is said there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), to.fileno())


def begin() -> None:
    """Make the process fit for its work, wherever it was started."""
    # Being ended is like being interrupted, but for a signal that `nohup` has the process ignore.
    for number in _ENDS:
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _end)
    if signal.getsignal(signal.SIGINT) == signal.default_int_handler:
        signal.signal(signal.SIGINT, _stop_at_once)

    # A terminal may lack letters of an article.
    for stream in filter(None, (sys.stdout, sys.stderr)):
        stream.reconfigure(errors="backslashreplace")

    # Kernels need three open streams. The system gives the lowest number that is free, so this
    # opens those that were closed.
    while (handle := os.open(os.devnull, os.O_RDWR)) < 3:
        os.set_inheritable(handle, True)
    os.close(handle)


def let_it_be_interrupted() -> None:
    """From here on an interruption is an exception, which puts everything in order first."""
    if signal.getsignal(signal.SIGINT) == _stop_at_once:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Ignore Ctrl-C and what ends a process for milliseconds, so that what is said after a stop is true."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, *_ENDS)}
    try:
        for number in before:
            signal.signal(number, signal.SIG_IGN)
        yield
    finally:
        for number, handler in before.items():
            # None is a handler that was not installed from Python and cannot be set again.
            if handler is not None:
                signal.signal(number, handler)


def _stop_at_once(*_: object) -> None:
    """End while nothing is made yet; NumPy answers an interruption of its import with another error."""
    say(UNCHANGED, to=sys.stderr)
    os._exit(130)


def _end(*_: object) -> None:
    """Interrupt the run, also where a script started it in the background, where interrupts are ignored."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.raise_signal(signal.SIGINT)


def _printable(line: str) -> str:
    """A line in which control characters of file names and articles cannot steer the terminal."""
    escapes = {}
    for letter in set(line):
        if not letter.isprintable() and letter not in "\n\t":
            escapes[ord(letter)] = ascii(letter)[1:-1]
    return line.translate(escapes)
