"""Entries made into a lexicon."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis import schema
from analysis.lexicon.automaton import Automaton, Pattern, ready
from analysis.lexicon.characters import lower, variants
from analysis.lexicon.forms import checked


@dataclass(frozen=True)
class Lexicon:
    """Entries made ready by `build`, for `find`."""

    automata: list[Automaton]
    open_ended: np.ndarray  # of each entry: whether any ending may follow
    sets: np.ndarray  # of each entry: the number of its set


def build(entries: pd.DataFrame) -> Lexicon:
    """Return the entries as a lexicon.

    Parameters
    ----------
    entries : DataFrame
        A column `form`: the phrase, literally; a `*` at its end stands for any ending of the word.
        Optional are `case` ("exact", or "fold" where case does not matter, the default) and `set`:
        only within one set does a longer hit hide a shorter one; the default is one set for all.

    Returns
    -------
    Lexicon
        The entries made ready for `find`, which names each by its row.

    Raises
    ------
    ValueError
        If there is no column `form`, or a row cannot be used; the message names the row.

    Examples
    --------
    >>> from analysis.lexicon import find
    >>> lexicon = build(pd.DataFrame({"form": ["vaccin*", "US"], "case": ["fold", "exact"]}))
    >>> quote = "US Vaccines for us"
    >>> highlights = pd.DataFrame({"document": "a", "number": [1], "headline": "", "quote": quote})
    >>> find(highlights, lexicon)[["start", "end", "surface", "entry"]].values.tolist()
    [[0, 2, 'US', 1], [3, 11, 'Vaccines', 0]]
    """
    if "form" not in entries:
        have = ", ".join(map(str, entries.columns)) or "none"
        raise ValueError(f"entries need a column 'form'; there are {have}")
    forms = []
    for row, form in enumerate(entries["form"].tolist()):
        forms.append(checked(form, row))
    cases = _cases(entries)
    sets = _sets(entries)

    # One automaton for each case, since text whose case does not matter is scanned in lowercase.
    automata = []
    exact = _patterns(forms, sets, cases == "exact")
    if exact:
        automata.append(ready(exact, None))
    folded = []
    for form, entry in _patterns(forms, sets, cases == "fold"):
        folded.append((lower(form), entry))
    if folded:
        automata.append(ready(folded, _capitals(folded)))

    is_open_ended = [form.endswith("*") for form in forms]
    open_ended = np.array(is_open_ended, dtype=bool)
    return Lexicon(automata, open_ended, sets)


def joined(first: Lexicon, second: Lexicon) -> Lexicon:
    """The entries of two lexicons without sets of their own, those of the second after the first's."""
    automata = list(first.automata)
    by = len(first.sets)
    for machine in second.automata:
        automata.append(machine.shifted(by))
    open_ended = np.append(first.open_ended, second.open_ended)
    sets = np.append(first.sets, second.sets)
    return Lexicon(automata, open_ended, sets)


def _cases(entries: pd.DataFrame) -> np.ndarray:
    """Of each entry its case, checked."""
    if "case" not in entries:
        return np.full(len(entries), "fold", dtype=object)
    cases = entries["case"].tolist()
    for row, case in enumerate(cases):
        if case not in ("exact", "fold"):
            hint = schema.near(case, ("exact", "fold"))
            raise ValueError(f"row {row}: case is 'exact' or 'fold', not {case!r}{hint}")
    return entries["case"].to_numpy(dtype=object)


def _sets(entries: pd.DataFrame) -> np.ndarray:
    """Of each entry the number of its set."""
    if "set" not in entries:
        return np.zeros(len(entries), dtype=np.int64)
    number, _ = pd.factorize(entries["set"])
    return number.astype(np.int64)


def _patterns(forms: list[str], sets: np.ndarray, which: np.ndarray) -> list[Pattern]:
    """What some of the forms look like in a text."""
    patterns = []
    in_sets = zip(sets.tolist(), forms, strict=True)
    written = set(in_sets)
    for row in np.flatnonzero(which).tolist():
        first, *others = variants(forms[row])
        patterns.append((first, row))
        for form in others:
            # Malé without its accent is Male, but not where that is an entry of the same set, with rules of its own.
            if (sets[row], form) not in written:
                patterns.append((form, row))
    return patterns


def _capitals(patterns: list[Pattern]) -> tuple[str, ...]:
    """The uppercase letters beyond ASCII that a text must be searched for to find these patterns."""
    letters: set[str] = set()
    for form, _ in patterns:
        letters.update(form)

    found = set()
    for letter in letters:
        capital = letter.upper()
        # ß would become two letters, and no place after it in the text would be right.
        if not letter.isascii() and len(capital) == 1:
            found.add(capital)
    return tuple(sorted(found))
