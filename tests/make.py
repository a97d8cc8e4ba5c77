"""Tables for the tests, so that a column of the schema is named in one place."""

from collections import Counter

import pandas as pd

from analysis import schema

_TEXTS = ("section", "headline", "quote", "speaker", "narration")
_BLANK = {"document": "a"} | dict.fromkeys(_TEXTS, "")

# What a column holds where a test says nothing of it.
_NOTHING = {"str": "", "int64": 0, "float64": float("nan"), "bool": False, "Int64": pd.NA}


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


def table(name, rows, columns, **defaults) -> pd.DataFrame:
    """A table of the schema from rows of some of its columns; the others hold nothing, or a default.

    Parameters
    ----------
    name : str
        The table.
    rows : iterable of tuple
        The rows.
    columns : str
        The columns that the rows give, separated by spaces.
    **defaults
        Columns of every row: a value, or a function of the row.

    Examples
    --------
    >>> table("counts", [("India", 7)], "label count", id=lambda row: row["label"][:3])[["id", "label", "n"]].to_numpy()
    array([['Ind', 'India', <NA>]], dtype=object)
    """
    made = []
    for cells in rows:
        row = {c.name: _NOTHING[c.dtype] for c in schema.columns(name)}
        given = dict(zip(columns.split(), cells, strict=True))
        row |= given
        for column, value in defaults.items():
            if column not in given:
                row[column] = value(row) if callable(value) else value
        made.append(row)
    return schema.table(pd.DataFrame(made), name) if made else schema.empty(name)


def padded(rows, name) -> pd.DataFrame:
    """A table from rows of its first columns; the last ones hold nothing."""
    rows = [tuple(row) for row in rows]
    known = [c.name for c in schema.columns(name)][: len(rows[0]) if rows else 0]
    return table(name, rows, " ".join(known))


def counts(*rows, columns="label count", **defaults) -> pd.DataFrame:
    """A counts table; by default mentions in 27 quotes of 2,334 words.

    >>> counts(("India", 7), ("Italy", 2), group="a")[["group", "id", "count", "strict", "n"]].to_numpy().tolist()
    [['a', 'India', 7, 7, 27], ['a', 'Italy', 2, 2, 27]]
    """
    usual = {
        "voice": "quote",
        "unit": "mentions",
        "n": 27,
        "words": 2334,
        "id": lambda row: row["label"],
        "strict": lambda row: row["count"],
        "highlights": lambda row: min(row["count"], row["n"]),
        "strict_highlights": lambda row: min(row["strict"], row["highlights"]),
        "rate": lambda row: 1000 * row["count"] / row["words"],
        "dispersion": 0.5,
    }
    return table("counts", rows, columns, **_ordered(usual, defaults))


def mentions(*rows, columns="document number entity", **defaults) -> pd.DataFrame:
    """A mentions table; by default names in quotes.

    >>> mentions(("a", 1, "IND"))[["voice", "entity", "label", "kind"]].to_numpy().tolist()
    [['quote', 'IND', 'Ind', 'name']]
    """
    usual = {
        "document": "a",
        "voice": "quote",
        "kind": "name",
        "label": lambda row: row["entity"].title(),
    }
    return table("mentions", rows, columns, **_ordered(usual, defaults))


def codes(*rows, columns="number theme", **defaults) -> pd.DataFrame:
    """A codes table; by default of the rule and the document "a".

    >>> codes((1, "asia"))[["document", "number", "theme", "label"]].to_numpy().tolist()
    [['a', 1, 'asia', 'Asia']]
    """
    usual = {"document": "a", "coder": "rule", "label": lambda row: row["theme"].title()}
    return table("codes", rows, columns, **_ordered(usual, defaults))


def codings(theme="fish", **coders) -> pd.DataFrame:
    """Codings of one theme: `A="10."` is a coder and the values of highlights 1, 2, 3.

    >>> codings(A="1.")[["number", "coder", "theme", "value"]].to_numpy().tolist()
    [[1, 'A', 'fish', 1], [2, 'A', 'fish', <NA>]]
    """
    rows = [
        (number, coder, pd.NA if value == "." else int(value))
        for coder, values in coders.items()
        for number, value in enumerate(values, 1)
    ]
    return table("codings", rows, "number coder value", document="a", theme=theme)


def _ordered(usual, defaults) -> dict:
    """The defaults of a call before those of the factory, which may be made from them."""
    return defaults | {name: value for name, value in usual.items() if name not in defaults}
