"""Which blocks belong to the page and not to the article: menus, captions, bylines."""

from __future__ import annotations

import re

from analysis.layout.blocks import HEADING, Block
from analysis.speech import english, speakers

# A line that credits a photo: PHOTO: Reuters, (Ana Lima/Agency), Ana Lima | Agency | Getty Images
_CREDIT = re.compile(
    r"(?:photo(?:graph)?s?|picture|image|pic|credit|file photo|video|illustration)\b\s*(?:by|credit|courtesy)?\s*:"
    r"|.*[.!?”] (?:photo|picture|image|credit)s?: .{3,60}$"
    r"|.*\((?:photo|image|picture|file)\b[^()]*\)$"
    r"|.*\([^()]{2,60}/[^()]{2,40}\)$"
    r"|.*\|\s*(?:getty images|reuters|ap|afp|bloomberg|epa)\b",
    re.I | re.S,
)
# For immediate release, 12 comments, Updated: 2020-02-02, 5 min read
_NAVIGATION = re.compile(
    r"for \w+ release$|\d+ comments?$|(?:updated?|published|posted):|\d+ min(?:ute)?s? read",
    re.I,
)
_DIGIT = re.compile(r"\d")
# A line that only gives a time: 10:30 GMT, 3.35pm
_CLOCK = re.compile(
    r"^\W*\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?|[A-Z]{2,4})?\W*$|^\d{1,2}[:.]\d\d[ap]m$", re.I
)
# A line that only gives a date: Saturday, February 3, 2020 · 12:19, September 24, 2016 · 2016/05/04
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = re.compile(
    rf"^(?:(?:updated|published|posted|date)\b:?\s*)?(?:[\d:.,]+\s*(?:[ap]\.?m\.?)?,?\s*)?"
    rf"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s*)?"
    rf"(?:{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?,?\s+{_MONTH}\.?,?\s+\d{{4}}|"
    rf"\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{2,4}})"
    rf"[\s,·|–-]*(?:[\d:.]+\s*(?:[ap]\.?m\.?)?\s*[A-Z]{{0,4}})?[\s·|–-]*(?:\d+ min read)?[., ]*$",
    re.I,
)
_BETWEEN_NAMES = re.compile(r",| and | & | \| ")
# A line that announces quotations instead of naming their subject
_ANNOUNCES = re.compile(rf"\b(?:{'|'.join(map(re.escape, english.ANNOUNCEMENTS))})(?!\w)")
# By Ana Lima, Written by Ana Lima, Author: Ana Lima; a name begins with an uppercase letter
BYLINE = re.compile(
    r"(?:By|BY|by|(?:Written|Interview|Reported) by|Authors?\s*:)\s*:?\s+(?=[^\W\d_a-z])"
)
# Source: The Paper, Published on: 5 May 2020; the words after the colon are the field's value
FIELD = re.compile(
    r"(author|authors|by|title|region|theme|topic|section|category|tags|source|publisher|"
    r"published(?: on)?|publication|date|updated|posted(?: on)?|url|address|link)\s*:\s+(?=\S)",
    re.I,
)
# "Ana Lima is a freelance journalist", with up to six words before the profession
_AUTHOR_BOX = re.compile(
    r"\bis an? (?:\w+[ -]){0,6}(?:analyst|journalist|writer|author|correspondent|reporter|columnist|"
    r"editor|researcher|fellow)\b"
)
# Key quotes, Top 9 quotes from the debate, Highlights of the speech: lists without headlines
_LIST_HEADING = re.compile(
    r"(?:here are |these are )?(?:the |some |his |her |their |more )?"
    r"(?:(?:key|top|best|main|notable|selected|memorable|quotable|\d+|five|ten|press conference)\s+){0,3}"
    r"(?:quotes?|quotations|excerpts|soundbites)\b(?:\s+(?:from|of|by|at|in)\b.{0,60})?:?$",
    re.I,
)
# © 2020 The Paper, Read more:, Related articles: what comes below is not the article
_ENDS = re.compile(
    r"(?:©|copyright\b|\(c\) ?\d{4}|all rights reserved|read (?:more|next|also):?$|related(?: articles)?:?$)",
    re.I,
)
# About the author, About Ana Lima (via …): a box about a person
_ABOUT_BOX = re.compile(
    r"A(?i:bout) (?:the )?(?:author|speaker|[^\W\d_a-z][\w.’'-]*\s+[^\W\d_a-z])"
)


