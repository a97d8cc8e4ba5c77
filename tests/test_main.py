"""The one command: all or nothing, every failure named, the committed notebooks never touched."""

import os
import signal
import subprocess
import sys
import time

import nbformat
import psutil
import pytest

from analysis import __main__, notebooks


@pytest.fixture
def rerun(tmp_path, monkeypatch):
    """Run the command over notebooks made of these cells: the exit status and the folder of figures."""

    def run(*sources, arguments=()):
        folder = tmp_path / "notebooks"
        folder.mkdir(exist_ok=True)
        paths = []
        for number, cells in enumerate(sources, 1):
            notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
            notebook.cells[0].metadata["tags"] = ["parameters"]
            paths.append(folder / f"0{number}-part.ipynb")
            nbformat.write(notebook, paths[-1])
        before = [path.read_bytes() for path in paths]
        monkeypatch.setattr(notebooks, "paths", lambda: paths)
        status = __main__.main([*arguments, "--figures", str(tmp_path / "out")])
        assert [path.read_bytes() for path in paths] == before
        return status, tmp_path / "out"

    return run


WRITE = "from pathlib import Path\nPath(figures, '01-a.png').write_text('new')"
GOOD = ("figures = article = None", WRITE)


def unfinished(folder):
    return [path for path in folder.rglob("*") if "unfinished" in path.name]


def test_it_ends_with_the_list_of_what_it_wrote(rerun, capsys):
    status, out = rerun(GOOD)
    said = capsys.readouterr()
    assert status == 0 and (out / "01-a.png").read_text() == "new"
    assert "01-a.png" in said.out and "notebooks/01-part.ipynb" in said.out.replace("\\", "/")
    assert "[1/1] 01-part" in said.err
    assert nbformat.read(out / "notebooks" / "01-part.ipynb", as_version=4).cells[-1].execution_count == 3
    assert not unfinished(out)


@pytest.mark.parametrize(
    ("cell", "words", "options"),
    [
        ("1 / 0", ["02-part, code cell 3 ('1 / 0')", "ZeroDivisionError: division by zero"], ()),
        ("import os; os._exit(1)", ["02-part, code cell 3", "kernel died"], ()),
        (
            "import time; time.sleep(60)",
            ["02-part, code cell 3", "longer than the time limit", "--timeout"],
            ("--timeout", "2"),
        ),
    ],
)
def test_a_failing_cell_is_named_and_changes_nothing(rerun, tmp_path, capsys, cell, words, options):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "01-a.png").write_text("old")
    status, out = rerun(GOOD, ("figures = None", cell), arguments=options)
    said = capsys.readouterr().err
    assert status == 1 and (out / "01-a.png").read_text() == "old"
    assert all(word in said for word in words), said
    kept = nbformat.read(out / "notebooks" / "02-part.failed.ipynb", as_version=4)
    assert kept.cells[-1].source == cell
    assert not unfinished(out) and sorted(p.name for p in out.iterdir()) == ["01-a.png", "notebooks"]


def kernels():
    living = [p for p in psutil.Process().children(recursive=True) if p.status() != psutil.STATUS_ZOMBIE]
    return [process for process in living if "ipykernel" in " ".join(process.cmdline())]


def test_a_failure_leaves_no_kernel_behind(rerun, capfd):
    """The third notebook's kernel is only starting when the second fails."""
    status, _ = rerun(GOOD, ("figures = None", "1 / 0"), ("figures = None", "import time; time.sleep(60)"))
    assert status == 1 and not kernels()
    assert "IPKernelApp" not in capfd.readouterr().err


def test_a_good_run_takes_the_failed_copy_away(rerun):
    rerun(("figures = None", "1 / 0"))
    _, out = rerun(GOOD)
    assert [path.name for path in (out / "notebooks").iterdir()] == ["01-part.ipynb"]


def test_a_missing_article_is_answered_with_what_is_there(rerun, tmp_path, capsys):
    (tmp_path / "speech.md").write_text("x")
    status, _ = rerun(GOOD, arguments=[str(tmp_path / "speach.md")])
    said = capsys.readouterr().err
    assert status == 1 and "speach.md" in said and "speech.md" in said


def test_leavings_of_a_killed_run_are_cleared(rerun, tmp_path):
    left = tmp_path / "out" / ".unfinished-999999999-x"
    left.mkdir(parents=True)
    rerun(GOOD)
    assert not left.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM to send")
def test_a_run_that_is_ended_leaves_nothing_behind(tmp_path):
    run = subprocess.Popen([sys.executable, "-m", "analysis", "--figures", str(tmp_path)], stderr=subprocess.PIPE)
    deadline = time.monotonic() + 60
    while not unfinished(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert unfinished(tmp_path)
    time.sleep(2)
    run.send_signal(signal.SIGTERM)
    said = run.communicate(timeout=60)[1].decode()
    assert run.returncode == 130 and list(tmp_path.iterdir()) == []
    assert said.strip() == "stopped; earlier figures are as they were"


def test_a_report_is_one_page_without_code_and_scripts(rerun):
    shown = "import pandas as pd\npd.DataFrame({'quote': ['<script>flag = 1</script>', '$5 and $6']})"
    status, out = rerun(("figures = None", shown), arguments=["--report"])
    page = (out / "report.html").read_text("utf-8")
    assert status == 0 and "&lt;script&gt;flag = 1" in page and "$5 and $6" in page
    assert "<script" not in page and "DataFrame(" not in page and "http://" not in page and "https://" not in page


def test_what_was_read_and_what_was_not_is_said_first(rerun, tmp_path, capsys):
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "good.md").write_text("#### Fish Is Dear:\n\n“We pay more for fish than they did last year.”\n", "utf-8")
    (folder / "bad.md").write_bytes(b"%PDF-1.7 nothing else")
    status, _ = rerun(GOOD, arguments=[str(folder)])
    said = capsys.readouterr().err
    assert status == 0 and "1 highlight" in said and "bad.md" in said and said.index("bad.md") < said.index("[1/1]")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--timeout", "0"], "a whole number of seconds from 1, not '0'"),
        (["--verify", "talk.md"], "take no article"),
        (["--verify", "--refresh"], "not allowed with"),
    ],
)
def test_a_wrong_call_says_so(capsys, arguments, words):
    with pytest.raises(SystemExit) as end:
        __main__.main(arguments)
    assert end.value.code == 2 and words in capsys.readouterr().err


def test_a_wrong_path_is_answered_before_anything_is_made(rerun, tmp_path, capsys):
    for article in ("", str(tmp_path / "nothing.md")):
        status, out = rerun(GOOD, arguments=[article])
        assert status == 1 and not out.exists() and "there is no article" in capsys.readouterr().err
    (tmp_path / "out").write_text("a file")
    status, out = rerun(GOOD)
    assert status == 1 and "is a file; give another name" in capsys.readouterr().err
