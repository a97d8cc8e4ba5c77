"""Who speaks in a sentence of narration: its words, the people it names, its verbs of speech."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from analysis.speech import english

# A quotation inside a sentence: one character of the private use area, so that it is one token.
QUOTE = "\ue000"
_TOKEN = re.compile(
    rf"{QUOTE}"
    r"|(?:[^\W\d_]\.){2,}"  # U.S., N.C.
    r"|[A-Z]\.(?=\s)|[JS]r\."  # Paul J. Berg Jr.
    r"|[^\W_]+(?:[’'&./-][^\W_]+)*(?:(?<=s)[’'](?=\s))?"  # don't, AT&T, 10.5, auditors'
    r"|-{2,}|[^\s.]|\.(?=\s*$)"  # a full stop before the end belongs to an abbreviation
)
_POSSESSIVE = re.compile(r"[’']s$|(?<=s)[’']$")
_DASHES = frozenset(("-", "--", "---", "–", "—", "―"))
# Where a clause may begin.
_EDGES = english.CONJUNCTIONS | _DASHES | {",", "(", QUOTE, ";", ":", "that"}
_TELL = frozenset(("tell", "tells", "told"))
_SOME = frozenset(
    ("some", "many", "most", "several", "both", "those", "few", "others", "all", "none")
)
_PASSIVE_ONLY = frozenset(("known", "written", "spoken", "sung", "begun", "sworn"))
_BE = frozenset(("is", "are", "was", "were", "be", "been", "being", "get", "got"))
_GENERATION = frozenset(("jr", "sr", "ii", "iii", "iv"))
# Words over which no group of words reaches: "told the forum HE said", "IN Ohio Berg said".
_BREAKS = english.PREPOSITIONS | english.CONJUNCTIONS | english.RELATIVES | english.AUXILIARIES
_OPENERS = _BREAKS | english.DETERMINERS | english.ADVERBS | english.PRONOUNS.keys()
_NOUNS = english.ROLES | english.BODIES | english.SPEECH_NOUNS | english.TITLES
# "the officials", "the reports": a noun of the lists in the plural.
_PLURAL = re.compile(r"(?:ies|s)$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark of a sentence; `low` is it in lowercase without a possessive ending."""

    text: str
    low: str
    start: int
    place: int
    owns: bool = False

    @property
    def end(self) -> int:
        """Where it ends in the sentence's text."""
        return self.start + len(self.text)

    @property
    def capital(self) -> bool:
        """Whether it begins with an uppercase letter."""
        return self.text[0].isupper()

    @property
    def word(self) -> bool:
        """Whether it is a word or a figure and no mark."""
        return self.text[0].isalnum()


@dataclass(eq=False, slots=True)
class Person:
    """A person of the article by the fullest name it gives."""

    full: str
    sex: str = ""
    title: str = ""
    offices: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """The fullest name; a surname alone goes with the title that the article gives."""
        return self.full if " " in self.full else f"{self.title} {self.full}".strip()


@dataclass(frozen=True, slots=True)
class Source:
    """Who or what is said to say something: the words for it, and what they tell about it."""

    text: str
    kind: str  # person, role, thing, pronoun, or "" where a group of words may be anything
    person: Person | None = None
    sex: str = ""

    @property
    def name(self) -> str:
        """The fullest name of a person, the words of another source."""
        return self.person.name if self.person else self.text


@dataclass(frozen=True, slots=True)
class Claim:
    """A word of speech with its source: `begin` to `end` are its tokens, `verb` is the word's."""

    source: Source
    verb: int
    begin: int
    end: int
    kind: str  # say, call, think, noun, according


def tokens(sentence: str) -> list[Token]:
    """Words and marks of a sentence.

    >>> [token.low for token in tokens("Mr. Berg’s aide, of the U.S. Senate, said no.")]
    ['mr', 'berg', 'aide', ',', 'of', 'the', 'u.s', 'senate', ',', 'said', 'no', '.']
    """
    found = []

    for match in _TOKEN.finditer(sentence):
        text = match[0]
        low = _POSSESSIVE.sub("", text.lower())
        owns = low != text.lower()
        found.append(Token(text, low.rstrip(".") or low, match.start(), len(found), owns))

    return found


