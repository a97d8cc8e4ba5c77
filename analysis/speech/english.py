"""The English words by which the reader knows speech and people: `data/reading.toml`, read once."""

from __future__ import annotations

import re
import string
import tomllib

from analysis import text_files
from analysis.schema import DATA

_LISTS = tomllib.loads(text_files.read(DATA / "reading.toml"))
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
    if verb.endswith(("s", "ch", "sh", "x")):
        return [verb, verb + "es", verb + "ed", verb + "ing"]
    return [verb, verb + "s", verb + "ed", verb + "ing"]


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
    forms = set()
    for kind in ("say", "call", "think"):
        forms.update(_SPEECH[kind].split())
    # "say: say says said saying": the base form comes first after the kind.
    forms.update(line.split()[1] for line in _SPEECH["irregular"])
    return frozenset(forms) - {"put", "read"}


def _sexes(male: str, female: str) -> dict[str, str]:
    """Words with the sex that they show, "m" or "f"."""
    return dict.fromkeys(male.split(), "m") | dict.fromkeys(female.split(), "f")


def _words(name: str) -> frozenset[str]:
    return frozenset(_PEOPLE[name].split())


def _given_names() -> dict[str, str]:
    """Given names in lowercase with their sex, "" where it is not known or either."""
    text = text_files.read(DATA / "countries" / "given-names.txt")
    names = text.lower().split() + _PEOPLE["either"].split()
    return dict.fromkeys(names, "") | _sexes(_PEOPLE["male"], _PEOPLE["female"])


VERBS = _forms()
BASE_FORMS = _base_forms()
# "was told", "has been written": the irregular past participles.
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
ABBREVIATIONS = _words("abbreviations") | SHORT_TITLES
_SHORT = "|".join(sorted(map(re.escape, ABBREVIATIONS), key=len, reverse=True))
ABBREVIATED = re.compile(rf"(?:^|[\s(“\"—–-])(?:{_SHORT}|[A-Z]|(?:[A-Za-z]\.)+[A-Za-z])$", re.I)

_LABELS, _PAGE = _LISTS["labels"], _LISTS["page"]
LABEL_OFFICES = frozenset(_LABELS["offices"].split())
LABEL_TITLES = frozenset(_LABELS["titles"].split())
BEFORE_OFFICE = frozenset(_LABELS["before_office"].split())
VAGUE_OFFICES = frozenset(_LABELS["vague_offices"].split())
NOT_IN_NAMES = frozenset(_LABELS["not_in_names"].split())
LABEL_PARTICLES = frozenset(_LABELS["particles"].split())
TOPIC_WORDS = frozenset(_LABELS["topics"].split())
PAGE_ANYWHERE = tuple(_PAGE["anywhere"])
PAGE_BEGINS = tuple(_PAGE["begins"])
PAGE_ALONE = frozenset(_PAGE["alone"])
ANNOUNCEMENTS = tuple(_PAGE["announcements"])

# Words that are not part of a name, in uppercase letters or not: The Minister Said In Lima
COMMON = frozenset(
    {*VERBS, *PREPOSITIONS, *CONJUNCTIONS, *DETERMINERS, *AUXILIARIES, *ADVERBS, *RELATIVES}
) | frozenset(
    ["he", "she", "it", "they", "we", "i", "you", "words", "interview", "speech", "state", "on"]
)
_NOT_SPEECH = ("going", "goes", "went", "gone", "reading", "reads", "putting", "puts", "beginning",
               "begins", "speaking")  # fmt: skip
# Forms that are verbs only; "states", "reports" and "notes" may be nouns.
_SAID = frozenset(
    form
    for form, kind in VERBS.items()
    if kind == "say" and form.endswith(("ed", "ing")) and form not in _NOT_SPEECH
) | frozenset(
    [
        "said",
        "says",
        "say",
        "told",
        "tells",
        "adds",
        "asks",
        "replies",
        "writes",
        "wrote",
        "spoke",
        "began",
    ]
)
_SAID_PHRASES = ("put it", "shot back", "shoots back", "fired back", "hit back", "went on", "own words", "in his words", "in her words", "according to",
                 "as follows", "points out")  # fmt: skip