def is_furniture(block: Block) -> bool:
    """Whether a block belongs to the page: navigation, dates, credits, addresses, boilerplate.

    >>> texts = "By Ana Lima", "Date: 2 May", "By 2030 It Is Gone:", "Copyright Law Must Change"
    >>> [is_furniture(Block(1, text)) for text in texts]
    [True, True, False, False]
    """
    text = block.flat
    if not any(map(str.isalpha, text)):
        return True
    if is_about_box(text):
        return False
    if text[0] == "[" and speakers.is_source(text):
        return True
    if is_caption(text) or is_date(text) or _NAVIGATION.match(text):
        return True
    is_address = ("/" in text or "_" in text) and len(text.split()) == 1
    if is_address:
        return True
    if block.kind == HEADING:
        return False
    if BYLINE.match(text) or FIELD.match(text) or is_page_line(text):
        return True
    return is_boilerplate(text) and len(text.split()) > 3 and not english.title_case(text)


def is_page_line(text: str) -> bool:
    """Whether a line is the page's: *Advertisement*, *Subscribe to our newsletter*."""
    text = text.lower()
    return text.strip(" :") in english.PAGE_ALONE or text.startswith(english.PAGE_BEGINS)


def is_boilerplate(text: str) -> bool:
    """Whether a paragraph has words in it that only pages have, or says who its author is.

    >>> is_boilerplate("Join our newsletter."), is_boilerplate("Ana Lima is a freelance writer.")
    (True, True)
    """
    # The words are looked for where such a paragraph has them: in its first lines.
    text = text[:240].lower()
    return any(map(text.__contains__, english.PAGE_ANYWHERE)) or names_author(text)


def is_caption(text: str) -> bool:
    """Whether a line credits a photo.

    >>> texts = "PHOTO: Agency", "Ana Lima speaks. (Omar Diallo/Agency)", "On photos"
    >>> tuple(map(is_caption, texts))
    (True, True, False)
    """
    # Cheaper than the pattern; a caption of more than 400 characters is a paragraph.
    has_mark = "(" in text or ":" in text or "|" in text
    return has_mark and len(text) <= 400 and bool(_CREDIT.match(text))


def is_date(text: str) -> bool:
    """Whether a line is nothing but a date or a time of day.

    >>> is_date("Saturday, February 3, 2020"), is_date("3.35pm"), is_date("Decision 2020")
    (True, True, False)
    """
    # "Updated Saturday, September 24, 2016, 12:19 p.m. GMT · 5 min read" has 65 characters.
    if len(text) > 80 or not _DIGIT.search(text):
        return False
    return bool(_CLOCK.match(text) or _DATE.match(text))


def announces(text: str) -> bool:
    """Whether a line announces quotations: *Key quotes*, *Here’s what they’re saying:*

    >>> announces("Key quotes"), announces("Here’s what they’re saying:"), announces("On nets")
    (True, True, False)
    """
    lower = text.lower()
    # Letters are found much sooner than where words begin and end.
    return any(map(lower.__contains__, english.ANNOUNCEMENTS)) and bool(_ANNOUNCES.search(lower))


def ends(text: str) -> bool:
    """Whether a line shows that the article is over: a copyright line, *Read more:*

    >>> ends("© 2020 The Paper"), ends("Read more:"), ends("Advertisement")
    (True, True, False)
    """
    return bool(_ENDS.match(text))


def is_list_heading(text: str) -> bool:
    """Whether a line heads a plain list of quotations.

    >>> texts = "Key quotes", "Top quotes from the long debate", "On nets"
    >>> tuple(map(is_list_heading, texts))
    (True, True, False)
    """
    return bool(_LIST_HEADING.match(text))


def is_names(text: str) -> bool:
    """Whether a short line begins with a person's name, as a byline without *By* does.

    >>> is_names("Ana Lima and Omar Diallo, Agency"), is_names("Ana Lima waits, and Omar Diallo")
    (True, False)
    """
    # Three names with an agency have ten words.
    if len(text.split()) > 10 or BYLINE.match(text):
        return False
    first = _BETWEEN_NAMES.split(text, maxsplit=1)[0]
    return len(first.split()) > 1 and speakers.likeness(first) == 1


def is_about_box(text: str) -> bool:
    """Whether a line heads a box about a person: *About Ana Lima (via …)*"""
    return bool(_ABOUT_BOX.match(text))


def names_author(text: str) -> bool:
    """Whether a paragraph says who the author is: *Ana Lima is a freelance journalist*"""
    # Plain words are found much sooner than the pattern.
    return "is a" in text and bool(_AUTHOR_BOX.search(text))
