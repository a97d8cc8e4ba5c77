"""Merge word forms: uppercase and plural, where the text itself uses both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from analysis.words.stopwords import StopWords


@dataclass
class Form:
    """How often a form occurs in all, where a capital would be a choice, and in uppercase sentences."""

    form: str
    count: int = 0
    telling: int = 0
    shouted: int = 0

    def __post_init__(self) -> None:
        """Keep the form in lowercase, which is asked for again and again."""
        self.low = self.form.lower()


def merged(
    forms: Iterable[Form], *, stop: StopWords, plurals: dict[str, str] | None = None
) -> dict[str, str]:
    """Return the token that each form is counted under.

    An abbreviation in uppercase (US) is never the lowercase word (us), unless all of its sentence
    is in uppercase. A capital that means something (May) separates a form from a word that is
    guarded (may); elsewhere the form with a capital and the one without are one word (State,
    state). A plural and its singular are one word if both are ordinary words of the text.

    The token is one of the forms: not one that occurs only in uppercase sentences, if there is
    another, then the most frequent where a capital would be a choice, then lowercase, then the most
    frequent anywhere, then the singular.

    Parameters
    ----------
    forms : iterable of Form
        The forms, each once.
    stop : StopWords
        The stop words.
    plurals : dict, optional
        Irregular plurals; without it plurals stay words of their own.

    Returns
    -------
    dict
        Form → token.

    Examples
    --------
    >>> forms = [Form("US", 2, 2), Form("us", 1, 1), Form("State", 1), Form("states", 3, 2)]
    >>> merged(forms, stop=StopWords(["only", "~us"]), plurals={})
    {'US': 'US', 'us': 'us', 'State': 'states', 'states': 'states'}
    """
    words: dict[str, list[Form]] = defaultdict(list)
    for form in forms:
        words[_word(form, stop)].append(form)
    if plurals is not None:
        words = _with_plurals(words, plurals, stop)

    token_of = {}
    for word, its_forms in words.items():
        token = min(its_forms, key=lambda form: _rank(form, word)).form
        # A guarded word is always in lowercase: "Us" at the start of a sentence is no other word.
        if word in stop.guarded:
            token = word
        for form in its_forms:
            token_of[form.form] = token
    return token_of


def singulars(plural: str, exceptions: dict[str, str]) -> list[str]:
    """Return what an English plural may be the plural of, the likeliest first.

    Parameters
    ----------
    plural : str
        A word or phrase in lowercase.
    exceptions : dict
        Irregular plurals with their singular, ``""`` for what is not a plural.

    Returns
    -------
    list of str
        Empty where it is not a plural.

    Examples
    --------
    >>> singulars("policies", {}), singulars("crises", {"crises": "crisis"})
    (['policy', 'policie'], ['crisis'])
    >>> singulars("news", {"news": ""}), singulars("economics", {}), singulars("process", {})
    ([], [], [])
    """
    last = plural.rpartition(" ")[2]
    if last in exceptions:
        singular = exceptions[last]
        return [plural.removesuffix(last) + singular] if singular else []

    if len(last) < 4 or not last.endswith("s"):
        return []
    # Not plurals: press, status, crisis, politics, and what a possessive leaves.
    if last.endswith(("ss", "us", "is", "ics", "'s")):
        return []
    if last.endswith("ies"):
        return [plural[:-3] + "y", plural[:-1]]
    if last.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
        return [plural[:-2], plural[:-1]]
    return [plural[:-1]]


def _word(form: Form, stop: StopWords) -> str:
    """The lowercase form, or the form itself where its capitals make it another word."""
    low = form.low
    if form.form == low:
        return low
    is_uppercase = len(low) > 1 and form.form == form.form.upper()
    if is_uppercase and form.count > form.shouted:
        return form.form
    if low in stop.given and form.telling:
        return form.form
    return low


def _rank(form: Form, word: str) -> tuple[bool, int, bool, int, bool, str]:
    """How good a label a form is, the smallest first."""
    is_only_shouted = form.shouted == form.count
    has_capital = form.form != form.low
    is_plural = form.low != word
    return is_only_shouted, -form.telling, has_capital, -form.count, is_plural, form.form


def _with_plurals(
    words: dict[str, list[Form]], plurals: dict[str, str], stop: StopWords
) -> dict[str, list[Form]]:
    """The words, with the forms of a plural among those of its singular if both are ordinary words."""
    ordinary = set()
    for word, forms in words.items():
        if word not in stop.every and _is_ordinary(forms):
            ordinary.add(word)

    found: dict[str, list[Form]] = defaultdict(list)
    for word, forms in words.items():
        roots = []
        if word in ordinary:
            roots = [root for root in singulars(word, plurals) if root in ordinary]
        # The likeliest singular comes first.
        root = roots[0] if roots else word
        found[root] += forms
    return found


def _is_ordinary(forms: list[Form]) -> bool:
    """Whether a word is somewhere in lowercase, or never has a capital by choice."""
    if not any(form.telling for form in forms):
        return True
    return any(form.form == form.low for form in forms)
