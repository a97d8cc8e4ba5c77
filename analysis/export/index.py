"""A contact sheet of a folder of figures, so that nobody has to read a hundred file names."""

from __future__ import annotations

from html import escape
from pathlib import Path
from urllib.parse import quote

from analysis.evidence.show import safe
from analysis.export import provenance
from analysis.export.report import page

_STYLE = """
ul.figures { list-style: none; padding: 0; display: grid; gap: 1.5rem;
  grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); }
ul.figures img { width: 100%; border: 1px solid #c9cdd1; }
body { max-width: 76rem; }
"""


def index(folder: str | Path = "figures", *, report: bool = False) -> str:
    """Return a contact sheet of the figures of a folder, to be saved there as index.html.

    Parameters
    ----------
    folder : str or Path
        The folder of figures.
    report : bool
        Whether to link to report.html.

    Returns
    -------
    str
        HTML without a script: each figure with its title, and links to its files and to the tables.

    Examples
    --------
    >>> index("no such folder").count("<img")
    0
    """
    folder = Path(folder)
    items = []
    for path in sorted(folder.glob("*.json")):
        try:
            record = provenance.read(path)
        except (OSError, ValueError):
            # `verify` names it.
            continue
        items.append(_item(path.stem, record))

    tables = [*sorted(folder.glob("*/*.csv")), *sorted(folder.glob("*/*.xlsx"))]
    parts = ["<h1>Figures</h1>"]
    if report:
        parts.append('<p><a href="report.html">The report: all figures on one page</a></p>')
    parts.append(f'<h2>Figures</h2><ul class="figures">{"".join(items)}</ul>')
    if tables:
        links = ""
        for path in tables:
            name = path.relative_to(folder).as_posix()
            links += f"<li>{_link(name)}</li>"
        parts.append(f"<h2>Tables</h2><ul>{links}</ul>")
    body = f"<main>{''.join(parts)}</main>"
    html = page.html("Figures", body, "", page.STYLE + _STYLE)
    # The sheet shows pictures that are next to it, which the report does not.
    return html.replace("img-src data:", "img-src 'self' file: data:")


def _item(stem: str, record: dict) -> str:
    """One figure: its picture, its title and links to its files."""
    names = sorted([*record["files"], f"{stem}.json"])
    shown = [name for name in names if name.endswith((".png", ".svg"))]
    picture = ""
    if shown:
        alt = escape(record["alt"], quote=True)
        picture = f'<img src="{quote(shown[0])}" alt="{alt}" loading="lazy">'
    links = " ".join(map(_link, names))
    title = safe(record["title"])
    return f'<li>{picture}<p>{title}</p><p class="small">{links}</p></li>'


def _link(name: str) -> str:
    return f'<a href="{quote(name)}">{safe(name)}</a>'
