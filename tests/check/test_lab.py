"""The notebooks in the project's own JupyterLab, in a real browser, as a reader runs them."""

import json
import os
import re
import secrets
import shlex
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

import nbformat
import pytest

from analysis import rerun, schema
from tests import corpora

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
if BROWSER is None:
    if os.environ.get("CI"):
        raise RuntimeError("no browser: install Debian's chromium, as .ci/run does")
    pytest.skip("no Chromium on this machine", allow_module_level=True)
if os.environ.get("CI"):
    import playwright.sync_api as playwright  # a skip would pass for a success
else:
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed: run `make check`"
    )

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="run `make check`")

PATHS = rerun.paths()
# What `make lab` opens and how.
LAB = shlex.split(
    re.search(
        r"/jupyter lab (.+) \$\(AS_ROOT\)", (rerun.FOLDER.parent / "Makefile").read_text()
    ).group(1)
)
SHOTS = schema.FIGURES / "lab"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
STATE = """() => {
  const panel = window.jupyterapp.shell.currentWidget;
  const cells = panel.content.widgets.filter(cell => cell.model.type === 'code');
  const outputs = cells.flatMap(cell => cell.model.outputs.toJSON());
  return {
    ready: panel.sessionContext.isReady,
    status: panel.sessionContext.session?.kernel?.status,
    counts: cells.map(cell => cell.model.executionCount),
    pictures: panel.node.querySelectorAll('.jp-OutputArea-output img[alt]').length,
    errors: outputs.filter(o => o.output_type === 'error').map(o => o.evalue),
  };
}"""

TEXTS = """() => jupyterapp.shell.currentWidget.content.widgets.filter(cell => cell.model.type === 'code').map(
  cell => JSON.stringify(cell.model.outputs.toJSON().map(o => o.text || o.data['text/plain'])))"""
RUN_ONE = """async cell => {
  const notebook = jupyterapp.shell.currentWidget.content;
  const codes = notebook.widgets.map((w, i) => [w, i]).filter(([w]) => w.model.type === 'code');
  notebook.activeCellIndex = codes[cell][1];
  notebook.deselectAll();
  await jupyterapp.commands.execute('notebook:run-cell');
}"""
HARBOUR = """# The Harbour Talks

#### Norway Wants A Fair Price For Its Fish:

“Norway and Iceland have agreed on quotas. We hope that the United Kingdom will follow.”

#### Nobody Threatens Sanctions:

“There will be no sanctions among neighbours.”
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A folder with copies of the notebooks, so that saving in the browser leaves the committed ones alone."""
    folder = tmp_path_factory.mktemp("lab") / "notebooks"
    folder.mkdir()
    for path in PATHS:
        shutil.copy(path, folder)
    return folder


@pytest.fixture(scope="module")
def server(desk, tmp_path_factory):
    settings = tmp_path_factory.mktemp("settings")
    (settings / "@jupyterlab" / "notebook-extension").mkdir(parents=True)
    tracker = settings / "@jupyterlab" / "notebook-extension" / "tracker.jupyterlab-settings"
    tracker.write_text(json.dumps({"windowingMode": "none"}))  # so that every cell is in the page
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    command = [sys.executable, "-m", "jupyterlab", *LAB, "--no-browser", "--allow-root", "--expose-app-in-browser",
               "--ip=127.0.0.1", f"--port={port}", f"--IdentityProvider.token={token}"]  # fmt: skip
    log = (settings / "lab.log").open("w")
    environment = {
        **os.environ,
        "JUPYTERLAB_SETTINGS_DIR": str(settings),
        "JUPYTER_CONFIG_DIR": str(settings),
    }
    running = subprocess.Popen(command, cwd=desk.parent, stdout=log, stderr=log, env=environment)
    address = f"http://127.0.0.1:{port}"
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{address}/api?token={token}", timeout=2).read()
            break
        except OSError:
            time.sleep(0.25)
    yield address, token
    running.terminate()
    running.wait(timeout=30)


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=BROWSER, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def lab(server, browser):
    """Opens a notebook: the page, from which nothing may be asked of another host."""
    with opener(server, browser) as opened:
        yield opened


