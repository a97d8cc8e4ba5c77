"""Who or what is said to say something, and the words that show it."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.speech import english
from analysis.speech.people import Person

_NOUNS = english.ROLES | english.BODIES | english.SPEECH_NOUNS | english.TITLES | english.PLURALS


@dataclass(frozen=True, slots=True)
class Source:
    """Who or what is said to say something: the words for it, and what they show about it."""

    text: str
    kind: str  # person, name, role, group, thing, pronoun, writer, or "" where it may be anything
    person: Person | None = None
    sex: str = ""

    @property
    def name(self) -> str:
        """The fullest name of a person, the words of another source."""
        if self.person:
            return self.person.name
        return self.text

    @property
    def human(self) -> bool:
        """Whether it is somebody who is named or described."""
        return self.kind in ("person", "name", "role")


def person_source(person: Person) -> Source:
    """A person as a source."""
    return Source(person.name, "person", person, person.sex)


def is_noun(low: str) -> bool:
    """Whether a word is a role, a body or a noun of speech, in the singular or the plural.

    >>> is_noun("mayor"), is_noun("agencies"), is_noun("ex-aide"), is_noun("green")
    (True, True, True, False)
    """
    if low in _NOUNS or low.rpartition("-")[2] in english.ROLES:
        return True
    return low.removesuffix("s") in _NOUNS or low.removesuffix("ies") + "y" in _NOUNS


def is_role(low: str) -> bool:
    """Whether a word is a person's role, one or several: *mayor*, *officials*, *ex-aide*."""
    last = low.rpartition("-")[2]
    return last in english.ROLES or last.removesuffix("s") in english.ROLES
