"""The words of speech in a sentence of narration, each with its source."""

from __future__ import annotations

from analysis.speech import english
from analysis.speech.people import People
from analysis.speech.sources import Source, is_noun
from analysis.speech.subjects import Claim, Subjects
from analysis.speech.tokens import DASHES, QUOTE

# What comes before a verb that comes before its subject.
_BEFORE_INVERTED = DASHES | {"", ",", QUOTE}
_BE = frozenset(("is", "are", "was", "were", "be", "been", "being", "get", "got"))
# "known as", "written by" need "has" before them to be somebody's words.
_PASSIVE_ONLY = frozenset(("known", "written", "spoken", "sung", "begun", "sworn"))
_ARTICLES = frozenset(("a", "an", "the", "his", "its", "their", "my", "our", "your"))
_BEGIN = frozenset(("begin", "begins", "began", "begun", "beginning"))
# What follows a noun of speech whose words are quoted: "his claim that “…”"
_AFTER_NOUN = frozenset(("from", "by", "that", "about", "of", ":", ",", QUOTE))
# The words that end *according to*, *in the words of*: few words need a closer look.
_LAST_OF_PHRASES = frozenset(phrase[-1] for phrase in english.SOURCE_PHRASES)


class Narration(Subjects):
    """A sentence with its words of speech and their sources.

    >>> sentence = Narration("Berg said he was “glad,” according to Ana Lima.", People())
    >>> [(claim.kind, claim.source.text) for claim in sentence.claims]
    [('say', 'Berg'), ('according', 'Ana Lima')]
    """

    def __init__(self, text: str, people: People, endings: str = "") -> None:
        super().__init__(text, people, endings)
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
        noun = self.low(at).removesuffix("s")
        if noun not in english.SPEECH_NOUNS or self.owns(at):
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
        if not kind:
            return None
        if at > 0 and self.capital(at):
            return None
        following = self.low(at + 1)
        if low in _BEGIN and (not self.endings or following == QUOTE):
            return None  # the trial begins, talks could begin “as soon as Monday”
        phrase = english.PHRASES.get(low)
        if phrase and following != phrase:
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
        if low == "to" or low in english.AUXILIARIES or low in english.ADVERBS:
            return True
        return low.endswith("ly") and not is_noun(low)

    def _is_noun(self, before: int, at: int) -> bool:
        """Whether a form that can be a noun is one: *the claims of*, *Berg's attack*."""
        previous = self.low(before)
        if previous in _ARTICLES:
            return True  # on a call, in his attack
        owned = self.owns(before)
        if not is_noun(self.low(at)):
            return owned and previous not in english.PRONOUNS
        if owned or previous in english.DETERMINERS or previous in english.PREPOSITIONS:
            return True
        # "her “private” emails", but "“Now,” reports Berg"
        return previous == QUOTE and not self.pauses(before)

    def _agent(self, at: int, kind: str) -> Claim | None:
        """The claim of a passive verb whose agent follows: *described by Berg as “…”*."""
        # Fifteen words hold "condemned in its report of May as “…” by".
        end = min(at + 16, len(self.tokens))
        for by in range(at + 1, end):
            if self.low(by) == "by":
                source = self.reach(by + 1)
                if source is None:
                    return None
                return Claim(source, at, at, at + 1, kind)
        return None

    def _inverted(self, before: int, at: int, kind: str) -> Claim | None:
        """The claim of a verb before its subject: “…,” said Berg – Said Berg: “…”."""
        low = self.low(at)
        previous = self.low(before)
        if kind != "say" or previous not in _BEFORE_INVERTED:
            return None
        # "went on", "told" need an object
        if low.endswith("ing") or low in english.PHRASES or low in ("tell", "tells", "told"):
            return None

        after_comma = previous == ","
        quoted = self.pauses(before) or (after_comma and self.low(before - 1) == QUOTE)
        # "Berg, who leads the town, said Europe must act": Berg comes first.
        if after_comma and not quoted and self.apposition(before):
            return None

        begin = at + 1
        source = self.reach(begin)
        if source is None:
            return None
        end = self.group_after(begin)
        if source.kind == "role" and self.low(end) == ",":
            # “…,” said the town's mayor, Ana Berg.
            begin = end + 1
            named = self.reach(begin)
            if named and named.kind in ("person", "name"):
                return Claim(named, at, at, self.group_after(begin), kind)
        if quoted or source.human or source.kind == "group":
            return Claim(source, at, at, end, kind)
        return None

    def _active(self, before: int, at: int, kind: str) -> Claim | None:
        """The claim of a verb after its subject, or with one that it shares."""
        low = self.low(at)
        previous = self.low(before)
        helpers = self.lows(before + 1, at)
        # "is saying" has a subject of its own, ", saying" has not.
        gerund = low.endswith("ing") and _BE.isdisjoint(helpers)

        if not helpers and not gerund:
            if not previous:
                return None
            if previous == QUOTE:
                # "Berg, whom Lima called “…,” told the board": back over the quotation.
                found = self.apposition(at)
                return found and Claim(found[1], at, found[0], at + 1, kind)
        begin = at
        source: Source | None
        if "to" in helpers:
            source = self.shared(at)
        elif gerund:
            source = self.participle(before, at)
        else:
            begin, source = self.subject(before)

        if source is None:
            return None
        if not source.kind and is_noun(low) and not gerund:
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


def _plural(source: Source) -> bool:
    """Whether a verb in its base form goes with a source: *they say*, *I say*, *critics say*."""
    if source.kind in ("group", "writer") or source.text.lower() == "they":
        return True
    return source.text.endswith("s")
