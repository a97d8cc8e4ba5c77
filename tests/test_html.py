"""Saved web pages as lines of Markdown; every page is invented."""

import json

import pytest

from analysis.load import html, page_data
from tests.timing import seconds


def read(text, **options):
    return [line for _, line in html.lines(text, **options).lines if line]


def left(text):
    notes = html.lines(text).left
    return [(note.line, note.detail.rpartition(": ")[2], note.text) for note in notes]


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        ("<p><b>A</b> <strong>B</strong> c", ["**A B** c"]),
        ("<p>an <i>idea</i>, an <em>aim </em>too", ["an *idea*, an *aim* too"]),
        ("<p><strong><u>Officials:</u></strong>", ["**<u>Officials:</u>**"]),
        ("<p><u><b>Officials:</b></u>", ["**<u>Officials:</u>**"]),
        ("<p><b><i>On fish</i></b>", ["***On fish***"]),
        ("<p><b>On <i>fish</i> and nets</b>", ["**On *fish* and nets**"]),
        ("<p><b>“<i>We go</i>”</b>", ["**“*We go*”**"]),
        ("<p><b> </b><i></i>plain", ["plain"]),
        ("<p><b>Ana Lima: </b>“We wait.”", ["**Ana Lima:** “We wait.”"]),
        ("<p><b>never closed<p>next", ["**never closed**", "next"]),
        ("<h2><b>On</b> <i>The Sea</i></h2>", ["## On *The Sea*"]),
        ("<p>5 * 3, a_b, [sic] #1 &lt;b&gt;", [r"5 \* 3, a\_b, \[sic\] \#1 \<b\>"]),
        ("<p>See <a href='x'><b>the</b> text</a>", ["See **the** text"]),
        ("<p>He said: <q>No</q>.", ["He said: “No”."]),
    ],
)  # fmt: skip
def test_lines_emphasis(page, lines):
    assert read(page) == lines


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        ("<h1>One</h1><h3><div>Three</div></h3><h2>On<br>nets</h2>", ["# One", "### Three", "## On nets"]),
        ("<ul><li>a<li><p>b</p><ul><li>c</ul><li>d</ul>", ["• a", "• b", "• c", "• d"]),
        ("<ol><li>a<ul><li>b</ul><li>c</ol><li>d", ["1. a", "• b", "2. c", "• d"]),
        ("<li><h3>On nets</h3>“We mend.”", ["### On nets", "“We mend.”"]),
        ("<blockquote>a<p>b</blockquote>c", ["> a", ">", "> b", "c"]),
        ("a<hr>b", ["a", "***", "b"]),
        ("<table><tr><td>On nets<td>“We mend.”</table>", ["On nets", "“We mend.”"]),
        ("<dl><dt>On nets<dd>“We mend.”</dl>", ["On nets", "“We mend.”"]),
        ("a < b &amp; c > d", [r"a \< b & c \> d"]),
        ("a<!-->b<!-- x <p> -->c<script>“<p>”</script><style>d", ["abc"]),
        ("<share-button>a</share-button><o:p>b</o:p>", ["ab"]),
    ],
)  # fmt: skip
def test_lines_blocks(page, lines):
    assert read(page) == lines


def test_lines_a_line_break_goes_on_in_the_paragraph_and_two_end_it():
    page = html.lines("<p><b>On nets</b><br>\n“We mend.<br>\n<br>\nWe fish.”<br>\n</p>\n<p>End</p>")
    assert page.lines == [
        (1, ""), (1, "**On nets**  "), (2, "“We mend.  "),
        (4, ""), (4, "We fish.”  "),
        (6, ""), (6, "End"),
    ]  # fmt: skip


def test_lines_a_line_has_the_number_of_its_first_word():
    text = "<p>\n\n  a\nb</p>\r\n<nav>\n</nav><p\nclass=x>c\r<!-- \n -->d"
    assert [number for number, line in html.lines(text).lines if line] == [3, 7]


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        ("<blockquote>a<footer>Ana, <cite>UN</cite></footer></blockquote>b", ["> a", ">", "> — Ana, UN", "b"]),
        ("<blockquote>a <cite>Ana</cite></blockquote>", ["> a Ana"]),
        ("<blockquote>We go. <cite>Ana</cite></blockquote>", ["> We go.", ">", "> — Ana"]),
        ("<blockquote>I read <cite>The Net</cite> daily.</blockquote>", ["> I read The Net daily."]),
        ("<blockquote>a</blockquote>\n<p><cite>— Ana</cite></p>", ["> a", "— Ana"]),
        ("<figure><blockquote>a</blockquote>\n<figcaption>Ana</figcaption></figure>", ["> a", "— Ana"]),
    ],
)  # fmt: skip
def test_lines_the_speaker_of_a_block_quote(page, lines):
    assert read(page) == lines
    assert not html.lines(page).captions


