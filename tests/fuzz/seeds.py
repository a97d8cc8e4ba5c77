"""Files to begin with: the tests' articles and shapes, the bundled data, and what was found before."""

import base64
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from analysis import schema

TESTS = Path(__file__).parents[1]
CASES = TESTS / "cases" / "fuzz.json"
KINDS = {".markdown": ".md", ".text": ".txt", ".htm": ".html"}


def written(folder: Path, target: str, names: tuple[str, ...]) -> None:
    """Write the seeds of a target, each with a first byte that stands for its name."""
    for data, name in _seeds(target):
        data = bytes([names.index(name)]) + data
        (folder / hashlib.sha256(data).hexdigest()).write_bytes(data)


def cases() -> list[dict]:
    """What was found before, and what a refusal must say: target, name, `text` or `base64`, said, note.

    `filled` is a piece and how often it stands where the text has an @, for what is long.
    """
    return json.loads(CASES.read_text("utf-8"))


def content(case: dict) -> bytes:
    """The bytes of a case."""
    if "base64" in case:
        return base64.b64decode(case["base64"])
    piece, times = case.get("filled", ("@", 1))
    return case["text"].replace("@", piece * times).encode("utf-8")


def _seeds(target: str) -> Iterator[tuple[bytes, str]]:
    yield from ((content(case), case["name"]) for case in cases() if case["target"] == target)
    if target == "article":
        yield from _articles()
    elif target == "codebook":
        yield from _codebooks()
    else:
        yield from _tables()


def _articles() -> Iterator[tuple[bytes, str]]:
    for path in sorted((TESTS / "articles").iterdir()):
        if path.suffix != ".json":
            yield path.read_bytes(), "any" + KINDS.get(path.suffix, path.suffix)
    for shape in json.loads((TESTS / "cases" / "load-shapes.json").read_text("utf-8")):
        yield (
            shape["text"].encode("utf-8", "surrogatepass"),
            "any" + KINDS.get(shape["suffix"], shape["suffix"]),
        )


def _codebooks() -> Iterator[tuple[bytes, str]]:
    text = (schema.DATA / "themes.toml").read_text("utf-8")
    head, *themes = text.split("[[theme]]")
    for theme in themes:
        yield f"{head}[[theme]]{theme}".encode(), "any.toml"
    for mistake in json.loads((TESTS / "cases" / "codebook-mistakes.json").read_text("utf-8")):
        yield mistake["text"].encode("utf-8"), "any.toml"


def _tables() -> Iterator[tuple[bytes, str]]:
    files = {
        "gazetteer.csv": "countries/hand.csv",
        "corrections.csv": "corrections.csv",
        "stopwords.txt": "stopwords.txt",
        "phrases.txt": "phrases.txt",
        "plurals.csv": "plurals.csv",
    }
    for name, file in files.items():
        yield (
            "".join(
                (schema.DATA / file).read_text("utf-8").splitlines(keepends=True)[:12]
            ).encode(),
            name,
        )
    for path in sorted((schema.DATA / "codings").glob("*.csv")):
        yield "".join(path.read_text("utf-8").splitlines(keepends=True)[:5]).encode(), "codings.csv"
    yield b"document,number,coder,date,theme,value\na,1,A,,asia,1\na,2,A,,asia,\n", "codings.csv"
    yield (
        b"form,entity,kind,label,needs\nRuritania;Ruritanian,ruritania,name,Ruritania,\n",
        "gazetteer.csv",
    )
    yield b"document,title,authors,date\nbeside,T,A. Lee,2 May 2020\n", "documents.csv"
    yield b"=Big Brother\nhuman rights # both\n", "phrases.txt"
