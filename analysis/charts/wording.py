"""How charts write numbers, names and nouns."""

from __future__ import annotations

import math
from collections.abc import Sequence

# What one row counts, in the singular and the plural.
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
_ROWS = {"mentions": "name", "tokens": "word", "codes": "theme", "cues": "theme"}
_SMALL = [
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
]


def number(value: float) -> str:
    """Write a number with at least two significant digits, whole numbers without a decimal point.

    >>> number(2334), number(36.47), number(9.4), number(0.0312), number(-2.0)
    ('2,334', '36.5', '9.4', '0.031', '−2')
    """
    size = abs(float(value))

    if size.is_integer() or size >= 100:
        decimals = 0
    elif size >= 1:
        decimals = 1
    else:
        # The place of the second digit that is not 0: 0.0312 has it in the third decimal.
        decimals = 1 - math.floor(math.log10(size))

    return f"{value:,.{decimals}f}".replace("-", "−")


def percent(share: float) -> str:
    """Write a share in per cent with two significant digits; only a whole is 100 %, only nothing 0 %.

    >>> percent(5 / 27), percent(0.004), percent(0.9996), percent(1), percent(0)
    ('19 %', '0.4 %', '99.96 %', '100 %', '0 %')
    """
    value = 100 * share

    for decimals in range(12):
        rounded = round(value, decimals)
        exact = math.isclose(rounded, value, rel_tol=1e-12)
        two_digits = rounded >= 10 and rounded < 100
        small = 0 < value < 10 and rounded >= 10 ** (1 - decimals)
        if exact or two_digits or small:
            return f"{rounded:.{decimals}f} %"

    return f"{value:.2g} %"


def spelled(count: int) -> str:
    """Write a small number as a word, as at the beginning of a sentence it must be."""
    if count < len(_SMALL):
        return _SMALL[count]
    return number(count)


def plural(one: str, count: float) -> str:
    """Give a noun the s that a number asks for."""
    if count == 1:
        return one
    return f"{one}s"


def many(count: float, one: str) -> str:
    """Write a number of things.

    >>> many(1, "highlight"), many(2334, "word")
    ('1 highlight', '2,334 words')
    """
    return f"{number(count)} {plural(one, count)}"


def every(count: int, one: str) -> str:
    """Name all of several things, as a sentence begins with them.

    >>> every(2, "theme"), every(10, "theme")
    ('Both themes', 'All 10 themes')
    """
    if count == 2:
        return f"Both {one}s"
    return f"All {number(count)} {one}s"


def uncoded(count: int, n: int) -> str:
    """Say for a subtitle how many highlights carry none of the themes; "" where each carries one.

    >>> uncoded(3, 27), uncoded(1, 1), uncoded(0, 27)
    ('; 3 of 27 highlights carry none of the themes', '; 1 of 1 highlight carries none of the themes', '')
    """
    if not count:
        return ""
    verb = "carry"
    if count == 1:
        verb = "carries"
    return f"; {number(count)} of {many(n, 'highlight')} {verb} none of the themes"


def short(label: str, words: int = 6, letters: int = 40) -> str:
    """Cut a label to what a sentence can hold, at a word where it can; an empty one is named as such.

    >>> short("Conflicts and neighbours"), short(""), short("x" * 50, letters=9)
    ('Conflicts and neighbours', '(no name)', 'xxxxxxxx…')
    """
    parts = label.split()
    whole = " ".join(parts)
    cut = " ".join(parts[:words])

    if len(cut) > letters:
        cut = cut[: letters - 1].rstrip()
    if not whole:
        return "(no name)"
    if cut == whole:
        return cut
    return f"{cut}…"


def name(label: str, unit: str = "") -> str:
    """Write a row's label in a sentence: shortened, words in quotation marks.

    >>> name("India", "mentions"), name("right", "tokens")
    ('India', '“right”')
    """
    if unit == "tokens":
        return f"“{short(label)}”"
    return short(label)


def listed(names: Sequence[str]) -> str:
    """Join names as a sentence does, in quotation marks where an "and" of their own would mislead.

    >>> listed(["Greece", "Cyprus", "Italy"])
    'Greece, Cyprus and Italy'
    >>> listed(["Rights and justice", "Europe"])
    '“Rights and justice” and “Europe”'
    """
    if len(names) == 1:
        return names[0]
    if any(" and " in one for one in names):
        names = [f"“{one.strip('“”')}”" for one in names]
    return f"{', '.join(names[:-1])} and {names[-1]}"


def capital(sentence: str) -> str:
    """Begin a sentence with an uppercase letter and leave the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


def lower(sentence: str) -> str:
    """Begin a sentence with a lowercase letter, as after a colon, and leave the rest as it is."""
    return sentence[:1].lower() + sentence[1:]


def voice_place(voice: str) -> str:
    """Name the texts that were counted, as a sentence says it; "" for the whole highlight."""
    return _PLACES.get(voice, voice)


def voice_noun(voice: str) -> str:
    """Name what is counted once each in a voice: headline, quote or, for both, highlight."""
    if voice in ("headline", "quote"):
        return voice
    return "highlight"


def row_noun(unit: str) -> str:
    """Name what one row of a table stands for: a name, a word or a theme."""
    return _ROWS.get(unit, "row")


def noun(unit: str, measure: str, value: float) -> str:
    """Name what a measure counts, in the number that a value asks for.

    >>> noun("mentions", "count", 1), noun("tokens", "highlights", 3), noun("mentions", "rate", 0.5)
    ('mention', 'highlights', 'mentions per 1,000 words')
    """
    counted = "codes"
    if measure in ("count", "rate"):
        counted = unit
    one, more = _NOUNS.get(counted, ("item", "items"))

    if measure == "rate":
        return f"{more} per 1,000 words"
    if value == 1:
        return one
    return more
