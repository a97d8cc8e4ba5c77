"""What the fuzzer found once, and the files it begins with; `python -m tests.fuzz` looks for more."""

import pytest

from tests.fuzz import seeds
from tests.fuzz.targets import TARGETS

CASES = seeds.cases()


@pytest.mark.parametrize("case", CASES, ids=[case["note"] for case in CASES])
def test_what_was_found_is_read_or_refused_in_words(case):
    target, _ = TARGETS[case["target"]]
    said = target(seeds.content(case), case["name"])
    assert bool(said) == bool(case["said"])
    assert [part for part in case["said"] if part not in said] == []


@pytest.mark.parametrize("name", TARGETS)
def test_every_seed_holds(name, tmp_path):
    target, names = TARGETS[name]
    seeds.written(tmp_path, name, names)
    files = sorted(tmp_path.iterdir())
    assert len(files) > 10
    for file in files:
        data = file.read_bytes()
        target(data[1:], names[data[0]])
