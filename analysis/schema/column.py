"""What a column is, and the columns that several tables have."""

from __future__ import annotations

from typing import NamedTuple


class Column(NamedTuple):
    """One column: its name, its dtype, what it means and an example."""

    name: str
    dtype: str
    meaning: str
    example: object


DOCUMENT = Column(
    "document", "str", "the article: the stem of its file name", "russia-2020-foreign-policy"
)
NUMBER = Column("number", "int64", "the highlight's number in its document, from 1", 19)
VOICE = Column(
    "voice", "str", "whose words: headline (the editor's) or quote (the speaker's)", "quote"
)
SPAN = (
    DOCUMENT,
    NUMBER,
    VOICE,
    Column("start", "int64", "offset of the span's first character in the text of that voice", 15),
    Column("end", "int64", "offset after the span's last character", 20),
    Column("surface", "str", "the words as written: text[start:end]", "India"),
)
ENTITY = Column(
    "entity", "str", "ISO 3166 code or slug of what is meant; empty where that is undecided", "IND"
)
LABEL = Column("label", "str", "how it is named in charts and tables", "India")
KIND = Column("kind", "str", "name, demonym, capital, city, territory, body or region", "name")
THEME = Column("theme", "str", "the theme's id in the codebook", "asia")
