"""From text to mentions: names are found, guarded ones set aside, ambiguous ones told apart by their context."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis import lexicon, schema
from analysis.countries.context import Context, Span, over
from analysis.countries.gazetteer import NAMED
from analysis.countries.knowledge import Knowledge, knowledge, labels, types
from analysis.countries.phrases import SPAN, Words

_WHERE = (
    "in",
    "to",
    "from",
    "at",
    "near",
    "around",
    "outside",
    "inside",
    "across",
    "a",
    "an",
)  # no person is named so


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


class _Aside(NamedTuple):
    """A mention that does not count, the words that gave it away, the reason, and whether others like it follow it."""

    mention: _Mention
    guard: str
    reason: str
    again: str = ""  # "person" or "place": the other mentions by this name are no mentions either


def mentions(
    highlights: pd.DataFrame, *, gazetteer: str | Path | pd.DataFrame | None = None
) -> pd.DataFrame:
    """One row a mention of a country, territory, body or region, in both voices: the schema's `mentions`.

    `gazetteer` holds your own rows, which win (see `countries.gazetteer`). A mention that stays open has no entity but
    `candidates`. What looks like a mention and is none is in `suppressed`. The text is taken as it stands, so that
    `text[start:end] == surface`; a name is also found with curly apostrophes, no-break spaces, line breaks and other
    hyphens inside it, without its accents or with combining ones, and all in capitals.

    >>> text = "The West asked us; Russia and the U.S. met near the Sea of Japan, Congo did not."
    >>> highlights = pd.DataFrame({"document": "a", "number": [1], "headline": "", "quote": [text]})
    >>> mentions(highlights)[["surface", "entity", "kind", "candidates"]].values.tolist()
    ... # doctest: +NORMALIZE_WHITESPACE
    [['West', 'the-west', 'body', ''], ['Russia', 'RUS', 'name', ''], ['U.S.', 'USA', 'name', ''],
     ['Congo', '', 'name', 'COD|COG']]
    """
    return _read(highlights, gazetteer)[0]


def suppressed(
    highlights: pd.DataFrame, *, gazetteer: str | Path | pd.DataFrame | None = None
) -> pd.DataFrame:
    """One row a span that looks like a mention and is not counted: the schema's `suppressed`.

    `entity`, `label` and `kind` say what it would have been counted as, `guard` which words gave it away, `reason` why.

    >>> highlights = pd.DataFrame({"document": "a", "number": [1], "headline": "", "quote": ["the Sea of Japan"]})
    >>> suppressed(highlights)[["surface", "entity", "guard", "reason"]].values.tolist()
    [['Japan', 'JPN', 'Sea of Japan', 'a sea, strait or other feature, not the country']]
    """
    return _read(highlights, gazetteer)[1]


def _read(
    highlights: pd.DataFrame, own: str | Path | pd.DataFrame | None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Both tables, read highlight by highlight."""
    schema.check(highlights, "highlights", needs=("document", "number", *schema.VOICES))
    known = knowledge(own)
    hits = lexicon.find(highlights.assign(number=range(len(highlights))), known.lexicon)
    columns = (
        hits[name].tolist() for name in ("number", "voice", "start", "end", "surface", "entry")
    )
    texts = [highlights[voice].tolist() for voice in schema.VOICES]
    counted, set_aside = [], []
    for at, group in groupby(zip(*columns, strict=True), key=lambda hit: hit[0]):
        spans = defaultdict(list)
        for _, *span, entry in group:
            spans[known.parts[entry]].append(Span(*span, known.rows[entry]))
        kept, aside = _judged(
            {v: text[at] for v, text in zip(schema.VOICES, texts, strict=True)}, spans, known
        )
        counted += ((at, *mention) for mention in kept)
        set_aside += ((at, *one.mention[:-1], one.guard, one.reason) for one in aside)
    return _table(counted, "mentions", highlights), _table(set_aside, "suppressed", highlights)


def _table(rows: list[tuple], name: str, highlights: pd.DataFrame) -> pd.DataFrame:
    """The rows, each behind the position of its highlight, as a table."""
    table = pd.DataFrame(rows, columns=[column.name for column in schema.columns(name)][1:])
    at = table["number"].to_numpy(dtype="int64")
    numbers, documents = highlights["number"].to_numpy()[at], highlights["document"].array.take(at)
    return schema.table(table.assign(number=numbers, document=documents), name)


