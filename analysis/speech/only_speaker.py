"""The one person who speaks throughout an article whose quotations name nobody."""

from __future__ import annotations

import re

from analysis.speech import english
from analysis.speech.speakers import NAME_WORD

# What shows that a person speaks: a press conference, an interview, said, answers …
_SPEAKS = re.compile(
    r"\b(?:press conference|news conference|interview|speech|address(?:ed|es)?|remarks?|briefing|"
    r"statement|testimony|keynote|town hall|debate|quotes?|quotations|in (?:his|her) own words|"
    r"said|says|told|tells|answer(?:s|ed)?|explain(?:s|ed)?|spoke|speaks|speaking|talks?|key points|"
    r"highlights|takeaways|words)\b",
    re.I,
)
# Minister Ana Lima: all capitalised words next to each other, of which a few are the name
_CAPITALISED = re.compile(rf"{NAME_WORD}(?:\s+{NAME_WORD})*")


def only_speaker(title: str, lead: list[str], *, asked: bool = False) -> tuple[str, str]:
    """The one person whom an article's title, or the paragraphs before its quotations, show speaking.

    Parameters
    ----------
    title : str
        The title of the article.
    lead : list of str
        The paragraphs before the first quotation.
    asked : bool
        Whether the quotations answer questions, which shows speaking by itself.

    Returns
    -------
    tuple of str
        The person as the article names them, and the text that names them; "" where there is not
        exactly one.

    >>> only_speaker("What Minister Lima Said", [])
    ('Minister Lima', 'What Minister Lima Said')
    """
    spoken = [text for text in lead if asked or _SPEAKS.search(text)]
    if not spoken and not _SPEAKS.search(title):
        return "", ""
    for texts in ([title], spoken):
        persons = []
        for text in texts:
            persons += [(*person, text) for person in _persons(text)]
        if len({surname for _, surname, _ in persons}) == 1:
            who, _, basis = persons[0]
            return who, basis
    return "", ""


def _persons(text: str) -> list[tuple[str, str]]:
    """The persons with an office or a given name in a text, as written, and their surnames."""
    found = []
    for match in _CAPITALISED.finditer(text):
        words = match[0].split()
        for i, word in enumerate(words[:-1]):
            if _is_office(word) and word.lower() not in english.VAGUE_OFFICES:
                begin = _office_begin(words, i)
                name = _name(words[i + 1 : i + 3])
                name = [word, *name] if name else []
            elif word.lower() in english.GIVEN_NAMES and _name(words[i + 1 : i + 2]):
                begin = i
                name = [word, *_name(words[i + 1 : i + 2])]
            else:
                continue
            if name:
                found.append((" ".join([*words[begin:i], *name]), name[-1]))
                break
    return found


def _name(words: list[str]) -> list[str]:
    """The words of a name at the beginning of others: up to a possessive, and no common word."""
    name = []
    for word in words:
        plain = word.removesuffix("’s").removesuffix("'s").rstrip("’'.,:;")
        if plain.lower() in english.COMMON or _is_office(plain):
            break
        name.append(plain)
        if plain != word:
            break
    return name


def _is_office(word: str) -> bool:
    return word.lower() in english.LABEL_OFFICES or word.lower() in english.LABEL_TITLES


def _office_begin(words: list[str], at: int) -> int:
    """Where an office begins: Foreign Minister, Prime Minister, Vice President."""
    while at and (_is_office(words[at - 1]) or words[at - 1] in english.BEFORE_OFFICE):
        at -= 1
    return at
