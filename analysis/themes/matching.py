"""Rows that people wrote, matched with highlights by document, headline and number."""

from __future__ import annotations

import difflib
import unicodedata

import pandas as pd

from analysis import schema

_DIGITS = 18  # of a whole number that a column of int64 can hold
_SHOWN = 5  # examples in a message
_QUOTES = str.maketrans("“”„«»‘’‚", '"""""\'\'\'')


class Matcher:
    """The highlights by document and headline.

    Parameters
    ----------
    highlights : DataFrame
        Highlights with document, number and headline.
    """

    def __init__(self, highlights: pd.DataFrame) -> None:
        self._headlines: dict[str, dict[int, str]] = {}
        self._numbers: dict[tuple[str, str], list[int]] = {}
        columns = [highlights[name].tolist() for name in ("document", "number", "headline")]
        for document, number, headline in zip(*columns, strict=True):
            self._headlines.setdefault(document, {})[number] = headline
            alike = self._numbers.setdefault((document, plain(headline)), [])
            alike.append(number)

    def numbers(self, document: str, headline: str, number: object) -> list[int]:
        """Return the numbers of the highlights that a row means.

        Parameters
        ----------
        document, headline : str
            As the row has them. The headline decides, so that a row survives when highlights are
            numbered differently.
        number : int or missing
            Used where the headline is empty, or where several highlights have it.

        Returns
        -------
        list of int
            The numbers; none where no highlight matches.
        """
        is_given = not pd.isna(number)
        if not headline.strip():
            known = self._headlines.get(document, {})
            return [number] if is_given and number in known else []
        found = self._numbers.get((document, plain(headline)), [])
        # Several highlights may have the same headline.
        if len(found) > 1 and is_given:
            return [one for one in found if one == number]
        return found

    def nearest(self, document: str, headline: str) -> str:
        """Return the end of a message: the nearest headline of the document, or what is missing.

        Parameters
        ----------
        document, headline : str
            As the row has them.

        Returns
        -------
        str
            " — the nearest headline is …", or that no document has this name.
        """
        if document not in self._headlines:
            if not self._headlines:
                return ""
            first = next(iter(self._headlines))
            hint = schema.near(document, self._headlines) or f"; one is {first!r}"
            return f" — no document has this name{hint}"
        if not headline.strip():
            return ""
        # The headline is shown as it is written, and compared without its marks.
        written = {}
        for text in self._headlines[document].values():
            if text:
                written[plain(text)] = text
        # 0: whatever is nearest is shown, since the reader can judge it
        alike = difflib.get_close_matches(plain(headline), written, n=1, cutoff=0)
        if not alike:
            return ""
        return f" — the nearest headline is {written[alike[0]]!r}"


def shortened(items: list[str]) -> str:
    """Return the first items of a list for a message, with a mark where there are more.

    Parameters
    ----------
    items : list of str
        What is to be listed.

    Returns
    -------
    str
        At most five of them, which fit a screen.

    Examples
    --------
    >>> shortened(["a", "b"]), shortened(list("abcdef"))
    ('a; b', 'a; b; c; d; e …')
    """
    listed = "; ".join(items[:_SHOWN])
    if len(items) > _SHOWN:
        listed += " …"
    return listed


def plain(headline: str) -> str:
    """Return a headline for comparing: case, kinds of quotation marks, spaces and a final colon do not matter.

    Parameters
    ----------
    headline : str
        Any text.

    Returns
    -------
    str
        The text to compare.

    Examples
    --------
    >>> plain("“Technological  Empires” Rise:")
    '"technological empires" rise'
    """
    text = unicodedata.normalize("NFKC", headline).translate(_QUOTES)
    return " ".join(text.split()).rstrip(":").rstrip().casefold()


def number_of(value: object) -> int | None:
    """Return the whole number from 0 that a cell holds, or None.

    Parameters
    ----------
    value : object
        A cell of a table or file.

    Returns
    -------
    int or None
        The number.

    Examples
    --------
    >>> number_of(" 12 "), number_of("one"), number_of(3.0)
    (12, None, 3)
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else None
