"""An article, a codebook and a gazetteer full of scripts, links and formulas: shown as text wherever they come out."""

import csv
import json
import re
import subprocess
import sys

import nbformat
import pytest
from nbconvert import HTMLExporter
from test_lab import browser, desk, opener, server  # noqa: F401

from analysis import rerun

TRUST = "() => { for (const cell of jupyterapp.shell.currentWidget.content.widgets) cell.model.trusted = true; }"
STEMS = [path.stem for path in rerun.paths()]
# What a page shows of an attack: the flag that a script would set, and elements that only an attack makes.
SEEN = """() => {
  const all = [...document.querySelectorAll('*')];
  const href = e => (e.getAttribute('href') || e.getAttribute('xlink:href') || e.getAttribute('src') || e.getAttribute('action') || '');
  return {
    ran: window.probed,
    addresses: all.map(href).filter(a => /^\\s*javascript:|probe|^data:text/i.test(a)),
    handlers: all.filter(e => [...e.attributes].some(a => /^on/i.test(a.name) && a.value.includes('probed'))).length,
    classes: document.querySelectorAll('.probe, #probe, [title=probe]').length,
  };
}"""
FORMULAS = """() => [...document.querySelectorAll('mjx-container')].map(e => e.closest('.jp-Cell').innerText.slice(0, 80))"""
NOTHING = {"ran": None, "addresses": [], "handlers": 0, "classes": 0}


