"""Time grows with the size of a corpus, with the length of a text and with what a pattern is run over, and not faster."""

import ast
import contextlib
import importlib
import pkgutil
import re
import runpy
import warnings
from itertools import product
from pathlib import Path

import pytest

import analysis
from analysis import countries, load, themes, words
from tests.make import highlights
from tests.timing import seconds

ROOT = Path(analysis.__file__).parent


def test_the_whole_job_is_linear_in_the_number_of_highlights():
    benchmark = runpy.run_path(str(Path(__file__).parents[1] / "benchmarks" / "corpus.py"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", load.LoadWarning)
        steps = benchmark["measured"]((1_500, 3_000, 6_000))
    assert steps.loc["all", "exponent"] < 1.25
    # Steps that take a fraction of a second are left to the sum.
    assert (
        steps.loc[["load", "mentions", "codes", "vocabulary", "tokens"], "exponent"] < 1.4
    ).all(), steps


# Every pattern, in the way in which it is used

METHODS = ("search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer")
PUMPS = [
    *(
        " ",
        "a",
        "A",
        "é",
        "1",
        "\u0301",
        "\xad",
        ".",
        ",",
        "-",
        "—",
        "\n",
        "\t",
        "“",
        '"',
        "'",
        "’",
        "(",
        "[",
        "<",
        ">",
    ),
    *(
        "&",
        "#",
        "*",
        "_",
        "\\",
        "`",
        "=",
        ":",
        ";",
        "|",
        "~",
        "$",
        "{",
        "!",
        "/",
        "@",
        "a ",
        "A ",
        "a.",
        "A. ",
        "a, ",
    ),
    *(
        "a-",
        "a'",
        "1.",
        "1-",
        "\n\n",
        " \n",
        "\n> ",
        "# ",
        "- ",
        "(a",
        "[](",
        "<a ",
        "<!--",
        "&#",
        "a=",
        "**",
        "__",
    ),
    *(
        "King A",
        "A, ",
        "the ",
        "he said ",
        "By ",
        "and ",
        "page ",
        "2 May ",
        "www.",
        "http://",
        ". “",
        "a”",
        "\xad\n",
    ),
    *(
        "a\n\n",
        "“a” ",
        "— a ",
        "1 ",
        "; ",
        " & ",
        "x: ",
        "x:\n",
        "'a ",
        "‘a’ ",
        "> “a”\n",
        "> \n",
        "#### a\n\n",
    ),
]
ENDS = ("", "!", "\x00", "\n", "“")
# What never meets a text of any length, and why.
SHORT = {("_NUMBER", "sub"): "the numbers of an SVG that Matplotlib has just written"}


def named():
    """Every compiled pattern of a module, under its name."""
    for module in pkgutil.walk_packages(analysis.__path__, "analysis."):
        for name, value in vars(importlib.import_module(module.name)).items():
            for one in value if isinstance(value, (tuple, list)) else (value,):
                if isinstance(one, re.Pattern):
                    yield name, one


def calls():
    """Every use of a pattern in the source: what it is called on, how, its arguments and where."""
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in METHODS:
                yield (
                    getattr(node.value, "attr", getattr(node.value, "id", "")),
                    node.attr,
                    None,
                    path.name,
                )
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in METHODS
            ):
                yield (
                    ast.unparse(node.func.value),
                    node.func.attr,
                    node,
                    f"{path.name}:{node.lineno}",
                )


def uses():
    """Each pattern and each way it is used: those that have a name, and those that are written where they are used."""
    ways = {}
    for name, way, node, place in calls():
        if name == "re" and node is not None:
            assert isinstance(node.args[0], ast.Constant), (
                f"{place}: give a pattern that is made at run time a name"
            )
            flags = re.I if any(ast.unparse(argument) == "re.I" for argument in node.args) else 0
            yield place, re.compile(node.args[0].value, flags), way
        elif node is None:
            ways.setdefault(name, set()).add(way)
    for name, pattern in sorted(set(named()), key=repr):
        yield from ((name, pattern, way) for way in sorted(ways.get(name, {"search"})))


USES = [use for use in uses() if (use[0], use[2]) not in SHORT]


def is_steep(task, small, large):
    """Whether four times the text takes more than eight times the time, at the best of several tries."""
    least = {small: float("inf"), large: float("inf")}
    for _ in range(6):
        for text in least:
            least[text] = min(least[text], seconds(lambda text=text: task(text), times=1))
        if least[large] <= 8 * max(least[small], 0.002):
            return False
    return True


def test_every_pattern_is_looked_at():
    assert len(USES) > 90 and len({name for name, _, _ in USES}) > 60


@pytest.mark.parametrize(
    ("name", "pattern", "way"), USES, ids=lambda value: value if isinstance(value, str) else ""
)
def test_no_pattern_is_slower_than_the_text_is_long(name, pattern, way):
    run = (
        getattr(pattern, way)
        if way in ("match", "fullmatch", "search")
        else lambda text: list(pattern.finditer(text))
    )
    for pump, end in product(PUMPS, ENDS):
        small, large = (pump * (size // len(pump)) + end for size in (3_000, 12_000))
        if isinstance(pattern.pattern, bytes):
            small, large = small.encode(), large.encode()
        assert not is_steep(run, small, large), (pump, end)


# Every text, wherever it stands in an article

PLACES = {
    "quote": "# T\n\nBy Ann Lee\n\n#### On It:\n\n“We {} went.”\n\n#### On That:\n\n“We went.”\n",
    "headline": "# T\n\n#### On {} It:\n\n“We went.”\n\n#### On That:\n\n“We went.”\n",
    "byline": "# T\n\nAuthors: Ann {} Lee\n\n#### On It:\n\n“We went.”\n",
    "line": "# T\n\n{}\n\n#### On It:\n\n“We went.”\n\n{}\n",
    "speaker": "#### On It:\n\n“We went.” {}\n\n“We came.” — {} Lee\n",
    "page": "<html><h2>On {} It</h2><p>“We {} went.”</p></html>",
    "field": "# T\n\nSource: {}\nDate: {}\n\n#### On It:\n\n“We went.”\n",
    "sheet": "headline,quote\nOn It,“We {} went.”\n",
}


@pytest.mark.filterwarnings("ignore::analysis.load.LoadWarning")
@pytest.mark.parametrize("place", PLACES)
def test_no_article_is_read_slower_than_it_is_long(place, tmp_path):
    path = tmp_path / ("a" + {"page": ".html", "sheet": ".csv"}.get(place, ".md"))

    def read(text):
        path.write_text(text, encoding="utf-8")
        with contextlib.suppress(load.ArticleError):
            load.read(path)

    for pump in PUMPS:
        small, large = (
            PLACES[place].replace("{}", pump * (size // len(pump))) for size in (8_000, 32_000)
        )
        assert not is_steep(read, small, large), pump


@pytest.mark.filterwarnings("ignore::analysis.load.LoadWarning")
@pytest.mark.parametrize("pump", ["word ", "“a ” b” ", "Russia and the US. "])
def test_no_text_is_read_off_slower_than_it_is_long(pump):
    vocabulary = words.vocabulary(load.article())

    def read(text):
        table = highlights(("On It", text))
        countries.mentions(table)
        themes.codes(table, corrections=None)
        words.tokens(table, vocabulary=vocabulary)

    assert not is_steep(read, pump * 5_000, pump * 20_000)


@pytest.mark.filterwarnings("ignore::analysis.load.LoadWarning")
@pytest.mark.parametrize(
    "text",
    [
        "On It:\n\n“" + "word " * (12 * 2**20) + "”",
        "On It:\n\n" + "“a " * 10_000 + "x" + " b”" * 10_000,
    ],
    ids=["a line of 60 MB", "10,000 nested quotation marks"],
)
def test_what_is_as_large_as_may_be_is_read_in_a_minute(text, tmp_path):
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    assert seconds(lambda: load.article(path), times=1) < 60
