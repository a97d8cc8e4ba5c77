"""What README and CONTRIBUTING name: files, targets, options and messages that there are."""

import ast
import re
import shlex
from pathlib import Path

import pytest

from analysis import __main__

ROOT = Path(__file__).parents[1]
GUIDES = {name: (ROOT / name).read_text("utf-8") for name in ("README.md", "CONTRIBUTING.md")}
README = GUIDES["README.md"]
CALLS = re.findall(r"highlights-analysis (.*?--[^`\n]+)", README)
OPTIONS = re.findall(r"`(--[a-z-]+ [^`]+)`", README)


@pytest.mark.parametrize("name", GUIDES)
def test_guides_name_files_that_exist(name):
    links = re.findall(r"\]\(([^)#:]+)\)", GUIDES[name])
    paths = re.findall(r"`((?:analysis|data|notebooks|tests)/[^`\s]*)`", GUIDES[name])
    assert len(paths) >= 5
    # NAME stands for the name of any chart.
    missing = [path for path in [*links, *paths] if not list(ROOT.glob(path.replace("NAME", "*")))]
    assert not missing


@pytest.mark.parametrize("name", GUIDES)
def test_guides_name_targets_of_the_makefile(name):
    named = re.findall(r"(?:`|^)make ([a-z]+)", GUIDES[name], re.M)
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M)
    assert named and not set(named) - set(targets)


def test_readme_calls_and_options_are_understood():
    # An option in the table is one to add to the call with an article.
    calls = [*CALLS, *(f"my-article.md {option}" for option in OPTIONS)]
    assert len(calls) >= 10
    for call in calls:
        __main__._parsed(shlex.split(call))


def _messages_of(path):
    """The texts of a module that are not docstrings."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        and id(node) not in docstrings
    ]  # fmt: skip


def test_readme_explains_messages_that_there_are():
    section = README.split("### If something goes wrong")[1].split("\n#")[0]
    cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    quoted = [message for cell in cells for message in re.findall(r"`([^`]+)`", cell)]
    quoted.remove("No module named 'analysis'")  # Python's own
    pieces = [piece.strip(" …") for message in quoted for piece in message.split(";")]
    assert len(pieces) > 4

    texts = [(ROOT / "Makefile").read_text("utf-8")]
    for path in (ROOT / "analysis").rglob("*.py"):
        texts += _messages_of(path)
    assert not [piece for piece in pieces if not any(piece in text for text in texts)]
