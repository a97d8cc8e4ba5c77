"""Transcripts and interviews without quotation marks: `NAME: text`, `Q:` and `A:`."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from analysis.dates import when
from analysis.layout import furniture
from analysis.layout.blocks import BREAK, HEADING, RULE, Block
from analysis.load.records import Found, Highlight, Piece
from analysis.speech import speakers

LEAST = 4  # labelled paragraphs that make a transcript
SHARE = 0.3  # of all paragraphs that begin with a label

# ANA LIMA: …, Ana Lima (Leeds) (Lab): …, Q: …: up to seven words, perhaps brackets
_LABEL = re.compile(
    r"(?:[\[(]?\d?\d:\d\d(?::\d\d)?[\])]?\s+)?"  # [00:12:30]
    r"(?P<label>[^\W\d_a-z][\w.’'&/-]*(?:[ \n][^\W\d_][\w.’'&/-]*){0,6}"
    r"(?: ?[(\[][^()\[\]]{1,40}[)\]]){0,2}) ?:\s+(?=\S)"
)
# Q, Question, Moderator: the label of somebody who asks, even in turns without a question mark
_QUESTION = re.compile(r"(?:q(?:uestion)?|interviewer|moderator|reporter|host|journalist)\b", re.I)


def in_words(found: Found) -> str:
    """How a transcript was read, in one sentence."""
    questions = sum(bool(highlight.headline) for highlight in found.highlights)
    return (
        f"A transcript: {len(found.highlights)} turns, the label before each is its speaker; "
        f"{questions} have the question before them as headline."
    )


class Turn(NamedTuple):
    """A paragraph that begins with the label of its speaker."""

    block: Block
    label: str
    start: int  # where the words begin after the label


def is_transcript(blocks: list[Block], quoted: int = 0) -> bool:
    """Whether paragraphs begin with the names of speakers who take turns.

    Parameters
    ----------
    blocks : list of Block
        The article's blocks, in its order.
    quoted : int
        How many quotations were found in them: few, where somebody is quoted in a transcript.

    Returns
    -------
    bool
    """
    paragraphs = turns = speaking = 0
    labels: Counter = Counter()
    for block in blocks:
        if block.kind in (RULE, BREAK):
            continue
        paragraphs += 1
        turn = _turn(block)
        if turn:
            turns += 1
            labels[_surname(turn.label)] += 1
            speaking += quoted > 0 and _speaks(turn)
    if turns < LEAST or turns < SHARE * paragraphs:
        return False
    if quoted and (2 * quoted >= turns or 2 * speaking < turns):
        return False
    # Most labels return in an interview; in an article "On nets:" and "On boats:" come once each.
    returning = sum(times for times in labels.values() if times > 1)
    return returning * 2 >= turns


def transcript(blocks: list[Block]) -> Found:
    """The highlights of a transcript: one for each turn of a speaker, questions as headlines.

    A label that asks (*Q*, *Question*, or one whose turns mostly end in a question mark) gives the
    headline of the answer that follows; two questions in a row are joined.

    Parameters
    ----------
    blocks : list of Block
        The article's blocks, in its order.

    Returns
    -------
    Found
    """
    turns = _without_title(_spelled_out(list(map(_turn, blocks))))
    last = 0
    for number, turn in enumerate(turns):
        if turn:
            last = number

    talk = _Talk(_asking([turn for turn in turns if turn]))
    for number, (block, turn) in enumerate(zip(blocks, turns, strict=True)):
        if block.kind in (RULE, BREAK):
            continue
        if number > last and furniture.is_furniture(block):
            talk.found.rest.append(block)
        elif turn:
            talk.take(turn)
        else:
            talk.go_on(block)
    return talk.found


class _Talk:
    """The turns so far, with the question and the turn that further paragraphs belong to."""

    def __init__(self, asking: set[str]) -> None:
        self.found = Found()
        self.asking = asking  # the labels that ask
        self.question: Piece | None = None
        self.current: Highlight | None = None

    def take(self, turn: Turn) -> None:
        """Add a turn: a question, or somebody's words."""
        block = turn.block
        words = Piece(block.text[turn.start :], block.at(turn.start))
        if turn.label in self.asking:
            self.current = None
            self._ask(words)
            return
        new = Highlight(block.line, speaker=turn.label, named=True, paragraphs=[[words]])
        if turn.label.lower() in ("a", "answer"):  # which names nobody
            new.speaker = ""
            new.named = False
        if self.question is not None:
            new.line = self.question.line
            new.headline = " ".join(self.question.text.split())
            new.heading = self.question
        self.question = None
        self.found.highlights.append(new)
        self.current = new

    def go_on(self, block: Block) -> None:
        """Add another paragraph of the same turn or question."""
        if self.current is not None:
            self.current.paragraphs.append([Piece(block.text, block.line)])
        elif self.question is not None:
            self.question.text += f"\n{block.text}"
        else:
            self.found.front.append(block)

    def _ask(self, words: Piece) -> None:
        if self.question is None:
            self.question = words
        else:
            self.question.text += f"\n{words.text}"


