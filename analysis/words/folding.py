"""Which forms are one word: capitals and plurals folded by use in the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass
class Form:
    """How often a form occurs, how often where its capitals tell something, and how often amid nothing but capitals."""

    count: int = 0
    telling: int = 0
    shouted: int = 0


@dataclass
class Word:
    """The forms of one word, whichever way they are written."""

    key: str
    forms: dict[str, Form] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How often it occurs."""
        return sum(form.count for form in self.forms.values())

    @property
    def common(self) -> bool:
        """Whether it is an ordinary word: written small somewhere, or never with a capital that tells something."""
        return self.key in self.forms or not any(form.telling for form in self.forms.values())

    @property
    def shouted(self) -> bool:
        """Whether it stands amid nothing but capitals, wherever it stands."""
        return all(form.count == form.shouted for form in self.forms.values())

    @property
    def label(self) -> str:
        """The form to show, one that occurs: the most frequent where capitals tell something.

        In a tie small letters, then the more frequent anywhere, then the singular.
        """
        return min(self.forms, key=self._rank)

    def _rank(self, form: str) -> tuple[int, bool, int, bool, str]:
        seen = self.forms[form]
        return -seen.telling, form != form.lower(), -seen.count, form.lower() != self.key, form


def words(forms: dict[str, Form], small_only: Iterable[str] = ()) -> list[Word]:
    """Forms that differ in capitals, put together as words in the order in which they came.

    An abbreviation in capitals (US) is never the word in small letters (us), unless it stands in a line of nothing but
    capitals. A capital that tells something (May) parts a form from a word of `small_only` (may); elsewhere the form
    with a capital and the one without are the same word (State, state).

    >>> seen = {"US": Form(2, 2), "us": Form(1, 1), "State": Form(1), "state": Form(2, 2), "STATE": Form(1, 0, 1)}
    >>> [(word.label, word.count) for word in words(seen)]
    [('US', 2), ('us', 1), ('state', 4)]
    """
    apart, found = set(small_only), {}
    for form, seen in forms.items():
        key = form.lower()
        abbreviation = len(form) > 1 and form == form.upper() != key and seen.count > seen.shouted
        name = key in apart and seen.telling and form != key
        own = form if abbreviation or name else key
        found.setdefault(own, Word(own)).forms[form] = seen
    return list(found.values())


def singulars(plural: str, exceptions: dict[str, str]) -> list[str]:
    """What an English plural may be the plural of, the likeliest first; nothing where it is none.

    >>> singulars("policies", {}), singulars("crises", {"crises": "crisis"}), singulars("news", {"news": ""})
    (['policy', 'policie'], ['crisis'], [])
    >>> singulars("economics", {}), singulars("process", {}), singulars("processes", {})
    ([], [], ['process', 'processe'])
    """
    last = plural.rpartition(" ")[2]
    stem = plural.removesuffix(last)
    if last in exceptions:
        return [stem + exceptions[last]] if exceptions[last] else []
    if len(last) < 4 or not last.endswith("s") or last.endswith(("ss", "us", "is", "ics", "'s")):
        return []
    found = [plural[:-1]]
    if last.endswith("ies"):
        found.insert(0, plural[:-3] + "y")
    elif last.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
        found.insert(0, plural[:-2])
    return found


def singular_of(
    found: list[Word], exceptions: dict[str, str], never: Iterable[str]
) -> dict[str, str]:
    """Key of a plural → key of its singular, where the text uses both as ordinary words; none of `never`."""
    never = set(never)
    common = {word.key for word in found if word.common} - never
    pairs = {}
    for word in found:
        if word.key in common:
            used = [key for key in singulars(word.key, exceptions) if key in common]
            if used:
                pairs[word.key] = used[0]
    return pairs


def labels(found: list[Word], pairs: dict[str, str]) -> dict[str, str]:
    """Key of each word → the label it is counted under: the label of its forms and its plural's forms together."""
    whole: dict[str, Word] = {}
    for word in found:
        root = pairs.get(word.key, word.key)
        whole.setdefault(root, Word(root)).forms.update(word.forms)
    return {word.key: whole[pairs.get(word.key, word.key)].label for word in found}
