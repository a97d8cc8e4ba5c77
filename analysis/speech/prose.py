"""Quotations in ordinary prose, and who says them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from analysis.speech import english, marks
from analysis.speech.attribution import QUOTE, Claim, People, Sentence, Source, runs, tokens

# The marks of old wire copy and of TeX: ``yes,'' he said.
_DOUBLED = re.compile("``|''")
# Where a sentence can end: its mark or a quotation, then space and what can begin another one.
_END = re.compile(rf"(?:[.!?…][)\]’']{{0,3}}|{QUOTE})\s{{1,9}}(?=[(\[‘']?[^\Wa-z]|{QUOTE})")
# What a quoted sentence ends with; "…" and a dash are speech broken off.
_ENDS = re.compile(r"[.!?…—–-][’')\]]*$")
# The name of a speaker inside the marks, as in a transcript: "BERG: We will."
_INNER_LABEL = re.compile(r"([A-Z][A-Z.'’ -]{1,40}):\s+")
_LONGEST = 2_000  # characters of a sentence; the longest in print have about 1,500
# (LAUGHTER), [Applause]: a note of the transcript.
_STAGE = re.compile(r"[(\[][^()\[\]]*[)\]]\.?$")
_STOP = re.compile(r"[^\W\d_]{3}\.\s")


# What a quotation goes on with when the words after it do not tell who says it.
_NO_SUBJECT = (
    english.CONJUNCTIONS
    | english.PREPOSITIONS
    | english.AUXILIARIES
    | english.RELATIVES
    | {"", "it", "they"}
)


class Paragraph(Protocol):
    """A paragraph of an article: `line` is where it begins in the file."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words between outer marks, the line they begin on, and the place of their paragraph."""

    text: str
    line: int
    paragraph: int


@dataclass(slots=True)
class Speech:
    """One act of speech: its pieces, its speaker, the words that name the speaker, the narration."""

    pieces: list[Piece]
    speaker: str
    basis: str
    narration: str


@dataclass(slots=True)
class Prose:
    """The quotations of an article, and the marked words that nobody is said to have said."""

    speech: list[Speech] = field(default_factory=list)
    unattributed: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class _Frame:
    """A paragraph in which each quotation is one character, and the quotations themselves."""

    text: str
    pieces: list[Piece]
    runs_on: bool  # the last quotation is not closed


@dataclass(frozen=True, slots=True)
class _Told:
    """Who says a quotation, and by what: two quotations with the same key are one act of speech."""

    speaker: str
    basis: str
    key: object = None


def quotations(paragraphs: Iterable[Paragraph], *, known: Iterable[str] = ()) -> Prose:
    """Quoted speech of an article in prose, with its speakers.

    Parameters
    ----------
    paragraphs : iterable of objects with `line` and `text`
        The article in its order, without headings and captions.
    known : iterable of str
        Names of people who are known to be in the article, from its metadata.

    Returns
    -------
    Prose
        `speech`, one for each act of speech, in the order of the article; `unattributed`, the
        marked words that are titles, terms or scare quotes. A speaker is named as fully as the
        article does, or is the source as written (*the mayor*); "" where none can be told. `basis`
        holds the words that name it.

    Examples
    --------
    >>> from types import SimpleNamespace as P
    >>> first = P(line=1, text="“We build it,” Ana Berg said. “Now.”")
    >>> second = P(line=2, text="“Never,” she added, and went to see “Our Old Town.”")
    >>> for speech in quotations([first, second]).speech:
    ...     print([piece.text for piece in speech.pieces], speech.speaker, "|", speech.basis)
    ['We build it,', 'Now.'] Ana Berg | Ana Berg said
    ['Never,'] Ana Berg | she added (last named: Ana Berg)
    """
    frames = [_frame(paragraph, number) for number, paragraph in enumerate(paragraphs)]
    return _Reader(People(tuple(known))).read(frames)


def told_by(text: str, *, known: Iterable[str] = ()) -> tuple[str, str]:
    """The speaker of a paragraph's first quotation, and the words that say so; "" where none is told.

    >>> told_by("“Nets are a daily need,” said Harbour CEO Anna Berg.")
    ('Anna Berg', 'said Harbour CEO Anna Berg')
    >>> told_by("The so-called “net rule” is new.")
    ('', '')
    """
    paragraph = _Text(1, text)
    speech = quotations([paragraph], known=known).speech
    return (speech[0].speaker, speech[0].basis) if speech else ("", "")


