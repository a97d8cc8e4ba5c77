"""Whom a pronoun means: the people and things that the sentences before were about."""

from __future__ import annotations

from analysis.speech import english
from analysis.speech.claims import Narration
from analysis.speech.sources import Source, person_source

# A pronoun does not reach back over a dozen people.
_REACH = 12
# "what Berg meant when he wrote"
_BEFORE_CLAUSES = english.CONJUNCTIONS | {"that"}


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
        if self.recent and self.recent[0].human:
            return self.recent[0]
        return None

    def meant(self, pronoun: Source, sentence: Narration, at: int) -> Source | None:
        """Whom "he", "she" or "they" at a place means: somebody before it, or named last."""
        # In "The plan of Berg is dead, he said" Berg is spoken of.
        spoken = [claim for claim in sentence.claims if claim.verb < at]
        aside = not spoken and sentence.low(at - 1) == ","
        sources = []
        if not aside:
            sources += _subjects(sentence, at)
        sources += self.recent
        sources += _people(sentence, at)

        meant = None
        for source in sources:
            if not _fits(source, pronoun):
                continue
            meant = meant or source
            # "A spokeswoman spoke, and Lima left. She said": people who are named come first.
            if source.kind != "role":
                meant = source
                break
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
    spoke = [claim.source for claim in reversed(sentence.claims) if claim.verb < at]
    found = spoke[:3]
    subject = sentence.main(at)
    if subject:
        found.append(subject)
    for name in reversed(sentence.names):
        if name.end >= at or sentence.low(name.begin - 1) not in _BEFORE_CLAUSES:
            continue
        source = sentence.source(name.begin, name.end)
        if source:
            found.append(source)
    # "Berg's critics say he"
    begin = min(at, sentence.opening + 5)
    found += _people(sentence, begin)[:1]
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
    if source.kind == "group":
        return pronoun.text.lower() == "they"
    return source.kind in ("thing", "name")
