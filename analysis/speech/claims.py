"""The words of speech in a sentence of narration, each with its source."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.speech import english
from analysis.speech.people import People
from analysis.speech.sentence import BREAKS, SOME, Sentence, Source, is_noun
from analysis.speech.tokens import DASHES, QUOTE

# Where a clause may begin.
_EDGES = english.CONJUNCTIONS | DASHES | {",", "(", QUOTE, ";", ":", "that"}
_BE = frozenset(("is", "are", "was", "were", "be", "been", "being", "get", "got"))
# "known as", "written by" need "has" before them to be somebody's words.
_PASSIVE_ONLY = frozenset(("known", "written", "spoken", "sung", "begun", "sworn"))
_ARTICLES = frozenset(("a", "an", "the", "his", "its", "their", "my", "our", "your"))
_BEGIN = frozenset(("begin", "begins", "began", "begun", "beginning"))
# What follows a noun of speech whose words are quoted: "his claim that “…”"
_AFTER_NOUN = frozenset(("from", "by", "that", "about", "of", ":", ",", QUOTE))


@dataclass(frozen=True, slots=True)
class Claim:
    """A word of speech with its source: `begin` to `end` are its tokens, `verb` is the word's."""

    source: Source
    verb: int
    begin: int
    end: int
    kind: str  # say, call, think, noun, according


# The words that end *according to*, *in the words of*: few words need a closer look.
_LAST_OF_PHRASES = frozenset(phrase[-1] for phrase in english.SOURCE_PHRASES)


