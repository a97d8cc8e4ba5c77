"""Real disks that are full or read-only, a run that is killed for good, and settings of all kinds: the command holds."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from analysis import rerun, staging
from tests import machine, stopped_runs

FIRST = """
import sys
from analysis import __main__, rerun
first = rerun.paths()[:1]
rerun.paths = lambda: first
sys.exit(__main__.main())
"""
EXPORT = """
import sys
from analysis import charts, countries, export, load, tables
highlights = load.article()
counts = tables.counts(countries.mentions(highlights), of=highlights)
export.figure(charts.bars(counts.head(int(sys.argv[1]))), counts.head(int(sys.argv[1])), "a", folder="disk/out")
"""
SHOWN = "cd disk/out && ls && sha256sum *"


def called(*command, cwd, **environment):
    return subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def shell(lines, *, cwd, size="4m"):
    """Run the lines where `disk` is a disk of its own and $PYTHON this one; the finished process."""
    (cwd / "disk").mkdir()
    (cwd / "export.py").write_text(EXPORT)
    (cwd / "first.py").write_text(FIRST)
    return called(
        *machine.with_a_disk(cwd / "disk", size), "sh", "-c", lines, cwd=cwd, PYTHON=sys.executable
    )


def test_a_disk_that_becomes_full_leaves_the_old_figure_and_room_is_asked_for(tmp_path):
    run = shell(
        f'"$PYTHON" export.py 5; ({SHOWN}); dd if=/dev/zero of=disk/filler 2>&1 | grep -c "No space"; '
        f'"$PYTHON" export.py 9; echo status $?; ({SHOWN})',
        cwd=tmp_path,
    )
    before, after = run.stdout.split("1\nstatus 1\n")
    assert before == after and before.count("a.") == 10 and staging.PREFIX not in after
    assert (
        "No space left on device" in run.stderr
        and "free some space there, or write to another folder" in run.stderr
    )


def test_a_run_that_fills_the_disk_leaves_the_old_figures(tmp_path):
    run = shell(
        'mkdir disk/out; echo old > disk/out/01-lengths.png; "$PYTHON" first.py --figures disk/out; echo status $?; '
        "cat disk/out/01-lengths.png; ls -A disk/out",
        cwd=tmp_path, size="200k",
    )  # fmt: skip
    assert run.stdout.splitlines()[:3] == ["status 1", "old", "01-lengths.png"]
    assert staging.PREFIX not in run.stdout and "No space left on device" in run.stderr


def test_a_folder_that_is_read_only_is_said_to_be_so(tmp_path):
    run = shell(
        f'"$PYTHON" export.py 5; mount -o remount,ro disk; "$PYTHON" export.py 9; echo status $?; '
        f'"$PYTHON" first.py --figures disk/out; echo status $?; "$PYTHON" -m analysis --verify --figures disk/out; {SHOWN}',
        cwd=tmp_path,
    )
    assert run.stdout.startswith("status 1\nstatus 1\n") and " same" in run.stdout
    assert staging.PREFIX not in run.stdout
    assert run.stderr.count("allow writing to the folder") == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL to send")
@pytest.mark.parametrize("wait", [0.2, 0.7, 1.5])
def test_a_run_that_is_killed_leaves_the_old_figures_and_the_next_one_clears_up(tmp_path, wait):
    (tmp_path / "first.py").write_text(FIRST)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "01-lengths.png").write_text("old")
    run = subprocess.Popen(
        [sys.executable, "first.py", "--figures", "out"], cwd=tmp_path, stderr=subprocess.DEVNULL
    )
    while not list((tmp_path / "out").glob(f"{staging.PREFIX}*")) and run.poll() is None:
        time.sleep(0.02)
    time.sleep(wait)
    kernels = psutil.Process(run.pid).children(recursive=True)
    for process in (psutil.Process(run.pid), *kernels):
        process.send_signal(signal.SIGKILL)
    if run.wait():  # else it had come to its end before
        assert (tmp_path / "out" / "01-lengths.png").read_bytes() == b"old"
    assert called(sys.executable, "first.py", "--figures", "out", cwd=tmp_path).returncode == 0
    assert (
        not list((tmp_path / "out").glob(f"{staging.PREFIX}*"))
        and (tmp_path / "out" / "01-lengths.png").stat().st_size > 9999
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_a_run_that_is_stopped_in_any_way_loses_and_mixes_nothing(tmp_path):
    root = Path(__file__).parents[2]
    call = [sys.executable, "-m", "tests.stopped_runs", tmp_path / "runs", "--times", "1", "--json"]
    run = subprocess.run(call, cwd=root, capture_output=True, text=True, timeout=1800, check=False)
    assert run.returncode == 0, run.stderr
    cases = json.loads(run.stdout)
    assert len(cases) == 9
    for found in cases.values():
        for case in found:
            assert not stopped_runs.is_lost(case) and not stopped_runs.is_mixed(case), case
            assert case["status"] != "hangs" and not case["kernels"], case
            assert "Traceback" not in case["said"], case


# Settings

STRANGE = """
text.usetex: True
backend: TkAgg
axes.prop_cycle: cycler('color', ['red'])
font.size: 40
font.family: No Such Font
savefig.bbox: tight
savefig.transparent: True
figure.dpi: 300
svg.fonttype: path
figure.autolayout: True
axes.formatter.use_locale: True
axes.facecolor: black
"""
SETTINGS = {
    "no home": ({"HOME": os.devnull + "/x"}, []),
    "no folders of Jupyter's": (
        {"IPYTHONDIR": os.devnull + "/x", "JUPYTER_RUNTIME_DIR": os.devnull + "/y"},
        [],
    ),
    "no folder of Matplotlib's": ({"MPLCONFIGDIR": os.devnull + "/x"}, []),
    "a strange Matplotlib": ({"MPLCONFIGDIR": "strange"}, []),
    "no temporary folder": ({"TMPDIR": "/no/such/folder"}, []),
    "warnings are errors": ({"PYTHONWARNINGS": "error"}, []),
    "no docstrings and assertions": ({"PYTHONOPTIMIZE": "2"}, ["-OO"]),
    "another seed, zone and language": (
        {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LANG": "tr_TR.UTF-8"},
        [],
    ),
    "development mode": ({"PYTHONDEVMODE": "1"}, []),
}


def figures(folder):
    return {path.name: path.read_bytes() for path in folder.glob("0*.*")}


@pytest.fixture(scope="module")
def usual(tmp_path_factory):
    folder = tmp_path_factory.mktemp("usual")
    (folder / "first.py").write_text(FIRST)
    run = called(sys.executable, "first.py", "--figures", "out", cwd=folder)
    assert run.returncode == 0 and len(figures(folder / "out")) == 5, run.stderr
    return figures(folder / "out")


@pytest.mark.skipif(os.name == "nt", reason="the settings are those of other systems")
@pytest.mark.parametrize("name", SETTINGS)
def test_the_command_gives_the_same_bytes_under_any_settings(usual, tmp_path, name):
    environment, options = SETTINGS[name]
    (tmp_path / "strange").mkdir()
    (tmp_path / "strange" / "matplotlibrc").write_text(STRANGE)
    if environment.get("MPLCONFIGDIR") == "strange":
        environment = {"MPLCONFIGDIR": str(tmp_path / "strange")}
    (tmp_path / "first.py").write_text(FIRST)
    run = called(
        sys.executable, *options, "first.py", "--figures", "out", cwd=tmp_path, **environment
    )
    assert run.returncode == 0, run.stderr
    assert figures(tmp_path / "out") == usual


def test_a_module_of_the_users_called_analysis_beside_an_article_is_not_taken_for_ours(
    usual, tmp_path
):
    """The installed command looks into no folder of the user's, nor do the notebooks that it runs."""
    command = shutil.which("highlights-analysis", path=os.path.dirname(sys.executable))
    if command is None:
        machine.lacking("the command is not installed beside this Python")
    (tmp_path / "analysis.py").write_text("raise SystemExit('mine')\n")
    run = called(command, "--verify", "--figures", "nowhere", cwd=tmp_path)
    assert "there is no folder" in run.stderr and "mine" not in run.stderr


def test_the_record_of_a_figure_names_no_folder_of_the_machine(usual, tmp_path):
    record = json.loads(usual["01-lengths.json"])
    assert str(rerun.FOLDER.parent) not in json.dumps(record) and staging.PREFIX not in json.dumps(
        record
    )
