"""The whole job, twice: from two folders, under two hash seeds and time zones, the second time with the network cut."""

import os
import subprocess
import sys

import pytest

from tests import machine


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    made, cut = [], machine.WITHOUT_NETWORK if machine.allows(machine.WITHOUT_NETWORK) else []
    for seed, zone, prefix in (("1", "Asia/Tokyo", []), ("2", "America/Lima", cut)):
        here = tmp_path_factory.mktemp("somewhere")
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C.UTF-8"}
        run = subprocess.run(
            [*prefix, sys.executable, "-m", "analysis", "--figures", "out", "--report"],
            cwd=here, env=environment, capture_output=True, text=True, timeout=900, check=False,
        )  # fmt: skip
        assert run.returncode == 0, run.stderr
        made.append((here / "out", run.stdout))
    return made


def test_the_second_run_reaches_no_other_machine():
    reach = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=5)"
    call = [*machine.without_network(), sys.executable, "-c", reach]
    run = subprocess.run(call, capture_output=True, text=True, check=False)
    assert "unreachable" in run.stderr


def test_every_figure_has_the_same_bytes(runs):
    first, second = (
        {path.relative_to(out): path for path in out.rglob("*.*") if "notebooks" not in path.parts}
        for out, _ in runs
    )
    assert first.keys() == second.keys() and len(first) > 80
    differing = [
        str(name) for name, path in first.items() if path.read_bytes() != second[name].read_bytes()
    ]
    assert not differing


def test_the_list_names_what_is_there(runs):
    out, said = runs[0]
    for path in out.rglob("*.png"):
        assert path.stem in said
    assert "report.html" in said


def test_what_was_exported_verifies(runs):
    out, _ = runs[1]
    run = subprocess.run([sys.executable, "-m", "analysis", "--verify", "--figures", str(out)], capture_output=True, text=True, timeout=900, check=False)  # fmt: skip
    assert run.returncode == 0, run.stdout


def test_sizes_stay_sensible(runs):
    out, _ = runs[0]
    limits = {".svg": 300_000, ".png": 400_000}
    heavy = {
        path.name: path.stat().st_size
        for path in out.iterdir()
        if path.stat().st_size > limits.get(path.suffix, 10**9)
    }
    assert not heavy
