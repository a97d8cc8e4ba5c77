"""From the article to the highlights table."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from analysis import schema

BUNDLED = schema.DATA / "articles" / "russia-2020-foreign-policy.md"


def article(path: str | Path = BUNDLED) -> pd.DataFrame:
    """The highlights of one article."""
    path = Path(path)
    lines = path.read_text("utf-8").split("\n")
    rows, headline, quote, start = [], "", None, 0
    for number, line in enumerate(lines, 1):
        line = line.strip()
        if quote is None and line.endswith(":") and len(line) > 20:
            headline, start = re.sub(r"^#+ ", "", line)[:-1], number
        elif quote is None and headline and line[:1] in '“"' and line:
            quote = [line[1:]]
        elif quote is not None and line:
            quote.append(line)
        if quote and quote[-1][-1:] in '”"' and not quote[-1].endswith('Brother."'):
            text = " ".join(quote)[:-1]
            rows.append((path.stem, len(rows) + 1, headline, text, "", "", start))
            headline, quote = "", None
    return schema.table(rows, "highlights")


def documents(path: str | Path = BUNDLED) -> pd.DataFrame:
    """One row a document."""
    path = Path(path)
    h = article(path)
    row = (
        path.stem,
        "Russia's 2020 Foreign Policy. A Thaw in US-Russia Relations? Foreign Minister Lavrov",
        "Andrew Korybko; Aaron Glantz",
        "2021-01-26",
        "Global Research",
        "Russia and FSU; History",
        "www.globalresearch.ca",
        len(h),
        int(h.quote.str.split().str.len().sum()),
        schema.digest(path),
    )
    return schema.table([row], "documents")