@dataclass(frozen=True, slots=True)
class _Text:
    line: int
    text: str


# --- paragraphs and sentences ---


def _frame(paragraph: Paragraph, number: int) -> _Frame:
    """A paragraph with its quotations taken out."""
    text = _DOUBLED.sub('"', paragraph.text.replace(QUOTE, " "))
    parts: list[str] = []
    pieces = []
    at = 0
    runs_on = False

    for begin, end in marks.quoted(text):
        words = text[begin:end].strip(' \t\n“”"')
        if not any(map(str.isalnum, words)):
            continue
        # The marks themselves go with the words, the closing one only if there is one.
        parts += [text[at : begin - 1], QUOTE]
        line = paragraph.line + text.count("\n", 0, begin)
        pieces.append(Piece(words, line, number))
        runs_on = end == len(text)
        at = min(end + 1, len(text))

    parts.append(text[at:])
    return _Frame("".join(parts), pieces, runs_on)


def _cut(sentences: Iterable[tuple[str, list[Piece]]]) -> Iterator[tuple[str, list[Piece]]]:
    """The same sentences, those longer than any writer's cut into parts: time stays linear."""
    for text, pieces in sentences:
        used = 0
        for begin in range(0, len(text) or 1, _LONGEST):
            part = text[begin : begin + _LONGEST]
            count = part.count(QUOTE)
            yield part, pieces[used : used + count]
            used += count


def _sentences(frame: _Frame) -> Iterator[tuple[str, list[Piece]]]:
    """Sentences of a paragraph, each with its quotations."""
    begin, used = 0, 0

    for match in _END.finditer(frame.text):
        head = frame.text[begin : match.end()]
        count = head.count(QUOTE)
        if not _ends(frame, match, frame.pieces[used + count - 1] if count else None):
            continue
        yield head.strip(), frame.pieces[used : used + count]
        begin, used = match.end(), used + count

    yield frame.text[begin:].strip(), frame.pieces[used:]


def _ends(frame: _Frame, match: re.Match, piece: Piece | None) -> bool:
    """Whether a sentence ends at a place where it can."""
    if match[0][0] != QUOTE:
        # Twenty characters hold the longest abbreviation with the space before it.
        before = frame.text[max(0, match.start() - 20) : match.start()]
        return not (match[0][0] == "." and english.ABBREVIATED.search(before))

    if piece is None or not _ENDS.search(piece.text[-4:]):
        return False
    if frame.text[match.end()] == QUOTE:
        return True
    return not _trails(frame.text[match.end() : match.end() + 200], piece.text[-1] == ".")


def _trails(rest: str, stopped: bool) -> bool:
    """Whether the words after a quotation still tell who says it: “Why?” Mayor Berg asked.

    >>> _trails("Mayor Ana Berg asked.", False), _trails("Berg asked the board to go.", True)
    (True, False)
    """
    # Only its own sentence: the first full stop after a word of three letters ends it.
    stop = _STOP.search(rest)
    words = tokens(rest[: stop.end()] if stop else rest)

    # A name with two titles and a surname with particles has ten words at the most.
    for at, word in enumerate(words[:11]):
        low = word.low
        if at and low in english.VERBS and english.VERBS[low] == "say" and not word.capital:
            after = words[at + 1].low if at + 1 < len(words) else "."
            closed = after in (".", ",") or after in english.DAYS
            return closed or (not stopped and after in english.PREPOSITIONS)
        named = (
            word.capital
            or not word.word
            or low in english.TITLES | english.ROLES | english.PARTICLES
        )
        if low == QUOTE or not (
            named or low in english.DETERMINERS or low in ("of", "also", "then")
        ):
            return False
    return False


# --- who says it ---


