"""Tables for the tests, so that a column of the schema is named in one place."""

from collections import Counter

import pandas as pd

from analysis import schema

_TEXTS = ("section", "headline", "quote", "speaker", "narration")
_BLANK = {"document": "a"} | dict.fromkeys(_TEXTS, "")


def highlights(*rows, **defaults) -> pd.DataFrame:
    """The highlights table.

    Parameters
    ----------
    *rows : str, tuple or dict
        A quote, a headline and a quote, or any columns of a highlight. Numbers run from 1 in each
        document, and the line is the number, where a row gives none.
    **defaults
        Columns of every row that does not give them.

    Examples
    --------
    >>> highlights("We mend.", ("On nets", "We fish."), speaker="Ana Lima")[["number", "headline", "speaker"]].to_numpy()
    array([[1, '', 'Ana Lima'],
           [2, 'On nets', 'Ana Lima']], dtype=object)
    """
    made = []
    numbers: Counter = Counter()
    for row in rows:
        if isinstance(row, str):
            row = {"quote": row}
        elif not isinstance(row, dict):
            row = dict(zip(("headline", "quote"), row, strict=True))
        row = _BLANK | defaults | row
        numbers[row["document"]] += 1
        number = row.setdefault("number", numbers[row["document"]])
        row.setdefault("line", number)
        made.append(row)
    return schema.table(pd.DataFrame(made), "highlights")