def _speaks(turn: Turn) -> bool:
    """Whether a label may be somebody who speaks: no *Background:*, no *Line to take:*"""
    # From 0.3 on a label may be a name whose parts are in no list.
    return speakers.likeness(turn.label) >= 0.3 or bool(_QUESTION.match(turn.label))


def _surname(label: str) -> str:
    """The last word of a label: *Ana Lima (Agency)* and *Lima* may be the same person."""
    name = label.partition("(")[0].split() or label.split()
    return name[-1].lower()


def title(found: Found) -> str:
    """The heading or emphasised line that a transcript begins with, "" where there is none."""
    for block in found.front[:1]:
        if block.kind == HEADING or block.style or when(block.flat):
            return block.flat
    return ""


def _turn(block: Block) -> Turn | None:
    """The label that a paragraph begins with."""
    if block.kind in (RULE, BREAK, HEADING):
        return None
    if block.marker[:1] in ("Q", "A"):
        return Turn(block, block.marker[0], 0)
    match = _LABEL.match(block.text)
    if match is None:
        return None
    return Turn(block, " ".join(match["label"].split()), match.end())


def _without_title(turns: list[Turn | None]) -> list[Turn | None]:
    """The turns, the first one left out if it is a title: **Transcript: The minister in Porto**."""
    labelled = [turn for turn in turns if turn]
    if not labelled:
        return turns
    first = labelled[0]
    is_set_off = first.block.style or when(first.block.flat)
    times = sum(turn.label == first.label for turn in labelled)
    if not is_set_off or times > 1:
        return turns
    return [None if turn is first else turn for turn in turns]


def _spelled_out(turns: list[Turn | None]) -> list[Turn | None]:
    """The turns, initials replaced by the name that another label gives: *AL*, *Ana Lima*."""
    names = {}
    for turn in turns:
        words = turn.label.split() if turn else []
        initials = "".join([word[0] for word in words])
        if len(words) > 1:
            names[initials] = " ".join(words)
    spelled: list[Turn | None] = []
    for turn in turns:
        if turn and turn.label in names:
            turn = turn._replace(label=names[turn.label])
        spelled.append(turn)
    return spelled


def _asking(turns: list[Turn]) -> set[str]:
    """The labels that ask questions."""
    asked: Counter = Counter()
    times: Counter = Counter()
    for turn in turns:
        times[turn.label] += 1
        asked[turn.label] += turn.block.flat.rstrip(')] ”"').endswith("?")
    asking = set()
    for label, count in times.items():
        if asked[label] * 2 > count or _QUESTION.match(label):
            asking.add(label)
    # Where everybody asks, the questions are a part of the talk and head nothing.
    if len(asking) == len(times):
        return set()
    return asking
