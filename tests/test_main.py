"""The one command: all or nothing, every failure named, the committed notebooks never touched."""

import asyncio
import html
import json
import os
import re
import signal
import subprocess
import sys
import time
import warnings
from unittest.mock import Mock

import nbformat
import psutil
import pytest
from nbclient import NotebookClient

from analysis import __main__, console, load, notebook_errors, parameters, rerun, staging

# The cell of parameters of every notebook that is made here.
CELL = """article = None
figures = None
voice = "quote"
top = 20
word = None
group = "document"
one = ""
transcript = False
size = "page"
formats = ["png", "svg"]
codebook = corrections = codings = gazetteer = stopwords = None"""
WRITE = "from pathlib import Path\nPath(figures, '01-a.png').write_text('new')"
TALK = "#### Fish Is Dear:\n\n“We pay more for fish in Norway than they did last year.”\n"


def written(folder, *sources):
    """Notebooks with a cell of parameters and these cells: their paths."""
    folder.mkdir(exist_ok=True)
    paths = []
    for number, source in enumerate(sources, 1):
        cells = [nbformat.v4.new_code_cell(cell) for cell in (CELL, *source)]
        cells[0].metadata["tags"] = [parameters.TAG]
        notebook = parameters.published(nbformat.v4.new_notebook(cells=cells))
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


@pytest.fixture
def talk(tmp_path):
    """An article of one highlight in a folder of its own."""
    path = tmp_path / "talks" / "talk.md"
    path.parent.mkdir()
    path.write_text(TALK, "utf-8")
    return path


def unfinished(folder):
    return [path for path in folder.rglob("*") if "unfinished" in path.name]


def test_main_lists_what_it_wrote(run_cells, capsys):
    status, out = run_cells([WRITE])
    said = capsys.readouterr()
    assert status == 0 and (out / "01-a.png").read_text() == "new"
    assert "01-a.png" in said.out and "notebooks/01-part.ipynb" in said.out.replace("\\", "/")
    assert "[1/1] 01-part" in said.err and "saved" not in said.err
    run = nbformat.read(out / "notebooks" / "01-part.ipynb", as_version=4)
    assert run.cells[-1].execution_count == 3
    assert not unfinished(out)


def test_main_lists_what_could_not_be_drawn_with_its_reason(run_cells, capsys):
    cell = "print('02-voices is not drawn: no headline has a cue')"
    status, _ = run_cells([WRITE], [cell])
    said = capsys.readouterr().out
    assert status == 0 and said.endswith("not drawn:\n  02-voices: no headline has a cue\n")


FAILURES = {
    "error": (
        "1 / 0",
        ["02-part, code cell 3 ('1 / 0')", "ZeroDivisionError: division by zero"],
        (),
    ),
    "death": ("import os; os._exit(1)", ["02-part, code cell 3", "kernel died"], ()),
    "time": (
        "import time; time.sleep(60)",
        ["02-part, code cell 3", "longer than the time limit", "--timeout"],
        ("--timeout", "2"),
    ),
}


@pytest.mark.parametrize(("cell", "words", "options"), FAILURES.values(), ids=FAILURES)
def test_main_names_a_failing_cell_and_changes_nothing(
    run_cells, tmp_path, capsys, cell, words, options
):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "01-a.png").write_text("old")
    status, out = run_cells([WRITE], [cell], arguments=options)
    said = capsys.readouterr().err
    assert status == 1 and (out / "01-a.png").read_text() == "old"
    assert all(word in said for word in words), said

    kept = nbformat.read(out / "notebooks" / "02-part.failed.ipynb", as_version=4)
    assert kept.cells[-1].source == cell
    assert not unfinished(out)
    assert sorted(path.name for path in out.iterdir()) == ["01-a.png", "notebooks"]