def _judged(
    texts: dict[str, str], spans: dict[str, list[Span]], known: Knowledge
) -> tuple[list[_Mention], list[_Aside]]:
    """The mentions of one highlight and those set aside, both in order."""
    context = Context(texts, spans["name"], spans["clue"])
    guards = {
        voice: [span for span in spans["guard"] if span.voice == voice] for voice in schema.VOICES
    }
    names = {
        voice: [span for span in spans["name"] if span.voice == voice] for voice in schema.VOICES
    }
    judged = [_judgement(span, guards[span.voice], context, known) for span in spans["name"]]
    judged += [
        _guarded(span)
        for span in spans["guard"]
        if span.row.entity and not over(span, names[span.voice])
    ]
    again = {
        one.mention.surface.casefold(): one
        for one in judged
        if isinstance(one, _Aside) and one.again
    }
    judged = [_follows(one, again, context) for one in judged if one is not None]
    kept = [one for one in judged if isinstance(one, _Mention)]
    aside = sorted(
        (one for one in judged if isinstance(one, _Aside)),
        key=lambda one: (schema.VOICES.index(one.mention.voice), one.mention.start),
    )
    return kept, aside


def _judgement(
    span: Span, guards: list[Span], context: Context, known: Knowledge
) -> _Mention | _Aside | None:
    """What a span with a name is: a mention, one to set aside, or none where it lacks the words it needs."""
    row, beside = span.row, context.beside(span)
    mention = _Mention(
        *span[:4], row.entity, row.label, row.kind, "" if row.entity else row.candidates
    )
    named = NAMED in row.needs and context.names(row.entity)
    if row.needs and not named and not any(known.needs[row.needs].around(*beside)):
        return None
    for guard in over(span, guards):
        if guard.end - guard.start > span.end - span.start and guard.row.of != "nothing":
            return _Aside(mention, guard.surface, guard.row.reason, guard.row.again)
    phrase, guard = _longest_guard(row, beside, known)
    if guard and guard.of != "nothing":
        return _Aside(mention, phrase.replace(SPAN, span.surface), guard.reason, guard.again)
    if (
        row.form in known.capitals
        and context.in_capitals(span)
        and not any(known.capitals[row.form].around(*beside))
    ):
        return _Aside(mention, span.surface, "a pronoun, for all one can see among capitals")
    return (
        _told_apart(mention, context.told_apart(span, known), span) if row.candidates else mention
    )


def _longest_guard(
    row: tuple, beside: tuple[Words, Words], known: Knowledge
) -> tuple[str, tuple | None]:
    """The longest phrase beside a name that guards it, and its row; one of nothing keeps shorter ones from guarding."""
    applies = {"", "nothing", row.kind, row.form}
    fitting = [
        (p, guard)
        for p, guard in known.guards.around(*beside)
        if applies.intersection(guard.of.split("; "))
    ]
    return max(fitting, key=lambda one: len(one[0]), default=("", None))


def _told_apart(mention: _Mention, entity: str, span: Span) -> _Mention | _Aside:
    """The mention, as a mention of the entity that the context speaks for."""
    first = span.row.candidates.split("|")[0]
    if not entity or entity == mention.entity:
        return mention
    if entity not in types():
        would = mention._replace(entity=first, label=labels()[first], candidates="")
        return _Aside(would, span.surface, f"here {labels().get(entity, entity)}")
    kind = types()[entity] if types()[entity] in ("body", "region") else mention.kind
    if kind == "capital" and mention.entity:
        kind = "city"  # of another country than the one whose capital has the name
    return mention._replace(entity=entity, label=labels()[entity], kind=kind, candidates="")


def _guarded(span: Span) -> _Aside:
    """A guard that is itself what would have been counted."""
    row = span.row
    return _Aside(
        _Mention(*span[:4], row.entity, labels()[row.entity], row.kind, ""),
        span.surface,
        row.reason,
    )


def _follows(
    one: _Mention | _Aside, again: dict[str, _Aside], context: Context
) -> _Mention | _Aside:
    """A mention by the name of a person or namesake follows it, unless the text shows that the place is meant."""
    first = again.get(one.surface.casefold()) if isinstance(one, _Mention) else None
    if first is None or context.names(one.entity, besides=one.surface):
        return one
    before, _ = context.beside(one)
    if first.again == "person" and before and before[0].lower() in _WHERE:
        return one
    return _Aside(one, one.surface, first.reason)
