"""Words that may be cues: those that set a theme's highlights apart, and those of highlights without a theme."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection
from typing import NamedTuple

import pandas as pd

from analysis import association, schema, words
from analysis.themes.codebook import CODEBOOK, CODEBOOKS, Codebook, Given
from analysis.themes.codebook import codebook as book_of
from analysis.themes.cue_report import verdicts
from analysis.themes.cues import NEEDS, PLACE, cues, tuples
from analysis.themes.main import leading
from analysis.themes.rule import Key, earned

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SHORTEST = 3  # letters: shorter words are hardly ever a subject
_STARRED = 5  # letters: "hive*" finds hives as well, and "new*" would find newspapers
_SEVERAL = 3  # highlights: a word of fewer that the rule alone coded is too little to go by
_SURE = 0.6  # of the highlights with the word carry the theme: less is no sign of it
_COMMON = 3  # highlights without a theme that share a word
_CHANCE = 3.84  # a log-likelihood ratio that chance passes in 5 cases of a hundred
_SAME = 10.83  # that chance passes in 1 of a thousand: a bundled theme is as good as the one coded

_CODED, _RULE, _OTHER, _UNCODED = "coded", "rule", "other", "uncoded"


def suggestions(
    highlights: pd.DataFrame,
    codings: pd.DataFrame | None = None,
    *,
    codebook: Given = CODEBOOK,
    coder: str | None = None,
    top: int = 10,
) -> pd.DataFrame:
    """Return words that may be added to a codebook as cues. Nothing is added by itself.

    Parameters
    ----------
    highlights : DataFrame
        The highlights, the coded ones among them.
    codings : DataFrame, optional
        Codings of some of the highlights. Where there are none, the rule's own codes are taken, so that words
        that occur together with known cues are found (Yarowsky 1995); such words are less certain.
    codebook : str, Path, Codebook or None
        What `themes.codebook` takes.
    coder : str, optional
        Whose codings; with several coders a theme counts as coded where most of them say so.
    top : int
        How many words at most for each theme, and of highlights without a theme.

    Returns
    -------
    DataFrame
        The table "suggestions" of `schema`, in the order of the themes, the strongest first. `source` is "coded"
        where a coder gave the theme to a highlight with the word, "rule" where only the rule did, and
        "uncoded" (without a theme) for words that are frequent in highlights without a theme. Another
        source, such as "news: sport", is a theme of a bundled codebook that codes the same highlights; its `cue` is
        empty, since the whole entry can be copied, best with the `[rule]` of that codebook. `g2` is the log-likelihood
        ratio (Dunning 1993).

    Examples
    --------
    >>> quotes = ["Bees swarm in May.", "A swarm left.", "Rain in May.", "Snow.", "Bees swarm."]
    >>> texts = {"document": "a", "number": range(1, 6), "headline": "", "quote": quotes}
    >>> rows = {"document": "a", "number": range(1, 6), "coder": "m", "theme": "asia", "value": [1, 1, 0, 0, 1]}
    >>> found = suggestions(pd.DataFrame(texts), pd.DataFrame(rows))
    >>> found[["theme", "cue", "highlights", "others"]].values.tolist()
    [['asia', 'swarm*', 3, 0]]
    """
    schema.check(highlights, "highlights", needs=NEEDS)
    book = book_of(codebook)
    if highlights.empty:
        return schema.empty("suggestions")
    forms = _words(highlights)
    gold = verdicts(codings, highlights, book, coder) or {}
    ruled = _ruled(cues(highlights, codebook=book), book, highlights)
    # Without codings there is nothing that a bundled theme could agree with.
    bundled = _bundled(highlights, book) if gold else []
    found: list[_Suggestion] = []
    for theme, known in _known(book).items():
        found += _apart(theme, forms, gold, ruled, known)[:top]
        found += _borrowed(theme, gold, bundled)
    found += _frequent(forms, gold, ruled)[:top]

    table = pd.DataFrame(found, columns=list(_Suggestion._fields))
    labels = dict(tuples(book.themes, "theme", "label"))
    table["label"] = [labels.get(row.theme, "") for row in found]
    table["share"] = table["highlights"] / (table["highlights"] + table["others"])
    return schema.table(table, "suggestions")


class _Suggestion(NamedTuple):
    """A row of the table, without what follows from the rest."""

    theme: str
    cue: str
    source: str
    highlights: int  # of the theme, with the word
    others: int
    g2: float


def _ruled(found: pd.DataFrame, book: Codebook, highlights: pd.DataFrame) -> dict[Key, None]:
    """The highlights and themes that the rule codes, in their order."""
    by_rule = earned(found, book, highlights)
    return dict.fromkeys(key for key, rule in by_rule.items() if rule.enough)


def _words(highlights: pd.DataFrame) -> dict[tuple, set[str]]:
    """The words of each highlight, plurals in -s as their singular, without stop words."""
    # "=may" and "~us" are stop words that mean something else in uppercase; as cues they are useless
    stop = set(words.lightwords())
    for line in words.stopwords():
        stop.add(line.lstrip("=~").lower())

    found: dict[tuple, set[str]] = {}
    for *place, headline, quote in tuples(highlights, *NEEDS):
        held = found[tuple(place)] = set()
        for written in set(_WORD.findall(f"{headline}\n{quote}")):
            form = written.lower()
            if len(form) >= _SHORTEST and form not in stop:
                held.add(_singular(form))
    return found


def _singular(form: str) -> str:
    """A word without the -s of a plural: hives and hive are one, glass and crisis stay."""
    form = form.removesuffix("'s").removesuffix("’s")
    if len(form) < _STARRED or form.endswith(("ss", "us", "is")):
        return form
    return form.removesuffix("s")


class _Known(NamedTuple):
    """The cues of a theme."""

    words: set[str]
    beginnings: tuple[str, ...]  # of words: hive for hive*

    def __contains__(self, cue: object) -> bool:
        """Whether a word is found already."""
        return cue in self.words or str(cue).startswith(self.beginnings)


def _known(book: Codebook) -> dict[str, _Known]:
    """The cues of each theme."""
    words = defaultdict(set)
    beginnings = defaultdict(list)
    for theme, written in tuples(book.cues, "theme", "cue"):
        cue = written.lower()
        if cue.endswith("*"):
            beginnings[theme].append(cue.removesuffix("*"))
        else:
            words[theme].add(_singular(cue))

    known = {}
    for theme in book.themes["theme"].tolist():
        known[theme] = _Known(words[theme], tuple(beginnings[theme]))
    return known


def _bundled(highlights: pd.DataFrame, book: Codebook) -> list[tuple[str, set[tuple]]]:
    """The highlights that each theme of the bundled codebooks codes, and those that it leads."""
    listed = []
    for name in CODEBOOKS:
        other = book_of(name)
        if other.path == book.path:
            continue
        found = cues(highlights, codebook=other)
        # A coder may give every theme that applies, or only the one that a highlight is about most.
        first = leading(found, other, highlights)
        every = _ruled(found, other, highlights)
        only = tuples(first[first["theme"].ne("")], *PLACE, "theme")
        for keys in (every, only):
            places: dict[str, set[tuple]] = defaultdict(set)
            for *place, theme in keys:
                places[f"{name}: {theme}"].add(tuple(place))
            listed += places.items()
    return listed


def _borrowed(
    theme: str, gold: dict[tuple, bool], bundled: list[tuple[str, set[tuple]]]
) -> list[_Suggestion]:
    """The bundled theme that codes the same highlights as the coder, if there is one."""
    coded = set()
    carrying = set()
    for (*place, about), given in gold.items():
        if about == theme:
            coded.add(tuple(place))
            if given:
                carrying.add(tuple(place))

    best: list[_Suggestion] = []
    least = _SAME
    for name, places in bundled:
        here = len(places & coded)
        both = len(places & carrying)
        if both < _SURE * here:
            continue
        strength = float(association.g2(both, here, len(carrying), len(coded)))
        if strength > least:
            least = strength
            best = [_Suggestion(theme, "", name, both, here - both, strength)]
    return best


def _apart(
    theme: str,
    forms: dict[tuple, set[str]],
    gold: dict[tuple, bool],
    ruled: Collection[Key],
    known: _Known,
) -> list[_Suggestion]:
    """The words that set the highlights of a theme apart, the strongest first."""
    with_any = {(document, number) for document, number, _ in ruled}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    sizes: Counter[str] = Counter()
    for place, held in forms.items():
        key = (*place, theme)
        coded = gold.get(key)
        # Nobody knows what it is about.
        if coded is None and place not in with_any:
            continue
        kind = _kind(coded, key in ruled)
        sizes[kind] += 1
        for word in held:
            counts[word][kind] += 1
    total = sizes.total()
    carrying = sizes[_CODED] + sizes[_RULE]
    rows = []
    for word, count in counts.items():
        with_theme = count[_CODED] + count[_RULE]
        others = count[_OTHER]
        seen = count[_CODED] >= 2 or with_theme >= _SEVERAL
        sure = with_theme >= _SURE * (with_theme + others)
        if not seen or not sure or word in known:
            continue
        # How far the word and the theme go together beyond chance
        strength = float(association.g2(with_theme, with_theme + others, carrying, total))
        if strength < _CHANCE:
            continue
        source = _CODED if count[_CODED] else _RULE
        rows.append(_Suggestion(theme, _cue(word), source, with_theme, others, strength))
    return sorted(rows, key=lambda row: (-row.g2, row.source, row.cue))


def _kind(coded: bool | None, by_rule: bool) -> str:
    """Who gives the theme to a highlight: a coder, or the rule where nobody coded it."""
    if coded:
        return _CODED
    if coded is None and by_rule:
        return _RULE
    return _OTHER


def _frequent(
    forms: dict[tuple, set[str]], gold: dict[tuple, bool], ruled: Collection[Key]
) -> list[_Suggestion]:
    """The words that are frequent in highlights without a theme, the most frequent first."""
    carrying = {(document, number) for document, number, _ in ruled}
    for (document, number, _), coded in gold.items():
        if coded:
            carrying.add((document, number))
    inside: Counter[str] = Counter()
    outside: Counter[str] = Counter()
    for place, held in forms.items():
        side = outside if place in carrying else inside
        side.update(held)
    size = len(forms) - len(carrying)
    rows = []
    for word, count in inside.items():
        if count < _COMMON:
            continue
        others = outside[word]
        strength = float(association.g2(count, count + others, size, len(forms)))
        if strength > 0:
            rows.append(_Suggestion("", _cue(word), _UNCODED, count, others, strength))
    return sorted(rows, key=lambda row: (-row.highlights, -row.g2, row.cue))


def _cue(word: str) -> str:
    return f"{word}*" if len(word) >= _STARRED else word
