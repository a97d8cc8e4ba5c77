"""The bundled article's highlights in every dress: printed another way, they are the same highlights."""

import html
import re
import textwrap
import warnings

import pytest

from analysis import load

TOP = "# The Title Of The Article\n\nBy Ana Lima\n\nAn introduction in a sentence or two.\n\n"
END = "\n\n*\n\nNote to readers: please share.\n\nCopyright © The Paper\n"
BREAK = re.compile(r"(?<=[a-z][.?!]) (?=[A-Z])")  # between sentences


def wrapped(text, width=72, hyphens=False):
    return "\n".join(textwrap.wrap(text, width, break_on_hyphens=hyphens))


def paged(text):
    lines = "\n".join(map(wrapped, text.split("\n"))).split("\n")
    return "\n".join(
        line if n % 40 else f"{line}\n\n- {n // 40 + 1} -\n" for n, line in enumerate(lines, 1)
    )


def page(inner):
    nav = "<nav><a href='/'>Home</a> <a>“Ten castles you must see”</a></nav>"
    return f"<!doctype html><html><head><title>T</title></head><body>{nav}{inner}<footer>© Paper</footer></body></html>"


EACH = {  # how one highlight is printed
    "bold": "**{h}**\n\n“{q}”",
    "bold with a colon": '**{h}:**\n\n"{q}"',
    "headings": "### {h}\n\n“{q}”",
    "headings with narration": "### {h}\n\nAsked about it, the minister said: “{q}”",
    "with a speaker": "### {h}\n\n“{q}” – Adaeze Okoro, minister",
    "on one line": "{h}: “{q}”",
    "on one line in bold": "**{h}:** “{q}”",
    "guillemets": "{h}:\n\n«{q}»",
    "German marks": "{h}:\n\n„{q}“",
    "mixed marks": '{h}:\n\n"{q}”',
    "single marks": "## {h}\n\n‘{q}’",
    "block quotes": "## {h}\n\n> {q}",
    "bullets": "## {h}\n\n- “{q}”",
    "italics": "**{h}**\n\n*“{q}”*",
    "never closed": "{h}:\n\n“{q}",
}


@pytest.fixture(scope="module")
def highlights():
    table = load.article()
    return list(zip(table.headline, table.quote, strict=True))


def read(tmp_path, text, name="dressed.md"):
    path = tmp_path / name
    path.write_text(text, "utf-8", newline="")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", load.LoadWarning)
        table = load.article(path)
    return list(zip(table.headline, table.quote, strict=True))


@pytest.mark.parametrize("each", EACH.values(), ids=EACH)
def test_each_printed_so(tmp_path, highlights, each):
    text = TOP + "\n\n".join(each.format(h=h, q=q) for h, q in highlights) + END
    assert read(tmp_path, text) == highlights


def test_numbered(tmp_path, highlights):
    text = TOP + "\n\n".join(f"{n}. {h}\n\n“{q}”" for n, (h, q) in enumerate(highlights, 1)) + END
    assert read(tmp_path, text) == highlights


@pytest.mark.parametrize("colon", [":", ""])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("width", [10_000, 72, 58])
def test_plain_text_wrapped_or_not(tmp_path, highlights, colon, between, width):
    parts = [wrapped(text, width) for h, q in highlights for text in (h + colon, f"“{q}”")]
    assert read(tmp_path, between.join(parts), "plain.txt") == highlights


@pytest.mark.parametrize("hyphens", [False, True])
def test_the_file_itself_hard_wrapped(tmp_path, highlights, hyphens):
    raw = load.BUNDLED.read_text("utf-8").split("\n")
    text = "\n".join(wrapped(line, 72, hyphens) if len(line) > 72 else line for line in raw)
    assert read(tmp_path, text) == highlights


def test_cut_by_pages(tmp_path, highlights):
    assert read(tmp_path, paged("\n\n".join(f"{h}:\n\n“{q}”" for h, q in highlights))) == highlights


@pytest.mark.parametrize("mark", ["", "“"])
def test_in_paragraphs(tmp_path, highlights, mark):
    parts = [f"## {h}\n\n“" + BREAK.sub("\n\n" + mark, q) + "”" for h, q in highlights]
    assert read(tmp_path, TOP + "\n\n".join(parts)) == [
        (h, BREAK.sub("\n\n", q)) for h, q in highlights
    ]


@pytest.mark.parametrize(
    "each",
    [
        "<h2>{h}</h2>\n<p>&ldquo;{q}&rdquo;</p>\n",
        '<p><strong>{h}:</strong></p><p>"{q}"</p>',
        "<h3>{h}</h3><blockquote><p>{q}</p></blockquote>",
        "<b>{h}</b><br>“{q}”<br><br>",
        "<dt>{h}</dt><dd>“{q}”</dd>",
    ],
)
def test_pages(tmp_path, highlights, each):
    inner = "".join(each.format(h=html.escape(h), q=wrapped(html.escape(q))) for h, q in highlights)
    assert read(tmp_path, page(inner), "page.html") == highlights