_CALLED = sorted(form for form, kind in VERBS.items() if kind == "call" and form.endswith("ed"))
# called the remarks “a gross interference”: a verb that gives somebody a word, shortly before it
_CALLS = re.compile(rf"(?<![\w-])(?:{'|'.join(_CALLED)})\b(?:\s+\S+){{0,4}}$")
_THIRD = frozenset(form for form, kind in VERBS.items() if kind == "say" and form.endswith("s"))
# he wants, she said; but not "whether he can", which rarely looks back on a person
_PRONOUN = re.compile(
    r"\b(?=(?:he|she|they|we|I)\s+[a-z])(?<!whether )(?<!why )(?<!what )(?<!how )(?<!when )"
)
# "And on money:", "Later, about the talks:": the same speaker goes on under the same headline
_GOES_ON = re.compile(
    r"(?:And|But|Then|Also|Later|Finally)\b,?(?: (?:then|later|finally|again)\b)?"
    r"(?: (?:on|about|of|to|in|at)\b.*)?:$"
)
# Where one sentence ends and another begins, abbreviations included: "the U.S. withdrawal"
_SENTENCE = re.compile(r"[.!?][\"”’)»]*\s+[\"“‘(«]?[^\W\d_]")
# The same after a word of three lowercase letters and before an uppercase one, as in "today. Their",
# so that no abbreviation is taken for the end of a sentence
_SENTENCES = re.compile(r"[.!?](?<=[^\W\d_A-Z]{3}.)[\"”’)»]*\s+[\"“‘(«]?[^\W\d_a-z]")
# "On NATO.": a topic, whose full stop is not that of a sentence
_TOPIC = re.compile(r"(?:On|About|Regarding|Concerning)\s")
_PLAIN_WORD = re.compile(r"[a-z]+")
# Words of four letters and more: shorter ones may be lowercase in a Title Like This.
_LONG_WORD = re.compile(r"([^\W\d_])[\w’'-]{3,}")


def title_case(text: str) -> bool:
    """Whether Most Words of a Text Are Written Like This.

    >>> title_case("Russia Can't Expel The US: What The Minister Said"), title_case("Asked about Syria, he said")
    (True, False)
    """
    # Three words at least, of which one in four may be lowercase: "with", "from", "about".
    letters = _LONG_WORD.findall(text)
    return len(letters) > 2 and sum(map(str.isupper, letters)) >= 0.75 * len(letters)


def says(text: str) -> bool:
    """Whether a text has a verb of speech in it.

    >>> says("Asked about it, she said:"), says("On the state of the talks:")
    (True, False)
    """
    text = text.lower()
    if not _SAID.isdisjoint(_PLAIN_WORD.findall(text)):
        return True
    return any(map(text.__contains__, _SAID_PHRASES))


def calls(text: str) -> bool:
    """Whether a text leads to a word that somebody gives to something: *called it*."""
    return bool(_CALLS.search(text.lower()))


def narrates(text: str) -> bool:
    """Whether a text introduces speech instead of naming a subject: *Asked about it, she said:*"""
    if title_case(text):
        return False
    if text.endswith(":"):
        last = text[:-1].split()[-1:]
        if last and last[0].lower() in _THIRD:
            return True  # The report finds:
    return says(text) or bool(_PRONOUN.search(text))


def goes_on(text: str) -> bool:
    """Whether a text under a headline leads on to the next quotation: *And on money:*"""
    # A longer text is a paragraph of narration.
    return text.endswith(":") and len(text) < 120 and bool(_GOES_ON.match(text))


def wordy(text: str) -> bool:
    """Whether there are letters in a text: a footnote's number is no narration."""
    return any(map(str.isalpha, text))


