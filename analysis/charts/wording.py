"""How a chart writes numbers, names and nouns."""

from __future__ import annotations

from collections.abc import Sequence

LONGEST = 14  # words of a title

_NOUNS = {
    "mentions": ("mention", "mentions"),
    "tokens": ("use", "uses"),
    "codes": ("highlight", "highlights"),
    "cues": ("cue", "cues"),
    "words": ("word", "words"),
}
_PLACES = {
    "headline": "the headlines",
    "quote": "the quotes",
    "both": "headlines and quotes",
    "highlight": "",
}
_HEARD = {"headline": "headline", "quote": "quote"}
_ROWS = {"mentions": "name", "tokens": "word", "codes": "theme", "cues": "theme"}
_SMALL = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def number(value: float) -> str:
    """A number as it is written on a chart.

    >>> number(2334), number(3.04), number(7.0)
    ('2,334', '3.0', '7')
    """
    return (f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}").replace("-", "−")


def spelled(count: int) -> str:
    """Small numbers in words, as at the beginning of a sentence they must be."""
    return _SMALL[count] if count < len(_SMALL) else number(count)


def many(count: float, one: str) -> str:
    """A number of things, which takes an s where it is not one.

    >>> many(1, "highlight"), many(2334, "word")
    ('1 highlight', '2,334 words')
    """
    return f"{number(count)} {one}{'' if count == 1 else 's'}"


def every(count: int, one: str) -> str:
    """All of several things, as a sentence begins with them.

    >>> every(2, "theme"), every(10, "theme")
    ('Both themes', 'All 10 themes')
    """
    return f"Both {one}s" if count == 2 else f"All {number(count)} {one}s"


def short(label: str, words: int = 5, letters: int = 40) -> str:
    """A label as it can stand in a sentence: on one line, long ones cut at a word; an empty one is named as such."""
    parts = " ".join(label.split()).split(" ")
    cut = " ".join(parts[:words])
    cut = cut if len(cut) <= letters else cut[: letters - 1].rstrip()
    return (cut if cut == " ".join(parts) else cut + "…") or "(no name)"


def listed(labels: Sequence[str]) -> str:
    """Labels as a sentence names them, in quotation marks where an "and" of their own would mislead.

    >>> listed(["Greece", "Cyprus", "Italy"])
    'Greece, Cyprus and Italy'
    >>> listed(["Rights and justice", "Europe"])
    '“Rights and justice” and “Europe”'
    """
    labels = [short(label) for label in labels]
    if len(labels) > 1 and any(" and " in label for label in labels):
        labels = [f"“{label}”" for label in labels]
    return labels[0] if len(labels) == 1 else ", ".join(labels[:-1]) + " and " + labels[-1]


def fitting(*sentences: str) -> str:
    """The first sentence of at most fourteen words, else the last one cut there."""
    for sentence in sentences:
        if len(sentence.split()) <= LONGEST:
            return sentence
    return " ".join(sentences[-1].split()[:LONGEST]) + "…"


def voice_place(voice: str) -> str:
    """Whose words were counted, as a sentence says it; "" where the whole highlight was."""
    return _PLACES.get(voice, voice)


def voice_noun(voice: str) -> str:
    """What is counted once each in a voice: headline, quote or, where both were read, highlight."""
    return _HEARD.get(voice, "highlight")


def row_noun(unit: str, voice: str = "") -> str:
    """What one row of a counts table stands for: a name, word or theme; a headline or quote where lengths are counted."""
    return voice_noun(voice) if unit == "words" else _ROWS.get(unit, "row")


def noun(unit: str, measure: str, value: float) -> str:
    """What a measure counts, in the number that a value asks for."""
    if measure == "rate":
        return f"{_NOUNS.get(unit, ('item', 'items'))[1]} per 1,000 words"
    one, more = _NOUNS.get(unit, ("item", "items")) if measure == "count" else _NOUNS["codes"]
    return one if value == 1 else more
