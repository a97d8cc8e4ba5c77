"""Read Word documents (.docx), by way of the HTML that `mammoth` makes of them.

A .docx is a zip archive of XML files. It may come from anywhere, so the size of what is inside is
checked before anything is unpacked, pictures and links to other files are never opened, and XML
that defines entities, by which a few lines can expand to gigabytes, is refused.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from xml.parsers.expat import ExpatError

from analysis.load.records import ArticleError

ENTRIES = 5_000  # parts of an archive; a document with a thousand pictures has about a thousand

# Bytes of XML. A book of 1,000 pages has about 10 MB; measured, mammoth takes 40 times as much
# memory.
LIMIT = 16 * 2**20

# The main part of a document; Word on the web calls it document2.xml.
_MAIN = re.compile(r"word/document\d*\.xml")
_MAIN_BYTES = re.compile(_MAIN.pattern.encode())

# What zipfile and mammoth raise for an archive that is damaged or encrypted (RuntimeError), and for
# XML that is not that of a document
_FAULTS = (
    *(zipfile.BadZipFile, zlib.error, ExpatError, EOFError, OSError, RuntimeError),
    *(AttributeError, LookupError, TypeError, ValueError),
)

_TITLED = b'w:val="Title"'
_STYLES = """
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
"""

# A document with a title has its headings below it, as a Markdown file has ## below #. One without
# may use Heading 1 for its title, or for each headline; that is left to the reader of the HTML.
# HTML has six levels, and Word writes the names of its styles in both ways.
_STYLES_BELOW_TITLE = "p[style-name='Title'] => h1:fresh"
for _level in range(1, 7):
    _below = min(_level + 1, 6)
    _STYLES_BELOW_TITLE += f"\np[style-name='Heading {_level}'] => h{_below}:fresh"
    _STYLES_BELOW_TITLE += f"\np[style-name='heading {_level}'] => h{_below}:fresh"

# <sup><a href="#footnote-1" id="footnote-ref-1">[1]</a></sup>, and the arrow that leads back to it:
# neither is a word of the speaker's
_NOTE_MARK = re.compile(
    r"<sup><a href=\"#(?:foot|end)note-[^<>]*>[^<>]*</a></sup>"
    r"|<a href=\"#(?:foot|end)note-ref-[^<>]*>[^<>]*</a>"
)

# The blocks of mammoth's HTML, which has no newlines. With one before each block, the number of a
# line is that of a paragraph.
_BLOCK = re.compile(r"(?<=.)<(?=(?:p|h[1-6]|li)[ >])")


def is_docx(data: bytes) -> bool:
    """Return whether bytes are those of a Word document.

    Parameters
    ----------
    data : bytes
        What a file holds.

    Returns
    -------
    bool
        True for a zip archive with the main part of a .docx.
    """
    # The names of the parts are not compressed; whether the archive is whole is seen when it is
    # read.
    return data.startswith(b"PK\x03\x04") and bool(_MAIN_BYTES.search(data))


def docx_html(data: bytes, name: str = "document.docx") -> str:
    """Return a Word document as HTML: headings, paragraphs, lists, bold and italics.

    Pictures, the numbers of footnotes, headers and footers are left out.

    Parameters
    ----------
    data : bytes
        What the file holds.
    name : str
        The name of the file, for messages.

    Returns
    -------
    str
        HTML with a line for each paragraph.

    Raises
    ------
    ArticleError
        If `mammoth` is not installed, or the document is damaged or too large.
    """
    try:
        import mammoth  # an optional dependency
    except ImportError:
        raise ArticleError(
            f"{name}: reading Word documents needs the package mammoth: "
            'pip install "highlights-analysis[docx]". Or save the document as plain text (UTF-8)'
        ) from None
    try:
        styles = _STYLES
        if _checked(data, name):
            styles += _STYLES_BELOW_TITLE
        result = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=styles,
            include_embedded_style_map=False,
            external_file_access=False,
            convert_image=_no_image,
        )
    except ArticleError:
        raise
    except RecursionError:
        raise ArticleError(_damaged(name, "elements are nested too deeply")) from None
    except _FAULTS as error:
        raise ArticleError(_damaged(name, str(error).strip("'\""))) from None
    html = _NOTE_MARK.sub("", result.value)
    return _BLOCK.sub("\n<", html)


def _no_image(image: object) -> list:
    """Nothing in place of an image, which is not even opened."""
    return []


def _checked(data: bytes, name: str) -> bool:
    """Refuse a document whose parts are too many or too large; returns whether it has a title."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        if len(entries) > ENTRIES:
            found = f"{len(entries):,} parts"
            raise ArticleError(f"{name}: {found}; a Word document may have up to {ENTRIES:,}")
        xml = [entry for entry in entries if entry.filename.endswith((".xml", ".rels"))]
        # zipfile unpacks no more than the size that an archive declares for a part.
        size = sum(entry.file_size for entry in xml)
        if size > LIMIT:
            found = f"{size:,} bytes of text unpacked"
            advice = "Split it, or save it as plain text (UTF-8)"
            allowed = f"a Word document may have up to {LIMIT:,}"
            raise ArticleError(f"{name}: {found}; {allowed}. {advice}")
        titled = False
        for entry in xml:
            part = archive.read(entry)
            _refuse_definitions(part, name)
            if _MAIN.fullmatch(entry.filename):
                titled = _TITLED in part
    return titled


def _refuse_definitions(xml: bytes, name: str) -> None:
    """Raise an ArticleError for XML with a document type, where entities are defined."""
    # Word writes none. Without the NULs that UTF-16 has between the letters
    if b"<!DOCTYPE" in xml.replace(b"\x00", b""):
        raise ArticleError(_damaged(name, "it defines XML entities"))


def _damaged(name: str, reason: str) -> str:
    advice = "open it in Word or LibreOffice and save it again, or save it as plain text (UTF-8)"
    return f"{name}: not a readable Word document ({reason}); {advice}"
