"""Blocks made whole before they are understood: single marks, lost marks, headlines cut or glued to their quote."""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.load import marks, wording
from analysis.load.blocks import BOLD, BREAK, BULLET, HEADING, RULE, TEXT, Block
from analysis.load.roles import is_quote

_SINGLE = re.compile(r"(?:^|(?<=:\s))[‘‚'](?=[^\W\d_])")
_ENDS = re.compile(r"[’'‘](?=[\s.,]*(?:[—–-]\s*[^—–]{2,200}|\([^()]{2,200}\))?\s*$)")


def mended(blocks: list[Block]) -> list[Block]:
    """The blocks with these four repairs."""
    return [part for block in _rejoined(_opened(_made_double(blocks))) for part in _cut(block)]


def _rejoined(blocks: list[Block]) -> list[Block]:
    """The blocks, with a headline that a page break cut in two in one block again.

    Only where both parts are written Like A Title, the first ends open, behind a quotation, and the second in a colon.
    """
    made: list[Block] = []
    for i, block in enumerate(blocks):
        before = made[-1] if len(made) > 1 else None
        if (
            block.text.endswith(":")
            and before
            and i + 1 < len(blocks)
            and before.kind == block.kind == TEXT
            and blocks[i + 1].quotes
            and made[-2].text[-1:] in tuple('"”»“')
            and before.text[-1:].isalpha()
            and len(before.text) < 200
            and len(before.text.split()) > 3
            and wording.title_case(f"{before.text} {block.text}")
            and not wording.boilerplate(before.text)
        ):
            gap = "\n" * (block.line - before.line - before.text.count("\n"))
            whole = before.text + gap + block.text
            made[-1] = replace(before, text=whole, mended="headline rejoined across a page break")
        else:
            made.append(block)
    return made


def _made_double(blocks: list[Block]) -> list[Block]:
    """The blocks with the single quotation marks around a whole quotation made double, which the rest reads."""
    made = []
    for block in blocks:
        single = block.kind not in (HEADING, BOLD) and (block.text[:1] in "‘‚'" or ": ‘" in block.text)
        start = _SINGLE.search(block.text) if single else None
        end = _ENDS.search(block.text, len(block.text) - 260 if len(block.text) > 260 else 0) if start else None
        if start and end and end.start() > start.end():
            text = block.text
            text = f"{text[: start.start()]}“{text[start.end() : end.start()]}”{text[end.end() :]}"
            block = replace(block, text=text)
        made.append(block)
    return made


def _opened(blocks: list[Block]) -> list[Block]:
    """The blocks, with an opening mark where a quotation has lost its own and closes nothing that was open."""
    made, open_before = [], False
    for block in blocks:
        if block.kind in (BREAK, RULE):
            pass
        elif block.spans:
            open_before = _leaves_open(block, open_before)
        elif block.text[-1] in '"”»' and len(marks.MARK.findall(block.text)) == 1:
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