@contextmanager
def opener(server, browser):
    """What `lab` gives, for fixtures that last longer than a test."""
    address, token = server
    context = browser.new_context(viewport={"width": 1280, "height": 1600})
    page, elsewhere = context.new_page(), []
    page.on(
        "request",
        lambda request: elsewhere.append(request.url) if not _local(request.url, address) else None,
    )

    def opened(name):
        page.goto(f"{address}/lab/tree/notebooks/{name}?token={token}&reset")
        page.wait_for_function(
            "() => window.jupyterapp?.shell?.currentWidget?.sessionContext?.isReady", timeout=60_000
        )
        return page

    yield opened
    context.close()
    assert elsewhere == [], "requests to other hosts"


def _local(url, address):
    return url.startswith((address, address.replace("http", "ws", 1), "data:", "blob:", "about:"))


def run_all(page, command="notebook:run-all-cells"):
    page.evaluate(f"window.jupyterapp.commands.execute('{command}')")
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        state = page.evaluate(STATE)
        if state["status"] == "idle" and (state["errors"] or all(state["counts"])):
            time.sleep(0.5)
            return page.evaluate(STATE)
        time.sleep(0.25)
    raise AssertionError(f"still running: {state}")


OWN = next(path for path in PATHS if path.stem.startswith("05"))


def charts(path):
    """How many figures of the bundled article a notebook draws."""
    notebook = nbformat.read(path, as_version=4)
    calls = sum(cell.source.count("export.figure(") for cell in notebook.cells)
    return calls - len(rerun.not_drawn(notebook))


