"""What the package never does: run what it reads, fetch anything, write outside its folders, depend on Python's options."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import analysis

ROOT = Path(analysis.__file__).parent
SOURCES = {
    path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8"))
    for path in ROOT.rglob("*.py")
}
# They run what they read, or reach out of the machine.
NEVER = {
    *(
        "pickle",
        "shelve",
        "marshal",
        "dill",
        "joblib",
        "yaml",
        "ruamel",
        "runpy",
        "code",
        "codeop",
        "ctypes",
        "cffi",
    ),
    *(
        "urllib.request",
        "http",
        "requests",
        "httpx",
        "aiohttp",
        "ftplib",
        "smtplib",
        "socket",
        "webbrowser",
        "xmlrpc",
    ),
}
# Front matter is YAML. `test_yaml_is_read_as_text_alone` sees to it that it makes nothing but texts, lists and mappings.
YAML_READERS = ("load/front_matter.py",)
RUN = {"eval", "exec", "compile", "__import__", "breakpoint", "input"}
CALLS = {
    "os.system",
    "os.popen",
    "pd.read_pickle",
    "np.load",
    "subprocess.run",
    "subprocess.Popen",
    "importlib.import_module",
}
WRITERS = {
    "write_text",
    "write_bytes",
    "savefig",
    "to_csv",
    "to_json",
    "to_excel",
    "to_pickle",
    "to_parquet",
    "to_html",
}


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{name.name}" for name in node.names)


def called(tree):
    return [ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)]


def test_there_is_something_to_look_at():
    assert len(SOURCES) > 60 and "load/article.py" in SOURCES


@pytest.mark.parametrize("name", SOURCES)
def test_nothing_that_is_read_is_run_and_nothing_is_fetched(name):
    found = {
        module
        for module in imported(SOURCES[name])
        if any(f"{module}.".startswith(f"{bad}.") for bad in NEVER)
    }
    found |= {call for call in called(SOURCES[name]) if call in RUN | CALLS}
    if name in YAML_READERS:
        found -= {"yaml"}
    assert not found


@pytest.mark.parametrize("name", YAML_READERS)
def test_yaml_is_read_as_text_alone(name):
    calls = [node for node in ast.walk(SOURCES[name]) if isinstance(node, ast.Call)]
    calls = [node for node in calls if ast.unparse(node.func).startswith("yaml.")]
    assert calls
    for node in calls:
        assert ast.unparse(node.func) in ("yaml.load", "yaml.parse"), ast.unparse(node)
        assert [ast.unparse(word) for word in node.keywords] == ["Loader=yaml.BaseLoader"], (
            ast.unparse(node)
        )
    assert not [module for module in imported(SOURCES[name]) if module.startswith("yaml.")]


@pytest.mark.parametrize("name", SOURCES)
def test_files_are_opened_in_a_stated_encoding_and_written_by_the_one_writer(name):
    for node in ast.walk(SOURCES[name]):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            text = ast.unparse(node)
            if node.func.attr in ("read_text", "write_text"):
                assert "utf-8" in text, text
            if node.func.attr in WRITERS and name != "staging.py":
                assert node.func.attr == "savefig" and "buffer" in text, text


@pytest.mark.parametrize("name", SOURCES)
def test_no_check_is_an_assertion_that_an_option_takes_away(name):
    assert not [node.lineno for node in ast.walk(SOURCES[name]) if isinstance(node, ast.Assert)]


@pytest.mark.parametrize("name", SOURCES)
def test_no_error_is_swallowed_whole(name):
    for node in ast.walk(SOURCES[name]):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"{name}, line {node.lineno}: a bare except"
            if ast.unparse(node.type) == "BaseException":
                assert any(isinstance(inner, ast.Raise) for inner in node.body), node.lineno


@pytest.mark.parametrize("name", SOURCES)
def test_no_group_of_errors_is_caught_in_a_way_that_an_old_python_wraps(name):
    """What is raised in `except*` comes out in a group again before Python 3.11.4."""
    assert not [node.lineno for node in ast.walk(SOURCES[name]) if isinstance(node, ast.TryStar)]


def test_importing_every_room_warns_of_nothing_and_takes_no_option_of_pythons_amiss():
    rooms = ", ".join(f"analysis.{room}" for room in analysis.__all__)
    call = [
        sys.executable,
        "-OO",
        "-b",
        "-W",
        "error",
        "-c",
        f"import {rooms}, analysis.__main__; analysis.load.read()",
    ]
    run = subprocess.run(call, capture_output=True, text=True, check=False)
    assert run.returncode == 0 and not run.stderr, run.stderr


def test_knowledge_and_notebooks_hold_no_address_but_those_of_sources():
    for path in (ROOT.parent / "notebooks").glob("*.ipynb"):
        assert not re.search(
            r"https?://(?:localhost|127\.|10\.|192\.168)", path.read_text("utf-8")
        ), path.name