def test_lines_a_footer_or_a_picture_after_a_block_quote_names_nobody():
    page = "<blockquote>a</blockquote><figure><img><figcaption>A boat</figcaption></figure><footer>© Us</footer>"
    assert read(page) == ["> a", "A boat"]
    assert html.lines(page).captions == {(1, "A boat")}


def test_lines_captions_on_a_page_of_one_line():
    page = html.lines(
        "<p>“We mend.”</p><figure><img><figcaption>Nets<br>at <b>dawn</b></figcaption></figure>"
        "<p class='wp-caption-text'>Boats</p><p>“We fish.”</p>"
    )
    assert page.captions == {(1, "Nets at dawn"), (1, "Boats")}
    assert [line for _, line in page.lines if line][1] == "Nets at **dawn**"


def test_lines_every_box_left_out_is_listed_with_its_line_and_words():
    text = """<header><nav><a>Home</a>
<nav>News</nav></nav></header>
<div class="newsletter"><div>Sign up</div> <button>Go</button></div>
<aside><p>“Ten castles”</p></aside><aside> </aside>
<section role=complementary>More</section>
<p>“We mend.”</p>
<button>Share</button><form>Search</form>
<footer>© &amp; Co</footer>"""
    assert left(text) == [
        (1, "nav", "Home News"),
        (3, "newsletter", "Sign up Go"),
        (4, "aside", "“Ten castles”"),
        (5, "complementary", "More"),
        (7, "button", "Share"),
        (7, "form", "Search"),
        (8, "footer", "© & Co"),
    ]
    assert read(text) == ["“We mend.”"]
    assert html.lines(text).left[0].detail == "left out, a box next to the article: nav"


def test_lines_boxes_and_chrome_are_kept_on_request():
    text = "<nav>Home</nav><div class=related>More</div>end"
    assert read(text) == ["end"]
    assert read(text, boxes=True) == ["More", "end"]
    assert read(text, boxes=True, chrome=True) == ["Home", "More", "end"]
    assert html.lines(text, boxes=True, chrome=True).left == []


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        ("<div class=menu>x<p>a</p></html>", ["x", "a"]),  # never ends
        ("<div class=sidebar>x<h1>T</h1></div>a", ["# T", "a"]),
        ("<form>x<h1>T</h1><p>a</form>", ["# T", "a"]),
        ("<nav>x<h1>Paper</h1>y</nav>a", ["a"]),
        ("<nav>x<main>a</main>", ["a"]),
        ("<div><div class=share>x<div>y</div></div>a</div>b", ["a", "b"]),
        ("</nav></div><p>a", ["a"]),
    ],
)
def test_lines_where_a_box_ends(page, lines):
    assert read(page) == lines


@pytest.mark.parametrize(
    "name", ["share-of-vote", "social-policy", "content related", "story-body menu", "has-sidebar"]
)
def test_box_other_names(name):
    assert page_data.box(f'class="{name}"') == ""


def test_lines_removes_unwanted_characters_and_counts_them():
    page = html.lines("<p>a\u00adb&nbsp;c\u200b")
    assert [line for _, line in page.lines] == ["", "ab c"]
    assert page.removed == {"soft": 1, "space": 1, "width": 1}


HEAD = """<title>The Pact | News | The Harbour Post</title>
<meta property="og:title" content="The Pact &amp; the Lake | The Harbour Post"><meta content="Ana Lima" name=author>
<meta property="og:site_name" content="The Harbour Post"><link rel="canonical" href="https://shore.example/pact">
<meta property="article:published_time" content="2024-02-18T09:30:00Z"><meta name="article:section" content="Fish">
"""


def test_lines_fields_of_the_head():
    assert html.lines(HEAD).fields == {
        "page title": "The Pact | News",
        "title": "The Pact & the Lake",
        "authors": "Ana Lima",
        "publisher": "The Harbour Post",
        "address": "https://shore.example/pact",
        "date": "2024-02-18T09:30:00Z",
        "section": "Fish",
    }


