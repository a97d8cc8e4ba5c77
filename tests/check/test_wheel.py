"""The built wheel, as a stranger gets it: nothing of the clone is seen, from an empty folder to figures."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
UV = shutil.which("uv") or shutil.which("uv", path=ROOT / ".uv" / "bin")
BIN = "Scripts" if os.name == "nt" else "bin"
PINNED = ["--constraint", "constraints.txt", "--build-constraint", "constraints.txt"]
# Spaces, quotation marks and letters outside ASCII, in one name of a folder.
FOLDER = "Anna Müller's “Dokumente”"


def call(*arguments, cwd=ROOT):
    # Isolated from the clone and from the settings of whoever runs the tests.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [*map(str, arguments)], cwd=cwd, env=environment, capture_output=True, timeout=900, check=False
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode("utf-8", "replace")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel that is built from the source distribution, which must therefore be whole."""
    folder = tmp_path_factory.mktemp("dist")
    call(UV, "build", "--quiet", "--build-constraint", "constraints.txt", "--out-dir", folder)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The program folder of an environment that has the wheel and what it needs, and nothing else."""
    environment = tmp_path_factory.mktemp("fresh") / "venv"
    call(UV, "venv", "--quiet", "--python", sys.executable, environment)
    call(UV, "pip", "install", "--quiet", "--python", environment, *PINNED, wheel)
    return environment / BIN


def test_the_wheel_holds_notebooks_and_data_but_nothing_for_developers(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    notebooks = {path.name for path in (ROOT / "notebooks").glob("*.ipynb")}
    inside = {name.removeprefix("analysis/notebooks/") for name in names if name.endswith(".ipynb")}
    assert inside == notebooks
    assert {"analysis/py.typed", "analysis/data/themes.toml"} <= set(names)
    top = {name.partition("/")[0] for name in names}
    assert len(top) == 3 and "analysis" in top, "the package, its metadata, the settings of the lab"
    scripts = [name for name in names if name.startswith("analysis/data/") and name.endswith(".py")]
    assert not scripts and not [name for name in names if "gallery" in name]


def test_an_article_becomes_figures_and_a_report_in_any_folder(installed, tmp_path):
    folder = tmp_path / FOLDER
    folder.mkdir()
    article = folder / "my article’s.md"
    shutil.copy(next((ROOT / "data" / "articles").glob("*.md")), article)
    python = [installed / "python", "-I", "-m", "analysis"]
    said = call(*python, article.name, "--figures", "out", "--report", cwd=folder)
    assert f"wrote to {folder / 'out'}" in said
    for ending in ("png", "svg", "pdf", "csv", "json"):
        assert len(list((folder / "out").glob(f"*.{ending}"))) >= 10
    assert (folder / "out" / "report.html").stat().st_size > 100_000
    assert " same" in call(*python, "--verify", "--figures", "out", cwd=folder)


def test_the_installed_command_copies_notebooks_that_run(installed, tmp_path):
    command = installed / "highlights-analysis"
    assert "jupyter lab" in call(command, "--notebooks", "mine", cwd=tmp_path)
    first = sorted((tmp_path / "mine").glob("*.ipynb"))[0]
    run = ["nbconvert", "--to", "notebook", "--execute", "--inplace", first]
    call(installed / "jupyter", *run, cwd=tmp_path)
    assert list((tmp_path / "mine" / "figures").glob("01-*.png"))


def test_the_command_runs_nothing_that_lies_in_the_current_folder(installed, tmp_path):
    (tmp_path / "bisect.py").write_text("raise SystemExit('shadowed')")
    assert "highlights-analysis" in call(installed / "highlights-analysis", "--help", cwd=tmp_path)
