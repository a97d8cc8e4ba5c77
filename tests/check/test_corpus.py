"""The one command on a folder of articles: every notebook, every figure, from four documents, from forty, from next to nothing."""

import subprocess
import sys

import nbformat
import pandas as pd
import pytest

from analysis import rerun
from tests import corpora

BREAD = "#### Salt Comes Last:\n\n“Nobody tastes it until it is missing.”\n"  # no theme, no country, no date, no title
# The figures that are drawn at least, of next to nothing and of a folder that has every kind of thing.
ONE_DOCUMENT = {"01-lengths", "04-words"}
CORPUS = ONE_DOCUMENT | {
    "02-portrait", "02-shares", "03-countries", "03-voices", "03-themes", "03-map",
    "04-keyness", "06-groups", "06-themes-over-time", "06-countries-over-time",
}  # fmt: skip


@pytest.fixture(scope="module", params=["small", "large", "bread"])
def run(request, tmp_path_factory):
    """The folder of articles, the folder of figures, and what the command said."""
    source, target = tmp_path_factory.mktemp("articles"), tmp_path_factory.mktemp("figures")
    if request.param == "bread":
        (source / "bread.md").write_text(BREAD, encoding="utf-8")
    else:
        corpora.small(source) if request.param == "small" else corpora.large(source, 40)
    call = [sys.executable, "-m", "analysis", str(source), "--figures", str(target)]
    done = subprocess.run(call, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    return source, target, done


def test_every_notebook_is_run_to_its_end_on_the_folder(run):
    _, target, done = run
    for path in rerun.paths():
        assert path.stem in done.stderr
        cells = nbformat.read(target / "notebooks" / path.name, as_version=4).cells
        assert all(
            cell.execution_count
            for cell in cells
            if cell.cell_type == "code" and cell.source.strip()
        )


def test_every_figure_has_its_three_pictures_its_table_and_its_record(run):
    source, target, _ = run
    names = {path.stem for path in target.glob("*.png")}
    assert (ONE_DOCUMENT if (source / "bread.md").exists() else CORPUS) <= names
    for name in names:
        for ending in ("png", "svg", "pdf", "csv", "json"):
            assert (target / f"{name}.{ending}").stat().st_size > 0


def test_a_grid_without_pairs_is_named_with_its_reason(run):
    _, target, done = run
    assert not list(target.glob("02-pairs.*"))
    assert "\n  02-pairs: " in done.stdout


def test_the_tables_hold_every_document_that_could_be_read(run):
    source, target, _ = run
    highlights = pd.read_csv(
        target / "05-tables" / "highlights.csv", dtype=str, keep_default_na=False
    )
    articles = {path.stem for path in source.iterdir()} - {"documents", "notes"}
    assert set(highlights["document"]) == articles
