"""In a notebook an error of this package is one sentence; `%tb` in the next cell shows the traceback.

A warning that is raised in a cell is shown without the temporary file that the kernel makes of it.
"""

from __future__ import annotations

import traceback
import warnings
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

PACKAGE = __name__.partition(".")[0]


def install() -> None:
    """Let IPython show the errors that the package raises as their message alone.

    Called where the package is imported in a notebook. A handler that the user has set stays.
    """
    from IPython import get_ipython

    shell = get_ipython()
    if shell is not None and not shell.custom_exceptions:
        shell.set_custom_exc((Exception,), _show)
        warnings.formatwarning = without_cells(warnings.formatwarning)


def without_cells(usual: Callable[..., str]) -> Callable[..., str]:
    """Return a format of warnings that does not name the file of a cell, which nobody can open.

    Parameters
    ----------
    usual : callable
        The format for all other warnings, as `warnings.formatwarning`.

    Returns
    -------
    callable
        The format.
    """

    def formatted(
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        line: str | None = None,
    ) -> str:
        if "ipykernel_" in filename:
            return f"{category.__name__}: {message}\n"
        return usual(message, category, filename, lineno, line)

    return formatted


def _show(
    shell: InteractiveShell,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType,
    tb_offset: int | None = None,
) -> None:
    shell.showtraceback(
        (kind, error, trace), tb_offset=tb_offset, exception_only=_is_a_sentence(trace)
    )


def _is_a_sentence(trace: TracebackType) -> bool:
    """Return whether the error was raised by a line of the package.

    An error from inside pandas or Matplotlib is none of the sentences that the package writes, and
    its traceback is needed.
    """
    *_, (last, _) = traceback.walk_tb(trace)
    module = last.f_globals.get("__name__", "")
    return module.partition(".")[0] == PACKAGE