def attacks(place):
    """Everything that ever ran from a text, each telling where it stood."""
    run = f"window.probed='{place}'"
    return [
        f"<script>{run}</script>",
        f'<img src=probe.png onerror="{run}">',
        f'<svg onload="{run}"><animate onbegin="{run}" attributeName=x dur=1s></svg>',
        f"</script></style></textarea></title><script>{run}</script>",
        f'</td></tr></table></pre><iframe srcdoc="<script>parent.{run}</script>"></iframe>',
        f'"><a href="javascript:{run}" id=probe class=probe title=probe>anchor</a>',
        f"[link](javascript:{run}) <javascript:{run}>",
        "![picture](probe-markdown.png)",
        f"<a href=\"data:text/html,<script>top.{run}</script>\">data</a>",
        f"$\\href{{javascript:{run}}}{{tex}}$ $$\\class{{probe}}{{\\cssId{{probe}}{{x}}}}$$ \\(y\\) \\[z\\]",
        f"\x1b[31mred\x1b]8;;javascript:{run}\x07escape\x1b]8;;\x07",
        f"&lt;script&gt;{run}&lt;/script&gt; &#60;img src=probe.png&#62;",
        "<style>@import url(probe.css); * { background: url(probe-style.png) }</style><link rel=stylesheet href=probe-link.css>",
        "]]><!-- {{ 7*7 }}{% raw %} <base href=probe-base/> <meta http-equiv=refresh content='0;url=probe-refresh'>",
        "=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\t=1",
    ]  # fmt: skip


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """The folder of figures of one run on the attack, with everything of the reader's own attacking too."""
    source, own, target = (tmp_path_factory.mktemp(name) for name in ("articles", "own", "figures"))
    named = [
        "<img src=x onerror=window.probed=1>",
        "[file](javascript:window.probed=1)",
        "$\\href{javascript:x}{file}$",
    ]
    for number, name in enumerate(named):
        _table(source / f"{name}.csv", ["headline", "quote", "speaker"], [
            (f"Russia {number} {headline}", f"Russia and Laputa said sanctions, {quote} and again sanctions, vaccine {n}.", speaker)
            for n, (headline, quote, speaker) in enumerate(zip(*map(attacks, ("headline", "quote", "speaker")), strict=True))
        ])  # fmt: skip
    fields = ["title", "authors", "publisher", "section", "address"]
    _table(source / "documents.csv", ["document", "date", *fields], [
        (name, f"2020-0{number + 1}-02", *(" ".join(attacks(field)[number::3]) for field in fields))
        for number, name in enumerate(named)
    ])  # fmt: skip
    _table(own / "places.csv", ["form", "entity", "kind", "label"], [("Laputa", "laputa", "name", clean("gazetteer"))])  # fmt: skip
    (own / "book.toml").write_text(
        "[rule]\nheadline = 1\nquote = 2\n" + _theme("one", "sanctions") + _theme("two", "vaccine"),
        "utf-8",
    )
    (own / "stop.txt").write_text("the\nand\n<script>window.probed='stop'</script>\n", "utf-8")
    call = [sys.executable, "-m", "analysis", str(source), "--figures", str(target), "--report", "--codebook", str(own / "book.toml"),
            "--gazetteer", str(own / "places.csv"), "--stopwords", str(own / "stop.txt")]  # fmt: skip
    done = subprocess.run(call, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    return target


def clean(place):
    """The attacks without the control characters, which a codebook is refused for."""
    return re.sub(r"[\x00-\x1f]", "", " ".join(attacks(place)))


def _table(path, header, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def _theme(name, cue):
    keys = ("label", "definition", "use", "not_for", "example")
    said = "\n".join(f"{key} = {json.dumps(f'{name} {clean(key)}')}" for key in keys)
    return f'\n[[theme]]\nid = "{name}"\n{said}\ncues = ["{cue}"]\n'


@pytest.fixture(scope="module")
def shown(server, browser, desk, run):  # noqa: F811
    """What each saved notebook shows in JupyterLab, untrusted and then trusted, with the number of formulas set."""
    found = {}
    with opener(server, browser) as opened:
        for name in STEMS:
            (desk / "hostile.ipynb").write_bytes((run / "notebooks" / f"{name}.ipynb").read_bytes())
            asked, page = [], opened("hostile.ipynb")
            listen = lambda request, to=asked: to.append(request.url)  # noqa: E731
            page.on("request", listen)
            page.wait_for_timeout(1500)
            states = [page.evaluate(SEEN)]
            page.evaluate(TRUST)
            page.wait_for_timeout(2500)
            states.append(page.evaluate(SEEN))
            page.remove_listener("request", listen)
            found[name] = states, [url for url in asked if "probe" in url], page.evaluate(FORMULAS)
    return found


@pytest.mark.parametrize("name", STEMS)
def test_a_saved_notebook_runs_nothing_trusted_or_not(shown, name):
    states, asked, _ = shown[name]
    assert states == [NOTHING, NOTHING] and not asked


@pytest.mark.parametrize("name", STEMS)
def test_no_text_is_set_as_a_formula(shown, name):
    assert shown[name][2] == []


@pytest.mark.parametrize("name", [*STEMS, "report"])
def test_a_page_made_of_it_runs_nothing(browser, run, tmp_path, name):  # noqa: F811
    page_file = run / "report.html"
    if name != "report":
        page_file = tmp_path / f"{name}.html"
        book = nbformat.read(run / "notebooks" / f"{name}.ipynb", as_version=4)
        page_file.write_text(HTMLExporter().from_notebook_node(book)[0], "utf-8")
    assert _opened(browser, page_file) == NOTHING


def test_no_figure_runs_anything(browser, run):  # noqa: F811
    pictures = sorted(run.glob("*.svg"))
    assert len(pictures) > 15
    for picture in pictures:
        assert _opened(browser, picture) == NOTHING, picture.name


def test_what_runs_is_seen(browser, tmp_path):  # noqa: F811
    page = tmp_path / "control.html"
    page.write_text(f"<p>{' '.join(attacks('control')[:9])}</p>", "utf-8")
    with pytest.raises(AssertionError, match="probe"):
        _opened(browser, page)
    page.write_text(f"<p>{attacks('control')[5]}{attacks('control')[0]}</p>", "utf-8")
    address = "javascript:window.probed='control'"
    assert _opened(browser, page) == {
        "ran": "control",
        "addresses": [address],
        "handlers": 0,
        "classes": 1,
    }


def _opened(browser, path):  # noqa: F811
    page, asked = browser.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.route("http*://**", lambda route: route.abort())
    page.goto(path.as_uri())
    page.wait_for_timeout(300)
    seen = page.evaluate(SEEN)
    page.close()
    assert not [url for url in asked if "probe" in url]
    return seen


def test_no_cell_of_a_table_is_a_formula(run):
    tables = [*run.glob("*.csv"), *run.glob("05-tables/*.csv")]
    assert len(tables) > 20
    for table in tables:
        with table.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        risky = [cell for cell in cells if cell[:1] in tuple("=+-@\t\r")]
        assert not [cell for cell in risky if not _number(cell)], table.name


def _number(cell):
    try:
        return float(cell) <= 0 or True
    except ValueError:
        return False