def test_executed_names_a_kernel_that_hangs_before_its_first_cell(tmp_path, monkeypatch):
    async def hang(self, *_):
        raise AssertionError  # as nbclient does where a reply to no cell takes too long

    (path,) = written(tmp_path / "notebooks", [WRITE])
    monkeypatch.setattr(rerun._Client, "async_wait_for_reply", hang)
    with pytest.raises(rerun.NotebookError, match=r"01-part, code cell 1.*does not answer"):
        rerun.executed([path])


@pytest.mark.parametrize(("watch", "reported"), [(True, 0), (False, 1)])
def test_executed_reports_a_task_that_failed_but_not_the_watch_over_a_kernel(watch, reported):
    async def other():
        raise AssertionError

    async def run():
        client = NotebookClient(nbformat.v4.new_notebook())
        task = asyncio.ensure_future(client._async_poll_kernel_alive() if watch else other())
        task.cancel()
        rerun._unless_interrupted(loop, {"future": task, "exception": AssertionError()})

    loop = Mock()
    asyncio.run(run())
    assert loop.default_exception_handler.call_count == reported


def test_executed_does_not_read_the_start_up_files_of_a_user(tmp_path, monkeypatch):
    startup = tmp_path / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "top.py").write_text("top = 1 / 0")
    (tmp_path / "start.py").write_text("raise SystemExit")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("PYTHONSTARTUP", str(tmp_path / "start.py"))
    (path,) = written(tmp_path / "notebooks", ["print(top)"])
    cells = rerun.executed([path])[path].cells
    assert cells[-1].outputs == [{"output_type": "stream", "name": "stdout", "text": "20\n"}]


def test_executed_shows_a_warning_without_the_name_of_a_temporary_file(tmp_path):
    cell = "import warnings; warnings.warn('little text')"
    (path,) = written(tmp_path / "notebooks", [cell])
    (output,) = rerun.executed([path])[path].cells[-1].outputs
    assert output.text == "UserWarning: little text\n"


# What is run in a cell, how many lines its error may have, and a word of them.
SHOWN = {
    "an error of the package": (
        "from analysis import load; load.read('none.md')",
        (1, 4),
        "ArticleError",
    ),
    "a wrong argument": (
        "from analysis import countries; countries.mentions('text')",
        (1, 4),
        "DataFrame",
    ),
    "an error of the notebook": ("import analysis\n1 / 0", (5, 99), "----> 2"),
    "an error from inside pandas": (
        "import analysis, pandas\npandas.DataFrame()['a']",
        (5, 99),
        "KeyError",
    ),
    "the traceback on request": (
        "from analysis import load\ntry: get_ipython().run_cell(\"load.read('none.md')\")\n"
        "finally: get_ipython().run_line_magic('tb', '')",
        (10, 200),
        "none.md",
    ),
}


@pytest.mark.parametrize("case", SHOWN)
def test_notebook_errors_are_one_sentence(tmp_path, case):
    cell, (least, most), word = SHOWN[case]
    (path,) = written(tmp_path / "notebooks", [cell])
    try:
        notebook = rerun.executed([path])[path]
    except rerun.NotebookError as error:
        notebook = error.notebook
    output = notebook.cells[-1].outputs[-1]
    shown = "\n".join(output.get("traceback", []))
    assert least <= len(shown.splitlines()) <= most, shown
    assert word in re.sub(r"\x1b\[[\d;]*m", "", shown)


def test_notebook_warnings_do_not_name_the_file_of_a_cell():
    formatted = notebook_errors.without_cells(warnings.formatwarning)
    assert formatted("lost", UserWarning, "/tmp/ipykernel_1/2.py", 3) == "UserWarning: lost\n"
    assert "elsewhere.py:3: UserWarning: lost" in formatted("lost", UserWarning, "elsewhere.py", 3)


def kernels():
    children = psutil.Process().children(recursive=True)
    living = [process for process in children if process.status() != psutil.STATUS_ZOMBIE]
    return [process for process in living if "ipykernel" in " ".join(process.cmdline())]


