"""Who says a quotation of a sentence of narration."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.speech import english, terms
from analysis.speech.claims import Narration
from analysis.speech.memory import Memory
from analysis.speech.sentence import BREAKS
from analysis.speech.sources import Source
from analysis.speech.subjects import Claim
from analysis.speech.tokens import DASHES, QUOTE

# What may come between a quotation and the words that name its speaker: “…,” then Berg said.
_FILLERS = DASHES | english.ADVERBS - {"up", "on", "out", "back"} | {","}
# Quoted words from which a subject speaks without a verb of speech.
_ENOUGH = {"person": 1, "pronoun": 1, "name": 4, "": 4}
# Words after which a mark may open a term: "the “net rule”".
_BEFORE_TERMS = BREAKS | english.DETERMINERS


@dataclass(frozen=True, slots=True)
class Told:
    """Who says a quotation, and by what: two quotations with the same key are one act of speech."""

    speaker: str = ""
    basis: str = ""
    key: object = None


def told(sentence: Narration, at: int, words: str, memory: Memory) -> Told | None:
    """Who says the quotation at a place of a sentence.

    Parameters
    ----------
    sentence : Narration
        The sentence, with its words of speech.
    at : int
        The place of the quotation among the sentence's tokens.
    words : str
        The quoted words.
    memory : Memory
        Whom the article was about before; the speaker is put in front.

    Returns
    -------
    Told or None
        None where nobody is said to say the words: a title, a term, scare quotes.

    Examples
    --------
    >>> from analysis.speech.people import People
    >>> sentence = Narration("Berg called it \ue000 in his book \ue000.", People())
    >>> told(sentence, 3, "a mistake", Memory()).speaker
    'Berg'
    >>> told(sentence, 7, "The Way Home", Memory())
    """
    place = _Place(sentence, at, memory)
    title = terms.is_title(words)
    if title and terms.is_work(sentence, at):
        return None

    found = place.naming() or place.after() or place.signed()
    if found:
        return found
    if title and not terms.is_announced(sentence, at):
        return None
    count = len(words.split())
    found = place.before() or place.last_words()
    # "I know his “net rule”": a word or two of nobody's are a term.
    if found and (found.speaker or count > 2):
        return found

    # A word or two without a verb of speech are a term too.
    if count < 3 and len(sentence.endings) == 1:
        return None
    found = place.doing(count)
    if found:
        return found
    if sentence.low(at - 1) == ":":
        # "The message was simple: “…”"
        return nearest(memory)
    # "Calls people “pigs” and “dogs”": the words before are their object, and no preposition.
    low = sentence.low(at - 1)
    plain = low.isalpha() and not sentence.capital(at - 1) and low not in _BEFORE_TERMS
    called = plain and len(sentence.endings) > 1
    # Seven words are no term.
    if count > 6 or called:
        return Told()
    return None


def leads(sentence: Narration, memory: Memory) -> Told:
    """Who speaks after a sentence that ends in a colon."""
    end = len(sentence.tokens)
    place = _Place(sentence, end, memory)
    found = place.before()
    if found:
        return found
    subject = sentence.main(end)
    # "Their statements:" name nobody.
    if subject and (subject.human or subject.kind in ("pronoun", "group")):
        return place.as_told(subject, sentence.text, end, -1)
    return Told()


def nearest(memory: Memory) -> Told:
    """The person whom the sentence before is about."""
    source = memory.last()
    if source is None:
        return Told()
    return Told(source.name, f"(last named: {source.name})")


class _Place:
    """The place of a quotation in its sentence, and the ways in which its speaker can be found."""

    def __init__(self, sentence: Narration, at: int, memory: Memory) -> None:
        self.sentence = sentence
        self.at = at
        self.memory = memory

    def naming(self) -> Told | None:
        """What Berg calls “…”: a verb of naming within four words before, whoever reports it."""
        for claim in reversed(self.sentence.claims):
            if claim.kind == "call" and self.at - 5 < claim.verb < self.at:
                between = self.sentence.lows(claim.verb, self.at)
                if QUOTE in between or "," in between:
                    return None
                return self.by(claim)
        return None

    def after(self) -> Told | None:
        """“…,” Berg said – “…,” said Berg – “…,” as Berg put it – “…” is how Berg put it."""
        sentence = self.sentence
        begin = self.at + 1
        while sentence.low(begin) in _FILLERS:
            begin += 1

        # Where the words of the claim can begin.
        begins = {begin}
        if sentence.low(begin) == "as":
            begins.add(begin + 1)
        if sentence.low(begin) in ("is", "was") and sentence.low(begin + 1) in ("how", "what"):
            begins.add(begin + 2)
        for claim in sentence.claims:
            fits = claim.kind in ("say", "according") or claim.begin > begin
            if claim.begin in begins and fits and claim.verb > self.at:
                return self.by(claim)

        # “…,” Berg glowers: whatever the verb.
        if not sentence.pauses(self.at):
            return None
        source = sentence.reach(begin)
        if source and source.kind in ("person", "pronoun") and source.text.lower() != "it":
            return self.as_told(source, sentence.slice(begin, begin + 3), begin, -begin)
        return None

    def signed(self) -> Told | None:
        """“…” — Ana Berg, mayor; and before it, Ana Berg: “…”."""
        sentence, at = self.sentence, self.at
        if sentence.low(at + 1) in DASHES:
            end = sentence.group_after(at + 2)
            source = sentence.source(at + 2, end)
            closed = sentence.low(end) in ("", ",", "(", ".", QUOTE)
            if source and closed and source.human:
                return self.as_told(source, sentence.slice(at + 1, end), at, at)

        # A label has up to a dozen words: "Ana Berg, mayor of Leeds: “…”".
        if sentence.low(at - 1) == ":" and at < 14:
            end = sentence.group_after(0)
            source = sentence.source(0, end)
            if source and end == at - 1 and source.human:
                return self.as_told(source, sentence.slice(0, at), 0, at)
        return None

    def before(self) -> Told | None:
        """Berg said “…” – Berg called it “…”: the nearest verb before."""
        claims = [claim for claim in self.sentence.claims if claim.verb < self.at]
        # A verb is the better evidence: in "Berg ruled that Lima's claim is “false”" Berg speaks.
        verbs = [claim for claim in claims if claim.kind != "noun"]
        # "Berg said it would tell": Berg speaks.
        certain = [claim for claim in verbs if claim.source.text.lower() != "it"]
        likeliest = certain or verbs or claims
        if not likeliest:
            return None
        return self.by(likeliest[-1])

    def last_words(self) -> Told | None:
        """It is “…” for all of them, Berg said."""
        for claim in self.sentence.claims:
            late = claim.verb > self.at and claim.kind == "say"
            if late and self.sentence.low(claim.begin - 1) in (",", QUOTE):
                return self.by(claim)
        return None

    def doing(self, count: int) -> Told | None:
        """Berg tore into the “…”: the person who does what the sentence describes."""
        sentence, at = self.sentence, self.at
        owner = sentence.owner(at - 1)
        if owner and sentence.low(at + 1) in english.SPEECH_NOUNS:
            # Berg's “basket of deplorables” remark
            return self.as_told(owner, sentence.slice(at - 1, at + 2), at, at)

        source = sentence.main(at)
        # "Berg's new film, “…,” is": nothing is done.
        if source is None or sentence.group_after(sentence.opening) >= at - 1:
            return None
        # "the plan is a “bold start”" is a term: who is not named needs more quoted words.
        if count >= _ENOUGH.get(source.kind, 3):
            basis = sentence.slice(sentence.opening, at)
            return self.as_told(source, basis, sentence.opening, sentence.opening)
        return None

    def by(self, claim: Claim) -> Told:
        """Who speaks by a claim."""
        begin = min(claim.begin, claim.verb)
        basis = self.sentence.slice(begin, max(claim.end, claim.verb + 1))
        return self.as_told(claim.source, basis, claim.begin, claim.verb)

    def as_told(self, source: Source, basis: str, at: int, key: int) -> Told:
        """The speaker by the fullest name, a pronoun resolved."""
        if source.kind == "writer":
            return Told(key=(self.sentence, key))
        if source.kind == "pronoun":
            meant = self.memory.meant(source, self.sentence, at)
            if meant is None:
                return Told(key=(self.sentence, key))
            source = meant
            basis = f"{basis} (last named: {meant.name})"
        self.memory.put(source)
        return Told(source.name, basis, (self.sentence, key))
