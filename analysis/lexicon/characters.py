"""Characters: what is folded one for one, what a form may look like in a text, what belongs to a word."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import numpy as np

# Each is folded to one other character, so that places in the text stay the same.
FOLDS = {
    **dict.fromkeys("’‘ʼʻ´`′＇", "'"),
    **dict.fromkeys("‐‑‒–−", "-"),
    **dict.fromkeys("\n\r\t\u00a0\u2007\u2009\u202f\u2028", " "),
    **dict.fromkeys("／⁄", "/"),
}
# Most texts are ASCII, in which the others need not be looked for.
_ASCII_FOLDS = {character: folded for character, folded in FOLDS.items() if character.isascii()}
# What typesetting puts into words and phrases; a blank line is no part of any. The character is looked for first and
# what is around it then, since `re` skips to one of a few characters four times as fast.
_TYPESETTING = re.compile(
    "[-\n \t\xa0\u00ad\u200b](?:"
    "(?<=[\u00ad\u200b])"
    r"|(?<=[^\W\d_]-)\n(?=[a-z])"  # Ger-/many
    r"|(?<=\w-\n)(?=\w)"  # Guinea-/Bissau
    r"|(?<=\S[ \t\xa0])[ \t\xa0]*(?=\n[ \t\xa0]*\S)"  # space before the end of a line
    r"|(?<=\S\n[ \t\xa0])[ \t\xa0]*"  # and after it
    r"|(?<=\S[ \t\xa0]{2})[ \t\xa0]*(?=\S)"  # more space than one, from where it begins
    ")"
)
# A line break next to a space or after a hyphen; the break comes first, since `re` finds a fixed character fastest.
_RAGGED_LINE = re.compile(r"\n(?:(?<=[- ]\n)|(?= ))")
# Letters that Unicode does not take apart into a letter and an accent.
_BARE = str.maketrans(
    {
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
    }
)
# One run at a time, since a word may be as long as the text.
_LETTERS = re.compile(r"[^\W_]*")


def fold(text: str) -> str:
    """The text with every character of `FOLDS` as the one it stands for; of the same length."""
    folds = _ASCII_FOLDS if text.isascii() else FOLDS
    # Faster than `str.translate`, which looks every character up.
    for character, folded in folds.items():
        text = text.replace(character, folded)
    return text


def joined_up(text: str) -> tuple[str, np.ndarray | None]:
    """The text without what typesetting puts into words and phrases, and where its characters were.

    That is soft hyphens, zero-width characters, hyphens at the end of a line, and more space than one
    between words; blank lines stay. Without any of it the places are None.
    """
    if not _may_be_typeset(text):
        return text, None
    pieces = []
    places = []
    at = 0
    for found in _TYPESETTING.finditer(text):
        first, last = found.span()
        pieces.append(text[at:first])
        places.append(np.arange(at, first))
        at = last
    pieces.append(text[at:])
    # The end of the text is a place too, at which a span may end.
    places.append(np.arange(at, len(text) + 1))
    return "".join(pieces), np.concatenate(places)


def _may_be_typeset(text: str) -> bool:
    """Whether a text may hold any of it: a few fast searches, since the whole expression is slow."""
    if "  " in text or _RAGGED_LINE.search(text):
        return True
    return not text.isascii() and ("\u00ad" in text or "\u200b" in text)


def lower(form: str) -> str:
    """The form in lowercase, of the same length."""
    # The one letter that becomes two.
    return form.replace("İ", "i").lower()


def variants(form: str) -> list[str]:
    """The form as it is, without its accents, and with them as combining marks."""
    form = form.removesuffix("*")
    if form.isascii():
        return [form]
    apart = unicodedata.normalize("NFD", form)
    letters = [letter for letter in apart if not unicodedata.combining(letter)]
    bare = "".join(letters).translate(_BARE)
    found = dict.fromkeys([form, bare, apart])
    return list(found)


def in_words(codes: np.ndarray) -> np.ndarray:
    """Of each character, given by its code, whether it belongs to a word."""
    highest = int(codes.max(initial=0))
    table = _table(highest.bit_length())
    return table[codes]


@cache
def _table(bits: int) -> np.ndarray:
    """Of every character of so many bits, whether it belongs to a word."""
    size = 1 << bits
    table = np.zeros(size, dtype=bool)
    # There are no letters beyond plane 3.
    codes = range(min(size, 4 << 16))
    letters = [in_word(chr(code)) for code in codes]
    table[: len(letters)] = letters
    return table


def in_word(character: str) -> bool:
    """Whether it is a letter, a digit or a combining mark; a superscript is the number of a footnote."""
    if character.isascii():
        return character.isalnum()
    category = unicodedata.category(character)
    if category == "No":
        return False
    return character.isalnum() or category.startswith("M")


def word_end(text: str, at: int) -> int:
    """Where the word that goes on at a place ends."""
    while True:
        at = _LETTERS.match(text, at).end()
        if at == len(text) or not in_word(text[at]):
            return at
        # A combining mark, which no class of `re` knows.
        at += 1
