"""Which blocks belong to the page and not to the article: menus, captions, bylines, announcements."""

from __future__ import annotations

import re

from analysis.load import speakers, wording
from analysis.load.blocks import BULLET, HEADING, Block

# A line that credits a photo: PHOTO: Reuters, (Ana Lima/Agency), Ana Lima | Agency | Getty Images
_CREDIT = re.compile(
    r"(?:photo(?:graph)?s?|picture|image|pic|credit|file photo|video|illustration)\b\s*(?:by|credit|courtesy)?\s*:"
    r"|.*\((?:photo|image|picture|file)\b[^()]*\)$"
    r"|.*\([^()]{2,60}/[^()]{2,40}\)$"
    r"|.*\|\s*(?:getty images|reuters|ap|afp|bloomberg|epa)\b",
    re.I | re.S,
)
_NAVIGATION = re.compile(
    r"(?:skip to|home\b.{0,3}(?:»|>|/|\|)|menu$|search$|print\s+(?:mail|email)|e?mail \||"
    r"share (?:this|on)|follow us|sign (?:in|up)|log ?in|subscribe|advertisement|ad$|"
    r"loading|can['’]t connect|this (?:content|video|story) is not available|"
    r"for \w+ release$|comments?$|\d+ comments?|leave a (?:reply|comment)|all news$|back to|cookie|"
    r"updated?:|published:|posted:|page last updated|\d+ min(?:ute)?s? read|award banner|xml:)",
    re.I,
)
_CLOCK = re.compile(r"^\W*\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?|[A-Z]{2,4})?\W*$|^\d{1,2}[:.]\d\d[ap]m$", re.I)
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
# A line that announces quotations instead of naming their subject.
_ANNOUNCES = re.compile(
    r"\b(?:quotes?|quotations?|quotables?|excerpts?|highlights|remarks|reactions?|takeaways|"
    r"statements?|comments?|responses?|key points|main points|said|saying|says?|told|react(?:ed|s)?|"
    r"in (?:his|her|their) (?:own )?words|following|below|here (?:are|is)|here[’']s|these are|"
    r"answers?|had to say|voices|rundown)\b",
    re.I,
)
# Key quotes, Top 12 quotes from the interview, Highlights of the speech: lists without headlines
_LIST_HEADING = re.compile(
    r"(?:here are |these are )?(?:the |some |his |her |their |more )?"
    r"(?:(?:key|top|best|main|notable|selected|memorable|quotable|\d+|five|ten|press conference)\s+){0,3}"
    r"(?:quotes?|quotations|excerpts|soundbites)\b(?:\s+(?:from|of|by|at|in)\b.{0,60})?:?$",
    re.I,
)
# About the author, About Ana Lima (via …): a box about a person
_ENDS = re.compile(r"(?:©|copyright\b|\(c\) ?\d{4}|all rights reserved|read (?:more|next|also):?$|related(?: articles)?:?$)", re.I)
_ABOUT_BOX = re.compile(r"A(?i:bout) (?:the )?(?:author|speaker|[^\W\d_a-z][\w.’'-]*\s+[^\W\d_a-z])")


def is_furniture(block: Block) -> bool:
    """Whether a block belongs to the page: navigation, dates, credits, addresses, boilerplate."""
    text = block.flat
    if not any(map(str.isalpha, text)):
        return True
    if is_about_box(text):
        return False
    if text[0] == "[" and text[-1] == "]" and speakers.is_source(text):
        return True
    if text[0] == "(" and text[-1] == ")" and len(text) < 60:
        return True  # (India Daily)
    if is_caption(text) or is_date(text) or _NAVIGATION.match(text):
        return True
    if len(text.split()) == 1 and ("/" in text or "_" in text or "://" in text):
        return True
    return block.kind != HEADING and wording.off_topic(text)


def is_caption(text: str) -> bool:
    """Whether a line credits a photo.

    >>> is_caption("PHOTO: Agency"), is_caption("Ana Lima speaks. (Omar Diallo/Agency)"), is_caption("On photos")
    (True, True, False)
    """
    return len(text) < 400 and bool(_CREDIT.match(text))


def is_date(text: str) -> bool:
    """Whether a line is nothing but a date or a time of day.

    >>> is_date("Saturday, February 3, 2020"), is_date("3.35pm"), is_date("Decision 2020")
    (True, True, False)
    """
    return len(text) < 80 and bool(_CLOCK.match(text) or _DATE.match(text))


def announces(text: str) -> bool:
    """Whether a line announces quotations: *Key quotes*, *Here’s what they’re saying:*

    >>> announces("Key quotes"), announces("Here’s what they’re saying:"), announces("On nets")
    (True, True, False)
    """
    return bool(_ANNOUNCES.search(text)) and not re.match(r"(?:on|about)\s", text, re.I)


def ends(text: str) -> bool:
    """Whether a line shows that the article is over: a copyright line, *Read more:*

    >>> ends("© 2020 The Paper"), ends("Read more:"), ends("Advertisement")
    (True, True, False)
    """
    return bool(_ENDS.match(text))


def is_list_heading(text: str) -> bool:
    """Whether a line heads a plain list of quotations.

    >>> is_list_heading("Key quotes"), is_list_heading("Top quotes from the big interview"), is_list_heading("On nets")
    (True, True, False)
    """
    return len(text) < 100 and bool(_LIST_HEADING.match(text))


def is_about_box(text: str) -> bool:
    """Whether a line heads a box about a person: *About Ana Lima (via …)*"""
    return bool(_ABOUT_BOX.match(text))