def is_noun(low: str) -> bool:
    """Whether a word is a role, a body or a noun of speech, in the singular or the plural."""
    if low in _NOUNS or low in english.PLURALS:
        return True
    single = _PLURAL.sub("", low)
    return single in _NOUNS or single + "y" in _NOUNS or low.rpartition("-")[2] in english.ROLES


def is_role(low: str) -> bool:
    """Whether a word is a person's role, one or several: *mayor*, *officials*, *ex-aide*."""
    return (
        low in english.ROLES
        or low.removesuffix("s") in english.ROLES
        or low.rpartition("-")[2] in english.ROLES
    )


@dataclass
class People:
    """The people of an article, each by the fullest name given anywhere in it."""

    known: Iterable[str] = ()
    _full: dict[str, Person] = field(default_factory=dict)
    _last: dict[str, list[Person]] = field(default_factory=dict)
    _first: dict[str, list[Person]] = field(default_factory=dict)
    _maybe: dict[str, list[str]] = field(
        default_factory=dict
    )  # names that may be a person's, by the last word
    _sexes: dict[str, set[str]] = field(default_factory=dict)  # what titles tell, by surname
    _alone: set[str] = field(default_factory=set)  # words that are capitalised on their own
    recent: list[Source] = field(
        default_factory=list
    )  # whom a pronoun may mean, the likeliest first
    focus: list[Person] = field(default_factory=list)  # whom it was about, the last first

    def __post_init__(self) -> None:
        """Note the people who are known before the article is read."""
        for name in self.known:
            self.add([word.strip(".,") for word in name.split()])

    def add(self, words: list[str], sex: str = "") -> Person:
        """The person of a name, noted if new; words are those of the name, without titles."""
        full = " ".join(words)
        key = full.lower()
        if key not in self._full:
            given = english.GIVEN_NAMES.get(words[0].lower(), "") if len(words) > 1 else ""
            person = Person(full, sex or given)
            self._full[key] = person
            self._last.setdefault(surname(words), []).append(person)
            if len(words) > 1:
                self._first.setdefault(words[0].lower(), []).append(person)
        return self._full[key]

    def note(self, sentence: list[Token]) -> None:
        """Note the people whom a sentence names with a given name or a title."""
        for run in runs(sentence, 0, len(sentence)):
            words, sex, titled = bare(run)
            first = given_at(words)
            if len(words) == 1 and not titled:
                self._alone.add(words[0].lower())
            if is_body(words[max(first, 0) :]):
                continue
            begin = run[0].place
            after_article = begin > 0 and sentence[begin - 1].low in english.DETERMINERS
            if (
                first < 0
                and not after_article
                and 1 < len(words) < 4
                and words[0].lower() not in english.PLACE_PARTS
            ):
                self._maybe.setdefault(surname(words), []).append(" ".join(words))
            # "a Miss Universe" and "a former Senator" name nobody.
            if titled and begin and sentence[begin - 1].low in ("a", "an", "former") and first < 0:
                continue
            self._hint(sentence, run, words, sex)
            person = None
            if first >= 0:
                person = self.add(words[first : first + 5], sex)
            elif words and (titled or introduced(sentence, run)) and len(words) < 6:
                person = self.add(words, sex)
            if person:
                person.offices |= {token.low for token in run} & english.TITLES
                before = [_titled(token) for token in run if token.low in english.TITLES]
                person.title = person.title or " ".join(before)

    def _hint(self, sentence: list[Token], run: list[Token], words: list[str], sex: str) -> None:
        """Note the sex of a surname: *Ms. Eze*, *spokeswoman Ngozi Eze*."""
        begin = run[0].place
        sex = sex or (english.SEXED_ROLES.get(sentence[begin - 1].low, "") if begin else "")
        if sex and words:
            self._sexes.setdefault(surname(words), set()).add(sex)

    def settle(self) -> None:
        """After all sentences: *Kwame Boateng* is a person if *Boateng* alone is named too."""
        for last in self._maybe.keys() & self._alone - self._last.keys():
            self.add(self._maybe[last][0].split())

        for last, sexes in self._sexes.items():
            fuller = [person for person in self._last.get(last, []) if " " in person.full]
            if len(fuller) == 1 and len(sexes) == 1:
                fuller[0].sex = fuller[0].sex or min(sexes)

    def find(self, run: list[Token]) -> Person | None:
        """The person whom a run of capitalised words names, or None where none is known by it."""
        words, sex, titled = bare(run)

        for first in range(len(words) - 1):
            person = self._full.get(" ".join(words[first:]).lower())
            if person and " " in person.full:
                return person

        if not words:
            return None
        first = words[0].lower()
        namesakes = self._last.get(surname(words), [])
        fuller = [person for person in namesakes if " " in person.full] or namesakes

        if len(words) > 1 and first in english.GIVEN_NAMES:
            # Bob Berg and Robert Berg share no beginning, but Don and Donald do.
            fuller = [person for person in fuller if person.full.lower().startswith(first[:3])]
            return fuller[0] if fuller else self.add(words, sex)

        fitting = [person for person in namesakes if not (sex and person.sex) or sex == person.sex]
        offices = {token.low for token in run} & english.TITLES - english.HONORIFICS.keys()
        holders = [person for person in fitting if offices & person.offices]
        fitting = holders or fitting
        fuller = [person for person in fitting if " " in person.full] or fitting
        if len(words) == 1 and not fuller and not titled:
            fuller = self._first.get(first, [])
        # Two people share the surname: the one whom it was about last, else the first.
        last = (person for person in self.focus if person in fuller)
        return next(last, fuller[0] if fuller else None)