class _Reader:
    """Reads an article from beginning to end, and remembers who was named and who spoke."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.prose = Prose()
        self.lead: _Told | None = None  # told by a sentence that ends in a colon
        self.waiting: list[Piece] = []  # quotations whose speaker may be told by what follows
        self.last: Speech | None = None  # what a quotation without narration goes on with
        self.keys: dict[object, Speech] = {}

    def read(self, frames: Sequence[_Frame]) -> Prose:
        paragraphs = [list(_cut(_sentences(frame))) for frame in frames]

        for sentences in paragraphs:
            for text, pieces in sentences:
                self.people.note(tokens(text))
                # The fullest name may be in a quotation.
                for piece in pieces:
                    self.people.note(tokens(piece.text))
        self.people.settle()

        for frame, sentences in zip(frames, paragraphs, strict=True):
            self._paragraph(frame, sentences)

        for piece in self.waiting:
            self._unknown(piece)
        # Quotations that waited for their speaker came late.
        self.prose.speech.sort(key=lambda speech: _place(speech.pieces[0]))
        self.prose.unattributed.sort(key=_place)
        return self.prose

    def _paragraph(self, frame: _Frame, sentences: list[tuple[str, list[Piece]]]) -> None:
        waiting, self.waiting = self.waiting, []
        if _words(sentences[0][0]):
            self.last = None

        narrated = any(_words(text) for text, _ in sentences)
        after: Source | None = None  # whom the narration after a quotation is about
        for number, (text, pieces) in enumerate(sentences):
            if pieces and not _words(text):
                # Quotations alone go on with what was said, or wait for what comes after.
                waiting += pieces if self._alone(pieces, text, number, narrated) else []
                continue
            sentence = Sentence(text, self.people, "".join(piece.text[-1] for piece in pieces))
            told = self._sentence(sentence, pieces)
            if waiting and pieces and told and told.pieces[0] == pieces[0] and text[:1] == QUOTE:
                told.pieces[:0] = waiting
                waiting = []
            self.last = told if pieces else None
            self._remember(sentence)
            if waiting and after is None:
                people = [source for source in self.people.recent[:1] if source.person]
                after = people[0] if people else None

        if frame.runs_on and waiting:
            # The next paragraph goes on with the quotation, and may tell who speaks.
            self.waiting = waiting
        elif waiting:
            self._late(waiting, after)
        if not frame.runs_on and not frame.pieces:
            self.last = None

    def _late(self, waiting: list[Piece], after: Source | None) -> None:
        """Take quotations at the beginning of a paragraph that no verb of speech goes with."""
        told = self._nearest()
        if after:
            # “It is over.” Berg shrugged.
            told = _Told(after.name, f"(named next: {after.name})")
        spoken = [piece for piece in waiting if not _title(piece.text)]
        self.prose.unattributed += [piece for piece in waiting if _title(piece.text)]
        if spoken:
            self.last = self._say(spoken, told, "")

    def _alone(self, pieces: list[Piece], text: str, number: int, more: bool) -> bool:
        """Take quotations without narration; whether they have to wait for what comes next."""
        first = pieces[0]
        label = _INNER_LABEL.match(first.text)

        if label:
            self.last = self._say(pieces, self._labelled(label[1]), text)
        elif _STAGE.match(first.text):
            self.prose.unattributed += pieces
        elif self.lead:
            self.last = self._say(pieces, self.lead, text)
        elif self.last and (number or not more):
            self.last.pieces += pieces
        elif number == 0:
            return True
        else:
            self.last = self._say(pieces, self._nearest(), text)
        self.lead = None
        return False

    def _unknown(self, piece: Piece) -> None:
        """Take a quotation that nothing tells the speaker of."""
        if _title(piece.text):
            self.prose.unattributed.append(piece)
        else:
            self.last = self._say([piece], _Told("", ""), "")

    def _nearest(self) -> _Told:
        """The person of the sentence before."""
        if not self.people.recent:
            return _Told("", "")
        name = self.people.recent[0].name
        return _Told(name, f"(last named: {name})")

    def _labelled(self, label: str) -> _Told:
        person = self.people.find([token for token in tokens(label.title()) if token.word])
        return _Told(person.full if person else label, f"{label}:")

    def _say(self, pieces: list[Piece], told: _Told, narration: str) -> Speech:
        """Note an act of speech, or add to the one that has the same key."""
        pieces = [self._stripped(piece) for piece in pieces]
        speech = self.keys.get(told.key) if told.key is not None else None
        if speech:
            speech.pieces += pieces
            return speech

        speech = Speech(pieces, told.speaker, told.basis, narration.replace(QUOTE, "“…”"))
        self.prose.speech.append(speech)
        if told.key is not None:
            self.keys[told.key] = speech
        return speech

    def _stripped(self, piece: Piece) -> Piece:
        label = _INNER_LABEL.match(piece.text)
        return Piece(piece.text[label.end() :], piece.line, piece.paragraph) if label else piece

    def _sentence(self, sentence: Sentence, pieces: list[Piece]) -> Speech | None:
        """Take the quotations of a sentence of narration; the last act of speech in it."""
        places = [at for at, token in enumerate(sentence.tokens) if token.text == QUOTE]
        speech = None

        for at, piece in zip(places, pieces, strict=True):
            told = self._told(sentence, at, piece)
            if told is None:
                self.prose.unattributed.append(piece)
            else:
                speech = self._say([piece], told, sentence.text)

        self.lead = None
        # "Berg said," can end a paragraph too.
        if sentence.text.endswith((":", ",")):
            self.lead = self._leads(sentence)
        return speech

    def _leads(self, sentence: Sentence) -> _Told:
        """Who speaks after a sentence that ends in a colon."""
        end = len(sentence.tokens)
        told = self._before(sentence, end)
        source = None if told else sentence.main(end)
        if source:
            told = self._as_told(source, sentence.text, sentence, (sentence, -1), end)
        return told or _Told("", "")

    def _told(self, sentence: Sentence, at: int, piece: Piece) -> _Told | None:
        """Who says the quotation at a place of a sentence, or None where nobody is said to."""
        if _title(piece.text) and (self._is_work(sentence, at) or self._inside_name(sentence, at)):
            return None
        told = self._naming(sentence, at) or self._after(sentence, at) or self._signed(sentence, at)
        if told:
            return told
        if self._term(sentence, at) or (_title(piece.text) and not self._announced(sentence, at)):
            return None
        told = self._before(sentence, at) or self._last_words(sentence, at)
        if told:
            return told
        if len(piece.text.split()) < 3 and not self._judged(sentence, at):
            return None
        told = self._doing(sentence, at, piece)
        if told:
            return told
        if sentence.low(at - 1) == ":":
            # "The message was simple: “…”"
            return self._nearest()
        return _Told("", "") if len(piece.text.split()) > 6 else None

    def _naming(self, sentence: Sentence, at: int) -> _Told | None:
        """What Berg calls “…”: a verb of naming within four words before, whoever reports it."""
        for claim in reversed(sentence.claims):
            if claim.kind == "call" and at - 5 < claim.verb < at:
                between = [sentence.low(place) for place in range(claim.verb, at)]
                return None if QUOTE in between or "," in between else self._by(claim, sentence)
        return None

    def _term(self, sentence: Sentence, at: int) -> bool:
        """Whether a quotation is a term: the word “…”, the so-called “…”, known as “…”."""
        before = at - 1
        while sentence.low(before) in ("as", "the", "a", "an"):
            before -= 1
        told = any(claim.verb == before for claim in sentence.claims)
        return sentence.low(before) in english.TERMS and not told

    def _inside_name(self, sentence: Sentence, at: int) -> bool:
        """Whether a quotation is a nickname: Dwayne “The Rock” Johnson."""
        around = sentence.tokens[max(0, at - 1) : at + 2 : 2]
        return len(around) == 2 and all(token.capital and not token.owns for token in around)

    def _judged(self, sentence: Sentence, at: int) -> bool:
        """Whether a word or two are a judgement and no term: as a “…”, what they see as “…”."""
        words = [sentence.low(place) for place in range(max(0, at - 8), at)]
        while words and words[-1] in english.DETERMINERS:
            words.pop()
        return words[-1:] == ["as"] or "what" in words

    def _is_work(self, sentence: Sentence, at: int) -> bool:
        """Whether a title stands where a work is named: on “…”, Friday's “…”, his book, “…”."""
        before = at - 1
        if sentence.low(before) in ("tell", "tells", "told"):
            return True
        if sentence.low(before) == ",":
            before -= 1
            return sentence.low(before) in english.TERMS
        if before >= 0 and sentence.tokens[before].owns:
            return True
        return sentence.low(before) in english.PREPOSITIONS or self._term(sentence, at)

    def _announced(self, sentence: Sentence, at: int) -> bool:
        """Whether words like a title are speech all the same: after a comma, a colon, *says*."""
        low = sentence.low(at - 1)
        # "The sign says “Share the Road”", but songs are sung.
        says = english.VERBS.get(low) == "say" and low not in (
            "sing",
            "sings",
            "sang",
            "singing",
            "sung",
        )
        if low in (",", ":") or says:
            return True
        calls = any(claim.kind == "call" and claim.verb < at for claim in sentence.claims)
        return calls and low not in english.PREPOSITIONS and low != "the"

    def _after(self, sentence: Sentence, at: int) -> _Told | None:
        """“…,” Berg said – “…,” said Berg."""
        begin = at + 1
        while sentence.low(begin) in (
            ",",
            "-",
            "--",
            "–",
            "—",
            *english.ADVERBS - {"up", "on", "out", "back"},
        ):
            begin += 1

        for claim in sentence.claims:
            if claim.begin == begin and claim.kind == "say" and claim.verb > at:
                return self._by(claim, sentence)
            if claim.begin == begin and claim.kind == "according":
                return self._by(claim, sentence)

        # “…,” as Berg put it – “…” is how Berg put it.
        linked = sentence.low(begin) == "as"
        how = sentence.low(begin) in ("is", "was") and sentence.low(begin + 1) in ("how", "what")
        for claim in sentence.claims:
            if claim.begin == begin + 1 + how and (linked or how):
                return self._by(claim, sentence)
        return self._following(sentence, at, begin) if sentence.pauses(at) else None

    def _following(self, sentence: Sentence, at: int, begin: int) -> _Told | None:
        """Right after a quotation that ends in a comma stands who says it, whatever the verb."""
        if sentence.low(begin) in _NO_SUBJECT or begin >= len(sentence.tokens):
            return None
        key = (sentence, -begin)

        # “…,” the mother of two from Ohio said.
        for claim in sentence.claims:
            between = {sentence.low(place) for place in range(begin, claim.verb)}
            if claim.verb > begin and claim.kind == "say":
                if (
                    between & (_NO_SUBJECT - english.PREPOSITIONS)
                    or QUOTE in between
                    or ";" in between
                ):
                    break
                if claim.source.kind in ("person", "name") and sentence.low(claim.begin - 1) == ",":
                    return self._by(claim, sentence)
                source = sentence.reach(begin)
                if source and source.kind:
                    return self._as_told(
                        source, sentence.slice(begin, claim.verb + 1), sentence, key, begin
                    )
                text = sentence.slice(begin, claim.verb)
                return self._as_told(
                    Source(text, "role"), f"{text} {sentence.low(claim.verb)}", sentence, key, begin
                )

        # “…,” Berg deadpans. – “…,” deadpans Berg.
        unknown = sentence.low(begin).endswith(("s", "ed")) and not sentence.tokens[begin].capital
        source = sentence.reach(begin + unknown)
        if source and source.kind in ("person", "pronoun"):
            end = min(begin + 3, len(sentence.tokens))
            return self._as_told(source, sentence.slice(begin, end), sentence, key, begin)
        return None

    def _signed(self, sentence: Sentence, at: int) -> _Told | None:
        """“…” — Ana Berg, mayor; and before it, Ana Berg: “…”."""
        if sentence.low(at + 1) in ("—", "―", "–", "-", "--"):
            end = sentence.group_after(at + 2)
            source = sentence.source(at + 2, end)
            closed = sentence.low(end) in ("", ",", "(", ".", QUOTE)
            if source and closed and source.kind in ("person", "name", "role"):
                return self._as_told(
                    source, sentence.slice(at + 1, end), sentence, (sentence, at), at
                )

        if sentence.low(at - 1) == ":" and at < 14:
            source = sentence.source(0, sentence.group_after(0))
            if (
                source
                and sentence.group_after(0) == at - 1
                and source.kind in ("person", "name", "role")
            ):
                return self._as_told(source, sentence.slice(0, at), sentence, (sentence, at), 0)
        return None

    def _before(self, sentence: Sentence, at: int) -> _Told | None:
        """Berg said “…” – Berg called it “…”: the nearest verb before."""
        before = [claim for claim in sentence.claims if claim.verb < at]
        # A verb tells more: in "Berg ruled that Lima's claim is “false”" Berg speaks.
        verbs = [claim for claim in before if claim.kind != "noun"]
        # "Berg said it would tell": Berg speaks.
        certain = [claim for claim in verbs if claim.source.text.lower() != "it"]
        nearest = (certain or verbs or before)[-1:]
        return self._by(nearest[0], sentence) if nearest else None

    def _last_words(self, sentence: Sentence, at: int) -> _Told | None:
        """It is “…” for all of them, Berg said."""
        for claim in sentence.claims:
            if (
                claim.verb > at
                and claim.kind == "say"
                and sentence.low(claim.begin - 1) in (",", QUOTE)
            ):
                return self._by(claim, sentence)
        return None

    def _doing(self, sentence: Sentence, at: int, piece: Piece) -> _Told | None:
        """Berg tore into the “…”: the person who does what the sentence tells."""
        starts = (
            ",",
            ";",
            ":",
            "that",
            "and",
            "but",
            "when",
            "because",
            "while",
            "as",
            "what",
            "if",
            "in",
            *"—–",
        )
        opening = sentence.opening()
        owner = sentence.owner(at - 1)
        if owner and sentence.low(at + 1) in english.SPEECH_NOUNS:
            # Berg's “basket of deplorables” remark
            return self._as_told(
                owner, sentence.slice(at - 1, at + 2), sentence, (sentence, at), at
            )

        for place in range(at - 1, -1, -1):
            if sentence.low(place) in ("he", "she"):
                source = sentence.source(place, place + 1)
            elif place == opening or sentence.low(place - 1) in starts:
                source = sentence.reach(place)
            else:
                continue
            # After a comma a role may only describe the name before it.
            clear = source and source.kind not in ("", "name")
            named = source and source.kind in ("person", "pronoun")
            # An unknown subject needs four quoted words: "the plan is a “bold start”" is a term.
            if named or (place == opening and source and (clear or len(piece.text.split()) > 3)):
                basis = sentence.slice(place, at)
                return self._as_told(source, basis, sentence, (sentence, place), place)
        return None

    def _by(self, claim: Claim, sentence: Sentence) -> _Told:
        basis = sentence.slice(min(claim.begin, claim.verb), max(claim.end, claim.verb + 1))
        return self._as_told(claim.source, basis, sentence, (sentence, claim.verb), claim.begin)

    def _as_told(
        self, source: Source, basis: str, sentence: Sentence, key: object, at: int
    ) -> _Told:
        """The speaker by the fullest name, a pronoun resolved."""
        if source.kind == "writer":
            return _Told("", "", key)
        if source.kind == "pronoun":
            meant = self._meant(source, sentence, at)
            if meant is None:
                return _Told("", "", key)
            self._salient(meant)
            return _Told(meant.name, f"{basis} (last named: {meant.name})", key)
        self._salient(source)
        return _Told(source.name, basis, key)

    def _meant(self, pronoun: Source, sentence: Sentence, at: int) -> Source | None:
        """Whom "he", "she" or "they" means: somebody of the same sentence, or named last."""
        # In "The plan of Berg is dead, he said" Berg is spoken of.
        aside = sentence.low(at - 1) == "," and not any(
            claim.verb < at for claim in sentence.claims
        )
        near = [] if aside else list(self._near(sentence, at))
        # "The Republican was asked, and he said": somebody who was named before.
        office = [
            source
            for source in near
            if source.kind == "role" and source.text[:4] in ("The ", "the ")
        ]
        near = [source for source in near if source not in office]
        far = [*office, *self.people.recent, *self._named(sentence, at)]

        for source in [
            *(source for source in near if _fits(source, pronoun)),
            *self._ranked(far, pronoun),
        ]:
            if source.person and pronoun.sex:
                source.person.sex = pronoun.sex
            return source
        return None

    def _near(self, sentence: Sentence, at: int) -> Iterator[Source]:
        """Whom a pronoun can mean in its own sentence: who spoke, the subjects before it."""
        for claim in reversed(sentence.claims):
            if claim.verb < at and claim.source.kind != "pronoun":
                yield claim.source

        subject = sentence.main(at)
        if subject and subject.kind != "pronoun":
            yield subject
        for place in range(at - 2, 0, -1):
            if (
                sentence.low(place - 1) in english.CONJUNCTIONS | {"that"}
                and sentence.tokens[place].capital
            ):
                source = sentence.reach(place)
                if source and source.kind in ("person", "name"):
                    yield source
        owner = self._owner(sentence)
        if owner:
            yield owner

    def _ranked(self, sources: list[Source], pronoun: Source) -> list[Source]:
        """Sources that a pronoun can mean, the likeliest first: names before roles."""
        fitting = [source for source in sources if _fits(source, pronoun)]
        ranks = ("person", "role", "name", "speaker")
        return sorted(
            fitting[:5], key=lambda source: ranks.index(source.kind) if pronoun.sex else 0
        )

    def _named(self, sentence: Sentence, end: int) -> Iterator[Source]:
        """The people named in a sentence before a token."""
        named = []
        for run in runs(sentence.tokens, 0, min(end, len(sentence.tokens))):
            person = self.people.find(run)
            if person:
                named.append((run[-1].owns, Source(person.name, "person", person, person.sex)))

        # "Berg's office declined. She wrote …": an owner can be meant, after all others.
        yield from (source for _, source in sorted(named, key=lambda item: item[0]))

    def _owner(self, sentence: Sentence) -> Source | None:
        """The person whose something is the subject: *Berg's critics say …*"""
        begin = sentence.opening()
        for run in runs(sentence.tokens, begin, min(begin + 5, len(sentence.tokens)))[:1]:
            person = self.people.find(run)
            if person and run[-1].owns:
                return Source(person.name, "person", person, person.sex)
        return None

    def _salient(self, source: Source, place: int = 0) -> None:
        """Put a source among the first of those that a pronoun may mean."""
        if source.kind in ("pronoun", "writer"):
            return
        source = replace(source, kind=source.kind or "matter")
        names = [other.name for other in self.people.recent]
        if place and source.name in names[:1]:
            return
        rest = [other for other in self.people.recent if other.name != source.name]
        rest.insert(place, source)
        # A pronoun does not reach back over a dozen people.
        self.people.recent = rest[:12]
        if place == 0 and source.person:
            self.people.focus = [
                source.person,
                *(person for person in self.people.focus[:12] if person is not source.person),
            ]

    def _remember(self, sentence: Sentence) -> None:
        """After a sentence its speaker, its subject and its people are whom a pronoun means."""
        speakers = [claim.source for claim in sentence.claims if claim.source.kind != "pronoun"]
        quotes = any(token.text == QUOTE for token in sentence.tokens)
        top = self.people.recent[:quotes]
        # People who are only mentioned come after the one whom it was about.
        for source in reversed(list(self._named(sentence, len(sentence.tokens)))):
            self._salient(source, 1)
        subject = sentence.main(len(sentence.tokens))
        owner = self._owner(sentence)
        if owner:
            self._salient(owner)
        if subject and subject.kind == "pronoun":
            subject = self._meant(subject, sentence, 0)
        if subject:
            self._salient(subject)
        for source in speakers[:1]:
            self._salient(replace(source, kind=source.kind or "speaker"))
        for source in top:
            self._salient(source)


