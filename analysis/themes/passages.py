"""Words that somebody says are in a text: where they are, whatever marks and spaces surround them."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from typing import NamedTuple

# Between the letters of one word: don't, l’État
_APOSTROPHES = "'’‘ʼ´`′＇"

# An end of a sentence, with what closes it, before the next one. Three dots leave something out and
# end nothing.
_END = re.compile(r"(?<![.…!?])[.!?。！？](?![.…])[!?]*[\"'“”„‟‘’«»‹›)\]]*\s+(?=\S)|[。！？](?=\S)")

# "U.S.", "J. Smith", "Mr. Smith": a period after these ends no sentence; people and models leave it out.
_ABBREVIATION = re.compile(r"(?:^|[\W_])(?:[^\W\d_]|Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|Gov|Prof)$", re.I)

# What a quotation leaves out: … ... [...] (…) . . .
_GAP = re.compile(r"(?:[\[(]\s*)?(?:…|\.\s?\.\s?\.)\.?(?:\s*[\])])?")

_WORD = re.compile(r"\w+(?:['’]\w+)*")

# Without these a sentence says the opposite.
_NEGATION = re.compile(
    r"\b(?:not|cannot|never|no|nor|neither|nobody|nothing|none|without|hardly|\w+n['’]t)\b", re.I
)

# "No | new wars began": a passage from the line on looks like a whole sentence and says the opposite.
# After "they do not | want to know" a reader sees that the beginning is missing.
_NEGATED = re.compile(rf"(?:^|[.!?…][\"'”’»)\]]*\s+|\n)(?P<first>{_NEGATION.pattern})\s*$", re.I)

_ALIKE = 0.5  # half of the words in their order: less is another passage, and no alteration


class Key(NamedTuple):
    """The letters and digits of a text, with the place of each; "." where a sentence ends."""

    text: str
    letters: str
    places: tuple[int, ...]


class Passage(NamedTuple):
    """A part of a text."""

    start: int
    end: int


def key(text: str) -> Key:
    r"""Return a text for comparing: without marks, spaces, hyphens, accents and case.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    Key
        A period is kept where a sentence ends, so that two sentences are not one, and an apostrophe
        within a word, so that "we're" is not "were".

    Examples
    --------
    >>> key("The “co-operation”\u00a0ended. We’re out").letters
    "thecooperationended.we'reout"
    """
    ends = set()
    for match in _END.finditer(text):
        if not _abbreviated(text, match.start()):
            ends.add(match.end())

    letters = []
    places = []
    for at, character in enumerate(text):
        if at in ends:
            letters.append(".")
            places.append(at)
        for folded in _folded(text, at, character):
            letters.append(folded)
            places.append(at)
    return Key(text, "".join(letters), tuple(places))


def whole(wanted: Key, within: Key) -> Passage | None:
    """Return where the words of one text are in another, in one piece, or None."""
    return _found(wanted.letters.strip("."), within, begin=0)


def in_parts(wanted: str, within: Key) -> list[Passage]:
    """Return where the parts of a quotation with ellipses are, in their order.

    Parameters
    ----------
    wanted : str
        The quotation.
    within : Key
        The text.

    Returns
    -------
    list of Passage
        One for each part. None of them if there is no ellipsis, if a part is missing or in another order,
        or if a negation was left out within a sentence.
    """
    parts = []
    for written in _GAP.split(wanted):
        part = key(written).letters.strip(".")
        # An ellipsis at the beginning or end separates nothing.
        if part:
            parts.append(part)
    if len(parts) < 2:
        return []

    found: list[Passage] = []
    begin = 0
    for part in parts:
        passage = _found(part, within, begin=begin)
        if passage is None:
            return []
        if found and _negation_left_out(within.text, found[-1].end, passage.start):
            return []
        found.append(passage)
        begin = passage.end
    return found


def reversed_sense(text: str, start: int) -> Passage | None:
    """Return the negation that a passage leaves out, if its sentence begins with one.

    Parameters
    ----------
    text : str
        The text.
    start : int
        Where the passage begins.

    Returns
    -------
    Passage or None
        From the negation to the passage.

    Examples
    --------
    >>> reversed_sense("It ended. No new wars began.", 13)
    Passage(start=10, end=13)
    """
    # 20 characters are longer than any negation with the marks and spaces around it
    first = max(0, start - 20)
    match = _NEGATED.search(text[first:start])
    if not match:
        return None
    return Passage(first + match.start("first"), start)


def nearest(wanted: str, within: str) -> tuple[float, Passage]:
    """Return the passage of a text that is most like a quotation.

    Parameters
    ----------
    wanted : str
        The quotation.
    within : str
        The text.

    Returns
    -------
    share : float
        How many of the quotation's words are in the passage in their order, 0 to 1.
    passage : Passage
        Where it is.
    """
    asked = [match[0].casefold() for match in _WORD.finditer(wanted)]
    there = list(_WORD.finditer(within))
    if not asked or not there:
        return 0.0, Passage(0, 0)
    words = [match[0].casefold() for match in there]
    begin = _densest(asked, words)
    # Half a quotation more on either side, for words that were left out or moved
    size = len(asked)
    first = max(0, begin - size // 2)
    last = begin + size + size // 2
    matcher = difflib.SequenceMatcher(None, asked, words[first:last], autojunk=False)
    # The last block that difflib gives is always empty.
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return 0.0, Passage(0, 0)
    matched = sum(block.size for block in blocks)
    last_block = blocks[-1]
    first_word = there[first + blocks[0].b]
    last_word = there[first + last_block.b + last_block.size - 1]
    return matched / size, Passage(first_word.start(), last_word.end())


def is_near(share: float) -> bool:
    """Return whether a passage is like enough to be what was altered."""
    return share >= _ALIKE


def difference(wanted: str, passage: str) -> str:
    """Return what differs, word by word: [-in the text alone-] {+in the quotation alone+}.

    Parameters
    ----------
    wanted : str
        The quotation.
    passage : str
        The nearest passage of the text.

    Returns
    -------
    str
        The notation of wdiff.

    Examples
    --------
    >>> difference("We will sign it", "We will never sign it")
    'We will [-never-] sign it'
    """
    theirs = wanted.split()
    ours = passage.split()
    asked = [key(word).letters for word in theirs]
    there = [key(word).letters for word in ours]
    matcher = difflib.SequenceMatcher(None, there, asked, autojunk=False)
    said = []
    for tag, first, last, begin, end in matcher.get_opcodes():
        if tag == "equal":
            said += ours[first:last]
            continue
        if last > first:
            said.append(f"[-{' '.join(ours[first:last])}-]")
        if end > begin:
            said.append(f"{{+{' '.join(theirs[begin:end])}+}}")
    return " ".join(said)


def cuts_word(text: str, start: int, end: int) -> bool:
    """Return whether a passage begins or ends within a word."""
    return _inside_word(text, start) or _inside_word(text, end)


def _abbreviated(text: str, period: int) -> bool:
    if text[period] != ".":
        return False
    # 8 characters are longer than any abbreviation with the mark before it
    before = text[max(0, period - 8) : period]
    return bool(_ABBREVIATION.search(before))


def _folded(text: str, at: int, character: str) -> str:
    """The letters and digits of one character: ﬁ is two, a quotation mark is none."""
    if character in _APOSTROPHES:
        before = text[at - 1 : at]
        after = text[at + 1 : at + 2]
        return "'" if before.isalnum() and after.isalnum() else ""
    if character.isascii():
        return character.lower() if character.isalnum() else ""
    apart = unicodedata.normalize("NFKD", character).casefold()
    return "".join(filter(str.isalnum, apart))


def _found(letters: str, within: Key, *, begin: int) -> Passage | None:
    """The first place of the letters from an offset on that begins and ends with a word."""
    if not letters:
        return None
    at = within.letters.find(letters)
    while at >= 0:
        start = within.places[at]
        end = within.places[at + len(letters) - 1] + 1
        # The rest of a letter that was folded into two, or its accents
        while end < len(within.text) and unicodedata.combining(within.text[end]):
            end += 1
        if start >= begin and not cuts_word(within.text, start, end):
            return Passage(start, end)
        at = within.letters.find(letters, at + 1)
    return None


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _negation_left_out(text: str, start: int, end: int) -> bool:
    """Whether the words between two parts negate a sentence of which a part is quoted."""
    gap = text[start:end]
    marks = list(re.finditer(r"[.!?]", gap))
    if not marks:
        return bool(_NEGATION.search(gap))
    # Whole sentences may be left out; the rest of the first and the beginning of the last may not.
    rest = gap[: marks[0].start()]
    beginning = gap[marks[-1].end() :]
    return bool(_NEGATION.search(rest) or _NEGATION.search(beginning))


def _densest(asked: list[str], words: list[str]) -> int:
    """Where the window of as many words begins that shares most of them."""
    wanted = Counter(asked)
    size = len(asked)
    # The window moves by one word: one comes in, one goes out.
    held: Counter[str] = Counter()
    shared = best = place = 0
    for at, word in enumerate(words):
        held[word] += 1
        shared += held[word] <= wanted[word]
        if at >= size:
            gone = words[at - size]
            shared -= held[gone] <= wanted[gone]
            held[gone] -= 1
        if shared > best:
            best = shared
            place = max(0, at - size + 1)
    return place