def _titled(token: Token) -> str:
    """A title as it stands before a name: the full stop of *Mr.* is no token of its own."""
    return token.text + "." * (token.low in english.SHORT_TITLES)


def introduced(sentence: list[Token], run: list[Token]) -> bool:
    """Whether a name of two words or more stands as a person's does: *Ngozi Eze, a nurse*.

    >>> sentences = map(tokens, ("Xi Jinping said", "Ngozi Eze, a nurse", "Red Sea"))
    >>> [introduced(words, words[:2]) for words in sentences]
    [True, True, False]
    """
    begin = run[0].place
    end = begin + len(run)
    if (
        len(bare(run)[0]) < 2
        or run[-1].owns
        or (begin and sentence[begin - 1].low in english.DETERMINERS)
    ):
        return False

    after = [token.low for token in sentence[end : end + 2]] + ["", ""]
    said = english.VERBS.get(after[0]) == "say" and after[0] not in english.BASE_FORMS
    # "his rival, Giles Pratt, said"
    apart = (
        begin > 1
        and after[0] == sentence[begin - 1].low == ","
        and is_role(sentence[begin - 2].low)
    )
    described = apart or (
        after[0] == ","
        and (after[1] in ("a", "an", "the", "who") or after[1].isdigit() or is_role(after[1]))
    )
    return said or described


def is_body(words: list[str]) -> bool:
    """Whether capitalised words name a body: *Harvard University*, but not *Bill Berg*."""
    lows = [word.lower() for word in words]
    if lows and lows[0] in english.GIVEN_NAMES and len(lows) > 1:
        lows = lows[1:]
    return not english.BODIES.isdisjoint(lows)


def surname(words: list[str]) -> str:
    """The last word of a name in lowercase, *Jr.* and the like left out."""
    rest = [word for word in words if word.lower().strip(".") not in _GENERATION]
    return (rest or words)[-1].lower()


def runs(sentence: list[Token], begin: int, end: int) -> list[list[Token]]:
    """Runs of capitalised words, lowercase particles (*de*, *bin*) inside them included."""
    found: list[list[Token]] = [[]]

    for at in range(begin, end):
        token = sentence[at]
        following = sentence[at + 1] if at + 1 < end else token
        inner = token.text in english.PARTICLES and (
            following.capital or following.text in english.PARTICLES
        )
        # "But Berg said": any word is capitalised at the beginning of a sentence.
        opening = token.low == "i" or (at == 0 and token.low in _OPENERS)
        if (token.capital or inner) and not opening and token.low not in english.DAYS:
            found[-1].append(token)
        elif found[-1]:
            found.append([])
        if token.owns and found[-1]:
            found.append([])

    return [run for run in found if run]


