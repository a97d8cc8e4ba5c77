"""Some seconds of fuzzing for each target, always from the same seed; `python -m tests.fuzz` goes on for as long as told."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS

SECONDS = 10
pytest.importorskip(
    "atheris", reason="no atheris for this system: what it found is in tests/test_fuzz_cases.py"
)


@pytest.mark.parametrize("target", TARGETS)
def test_nothing_is_found_in_some_seconds(target, tmp_path):
    limits = [
        "-seed=1",
        f"-max_total_time={SECONDS}",
        "-timeout=60",
        f"-artifact_prefix={tmp_path}/",
    ]
    call = [sys.executable, "-m", "tests.fuzz", target, *limits]
    done = subprocess.run(
        call,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-5_000:]
    assert "DONE" in done.stderr and list(tmp_path.iterdir()) == []
