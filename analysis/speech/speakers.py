"""Labels, headings and attributions that name who is quoted."""

from __future__ import annotations

import re
from itertools import pairwise

from analysis.speech import english

SURE = 0.8  # a likeness that needs no other evidence
LONGEST_LABEL = 40  # words; "Chair, Senate Committee on … and Forestry, Senator Ana Lima" has 20

_ON_TOPIC = re.compile(r"\w+(?:\s\w+)?\s+[Oo]n\s")  # Lima on Trade, Ana Lima On Nets
NAME_WORD = r"(?:[^\W\d_a-z][\w’'.&@-]*|\d+)"
_PARTICLE = (
    r"(?:(?:van|von|der|den|de|da|di|del|della|dos|du|la|le|al|el|bin|ibn|bint|ben|ter|zu|y|e|of|"
    r"the|for|and|to|in|on|at|&|–|-|’s)\s+)*"
)
_WORDS = rf"(?:the\s+|al-|el-)?{NAME_WORD}(?:\s+{_PARTICLE}(?:al-|el-)?{NAME_WORD})*"
# Ana Lima, Bank of England, Said al-Amin: uppercase words, with small ones only between them
_NAMELIKE = re.compile(rf"{_WORDS}$")
_MARKS = re.compile('[“”"„«»]')  # Omar “Oz” Diallo
_WORD = re.compile(r"[^\W_][\w’'-]*")
# "Ana Lima told reporters": the verb of speech at the end of a label is not part of the name
_LAST_VERBS = ("said", "says", "wrote", "writes", "tweeted", "stated", "added", "put it")
_TRAILING_VERB = re.compile(
    rf"(?<=[,\s])(?:also\s+|has\s+)?(?:told \w+|{'|'.join(_LAST_VERBS)})$", re.I
)
# (D-OR), (R-TX-12), (D–Oregon): the party and state after the name of a US politician
_PARTY = re.compile(r"\((?:[A-Z]{1,3}[-–])?[A-Z]{2}(?:-\d{1,2})?\)|\([RDI][-–][^()]{2,20}\)")
# After a quotation: — Ana Lima, mayor
_ATTRIBUTION = re.compile(r"[\s,.;:]*(?:[—–―~]|-{1,3})\s*(?P<who>[^\s—–―~-].*)$", re.S)
# After a quotation: (Ana Lima, mayor)
_BRACKETED = re.compile(r"\s*[(\[](?P<who>[^()\[\]]+)[)\]][\s.]*$", re.S)
# up to three words in lowercase, and a name that nothing but a description follows
_OCCUPATION = re.compile(r"((?:[a-z][a-z-]+ ){1,3})[A-Z][\w’'-]+ [A-Z][\w’'-]+(?:$|,| \()")
# the mayor, a resident, then president Lima
_SOMEBODY = re.compile(r"(?:the|an?|former|then)\s+\S")
# [Tweet, 2/4/21], [Statement], [Page 33], (via Twitter), [CNN, 3/4/20]
_SOURCE = re.compile(
    r"(?:tweet|statement|press release|release|remarks|interview|op-?ed|facebook|instagram|"
    r"twitter|x\.com|page|pages|p\.|pp\.|blog|video|letter|email|speech|news conference|"
    r"testimony|source|via|link|report|\d+)(?=\s*(?:[,;:.\]]|$|\d|on\b|from\b|to\b|in\b|by\b|at\b|here\b))|.*\b\d{1,2}/\d{1,2}\b|.*\bhttps?:",
    re.I | re.S,
)


def without_date(name: str) -> str:
    """A name without the date that follows it.

    >>> without_date("Ana Lima, March 3, 2021"), without_date("Ana Lima")
    ('Ana Lima', 'Ana Lima')
    """
    without = _DATED.sub("", name)
    if without == name:
        return name
    return without.rstrip(" ,(")


def without_verb(label: str) -> str:
    """A label without the verb of speech it ends with.

    >>> without_verb("Ana Lima said"), without_verb("Ana Lima")
    ('Ana Lima', 'Ana Lima')
    """
    lower = label.lower()
    # The pattern, which is tried at every space, is kept for labels that have such a verb.
    if lower.endswith(_LAST_VERBS) or "told " in lower:
        label = _TRAILING_VERB.sub("", label)
    return label.rstrip(", ")


_YEAR = re.compile(r"\b(?:19|20)\d\d$")
_DATED = re.compile(  # Ana Lima, March 3, 2021
    r"\b(?:on )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}\)?$",
    re.I,
)
# Mr, Dr, Sen
_ADDRESSES = english.LABEL_TITLES - english.LABEL_OFFICES
_LABEL_ROLES = english.LABEL_OFFICES | english.ROLES | english.LABEL_TITLES
_NO_FIRST_NAMES = english.ROLES | english.TITLES
# What ends a name: "Ana Lima, mayor", "Ana Lima (D-OR)", "Ana Lima – mayor"
_CORE = re.compile(r",|\(|\s[–—-]\s")


