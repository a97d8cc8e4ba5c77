"""The report in a real browser: nothing for axe to object to, and every mark leads to its words."""

import re
import shutil
import subprocess
import sys

import pytest

from tests import corpora

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
if BROWSER is None:
    pytest.skip("no Chromium on this machine", allow_module_level=True)
playwright = pytest.importorskip("playwright.sync_api", reason="run `make check`")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="run `make check`")

# Every link of a figure with where it leads: whether that is shown, and how many words are marked.
CLICKED = """() => [...document.querySelectorAll('svg a[href^="#"]')].map(link => {
  const id = link.getAttribute('href').slice(1);
  location.hash = '#' + id;
  const target = document.getElementById(id);
  return {
    label: link.getAttribute('aria-label'), id,
    shown: !!target && target.getClientRects().length > 0,
    marked: target ? target.querySelectorAll('mark').length : -1,
    lines: target ? target.children.length : -1,
    said: target ? target.closest('details').querySelector('summary').textContent : '',
  };
})"""


# Marks without a link that count something.
BARE = """() => [...document.querySelectorAll('svg g[id*="-mark"] > title')].map(
  title => title.closest('a') ? '' : title.textContent).filter(label => label)"""

# "0 mentions", "in 0 of 27 highlights", "not coded"
NOTHING = re.compile(r": (in )?0 (?!in )|: not coded|: (in )?0 in [^,]+, 0 in ")

# What is reported, and how many links it has at least.
SOURCES = {"bundled": 500, "folder": 150, "speakers": 600}


@pytest.fixture(scope="module", params=SOURCES)
def report(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    source = []
    if request.param == "folder":
        source = [str(corpora.small(folder / "talks"))]
    elif request.param == "speakers":
        source = [str(corpora.speakers(folder / "delegates.md"))]
    options = ["--figures", str(folder / "out"), "--report", "--formats", "svg"]
    # A process of its own: the browser's event loop is running in this one.
    subprocess.run([sys.executable, "-m", "analysis", *source, *options], check=True)
    assert (folder / "out" / "report.html").stat().st_size < 3_000_000
    return request.param, folder / "out" / "report.html"


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.mark.parametrize("width", [390, 1000])
def test_report_has_nothing_for_axe_to_object_to(report, browser, width):
    _, path = report
    page = browser.new_page(viewport={"width": width, "height": 900})
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    found = axe.Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width  # no sideways scroll
    assert asked == [path.as_uri()]
    page.close()


def test_every_mark_of_the_report_leads_to_as_many_words_as_it_says(report, browser):
    name, path = report
    page = browser.new_page()
    page.goto(path.as_uri())
    bare = [label for label in page.evaluate(BARE) if not NOTHING.search(label)]
    clicked = page.evaluate(CLICKED)
    page.close()
    assert bare == []
    assert len(clicked) > SOURCES[name]
    assert [one for one in clicked if not one["shown"]] == []
    wrong = []
    for one in clicked:
        numbers = [
            int(n.replace(",", "")) for n in re.findall(r"[:,] ([\d,]*\d)(?= |$)", one["label"])
        ]
        highlights = re.search(r"in ([\d,]+) highlight", one["said"])
        expected = {one["marked"], one["lines"], int(highlights[1]) if highlights else -1}
        # A mark of two voices says both numbers.
        if one["id"].startswith("words") and numbers and not {*numbers, sum(numbers)} & expected:
            wrong.append((one["label"], one["said"]))
    assert wrong == []
