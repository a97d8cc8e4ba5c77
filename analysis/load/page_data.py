"""What the tags of a web page say of it: title, authors, date, and which boxes are no article."""

from __future__ import annotations

import json
import re

LONGEST_JSON = 500_000  # characters; what newspapers put into a page is below 100,000
LONGEST_TITLE = 500  # characters; more are no title, and would take quadratic time
ATTRIBUTES = 4000  # characters of a tag in which attributes are looked for

# `class="menu"`, `class='menu'`, `class=menu`; the limits keep the time linear.
_ATTRIBUTE = re.compile(
    r"(?<![\w:-])([a-z:-]{1,40})\s{0,9}=\s{0,9}"
    r"""(?:"([^"]*)"|'([^']*)'|([^\s"']+))""",
    re.I,
)
# What separates a title from the name of the site: `The Pact | The Shore`, `The Pact - The Shore`.
_SEPARATOR = re.compile(r"\s[|:·»–—-]+\s")
# A box next to the article has a class or an id such as `newsletter`, `site-menu`, `most-read-list`
# or `related_articles`: a word that says what is in it, perhaps one before it that says where it
# is, and after it only words for a box. `share-of-vote` and `social-policy` are not such names.
_BOX = re.compile(
    "(?:(?:article|entry|main|page|post|site|story|top)[-_])?"
    "(?:ads?|advert|advertisement|breadcrumbs?|comments|complementary|consent|contentinfo|cookies?"
    "|footer|gdpr|masthead|menu|most|mostread|nav|navbar|navigation|newsletter|popular|promo"
    "|recommended|related|share|sharing|sidebar|social|trending)"
    "(?:[-_](?:articles|banner|bar|block|box|buttons?|container|content|form|links|list|menu|modal"
    "|news|overlay|popular|popup|posts|read|section|signup|stories|viewed|widget|wrapper))*",
    re.I,
)
# `<div class="content related-tags">` is the article itself.
_BODY = re.compile("article|article-body|(?:entry-|post-)?content|main|post|story-body", re.I)

META = {
    "author": "authors",
    "article:author": "authors",
    "og:title": "title",
    "article:published_time": "date",
    "date": "date",
    "og:site_name": "publisher",
    "article:section": "section",
    "canonical": "address",
    "og:url": "address",
}
_LINKED = {
    "headline": "title",
    "author": "authors",
    "datePublished": "date",
    "publisher": "publisher",
    "url": "address",
}


def box(rest: str) -> str:
    """The class, id or role by which a tag opens a box next to the article, or "".

    >>> box('class="site-menu wide"'), box("id=related_articles"), box('class="share-of-vote"')
    ('site-menu', 'related_articles', '')
    """
    found = attributes(rest)
    names = " ".join(found.get(name, "") for name in ("class", "id", "role")).split()
    if any(map(_BODY.fullmatch, names)):
        return ""
    return next(filter(_BOX.fullmatch, names), "")


def attributes(rest: str) -> dict[str, str]:
    """The attributes of a tag, names in lowercase."""
    return {m[1].lower(): m[m.lastindex or 0] for m in _ATTRIBUTE.finditer(rest[:ATTRIBUTES])}


def linked_data(text: str) -> dict[str, str]:
    """What JSON-LD says of an article; nothing where it is too long, wrong or of another kind.

    >>> linked_data('{"headline": "Talks", "author": [{"name": "Ana Lima"}, {"name": "Bo"}]}')
    {'title': 'Talks', 'authors': 'Ana Lima; Bo', 'date': '', 'publisher': '', 'address': ''}
    >>> linked_data('{"headline": "Talks"')
    {}
    """
    fields: dict[str, str] = {}

    def name(thing: dict) -> object:
        # The last thing with a headline is the outermost: the entries of a live blog come before.
        for key, field in _LINKED.items():
            value = thing.get(key)
            values = value if isinstance(value, list) else [value]
            if "headline" in thing:
                fields[field] = "; ".join(one for one in values if isinstance(one, str))
        return thing.get("name")  # all that is wanted of an author or a publisher

    try:
        json.loads(text[:LONGEST_JSON], object_hook=name)
    # JSON that is cut off or nested without end may have given half of the fields.
    except (ValueError, RecursionError):
        fields.clear()
    return fields


def without_site(title: str, site: str, headings: set[str]) -> str:
    """A title without the name of the site after it, where either part is known.

    >>> without_site("The Pact | News | The Shore", "", {"The Pact"})
    'The Pact'
    >>> without_site("The Pact - Shore", "Shore", set()), without_site("Sea - Land", "", set())
    ('The Pact', 'Sea - Land')
    """
    for match in _SEPARATOR.finditer(title[:LONGEST_TITLE]):
        rest = title[: match.start()]
        if rest in headings or title[match.end() :] == site:
            return rest
    return title
