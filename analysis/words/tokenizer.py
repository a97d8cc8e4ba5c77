"""Tokenizer: the words of many texts, and whether their capitals mean anything, column by column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import cycle, pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis import lexicon, sentences

# A blank line separates two texts, since no sentence goes on over it.
_BETWEEN = "\n\n"

# Characters tokenized at a time: memory does not grow with the text.
_WINDOW = 1 << 20

# In titles every word of five letters or more has a capital ("Ready to Cooperate With India").
_LONG = 5

# After these a capital need not be a name's: a colon, a quotation mark, a line break. An apostrophe
# counts only where it opens a quotation, not in "Russia's" or "states' rights".
_OPENING = re.compile(r"[:;\n\"“”„«»]|(?<=[\s(\[])['‘]")

# Names and listed phrases are masked before words are looked for; by turns, so that two that touch
# stay two. Underscores, which `\w` takes for letters, are replaced, and restored in web addresses.
# No text that was loaded holds any of these characters. NUL is not among them: pandas 3.0.0 ends a
# text there when it compares texts.
_MASKS = "\x01\x03"
_UNDERSCORE = "\x02"

# The end of a domain name, which tells "bbc.co.uk" from a missing space ("it ends.Then").
_DOMAIN = r"(?:com|org|net|gov|edu|int|info|[a-z]{2})(?!\w)"

# Letters and digits (L, with the combining marks of the text), but not the possessive s of "Russia's".
# A joint is followed by more of them where the look-behind and look-ahead that name it allow it.
_WORD = (
    r"(?!(?<=['’ʼ])[sS](?!L))\wL*(?:[-‐‑&'’ʼ.,:@](?:"
    # mid-term, R&D
    r"(?<=[-‐‑&])L+"
    # don't, O'Neill; but not the possessive 's
    r"|(?<=['’ʼ])(?![sS](?!L))L+"
    # 10,000 and 3.5
    r"|(?<=\d[.,])(?=\d)L+"
    # e.g. and U.S., to the last full stop
    r"|(?<=\b[^\W\d]\.)(?:[^\W\d]\.)+"
    # www.example.org/news, ana.lima@example.org, https://example.org; looking a few dots ahead
    rf"|(?<=\.)(?=(?:[\w-]+\.){{0,3}}(?:{_DOMAIN}|[\w+-]+@))[\w-]+(?:\.[\w-]+)*(?:/PATH)?"
    r"|(?<=@)[\w-]+(?:\.[\w-]+)+"
    r"|(?:(?<=http:)|(?<=https:))//PATH"
    r"))*"
).replace("PATH", r"[^\s<>\"“”\x01\x03]*[\w/]")


class Hits(NamedTuple):
    """Where names and phrases are: arrays with a value for each."""

    start: np.ndarray
    end: np.ndarray
    entry: np.ndarray  # the row of the lexicon

    def spans(self) -> Iterator[tuple[int, int]]:
        """Where each begins and ends; a number at a time from an array is slower than all at once."""
        return zip(self.start.tolist(), self.end.tolist(), strict=True)


class Sentences:
    """The sentences of a text, found when they are first asked for."""

    def __init__(self, whole: str) -> None:
        self._whole = whole

    @cached_property
    def breaks(self) -> np.ndarray:
        """The offset at which each sentence but the first begins."""
        return np.array(sentences.starts(self._whole)[1:], dtype=np.int64)

    @cached_property
    def shouted(self) -> np.ndarray:
        """Whether each is all in uppercase and has two or more words."""
        edges = [0, *self.breaks.tolist(), len(self._whole)]
        shouted = []
        for begin, end in pairwise(edges):
            piece = self._whole[begin:end]
            shouted.append(piece.isupper() and len(piece.split()) > 1)
        return np.array(shouted, dtype=bool)

    def numbers(self, at: np.ndarray) -> np.ndarray:
        """The number of the sentence at each offset."""
        return np.searchsorted(self.breaks, at, side="right")


@dataclass
class Words:
    """Words and known phrases in order: arrays with a value for each of them."""

    text: np.ndarray  # the number of the text
    start: np.ndarray  # offsets in that text
    end: np.ndarray
    surface: np.ndarray  # the number of the surface in `surfaces`
    surfaces: list[str]  # the different ones
    entry: np.ndarray  # the row of the lexicon; -1 for a word that is not in it
    gap: np.ndarray  # the number of what is before it in `gaps`
    gaps: list[str]  # the different ones
    place: np.ndarray  # where it begins in all texts together
    sentences: Sentences  # of all texts together

    @property
    def joined(self) -> np.ndarray:
        """Whether only white space, without a blank line, separates it from the word before."""
        is_space = list(map(_is_space, self.gaps))
        return np.array(is_space, dtype=bool)[self.gap]

    @cached_property
    def sentence(self) -> np.ndarray:
        """The number of its sentence."""
        return self.sentences.numbers(self.place)

    @cached_property
    def shouted(self) -> np.ndarray:
        """Whether its sentence is all in uppercase."""
        return self.sentences.shouted[self.sentence]

    @property
    def telling(self) -> np.ndarray:
        """Whether a capital would be a choice: not at the start of a sentence, not in a title."""
        opens = np.array([bool(_OPENING.search(gap)) for gap in self.gaps], dtype=bool)
        begins = np.diff(self.sentence, prepend=-1) > 0
        is_told = begins | opens[self.gap] | self.shouted | self._titled
        return ~is_told

    @property
    def _titled(self) -> np.ndarray:
        """Whether its sentence is in title case: two or more long words, all with a capital."""
        is_long = np.array([len(word) >= _LONG for word in self.surfaces], dtype=bool)
        is_low = np.array([word[0].islower() for word in self.surfaces], dtype=bool)
        is_long_and_low = is_long & is_low

        long = np.bincount(self.sentence, is_long[self.surface])
        low = np.bincount(self.sentence, is_long_and_low[self.surface])
        is_title = (long > 1) & (low == 0)
        return is_title[self.sentence]


def _is_space(gap: str) -> bool:
    """Whether a gap is white space without a blank line."""
    return gap.isspace() and gap.count("\n") < 2


def tokenize(
    texts: list[str], known: lexicon.Lexicon, guarded: Collection[str] = ()
) -> Iterator[Words]:
    """Yield the words of texts in order, about a million characters at a time.

    A word is a run of letters, digits and their marks, with hyphens, apostrophes and ampersands
    inside; the possessive 's is not part of it. A script without spaces gives one word a run.

    Parameters
    ----------
    texts : list of str
        The texts.
    known : Lexicon
        Names and phrases, each of which is one word.
    guarded : collection of str
        Words, in lowercase, that hide in uppercase: among capitals, US may be *us*, and is no hit.

    Yields
    ------
    Words
        The words of some of the texts.

    Examples
    --------
    >>> import pandas as pd
    >>> entries = lexicon.build(pd.DataFrame({"form": ["Russia"]}))
    >>> [words.surfaces for words in tokenize(["Russia’s so-called “allies” don't know."], entries)]
    [['Russia', 'so-called', 'allies', "don't", 'know']]
    """
    text, start, end, entry = lexicon.places(texts, known)
    lengths = _lengths(texts) + len(_BETWEEN)
    edges = np.append(0, np.cumsum(lengths))

    pattern = _pattern(_marks(texts))
    first = 0  # of the texts that are tokenized together
    while first < len(texts):
        last = int(np.searchsorted(edges, edges[first] + _WINDOW, side="right")) - 1
        last = max(first + 1, last)
        begins = edges[first:last] - edges[first]
        low, high = np.searchsorted(text, (first, last))
        shift = begins[text[low:high] - first]
        hits = Hits(start[low:high] + shift, end[low:high] + shift, entry[low:high])
        words = _window(texts[first:last], begins, hits, guarded, pattern)
        words.text += first
        yield words
        first = last


def _lengths(texts: Sequence[str]) -> np.ndarray:
    return np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))


def plain(surface: str) -> str:
    r"""Return a surface as a form: composed, with straight apostrophes, plain hyphens, single spaces.

    Parameters
    ----------
    surface : str
        A word or phrase as it is in the text.

    Returns
    -------
    str
        The form.

    Examples
    --------
    >>> plain("don’t"), plain("New\nDelhi")
    ("don't", 'New Delhi')
    """
    if surface.isascii() and surface.isprintable() and "  " not in surface:
        return surface
    composed = unicodedata.normalize("NFC", surface)
    # A name is found with a soft hyphen in it, or broken at the end of a line.
    joined, _ = lexicon.joined_up(composed)
    return " ".join(lexicon.fold(joined).split())


def _window(
    texts: list[str],
    begins: np.ndarray,
    hits: Hits,
    guarded: Collection[str],
    pattern: re.Pattern[str],
) -> Words:
    """The words of texts, each of which begins where `begins` says, as do the places of hits."""
    whole = _BETWEEN.join(texts) + _BETWEEN
    # pandas 3.0.0 ends a text at a NUL where it looks for the different ones.
    whole = whole.replace("\x00", " ")
    found = Sentences(whole)
    if guarded:
        hits = _unguarded(whole, hits, found, guarded)

    # Gap, word, gap, word, …, gap: one scan gives both, and their lengths give the places. Most are
    # the same few, so that what follows looks at each different one once.
    parts = pattern.split(_masked(whole, hits))
    part, different = pd.factorize(np.array(parts, dtype=object))
    length = _lengths(different)
    edges = np.cumsum(length[part])
    start = edges[:-1:2]
    end = edges[1::2]

    # What was masked has its own surface.
    masked = [whole[low:high] for low, high in hits.spans()]
    name, names = pd.factorize(np.array(masked, dtype=object))
    at = np.searchsorted(start, hits.start)
    word = part[1::2].copy()
    word[at] = name + len(different)
    entry = np.full(len(start), -1)
    entry[at] = hits.entry

    gap, gaps = _used(part[:-1:2], different)
    surface, surfaces = _used(word, np.append(different, names))
    text = np.searchsorted(begins, start, side="right") - 1
    return Words(
        text=text,
        start=start - begins[text],
        end=end - begins[text],
        surface=surface,
        surfaces=[one.replace(_UNDERSCORE, "_") for one in surfaces],
        entry=entry,
        gap=gap,
        gaps=gaps,
        place=start,
        sentences=found,
    )


def _used(number: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, list[str]]:
    """Values given by number: their number among those that occur, and these."""
    number, used = pd.factorize(number)
    return number, values[used].tolist()


def _unguarded(whole: str, hits: Hits, found: Sentences, guarded: Collection[str]) -> Hits:
    """The hits without those among capitals that may be a guarded word."""
    is_shouted = found.shouted[found.numbers(hits.start)]
    if not is_shouted.any():
        return hits
    sure = ~is_shouted
    for row, (start, end) in enumerate(hits.spans()):
        if is_shouted[row]:
            sure[row] = whole[start:end].lower() not in guarded
    return Hits(hits.start[sure], hits.end[sure], hits.entry[sure])


def _masked(whole: str, hits: Hits) -> str:
    """The text with its hits masked."""
    for control in _MASKS + _UNDERSCORE:
        whole = whole.replace(control, " ")
    whole = whole.replace("_", _UNDERSCORE)

    pieces = []
    at = 0
    masks = cycle(_MASKS)
    for start, end in hits.spans():
        pieces.append(whole[at:start])
        pieces.append(next(masks) * (end - start))
        at = end

    pieces.append(whole[at:])
    return "".join(pieces)


def _marks(texts: list[str]) -> str:
    """The combining marks of texts, which `re` does not count among letters."""
    characters: set[str] = set()
    for text in texts:
        if not text.isascii():
            characters.update(text)

    marks = []
    for character in sorted(characters):
        if unicodedata.category(character)[0] == "M":
            marks.append(character)
    return "".join(marks)


@cache
def _pattern(marks: str) -> re.Pattern[str]:
    """The pattern of a mask or word, as one group; a letter may be followed by marks of a text."""
    word = _WORD.replace("L", rf"[\w{marks}]" if marks else r"\w")
    masks = "|".join(f"{mask}+" for mask in _MASKS)
    return re.compile(f"({masks}|{word})")
