"""Names of figures as names of files: never outside the folder, never two figures under one."""

from __future__ import annotations

import hashlib
import re
import unicodedata

LONGEST = 80
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)", re.IGNORECASE)


def slug(name: str) -> str:
    """A name as the stem of a file on every system; a ValueError where nothing of it is left.

    >>> slug("Malvinas/Falklands"), slug("../x"), slug("03-countries: bars"), slug("CON")
    ('malvinas-falklands', 'x', '03-countries-bars', 'con-figure')
    """
    if not isinstance(name, str):
        raise TypeError(f"a figure's name is a text; this is {type(name).__name__}")
    stem = re.sub(r"[^\w]+", "-", unicodedata.normalize("NFC", name).lower()).strip("-_")
    if not stem:
        raise ValueError(
            f"a figure needs a name with a letter or a digit in it; this one is {name!r}"
        )
    if _RESERVED.fullmatch(stem):
        stem += "-figure"
    if len(stem.encode()) > LONGEST:
        mark = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        stem = stem.encode()[: LONGEST - 9].decode("utf-8", "ignore").rstrip("-_") + "-" + mark
    return stem
