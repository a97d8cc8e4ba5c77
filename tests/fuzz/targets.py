"""What must hold for any bytes in an article, a codebook or one of the lists that people edit.

Each target takes the bytes of a file and its name. It returns "" where the file was read and everything holds, or the
words with which it was refused as the package promises; anything that it raises is a finding.
"""

import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd

from analysis import countries, lexicon, load, schema, themes, words
from analysis.words import lists
from tests.test_load_properties import check_reading

FOLDER = tempfile.TemporaryDirectory(prefix="fuzz-")
ARTICLE = load.article().head(3)
BUNDLED = frozenset(countries.gazetteer()["form"])
TEXT = "# Any\n\nOn Syria:\n\n“We met in Rome, and the US agreed.”\n"


def article(data: bytes, name: str) -> str:
    """An article of any kind: its tables, the mentions found in it, and the way back to its lines."""
    path = written(data, name)
    reading, said = tried(lambda: load.read(path), name, load.ArticleError)
    if reading:
        check_reading(reading, path)
        mentions = countries.mentions(reading.highlights)
        check_spans(mentions, reading.highlights)
        located = load.locate(mentions, load.lines(path))
        assert located["line"].ge(0 if path.suffix == ".csv" else 1).all(), (
            "a mention without a line"
        )
    return said


def codebook(data: bytes, name: str) -> str:
    """A codebook: its tables, the cues found by it, and its form for other programs."""
    path = written(data, name)
    book, said = tried(lambda: themes.codebook(path), name)
    if book:
        check_table(book.themes, "themes")
        check_table(book.cues, "codebook")
        assert len(book.themes) > 0 and set(book.cues["theme"]) <= set(book.themes["theme"])
        check_spans(themes.cues(ARTICLE, codebook=book), ARTICLE)
        ElementTree.fromstring(themes.qdc(book))
    return said


def table(data: bytes, name: str) -> str:
    """One of the lists: a gazetteer, corrections, codings, stop words, phrases, plurals, what is said of documents."""
    path = written(data, name)
    read, made = LISTS[name]
    found, said = tried(lambda: read(path), name)
    if found is not None and made:
        check_table(found, made)
    if found is not None and name in ("gazetteer.csv", "phrases.txt"):
        own = found[~found["form"].isin(BUNDLED)]
        lexicon.find(ARTICLE, lexicon.build(own[["form"]].assign(case="exact")))
    return said


LISTS = {  # how it is read, and the table that this gives
    "gazetteer.csv": (countries.gazetteer, ""),
    "corrections.csv": (lambda path: themes.review(ARTICLE, corrections=path), "review"),
    "codings.csv": (themes.codings, "codings"),
    "stopwords.txt": (words.stopwords, ""),
    "phrases.txt": (lists.phrases, ""),
    "plurals.csv": (lists.plurals, ""),
    "documents.csv": (lambda path: load.documents(path.with_name("beside.md")), "documents"),
}
TARGETS = {
    "article": (article, ("any.md", "any.txt", "any.html", "any.csv")),
    "codebook": (codebook, ("any.toml",)),
    "table": (table, tuple(LISTS)),
}


def written(data: bytes, name: str) -> Path:
    """A file with these bytes; what a `documents.csv` speaks of lies beside it, and nothing else does."""
    folder = Path(FOLDER.name, Path(name).stem)
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(data)
    if name == "documents.csv":
        (folder / "beside.md").write_text(TEXT, encoding="utf-8")
    return folder / name


def tried(task: Callable, name: str, kind: type[ValueError] = ValueError) -> tuple[object, str]:
    """What the task gives and "", or None and the words, which name the file, with which it is refused."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return task(), ""
    except kind as error:
        assert name in str(error), f"no word of the file: {error}"
        str(error).encode("utf-8")
        return None, str(error)


def check_table(found: pd.DataFrame, name: str) -> None:
    """A table has its declared columns; `documents` keeps others of a documents.csv, as text, after them."""
    schema.check(found, name)
    declared = schema.empty(name)
    extra = found.columns[len(declared.columns) :]
    assert name == "documents" or extra.empty
    assert all(found[column].dtype == "str" for column in extra)
    types = found.dtypes.astype(str)[: len(declared.columns)]
    assert types.to_dict() == declared.dtypes.astype(str).to_dict()


def check_spans(spans: pd.DataFrame, highlights: pd.DataFrame) -> None:
    """Every span holds its surface, inside the text of its voice."""
    texts = highlights.set_index(["document", "number"])
    for row in spans.itertuples():
        text = texts.at[(row.document, row.number), row.voice]
        assert 0 <= row.start < row.end <= len(text) and text[row.start : row.end] == row.surface