def likeness(text: str, known: frozenset[str] = frozenset()) -> float:
    """How much a label or heading looks like a speaker: 1 surely, 0 unclear, -1 surely not.

    Parameters
    ----------
    text : str
        The label without its colon.
    known : frozenset of str
        Surnames that the article's own text shows to be persons.

    Returns
    -------
    float

    >>> [likeness(t) for t in ("Sen. Ana Lima (D-OR)", "Ana Lima, mayor", "On nets", "Is It War?")]
    [1.0, 1.0, -1.0, -1.0]
    >>> likeness("Harbour Lights"), likeness("Major Problems Ahead") < 0.5
    (0.3, True)
    """
    text = without_verb(_MARKS.sub("", text).strip(" :–—-*"))
    core = _CORE.split(text, 1)[0].strip()
    tokens = core.split()
    if not tokens or len(tokens) > 14 or len(text.split()) > LONGEST_LABEL:
        return -1.0

    lowered = [token.strip(".,’'") for token in core.lower().split()]
    if "’s" in core or "'s" in core:
        lowered = [token.removesuffix("’s").removesuffix("'s") for token in lowered]
    apposition = _apposition(text[len(core) :])
    if apposition and len(tokens) <= 6 and core[0].isupper():
        return apposition  # Save Our Park, a residents’ group
    if _is_topic(core, lowered):
        return -1.0

    role = _role(lowered)
    if role < 0 and _ON_TOPIC.match(core):
        return -1.0
    if core in known or (tokens[-1] in known and len(tokens) <= 3):
        return 1.0
    if _PARTY.search(text):
        return 1.0
    given = not english.GIVEN_NAMES.keys().isdisjoint(lowered[:-1])
    if role >= 0:
        return _titled(tokens, lowered, role, given)
    if not _NAMELIKE.match(core):
        return -0.7
    return _untitled(core, lowered, given)


def _is_topic(core: str, lowered: list[str]) -> bool:
    """Whether a label has a word, a mark or a year that shows it to be no name."""
    if lowered[0] in english.TOPIC_WORDS or core[-1] in "?!":
        return True
    if not english.NOT_IN_NAMES.isdisjoint(lowered):
        return True
    return core[-1].isdigit() and bool(_YEAR.search(core))  # March 2019


def _untitled(core: str, lowered: list[str], given: bool) -> float:
    """The likeness of a label of uppercase words without an office, a title or a role."""
    length = len(lowered)
    # Ana Maria de Lima; six capitalised words may begin with a name by chance.
    if given and length <= 4:
        return 1.0
    if given and length <= 6:
        return 0.6
    if not english.BODIES.isdisjoint(lowered):
        return 0.5  # Farm Workers’ Association
    if length == 1:
        is_acronym = core.isupper() and len(core) > 1
        if is_acronym:
            return 0.2
        return 0.0  # a surname, or any word
    if length <= 5:
        return 0.3
    return 0.0


def _plain(token: str) -> str:
    return _without_possessive(token.lower().strip(".,’'"))


def _without_possessive(token: str) -> str:
    return token.removesuffix("’s").removesuffix("'s")


def _apposition(rest: str) -> float:
    """What the words after a comma or bracket say of a name: an office, or a kind of body."""
    if not rest.startswith((",", "(")) or rest.lower().startswith((", and ", ", or ")):
        return 0.0
    words = {_plain(word) for word in _WORD.findall(rest)}
    if not english.LABEL_OFFICES.isdisjoint(words) or not english.ROLES.isdisjoint(words):
        return 1.0
    if english.BODIES.isdisjoint(words):
        return 0.0
    return 0.6


def _role(lowered: list[str]) -> int:
    """The place of the last office, title or role in a label; -1 where there is none."""
    if _LABEL_ROLES.isdisjoint(lowered):
        return -1
    for i in range(len(lowered) - 1, -1, -1):
        if lowered[i] in english.LABEL_OFFICES or lowered[i] in english.ROLES:
            return i
        if lowered[i] in english.LABEL_TITLES and i < len(lowered) - 1:
            return i
    return -1


