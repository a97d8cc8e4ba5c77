"""What `counts` and its relatives count: mentions, tokens, cues or codes, whichever table is given."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis import schema

PLACE = ["document", "number"]

# The column that holds the id of what is counted, and the unit it gives. Tokens come first: they
# may have an entity, too, but are counted as words.
UNITS = {"token": "tokens", "entity": "mentions", "theme": "codes"}

VOICES = {"quote": ["quote"], "headline": ["headline"], "both": list(schema.VOICES)}


def labelled(
    table: pd.DataFrame, argument: str = "table", voice: str | None = None
) -> pd.DataFrame:
    """Mentions, tokens, cues or codes with id, label, unit, strict and light; without what is not counted.

    With a voice only its rows; codes are made on the whole highlight, and have none.
    """
    column = _id_column(table, argument)
    found = table[column]
    # Open mentions have no entity, and stop words are in no count.
    counted = found.notna() & found.ne("")
    if "stop" in table.columns:
        counted &= ~table["stop"].astype(bool)
    if voice is not None:
        check_voice(voice)
        if "voice" in table.columns:
            counted &= table["voice"].isin(VOICES[voice])
    rows = table[counted]

    added = {"id": rows[column], "label": rows[column], "unit": UNITS[column]}
    added |= {"strict": True, "light": False}
    if "label" in table.columns:
        added["label"] = rows["label"]
    if "kind" in table.columns:
        added["strict"] = rows["kind"].isin(schema.STRICT)
    if "light" in table.columns:
        added["light"] = rows["light"].astype(bool)
    return rows.assign(**added)


def _id_column(table: pd.DataFrame, argument: str) -> str:
    """The column that says what is counted."""
    if not isinstance(table, pd.DataFrame):
        raise TypeError(
            f"{argument} must be a pandas DataFrame of mentions, tokens, cues or codes, "
            f"not {type(table).__name__}"
        )

    known = [column for column in UNITS if column in table.columns]
    if not known:
        have = ", ".join(map(str, table.columns)) or "none"
        raise ValueError(
            f"{argument} must be a table of mentions, tokens or codes, with a column among "
            f"{', '.join(UNITS)}; its columns are {have}"
        )

    lost = [column for column in PLACE if column not in table.columns]
    if lost:
        raise ValueError(f"{argument} has lost its column {lost[0]!r}; every row needs one")
    return known[0]


def check_voice(voice: str) -> None:
    """Refuse a voice that is none."""
    if voice not in VOICES:
        hint = schema.near(voice, VOICES)
        raise ValueError(f"voice must be quote, headline or both, not {voice!r}{hint}")


def presence(table: pd.DataFrame, voice: str, argument: str = "table") -> pd.DataFrame:
    """Which id is in which highlight: document, number, id, label, unit, each once."""
    found = labelled(table, argument, voice)
    return found[[*PLACE, "id", "label", "unit"]].drop_duplicates([*PLACE, "id"])


def numbered(*columns: np.ndarray) -> np.ndarray:
    """The number of each row's combination of values, in the order in which they first occur."""
    number = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        code, values = pd.factorize(column)
        # Numbered again, so that many columns do not make numbers too large.
        number, _ = pd.factorize(number * len(values) + code)
    return number


def lengths_in(highlights: pd.DataFrame, voice: str) -> np.ndarray:
    """How many words each highlight has in a voice; words are what white space separates."""
    check_voice(voice)
    total = np.zeros(len(highlights), dtype="int64")
    for name in VOICES[voice]:
        texts = highlights[name].tolist()
        total += np.array([len(text.split()) for text in texts], dtype="int64")
    return total


def checked(of: pd.DataFrame, *texts: str) -> pd.DataFrame:
    """The highlights, if they can be used as such."""
    return schema.check(of, "highlights", needs=(*PLACE, *texts), argument="of")
