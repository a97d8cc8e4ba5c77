"""The people of an article: names in its sentences, and whom a name means."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.speech import english
from analysis.speech.tokens import Token

_GENERATION = frozenset(("jr", "sr", "ii", "iii", "iv"))
# Words that are capitalised because a sentence begins with them: "But Berg said".
_OPENERS = (
    english.PREPOSITIONS
    | english.CONJUNCTIONS
    | english.DETERMINERS
    | english.ADVERBS
    | english.PRONOUNS.keys()
)


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words: the name in it, and what the titles before it show."""

    words: tuple[str, ...]
    begin: int  # the place of its first token, a title included
    end: int
    sex: str = ""
    titles: tuple[str, ...] = ()
    owns: bool = False

    @property
    def surname(self) -> str:
        """The last word in lowercase, *Jr.* and the like left out."""
        for word in reversed(self.words):
            lower = word.lower()
            if lower.strip(".") not in _GENERATION:
                return lower
        return self.words[-1].lower()

    @property
    def given(self) -> int:
        """Where a given name with a surname after it begins, or -1."""
        for at, word in enumerate(self.words[:-1]):
            if word.lower() in english.GIVEN_NAMES:
                return at
        return -1

    @property
    def body(self) -> bool:
        """Whether it names a body: *Harvard University*, but not *Bill Berg*."""
        words = self.words[self.given + 1 :]
        return any(word.lower() in english.BODIES for word in words)


@dataclass(eq=False, slots=True)
class Person:
    """A person of the article by the fullest name it gives."""

    full: str
    sex: str = ""
    titles: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The fullest name; a surname alone goes with the title that the article gives."""
        if " " in self.full:
            return self.full
        return " ".join([*self.titles, self.full])


def names(sentence: list[Token]) -> list[Name]:
    """Names in a sentence: runs of capitalised words, with small words like *bin* between them.

    >>> from analysis.speech.tokens import tokens
    >>> [name.words for name in names(tokens("But Mr. Berg’s aide saw Ali bin Said on Monday"))]
    [('Berg',), ('Ali', 'bin', 'Said')]
    """
    found = []
    begin = -1

    for at, token in enumerate(sentence):
        inside = _in_name(sentence, at)
        if inside and begin < 0:
            begin = at
        if begin >= 0 and (not inside or token.owns):
            end = at
            if inside:
                end = at + 1  # a word that owns, Berg's, is the last one of its name
            found.append(_name(sentence, begin, end))
            begin = -1

    if begin >= 0:
        found.append(_name(sentence, begin, len(sentence)))
    return found


def _in_name(sentence: list[Token], at: int) -> bool:
    """Whether a token is part of a name."""
    token = sentence[at]
    low = token.low
    is_last = at + 1 == len(sentence)
    following = token
    if not is_last:
        following = sentence[at + 1]

    if token.text in english.PARTICLES:
        return following.capital or following.text in english.PARTICLES
    if not token.capital or low == "i":
        return False
    # "Said Ana Berg: “…”"
    if at == 0 and (low in _OPENERS or low in english.VERBS):
        return False
    if low not in english.DAYS:
        return True
    # "Jan Berg" and "said June Berg", but not "in June Berg", "Jan. 3".
    if is_last or low not in english.GIVEN_NAMES or not following.capital:
        return False
    return at == 0 or sentence[at - 1].low not in english.PREPOSITIONS


def _name(sentence: list[Token], begin: int, end: int) -> Name:
    """The name in a run of capitalised words, the titles before it left out."""
    sex = ""
    first = begin
    titles = []

    for token in sentence[begin:end]:
        low = token.low
        title = low in english.TITLES or low in english.ROLES
        if title:
            sex = english.HONORIFICS.get(low) or english.SEXED_ROLES.get(low) or sex
            # The full stop of "Mr." is not a separate token.
            ending = "." if low in english.SHORT_TITLES else ""
            titles.append(f"{token.text}{ending}")
        if title or low in english.TITLE_PARTS or low in english.DETERMINERS:
            first = token.place + 1

    words = tuple(token.bare for token in sentence[first:end])
    return Name(words, begin, end, sex, tuple(titles), sentence[end - 1].owns)


class People:
    """The people of an article, each by the fullest name given anywhere in it."""

    def __init__(self) -> None:
        self._full: dict[str, Person] = {}
        self._last: dict[str, list[Person]] = {}
        self._maybe: dict[str, Name] = {}  # what may be a person's name, by its last word
        self._alone: set[str] = set()  # words that are capitalised on their own

    def note(self, sentence: list[Token]) -> None:
        """Note the people whom a sentence names with a given name or a title."""
        for name in names(sentence):
            if not name.words:
                continue
            if len(name.words) == 1 and not name.titles:
                self._alone.add(name.words[0].lower())
            if not name.body:
                self._note(name, sentence)

    def _note(self, name: Name, sentence: list[Token]) -> None:
        before = ""
        if name.begin:
            before = sentence[name.begin - 1].low
        length = len(name.words)
        determined = before in english.DETERMINERS
        # "a Miss Universe" and "a former Senator" name nobody.
        titled = bool(name.titles) and not determined and before != "former"
        # "spokesman Ole Brandt"
        described = length == 2 and before in english.ROLES
        if name.given < 0 and not titled and not described:
            # "North Korea" is nobody.
            place = name.words[0].lower() in english.PLACE_PARTS
            if 1 < length < 4 and not determined and not place:
                self._maybe.setdefault(name.surname, name)
            return

        sex = name.sex or english.SEXED_ROLES.get(before, "")

        person = self._add(name)
        # "the widow Brian Berg": what is said goes before what a given name lets expect.
        person.sex = sex or person.sex
        person.titles = person.titles or name.titles

    def _add(self, name: Name) -> Person:
        """The person of a name, noted if new."""
        # A given name and four words after it hold any surname.
        words = name.words[max(name.given, 0) :][:5]
        full = " ".join(words)
        key = full.lower()

        if key not in self._full:
            person = Person(full, name.sex)
            if len(words) > 1 and not name.sex:
                person.sex = english.GIVEN_NAMES.get(words[0].lower(), "")
            self._full[key] = person
            self._last.setdefault(name.surname, []).append(person)
        return self._full[key]

    def settle(self) -> None:
        """After all sentences: *Kwame Boateng* is a person if *Boateng* alone is named too."""
        for last in self._maybe.keys() & (self._alone | self._last.keys()):
            person = self._add(self._maybe[last])
            # "Mr. Boateng" shows the sex of Kwame Boateng.
            for namesake in self._last[last]:
                person.sex = person.sex or namesake.sex

    def find(self, name: Name) -> Person | None:
        """The person whom a name means, or None where none is known by it."""
        words = name.words
        if not words:
            return None

        for begin in range(len(words) - 1):
            person = self._full.get(" ".join(words[begin:]).lower())
            if person:
                return person

        namesakes = self._last.get(name.surname, [])
        first = words[0].lower()
        if len(words) > 1 and first in english.GIVEN_NAMES:
            # Bob Berg and Robert Berg share no beginning, but Don and Donald do.
            same = [person for person in namesakes if person.full.lower().startswith(first[:3])]
            if same:
                return same[0]
            return self._add(name)

        found = None
        for person in namesakes:
            if _clash(person, name):
                continue
            if " " in person.full:
                return person
            found = found or person
        return found


def _clash(person: Person, name: Name) -> bool:
    """Whether a title shows another sex: *Mrs. Berg* is not *Bob Berg*."""
    return bool(name.sex and person.sex and name.sex != person.sex)
