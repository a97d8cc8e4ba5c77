"""What words give away: narration, attributions, boilerplate, titles, names. English, and a matter of degree."""

from __future__ import annotations

import re

_SPEECH = (
    "said|says|say|saying|told|tells|telling|adds?|added|adding|asks?|asked|asking|repl(?:y|ies|ied|ying)|answer(?:s|ed|ing)?|"
    "state[sd]|stating|declare[sd]?|declaring|explain(?:s|ed|ing)?|note[sd]|noting|stress(?:es|ed|ing)?|warn(?:s|ed|ing)?|"
    "remark(?:s|ed|ing)?|recall(?:s|ed|ing)?|insist(?:s|ed|ing)?|argue[sd]?|arguing|claim(?:s|ed|ing)?|conclude[sd]?|"
    "concluding|continue[sd]|continuing|emphasi[sz](?:es?|ed|ing)|underline[sd]|underlining|reiterat(?:es?|ed|ing)|"
    "respond(?:s|ed|ing)?|wrote|writes|writing|quipped|joked|admit(?:s|ted|ting)?|acknowledge[sd]?|observe[sd]|put it|"
    "in (?:his|her|their) (?:own )?words|according to|quote[sd]?|as follows|promise[sd]|pledge[sd]|vowed|confirm(?:s|ed)|"
    "commented|pointed out|points out|went on|began|announce[sd]|announcing|spoke|lamented|mused"
)
from analysis.load import english

_NOT_SPEECH = "going goes went gone reading reads putting puts beginning begins speaking".split()
_FORMS = sorted(
    form
    for form, kind in english.VERBS.items()
    if kind == "say" and form.endswith(("ed", "ing")) and form not in _NOT_SPEECH
)
# The report finds:, she notes: a verb of speech right before the colon
_REPORTS = re.compile(
    rf"\b(?:{'|'.join(sorted(f for f, kind in english.VERBS.items() if kind == 'say' and f.endswith('s')))}):$"
)
_SAYS = re.compile(rf"\b(?:{_SPEECH}|{'|'.join(_FORMS)})\b")
_PAGE_WORDS = (  # anywhere in a passage's beginning
    *("©", "copyright", "all rights reserved", "disclaimer", "subscribe", "newsletter", "share button", "share this"),
    *("follow us", "read more", "read next", "click here", "click the", "originally published", "originally appeared"),
    *("become a member", "cookie", "sign up", "for media inquiries", "original source of this", "leave a comment"),
    *("leave a reply", "privacy policy", "terms of use", "terms of service", "views expressed"),
)
_PAGE_BEGINS = (
    *("related:", "related articles", "advertisement", "article by", "articles by", "about the author", "tags:"),
    *("note to readers", "comment on ", "filed under", "photo:", "photo by", "image:", "image by", "editing by"),
    *("reporting by", "compiled by", "see also:", "home |", "home >", "skip to "),
    *("read more", "read next", "read also", "share this", "follow us", "click here", "more on this"),
)
_PAGE_ALONE = frozenset(
    ("home", "menu", "search", "related", "share", "print", "comments", "advertisement", "contact", "ad")
)
_AUTHOR_BOX = re.compile(
    r"\bis an? (?:\w+[ -]){0,6}(?:analyst|journalist|writer|author|correspondent|reporter|columnist|editor|"
    r"researcher|fellow)\b"
)
_GOES_ON = re.compile(
    r"(?:And|But|Then|Also|Later|Finally)\b,?(?: (?:then|later|finally|again)\b)?(?: (?:on|about|of|to|in|at)\b.*)?:$"
)
_PRONOUN = re.compile(
    r"\b(?=(?:he|she|they|we|I)\s+[a-z])(?<!whether )(?<!why )(?<!what )(?<!how )(?<!when )"  # rarely looks back
)
BYLINE = re.compile(r"(?:By|BY|(?:Written|Interview|Reported) by|Authors?\s*:)\s*:?\s+(?=[^\W\d_a-z])")
FIELD = re.compile(
    r"(author|authors|by|title|region|theme|topic|section|category|tags|source|publisher|published(?: on)?|publication|"
    r"date|updated|posted(?: on)?|url|address|link)\s*:\s+(?=\S)",
    re.I,
)
DATELINE = re.compile(r"[A-Z0-9(].{,50}\b(?:19|20)\d\d\)?$")
_SENTENCE = re.compile(r"[.!?][\"”’)»]*\s+[\"“‘(«]?[^\W\d_]")
_SENTENCES = re.compile(r"[.!?](?<=[^\W\d_A-Z]{3}.)[\"”’)»]*\s+[\"“‘(«]?[^\W\d_a-z]")  # no abbreviation between them
_TOPIC = re.compile(r"(?:On|About|Regarding|Concerning)\s")
_LONG_WORD = re.compile(r"([^\W\d_])[\w’'-]{3,}")  # shorter ones may be small in a Title Like This
_LONG_ASCII = re.compile(r"([A-Za-z])[A-Za-z0-9_'-]{3,}")  # the same in half the time, where there is nothing but ASCII
_ATTRIBUTION = re.compile(r"[\s,.;:]*(?:[—–―~]|-{1,3})\s*(?P<who>[^\s—–―~-].*)$", re.S)
_BRACKETED = re.compile(r"\s*[(\[](?P<who>[^()\[\]]+)[)\]][\s.]*$", re.S)