class Narration(Sentence):
    """A sentence with its words of speech and their sources.

    >>> sentence = Narration("Berg said he was “glad,” according to Ana Lima.", People())
    >>> [(claim.kind, claim.source.text) for claim in sentence.claims]
    [('say', 'Berg'), ('according', 'Ana Lima')]
    """

    def __init__(self, text: str, people: People, endings: str = "") -> None:
        super().__init__(text, people, endings)
        self.claims: list[Claim] = []

        for at in range(len(self.tokens)):
            claim = self._according(at) or self._noun(at) or self._verb(at)
            if claim:
                self.claims.append(claim)

    def _according(self, at: int) -> Claim | None:
        """The claim of a phrase that ends at a place: *according to Berg*."""
        if self.low(at) not in _LAST_OF_PHRASES:
            return None
        for phrase in english.SOURCE_PHRASES:
            begin = at - len(phrase) + 1
            if self.lows(begin, at + 1) == phrase:
                source = self.reach(at + 1)
                if source is None:
                    return None
                return Claim(source, at, begin, at + 1, "according")
        return None

    def _noun(self, at: int) -> Claim | None:
        """The claim of a noun of speech with an owner: *Berg's remark that “…”*, *his claim*."""
        if self.low(at).removesuffix("s") not in english.SPEECH_NOUNS or self.owns(at):
            return None
        following = self.low(at + 1)
        equated = following in _BE and self.low(at + 2) == QUOTE
        if not equated and following not in _AFTER_NOUN:
            return None

        # Two words may come between: "Berg's now famous remark".
        for place in range(at - 1, max(at - 4, -1), -1):
            owner = self.owner(place)
            if owner:
                return Claim(owner, at, place, at + 1, "noun")
            if self._stops(place):
                return None
        return None

    def _verb(self, at: int) -> Claim | None:
        """The claim of a verb of speech: its subject is before it, after it, or shared."""
        low = self.low(at)
        kind = english.VERBS.get(low)
        if not kind or (self.capital(at) and at > 0):
            return None
        if low in _BEGIN and (not self.endings or self.low(at + 1) == QUOTE):
            return None  # the trial begins, talks could begin “as soon as Monday”
        phrase = english.PHRASES.get(low)
        if phrase and self.low(at + 1) != phrase:
            return None

        before = at - 1
        while before >= 0 and self._between(before):
            before -= 1
        helpers = self.lows(before + 1, at)
        passive = low.endswith("ed") or low in english.PARTICIPLES
        if passive and not _BE.isdisjoint(helpers):
            return self._agent(at, kind)
        if self._is_noun(before, at):
            return None

        inverted = self._inverted(before, at, kind)
        if inverted:
            return inverted
        if low in _PASSIVE_ONLY and before == at - 1:
            return None
        return self._active(before, at, kind)

    def _between(self, at: int) -> bool:
        """Whether a word may come between a subject and its verb: *has also said*."""
        low = self.low(at)
        if self.capital(at):
            return low in english.DAYS
        helper = low in english.AUXILIARIES or low in english.ADVERBS or low == "to"
        return helper or (low.endswith("ly") and not is_noun(low))

    def _is_noun(self, before: int, at: int) -> bool:
        """Whether a form that can be a noun is one: *the claims of*, *Berg's attack*."""
        if self.low(before) in _ARTICLES:
            return True  # on a call, in his attack
        if not is_noun(self.low(at)):
            return self.owns(before) and self.low(before) not in english.PRONOUNS
        previous = self.low(before)
        # "her “private” emails", but "“Now,” reports Berg"
        modified = previous == QUOTE and not self.pauses(before)
        determined = previous in english.DETERMINERS | english.PREPOSITIONS
        return modified or determined or self.owns(before)

    def _agent(self, at: int, kind: str) -> Claim | None:
        """The claim of a passive verb whose agent follows: *described by Berg as “…”*."""
        # Fifteen words hold "condemned in its report of May as “…” by".
        for by in range(at + 1, min(at + 16, len(self.tokens))):
            if self.low(by) == "by":
                source = self.reach(by + 1)
                if source is None:
                    return None
                return Claim(source, at, at, at + 1, kind)
        return None

    def _inverted(self, before: int, at: int, kind: str) -> Claim | None:
        """The claim of a verb before its subject: “…,” said Berg – Said Berg: “…”."""
        low, previous = self.low(at), self.low(before)
        # "went on", "told" need an object
        unfit = low.endswith("ing") or low in english.PHRASES or low in ("tell", "tells", "told")
        if kind != "say" or unfit or previous not in {"", ",", QUOTE} | DASHES:
            return None

        quoted = (previous == "," and self.low(before - 1) == QUOTE) or self.pauses(before)
        # "Berg, who leads the town, said Europe must act": Berg comes first.
        if previous == "," and not quoted and self._apposition(before):
            return None

        source = self.reach(at + 1)
        end = self.group_after(at + 1)
        if source and source.kind == "role" and self.low(end) == ",":
            # “…,” said the town's mayor, Ana Berg.
            named = self.reach(end + 1)
            if named and named.kind in ("person", "name"):
                return Claim(named, at, at, self.group_after(end + 1), kind)
        if source is None:
            return None
        clear = source.human or source.kind == "group"
        if clear or quoted:
            return Claim(source, at, at, end, kind)
        return None

    def _active(self, before: int, at: int, kind: str) -> Claim | None:
        """The claim of a verb after its subject, or with one that it shares."""
        low, previous = self.low(at), self.low(before)
        helpers = self.lows(before + 1, at)
        # "is saying" has a subject of its own, ", saying" has not.
        gerund = low.endswith("ing") and _BE.isdisjoint(helpers)

        if previous in ("", QUOTE) and not helpers and not gerund:
            if not previous:
                return None
            # "Berg, whom Lima called “…,” told the board": back over the quotation.
            found = self._apposition(at)
            return found and Claim(found[1], at, found[0], at + 1, kind)
        if "to" in helpers:
            begin, source = at, self._shared(at)
        elif gerund:
            begin, source = at, self._participle(before, at)
        else:
            begin, source = self._subject(before)

        if source is None or (is_noun(low) and not gerund and not source.kind):
            return None
        # "say" needs several speakers or a helping verb: "critics say", "he would say".
        if low in english.BASE_FORMS and not helpers and not _plural(source):
            return None
        # "saying anyone who complains is “…”": the first verb shows who speaks.
        if previous == "who" and not source.person and self.claims:
            return None
        if kind == "think" and source.kind in ("", "thing", "writer"):
            return None
        return Claim(source, at, begin, at + 1, kind)

    def _subject(self, last: int) -> tuple[int, Source | None]:
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
        if self.low(relative) in english.RELATIVES - {"whose"}:
            end = relative - (self.low(relative - 1) == ",")
            begin = self.group_before(end)
            return begin, self.source(begin, end) or self._shared(last)

        if low in (",", ")", *DASHES):
            found = self._apposition(last)
            if found:
                return found
        described = self._described_by_clause(last)
        if described:
            return described
        if last < 0 or self._stops(last):
            return last + 1, self._shared(last + 1)
        begin = self.group_before(last + 1)
        return begin, self.source(begin, last + 1)

    def _described_by_clause(self, last: int) -> tuple[int, Source] | None:
        """The subject before a clause without commas: *diplomats who asked not to be named said*."""
        if self.low(last) not in english.PARTICIPLES and not self.low(last).endswith("ed"):
            return None
        # Eight words hold "who asked not to be named".
        for at in range(last - 1, max(last - 8, 0), -1):
            if self.low(at) in _EDGES:
                return None
            if self.low(at) == "who":
                begin = self.group_before(at)
                source = self.source(begin, at)
                if source is None or not source.kind:
                    return None
                return begin, source
        return None

    def _some_of(self, last: int) -> tuple[int, Source] | None:
        """A part of a group that speaks: *one of them said*, *two of the ministers said*."""
        begin = last
        if self.low(last) != "them":
            begin = self.group_before(last + 1)
        counted = self.low(begin - 2) in SOME
        if self.low(begin - 1) != "of" or not counted or begin < 2:
            return None
        return begin - 2, Source(self.slice(begin - 2, last + 1), "group")

    def _participle(self, last: int, at: int) -> Source | None:
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
        linked = self.low(begin - 1) in english.PREPOSITIONS
        # "ends with Berg saying", "a sign reading"
        if source and (self.low(at) == "reading" or (source.person and linked)):
            return source

        shared = None
        if self.low(last) == ",":
            shared = self.main(last)
        if shared is None or not shared.kind:
            shared = self._shared(at)
        if shared and shared.kind:
            return shared
        return source or shared

    def _shared(self, at: int) -> Source | None:
        """The subject that a verb shares: the last claim's before it, or the sentence's own."""
        for claim in reversed(self.claims):
            if claim.verb < at and claim.kind != "noun":
                return claim.source
        return self.main(at)

    def _apposition(self, last: int) -> tuple[int, Source] | None:
        """The subject before commas or brackets that describe it: *Berg, an aide, said*."""
        best = None
        edge = last

        # Sixty words back is another clause.
        for at in range(last - 1, max(-2, last - 60), -1):
            if at >= 0 and (self.low(at) not in _EDGES or self._joins(at - 1, at + 2)):
                continue
            found = None
            if at + 1 < edge:
                found = self._before_comma(at + 1)
            # A name is better than what describes it, and of two the first one speaks.
            named = ("person", "name")
            if found and (best is None or found.kind in named or best[1].kind not in named):
                best = (at + 1, found)
            edge = at + 1
            if best and self.low(at) in (QUOTE, ";", ":"):
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
        if self.low(end) in (",", "(", *DASHES) or self.low(end) in BREAKS:
            return source
        return None


def _plural(source: Source) -> bool:
    """Whether a verb in its base form goes with a source: *they say*, *I say*, *critics say*."""
    if source.kind in ("group", "writer") or source.text.lower() == "they":
        return True
    return source.text.endswith("s")