def sentence(text: str) -> bool:
    """Whether a text is one short sentence with a full stop, as some headlines are."""
    return (
        text.endswith(".")
        and len(text.split()) <= 25
        and not _SENTENCE.search(text)
        and not narrates(text)
    )


def sentences(text: str) -> bool:
    """Whether a text holds more than one sentence or ends like one."""
    return bool(_SENTENCE.search(text)) or len(text.split()) > 8


def passage(text: str) -> bool:
    """Whether one sentence ends and another begins in a text.

    >>> passage("The jury is in. His lawyer begins"), passage("On the U.S. Army")
    (True, False)
    """
    for match in _SENTENCE.finditer(text):
        # Twenty characters hold the longest abbreviation with the space before it.
        if not ABBREVIATED.search(text[max(0, match.start() - 20) : match.start()]):
            return True
    return False


def heads(text: str) -> bool:
    """Whether a heading or a bold line can be a headline: short, or an interview's long question."""
    return short(text) or (len(text) <= 250 and text.endswith("?"))


def short(text: str) -> bool:
    """Whether a text is short enough, and of few enough sentences, to be a headline.

    >>> short("On the U.S. withdrawal and on what Gen. Okoro calls an old account:")
    True
    >>> short("Eleven agencies called on all parties today to let the aid into Gaza. Their statements:")
    False
    """
    # Below 60 characters two sentences are still a headline: "No war. No peace."
    if len(text) < 60:
        return True
    # Above 250 a text is a paragraph, whatever is in it.
    if len(text) > 250:
        return False
    if text.endswith(":"):
        return not _SENTENCES.search(text) or title_case(text)
    return not _SENTENCE.search(text)


def topic(text: str) -> str:
    """The words before a quotation without the full stop that sets a topic apart from it.

    >>> topic("On NATO."), topic("On the U.S."), topic("Permits take years.")
    ('On NATO', 'On the U.S.', 'Permits take years.')
    """
    if not _TOPIC.match(text) or not text.endswith("."):
        return text
    # The full stop of "U.S." belongs to its word, in which there is another one.
    last = text.rsplit(None, 1)[-1]
    if "." in last[:-1]:
        return text
    return text[:-1]


_FUNCTION_WORDS = (
    "the and of to that with for it this have are not by from they which would there we you be is as at on an will has "
    "our their been"
)
_COMMON = frozenset(f"{_FUNCTION_WORDS} {_FUNCTION_WORDS.title()}".split())
_LETTERS = string.ascii_letters.encode()
_LETTER_WORD = re.compile(r"[^\W\d_]+")
ENOUGH = 200  # letters, below which nothing is said
FEW = 20  # the same for a text most of whose letters are not Latin
LATIN = "\u024f"  # the last of the Latin letters, but for rare ones
SHARE = 0.15  # English prose has two to three times this share of the words above


def foreign(text: str) -> str:
    """Why a text seems not to be in English, or "".

    >>> foreign("Der Minister sagte, dass die Verhandlungen in der kommenden Woche weitergehen. " * 4)[:32]
    '0 % of the words are common Engl'
    >>> foreign("The minister said that talks would go on in the coming week, and that he hoped for the best. " * 4)
    ''
    """
    text = text[:4000]
    # A quick estimate first, which decides for nearly every English text: the common words are at
    # least these, and the gaps between words at most these, since other letters count as well.
    common = sum(map(_COMMON.__contains__, text.split()))
    gaps = len(text.encode(errors="replace").translate(None, _LETTERS))
    if common >= SHARE * (gaps + 1):
        return ""
    words = _LETTER_WORD.findall(text.lower())
    letters = "".join(words)
    others = sum(letter > LATIN for letter in letters)
    least = ENOUGH
    if others > len(letters) / 2:
        least = FEW
    if len(letters) < least:
        return ""
    share = sum(map(_COMMON.__contains__, words)) / len(words)
    if share >= SHARE:
        return ""
    return (
        f"{100 * share:.0f} % of the words are common English ones, too few for an English text; the gazetteer, the "
        "codebook and the stop words are English, so counts will miss what is said here"
    )
