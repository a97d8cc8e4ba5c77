"""Highlights made for measuring: sentences of the bundled article in new orders, and names from the whole gazetteer."""

from __future__ import annotations

import random
from pathlib import Path

import pandas as pd

from analysis import countries, load, schema
from analysis.sentences import starts

EACH = 25  # highlights in a document
_TALK = (
    "talks with {}",
    "a message to {}",
    "the elections in {}",
    "the future of {}",
    "trade with {} and {}",
)


def highlights(count: int, *, seed: int = 1) -> pd.DataFrame:
    """So many highlights, of about ninety words each, as many to a document as the genre has."""
    chance = random.Random(seed)
    sentences, headlines, names = _material()
    rows = []
    for i in range(count):
        said = [chance.choice(sentences) for _ in range(chance.randint(2, 6))]
        topic = chance.choice(_TALK).format(chance.choice(names), chance.choice(names))
        said.insert(chance.randint(0, len(said)), f"We spoke of {topic}.")
        headline = (
            f"{chance.choice(headlines)}, {chance.choice(_TALK).format(*chance.sample(names, 2))}"
        )
        rows.append(
            (
                f"made-{i // EACH:05d}",
                i % EACH + 1,
                "",
                headline,
                " ".join(said),
                "",
                "",
                4 * (i % EACH) + 3,
            )
        )
    return schema.table(rows, "highlights")


def articles(table: pd.DataFrame, folder: Path) -> Path:
    """The highlights as Markdown articles, one file a document."""
    for name, document in table.groupby("document"):
        parts = [f"#### {row.headline}:\n\n“{row.quote}”\n" for row in document.itertuples()]
        (folder / f"{name}.md").write_text(
            f"# Article {name}\n\n" + "\n".join(parts), encoding="utf-8"
        )
    return folder


def _material() -> tuple[list[str], list[str], list[str]]:
    """Sentences, headlines and names."""
    article, sentences = load.article(), []
    for quote in article["quote"].str.replace("\n\n", " "):
        begin = starts(quote)
        sentences += [
            quote[a:b].strip() for a, b in zip(begin, [*begin[1:], len(quote)], strict=True)
        ]
    names = countries.gazetteer()["form"]
    # The marks of quotation would end the quote in an article; a form in small letters is no name.
    plain = [sentence for sentence in sentences if not set(sentence) & set('“”"')]
    return (
        plain,
        article["headline"].str.replace(r"[“”\":]", "", regex=True).tolist(),
        [n for n in names if n[0].isupper()],
    )
