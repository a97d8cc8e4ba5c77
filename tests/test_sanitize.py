"""JupyterLab's HTML export with "Sanitize HTML output" ticked keeps figures and lets nothing in."""

import json
import re
from pathlib import Path

import nbformat
import pytest
from nbconvert import HTMLExporter
from traitlets.config import Config

from analysis import schema
from analysis.sanitize import clean_html

CONFIG = Path(__file__).parent.parent / "notebooks" / ".lab" / "jupyter_server_config.json"
NOTEBOOKS = sorted((schema.DATA.parent / "notebooks").glob("*.ipynb"))


def exported(book):
    config = Config(json.loads(CONFIG.read_text("utf-8")))
    config.HTMLExporter.sanitize_html = True
    page, _ = HTMLExporter(config=config).from_notebook_node(book)
    return page


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_clean_html_keeps_figures_headings_and_tables(path):
    book = nbformat.read(path, as_version=4)
    page = exported(book)
    outputs = [output for cell in book.cells for output in cell.get("outputs", [])]
    pictures = [output for output in outputs if "image/png" in output.get("data", {})]
    assert len(re.findall(r'<img [^>]*src="data:image/png;base64,', page)) == len(pictures)
    shown = re.findall(r"&lt;(?:img|h1|th|map|area|details)\b", page)
    assert shown == []
    assert page.count("<h1") >= 1 and page.count("<th") > 3


def test_clean_html_keeps_a_picture_without_its_links():
    areas = '<map name="m"><area coords="0,0,1,1" href="#w"></map><details>x</details>'
    picture = '<img alt="A" usemap="#m" style="max-width: none" src="data:image/png;base64,AA==">'
    expected = '<img alt="A" src="data:image/png;base64,AA=="><map><area></map><details>x</details>'
    assert clean_html(picture + areas) == expected


@pytest.mark.parametrize(
    "attack",
    [
        "<script>run()</script>",
        "<img src=x onerror=run()>",
        '<img src="data:image/svg+xml,<svg onload=run()>">',
        '<a href="javascript:run()">x</a>',
        '<a href="java&#115;cript:run()">x</a>',
        '<a href=" javascript:run()">x</a>',
        '<a href="data:text/html,<script>run()</script>">x</a>',
        '<iframe srcdoc="<script>run()</script>"></iframe>',
        '<p style="background:url(probe)" onclick="run()">x</p>',
        "<svg><script>run()</script></svg>",
        "<style>@import url(probe)</style>",
        "<base href=probe><form action=probe><input></form>",
    ],
)
def test_clean_html_lets_nothing_run_and_nothing_be_fetched(attack):
    tags = re.findall(r"<[a-z][^>]*>", clean_html(attack))
    for tag in tags:
        assert not re.match(r"<(script|iframe|svg|style|base|form|input)", tag)
        assert not re.search(r"\s(on\w+|style|src|srcdoc|href)=", tag), tag
