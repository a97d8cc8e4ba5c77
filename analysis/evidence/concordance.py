"""Concordance: every occurrence of a word, or of what was counted, in its context."""

from __future__ import annotations

import re

import pandas as pd

from analysis import load, schema
from analysis.evidence.spans import SPAN, spans_of

ORDERS = ("text", "left", "right")

_WORD = re.compile(r"\A(?:\S+(?=\s)|.)", re.DOTALL)
_PART_OF_WORD = re.compile(r"(?:(?<=\s)\S+|.)\Z", re.DOTALL)

_WORD = re.compile(r"[^\W_]+")


def concordance(
    highlights: pd.DataFrame,
    what: str | pd.Series | pd.DataFrame,
    *,
    spans: pd.DataFrame | None = None,
    voice: str | None = None,
    by: str = "text",
    width: int = 60,
    lines: pd.DataFrame | None = None,
    documents: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Find every occurrence of something and show it in its context (KWIC, keyword in context).

    Parameters
    ----------
    highlights : DataFrame
        The highlights to look in.
    what : str, Series or DataFrame
        A word or phrase: a ``*`` at its end is any ending, and with an uppercase letter it is found
        only as it is written. Or a row or table of mentions, tokens, cues or other spans, of codes,
        or of counts. For codes the cues that earned them are shown, or the headline where a person
        coded without one.
    spans : DataFrame, optional
        For counts the table that was counted. For codes the table of cues (`themes.cues`), of which
        exactly these are then shown; without it those with the words that the codes name.
    voice : {"headline", "quote"}, optional
        The voice to look in; both without it.
    by : {"text", "left", "right"}
        The order: "text" is that of the text, "left" that of the words before the keyword, the
        nearest first, "right" that of the words after it.
    width : int
        How many characters of context there are at most on either side; it is cut between words.
    lines : DataFrame, optional
        What `load.lines` gives for the same files. With it `line` is the line of the file where the
        keyword is, without it the one where the highlight begins.
    documents : DataFrame, optional
        The documents, for counts that were grouped by one of their columns.

    Returns
    -------
    DataFrame
        The table "concordance" of `schema`, one row for each occurrence.

    Raises
    ------
    TypeError
        If a table is not a DataFrame, or `what` is neither a text nor a table.
    ValueError
        If an option is unknown, or a row is not of these highlights.

    Examples
    --------
    >>> quotes = {"document": "a", "number": [1, 2], "headline": "", "line": 1}
    >>> quotes = pd.DataFrame(quotes | {"quote": ["New sanctions", "Sanctions end"]})
    >>> concordance(quotes, "sanctions", by="right")[["left", "keyword", "right"]].values.tolist()
    [['New ', 'sanctions', ''], ['', 'Sanctions', ' end']]
    >>> found = concordance(load.article(), "Nagorno*", lines=load.lines())
    >>> found[["voice", "line"]].values.tolist()
    [['headline', 89], ['quote', 91]]
    """
    needed = ("document", "number", "headline", "quote", "line")
    schema.check(highlights, "highlights", needs=needed)
    _check_option(by, ORDERS, "by")
    if voice is not None:
        _check_option(voice, schema.VOICES, "voice")
    # True is a whole number to Python, but no width.
    is_whole = isinstance(width, int) and not isinstance(width, bool)
    if not is_whole or width < 0:
        raise ValueError(f"width= must be a number of characters from 0, not {width!r}")

    places = spans_of(highlights, what, spans=spans, documents=documents)
    places = places[SPAN].drop_duplicates()
    if voice is not None:
        is_wanted = places["voice"] == voice
        places = places[is_wanted]
    if places.empty:
        return schema.empty("concordance")

    found = _in_context(highlights, places, width)
    if lines is not None:
        found = _with_lines(found, lines)
    if by != "text":
        found = _sorted_by_words(found, by)
    return schema.table(found, "concordance")


def _in_context(highlights: pd.DataFrame, places: pd.DataFrame, width: int) -> pd.DataFrame:
    """The spans with their context, in the order of the text."""
    columns = ["document", "number", "line", *schema.VOICES]
    rows = range(len(highlights))
    texts = highlights[columns].assign(_row=rows)
    places = places.astype({"document": "str", "number": "int64"})
    # A left join keeps the spans of no highlight, so that the error below can name one.
    both = places.merge(texts, on=["document", "number"], how="left")
    is_lost = both["_row"].isna()
    if is_lost.any():
        lost = both.loc[is_lost, ["number", "document"]]
        number, document = lost.iloc[0]
        where = f"highlight {number} of {document!r}"
        raise ValueError(f"{where} is not among these highlights")

    is_headline = both["voice"] == "headline"
    texts = both["quote"].mask(is_headline, both["headline"])
    both = both.assign(text=texts)
    both = both.sort_values(["_row", "voice", "start", "end"], kind="stable")
    before, keywords, after = [], [], []
    spans = both[["text", "start", "end"]].itertuples(index=False)
    for text, start, end in spans:
        before.append(_end_of(text[:start], width))
        keywords.append(text[start:end])
        after.append(_beginning_of(text[end:], width))
    return both.assign(left=before, keyword=keywords, right=after)


def _with_lines(found: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    """The same rows, each with the line of the file where its keyword is."""
    line = load.locate(found, lines)["line"]
    # A highlight that was read from somewhere else has no lines there, and keeps its own.
    line = line.where(line > 0, found["line"])
    return found.assign(line=line)


def _end_of(text: str, width: int) -> str:
    """The last characters of a text, without the part of a word that the cut leaves."""
    if len(text) <= width:
        return text
    cut = text[len(text) - width :]
    before = text[-width - 1]
    if before.isspace() or cut[:1].isspace():
        return cut
    # The rest of a word goes only where a whole word follows: of one long word the part is kept.
    return re.sub(r"^\S+(?=\s)", "", cut)


def _beginning_of(text: str, width: int) -> str:
    """The first characters of a text, without the part of a word that the cut leaves."""
    if len(text) <= width:
        return text
    cut = text[:width]
    after = text[width]
    if after.isspace() or cut[-1:].isspace():
        return cut
    # As at the other end: the part of a single long word is kept.
    return re.sub(r"(?<=\s)\S+$", "", cut)


def _sorted_by_words(lines: pd.DataFrame, side: str) -> pd.DataFrame:
    """The lines in the order of the words on one side, the nearest word first."""
    keys = []
    for text in lines[side]:
        words = _WORD.findall(text.lower())
        if side == "left":
            words.reverse()
        keys.append(" ".join(words))
    keyed = lines.assign(_key=keys)
    return keyed.sort_values("_key", kind="stable")


def _check_option(given: object, known: tuple[str, ...], name: str) -> None:
    if given not in known:
        options = ", ".join(map(repr, known))
        hint = schema.near(given, known)
        raise ValueError(f"{name}= must be one of {options}, not {given!r}{hint}")
