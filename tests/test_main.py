"""The one command: all or nothing, every failure named, the committed notebooks never touched."""

import json
import os
import signal
import subprocess
import sys
import time

import nbformat
import psutil
import pytest

from analysis import __main__, rerun, staging


def written(folder, *sources):
    """Notebooks made of these cells, the first of them tagged parameters."""
    folder.mkdir(exist_ok=True)
    paths = []
    for number, cells in enumerate(sources, 1):
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(cell) for cell in cells]
        )
        notebook.cells[0].metadata["tags"] = ["parameters"]
        paths.append(folder / f"0{number}-part.ipynb")
        nbformat.write(notebook, paths[-1])
    return paths


@pytest.fixture
def run_cells(tmp_path, monkeypatch):
    """Run the command over notebooks made of these cells: the exit status and the folder of figures."""

    def run(*sources, arguments=()):
        paths = written(tmp_path / "notebooks", *sources)
        before = [path.read_bytes() for path in paths]
        monkeypatch.setattr(rerun, "paths", lambda: paths)
        status = __main__.main([*arguments, "--figures", str(tmp_path / "out")])
        assert [path.read_bytes() for path in paths] == before
        return status, tmp_path / "out"

    return run


WRITE = "from pathlib import Path\nPath(figures, '01-a.png').write_text('new')"
GOOD = ("figures = article = None", WRITE)


def unfinished(folder):
    return [path for path in folder.rglob("*") if "unfinished" in path.name]


def test_it_ends_with_the_list_of_what_it_wrote(run_cells, capsys):
    status, out = run_cells(GOOD)
    said = capsys.readouterr()
    assert status == 0 and (out / "01-a.png").read_text() == "new"
    assert "01-a.png" in said.out and "notebooks/01-part.ipynb" in said.out.replace("\\", "/")
    assert "[1/1] 01-part" in said.err
    assert (
        nbformat.read(out / "notebooks" / "01-part.ipynb", as_version=4).cells[-1].execution_count
        == 3
    )
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
def test_a_failing_cell_is_named_and_changes_nothing(
    run_cells, tmp_path, capsys, cell, words, options
):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "01-a.png").write_text("old")
    status, out = run_cells(GOOD, ("figures = None", cell), arguments=options)
    said = capsys.readouterr().err
    assert status == 1 and (out / "01-a.png").read_text() == "old"
    assert all(word in said for word in words), said
    kept = nbformat.read(out / "notebooks" / "02-part.failed.ipynb", as_version=4)
    assert kept.cells[-1].source == cell
    assert not unfinished(out) and sorted(p.name for p in out.iterdir()) == [
        "01-a.png",
        "notebooks",
    ]


def kernels():
    living = [
        p for p in psutil.Process().children(recursive=True) if p.status() != psutil.STATUS_ZOMBIE
    ]
    return [process for process in living if "ipykernel" in " ".join(process.cmdline())]


def test_a_failure_leaves_no_kernel_behind(run_cells, capfd):
    """The third notebook's kernel is only starting when the second fails."""
    status, _ = run_cells(
        GOOD, ("figures = None", "1 / 0"), ("figures = None", "import time; time.sleep(60)")
    )
    assert status == 1 and not kernels()
    assert "IPKernelApp" not in capfd.readouterr().err


def test_a_good_run_takes_the_failed_copy_away(run_cells):
    run_cells(("figures = None", "1 / 0"))
    _, out = run_cells(GOOD)
    assert [path.name for path in (out / "notebooks").iterdir()] == ["01-part.ipynb"]


def test_a_missing_article_is_answered_with_what_is_there(run_cells, tmp_path, capsys):
    (tmp_path / "speech.md").write_text("x")
    status, _ = run_cells(GOOD, arguments=[str(tmp_path / "speach.md")])
    said = capsys.readouterr().err
    assert status == 1 and "speach.md" in said and "speech.md" in said


def test_leavings_of_a_killed_run_are_cleared(run_cells, tmp_path):
    left = tmp_path / "out" / ".unfinished-999999999-x"
    left.mkdir(parents=True)
    run_cells(GOOD)
    assert not left.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM to send")
