"""Blocks repaired before they are judged: quotation marks that are single, turned or missing."""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.layout import furniture
from analysis.layout.blocks import HEADING, TEXT, Block
from analysis.layout.quoting import FEW
from analysis.speech import english, marks, speakers

_SINGLE = re.compile(r"(?:^|(?<=:\s))[‘‚'](?=[^\W\d_])")  # ‘We wait.’ and On nets: ‘We wait.’
# The mark that closes it, with nothing after it but an attribution: ‘We wait.’ — Ana Lima
_SINGLE_END = re.compile(r"[’'‘](?=[\s.,]*+(?:[—–-]\s*[^—–]{2,200}|\([^()]{2,200}\))?\s*$)")
# The marks of British papers: ‘We wait,’ said Ana Lima.
_MARK = re.compile("[‘’']")


def repaired(blocks: list[Block]) -> list[Block]:
    """The blocks with the marks and headlines that their writers meant."""
    marked = _narrated_in_single_marks(blocks)
    whole = rejoined(list(map(doubled, marked)))
    return opened(whole)


def rejoined(blocks: list[Block]) -> list[Block]:
    """The blocks, with a headline that a page break cut in two in one block again.

    Only where both parts are written Like A Title, the first ends open, after a quotation, and the
    second ends in a colon.
    """
    made = blocks[:2]
    last = len(blocks) - 1
    for i, block in enumerate(blocks[2:], 2):
        quote, head = made[-2:]
        leads_on = block.text.endswith(":") and i < last and blocks[i + 1].opens
        if leads_on and _ends_open(quote, head, block):
            made[-1] = _joined(head, block)
        else:
            made.append(block)
    return made


def _joined(head: Block, rest: Block) -> Block:
    """A headline and the block that it goes on in as one block, with the newlines between them."""
    end = head.line + head.text.count("\n")
    gap = "\n" * (rest.line - end)
    whole = head.text + gap + rest.text
    return replace(head, text=whole, repaired="headline rejoined across a page break")


def _ends_open(quote: Block, head: Block, rest: Block) -> bool:
    """Whether a block after a quotation is a headline that the next one goes on with."""
    text = head.text
    if not text[-1:].isalpha() or not marks.ends(quote.text):
        return False
    # Up to three words are more likely a name.
    if len(text.split()) <= 3 or furniture.is_boilerplate(text):
        return False
    return english.title_case(f"{text} {rest.text}")


def opened(blocks: list[Block]) -> list[Block]:
    """The blocks, with an opening mark where a quotation has lost its own: `We wait.”`"""
    made = []
    is_open = False
    for block in blocks:
        if block.spans:
            last = block.spans[-1]
            goes_on = is_open and english.wordy(block.text[last.end :])
            is_open = goes_on or not last.closed
        elif block.balance == -1 and block.text[-1] in '"”»':
            lacks_mark = not is_open and block.kind == TEXT
            if lacks_mark and english.wordy(block.text):
                block = _with_opening_mark(block)
            is_open = False
        made.append(block)
    return made


def _with_opening_mark(block: Block) -> Block:
    """The block with the opening mark that it lost, after a label if it has one."""
    text = f"“{block.text}"
    label, colon, words = block.text.partition(": ")
    is_labelled = bool(colon) and speakers.likeness(label) >= speakers.SURE
    if is_labelled:
        text = f"{label}: “{words}"
    return replace(block, text=text, repaired="opening quotation mark supplied")


def doubled(block: Block) -> Block:
    """The block with single quotation marks around a whole quotation made double."""
    text = block.text
    if not text.startswith(("‘", "‚", "'")) and ": ‘" not in text:
        return block
    opening = _SINGLE.search(text)
    closing = _SINGLE_END.search(text, max(0, len(text) - 260))
    if not opening or not closing:
        return block
    begin = opening.end()
    end = closing.start()
    if end <= begin:
        return block
    inner = text[begin:end]
    is_whole = opening.start() == 0
    is_short = len(inner.split()) <= FEW
    if is_whole and is_short and inner[-1:] not in ".,!?":
        return block  # a heading in single marks: 'One nation, one vote'
    before = text[: opening.start()]
    after = text[closing.end() :]
    return replace(block, text=f"{before}“{inner}”{after}")


# --- ordinary prose in single marks --------------------------------------------------------------


def _narrated_in_single_marks(blocks: list[Block]) -> list[Block]:
    """The blocks with double marks for single ones, where an article quotes in these alone.

    Two quotations with a verb of speech next to them show it: one may be a word in marks.
    """
    for block in blocks:
        if block.spans:
            return blocks
    pairs = [_pairs(block.text) for block in blocks]
    spoken = 0
    for block, found in zip(blocks, pairs, strict=True):
        for begin, end in found:
            spoken += _is_told(block.text, begin, end)
    if spoken < 2:
        return blocks

    made = []
    for block, found in zip(blocks, pairs, strict=True):
        if found and block.kind != HEADING:
            block = replace(block, text=_with_double_marks(block.text, found))
        made.append(block)
    return made


def _pairs(text: str) -> list[tuple[int, int]]:
    """Where single marks open and close; an apostrophe at a word's end closes only if none else does."""
    found = []
    begin = apostrophe = -1
    for match in _MARK.finditer(text):
        at = match.start()
        before = text[at - 1 : at]
        after = text[at + 1 : at + 2]
        opens = after.isalnum() and not before.isalnum()
        closes = not after.isalnum() and bool(before.strip())
        is_open = begin >= 0
        if opens and is_open and apostrophe >= 0:
            found.append((begin, apostrophe))
            is_open = False
        if opens and not is_open:
            begin = at
            apostrophe = -1
        elif closes and is_open and before in ",.!?…":
            found.append((begin, at))
            begin = -1
        elif closes and apostrophe < 0:
            apostrophe = at
    if begin >= 0 and apostrophe >= 0:
        found.append((begin, apostrophe))
    return found


def _is_told(text: str, begin: int, end: int) -> bool:
    """Whether a verb of speech is next to words in marks."""
    words_after = text[end + 1 : end + 40].split()
    after = " ".join(words_after[:4])
    if english.says(after):
        return True
    start = max(0, begin - 40)
    words_before = text[start:begin].split()
    before = " ".join(words_before[-4:])
    return english.says(before)


def _with_double_marks(text: str, pairs: list[tuple[int, int]]) -> str:
    """A text with double marks at these places."""
    letters = list(text)
    for begin, end in pairs:
        letters[begin] = "“"
        letters[end] = "”"
    return "".join(letters)
