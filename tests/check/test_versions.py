"""The ordinary tests on the oldest versions that are declared, and on every newer Python that this machine has."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
UV = shutil.which("uv") or shutil.which("uv", path=ROOT / ".uv" / "bin")
PYENV = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
BIN = "Scripts" if os.name == "nt" else "bin"
PINNED = ["--constraint", "constraints.txt", "--build-constraint", "constraints.txt"]
OLDEST = ["--resolution", "lowest-direct"]
PYTHONS = ["3.11", "3.12", "3.13"]
PARALLEL = ["--numprocesses", "logical", "--maxprocesses", "4", "--dist", "loadfile"]
HERE = "{}.{}".format(*sys.version_info)


def interpreters(version):
    """The interpreters of a version of Python that this machine has and that run, oldest patch first."""
    named = shutil.which(f"python{version}"), f"/usr/bin/python{version}"
    found = {}
    for path in (*named, *PYENV.glob(f"{version}.*/bin/python")):
        code = "import sys, venv, ensurepip; print(*sys.version_info[:3], sep='.')"
        if path and os.access(path, os.X_OK):
            run = subprocess.run([path, "-c", code], capture_output=True, text=True, check=False)
            if run.stdout.startswith(f"{version}."):
                found.setdefault(int(run.stdout.rpartition(".")[2]), str(path))
    return [found[patch] for patch in sorted(found)]


def check_tests(folder, interpreter, options):
    """Install the package into an environment of its own and run its tests there."""
    environment = folder / "venv"
    install = [
        UV,
        "pip",
        "install",
        "--quiet",
        "--compile-bytecode",
        "--python",
        environment,
        *options,
    ]
    for call in (
        [UV, "venv", "--quiet", "--python", interpreter, environment],
        [*install, "--group", "dev", "--editable", ".[docx]"],
    ):
        done = subprocess.run(
            call, cwd=ROOT, capture_output=True, text=True, timeout=900, check=False
        )
        assert done.returncode == 0, done.stderr
    call = [
        environment / BIN / "python",
        "-m",
        "pytest",
        "-p",
        "no:cacheprovider",
        *PARALLEL,
        "--disable-warnings",
        # Other versions warn of other things.
        "--override-ini=filterwarnings=",
    ]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, timeout=3600, check=False)
    assert done.returncode == 0, done.stdout[-10_000:]


def test_the_oldest_versions_that_are_declared_pass(tmp_path):
    """On the oldest patch of the oldest Python: 3.11.0 to 3.11.3 handle groups of errors differently."""
    check_tests(tmp_path, interpreters(PYTHONS[0])[0], OLDEST)


@pytest.mark.parametrize("version", [version for version in PYTHONS if version != HERE])
def test_another_python_passes(tmp_path, version):
    found = interpreters(version)
    if not found:
        pytest.skip(f"no Python {version} on this machine")
    check_tests(tmp_path, found[0], PINNED)
