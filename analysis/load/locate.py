"""The line of the file in which each span of a table begins."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis import schema


def locate(spans: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    """The spans with the line of the file in which each begins.

    Parameters
    ----------
    spans : DataFrame
        Any table with document, number, voice and start: mentions, tokens, cues, hits.
    lines : DataFrame
        What `load.lines` gives for the same files.

    Returns
    -------
    DataFrame
        The same rows with a column `line`, 0 where it is not known.

    >>> from analysis import load
    >>> span = {"document": load.BUNDLED.stem, "number": 1, "voice": "quote", "start": 40}
    >>> locate(pd.DataFrame([span]), load.lines()).line.tolist()
    [21]
    """
    keys = ["document", "number", "voice"]
    schema.check(lines, "lines")
    groups = {}
    for key, part in lines.groupby(keys, sort=False):
        groups[key] = (part.start.to_numpy(), part.line.to_numpy())

    found = np.zeros(len(spans), dtype="int64")
    places = spans[[*keys, "start"]].itertuples(index=False, name=None)
    for row, (*values, start) in enumerate(places):
        key = tuple(values)
        if key not in groups:
            continue
        offsets, numbers = groups[key]
        # The line of a span is the last one that begins at or before it.
        place = int(np.searchsorted(offsets, start, side="right")) - 1
        found[row] = numbers[max(0, place)]
    return spans.assign(line=found)