def _place(piece: Piece) -> tuple[int, int]:
    return piece.paragraph, piece.line


def _fits(source: Source, pronoun: Source) -> bool:
    """Whether a pronoun can mean a source."""
    if pronoun.sex:
        sex = source.person.sex if source.person else source.sex
        return source.kind in ("person", "role", "name", "speaker") and sex in ("", pronoun.sex)
    return source.kind in ("thing", "name", "speaker", "matter") or (
        source.kind == "group" and pronoun.text.lower() == "they"
    )


def _words(text: str) -> int:
    """How many words of narration a sentence has."""
    return sum(map(str.isalnum, text))


def _title(text: str) -> bool:
    """Whether marked words are written as a title is: “The Art of the Deal”.

    >>> _title("The Art of the Deal,"), _title("Berg Must Go."), _title("We want Berg")
    (True, True, False)
    """
    words = [word.strip("’'\"(.,!?:;)") for word in text.split()]
    capitals = [word for word in words if word[:1].isupper()]
    # Small words are written small in a title, longer ones are not.
    small = [word for word in words if word[:1].islower() and len(word) > 3]
    small = [word for word in small if word not in english.PREPOSITIONS]

    # One capitalised word is no title; more than twelve words are a sentence.
    enough = len(capitals) > 1 and len(capitals) * 2 >= len(words)
    return text[0].isupper() and enough and not small and len(words) <= 12
