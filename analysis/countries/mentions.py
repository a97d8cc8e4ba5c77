"""From text to mentions: names are found, guarded ones set aside, ambiguous ones told apart by their context."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis import lexicon, schema
from analysis.countries.gazetteer import FOLDER, entities, gazetteer, read
from analysis.countries.phrases import SPAN, Phrases, neighbours

_SENTENCE = 300  # characters at most on either side
_PERSON = "a person's name"


def mentions(highlights: pd.DataFrame, *, gazetteer: str | Path | pd.DataFrame | None = None) -> pd.DataFrame:
    """One row a mention of a country, territory, body or region, in both voices: the schema's `mentions`.

    `gazetteer` holds your own rows, which win (see `countries.gazetteer`). A mention that stays open has no entity but
    `candidates`. What looks like a mention and is none is in `suppressed`.
    """
    return _read(highlights, gazetteer)[0]


def suppressed(highlights: pd.DataFrame, *, gazetteer: str | Path | pd.DataFrame | None = None) -> pd.DataFrame:
    """One row a span that looks like a mention and is not counted: the schema's `suppressed`.

    `entity`, `label` and `kind` say what it would have been counted as, `guard` which words gave it away, `reason` why.
    """
    return _read(highlights, gazetteer)[1]


class _Knowledge(NamedTuple):
    """The tables made ready: built once for the bundled ones."""

    lexicon: lexicon.Lexicon
    entries: list[tuple]  # (set, row of the table it came from)
    needs: dict[int, Phrases]
    beside: Phrases  # guards with a span in them
    clues: Phrases  # clues with a span in them


class _Span(NamedTuple):
    """A span of one highlight, and the row of the table that names it."""

    voice: str
    start: int
    end: int
    surface: str
    row: tuple


class _Mention(NamedTuple):
    """A span that counts, or would have counted."""

    voice: str
    start: int
    end: int
    surface: str
    entity: str
    label: str
    kind: str
    candidates: str


def _read(highlights: pd.DataFrame, own: str | Path | pd.DataFrame | None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Both tables: mentions and suppressed spans."""
    known = _bundled() if own is None else _knowledge(own)
    hits = lexicon.find(highlights.assign(number=range(len(highlights))), known.lexicon)
    columns = zip(
        *(hits[name].tolist() for name in ("number", "voice", "start", "end", "surface", "entry")), strict=True
    )
    headlines, quotes = highlights["headline"].tolist(), highlights["quote"].tolist()
    found = {"mentions": [], "suppressed": []}
    for at, group in groupby(columns, key=lambda hit: hit[0]):
        texts = {"headline": headlines[at], "quote": quotes[at]}
        spans = defaultdict(list)
        for _, voice, start, end, surface, entry in group:
            part, row = known.entries[entry]
            spans[part].append(_Span(voice, start, end, surface, row))
        counted, set_aside = _judged(texts, spans, known)
        found["mentions"] += [(at, *mention) for mention in counted]
        found["suppressed"] += [(at, *mention[:-1], guard, reason) for mention, guard, reason in set_aside]
    return tuple(_table(rows, name, highlights) for name, rows in found.items())


def _table(rows: list[tuple], name: str, highlights: pd.DataFrame) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=[column.name for column in schema.columns(name)][1:])
    at = table["number"].to_numpy(dtype="int64")
    table["document"] = highlights["document"].to_numpy()[at]
    table["number"] = highlights["number"].to_numpy()[at]
    return schema.table(table, name)


@cache
def _bundled() -> _Knowledge:
    return _knowledge(None)


def _knowledge(own: str | Path | pd.DataFrame | None) -> _Knowledge:
    names = gazetteer(own)
    guards, clues = read(FOLDER / "guards.csv"), read(FOLDER / "clues.csv")
    literal, beside = (guards[guards["phrase"].str.contains(SPAN) == with_span] for with_span in (False, True))
    forms, entries = [], []
    for kind, table, column in (("name", names, "form"), ("guard", literal, "phrase"), ("clue", clues, "clue")):
        for row in table.itertuples(index=False):
            form = getattr(row, column)
            if kind == "clue" and SPAN in form:
                continue
            for written in dict.fromkeys([form, form.upper()] if kind != "guard" or not form.islower() else [form]):
                forms.append((written, "exact", kind))
                entries.append((kind, row))
    built = lexicon.build(pd.DataFrame(forms, columns=["form", "case", "set"]))
    needs = {phrases: Phrases((p.strip(), True) for p in phrases.split(";")) for phrases in set(names["needs"]) - {""}}
    return _Knowledge(
        built,
        entries,
        needs,
        Phrases((row.phrase, row) for row in beside.itertuples(index=False)),
        Phrases((row.clue, row.entity) for row in clues.itertuples(index=False) if SPAN in row.clue),
    )


