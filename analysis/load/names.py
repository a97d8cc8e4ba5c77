"""Lines that name who is quoted, instead of saying what was said."""

from __future__ import annotations

import re

_TITLE = (
    "President|Vice[- ]President|Prime Minister|Premier|Chancellor|Taoiseach|Minister|Secretary|Secretary[- ]General|"
    "Ambassador|Envoy|Representative|Commissioner|Governor|Mayor|Senator|Congress(?:wo)?man|MP|MEP|King|Queen|Prince|"
    "Princess|Emir|Sultan|Pope|Cardinal|Archbishop|Bishop|Imam|Ayatollah|General|Admiral|Colonel|Major|Captain|Judge|"
    "Justice|Professor|Prof\\.?|Doctor|Dr\\.?|Mr\\.?|Mrs\\.?|Ms\\.?|Sir|Dame|Lord|Lady|Baroness|Sheikh|Chairman|"
    "Chairwoman|Chairperson|Chair|Chief|Director|Director[- ]General|Spokes(?:wo)?man|Spokesperson|Speaker|Leader|"
    "Delegate|Negotiator|Deputy"
)
_NAME = r"[^\W\d_a-z][\w’'.-]*"
_PARTICLE = (
    r"(?:(?:van|von|der|den|de|da|di|del|della|dos|du|la|le|al|el|bin|ibn|bint|ben|ter|zu|y|e|of|the|for|and)\s+)*"
)
_WORDS = rf"(?:al-|el-)?{_NAME}(?:\s+{_PARTICLE}(?:al-|el-)?{_NAME})*"
_TITLED = re.compile(
    rf"(?:{_WORDS}\s+)?(?:{_TITLE})\s+(?:of\s+)?{_WORDS}(?:\s*(?:,\s*[^,:]{{2,80}}|\([^()]{{2,60}}\)))*+$"  # possessive: commas have two readings each
)
_ROLE = re.compile(rf"{_WORDS}(?:,\s*[^:]{{2,120}}|\s*\([^()]{{2,60}}\))$")
_WORD = re.compile(r"\w+")
_OFFICES = frozenset(word for word in _WORD.findall(_TITLE.lower()) if len(word) > 1) - {"of"}
_BARE = re.compile(rf"{_WORDS}$")
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|will|won’t|won't|would|can|can’t|can't|must|should|has|have|had|does|do|did|not|"
    r"wants?|needs?|says?|said|on|in|to|at|by|with|from|over|under|who|what|why|how|when)\b",
    re.I,
)


def names(headline: str) -> bool:
    """Whether a headline is a person's name with a title or an office.

    >>> [names(h) for h in ("President Ilse van Doorn, Netherlands", "Mateus Cabral (foreign minister)")]
    [True, True]
    >>> [names(h) for h in ("President Putin’s Priorities Will Not Change", "Trade Policy", "Sanctions, And A Minister")]
    [False, False, False]
    """
    name = headline.partition(",")[0].partition("(")[0]
    if len(headline) > 160 or len(name.split()) > 8 or _VERB.search(name) or not _holds_office(headline):
        return False
    roled = _holds_office(headline[len(name) + 1 :]) and _ROLE.match(headline) and is_bare(name.strip())
    return bool(roled or _TITLED.match(headline))


def _holds_office(text: str) -> bool:
    return not _OFFICES.isdisjoint(_WORD.findall(text.lower()))


def is_bare(text: str) -> bool:
    """Whether a text could be a name without a title: two to five words that begin like names.

    >>> [is_bare(t) for t in ("Priya Raghunathan", "Ahmed al-Masri", "On Syria", "Trade")]
    [True, True, False, False]
    """
    return 2 <= len(text.split()) <= 5 and bool(_BARE.match(text)) and not _VERB.search(text)
