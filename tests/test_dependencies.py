"""What the package is built on: pins that fit what is declared, and none of them below a version with a known vulnerability."""

import re
import tomllib
from pathlib import Path

import pandas as pd
import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tests.check.test_versions import PYTHONS

ROOT = Path(__file__).parents[1]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
GROUPS = [
    SETTINGS["project"]["dependencies"],
    *SETTINGS["project"]["optional-dependencies"].values(),
    *SETTINGS["dependency-groups"].values(),
]
DECLARED = [Requirement(one) for group in GROUPS for one in group]
PINNED = (ROOT / "constraints.txt").read_text("utf-8")
PINS = re.findall(r"^([\w.-]+)==([\w.]+)", PINNED, re.M)
# Known vulnerabilities and the versions that fixed them; `make audit` tells of new ones.
FIXED = pd.read_csv(Path(__file__).parent / "cases" / "vulnerabilities.csv", dtype="str")


def lowest(requirement):
    return next(one.version for one in requirement.specifier if one.operator in (">=", "~="))


def test_constraints_have_hashes_and_name_no_host():
    assert len(PINS) > 80 and "://" not in PINNED
    blocks = re.split(r"^(?=\S)", PINNED, flags=re.M)[1:]
    assert len(blocks) == len(PINS) and all("--hash=sha256:" in block for block in blocks)


@pytest.mark.parametrize("requirement", DECLARED, ids=str)
def test_requirements_have_a_lowest_version_and_a_pin_that_fits(requirement):
    assert lowest(requirement)
    versions = [version for name, version in PINS if name == requirement.name]
    assert versions and all(version in requirement.specifier for version in versions)


@pytest.mark.parametrize(
    ("package", "fixed", "advisory"), [*FIXED.itertuples(index=False)], ids=FIXED["advisory"]
)
def test_versions_are_not_below_the_one_that_fixed_a_vulnerability(package, fixed, advisory):
    used = [version for name, version in PINS if name == package]
    used += [lowest(requirement) for requirement in DECLARED if requirement.name == package]
    assert used and min(map(Version, used)) >= Version(fixed)


def test_the_makefile_pins_every_group_of_dependencies():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    named = re.search(r"^GROUPS := (.+)$", makefile, re.M).group(1).split()
    assert named == list(SETTINGS["dependency-groups"])


def test_the_version_is_the_same_everywhere():
    """In the metadata of the package, in the citation and at the top of the changelog."""
    version = SETTINGS["project"]["version"]
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text("utf-8")
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.search(r"^## (\S+)", changes, re.M).group(1) == version


def test_the_checks_before_a_commit_use_the_pinned_ruff():
    checks = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")
    used = re.search(r"ruff-pre-commit\n\s+rev: v(\S+)", checks).group(1)
    assert ("ruff", used) in PINS


def test_the_documented_python_versions_are_those_that_are_tested():
    classifiers = SETTINGS["project"]["classifiers"]
    named = re.findall(r"Python :: (3\.\d+)", "\n".join(classifiers))
    assert named == PYTHONS
    assert SETTINGS["project"]["requires-python"] == f">={PYTHONS[0]}"
