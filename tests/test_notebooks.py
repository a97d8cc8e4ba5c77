"""The committed notebooks: fresh, whole, in one anatomy, without a trace of the machine that ran them."""

import json
import re

import nbformat
import pytest

from analysis import parameters, rerun, schema

from . import corpora
from .answers import answers

NAMES = ["01-highlights", "02-themes", "03-countries", "04-words", "05-your-article", "06-compare"]
PATHS = {path.stem: path for path in rerun.paths()}


def read(name):
    return nbformat.read(PATHS[name], as_version=4)


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


@pytest.fixture(scope="module")
def run_again(tmp_path_factory):
    folder = tmp_path_factory.mktemp("figures")
    finished = rerun.executed(PATHS.values(), parameters={"figures": str(folder)})
    return folder, {path.stem: notebook for path, notebook in finished.items()}


def said(notebook):
    """What the cells show, pictures by their presence alone."""
    shown = []
    for cell in code(notebook):
        if parameters.INJECTED in cell.metadata.get("tags", []):
            continue
        for output in cell.outputs:
            data = (
                {"text/plain": output.text}
                if output.output_type == "stream"
                else dict(output.get("data", {}))
            )
            shown.append(
                {
                    kind: re.sub(r"base64,[A-Za-z0-9+/=\s]+", "base64,", value)
                    if kind.startswith("text/")
                    else "picture"
                    for kind, value in data.items()
                }
            )
    return shown


@pytest.fixture(scope="module")
def sentences():
    return answers()


@pytest.mark.parametrize("name", NAMES)
def test_the_first_cell_answers_with_the_numbers_of_today(name, sentences):
    assert sentences[name] in read(name).cells[0].source


def test_there_is_one_notebook_a_question():
    assert list(PATHS) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_outputs_are_what_a_rerun_gives(name, run_again):
    assert said(run_again[1][name]) == said(read(name)), (
        "run `make notebooks` and look at what changed"
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_is_written_in_every_format(name, run_again):
    folder, finished = run_again
    calls = sum(cell.source.count("export.figure(") for cell in code(finished[name]))
    pictures = list(folder.glob(f"{name[:2]}-*.png"))
    assert calls == len(pictures) + len(rerun.not_drawn(finished[name]))
    for path in pictures:
        assert all(
            path.with_suffix(f".{ending}").stat().st_size
            for ending in ("png", "svg", "pdf", "csv", "json")
        )


def shown_twice(folder):
    """The names of the figures of a folder that show the same table as an earlier one."""
    seen, twice = set(), []
    for path in sorted(folder.glob("*.csv")):
        table = path.read_bytes()
        if table in seen:
            twice.append(path.stem)
        seen.add(table)
    return twice


def test_no_two_figures_show_the_same_table(run_again):
    assert shown_twice(run_again[0]) == []


@pytest.mark.parametrize("name", NAMES)
def test_anatomy(name):
    cells = read(name).cells
    assert re.match(r"# .+\?\n", cells[0].source), "the title is a question"
    assert cells[-1].cell_type == "markdown" and cells[-1].source.startswith(
        "## What this does not tell you"
    )
    assert [("parameters" in cell.metadata.get("tags", [])) for cell in cells].count(True) == 1
    for cell in code(read(name)):
        assert not re.search(r"^\s*(def|for|while|class|import sys|!|%)\b", cell.source, re.M), (
            cell.source
        )
        assert cell.source.count("export.figure(") <= 1, "one chart a cell"
        if "parameters" in cell.metadata.get("tags", []):
            assert all(re.match(r"\w+ = \S.*  # \S", line) for line in cell.source.splitlines()), (
                "a line each, explained"
            )
        else:
            assert len(cell.source.splitlines()) <= 9, cell.source


SPELLED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@pytest.mark.parametrize("name", NAMES)
def test_the_first_cell_says_how_many_figures_are_written(name):
    calls = sum(cell.source.count("export.figure(") for cell in code(read(name)))
    assert re.search(rf"Writes (up to )?{SPELLED[calls]} figures?\b", read(name).cells[0].source), (
        calls
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_bound_once(name):
    bound = [n for cell in code(read(name)) for n in re.findall(r"^(\w+) = ", cell.source, re.M)]
    assert len(bound) == len(set(bound)), sorted(n for n in set(bound) if bound.count(n) > 1)


@pytest.mark.parametrize("name", NAMES)
def test_no_trace_of_a_machine(name):
    notebook, text = read(name), PATHS[name].read_text("utf-8")
    assert [cell.execution_count for cell in code(notebook)] == list(
        range(1, len(code(notebook)) + 1)
    )
    assert len(text.encode()) < 1_500_000
    assert set(notebook.metadata) == {"kernelspec", "language_info"} and set(
        notebook.metadata.language_info
    ) == {"name"}
    assert not [
        output
        for cell in code(notebook)
        for output in cell.outputs
        if output.output_type in ("error", "stream") and output.get("name") != "stdout"
    ]
    outputs = str(said(notebook))
    for trace in (
        str(schema.DATA.parent),
        "/home/",
        "/root/",
        "/tmp/",
        "site-packages",
        " at 0x",
        "Warning",
    ):
        assert trace not in outputs, trace


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_has_its_alt_text(name):
    for cell in code(read(name)):
        pictures = [o.data for o in cell.outputs if "image/png" in o.get("data", {})]
        undrawn = len(rerun.not_drawn(nbformat.from_dict({"cells": [cell]})))
        assert len(pictures) == cell.source.count("export.figure(") - undrawn
        for data in pictures:
            assert re.search(r'<img [^>]*alt="[^"]{40,}"', data["text/html"])


def test_notebooks_of_a_folder_name_the_documents_and_nothing_of_the_bundled_article(tmp_path):
    given = {
        "article": str(corpora.small(tmp_path / "talks")),
        "figures": str(tmp_path / "figures"),
        "formats": ["png"],
    }
    finished = rerun.executed([PATHS["01-highlights"], PATHS["02-themes"]], parameters=given)
    shown = [str(said(notebook)) for notebook in finished.values()]
    assert not any("Lavrov" in text or "russia-2020" in text for text in shown)
    assert (
        shown[0].count("2019-harbour") > 3
    )  # what was left out, the highlights and how long they are
    records = [
        json.loads(path.read_text("utf-8")) for path in (tmp_path / "figures").glob("0*.json")
    ]
    assert len(records) == 4
    assert not any("article russia" in name for record in records for name in record["inputs"])
    assert list(rerun.not_drawn(finished[PATHS["02-themes"]])) == ["02-pairs", "02-coders"]
    assert shown_twice(tmp_path / "figures") == []
