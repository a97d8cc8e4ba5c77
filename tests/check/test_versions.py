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
HERE = "{}.{}".format(*sys.version_info)


def python(version):
    """An interpreter of this version that runs, from the path or from pyenv; None where there is none."""
    for path in (
        shutil.which(f"python{version}"),
        *sorted(map(str, PYENV.glob(f"{version}.*/bin/python"))),
    ):
        call = [path, "-c", "import sys; print('{}.{}'.format(*sys.version_info))"]
        if (
            path
            and subprocess.run(call, capture_output=True, text=True, check=False).stdout.strip()
            == version
        ):
            return path
    return None


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
        "--disable-warnings",
    ]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, timeout=3600, check=False)
    assert done.returncode == 0, done.stdout[-10_000:]


def test_on_the_oldest_versions_that_are_declared(tmp_path):
    check_tests(tmp_path, sys.executable, OLDEST)


@pytest.mark.parametrize("version", [version for version in PYTHONS if version != HERE])
def test_on_another_python(tmp_path, version):
    interpreter = python(version)
    if interpreter is None:
        pytest.skip(f"no Python {version} on this machine")
    check_tests(tmp_path, interpreter, PINNED)
