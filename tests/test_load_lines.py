import re

import pandas as pd
import pytest
from test_load import READ

from analysis import load, schema


def source_lines(path):
    return ["", *re.split(r"\r\n|\r|\n", path.read_text("utf-8"))]


@pytest.mark.filterwarnings("ignore::analysis.load.LoadWarning")
@pytest.mark.parametrize("path", [p for p in READ if p.suffix in (".md", ".txt")], ids=lambda path: path.name)
def test_every_offset_leads_back_to_the_line_that_holds_the_word(path):
    highlights, lines, source = load.article(path), load.lines(path), source_lines(path)
    words = [
        (h.document, h.number, voice, m.start(), m.group())
        for h in highlights.itertuples()
        for voice in ("headline", "quote")
        for m in re.finditer(r"\w+", getattr(h, voice))
    ]
    table = pd.DataFrame(words, columns=["document", "number", "voice", "start", "surface"])
    for row in load.locate(table, lines).itertuples():
        assert row.surface in source[row.line], row


def test_a_word_behind_the_page_break_stands_in_the_line_behind_it():
    spans = pd.DataFrame(
        {"document": "russia-2020-foreign-policy", "number": [3, 3, 99], "voice": "quote", "start": [0, 80, 0]}
    )
    assert load.locate(spans, load.lines()).line.tolist() == [29, 31, 0]


def test_the_empty_tables_are_taken():
    spans = load.locate(schema.empty("mentions"), schema.empty("lines"))
    assert spans.empty and "line" in spans