def _titled(tokens: list[str], lowered: list[str], role: int, given: bool) -> float:
    """The likeness of a label with an office, a title or a role in it."""
    after = tokens[role + 1 :]
    for word in after:
        if word not in english.LABEL_PARTICLES and _plain(word) in english.COMMON:
            return -0.7  # Minister Calls For Peace
    for word in after[:-1]:
        if _plain(word) != word.lower().strip(".,’'"):
            return -0.7  # Mayor Pete’s Plan

    named = bool(after) and all(map(_is_name_part, after))
    if given and (named or not after):
        return 1.0
    is_address = lowered[role] in _ADDRESSES or tokens[role].endswith(".")
    if named and is_address:
        return 1.0
    if named and len(after) <= 3 and role > 0:
        return SURE  # French President Lima, taxi driver Lima
    if lowered[0] in ("a", "an", "the") or given:
        return 0.6  # a delegate from Haiti
    if tokens[0][0].islower() or not all(map(_is_name_part, tokens)):
        return -0.7  # "Judge rules on nets" is a sentence
    if len(tokens) > 2:
        return 0.6
    return 0.4


def _is_name_part(word: str) -> bool:
    """Whether a word may be in a name: uppercase, or a particle."""
    return word[0].isupper() or word in english.LABEL_PARTICLES


def surnames(text: str) -> frozenset[str]:
    """The surnames in a text that follow a given name or a title: *Ana Lima*, *President Lima*.

    >>> found = surnames("Minister Omar Diallo met Ana Lima and Mr. Berg.")
    >>> sorted(found)  # as they are and in uppercase
    ['BERG', 'Berg', 'DIALLO', 'Diallo', 'LIMA', 'Lima']
    """
    names = english.GIVEN_NAMES
    found = set()
    tokens = re.findall(r"[^\W\d_][\w’'-]*\.?", text)
    for before, word in pairwise(tokens):
        if not before[0].isupper() or not word[0].isupper():
            continue
        surname = _without_possessive(word.rstrip("."))
        lower = surname.lower()
        if lower in names or lower in english.LABEL_OFFICES:
            continue
        first = before.lower()
        if first in names or first.strip(".") in english.LABEL_TITLES:
            found |= {surname, surname.upper()}
    return frozenset(found)


def attribution(text: str) -> str:
    """The speaker named after a quotation, after a dash or in brackets, or "".

    >>> attribution(" – UN Secretary-General António Guterres."), attribution(", he said, and left.")
    ('UN Secretary-General António Guterres', '')
    >>> attribution(" [Tweet, 2/4/21]"), attribution(" (Ana Lima, mayor)")
    ('', 'Ana Lima, mayor')
    """
    if not text or len(text) > 400:
        return ""
    after_dash = _ATTRIBUTION.match(text)
    match = after_dash or _BRACKETED.match(text)
    if match is None:
        return ""
    bracketed = after_dash is None
    who = " ".join(match["who"].split()).rstrip(".: ")
    if is_source(who):
        return ""
    first = next((c for c in who if c.isalnum() or c == "@"), "")
    named = first.isupper() or first == "@" or bool(_SOMEBODY.match(who))
    named = named or likeness(who) >= SURE  # foreign policy chief Ana Lima
    named = named or _has_occupation(who)
    if not named or len(who.split()) > LONGEST_LABEL:
        return ""
    if bracketed and likeness(who) < 0:
        return ""
    return without_date(who)


def _has_occupation(who: str) -> bool:
    """Whether a name follows what its bearer does, which is in no list: *glaciologist Ana Lima*."""
    match = _OCCUPATION.match(who)
    return match is not None and english.COMMON.isdisjoint(match[1].split())


def is_source(text: str) -> bool:
    """Whether a note after a quotation says where it was printed, not who said it.

    >>> is_source("Tweet, 2/4/21"), is_source("Page 33"), is_source("Ana Lima")
    (True, True, False)
    """
    return bool(_SOURCE.match(text.strip("()[] ")))


def same(one: str, other: str) -> bool:
    """Whether two namings may be of the same person: the same surname, and no two first names.

    >>> same("Ana Lima", "Minister Lima"), same("the minister", "Ana Lima"), same("Ana Lima", "Rui Lima")
    (True, False, False)
    """
    *ones, surname = one.split()
    *others, other_surname = other.split()
    if surname.lower() != other_surname.lower():
        return False
    first, second = ones[-1:], others[-1:]
    return first == second or not (_is_first_name(first) and _is_first_name(second))


def _is_first_name(words: list[str]) -> bool:
    word = "".join(words[:1])
    return word[:1].isupper() and word.lower() not in _NO_FIRST_NAMES


def is_pronoun(words: str) -> bool:
    """Whether the words that name a speaker are only a pronoun: *she said*."""
    return bool(
        re.match(r"(?:\W*(?:said|says|added)\s+)?(?:he|she|they|it|we|i|who)\b", words, re.I)
    )
