"""The source line below a chart: which documents its numbers are from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import pandas as pd

Source: TypeAlias = pd.DataFrame | Mapping[str, object] | str | None


def source_line(source: Source) -> str:
    """Write document, author, date and publisher of a documents row or table; "" without one.

    >>> source_line({"title": "A Thaw?", "authors": "Ann Lee", "date": "2021-01-26", "publisher": "The Paper"})
    'Source: Ann Lee, “A Thaw?”, The Paper, 2021-01-26'
    """
    if source is None or isinstance(source, str):
        return source or ""
    if isinstance(source, pd.DataFrame):
        if source.empty:
            return ""
        if len(source) > 1:
            return f"Source: {len(source)} documents, {_span(source)}"
        source = source.iloc[0]

    document = dict(source)
    authors = str(document.get("authors") or "").replace("; ", " and ")
    title = str(document.get("document") or "")
    if document.get("title"):
        title = f"“{document['title']}”"

    parts = [authors, title, document.get("publisher"), document.get("date")]
    known = [str(part) for part in parts if part]
    if known:
        return f"Source: {', '.join(known)}"
    return ""


def _span(documents: pd.DataFrame) -> str:
    """Write the first three publishers of several documents, and from when to when they are."""
    none = pd.Series(dtype=str)
    dates = sorted(filter(None, documents.get("date", none)))
    publishers = sorted(set(filter(None, documents.get("publisher", none))))

    parts = publishers[:3]
    if dates:
        parts.append(f"{dates[0]} to {dates[-1]}")
    return ", ".join(parts) or "dates unknown"
