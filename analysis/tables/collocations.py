"""Which words are near a word more often than chance would put them there."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd

from analysis import schema
from analysis.association import expected_together, g2, log_dice
from analysis.tables import units

# Five words on either side reach across a noun phrase and its verb (Sinclair 1991).
WINDOW = 5

# A single meeting is no pattern.
LEAST = 2

_TEXT = [*units.PLACE, "voice"]


def collocations(
    tokens: pd.DataFrame,
    word: str,
    *,
    voice: str = "quote",
    window: int = WINDOW,
    least: int = LEAST,
) -> pd.DataFrame:
    """The words within a window around a word, with measures of association.

    A place near two occurrences of the word is one place (surface cooccurrence, Evert 2008). Stop words
    are not listed but take their place in the window, which ends with the text of a voice.

    Parameters
    ----------
    tokens : DataFrame
        The tokens.
    word : str
        A token as it is counted; upper and lower case matter only where both forms are tokens. Near the
        empty text there is nothing.
    voice : {"quote", "headline", "both"}
        The voice that is looked at.
    window : int
        How many tokens on either side are near.
    least : int
        How often a word must be found near the other one.

    Returns
    -------
    DataFrame
        The columns of "collocations" in `schema`, by `g2`, then by token. `g2` (log-likelihood ratio,
        Dunning 1993) compares the places in windows with all others; `log_dice` (Rychlý 2008) the two
        words' own counts, with no more places than the word itself has, so that it ends at 14.

    Warns
    -----
    UserWarning
        If the word is not a token of the text.

    Examples
    --------
    >>> from analysis import words
    >>> quotes = ["Peace talks began.", "Peace talks ended.", "Trade grew.", "Trade fell."]
    >>> rows = {"document": "a", "number": [1, 2, 3, 4], "headline": "", "quote": quotes}
    >>> found = collocations(words.tokens(pd.DataFrame(rows)), "peace")
    >>> found[["word", "token", "together", "token_count"]].values.tolist()
    [['Peace', 'talks', 2, 2]]
    """
    schema.check(tokens, "tokens", needs=(*_TEXT, "token", "stop"), argument="tokens")
    if not word:
        return schema.empty("collocations")
    if window < 1 or least < 1:
        raise ValueError(f"window and least must be at least 1, not {window!r} and {least!r}")
    units.check_voice(voice)
    spoken = tokens[tokens["voice"].isin(units.VOICES[voice])].reset_index(drop=True)
    if spoken.empty:
        return schema.empty("collocations")

    word = _known(word, spoken["token"])
    node = spoken["token"].eq(word).to_numpy()
    text = spoken.groupby(_TEXT, sort=False).ngroup().to_numpy()
    spoken["near"] = _near(node, text, window)

    others = spoken[~node]
    total = max(len(others), 1)
    inside = int(others["near"].sum())
    is_stop = others["stop"].astype(bool)
    content = others[~is_stop]
    by_token = content.groupby("token")["near"]
    rows = by_token.agg(token_count="size", together="sum").reset_index()

    within = content[content["near"]]
    once = within.drop_duplicates(["token", *units.PLACE])
    highlights = once["token"].value_counts()
    rows["highlights"] = rows["token"].map(highlights).fillna(0)
    rows = rows[rows["together"] >= least]

    # A word between two others is near both, and may be near more often than the word occurs.
    count = int(node.sum())
    meetings = rows["together"].clip(upper=count)
    rows = rows.assign(
        word=word,
        word_count=count,
        window=window,
        expected=expected_together(inside, rows["token_count"], total),
        g2=g2(rows["together"], inside, rows["token_count"], total),
        log_dice=log_dice(meetings, count, rows["token_count"]),
    )
    ordered = rows.sort_values(["g2", "token"], ascending=[False, True], kind="stable")
    return schema.table(ordered, "collocations")


def _near(node: np.ndarray, text: np.ndarray, window: int) -> np.ndarray:
    """Whether each token is within the window of a node in the same text."""
    near = np.zeros(len(node), dtype=bool)
    for step in range(1, window + 1):
        same = text[step:] == text[:-step]
        near[step:] |= node[:-step] & same
        near[:-step] |= node[step:] & same
    return near & ~node


def _known(word: str, tokens: pd.Series) -> str:
    """The token that is meant: as it is written, else in upper or lower case; a warning where there is none."""
    used = tokens.value_counts()
    if word in used.index:
        return word
    alike = used[used.index.str.lower() == word.lower()]
    if len(alike):
        return str(alike.index[0])
    hint = schema.near(word, used.index)
    warnings.warn(f"{word!r} is not a token of this text{hint}", stacklevel=3)
    return word
