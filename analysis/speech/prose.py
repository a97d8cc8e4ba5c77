"""Quotations in ordinary prose, and who says them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from analysis.speech import attribution, marks, terms
from analysis.speech.attribution import Told
from analysis.speech.claims import Narration
from analysis.speech.memory import Memory
from analysis.speech.people import Name, People
from analysis.speech.sentences import Frame, Paragraph, Piece, frame, sentences
from analysis.speech.tokens import QUOTE, tokens

# The name of a speaker inside the marks, as in a transcript: "BERG: We will."
_INNER_LABEL = re.compile(r"([A-Z][A-Z.'’ -]{1,40}):\s+")


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


def quotations(paragraphs: Iterable[Paragraph]) -> Prose:
    """Quoted speech of an article in prose, with its speakers.

    Parameters
    ----------
    paragraphs : iterable of objects with `line` and `text`
        The article in its order, without headings and captions.

    Returns
    -------
    Prose
        `speech`, one for each act of speech, in the order of the article; `unattributed`, the
        marked words that are titles, terms or scare quotes. A speaker is named as fully as the
        article does, or is the source as written (*the mayor*); "" where none is found. `basis`
        holds the words that name it.

    Examples
    --------
    >>> from types import SimpleNamespace as P
    >>> first = P(line=1, text="“We build it,” Ana Berg said. “Now.”")
    >>> second = P(line=2, text="“Never,” she added, and went to see “Our Old Town.”")
    >>> for speech in quotations([first, second]).speech:
    ...     print([piece.text for piece in speech.pieces], speech.speaker, "|", speech.basis)
    ['We build it.', 'Now.'] Ana Berg | Ana Berg said
    ['Never,'] Ana Berg | she added (last named: Ana Berg)
    """
    frames = [frame(paragraph, number) for number, paragraph in enumerate(paragraphs)]
    return _Reader().read(frames)


def told_by(text: str) -> tuple[str, str]:
    """The speaker of a paragraph's first quotation, and the words that say so; "" where none is found.

    >>> told_by("“Nets are a daily need,” said Harbour CEO Anna Berg.")
    ('Anna Berg', 'said Harbour CEO Anna Berg')
    >>> told_by("The so-called “net rule” is new.")
    ('', '')
    """
    paragraph = _Text(1, text)
    speech = quotations([paragraph]).speech
    if not speech:
        return "", ""
    return speech[0].speaker, speech[0].basis


@dataclass(slots=True)
class _Text:
    line: int
    text: str


class _Reader:
    """Reads an article from beginning to end, and remembers who was named and who spoke."""

    def __init__(self) -> None:
        self.people = People()
        self.memory = Memory()
        self.prose = Prose()
        self.lead: Told | None = None  # who speaks after a sentence that ends in a colon
        self.waiting: list[Piece] = []  # quotations whose speaker what follows may name
        self.last: Speech | None = None  # what a quotation without narration goes on with
        self.keys: dict[object, Speech] = {}

    def read(self, frames: Sequence[Frame]) -> Prose:
        paragraphs = [list(sentences(one)) for one in frames]

        for paragraph in paragraphs:
            for text, pieces in paragraph:
                # The fullest name may be in a quotation.
                for words in (text, *(piece.text for piece in pieces)):
                    self.people.note(tokens(words))
        self.people.settle()

        for one, paragraph in zip(frames, paragraphs, strict=True):
            self._paragraph(one, paragraph)
        self._late(self.waiting, Told())

        # Quotations that waited for their speaker came late.
        self.prose.speech.sort(key=lambda speech: _place(speech.pieces[0]))
        self.prose.unattributed.sort(key=_place)
        return self.prose

    def _paragraph(self, place: Frame, paragraph: list[tuple[str, list[Piece]]]) -> None:
        """Take the quotations of a paragraph."""
        narrated = [number for number, (text, _) in enumerate(paragraph) if _wordy(text)]
        if narrated[:1] == [0] or not place.pieces:
            self.last = None
        early = self.waiting  # quotations before any narration
        self.waiting = []

        for number, (text, pieces) in enumerate(paragraph):
            if number in narrated:
                self._narration(text, pieces, early)
                early = []
            elif pieces and self._alone(pieces, text, number, bool(narrated)):
                early += pieces

        if place.runs_on:
            # The next paragraph goes on with the quotation, and may name who speaks.
            self.waiting = early
        else:
            self._late(early, attribution.nearest(self.memory))

    def _narration(self, text: str, pieces: list[Piece], early: list[Piece]) -> None:
        """Take the quotations of a sentence of narration, and those that wait for it."""
        sentence = Narration(text, self.people, "".join(piece.text[-1] for piece in pieces))
        speech = None

        for at, piece in zip(sentence.endings, pieces, strict=True):
            told = attribution.told(sentence, at, piece.text, self.memory)
            if told is None:
                self.prose.unattributed.append(piece)
            else:
                speech = self._say([piece], told, text)

        self.lead = None
        # "Berg said," can end a paragraph too.
        if text.endswith((":", ",")):
            self.lead = attribution.leads(sentence, self.memory)
        self.last = speech
        self.memory.remember(sentence, spoken=speech is not None)
        if speech and pieces and speech.pieces[0] == pieces[0] and text[0] == QUOTE:
            # “Why now? Why here?” “Go,” Berg said.
            speech.pieces[:0] = early
        else:
            self._late(early, self._next())

    def _next(self) -> Told:
        """Who shrugs after a quotation: “It is over.” Berg shrugged."""
        source = self.memory.last()
        if source is None:
            return Told()
        return Told(source.name, f"(named next: {source.name})")

    def _late(self, pieces: list[Piece], told: Told) -> None:
        """Take quotations at the beginning of a paragraph that no verb of speech goes with."""
        spoken = [piece for piece in pieces if not terms.is_title(piece.text)]
        self.prose.unattributed += [piece for piece in pieces if terms.is_title(piece.text)]
        if spoken:
            self.last = self._say(spoken, told, "")

    def _alone(self, pieces: list[Piece], text: str, number: int, more: bool) -> bool:
        """Take quotations without narration; whether they have to wait for what comes next."""
        label = _INNER_LABEL.match(pieces[0].text)
        lead, self.lead = self.lead, None

        if label:
            self.last = self._say(pieces, self._labelled(label[1]), text)
        elif lead:
            self.last = self._say(pieces, lead, text)
        elif self.last and (number or not more):
            self._go_on(self.last, pieces)
        elif number == 0:
            return True
        else:
            self.last = self._say(pieces, attribution.nearest(self.memory), text)
        return False

    def _go_on(self, speech: Speech, pieces: list[Piece]) -> None:
        """Add the sentences that follow those of an act of speech."""
        last = speech.pieces[-1]
        if last.paragraph == pieces[0].paragraph:
            speech.pieces[-1] = replace(last, text=marks.ended(last.text))
        speech.pieces += pieces

    def _labelled(self, label: str) -> Told:
        """The speaker of a label in uppercase: BERG."""
        person = self.people.find(Name(tuple(label.title().split()), 0, 0))
        if person is None:
            return Told(label, f"{label}:")
        return Told(person.name, f"{label}:")

    def _say(self, pieces: list[Piece], told: Told, narration: str) -> Speech:
        """Note an act of speech, or add to the one that has the same key."""
        pieces = [_without_label(piece) for piece in pieces]
        # No speech is ever kept under the key None, which shows no act of speech.
        speech = self.keys.get(told.key)
        if speech:
            speech.pieces += pieces
            return speech

        speech = Speech(pieces, told.speaker, told.basis, narration.replace(QUOTE, "“…”"))
        self.prose.speech.append(speech)
        if told.key is not None:
            self.keys[told.key] = speech
        return speech


def _without_label(piece: Piece) -> Piece:
    label = _INNER_LABEL.match(piece.text)
    if label is None:
        return piece
    return replace(piece, text=piece.text[label.end() :])


def _place(piece: Piece) -> tuple[int, int]:
    return piece.paragraph, piece.line


def _wordy(text: str) -> bool:
    """Whether a sentence has words of narration."""
    return any(map(str.isalnum, text))