@pytest.mark.parametrize(
    "interrupts", [signal.SIG_DFL, signal.SIG_IGN], ids=["foreground", "background of a script"]
)
def test_a_run_that_is_ended_leaves_nothing_behind(tmp_path, interrupts):
    call = [sys.executable, "-m", "analysis", "--figures", str(tmp_path)]
    before = signal.signal(signal.SIGINT, interrupts)  # what a process inherits
    run = subprocess.Popen(call, stderr=subprocess.PIPE)
    signal.signal(signal.SIGINT, before)
    deadline = time.monotonic() + 60
    while not unfinished(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert unfinished(tmp_path)
    time.sleep(2)
    run.send_signal(signal.SIGTERM)
    said = run.communicate(timeout=60)[1].decode()
    assert run.returncode == 130 and list(tmp_path.iterdir()) == []
    assert said.strip() == "stopped; earlier figures are as they were"


def test_a_report_is_one_page_without_code_and_scripts(run_cells):
    shown = (
        "import pandas as pd\npd.DataFrame({'quote': ['<script>flag = 1</script>', '$5 and $6']})"
    )
    status, out = run_cells(("figures = None", shown), arguments=["--report"])
    page = (out / "report.html").read_text("utf-8")
    assert status == 0 and "&lt;script&gt;flag = 1" in page and "$5 and $6" in page
    assert (
        "<script" not in page
        and "DataFrame(" not in page
        and "http://" not in page
        and "https://" not in page
    )


def test_what_was_read_and_what_was_not_is_said_first(run_cells, tmp_path, capsys):
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "good.md").write_text(
        "#### Fish Is Dear:\n\n“We pay more for fish than they did last year.”\n", "utf-8"
    )
    (folder / "bad.md").write_bytes(b"%PDF-1.7 nothing else")
    status, _ = run_cells(GOOD, arguments=[str(folder)])
    said = capsys.readouterr().err
    assert (
        status == 0
        and "1 highlight" in said
        and "bad.md" in said
        and said.index("bad.md") < said.index("[1/1]")
    )


TALK = "#### Fish Is Dear:\n\n“We pay more for fish than they did last year.”\n"
# A file of one's own that is no use, and what is said of it.
USELESS = [
    (
        "codebook",
        '[[theme]]\nid = "x"\nlabel = "X"\n',
        ["codebook.txt, line 1", "theme 'x'", "needs definition"],
    ),
    (
        "corrections",
        "document,headline,theme,change,reason\na,b,nope,+,c\n",
        ["corrections.txt, line 2", "'nope'"],
    ),
    (
        "gazetteer",
        "form,entity,kind\nFoo,RUS,nome\n",
        ["gazetteer.txt, line 2", "not 'nome'", "did you mean"],
    ),
    ("stopwords", "the\x00and", ["stopwords.txt", "NUL bytes", "save it as UTF-8"]),
]


@pytest.mark.parametrize(("name", "content", "words"), USELESS, ids=[name for name, *_ in USELESS])
def test_a_file_of_ones_own_that_is_no_use_is_answered_before_anything_is_begun(
    run_cells, tmp_path, capsys, name, content, words
):
    own = tmp_path / f"{name}.txt"
    own.write_text(content, "utf-8")
    status, out = run_cells(GOOD, arguments=[f"--{name}", str(own)])
    said = capsys.readouterr().err
    assert status == 1 and not out.exists() and "[1/1]" not in said
    assert all(word in said for word in words), said


def test_doubts_about_a_file_of_ones_own_are_said_before_anything_is_begun(
    run_cells, tmp_path, capsys
):
    (tmp_path / "talk.md").write_text(TALK, "utf-8")
    own = tmp_path / "corrections.csv"
    own.write_text("document,headline,theme,change,reason\ntalk,Nowhere,europe,+,it is\n", "utf-8")
    status, _ = run_cells(GOOD, arguments=[str(tmp_path / "talk.md"), "--corrections", str(own)])
    said = capsys.readouterr().err
    assert status == 0 and said.index("match no highlight") < said.index("[1/1]")


def test_figures_are_not_written_among_the_articles_they_would_be_read_as(
    run_cells, tmp_path, capsys
):
    (tmp_path / "talk.md").write_text(TALK, "utf-8")
    status, out = run_cells(GOOD, arguments=[str(tmp_path)])
    assert status == 1 and not out.exists() and "name another" in capsys.readouterr().err


def test_a_killed_runs_figures_are_whole_before_the_next_run_begins(run_cells, tmp_path):
    """It was killed with one of two figures in place; the next run fails."""
    left = tmp_path / "out" / ".unfinished-999999999-x"
    (left / "new").mkdir(parents=True)
    (left / "new" / "02-b.png").write_text("new")
    (tmp_path / "out" / "01-a.png").write_text("new")
    (tmp_path / "out" / "02-b.png").write_text("old")
    (left / "forward").write_text(
        json.dumps({"put": ["01-a.png", "02-b.png"], "remove": [], "had": []})
    )
    status, out = run_cells(("figures = None", "1 / 0"))
    assert status == 1 and [(out / name).read_text() for name in ("01-a.png", "02-b.png")] == [
        "new",
        "new",
    ]
    assert not unfinished(out)