def _judged(
    texts: dict[str, str], spans: dict[str, list[_Span]], known: _Knowledge
) -> tuple[list[_Mention], list[tuple[_Mention, str, str]]]:
    """The mentions of one highlight, and those set aside with guard and reason, both in order."""
    counted, set_aside, labels = [], [], _labels()
    guards = {voice: [g for g in spans["guard"] if g.voice == voice] for voice in schema.VOICES}
    evidence = _Evidence(spans, texts)
    for guard in spans["guard"]:
        if guard.row.entity:
            would = _Mention(*guard[:4], guard.row.entity, labels[guard.row.entity], guard.row.kind, "")
            if not any(n.voice == guard.voice and n.start < guard.end and guard.start < n.end for n in spans["name"]):
                set_aside.append((would, guard.surface, guard.row.reason))
    for span in spans["name"]:
        row = span.row
        mention = _Mention(*span[:4], row.entity, row.label, row.kind, "" if row.entity else row.candidates)
        before, behind = neighbours(texts[span.voice], span.start, span.end)
        if row.needs and not any(known.needs[row.needs].around(before, behind)):
            continue
        guard = _covering(span, guards[span.voice])
        if guard is not None:
            set_aside.append((mention, guard.surface, guard.row.reason))
            continue
        beside = next(_guards_beside(known, before, behind, row), None)
        if beside is not None:
            set_aside.append((mention, beside[0].replace(SPAN, span.surface), beside[1].reason))
            continue
        if row.candidates:
            entity = _told_apart(span, known.clues.around(before, behind), evidence)
            if entity and entity not in _entities():
                would = mention._replace(
                    entity=row.candidates.split("|")[0], label=labels[row.candidates.split("|")[0]]
                )
                set_aside.append((would, span.surface, f"here {labels.get(entity, entity)}"))
                continue
            if entity != row.entity:
                kind = "body" if _entities().get(entity) == "body" else row.kind
                mention = mention._replace(entity=entity, label=labels[entity], kind=kind, candidates="")
        counted.append(mention)
    return _persons_apart(counted, set_aside, texts)


def _covering(span: _Span, guards: list[_Span]) -> _Span | None:
    """The guard that hides the span: one that is longer and holds it or, where they only overlap, not shorter."""
    at = bisect_left(guards, span.end, key=lambda guard: guard.start)
    for guard in guards[max(0, at - 2) : at]:
        overlap = guard.start < span.end and span.start < guard.end
        if overlap and guard.end - guard.start > span.end - span.start:
            return guard
    return None


def _guards_beside(known: _Knowledge, before: list[str], behind: list[str], row: tuple):
    """The guards with a span in them that fit the words beside this one: phrase and row."""
    for phrase, guard in known.beside.around(before, behind):
        of = guard.of.split("; ")
        if not guard.of or row.kind in of or row.form in of:
            yield phrase, guard


class _Evidence:
    """The clues of one highlight: entity by entity, sentence by sentence."""

    def __init__(self, spans: dict[str, list[_Span]], texts: dict[str, str]) -> None:
        self.texts = texts
        self.places = defaultdict(list)
        clear = [s for s in spans["name"] if s.row.entity and not s.row.candidates and not s.row.needs]
        for span in (*spans["clue"], *clear):
            self.places[span.row.entity, span.voice].append(span.start)
        for places in self.places.values():
            places.sort()

    def count(self, entity: str, voice: str, start: int, end: int) -> int:
        places = self.places.get((entity, voice), ())
        return bisect_left(places, end) - bisect_left(places, start)

    def in_all(self, entity: str) -> int:
        return sum(len(self.places.get((entity, voice), ())) for voice in schema.VOICES)


def _told_apart(span: _Span, beside, evidence: _Evidence) -> str:
    """The candidate for which the words beside, the sentence or else the highlight speak; the default, or empty."""
    candidates, default = span.row.candidates.split("|"), span.row.entity
    near = {entity for _, entity in beside} & set(candidates)
    if near:
        if len(near) == 1:
            return near.pop()
        return default if default in near else ""
    low, high = _sentence(evidence.texts[span.voice], span.start, span.end)
    for counts in (
        {entity: evidence.count(entity, span.voice, low, high) for entity in candidates},
        {entity: evidence.in_all(entity) for entity in candidates},
    ):
        ranked = sorted(counts.items(), key=lambda item: -item[1])
        if ranked[0][1] > ranked[1][1]:
            return ranked[0][0]
    return default


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around a span begins and ends, as far as it can be told without looking far."""
    low, high = max(0, start - _SENTENCE), min(len(text), end + _SENTENCE)
    begin = max(text.rfind(sign, low, start) for sign in (". ", "! ", "? ", "\n\n", "; "))
    ends = [at for sign in (". ", "! ", "? ", "\n\n", "; ") if (at := text.find(sign, end, high)) >= 0]
    return max(low, begin + 1), min([high, *ends])


def _persons_apart(counted, set_aside, texts):
    """The same, with the later mentions of a person by one name set aside too."""
    persons = {mention.surface for mention, _, reason in set_aside if reason == _PERSON}
    kept = []
    for mention in counted:
        if mention.surface in persons:
            before, _ = neighbours(texts[mention.voice], mention.start, mention.end)
            if (before or [""])[0].lower() not in ("in", "from", "to", "at", "of", "near", "via"):
                set_aside.append((mention, mention.surface, _PERSON))
                continue
        kept.append(mention)
    order = {voice: at for at, voice in enumerate(schema.VOICES)}
    set_aside.sort(key=lambda item: (order[item[0].voice], item[0].start))
    return kept, set_aside


@cache
def _labels() -> dict[str, str]:
    return dict(zip(entities()["entity"], entities()["label"], strict=True))


@cache
def _entities() -> dict[str, str]:
    """The type of everything that can be meant."""
    return {entity: kind for entity, kind in zip(entities()["entity"], entities()["type"], strict=True) if kind}