def title_case(text: str) -> bool:
    """Whether Most Words of a Text Are Written Like This.

    >>> title_case("Russia Can't Expel The US: What The Minister Said"), title_case("Asked about Syria, he said")
    (True, False)
    """
    letters = (_LONG_ASCII if text.isascii() else _LONG_WORD).findall(text)
    return len(letters) > 2 and sum(map(str.isupper, letters)) >= 0.75 * len(letters)


def says(text: str) -> bool:
    """Whether a verb of speech stands in a text."""
    return bool(_SAYS.search(text.lower()))


def narrates(text: str) -> bool:
    """Whether a text introduces speech instead of naming a subject: *Asked about it, she said:*"""
    if title_case(text):
        return False
    return bool(says(text) or _PRONOUN.search(text) or _REPORTS.search(text))


def goes_on(text: str) -> bool:
    """Whether a text under a headline leads on to the next quotation: *And on money:*"""
    return text.endswith(":") and len(text) < 120 and bool(_GOES_ON.match(text))


def boilerplate(text: str) -> bool:
    """Whether a text belongs to the page and not to the article."""
    text = text[:240].lower()
    return (
        alone(text)
        or text.startswith(_PAGE_BEGINS)
        or any(map(text.__contains__, _PAGE_WORDS))
        or (" is a" in text and bool(_AUTHOR_BOX.search(text)))
    )


def alone(text: str) -> bool:
    """Whether a block is nothing but a word of the page, as *Advertisement*."""
    return len(text) < 20 and text.lower().strip(" :") in _PAGE_ALONE


def off_topic(text: str) -> bool:
    """Whether a line over a quotation is no headline but the page's, a byline or a field.

    >>> [off_topic(t) for t in ("By Ana Lima", "Date: 2 May", "By 2030 It Is Gone:", "Copyright Law Must Change")]
    [True, True, False, False]
    """
    if text.endswith(":"):
        return text.lower().startswith(_PAGE_BEGINS)
    if BYLINE.match(text) or FIELD.match(text) or alone(text) or text.lower().startswith(_PAGE_BEGINS):
        return True
    return len(text.split()) > 3 and not title_case(text) and boilerplate(text)


def wordy(text: str) -> bool:
    """Whether there are letters in a text: a footnote's number is no narration."""
    return any(map(str.isalpha, text))


def sentence(text: str) -> bool:
    """Whether a text is one short sentence with a full stop, as some headlines are."""
    return text.endswith(".") and len(text.split()) <= 25 and not _SENTENCE.search(text) and not narrates(text)


def heads(text: str) -> bool:
    """Whether a heading or a bold line can be a headline: short, or an interview's question of several sentences."""
    return short(text) or (len(text) <= 250 and text.endswith("?"))


def sentences(text: str) -> bool:
    """Whether a text holds more than one sentence or ends like one."""
    return bool(_SENTENCE.search(text)) or len(text.split()) > 8


def short(text: str) -> bool:
    """Whether a text is short enough, and of few enough sentences, to be a headline.

    >>> short("On the U.S. withdrawal and on what Gen. Okoro calls an old account:")
    True
    >>> short("Eleven agencies called on all parties today to let the aid into Gaza. Their statements:")
    False
    """
    if len(text) < 60 or len(text) > 250:
        return len(text) < 60
    if text.endswith(":"):
        return not _SENTENCES.search(text) or title_case(text)
    return not _SENTENCE.search(text)


def topic(text: str) -> str:
    """The words before a quotation without the full stop that sets a topic apart from it.

    >>> topic("On NATO."), topic("On the U.S."), topic("Permits take years.")
    ('On NATO', 'On the U.S.', 'Permits take years.')
    """
    alone = _TOPIC.match(text) and text.endswith(".") and "." not in text.rsplit(None, 1)[-1][:-1]
    return text[:-1] if alone else text


def speaker(text: str) -> str:
    """The speaker named behind a quotation, or "".

    >>> speaker(" – UN Secretary-General António Guterres."), speaker(", he said, and left.")
    ('UN Secretary-General António Guterres', '')
    """
    if not text or len(text) > 250:
        return ""
    match = _ATTRIBUTION.match(text) or _BRACKETED.match(text)
    if not match:
        return ""
    who = " ".join(match["who"].split()).strip("()[] ").rstrip(".:")
    first = next((c for c in who if c.isalnum()), "")
    named = first.isupper() or re.match(r"(?:the|an?|former|then)\s+\S", who)
    credit = who.lower().startswith(_PAGE_BEGINS)
    return who if named and not credit and not narrates(who) and len(who.split()) <= 25 else ""


def tail(text: str) -> bool:
    """Whether what stands behind a quotation is nothing, or only the speaker's name."""
    return not text or not wordy(text) or bool(speaker(text))
