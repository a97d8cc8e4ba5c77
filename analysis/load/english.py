"""The English words by which the reader knows speech and people: `data/reading.toml`, read once."""

from __future__ import annotations

import re
import tomllib

from analysis.schema import DATA

_LISTS = tomllib.loads((DATA / "reading.toml").read_text(encoding="utf-8"))
_SPEECH, _PEOPLE = _LISTS["speech"], _LISTS["people"]


def regular(verb: str) -> list[str]:
    """Forms of a regular English verb, the one in -ing last.

    >>> regular("add"), regular("argue")[2:], regular("reply")[1:]
    (['add', 'adds', 'added', 'adding'], ['argued', 'arguing'], ['replies', 'replied', 'replying'])
    """
    if verb.endswith("e"):
        return [verb, verb + "s", verb + "d", verb[:-1] + "ing"]

    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]

    # "stresses", "preaches" and "pushes" need a vowel before the -s.
    ending = "es" if verb.endswith(("s", "ch", "sh", "x")) else "s"
    return [verb, verb + ending, verb + "ed", verb + "ing"]


def _forms() -> dict[str, str]:
    """Every form of every verb with its kind: say, call or think."""
    forms = {}

    for kind in ("think", "call", "say"):
        for verb in _SPEECH[kind].split():
            forms.update(dict.fromkeys(regular(verb), kind))

    for line in _SPEECH["irregular"]:
        kind, _, verbs = line.partition(": ")
        forms.update(dict.fromkeys(verbs.split(), kind))

    return forms


def _base_forms() -> frozenset[str]:
    """Forms that need several speakers or a helping verb; *put* and *read* are past forms too."""
    lists = [_SPEECH[kind].split() for kind in ("say", "call", "think")]
    lists += [[line.split()[1]] for line in _SPEECH["irregular"]]
    return frozenset(word for words in lists for word in words) - {"put", "read"}


def _sexes(male: str, female: str) -> dict[str, str]:
    """Words with the sex that they tell, "m" or "f"."""
    return dict.fromkeys(male.split(), "m") | dict.fromkeys(female.split(), "f")


def _words(name: str) -> frozenset[str]:
    return frozenset(_PEOPLE[name].split())


def _given_names() -> dict[str, str]:
    """Given names in lowercase with their sex, "" where it is not known or either."""
    text = (DATA / "countries" / "given-names.txt").read_text(encoding="utf-8")
    return dict.fromkeys(text.lower().split(), "") | _sexes(_PEOPLE["male"], _PEOPLE["female"])


VERBS = _forms()
# "was told", "has been called": the irregular past participles.
BASE_FORMS = _base_forms()
PARTICIPLES = frozenset(_SPEECH["participles"].split())
PHRASES = _SPEECH["phrases"]
SPEECH_NOUNS = frozenset(_SPEECH["nouns"].split())
SOURCE_PHRASES = [phrase.split() for phrase in _SPEECH["source_phrases"]]
TERMS = frozenset(_SPEECH["terms"].split())

PRONOUNS = _PEOPLE["pronouns"]
HONORIFICS = _sexes(_PEOPLE["honorifics_male"], _PEOPLE["honorifics_female"])
TITLES = _words("honorifics") | HONORIFICS.keys()
SHORT_TITLES = _words("short_titles")
TITLE_PARTS = _words("title_parts")
SEXED_ROLES = _sexes(_PEOPLE["roles_male"], _PEOPLE["roles_female"])
ROLES = _words("roles") | SEXED_ROLES.keys()
PLURALS = _words("plurals")
BODIES = _words("bodies")
PLACE_PARTS = _words("place_parts")
LINKS = _words("links")
DAYS = _words("days")
PARTICLES = _words("particles")
GIVEN_NAMES = _given_names()

PREPOSITIONS = _words("prepositions")
CONJUNCTIONS = _words("conjunctions")
RELATIVES = _words("relatives")
DETERMINERS = _words("determiners")
AUXILIARIES = _words("auxiliaries")
ADVERBS = _words("adverbs")

# A full stop after one of these, or after a single letter (J. Edgar), does not end a sentence.
ABBREVIATIONS = _words("abbreviations") | TITLES
_SHORT = "|".join(sorted(map(re.escape, ABBREVIATIONS), key=len, reverse=True))
ABBREVIATED = re.compile(rf"(?:^|[\s(“\"—–-])(?:{_SHORT}|[A-Z]|(?:[A-Za-z]\.)+[A-Za-z])$", re.I)
