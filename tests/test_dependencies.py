"""What the package is built on: pins that fit what is declared, and neither of them below a version with a known hole."""

import re
import tomllib
from pathlib import Path

import pandas as pd
import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
DECLARED = [
    Requirement(one)
    for one in sum(PROJECT["optional-dependencies"].values(), PROJECT["dependencies"])
]
PINNED = (ROOT / "constraints.txt").read_text("utf-8")
PINS = re.findall(r"^([\w.-]+)==([\w.]+)", PINNED, re.M)
HOLES = pd.read_csv(
    Path(__file__).parent / "cases" / "holes.csv", dtype="str"
)  # `make audit` tells of new ones


def lowest(requirement):
    return next(one.version for one in requirement.specifier if one.operator in (">=", "~="))


def test_every_pin_has_its_hashes_and_names_no_host():
    assert len(PINS) > 80 and "://" not in PINNED
    blocks = re.split(r"^(?=\S)", PINNED, flags=re.M)[1:]
    assert len(blocks) == len(PINS) and all("--hash=sha256:" in block for block in blocks)


@pytest.mark.parametrize("requirement", DECLARED, ids=str)
def test_what_is_declared_has_a_lowest_version_and_a_pin_that_fits(requirement):
    assert lowest(requirement)
    versions = [version for name, version in PINS if name == requirement.name]
    assert versions and all(version in requirement.specifier for version in versions)


@pytest.mark.parametrize(
    ("package", "mended", "advisory"), [*HOLES.itertuples(index=False)], ids=HOLES["advisory"]
)
def test_nothing_below_the_version_that_mended_a_hole(package, mended, advisory):
    used = [version for name, version in PINS if name == package]
    used += [lowest(requirement) for requirement in DECLARED if requirement.name == package]
    assert used and min(map(Version, used)) >= Version(mended)
