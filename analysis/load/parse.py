"""One file's bytes to articles: highlights, metadata, and the notes of how it went."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from analysis.load import decode, marks, metadata, page, sheet
from analysis.load.blocks import BULLET, Block, blocks, words
from analysis.load.clean import NAMES, Line, newlines, split
from analysis.load.errors import ArticleError
from analysis.load.language import foreign
from analysis.load.names import is_bare, names
from analysis.load.records import Highlight, Note, Shape
from analysis.load.shape import shape

SHOWN = 80  # characters of a text that a message shows


@dataclass
class Article:
    """What one file holds."""

    document: str
    path: Path
    highlights: list[Highlight]
    notes: list[Note]
    fields: dict[str, str]
    sha256: str
    warnings: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """A fingerprint of the words, by which the same article in another file is known."""
        words = "\0".join(part for h in self.highlights for part in (h.headline, h.quote))
        return hashlib.sha256(words.encode()).hexdigest()


def parse(data: bytes, path: Path, document: str, *, encoding: str | None = None) -> list[Article]:
    """The articles in a file's bytes: one, or as many as a table of highlights names."""
    decoded = decode.decode(data, path.name, encoding=encoding)
    suffix = path.suffix.lower()
    file = _File(path, document, hashlib.sha256(data).hexdigest(), decoded)
    if sheet.is_sheet(decoded.text, suffix):
        return _of_sheet(file)
    if page.is_page(decoded.text, suffix):
        return [_of_page(file)]
    lines, dirt = split(decoded.text)
    given, lines = metadata.front_matter(lines)
    return [_of_lines(file, lines, dirt, given, shape(blocks(lines)))]


class _File(NamedTuple):
    path: Path
    document: str
    sha256: str
    decoded: decode.Decoded


def _of_sheet(file: _File) -> list[Article]:
    dirt: Counter = Counter()
    text = newlines(file.decoded.text)
    found = sheet.highlights(text, file.path.name, dirt)
    if not found:
        raise ArticleError(
            f"{file.path.name}: expected a row a highlight, found none. Fill the columns headline and quote"
        )
    articles = []
    for named, highlights in found.items():
        notes = [Note(0, "text", "words of all quotes and headlines", words=sum(_size(h) for h in highlights))]
        articles.append(_article(file, named or file.document, highlights, notes, {}, dirt))
    return articles


def _of_page(file: _File) -> Article:
    read, found = _page(file.decoded.text)
    given = read.fields
    given["date"] = metadata.when(given.get("date", ""))
    title = given.pop("page title", "")
    article = _of_lines(file, read.lines, read.dirt, given, found)
    article.fields["title"] = article.fields["title"] or title
    article.notes[:] = sorted([*article.notes, *read.left], key=lambda note: note.line)
    return article


def _page(text: str) -> tuple[page.Page, Shape]:
    """A page without the boxes beside the article and without its navigation, unless the article is found in there."""
    read = page.lines(text)
    found = shape(blocks(read.lines))
    if read.left and len(found.highlights) < 2:
        whole = page.lines(text, boxes=True)
        inside = shape(blocks(whole.lines))
        beside = len(found.highlights) + len(read.left)  # what the boxes' own names would make
        if not found.highlights or sum(h.headed for h in inside.highlights) > beside:
            read, found = whole, inside
    if not found.highlights:  # the navigation may never end
        read = page.lines(text, boxes=True, chrome=True)
        found = shape(blocks(read.lines))
    return read, found


def _of_lines(file: _File, lines: list[Line], dirt: Counter, given: dict[str, str], found: Shape) -> Article:
    if not found.highlights or _prose(found):
        raise ArticleError(_nothing(file.path.name, lines, found, file.decoded.warnings))
    _name_speakers(found.highlights)
    fields, used = metadata.metadata(found.front, found.rest, found.title)
    told = found.highlights[0].narration
    fields["date"] = fields["date"] or (metadata.dateline(told[0]) if told else "")
    fields |= {name: value for name, value in given.items() if value}
    notes = [Note(0, "text", "words of the whole file", words=sum(map(words, [text for _, text in lines if text])))]
    notes += found.notes
    notes += [_left(block, found, used) for block in (*found.front, *found.rest)]
    return _article(file, file.document, found.highlights, notes, fields, dirt)


