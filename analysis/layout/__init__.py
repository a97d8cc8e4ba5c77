"""How an article is laid out: from its text to blocks that each have a role.

In the order that a text takes: `markdown` (from a web page), `clean` (numbered lines), `paragraphs`
and `blocks` (with their form), `quoting` (how one block quotes), `repairs` (of marks), `headings`
(what could head something), `title`, `surroundings` (the page around), `labels` (before a
quotation), `layout` (which form has which role), `prose` (whether it is ordinary prose),
`description` (in words).
"""
