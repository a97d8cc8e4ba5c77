"""The subjects of verbs of speech in a sentence of narration."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.speech import english
from analysis.speech.people import People
from analysis.speech.sentence import BREAKS, SOME, Sentence
from analysis.speech.sources import Source
from analysis.speech.tokens import DASHES, QUOTE

# Where a clause may begin.
_EDGES = english.CONJUNCTIONS | DASHES | {",", "(", QUOTE, ";", ":", "that"}
# "Berg, who said", but not "Berg, whose aide said".
_SUBJECT_RELATIVES = english.RELATIVES - {"whose"}


@dataclass(frozen=True, slots=True)
class Claim:
    """A word of speech with its source: `begin` to `end` are its tokens, `verb` is the word's."""

    source: Source
    verb: int
    begin: int
    end: int
    kind: str  # say, call, think, noun, according


class Subjects(Sentence):
    """A sentence, the words of speech found in it so far, and where the subject of a verb is."""

    def __init__(self, text: str, people: People, endings: str = "") -> None:
        super().__init__(text, people, endings)
        self.claims: list[Claim] = []

    def subject(self, last: int) -> tuple[int, Source | None]:
        """Where the subject of a verb begins, and what it is; `last` comes before the verb."""
        low = self.low(last)
        some = self._some_of(last)
        if some:
            return some
        if low in english.PRONOUNS:
            return last, self.source(last, last + 1)
        if low in ("i", "we", "you"):
            return last, Source(self.tokens[last].text, "writer")

        # "Berg, who said", "Berg, who in 2013 said"
        relative = last
        if self.low(last - 1) in english.PREPOSITIONS:
            relative = last - 2
        if self.low(relative) in _SUBJECT_RELATIVES:
            end = relative
            if self.low(relative - 1) == ",":
                end -= 1
            begin = self.group_before(end)
            source = self.source(begin, end)
            return begin, source or self.shared(last)

        found = None
        if low in (",", ")", *DASHES):
            found = self.apposition(last)
        found = found or self._described_by_clause(last)
        if found:
            return found
        if last < 0 or self._stops(last):
            return last + 1, self.shared(last + 1)
        begin = self.group_before(last + 1)
        return begin, self.source(begin, last + 1)

    def _described_by_clause(self, last: int) -> tuple[int, Source] | None:
        """The subject before a clause without commas: *diplomats who asked not to be named said*."""
        low = self.low(last)
        if low not in english.PARTICIPLES and not low.endswith("ed"):
            return None
        # Eight words hold "who asked not to be named".
        for at in range(last - 1, max(last - 8, 0), -1):
            low = self.low(at)
            if low in _EDGES:
                return None
            if low == "who":
                begin = self.group_before(at)
                source = self.source(begin, at)
                if source is None or not source.kind:
                    return None
                return begin, source
        return None

    def _some_of(self, last: int) -> tuple[int, Source] | None:
        """A part of a group that speaks: *one of them said*, *two of the ministers said*."""
        end = last + 1
        begin = last
        if self.low(last) != "them":
            begin = self.group_before(end)
        first = begin - 2
        if first < 0 or self.low(begin - 1) != "of" or self.low(first) not in SOME:
            return None
        words = self.slice(first, end)
        return first, Source(words, "group")

    def participle(self, last: int, at: int) -> Source | None:
        """The subject of a verb in -ing: *a sign reading*, or the sentence's: *…, adding*."""
        begin = self.group_before(last + 1)
        source = None
        if last >= 0 and not self._stops(last):
            source = self.source(begin, last + 1)
        if self.low(last) == "as":
            # "quotes Berg as saying", but "Berg was quoted as saying"
            for name in self.names:
                if name.end == last and name.begin:
                    return self.source(name.begin, last)
        if source and self.low(at) == "reading":
            return source  # a sign reading
        linked = self.low(begin - 1) in english.PREPOSITIONS
        if source and source.person and linked:
            return source  # ends with Berg saying

        shared = None
        if self.low(last) == ",":
            shared = self.main(last)
        if shared is None or not shared.kind:
            shared = self.shared(at)
        if shared and shared.kind:
            return shared
        return source or shared

    def shared(self, at: int) -> Source | None:
        """The subject that a verb shares: the last claim's before it, or the sentence's own."""
        for claim in reversed(self.claims):
            if claim.verb < at and claim.kind != "noun":
                return claim.source
        return self.main(at)

    def apposition(self, last: int) -> tuple[int, Source] | None:
        """The subject before commas or brackets that describe it: *Berg, an aide, said*."""
        best = None
        edge = last

        # Sixty words back is another clause.
        for at in range(last - 1, max(-2, last - 60), -1):
            low = self.low(at)
            if at >= 0 and (low not in _EDGES or self._joins(at - 1, at + 2)):
                continue
            begin = at + 1
            found = None
            if begin < edge:
                found = self._before_comma(begin)
            if found and (best is None or _is_better(found, best[1])):
                best = (begin, found)
            edge = begin
            if best and low in (QUOTE, ";", ":"):
                break
        return best

    def _before_comma(self, begin: int) -> Source | None:
        """A source that begins at a place and is described by what follows it."""
        end = self.group_after(begin)
        if end <= begin:
            return None
        source = self.reach(begin)
        if source is None or not source.kind:
            return None
        after = self.low(end)
        if after in (",", "(", *DASHES) or after in BREAKS:
            return source
        return None


def _is_better(found: Source, best: Source) -> bool:
    """Whether a source is better than one after it: a name, or one after what is no name.

    A name is better than what describes it, and of two the first one speaks.
    """
    named = ("person", "name")
    return found.kind in named or best.kind not in named
