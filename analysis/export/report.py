"""One page of all that the notebooks show, for those who only read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import nbformat

# The policy lets nothing run and nothing be fetched, whatever an article holds.
_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color: #1f2328; font: 16px/1.5 system-ui, sans-serif; }}
h1 {{ margin-top: 4rem; }}
img {{ max-width: 100%; height: auto; }}
pre {{ white-space: pre-wrap; }}
.jp-OutputArea-output, .output_area {{ overflow-x: auto; }}
table {{ border-collapse: collapse; border: 0; font-size: 0.85rem; margin: 0.8rem 0; }}
th, td {{ padding: 0.15rem 0.6rem; vertical-align: top; border: 0; border-bottom: 1px solid #eceef0; }}
th {{ text-align: left !important; }}
</style>
</head>
<body>
{body}
</body>
</html>
"""


_ANSWER = "In the bundled article:"  # how a notebook's own answer begins


def report(notebooks: Sequence[nbformat.NotebookNode], *, title: str) -> str:
    """Static HTML of the notebooks' texts, tables and figures with their alt texts, without code and without scripts.

    What the notebooks say of the bundled article at their beginning is left out where they were run on another one.
    """
    import nbformat  # here, since only a report pays for the import
    from nbconvert import HTMLExporter

    cells = [nbformat.from_dict(cell) for notebook in notebooks for cell in _told(notebook.cells)]
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"  # two notebooks may use the same one
    exporter = HTMLExporter(
        template_name="basic", exclude_input=True, exclude_input_prompt=True, exclude_output_prompt=True,
        exclude_anchor_links=True,  # with them the ids of headings, which recur from notebook to notebook
    )  # fmt: skip
    body, _ = exporter.from_notebook_node(nbformat.v4.new_notebook(cells=cells))
    return _PAGE.format(title=escape(title), body=body)


def _told(cells: Sequence[nbformat.NotebookNode]) -> list[nbformat.NotebookNode]:
    """The cells, without the answer for the bundled article where a cell of parameters names another."""
    if not any(cell.cell_type == "code" and _names_an_article(cell) for cell in cells):
        return list(cells)
    return [
        {**cell, "source": _without_answer(cell.source)} if cell.cell_type == "markdown" else cell
        for cell in cells
    ]


def _names_an_article(cell: nbformat.NotebookNode) -> bool:
    tagged = any("parameters" in tag for tag in cell.metadata.get("tags", ()))
    return tagged and bool(re.search(r"^article = (?!None\b)", cell.source, re.M))


def _without_answer(source: str) -> str:
    return "\n\n".join(part for part in source.split("\n\n") if not part.startswith(_ANSWER))
