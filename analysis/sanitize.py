"""The filter of JupyterLab's HTML export with *Sanitize HTML output* ticked.

Nbconvert's own filter shows the tags of pictures, headings and table heads as text. This one allows
no more than that one, these and parts that fold: no script, style or address is let in. The installed package names
it in `etc/jupyter/jupyter_server_config.json`; a user's own configuration comes before that.
"""

from __future__ import annotations

import re

import bleach

_TEXT = ("div", "p", "pre", "code", "span", "small", "mark", "br", "hr", "dl", "dt", "dd")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TABLE = ("table", "caption", "thead", "tbody", "tr", "td", "th")
_FOLDED = ("details", "summary")
# Let in without a link, so that the tags are not shown as text: the picture may shrink, its map not.
_MAP = ("map", "area")
TAGS = frozenset([*bleach.ALLOWED_TAGS, *_TEXT, *_HEADINGS, *_TABLE, *_FOLDED, *_MAP, "img"])

_EVERYWHERE = ("class", "id", "role", "aria-label")
_BY_TAG = {"img": ("alt", "width", "height"), "th": ("scope",), "td": ("colspan", "rowspan")}

# A picture of ours; SVG is left out, since it may hold a script.
_PICTURE = re.compile(r"data:image/png;base64,[A-Za-z0-9+/=\s]*")

# A link to the web, to a place on the page or to a file, but never a scheme that runs something
_LINK = re.compile(r"https?://|mailto:|#|[^:]*$", re.I)


def clean_html(element: str | bytes) -> str:
    """Return HTML without anything that runs or is fetched.

    Parameters
    ----------
    element : str or bytes
        The output of a cell.

    Returns
    -------
    str
        The same, other tags shown as text.

    Examples
    --------
    >>> clean_html('<h2>A</h2><script>run()</script>')
    '<h2>A</h2>&lt;script&gt;run()&lt;/script&gt;'
    """
    text = element.decode() if isinstance(element, bytes) else str(element)
    # "data" is a protocol of pictures alone, which `_is_allowed` sees to.
    protocols = {*bleach.ALLOWED_PROTOCOLS, "data"}
    return bleach.clean(text, tags=TAGS, attributes=_is_allowed, protocols=protocols)


def _is_allowed(tag: str, name: str, value: str) -> bool:
    if tag == "img" and name == "src":
        return bool(_PICTURE.fullmatch(value))
    if name == "href":
        return tag == "a" and bool(_LINK.match(value))
    allowed = (*_EVERYWHERE, *_BY_TAG.get(tag, ()), *bleach.ALLOWED_ATTRIBUTES.get(tag, ()))
    return name in allowed