def test_main_leaves_no_kernel_after_a_failure(run_cells, capfd):
    """The third notebook's kernel is only starting when the second fails."""
    status, _ = run_cells([WRITE], ["1 / 0"], ["import time; time.sleep(60)"])
    assert status == 1 and not kernels()
    assert "IPKernelApp" not in capfd.readouterr().err


def test_main_removes_the_failed_copy_after_a_good_run(run_cells):
    run_cells(["1 / 0"])
    _, out = run_cells([WRITE])
    assert [path.name for path in (out / "notebooks").glob("*.ipynb")] == ["01-part.ipynb"]


def test_main_clears_what_a_killed_run_left(run_cells, tmp_path):
    left = tmp_path / "out" / ".unfinished-999999999-x"
    left.mkdir(parents=True)
    run_cells([WRITE])
    assert not left.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM to send")
@pytest.mark.parametrize(
    ("interrupts", "end"),
    [(signal.SIG_DFL, "SIGTERM"), (signal.SIG_IGN, "SIGTERM"), (signal.SIG_DFL, "SIGHUP")],
    ids=["foreground", "background of a script", "terminal closed"],
)
def test_main_leaves_nothing_when_it_is_ended(tmp_path, interrupts, end):
    call = [sys.executable, "-m", "analysis", "--figures", str(tmp_path)]
    before = signal.signal(signal.SIGINT, interrupts)  # what a process inherits
    run = subprocess.Popen(call, stderr=subprocess.PIPE)
    signal.signal(signal.SIGINT, before)
    deadline = time.monotonic() + 60
    while not unfinished(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert unfinished(tmp_path)

    time.sleep(2)
    run.send_signal(getattr(signal, end))
    said = run.communicate(timeout=60)[1].decode()
    assert run.returncode == 130 and not unfinished(tmp_path)
    assert said.strip() == console.UNCHANGED


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send")
def test_main_ends_quietly_when_it_is_stopped_while_importing():
    program = """
import sys
class Stop:
    def find_spec(self, name, path=None, target=None):
        if name == "pandas":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Stop())
from analysis.__main__ import main
sys.exit(main())
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert run.returncode == 130
    assert run.stderr.decode().strip() == console.UNCHANGED


def test_main_says_that_the_new_figures_are_there_when_it_is_stopped_after_the_move(
    run_cells, monkeypatch, capsys
):
    real = staging.put

    def put(*given, **options):
        real(*given, **options)
        raise KeyboardInterrupt

    monkeypatch.setattr(staging, "put", put)
    before = signal.getsignal(signal.SIGINT)
    try:
        status, out = run_cells([WRITE])
    finally:
        signal.signal(signal.SIGINT, before)
    assert status == 130 and (out / "01-a.png").read_text() == "new"
    assert f"the new figures are in {out}" in capsys.readouterr().err


def test_main_keeps_a_table_that_was_edited_and_says_so(run_cells, capsys):
    cell = "from analysis import export, schema; _ = export.tables(figures, counts=schema.empty('counts'))"
    _, out = run_cells([cell])
    (out / "counts.csv").write_text("n\n7\n")
    status, _ = run_cells([cell])
    said = capsys.readouterr().err
    assert status == 0 and (out / "counts.csv").read_text() == "n\n7\n"
    assert (
        "note: " in said and "counts.csv was edited and is kept" in said and "__main__" not in said
    )


def test_main_ends_where_another_run_is_at_work(run_cells, tmp_path, capsys):
    code = "import sys, time; from pathlib import Path; from analysis import staging\n"
    code += "with staging.beside(Path(sys.argv[1])): print('locked', flush=True); time.sleep(60)"
    call = [sys.executable, "-c", code, str(tmp_path / "out")]
    with subprocess.Popen(call, stdout=subprocess.PIPE) as other:
        try:
            assert other.stdout.readline().strip() == b"locked"
            status, _ = run_cells([WRITE])
        finally:
            other.kill()
    said = capsys.readouterr().err
    assert status == 1 and "[1/1]" not in said and str(tmp_path / "out") in said


def test_main_lists_a_figure_that_export_did_not_draw(run_cells, capsys):
    cell = """from analysis import charts, export, schema
empty = schema.empty("counts")
export.figure(charts.bars(empty), empty, "02-themes", folder=figures)"""
    status, out = run_cells([cell])
    assert status == 0 and not list(out.glob("02-*"))
    assert "not drawn:\n  02-themes: " in capsys.readouterr().out


def test_report_is_one_page_and_the_contact_sheet_links_to_it(run_cells):
    status, out = run_cells([WRITE], arguments=["--report"])
    page = (out / "report.html").read_text("utf-8")
    assert status == 0 and "<script" not in page
    assert not re.search(r'(src|href)="https?:', page)
    assert 'href="report.html"' in (out / "index.html").read_text("utf-8")


def test_report_has_the_title_of_the_article(run_cells):
    _, out = run_cells([WRITE], arguments=["--report"])
    title = re.search("<title>(.+)</title>", (out / "report.html").read_text("utf-8")).group(1)
    assert html.unescape(title) == load.documents().loc[0, "title"]


def test_report_has_the_name_of_the_folder(run_cells, talk, monkeypatch):
    (talk.parent / "other.md").write_text(TALK.replace("Fish", "Bread"), "utf-8")
    monkeypatch.chdir(talk.parent)
    _, out = run_cells([WRITE], arguments=[".", "--report"])
    assert "<title>talks: 2 articles</title>" in (out / "report.html").read_text("utf-8")


def test_main_says_first_what_was_read_and_what_was_not(run_cells, talk, capsys):
    (talk.parent / "bad.md").write_bytes(b"%PDF-1.7 nothing else")
    status, _ = run_cells([WRITE], arguments=[str(talk.parent)])
    said = capsys.readouterr().err
    assert status == 0 and "1 highlight" in said
    assert said.index("bad.md") < said.index("[1/1]")


# A custom file that cannot be used, and the words of the answer.
USELESS = {
    "codebook": (
        '[[theme]]\nid = "x"\nlabel = "X"\n',
        ["codebook.txt, line 1", "theme 'x'", "needs definition"],
    ),
    "corrections": (
        "document,headline,theme,change,reason\na,b,nope,+,c\n",
        ["corrections.txt, line 2", "'nope'"],
    ),
    "gazetteer": (
        "form,entity,kind\nFoo,RUS,nome\n",
        ["gazetteer.txt, line 2", "not 'nome'", "did you mean"],
    ),
    "stopwords": ("the\x00and", ["stopwords.txt", "NUL bytes", "save it as UTF-8"]),
    "codings": ("a\n1\n", ["codings.txt"]),
}


@pytest.mark.parametrize("name", USELESS)
def test_main_refuses_a_custom_file_before_anything_is_begun(run_cells, tmp_path, capsys, name):
    content, words = USELESS[name]
    own = tmp_path / f"{name}.txt"
    own.write_text(content, "utf-8")
    status, out = run_cells([WRITE], arguments=[f"--{name}", str(own)])
    said = capsys.readouterr().err
    assert status == 1 and not out.exists() and "[1/1]" not in said
    assert all(word in said for word in words), said


def test_main_says_doubts_about_a_custom_file_before_anything_is_begun(
    run_cells, talk, tmp_path, capsys
):
    own = tmp_path / "corrections.csv"
    own.write_text("document,headline,theme,change,reason\ntalk,Nowhere,europe,+,it is\n", "utf-8")
    status, _ = run_cells([WRITE], arguments=[str(talk), "--corrections", str(own)])
    said = capsys.readouterr().err
    assert status == 0 and said.index("match no highlight") < said.index("[1/1]")


# What is typed, and the words of the answer: nothing of it is left for a cell to find out.
REFUSED = {
    "an empty path": ([""], "expected the path of the article"),
    "no such file": (["nothing.md"], "no such file (article)"),
    "an address": (
        ["https://paper.example/talk.html"],
        "found an address; save the page as a file",
    ),
    "a setting without a value": (["--set", "top"], "is written name=value"),
    "an unknown parameter": (["--set", "tpo=3"], "no parameter 'tpo'; did you mean 'top'?"),
    "figures": (["--set", "figures=out"], "name the folder with --figures"),
    "no number": (["--set", "top=ten"], "top is a whole number from 1, not 'ten'"),
    "another voice": (["--set", "voice=quotes"], "did you mean 'quote'?"),
    "another format": (["--formats", "png,gif"], "'gif' is not a choice"),
    "another size": (["--size", "colum"], "did you mean 'column'?"),
    "another group": (["--group", "speakers"], "did you mean 'speaker'?"),
    "a word with a mistake": (["--set", "word=vacine"], "did you mean 'vaccine'?"),
    "no such group of it": (["--set", "one=b"], "'b' is not in this article; choose from russia"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_main_refuses_a_wrong_call_before_anything_is_made(run_cells, capsys, case):
    arguments, words = REFUSED[case]
    status, out = run_cells([WRITE], arguments=arguments)
    assert status == 1 and not out.exists()
    assert words in capsys.readouterr().err.replace("no notebook has a parameter", "no parameter")


def test_main_refuses_a_date_that_does_not_exist(run_cells, talk, capsys):
    (talk.parent / "documents.csv").write_text("document,date\ntalk,2021-06-31\n", "utf-8")
    status, out = run_cells([WRITE], arguments=[str(talk.parent)])
    said = capsys.readouterr().err
    assert "2021-06-31" in said and (status, out.exists()) in [(1, False), (0, True)]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_main_escapes_control_characters_in_what_it_says(run_cells, talk, capsys):
    talk.with_name("a\x1b[2Jb.md").write_bytes(b"%PDF-1.7 nothing else")
    run_cells([WRITE], arguments=[str(talk.parent)])
    said = capsys.readouterr().err
    assert "\x1b" not in said and "a\\x1b[2Jb.md" in said


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_main_refuses_a_name_with_a_line_break(run_cells, talk, capsys):
    path = talk.rename(talk.with_name("a\nb.md"))
    status, out = run_cells([WRITE], arguments=[str(path)])
    assert status == 1 and not out.exists() and "rename the file" in capsys.readouterr().err


# What a merge, another program or an editor may have left of a notebook.
GOOD = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CELL)])
DAMAGED = {
    "nothing": b"",
    "a merge": b"<<<<<<< HEAD\n" + nbformat.writes(GOOD).encode(),
    "UTF-16": nbformat.writes(GOOD).encode("utf-16"),
    "a list": b"[]",
    "null": b"null",
    "no keys": b"{}",
    "endless lists": b"[" * 100_000,
    "no cells": json.dumps(GOOD | {"cells": None}).encode(),
    "NaN for cells": json.dumps(GOOD | {"cells": float("nan")}).encode(),
    "a number as source": json.dumps(GOOD | {"cells": [GOOD.cells[0] | {"source": 3}]}).encode(),
    "a number as tags": json.dumps(
        GOOD | {"cells": [GOOD.cells[0] | {"metadata": {"tags": 3}}]}
    ).encode(),
    "a newer format": json.dumps(GOOD | {"nbformat": 99}).encode(),
}


@pytest.mark.parametrize("case", DAMAGED)
def test_main_names_a_notebook_that_is_damaged(tmp_path, monkeypatch, capsys, case):
    (path,) = written(tmp_path / "notebooks", [WRITE])
    path.write_bytes(DAMAGED[case])
    monkeypatch.setattr(rerun, "paths", lambda: [path])
    assert __main__.main(["--figures", str(tmp_path / "out")]) == 1
    assert f"error: {path}: not a notebook; restore the file" in capsys.readouterr().err


@pytest.mark.parametrize("source", ["top = (", "top = '\0'", "top = " + "-" * 50_000 + "1"])
def test_executed_reports_parameters_that_are_no_python_by_their_cell(tmp_path, source):
    (path,) = written(tmp_path / "notebooks", [WRITE])
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[0].source = source
    nbformat.write(notebook, path)
    with pytest.raises(rerun.NotebookError, match="01-part, code cell 1"):
        rerun.executed([path], parameters={"top": 3})


@pytest.mark.parametrize("arguments", [["{}"], ["--codebook", "{}"], ["{}/a.md"], ["~nobody/a.md"]])
def test_main_names_a_path_that_leads_nowhere(run_cells, tmp_path, capsys, arguments):
    loop = tmp_path / "loop"
    try:
        loop.symlink_to(loop)
    except OSError:
        pytest.skip("no symbolic links here")
    status, out = run_cells([WRITE], arguments=[part.format(loop) for part in arguments])
    assert status == 1 and not out.exists() and "no such file" in capsys.readouterr().err
    for folder in (loop, loop / "out", "~nobody/out"):
        assert __main__.main(["--verify", "--figures", str(folder)]) == 1
        assert "there is no folder" in capsys.readouterr().err


def test_main_hands_settings_to_every_notebook_that_has_them(run_cells):
    show = "print([top, word, formats, group, size])"
    given = ["--set", "top=7", "--set", "word=vaccine", "--formats", "png,pdf"]
    status, out = run_cells([show], arguments=[*given, "--group", "speaker", "--size", "slide"])
    run = nbformat.read(out / "notebooks" / "01-part.ipynb", as_version=4)
    assert status == 0
    assert run.cells[-1].outputs[0].text == "[7, 'vaccine', ['png', 'pdf'], 'speaker', 'slide']\n"


def test_main_takes_a_bundled_codebook_by_its_name(run_cells):
    status, out = run_cells(["print(codebook)"], arguments=["--codebook", "news"])
    run = nbformat.read(out / "notebooks" / "01-part.ipynb", as_version=4)
    assert status == 0 and run.cells[-1].outputs[0].text == "news\n"


def test_main_names_parameters_that_were_saved_in_the_lab(tmp_path, monkeypatch, capsys):
    (path,) = written(tmp_path / "notebooks", [WRITE])
    notebook = nbformat.read(path, as_version=4)
    source = notebook.cells[0].source.replace('voice = "quote"', 'voice = "headline"')
    notebook.cells[0].source = source.replace("top = 20", "top = 5")
    nbformat.write(notebook, path)
    monkeypatch.setattr(rerun, "paths", lambda: [path])
    __main__.main(["--set", "top=9", "--figures", str(tmp_path / "out")])
    line = "[1/1] 01-part: 3 cells, with voice = 'headline' as saved in the notebook\n"
    assert capsys.readouterr().err == line


def test_main_writes_no_figures_among_the_articles_they_would_be_read_as(
    run_cells, tmp_path, capsys
):
    (tmp_path / "talk.md").write_text(TALK, "utf-8")
    status, out = run_cells([WRITE], arguments=[str(tmp_path)])
    assert status == 1 and not out.exists() and "name another" in capsys.readouterr().err


def test_main_refuses_a_file_in_place_of_the_folder_of_figures(run_cells, tmp_path, capsys):
    (tmp_path / "out").write_text("a file")
    status, _ = run_cells([WRITE])
    assert status == 1 and "is a file; give another name" in capsys.readouterr().err


def refuse_a_move(monkeypatch, number):
    """Let one of the moves fail, as on a disk that has just become full."""
    real, moves = os.replace, []

    def move(source, target):
        moves.append(target)
        if len(moves) == number:
            raise OSError(28, "No space left on device")
        return real(source, target)

    monkeypatch.setattr(os, "replace", move)


def test_main_leaves_the_earlier_figures_when_a_move_fails(
    run_cells, tmp_path, capsys, monkeypatch
):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "01-a.png").write_text("old")
    refuse_a_move(monkeypatch, 3)  # the manifests of two folders, then the first file
    status, out = run_cells([WRITE])
    assert status == 1 and (out / "01-a.png").read_text() == "old"
    assert [path.name for path in out.iterdir()] == ["01-a.png"]
    assert "was left as it was; free some space there" in capsys.readouterr().err


def test_the_written_notebooks_name_the_folder_in_which_their_figures_are(run_cells):
    _, out = run_cells([WRITE])
    notebook = nbformat.read(out / "notebooks" / "01-part.ipynb", as_version=4)
    assert notebook.cells[1].source == f"figures = {str(out)!r}"
    assert staging.PREFIX not in json.dumps(notebook)


def test_verify_says_so_where_there_are_no_figures(tmp_path, capsys):
    assert __main__.main(["--verify", "--figures", str(tmp_path)]) == 1
    assert "there are no figures in" in capsys.readouterr().err


def test_notebooks_copies_them_but_never_over_a_file(tmp_path, capsys):
    mine = tmp_path / "new" / rerun.paths()[0].name
    mine.parent.mkdir()
    mine.write_text("mine")
    assert __main__.main(["--notebooks", str(mine.parent)]) == 0
    names = [path.name for path in rerun.paths()]
    assert sorted(path.name for path in mine.parent.iterdir()) == names
    assert mine.read_text() == "mine"
    said = capsys.readouterr().out
    assert f"kept {mine}" in said and said.count("copied") == len(names) - 1


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
    written(tmp_path / "notebooks", [WRITE])

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
    "a terminal that is full": ('exec "$@" --figures new >/dev/full 2>&1', {}),
    "closed and full": ('exec "$@" --figures new >/dev/full 2>&-', {}),
    "a terminal of seven bits": ('exec "$@" --figures new', {"PYTHONIOENCODING": "ascii:strict"}),
    "a locale of seven bits": (
        'exec "$@" --figures new', {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ),
}  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="needs a shell")
@pytest.mark.parametrize("case", UNUSUAL)
def test_main_does_its_work_whatever_becomes_of_what_is_said(program, tmp_path, case):
    shell, environment = UNUSUAL[case]
    name = "größe" if "bits" in case else "new"
    run = program(shell.replace("new", name), **environment)
    assert run.returncode == 0, run.stderr
    assert (tmp_path / name / "01-a.png").read_text() == "new" and not unfinished(tmp_path / name)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such terminals")
def test_main_does_its_work_when_its_terminal_is_closed(tmp_path):
    written(tmp_path / "notebooks", ["import time; time.sleep(1)", WRITE])
    (tmp_path / "program.py").write_text(PROGRAM)
    controller, terminal = os.openpty()
    call = [sys.executable, "program.py", "--figures", "new"]
    streams = {"stdin": terminal, "stdout": terminal, "stderr": terminal}
    # In a session of its own the process is not ended with the terminal, as after `disown`.
    run = subprocess.Popen(call, cwd=tmp_path, start_new_session=True, **streams)
    os.close(terminal)
    os.close(controller)
    assert run.wait(timeout=120) == 0
    assert (tmp_path / "new" / "01-a.png").read_text() == "new"


# The end of the program with a usage message.
WRONG = {
    "timeout": (["--timeout", "0"], "a whole number of seconds from 1, not '0'"),
    "verify": (["--verify", "talk.md"], "take no article"),
    "both": (["--verify", "--notebooks", "x"], "not allowed with"),
    "a variable that is not set": (["--figures", ""], "--figures is empty"),
    "a variable that is not set, of notebooks": (["--notebooks", ""], "--notebooks is empty"),
    "a variable that is not set, of a codebook": (
        ["--codebook-template", ""],
        "--codebook-template is empty",
    ),
}


@pytest.mark.parametrize(("arguments", "words"), WRONG.values(), ids=WRONG)
def test_main_ends_a_wrong_call_with_its_usage(capsys, arguments, words):
    with pytest.raises(SystemExit) as end:
        __main__.main(arguments)
    assert end.value.code == 2 and words in capsys.readouterr().err
