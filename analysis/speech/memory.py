"""Whom a pronoun means: the people and things that the sentences before were about."""

from __future__ import annotations

from analysis.speech import english
from analysis.speech.claims import Narration
from analysis.speech.sources import Source, person_source

# A pronoun does not reach back over a dozen people.
_REACH = 12


class Memory:
    """Whom an article was about so far, the likeliest to be meant first."""

    def __init__(self) -> None:
        self.recent: list[Source] = []

    def put(self, *sources: Source) -> None:
        """Put sources in front of those that a pronoun may mean, the first one foremost."""
        order: dict[str, Source] = {}
        for source in [*sources, *self.recent]:
            if source.kind not in ("pronoun", "writer"):
                order.setdefault(source.name, source)
        self.recent = list(order.values())[:_REACH]

    def last(self) -> Source | None:
        """Who was named last and can speak."""
        return next((source for source in self.recent[:1] if source.human), None)

    def meant(self, pronoun: Source, sentence: Narration, at: int) -> Source | None:
        """Whom "he", "she" or "they" at a place means: somebody before it, or named last."""
        # In "The plan of Berg is dead, he said" Berg is spoken of.
        spoken = any(claim.verb < at for claim in sentence.claims)
        aside = sentence.low(at - 1) == "," and not spoken
        near: list[Source] = []
        if not aside:
            near = _subjects(sentence, at)

        sources = [*near, *self.recent, *_people(sentence, at)]
        fitting = [source for source in sources if _fits(source, pronoun)]
        # "A spokeswoman spoke, and Lima left. She said": people who are named come first.
        meant = next(iter(sorted(fitting, key=lambda source: source.kind == "role")), None)
        if meant and meant.person and pronoun.sex:
            meant.person.sex = pronoun.sex
        return meant

    def remember(self, sentence: Narration, *, spoken: bool) -> None:
        """After a sentence its speaker, its subject and its people are whom a pronoun means."""
        fresh = []
        if spoken:
            fresh = self.recent[:1]
        subject = sentence.main(len(sentence.tokens))
        if subject and subject.kind == "pronoun":
            subject = self.meant(subject, sentence, 0)
        # In "Marsh tweeted" the subject is known by its verb only.
        if subject and (subject.kind or not sentence.claims):
            fresh.append(subject)
        fresh += [claim.source for claim in sentence.claims[:1]]
        fresh += _people(sentence, len(sentence.tokens))
        self.put(*fresh)


def _subjects(sentence: Narration, at: int) -> list[Source]:
    """Whom a pronoun can mean in its own sentence: who spoke, the subject before it."""
    # The last three who spoke are the likeliest.
    found = [claim.source for claim in reversed(sentence.claims) if claim.verb < at][:3]
    subject = sentence.main(at)
    if subject:
        found.append(subject)
    # "what Berg meant when he wrote"
    clauses = english.CONJUNCTIONS | {"that"}
    for name in reversed(sentence.names):
        if name.end < at and sentence.low(name.begin - 1) in clauses:
            source = sentence.source(name.begin, name.end)
            if source:
                found.append(source)
    # "Berg's critics say he"
    found += _people(sentence, min(at, sentence.opening + 5))[:1]
    return found


def _people(sentence: Narration, end: int) -> list[Source]:
    """The people named in a sentence before a place, those last who only own something."""
    people = []
    owners = []
    for name in sentence.names:
        if name.end > end:
            continue
        person = sentence.people.find(name)
        if person and name.owns:
            owners.append(person_source(person))
        elif person:
            people.append(person_source(person))
    return people + owners


def _fits(source: Source, pronoun: Source) -> bool:
    """Whether a pronoun can mean a source."""
    if pronoun.sex:
        sex = source.sex
        if source.person:
            sex = source.person.sex
        return source.human and sex in ("", pronoun.sex)
    several = source.kind == "group" and pronoun.text.lower() == "they"
    return several or source.kind in ("thing", "name")
