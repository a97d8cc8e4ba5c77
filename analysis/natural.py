"""The order of names that hold numbers, as a reader expects it."""

from __future__ import annotations

import re

# Digits as file names number things; more of them than a line of 20 are no count.
_DIGITS = re.compile("[0-9]+")
_WIDTH = 20


def natural(name: str) -> tuple[str, str]:
    """Return the key that sorts a name by the values of its numbers.

    Parameters
    ----------
    name : str
        A name, such as that of a file or a document.

    Returns
    -------
    tuple of str
        The name with its numbers filled up with zeros, then the name itself: talk-02 and talk-2 differ.

    Examples
    --------
    >>> sorted(["talk-10", "talk-2", "talk-1"], key=natural)
    ['talk-1', 'talk-2', 'talk-10']
    """
    return _DIGITS.sub(lambda digits: digits[0].zfill(_WIDTH), name), name
