"""What to tell a coder, person or language model, so that every code comes with its words."""

from __future__ import annotations

import json

import pandas as pd

from analysis import schema
from analysis.themes.codebook import CODEBOOK, Given
from analysis.themes.codebook import codebook as book_of
from analysis.themes.cues import NEEDS

_TASK = """\
# Code highlights by theme

A highlight is what one speaker is quoted with, and often the headline that an editor put above it. Read headline and
quote together. Code every theme of the list below that the headline or a full sentence of the quote is about; do not
code an aside. A highlight may carry several themes, or none. Follow the definitions, not your own idea of the label.

## What to write

One JSON object on a line of its own for each theme that a highlight carries, and nothing else (a file of JSON Lines):

{example}

- "document" and "number": copied from the highlight.
- "theme": the id of a theme of the list below, exactly.
- "coder": your name; a model writes its name and version.
- "value": 1. If you have read a highlight and it carries none of the themes, write one line with value 0 for any theme.
- "evidence": the words of the headline or quote that show it, copied character by character: do not correct, shorten,
  translate or join them. Leave words out only where it cannot change the sense, and write … in their place. If one
  passage is not enough, write another line with the same document, number, theme and coder.
- "note": a doubt in a few words, or "".

Every piece of evidence will be looked up in the text. A code whose words are not there may be left out.

## The themes
"""

# What an entry of the codebook says, in the order in which a coder needs it
_PARTS = {
    "definition": "",
    "use": "Code it: ",
    "not_for": "Do not code it: ",
    "example": "An example: ",
    "counterexample": "Close, but no: ",
    "notes": "Settled doubts: ",
}


def instructions(codebook: Given = CODEBOOK, *, of: pd.DataFrame | None = None) -> str:
    """Return the text that asks a person or a language model to code highlights, with evidence.

    What comes back is a file for `themes.codings`, and `themes.check_evidence` looks its evidence up.

    Parameters
    ----------
    codebook : str, Path, Codebook or None
        What `themes.codebook` takes. Cues are not shown: they are the rule's, and a coder who sees
        them codes words instead of meaning.
    of : DataFrame, optional
        Highlights to add at the end.

    Returns
    -------
    str
        Markdown.

    Examples
    --------
    >>> "### asia: Asia and Eurasian integration" in instructions()
    True
    """
    book = book_of(codebook)
    parts = [_TASK.format(example=_example(book.themes["theme"].tolist()))]
    parts += [_entry(theme) for theme in book.themes.to_dict("records")]
    if of is not None:
        schema.check(of, "highlights", needs=NEEDS)
        parts.append("## The highlights\n")
        parts += [_highlight(row) for row in of.to_dict("records")]
    return "\n".join(parts)


def _example(themes: list[str]) -> str:
    row = {
        "document": "my-article",
        "number": 3,
        "theme": [*themes, "a-theme"][0],
        "coder": "anna",
        "value": 1,
        "evidence": "We will not wait for others",
        "note": "",
    }
    return json.dumps(row, ensure_ascii=False)


def _entry(theme: dict) -> str:
    said = [f"{head}{theme[column]}" for column, head in _PARTS.items() if theme[column]]
    return "\n\n".join([f"### {theme['theme']}: {theme['label']}", *said]) + "\n"


def _highlight(row: dict) -> str:
    # As JSON, so that a coder sees exactly where a text begins and ends
    shown = {name: row[name] for name in NEEDS}
    return json.dumps(shown, ensure_ascii=False) + "\n"