def refuse_a_move(monkeypatch, number):
    """Let one of the moves fail, as on a disk that has just become full."""
    real, moves = os.replace, []

    def move(source, target):
        moves.append(target)
        if len(moves) == number:
            raise OSError(28, "No space left on device")
        return real(source, target)

    monkeypatch.setattr(os, "replace", move)


def test_a_move_that_fails_leaves_the_earlier_figures(run_cells, tmp_path, capsys, monkeypatch):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "01-a.png").write_text("old")
    refuse_a_move(monkeypatch, 3)  # the journal, then the first of two files
    status, out = run_cells(GOOD)
    assert status == 1 and (out / "01-a.png").read_text() == "old"
    assert [path.name for path in out.iterdir()] == ["01-a.png"]
    assert "was left as it was; free some space there" in capsys.readouterr().err


def test_the_notebooks_that_are_written_name_the_folder_in_which_their_figures_lie(run_cells):
    _, out = run_cells(GOOD)
    text = (out / "notebooks" / "01-part.ipynb").read_text("utf-8")
    assert staging.PREFIX not in text and json.dumps(str(out)).replace('"', '\\"') in text


def test_all_notebooks_are_refreshed_or_none(tmp_path, monkeypatch, capsys):
    paths = written(tmp_path / "notebooks", GOOD, GOOD)
    before = [path.read_bytes() for path in paths]
    monkeypatch.setattr(rerun, "paths", lambda: paths)
    monkeypatch.setattr(
        rerun, "executed", lambda paths, **_: {p: nbformat.v4.new_notebook() for p in paths}
    )
    with monkeypatch.context() as patch:
        refuse_a_move(patch, 3)
        assert __main__.main(["--refresh"]) == 1
    assert [
        path.read_bytes() for path in paths
    ] == before and "was left as it was" in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*.ipynb")) == paths and not unfinished(tmp_path)


def test_verify_of_a_folder_without_figures_says_so(tmp_path, capsys):
    assert __main__.main(["--verify", "--figures", str(tmp_path)]) == 1
    assert "there are no figures in" in capsys.readouterr().err


# The program as it is called, under streams and settings that are not the usual ones.

PROGRAM = """
import sys
from pathlib import Path
from analysis import __main__, rerun, staging
rerun.paths = lambda: sorted(Path("notebooks").absolute().glob("*.ipynb"))
sys.exit(__main__.main())
"""


@pytest.fixture
def program(tmp_path):
    """Call the command in a shell, over a notebook of its own: the finished process."""
    written(tmp_path / "notebooks", GOOD)

    def call(shell, **environment):
        (tmp_path / "program.py").write_text(PROGRAM)
        return subprocess.run(
            ["sh", "-c", shell, "sh", sys.executable, "program.py"], cwd=tmp_path, capture_output=True, timeout=120,
            env={**os.environ, **environment}, check=False,
        )  # fmt: skip

    return call


UNUSUAL = {
    "no streams at all": ('exec "$@" --figures new >&- 2>&- <&-', {}),
    "a reader that leaves": ('"$@" --figures new 2>&1 | true; test -e new/01-a.png', {}),
    "a terminal of seven bits": ('exec "$@" --figures new', {"PYTHONIOENCODING": "ascii:strict"}),
    "a locale of seven bits": (
        'exec "$@" --figures new', {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ),
}  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="needs a shell")
@pytest.mark.parametrize("case", UNUSUAL)
def test_the_work_is_done_whatever_becomes_of_what_is_said(program, tmp_path, case):
    shell, environment = UNUSUAL[case]
    name = "new" if "streams" in case or "reader" in case else "größe"
    run = program(shell.replace("new", name), **environment)
    assert run.returncode == 0, run.stderr
    assert (tmp_path / name / "01-a.png").read_text() == "new" and not unfinished(tmp_path / name)


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


def test_a_wrong_path_is_answered_before_anything_is_made(run_cells, tmp_path, capsys):
    for article, said in (
        ("", "expected the path of the article"),
        (str(tmp_path / "nothing.md"), "no such file (article)"),
    ):
        status, out = run_cells(GOOD, arguments=[article])
        assert status == 1 and not out.exists() and said in capsys.readouterr().err
    status, out = run_cells(GOOD, arguments=["https://paper.example/talk.html"])
    assert status == 1 and "found an address; save the page as a file" in capsys.readouterr().err
    (tmp_path / "out").write_text("a file")
    status, out = run_cells(GOOD)
    assert status == 1 and "is a file; give another name" in capsys.readouterr().err
