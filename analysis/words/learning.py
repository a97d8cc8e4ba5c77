"""Learning, once and from the whole text, what its words are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache

import pandas as pd

from analysis import lexicon, schema
from analysis.words import lists
from analysis.words.folding import Form, labels, singular_of, words
from analysis.words.repeated import repeated
from analysis.words.spans import plain, spans

LEAST = 3  # times that a phrase must occur to be found
THRESHOLD = 15.13  # of its log-likelihood ratio: chance passes it once in 10,000 cases

Forms = dict[tuple[str, str], dict[str, Form]]  # by kind and source


def vocabulary(
    highlights: pd.DataFrame,
    *,
    names: pd.DataFrame | None = None,
    phrases: lists.List | None = None,
    stopwords: lists.List | None = None,
    least: int = LEAST,
    threshold: float = THRESHOLD,
) -> pd.DataFrame:
    """Every form of every word in both voices, with the token it is counted under; by kind, then by count, then by form.

    Columns: those of "vocabulary" in `schema`. Names come from the gazetteer (or `names`, a table with `form` and
    `case`), phrases from data/phrases.txt (or `phrases`, a file or strings) and from the text itself: words that stand
    together at least `least` times with a log-likelihood ratio (Dunning 1993) of `threshold` or more, no stop word at
    the edges and no name inside, since a name is always a token of its own. Capitals and plurals are folded where the
    text uses both forms; a token is always a form that occurs, but for stop words.
    """
    stop = lists.StopWords(stopwords)
    names = _sourced(lists.names() if names is None else names, "name", "gazetteer")
    texts, named = lexicon.texts(highlights), lexicon.build(names)
    found = repeated(_runs(texts, named, stop), stop.every, least=least, threshold=threshold)
    listed = [
        _sourced(lists.phrases(phrases), "phrase", "list"),
        _sourced(found.assign(case="fold"), "phrase", "found"),
    ]
    listed = pd.concat(listed, ignore_index=True)
    entries = pd.concat([names, listed], ignore_index=True)
    rows = list(
        _rows(_forms(texts, lexicon.joined(named, lexicon.build(listed)), entries, stop), stop)
    )
    strength = dict(zip(found["form"], found["g2"], strict=True))
    table = pd.DataFrame(rows, columns=["form", "token", "kind", "source", "count"])
    table["g2"] = (
        table["form"].str.lower().map(strength).where(table["source"] == "found").astype("float64")
    )
    return schema.table(
        table.sort_values(["kind", "count", "form"], ascending=[True, False, True], kind="stable"),
        "vocabulary",
    )


def _sourced(entries: pd.DataFrame, kind: str, source: str) -> pd.DataFrame:
    return entries.reindex(columns=["form", "case"]).assign(kind=kind, source=source)


def _runs(texts: list[str], names: lexicon.Lexicon, stop: lists.StopWords) -> Iterator[list[str]]:
    """Words in small letters with nothing but a space between them, no names among them."""
    for found in spans(texts, names, stop.small):
        run: list[str] = []
        words = map(_small, found.surface)
        for word, entry, joined in zip(
            words, found.entry.tolist(), found.joined.tolist(), strict=True
        ):
            known = entry >= 0 or not word
            if run and (known or not joined):
                yield run
                run = []
            if not known:
                run.append(word)
        if run:
            yield run


@lru_cache(maxsize=1 << 16)
def _small(surface: str) -> str:
    """The form in small letters; "" where it has none."""
    form = plain(surface).lower()
    return form if any(map(str.isalpha, form)) else ""


def _forms(
    texts: list[str], known: lexicon.Lexicon, entries: pd.DataFrame, stop: lists.StopWords
) -> Forms:
    """How every form is used."""
    kinds = [
        *zip(entries["kind"].tolist(), entries["source"].tolist(), strict=True),
        ("word", "text"),
    ]  # entry -1 is the last
    seen: Counter[tuple] = Counter()
    for found in spans(texts, known, stop.small):
        kind = map(kinds.__getitem__, found.entry.tolist())
        seen.update(
            zip(kind, found.surface, found.telling.tolist(), found.shouted.tolist(), strict=True)
        )
    forms: Forms = defaultdict(lambda: defaultdict(Form))
    for (kind, surface, telling, shouted), count in seen.items():
        form = forms[kind][plain(surface)]
        form.count += count
        form.telling += count * telling
        form.shouted += count * shouted
    return forms


def _rows(forms: Forms, stop: lists.StopWords) -> Iterator[tuple[str, str, str, str, int]]:
    """Form, token, kind, source and count."""
    exceptions = lists.plurals()
    by_name = {
        form.lower(): form for (kind, _), seen in forms.items() if kind == "name" for form in seen
    }
    for kind in ("name", "phrase", "word"):
        mine = {source: seen for (of, source), seen in forms.items() if of == kind}
        source_of = {form: source for source, seen in mine.items() for form in seen}
        found = words({f: seen for forms in mine.values() for f, seen in forms.items()}, stop.small)
        pairs = {} if kind == "name" else singular_of(found, exceptions, stop.every)
        token_of = labels(found, pairs)
        for word in found:
            token = word.key if word.key in stop.small else token_of[word.key]
            if kind == "word" and word.shouted:
                token = by_name.get(word.key, token)
            for form, seen in word.forms.items():
                yield form, token, kind, source_of[form], seen.count
