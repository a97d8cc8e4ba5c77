"""Which words stand near a word more often than chance would put them there."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd

from analysis import schema
from analysis.association import expected_together, g2, log_dice

WINDOW = 5
LEAST = 2
_PLACE = ["document", "number", "voice"]


def collocations(
    tokens: pd.DataFrame,
    word: str,
    *,
    voice: str = "quote",
    window: int = WINDOW,
    least: int = LEAST,
) -> pd.DataFrame:
    """The words within `window` tokens of a word, by log-likelihood, then by label; those found `least` times there.

    Columns: those of "collocations" in `schema`. `word` is a token as it is counted; capitals matter only where both
    forms are tokens. Stop words are passed over but take their place in the window, which ends with the text of a voice.
    A place near two occurrences of the word is one place (surface cooccurrence, Evert 2008): G2 (Dunning 1993) compares
    the places in windows with all others, log Dice (Rychlý 2008) the two words' own counts,
    with no more places than the word itself has, so that it ends at 14.

    >>> from analysis import words
    >>> quotes = ["Peace talks began.", "Peace talks ended.", "Trade grew.", "Trade fell."]
    >>> rows = {"document": "a", "number": [1, 2, 3, 4], "headline": "", "quote": quotes}
    >>> found = collocations(words.tokens(pd.DataFrame(rows)), "peace")
    >>> found[["word", "token", "together", "token_count"]].values.tolist()
    [['Peace', 'talks', 2, 2]]
    """
    schema.check(tokens, "tokens", needs=(*_PLACE, "token", "stop"))
    if voice not in (*schema.VOICES, "both"):
        raise ValueError(f"voice is headline, quote or both, not {voice!r}")
    if window < 1 or least < 1:
        raise ValueError(f"window and least are 1 or more; these are {window!r} and {least!r}")
    heard = tokens if voice == "both" else tokens[tokens["voice"] == voice]
    heard = heard.reset_index(drop=True)
    if heard.empty:
        return schema.empty("collocations")
    word = _known(word, heard["token"])
    node = (heard["token"] == word).to_numpy()
    near = _near(node, heard.groupby(_PLACE, sort=False).ngroup().to_numpy(), window)
    others = heard[~node].assign(near=near[~node])
    others = others[["document", "number", "token", "stop", "near"]]
    total, inside = len(others), int(others["near"].sum())
    content = others[~others["stop"].astype(bool)]
    rows = (
        content.groupby("token")
        .agg(token_count=("near", "size"), together=("near", "sum"))
        .reset_index()
    )
    within = content[content["near"]].drop_duplicates(["token", "document", "number"])
    rows["highlights"] = rows["token"].map(within["token"].value_counts()).fillna(0)
    rows = rows[rows["together"] >= least]
    rows["expected"] = expected_together(inside, rows["token_count"], max(total, 1))
    rows["g2"] = g2(rows["together"], inside, rows["token_count"], max(total, 1))
    rows["log_dice"] = log_dice(
        rows["together"].clip(upper=node.sum()), node.sum(), rows["token_count"]
    )
    rows = rows.assign(word=word, word_count=int(node.sum()), window=window)
    return schema.table(
        rows.sort_values(["g2", "token"], ascending=[False, True], kind="stable"), "collocations"
    )


def _near(node: np.ndarray, text: np.ndarray, window: int) -> np.ndarray:
    """Whether each token stands within the window of a node in the same text."""
    near = np.zeros(len(node), dtype=bool)
    for step in range(1, window + 1):
        same = text[step:] == text[:-step]
        near[step:] |= node[:-step] & same
        near[:-step] |= node[step:] & same
    return near & ~node


def _known(word: str, tokens: pd.Series) -> str:
    """The token that is meant: as it is written, or else whatever its capitals; a warning where there is none."""
    used = tokens.value_counts()
    if word in used.index:
        return word
    alike = used[used.index.str.lower() == word.lower()]
    if len(alike):
        return str(alike.index[0])
    warnings.warn(f"{word!r} is no token of this text{schema.near(word, used.index)}", stacklevel=3)
    return word