def titles(page):
    fields = html.lines(page).fields
    return fields.get("title", ""), fields.get("page title", "")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<h1>The Pact</h1>", ("The Pact", "The Pact")),
        ("<h1><i>The</i> Pact</h1>", ("The Pact", "The Pact")),
        ("<h1>The Harbour Post</h1>", ("The Pact & the Lake", "The Pact | News")),
        ("<h1>The Harbour Post</h1><h1>The Pact</h1>", ("The Pact", "The Pact")),
        ("<h1>On nets</h1><h1>On boats</h1>", ("The Pact & the Lake", "The Pact | News")),
    ],
)
def test_lines_the_heading_is_the_title(body, found):
    assert titles(HEAD + body) == found


def test_lines_a_site_is_cut_off_only_where_it_is_known():
    assert titles("<title>The Pact - The Harbour Times</title><h1>The Pact</h1>") == (
        "",
        "The Pact",
    )
    assert titles("<title>The Pact - The Harbour Times</title>") == (
        "",
        "The Pact - The Harbour Times",
    )


def linked(data, text=None):
    text = text or json.dumps(data)
    return html.lines(f'<script type="application/ld+json">{text}</script><p>a').fields


ARTICLE = {
    "@type": "NewsArticle",
    "headline": "The Pact &amp; the Lake",
    "datePublished": "2024-02-18",
    "author": [{"@type": "Person", "name": "Ana Lima"}, "Bo Ek", {"url": "x"}, 7],
    "publisher": {"name": "The Shore", "logo": {"url": "x"}},
    "url": "https://shore.example/pact",
}
FOUND = {
    "title": "The Pact & the Lake",
    "date": "2024-02-18",
    "authors": "Ana Lima; Bo Ek",
    "publisher": "The Shore",
    "address": "https://shore.example/pact",
}


@pytest.mark.parametrize(
    "data",
    [
        ARTICLE,
        [{"@type": "BreadcrumbList"}, ARTICLE],
        {"@graph": [{"@type": "WebPage", "name": "x"}, ARTICLE, {"@type": "Organization"}]},
        {"mainEntity": ARTICLE},
        ARTICLE | {"liveBlogUpdate": [{"headline": "An entry", "datePublished": "1999"}]},
    ],
)
def test_lines_fields_of_json(data):
    assert linked(data) == FOUND


def test_lines_the_head_is_surer_than_json_and_an_address_is_no_author():
    text = '<meta name="article:author" content="https://x.example/shore"><meta name=date content=2020>'
    text += f"<script type=application/ld+json>{json.dumps(ARTICLE)}</script>"
    fields = html.lines(text).fields
    assert fields["authors"] == "Ana Lima; Bo Ek"
    assert fields["date"] == "2020"


@pytest.mark.parametrize(
    "text",
    ["{", "[" * 100_000, '{"a":' * 100_000, "7", "null", '"x"', '{"headline": ' + "9" * 9000 + "}", "{}", "[[[]]]",
     '{"headline": null, "author": {"name": {"name": []}}}', '{"headline": "' + "x" * page_data.LONGEST_JSON + '"}'],
    ids=range(11),
)  # fmt: skip
def test_lines_json_of_no_use_is_ignored(text):
    assert linked(None, text) == {}


def test_lines_entities_that_are_no_character():
    endless = f"&#{'9' * 5000};"
    assert read(f"<p>a {endless} b") == ["a \ufffd b"]
    page = f'<meta name="author" content="Ana {endless}"><p>a<p title="{endless}">b'
    assert read(page) == ["a", "b"]


def test_is_page():
    assert html.is_page("", ".html")
    assert html.is_page('<?xml version="1.0"?>\n<html>', ".txt")
    assert not html.is_page("<p>a</p>", ".md")


PUMPS = {
    "tags": "<a ",
    "lone marks": "<",
    "comments": "<!--",
    "open scripts": "<script><",
    "closed scripts": '<script type="application/ld+json">{"headline":"x"}</script>',
    "titles": "<title>x - x - x</title><h1>x - x</h1>",
    "separators": " - x",
    "lists": "<ol><li>",
    "emphasis": "<b>x<i>y</i>z</b>",
    "speakers": "<blockquote><cite>x</cite>",
    "boxes": "<div class=ad><nav>x",
    "box names": "<p class='related-links'><div class=related-links-x>",
}


@pytest.mark.parametrize("pump", PUMPS.values(), ids=PUMPS)
def test_lines_takes_linear_time(pump):
    def took(size):
        text = "<title>" * pump.startswith(" ") + pump * (size // len(pump))
        return seconds(lambda: html.lines(text))

    # Four times the text takes four times as long, and would take sixteen times as long.
    assert took(200_000) < 9 * max(took(50_000), 0.02)
