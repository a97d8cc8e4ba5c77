"""From one file's bytes to its articles: highlights, metadata, and the notes of how it went."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from analysis import docx_files, text_files
from analysis.layout.blocks import BULLET, blocks, words
from analysis.layout.clean import NAMES, Line, split
from analysis.layout.description import description, other_in_words
from analysis.layout.layout import Layout, layout
from analysis.load import (
    documents_csv,
    front_matter,
    html,
    metadata,
    report_rows,
    sheet,
    transcript,
)
from analysis.load.files import article_errors
from analysis.load.highlights import highlights, numbered
from analysis.load.records import Article, ArticleError, Found, Highlight, Note
from analysis.load.report_rows import SHOWN
from analysis.speech import english, speakers
from analysis.speech.only_speaker import only_speaker

UNCLEAR = 0.15  # a lead over the runner-up below which the reading is reported as doubtful


@dataclass(slots=True)
class _File:
    """A file while it is read."""

    path: Path
    document: str
    sha256: str
    decoded: text_files.Text


@dataclass(slots=True)
class _Reading:
    """What one way of reading a file found."""

    lines: list[Line]
    found: Found
    sentence: str  # how the article was read
    title: str = ""
    plan: Layout | None = None


def articles(
    data: bytes,
    path: Path,
    document: str,
    *,
    encoding: str | None = None,
    as_transcript: bool = False,
) -> list[Article]:
    """The articles in a file: one, or as many as a table of highlights names.

    Parameters
    ----------
    data : bytes
        What the file holds.
    path : Path
        Its name, for messages and by its suffix for the kind of file.
    document : str
        What the article is called in the tables.
    encoding : str, optional
        Overrules the encoding that is found.
    as_transcript : bool
        Read `NAME: text` without quotation marks.

    Returns
    -------
    list of Article

    Raises
    ------
    ArticleError
        Where the file is not text or has no highlight in it.
    """
    decoded = _decoded(data, path.name, encoding)
    file = _File(path, document, hashlib.sha256(data).hexdigest(), decoded)
    suffix = ".html" if docx_files.is_docx(data) else path.suffix.lower()
    if sheet.is_sheet(decoded.text, suffix):
        return _of_sheet(file)
    if html.is_page(decoded.text, suffix):
        return [_of_page(file, as_transcript)]
    lines, removed = split(decoded.text)
    front = front_matter.front_matter(lines)
    reading = _read(front.lines, title=front.fields.get("title", ""), as_transcript=as_transcript)
    return [_of_reading(file, reading, front.fields, removed, front.notes)]


def _decoded(data: bytes, name: str, encoding: str | None) -> text_files.Text:
    """The text of a file, that of a Word document as HTML."""
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        problem = "expected an article, found an empty or blank file"
        raise ArticleError(f"{name}: {problem}. Put its text there, then load it")
    with article_errors():
        if docx_files.is_docx(data):
            text = docx_files.docx_html(data, name)
            return text_files.Text(text, "Word document (.docx)", "certain")
        wanted = "Word (.docx) or plain text (UTF-8)"
        return text_files.decode(data, name, encoding=encoding, wanted=wanted)


def _read(
    lines: list[Line],
    *,
    title: str = "",
    captions: frozenset = frozenset(),
    as_transcript: bool = False,
) -> _Reading:
    """Read lines by the layout that they show, or as a transcript."""
    found_blocks = blocks(lines)
    plan = layout(found_blocks, title=title, captions=captions)
    if as_transcript:
        found = numbered(transcript.transcript(found_blocks))
        fitting = plan.title in [block.flat for block in found.front]
        named = plan.title if fitting else transcript.title(found)
        return _Reading(lines, found, transcript.in_words(found), named)
    found = highlights(plan)
    return _Reading(lines, found, description(plan), plan.title, plan)


def _of_sheet(file: _File) -> list[Article]:
    removed: Counter = Counter()
    found = sheet.highlights(file.decoded.text, file.path.name, removed)
    if not found:
        problem = "expected one row for each highlight, found none"
        advice = "Fill the columns headline and quote"
        raise ArticleError(f"{file.path.name}: {problem}. {advice}")
    made = []
    for named, one in found.items():
        size = 0
        for highlight in one.highlights:
            size += words(highlight.headline) + words(highlight.quote)
        notes = [
            Note(0, "reading", "A table of highlights, read as it is."),
            Note(0, "text", "words of all quotes and headlines", words=size),
            *one.notes,
        ]
        made.append(_article(file, named or file.document, one.highlights, notes, {}, removed))
    return made


def _of_page(file: _File, as_transcript: bool) -> Article:
    page, reading = _page(file.decoded.text, as_transcript)
    given = dict(page.fields)
    given["date"] = metadata.when(given.get("date", ""))
    title = given.pop("page title", "")
    article = _of_reading(file, reading, given, page.removed, [])
    article.fields["title"] = article.fields["title"] or title
    article.notes[:] = sorted([*article.notes, *page.left], key=lambda note: note.line)
    return article


def _page(text: str, as_transcript: bool) -> tuple[html.Page, _Reading]:
    """A page without the boxes next to its article, unless the article is found in there."""
    page, reading = _read_page(text, as_transcript)
    number = len(reading.found.highlights)
    if page.left and number < 2:
        whole, inside = _read_page(text, as_transcript, boxes=True)
        boxes = number + len(page.left)  # what their own names would make
        headed = sum(bool(highlight.headline) for highlight in inside.found.highlights)
        if not number or headed > boxes:
            page = whole
            reading = inside
    if not reading.found.highlights:  # the navigation may never end
        page, reading = _read_page(text, as_transcript, boxes=True, chrome=True)
    return page, reading


def _read_page(
    text: str, as_transcript: bool, *, boxes: bool = False, chrome: bool = False
) -> tuple[html.Page, _Reading]:
    page = html.lines(text, boxes=boxes, chrome=chrome)
    reading = _read(
        page.lines,
        title=page.fields.get("title", ""),
        captions=frozenset(page.captions),
        as_transcript=as_transcript,
    )
    return page, reading


def _of_reading(
    file: _File, reading: _Reading, given: dict[str, str], removed: Counter, said: list[Note]
) -> Article:
    """The article of a text, its metadata completed from its own words."""
    found = reading.found
    quoted = 0
    for highlight in found.highlights:
        if highlight.quote:
            quoted += 1
    if not quoted or _is_unread_transcript(reading, quoted):
        raise ArticleError(_refusal(file, reading))
    fields, used = metadata.metadata(found.front, found.rest, reading.title)
    narration = found.highlights[0].narration
    if not fields["date"] and narration:
        fields["date"] = metadata.dateline(narration[0])
    fields |= {name: value for name, value in given.items() if value}
    speaker = fields.pop("speaker", "")
    given_speakers = documents_csv.fill_speakers(found.highlights, speaker, "front matter")
    guesses = _one_speaker(found, fields["title"])
    whole = "\n".join([text for _, text in reading.lines])
    sentence = reading.sentence
    if guesses:
        sentence = f"{sentence[:-1]}; one speaker throughout, {found.highlights[0].speaker}."
    notes = [
        Note(0, "reading", sentence),
        Note(0, "text", "words of the whole file", words=words(whole)),
        *said,
        *given_speakers,
        *guesses,
        *found.notes,
        *_doubts(reading),
        *report_rows.of_blocks(found, used),
    ]
    return _article(file, file.document, found.highlights, notes, fields, removed)


def _is_unread_transcript(reading: _Reading, quoted: int = 0) -> bool:
    """Whether the text is a transcript without quotation marks, but was not read as one."""
    # In a transcript few paragraphs hold a quotation; in most articles one in three does.
    if reading.plan is None or 4 * quoted > len(reading.plan.units):
        return False
    return transcript.is_transcript([unit.block for unit in reading.plan.units], quoted)


def _one_speaker(found: Found, title: str) -> list[Note]:
    """Name the one person who speaks throughout an article whose quotations name nobody else."""
    asked = 0
    for highlight in found.highlights:
        if highlight.headline.endswith("?"):
            asked += 1
    is_interview = asked * 2 > len(found.highlights)
    for highlight in found.highlights:
        if highlight.named or (highlight.speaker and not is_interview):
            return []
        if not highlight.speaker and any(map(_names_another, highlight.narration)):
            return []

    lead = []
    for block in found.front:
        # Up to eight words are a heading or a byline, in which nobody is shown speaking.
        if block.flat != title and len(block.flat.split()) > 8:
            lead.append(block.flat)
    who, basis = only_speaker(title, lead, asked=is_interview)
    if not who:
        return []
    for highlight in found.highlights:
        if highlight.speaker and not speakers.same(highlight.speaker, who):
            return []
    for highlight in found.highlights:
        highlight.speaker = who
    detail = f"speaker {who!r} for all highlights: the only one who is named as speaking"
    return [Note(0, "guess", detail, basis)]


def _names_another(narration: str) -> bool:
    """Whether narration says who speaks by more than a pronoun."""
    return english.says(narration) and not speakers.is_pronoun(narration)


def _doubts(reading: _Reading) -> list[Note]:
    """A warning where another reading of the layout would be nearly as good."""
    plan = reading.plan
    if plan is None or plan.prose or plan.margin >= UNCLEAR:
        return []
    lines = [unit.block.line for unit in plan.units if unit.form in plan.runner_up]
    detail = f"the layout is not clear: {other_in_words(plan)}"
    return [Note(min(lines), "warning", detail)]


def _article(
    file: _File,
    document: str,
    found: list[Highlight],
    notes: list[Note],
    fields: dict[str, str],
    removed: Counter,
) -> Article:
    decoded = file.decoded
    about = [Note(0, "encoding", f"{decoded.encoding} ({decoded.sure})")]
    for kind, count in sorted(removed.items()):
        about.append(Note(0, "repair", f"{count} {NAMES[kind]}"))
    about += [Note(0, "warning", doubt) for doubt in decoded.warnings]
    # The beginnings of forty quotes show the language of the whole article.
    beginnings = [highlight.quote[:500] for highlight in found[:40]]
    strange = english.foreign(" ".join(beginnings))
    if strange:
        about.append(Note(0, "warning", strange))
    about += notes
    about += report_rows.of_highlights(found)
    about.sort(key=attrgetter("line"))
    warnings = []
    for note in about:
        if note.what == "warning":
            warnings.append(report_rows.as_message(note, file.path.name))
    return Article(document, file.path, found, about, fields, file.sha256, warnings)


def _refusal(file: _File, reading: _Reading) -> str:
    """What was looked for, what was there instead, the first lines, what to do."""
    name = file.path.name
    left = [*reading.found.front, *reading.found.rest]
    advice = (
        "See the README for supported layouts, or provide a CSV with the columns headline and quote"
    )
    if _is_unread_transcript(reading):
        saw = "a transcript: names before what they say, without quotation marks"
        advice = f"Read it with transcript=True: load.article({name!r}, transcript=True)"
    elif any(block.spans for block in left):
        saw = "marked words, but nobody who is said to have said them"
    else:
        bullets = sum(block.kind == BULLET for block in left)
        saw = "no quotation marks"
        if bullets > 1:
            saw = f"{bullets} bullet points without quotation marks"
    seen: list[str] = []
    for number, text in reading.lines:
        if text.strip() and len(seen) < 5:
            seen.append(f"  {number}: {text.strip()[:SHOWN]}")
    expected = "expected quotations under headlines or with a speaker"
    said = [
        f"{name}: {expected}; found {saw}.",
        *file.decoded.warnings,
        "Its first lines are",
        *seen,
        advice,
    ]
    return "\n".join(said)