def _article(
    file: _File, document: str, highlights: list[Highlight], notes: list[Note], fields: dict[str, str], dirt: Counter
) -> Article:
    encoding = Note(0, "encoding", f"{file.decoded.encoding} ({file.decoded.sure})")
    washed = [Note(0, "repair", f"{count} {NAMES[kind]}") for kind, count in sorted(dirt.items())]
    doubts = [Note(0, "warning", warning) for warning in file.decoded.warnings]
    if strange := foreign(" ".join([h.quote[:500] for h in highlights[:40]])):
        doubts.append(Note(0, "warning", strange))
    notes = [encoding, *washed, *doubts, *notes, *_odd(highlights), *map(_taken, highlights)]
    notes.sort(key=itemgetter(0))
    warnings = [_warning(file.path.name, note) for note in notes if note.what == "warning"]
    return Article(document, file.path, highlights, notes, fields, file.sha256, warnings)


def _prose(found: Shape) -> bool:
    """Whether it is a report with quotations in it: none with a headline or a speaker, and more told than quoted."""
    if any(h.headline or h.speakers for h in found.highlights):
        return False
    quoted = sum(words(h.quote) for h in found.highlights)
    told = sum(words(text) for h in found.highlights for text in h.narration)
    listed = sum(h.listed for h in found.highlights) * 2 > len(found.highlights)
    left = sum(words(b.text) for b in (*found.front, *found.rest) if b.flat != found.title)
    return told + left > 2 * quoted and not listed


def _name_speakers(highlights: list[Highlight]) -> None:
    """The speaker where the headline is their name: a title before it, an office behind it, or bare among such.

    A bare name counts only where most other headlines of the article are names beyond doubt: *Priya Raghunathan* and
    *Trade Policy* look alike.
    """
    headed = [h for h in highlights if h.headline]
    sure = {h.headline for h in headed if names(h.headline)}
    if not sure:
        return
    bare = sum(h.headline in sure for h in headed) * 2 > len(headed)
    for highlight in headed:
        if not highlight.speakers and (highlight.headline in sure or (bare and is_bare(highlight.headline))):
            highlight.speakers.append(highlight.headline)


def _odd(highlights: list[Highlight]) -> list[Note]:
    """What is kept and should be looked at: a headline that was there before, a quote without words."""
    seen: dict[str, int] = {}
    notes = []
    for highlight in highlights:
        earlier = seen.setdefault(highlight.headline, highlight.line)
        if highlight.headline and earlier != highlight.line:
            detail = f"the same headline as in line {earlier}; both are kept"
            notes.append(Note(highlight.line, "warning", detail, highlight.headline))
        if not highlight.quote.strip():
            notes.append(Note(highlight.line, "warning", "a quote without words; kept empty", highlight.headline))
    return notes


def _size(highlight: Highlight) -> int:
    return words(highlight.headline) + words(highlight.quote)


def _taken(highlight: Highlight) -> Note:
    count = words(highlight.quote)
    paragraphs = highlight.quote.count("\n\n") + 1 if "\n" in highlight.quote else 1
    detail = f"{count:,} words" + (f" in {paragraphs} paragraphs" if paragraphs > 1 else "")
    return Note(highlight.line, "highlight", detail, highlight.headline or highlight.quote, count)


def _left(block: Block, found: Shape, used: set[int]) -> Note:
    count = words(block.text)
    if block.line in used:
        return Note(block.line, "metadata", "read as a field of the documents table", block.flat, count)
    where = "between highlights"
    if block.line < found.highlights[0].line:
        where = "before the first highlight"
    elif block.line > found.highlights[-1].line:
        where = "behind the last highlight"
    return Note(block.line, "residue", f"left out, {where}", block.flat, count)


def _warning(name: str, note: Note) -> str:
    place = f"{name}, line {note.line}" if note.line else name
    return f"{place}: {note.detail}" + (f" ({note.text[:SHOWN]})" if note.text else "")


def _nothing(name: str, lines: list[Line], found: Shape, warnings: tuple[str, ...]) -> str:
    """What was looked for, what was there instead, the first lines, what to do."""
    left = [block for block in (*found.front, *found.rest) if block.text]
    if not found.highlights and not any(marks.MARK.search(block.text) for block in left):
        bullets = sum(block.kind == BULLET for block in left)
        saw = f"{bullets} bullets of paraphrase without a quoted word" if bullets > 1 else "no quotation mark in it"
    else:
        saw = "prose with quoted words in it but no headlines over quotations"
    seen = [f"  {number}: {text.strip()[:SHOWN]}" for number, text in lines if text.strip()][:5]
    return "\n".join(
        [
            f"{name}: expected headlines with quotations under them, or quotations with a speaker; found {saw}.",
            *warnings,
            "Its first lines are",
            *seen,
            "Give it in one of the shapes the README names, or as a CSV with columns headline and quote",
        ]
    )
