"""Blocks made whole before they are understood: single marks, lost marks, headlines cut or glued to their quote."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from analysis.load import wording
from analysis.load.blocks import APART, BULLET, SET, TEXT, Block
from analysis.load.roles import is_quote

_SINGLE = re.compile(r"(?:^|(?<=:\s))[‘‚'](?=[^\W\d_])")
_ENDS = re.compile(r"[’'‘](?=[\s.,]*(?:[—–-]\s*[^—–]{2,200}|\([^()]{2,200}\))?\s*$)")


def mended(blocks: list[Block]) -> list[Block]:
    """The blocks with these four repairs."""
    double = [_made_double(block) if "‘" in block.text or block.text[:1] in "‚'" else block for block in blocks]
    whole = _rejoined(_opened(double))
    return [part for block in whole for part in (_cut(block) if "\n" in block.text else [block])]


def _rejoined(blocks: list[Block]) -> list[Block]:
    """The blocks, with a headline that a page break cut in two in one block again.

    Only where both parts are written Like A Title, the first ends open, behind a quotation, and the second in a colon.
    """
    made = blocks[:2]
    for block, after in pairwise([*blocks[2:], None]):
        if after and after.quotes and block.text.endswith(":") and _ends_open(*made[-2:], block):
            before = made[-1]
            gap = "\n" * (block.line - before.line - before.text.count("\n"))
            whole = before.text + gap + block.text
            made[-1] = replace(before, text=whole, mended="headline rejoined across a page break")
        else:
            made.append(block)
    return made


def _ends_open(quote: Block, head: Block, rest: Block) -> bool:
    """Whether a block behind a quotation is a headline that the next one goes on with."""
    return (
        head.text[-1:].isalpha()
        and head.kind == rest.kind == TEXT
        and quote.text.endswith(('"', "”", "»", "“"))
        and len(head.text) < 200
        and len(head.text.split()) > 3
        and wording.title_case(f"{head.text} {rest.text}")
        and not wording.boilerplate(head.text)
    )


def _made_double(block: Block) -> Block:
    """The block with the single quotation marks around a whole quotation made double, which the rest reads."""
    text = block.text
    if block.kind in SET or not (text[:1] in "‘‚'" or ": ‘" in text):
        return block
    start = _SINGLE.search(text)
    end = _ENDS.search(text, len(text) - 260 if len(text) > 260 else 0) if start else None
    if not end or end.start() <= start.end():
        return block
    return replace(block, text=f"{text[: start.start()]}“{text[start.end() : end.start()]}”{text[end.end() :]}")


def _opened(blocks: list[Block]) -> list[Block]:
    """The blocks, with an opening mark where a quotation has lost its own and closes nothing that was open."""
    if all(block.spans or not block.balance for block in blocks):
        return blocks
    made, open_before = [], False
    for block in blocks:
        if block.kind in APART:
            pass
        elif block.spans:
            open_before = _leaves_open(block, open_before)
        elif block.balance == -1 and block.text[-1] in '"”»':
            if not open_before and block.kind == TEXT and wording.wordy(block.text):
                block = replace(block, text="“" + block.text, mended="opening quotation mark supplied")
            open_before = False
        made.append(block)
    return made


def _leaves_open(block: Block, before: bool) -> bool:
    """Whether a quotation is open behind a block with marks, when one was or was not before it."""
    if block.quotes:
        if not block.spans[-1].closed:
            return True
        if wording.tail(block.text[block.spans[-1].end :]):
            return False
    return block.balance > 0 or (before and block.balance == 0)


def _cut(block: Block) -> list[Block]:
    """A headline and the quotation that begins on the next line, as two blocks."""
    if block.kind not in (TEXT, BULLET) or "\n" not in block.text or not block.spans:
        return [block]
    start = next((span.start for span in block.spans if block.text[span.start - 1 : span.start] == "\n"), 0)
    quote = Block(block.at(start), block.text[start:])
    ends = not block.spans[-1].closed or wording.tail(block.text[block.spans[-1].end :])
    if not start or not ends or not is_quote(quote) or block.text[:start].rstrip()[-1:] in ",;":
        return [block]
    head = Block(block.line, block.text[: start - 1], block.kind, block.level, block.marker, block.lead)
    return [head, quote]
