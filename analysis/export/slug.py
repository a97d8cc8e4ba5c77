"""Names of figures as names of files: never outside the folder, never two figures under one name."""

from __future__ import annotations

import hashlib
import re
import unicodedata

# Bytes, since some file systems allow 143 for a name and its ending.
LONGEST = 80

# Names that Windows keeps for devices, with any ending
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)", re.IGNORECASE)


def slug(name: str) -> str:
    """Return a name as the stem of a file on every system.

    Parameters
    ----------
    name : str
        The name of a figure.

    Returns
    -------
    str
        Lowercase letters and digits with hyphens in between.

    Raises
    ------
    TypeError
        If it is not a string.
    ValueError
        If it has no letter and no digit.

    Examples
    --------
    >>> slug("Malvinas/Falklands"), slug("../x"), slug("03-countries: bars"), slug("CON")
    ('malvinas-falklands', 'x', '03-countries-bars', 'con-figure')
    """
    if not isinstance(name, str):
        raise TypeError(f"a figure name must be a string, not {type(name).__name__}")
    letters = unicodedata.normalize("NFC", name).lower()
    stem = re.sub(r"[^\w]+", "-", letters).strip("-_")
    if not stem:
        raise ValueError(f"a figure name needs a letter or a digit; this one is {name!r}")
    if _RESERVED.fullmatch(stem):
        stem += "-figure"
    if len(stem.encode()) > LONGEST:
        # Long names that begin alike stay apart by a part of their checksum.
        data = name.encode("utf-8", "surrogatepass")
        checksum = hashlib.sha256(data).hexdigest()[:8]
        beginning = stem.encode()[: LONGEST - 9].decode("utf-8", "ignore")
        stem = f"{beginning.rstrip('-_')}-{checksum}"
    return stem