def screenshot(page, name):
    """Keep what the whole notebook looks like."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    height = page.evaluate("document.querySelector('.jp-WindowedPanel-outer').scrollHeight")
    page.set_viewport_size({"width": 1280, "height": min(height + 200, 16_000)})
    page.evaluate("document.querySelector('.jp-WindowedPanel-outer').scrollTop = 0")
    page.wait_for_timeout(500)
    page.screenshot(path=SHOTS / f"{name}.png")


def set_parameter(page, name, value):
    """Type a new value into the cell tagged parameters, as a user would who edits that line."""
    page.evaluate(
        """([name, value]) => {
          const cells = window.jupyterapp.shell.currentWidget.content.widgets;
          const cell = cells.find(c => (c.model.getMetadata('tags') || []).includes('parameters'));
          const source = cell.model.sharedModel.getSource();
          cell.model.sharedModel.setSource(source.replace(new RegExp(`^${name} = .*$`, 'm'), `${name} = ${value}`));
        }""",
        [name, value],
    )


# Every link of a figure, chosen: whether what it leads to is shown, and how many words are marked there.
CHOSEN = """() => [...document.querySelectorAll('.jp-OutputArea-output map[name] area')].map(area => {
  area.click();
  const target = document.getElementById(area.getAttribute('href').slice(1));
  return {
    label: area.alt,
    shown: !!target && target.getClientRects().length > 0,
    marked: target ? target.querySelectorAll('mark').length : -1,
  };
})"""

# What an exported page shows of the outputs, and whether anything in it runs.
EXPORTED = """() => ({
  pictures: [...document.querySelectorAll('.jp-OutputArea-output img')].filter(
    image => image.alt.length > 40 && image.naturalWidth > 300).length,
  headings: document.querySelectorAll('h1, h2').length,
  tables: document.querySelectorAll('.jp-OutputArea-output th[scope=col]').length,
  tags: [...document.querySelectorAll('.jp-OutputArea-output')].filter(
    output => /<(img|h\\d|t[hrd]|map|area|details)\\b/.test(output.innerText)).length,
  scripts: document.querySelectorAll('.jp-OutputArea-output script').length,
  title: document.title,
})"""


def opened(browser, kept):
    """What an exported page shows."""
    page = browser.new_page()
    page.goto(kept.as_uri())
    shown = page.evaluate(EXPORTED)
    page.close()
    return shown


def entry(page, name):
    """An entry of the menu that is open."""
    label = page.locator(".lm-Menu-itemLabel").get_by_text(name, exact=True)
    return page.locator(".lm-Menu-item", has=label)


def exported(page, folder, sanitized):
    """The file that File ▸ Save and Export Notebook As ▸ HTML gives."""
    html = entry(page, "HTML")
    for _ in range(20):
        page.locator(".lm-MenuBar-item", has_text="File").click()
        entry(page, "Save and Export Notebook As").click()
        page.wait_for_timeout(300)
        if html.is_visible():
            break
        # The lab asks its server for the formats, and the menu is empty until then.
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
    html.click()
    page.get_by_label("Sanitize HTML output").set_checked(sanitized)
    with page.expect_download(timeout=60_000) as download:
        page.locator(".jp-Dialog .jp-mod-accept").click()
    kept = folder / f"{sanitized}.html"
    download.value.save_as(kept)
    return kept


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_the_html_export_keeps_figures_headings_and_tables(lab, browser, path, tmp_path):
    page = lab(path.name)
    files = [exported(page, tmp_path, sanitized) for sanitized in (True, False)]
    notebook = nbformat.read(path, as_version=4)
    source = "".join(cell.source + "\n" for cell in notebook.cells if cell.cell_type == "markdown")
    for kept in files:
        shown = opened(browser, kept)
        assert shown["pictures"] == charts(path)
        assert shown["headings"] == len(re.findall("^##? ", source, re.M))
        assert shown["tables"] > 3
        assert shown["tags"] == shown["scripts"] == 0


def test_the_html_export_removes_a_script_when_it_is_sanitized(lab, browser, desk, tmp_path):
    html = "<p>kept</p><script>document.title = 'taken'</script><img src=x onerror='title = 1'>"
    output = nbformat.v4.new_output("display_data", data={"text/html": html})
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("", outputs=[output])])
    book.metadata["kernelspec"] = nbformat.read(OWN, as_version=4).metadata["kernelspec"]
    nbformat.write(book, desk / "script.ipynb")
    page = lab("script.ipynb")
    titles = []
    for sanitized in (True, False):
        shown = opened(browser, exported(page, tmp_path, sanitized))
        assert shown["scripts"] == (not sanitized)
        titles.append(shown["title"])
    assert titles == ["script", "taken"]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_notebook_runs_in_the_browser(lab, path, tmp_path):
    page = lab(path.name)
    assert page.evaluate(CHOSEN) == []  # not trusted yet: the plain pictures
    assert page.evaluate(STATE)["pictures"] == charts(path)
    set_parameter(page, "figures", json.dumps(str(tmp_path)))
    state = run_all(page)
    assert state["errors"] == []
    assert state["pictures"] == charts(path)
    objections = axe.Axe().run(page, context=".jp-OutputArea-output").response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:300]) for one in objections] == []
    chosen = page.evaluate(CHOSEN)
    assert len(chosen) >= 20 * charts(path)
    assert [one for one in chosen if not one["shown"]] == []
    for one in chosen:
        said = re.search(r": ([\d,]+) (mention|use|cue)", one["label"])
        assert not said or int(said[1].replace(",", "")) == one["marked"], one
    assert len(list(tmp_path.glob("*.png"))) == charts(path)
    screenshot(page, path.stem)
    assert not page.locator(".jp-Dialog, .Toastify__toast").count(), "a pop-up"


def test_a_restart_and_a_second_run_give_the_same(lab, tmp_path):
    page = lab(PATHS[0].name)
    set_parameter(page, "figures", json.dumps(str(tmp_path)))
    first = run_all(page)
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    again = run_all(page)
    assert min(again["counts"]) > max(first["counts"])
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == written
    page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    page.wait_for_timeout(1500)
    fresh = run_all(page)
    assert fresh["errors"] == [] and fresh["pictures"] == first["pictures"]


def test_a_cell_run_twice_shows_the_same_once(lab, tmp_path):
    page = lab(PATHS[0].name)
    set_parameter(page, "figures", json.dumps(str(tmp_path)))
    first = run_all(page)
    before = page.evaluate(TEXTS)
    for cell in reversed(
        range(len(before))
    ):  # the last first: no cell counts on what only a later run of another made
        page.evaluate(RUN_ONE, cell)
        page.wait_for_function(
            "() => jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'",
            timeout=60_000,
        )
    state = page.evaluate(STATE)
    assert state["errors"] == [] and state["pictures"] == first["pictures"]
    assert page.evaluate(TEXTS) == before


def test_a_beginners_mistakes_are_answered_and_mended_in_the_same_cell(lab, tmp_path):
    (tmp_path / "prose.md").write_text(
        "A walk by the sea.\n\nNobody said a word.\n", encoding="utf-8"
    )
    (tmp_path / "talk.md").write_text(HARBOUR, encoding="utf-8")
    path = OWN
    page = lab(path.name)
    set_parameter(page, "figures", json.dumps(str(tmp_path / "figures")))
    for wrong, words in [
        (tmp_path / "tolk.md", ["no such file", "did you mean 'talk.md'?"]),
        (
            tmp_path / "prose.md",
            ["found no quotation marks", "a CSV with the columns headline and quote"],
        ),
    ]:
        set_parameter(page, "article", json.dumps(str(wrong)))
        said = run_all(page)["errors"]
        assert len(said) == 1 and all(word in said[0] for word in words), said
        assert not (tmp_path / "figures").exists()
    set_parameter(page, "article", json.dumps(str(tmp_path / "talk.md")))
    state = run_all(page)
    assert state["errors"] == [] and state["pictures"] == charts(path)


@pytest.mark.parametrize("own", ["article", "folder"])
def test_an_article_or_a_folder_of_ones_own_is_one_changed_line(lab, tmp_path, own):
    where = tmp_path / "harbour.md"
    if own == "folder":
        where = corpora.small(tmp_path / "talks")
    else:
        where.write_text(HARBOUR, encoding="utf-8")
    path = OWN
    page = lab(path.name)
    set_parameter(page, "article", json.dumps(str(where)))
    set_parameter(page, "figures", json.dumps(str(tmp_path / "figures")))
    state = run_all(page)
    assert state["errors"] == [] and state["pictures"] == charts(path)
    shown = page.evaluate(TEXTS)
    count = {
        "article": "2 highlights, 22 words in quotes;",
        "folder": "8 highlights, 113 words in quotes, from 4 documents;",
    }
    assert count[own] in shown[2] and "Norway" in shown[5] and "Lavrov" not in "".join(shown)
    assert (tmp_path / "figures" / "05-tables" / "highlights.csv").exists()
    screenshot(page, f"05-own-{own}")


LISTED = "() => [...document.querySelectorAll('.jp-DirListing-itemName')].map(item => item.textContent.trim())"


def test_the_list_of_files_leads_to_the_figures_and_an_article_beside_the_notebook_needs_only_its_name(
    lab, desk
):
    (desk / "talk.md").write_text(HARBOUR, encoding="utf-8")
    path = OWN
    page = lab(path.name)
    set_parameter(page, "article", json.dumps("talk.md"))
    set_parameter(page, "figures", json.dumps("../figures"))
    state = run_all(page)
    assert state["errors"] == [] and state["pictures"] == charts(path)
    page.evaluate("jupyterapp.commands.execute('filebrowser:go-to-path', {path: 'figures'})")
    page.wait_for_function(f"() => ({LISTED})().includes('05-tables')", timeout=30_000)
    page.evaluate("jupyterapp.commands.execute('filebrowser:go-to-path', {path: '/'})")
    page.wait_for_function(f"() => ({LISTED})().includes('notebooks')", timeout=30_000)
    assert {"figures", "notebooks"} <= set(page.evaluate(LISTED))
