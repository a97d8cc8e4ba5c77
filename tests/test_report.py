"""The report: one page without a script, each mark with a link to as many words as it says."""

import html
import re
from html.parser import HTMLParser

import pandas as pd
import pytest

from analysis import charts, countries, export, load, schema, tables, themes, words
from analysis.export.report import counted, sections
from analysis.export.report import page as parts
from analysis.export.report.pictures import Drawn
from tests import make

VOID = {"meta", "img", "br", "link"}
HOSTILE = '<script>flag = 1</script> "><img src=x onerror=1> $5 and $6'


class Page(HTMLParser):
    """Elements, links by their target, headings, and the text in the element of each id."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.headings, self.links, self.ids, self.texts = [], [], [], [], {}
        self.handlers, self.unnamed, self.open = [], [], []
        self.feed(text)
        assert not self.open

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.tags.append(tag)
        self.handlers += [name for name in attributes if name.startswith("on")]
        if tag[0] == "h" and tag[1:].isdigit():
            self.headings.append(int(tag[1]))
        if tag == "a":
            self.links.append((attributes.get("href", ""), attributes.get("aria-label", "")))
        if "id" in attributes:
            self.ids.append(attributes["id"])
            self.texts[attributes["id"]] = ""
        if tag == "th" and attributes.get("scope") != "col":
            self.unnamed.append(tag)
        if "scroll" in attributes.get("class", "") and attributes.get("tabindex") != "0":
            self.unnamed.append(attributes)
        if tag not in VOID:
            self.open.append((tag, attributes.get("id")))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        while self.open and self.open[-1][0] != tag:
            self.open.pop()  # an element that HTML closes by itself
        self.open.pop()

    def handle_data(self, data):
        for _, identity in self.open:
            if identity is not None:
                self.texts[identity] += data


class Run:
    """The tables and figures of an article, as a run makes them."""

    def __init__(self, folder, source=load.BUNDLED):
        self.folder = folder
        self.highlights, self.documents, self.report = load.read(source)
        text = self.highlights
        self.mentions, self.suppressed = countries.mentions(text), countries.suppressed(text)
        coded = themes.codings(themes.CODINGS, of=text)
        rule = themes.codes(text, corrections=None)
        self.codings = pd.concat([coded, themes.as_codings(rule, of=text)])
        self.codes, self.cues, self.tokens = (
            themes.codes(text),
            themes.cues(text),
            words.tokens(text),
        )

    def draw(self):
        states = self.mentions[self.mentions["kind"].isin(schema.BROAD)]
        named = tables.counts(states, of=self.highlights)
        carried = tables.counts(self.codes, of=self.highlights)
        pairs = tables.crosstab(states, self.codes, of=self.highlights)
        voices = tables.counts(self.cues, by="voice", of=self.highlights)
        by_theme = tables.counts(states, by=self.codes, of=self.highlights)
        by_theme = by_theme[by_theme["group"].isin(carried["label"].head(4))]
        shares = tables.shares(self.codes, of=self.highlights, interval=True)
        lengths = tables.lengths(self.highlights, voice="quote")
        self.figure("bars", charts.paired_bars, named, top=12)
        self.figure("themes", charts.bars, carried, value="highlights")
        self.figure("dots", charts.dots, tables.counts(self.tokens, of=self.highlights), top=14)
        self.figure("voices", charts.dumbbell, voices)
        self.figure("multiples", charts.small_multiples, by_theme, top=6)
        self.figure("pairs", charts.heatmap, pairs, top=8)
        self.figure("portrait", charts.document_portrait, self.codes, of=self.highlights)
        self.figure("where", charts.lexical_dispersion, states, of=self.highlights, top=5)
        self.figure("shares", charts.intervals, shares)
        self.figure("lengths", charts.bars, lengths, top=9)
        blocks = named.assign(group="Countries")
        self.figure("blocks", charts.paired_bars, blocks, top=5)
        key = tables.keyness(tables.counts(self.tokens, by="voice", of=self.highlights))
        self.figure("key", charts.keyness, key, top=8)
        self.figure("coders", charts.intervals, tables.agreement(self.codings))
        return self

    def figure(self, name, draw, table, **options):
        ax = draw(table, source=self.documents, **options)
        export.figure(ax, table, name, folder=self.folder, formats=["svg"])

    def page(self, **how):
        counted = ("mentions", "suppressed", "codes", "cues", "tokens", "codings")
        given = {name: getattr(self, name) for name in counted} | {"figures": self.folder} | how
        return export.report(self.highlights, self.documents, self.report, **given)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return Run(tmp_path_factory.mktemp("figures")).draw()


@pytest.fixture(scope="module")
def page(run):
    return Page(run.page())


def test_report_links_every_mark_that_counts_something(page):
    marks = [(target[1:], name) for target, name in page.links if name]
    assert len({name for _, name in marks}) > 180
    assert {target for target, _ in marks} <= set(page.ids)


def test_report_leads_to_as_many_words_as_the_mark_says(run, page):
    text, compared = run.page(), 0
    for target, name in page.links:
        said = re.search(r": (?:in )?(\d+)(?: of \d+)? (mention|use|cue|highlight|quote)", name)
        if not said or not target.startswith("#words-"):
            continue
        number, unit = int(said[1]), said[2]
        lines = re.search(rf'id="{target[1:]}"[^>]*>(.*?)</ol>', text, re.S)[1]
        places = set(re.findall(r'class="place">([^,]+(?:, \d+)?),', lines))
        found = lines.count("<mark>") if unit in ("mention", "use", "cue") else len(places)
        assert found == number, name
        compared += 1
    assert compared > 150


@pytest.mark.parametrize("name", ["blocks", "key", "coders"])
def test_report_links_every_row_of_a_figure(run, name):
    svg = re.search(rf"<svg[^>]*figure-{name}-.*?</svg>", run.page(), re.S)[0]
    marks = re.findall(r"(<a [^>]*>)?<g id=\"[^\"]*mark[^\"]*\"", svg)
    assert len(marks) > 5 and all(marks)


def test_report_leads_from_agreement_to_who_coded(run):
    text = run.page()
    differ = tables.disagreements(run.codings)
    target = re.search(r'<a href="#([^"]+)" aria-label="All themes together: ', text)[1]
    lines = re.search(rf'id="{target}"[^>]*>(.*?)</ol>', text, re.S)[1]
    assert lines.count("<li>") == lines.count("; not by ") == len(differ) > 0
    assert (
        "Asia and Eurasian integration: coded by language model 1, language model 2, rule)" in text
    )


def test_report_leads_from_the_portrait_of_a_folder_to_its_words(tmp_path):
    rows = [{"quote": "Sanctions hurt.", "document": document} for document in "aab"]
    highlights = make.highlights(*rows)
    titles = ["Talks, Day 1", "Talks, Day 2"]
    documents = make.table("documents", zip("ab", titles, strict=True), "document title")
    codes, cues = themes.codes(highlights), themes.cues(highlights)
    ax = charts.document_portrait(codes, of=highlights, source=documents)
    export.figure(ax, codes, "x", folder=tmp_path, formats=["svg"])
    reading = schema.empty("report")
    tables_of = {"codes": codes, "cues": cues, "figures": tmp_path}
    text = export.report(highlights, documents, reading, **tables_of)
    said = re.findall(r'aria-label="(Talks, Day \d, [^"]*?: \d) of \d highlights"', text)
    assert [label[:12] + label[-3:] for label in said] == ["Talks, Day 1: 2", "Talks, Day 2: 1"]
    assert "2 lines in 2 highlights" in text


def test_report_has_one_main_headings_in_order_and_ids_once(page):
    assert page.tags.count("main") == page.tags.count("h1") == page.tags.count("nav") == 1
    assert all(b - a <= 1 for a, b in zip([0, *page.headings], page.headings, strict=False))
    assert len(set(page.ids)) == len(page.ids)
    assert not page.unnamed
    assert {target[1:] for target, _ in page.links} <= set(page.ids)


def test_report_makes_no_request_and_is_the_same_every_time(run):
    text = run.page()
    assert text == run.page()
    assert "<script" not in text and "default-src 'none'" in text
    addresses = re.findall(r'(?:src|href)="([^"]{1,30})|url\(([^)]{1,20})', text)
    assert all((a or b).startswith(("#", "data:")) for a, b in addresses)
    assert len(text.encode()) < 3_000_000


def test_report_begins_with_the_article_and_how_it_was_read(run, page):
    text = run.page()
    assert "Global Research" in text and "2021-01-26" in text and "27 highlights" in text
    assert "notebook" not in re.sub(r"<svg.*?</svg>", "", text, flags=re.S)
    assert run.page(title="Mine <b>").count("Mine &lt;b&gt;") == 2


def test_report_shows_texts_as_texts(tmp_path):
    article = make.highlights((f"Russia {HOSTILE}", f"China {HOSTILE}"), speaker=HOSTILE)
    reading = schema.table({"what": ["warning"], "line": [1], "words": [0], "document": [HOSTILE],
        "detail": [HOSTILE], "text": [HOSTILE]}, "report")  # fmt: skip
    documents = schema.empty("documents")
    mentions = countries.mentions(article)
    counts = tables.counts(mentions, of=article).assign(label=HOSTILE)
    ax = charts.bars(counts)
    export.figure(ax, counts, "x", folder=tmp_path)
    text = export.report(article, documents, reading, figures=tmp_path, mentions=mentions)
    page = Page(text)
    assert not {"script", "img"} & set(page.tags) and not page.handlers
    assert "&lt;script&gt;flag = 1" in text


def test_report_of_nothing(tmp_path):
    empty = [schema.empty(name) for name in ("highlights", "documents")]
    reading = load.read()[2]
    text = export.report(*empty, reading, figures=tmp_path)
    assert "There are no figures." in text


def test_report_of_a_figure_without_svg_shows_the_image(run, tmp_path):
    counts = tables.counts(run.mentions, of=run.highlights)
    export.figure(charts.bars(counts), counts, "a", folder=tmp_path, formats=["png"])
    export.figure(charts.bars(counts), counts, "b", folder=tmp_path, formats=["pdf"])
    (tmp_path / "c.json").write_text("[" * 9000)
    page = Page(run.page(figures=tmp_path))
    assert page.tags.count("img") == 1 and page.tags.count("h2") == 7


@pytest.mark.parametrize("name", ["mentions", "codes", "tokens", "suppressed"])
def test_report_of_wrong_types(run, name):
    with pytest.raises(TypeError, match=f"a {name} table must be a pandas DataFrame"):
        run.page(**{name: "text"})
    with pytest.raises(ValueError, match=f"a {name} table needs a column"):
        run.page(**{name: pd.DataFrame({"x": [1]})})


def test_index_links_to_every_file(run, tmp_path):
    counts = tables.counts(run.mentions, of=run.highlights)
    export.figure(charts.bars(counts), counts, "b c", folder=tmp_path)
    export.tables(tmp_path / "05-tables", mentions=run.mentions)
    page = Page(export.index(tmp_path, report=True))
    targets = {target for target, _ in page.links}
    assert targets >= {f"b-c.{ending}" for ending in ("csv", "json", "pdf", "png", "svg")}
    assert targets >= {"05-tables/mentions.csv", "report.html"}
    assert page.tags.count("img") == 1
    assert not (tmp_path / "index.html").exists()


def test_pages_of_a_run_with_other_parameters(run, tmp_path):
    (tmp_path / "stop.txt").write_text("the\n")
    made = export.pages(
        run.folder, {"stopwords": str(tmp_path / "stop.txt"), "top": 3}, report=True
    )
    assert list(made) == ["index.html", "report.html"]
    assert list(export.pages(run.folder)) == ["index.html"]


def test_pages_report_the_article_as_the_notebooks_read_it(tmp_path):
    article = tmp_path / "talk.txt"
    article.write_text(
        "ANA LIMA: We wait for peace.\n\nBEN ROY: We do not.\n\nANA LIMA: So we go on.\n"
    )
    given = {"article": str(article), "transcript": True}
    made = export.pages(tmp_path, given, report=True)["report.html"].decode()
    highlights, _, _ = load.read(article, transcript=True)
    assert len(highlights) == 3 and "3 highlights, 11 words quoted" in made


def test_pages_report_no_corrections_where_none_were_given(tmp_path):
    corrected = export.pages(tmp_path, report=True)["report.html"].decode()
    by_rule = export.pages(tmp_path, {"corrections": None}, report=True)["report.html"].decode()
    assert "by correction" in corrected and "by correction" not in by_rule


def test_report_writes_the_numbers_of_tables_as_notebooks_do():
    shown = parts.table(pd.DataFrame({"needed": [1234.0, 0.031], "together": [True, False]}), "x")
    assert re.findall("<td[^>]*>(.*?)</td>", shown) == ["1,234", "yes", "0.031", "no"]


def test_report_counts_links_only_where_there_are_any():
    assert "Choose a bar" not in sections.overview([drawn(links=0)])
    assert "(2 links)" in sections.overview([drawn(links=2)])


def test_report_says_who_coded():
    codes = make.codes((1, "asia"), (2, "asia"), (3, "asia"))
    codes["coder"] = ["rule", "corrected", "Anna"]
    said = sections.method(codes)
    assert "Codes: 1 by Anna, 1 by correction, 1 by the rule." in said


def areas(picture):
    """Coordinates, target and label of each area, and the text in the element of each id."""
    page = Page(picture._repr_mimebundle_()["text/html"])
    found = re.findall(r'coords="([\d,]+)" href="#([^"]+)" alt="([^"]*)"', picture.links)
    return [
        ([int(n) for n in box.split(",")], target, html.unescape(said))
        for box, target, said in found
    ], page


def test_figure_leads_each_mark_of_a_picture_to_as_many_words_as_it_says(run, tmp_path):
    counts = tables.counts(run.mentions, voice="quote", of=run.highlights)
    ax = charts.paired_bars(counts, top=9)
    given = {"of": run.highlights, "spans": [run.codes, run.mentions]}
    picture = export.figure(ax, counts, "a b", folder=tmp_path, formats=["png"], **given)
    found, page = areas(picture)
    width, height = picture.size
    assert len({said for _, _, said in found}) == 9
    assert len(set(page.ids)) == len(page.ids) and all(one.startswith("a-b-") for one in page.ids)
    for (left, top, right, bottom), target, said in found:
        assert 0 <= left < right <= width and 0 <= top < bottom <= height
        lines = re.search(rf'id="{target}"[^>]*>(.*?)</ol>', picture.links, re.S)[1]
        assert lines.count("<mark>") == int(re.search(r": (\d+) mention", said)[1])


def test_figure_prepares_a_table_once_for_all_marks(run, tmp_path, monkeypatch):
    prepared = []

    class Watched(counted.CountedTable):
        def __init__(self, *given):
            prepared.append(given)
            super().__init__(*given)

    monkeypatch.setattr(counted, "CountedTable", Watched)
    counts = tables.counts(run.mentions, of=run.highlights)
    given = {"of": run.highlights, "spans": run.mentions}
    ax = charts.bars(counts)
    picture = export.figure(ax, counts, "a", folder=tmp_path, formats=["png"], **given)
    assert len(areas(picture)[0]) > 9
    assert len(prepared) == 1


def test_figure_puts_a_mark_on_another_before_it(run, tmp_path):
    places = countries.places(tables.counts(run.mentions, of=run.highlights))
    given = {"of": run.highlights, "spans": run.mentions}
    ax = charts.dot_map(places)
    picture = export.figure(ax, places, "map", folder=tmp_path, formats=["png"], **given)
    boxes = [box for box, _, _ in areas(picture)[0]]
    for place, (left, top, right, bottom) in enumerate(boxes):
        x, y = (left + right) / 2, (top + bottom) / 2
        hit = [box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in boxes]
        assert hit.index(True) == place


def test_figure_without_highlights_or_of_other_tables_has_no_links(run, tmp_path):
    counts = tables.counts(run.mentions, of=run.highlights)
    for name, given in {"a": {}, "b": {"of": run.highlights, "spans": run.codes}}.items():
        ax = charts.bars(counts)
        picture = export.figure(ax, counts, name, folder=tmp_path, formats=["png"], **given)
        assert not picture.links and "usemap" not in picture._repr_mimebundle_()["text/html"]


def test_figure_shows_labels_as_text(tmp_path):
    article = make.highlights(f"Russia {HOSTILE}", speaker=HOSTILE)
    mentions = countries.mentions(article).assign(label=HOSTILE)
    counts = tables.counts(mentions, of=article)
    given = {"of": article, "spans": mentions}
    picture = export.figure(
        charts.bars(counts), counts, "x", folder=tmp_path, formats=["png"], **given
    )
    found, page = areas(picture)
    assert found[0][2].startswith("<script>") and not page.handlers
    assert "script" not in page.tags and page.tags.count("img") == 1


@pytest.mark.parametrize(
    ("given", "error", "said"),
    [
        ({"of": "text"}, TypeError, "of= .a highlights table. must be"),
        ({"spans": ["text"]}, TypeError, "spans= must be the tables that were counted"),
        (
            {"spans": pd.DataFrame({"x": [1]})},
            ValueError,
            "spans= takes tokens, .*; this table has x",
        ),
    ],
)
def test_figure_of_wrong_tables_for_links(run, tmp_path, given, error, said):
    counts = tables.counts(run.mentions, of=run.highlights)
    with pytest.raises(error, match=said):
        export.figure(
            charts.bars(counts), counts, "x", folder=tmp_path, **{"of": run.highlights} | given
        )
    assert not list(tmp_path.iterdir())


def drawn(links):
    return Drawn("figure-a", {"title": "A"}, pd.DataFrame(), "", links)