def bare(run: list[Token]) -> tuple[list[str], str, bool]:
    """Words of a name without the titles before it, the sex these tell, whether there are any."""
    sex, first, titled = "", 0, False

    for at, token in enumerate(run):
        low = token.low
        title = low in english.TITLES or low in english.ROLES
        if title:
            sex = english.HONORIFICS.get(low) or english.SEXED_ROLES.get(low) or sex
            titled = True
        if title or low in english.TITLE_PARTS or low in english.DETERMINERS:
            first = at + 1

    words = [_POSSESSIVE.sub("", token.text) for token in run[first:]]
    return words, sex, titled


def given_at(words: list[str]) -> int:
    """Where a given name with a surname after it begins, or -1."""
    for at, word in enumerate(words[:-1]):
        if word.lower() in english.GIVEN_NAMES:
            return at
    return -1


def _plural(source: Source) -> bool:
    """Whether a verb in its base form goes with a source: *they say*, *I say*, *critics say*."""
    if source.kind in ("group", "writer") or source.text.lower() == "they":
        return True
    return source.text.endswith("s") or " and " in source.text


class Sentence:
    """A sentence of narration in tokens, in which the quotations are QUOTE."""

    def __init__(self, text: str, people: People, endings: str = "") -> None:
        self.text = text
        self.endings = endings  # the last character of each quotation
        self.tokens = tokens(text)
        self.people = people
        self.claims: list[Claim] = []
        for at in range(len(self.tokens)):
            claim = self._claim(at)
            if claim:
                self.claims.append(claim)

    def low(self, at: int) -> str:
        """The word at a place in lowercase, "" outside the sentence."""
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def slice(self, begin: int, end: int) -> str:
        """The sentence's text from one token to another."""
        if begin >= end:
            return ""
        return self.text[self.tokens[begin].start : self.tokens[end - 1].end]

    def pauses(self, at: int) -> bool:
        """Whether a token is a quotation after which its speaker may be told: “…,” – “…?”"""
        if self.low(at) != QUOTE:
            return False
        number = sum(token.text == QUOTE for token in self.tokens[:at])
        return self.endings[number : number + 1] in tuple(",?!…—–-")

    # --- groups of words ---

    def source(self, begin: int, end: int) -> Source | None:
        """What the words of a group name: a person, a role, a thing, or None for no source."""
        words = self.tokens[begin:end]
        if not words:
            return None
        if words[0].low in english.PRONOUNS and len(words) == 1:
            return Source(words[0].text, "pronoun", sex=english.PRONOUNS[words[0].low])
        if len(words) == 1 and words[0].low in _SOME:
            return Source(words[0].text, "group")
        if not any(word.text[0].isalpha() for word in words):
            return None
        if all(word.low in english.DAYS | english.ADVERBS | english.DETERMINERS for word in words):
            return None

        joined = next((at for at in range(begin + 1, end - 1) if self.low(at) == "and"), 0)
        if joined and self.tokens[joined - 1].capital and self.tokens[joined + 1].capital:
            return Source(self.slice(begin, end), "group")

        # In "a spokesman for Berg" and "the sign on Elm Street" the first noun is the source.
        for at in range(begin + 1, end):
            linked = is_noun(self.low(at - 1)) or self.low(at - 1) in english.LINKS
            if self.low(at) in english.PREPOSITIONS and linked and not self.tokens[at - 1].capital:
                at -= self.low(at - 1) in english.LINKS
                head = self.source(begin, at)
                return head and Source(self.slice(begin, end), head.kind, sex=head.sex)

        owner = max((at for at in range(begin, end - 1) if self.tokens[at].owns), default=begin - 1)
        text = self.slice(begin, end)
        # In "Berg's campaign manager Ana Lima" the person comes after the possessive.
        for run in reversed(runs(self.tokens, owner + 1, end)):
            if is_body(bare(run)[0]):
                continue
            # "the Berg campaign", "a narrator in the Berg ad" are not Berg.
            after = run[-1].place + 1
            if after < end and is_noun(self.low(after)):
                break
            person = self.people.find(run)
            if person and not run[-1].owns:
                return Source(text, "person", person, person.sex)

        last = self.tokens[end - 1]
        if last.low in english.PLURALS or (is_role(last.low) and last.low not in english.ROLES):
            return Source(text, "group")
        if is_role(last.low):
            return Source(text, "role", sex=english.SEXED_ROLES.get(last.low, ""))
        if is_noun(last.low):
            return Source(text, "thing")
        # "Kwame Boateng sat": two names before a word that is not known.
        first = runs(self.tokens, begin, end)[:1]
        opens = (
            bool(first) and first[0][0] is words[0] and (len(bare(first[0])[0]) > 1 or begin > 0)
        )
        if (last.capital or opens) and words[0].low not in english.DETERMINERS and owner < begin:
            run = first if opens else runs(self.tokens, begin, end)[-1:]
            names = bare(run[0])[0] if run else []
            lone = (
                len(names) == 1
                and begin == 0
                and (names[0].endswith("ing") or words[0].low in english.VERBS)
            )
            if names and not lone and not is_body(names):
                # "Last year Berg said": only the name.
                return Source(self.text[run[0][0].start : run[0][-1].end], "name")
        return Source(text, "")

    def _stops(self, at: int) -> bool:
        """Whether no group of words reaches over this token."""
        token = self.tokens[at]
        if not token.word or token.low in english.PRONOUNS:
            return True
        if token.capital:
            return at == 0 and token.low in _BREAKS
        verb = token.low in english.VERBS and not is_noun(token.low)
        return token.low in _BREAKS or verb

    def group_before(self, end: int) -> int:
        """Where the group of words that ends before a token begins."""
        begin = end
        while begin > 0 and not self._stops(begin - 1):
            begin -= 1
            if self.low(begin) in english.DETERMINERS and not self.tokens[begin].owns:
                break

        return self._longer(begin, end)

    def _longer(self, begin: int, end: int) -> int:
        """Where a group begins that a preposition or "and" joins to the words before it."""
        link, last = begin - 1, begin - 2
        if last < 0 or self._stops(last) or self.tokens[last].owns:
            return begin
        low, capital = self.low(last), self.tokens[last].capital

        if self.low(link) in english.PREPOSITIONS:
            # "a spokesman for Berg said", "officials at the agency said": the first noun speaks.
            if not capital and is_noun(low):
                return self.group_before(link)
            # "a person familiar with the matter said"
            if low in english.LINKS:
                return self.group_before(link)
            # "the Bank of England said", but "Secretary of State Ana Berg said".
            source = (
                self.source(begin, end) if capital and self.low(link) in ("of", "for") else None
            )
            if source and not source.person:
                return self.group_before(link)

        if self.low(link) == "and":
            # "the senator and former mayor said", "his wife and adviser Ana Berg said"
            if low in english.ROLES and not capital:
                return self.group_before(link)
            # "Lima and Berg said" at the beginning of a clause, but not "Lima won and Berg said".
            first = self.group_before(link)
            if capital and self.tokens[begin].capital and self.low(first - 1) in ("", ",", QUOTE):
                return first
        return begin

    def group_after(self, begin: int) -> int:
        """Where the group of words that begins at a token ends."""
        end = begin
        if self.low(begin) in english.PRONOUNS:
            return begin + 1
        while end < len(self.tokens) and not self._stops(end):
            end += 1
        return end

    # --- words of speech ---

    def _claim(self, at: int) -> Claim | None:
        """The claim whose word of speech is at a place, if there is one."""
        token = self.tokens[at]
        for phrase in english.SOURCE_PHRASES:
            # "according to Berg", "in the words of Berg": all of the phrase's words, ending here.
            begin = at - len(phrase) + 1
            if (
                phrase[-1] == token.low
                and [self.low(place) for place in range(begin, at)] == phrase[:-1]
            ):
                source = self.reach(at + 1)
                return source and Claim(source, at, begin, at + 1, "according")

        if token.low.removesuffix("s") in english.SPEECH_NOUNS and at and not token.owns:
            claim = self._noun(at)
            if claim:
                return claim

        kind = english.VERBS.get(token.low)
        if kind and (not token.capital or at == 0):
            follow = english.PHRASES.get(token.low)
            if follow and self.low(at + 1) != follow:
                return None
            return self._verb(at, kind)
        return None

    def _noun(self, at: int) -> Claim | None:
        """The claim of a noun of speech with an owner: *Berg's remark that “…”*, *his claim*."""
        following = self.low(at + 1)
        equated = following in _BE and self.low(at + 2) == QUOTE
        if not equated and following not in ("from", "by", "that", "about", "of", ":", ",", QUOTE):
            return None

        # "a statement from the company", "a remark by Berg"
        if following in ("from", "by"):
            source = self.reach(at + 2)
            if source and source.kind:
                return Claim(source, at, at, at + 1, "noun")

        # Two words may come between: "Berg's now famous remark".
        for place in range(at - 1, max(at - 4, -1), -1):
            owner = self.owner(place)
            if owner:
                return Claim(owner, at, place, at + 1, "noun")
            if self._stops(place):
                return None
        return None

    def owner(self, at: int) -> Source | None:
        """Whose what follows a token is: *Berg's*, *his*."""
        if self.low(at) in ("his", "her"):
            return Source(
                self.tokens[at].text, "pronoun", sex="m" if self.low(at) == "his" else "f"
            )
        if at >= 0 and self.tokens[at].owns:
            return self._owner(self.group_before(at + 1), at + 1)
        return None

    def _owner(self, begin: int, end: int) -> Source:
        """Whose something is: a person, or the words before the possessive ending."""
        named = runs(self.tokens, begin, end)
        person = (
            self.people.find(named[-1]) if named and named[-1][-1] is self.tokens[end - 1] else None
        )
        if person:
            return Source(person.name, "person", person, person.sex)
        return Source(_POSSESSIVE.sub("", self.slice(begin, end)), "thing")

    def reach(self, begin: int) -> Source | None:
        """The source whose words begin at a token."""
        return self._extended(begin, self.trimmed(begin, self.group_after(begin)))

    def trimmed(self, begin: int, end: int) -> int:
        """The end of a group without a verb that is not in the lists: *the mayor tore*."""
        for at in range(begin, end - 1):
            following = self.tokens[at + 1]
            alone = not (following.capital or is_noun(following.low) or self.tokens[at].owns)
            if alone and is_noun(self.low(at)) and not self.tokens[at].capital:
                return at + 1
        return end

    def _extended(self, begin: int, end: int) -> Source | None:
        """The source of a group, with the words after "of" or "for": *the head of the union*."""
        source = self.source(begin, end)
        if source is None and self.low(begin) in english.DETERMINERS and self.low(end) == "of":
            # "one of the workers"
            further = self.group_after(end + 1)
            return Source(self.slice(begin, self.trimmed(end + 1, further)), "role")
        if source is None or source.person or source.kind == "pronoun":
            return source
        end += self.low(end) in english.LINKS
        if self.low(end) in (
            "with",
            "to",
            "of",
            "for",
            "at",
            "from",
            "in",
            "on",
            "by",
        ) and end + 1 < len(self.tokens):
            further = self.group_after(end + 1)
            inner = self.source(end + 1, self.trimmed(end + 1, further))
            if inner:
                text = f"{self.slice(begin, end + 1)} {inner.text}"
                return Source(text, source.kind, sex=source.sex)
        return source

    def _verb(self, at: int, kind: str) -> Claim | None:
        """The claim of a verb of speech: its subject is before it, after it, or shared."""
        before = at - 1
        while before >= 0 and self._between(before):
            before -= 1

        low, previous = self.low(at), self.low(before)
        # "is saying" has a subject of its own, ", saying" has not.
        progressive = any(self.low(place) in _BE for place in range(before + 1, at))
        gerund = low.endswith("ing") and not progressive
        if self._passive(before, at):
            return self._agent(at, kind)

        # "the claims of", "Berg's attack": a noun.
        noun = is_noun(low) and not gerund
        determined = noun and previous in english.DETERMINERS | english.PREPOSITIONS
        if determined or (
            before >= 0 and self.tokens[before].owns and previous not in english.PRONOUNS
        ):
            return None

        inverted = kind == "say" and not gerund and low not in english.PHRASES and low not in _TELL
        if inverted and previous in ("", ",", QUOTE, *_DASHES):
            source, end = self._inverted(at, before)
            if source:
                return Claim(source, at, at, end, kind)
        # "known as", "written by" need "has" before them to be somebody's words.
        if low in _PASSIVE_ONLY and before == at - 1:
            return None

        if before == at - 1 and previous in ("", QUOTE) and not gerund:
            # "Berg, whom Lima called “…,” told the board": back over the quotation.
            found = self._apposition(at) if previous else None
            return found and Claim(found[1], at, found[0], at + 1, kind)
        infinitive = any(self.low(place) == "to" for place in range(before + 1, at))
        begin, source = (at, self._shared(at)) if infinitive else self._subject(before, gerund)
        if source is None or (noun and not source.kind):
            return None
        # "say" needs several speakers or a helping verb: "critics say", "he would say".
        if low in english.BASE_FORMS and before == at - 1 and not _plural(source):
            return None
        # "saying anyone who complains is “…”": the first verb tells who speaks.
        if previous == "who" and not source.person and self.claims:
            return None
        if kind == "think" and source.kind in ("", "thing"):
            return None
        return Claim(source, at, begin, at + 1, kind)

    def _inverted(self, at: int, before: int) -> tuple[Source | None, int]:
        """The subject after a verb, and its end: “…,” said Berg – Said Berg: “…” – …, said Berg."""
        quoted = (self.low(before) == "," and self.low(before - 1) == QUOTE) or self.pauses(before)
        # "Berg, who leads the town, said Europe must act": Berg comes first.
        if self.low(before) == "," and not quoted and self._apposition(before):
            return None, at

        end = self.group_after(at + 1)
        source = self._extended(at + 1, end)
        if source and source.kind == "role" and self.low(end) == ",":
            # “…,” said the town's mayor, Ana Berg.
            name = self.source(end + 1, self.group_after(end + 1))
            if name and (name.person or name.kind == "name"):
                return name, self.group_after(end + 1)
        clear = source and source.kind in ("person", "role", "name", "group")
        return (source if clear or quoted else None), end

    def _between(self, at: int) -> bool:
        """Whether a word may come between a subject and its verb: *has also said*."""
        token = self.tokens[at]
        if token.capital:
            return token.low in english.DAYS
        low = token.low
        helper = low in english.AUXILIARIES or low in english.ADVERBS or low == "to"
        return helper or (low.endswith("ly") and not is_noun(low))

    def _passive(self, before: int, at: int) -> bool:
        """Whether a verb is passive: *was told*, *has been called*, *being described*."""
        low = self.low(at)
        if not low.endswith("ed") and low not in english.PARTICIPLES:
            return False
        helpers = {self.low(place) for place in range(before + 1, at)}
        return bool(helpers & _BE)

    def _agent(self, at: int, kind: str) -> Claim | None:
        """The claim of a passive verb whose agent follows: *described by Berg as “…”*."""
        # Fifteen words hold "condemned by", "condemned in its report of May as “…” and “…” by".
        for by in range(at + 1, min(at + 16, len(self.tokens))):
            if self.low(by) == "by":
                source = self._extended(by + 1, self.group_after(by + 1))
                return source and Claim(source, at, at, at + 1, kind)
        return None

    def _subject(self, last: int, gerund: bool) -> tuple[int, Source | None]:
        """Where the subject of a verb begins, and what it is; `last` comes before the verb."""
        low = self.low(last)
        if low in english.PRONOUNS:
            return last, self.source(last, last + 1)
        if low in ("i", "we", "you"):
            return last, Source(self.tokens[last].text, "writer")

        if low in english.RELATIVES and low != "whose":
            end = last
            while end > 0 and self.low(end - 1) in (",", "of", "in", "with", "to"):
                end -= 1
            begin = self.group_before(end)
            source = self.source(begin, end)
            # In "said that called" there is nobody before "that".
            return begin, source or self._shared(last)

        if low in (",", ")") and not gerund:
            found = self._apposition(last)
            if found:
                return found

        if gerund:
            return last + 1, self._participle(last, self.low(last + 1) == "reading")
        if last < 0 or not self.tokens[last].word or self._stops(last):
            return last + 1, self._shared(last + 1)

        begin = self.group_before(last + 1)
        return begin, self.source(begin, last + 1)

    def _participle(self, last: int, sign: bool) -> Source | None:
        """The subject of a verb in -ing: *a sign reading*, or the sentence's: *…, adding*."""
        begin = self.group_before(last + 1)
        source = self.source(begin, last + 1) if last >= 0 and self.tokens[last].word else None
        if source and (sign or (source.person and self.low(begin - 1) in english.PREPOSITIONS)):
            return source

        main = self.main(last) if self.low(last) == "," else None
        if main and main.kind:
            return main
        shared = self._shared(last + 1)
        nobody = shared is None or not shared.kind
        return source if source and source.kind and nobody else shared

    def _shared(self, at: int) -> Source | None:
        """The subject that a verb shares: the last claim's before it, or the sentence's own."""
        for claim in reversed(self.claims):
            if claim.verb < at and claim.kind != "noun":
                return claim.source
        return self.main(at)

    def _apposition(self, last: int) -> tuple[int, Source] | None:
        """The subject before commas or brackets that describe it: *Berg, an aide, said*."""
        best = None
        edge = last
        # More than six commas back, or sixty words, is another clause.
        for at in range(last - 1, max(-2, last - 60), -1):
            if at >= 0 and (self.low(at) not in _EDGES or self._joins(at)):
                continue
            begin = at + 1
            if begin < edge:
                end = self.group_after(begin)
                source = self._extended(begin, end) if end > begin else None
                lone = end < len(self.tokens) and (
                    self.low(end) in (",", "(") or self.low(end) in english.PREPOSITIONS
                )
                if source and lone and source.kind:
                    named = ("person", "name")
                    better = best is None or source.kind in named or best[1].kind not in named
                    if better:
                        best = (begin, source)
                edge = begin
            if best and self.low(at) in (QUOTE, ";", ":"):
                break
        return best

    def _joins(self, at: int) -> bool:
        """Whether "and" stands between two names."""
        return self.low(at) == "and" and self.tokens[at - 1].capital and self.tokens[at + 1].capital

    def main(self, limit: int) -> Source | None:
        """The subject of the sentence after phrases that lead to it, if before a token."""
        begin = self.opening()
        if begin >= limit:
            return None
        end = self.group_after(begin)
        source = (
            self._extended(begin, self.trimmed(begin, min(end, limit))) if end > begin else None
        )
        # One capitalised word at the beginning of a sentence can be any word.
        if source and source.kind == "name" and begin == 0 and " " not in source.text:
            return Source(source.text, "")
        return source

    def opening(self) -> int:
        """Where the sentence begins after a dateline and after phrases that lead to its subject."""
        begin = 0
        size = len(self.tokens)
        # "PARIS, May 3 (AP) — The mayor": a dash within the first tokens after a word in uppercase.
        for at in range(1, min(14, size)):
            if (
                self.low(at) in _DASHES
                and self.tokens[0].text.isupper()
                and len(self.tokens[0].text) > 2
            ):
                begin = at + 1

        for _ in range(4):
            low = self.low(begin)
            if (
                low in english.DAYS
                or low in english.ADVERBS
                or low in (",", "and", "but", "yet", "so", "then")
            ):
                begin += 1
                continue
            leads = low in _BREAKS or low.endswith("ing") or low in english.VERBS
            if not leads or low in english.PRONOUNS:
                break
            comma = next((at for at in range(begin, size) if self.low(at) == ","), -1)
            if comma < 0:
                break
            begin = comma + 1
        return begin
